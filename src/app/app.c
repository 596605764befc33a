#include "app/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/configuration.h"
#include "app/internal.h"
#include "app/manners.h"
#include "app/rules.h"
#include "app/sample.h"
#include "app/schedule.h"
#include "base/intl.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/time.h"
#include "codec/xml.h"
#include "store/store.h"

enum { MAILBOX_MESSAGES = 4096, WORKERS = 2 };

static const char database_name[] = "courant.db";

bool app_database_path(const char *home, char path[PATH_BYTES], struct error *err)
{
    struct path_home paths;
    return path_home_init(&paths, home, err) && path_join(path, paths.data, database_name, err);
}

/* Where everything is. */
static bool find_home(struct app *app, const struct app_options *options, struct error *err)
{
    const char *home = options->home;
    if (options->is_demo && !home) {
        if (!sample_make_home(&app->thrown_away, err))
            return false;
        home = app->thrown_away.path;
    }
    return path_home_init(&app->paths, home, err) &&
           path_join(app->database, app->paths.data, database_name, err);
}

static bool make_folders(const struct app *app, struct error *err)
{
    return path_make_folder(app->paths.config, err) && path_make_folder(app->paths.data, err) &&
           path_make_folder(app->paths.cache, err) && path_make_folder(app->paths.state, err);
}

static bool open_log(const struct app *app, struct error *err)
{
    char path[PATH_BYTES];
    return path_join(path, app->paths.state, "log", err) && log_open(path, LOG_INFO, err);
}

static bool open_database(struct app *app, struct error *err)
{
    app->writer = store_writer_new(app->database, err);
    if (!app->writer)
        return false;
    app->store = store_open(app->database, STORE_READ, err);
    return app->store != NULL;
}

/* A home that cannot be written is told at once; but a newspaper that is there can be read. */
static bool open_home(struct app *app, struct error *err)
{
    struct error why = {0};
    const bool is_kept = make_folders(app, &why) && open_log(app, &why);
    const bool is_read = (is_kept || access(app->database, R_OK) == 0) && open_database(app, err);
    if (is_read && (is_kept || app_refusal(app)))
        return true;
    return !is_kept && err ? error_set(err, why.kind, "%s", why.text) : false;
}

/* Of settings that cannot be read the front tells. */
static void set_up_reading(struct app *app)
{
    struct settings settings;
    if (configuration_settings(&app->paths, &settings, NULL))
        store_writer_set_reads_copies(app->writer, settings.reads_copies);
}

struct app *app_new(const struct app_options *options, struct error *err)
{
    struct app *const app = mem_zalloc(sizeof(*app));
    app->is_demo = options->is_demo;
    app->transfers = options->transfers;
    pthread_mutex_init(&app->mutex, NULL);
    pthread_cond_init(&app->is_idle, NULL);
    app->heard_ms = TIME_NONE;
    atomic_init(&app->offline_since_ms, TIME_NONE);
    app->mailbox = mailbox_new(MAILBOX_MESSAGES);
    xml_prepare();
    store_prepare();
    app->pool = pool_new(WORKERS);
    app->passwords = mem_alloc(sizeof(*app->passwords));
    passwords_init(app->passwords);
    if (find_home(app, options, err) && open_home(app, err) &&
        (!app->is_demo || sample_load(app->writer, err))) {
        rules_load(app);
        set_up_reading(app);
        return app;
    }
    app_free(app);
    return NULL;
}

/* Each request comes to its end by itself once no answer can come any more. */
static void wait_until_idle(struct app *app)
{
    pthread_mutex_lock(&app->mutex);
    while (app->request_count > 0)
        pthread_cond_wait(&app->is_idle, &app->mutex);
    pthread_mutex_unlock(&app->mutex);
}

struct ticket *app_begin(struct app *app)
{
    pthread_mutex_lock(&app->mutex);
    app->request_count++;
    pthread_mutex_unlock(&app->mutex);
    return ticket_new();
}

void app_free(struct app *app)
{
    if (!app)
        return;
    // Nobody reads the mailbox any more: a poster must not wait for room in it.
    mailbox_close(app->mailbox);
    pthread_mutex_lock(&app->mutex);
    app->is_closing = true;
    struct net *const net = app->net;
    pthread_mutex_unlock(&app->mutex);
    net_free(net);
    wait_until_idle(app);
    pool_free(app->pool);
    passwords_release(app->passwords);
    free(app->passwords);
    store_writer_free(app->writer);
    rules_unload(app);
    store_close(app->store);
    mailbox_free(app->mailbox);
    pthread_cond_destroy(&app->is_idle);
    pthread_mutex_destroy(&app->mutex);
    log_close();
    if (app->thrown_away.path[0])
        sample_remove_home(&app->thrown_away);
    free(app);
}

