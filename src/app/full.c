/*
 * The full page instead of the feed's summary.
 */
#include "app/full.h"

#include <stdlib.h>
#include <string.h>

#include "app/configuration.h"
#include "app/discuss.h"
#include "app/visit.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/time.h"
#include "extract/extract.h"

enum {
    PAGES_MOST = 20, // of one article
    GONE_MS = 7 * 24 * 60 * 60 * 1000,
};

struct full {
    struct visit visit;
    struct sites *sites;             // what the user says of sites
    struct extract_article *article; // of the first page
    struct str html;                 // of all pages
    int pages;                       // read so far
    enum full_extent extent;
    full_done done;
    void *context;
    struct full_outcome outcome;
};

/* A further page of the article. */
struct sequel {
    struct visit visit;
    struct full *full;
};

static void full_end(struct full *full)
{
    full->done(full->context, &full->outcome);
    extract_article_free(full->article);
    sites_free(full->sites);
    str_release(&full->html);
    visit_release(&full->visit);
    free(full);
}

static void full_discussed(void *context, const struct error *err)
{
    struct full *const full = context;
    if (err)
        full->outcome.comments = *err;
    full_end(full);
}

/* The text is dealt with. The page goes on to the discussion. */
static void full_go_on(struct full *full, const struct error *err)
{
    full->outcome.text = *err;
    if (!(full->extent & FULL_COMMENTS)) {
        full_end(full);
        return;
    }
    struct visit visit = full->visit;
    visit_init(&full->visit, visit.app, visit.ticket, visit.article_id);
    discuss_go_on(&visit, err, full_discussed, full);
}

static void full_write(struct store *store, void *context)
{
    struct full *const full = context;
    struct error err = {0};
    if (store_articles_set_full(store, full->visit.article_id, full->html.data,
                                full->article->image, &err) &&
        visit_store_form(&full->visit, store, &err)) {
        const struct app_message about = {.article_id = full->visit.article_id};
        app_post(full->visit.app, APP_CHANGED, &about);
    }
    full_go_on(full, &err);
}

static void full_note(struct full *full, const char *note)
{
    str_add(&full->html, "\n<p><em>");
    html_escape(note, strlen(note), &full->html);
    str_add(&full->html, "</em></p>");
}

/* What the reader has to know of the text, at its end; then it is kept. */
static void full_keep(struct full *full, const struct extract_article *last)
{
    if (full->article->is_paywalled)
        full_note(full, _("The site says that this article is for subscribers."));
    if (last && last->is_truncated)
        full_note(full, _("The page is longer than is read of one: its end is missing."));
    if (last && last->next_page && full->extent & FULL_PAGES)
        full_note(full, _("The article goes on: more pages are not read of one."));
    store_writer_submit(full->visit.app->writer, full_write, full);
}

/* The page's own address counts: a <base> in it may name any other host. */
static struct extract_article *full_extract(const struct full *full, const struct visit *visit,
                                            struct error *err)
{
    return extract_article(visit->page, sites_find(full->sites, visit->response->url),
                           visit->ticket, err);
}

/* One page more is there, and another is asked for. */
static void full_tell(const struct full *full)
{
    const struct app_message about = {.ticket = ticket_number(full->visit.ticket),
                                      .article_id = full->visit.article_id,
                                      .done = full->pages};
    app_post(full->visit.app, APP_PROGRESS, &about);
}

static void sequel_start(struct full *full, const char *url);

/* One more page. Without it the text is kept as far as it goes, and says so. */
static void sequel_arrived(struct visit *visit, const struct error *reason)
{
    struct sequel *const sequel = (struct sequel *)visit;
    struct full *const full = sequel->full;
    struct error err = *reason;
    struct extract_article *article = NULL;
    if (visit->page)
        article = full_extract(full, visit, &err);
    const bool is_new = article && article->html[0] && !strstr(full->html.data, article->html);
    if (is_new) {
        str_add_char(&full->html, '\n');
        str_append_whole(&full->html, article->html, strlen(article->html));
        full->pages++;
    }
    if (err.kind == ERR_CANCELLED)
        full_go_on(full, &err);
    else if (is_new && article->next_page && full->pages < PAGES_MOST)
        sequel_start(full, article->next_page);
    else if (err.kind != ERR_NONE) {
        full_note(full, _("The article goes on, but its next page could not be read."));
        full_keep(full, NULL);
    } else {
        full_keep(full, is_new ? article : NULL);
    }
    extract_article_free(article);
    visit_release(&sequel->visit);
    free(sequel);
}

