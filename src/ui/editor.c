#include "ui/editor.h"

#include <string.h>

#include "base/vec.h"
#include "config/keymap.h"
#include "text/cells.h"
#include "text/clean.h"
#include "ui/wrap.h"

void editor_init(struct editor *editor, bool is_multi_line)
{
    *editor = (struct editor){.is_multi_line = is_multi_line, .width = 80};
    str_init(&editor->text, EDITOR_BYTES);
}

void editor_release(struct editor *editor)
{
    str_release(&editor->text);
}

void editor_set(struct editor *editor, const char *text)
{
    str_clear(&editor->text);
    editor->at = 0;
    editor->scroll = 0;
    editor_insert(editor, text, strlen(text));
}

/* Put `insert` in place of `old_len` bytes at `at`. */
static void splice(struct editor *editor, size_t at, size_t old_len, const char *insert, size_t len)
{
    struct str rest;
    str_init(&rest, EDITOR_BYTES);
    str_append(&rest, editor->text.data + at + old_len, editor->text.len - at - old_len);
    str_cut(&editor->text, at);
    str_append(&editor->text, insert, len);
    editor->at = editor->text.len;
    str_append(&editor->text, rest.data, rest.len);
    editor->text.is_truncated = false;
    str_release(&rest);
}

void editor_insert(struct editor *editor, const char *text, size_t len)
{
    struct str clean;
    str_init(&clean, EDITOR_BYTES);
    text_clean_block(text, len, &clean);
    for (size_t i = 0; !editor->is_multi_line && i < clean.len; i++)
        if (clean.data[i] == '\n')
            clean.data[i] = ' ';
    splice(editor, editor->at, 0, clean.data, clean.len);
    str_release(&clean);
}

static size_t cluster_after(const struct editor *editor, size_t at)
{
    int cells = 0;
    return at + text_cluster(editor->text.data + at, editor->text.len - at, &cells);
}

/* Clusters can only be told from the front: begin at the line's start. */
static size_t cluster_before(const struct editor *editor, size_t at)
{
    size_t start = at;
    while (start > 0 && editor->text.data[start - 1] != '\n')
        start--;
    if (start == at)
        return at > 0 ? at - 1 : 0;
    size_t before = start;
    while (start < at) {
        before = start;
        start = cluster_after(editor, start);
    }
    return before;
}

static size_t word_before(const struct editor *editor, size_t at)
{
    while (at > 0 && ascii_is_space(editor->text.data[at - 1]))
        at--;
    while (at > 0 && !ascii_is_space(editor->text.data[at - 1]))
        at--;
    return at;
}

