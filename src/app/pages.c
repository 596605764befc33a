/*
 * The pages of many articles, for reading without a network.
 *
 * Some articles are under way at a time, few of one host; each takes its steps one after the other:
 * the page with its text, what is said about it, the pictures.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "app/discuss.h"
#include "app/full.h"
#include "app/pictures.h"
#include "base/intl.h"
#include "base/memory.h"
#include "base/time.h"
#include "net/queue.h"
#include "web/url.h"

enum {
    SENT = 16, // each holds a page in memory
    SENT_PER_HOST = 2,
    PAGE_ARTICLES = 500,
    FRESH_MS = 12 * 60 * 60 * 1000, // a thread that was read since then is there
};

struct pages {
    struct arena arena;
    struct app *app;
    struct ticket *ticket;
    struct store_selection selection;
    struct query query;
    struct app_pages_options options;
    struct vec turns; // struct turn *, in the arena
    int64_t start_ms;
    _Atomic int64_t pictures_left; // bytes
    pthread_mutex_t mutex;         // for all below
    struct queue queue;
    int64_t left; // turns that are not over, and the start
    bool is_stopped;
    struct app_message sum;
};

/* What is missing of an article, and what came. */
struct turn {
    struct queue_item queue; // first: the queue hands this out
    struct pages *pages;
    int64_t article_id;
    int64_t used_ms; // newer articles later
    bool needs_full;
    bool needs_comments;
    struct app_message message;
};

static void pages_free(struct pages *pages)
{
    queue_release(&pages->queue);
    vec_release(&pages->turns);
    pthread_mutex_destroy(&pages->mutex);
    ticket_unref(pages->ticket);
    arena_release(&pages->arena);
    free(pages);
}

static void pages_end(struct pages *pages, const struct error *err)
{
    app_post_end(pages->app, pages->ticket, &pages->sum, err);
    pages_free(pages);
}

/* The last job on the writer's thread. */
static void pages_finish(struct store *store, void *context)
{
    struct pages *const pages = context;
    struct error err = {0};
    if (pages->options.with_pictures)
        pictures_shrink(pages->app, store);
    if (pages->is_stopped)
        error_set(&err, ERR_CANCELLED, _("fetching pages was cancelled"));
    pages_end(pages, &err);
}

static void pages_count_down(struct pages *pages, int64_t count)
{
    pthread_mutex_lock(&pages->mutex);
    pages->left -= count;
    const bool is_over = pages->left == 0;
    pthread_mutex_unlock(&pages->mutex);
    if (is_over)
        store_writer_submit(pages->app->writer, pages_finish, pages);
}

/* ---- one article */

static void pages_send(struct pages *pages);

static void turn_tell(struct turn *turn)
{
    struct pages *const pages = turn->pages;
    struct app_message *const sum = &pages->sum;
    pthread_mutex_lock(&pages->mutex);
    queue_leave(&pages->queue, &turn->queue);
    if (turn->message.error.kind == ERR_CANCELLED || ticket_is_cancelled(pages->ticket))
        pages->is_stopped = true;
    sum->done++;
    sum->failed_count += turn->message.error.kind != ERR_NONE;
    sum->bytes += turn->message.bytes;
    sum->page.pictures_left_out += turn->message.page.pictures_left_out;
    turn->message.ticket = sum->ticket = ticket_number(pages->ticket);
    turn->message.done = sum->done;
    turn->message.total = sum->total;
    turn->message.article_id = turn->article_id;
    if (turn->message.error.kind != ERR_CANCELLED) {
        app_post(pages->app, APP_PAGE, &turn->message);
        app_post(pages->app, APP_PROGRESS, sum);
    }
    pthread_mutex_unlock(&pages->mutex);
    pages_send(pages);
    pages_count_down(pages, 1);
}

static void turn_note(struct turn *turn, const struct error *err)
{
    if (turn->message.error.kind == ERR_NONE && err->kind != ERR_NONE)
        turn->message.error = *err;
}

static void turn_pictured(void *context, const struct pictures_outcome *outcome)
{
    struct turn *const turn = context;
    turn->message.page.pictures = outcome->kept;
    turn->message.page.pictures_total = outcome->total;
    turn->message.page.pictures_left_out = outcome->left_out;
    turn_note(turn, &outcome->error);
    turn_tell(turn);
}

static void turn_go_on(struct turn *turn)
{
    struct pages *const pages = turn->pages;
    if (pages->options.with_pictures && turn->message.error.kind != ERR_CANCELLED)
        pictures_start(pages->app, pages->ticket, turn->article_id, turn->used_ms,
                       &pages->pictures_left, turn_pictured, turn);
    else
        turn_tell(turn);
}

static void turn_read(void *context, const struct full_outcome *outcome)
{
    struct turn *const turn = context;
    turn->message.bytes = outcome->bytes;
    turn->message.page.has_full = outcome->text.kind == ERR_NONE;
    turn->message.page.has_comments = turn->needs_comments && outcome->comments.kind == ERR_NONE;
    turn_note(turn, &outcome->text);
    turn_note(turn, &outcome->comments);
    turn_go_on(turn);
}

