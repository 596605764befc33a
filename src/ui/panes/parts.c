/*
 * What an article has beside its text, as a list: links by their numbers, headings,
 * pictures, what is attached. Opening a row leads there.
 */
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "layout/layout.h"
#include "text/cells.h"
#include "ui/panes/list.h"
#include "ui/panes/panes.h"

struct parts_pane {
    struct pane pane;
    enum parts_kind kind;
    size_t cursor;
    size_t top;
};

static const struct {
    const char *title;
    const char *none;
} kinds[] = {
    [PARTS_LINKS] = {N_("LINKS"), N_("This article has no links.")},
    [PARTS_HEADINGS] = {N_("HEADINGS"), N_("This article has no headings.")},
    [PARTS_PICTURES] = {N_("PICTURES"), N_("This article has no pictures.")},
    [PARTS_ENCLOSURES] = {N_("ATTACHED"), N_("Nothing is attached to this article.")},
};

static struct parts_pane *self_of(struct pane *pane)
{
    return (struct parts_pane *)pane;
}

static const struct parts_pane *const_self(const struct pane *pane)
{
    return (const struct parts_pane *)pane;
}

static const struct pane *reader_of(const struct parts_pane *self)
{
    return self->pane.ui->panes[PANE_ARTICLE];
}

static const struct feed_enclosure *enclosure_at(const struct parts_pane *self, size_t index)
{
    const struct store_text *const text = reader_text(reader_of(self));
    const struct feed_enclosure *attached = text ? text->enclosures : NULL;
    while (attached && index-- > 0)
        attached = attached->next;
    return attached;
}

static size_t row_count(const struct parts_pane *self)
{
    const struct layout *const layout = reader_layout(reader_of(self));
    size_t count = 0;
    if (self->kind == PARTS_ENCLOSURES)
        while (enclosure_at(self, count))
            count++;
    else if (layout)
        count = self->kind == PARTS_LINKS      ? layout_link_count(layout)
                : self->kind == PARTS_PICTURES ? layout_picture_count(layout)
                                               : layout_heading_count(layout);
    return count;
}

const char *parts_url(const struct pane *pane)
{
    const struct parts_pane *const self = const_self(pane);
    if (self->cursor >= row_count(self) || self->kind == PARTS_HEADINGS)
        return NULL;
    if (self->kind == PARTS_PICTURES)
        return layout_picture(reader_layout(reader_of(self)), self->cursor)->url;
    return self->kind == PARTS_LINKS ? reader_link(reader_of(self), (int)self->cursor + 1)
                                     : enclosure_at(self, self->cursor)->url;
}

void parts_open(struct pane *pane, enum parts_kind kind)
{
    struct parts_pane *const self = self_of(pane);
    self->kind = kind;
    self->cursor = self->top = 0;
    if (row_count(self) == 0)
        ui_say(pane->ui, THEME_STATUS, "%s", _(kinds[kind].none));
    else
        ui_focus(pane->ui, PANE_PARTS);
}

void parts_open_row(struct pane *pane)
{
    const struct parts_pane *const self = self_of(pane);
    struct ui *const ui = pane->ui;
    const char *const url = parts_url(pane);
    if (url && self->kind == PARTS_PICTURES) {
        ui_browse_picture(ui, url);
    } else if (url) {
        ui_browse(ui, url);
    } else if (self->cursor < row_count(self)) {
        const struct layout *const layout = reader_layout(reader_of(self));
        const size_t line = layout_heading(layout, self->cursor)->line;
        ui_focus(ui, PANE_ARTICLE);
        reader_go_to_line(ui->panes[PANE_ARTICLE], line);
    }
}

/* ---- class */

static void parts_update(struct pane *pane)
{
    struct parts_pane *const self = self_of(pane);
    const size_t count = row_count(self);
    const size_t height = pane->body.height > 0 ? (size_t)pane->body.height : 1;
    if (self->cursor >= count)
        self->cursor = count ? count - 1 : 0;
    if (self->top > self->cursor)
        self->top = self->cursor;
    if (self->cursor >= self->top + height)
        self->top = self->cursor + 1 - height;
}

static void parts_move(struct pane *pane, enum motion motion, int count)
{
    struct parts_pane *const self = self_of(pane);
    if (row_count(self) > 0)
        self->cursor = list_moved(self->cursor, list_distance(motion, count, pane->body.height),
                                  row_count(self) - 1);
}

static void parts_scroll(struct pane *pane, int lines)
{
    parts_move(pane, lines < 0 ? MOTION_UP : MOTION_DOWN, 1);
}

static void parts_click(struct pane *pane, int x, int y, bool is_again)
{
    struct parts_pane *const self = self_of(pane);
    (void)x;
    const int line = y - pane->body.y;
    if (line < 0 || self->top + (size_t)line >= row_count(self))
        return;
    self->cursor = self->top + (size_t)line;
    if (is_again)
        parts_open_row(pane);
}

static void parts_title(const struct pane *pane, struct str *left, struct str *right)
{
    const struct parts_pane *const self = const_self(pane);
    str_add(left, _(kinds[self->kind].title));
    str_printf(right, "%zu", row_count(self));
}

static void row_text(const struct parts_pane *self, size_t index, struct str *out)
{
    if (self->kind == PARTS_LINKS) {
        str_printf(out, "%3zu  %s", index + 1, reader_link(reader_of(self), (int)index + 1));
    } else if (self->kind == PARTS_HEADINGS) {
        const struct layout_heading *const heading =
            layout_heading(reader_layout(reader_of(self)), index);
        str_printf(out, "%*s%s", heading->level > 1 ? (heading->level - 1) * 2 : 0, "",
                   heading->text);
    } else if (self->kind == PARTS_PICTURES) {
        const struct layout_picture *const picture =
            layout_picture(reader_layout(reader_of(self)), index);
        str_printf(out, "%s%s%s", picture->words, picture->words[0] ? " · " : "", picture->url);
    } else {
        const struct feed_enclosure *const attached = enclosure_at(self, index);
        str_printf(out, "%s", attached->type ? attached->type : _("a file"));
        if (attached->length_bytes > 0)
            str_printf(out, _(" · %lld kB"), (long long)(attached->length_bytes + 999) / 1000);
        str_printf(out, " · %s", attached->url);
    }
}

static void parts_draw(const struct pane *pane, struct canvas *canvas)
{
    const struct parts_pane *const self = const_self(pane);
    const struct rect body = pane->body;
    const enum theme_role role = self->kind == PARTS_HEADINGS ? THEME_TEXT : THEME_LINK_LIST;
    for (int y = 0; y < body.height && self->top + (size_t)y < row_count(self); y++) {
        const struct rect line = {body.x, body.y + y, body.width, 1};
        const struct canvas_pen pen = {.clip = line, .role = role};
        struct str text;
        str_init(&text, 16 << 10);
        row_text(self, self->top + (size_t)y, &text);
        canvas_text_in(canvas, &pen, line.x + 2, line.y, line.width - 3, text.data);
        str_release(&text);
        if (self->top + (size_t)y == self->cursor)
            list_draw_cursor(pane, canvas, line);
    }
}

const struct pane_class parts_class = {
    .name = "parts",
    .size = sizeof(struct parts_pane),
    .update = parts_update,
    .title = parts_title,
    .draw = parts_draw,
    .move = parts_move,
    .click = parts_click,
    .scroll = parts_scroll,
};
