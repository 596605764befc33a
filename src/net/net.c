#include "net/net.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fatal.h"
#include "base/intl.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/time.h"
#include "base/vec.h"
#include "config.h"
#include "net/internal.h"
#include "net/queue.h"

enum {
    TRANSFERS = 64,
    TRANSFERS_PER_HOST = 4,
    TRANSFERS_IN_ANY_CASE = 4, // after a while, however much memory the bodies take
    SHORT_OF_MEMORY_MS = 20,   // that while
    SLEEP_MS = 60 * 60 * 1000, // until somebody calls; curl wakes for its own timeouts
};

struct net {
    pthread_t thread;
    CURLM *multi;

    // Shared, under the mutex: what was handed over, newest first.
    pthread_mutex_t mutex;
    struct transfer *inbox;
    bool is_ending;
    atomic_bool is_woken; // a ticket may have been cancelled

    // The engine's thread alone.
    struct net_curl curl;
    struct transfer_settings settings;
    struct queue queue;
    struct transfer *all;   // waiting and running
    struct vec idle;        // easy handles to use again
    int64_t short_since_ms; // somebody waits for memory alone; 0: nobody does
    char *user_agent;
    char *proxy;
    char *cookies;
    char *authorities;
    char *folder;
};

/* ---- the transfers of the engine ---- */

static void net_link(struct net *net, struct transfer *transfer)
{
    transfer->prev = NULL;
    transfer->next = net->all;
    if (net->all)
        net->all->prev = transfer;
    net->all = transfer;
}

static void net_unlink(struct net *net, struct transfer *transfer)
{
    if (transfer->prev)
        transfer->prev->next = transfer->next;
    else
        net->all = transfer->next;
    if (transfer->next)
        transfer->next->prev = transfer->prev;
}

static CURL *net_easy(struct net *net)
{
    if (!net->idle.count) {
        CURL *const easy = net->curl.easy_init();
        if (!easy)
            fatal("out of memory");
        return easy;
    }
    CURL *const easy = *(CURL **)vec_at(&net->idle, net->idle.count - 1);
    vec_pop(&net->idle);
    return easy;
}

/* Take the running hop out of curl. */
static void net_stop_hop(struct net *net, struct transfer *transfer)
{
    CURL *const easy = transfer_steal_easy(transfer);
    if (!easy)
        return;
    if (transfer->request->way.keeps_cookies)
        net->curl.easy_setopt(easy, CURLOPT_COOKIELIST, "FLUSH");
    net->curl.multi_remove_handle(net->multi, easy);
    net->curl.easy_reset(easy);
    *(CURL **)vec_push(&net->idle) = easy;
}

static void net_finish(struct net *net, struct transfer *transfer, const struct error *err)
{
    net_stop_hop(net, transfer);
    queue_leave(&net->queue, &transfer->queue);
    net_unlink(net, transfer);
    if (err)
        log_write(LOG_INFO, "net: %s", err->text);
    transfer_finish(transfer, err);
}

static void net_cancel(struct net *net, struct transfer *transfer)
{
    struct error err = {0};
    error_set(&err, ERR_CANCELLED, _("%s: cancelled"), transfer->url.data);
    transfer_warn_of_doubt(transfer, &err);
    net_finish(net, transfer, &err);
}

static void net_line_up(struct net *net, struct transfer *transfer, bool is_first)
{
    const struct slice host = transfer_host(transfer);
    queue_add(&net->queue, &transfer->queue, host.data, host.len, is_first);
}

static void net_accept(struct net *net, struct transfer *transfer)
{
    struct error err = {0};
    net_link(net, transfer);
    if (!transfer_open(transfer, &err))
        net_finish(net, transfer, &err);
    else if (ticket_is_cancelled(transfer->ticket))
        net_cancel(net, transfer);
    else
        net_line_up(net, transfer, false);
}

/* Is there memory for another body? Few are started without, for whoever holds a body may be
 * waiting for one more. */
static bool net_has_memory(struct net *net)
{
    const int running = net->queue.running;
    const bool has_memory = budget_may_start(net->settings.budget, (size_t)running);
    if (has_memory || running >= TRANSFERS_IN_ANY_CASE || !net->queue.first_ready) {
        net->short_since_ms = 0;
        return has_memory;
    }
    const int64_t now_ms = time_monotonic_ms();
    const bool is_over = net->short_since_ms && now_ms - net->short_since_ms >= SHORT_OF_MEMORY_MS;
    if (is_over || !net->short_since_ms)
        net->short_since_ms = now_ms;
    return is_over;
}

