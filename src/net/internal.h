/*
 * What the files of net/ share: a transfer, and what a failure is called.
 */
#ifndef NET_INTERNAL_H
#define NET_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/error.h"
#include "base/str.h"
#include "base/ticket.h"
#include "net/body.h"
#include "net/curl.h"
#include "net/net.h"
#include "net/queue.h"
#include "web/http.h"

enum {
    NET_CONNECT_MS = 10000,
    NET_SILENCE_SECONDS = 20,
    NET_WHOLE_MS = 60000,
};

/* Why we stopped a transfer ourselves. */
enum transfer_stop {
    STOP_NONE,
    STOP_BODY,     // larger than the limit
    STOP_NO_ROOM,  // a file that it needs cannot be written
    STOP_HEADERS,  // larger than the limit
    STOP_REDIRECT, // the body of a redirect is of no use
    STOP_CANCELLED,
};

/*
 * One request on its way to one answer, over any number of hops: every redirect is a new easy
 * transfer in the line of its host, so that politeness, credentials and permanence are decided
 * here. Belongs to the engine's thread once it was handed over.
 */
struct transfer {
    struct queue_item queue; // first: the queue hands this out
    struct transfer *next;   // of all, or of those handed over
    struct transfer *prev;
    struct web_request *request;
    struct ticket *ticket; // NULL: cannot be cancelled
    net_callback callback;
    void *context;

    const struct net_curl *curl;
    CURL *easy; // of the hop that runs, else NULL
    struct curl_slist *headers;
    char error_text[CURL_ERROR_SIZE];

    struct web_response *response;   // what has come so far
    struct web_header **last_header; // where the next one goes
    struct body body;
    size_t header_bytes;  // of this hop
    size_t dropped_bytes; // of the body of a redirect
    enum transfer_stop stop;

    struct str url;  // of this hop, without user and password
    struct str user; // in the address that was asked for; sent to its origin only
    struct str password;
    bool has_user;
    bool is_at_home;   // every hop so far was on the origin that was asked first
    bool is_plain;     // a redirect has made a GET without a body of it
    bool is_permanent; // every hop so far was a 301 or 308
    bool is_digest;    // the server asks for a password by Digest
    bool is_raw;       // the body is taken as it comes, compressed or not
    int redirects;
    int64_t started_ms; // 0: not yet
    int64_t wire_bytes; // of the hops that are over
};

/* What every transfer of an engine is set to. */
struct transfer_settings {
    const struct net_curl *curl;
    const char *user_agent;
    const char *proxy;       // NULL: the environment's
    const char *authorities; // NULL: the system's
    const char *folder;      // of large bodies
    const char *cookies;     // NULL: no file
    struct budget *budget;
    CURLSH *share;
    CURLSH *cookie_share; // the same with the jar; made with the first who keeps cookies
};

struct transfer *transfer_new(struct web_request *request, struct ticket *ticket,
                              net_callback callback, void *context,
                              const struct transfer_settings *settings) ATTR_MALLOC;

/* Look at the address; false with an error when it cannot be asked. */
bool transfer_open(struct transfer *transfer, struct error *err) ATTR_MUST_USE;

/* Make `url` fit for sending: no user in it (kept when it is the first), the host in lower case. */
void transfer_clean_url(struct transfer *transfer, bool is_first) ATTR_NONNULL;

/* Forget status and headers: another answer begins. */
void transfer_drop_headers(struct transfer *transfer) ATTR_NONNULL;

/* The host whose line this hop waits in; borrowed from the transfer. */
struct slice transfer_host(const struct transfer *transfer) ATTR_NONNULL;

/* Set `easy` up for this hop; the transfer has it until transfer_steal_easy(). */
void transfer_start(struct transfer *transfer, CURL *easy,
                    const struct transfer_settings *settings) ATTR_NONNULL;
CURL *transfer_steal_easy(struct transfer *transfer) ATTR_NONNULL;

/* Name, password, token, netrc, cookies and the proxy of this hop (way.c). */
void transfer_set_way(const struct transfer *transfer,
                      const struct transfer_settings *settings) ATTR_NONNULL;

/* Shall a hop that was refused be asked again with the password by Digest? */
bool transfer_wants_digest(const struct transfer *transfer) ATTR_NONNULL;

enum transfer_end {
    TRANSFER_AGAIN,    // another hop is due
    TRANSFER_ANSWERED, // the response is complete
    TRANSFER_FAILED,   // the error says why
};

/* What follows from the end of a hop. */
enum transfer_end transfer_end_hop(struct transfer *transfer, CURLcode code, struct error *err);

/* The same for a redirect to `location`, which decides about method, keys and permanence. */
enum transfer_end transfer_follow(struct transfer *transfer, const char *location,
                                  struct error *err);

/*
 * When a form went out and its answer is lost, for whatever reason (a cancelled one and one whose
 * answer is too large too), turn `err` into ERR_IO: who sends it again without asking posts twice.
 */
void transfer_warn_of_doubt(const struct transfer *transfer, struct error *err) ATTR_NONNULL;

/* Call the callback (with the response unless `err` is given), and free all of it. */
void transfer_finish(struct transfer *transfer, const struct error *err);

/* How a hop failed, as curl tells it. */
struct net_failure {
    CURLcode code;
    const char *detail; // curl's own message, or what it calls the code
    int os_error;       // errno of the connection, or 0
    bool is_connected;  // the request was under way
};

/* One sentence for a person about the address `url`. */
void net_describe(struct error *err, const struct net_failure *failure, const char *url);

#endif
