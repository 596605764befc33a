/*
 * One article: headline, source line, text. The text is laid out when the article or the width
 * changes; between that only lines are drawn.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/time.h"
#include "layout/layout.h"
#include "ui/panes/list.h"
#include "ui/panes/panes.h"
#include "ui/panes/plain.h"
#include "ui/panes/render.h"
#include "ui/panes/runs.h"
#include "ui/panes/search.h"

enum { LEAST_MARGIN = 1, MARGIN = 3, HEAD_BYTES = 8 << 10, BYTES_A_MINUTE = 1300 };
enum { BEGINNING_BYTES = 16 << 10 }; // shown of a large text until all of it is laid out

struct reader_pane {
    struct pane pane;
    int64_t id; // 0: none
    struct store_articles one;
    struct store_text text;
    bool has_text;
    bool has_changed;          // when it was opened
    bool prefers_summary;      // although the full page is there
    struct html_document *doc; // NULL while a job has it
    struct ticket *job;        // a large text is under way; its result is known by the number
    struct layout *layout;
    int width;         // of the layout; 0: has to be laid out
    bool is_ascii;     // the layout is
    struct plain head; // headline, source line
    struct plain tail; // what is attached, what there is to press
    size_t title_lines;
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

static void text_drop(struct reader_pane *self)
{
    job_drop(self);
    search_clear(&self->search);
    layout_free(self->layout);
    html_free(self->doc);
    self->layout = NULL;
    self->doc = NULL;
    self->width = 0;
    if (self->has_text)
        store_text_release(&self->text);
    self->has_text = false;
}

static void article_drop(struct reader_pane *self)
{
    text_drop(self);
    if (self->id)
        store_articles_release(&self->one);
    self->id = 0;
}

static const char *html_of(const struct reader_pane *self)
{
    const struct store_text *const text = &self->text;
    if (text->full && !self->prefers_summary)
        return text->full;
    if (text->content && text->content[0])
        return text->content;
    return text->summary ? text->summary : "";
}

static void text_load(struct reader_pane *self)
{
    struct error err = {0};
    text_drop(self);
    self->has_text = store_articles_text(self->pane.ui->store, self->id, &self->text, &err);
    if (!self->has_text) {
        ui_say_error(self->pane.ui, &err);
        return;
    }
}

static bool article_load(struct reader_pane *self, int64_t id)
{
    struct store_articles one = {0};
    struct error err = {0};
    if (!store_articles_get(self->pane.ui->store, id, &one, &err))
        return false;
    if (self->id)
        store_articles_release(&self->one);
    self->one = one;
    self->id = id;
    ui_overlay_marks(self->pane.ui, &self->one.items[0]);
    return true;
}

void reader_show(struct pane *pane, int64_t article_id)
{
    struct reader_pane *const self = self_of(pane);
    if (self->id == article_id)
        return;
    article_drop(self);
    self->top = 0;
    self->has_place = false;
    self->prefers_summary = false;
    if (!article_id || !article_load(self, article_id))
        return;
    self->has_changed = self->one.items[0].has_changed;
    text_load(self);
}

const struct store_article *reader_article(const struct pane *pane)
{
    const struct reader_pane *const self = const_self(pane);
    return self->id ? &self->one.items[0] : NULL;
}

const struct store_text *reader_text(const struct pane *pane)
{
    const struct reader_pane *const self = const_self(pane);
    return self->has_text ? &self->text : NULL;
}

void reader_note_mark(struct pane *pane, enum store_mark mark, int64_t article_id)
{
    struct reader_pane *const self = self_of(pane);
    if (self->id != article_id)
        return;
    ui_apply_mark(&self->one.items[0], mark);
}

/* ---- laying out */

static size_t text_lines(const struct reader_pane *self)
{
    return self->layout ? layout_line_count(self->layout) : 0;
}

static size_t line_count(const struct reader_pane *self)
{
    return self->head.lines.count + text_lines(self) + (self->job ? 1 : self->tail.lines.count);
}

/* The visible text's bytes by the last line's place; a reading speed makes minutes of it. */
static int reading_minutes(const struct reader_pane *self)
{
    const size_t count = text_lines(self);
    const uint32_t bytes = count ? layout_line(self->layout, count - 1)->place : 0;
    return (int)(bytes / BYTES_A_MINUTE) + 1;
}

