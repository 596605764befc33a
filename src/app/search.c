/*
 * Search as a request: the front goes on while a worker looks. And the index, brought up at once
 * when somebody is about to search a lot that is not in it.
 */
#include <stdlib.h>
#include <string.h>

#include "app/internal.h"
#include "base/intl.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/time.h"
#include "store/indexing.h"

struct search {
    struct app *app;
    struct ticket *ticket;
    char *text;
    int limit;
};

static void found_free(void *message)
{
    struct app_message *const said = message;
    if (said->found) {
        store_hits_release(said->found);
        free(said->found);
    }
    free(said);
}

static bool search_run(const struct search *search, struct store *store, struct store_hits *hits,
                       struct error *err)
{
    struct query *const query = query_parse(search->text, time_now_ms(), err);
    if (!query)
        return false;
    store_set_ticket(store, search->ticket);
    const struct store_selection selection = {.query = query};
    const bool is_good = store_search_list(store, &selection, search->limit, hits, err);
    store_set_ticket(store, NULL);
    query_free(query);
    return is_good;
}

/* On a worker. */
static void search_work(void *context)
{
    struct search *const search = context;
    struct error err = {0};
    if (ticket_is_cancelled(search->ticket))
        error_set(&err, ERR_CANCELLED, _("the search was cancelled"));
    struct store *const store = err.kind == ERR_NONE ? app_open_reader(search->app, &err) : NULL;
    struct app_message *const message = mem_zalloc(sizeof(*message));
    message->ticket = ticket_number(search->ticket);
    message->found = mem_zalloc(sizeof(*message->found));
    if (store && search_run(search, store, message->found, &err)) {
        mailbox_post(search->app->mailbox, APP_FOUND, message, found_free);
    } else {
        free(message->found);
        free(message);
    }
    store_close(store);
    app_post_end(search->app, search->ticket, NULL, &err);
    ticket_unref(search->ticket);
    free(search->text);
    free(search);
}

struct ticket *app_search(struct app *app, const char *text, int limit)
{
    struct search *const search = mem_zalloc(sizeof(*search));
    search->app = app;
    search->ticket = app_begin(app);
    search->text = mem_strdup(text);
    search->limit = limit;
    struct ticket *const ticket = ticket_ref(search->ticket);
    pool_submit(app->pool, search_work, search);
    return ticket;
}

/* ---- the index */

struct indexing {
    struct app *app;
    struct ticket *ticket;
};

/* A batch, then the others who wait for the writer, then the next. */
static void index_write(struct store *store, void *context)
{
    static const struct store_batch_limits limits = {.bytes = 8 << 20, .ms = 1000};
    struct indexing *const indexing = context;
    struct error err = {0};
    int64_t done = 0;
    if (!ticket_is_cancelled(indexing->ticket) && store_index_some(store, &limits, &done, &err) &&
        done > 0) {
        store_writer_submit(indexing->app->writer, index_write, indexing);
        return;
    }
    app_post_end(indexing->app, indexing->ticket, NULL, &err);
    ticket_unref(indexing->ticket);
    free(indexing);
}

void app_index_little(struct store *store, int64_t ms)
{
    enum { MOST_BYTES = 4 << 20 };
    const struct store_batch_limits limits = {.bytes = MOST_BYTES, .ms = ms};
    struct error err = {0};
    int64_t done;
    if (!store_index_some(store, &limits, &done, &err))
        log_write(LOG_WARNING, "index: %s", err.text);
}

void app_index_new(struct store *store, int64_t new_count, int64_t elapsed_ms)
{
    enum { FEW_NEW = 100 };
    const int64_t tenth_ms = elapsed_ms / 10;
    const bool is_little = new_count < FEW_NEW && tenth_ms < APP_INDEX_MS;
    if (new_count > 0)
        app_index_little(store, is_little ? APP_INDEX_MS : tenth_ms);
}

struct ticket *app_index(struct app *app)
{
    struct indexing *const indexing = mem_zalloc(sizeof(*indexing));
    indexing->app = app;
    indexing->ticket = app_begin(app);
    struct ticket *const ticket = ticket_ref(indexing->ticket);
    store_writer_submit(app->writer, index_write, indexing);
    return ticket;
}
