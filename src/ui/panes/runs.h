/*
 * Lines of a layout on a canvas: roles of the layout become roles of the theme.
 */
#ifndef UI_PANES_RUNS_H
#define UI_PANES_RUNS_H

#include "layout/layout.h"
#include "ui/canvas.h"

void runs_draw(struct canvas *canvas, struct rect clip, int x, int y,
               const struct layout_line *line);

#endif
