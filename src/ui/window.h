/*
 * The screen cut into panes: a tree of columns and rows. Between neighbours stays one cell for the
 * frame. Two passes: everybody gets its minimum first (a fixed size is one), then the rest goes by
 * weight.
 *
 *     struct window_tree tree;
 *     window_init(&tree, WINDOW_COLUMNS);
 *     window_add(&tree, 0, &(struct window){.pane = PANE_FEEDS, .fixed = 24});
 *     const int right = window_add(&tree, 0, &(struct window){.kind = WINDOW_ROWS, .weight = 1});
 *     …
 *     window_arrange(&tree, area);
 */
#ifndef UI_WINDOW_H
#define UI_WINDOW_H

#include <stdbool.h>

#include "base/attributes.h"
#include "ui/canvas.h"

enum window_kind { WINDOW_PANE, WINDOW_COLUMNS, WINDOW_ROWS };

enum { WINDOW_LIMIT = 16 };

struct window {
    enum window_kind kind;
    int pane;    // of a WINDOW_PANE
    int parent;  // index; filled by window_add()
    int fixed;   // cells; 0: by weight
    int minimum; // cells
    int weight;
    struct rect area; // filled by window_arrange()
};

struct window_tree {
    struct window nodes[WINDOW_LIMIT]; // parents before children; 0 is the root
    int count;
};

void window_init(struct window_tree *tree, enum window_kind kind) ATTR_NONNULL;

/* Add a child; its index. */
int window_add(struct window_tree *tree, int parent, const struct window *window) ATTR_NONNULL;

void window_arrange(struct window_tree *tree, struct rect area) ATTR_NONNULL;

/* The window of a pane, or NULL when it is not on the screen. */
const struct window *window_of(const struct window_tree *tree, int pane) ATTR_NONNULL;

/* The pane at a place; -1: none (a frame). */
int window_pane_at(const struct window_tree *tree, int x, int y) ATTR_NONNULL;

/* The window whose far edge (right or lower) is the frame at a place; its index, -1: none. */
int window_edge_at(const struct window_tree *tree, int x, int y) ATTR_NONNULL;

/* How large it may become: what its neighbour behind can spare. */
int window_most(const struct window_tree *tree, int index) ATTR_NONNULL;

/* Draw the frame's lines between neighbours, joined where they meet. */
void window_draw_frames(const struct window_tree *tree, struct canvas *canvas,
                        bool uses_ascii) ATTR_NONNULL;

#endif
