#include <string.h>

#include "base/limits.h"
#include "web/internal.h"
#include "web/url.h"

/* The bytes as browsers take them: without tabs and line feeds, without blanks around. */
static void url_clean(struct slice text, struct str *out)
{
    while (text.len && (unsigned char)text.data[0] <= ' ')
        slice_take(&text, 1);
    while (text.len && (unsigned char)text.data[text.len - 1] <= ' ')
        text.len--;
    for (size_t i = 0; i < text.len; i++)
        if (!strchr("\t\r\n", text.data[i]) || text.data[i] == '\0')
            str_add_char(out, text.data[i]);
}

/* Backslashes of web addresses are slashes, up to the query. */
static void url_mend_slashes(struct str *text)
{
    for (size_t i = 0; i < text->len && text->data[i] != '?' && text->data[i] != '#'; i++)
        if (text->data[i] == '\\')
            text->data[i] = '/';
}

/*
 * Mend a web address whose slashes were miscounted: `http:host`, `http:/host` and `http:///host`
 * mean `http://host`; where the base has the same scheme, `http:path` means `path` (RFC 3986 5.2.2,
 * the way that is not strict; browsers do so).
 */
static void url_mend_web(struct str *text, struct slice base_scheme)
{
    struct url url;
    url_split(text->data, text->len, &url);
    if (!url_scheme_is_web(url.scheme.data ? url.scheme : base_scheme))
        return;
    url_mend_slashes(text);
    struct slice rest = {text->data, text->len};
    slice_take(&rest, url.scheme.data ? url.scheme.len + 1 : 0);
    size_t slashes = 0;
    while (slashes < rest.len && rest.data[slashes] == '/')
        slashes++;
    const bool is_same = !url.scheme.data || slice_equal_nocase(url.scheme, base_scheme);
    struct str mended;
    str_init(&mended, LIMIT_STR_BYTES);
    if (!is_same || slashes >= 2) {
        str_append(&mended, text->data, (size_t)(rest.data - text->data));
        str_add(&mended, "//");
        slice_take(&rest, slashes);
    }
    str_append(&mended, rest.data, rest.len);
    str_release(text);
    *text = mended;
}

/* Append an absolute path without its dot segments (RFC 3986 5.2.4, segment by segment). */
static void url_add_path(struct str *out, struct slice path)
{
    const size_t start = out->len;
    while (path.len) {
        size_t len = 1;
        while (len < path.len && path.data[len] != '/')
            len++;
        const struct slice segment = slice_take(&path, len);
        const bool is_dot = slice_is(segment, "/.");
        const bool is_up = slice_is(segment, "/..");
        if (!is_dot && !is_up)
            str_append(out, segment.data, segment.len);
        if (is_up) {
            size_t end = out->len;
            while (end > start && out->data[end - 1] != '/')
                end--;
            str_cut(out, end > start ? end - 1 : start);
        }
        if ((is_dot || is_up) && !path.len)
            str_add_char(out, '/');
    }
}

static void str_add_lower(struct str *out, struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        str_add_char(out, ascii_lower(text.data[i]));
}

static void url_add_authority(struct str *out, const struct url *url, bool is_normal)
{
    if (!url->host.data)
        return;
    str_add(out, "//");
    if (url->userinfo.data) {
        url_add_part(out, url->userinfo, is_normal);
        str_add_char(out, '@');
    }
    if (is_normal)
        str_add_lower(out, url->host);
    else
        str_append(out, url->host.data, url->host.len);
    const bool is_needless =
        is_normal && (!url->port.len || slice_is(url->port, url_default_port(url->scheme)));
    if (url->port.data && !is_needless) {
        str_add_char(out, ':');
        str_append(out, url->port.data, url->port.len);
    }
}

/* Put the parts of an absolute URL together (RFC 3986 5.3). `url->path` is complete. */
static void url_compose(struct str *out, const struct url *url, bool is_normal)
{
    str_add_lower(out, url->scheme);
    str_add_char(out, ':');
    url_add_authority(out, url, is_normal);
    struct str path;
    str_init(&path, LIMIT_STR_BYTES);
    url_add_part(&path, url->path, is_normal);
    if (!path.len && url_scheme_is_web(url->scheme) && is_normal)
        str_add_char(&path, '/');
    const size_t start = out->len;
    if (path.len && path.data[0] == '/')
        url_add_path(out, (struct slice){path.data, path.len});
    else
        str_append(out, path.data, path.len);
    str_release(&path);
    // A path that begins with // would be read as a host.
    if (!url->host.data && out->len > start + 1 && out->data[start] == '/' &&
        out->data[start + 1] == '/') {
        struct str rest;
        str_init(&rest, LIMIT_STR_BYTES);
        str_append(&rest, out->data + start, out->len - start);
        str_cut(out, start);
        str_add(out, "/.");
        str_append(out, rest.data, rest.len);
        str_release(&rest);
    }
    if (url->query.data) {
        str_add_char(out, '?');
        url_add_part(out, url->query, is_normal);
    }
    if (url->fragment.data && !is_normal) {
        str_add_char(out, '#');
        url_add_part(out, url->fragment, false);
    }
}

