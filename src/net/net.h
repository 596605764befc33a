/*
 * The fetch engine: one curl_multi on a thread of its own. Requests are handed over with a ticket;
 * for each exactly one answer is given to the callback, on the engine's thread, whatever happens.
 *
 * http and https only, also after redirects; TLS is verified; few transfers a host; the size limit
 * counts decoded bytes; connect 10 s, no progress 20 s, whole 60 s; If-None-Match without W/.
 */
#ifndef NET_NET_H
#define NET_NET_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/ticket.h"
#include "web/http.h"

struct net;

struct net_options {
    int transfers;          // at once; 0: 64
    int transfers_per_host; // 0: 4
    const char *user_agent; // NULL: courant/VERSION
    const char *proxy;      // NULL: the environment's
    const char *folder;     // of large bodies while they come; NULL: /tmp
    const char *cookies; // file of those that are kept (Netscape's form); NULL: for this run only
    const char *authorities; // file of the certificates to trust; NULL: the system's
};

/* The caller frees with net_free(). NULL with ERR_NETWORK when curl cannot start. */
struct net *net_new(const struct net_options *options, struct error *err) ATTR_MUST_USE;

/* Cancel what is under way (each callback still comes), end the thread. NULL is fine. */
void net_free(struct net *net);

/*
 * What came. Called on the engine's thread: hand it on, do nothing long.
 *
 * response taken by the callback; NULL when no answer came
 * err      why when response is NULL; borrowed. ERR_NETWORK: no answer; ERR_LIMIT: too large, too
 *          many redirects; ERR_CANCELLED; ERR_UNSUPPORTED: not http or https, here or after a
 *          redirect; ERR_REFUSED: a redirect wanted the body sent to another site; ERR_IO: a body
 *          went out, but its answer is lost (cancelled and too large too), so that it may have
 *          arrived: do not send it again unasked
 */
typedef void (*net_callback)(void *context, struct web_response *response, const struct error *err);

/*
 * Ask.
 *
 * request  taken
 * ticket   borrowed for the time of the call (a reference is taken); NULL: cannot be cancelled
 * thread   any
 */
void net_send(struct net *net, struct web_request *request, struct ticket *ticket,
              net_callback callback, void *context);

/* Wake the engine so that it sees a cancelled ticket at once. */
void net_wake(struct net *net);

#endif
