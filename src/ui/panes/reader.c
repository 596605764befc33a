/*
 * One article: headline, source line, text. The text is laid out when the article or the width
 * changes; between that only lines are drawn. While nobody presses a key those beside it in the
 * list are read and laid out, too, so that leafing to them is drawing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "layout/layout.h"
#include "ui/panes/list.h"
#include "ui/panes/panes.h"
#include "ui/panes/plain.h"
#include "ui/panes/render.h"
#include "ui/panes/runs.h"
#include "ui/panes/search.h"
#include "ui/panes/sheet.h"

enum { LEAST_MARGIN = 1, MARGIN = 3 };
enum { BEGINNING_BYTES = 16 << 10 }; // shown of a large text until all of it is laid out
enum { SHEETS = 3 };                 // the one that is shown, and those beside it in the list

struct reader_pane {
    struct pane pane;
    struct sheet sheets[SHEETS]; // the others are ready, or empty
    struct sheet *at;            // the one that is shown
    struct ticket *job;          // a large text is under way; its result is known by the number
    size_t top;
    bool has_place; // a place to go to once it is laid out
    uint32_t place;
    struct search search;
};

static struct reader_pane *self_of(struct pane *pane)
{
    return (struct reader_pane *)pane;
}

static const struct reader_pane *const_self(const struct pane *pane)
{
    return (const struct reader_pane *)pane;
}

/* ---- the article */

static void job_drop(struct reader_pane *self)
{
    ticket_cancel(self->job);
    ticket_unref(self->job);
    self->job = NULL;
}

/* Another text is to be laid out. */
static void text_leave(struct reader_pane *self)
{
    job_drop(self);
    search_clear(&self->search);
}

/* The sheet of an article; NULL: there is none. */
static struct sheet *sheet_of(struct reader_pane *self, int64_t id)
{
    for (size_t i = 0; i < SHEETS; i++)
        if (id && self->sheets[i].id == id)
            return &self->sheets[i];
    return NULL;
}

/* One that is not shown, and not wanted beside it. */
static struct sheet *sheet_spare(struct reader_pane *self, const int64_t *wanted, size_t count)
{
    for (size_t i = 0; i < SHEETS; i++) {
        struct sheet *const sheet = &self->sheets[i];
        bool is_wanted = sheet == self->at;
        for (size_t k = 0; k < count; k++)
            is_wanted |= sheet->id && sheet->id == wanted[k];
        if (!is_wanted)
            return sheet;
    }
    return NULL;
}

/* A sheet that is left stays for coming back, if it is what coming back would make of it, and not
 * so large that only the one that is read may be. */
static void sheet_leave(struct reader_pane *self)
{
    text_leave(self);
    if (self->at->is_part || self->at->prefers_summary || !sheet_is_small(self->at))
        sheet_clear(self->at);
    self->top = 0;
    self->has_place = false;
}

void reader_show(struct pane *pane, int64_t article_id)
{
    struct reader_pane *const self = self_of(pane);
    if (self->at->id == article_id)
        return;
    sheet_leave(self);
    struct sheet *const ready = sheet_of(self, article_id);
    self->at = ready ? ready : sheet_spare(self, NULL, 0);
    if (ready)
        return;
    struct error err = {0};
    sheet_clear(self->at);
    if (article_id && !sheet_read(self->at, pane->ui, article_id, &err) &&
        err.kind != ERR_NOT_FOUND)
        ui_say_error(pane->ui, &err);
}

const struct store_article *reader_article(const struct pane *pane)
{
    const struct sheet *const sheet = const_self(pane)->at;
    return sheet->id ? &sheet->one.items[0] : NULL;
}

const struct store_text *reader_text(const struct pane *pane)
{
    const struct sheet *const sheet = const_self(pane)->at;
    return sheet->has_text ? &sheet->text : NULL;
}

void reader_note_mark(struct pane *pane, enum store_mark mark, int64_t article_id)
{
    struct sheet *const sheet = sheet_of(self_of(pane), article_id);
    if (sheet)
        sheet_note_mark(sheet, mark, pane->ui);
}

/* ---- laying out */

static int text_width(const struct reader_pane *self)
{
    const int measure = (int)self->pane.ui->settings.measure_cells;
    const int room = self->pane.body.width;
    const int width = room - (room >= 60 ? MARGIN : LEAST_MARGIN) * 2;
    return width < 1 ? 1 : width < measure ? width : measure;
}

/* The measure stands in the middle of the pane. */
static int left_of(const struct reader_pane *self)
{
    return self->pane.body.x + (self->pane.body.width - text_width(self)) / 2;
}

