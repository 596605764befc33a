/*
 * One account in step with its service: an adapter (sync/) says what to ask and reads the answers,
 * the writer takes in what they brought, each answer in one transaction; then the adapter is asked
 * again.
 */
#include <stdlib.h>
#include <string.h>

#include "app/manners.h"
#include "app/rules.h"
#include "base/intl.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/time.h"
#include "store/accounts.h"
#include "store/synced.h"

struct syncing {
    struct app *app;
    struct ticket *ticket;
    int64_t account_id;
    char *password;                 // that the front was told; NULL: a command gives it
    struct store_accounts accounts; // the one
    struct sync_session *session;
    int64_t began_ms;
    int64_t began_monotonic_ms;
    struct store_synced sum;
    struct error failure; // ERR_NONE: it goes well
};

static void syncing_free(struct syncing *syncing)
{
    if (syncing->password)
        explicit_bzero(syncing->password, strlen(syncing->password));
    free(syncing->password);
    sync_free(syncing->session);
    store_accounts_release(&syncing->accounts);
    ticket_unref(syncing->ticket);
    free(syncing);
}

/* ---- the end */

static int64_t count_waiting(const struct syncing *syncing, struct store *store)
{
    struct vec ids;
    vec_init(&ids, sizeof(int64_t));
    for (int mark = 0; mark < SYNC_MARKS; mark++)
        (void)!store_synced_waiting(store, syncing->account_id, (enum sync_mark)mark, &ids, NULL);
    const int64_t count = (int64_t)ids.count;
    vec_release(&ids);
    return count;
}

/* On the writer's thread. */
static void write_end(struct store *store, void *context)
{
    struct syncing *const syncing = context;
    struct error *const failure = &syncing->failure;
    const bool has_failed = failure->kind != ERR_NONE;
    const int64_t elapsed_ms = time_monotonic_ms() - syncing->began_monotonic_ms;
    if (has_failed)
        log_write(LOG_WARNING, "sync: %s", failure->text);
    // Who ended it knows that, and nothing is wrong with the account.
    if (failure->kind != ERR_CANCELLED)
        store_accounts_synced(store, syncing->account_id, syncing->began_ms,
                              has_failed ? failure->text : NULL, has_failed ? NULL : failure);
    app_index_new(store, syncing->sum.new_articles, elapsed_ms);
    if (syncing->sum.new_articles)
        rules_retain(syncing->app, store);
    syncing->sum.waiting = count_waiting(syncing, store);
    const struct app_message about = {.account_id = syncing->account_id,
                                      .new_count = syncing->sum.new_articles,
                                      .elapsed_ms = elapsed_ms,
                                      .synced = syncing->sum};
    app_post_end(syncing->app, syncing->ticket, &about, failure);
    syncing_free(syncing);
}

static void syncing_end(struct syncing *syncing)
{
    store_writer_submit(syncing->app->writer, write_end, syncing);
}

/* ---- answer for answer */

static void go_on(void *context);

static bool write_lists(struct store *store, struct syncing *syncing, struct error *err)
{
    const struct sync_changes *const changes = sync_changes(syncing->session);
    struct vec wanted;
    vec_init(&wanted, sizeof(int64_t));
    const bool is_good = store_synced_compare(store, syncing->account_id, changes->lists, &wanted,
                                              &syncing->sum, err);
    if (is_good)
        sync_want(syncing->session, wanted.items, wanted.count);
    vec_release(&wanted);
    return is_good;
}

static bool write_news(struct store *store, struct syncing *syncing, struct error *err)
{
    const struct sync_changes *const changes = sync_changes(syncing->session);
    const int64_t id = syncing->account_id;
    switch (changes->news) {
    case SYNC_FEEDS:
        return store_synced_feeds(store, id, &changes->feeds, syncing->began_ms, &syncing->sum,
                                  err);
    case SYNC_SENT:
        return store_synced_sent(store, id, changes, &syncing->sum, err);
    case SYNC_LISTED:
        return write_lists(store, syncing, err);
    case SYNC_ARTICLES:
        return store_synced_take(store, id, changes, syncing->began_ms, &syncing->sum, err);
    case SYNC_NOTHING:
        break;
    }
    return true;
}

