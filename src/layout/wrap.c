/*
 * Blocks to lines. A paragraph is cut at the chances of UAX #14 into segments, and segments are put
 * on a line as long as they fit (the first-fit way: a line never changes when text is added behind
 * it). What is wider than a whole line is folded between clusters.
 */
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "layout/internal.h"
#include "text/breaks.h"
#include "text/cells.h"
#include "text/utf8.h"

/* ---- lines */

void sink_init(struct sink *sink)
{
    vec_init(&sink->lines, sizeof(struct raw_line));
    vec_init(&sink->runs, sizeof(struct layout_run));
}

void sink_clear(struct sink *sink)
{
    vec_clear(&sink->lines);
    vec_clear(&sink->runs);
}

void sink_release(struct sink *sink)
{
    vec_release(&sink->lines);
    vec_release(&sink->runs);
}

static struct raw_line *last_line(const struct sink *sink)
{
    return vec_at(&sink->lines, sink->lines.count - 1);
}

int wrap_begin_line(struct wrap *wrap, struct margin *margin, uint32_t place)
{
    enum { LINES_A_LOOK = 1024 };
    struct sink *const sink = wrap->sink;
    wrap->is_full = wrap->is_full || wrap->lines_before + sink->lines.count >= LIMIT_LINES;
    if (sink->lines.count % LINES_A_LOOK == 0 && ticket_is_cancelled(wrap->ticket))
        wrap->is_cancelled = true;
    struct raw_line *const line = vec_push(&sink->lines);
    line->run_start = sink->runs.count;
    line->place = place;
    line->fill_from = -1;
    return wrap->width - margin_write(wrap, margin);
}

void wrap_run(struct wrap *wrap, const char *text, size_t len, int cells, const struct span *look)
{
    struct layout_run *const run = vec_push(&wrap->sink->runs);
    *run = (struct layout_run){
        .text = text,
        .len = (uint32_t)len,
        .cells = (uint16_t)cells,
        .role = look->role,
        .marks = look->marks,
        .link = look->link,
    };
}

void wrap_trim_blanks(struct sink *sink, size_t run_start)
{
    while (sink->runs.count > run_start) {
        struct layout_run *const run = vec_at(&sink->runs, sink->runs.count - 1);
        while (run->len && run->text[run->len - 1] == ' ') {
            run->len--;
            run->cells--;
        }
        if (run->len >= 2 && memcmp(run->text + run->len - 2, "\xC2\xA0", 2) == 0) {
            run->len -= 2;
            run->cells--;
            continue;
        }
        if (run->len)
            return;
        vec_pop(&sink->runs);
    }
}

void wrap_fill_line(struct wrap *wrap, int room)
{
    last_line(wrap->sink)->fill_from = (int16_t)(wrap->width - room);
}

void wrap_end_line(struct wrap *wrap)
{
    struct sink *const sink = wrap->sink;
    struct raw_line *const line = last_line(sink);
    wrap_trim_blanks(sink, line->run_start);
    line->run_count = (uint32_t)(sink->runs.count - line->run_start);
}

static int margin_depth(const struct margin *margin)
{
    int depth = 0;
    for (; margin; margin = margin->parent)
        depth++;
    return depth;
}

static const struct margin *common_margin(const struct margin *a, const struct margin *b)
{
    int a_depth = margin_depth(a);
    int b_depth = margin_depth(b);
    for (; a_depth > b_depth; a_depth--)
        a = a->parent;
    for (; b_depth > a_depth; b_depth--)
        b = b->parent;
    while (a != b) {
        a = a->parent;
        b = b->parent;
    }
    return a;
}

void wrap_gap(struct wrap *wrap, const struct block *block)
{
    if (wrap->lines_before + wrap->sink->lines.count == 0)
        return;
    for (int i = 0; i < block->gap; i++) {
        const struct margin *const shared = common_margin(wrap->previous, block->margin);
        wrap_begin_line(wrap, NULL, block->place);
        if (shared && shared->has_bar) {
            const struct span look = {.role = LAYOUT_QUOTE_BAR};
            wrap_run(wrap, shared->text, shared->text_len, shared->total_cells, &look);
            if (block_is_right_to_left(block))
                wrap_push_right(wrap, wrap->sink->runs.count);
        }
        wrap_end_line(wrap);
    }
}