static void sequel_start(struct full *full, const char *url)
{
    struct sequel *const sequel = mem_zalloc(sizeof(*sequel));
    visit_init(&sequel->visit, full->visit.app, full->visit.ticket, full->visit.article_id);
    // Asked as the first page was; the book stays with that one, which outlives this.
    sequel->visit.manners = full->visit.manners;
    sequel->visit.manners.book = (struct manners_book){0};
    sequel->visit.comments_url = "";
    sequel->full = full;
    full_tell(full);
    visit_go(&sequel->visit, url, sequel_arrived);
}

/* The site says that there is no such page, or none any more. */
static bool is_gone(const struct visit *visit)
{
    const int status = visit->response ? visit->response->status : 0;
    return status == 404 || status == 410;
}

static void full_write_gone(struct store *store, void *context)
{
    struct full *const full = context;
    const struct error reason = full->outcome.text;
    struct error err = {0};
    if (!store_articles_set_gone(store, full->visit.article_id, time_now_ms() + GONE_MS, &err))
        log_write(LOG_WARNING, "page of article %lld: %s", (long long)full->visit.article_id,
                  err.text);
    full_go_on(full, &reason);
}

static void full_fail(struct full *full, const struct error *err)
{
    full->outcome.text = *err;
    if (is_gone(&full->visit))
        store_writer_submit(full->visit.app->writer, full_write_gone, full);
    else
        full_go_on(full, err);
}

static void full_arrived(struct visit *visit, const struct error *reason)
{
    struct full *const full = (struct full *)visit;
    struct error err = *reason;
    full->outcome.bytes = visit->spent.bytes;
    if (visit->page)
        full->article = full_extract(full, visit, &err);
    if (full->article && full->article->html[0] == '\0')
        error_set(&err, ERR_UNSUPPORTED, _("no article was found in %s"), visit->page_url);
    if (err.kind != ERR_NONE) {
        full_fail(full, &err);
        return;
    }
    str_add(&full->html, full->article->html);
    full->pages = 1;
    if (full->article->next_page && full->extent & FULL_PAGES)
        sequel_start(full, full->article->next_page);
    else
        full_keep(full, full->article);
}

static void full_look_up(void *context)
{
    struct full *const full = context;
    struct store *const store = app_open_reader(full->visit.app, &full->outcome.text);
    bool is_known = store && visit_look_up(&full->visit, store, &full->outcome.text);
    store_close(store);
    full->sites =
        is_known ? configuration_sites(app_paths(full->visit.app), &full->outcome.text) : NULL;
    is_known = full->sites != NULL;
    if (is_known) {
        visit_go(&full->visit, full->visit.page_url, full_arrived);
    } else {
        full->outcome.comments = full->outcome.text;
        full_end(full);
    }
}

void full_start(struct app *app, struct ticket *ticket, int64_t article_id, enum full_extent extent,
                full_done done, void *context)
{
    struct full *const full = mem_zalloc(sizeof(*full));
    visit_init(&full->visit, app, ticket, article_id);
    str_init(&full->html, LIMIT_HTML_BYTES);
    full->extent = extent;
    full->done = done;
    full->context = context;
    pool_submit(app->pool, full_look_up, full);
}

/* ---- app_fetch_full(): one page for its own sake */

struct asked {
    struct app *app;
    struct ticket *ticket;
    int64_t article_id;
};

static void asked_done(void *context, const struct full_outcome *outcome)
{
    struct asked *const asked = context;
    const struct app_message about = {.article_id = asked->article_id};
    app_post_end(asked->app, asked->ticket, &about, &outcome->text);
    ticket_unref(asked->ticket);
    free(asked);
}

struct ticket *app_fetch_full(struct app *app, int64_t article_id, bool with_pages)
{
    struct asked *const asked = mem_zalloc(sizeof(*asked));
    *asked = (struct asked){app, app_begin(app), article_id};
    struct ticket *const ticket = ticket_ref(asked->ticket);
    full_start(app, asked->ticket, article_id, with_pages ? FULL_PAGES : FULL_TEXT, asked_done,
               asked);
    return ticket;
}
