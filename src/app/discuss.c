#include "app/discuss.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/time.h"
#include "comments/thread.h"
#include "feed/feed.h"
#include "web/url.h"

enum { FEEDS_MAX = 3 };

struct discuss {
    struct visit visit;
    struct comments_thread thread;
    bool has_source; // something was asked that could know the comments, and it answered
    int rest_page;   // the page of REST that is asked for
    const char *feeds[FEEDS_MAX]; // comment feeds to try, best first
    size_t feed_count;
    size_t feed_at;
    struct error error; // the last that went wrong
    discuss_done done;
    void *context;
};

static void discuss_end(struct discuss *discuss, const struct error *err)
{
    discuss->done(discuss->context, err);
    comments_thread_release(&discuss->thread);
    visit_release(&discuss->visit);
    free(discuss);
}

/* On the writer's thread. */
static void discuss_write(struct store *store, void *context)
{
    struct discuss *const discuss = context;
    struct visit *const visit = &discuss->visit;
    struct error err = {0};
    if (visit_store_form(visit, store, &err) &&
        store_comments_take(store, visit->article_id, &discuss->thread, time_now_ms(), &err)) {
        const struct app_message about = {.article_id = visit->article_id};
        app_post(visit->app, APP_CHANGED, &about);
    }
    discuss_end(discuss, &err);
}

/* Everything that can be asked was asked. */
static void discuss_finish(struct discuss *discuss)
{
    struct comments_thread *const thread = &discuss->thread;
    // Where there is no page and no feed, nobody can have said anything.
    const bool has_place = discuss->visit.comments_url || discuss->feed_count;
    if (!discuss->has_source && has_place) {
        discuss_end(discuss, &discuss->error);
        return;
    }
    comments_thread_arrange(thread);
    const int64_t stored = (int64_t)thread->comments.count;
    if (thread->total < 0)
        thread->total = discuss->visit.comments_count;
    if (!thread->more_url && thread->total > stored)
        thread->more_url = arena_strdup(&thread->arena, discuss->visit.comments_url);
    store_writer_submit(discuss->visit.app->writer, discuss_write, discuss);
}

static void ask_feed(struct discuss *discuss);

/* On a worker. */
static void feed_answered(void *context, struct web_response *response, const struct error *reason)
{
    struct discuss *const discuss = context;
    struct error err = *reason;
    struct feed *feed = NULL;
    if (response && response->status == 200)
        feed = feed_parse(response->body, response->body_len,
                          web_header_find(response->headers, "Content-Type"), response->url,
                          discuss->visit.ticket, &err);
    else if (response)
        app_http_error(response, &err);
    if (feed) {
        comments_from_feed(feed, &discuss->thread);
        discuss->has_source = true;
    }
    feed_free(feed);
    web_response_free(response);
    if (!feed) {
        discuss->error = err;
        discuss->feed_at++;
        ask_feed(discuss);
        return;
    }
    if (discuss->visit.page)
        comments_from_page(discuss->visit.page, &discuss->thread);
    discuss_finish(discuss);
}

static void ask_feed(struct discuss *discuss)
{
    struct visit *const visit = &discuss->visit;
    if (discuss->feed_at < discuss->feed_count) {
        struct web_request *const request =
            web_request_new("GET", discuss->feeds[discuss->feed_at]);
        article_manners_send(visit->app, request, &visit->manners, visit->ticket, feed_answered,
                             discuss);
        return;
    }
    if (visit->page) {
        comments_from_page(visit->page, &discuss->thread);
        discuss->has_source = true;
    }
    discuss_finish(discuss);
}

/* The comment feeds that the page and the article name, without repeats. */
static void list_feeds(struct discuss *discuss)
{
    const struct visit *const visit = &discuss->visit;
    const char *const named[] = {visit->source.atom_feed, visit->source.rss_feed,
                                 visit->comments_feed};
    for (size_t i = 0; i < COUNT_OF(named); i++) {
        bool is_new = named[i] != NULL;
        for (size_t j = 0; j < discuss->feed_count && is_new; j++)
            is_new = strcmp(discuss->feeds[j], named[i]) != 0;
        if (is_new)
            discuss->feeds[discuss->feed_count++] = named[i];
    }
}

static void ask_rest(struct discuss *discuss);

