/*
 * The paragraph at hand: text with its spans, white space collapsed as CSS Text 3 4.1 says, until a
 * block boundary makes a block of it.
 */
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "layout/internal.h"
#include "text/breaks.h"
#include "text/cells.h"
#include "text/clean.h"
#include "text/utf8.h"

enum { TAB_CELLS = 8 };

bool flow_is_empty(const struct flow *flow)
{
    return flow->text.len == 0;
}

static struct span look_of(const struct style *style)
{
    return (struct span){
        .link = style->link ? style->link->number : 0,
        .role = style->role,
        .marks = style->marks,
        .flags = style->flags,
    };
}

static bool looks_same(const struct span *a, const struct span *b)
{
    return a->link == b->link && a->role == b->role && a->marks == b->marks &&
           a->flags == b->flags && !(b->flags & SPAN_GLUED);
}

static const struct span *last_span(const struct flow *flow)
{
    const struct span *const spans = flow->spans.items;
    return flow->spans.count ? &spans[flow->spans.count - 1] : NULL;
}

static void put(struct flow *flow, const char *text, size_t len, const struct span *look)
{
    const struct span *const last = last_span(flow);
    if (!last || !looks_same(last, look)) {
        struct span *const span = vec_push(&flow->spans);
        *span = *look;
        span->start = (uint32_t)flow->text.len;
    }
    str_append(&flow->text, text, len);
}

static bool is_inserted(uint8_t role)
{
    return role == LAYOUT_CODE || role == LAYOUT_IMAGE || role == LAYOUT_LINK_MARK;
}

/* A blank between two looks has only what both have, so that no underline hangs over. */
static void put_blank(struct flow *flow, const struct style *style)
{
    const struct span *const last = last_span(flow);
    struct span look = look_of(style);
    if (last && !looks_same(last, &look)) {
        look.marks &= last->marks;
        if (last->link != look.link) {
            look.link = 0;
            look.marks &= (uint8_t)~LAYOUT_LINK;
        }
        look.flags = last->flags & look.flags & SPAN_NO_BREAK;
        if (is_inserted(look.role))
            look.role = is_inserted(last->role) ? LAYOUT_TEXT : last->role;
    }
    put(flow, " ", 1, &look);
}

/* Bytes at the start that go on with the word before, in scripts that put blanks between words. */
static size_t joined_len(const char *text, size_t len)
{
    size_t n = 0;
    while (n < len) {
        const unsigned char c = (unsigned char)text[n];
        const bool is_two = (c >= 0xC3 && c <= 0xC9) || (c >= 0xCE && c <= 0xD3);
        if (!is_two && !ascii_is_alpha(text[n]) && !ascii_is_digit(text[n]))
            break;
        n += is_two ? 2 : 1;
    }
    return n < len ? n : len;
}

static void begin_paragraph(struct flow *flow, const struct style *style)
{
    if (flow_is_empty(flow))
        flow->start = *style;
}

/* Put visible text, without white space to collapse. */
static void take(struct flow *flow, const char *text, size_t len, const struct style *style)
{
    begin_paragraph(flow, style);
    if (style->link && style->link->number == 0)
        flow_link_number(flow, style->link);
    const struct span look = look_of(style);
    if (flow->has_pending) {
        const bool may_join = !flow->wants_space && !style->link;
        const size_t joined = may_join ? joined_len(text, len) : 0;
        if (joined)
            put(flow, text, joined, &look);
        text += joined;
        len -= joined;
        if (len == 0)
            return;
        flow_write_mark(flow);
        if (text[0] == ' ' && !style->is_pre) {
            flow->wants_space = true;
            text++;
            len--;
        }
    }
    if (flow->wants_space && flow->text.len && flow->text.data[flow->text.len - 1] != '\n')
        put_blank(flow, style);
    flow->wants_space = false;
    put(flow, text, len, &look);
}

