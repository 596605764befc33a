/*
 * The feeds as they are drawn: a row a choice, its unread articles or its fault at the right.
 */
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "ui/panes/feeds.h"
#include "ui/panes/list.h"
#include "ui/panes/panes.h"

void feeds_title(const struct pane *pane, struct str *left, struct str *right)
{
    str_add(left, _("FEEDS"));
    if (((const struct feeds_pane *)pane)->hides_read)
        str_add(right, _("unread only"));
}

static enum theme_role role_of(const struct row *row)
{
    if (row->error)
        return THEME_FEED_ERROR;
    if (row->unread > 0)
        return THEME_FEED_UNREAD;
    return row->kind == ROW_FOLDER ? THEME_FEED_FOLDER : THEME_FEED;
}

static const char *sign_of(const struct ui *ui, const struct row *row)
{
    if (row->kind != ROW_FOLDER)
        return "";
    if (ui->uses_ascii)
        return row->is_folded ? "+" : "-";
    return row->is_folded ? "▸" : "▾";
}

/* Of an address that stands for a title, what tells it from others comes first. */
static const char *shown_label(const struct row *row)
{
    const char *const scheme = row->kind == ROW_FEED ? strstr(row->label, "://") : NULL;
    const bool is_address = scheme && !memchr(row->label, ' ', (size_t)(scheme - row->label));
    return is_address ? scheme + 3 : row->label;
}

static void draw_row(const struct feeds_pane *self, struct canvas *canvas, const struct row *row,
                     struct rect line)
{
    const struct canvas_pen pen = {.clip = line, .role = role_of(row)};
    const struct canvas_pen dim = {.clip = line, .role = THEME_DIM};
    const struct canvas_pen count = {.clip = line, .role = THEME_FEED_COUNT};
    char number[24] = "";
    const char *const sign = row->error ? "!" : "";
    if (row->unread > 0)
        snprintf(number, sizeof(number), "%s%s%lld", sign, row->error ? " " : "",
                 (long long)row->unread);
    else
        snprintf(number, sizeof(number), "%s", sign);
    const int number_x = line.x + line.width - (int)strlen(number) - 1;
    // What stands in no folder stands where the folders do.
    const int x = line.x + (row->kind == ROW_FOLDER             ? 3
                            : row->kind == ROW_FEED && row->tag ? 4
                                                                : 1);
    canvas_add(canvas, &dim, line.x + 1, line.y, sign_of(self->pane.ui, row));
    canvas_text_in(canvas, &pen, x, line.y, number_x - x - 1, shown_label(row));
    canvas_add(canvas, &count, number_x, line.y, number);
}

static const char *first_start(const struct feeds_pane *self)
{
    return self->has_newsboat ? _("No feeds yet.\n\n"
                                  "{add}  adds one: its address, or its site's\n\n"
                                  "{import}  imports newsboat's urls, which are here\n\n"
                                  "{sample}  shows the sample newspaper\n")
                              : _("No feeds yet.\n\n"
                                  "{add}  adds one: its address, or its site's\n\n"
                                  "{import}  imports an OPML list, or newsboat's urls\n\n"
                                  "{sample}  shows the sample newspaper\n");
}

void feeds_draw(const struct pane *pane, struct canvas *canvas)
{
    const struct feeds_pane *const self = (const struct feeds_pane *)pane;
    const struct rect body = pane->body;
    int y = 0;
    for (; y < body.height && self->top + (size_t)y < self->rows.count; y++) {
        const size_t index = self->top + (size_t)y;
        const struct rect line = {body.x, body.y + y, body.width, 1};
        draw_row(self, canvas, vec_at(&self->rows, index), line);
        if (index == self->cursor)
            list_draw_cursor(pane, canvas, line);
    }
    if (self->feeds.count == 0)
        list_draw_empty(pane, canvas, rect_cut(body, 0, y, 0, 0), first_start(self));
}
