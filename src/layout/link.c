/*
 * Links: each distinct address has one number, in the order in which something visible stands in
 * it. Links within the page have none.
 */
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "layout/internal.h"

static struct link_target *target_of(struct flow *flow, uint32_t number)
{
    return vec_at(&flow->layout->links, number - 1);
}

uint32_t flow_link_number(struct flow *flow, struct open_link *link)
{
    bool is_new;
    struct map_entry *const entry =
        map_add(&flow->link_numbers, link->url, strlen(link->url), &is_new);
    if (is_new) {
        struct link_target *const target = vec_push(&flow->layout->links);
        target->url = arena_strdup(flow->arena, link->url);
        entry->value.number = (int64_t)flow->layout->links.count;
    }
    link->number = (uint32_t)entry->value.number;
    if (!link->is_address)
        target_of(flow, link->number)->is_listed = true;
    return link->number;
}

/* The address without what people leave out when they write it. */
static struct slice bare_address(const char *url, size_t len)
{
    static const char *const prefixes[] = {"mailto:", "tel:", "https://", "http://", "www."};
    struct slice bare = {url, len};
    for (size_t i = 0; i < COUNT_OF(prefixes); i++) {
        const size_t prefix = strlen(prefixes[i]);
        if (bare.len > prefix && strncasecmp(bare.data, prefixes[i], prefix) == 0)
            slice_take(&bare, prefix);
    }
    while (bare.len && bare.data[bare.len - 1] == '/')
        bare.len--;
    return bare;
}

static bool is_address(const struct flow *flow, html_node node, const char *url)
{
    struct str text;
    str_init(&text, LIMIT_URL_BYTES);
    html_plain_text(flow->doc, node, &text);
    const struct slice shown = bare_address(text.data, text.len);
    const struct slice meant = bare_address(url, strlen(url));
    const bool is_same =
        shown.len == meant.len && strncasecmp(shown.data, meant.data, shown.len) == 0;
    str_release(&text);
    return is_same && shown.len;
}

/* Does it lead out of the page? */
static bool leads_out(const struct flow *flow, html_node node)
{
    const char *const href = html_attribute(flow->doc, node, "href");
    return href && href[strspn(href, " \t\r\n")] != '#';
}

/* A sign behind a heading that only leads back to it. */
static bool is_own_mark(const struct flow *flow, html_node node, const struct style *style)
{
    static const char *const marks[] = {"#", "\u00B6", "\u00A7", "\U0001F517"};
    struct str text;
    str_init(&text, LIMIT_TITLE_BYTES);
    bool is_mark = false;
    if (style->heading)
        html_plain_text(flow->doc, node, &text);
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        is_mark = is_mark || strcmp(text.data, marks[i]) == 0;
    str_release(&text);
    return is_mark;
}

/* The address, or NULL when there is none. */
static const char *read_address(struct flow *flow, html_node node)
{
    if (!leads_out(flow, node))
        return NULL;
    struct str url;
    str_init(&url, LIMIT_URL_BYTES);
    const bool is_there = html_attribute_url(flow->doc, node, "href", &url);
    const char *const address = is_there ? arena_strndup(flow->arena, url.data, url.len) : NULL;
    str_release(&url);
    return address;
}

void flow_link(struct flow *flow, html_node node, const struct style *style, int depth)
{
    struct style inner = *style;
    if (flow->options->drops_addresses && leads_out(flow, node)) {
        inner.marks |= LAYOUT_LINK;
        return flow_children(flow, node, &inner, depth);
    }
    const char *const url = read_address(flow, node);
    if (!url) {
        if (!is_own_mark(flow, node, style))
            flow_children(flow, node, style, depth);
        return;
    }
    struct open_link link = {.url = url};
    link.is_address = flow->options->links != LAYOUT_LINKS_NONE && is_address(flow, node, link.url);
    struct open_link *const outer = flow->open;
    flow->open = &link;
    inner.link = &link;
    inner.marks |= LAYOUT_LINK;
    flow_children(flow, node, &inner, depth);
    flow->open = outer;
    if (link.number == 0 || link.is_marked)
        return;
    if (flow->has_pending)
        flow_write_mark(flow);
    flow->pending = link;
    flow->has_pending = true;
}

/* The addresses behind the marks, at the end of the document. */
void flow_link_list(struct flow *flow)
{
    const size_t count = flow->layout->links.count;
    char mark[16];
    const int cells = snprintf(mark, sizeof(mark), "[%zu] ", count);
    flow_break(flow, 1);
    for (uint32_t i = 0; i < count; i++) {
        const struct link_target *const target = target_of(flow, i + 1);
        if (!target->is_listed)
            continue;
        snprintf(mark, sizeof(mark), "[%u] ", i + 1);
        const char *const first = arena_printf(flow->arena, "%*s", cells, mark);
        struct open_link link = {.url = target->url, .number = i + 1, .is_marked = true};
        struct style style = {.role = LAYOUT_LINK_LIST, .marks = LAYOUT_LINK, .link = &link};
        style.margin = flow_margin(flow, NULL, first, cells);
        style.margin->role = LAYOUT_LINK_MARK;
        flow_text(flow, target->url, strlen(target->url), &style);
        flow_break(flow, 0);
    }
}
