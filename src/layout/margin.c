/*
 * What stands left of the text. Margins are measured once, when their first line is written: how
 * far in depends on the width. One that would leave too little room is squeezed: a bullet stands on
 * its first line only, blanks and bars not at all.
 */
#include <string.h>

#include "base/limits.h"
#include "layout/internal.h"
#include "text/cells.h"

/* The room that margins leave, if the width has it. */
enum { ROOM_LEAST = 12 };

const char *layout_blanks(struct layout *layout)
{
    if (!layout->blanks) {
        char *const blanks = arena_alloc(&layout->arena, LIMIT_WIDTH_CELLS + 1);
        memset(blanks, ' ', LIMIT_WIDTH_CELLS);
        blanks[LIMIT_WIDTH_CELLS] = '\0';
        layout->blanks = blanks;
    }
    return layout->blanks;
}

static const char *bar_of(const struct wrap *wrap)
{
    return wrap->options->uses_ascii ? "| " : "\u2502 ";
}

static void measure_one(struct wrap *wrap, struct margin *margin)
{
    const struct margin *const parent = margin->parent;
    const int before = parent ? parent->total_cells : 0;
    margin->is_measured = true;
    margin->is_squeezed = wrap->width - before - margin->cells < ROOM_LEAST;
    margin->total_cells = before + (margin->is_squeezed ? 0 : margin->cells);
    margin->has_bar = (parent && parent->has_bar) || (margin->is_bar && !margin->is_squeezed);
    if (margin->is_squeezed && parent) {
        margin->text = parent->text;
        margin->text_len = parent->text_len;
        return;
    }
    if (!margin->has_bar) {
        margin->text = layout_blanks(wrap->layout);
        margin->text_len = (size_t)margin->total_cells;
        return;
    }
    const char *const own = margin->is_bar ? bar_of(wrap) : "";
    const size_t own_len = margin->is_bar ? strlen(own) : 0;
    const size_t blanks = margin->is_bar ? 0 : (size_t)margin->cells;
    const size_t outer = parent ? parent->text_len : 0;
    char *const text = arena_alloc(wrap->arena, outer + own_len + blanks + 1);
    if (outer)
        memcpy(text, parent->text, outer);
    memcpy(text + outer, own, own_len);
    memset(text + outer + own_len, ' ', blanks);
    margin->text_len = outer + own_len + blanks;
    text[margin->text_len] = '\0';
    margin->text = text;
}

void margin_measure(struct wrap *wrap, struct margin *margin)
{
    enum { DEPTH_MOST = LIMIT_HTML_DEPTH * 2 };
    struct margin *chain[DEPTH_MOST];
    int count = 0;
    for (; margin && !margin->is_measured && count < DEPTH_MOST; margin = margin->parent)
        chain[count++] = margin;
    while (count > 0)
        measure_one(wrap, chain[--count]);
}

/* The outermost margin whose first line is still to be written; NULL: there is none. */
static struct margin *first_unshown(struct margin *margin)
{
    struct margin *found = NULL;
    for (; margin; margin = margin->parent)
        if (!margin->is_shown)
            found = margin;
    return found;
}

static struct margin *child_towards(struct margin *leaf, const struct margin *parent)
{
    while (leaf && leaf->parent != parent)
        leaf = leaf->parent;
    return leaf;
}

static void write_part(struct wrap *wrap, const char *text, size_t len, int cells, uint8_t role)
{
    const struct span look = {.role = role};
    if (cells > 0)
        wrap_run(wrap, text, len, cells, &look);
}

/* One margin on its first line; how many cells it took. */
static int write_first(struct wrap *wrap, struct margin *margin, int used)
{
    const bool is_first = !margin->is_shown;
    margin->is_shown = true;
    if (is_first && used + margin->first_cells < wrap->width) {
        write_part(wrap, margin->first, strlen(margin->first), margin->first_cells, margin->role);
        const int rest = margin->is_squeezed ? 0 : margin->cells - margin->first_cells;
        write_part(wrap, layout_blanks(wrap->layout), (size_t)(rest > 0 ? rest : 0), rest,
                   LAYOUT_TEXT);
        return margin->first_cells + (rest > 0 ? rest : 0);
    }
    if (margin->is_squeezed)
        return 0;
    if (margin->is_bar)
        write_part(wrap, bar_of(wrap), strlen(bar_of(wrap)), margin->cells, LAYOUT_QUOTE_BAR);
    else
        write_part(wrap, layout_blanks(wrap->layout), (size_t)margin->cells, margin->cells,
                   LAYOUT_TEXT);
    return margin->cells;
}

int margin_write(struct wrap *wrap, struct margin *margin)
{
    if (!margin)
        return 0;
    margin_measure(wrap, margin);
    struct margin *next = first_unshown(margin);
    const struct margin *const done = next ? next->parent : margin;
    int used = 0;
    if (done && done->total_cells) {
        write_part(wrap, done->text, done->text_len, done->total_cells,
                   done->has_bar ? LAYOUT_QUOTE_BAR : LAYOUT_TEXT);
        used = done->total_cells;
    }
    while (next) {
        used += write_first(wrap, next, used);
        next = next == margin ? NULL : child_towards(margin, next);
    }
    return used;
}