static void turn_discussed(void *context, const struct error *err)
{
    struct turn *const turn = context;
    turn->message.page.has_comments = err->kind == ERR_NONE;
    turn_note(turn, err);
    turn_go_on(turn);
}

static void turn_start(struct turn *turn)
{
    struct pages *const pages = turn->pages;
    if (turn->needs_full) {
        full_start(pages->app, pages->ticket, turn->article_id,
                   turn->needs_comments ? FULL_COMMENTS : FULL_TEXT, turn_read, turn);
    } else if (turn->needs_comments) {
        discuss_start(pages->app, pages->ticket, turn->article_id, turn_discussed, turn);
    } else {
        turn_go_on(turn);
    }
}

/* Start those whose turn it is; when all is stopped, count them as over. */
static void pages_send(struct pages *pages)
{
    int64_t dropped_count = 0;
    pthread_mutex_lock(&pages->mutex);
    for (;;) {
        // The item is the first member of its turn.
        struct turn *const turn = (struct turn *)queue_start(&pages->queue);
        if (!turn)
            break;
        if (!pages->is_stopped) {
            turn_start(turn);
            continue;
        }
        queue_leave(&pages->queue, &turn->queue);
        dropped_count++;
    }
    pthread_mutex_unlock(&pages->mutex);
    if (dropped_count)
        pages_count_down(pages, dropped_count);
}

/* ---- which articles */

static bool pages_look_at(struct pages *pages, struct store *store,
                          const struct store_article *article, struct error *err)
{
    int64_t fetched_ms = TIME_NONE;
    if (!article->link || !url_is_web(article->link))
        return true;
    if (pages->options.with_comments &&
        !store_comments_fetched(store, article->id, &fetched_ms, err))
        return false;
    bool is_gone = false;
    if (!article->has_full && !pages->options.is_forced &&
        !store_articles_is_gone(store, article->id, pages->start_ms, &is_gone, err))
        return false;
    pages->sum.page.gone += is_gone;
    const bool needs_full = !article->has_full && !is_gone;
    const bool needs_comments = pages->options.with_comments && !is_gone &&
                                (fetched_ms == TIME_NONE || fetched_ms < time_now_ms() - FRESH_MS);
    if (!needs_full && !needs_comments && !pages->options.with_pictures)
        return true;
    struct turn *const turn = arena_zalloc(&pages->arena, sizeof(*turn));
    turn->pages = pages;
    turn->article_id = article->id;
    turn->used_ms = pages->start_ms - (int64_t)pages->turns.count;
    turn->needs_full = needs_full;
    turn->message.page.has_full = article->has_full;
    turn->needs_comments = needs_comments;
    *(struct turn **)vec_push(&pages->turns) = turn;
    const struct slice place = url_place(article->link, strlen(article->link));
    queue_add(&pages->queue, &turn->queue, place.data ? place.data : "", place.len, false);
    return true;
}

static bool pages_list(struct pages *pages, struct store *store, struct error *err)
{
    struct store_key after = {0};
    int64_t left = pages->options.limit;
    while (left > 0) {
        struct store_articles page;
        const int wanted = left < PAGE_ARTICLES ? (int)left : PAGE_ARTICLES;
        if (!store_articles_list(store, &pages->selection, &after, false, wanted, &page, err))
            return false;
        bool is_good = true;
        for (size_t i = 0; is_good && i < page.count; i++)
            is_good = pages_look_at(pages, store, &page.items[i], err);
        left = page.count == (size_t)wanted ? left - wanted : 0;
        if (page.count)
            after = (struct store_key){page.items[page.count - 1].published_ms,
                                       page.items[page.count - 1].id};
        store_articles_release(&page);
        if (!is_good)
            return false;
    }
    return true;
}

/* On a worker. */
static void pages_start(void *context)
{
    struct pages *const pages = context;
    const struct error *const refusal = app_refusal(pages->app);
    struct error err = refusal ? *refusal : (struct error){0};
    struct store *const store = refusal ? NULL : app_open_reader(pages->app, &err);
    const bool is_read = store && pages_list(pages, store, &err);
    store_close(store);
    if (!is_read) {
        pages_end(pages, &err);
        return;
    }
    pages->sum.total = (int64_t)pages->turns.count;
    pages->left = pages->sum.total + 1; // and this start
    pages_send(pages);
    pages_count_down(pages, 1);
}

struct ticket *app_fetch_pages(struct app *app, const struct store_selection *selection,
                               const struct app_pages_options *options)
{
    struct pages *const pages = mem_zalloc(sizeof(*pages));
    arena_init(&pages->arena);
    vec_init(&pages->turns, sizeof(struct turn *));
    pthread_mutex_init(&pages->mutex, NULL);
    queue_init(&pages->queue, SENT, SENT_PER_HOST);
    pages->app = app;
    pages->ticket = app_begin(app);
    pages->options = *options;
    pages->start_ms = time_now_ms();
    pages->pictures_left = options->with_pictures ? pictures_budget(app) : 0;
    pages->selection = app_copy_selection(&pages->arena, &pages->query, selection);
    struct ticket *const ticket = ticket_ref(pages->ticket);
    pool_submit(app->pool, pages_start, pages);
    return ticket;
}
