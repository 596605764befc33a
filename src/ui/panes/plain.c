#include "ui/panes/plain.h"

#include <string.h>

#include "ui/wrap.h"

enum { PLAIN_BYTES = 64 << 10 };

struct plain_line {
    size_t start;
    size_t len;
    enum theme_role role;
};

void plain_init(struct plain *plain)
{
    str_init(&plain->text, PLAIN_BYTES);
    vec_init(&plain->lines, sizeof(struct plain_line));
}

void plain_release(struct plain *plain)
{
    str_release(&plain->text);
    vec_release(&plain->lines);
}

void plain_clear(struct plain *plain)
{
    str_clear(&plain->text);
    vec_clear(&plain->lines);
}

void plain_add(struct plain *plain, enum theme_role role, const char *text, int width_cells)
{
    const size_t start = plain->text.len;
    str_add(&plain->text, text);
    struct vec lines;
    vec_init(&lines, sizeof(struct wrap_line));
    wrap_text(plain->text.data + start, plain->text.len - start, width_cells, &lines);
    for (size_t i = 0; i < lines.count; i++) {
        const struct wrap_line *const line = vec_at(&lines, i);
        *(struct plain_line *)vec_push(&plain->lines) =
            (struct plain_line){.start = start + line->start, .len = line->len, .role = role};
    }
    vec_release(&lines);
}

void plain_draw(const struct plain *plain, struct canvas *canvas, struct rect clip, size_t line,
                int x, int y)
{
    const struct plain_line *const drawn = vec_at(&plain->lines, line);
    const struct canvas_pen pen = {.clip = clip, .role = drawn->role};
    canvas_text(canvas, &pen, x, y, plain->text.data + drawn->start, drawn->len);
}
