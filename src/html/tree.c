#include <string.h>

#include "base/limits.h"
#include "html/html.h"
#include "html/internal.h"
#include "web/url.h"

const char *html_base(const struct html_document *doc)
{
    return doc->base.data;
}

bool html_is_truncated(const struct html_document *doc)
{
    return doc->is_truncated;
}

/* ---- the tree */

enum html_tag html_tag(const struct html_document *doc, html_node node)
{
    return (enum html_tag)html_node_of(doc, node)->tag;
}

const char *html_name(const struct html_document *doc, html_node node)
{
    const struct html_node_data *const data = html_node_of(doc, node);
    return data->tag == HTML_UNKNOWN ? doc->strings.data + data->name
                                     : html_tag_name((enum html_tag)data->tag);
}

html_node html_parent(const struct html_document *doc, html_node node)
{
    return html_node_of(doc, node)->parent;
}

html_node html_first_child(const struct html_document *doc, html_node node)
{
    return html_node_of(doc, node)->first;
}

html_node html_next(const struct html_document *doc, html_node node)
{
    return html_node_of(doc, node)->next;
}

size_t html_node_count(const struct html_document *doc)
{
    return doc->nodes.count - 1;
}

html_node html_walk_over(const struct html_document *doc, html_node top, html_node node)
{
    while (node != top && node != HTML_NONE) {
        const struct html_node_data *const data = html_node_of(doc, node);
        if (data->next)
            return data->next;
        node = data->parent;
    }
    return HTML_NONE;
}

html_node html_walk(const struct html_document *doc, html_node top, html_node node)
{
    const html_node first = html_first_child(doc, node);
    return first ? first : html_walk_over(doc, top, node);
}

bool html_is_inside(const struct html_document *doc, html_node node, html_node ancestor)
{
    while (node && node != ancestor)
        node = html_parent(doc, node);
    return node != HTML_NONE;
}

struct slice html_text(const struct html_document *doc, html_node node)
{
    const struct html_node_data *const data = html_node_of(doc, node);
    if (data->tag != HTML_TEXT)
        return (struct slice){"", 0};
    return (struct slice){doc->text.data + data->start, data->count};
}

/* ---- attributes */

const char *html_attribute(const struct html_document *doc, html_node node, const char *name)
{
    const struct html_node_data *const data = html_node_of(doc, node);
    if (data->tag == HTML_TEXT)
        return NULL;
    const struct html_attribute *const attributes = doc->attributes.items;
    for (uint32_t i = data->start; i < data->start + data->count; i++) {
        const char *const own = doc->strings.data + attributes[i].name;
        if (own[0] == name[0] && strcmp(own, name) == 0)
            return doc->strings.data + attributes[i].value;
    }
    return NULL;
}

bool html_has_class(const struct html_document *doc, html_node node, const char *word)
{
    const char *at = html_attribute(doc, node, "class");
    while (at && *at) {
        at += strspn(at, " \t\r\n\f");
        const size_t len = strcspn(at, " \t\r\n\f");
        if (len && slice_is((struct slice){at, len}, word))
            return true;
        at += len;
    }
    return false;
}

/* Does the address run or hold something instead of naming it? */
static bool is_no_place(const char *url)
{
    static const char *const schemes[] = {"javascript:", "vbscript:", "data:", "about:", "blob:"};
    for (size_t i = 0; i < COUNT_OF(schemes); i++)
        if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
            return true;
    return false;
}

bool html_attribute_url(const struct html_document *doc, html_node node, const char *name,
                        struct str *out)
{
    const char *const value = html_attribute(doc, node, name);
    return value && html_resolve(doc, value, strlen(value), out);
}

bool html_resolve(const struct html_document *doc, const char *reference, size_t len,
                  struct str *out)
{
    struct str url;
    str_init(&url, LIMIT_URL_BYTES);
    url_resolve(doc->base.data, reference, len, &url);
    const bool is_fine = url.len && !url.is_truncated && !is_no_place(url.data);
    if (is_fine)
        str_append(out, url.data, url.len);
    str_release(&url);
    return is_fine;
}

/* ---- finding */

html_node html_find_tag(const struct html_document *doc, html_node top, enum html_tag tag)
{
    for (html_node node = html_walk(doc, top, top); node; node = html_walk(doc, top, node))
        if (html_tag(doc, node) == tag)
            return node;
    return HTML_NONE;
}

html_node html_find_attribute(const struct html_document *doc, html_node top, const char *name,
                              const char *value)
{
    for (html_node node = html_walk(doc, top, top); node; node = html_walk(doc, top, node)) {
        const char *const found = html_attribute(doc, node, name);
        if (found && strcmp(found, value) == 0)
            return node;
    }
    return HTML_NONE;
}

bool html_is_hidden(const struct html_document *doc, html_node node)
{
    return html_node_of(doc, node)->flags & NODE_HIDDEN;
}
