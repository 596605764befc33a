/*
 * Reload: every feed that is due, a request each; its answer is read by a worker and written by the
 * writer.
 */
#include <stdlib.h>
#include <string.h>

#include "app/fetch.h"
#include "base/intl.h"
#include "base/memory.h"
#include "base/time.h"

struct reload {
    struct app *app;
    struct ticket *ticket;
    int64_t *ids; // NULL: all
    size_t id_count;
    bool is_forced;
    atomic_int left; // feeds under way, and one for the start
    // The writer's alone, once the requests are out:
    int64_t total;
    struct app_message sum;
};

/* A feed's turn within a reload. */
struct turn {
    struct reload *reload;
    struct fetch *fetch;
};

static void reload_end(struct reload *reload, const struct error *err)
{
    const bool is_cancelled = ticket_is_cancelled(reload->ticket);
    struct error cancelled = {0};
    if (is_cancelled)
        error_set(&cancelled, ERR_CANCELLED, _("the reload was cancelled"));
    app_post_end(reload->app, reload->ticket, &reload->sum, is_cancelled ? &cancelled : err);
    ticket_unref(reload->ticket);
    free(reload->ids);
    free(reload);
}

/* One feed is done, or the start is; the last one ends the reload. On the writer's thread. */
static void reload_count_down(struct reload *reload)
{
    if (atomic_fetch_sub(&reload->left, 1) == 1)
        reload_end(reload, NULL);
}

static void write_turn(struct store *store, void *context)
{
    struct turn *const turn = context;
    struct reload *const reload = turn->reload;
    struct fetch *const fetch = turn->fetch;
    if (!ticket_is_cancelled(reload->ticket)) {
        fetch_store(fetch, store);
        struct app_message *const sum = &reload->sum;
        sum->done++;
        sum->total = reload->total;
        sum->new_count += fetch->message.new_count;
        sum->updated_count += fetch->message.updated_count;
        sum->failed_count += fetch->message.error.kind != ERR_NONE;
        sum->bytes += fetch->message.bytes;
        fetch->message.ticket = sum->ticket = ticket_number(reload->ticket);
        app_post(reload->app, APP_FEED, &fetch->message);
        app_post(reload->app, APP_PROGRESS, sum);
    }
    fetch_free(fetch);
    free(turn);
    reload_count_down(reload);
}

/* On a worker. */
static void turn_answered(void *context, struct web_response *response, const struct error *err)
{
    struct turn *const turn = context;
    fetch_answer(turn->fetch, response, turn->reload->ticket, err);
    web_response_free(response);
    store_writer_submit(turn->reload->app->writer, write_turn, turn);
}

static bool is_wanted(const struct reload *reload, const struct store_feed *feed, int64_t now_ms)
{
    bool is_named = reload->ids == NULL;
    for (size_t i = 0; i < reload->id_count && !is_named; i++)
        is_named = reload->ids[i] == feed->id;
    if (!is_named)
        return false;
    if (reload->is_forced)
        return true;
    return feed->last_status != STORE_FETCH_GONE && feed->next_due_ms <= now_ms;
}

static void write_start(struct store *store, void *context)
{
    (void)store;
    reload_count_down(context);
}

static void reload_send(struct reload *reload, const struct store_feeds *feeds)
{
    const int64_t now_ms = time_now_ms();
    for (size_t i = 0; i < feeds->count; i++)
        reload->total += is_wanted(reload, &feeds->items[i], now_ms);
    reload->sum.total = reload->total;
    for (size_t i = 0; i < feeds->count; i++) {
        if (!is_wanted(reload, &feeds->items[i], now_ms))
            continue;
        struct turn *const turn = mem_zalloc(sizeof(*turn));
        *turn = (struct turn){reload, fetch_new(reload->app, &feeds->items[i])};
        atomic_fetch_add(&reload->left, 1);
        app_send(reload->app, fetch_request(turn->fetch), reload->ticket, turn_answered, turn);
    }
}

/* On a worker: look up who is due. */
static void reload_start(void *context)
{
    struct reload *const reload = context;
    struct error err = {0};
    struct store_feeds feeds = {0};
    struct store *const store = app_open_reader(reload->app, &err);
    if (!store || !store_feeds_list(store, &feeds, &err)) {
        store_close(store);
        reload_end(reload, &err);
        return;
    }
    reload_send(reload, &feeds);
    store_feeds_release(&feeds);
    store_close(store);
    store_writer_submit(reload->app->writer, write_start, reload);
}

struct ticket *app_reload(struct app *app, const int64_t *ids, size_t count, bool is_forced)
{
    struct reload *const reload = mem_zalloc(sizeof(*reload));
    reload->app = app;
    reload->ticket = app_begin(app);
    reload->is_forced = is_forced;
    atomic_init(&reload->left, 1);
    if (ids) {
        reload->ids = mem_alloc(size_mul(count, sizeof(*ids)));
        memcpy(reload->ids, ids, count * sizeof(*ids));
        reload->id_count = count;
    }
    struct ticket *const ticket = ticket_ref(reload->ticket);
    pool_submit(app->pool, reload_start, reload);
    return ticket;
}
