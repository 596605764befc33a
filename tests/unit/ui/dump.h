/*
 * A canvas as text, for comparing.
 */
#ifndef TESTS_UNIT_UI_DUMP_H
#define TESTS_UNIT_UI_DUMP_H

#include "base/str.h"
#include "ui/canvas.h"

/* All rows, each with a line feed, appended. */
static inline void dump_canvas(const struct canvas *canvas, struct str *out)
{
    for (int y = 0; y < canvas->height; y++) {
        canvas_row_text(canvas, y, out);
        str_add_char(out, '\n');
    }
}

/* What every canvas has to be: no control character, right halves behind wide cells only. */
static inline const char *dump_fault(const struct canvas *canvas)
{
    for (int y = 0; y < canvas->height; y++) {
        for (int x = 0; x < canvas->width; x++) {
            const struct canvas_cell *const cell = canvas_cell_at(canvas, x, y);
            const bool has_half = x + 1 < canvas->width && cell[1].cells == 0;
            if (cell->cells == 2 && !has_half)
                return "a wide cell without its right half";
            if (cell->cells == 1 && has_half)
                return "a right half without its wide cell";
            if (cell->cells > 0 && cell->start[0] == '\0')
                return "an empty cell";
            char cluster[CANVAS_CLUSTER_BYTES];
            for (const char *c = canvas_cluster(canvas, x, y, cluster); *c; c++)
                if ((unsigned char)*c < 0x20 || *c == 0x7F)
                    return "a control character";
        }
    }
    return NULL;
}

#endif