/* The cookies of the runs before; nobody else on this computer may read them. */
static void net_open_jar(struct net *net)
{
    CURLSH *const share = net->curl.share_init();
    CURL *const easy = net->curl.easy_init();
    if (!share || !easy)
        fatal("out of memory");
    net->curl.share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    net->curl.share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
    net->settings.cookie_share = share;
    if (net->settings.cookies) {
        const int file = open(net->settings.cookies, O_RDONLY | O_CREAT | O_CLOEXEC, 0600);
        if (file < 0)
            log_write(LOG_WARNING, "net: no cookies are kept in %s: %s", net->settings.cookies,
                      strerror(errno));
        else
            close(file);
        net->curl.easy_setopt(easy, CURLOPT_SHARE, share);
        net->curl.easy_setopt(easy, CURLOPT_COOKIEFILE, net->settings.cookies);
        net->curl.easy_setopt(easy, CURLOPT_COOKIELIST, "RELOAD");
    }
    net->curl.easy_cleanup(easy);
}

static void net_start_waiting(struct net *net)
{
    while (net_has_memory(net)) {
        // The item is the first member of its transfer.
        struct transfer *const transfer = (struct transfer *)queue_start(&net->queue);
        if (!transfer)
            return;
        if (transfer->request->way.keeps_cookies && !net->settings.cookie_share)
            net_open_jar(net);
        transfer_start(transfer, net_easy(net), &net->settings);
        if (net->curl.multi_add_handle(net->multi, transfer->easy) != CURLM_OK)
            fatal("a transfer cannot be started");
    }
}

/* ---- one turn of the engine ---- */

/* What was handed over, oldest first; false when the engine ends. */
static bool net_take_inbox(struct net *net, struct transfer **list)
{
    pthread_mutex_lock(&net->mutex);
    struct transfer *newest = net->inbox;
    net->inbox = NULL;
    const bool is_ending = net->is_ending;
    pthread_mutex_unlock(&net->mutex);
    *list = NULL;
    while (newest) {
        struct transfer *const older = newest->next;
        newest->next = *list;
        *list = newest;
        newest = older;
    }
    return !is_ending;
}

static void net_cancel_where(struct net *net, bool is_all)
{
    struct transfer *transfer = net->all;
    while (transfer) {
        struct transfer *const next = transfer->next;
        if (is_all || ticket_is_cancelled(transfer->ticket))
            net_cancel(net, transfer);
        transfer = next;
    }
}

static void net_end_hop(struct net *net, CURL *easy, CURLcode code)
{
    struct transfer *transfer = NULL;
    net->curl.easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&transfer);
    struct error err = {0};
    const enum transfer_end end = transfer_end_hop(transfer, code, &err);
    if (end != TRANSFER_AGAIN) {
        net_finish(net, transfer, end == TRANSFER_FAILED ? &err : NULL);
        return;
    }
    net_stop_hop(net, transfer);
    queue_leave(&net->queue, &transfer->queue);
    net_line_up(net, transfer, true);
}

/* True when something ended, so that there may be something to start. */
static bool net_end_hops(struct net *net)
{
    bool has_ended = false;
    int left;
    const CURLMsg *message = net->curl.multi_info_read(net->multi, &left);
    while (message) {
        if (message->msg == CURLMSG_DONE) {
            net_end_hop(net, message->easy_handle, message->data.result);
            has_ended = true;
        }
        message = net->curl.multi_info_read(net->multi, &left);
    }
    return has_ended;
}

static bool net_has_inbox(struct net *net)
{
    pthread_mutex_lock(&net->mutex);
    const bool has_inbox = net->inbox != NULL;
    pthread_mutex_unlock(&net->mutex);
    return has_inbox;
}

/* One turn: what is new, what is over, what may start. False when all is done and over. */
static bool net_turn(struct net *net)
{
    struct transfer *handed;
    const bool goes_on = net_take_inbox(net, &handed);
    while (handed) {
        struct transfer *const next = handed->next;
        net_accept(net, handed);
        handed = next;
    }
    if (atomic_exchange(&net->is_woken, false) || !goes_on)
        net_cancel_where(net, !goes_on);
    // A callback may have asked for more even now.
    if (!goes_on)
        return net_has_inbox(net);
    int running;
    do {
        net_start_waiting(net);
        net->curl.multi_perform(net->multi, &running);
    } while (net_end_hops(net));
    net->curl.multi_poll(net->multi, NULL, 0, net->short_since_ms ? SHORT_OF_MEMORY_MS : SLEEP_MS,
                         NULL);
    return true;
}

/*
 * Addresses are UTF-8 whatever the reader's locale is, but libidn2, which makes punycode of names
 * for curl, believes the locale; so this thread has one of its own.
 */
