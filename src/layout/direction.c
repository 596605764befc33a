/*
 * Right-to-left paragraphs: in logical order, set at the right edge, with their margins at the
 * right of them.
 */
#include <string.h>

#include "layout/internal.h"
#include "text/utf8.h"

/* The direction of the first character that has one (UAX #9 P2, by ranges of scripts). */
static bool begins_right_to_left(const struct block *block)
{
    for (uint32_t at = 0; at < block->len;) {
        unsigned c;
        at += (uint32_t)text_next(block->text + at, block->len - at, &c);
        const bool is_right = (c >= 0x590 && c < 0x900) || (c >= 0xFB1D && c < 0xFE00) ||
                              (c >= 0xFE70 && c < 0xFF00) || (c >= 0x10800 && c < 0x11000) ||
                              (c >= 0x1E800 && c < 0x1F000) || c == 0x200F;
        const bool is_digit = c >= 0x660 && c < 0x66A;
        const bool is_left = (c < 0x80 && ascii_is_alpha((char)c)) ||
                             (c >= 0xAA && !(c >= 0x2000 && c < 0x2C00) && c != 0xAB && c != 0xBB &&
                              c != 0xB7 && !(c >= 0x3000 && c < 0x3020));
        if (is_right && !is_digit)
            return true;
        if (is_left && !is_digit)
            return false;
    }
    return false;
}

bool block_is_right_to_left(const struct block *block)
{
    if (block->kind != BLOCK_TEXT)
        return false;
    return block->direction == DIRECTION_AUTO ? begins_right_to_left(block)
                                              : block->direction == DIRECTION_RTL;
}

static bool is_alone(unsigned char c)
{
    return c < 0x80 && !ascii_is_alpha((char)c) && !ascii_is_digit((char)c);
}

/* How many bytes at the start stay in their order: a word, or one character. */
static size_t solid_len(const char *text, size_t len)
{
    size_t n = 1;
    if (is_alone((unsigned char)text[0]))
        return n;
    const bool is_word = (unsigned char)text[0] < 0x80;
    while (n < len &&
           (is_word ? !is_alone((unsigned char)text[n]) : ((unsigned char)text[n] & 0xC0) == 0x80))
        n++;
    return n;
}

/*
 * A margin's text as it stands right of the text: from its other end. The mark before a number
 * keeps terminals that order text by themselves from drawing it into the words.
 */
static void mirror(struct wrap *wrap, struct layout_run *run)
{
    static const char left_to_right[] = "\xE2\x80\x8E";
    const size_t mark = sizeof(left_to_right) - 1;
    char *const text = arena_alloc(&wrap->layout->texts, run->len + mark);
    size_t at = 0;
    for (size_t end = mark + run->len; at < run->len;) {
        const size_t step = solid_len(run->text + at, run->len - at);
        end -= step;
        memcpy(text + end, run->text + at, step);
        at += step;
    }
    memcpy(text, left_to_right, mark);
    const bool is_number = run->role == LAYOUT_BULLET && (unsigned char)run->text[0] < 0x80;
    run->text = is_number ? text : text + mark;
    run->len += is_number ? (uint32_t)mark : 0;
}

static bool is_blank(const struct layout_run *run)
{
    return strspn(run->text, " ") >= run->len;
}

static void reverse(struct layout_run *runs, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        const struct layout_run run = runs[i];
        runs[i] = runs[count - 1 - i];
        runs[count - 1 - i] = run;
    }
}

/* Put the margins, which are the runs from `start` to `first`, behind the text. */
static void turn_margins(struct wrap *wrap, size_t start, size_t first)
{
    struct layout_run *const runs = wrap->sink->runs.items;
    for (size_t i = start; i < first; i++)
        if (!is_blank(&runs[i]))
            mirror(wrap, &runs[i]);
    reverse(runs + start, wrap->sink->runs.count - start);
    reverse(runs + start, wrap->sink->runs.count - first);
}

static void insert_blanks(struct wrap *wrap, size_t at, int cells)
{
    const struct span look = {.role = LAYOUT_TEXT};
    wrap_run(wrap, layout_blanks(wrap->layout), (size_t)cells, cells, &look);
    struct layout_run *const runs = wrap->sink->runs.items;
    const size_t last = wrap->sink->runs.count - 1;
    const struct layout_run blanks = runs[last];
    memmove(runs + at + 1, runs + at, (last - at) * sizeof(*runs));
    runs[at] = blanks;
}

void wrap_push_right(struct wrap *wrap, size_t first_run)
{
    struct sink *const sink = wrap->sink;
    struct raw_line *const line = vec_at(&sink->lines, sink->lines.count - 1);
    const struct layout_run *const runs = sink->runs.items;
    int used = 0;
    for (size_t i = line->run_start; i < sink->runs.count; i++)
        used += runs[i].cells;
    line->is_right_to_left = true;
    turn_margins(wrap, line->run_start, first_run);
    if (used < wrap->width)
        insert_blanks(wrap, line->run_start, wrap->width - used);
}