static void add_source_line(const struct reader_pane *self, struct str *out)
{
    const struct store_article *const article = &self->one.items[0];
    char date[64];
    time_format_local(article->published_ms, "%-d %b %Y %H:%M", date, sizeof(date));
    str_add(out, article->feed_title);
    if (article->author && article->author[0] && strcmp(article->author, article->feed_title) != 0)
        str_printf(out, " · %s", article->author);
    str_printf(out, " · %s", date);
    if (!self->job)
        str_printf(out, _(" · %d min"), reading_minutes(self));
    if (self->has_changed)
        str_add(out, _(" · changed since you read it"));
    if (article->is_starred)
        str_add(out, self->pane.ui->uses_ascii ? " · *" : " · ★");
    for (size_t i = 0; i < article->tag_count; i++)
        str_printf(out, " #%s", article->tags[i]);
}

static void head_build(struct reader_pane *self, int width)
{
    const struct store_article *const article = &self->one.items[0];
    plain_clear(&self->head);
    plain_add(&self->head, THEME_ARTICLE_TITLE,
              article->title[0] ? article->title : _("(without a title)"), width);
    self->title_lines = self->head.lines.count;
    struct str source;
    str_init(&source, HEAD_BYTES);
    add_source_line(self, &source);
    plain_add(&self->head, THEME_ARTICLE_META, source.data, width);
    plain_add(&self->head, THEME_TEXT, "", width);
    str_release(&source);
}

static void add_size(int64_t bytes, struct str *out)
{
    if (bytes >= 1000 * 1000)
        str_printf(out, _(" · %.1f MB"), (double)bytes / 1e6);
    else if (bytes > 0)
        str_printf(out, _(" · %lld kB"), (long long)(bytes + 999) / 1000);
}

static void add_enclosures(struct reader_pane *self, int width)
{
    const struct feed_enclosure *attached = self->text.enclosures;
    for (; attached; attached = attached->next) {
        struct str line;
        str_init(&line, HEAD_BYTES);
        str_printf(&line, _("Attached: %s"), attached->type ? attached->type : _("a file"));
        add_size(attached->length_bytes, &line);
        str_printf(&line, " · %s", attached->url);
        plain_add(&self->tail, THEME_TEXT, "", width);
        plain_add(&self->tail, THEME_LINK_LIST, line.data, width);
        str_release(&line);
    }
}

/* What is attached; and where the text is short of the page's, how to get that. */
static void tail_build(struct reader_pane *self, int width)
{
    plain_clear(&self->tail);
    if (!self->has_text || self->job)
        return;
    add_enclosures(self, width);
    const bool is_summary = !self->text.full && (!self->text.content || !self->text.content[0]);
    if (!is_summary || !self->one.items[0].link)
        return;
    if (text_lines(self) > 0)
        plain_add(&self->tail, THEME_TEXT, "", width);
    plain_add(&self->tail, THEME_EMPTY,
              text_lines(self) > 0 ? _("This is a summary: f fetches the full page.")
                                   : _("The feed brought no text: f fetches the page."),
              width);
}

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
    if (!self->layout || self->top < self->head.lines.count)
        return 0;
    const size_t line = self->top - self->head.lines.count;
    const size_t count = layout_line_count(self->layout);
    return count ? layout_line(self->layout, line < count ? line : count - 1)->place : 0;
}

static void place_back(struct reader_pane *self, uint32_t place)
{
    if (!self->layout || place == 0)
        return;
    self->top = self->head.lines.count + layout_line_of(self->layout, place);
}

/* Take a new layout in, and go back to the place that was read. */
static void layout_take(struct reader_pane *self, struct layout *layout, int width)
{
    const bool had_layout = self->layout != NULL;
    const uint32_t place = self->has_place ? self->place : place_now(self);
    layout_free(self->layout);
    self->layout = layout;
    self->width = width;
    head_build(self, width);
    tail_build(self, width);
    if (had_layout || self->has_place)
        place_back(self, place);
    self->has_place = false;
    search_run(&self->search, self->layout);
}

/* The first screens of a text that a job lays out as a whole. */
static struct layout *lay_out_beginning(const struct reader_pane *self, const char *html, int width)
{
    struct render *const render =
        render_new(&(struct render_wish){.html = html,
                                         .html_len = utf8_fit(html, strlen(html), BEGINNING_BYTES),
                                         .base = self->has_text ? self->text.base : NULL,
                                         .title = self->one.items[0].title,
                                         .width = width,
                                         .uses_ascii = self->pane.ui->uses_ascii});
    render_run(render);
    struct layout *const layout = render_steal_layout(render, NULL);
    render_free(render);
    return layout;
}