static void *net_run(void *context)
{
    struct net *const net = context;
    const locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    if (utf8)
        uselocale(utf8);
    while (net_turn(net))
        continue;
    uselocale(LC_GLOBAL_LOCALE);
    if (utf8)
        freelocale(utf8);
    return NULL;
}

/* ---- what others call ---- */

static int positive_or(int value, int otherwise)
{
    return value > 0 ? value : otherwise;
}

/* On any thread. */
static void net_has_room(void *context)
{
    struct net *const net = context;
    net->curl.multi_wakeup(net->multi);
}

static bool net_open_curl(struct net *net, struct error *err)
{
    if (!net_curl_load(&net->curl, err))
        return false;
    net->settings.curl = &net->curl;
    if (net->curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return error_set(err, ERR_NETWORK, _("the network library (libcurl) cannot be started"));
    net->multi = net->curl.multi_init();
    net->settings.share = net->curl.share_init();
    if (!net->multi || !net->settings.share)
        fatal("out of memory");
    // All handles are used by one thread: no locks. Names and connections the multi shares itself.
    net->curl.share_setopt(net->settings.share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    net->curl.multi_setopt(net->multi, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
    net->curl.multi_setopt(net->multi, CURLMOPT_MAX_HOST_CONNECTIONS,
                           (long)net->queue.most_per_host);
    net->curl.multi_setopt(net->multi, CURLMOPT_MAXCONNECTS, (long)net->queue.most);
    return true;
}

static void net_start_thread(struct net *net)
{
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    if (pthread_create(&net->thread, NULL, net_run, net) != 0)
        fatal("a thread cannot be started");
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void net_release(struct net *net)
{
    for (size_t i = 0; i < net->idle.count; i++)
        net->curl.easy_cleanup(*(CURL **)vec_at(&net->idle, i));
    vec_release(&net->idle);
    net->curl.multi_cleanup(net->multi);
    net->curl.share_cleanup(net->settings.share);
    if (net->settings.cookie_share)
        net->curl.share_cleanup(net->settings.cookie_share);
    net->curl.global_cleanup();
}

struct net *net_new(const struct net_options *options, struct error *err)
{
    static const struct net_options DEFAULTS;
    if (!options)
        options = &DEFAULTS;
    struct net *const net = mem_zalloc(sizeof(*net));
    queue_init(&net->queue, positive_or(options->transfers, TRANSFERS),
               positive_or(options->transfers_per_host, TRANSFERS_PER_HOST));
    if (!net_open_curl(net, err)) {
        queue_release(&net->queue);
        free(net);
        return NULL;
    }
    pthread_mutex_init(&net->mutex, NULL);
    vec_init(&net->idle, sizeof(CURL *));
    net->user_agent =
        mem_strdup(options->user_agent ? options->user_agent : "courant/" PACKAGE_VERSION);
    net->proxy = mem_strdup(options->proxy);
    net->settings.user_agent = net->user_agent;
    net->settings.proxy = net->proxy;
    net->cookies = mem_strdup(options->cookies);
    net->settings.cookies = net->cookies;
    net->authorities = mem_strdup(options->authorities);
    net->settings.authorities = net->authorities;
    net->folder = mem_strdup(options->folder ? options->folder : "/tmp");
    net->settings.folder = net->folder;
    net->settings.budget = budget_new(net_has_room, net);
    net_start_thread(net);
    return net;
}

void net_free(struct net *net)
{
    if (!net)
        return;
    pthread_mutex_lock(&net->mutex);
    net->is_ending = true;
    pthread_mutex_unlock(&net->mutex);
    net->curl.multi_wakeup(net->multi);
    pthread_join(net->thread, NULL);
    budget_end(net->settings.budget);
    net_release(net);
    queue_release(&net->queue);
    pthread_mutex_destroy(&net->mutex);
    free(net->user_agent);
    free(net->proxy);
    free(net->cookies);
    free(net->authorities);
    free(net->folder);
    free(net);
}

void net_send(struct net *net, struct web_request *request, struct ticket *ticket,
              net_callback callback, void *context)
{
    struct transfer *const transfer =
        transfer_new(request, ticket, callback, context, &net->settings);
    pthread_mutex_lock(&net->mutex);
    const bool was_empty = !net->inbox;
    transfer->next = net->inbox;
    net->inbox = transfer;
    pthread_mutex_unlock(&net->mutex);
    if (was_empty)
        net->curl.multi_wakeup(net->multi);
}

void net_wake(struct net *net)
{
    atomic_store(&net->is_woken, true);
    net->curl.multi_wakeup(net->multi);
}
