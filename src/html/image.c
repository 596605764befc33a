/*
 * Where a picture really is: pages that load late put a placeholder into src and the address into
 * one of many attributes, into a srcset, into a <source> beside, or into the <noscript> behind.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "html/html.h"

static const char *const late_attributes[] = {
    "data-src",      "data-original",  "data-lazy-src",   "data-lazy",        "data-orig-file",
    "data-full-src", "data-image-src", "data-hi-res-src", "data-large_image", "data-url",
};

static const char *const placeholders[] = {
    "placeholder", "spacer",      "blank.gif", "blank.png", "lazy",      "1x1",       "pixel.gif",
    "transparent", "loading.gif", "grey.gif",  "gray.gif",  "clear.gif", "trans.gif",
};

static bool is_placeholder(const char *src)
{
    for (size_t i = 0; i < COUNT_OF(placeholders); i++)
        if (strcasestr(src, placeholders[i]))
            return true;
    return false;
}

/* One candidate of a srcset: its address, and its width or density as a number to compare. */
static bool next_candidate(const char **at, struct slice *url, double *size)
{
    *at += strspn(*at, " \t\r\n\f,");
    size_t len = strcspn(*at, " \t\r\n\f");
    if (len == 0)
        return false;
    *url = (struct slice){*at, len};
    *at += len;
    *size = 1;
    if (url->data[len - 1] == ',') { // no descriptor
        while (url->len && url->data[url->len - 1] == ',')
            url->len--;
        return true;
    }
    const size_t rest = strcspn(*at, ",");
    if (rest)
        *size = strtod(*at, NULL);
    *at += rest;
    return true;
}

static bool from_srcset(const struct html_document *doc, html_node node, const char *name,
                        struct str *out)
{
    const char *at = html_attribute(doc, node, name);
    struct slice best = {0};
    double best_size = -1;
    struct slice url;
    double size;
    while (at && next_candidate(&at, &url, &size)) {
        if (size <= best_size || slice_starts(url, "data:"))
            continue;
        best = url;
        best_size = size;
    }
    return best.len && html_resolve(doc, best.data, best.len, out);
}

static bool from_sources(const struct html_document *doc, html_node picture, struct str *out)
{
    if (html_tag(doc, picture) != HTML_PICTURE)
        return false;
    for (html_node node = html_first_child(doc, picture); node; node = html_next(doc, node))
        if (html_tag(doc, node) == HTML_SOURCE &&
            (from_srcset(doc, node, "srcset", out) || from_srcset(doc, node, "data-srcset", out)))
            return true;
    return false;
}

bool html_image_url(const struct html_document *doc, html_node node, struct str *out)
{
    for (size_t i = 0; i < COUNT_OF(late_attributes); i++) {
        const char *const value = html_attribute(doc, node, late_attributes[i]);
        if (value && *value && *value != '{' && *value != '[' &&
            html_attribute_url(doc, node, late_attributes[i], out))
            return true;
    }
    const char *const src = html_attribute(doc, node, "src");
    const bool is_real = src && *src && !is_placeholder(src);
    if (is_real && html_attribute_url(doc, node, "src", out))
        return true;
    if (from_srcset(doc, node, "data-srcset", out) || from_srcset(doc, node, "srcset", out) ||
        from_sources(doc, html_parent(doc, node), out))
        return true;
    return src && *src && html_attribute_url(doc, node, "src", out);
}