static size_t line_start(const struct editor *editor, size_t at)
{
    while (at > 0 && editor->text.data[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_stop(const struct editor *editor, size_t at)
{
    while (at < editor->text.len && editor->text.data[at] != '\n')
        at++;
    return at;
}

/* ---- lines as they are shown */

/* The line in which `at` stands. */
static size_t line_of(const struct vec *lines, size_t at)
{
    size_t found = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const struct wrap_line *const line = vec_at(lines, i);
        if (line->start <= at)
            found = i;
    }
    return found;
}

static void move_by_lines(struct editor *editor, int by)
{
    struct vec lines;
    vec_init(&lines, sizeof(struct wrap_line));
    wrap_text(editor->text.data, editor->text.len, editor->width, &lines);
    const size_t from = line_of(&lines, editor->at);
    const struct wrap_line *const old = vec_at(&lines, from);
    const int column = text_cells(editor->text.data + old->start, editor->at - old->start);
    const long long to = (long long)from + by;
    if (to < 0) {
        editor->at = 0;
    } else if (to >= (long long)lines.count) {
        editor->at = editor->text.len;
    } else {
        const struct wrap_line *const line = vec_at(&lines, (size_t)to);
        editor->at =
            line->start + text_fit(editor->text.data + line->start, line->len, column, NULL);
    }
    vec_release(&lines);
}

/* ---- keys */

static bool move_key(struct editor *editor, int key)
{
    switch (key) {
    case KEY_SPECIAL | KEY_LEFT_:
        editor->at = cluster_before(editor, editor->at);
        return true;
    case KEY_SPECIAL | KEY_RIGHT_:
        if (editor->at < editor->text.len)
            editor->at = cluster_after(editor, editor->at);
        return true;
    case KEY_SPECIAL | KEY_HOME_:
    case 1: // Ctrl-a
        editor->at = line_start(editor, editor->at);
        return true;
    case KEY_SPECIAL | KEY_END_:
    case 5: // Ctrl-e
        editor->at = line_stop(editor, editor->at);
        return true;
    case KEY_SPECIAL | KEY_UP_:
    case KEY_SPECIAL | KEY_DOWN_:
        if (editor->is_multi_line)
            move_by_lines(editor, key == (KEY_SPECIAL | KEY_UP_) ? -1 : 1);
        return editor->is_multi_line;
    case KEY_SPECIAL | KEY_PAGEUP_:
    case KEY_SPECIAL | KEY_PAGEDOWN_:
        if (editor->is_multi_line)
            move_by_lines(editor, key == (KEY_SPECIAL | KEY_PAGEUP_) ? -10 : 10);
        return editor->is_multi_line;
    default:
        return false;
    }
}

static void delete_to(struct editor *editor, size_t to)
{
    const size_t from = editor->at < to ? editor->at : to;
    const size_t end = editor->at < to ? to : editor->at;
    splice(editor, from, end - from, "", 0);
}

static bool delete_key(struct editor *editor, int key)
{
    switch (key) {
    case KEY_SPECIAL | KEY_BACKSPACE_:
        delete_to(editor, cluster_before(editor, editor->at));
        return true;
    case KEY_SPECIAL | KEY_DELETE_:
    case 4: // Ctrl-d
        if (editor->at < editor->text.len)
            delete_to(editor, cluster_after(editor, editor->at));
        return true;
    case 23: // Ctrl-w
        delete_to(editor, word_before(editor, editor->at));
        return true;
    case 21: // Ctrl-u
        delete_to(editor, line_start(editor, editor->at));
        return true;
    case 11: // Ctrl-k
        delete_to(editor, line_stop(editor, editor->at));
        return true;
    default:
        return false;
    }
}

bool editor_key(struct editor *editor, int key)
{
    if (move_key(editor, key) || delete_key(editor, key))
        return true;
    if (key == (KEY_SPECIAL | KEY_ENTER_) && editor->is_multi_line) {
        editor_insert(editor, "\n", 1);
        return true;
    }
    if (key & KEY_SPECIAL || key < ' ')
        return false;
    struct str typed;
    str_init(&typed, 8);
    str_add_code_point(&typed, (unsigned)key);
    editor_insert(editor, typed.data, typed.len);
    str_release(&typed);
    return true;
}

/* ---- drawing */

static void draw_single(struct editor *editor, struct canvas *canvas, const struct canvas_pen *pen,
                        bool has_cursor)
{
    const struct rect area = pen->clip;
    const int column = text_cells(editor->text.data, editor->at);
    if (column < editor->scroll)
        editor->scroll = column;
    if (column >= editor->scroll + area.width)
        editor->scroll = column - area.width + 1;
    canvas_text(canvas, pen, area.x - editor->scroll, area.y, editor->text.data, editor->text.len);
    if (!has_cursor)
        return;
    canvas_put_cursor(canvas, area.x + column - editor->scroll, area.y, true);
}

static void draw_multi(struct editor *editor, struct canvas *canvas, const struct canvas_pen *pen,
                       bool has_cursor)
{
    const struct rect area = pen->clip;
    struct vec lines;
    vec_init(&lines, sizeof(struct wrap_line));
    wrap_text(editor->text.data, editor->text.len, area.width, &lines);
    const int row = (int)line_of(&lines, editor->at);
    if (row < editor->scroll)
        editor->scroll = row;
    if (row >= editor->scroll + area.height)
        editor->scroll = row - area.height + 1;
    for (int y = 0; y < area.height && editor->scroll + y < (int)lines.count; y++) {
        const struct wrap_line *const line = vec_at(&lines, (size_t)(editor->scroll + y));
        canvas_text(canvas, pen, area.x, area.y + y, editor->text.data + line->start, line->len);
    }
    const struct wrap_line *const at = vec_at(&lines, (size_t)row);
    const int column = text_cells(editor->text.data + at->start, editor->at - at->start);
    vec_release(&lines);
    if (!has_cursor)
        return;
    canvas_put_cursor(canvas, area.x + (column < area.width ? column : area.width - 1),
                      area.y + row - editor->scroll, true);
}

void editor_draw(struct editor *editor, struct canvas *canvas, struct rect area,
                 enum theme_role role, bool has_cursor)
{
    canvas_fill(canvas, area, role);
    if (area.width <= 0 || area.height <= 0)
        return;
    editor->width = area.width;
    const struct canvas_pen pen = {.clip = area, .role = role};
    if (editor->is_multi_line)
        draw_multi(editor, canvas, &pen, has_cursor);
    else
        draw_single(editor, canvas, &pen, has_cursor);
}
