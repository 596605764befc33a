#include <string.h>

#include "base/limits.h"
#include "web/internal.h"
#include "web/url.h"

/* Parameters that say from where somebody came and not what is there; a * stands for any rest. */
static const char *const trackers[] = {
    "utm_*",  "at_*",  "mc_*",   "pk_*",   "mtm_*",   "hsa_*", "fbclid",
    "gclid",  "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid",
    "igshid", "xtor",  "cmpid",  "ncid",   "ref_src", "ref",   "source",
};

static bool is_tracker(struct slice parameter)
{
    struct slice name = parameter;
    name.len = 0;
    while (name.len < parameter.len && parameter.data[name.len] != '=')
        name.len++;
    for (size_t i = 0; i < COUNT_OF(trackers); i++) {
        const struct slice known = slice_of(trackers[i]);
        const bool is_open = known.data[known.len - 1] == '*';
        const size_t len = known.len - is_open;
        if ((is_open ? name.len > len : name.len == len) && memcmp(name.data, known.data, len) == 0)
            return true;
    }
    return false;
}

static void add_query(struct slice query, struct str *out)
{
    char between = '?';
    while (query.len) {
        size_t len = 0;
        while (len < query.len && query.data[len] != '&')
            len++;
        const struct slice parameter = slice_take(&query, len);
        if (query.len)
            slice_take(&query, 1);
        if (parameter.len == 0 || is_tracker(parameter))
            continue;
        str_add_char(out, between);
        str_append(out, parameter.data, parameter.len);
        between = '&';
    }
}

static void add_parts(const struct url *url, struct slice fragment, struct str *out)
{
    struct slice host = url->host;
    struct slice path = url->path;
    if (slice_starts(host, "www."))
        slice_take(&host, 4);
    while (path.len && path.data[path.len - 1] == '/')
        path.len--;
    str_append(out, host.data, host.len);
    if (url->port.data) {
        str_add_char(out, ':');
        str_append(out, url->port.data, url->port.len);
    }
    str_append(out, path.data, path.len);
    add_query(url->query, out);
    // A page of many items names each by its fragment.
    if (fragment.len && !is_tracker(fragment)) {
        str_add_char(out, '#');
        str_append(out, fragment.data, fragment.len);
    }
}

void url_key(const char *text, struct str *out)
{
    struct str normal;
    struct url url;
    struct url raw;
    str_init(&normal, LIMIT_URL_BYTES);
    if (url_is_web(text) && url_normalise(text, &normal) &&
        url_split(normal.data, normal.len, &url) && url_split(text, slice_of(text).len, &raw))
        add_parts(&url, raw.fragment, out);
    else
        str_add(out, text);
    str_release(&normal);
}