/* ---- paragraphs */

/* The line that is being filled. */
struct fill {
    struct wrap *wrap;
    const struct block *block;
    struct cursor measured; // how far the text was measured
    struct cursor written;
    uint32_t line_start;
    int room;  // of the line, without margins
    int cells; // on it, with blanks at its end
    bool is_open;
    bool is_right_to_left;
};

/* The width of the text from the measuring cursor to `end`. */
static int measure_to(struct fill *fill, uint32_t end)
{
    int cells = 0;
    struct piece piece;
    while (piece_next(&fill->measured, end, &piece))
        cells += text_cells(piece.text, piece.len);
    fill->measured.at = end;
    return cells;
}

static void open_line(struct fill *fill, uint32_t start)
{
    fill->line_start = start;
    const struct block *const block = fill->block;
    const uint32_t place = block->place + (block->is_label ? 0 : start);
    fill->room = wrap_begin_line(fill->wrap, block->margin, place);
    if (block->kind == BLOCK_PRE)
        wrap_fill_line(fill->wrap, fill->room);
    if (fill->room < 1)
        fill->room = 1;
    fill->cells = 0;
    fill->is_open = true;
    fill->written.at = start;
}

static bool ends_with_soft_hyphen(const struct block *block, uint32_t end)
{
    return end >= 2 && memcmp(block->text + end - 2, "\xC2\xAD", 2) == 0;
}

static void close_line(struct fill *fill, uint32_t end, bool is_broken)
{
    struct wrap *const wrap = fill->wrap;
    const size_t first_run = wrap->sink->runs.count;
    struct piece piece = {0};
    while (piece_next(&fill->written, end, &piece))
        wrap_run(wrap, piece.text, piece.len, text_cells(piece.text, piece.len), piece.look);
    if (is_broken && piece.look && fill->cells < fill->room &&
        ends_with_soft_hyphen(fill->block, end))
        wrap_run(wrap, "-", 1, 1, piece.look);
    wrap_trim_blanks(wrap->sink, first_run);
    if (fill->is_right_to_left)
        wrap_push_right(wrap, first_run);
    wrap_end_line(wrap);
    fill->is_open = false;
}

size_t wrap_cut_at_blank(const char *text, size_t fits)
{
    for (size_t at = fits; at > fits / 2; at--)
        if (text[at - 1] == ' ')
            return at;
    return fits;
}

/* A segment that is wider than a line: as many clusters a line as fit. */
static void fold_segment(struct fill *fill, uint32_t start, uint32_t end)
{
    const bool is_pre = fill->block->kind == BLOCK_PRE;
    struct cursor cursor = {.block = fill->block, .at = start, .span = fill->written.span};
    struct piece piece;
    while (piece_next(&cursor, end, &piece)) {
        while (piece.len) {
            int cells;
            size_t fits = text_fit(piece.text, piece.len, fill->room - fill->cells, &cells);
            if (fits == 0 && fill->cells == 0) // a cluster wider than the line
                fits = text_cluster(piece.text, piece.len, &cells);
            if (fits < piece.len && (is_pre || piece.look->flags & SPAN_NO_BREAK))
                fits = wrap_cut_at_blank(piece.text, fits);
            if (fits < piece.len && piece.look->flags & SPAN_GLUED && fill->cells > 0)
                fits = 0; // rather the whole mark on the next line
            fill->cells += cells;
            piece.text += fits;
            piece.len -= fits;
            if (piece.len == 0)
                break;
            const uint32_t at = (uint32_t)(piece.text - fill->block->text);
            close_line(fill, at, false);
            open_line(fill, at);
        }
    }
}

/* How a segment is cut: its blanks at the end may hang over the line's. */
static uint32_t without_blanks(const struct block *block, uint32_t start, uint32_t end)
{
    while (end > start && (block->text[end - 1] == ' ' || block->text[end - 1] == '\n'))
        end--;
    return end;
}