/* Where the first shown line stands: in the head by line, in the text by its place. */
static uint32_t place_now(const struct reader_pane *self)
{
    const struct sheet *const sheet = self->at;
    if (!sheet->layout || self->top < sheet->head.lines.count)
        return 0;
    const size_t line = self->top - sheet->head.lines.count;
    const size_t count = layout_line_count(sheet->layout);
    return count ? layout_line(sheet->layout, line < count ? line : count - 1)->place : 0;
}

static void place_back(struct reader_pane *self, uint32_t place)
{
    if (!self->at->layout || place == 0)
        return;
    self->top = self->at->head.lines.count + layout_line_of(self->at->layout, place);
}

/* Take a new layout in, and go back to the place that was read. */
static void layout_take(struct reader_pane *self, struct layout *layout, int width)
{
    const bool had_layout = self->at->layout != NULL;
    const uint32_t place = self->has_place ? self->place : place_now(self);
    self->at->is_part = self->job != NULL;
    sheet_take(self->at, self->pane.ui, layout, width);
    if (had_layout || self->has_place)
        place_back(self, place);
    self->has_place = false;
    search_run(&self->search, self->at->layout);
}

/* The first screens of a text that a job lays out as a whole. */
static struct layout *lay_out_beginning(struct reader_pane *self, int width)
{
    struct render_wish wish = sheet_wish(self->at, self->pane.ui, width);
    wish.html_len = utf8_fit(wish.html, wish.html_len, BEGINNING_BYTES);
    struct render *const render = render_new(&wish);
    render_run(render);
    struct layout *const layout = render_steal_layout(render, NULL);
    render_free(render);
    return layout;
}

static void lay_out_here(struct reader_pane *self, int width)
{
    struct error err = {0};
    struct layout *const layout = sheet_lay_out(self->at, self->pane.ui, width, &err);
    if (!layout)
        ui_say_error(self->pane.ui, &err);
    layout_take(self, layout, width);
}

static void lay_out(struct reader_pane *self, int width)
{
    const bool is_fresh = !self->at->layout && !self->has_place;
    job_drop(self);
    if (sheet_is_small(self->at)) {
        lay_out_here(self, width);
        return;
    }
    const struct render_wish wish = sheet_wish(self->at, self->pane.ui, width);
    struct render *const render = render_new(&wish);
    self->job = ticket_ref(render_ticket(render));
    render_submit(render, self->pane.ui->pool, self->pane.ui->jobs);
    if (is_fresh) {
        layout_take(self, lay_out_beginning(self, width), width);
        return;
    }
    // The head stands at once; the text, and the place in it, follow.
    self->place = self->has_place ? self->place : place_now(self);
    layout_take(self, NULL, width);
    self->has_place = true;
}

void reader_take(struct pane *pane, struct render *render)
{
    struct reader_pane *const self = self_of(pane);
    const bool is_wanted =
        self->job && ticket_number(render_ticket(render)) == ticket_number(self->job);
    if (is_wanted) {
        struct error err = {0};
        struct layout *const layout = render_steal_layout(render, &err);
        self->at->doc = render_steal_doc(render);
        if (!layout)
            ui_say_error(pane->ui, &err);
        ticket_unref(self->job);
        self->job = NULL;
        layout_take(self, layout, render_width(render));
    }
    render_free(render);
}

/* One of those that are beside it is made ready; false: all are, as far as they can be. */
bool reader_get_ahead(struct pane *pane, const int64_t *ids, size_t count)
{
    struct reader_pane *const self = self_of(pane);
    const int width = text_width(self);
    for (size_t i = 0; pane->is_shown && i < count; i++) {
        struct sheet *sheet = sheet_of(self, ids[i]);
        const bool is_ready = sheet && (sheet == self->at || !sheet_is_small(sheet) ||
                                        sheet_fits(sheet, pane->ui, width));
        if (!ids[i] || is_ready)
            continue;
        if (!sheet) {
            sheet = sheet_spare(self, ids, count);
            sheet_clear(sheet);
            if (!sheet_read(sheet, pane->ui, ids[i], NULL))
                continue;
        }
        struct layout *const layout =
            sheet_is_small(sheet) ? sheet_lay_out(sheet, pane->ui, width, NULL) : NULL;
        if (layout) {
            sheet_take(sheet, pane->ui, layout, width);
            return true;
        }
    }
    return false;
}

static size_t last_top(const struct reader_pane *self)
{
    const size_t count = sheet_lines(self->at);
    const size_t height = self->pane.body.height > 0 ? (size_t)self->pane.body.height : 1;
    return count > height ? count - height : 0;
}

static void reader_update(struct pane *pane)
{
    struct reader_pane *const self = self_of(pane);
    if (!self->at->id)
        return;
    const int width = text_width(self);
    if (!sheet_fits(self->at, pane->ui, width))
        lay_out(self, width);
    if (self->top > last_top(self))
        self->top = last_top(self);
}

/* ---- what others ask */

