#include <errno.h>
#include <string.h>
#include <strings.h>

#include "base/intl.h"
#include "net/internal.h"
#include "web/url.h"

/*
 * What people meet, in plain words. Each sentence takes the host once (%.*s), and says what to do
 * where something can be done. `detail` is a piece of curl's own message that tells cases of one
 * code apart (the words of OpenSSL and of curl; other libraries fall to the row without detail).
 */
struct description {
    CURLcode code;
    int os_error;       // 0: any
    const char *detail; // NULL: any
    const char *text;
};

#define CERTIFICATE CURLE_PEER_FAILED_VERIFICATION

// clang-format off
static const struct description DESCRIPTIONS[] = {
    {CURLE_COULDNT_RESOLVE_HOST, 0, "Timeout was reached", N_("nobody could say in time where %.*s is: check the connection to the network")},
    {CURLE_COULDNT_RESOLVE_HOST, 0, NULL, N_("the host %.*s is not known: check the address, or the connection to the network")},
    {CURLE_COULDNT_RESOLVE_PROXY, 0, NULL, N_("the proxy for %.*s is not known: check the proxy in the settings, http_proxy and https_proxy")},
    {CURLE_COULDNT_CONNECT, ECONNREFUSED, NULL, N_("%.*s refuses the connection: the server may be down; try again later")},
    {CURLE_COULDNT_CONNECT, ENETUNREACH, NULL, N_("%.*s cannot be reached: there is no connection to the network")},
    {CURLE_COULDNT_CONNECT, 0, NULL, N_("%.*s cannot be reached: check the connection to the network, or try again later")},
    {CERTIFICATE, 0, "has expired", N_("the certificate of %.*s has expired: its owner must renew it (is this computer's clock right?)")},
    {CERTIFICATE, 0, "not yet valid", N_("the certificate of %.*s is not valid yet: check this computer's clock")},
    {CERTIFICATE, 0, "subject name", N_("the certificate is not for %.*s: somebody else may be answering; check the address")},
    {CERTIFICATE, 0, "self-signed certificate in certificate chain", N_("the certificate of %.*s comes from an authority this computer does not trust: add the authority to the system's certificates if you trust it")},
    {CERTIFICATE, 0, "self signed certificate in certificate chain", N_("the certificate of %.*s comes from an authority this computer does not trust: add the authority to the system's certificates if you trust it")},
    {CERTIFICATE, 0, "self-signed", N_("%.*s signed its certificate itself: add it to the system's certificates if you trust it")},
    {CERTIFICATE, 0, "self signed", N_("%.*s signed its certificate itself: add it to the system's certificates if you trust it")},
    {CERTIFICATE, 0, "local issuer", N_("the certificate of %.*s comes from an authority this computer does not know: install or update the package ca-certificates")},
    {CERTIFICATE, 0, "revoked", N_("the certificate of %.*s was withdrawn: do not trust what answers there")},
    {CERTIFICATE, 0, NULL, N_("the certificate of %.*s cannot be trusted")},
    {CURLE_SSL_CACERT_BADFILE, 0, NULL, N_("this computer has no list of trusted certificates, so %.*s cannot be checked: install the package ca-certificates")},
    {CURLE_SSL_CONNECT_ERROR, 0, NULL, N_("no secure connection to %.*s can be made: it may not offer https; try the address with http://")},
    {CURLE_SSL_CIPHER, 0, NULL, N_("no secure connection to %.*s can be made: it has only outdated ways of encryption")},
    {CURLE_OPERATION_TIMEDOUT, 0, "too slow", N_("%.*s has sent hardly anything for 20 seconds: try again later")},
    {CURLE_OPERATION_TIMEDOUT, 0, "Resolving", N_("nobody could say in time where %.*s is: check the connection to the network")},
    {CURLE_GOT_NOTHING, 0, NULL, N_("%.*s ended the connection without an answer: try again later")},
    {CURLE_PARTIAL_FILE, 0, NULL, N_("%.*s ended the connection before the answer was complete: try again")},
    {CURLE_SEND_ERROR, 0, NULL, N_("the connection to %.*s broke while asking: try again")},
    {CURLE_RECV_ERROR, 0, "407 from proxy", N_("the proxy for %.*s wants a name and a password")},
    {CURLE_RECV_ERROR, 0, "from proxy after CONNECT", N_("the proxy does not let through to %.*s: check the proxy in the settings, http_proxy and https_proxy")},
    {CURLE_COULDNT_CONNECT, 0, "407 from proxy", N_("the proxy for %.*s wants a name and a password")},
    {CURLE_RECV_ERROR, 0, NULL, N_("the connection to %.*s broke before the answer was complete: try again")},
    {CURLE_HTTP2, 0, NULL, N_("%.*s does not keep to the rules of HTTP/2: try again later")},
    {CURLE_HTTP2_STREAM, 0, NULL, N_("%.*s broke off its answer: try again")},
    {CURLE_BAD_CONTENT_ENCODING, 0, NULL, N_("the compressed answer of %.*s cannot be unpacked")},
    {CURLE_WEIRD_SERVER_REPLY, 0, NULL, N_("%.*s answers with something that is not HTTP")},
    {CURLE_UNSUPPORTED_PROTOCOL, 0, NULL, N_("%.*s answers with something that is not HTTP")},
    {CURLE_URL_MALFORMAT, 0, NULL, N_("the address of %.*s is not written as addresses are")},
    {CURLE_PROXY, 0, NULL, N_("the proxy does not let through to %.*s: check the proxy in the settings, http_proxy and https_proxy")},
    {CURLE_TOO_MANY_REDIRECTS, 0, NULL, N_("%.*s leads from one address to the next without an end")},
};
// clang-format on

