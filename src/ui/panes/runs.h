/*
 * Lines of a layout on a canvas: roles of the layout become roles of the theme.
 */
#ifndef UI_PANES_RUNS_H
#define UI_PANES_RUNS_H

#include <stdint.h>

#include "layout/layout.h"
#include "ui/canvas.h"

/* `width` of the text: code is filled up to it. */
void runs_draw(struct canvas *canvas, struct rect clip, int x, int y, int width,
               const struct layout_line *line);

/* The number of the link at a cell of the line; 0: none. */
uint32_t runs_link_at(const struct layout_line *line, int x);

#endif
