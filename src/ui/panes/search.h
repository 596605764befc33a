/*
 * Words searched in a laid out text: letters count as people read them (case and marks aside), and
 * the end of a line counts as a blank, so that a phrase is found across it.
 */
#ifndef UI_PANES_SEARCH_H
#define UI_PANES_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/vec.h"
#include "layout/layout.h"
#include "ui/canvas.h"

/* A piece of a hit on one line. */
struct search_hit {
    size_t line;
    int x; // cells from the line's start
    int cells;
    size_t number; // of the hit it belongs to
};

struct search {
    struct str words; // folded; empty: nothing is searched
    struct vec hits;  // struct search_hit, in the order of the text
    size_t current;   // number of the hit that is looked at
    size_t count;     // hits
};

void search_init(struct search *search);
void search_release(struct search *search);

/* Nothing is searched any more. */
void search_clear(struct search *search);
void search_set(struct search *search, const char *words);

/* Find the hits in a layout (NULL: none). */
void search_run(struct search *search, const struct layout *layout);

/* Look at the first hit at or behind a line, else the first; false when there is none. */
bool search_start(struct search *search, size_t line);

/* The next, the one before, around the ends; false when there is none. */
bool search_step(struct search *search, int by);
const struct search_hit *search_current(const struct search *search);

/* Mark the hits of a line that is drawn. */
void search_draw(const struct search *search, struct canvas *canvas, struct rect clip, size_t line,
                 int x, int y);

#endif