/* The room of the lines after the first. */
static int next_room(const struct fill *fill)
{
    const struct margin *const margin = fill->block->margin;
    return fill->wrap->width - (margin ? margin->total_cells : 0);
}

static void put_segment(struct fill *fill, uint32_t start, uint32_t end)
{
    const bool is_pre = fill->block->kind == BLOCK_PRE;
    const uint32_t solid_end = is_pre ? end : without_blanks(fill->block, start, end);
    fill->measured.at = start;
    const int solid = measure_to(fill, solid_end);
    const int hyphen = end < fill->block->len && ends_with_soft_hyphen(fill->block, end) ? 1 : 0;
    if (fill->is_open && fill->cells && fill->cells + solid + hyphen > fill->room && !is_pre)
        close_line(fill, start, true);
    if (!fill->is_open)
        open_line(fill, start);
    if (solid > fill->room && fill->cells == 0 && next_room(fill) > fill->room) {
        close_line(fill, start, false); // a bullet takes the first line for itself
        open_line(fill, start);
    }
    if (solid + hyphen > fill->room - fill->cells)
        fold_segment(fill, start, solid_end);
    else
        fill->cells += solid;
    fill->cells += measure_to(fill, end);
}

/* No break before glued spans, none inside of those that forbid it. */
static void forbid_breaks(unsigned char *breaks, const struct block *block)
{
    for (uint32_t i = 0; i < block->span_count; i++) {
        const struct span *const span = &block->spans[i];
        const uint32_t end = i + 1 < block->span_count ? block->spans[i + 1].start : block->len;
        if (span->flags & SPAN_GLUED && breaks[span->start] == TEXT_BREAK_ALLOWED)
            breaks[span->start] = TEXT_BREAK_NONE;
        for (uint32_t at = span->start + 1; span->flags & SPAN_NO_BREAK && at < end; at++)
            if (breaks[at] == TEXT_BREAK_ALLOWED)
                breaks[at] = TEXT_BREAK_NONE;
    }
}

/* A Hangul syllable, U+AC00 to U+D7A3. */
static bool is_hangul(const char *text)
{
    return memcmp(text, "\xEA\xB0\x80", 3) >= 0 && memcmp(text, "\xED\x9E\xA3", 3) <= 0;
}

/* Korean puts blanks between words: unjustified lines end there (a tailoring that UAX #14 names).
 */
static void keep_korean_words(unsigned char *breaks, const char *text, uint32_t len)
{
    for (uint32_t at = 3; at + 3 <= len; at++)
        if (breaks[at] == TEXT_BREAK_ALLOWED && is_hangul(text + at) && is_hangul(text + at - 3))
            breaks[at] = TEXT_BREAK_NONE;
}

/* Where lines may and must end; in preformatted text only line feeds say so. */
static const unsigned char *find_breaks(struct wrap *wrap, const struct block *block)
{
    struct vec *const buffer = wrap->breaks;
    if (buffer->cap < block->len) {
        vec_release(buffer);
        buffer->items = mem_alloc(block->len);
        buffer->cap = block->len;
    }
    unsigned char *const breaks = buffer->items;
    if (block->kind == BLOCK_PRE) {
        for (uint32_t i = 0; i < block->len; i++)
            breaks[i] = i && block->text[i - 1] == '\n' ? TEXT_BREAK_MUST : TEXT_BREAK_NONE;
        return breaks;
    }
    text_breaks(block->text, block->len, breaks);
    keep_korean_words(breaks, block->text, block->len);
    forbid_breaks(breaks, block);
    return breaks;
}

/* Is the line that begins here empty, as one before was (several <br>)? */
static bool is_repeated_gap(const struct block *block, uint32_t start)
{
    return block->kind == BLOCK_TEXT && block->text[start] == '\n' && start >= 2 &&
           block->text[start - 1] == '\n' && block->text[start - 2] == '\n';
}

