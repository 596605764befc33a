/*
 * The visible text of a subtree, and of a fragment, on one line.
 */
#include <string.h>

#include "base/limits.h"
#include "html/entities.h"
#include "html/html.h"
#include "html/internal.h"
#include "text/clean.h"

static bool stands_apart(enum html_tag tag)
{
    return html_is_block(tag) || tag == HTML_BR;
}

/* As html_walk(), with a blank for each block that ends on the way. */
static html_node step(const struct html_document *doc, html_node top, html_node node,
                      bool is_entered, struct str *out)
{
    const html_node first = is_entered ? html_first_child(doc, node) : HTML_NONE;
    if (first)
        return first;
    while (node != top) {
        if (stands_apart(html_tag(doc, node)))
            str_add_char(out, ' ');
        const html_node next = html_next(doc, node);
        if (next)
            return next;
        node = html_parent(doc, node);
    }
    return HTML_NONE;
}

/* Pictures of emoji stand for the character that their alternative text is. */
const char *html_emoji(const struct html_document *doc, html_node node)
{
    enum { EMOJI_BYTES_MOST = 40 };
    const char *const alt = html_attribute(doc, node, "alt");
    if (html_tag(doc, node) != HTML_IMG || !alt || (unsigned char)alt[0] < 0xC2 ||
        strlen(alt) > EMOJI_BYTES_MOST)
        return NULL;
    const char *const class = html_attribute(doc, node, "class");
    return class && (strstr(class, "emoji") || strstr(class, "smiley")) ? alt : NULL;
}

void html_plain_text(const struct html_document *doc, html_node node, struct str *out)
{
    struct str raw;
    str_init(&raw, LIMIT_STR_BYTES);
    const html_node top = node;
    while (node) {
        const bool is_entered = !html_is_hidden(doc, node) || node == top;
        const struct slice text = html_text(doc, node);
        const char *const emoji = html_emoji(doc, node);
        if (stands_apart(html_tag(doc, node)))
            str_add_char(&raw, ' ');
        if (is_entered)
            str_append(&raw, text.data, text.len);
        if (emoji && is_entered)
            str_add(&raw, emoji);
        node = step(doc, top, node, is_entered, &raw);
    }
    text_clean_line(raw.data, raw.len, out);
    str_release(&raw);
}

/* ---- fragments */

static bool has_markup(const char *text, size_t len)
{
    for (size_t at = 0; at < len; at++) {
        const char *const found = memchr(text + at, '<', len - at);
        if (!found)
            return false;
        at = (size_t)(found - text);
        if (html_is_markup(found, len - at))
            return true;
    }
    return false;
}

static void resolve_line(const char *text, size_t len, struct str *out)
{
    struct str resolved;
    str_init(&resolved, LIMIT_STR_BYTES);
    size_t at = 0;
    while (at < len) {
        const char *const amp = memchr(text + at, '&', len - at);
        const size_t plain = amp ? (size_t)(amp - text) - at : len - at;
        str_append(&resolved, text + at, plain);
        at += plain;
        const size_t used = at < len ? html_reference(text + at, len - at, false, &resolved) : 0;
        if (at < len && used == 0)
            str_add_char(&resolved, '&');
        at += used ? used : 1;
    }
    text_clean_line(resolved.data, resolved.len, out);
    str_release(&resolved);
}

void html_fragment_text(const char *text, size_t len, struct str *out)
{
    if (!has_markup(text, len))
        return resolve_line(text, len, out);
    struct html_document *const doc = html_parse(text, len, NULL, NULL, NULL);
    if (doc)
        html_plain_text(doc, HTML_ROOT, out);
    html_free(doc);
}
