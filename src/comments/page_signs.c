/*
 * Where a page says who wrote something and when. A box that is called a comment and holds no such
 * sign is the box around all of them, a form, or a comment's text.
 */
#include "comments/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "comments/internal.h"
#include "comments/names.h"

/* A short text with a date or a time of day in it: `12.3.2020`, `12:01`. */
static bool is_dated(struct slice text)
{
    enum { DATED_BYTES = 80 };
    if (text.len > DATED_BYTES)
        return false;
    for (size_t i = 1; i + 1 < text.len; i++)
        if (ascii_is_digit(text.data[i - 1]) && ascii_is_digit(text.data[i + 1]) &&
            strchr(".:/-", text.data[i]))
            return true;
    return false;
}

static bool is_sign(const struct html_document *page, html_node node)
{
    const enum html_tag tag = html_tag(page, node);
    if (tag == HTML_TEXT)
        return is_dated(html_text(page, node));
    if (tag == HTML_TIME || tag == HTML_CITE)
        return true;
    if (tag == HTML_INPUT || tag == HTML_LABEL || tag == HTML_TEXTAREA || tag == HTML_BUTTON ||
        tag == HTML_SCRIPT || tag == HTML_STYLE)
        return false;
    unsigned last = 0;
    comments_node_words(page, node, &last);
    return last & (1u << COMMENTS_WORD_NAME | 1u << COMMENTS_WORD_TIME);
}

/* Is it a menu, a list of comments from elsewhere, or a form to write one? */
static bool is_apart(const struct html_document *page, html_node node)
{
    const enum html_tag tag = html_tag(page, node);
    if (tag == HTML_NAV || tag == HTML_SCRIPT || tag == HTML_STYLE)
        return true;
    if (tag == HTML_FORM)
        return !html_find_tag(page, node, HTML_H1); // some sites wrap the whole page in one
    unsigned last = 0;
    const unsigned kinds = comments_node_words(page, node, &last);
    return kinds & 1u << COMMENTS_WORD_TALK &&
           (kinds & 1u << COMMENTS_WORD_RECENT || last & 1u << COMMENTS_WORD_FORM);
}

void page_signs_init(struct page_signs *signs, const struct html_document *page)
{
    const size_t count = html_node_count(page);
    signs->before = mem_zalloc(size_mul(count + 2, sizeof(uint32_t)));
    signs->apart = mem_zalloc(count + 1);
    signs->last_h1 = HTML_NONE;
    for (html_node node = HTML_ROOT; node <= count; node++) {
        const html_node parent = html_parent(page, node);
        const bool is_element = html_tag(page, node) != HTML_TEXT;
        signs->apart[node] =
            (parent && signs->apart[parent]) || (is_element && is_apart(page, node));
        signs->before[node + 1] =
            signs->before[node] + (!signs->apart[node] && is_sign(page, node));
        if (html_tag(page, node) == HTML_H1)
            signs->last_h1 = node;
    }
}

void page_signs_release(struct page_signs *signs)
{
    free(signs->before);
    free(signs->apart);
}

bool page_holds_sign(const struct html_document *page, const struct page_signs *signs,
                     html_node node)
{
    const html_node next = html_walk_over(page, HTML_ROOT, node);
    const html_node end = next ? next : (html_node)html_node_count(page) + 1;
    const bool has_h1 = signs->last_h1 > node && signs->last_h1 < end;
    return !signs->apart[node] && !has_h1 && signs->before[end] > signs->before[node];
}