bool reader_is_past_headline(const struct pane *pane)
{
    return const_self(pane)->at->id && const_self(pane)->top >= const_self(pane)->at->title_lines;
}

bool reader_is_at_end(const struct pane *pane)
{
    return !const_self(pane)->job && const_self(pane)->top >= last_top(const_self(pane));
}

const char *reader_link(const struct pane *pane, int number)
{
    const struct reader_pane *const self = const_self(pane);
    if (!self->at->layout || number < 1)
        return NULL;
    return layout_link_url(self->at->layout, (size_t)number);
}

bool reader_shows_full(const struct pane *pane)
{
    const struct reader_pane *const self = const_self(pane);
    return self->at->has_text && self->at->text.full && !self->at->prefers_summary;
}

/* The link of a mark; in the list at the end it is that of the address behind the mark. */
static uint32_t number_of(const struct layout_line *line, uint32_t mark)
{
    const bool has_more = mark + 1 < line->count;
    return line->runs[mark].link ? line->runs[mark].link : has_more ? line->runs[mark + 1].link : 0;
}

static bool is_among(const struct reader_link *links, size_t count, uint32_t number)
{
    for (size_t i = 0; i < count; i++)
        if (links[i].number == number)
            return true;
    return false;
}

size_t reader_links_in_sight(const struct pane *pane, struct reader_link *links, size_t most)
{
    const struct reader_pane *const self = const_self(pane);
    size_t count = 0;
    for (int y = 0; pane->is_shown && y < pane->body.height; y++) {
        const size_t index = self->top + (size_t)y;
        if (index < self->at->head.lines.count ||
            index - self->at->head.lines.count >= sheet_text_lines(self->at))
            continue;
        const struct layout_line *const line =
            layout_line(self->at->layout, index - self->at->head.lines.count);
        int x = left_of(self);
        for (uint32_t i = 0; i < line->count && count < most; i++) {
            const struct layout_run *const run = &line->runs[i];
            const uint32_t number = run->role == LAYOUT_LINK_MARK ? number_of(line, i) : 0;
            if (number && !is_among(links, count, number))
                links[count++] = (struct reader_link){x, pane->body.y + y, run->cells, number,
                                                      layout_link_url(self->at->layout, number)};
            x += run->cells;
        }
    }
    return count;
}

void reader_toggle_full(struct pane *pane)
{
    struct reader_pane *const self = self_of(pane);
    self->top = 0;
    text_leave(self);
    sheet_turn(self->at);
}

const struct layout *reader_layout(const struct pane *pane)
{
    return const_self(pane)->at->layout;
}

void reader_go_to_line(struct pane *pane, size_t line)
{
    struct reader_pane *const self = self_of(pane);
    self->top = self->at->head.lines.count + line;
}

uint32_t reader_place(const struct pane *pane)
{
    return place_now(const_self(pane));
}

void reader_go_to_place(struct pane *pane, uint32_t place)
{
    struct reader_pane *const self = self_of(pane);
    self->has_place = true;
    self->place = place;
    self->at->width = 0;
}

/* ---- searching in the text */

static void show_hit(struct reader_pane *self)
{
    const struct search_hit *const hit = search_current(&self->search);
    if (!hit)
        return;
    const size_t line = hit->line + self->at->head.lines.count;
    const size_t height = self->pane.body.height > 0 ? (size_t)self->pane.body.height : 1;
    if (line < self->top || line >= self->top + height)
        self->top = line > height / 3 ? line - height / 3 : 0;
    ui_say(self->pane.ui, THEME_STATUS, _("%zu of %zu"), hit->number + 1, self->search.count);
}

void reader_search(struct pane *pane, const char *text)
{
    struct reader_pane *const self = self_of(pane);
    search_set(&self->search, text);
    search_run(&self->search, self->at->layout);
    const size_t from =
        self->top > self->at->head.lines.count ? self->top - self->at->head.lines.count : 0;
    if (!search_start(&self->search, from)) {
        if (text[0])
            ui_say(pane->ui, THEME_STATUS_ERROR, _("\"%s\" is not in this article"), text);
        search_clear(&self->search);
        return;
    }
    show_hit(self);
}

bool reader_next_hit(struct pane *pane, int by)
{
    struct reader_pane *const self = self_of(pane);
    if (!search_step(&self->search, by))
        return false;
    show_hit(self);
    return true;
}

bool reader_end_search(struct pane *pane)
{
    const bool is_searched = self_of(pane)->search.words.len > 0;
    search_clear(&self_of(pane)->search);
    return is_searched;
}

/* ---- class */

static void reader_init(struct pane *pane)
{
    struct reader_pane *const self = self_of(pane);
    for (size_t i = 0; i < SHEETS; i++)
        sheet_init(&self->sheets[i]);
    self->at = &self->sheets[0];
    search_init(&self->search);
}

