/*
 * Who asks, and by which way: what of a request is meant for one origin only, and the proxy.
 */
#include <string.h>

#include "net/internal.h"

/* Curl's word for how the password is told. */
static long auth_bits(const struct transfer *transfer)
{
    if (transfer->request->way.auth == WEB_AUTH_BEARER)
        return (long)CURLAUTH_BEARER;
    if (transfer->request->way.auth == WEB_AUTH_DIGEST || transfer->is_digest)
        return (long)CURLAUTH_DIGEST;
    return (long)CURLAUTH_BASIC;
}

static void set_key(const struct transfer *transfer)
{
    CURL *const easy = transfer->easy;
    const struct web_way *const way = &transfer->request->way;
    const bool uses_netrc = way->uses_netrc && !transfer->has_user;
    transfer->curl->easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    // Neither a name nor a token goes on to another host.
    if (!transfer->is_at_home)
        return;
    transfer->curl->easy_setopt(easy, CURLOPT_HTTPAUTH, auth_bits(transfer));
    if (way->auth == WEB_AUTH_BEARER && way->password) {
        transfer->curl->easy_setopt(easy, CURLOPT_XOAUTH2_BEARER, way->password);
    } else if (transfer->has_user) {
        transfer->curl->easy_setopt(easy, CURLOPT_USERNAME, transfer->user.data);
        transfer->curl->easy_setopt(easy, CURLOPT_PASSWORD, transfer->password.data);
    } else if (uses_netrc) {
        transfer->curl->easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_OPTIONAL);
    }
}

/* The jar is curl's, which knows whose a cookie is (RFC 6265 5); it is written after each hop. */
static void set_cookies(const struct transfer *transfer, const struct transfer_settings *settings)
{
    CURL *const easy = transfer->easy;
    const bool keeps = transfer->request->way.keeps_cookies && settings->cookie_share;
    transfer->curl->easy_setopt(easy, CURLOPT_SHARE,
                                keeps ? settings->cookie_share : settings->share);
    if (keeps && settings->cookies)
        transfer->curl->easy_setopt(easy, CURLOPT_COOKIEJAR, settings->cookies);
}

static void set_proxy(const struct transfer *transfer, const struct transfer_settings *settings)
{
    const char *const own = transfer->request->way.proxy;
    if (own) {
        transfer->curl->easy_setopt(transfer->easy, CURLOPT_PROXY, own);
        // What was said for this one counts for every host it leads to.
        transfer->curl->easy_setopt(transfer->easy, CURLOPT_NOPROXY, "");
    } else if (settings->proxy) {
        transfer->curl->easy_setopt(transfer->easy, CURLOPT_PROXY, settings->proxy);
    }
}

void transfer_set_way(const struct transfer *transfer, const struct transfer_settings *settings)
{
    set_key(transfer);
    set_cookies(transfer, settings);
    set_proxy(transfer, settings);
}

bool transfer_wants_digest(const struct transfer *transfer)
{
    const struct web_way *const way = &transfer->request->way;
    if (transfer->response->status != 401 || transfer->is_digest || !transfer->is_at_home ||
        way->auth != WEB_AUTH_ANY || !(transfer->has_user || way->uses_netrc))
        return false;
    for (const struct web_header *h = transfer->response->headers; h; h = h->next)
        if (ascii_equal_nocase(h->name, "WWW-Authenticate") &&
            slice_is_nocase((struct slice){h->value, strcspn(h->value, " ")}, "Digest"))
            return true;
    return false;
}