/* On a worker. */
static void rest_answered(void *context, struct web_response *response, const struct error *reason)
{
    struct discuss *const discuss = context;
    struct error err = *reason;
    const bool is_read =
        response && response->status == 200 &&
        comments_from_wordpress(response->body, response->body_len, &discuss->thread, &err);
    int pages = 0;
    if (is_read) {
        discuss->has_source = true;
        comments_wordpress_totals(response, &discuss->thread.total, &pages);
    }
    web_response_free(response);
    if (is_read && discuss->rest_page < pages) {
        discuss->rest_page++;
        ask_rest(discuss);
    } else if (is_read) {
        discuss_finish(discuss);
    } else {
        discuss->error = err;
        ask_feed(discuss);
    }
}

static void ask_rest(struct discuss *discuss)
{
    struct visit *const visit = &discuss->visit;
    struct str url;
    str_init(&url, LIMIT_URL_BYTES);
    comments_wordpress_url(&visit->source, discuss->rest_page, &url);
    article_manners_send(visit->app, web_request_new("GET", url.data), &visit->manners,
                         visit->ticket, rest_answered, discuss);
    str_release(&url);
}

/* Is the article's comment feed on another server than the page that gave no answer? */
static bool has_other_server(const struct visit *visit)
{
    const struct slice feed_url = slice_of(visit->comments_feed);
    const struct slice page_url = slice_of(visit->comments_url);
    const struct slice feed = url_place(feed_url.data, feed_url.len);
    const struct slice page = url_place(page_url.data, page_url.len);
    return feed.len && (feed.len != page.len || memcmp(feed.data, page.data, feed.len) != 0);
}

static void discuss_arrived(struct visit *visit, const struct error *err)
{
    struct discuss *const discuss = (struct discuss *)visit;
    discuss->error = *err;
    list_feeds(discuss);
    if (visit->page && visit->source.rest_root && visit->source.post_id) {
        discuss->rest_page = 1;
        ask_rest(discuss);
    } else if (!visit->page && err->kind == ERR_NETWORK && !has_other_server(visit)) {
        // Who does not answer for the page does not answer for the feed either.
        discuss_end(discuss, err);
    } else {
        ask_feed(discuss);
    }
}

static void discuss_look_up(void *context)
{
    struct discuss *const discuss = context;
    struct error err = {0};
    struct store *const store = app_open_reader(discuss->visit.app, &err);
    const bool is_known = store && visit_look_up(&discuss->visit, store, &err);
    store_close(store);
    if (is_known)
        visit_go(&discuss->visit, discuss->visit.comments_url, discuss_arrived);
    else
        discuss_end(discuss, &err);
}

void discuss_start(struct app *app, struct ticket *ticket, int64_t article_id, discuss_done done,
                   void *context)
{
    struct discuss *const discuss = mem_zalloc(sizeof(*discuss));
    visit_init(&discuss->visit, app, ticket, article_id);
    comments_thread_init(&discuss->thread);
    discuss->done = done;
    discuss->context = context;
    pool_submit(app->pool, discuss_look_up, discuss);
}

void discuss_go_on(struct visit *visit, const struct error *reason, discuss_done done,
                   void *context)
{
    struct discuss *const discuss = mem_zalloc(sizeof(*discuss));
    discuss->visit = *visit;
    comments_thread_init(&discuss->thread);
    discuss->done = done;
    discuss->context = context;
    if (discuss->visit.is_discussion) {
        discuss_arrived(&discuss->visit, reason);
        return;
    }
    visit_leave_page(&discuss->visit);
    visit_go(&discuss->visit, discuss->visit.comments_url, discuss_arrived);
}

/* ---- app_fetch_comments(): the thread for its own sake */

struct asked {
    struct app *app;
    struct ticket *ticket;
    int64_t article_id;
};

static void asked_done(void *context, const struct error *err)
{
    struct asked *const asked = context;
    const struct app_message about = {.article_id = asked->article_id};
    app_post_end(asked->app, asked->ticket, &about, err);
    ticket_unref(asked->ticket);
    free(asked);
}

struct ticket *app_fetch_comments(struct app *app, int64_t article_id)
{
    struct asked *const asked = mem_zalloc(sizeof(*asked));
    *asked = (struct asked){app, app_begin(app), article_id};
    struct ticket *const ticket = ticket_ref(asked->ticket);
    discuss_start(app, asked->ticket, article_id, asked_done, asked);
    return ticket;
}
