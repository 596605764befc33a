/*
 * What was said in the last line, newest at the end.
 */
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "base/time.h"
#include "ui/panes/list.h"
#include "ui/panes/panes.h"

struct log_pane {
    struct pane pane;
    size_t up; // lines from the end
};

static size_t most_up(const struct pane *pane)
{
    const size_t height = pane->body.height > 0 ? (size_t)pane->body.height : 1;
    return pane->ui->notices.count > height ? pane->ui->notices.count - height : 0;
}

static void log_move(struct pane *pane, enum motion motion, int count)
{
    struct log_pane *const self = (struct log_pane *)pane;
    self->up =
        list_moved(self->up, -list_distance(motion, count, pane->body.height), most_up(pane));
}

static void log_scroll(struct pane *pane, int lines)
{
    struct log_pane *const self = (struct log_pane *)pane;
    self->up = list_moved(self->up, -lines, most_up(pane));
}

static void log_update(struct pane *pane)
{
    struct log_pane *const self = (struct log_pane *)pane;
    if (self->up > most_up(pane))
        self->up = most_up(pane);
}

static void log_title(const struct pane *pane, struct str *left, struct str *right)
{
    (void)pane;
    str_add(left, _("LOG"));
    str_add(right, _("q leaves"));
}

static void log_draw(const struct pane *pane, struct canvas *canvas)
{
    const struct log_pane *const self = (const struct log_pane *)pane;
    const struct ui *const ui = pane->ui;
    if (ui->notices.count == 0) {
        list_draw_empty(pane, canvas, pane->body, _("Nothing was said yet."));
        return;
    }
    const size_t first = most_up(pane) - self->up;
    for (int y = 0; y < pane->body.height && first + (size_t)y < ui->notices.count; y++) {
        const struct notice *const notice = vec_at(&ui->notices, first + (size_t)y);
        const struct rect line = {pane->body.x, pane->body.y + y, pane->body.width, 1};
        const struct canvas_pen dim = {.clip = line, .role = THEME_DIM};
        const struct canvas_pen pen = {.clip = line, .role = notice->role};
        char clock[32];
        time_format_local(notice->said_ms, "%H:%M:%S", clock, sizeof(clock));
        const int x = canvas_add(canvas, &dim, line.x + 1, line.y, clock) + 2;
        canvas_text_in(canvas, &pen, x, line.y, line.x + line.width - x - 1, notice->text);
    }
}

const struct pane_class log_class = {
    .name = "log",
    .size = sizeof(struct log_pane),
    .update = log_update,
    .title = log_title,
    .draw = log_draw,
    .move = log_move,
    .scroll = log_scroll,
};
