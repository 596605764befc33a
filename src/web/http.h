/*
 * HTTP as values: what is asked and what was answered. No sockets here; net/ sends them.
 */
#ifndef WEB_HTTP_H
#define WEB_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/error.h"
#include "base/str.h"

struct web_header {
    const char *name; // as sent
    const char *value;
    struct web_header *next;
};

/* How a name and a password are told. */
enum web_auth {
    WEB_AUTH_ANY, // at once, readable (Basic); by Digest once the server asks for that
    WEB_AUTH_BASIC,
    WEB_AUTH_DIGEST, // never readable; the server is asked first how it wants it
    WEB_AUTH_BEARER, // a token in place of both
};

/* Who asks, and by which way. NULL and false leave it as it is for all; strings are in the
 * request's arena. */
struct web_way {
    const char *user_agent;
    const char *proxy; // "": none, whatever the environment says
    const char *user;  // for the origin that is asked, never for another; before one in the address
    const char *password; // or the token
    enum web_auth auth;
    bool uses_netrc;    // of the origin that is asked
    bool keeps_cookies; // in the jar that all who keep them share
};

/* What a request took, with all its redirects, whatever came of it. */
struct web_spent {
    int64_t bytes; // as they came over the network
    int64_t ms;    // since it was first sent; 0: it never was
};

/* What is asked. Owns everything in its arena. */
struct web_request {
    struct arena arena;
    const char *method; // "GET", "POST", "HEAD"
    const char *url;
    struct web_header *headers;
    const char *body; // NULL: none
    size_t body_len;
    size_t limit_bytes;     // of the answer, decoded; 0: LIMIT_BODY_BYTES
    int timeout_ms;         // for the whole; 0: 60 s
    bool follows_redirects; // true by default; to http and https only
    struct web_way way;
    struct web_spent *spent; // filled before the answer is given, and before a failure is; or NULL
};

struct web_response;

/* How a body is held that is not simply on the heap. */
struct web_body_keeper {
    void (*free)(struct web_response *response);
    void (*pass)(struct web_response *response, size_t offset);
};

/* What was answered, after redirects. Owns everything in its arena, and the body. */
struct web_response {
    struct arena arena;
    int status;                // 0: no answer came
    const char *url;           // where the answer came from in the end, without user and password
    const char *permanent_url; // where the first redirects led while they were 301 or 308, or NULL
    struct web_header *headers;
    char *body; // decoded; body_len bytes and a NUL; never NULL; may be read-only
    size_t body_len;
    const struct web_body_keeper *keeper; // of the body; NULL: it is on the heap
    void *kept;                           // the keeper's own
};

/* A GET of `url` that follows redirects. The caller frees. */
struct web_request *web_request_new(const char *method, const char *url) ATTR_MALLOC;
void web_request_free(struct web_request *request);
/*
 * Add a header. A name that is no token is left out, control characters of the value become
 * blanks; If-None-Match loses its W/ (servers that compress weaken the tag, then compare bytes).
 */
void web_request_header(struct web_request *request, const char *name,
                        const char *value) ATTR_NONNULL;

/* Is it a token (RFC 9110 5.6.2), as names of headers are? */
bool web_is_token(struct slice text);

/* Take a form as the body: application/x-www-form-urlencoded. `body` is copied. */
void web_request_form(struct web_request *request, const char *body, size_t len) ATTR_NONNULL;

struct web_response *web_response_new(void) ATTR_MALLOC;
void web_response_free(struct web_response *response);

/* Say that what stands before `offset` is not read for a while: a large body needs no memory then.
 */
void web_response_pass(struct web_response *response, size_t offset) ATTR_NONNULL;

/* The first header of that name (ASCII case aside), or NULL. */
const char *web_header_find(const struct web_header *headers, const char *name);

/* Add one at the end. */
void web_header_add(struct web_header **headers, struct arena *arena, const char *name,
                    const char *value);

/* `text/html` and `utf-8` of `text/html; charset=utf-8`, in lower case, cut to fit; empty when
 * absent. */
void web_content_type(const char *value, char type[64], char charset[64]);

/*
 * The target of the first Link header (RFC 8288) with the relation `rel` (and the media type
 * `type`, unless NULL), resolved against the response's url into `out`. False when there is none.
 */
bool web_link_find(const struct web_response *response, const char *rel, const char *type,
                   struct str *out);

/*
 * How long an answer says that it stays fresh, in seconds from when it came: Cache-Control max-age,
 * else Expires (RFC 9111 4.2.1); -1 when it says nothing; 0 for no-cache and no-store.
 */
int64_t web_fresh_seconds(const struct web_response *response, int64_t now_ms);

/* Retry-After in seconds (both forms), -1 when absent. */
int64_t web_retry_after_seconds(const struct web_response *response, int64_t now_ms);

#endif
