/*
 * What lists have in common: a cursor, the first shown row, and how motions move them.
 */
#ifndef UI_PANES_LIST_H
#define UI_PANES_LIST_H

#include <stddef.h>

#include "ui/internal.h"

/* How far a motion goes on a page of that many lines; FIRST and LAST go past every edge. */
long long list_distance(enum motion motion, int count, int page_lines);

/* `at` moved by that, kept within 0 and `last`. */
size_t list_moved(size_t at, long long by, size_t last);

/* Show where the cursor stands: the whole line where the keys go, a mark at its edge elsewhere. */
void list_draw_cursor(const struct pane *pane, struct canvas *canvas, struct rect line);

/* Paragraphs of words where nothing else is: wrapped, with room around; keys_fill() fills them. */
void list_draw_empty(const struct pane *pane, struct canvas *canvas, struct rect body,
                     const char *words);

#endif