static void lay_out(struct reader_pane *self, int width)
{
    const char *const html = html_of(self);
    const size_t len = strlen(html);
    const bool is_fresh = !self->layout && !self->has_place;
    self->is_ascii = self->pane.ui->uses_ascii;
    struct render *const render =
        render_new(&(struct render_wish){.doc = self->doc,
                                         .html = html,
                                         .html_len = len,
                                         .base = self->has_text ? self->text.base : NULL,
                                         .title = self->one.items[0].title,
                                         .width = width,
                                         .uses_ascii = self->pane.ui->uses_ascii});
    self->doc = NULL;
    if (len <= RENDER_HERE_BYTES) {
        render_run(render);
        reader_take(&self->pane, render);
        return;
    }
    job_drop(self);
    self->job = ticket_ref(render_ticket(render));
    render_submit(render, self->pane.ui->pool, self->pane.ui->jobs);
    if (is_fresh)
        return layout_take(self, lay_out_beginning(self, html, width), width);
    // The head stands at once; the text, and the place in it, follow.
    self->place = self->has_place ? self->place : place_now(self);
    layout_take(self, NULL, width);
    self->has_place = true;
}

void reader_take(struct pane *pane, struct render *render)
{
    struct reader_pane *const self = self_of(pane);
    const bool is_late =
        self->job && ticket_number(render_ticket(render)) != ticket_number(self->job);
    const bool is_wanted = self->job ? !is_late : self->id && !render_is_job(render);
    if (is_wanted) {
        struct error err = {0};
        struct layout *const layout = render_steal_layout(render, &err);
        self->doc = render_steal_doc(render);
        if (!layout)
            ui_say_error(pane->ui, &err);
        ticket_unref(self->job);
        self->job = NULL;
        layout_take(self, layout, render_width(render));
    }
    render_free(render);
}

static size_t last_top(const struct reader_pane *self)
{
    const size_t count = line_count(self);
    const size_t height = self->pane.body.height > 0 ? (size_t)self->pane.body.height : 1;
    return count > height ? count - height : 0;
}

static void reader_update(struct pane *pane)
{
    struct reader_pane *const self = self_of(pane);
    if (!self->id)
        return;
    const int width = text_width(self);
    if (self->width != width || self->is_ascii != pane->ui->uses_ascii)
        lay_out(self, width);
    if (self->top > last_top(self))
        self->top = last_top(self);
}

/* ---- what others ask */

bool reader_is_past_headline(const struct pane *pane)
{
    return const_self(pane)->id && const_self(pane)->top >= const_self(pane)->title_lines;
}

bool reader_is_at_end(const struct pane *pane)
{
    return !const_self(pane)->job && const_self(pane)->top >= last_top(const_self(pane));
}

const char *reader_link(const struct pane *pane, int number)
{
    const struct reader_pane *const self = const_self(pane);
    if (!self->layout || number < 1)
        return NULL;
    return layout_link_url(self->layout, (size_t)number);
}

bool reader_shows_full(const struct pane *pane)
{
    const struct reader_pane *const self = const_self(pane);
    return self->has_text && self->text.full && !self->prefers_summary;
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
        if (index < self->head.lines.count || index - self->head.lines.count >= text_lines(self))
            continue;
        const struct layout_line *const line =
            layout_line(self->layout, index - self->head.lines.count);
        int x = left_of(self);
        for (uint32_t i = 0; i < line->count && count < most; i++) {
            const struct layout_run *const run = &line->runs[i];
            const uint32_t number = run->role == LAYOUT_LINK_MARK ? number_of(line, i) : 0;
            if (number && !is_among(links, count, number))
                links[count++] = (struct reader_link){x, pane->body.y + y, run->cells, number,
                                                      layout_link_url(self->layout, number)};
            x += run->cells;
        }
    }
    return count;
}

void reader_toggle_full(struct pane *pane)
{
    struct reader_pane *const self = self_of(pane);
    self->prefers_summary = !self->prefers_summary;
    self->top = 0;
    if (self->id)
        text_load(self);
}

const struct layout *reader_layout(const struct pane *pane)
{
    return const_self(pane)->layout;
}

void reader_go_to_line(struct pane *pane, size_t line)
{
    struct reader_pane *const self = self_of(pane);
    self->top = self->head.lines.count + line;
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
    self->width = 0;
}

/* ---- searching in the text */