/* `reference`'s path behind the folder of `base` (RFC 3986 5.2.3). */
static void url_merge_path(const struct url *base, struct slice reference, struct str *path)
{
    if (base->host.data && !base->path.len)
        str_add_char(path, '/');
    size_t folder = base->path.len;
    while (folder && base->path.data[folder - 1] != '/')
        folder--;
    str_append(path, base->path.data, folder);
    str_append(path, reference.data, reference.len);
}

/* RFC 3986 5.2.2; both are split, `path` is memory for a merged path. */
static struct url url_transform(const struct url *base, const struct url *reference,
                                struct str *path)
{
    struct url target = *reference;
    if (reference->scheme.data)
        return target;
    target.scheme = base->scheme;
    if (reference->host.data)
        return target;
    target.userinfo = base->userinfo;
    target.host = base->host;
    target.port = base->port;
    if (!reference->path.len) {
        target.path = base->path;
        if (!reference->query.data)
            target.query = base->query;
    } else if (reference->path.data[0] != '/') {
        url_merge_path(base, reference->path, path);
        target.path = (struct slice){path->data, path->len};
    }
    return target;
}

/* Can something be relative to it? `mailto:` and `data:` have no folders, only fragments. */
static bool url_is_base(const struct url *base, const struct url *reference)
{
    if (!base->scheme.data)
        return false;
    const bool is_fragment = !reference->path.len && !reference->query.data &&
                             !reference->host.data && reference->fragment.data;
    return base->host.data || (base->path.len && base->path.data[0] == '/') || is_fragment;
}

/* An address of the web without a host leads nowhere. */
static bool url_lacks_host(const struct url *url)
{
    return url_scheme_is_web(url->scheme) && !url->host.len;
}

/* Cleaned texts in, the target out; false when it cannot be resolved. */
static bool url_resolve_clean(const struct str *base_text, const struct str *text, struct str *out)
{
    struct url base;
    struct url reference;
    if (!url_split(text->data, text->len, &reference))
        return false;
    if (!base_text->len && !reference.scheme.data) {
        str_append(out, text->data, text->len);
        return true;
    }
    const bool has_base = url_split(base_text->data, base_text->len, &base);
    if (!reference.scheme.data && (!has_base || !url_is_base(&base, &reference)))
        return false;
    struct str path;
    str_init(&path, LIMIT_STR_BYTES);
    const struct url target = url_transform(&base, &reference, &path);
    const bool is_good = !url_lacks_host(&target);
    if (is_good)
        url_compose(out, &target, false);
    str_release(&path);
    return is_good;
}

bool url_resolve(const char *base, const char *reference, size_t len, struct str *out)
{
    struct str base_text;
    struct str text;
    str_init(&base_text, LIMIT_STR_BYTES);
    str_init(&text, LIMIT_STR_BYTES);
    url_clean(slice_of(base), &base_text);
    url_mend_web(&base_text, (struct slice){0});
    url_clean((struct slice){reference, reference ? len : 0}, &text);
    struct url base_url;
    url_split(base_text.data, base_text.len, &base_url);
    url_mend_web(&text, base_url.scheme);
    const size_t start = out->len;
    bool is_resolved = url_resolve_clean(&base_text, &text, out);
    if (!is_resolved)
        str_append(out, reference, reference ? len : 0);
    // Half an address is worse than none.
    if (out->is_truncated) {
        str_cut(out, start);
        is_resolved = false;
    }
    str_release(&base_text);
    str_release(&text);
    return is_resolved;
}

bool url_normalise(const char *text, struct str *out)
{
    struct str clean;
    str_init(&clean, LIMIT_STR_BYTES);
    url_clean(slice_of(text), &clean);
    url_mend_web(&clean, (struct slice){0});
    struct url url;
    const size_t start = out->len;
    bool is_good =
        url_split(clean.data, clean.len, &url) && url.scheme.data && !url_lacks_host(&url);
    if (is_good)
        url_compose(out, &url, true);
    else
        str_append(out, clean.data, clean.len);
    if (out->is_truncated) {
        str_cut(out, start);
        is_good = false;
    }
    str_release(&clean);
    return is_good;
}
