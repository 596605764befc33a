/*
 * Lines of plain text with a role each: what stands above and below an article's text.
 */
#ifndef UI_PANES_PLAIN_H
#define UI_PANES_PLAIN_H

#include <stddef.h>

#include "base/str.h"
#include "base/vec.h"
#include "ui/canvas.h"

struct plain {
    struct str text;
    struct vec lines; // struct plain_line
};

void plain_init(struct plain *plain);
void plain_release(struct plain *plain);
void plain_clear(struct plain *plain);

/* Add a text, wrapped; "" is an empty line. */
void plain_add(struct plain *plain, enum theme_role role, const char *text, int width_cells);
void plain_draw(const struct plain *plain, struct canvas *canvas, struct rect clip, size_t line,
                int x, int y);

#endif
