/*
 * Requests on their way: from a use case to the engine, and the answer from the engine's thread to
 * a worker.
 */
#include <stdlib.h>

#include "app/configuration.h"
#include "app/internal.h"
#include "base/intl.h"
#include "base/memory.h"
#include "base/time.h"

struct sent {
    struct app *app;
    app_answered answered;
    void *context;
    struct web_response *response;
    struct error error;
};

static void hand_over(void *context)
{
    struct sent *const sent = context;
    sent->answered(sent->context, sent->response, &sent->error);
    free(sent);
}

/*
 * An answer of any kind means that the network is there, and so does a failure behind the first
 * call. One dead server among others that live is not the network: only when nobody was heard for a
 * while, the first call in vain is when it went. On the engine's thread.
 */
static void keep_books(struct app *app, const struct web_response *response,
                       const struct error *err)
{
    enum { WHILE_MS = 30 * 1000 };
    const int64_t now_ms = time_monotonic_ms();
    if (response || (err->kind == ERR_NETWORK && !err->is_unreached)) {
        app->heard_ms = now_ms;
        atomic_store(&app->offline_since_ms, TIME_NONE);
    } else if (err->is_unreached &&
               (app->heard_ms == TIME_NONE || now_ms - app->heard_ms > WHILE_MS)) {
        int64_t online = TIME_NONE;
        atomic_compare_exchange_strong(&app->offline_since_ms, &online, time_now_ms());
    }
}

/* On the engine's thread. */
static void came_back(void *context, struct web_response *response, const struct error *err)
{
    struct sent *const sent = context;
    sent->response = response;
    if (err)
        sent->error = *err;
    keep_books(sent->app, response, &sent->error);
    pool_submit(sent->app->pool, hand_over, sent);
}

static bool start_engine(struct app *app, struct error *err)
{
    struct settings settings;
    char cookies[PATH_BYTES];
    if (!configuration_settings(&app->paths, &settings, err) ||
        !path_join(cookies, app->paths.data, "cookies", err))
        return false;
    const struct net_options options = {
        .transfers = app->transfers,
        .user_agent = settings.user_agent[0] ? settings.user_agent : NULL,
        .proxy = settings.proxy[0] ? settings.proxy : NULL,
        .folder = app->paths.cache,
        .cookies = cookies,
    };
    app->net = net_new(&options, err);
    return app->net != NULL;
}

/* Is there an engine to send with? Started with the first request. Called under the mutex. */
static bool has_engine(struct app *app, struct error *err)
{
    if (app->is_closing)
        return error_set(err, ERR_CANCELLED, _("courant is closing"));
    if (app->is_demo)
        return error_set(err, ERR_NETWORK, _("the sample newspaper has no network"));
    return app->net || start_engine(app, err);
}

void app_send(struct app *app, struct web_request *request, struct ticket *ticket,
              app_answered answered, void *context)
{
    struct sent *const sent = mem_zalloc(sizeof(*sent));
    *sent = (struct sent){.app = app, .answered = answered, .context = context};
    pthread_mutex_lock(&app->mutex);
    const bool can_send = has_engine(app, &sent->error);
    if (can_send)
        net_send(app->net, request, ticket, came_back, sent);
    pthread_mutex_unlock(&app->mutex);
    if (can_send)
        return;
    web_request_free(request);
    // The caller is a worker or the front; the answer comes as any other would, never from within
    // the call.
    pool_submit(app->pool, hand_over, sent);
}

void app_cancel(struct app *app, struct ticket *ticket)
{
    ticket_cancel(ticket);
    pthread_mutex_lock(&app->mutex);
    if (app->net)
        net_wake(app->net);
    pthread_mutex_unlock(&app->mutex);
}
