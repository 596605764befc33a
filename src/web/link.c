#include <string.h>

#include "base/str.h"
#include "web/http.h"
#include "web/internal.h"
#include "web/url.h"

/* One link of a Link header; the parts are borrowed, the first parameter of each name counts. */
struct link {
    struct slice target;
    struct slice rel;
    struct slice type;
    struct slice anchor;
};

static void slice_skip_any(struct slice *rest, const char *chars)
{
    while (rest->len && rest->data[0] && strchr(chars, rest->data[0]))
        slice_take(rest, 1);
}

static struct slice slice_until(struct slice *rest, const char *stops)
{
    size_t len = 0;
    while (len < rest->len && (!rest->data[len] || !strchr(stops, rest->data[len])))
        len++;
    return slice_take(rest, len);
}

/* A token or what stands in quotes (escapes stay: none is needed in what is looked for). */
static struct slice link_value(struct slice *rest)
{
    if (!rest->len || rest->data[0] != '"')
        return slice_trim(slice_until(rest, ";,"));
    slice_take(rest, 1);
    struct slice value = {rest->data, 0};
    while (value.len < rest->len && rest->data[value.len] != '"')
        value.len += rest->data[value.len] == '\\' && value.len + 1 < rest->len ? 2 : 1;
    slice_take(rest, value.len < rest->len ? value.len + 1 : rest->len);
    return value;
}

static void link_parameter(struct link *link, struct slice *rest)
{
    const struct slice name = slice_trim(slice_until(rest, "=;,"));
    struct slice value = {"", 0};
    if (rest->len && rest->data[0] == '=') {
        slice_take(rest, 1);
        slice_skip_any(rest, " \t");
        value = link_value(rest);
    }
    const struct {
        const char *name;
        struct slice *value;
    } known[] = {{"rel", &link->rel}, {"type", &link->type}, {"anchor", &link->anchor}};
    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (slice_is_nocase(name, known[i].name) && !known[i].value->data)
            *known[i].value = value;
}

/* Cut one link off the front; false at the end (RFC 8288 B.2). */
static bool link_next(struct slice *rest, struct link *link)
{
    *link = (struct link){0};
    slice_until(rest, "<");
    if (!rest->len)
        return false;
    slice_take(rest, 1);
    link->target = slice_until(rest, ">");
    if (!rest->len)
        return false;
    slice_take(rest, 1);
    slice_skip_any(rest, " \t");
    while (rest->len && rest->data[0] == ';') {
        slice_skip_any(rest, "; \t");
        link_parameter(link, rest);
        slice_skip_any(rest, " \t");
    }
    slice_until(rest, ",");
    return true;
}

static bool link_is(const struct link *link, const char *rel, const char *type)
{
    // A link with an anchor speaks of another document.
    if (link->anchor.data || !slice_has_word(link->rel, rel))
        return false;
    if (!type)
        return true;
    struct slice rest = link->type;
    struct slice media;
    return slice_next(&rest, ';', &media) && slice_is_nocase(slice_trim(media), type);
}

/* Its target, in full; nothing is left in `out` when it leads nowhere. */
static bool link_resolve(const struct link *link, const char *base, struct str *out)
{
    const size_t start = out->len;
    if (url_resolve(base, link->target.data, link->target.len, out))
        return true;
    str_cut(out, start);
    return false;
}

bool web_link_find(const struct web_response *response, const char *rel, const char *type,
                   struct str *out)
{
    for (const struct web_header *h = response->headers; h; h = h->next) {
        if (!ascii_equal_nocase(h->name, "Link"))
            continue;
        struct slice rest = slice_of(h->value);
        struct link link;
        while (link_next(&rest, &link))
            if (link_is(&link, rel, type) && link_resolve(&link, response->url, out))
                return true;
    }
    return false;
}