/* A character that never goes to a terminal: 0 if the one here may, else its bytes. */
static size_t unsafe_len(const char *text, size_t len)
{
    const unsigned char c = (unsigned char)text[0];
    if (c < 0x7F && c >= ' ')
        return 0;
    // In UTF-8 only these begin one of them.
    if (c > 0x7F && c != 0xC2 && c != 0xE2 && c != 0xEF)
        return 0;
    unsigned code_point;
    const size_t step = text_next(text, len, &code_point);
    return text_is_unsafe(code_point) ? step : 0;
}

/* Bytes up to a blank or a character that has to go. */
static size_t solid_len(const char *text, size_t len)
{
    size_t n = 0;
    while (n < len && (unsigned char)text[n] > ' ' && !unsafe_len(text + n, len - n))
        n++;
    return n;
}

/* U+2028 or U+2029, which part words. */
static bool is_separator(const char *text, size_t len)
{
    return len == 3 &&
           (memcmp(text, "\xE2\x80\xA8", 3) == 0 || memcmp(text, "\xE2\x80\xA9", 3) == 0);
}

static void take_running(struct flow *flow, const char *text, size_t len, const struct style *style)
{
    size_t at = 0;
    while (at < len) {
        const size_t tidy = text_tidy_run(text + at, len - at);
        const size_t solid = tidy ? tidy : solid_len(text + at, len - at);
        if (solid) {
            take(flow, text + at, solid, style);
            at += solid;
            continue;
        }
        const size_t gone = unsafe_len(text + at, len - at);
        if (ascii_is_space(text[at]) || is_separator(text + at, gone))
            flow->wants_space = true;
        at += gone ? gone : 1;
    }
}

static void take_tab(struct flow *flow, const struct style *style)
{
    static const char blanks[] = "        ";
    const int count = TAB_CELLS - flow->column % TAB_CELLS;
    take(flow, blanks, (size_t)count, style);
    flow->column += count;
}

static void take_preformatted(struct flow *flow, const char *text, size_t len,
                              const struct style *style)
{
    size_t at = 0;
    while (at < len) {
        const char c = text[at];
        size_t step = 1;
        if (c == '\n' || (c == '\r' && (at + 1 == len || text[at + 1] != '\n'))) {
            flow_line_end(flow, style);
        } else if (c == '\t') {
            take_tab(flow, style);
        } else if (c == ' ') {
            take(flow, " ", 1, style);
            flow->column++;
        } else {
            const size_t solid = solid_len(text + at, len - at);
            if (solid)
                take(flow, text + at, solid, style);
            flow->column += (int)utf8_count(text + at, solid);
            step = solid ? solid : unsafe_len(text + at, len - at);
        }
        at += step;
    }
}

void flow_text(struct flow *flow, const char *text, size_t len, const struct style *style)
{
    if (style->raise && flow_raised(flow, text, len, style))
        return;
    if (style->is_pre)
        take_preformatted(flow, text, len, style);
    else
        take_running(flow, text, len, style);
}

void flow_space(struct flow *flow)
{
    flow->wants_space = true;
}

void flow_line_end(struct flow *flow, const struct style *style)
{
    flow->column = 0;
    flow->wants_space = false;
    if (flow->has_pending)
        flow_write_mark(flow);
    if (!flow_is_empty(flow)) {
        const struct span look = look_of(style);
        put(flow, "\n", 1, &look);
    } else if (!style->is_pre && flow->gap == 0) {
        flow->gap = 1; // an empty line between blocks
    }
}

/* ---- blocks */

/* The text without blanks (also no-break spaces) and line ends at its end; 0 if nothing is left. */
static size_t visible_len(const struct str *text)
{
    size_t len = text->len;
    for (;;) {
        if (len && (text->data[len - 1] == ' ' || text->data[len - 1] == '\n'))
            len--;
        else if (len > 1 && memcmp(text->data + len - 2, "\xC2\xA0", 2) == 0)
            len -= 2;
        else
            return len;
    }
}

struct block *flow_add_block(struct flow *flow, enum block_kind kind, const struct style *style)
{
    struct block *const block = vec_push(flow->blocks);
    block->kind = (uint8_t)kind;
    block->gap = flow->gap;
    block->direction = style->direction;
    block->heading = style->heading;
    block->margin = style->margin;
    block->place = flow->place;
    flow->gap = 0;
    return block;
}

