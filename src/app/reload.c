/*
 * Reload: every feed that is due, a request each; its answer is read by a worker and written by the
 * writer.
 *
 * Of thousands of feeds only some are under way at a time; the others wait here, a few words each,
 * in the lines of their hosts. So memory does not grow with their number, and the engine always has
 * somebody to start.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "app/configuration.h"
#include "app/fetch.h"
#include "app/holds.h"
#include "app/rules.h"
#include "base/intl.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/time.h"
#include "net/queue.h"
#include "store/holds.h"
#include "web/url.h"

/* Twice as many are sent as the engine runs, so that none of its places is empty while a worker is
 * busy. */
enum { SENT = 128, SENT_PER_HOST = 8 };

struct reload {
    struct app *app;
    struct ticket *ticket;
    int64_t *ids; // NULL: all
    size_t id_count;
    bool is_forced;
    struct store_dues dues;
    struct turn *turns;
    pthread_mutex_t mutex; // for all below
    struct queue queue;    // of turns
    int64_t left;          // turns that are not over
    bool is_stopped;       // nobody else is sent
    struct vec sames;      // struct store_same: written down in the end
    struct manners_book book;
    struct map holds;   // hosts that want a pause, unless it is forced
    int64_t started_ms; // monotonic
    struct app_message sum;
};

/* A feed's turn within a reload. */
struct turn {
    struct queue_item queue; // first: the queue hands this out
    struct reload *reload;
    const struct store_due *due;
    const char *const *tags; // where some manners hang on them
    size_t tag_count;
    struct fetch *fetch; // while it is under way
};

static void reload_free(struct reload *reload)
{
    ticket_unref(reload->ticket);
    queue_release(&reload->queue);
    vec_release(&reload->sames);
    map_release(&reload->holds);
    manners_release(&reload->book);
    store_dues_release(&reload->dues);
    pthread_mutex_destroy(&reload->mutex);
    free(reload->turns);
    free(reload->ids);
    free(reload);
}

static void reload_end(struct reload *reload, const struct error *err)
{
    struct error cancelled = {0};
    if (reload->is_stopped)
        error_set(&cancelled, ERR_CANCELLED, _("the reload was cancelled"));
    app_post_end(reload->app, reload->ticket, &reload->sum, reload->is_stopped ? &cancelled : err);
    reload_free(reload);
}

/* The writer's last job for it, behind all that its feeds have brought. */
static void write_end(struct store *store, void *context)
{
    enum { MANY_NEW = 1000 }; // of a first load: the index follows when nothing else is to be done
    struct reload *const reload = context;
    struct error err = {0};
    if (reload->sames.count &&
        !store_feeds_same(store, reload->sames.items, reload->sames.count, &err))
        log_write(LOG_WARNING, "reload: %s", err.text);
    if (reload->sum.new_count < MANY_NEW)
        app_index_new(store, reload->sum.new_count, time_monotonic_ms() - reload->started_ms);
    rules_retain(reload->app, store);
    reload_end(reload, NULL);
}

/* ---- a turn is over */

static void reload_tell(struct reload *reload, struct app_message *message)
{
    struct app_message *const sum = &reload->sum;
    pthread_mutex_lock(&reload->mutex);
    sum->done++;
    sum->new_count += message->new_count;
    sum->updated_count += message->updated_count;
    sum->failed_count += message->error.kind != ERR_NONE;
    sum->bytes += message->bytes;
    message->ticket = sum->ticket = ticket_number(reload->ticket);
    app_post(reload->app, APP_FEED, message);
    app_post(reload->app, APP_PROGRESS, sum);
    pthread_mutex_unlock(&reload->mutex);
}

static void write_turn(struct store *store, void *context)
{
    struct turn *const turn = context;
    fetch_store(turn->fetch, store);
}

/* On the writer's thread. */
static void turn_written(void *context)
{
    struct turn *const turn = context;
    fetch_tell(turn->fetch);
    reload_tell(turn->reload, &turn->fetch->message);
    fetch_free(turn->fetch);
}

/* Nothing is new but the moment: that can wait until all are asked. */
static void turn_keep_same(struct turn *turn)
{
    struct reload *const reload = turn->reload;
    const struct store_fetch *const result = &turn->fetch->result;
    pthread_mutex_lock(&reload->mutex);
    struct store_same *const same = vec_push(&reload->sames);
    *same = (struct store_same){turn->due->id, result->fetched_ms, result->next_due_ms};
    pthread_mutex_unlock(&reload->mutex);
    fetch_tell(turn->fetch);
    reload_tell(reload, &turn->fetch->message);
    fetch_free(turn->fetch);
}

static void reload_send(struct reload *reload);

/* `count` turns have brought what they will; the last one ends the reload. */
static void reload_count_down(struct reload *reload, int64_t count)
{
    pthread_mutex_lock(&reload->mutex);
    reload->left -= count;
    const bool is_over = reload->left == 0;
    pthread_mutex_unlock(&reload->mutex);
    if (is_over)
        store_writer_submit(reload->app->writer, write_end, reload);
}

/* Give the place to the next; false when the reload is at its end, and no answer counts any more.
 */
static bool turn_leave(struct turn *turn, const struct error *err)
{
    struct reload *const reload = turn->reload;
    pthread_mutex_lock(&reload->mutex);
    queue_leave(&reload->queue, &turn->queue);
    if (turn->fetch->held_host && !reload->is_forced)
        holds_note(&reload->holds, turn->fetch->held_host, turn->fetch->held_until_ms);
    if (err->kind == ERR_CANCELLED || ticket_is_cancelled(reload->ticket))
        reload->is_stopped = true;
    const bool goes_on = !reload->is_stopped;
    pthread_mutex_unlock(&reload->mutex);
    reload_send(reload);
    return goes_on;
}

