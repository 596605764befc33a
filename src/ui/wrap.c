#include "ui/wrap.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/breaks.h"
#include "text/cells.h"

static void add_line(struct vec *lines, const char *text, size_t start, size_t end)
{
    size_t shown = end;
    while (shown > start && text[shown - 1] == ' ')
        shown--;
    struct wrap_line *const line = vec_push(lines);
    *line = (struct wrap_line){.start = start, .len = shown - start, .end = end};
}

/* Where the line that begins at `start` ends, before `end`; blanks may hang over the edge. */
static size_t line_end(const char *text, const unsigned char *breaks, size_t start, size_t end,
                       int width)
{
    size_t at = start;
    size_t chance = start;
    int used = 0;
    while (at < end) {
        if (at > start && breaks[at] != TEXT_BREAK_NONE)
            chance = at;
        int cells = 0;
        const size_t step = text_cluster(text + at, end - at, &cells);
        if (used + cells > width && text[at] != ' ')
            break;
        used += cells;
        at += step;
    }
    if (at >= end)
        return end;
    if (chance > start)
        return chance;
    // A word that is wider than the line is cut; a cluster that is wider gets a line of its own.
    int cells = 0;
    return at > start ? at : at + text_cluster(text + at, end - at, &cells);
}

static void wrap_paragraph(const char *text, const unsigned char *breaks, size_t start, size_t end,
                           int width, struct vec *lines)
{
    if (start == end)
        add_line(lines, text, start, end);
    while (start < end) {
        const size_t stop = line_end(text, breaks, start, end, width);
        add_line(lines, text, start, stop);
        start = stop;
    }
}

void wrap_text(const char *text, size_t len, int width_cells, struct vec *lines)
{
    const int width = width_cells > 0 ? width_cells : 1;
    unsigned char *const breaks = mem_zalloc(len + 1);
    text_breaks(text, len, breaks);
    size_t start = 0;
    for (;;) {
        const char *const feed = memchr(text + start, '\n', len - start);
        const size_t end = feed ? (size_t)(feed - text) : len;
        wrap_paragraph(text, breaks, start, end, width, lines);
        if (!feed)
            break;
        start = end + 1;
    }
    free(breaks);
}

int wrap_count(const char *text, int width_cells)
{
    struct vec lines;
    vec_init(&lines, sizeof(struct wrap_line));
    wrap_text(text, strlen(text), width_cells, &lines);
    const int count = (int)lines.count;
    vec_release(&lines);
    return count;
}
