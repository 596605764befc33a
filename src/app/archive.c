/*
 * A feed's older pages: from each document to the one that it names as its next page or the archive
 * before (RFC 5005 3 and 4). The pages are read one behind the other, newest first, so that of an
 * article which stands in several the newest copy counts.
 */
#include <stdlib.h>
#include <string.h>

#include "app/fetch.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/memory.h"
#include "web/url.h"

struct archive {
    struct arena arena;
    struct app *app;
    struct ticket *ticket;
    int64_t feed_id;
    struct article_manners manners;
    struct map seen; // addresses of pages
    struct fetch
        *head; // the feed's own document, whose title and link the older pages do not change
    struct fetch *fetch;
    struct store_intake intake; // of all pages
    struct app_message sum;
};

static void archive_free(struct archive *archive)
{
    if (archive->fetch != archive->head)
        fetch_free(archive->fetch);
    fetch_free(archive->head);
    store_intake_release(&archive->intake);
    map_release(&archive->seen);
    article_manners_release(&archive->manners);
    ticket_unref(archive->ticket);
    arena_release(&archive->arena);
    free(archive);
}

static void archive_end(struct archive *archive, const struct error *err)
{
    struct app_message *const sum = &archive->sum;
    sum->ticket = ticket_number(archive->ticket);
    sum->feed_id = archive->feed_id;
    sum->fetch = err->kind == ERR_NONE ? STORE_FETCH_OK : STORE_FETCH_FAILED;
    sum->new_count += archive->intake.new_count;
    sum->updated_count += archive->intake.updated_count;
    sum->error = *err;
    app_post(archive->app, APP_FEED, sum);
    app_post_end(archive->app, archive->ticket, sum, err->kind == ERR_NONE ? NULL : err);
    archive_free(archive);
}

static void archive_ask(struct archive *archive, const char *url);

/* The page that comes next and was not read yet; NULL when there is none. */
static const char *archive_next(struct archive *archive)
{
    const char *const next = archive->fetch->feed->next;
    if (!next || !url_is_web(next) || archive->seen.count >= LIMIT_ARCHIVE_PAGES)
        return NULL;
    struct str kept;
    str_init(&kept, LIMIT_URL_BYTES);
    url_keep_user(archive->manners.feed_url, next, &kept);
    const char *const url = arena_strndup(&archive->arena, kept.data, kept.len);
    str_release(&kept);
    return map_find(&archive->seen, url, strlen(url)) ? NULL : url;
}

/* On the writer's thread. */
static void write_page(struct store *store, void *context)
{
    struct archive *const archive = context;
    struct fetch *const fetch = archive->fetch;
    struct feed page = *archive->head->feed;
    page.entries = fetch->feed->entries;
    page.entry_count = fetch->feed->entry_count;
    page.format = fetch->feed->format;
    archive->sum.new_count += fetch->intake.new_count;
    archive->sum.updated_count += fetch->intake.updated_count;
    struct error err = fetch->store_error;
    const char *const next = archive_next(archive);
    if (err.kind == ERR_NONE)
        store_articles_take_part(store, archive->feed_id, &page, fetch->result.fetched_ms,
                                 &archive->intake, &err);
    if (err.kind != ERR_NONE || !next) {
        archive_end(archive, &err);
        return;
    }
    if (fetch != archive->head)
        fetch_free(fetch);
    archive->fetch = NULL;
    archive_ask(archive, next);
}

/* On a worker. */
static void archive_answered(void *context, struct web_response *response, const struct error *err)
{
    struct archive *const archive = context;
    struct fetch *const fetch = archive->fetch;
    fetch_answer(fetch, response, archive->ticket, err);
    web_response_free(response);
    archive->sum.http = fetch->result.http;
    archive->sum.bytes += fetch->message.bytes;
    archive->sum.elapsed_ms += fetch->message.elapsed_ms;
    archive->sum.done++;
    app_post(archive->app, APP_PROGRESS, &archive->sum);
    if (!fetch->feed) {
        struct error failure = fetch->message.error;
        if (archive->sum.done > 1)
            error_prefix(&failure, _("page %lld"), (long long)archive->sum.done);
        archive_end(archive, &failure);
        return;
    }
    if (!archive->head)
        archive->head = fetch;
    store_writer_submit(archive->app->writer, write_page, archive);
}

static void archive_ask(struct archive *archive, const char *url)
{
    const struct store_due page = {.id = archive->feed_id, .url = url};
    map_add(&archive->seen, url, strlen(url), NULL);
    archive->fetch = fetch_new(archive->app, &page, article_manners_for(&archive->manners, url));
    fetch_send(archive->fetch, archive->ticket, archive_answered, archive);
}

/* On a worker: where does the feed begin? */
static void archive_start(void *context)
{
    struct archive *const archive = context;
    struct error err = {0};
    struct store_feeds one = {0};
    struct store *const store = app_open_reader(archive->app, &err);
    const bool is_found = store && store_feeds_get(store, archive->feed_id, &one, &err);
    const bool is_off = is_found && one.items[0].last_status == STORE_FETCH_OFF;
    if (is_off)
        error_set(&err, ERR_UNSUPPORTED, "%s", one.items[0].error);
    const bool is_ready = is_found && !is_off &&
                          article_manners_find(&archive->manners, archive->app, store,
                                               archive->feed_id, &archive->arena, &err);
    store_feeds_release(&one);
    store_close(store);
    if (is_ready)
        archive_ask(archive, archive->manners.feed_url);
    else
        archive_end(archive, &err);
}

struct ticket *app_reload_archive(struct app *app, int64_t feed_id)
{
    struct archive *const archive = mem_zalloc(sizeof(*archive));
    arena_init(&archive->arena);
    map_init(&archive->seen);
    store_intake_init(&archive->intake);
    article_manners_init(&archive->manners);
    archive->app = app;
    archive->ticket = app_begin(app);
    archive->feed_id = feed_id;
    archive->sum.ticket = ticket_number(archive->ticket);
    struct ticket *const ticket = ticket_ref(archive->ticket);
    pool_submit(app->pool, archive_start, archive);
    return ticket;
}