/* On a worker. */
static void turn_answered(void *context, struct web_response *response, const struct error *err)
{
    struct turn *const turn = context;
    struct reload *const reload = turn->reload;
    fetch_note_hold(turn->fetch, response);
    const bool goes_on = turn_leave(turn, err);
    if (goes_on)
        fetch_answer(turn->fetch, response, reload->ticket, err);
    web_response_free(response);
    if (!goes_on)
        fetch_free(turn->fetch);
    else if (fetch_is_same(turn->fetch, turn->due))
        turn_keep_same(turn);
    else
        store_writer_gather(reload->app->writer, write_turn, turn_written, turn,
                            fetch_bytes(turn->fetch));
    reload_count_down(reload, 1);
}

/* ---- turns begin */

static void turn_send(struct turn *turn)
{
    const struct reload *const reload = turn->reload;
    struct manners manners;
    manners_find(&reload->book, turn->due->url, turn->tags, turn->tag_count, &manners);
    turn->fetch = fetch_new(reload->app, turn->due, &manners);
    fetch_send(turn->fetch, reload->ticket, turn_answered, turn);
}

/* Send those whose turn it is; of a reload that was stopped, and of a host that wants a pause,
 * count them as over. */
static void reload_send(struct reload *reload)
{
    int64_t dropped_count = 0;
    const int64_t now_ms = time_now_ms();
    pthread_mutex_lock(&reload->mutex);
    for (;;) {
        // The item is the first member of its turn.
        struct turn *const turn = (struct turn *)queue_start(&reload->queue);
        if (!turn)
            break;
        const bool is_held = holds_has(&reload->holds, turn->due->url, now_ms);
        if (!reload->is_stopped && !is_held) {
            turn_send(turn);
            continue;
        }
        queue_leave(&reload->queue, &turn->queue);
        dropped_count++;
        reload->sum.done += is_held;
    }
    pthread_mutex_unlock(&reload->mutex);
    if (dropped_count)
        reload_count_down(reload, dropped_count);
}

static bool is_wanted(const struct reload *reload, const struct store_due *due, int64_t now_ms)
{
    bool is_named = reload->ids == NULL;
    for (size_t i = 0; i < reload->id_count && !is_named; i++)
        is_named = reload->ids[i] == due->id;
    if (!is_named || due->last_status == STORE_FETCH_OFF)
        return false;
    if (reload->is_forced)
        return true;
    return due->last_status != STORE_FETCH_GONE && due->next_due_ms <= now_ms &&
           !holds_has(&reload->holds, due->url, now_ms);
}

/* Everybody who is wanted takes a place in line. */
static void reload_line_up(struct reload *reload, struct store *store)
{
    const int64_t now_ms = time_now_ms();
    reload->turns = mem_alloc(size_mul(reload->dues.count, sizeof(*reload->turns)));
    for (size_t i = 0; i < reload->dues.count; i++) {
        const struct store_due *const due = &reload->dues.items[i];
        if (!is_wanted(reload, due, now_ms))
            continue;
        struct turn *const turn = &reload->turns[reload->left++];
        *turn = (struct turn){.reload = reload, .due = due};
        if (reload->book.has_tags)
            turn->tags = store_feeds_tags(store, due->id, &reload->dues.arena, &turn->tag_count);
        const struct slice place = url_place(due->url, strlen(due->url));
        queue_add(&reload->queue, &turn->queue, place.data ? place.data : "", place.len, false);
    }
    reload->sum.total = reload->left;
    reload->left++; // for this start
}

/* Hosts that asked for a pause in a reload before this one. */
static bool reload_read_holds(struct reload *reload, struct store *store, struct error *err)
{
    struct store_holds holds = {0};
    if (reload->is_forced)
        return true;
    if (!store_holds_list(store, time_now_ms(), &holds, err))
        return false;
    for (size_t i = 0; i < holds.count; i++)
        holds_note(&reload->holds, holds.items[i].host, holds.items[i].until_ms);
    store_holds_release(&holds);
    return true;
}

/* On a worker: look up who is due. */
static void reload_start(void *context)
{
    struct reload *const reload = context;
    const struct error *const refusal = app_refusal(reload->app);
    struct error err = refusal ? *refusal : (struct error){0};
    struct store *const store = refusal ? NULL : app_open_reader(reload->app, &err);
    const bool is_read = store && reload_read_holds(reload, store, &err) &&
                         store_feeds_due(store, &reload->dues, &err) &&
                         configuration_manners(app_paths(reload->app), &reload->book, &err);
    if (is_read)
        reload_line_up(reload, store);
    store_close(store);
    if (!is_read) {
        reload_end(reload, &err);
        return;
    }
    reload_send(reload);
    reload_count_down(reload, 1);
}

struct ticket *app_reload(struct app *app, const int64_t *ids, size_t count, bool is_forced)
{
    struct reload *const reload = mem_zalloc(sizeof(*reload));
    reload->app = app;
    reload->ticket = app_begin(app);
    reload->is_forced = is_forced;
    reload->started_ms = time_monotonic_ms();
    pthread_mutex_init(&reload->mutex, NULL);
    vec_init(&reload->sames, sizeof(struct store_same));
    map_init(&reload->holds);
    const int sent = 2 * app->transfers;
    queue_init(&reload->queue, sent > SENT ? sent : SENT, SENT_PER_HOST);
    if (ids) {
        reload->ids = mem_alloc(size_mul(count, sizeof(*ids)));
        memcpy(reload->ids, ids, count * sizeof(*ids));
        reload->id_count = count;
    }
    struct ticket *const ticket = ticket_ref(reload->ticket);
    pool_submit(app->pool, reload_start, reload);
    return ticket;
}