/* On the writer's thread. */
static void write_changes(struct store *store, void *context)
{
    struct syncing *const syncing = context;
    if (!write_news(store, syncing, &syncing->failure)) {
        write_end(store, syncing);
        return;
    }
    const struct app_message about = {.ticket = ticket_number(syncing->ticket)};
    app_post(syncing->app, APP_CHANGED, &about);
    pool_submit(syncing->app->pool, go_on, syncing);
}

/* The command is asked again for a password that was refused. */
static void forget_password(struct syncing *syncing)
{
    if (syncing->failure.kind == ERR_REFUSED)
        passwords_forget(syncing->app->passwords, syncing->accounts.items[0].password_command);
}

/* On a worker. */
static void answered(void *context, struct web_response *response, const struct error *err)
{
    struct syncing *const syncing = context;
    if (!response)
        syncing->failure = *err;
    const bool is_read = response && sync_read(syncing->session, response, &syncing->failure);
    web_response_free(response);
    if (!is_read) {
        forget_password(syncing);
        syncing_end(syncing);
    } else if (sync_changes(syncing->session)->news == SYNC_NOTHING) {
        go_on(syncing);
    } else {
        store_writer_submit(syncing->app->writer, write_changes, syncing);
    }
}

/* On a worker. */
static void go_on(void *context)
{
    struct syncing *const syncing = context;
    struct web_request *const request = sync_ask(syncing->session);
    if (request)
        app_send(syncing->app, request, syncing->ticket, answered, syncing);
    else
        syncing_end(syncing);
}

/* ---- the start */

static bool begin_session(struct syncing *syncing, struct store *store, struct error *err)
{
    const struct store_account *const account = &syncing->accounts.items[0];
    const struct sync_account about = {account->service,  account->server,    account->user,
                                       syncing->password, account->synced_ms, account->last_id};
    syncing->session = sync_new(&about);
    struct vec ids;
    vec_init(&ids, sizeof(int64_t));
    bool is_good = true;
    for (int i = 0; is_good && i < SYNC_MARKS; i++) {
        const enum sync_mark mark = (enum sync_mark)i;
        vec_clear(&ids);
        is_good = store_synced_waiting(store, syncing->account_id, mark, &ids, err);
        sync_send(syncing->session, mark, ids.items, ids.count);
    }
    vec_release(&ids);
    return is_good;
}

/* From the front, or from the account's command. */
static bool find_password(struct syncing *syncing, struct error *err)
{
    const struct store_account *const account = &syncing->accounts.items[0];
    if (syncing->password)
        return true;
    if (!account->password_command)
        return error_set(
            err, ERR_UNSUPPORTED,
            _("the password of %s at %s is asked for by courant sync at a terminal; or "
              "give the account a --password-command"),
            account->user, account->server);
    struct arena arena;
    arena_init(&arena);
    const char *const password = passwords_get(syncing->app->passwords, account->password_command,
                                               syncing->ticket, &arena, err);
    syncing->password = password ? mem_strdup(password) : NULL;
    arena_release(&arena);
    return password != NULL;
}

/* On a worker. */
static void start(void *context)
{
    struct syncing *const syncing = context;
    struct error *const err = &syncing->failure;
    const struct error *const refusal = app_refusal(syncing->app);
    struct store *const store = refusal ? NULL : app_open_reader(syncing->app, err);
    if (refusal)
        *err = *refusal;
    const bool is_ready = store &&
                          store_accounts_get(store, syncing->account_id, &syncing->accounts, err) &&
                          find_password(syncing, err) && begin_session(syncing, store, err);
    store_close(store);
    if (is_ready)
        go_on(syncing);
    else
        syncing_end(syncing);
}

struct ticket *app_sync(struct app *app, int64_t account_id, const char *password)
{
    struct syncing *const syncing = mem_zalloc(sizeof(*syncing));
    syncing->app = app;
    syncing->ticket = app_begin(app);
    syncing->account_id = account_id;
    syncing->password = password ? mem_strdup(password) : NULL;
    syncing->began_ms = time_now_ms();
    syncing->began_monotonic_ms = time_monotonic_ms();
    arena_init(&syncing->accounts.arena);
    struct ticket *const ticket = ticket_ref(syncing->ticket);
    pool_submit(app->pool, start, syncing);
    return ticket;
}
