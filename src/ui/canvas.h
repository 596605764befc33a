/*
 * A canvas: an array of cells that panes draw on. A cell holds one cluster, its role (a theme says
 * how it looks), marks on top of the role's look, and the link it belongs to. A wide cluster has an
 * empty right half behind it. Nothing here knows a terminal, so a pane is tested by looking at a
 * canvas.
 *
 * Never true: a control character in a cell. Text is clean at the door; canvas_text() looks once
 * more.
 */
#ifndef UI_CANVAS_H
#define UI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/str.h"
#include "config/theme.h"

struct rect {
    int x;
    int y;
    int width;
    int height;
};

enum {
    CANVAS_CLUSTER_BYTES = 48, // longer clusters are cut at a code point
    CANVAS_START_BYTES = 4,
    CANVAS_REST_BYTES = CANVAS_CLUSTER_BYTES - CANVAS_START_BYTES,
};

/* Every frame fills and compares all cells, so they are small; the few clusters that find no room
 * in one have their rest beside the cells. */
struct canvas_cell {
    char start[CANVAS_START_BYTES]; // zeros behind the cluster's end; no zero: there is a rest
    uint8_t cells;                  // 1 or 2; 0: the right half of the cell before
    uint8_t role;                   // enum theme_role
    uint8_t marks;                  // THEME_BOLD …
    uint8_t code_points;
};

struct canvas {
    struct canvas_cell *cells;        // rows of `width`
    char (*rests)[CANVAS_REST_BYTES]; // one a cell; NULL: no cluster was that long
    int width;
    int height;
    int cursor_x; // where the keys go; -1: nowhere
    int cursor_y;
    bool has_caret;  // what is typed goes there: the cursor is shown
    bool uses_ascii; // of the sign for what was cut off
};

void canvas_init(struct canvas *canvas, int width, int height) ATTR_NONNULL;
void canvas_release(struct canvas *canvas) ATTR_NONNULL;

/* Another size; everything is blank afterwards. */
void canvas_resize(struct canvas *canvas, int width, int height) ATTR_NONNULL;

/* The terminal's cursor is there: shown where text is typed, else for those who follow it unseen.
 */
void canvas_put_cursor(struct canvas *canvas, int x, int y, bool has_caret) ATTR_NONNULL;

/* The cell at a place within the canvas. */
struct canvas_cell *canvas_cell_at(const struct canvas *canvas, int x, int y) ATTR_NONNULL;

/* Its cluster, which the buffer has room for; empty in a right half. The buffer is returned. */
const char *canvas_cluster(const struct canvas *canvas, int x, int y,
                           char buffer[CANVAS_CLUSTER_BYTES]) ATTR_NONNULL;

/* Of two canvases of one size: the first column from `x` on where a row is not the same; the width:
 * none. */
int canvas_difference(const struct canvas *a, const struct canvas *b, int x, int y) ATTR_NONNULL;
void canvas_copy_cell(struct canvas *to, const struct canvas *from, int x, int y) ATTR_NONNULL;

/* Blank cells of a role. What lies outside the canvas is left out, here and everywhere. */
void canvas_fill(struct canvas *canvas, struct rect area, enum theme_role role) ATTR_NONNULL;

/* Another role for what is drawn already (the row under the cursor). Marks stay. */
void canvas_restyle(struct canvas *canvas, struct rect area, enum theme_role role) ATTR_NONNULL;

/* How text is drawn. */
struct canvas_pen {
    struct rect clip;
    enum theme_role role;
    uint8_t marks;
};

/*
 * Draw text on one line from (x, y), as far as it lies within the pen's clip. A wide cluster that
 * the edge would cut becomes a blank.
 *
 * result   the column behind the text, also where the clip cut it
 */
int canvas_text(struct canvas *canvas, const struct canvas_pen *pen, int x, int y, const char *text,
                size_t len) ATTR_NONNULL;
int canvas_add(struct canvas *canvas, const struct canvas_pen *pen, int x, int y,
               const char *text) ATTR_NONNULL;

/* The same within `width` cells; what does not fit ends in an ellipsis. */
int canvas_text_in(struct canvas *canvas, const struct canvas_pen *pen, int x, int y, int width,
                   const char *text) ATTR_NONNULL;

/* A frame's line from (x, y) over `length` cells. */
void canvas_line_down(struct canvas *canvas, enum theme_role role, int x, int y, int length,
                      bool uses_ascii) ATTR_NONNULL;
void canvas_line_across(struct canvas *canvas, enum theme_role role, int x, int y, int length,
                        bool uses_ascii) ATTR_NONNULL;

/* The text of a row without trailing blanks, appended. For tests and the log. */
void canvas_row_text(const struct canvas *canvas, int y, struct str *out) ATTR_NONNULL;

bool rect_holds(struct rect area, int x, int y);
struct rect rect_cut(struct rect area, int left, int top, int right, int bottom);

#endif
