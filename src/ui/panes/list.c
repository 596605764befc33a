#include "ui/panes/list.h"

#include <string.h>

#include "ui/wrap.h"

enum { FAR = 1 << 30 };

long long list_distance(enum motion motion, int count, int page_lines)
{
    const long long page = page_lines > 1 ? page_lines - 1 : 1;
    const long long half = page_lines > 3 ? page_lines / 2 : 1;
    switch (motion) {
    case MOTION_DOWN:
        return count;
    case MOTION_UP:
        return -(long long)count;
    case MOTION_PAGE_DOWN:
        return page * count;
    case MOTION_PAGE_UP:
        return -page * count;
    case MOTION_HALF_DOWN:
        return half * count;
    case MOTION_HALF_UP:
        return -half * count;
    case MOTION_FIRST:
        return -FAR;
    default:
        return FAR;
    }
}

size_t list_moved(size_t at, long long by, size_t last)
{
    if (by < 0)
        return (size_t)-by > at ? 0 : at - (size_t)-by;
    return (size_t)by > last || at + (size_t)by > last ? last : at + (size_t)by;
}

void list_draw_cursor(const struct pane *pane, struct canvas *canvas, struct rect line)
{
    const struct ui *const ui = pane->ui;
    if (ui->panes[ui->focus] == pane) {
        canvas_restyle(canvas, line, THEME_CURSOR);
        if (!canvas->has_caret)
            canvas_put_cursor(canvas, line.x, line.y, false);
        return;
    }
    const struct canvas_pen pen = {.clip = line, .role = THEME_CURSOR_IDLE};
    canvas_add(canvas, &pen, line.x, line.y, ui->uses_ascii ? ">" : "▌");
}

void list_draw_empty(const struct pane *pane, struct canvas *canvas, struct rect body,
                     const char *words)
{
    enum { WORDS_BYTES = 4096 };
    const struct canvas_pen pen = {.clip = body, .role = THEME_EMPTY};
    const int width = body.width - 4 < 60 ? body.width - 4 : 60;
    struct str text;
    struct vec lines;
    str_init(&text, WORDS_BYTES);
    vec_init(&lines, sizeof(struct wrap_line));
    keys_fill(pane->ui, pane->class->name, words, &text);
    wrap_text(text.data, text.len, width, &lines);
    const int top = body.y + (body.height > 8 ? 1 : 0);
    for (size_t i = 0; i < lines.count; i++) {
        const struct wrap_line *const line = vec_at(&lines, i);
        canvas_text(canvas, &pen, body.x + 2, top + (int)i, text.data + line->start, line->len);
    }
    vec_release(&lines);
    str_release(&text);
}