static const char *description_find(const struct net_failure *failure)
{
    for (size_t i = 0; i < COUNT_OF(DESCRIPTIONS); i++) {
        const struct description *const row = &DESCRIPTIONS[i];
        if (row->code == failure->code && (!row->os_error || row->os_error == failure->os_error) &&
            (!row->detail || strstr(failure->detail, row->detail)))
            return row->text;
    }
    if (failure->code != CURLE_OPERATION_TIMEDOUT)
        return NULL;
    return failure->is_connected ? N_("%.*s did not finish its answer in time: try again later")
                                 : N_("%.*s does not answer: try again later");
}

static bool has_wide(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.data[i] >= 0x80)
            return true;
    return false;
}

/* Who was called in vain is a proxy when it is not the server itself: `Failed to connect to HOST
 * port N …`. */
static bool find_proxy(const struct net_failure *failure, const struct url *server,
                       struct slice *proxy)
{
    static const char called[] = "Failed to connect to ";
    struct slice rest = slice_of(failure->detail);
    struct slice port;
    if (!slice_starts(rest, called))
        return false;
    slice_take(&rest, strlen(called));
    if (!slice_next(&rest, ' ', proxy) || !slice_starts(rest, "port "))
        return false;
    slice_take(&rest, strlen("port "));
    slice_next(&rest, ' ', &port);
    const bool is_secure = slice_is_nocase(server->scheme, "https");
    const struct slice own = server->port.len ? server->port : slice_of(is_secure ? "443" : "80");
    struct slice host = server->host;
    if (host.len >= 2 && host.data[0] == '[')
        host = (struct slice){host.data + 1, host.len - 2};
    const bool is_host =
        proxy->len == host.len && strncasecmp(proxy->data, host.data, host.len) == 0;
    // The name of a server that is not ASCII is called by another name.
    const bool is_own_port = port.len == own.len && memcmp(port.data, own.data, own.len) == 0;
    return !is_own_port || (!is_host && !has_wide(host));
}

static bool is_unreached(const struct net_failure *failure)
{
    return !failure->is_connected &&
           (failure->code == CURLE_COULDNT_RESOLVE_HOST ||
            failure->code == CURLE_COULDNT_RESOLVE_PROXY ||
            failure->code == CURLE_COULDNT_CONNECT || failure->code == CURLE_OPERATION_TIMEDOUT);
}

// The formats are those of the table above; the compiler cannot see that.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
void net_describe(struct error *err, const struct net_failure *failure, const char *url)
{
    struct url parts;
    url_split(url, strlen(url), &parts);
    const int host_len = (int)parts.host.len;
    const char *const host = parts.host.data ? parts.host.data : "";
    const char *const text = description_find(failure);
    struct slice proxy;
    if (find_proxy(failure, &parts, &proxy))
        error_set(err, ERR_NETWORK,
                  _("the proxy %.*s, by which %.*s is asked, cannot be reached: check the proxy in "
                    "the settings, http_proxy and https_proxy"),
                  (int)proxy.len, proxy.data, host_len, host);
    else if (text)
        error_set(err, ERR_NETWORK, _(text), host_len, host);
    else
        error_set(err, ERR_NETWORK, _("%.*s: no answer came (%s)"), host_len, host,
                  failure->detail);
    if (err)
        err->is_unreached = is_unreached(failure);
}
#pragma GCC diagnostic pop
