/*
 * A text that is typed: one line (the prompt, a field) or several (the body of a reply). The cursor
 * is a byte offset at a cluster's edge.
 */
#ifndef UI_EDITOR_H
#define UI_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/str.h"
#include "ui/canvas.h"

enum { EDITOR_BYTES = 256 << 10 };

struct editor {
    struct str text;
    size_t at;
    bool is_multi_line;
    int width;  // of the last drawing, for moving up and down
    int scroll; // first shown line, or first shown cell of a single line
};

void editor_init(struct editor *editor, bool is_multi_line) ATTR_NONNULL;
void editor_release(struct editor *editor) ATTR_NONNULL;

/* Replace the text; the cursor stands at its end. */
void editor_set(struct editor *editor, const char *text) ATTR_NONNULL;

void editor_insert(struct editor *editor, const char *text, size_t len) ATTR_NONNULL;

/* A key: typed, moved, deleted. False when it is none of the editor's. */
bool editor_key(struct editor *editor, int key) ATTR_NONNULL;

/* Draw it into `area`; with `has_cursor` the canvas's cursor is set. */
void editor_draw(struct editor *editor, struct canvas *canvas, struct rect area,
                 enum theme_role role, bool has_cursor) ATTR_NONNULL;

#endif