/* Within jobs, since the writer reads it while they run. */
static void read_copies(struct store *store, void *context)
{
    (void)store;
    struct app *const app = context;
    store_writer_set_reads_copies(app->writer, true);
}

static void leave_copies(struct store *store, void *context)
{
    (void)store;
    struct app *const app = context;
    store_writer_set_reads_copies(app->writer, false);
}

void app_set_reads_copies(struct app *app, bool reads_copies)
{
    store_writer_submit(app->writer, reads_copies ? read_copies : leave_copies, app);
}

const struct error *app_refusal(const struct app *app)
{
    return store_writer_refusal(app->writer);
}

void app_set_transfers(struct app *app, int transfers)
{
    pthread_mutex_lock(&app->mutex);
    app->transfers = transfers;
    pthread_mutex_unlock(&app->mutex);
}

const struct path_home *app_paths(const struct app *app)
{
    return &app->paths;
}

struct store *app_store(struct app *app)
{
    return app->store;
}

struct mailbox *app_mailbox(struct app *app)
{
    return app->mailbox;
}

int64_t app_offline_since(const struct app *app)
{
    return atomic_load(&app->offline_since_ms);
}

void app_post(struct app *app, enum app_message_kind kind, const struct app_message *message)
{
    struct app_message *const copy = mem_alloc(sizeof(*copy));
    *copy = *message;
    mailbox_post(app->mailbox, (int)kind, copy, free);
}

void app_post_end(struct app *app, const struct ticket *ticket, const struct app_message *about,
                  const struct error *err)
{
    struct app_message message = about ? *about : (struct app_message){0};
    message.ticket = ticket_number(ticket);
    enum app_message_kind kind = APP_DONE;
    if (err && err->kind != ERR_NONE) {
        message.error = *err;
        kind = err->kind == ERR_CANCELLED ? APP_CANCELLED : APP_FAILED;
    }
    app_post(app, kind, &message);
    pthread_mutex_lock(&app->mutex);
    if (--app->request_count == 0)
        pthread_cond_broadcast(&app->is_idle);
    pthread_mutex_unlock(&app->mutex);
}

struct store *app_open_reader(const struct app *app, struct error *err)
{
    return store_open(app->database, STORE_READ, err);
}

/* `14:05`, with the day when it is not soon. */
static const char *clock_of(int64_t when_ms, int64_t now_ms, char *buffer, size_t buffer_bytes)
{
    enum { SOON_MS = 12 * 60 * 60 * 1000 };
    return time_format_local(when_ms, when_ms - now_ms < SOON_MS ? "%H:%M" : "%Y-%m-%d %H:%M",
                             buffer, buffer_bytes);
}

/* A server that says when it wants to be asked again. */
static bool say_pause(const struct web_response *response, struct error *err)
{
    const int64_t now_ms = time_now_ms();
    const int64_t until_ms = schedule_hold(response, now_ms);
    char clock[32];
    if (until_ms == TIME_NONE)
        return false;
    clock_of(until_ms, now_ms, clock, sizeof(clock));
    if (response->status == 429)
        error_set(err, ERR_HTTP, _("%s: too many requests until %s (429)"), response->url, clock);
    else
        error_set(err, ERR_HTTP, _("%s: the server is busy or being worked on until %s (503)"),
                  response->url, clock);
    return true;
}

char *app_user_path(const char *path)
{
    const char *const home = getenv("HOME");
    if (!home || path[0] != '~' || path[1] != '/')
        return mem_strdup(path);
    struct str meant;
    str_init(&meant, PATH_BYTES * 2);
    str_printf(&meant, "%s%s", home, path + 1);
    char *const copy = mem_strdup(meant.data);
    str_release(&meant);
    return copy;
}

void app_http_error(const struct web_response *response, struct error *err)
{
    if (say_pause(response, err))
        return;
    static const struct {
        int status;
        const char *words;
    } known[] = {
        {401, N_("it wants a name and a password (401): the file config can give them")},
        {403, N_("the server does not allow it (403): try again later, or look with a browser")},
        {404, N_("there is nothing at this address (404): it may have moved")},
        {407, N_("the proxy wants a name and a password (407): the file config can give them")},
        {410, N_("it is gone for good (410)")},
        {429, N_("the server asks for fewer requests (429): try again later")},
        {500, N_("the server has a fault (500): try again later")},
        {502, N_("the server's own server does not answer (502): try again later")},
        {503, N_("the server is busy or being worked on (503): try again later")},
        {504, N_("the server's own server does not answer (504): try again later")},
    };
    const char *words = NULL;
    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (known[i].status == response->status)
            words = _(known[i].words);
    if (words)
        error_set(err, ERR_HTTP, "%s: %s", response->url, words);
    else
        error_set(err, ERR_HTTP, _("%s: the server answered %d"), response->url, response->status);
}