static bool has_flags(const struct block *block)
{
    for (uint32_t i = 0; i < block->span_count; i++)
        if (block->spans[i].flags)
            return true;
    return false;
}

static bool is_plain_pre(const struct block *block)
{
    size_t at = 0;
    while (at < block->len) {
        const char *const end = memchr(block->text + at, '\n', block->len - at);
        const size_t len = end ? (size_t)(end - block->text) - at : block->len - at;
        if (!text_is_printable(block->text + at, len))
            return false;
        at += len + 1;
    }
    return true;
}

/* How closely has wrapping to look at the block's text (layout/plain.c)? */
static void judge_text(struct block *block)
{
    if (has_flags(block))
        return;
    if (block->kind == BLOCK_PRE) {
        block->is_plain = is_plain_pre(block);
        return;
    }
    const bool is_ltr = block->direction != DIRECTION_RTL;
    block->is_plain = is_ltr && text_is_printable(block->text, block->len);
    if (block->is_plain)
        return;
    block->is_simple = is_ltr && text_is_simple(block->text, block->len);
    block->is_even = !block->is_simple && text_is_even(block->text, block->len);
}

static void make_block(struct flow *flow, size_t len)
{
    struct block *const block =
        flow_add_block(flow, flow->start.is_pre ? BLOCK_PRE : BLOCK_TEXT, &flow->start);
    struct arena *const texts = &flow->layout->texts;
    block->text = arena_strndup(texts, flow->text.data, len);
    block->len = (uint32_t)len;
    size_t count = flow->spans.count;
    const struct span *const spans = flow->spans.items;
    while (count && spans[count - 1].start >= len)
        count--;
    struct span *const copy = arena_alloc(texts, count * sizeof(*copy));
    memcpy(copy, spans, count * sizeof(*copy));
    block->spans = copy;
    block->span_count = (uint32_t)count;
    judge_text(block);
    flow->place += (uint32_t)len;
}

void flow_flush(struct flow *flow)
{
    struct open_link *const open = flow->open;
    if (open && open->number && !open->is_marked && !flow_is_empty(flow) && !flow->has_pending) {
        flow->pending = *open;
        flow->has_pending = true;
        open->is_marked = true;
    }
    if (flow->has_pending)
        flow_write_mark(flow);
    const size_t len = visible_len(&flow->text);
    if (len)
        make_block(flow, len);
    str_clear(&flow->text);
    vec_clear(&flow->spans);
    flow->wants_space = false;
    flow->column = 0;
}

void flow_rule(struct flow *flow, const struct style *style)
{
    flow_break(flow, 1);
    flow_add_block(flow, BLOCK_RULE, style);
    flow_break(flow, 1);
}

struct margin *flow_margin(struct flow *flow, struct margin *parent, const char *first, int cells)
{
    struct margin *const margin = arena_zalloc(flow->arena, sizeof(*margin));
    margin->parent = parent;
    margin->first = first;
    margin->first_cells = first ? text_cells(first, strlen(first)) : 0;
    margin->cells = cells;
    margin->is_shown = first == NULL;
    return margin;
}

void flow_write_mark(struct flow *flow)
{
    flow->has_pending = false;
    const enum layout_links links = flow->options->links;
    const struct open_link *const link = &flow->pending;
    if (links == LAYOUT_LINKS_NONE || flow_is_empty(flow) || link->number == 0)
        return;
    struct span look = {.role = LAYOUT_LINK_MARK, .link = link->number, .flags = SPAN_GLUED};
    char mark[16];
    if (links == LAYOUT_LINKS_FOOTNOTE) {
        const int len = snprintf(mark, sizeof(mark), "[%u]", link->number);
        put(flow, mark, (size_t)len, &look);
        return;
    }
    if (link->is_address)
        return;
    struct str address;
    str_init(&address, LIMIT_URL_BYTES);
    text_clean_line(link->url, strlen(link->url), &address);
    look.flags = 0;
    put(flow, " <", 2, &look);
    put(flow, address.data, address.len, &look);
    put(flow, ">", 1, &look);
    str_release(&address);
}
