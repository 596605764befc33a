/*
 * Blocks that need no close look, which most are. Plain: printable ASCII. A byte is a cell, so a
 * line is looked for from its far end, and only the few bytes there are asked whether a line may
 * end. Simple: also of letters and ideographs, whose first bytes tell how wide they are. Even: each
 * character is a cluster of one cell or two, but only Unicode's rules tell where a line may end.
 * What comes out is what wrap.c would give.
 */
#include <string.h>

#include "layout/internal.h"
#include "text/breaks.h"
#include "text/cells.h"

/* A block on its way to lines. */
struct plain {
    struct wrap *wrap;
    const struct block *block;
    uint32_t span;               // of the text that is written next
    const unsigned char *breaks; // NULL: text_may_break() tells
};

static int cells_of(const struct plain *plain, uint32_t start, uint32_t end)
{
    if (plain->block->is_plain)
        return (int)(end - start);
    return text_even_cells(plain->block->text + start, end - start);
}

/* The text from `start` to `end` as runs. */
static void write_runs(struct plain *plain, uint32_t start, uint32_t end)
{
    const struct block *const block = plain->block;
    while (start < end) {
        const uint32_t span = plain->span;
        const bool is_last = span + 1 == block->span_count;
        const uint32_t stop = is_last ? end : block->spans[span + 1].start;
        if (stop <= start) {
            plain->span++;
            continue;
        }
        const uint32_t until = stop < end ? stop : end;
        wrap_run(plain->wrap, block->text + start, until - start, cells_of(plain, start, until),
                 &block->spans[span]);
        start = until;
    }
}

static uint32_t open_line(const struct plain *plain, uint32_t start)
{
    const struct block *const block = plain->block;
    const uint32_t place = block->place + (block->is_label ? 0 : start);
    const int room = wrap_begin_line(plain->wrap, block->margin, place);
    if (block->kind == BLOCK_PRE)
        wrap_fill_line(plain->wrap, room);
    return room < 1 ? 1 : (uint32_t)room;
}

static bool may_go_on(const struct plain *plain)
{
    return !plain->wrap->is_full && !plain->wrap->is_cancelled;
}

/* Does the first line have less room than those behind it (a long bullet)? */
static bool is_short(const struct plain *plain, uint32_t room)
{
    const struct margin *const margin = plain->block->margin;
    return plain->wrap->width - (margin ? margin->total_cells : 0) > (int)room;
}

/* ---- paragraphs */

/* Blanks hang over the end of a line. None are at the block's end. */
static uint32_t behind_blanks(const char *text, uint32_t at)
{
    while (text[at] == ' ')
        at++;
    return at;
}

static bool may_end(const struct plain *plain, uint32_t at)
{
    return plain->breaks ? plain->breaks[at] == TEXT_BREAK_ALLOWED
                         : text_may_break(plain->block->text, at);
}

/* Where the line that begins at `start` is full. */
static uint32_t full_at(const struct plain *plain, uint32_t start, uint32_t room)
{
    const struct block *const block = plain->block;
    const uint32_t len = block->len - start;
    const size_t fits = block->is_plain ? room : text_even_fit(block->text + start, len, (int)room);
    return fits < len ? behind_blanks(block->text, start + (uint32_t)fits) : block->len;
}

/* Where the line ends at a chance; `start` itself: nowhere. */
static uint32_t line_end(const struct plain *plain, uint32_t start, uint32_t room)
{
    uint32_t at = full_at(plain, start, room);
    if (at < plain->block->len)
        while (at > start && !may_end(plain, at))
            at--;
    return at;
}

/* The same for a word that is wider than the line: a character has it for itself if it must. */
static uint32_t torn_end(const struct plain *plain, uint32_t start, uint32_t room)
{
    const char *const text = plain->block->text;
    uint32_t end = full_at(plain, start, room);
    if (end > start)
        return end;
    do
        end++;
    while (((unsigned char)text[end] & 0xC0) == 0x80);
    return behind_blanks(text, end);
}

static void wrap_paragraph(struct plain *plain, bool is_right_to_left)
{
    struct wrap *const wrap = plain->wrap;
    const struct block *const block = plain->block;
    uint32_t start = 0;
    while (start < block->len && may_go_on(plain)) {
        uint32_t room = open_line(plain, start);
        uint32_t end = line_end(plain, start, room);
        if (end == start && is_short(plain, room)) { // a bullet takes the line for itself
            if (is_right_to_left)
                wrap_push_right(wrap, wrap->sink->runs.count);
            wrap_end_line(wrap);
            room = open_line(plain, start);
            end = line_end(plain, start, room);
        }
        if (end == start)
            end = torn_end(plain, start, room);
        const size_t first_run = wrap->sink->runs.count;
        write_runs(plain, start, end);
        wrap_trim_blanks(wrap->sink, first_run);
        if (is_right_to_left)
            wrap_push_right(wrap, first_run);
        wrap_end_line(wrap);
        start = end;
    }
}

void wrap_even(struct wrap *wrap, const struct block *block, const unsigned char *breaks,
               bool is_right_to_left)
{
    struct plain plain = {.wrap = wrap, .block = block, .breaks = breaks};
    wrap_paragraph(&plain, is_right_to_left);
}

/* ---- preformatted text */

/* One line of it: [start, end). */
static void wrap_pre_line(struct plain *plain, uint32_t start, uint32_t end)
{
    uint32_t room = open_line(plain, start);
    if (end - start > room && is_short(plain, room)) {
        wrap_end_line(plain->wrap);
        room = open_line(plain, start);
    }
    while (end - start > room && may_go_on(plain)) {
        const uint32_t cut = start + (uint32_t)wrap_cut_at_blank(plain->block->text + start, room);
        write_runs(plain, start, cut);
        wrap_end_line(plain->wrap);
        start = cut;
        room = open_line(plain, start);
    }
    write_runs(plain, start, end);
    wrap_end_line(plain->wrap);
}

static void wrap_pre(struct plain *plain)
{
    const struct block *const block = plain->block;
    uint32_t start = 0;
    while (start < block->len && may_go_on(plain)) {
        const char *const feed = memchr(block->text + start, '\n', block->len - start);
        const uint32_t end = feed ? (uint32_t)(feed - block->text) : block->len;
        wrap_pre_line(plain, start, end);
        start = end + 1;
    }
}

void wrap_plain(struct wrap *wrap, const struct block *block)
{
    struct plain plain = {.wrap = wrap, .block = block};
    if (block->kind == BLOCK_PRE)
        wrap_pre(&plain);
    else
        wrap_paragraph(&plain, false);
}

/* ---- measuring */

static void widen(int *most, uint32_t cells)
{
    if ((int)cells > *most)
        *most = (int)cells;
}

static uint32_t without_blanks(const char *text, uint32_t start, uint32_t end)
{
    while (end > start && text[end - 1] == ' ')
        end--;
    return end;
}

void plain_measure(const struct block *block, int *least, int *most)
{
    const char *const text = block->text;
    *least = *most = 0;
    uint32_t start = 0;
    if (block->kind == BLOCK_PRE) {
        for (uint32_t at = 0; at <= block->len; at++) {
            if (at < block->len && text[at] != '\n')
                continue;
            widen(most, without_blanks(text, start, at) - start);
            start = at + 1;
        }
        *least = *most;
        return;
    }
    for (uint32_t at = 1; at < block->len; at++) {
        if (!text_may_break(text, at))
            continue;
        widen(least, without_blanks(text, start, at) - start);
        start = at;
    }
    widen(least, block->len - start);
    widen(most, block->len);
}