static void show_hit(struct reader_pane *self)
{
    const struct search_hit *const hit = search_current(&self->search);
    if (!hit)
        return;
    const size_t line = hit->line + self->head.lines.count;
    const size_t height = self->pane.body.height > 0 ? (size_t)self->pane.body.height : 1;
    if (line < self->top || line >= self->top + height)
        self->top = line > height / 3 ? line - height / 3 : 0;
}

void reader_search(struct pane *pane, const char *text)
{
    struct reader_pane *const self = self_of(pane);
    search_set(&self->search, text);
    search_run(&self->search, self->layout);
    const size_t from = self->top > self->head.lines.count ? self->top - self->head.lines.count : 0;
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
    plain_init(&self->head);
    plain_init(&self->tail);
    search_init(&self->search);
}

static void reader_release(struct pane *pane)
{
    struct reader_pane *const self = self_of(pane);
    article_drop(self);
    plain_release(&self->head);
    plain_release(&self->tail);
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

/* Another text came (the full page), or only marks. */
static void reader_changed(struct pane *pane)
{
    struct reader_pane *const self = self_of(pane);
    if (!self->id)
        return;
    const bool had_full = self->has_text && self->text.full != NULL;
    struct store_text fresh = {0};
    if (!article_load(self, self->id) ||
        !store_articles_text(pane->ui->store, self->id, &fresh, NULL))
        return;
    const bool is_fuller = fresh.full && !had_full;
    const char *const before = self->has_text ? html_of(self) : "";
    struct reader_pane probe = {.text = fresh, .prefers_summary = self->prefers_summary};
    const bool is_same = !is_fuller && strcmp(before, html_of(&probe)) == 0;
    if (is_same) {
        // The text stands; its form and comment state may be new.
        if (self->has_text)
            store_text_release(&self->text);
        self->text = fresh;
        self->has_text = true;
        if (self->width)
            head_build(self, self->width);
        return;
    }
    store_text_release(&fresh);
    if (is_fuller)
        self->top = 0;
    text_load(self);
}

/* How long the rest takes, where that is a while. */
static void add_rest(const struct reader_pane *self, struct str *out)
{
    const size_t count = text_lines(self);
    const uint32_t whole = count ? layout_line(self->layout, count - 1)->place : 0;
    const uint32_t here = place_now(self);
    const int minutes = (int)((whole > here ? whole - here : 0) / BYTES_A_MINUTE) + 1;
    if (minutes > 1 && self->top > 0)
        str_printf(out, _("%d min left · "), minutes);
}

static void reader_title(const struct pane *pane, struct str *left, struct str *right)
{
    const struct reader_pane *const self = const_self(pane);
    str_add(left, _("ARTICLE"));
    if (!self->id)
        return;
    if (reader_shows_full(pane))
        str_add(left, _("  full page"));
    if (pane->ui->shape != SHAPE_NARROW && reader_is_past_headline(pane))
        str_printf(left, "  %s", self->one.items[0].title);
    full_progress(pane->ui, self->id, right);
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
    if (index < self->head.lines.count) {
        plain_draw(&self->head, canvas, body, index, x, y);
        return;
    }
    const size_t line = index - self->head.lines.count;
    if (self->job && line == text_lines(self)) {
        const struct canvas_pen pen = {.clip = body, .role = THEME_STATUS_BUSY};
        canvas_add(canvas, &pen, x, y, _("a long text, one moment…"));
    } else if (line < text_lines(self)) {
        runs_draw(canvas, body, x, y, layout_width(self->layout), layout_line(self->layout, line));
        search_draw(&self->search, canvas, body, line, x, y);
    } else if (line - text_lines(self) < self->tail.lines.count) {
        plain_draw(&self->tail, canvas, body, line - text_lines(self), x, y);
    }
}

static void reader_draw(const struct pane *pane, struct canvas *canvas)
{
    const struct reader_pane *const self = const_self(pane);
    const struct rect body = pane->body;
    if (!self->id) {
        list_draw_empty(canvas, body, _("Choose an article, and press Enter to read it."));
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
    if (!is_again || y < pane->body.y || index < self->head.lines.count ||
        index - self->head.lines.count >= text_lines(self))
        return;
    const struct layout_line *const line =
        layout_line(self->layout, index - self->head.lines.count);
    const uint32_t link = runs_link_at(line, x - left_of(self));
    if (link)
        ui_browse(pane->ui, layout_link_url(self->layout, link));
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
