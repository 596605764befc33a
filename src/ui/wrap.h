/*
 * Plain text in lines of a width: titles, messages, the editor. Articles go through layout/.
 */
#ifndef UI_WRAP_H
#define UI_WRAP_H

#include <stddef.h>

#include "base/attributes.h"
#include "base/vec.h"

struct wrap_line {
    size_t start;
    size_t len; // shown bytes, without blanks at the end
    size_t end; // where the line ends, blanks counted, line feed not
};

/* Append the lines (struct wrap_line) of `text`; at least one, also for an empty text. */
void wrap_text(const char *text, size_t len, int width_cells, struct vec *lines) ATTR_NONNULL;

/* How many lines that gives. */
int wrap_count(const char *text, int width_cells) ATTR_NONNULL;

#endif