static void reader_release(struct pane *pane)
{
    struct reader_pane *const self = self_of(pane);
    text_leave(self);
    for (size_t i = 0; i < SHEETS; i++)
        sheet_release(&self->sheets[i]);
    search_release(&self->search);
}

static void reader_move(struct pane *pane, enum motion motion, int count)
{
    struct reader_pane *const self = self_of(pane);
    self->top =
        list_moved(self->top, list_distance(motion, count, pane->body.height), last_top(self));
}

static void reader_scroll(struct pane *pane, int lines)
{
    struct reader_pane *const self = self_of(pane);
    self->top = list_moved(self->top, lines, last_top(self));
}

/* Another text came (the full page), or only marks. What is beside it may have changed as well. */
static void reader_changed(struct pane *pane)
{
    struct reader_pane *const self = self_of(pane);
    bool is_fuller = false;
    for (size_t i = 0; i < SHEETS; i++)
        if (&self->sheets[i] != self->at)
            sheet_clear(&self->sheets[i]);
    if (!self->at->id || !sheet_refresh(self->at, pane->ui, &is_fuller))
        return;
    text_leave(self);
    if (is_fuller)
        self->top = 0;
}

/* How long the rest takes, where that is a while. */
static void add_rest(const struct reader_pane *self, struct str *out)
{
    const size_t count = sheet_text_lines(self->at);
    const uint32_t whole = count ? layout_line(self->at->layout, count - 1)->place : 0;
    const uint32_t here = place_now(self);
    const int minutes = sheet_minutes(whole > here ? whole - here : 0);
    if (minutes > 1 && self->top > 0)
        str_printf(out, _("%d min left · "), minutes);
}

static void reader_title(const struct pane *pane, struct str *left, struct str *right)
{
    const struct reader_pane *const self = const_self(pane);
    str_add(left, _("ARTICLE"));
    if (!self->at->id)
        return;
    if (reader_shows_full(pane))
        str_add(left, _("  full page"));
    if (pane->ui->shape != SHAPE_NARROW && reader_is_past_headline(pane))
        str_printf(left, "  %s", self->at->one.items[0].title);
    full_progress(pane->ui, self->at->id, right);
    const size_t last = last_top(self);
    if (last > 0)
        add_rest(self, right);
    if (last > 0)
        str_printf(right, "%zu%%", self->top >= last ? 100 : self->top * 100 / last);
}

static void draw_line(const struct reader_pane *self, struct canvas *canvas, size_t index, int x,
                      int y)
{
    const struct rect body = self->pane.body;
    if (index < self->at->head.lines.count) {
        plain_draw(&self->at->head, canvas, body, index, x, y);
        return;
    }
    const size_t line = index - self->at->head.lines.count;
    if (self->job && line == sheet_text_lines(self->at)) {
        const struct canvas_pen pen = {.clip = body, .role = THEME_STATUS_BUSY};
        canvas_add(canvas, &pen, x, y, _("a long text, one moment…"));
    } else if (line < sheet_text_lines(self->at)) {
        runs_draw(canvas, body, x, y, layout_width(self->at->layout),
                  layout_line(self->at->layout, line));
        search_draw(&self->search, canvas, body, line, x, y);
    } else if (line - sheet_text_lines(self->at) < self->at->tail.lines.count) {
        plain_draw(&self->at->tail, canvas, body, line - sheet_text_lines(self->at), x, y);
    }
}

static void reader_draw(const struct pane *pane, struct canvas *canvas)
{
    const struct reader_pane *const self = const_self(pane);
    const struct rect body = pane->body;
    if (!self->at->id) {
        list_draw_empty(pane, canvas, body, _("Choose an article, and press {open} to read it."));
        return;
    }
    for (int i = 0; i < body.height; i++)
        draw_line(self, canvas, self->top + (size_t)i, left_of(self), body.y + i);
}

/* A second click on a link opens it. */
static void reader_click(struct pane *pane, int x, int y, bool is_again)
{
    const struct reader_pane *const self = const_self(pane);
    const size_t index = self->top + (size_t)(y - pane->body.y);
    if (!is_again || y < pane->body.y || index < self->at->head.lines.count ||
        index - self->at->head.lines.count >= sheet_text_lines(self->at))
        return;
    const struct layout_line *const line =
        layout_line(self->at->layout, index - self->at->head.lines.count);
    const uint32_t link = runs_link_at(line, x - left_of(self));
    if (link)
        ui_browse(pane->ui, layout_link_url(self->at->layout, link));
}

const struct pane_class reader_class = {
    .name = "article",
    .size = sizeof(struct reader_pane),
    .init = reader_init,
    .release = reader_release,
    .update = reader_update,
    .title = reader_title,
    .draw = reader_draw,
    .move = reader_move,
    .click = reader_click,
    .scroll = reader_scroll,
    .changed = reader_changed,
};
