#include "web/url.h"

#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "web/internal.h"

enum { PORT_MOST = 65535 };

/* What browsers cut off both ends: C0 controls and the blank. */
static struct slice url_trim(const char *text, size_t len)
{
    struct slice slice = {text ? text : "", text ? len : 0};
    while (slice.len && (unsigned char)slice.data[0] <= ' ')
        slice_take(&slice, 1);
    while (slice.len && (unsigned char)slice.data[slice.len - 1] <= ' ')
        slice.len--;
    return slice;
}

static size_t slice_find(struct slice slice, const char *stops)
{
    size_t i = 0;
    while (i < slice.len && (slice.data[i] == '\0' || !strchr(stops, slice.data[i])))
        i++;
    return i;
}

/* The length of the scheme in front of a colon; 0 when there is none (RFC 3986 3.1). */
static size_t url_scheme_len(struct slice text)
{
    if (!text.len || !ascii_is_alpha(text.data[0]))
        return 0;
    for (size_t i = 1; i < text.len; i++) {
        const char c = text.data[i];
        if (c == ':')
            return i;
        if (!ascii_is_alpha(c) && !ascii_is_digit(c) && c != '+' && c != '-' && c != '.')
            return 0;
    }
    return 0;
}

static bool url_port_is_good(struct slice port)
{
    long number = 0;
    for (size_t i = 0; i < port.len; i++) {
        if (!ascii_is_digit(port.data[i]))
            return false;
        number = number * 10 + (port.data[i] - '0');
        if (number > PORT_MOST)
            return false;
    }
    return true;
}

/* A name may hold anything but what ends names elsewhere; an address in brackets only its own
 * characters. */
static bool url_host_is_good(struct slice host)
{
    const bool is_address = host.len && host.data[0] == '[';
    for (size_t i = is_address; i < host.len - is_address; i++) {
        const unsigned char c = (unsigned char)host.data[i];
        if (c <= ' ' || c == 0x7F || strchr("\"<>\\^`{|}[]", c))
            return false;
    }
    return true;
}

static bool url_split_host(struct slice rest, struct url *url)
{
    size_t len;
    if (rest.len && rest.data[0] == '[') {
        len = slice_find(rest, "]");
        if (len == rest.len)
            return false;
        len++;
    } else {
        len = slice_find(rest, ":");
    }
    url->host = slice_take(&rest, len);
    if (!url_host_is_good(url->host))
        return false;
    if (!rest.len)
        return true;
    if (rest.data[0] != ':')
        return false;
    slice_take(&rest, 1);
    url->port = rest;
    return url_port_is_good(rest);
}

static bool url_split_authority(struct slice authority, struct url *url)
{
    // The last @ counts: names and passwords with a bare @ are written by people.
    for (size_t i = authority.len; i > 0; i--)
        if (authority.data[i - 1] == '@') {
            url->userinfo = slice_take(&authority, i - 1);
            slice_take(&authority, 1);
            break;
        }
    return url_split_host(authority, url);
}

bool url_split(const char *text, size_t len, struct url *url)
{
    *url = (struct url){0};
    struct slice rest = url_trim(text, len);
    const size_t scheme_len = url_scheme_len(rest);
    if (scheme_len) {
        url->scheme = slice_take(&rest, scheme_len);
        slice_take(&rest, 1);
    }
    bool is_good = true;
    if (slice_starts(rest, "//")) {
        slice_take(&rest, 2);
        is_good = url_split_authority(slice_take(&rest, slice_find(rest, "/?#")), url);
    }
    url->path = slice_take(&rest, slice_find(rest, "?#"));
    if (rest.len && rest.data[0] == '?') {
        slice_take(&rest, 1);
        url->query = slice_take(&rest, slice_find(rest, "#"));
    }
    if (rest.len) {
        slice_take(&rest, 1);
        url->fragment = rest;
    }
    return is_good;
}

bool url_scheme_is_web(struct slice scheme)
{
    return slice_is_nocase(scheme, "http") || slice_is_nocase(scheme, "https");
}

bool slice_equal_nocase(struct slice a, struct slice b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (ascii_lower(a.data[i]) != ascii_lower(b.data[i]))
            return false;
    return true;
}

const char *url_default_port(struct slice scheme)
{
    if (slice_is_nocase(scheme, "http"))
        return "80";
    return slice_is_nocase(scheme, "https") ? "443" : "";
}

bool url_is_web(const char *text)
{
    if (!text)
        return false;
    const size_t len = strlen(text);
    if (len > LIMIT_URL_BYTES)
        return false;
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] < ' ' || text[i] == 0x7F)
            return false;
    struct url url;
    return url_split(text, len, &url) && url_scheme_is_web(url.scheme) && url.host.len > 0;
}

static struct slice url_port(const struct url *url)
{
    return url->port.len ? url->port : slice_of(url_default_port(url->scheme));
}

bool url_same_origin(const char *a, const char *b)
{
    struct url left;
    struct url right;
    if (!a || !b || !url_split(a, strlen(a), &left) || !url_split(b, strlen(b), &right))
        return false;
    return left.host.len && left.scheme.len && slice_equal_nocase(left.scheme, right.scheme) &&
           slice_equal_nocase(left.host, right.host) &&
           slice_equal_nocase(url_port(&left), url_port(&right));
}

struct slice url_place(const char *url, size_t len)
{
    struct url parts;
    if (!url_split(url, len, &parts) || !parts.host.data)
        return (struct slice){0};
    const char *const end =
        parts.port.data ? parts.port.data + parts.port.len : parts.host.data + parts.host.len;
    return (struct slice){parts.host.data, (size_t)(end - parts.host.data)};
}

void url_without_user(const char *text, struct str *out)
{
    const char *const authority = strstr(text, "://");
    if (!authority) {
        str_add(out, text);
        return;
    }
    const char *const start = authority + strlen("://");
    const char *host = start;
    for (const char *c = start; *c && !strchr("/?#\\", *c); c++)
        if (*c == '@')
            host = c + 1;
    str_append(out, text, (size_t)(start - text));
    str_add(out, host);
}

bool url_is_at_home(const char *from, const char *to)
{
    struct url a;
    struct url b;
    if (url_same_origin(from, to))
        return true;
    if (!url_split(from, strlen(from), &a) || !url_split(to, strlen(to), &b))
        return false;
    return slice_is_nocase(a.scheme, "http") && slice_is_nocase(b.scheme, "https") && !a.port.len &&
           !b.port.len && a.host.len && a.host.len == b.host.len &&
           strncasecmp(a.host.data, b.host.data, a.host.len) == 0;
}

void url_keep_user(const char *from, const char *to, struct str *out)
{
    struct url old;
    struct url target;
    const bool is_kept = url_split(from, strlen(from), &old) && old.userinfo.len &&
                         url_split(to, strlen(to), &target) && !target.userinfo.data &&
                         url_is_at_home(from, to);
    if (is_kept) {
        str_append(out, to, (size_t)(target.host.data - to));
        str_append(out, old.userinfo.data, old.userinfo.len);
        str_add_char(out, '@');
        str_add(out, target.host.data);
    } else {
        str_add(out, to);
    }
}