static void wrap_text(struct wrap *wrap, const struct block *block)
{
    const unsigned char *const breaks = find_breaks(wrap, block);
    if (block->is_even)
        return wrap_even(wrap, block, breaks, block_is_right_to_left(block));
    struct fill fill = {.wrap = wrap,
                        .block = block,
                        .measured = {.block = block},
                        .written = {.block = block},
                        .is_right_to_left = block_is_right_to_left(block)};
    uint32_t start = 0;
    while (start < block->len && !wrap->is_full && !wrap->is_cancelled) {
        uint32_t end = start + 1;
        while (end < block->len && breaks[end] == TEXT_BREAK_NONE)
            end++;
        if (!is_repeated_gap(block, start))
            put_segment(&fill, start, end);
        if (fill.is_open && end < block->len && breaks[end] == TEXT_BREAK_MUST)
            close_line(&fill, end, false);
        start = end;
    }
    if (fill.is_open)
        close_line(&fill, block->len, false);
}

static void wrap_rule(struct wrap *wrap, const struct block *block)
{
    struct layout *const layout = wrap->layout;
    const char *const one = wrap->options->uses_ascii ? "-" : "\u2500";
    if (!layout->rule) {
        layout->rule_bytes = strlen(one);
        char *const rule = arena_alloc(&layout->arena, layout->rule_bytes * LIMIT_WIDTH_CELLS);
        for (size_t i = 0; i < LIMIT_WIDTH_CELLS; i++)
            memcpy(rule + i * layout->rule_bytes, one, layout->rule_bytes);
        layout->rule = rule;
    }
    const int room = wrap_begin_line(wrap, block->margin, block->place);
    const struct span look = {.role = LAYOUT_RULE};
    if (room > 0)
        wrap_run(wrap, layout->rule, layout->rule_bytes * (size_t)room, room, &look);
    wrap_end_line(wrap);
}

/* ---- blocks */

static void note_heading(struct wrap *wrap, const struct block *block)
{
    struct str text;
    str_init(&text, LIMIT_TITLE_BYTES);
    struct cursor cursor = {.block = block};
    struct piece piece;
    while (piece_next(&cursor, block->len, &piece))
        if (piece.look->role != LAYOUT_LINK_MARK)
            str_append(&text, piece.text, piece.len);
    struct layout_heading *const heading = vec_push(&wrap->layout->headings);
    heading->text = arena_strndup(&wrap->layout->texts, text.data, text.len);
    heading->level = block->heading;
    heading->line = wrap->sink->lines.count;
    str_release(&text);
}

void wrap_blocks(struct wrap *wrap, const struct block *blocks, size_t count)
{
    for (size_t i = 0; i < count && !wrap->is_full && !wrap->is_cancelled; i++) {
        const struct block *const block = &blocks[i];
        wrap_gap(wrap, block);
        if (block->heading && block->kind == BLOCK_TEXT && wrap->sink == &wrap->layout->sink)
            note_heading(wrap, block);
        if (block->kind == BLOCK_TABLE)
            wrap_table(wrap, block);
        else if (block->kind == BLOCK_RULE)
            wrap_rule(wrap, block);
        else if (block->is_plain || block->is_simple)
            wrap_plain(wrap, block);
        else
            wrap_text(wrap, block);
        wrap->previous = block->margin;
    }
}

void wrap_measure(struct wrap *wrap, const struct block *block, int *least, int *most)
{
    if (block->is_plain)
        return plain_measure(block, least, most);
    const unsigned char *const breaks = find_breaks(wrap, block);
    struct cursor cursor = {.block = block};
    int line = 0;
    uint32_t start = 0;
    *least = *most = 0;
    while (start < block->len) {
        uint32_t end = start + 1;
        while (end < block->len && breaks[end] == TEXT_BREAK_NONE)
            end++;
        int solid = 0;
        struct piece piece;
        while (piece_next(&cursor, without_blanks(block, start, end), &piece))
            solid += text_cells(piece.text, piece.len);
        const int blanks = (int)(end - without_blanks(block, start, end));
        cursor.at = end;
        if (solid > *least)
            *least = solid;
        if (line + solid > *most)
            *most = line + solid;
        line = end < block->len && breaks[end] == TEXT_BREAK_MUST ? 0 : line + solid + blanks;
        start = end;
    }
}
