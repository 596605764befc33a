#include "ui/panes/runs.h"

#include "app/looks.h"

/* A block of code has a paper of its own, up to the width of the text. */
static void fill(struct canvas *canvas, struct rect clip, int x, int y, int cells)
{
    const struct canvas_pen pen = {.clip = clip, .role = THEME_PRE};
    for (int i = 0; i < cells; i++)
        canvas_text(canvas, &pen, x + i, y, " ", 1);
}

void runs_draw(struct canvas *canvas, struct rect clip, int x, int y, int width,
               const struct layout_line *line)
{
    if (line->fill_from >= 0)
        fill(canvas, clip, x + line->fill_from, y, width - line->fill_from);
    for (uint32_t i = 0; i < line->count; i++) {
        const struct layout_run *const run = &line->runs[i];
        const struct canvas_pen pen = {
            .clip = clip, .role = looks_role(run), .marks = (uint8_t)looks_marks(run)};
        canvas_text(canvas, &pen, x, y, run->text, run->len);
        x += run->cells;
    }
}

uint32_t runs_link_at(const struct layout_line *line, int x)
{
    int at = 0;
    for (uint32_t i = 0; i < line->count; i++) {
        const int end = at + line->runs[i].cells;
        if (x >= at && x < end)
            return line->runs[i].link;
        at = end;
    }
    return 0;
}
