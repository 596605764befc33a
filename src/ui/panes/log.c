/*
 * What was said in the last line, newest at the end.
 */
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "base/time.h"
#include "ui/panes/list.h"
#include "ui/panes/panes.h"
#include "ui/wrap.h"

enum { CLOCK_X = 1, WORDS_X = 11 };

struct log_pane {
    struct pane pane;
    size_t up; // lines from the end
};

static int words_cells(const struct pane *pane)
{
    const int cells = pane->body.width - WORDS_X - 1;
    return cells > 1 ? cells : 1;
}

static size_t line_count(const struct pane *pane)
{
    size_t count = 0;
    for (size_t i = 0; i < pane->ui->notices.count; i++) {
        const struct notice *const notice = vec_at(&pane->ui->notices, i);
        count += (size_t)wrap_count(notice->text, words_cells(pane));
    }
    return count;
}

static size_t most_up(const struct pane *pane)
{
    const size_t height = pane->body.height > 0 ? (size_t)pane->body.height : 1;
    const size_t count = line_count(pane);
    return count > height ? count - height : 0;
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

/* From this line of the body downwards, which may begin above it; the line behind. */
static int draw_notice(const struct pane *pane, struct canvas *canvas, const struct notice *notice,
                       int y)
{
    const struct canvas_pen dim = {.clip = pane->body, .role = THEME_DIM};
    const struct canvas_pen pen = {.clip = pane->body, .role = notice->role};
    const int x = pane->body.x;
    char clock[32];
    struct vec lines;
    vec_init(&lines, sizeof(struct wrap_line));
    wrap_text(notice->text, strlen(notice->text), words_cells(pane), &lines);
    time_format_local(notice->said_ms, "%H:%M:%S", clock, sizeof(clock));
    canvas_add(canvas, &dim, x + CLOCK_X, y, clock);
    for (size_t i = 0; i < lines.count; i++) {
        const struct wrap_line *const line = vec_at(&lines, i);
        canvas_text(canvas, &pen, x + WORDS_X, y++, notice->text + line->start, line->len);
    }
    vec_release(&lines);
    return y;
}

static void log_draw(const struct pane *pane, struct canvas *canvas)
{
    const struct log_pane *const self = (const struct log_pane *)pane;
    const struct ui *const ui = pane->ui;
    if (ui->notices.count == 0) {
        list_draw_empty(pane, canvas, pane->body, _("Nothing was said yet."));
        return;
    }
    int y = pane->body.y - (int)(most_up(pane) - self->up);
    for (size_t i = 0; i < ui->notices.count && y < pane->body.y + pane->body.height; i++)
        y = draw_notice(pane, canvas, vec_at(&ui->notices, i), y);
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
