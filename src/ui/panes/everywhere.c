/*
 * Search everywhere: a line to type in, and below it what is found, best first, each with the piece
 * of its text that answers. A worker looks; the last thing typed counts. Where nothing is found,
 * the last word may be half typed: it is asked for as the beginning of words.
 */
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/time.h"
#include "query/query.h"
#include "store/search.h"
#include "text/cells.h"
#include "text/utf8.h"
#include "ui/panes/list.h"
#include "ui/panes/panes.h"

enum { HITS = 100, HIT_LINES = 3, HEAD_LINES = 3, MARGIN = 1 };

struct find_pane {
    struct pane pane;
    struct editor editor;
    struct history history;
    struct str begun;      // what is asked with its last word as a beginning; empty: as typed
    struct ticket *ticket; // of the last question, while it is under way
    struct store_hits hits;
    bool has_hits;
    bool is_old;            // the words are of the time before: what is typed takes their place
    bool wants_open;        // Enter came before the answer: its first hit is opened
    struct error complaint; // about what is typed; ERR_NONE: none
    size_t cursor;
    size_t top; // first shown hit
};

static struct find_pane *self_of(struct pane *pane)
{
    return (struct find_pane *)pane;
}

static const struct find_pane *const_self(const struct pane *pane)
{
    return (const struct find_pane *)pane;
}

static size_t hit_count(const struct find_pane *self)
{
    return self->has_hits ? self->hits.articles.count : 0;
}

static void hits_drop(struct find_pane *self)
{
    if (self->has_hits)
        store_hits_release(&self->hits);
    self->has_hits = false;
    self->cursor = self->top = 0;
}

static void question_drop(struct find_pane *self)
{
    ticket_cancel(self->ticket);
    ticket_unref(self->ticket);
    self->ticket = NULL;
}

/* ---- asking */

/* What cannot be understood is told at once; what was found before stays until it is mended. */
static bool is_understood(struct find_pane *self)
{
    self->complaint = (struct error){0};
    struct query *const query =
        query_parse(self->editor.text.data, time_now_ms(), &self->complaint);
    query_free(query);
    return query != NULL;
}

static void ask_for(struct find_pane *self, const char *words)
{
    struct ui *const ui = self->pane.ui;
    struct ticket *const ticket = app_search(ui->app, words, HITS);
    self->ticket = ticket_ref(ticket);
    ui_await(ui, ticket, ERRAND_QUIET, 0);
}

static void ask(struct find_pane *self)
{
    question_drop(self);
    str_clear(&self->begun);
    self->wants_open = false;
    if (strspn(self->editor.text.data, " ") == self->editor.text.len) {
        self->complaint = (struct error){0};
        hits_drop(self);
        return;
    }
    if (is_understood(self))
        ask_for(self, self->editor.text.data);
}

/* Does the text end within a word that more letters may follow? A field's value is taken as it is.
 */
static bool ends_in_word(const struct str *text)
{
    enum { LEAST_BYTES = 2 };
    const char *word = text->data;
    for (const char *at = text->data; *at; at++)
        if (strchr(" ()\"", *at))
            word = at + 1;
    return strlen(word) >= LEAST_BYTES && !strpbrk(word, ":*");
}

/* Ask once more, with the last word as the beginning of words; can it be? */
static bool ask_for_begun(struct find_pane *self)
{
    if (self->begun.len > 0 || !ends_in_word(&self->editor.text))
        return false;
    str_add(&self->begun, self->editor.text.data);
    str_add_char(&self->begun, '*');
    ask_for(self, self->begun.data);
    return true;
}

void find_take(struct pane *pane, uint64_t ticket, struct store_hits *hits)
{
    struct find_pane *const self = self_of(pane);
    if (!self->ticket || ticket_number(self->ticket) != ticket)
        return;
    ticket_unref(self->ticket);
    self->ticket = NULL;
    if (hits->articles.count == 0 && ask_for_begun(self))
        return;
    if (hits->articles.count == 0)
        str_clear(&self->begun);
    hits_drop(self);
    self->hits = *hits;
    self->has_hits = true;
    *hits = (struct store_hits){0};
    if (self->wants_open && pane->ui->panes[pane->ui->focus] == pane)
        find_open_hit(pane);
    self->wants_open = false;
}

void find_open(struct pane *pane, const char *words)
{
    struct find_pane *const self = self_of(pane);
    if (words[0])
        editor_set(&self->editor, words);
    self->is_old = !words[0];
    history_rest(&self->history);
    ui_focus(pane->ui, PANE_FIND);
    // What was found before may have changed.
    ask(self);
}

const char *find_query(const struct pane *pane)
{
    const struct find_pane *const self = const_self(pane);
    return self->begun.len > 0 ? self->begun.data : self->editor.text.data;
}

void find_open_hit(struct pane *pane)
{
    struct find_pane *const self = self_of(pane);
    struct ui *const ui = pane->ui;
    self->wants_open = self->ticket != NULL;
    if (self->wants_open || self->cursor >= hit_count(self))
        return;
    struct store_articles one = {0};
    struct error err = {0};
    if (!store_articles_get(ui->store, self->hits.articles.items[self->cursor].id, &one, &err)) {
        ui_say_error(ui, &err);
        return;
    }
    const struct store_key key = {one.items[0].published_ms, one.items[0].id};
    history_add(ui, &self->history, self->editor.text.data);
    ui_focus(ui, PANE_ARTICLES);
    articles_go_to(ui->panes[PANE_ARTICLES], &key);
    ui_open_article(ui, &one.items[0]);
    ui->is_hit = true;
    store_articles_release(&one);
}

/* Its marks may be others now. */
static void hit_refresh(struct find_pane *self)
{
    struct ui *const ui = self->pane.ui;
    struct store_articles one = {0};
    if (self->cursor >= hit_count(self))
        return;
    struct store_article *const hit = &self->hits.articles.items[self->cursor];
    if (!store_articles_get(ui->store, hit->id, &one, NULL))
        return;
    hit->is_unread = one.items[0].is_unread;
    hit->is_starred = one.items[0].is_starred;
    ui_overlay_marks(ui, hit);
    store_articles_release(&one);
}

void find_come_back(struct pane *pane)
{
    struct ui *const ui = pane->ui;
    const enum pane_id before = ui->focus_before;
    ui_focus(ui, PANE_FIND);
    ui->focus_before = before; // from there one goes on to where the search began
    hit_refresh(self_of(pane));
}

/* ---- class */

static void find_init(struct pane *pane)
{
    editor_init(&self_of(pane)->editor, false);
    history_init(&self_of(pane)->history, pane->ui, "find");
    str_init(&self_of(pane)->begun, LIMIT_STR_BYTES);
}

static void find_release(struct pane *pane)
{
    struct find_pane *const self = self_of(pane);
    question_drop(self);
    hits_drop(self);
    editor_release(&self->editor);
    history_release(&self->history);
    str_release(&self->begun);
}

static size_t hits_shown(const struct pane *pane)
{
    const int lines = pane->body.height - HEAD_LINES;
    return lines > HIT_LINES ? (size_t)(lines / HIT_LINES) : 1;
}

static void find_update(struct pane *pane)
{
    struct find_pane *const self = self_of(pane);
    const size_t shown = hits_shown(pane);
    if (self->top > self->cursor)
        self->top = self->cursor;
    if (self->cursor >= self->top + shown)
        self->top = self->cursor + 1 - shown;
}

static void find_move(struct pane *pane, enum motion motion, int count)
{
    struct find_pane *const self = self_of(pane);
    // Above the first hit stands what was searched before.
    const char *const before =
        motion == MOTION_UP && self->cursor == 0 ? history_walk(&self->history, -1) : NULL;
    if (before) {
        editor_set(&self->editor, before);
        ask(self);
        return;
    }
    if (hit_count(self) > 0)
        self->cursor = list_moved(self->cursor, list_distance(motion, count, (int)hits_shown(pane)),
                                  hit_count(self) - 1);
}

static void find_scroll(struct pane *pane, int lines)
{
    find_move(pane, lines < 0 ? MOTION_UP : MOTION_DOWN, 1);
}

static void find_click(struct pane *pane, int x, int y, bool is_again)
{
    struct find_pane *const self = self_of(pane);
    (void)x;
    const int line = y - pane->body.y - HEAD_LINES;
    const size_t index = self->top + (line < 0 ? 0 : (size_t)(line / HIT_LINES));
    if (line < 0 || index >= hit_count(self))
        return;
    const bool is_same = self->cursor == index;
    self->cursor = index;
    if (is_again && is_same)
        find_open_hit(pane);
}

/* Before something is typed: what was searched the time before makes room for it. */
static void make_room(struct find_pane *self)
{
    if (self->is_old)
        editor_set(&self->editor, "");
    self->is_old = false;
}

static bool find_key(struct pane *pane, int key)
{
    struct find_pane *const self = self_of(pane);
    if (!(key & KEY_SPECIAL) && key >= ' ')
        make_room(self);
    self->is_old = false;
    const size_t len = self->editor.text.len;
    if (!editor_key(&self->editor, key))
        return false;
    if (self->editor.text.len != len || key < KEY_SPECIAL)
        ask(self);
    return true;
}

static void find_paste(struct pane *pane, const char *text, size_t len)
{
    struct find_pane *const self = self_of(pane);
    make_room(self);
    editor_insert(&self->editor, text, len);
    ask(self);
}

static void find_title(const struct pane *pane, struct str *left, struct str *right)
{
    const struct find_pane *const self = const_self(pane);
    str_add(left, _("SEARCH EVERYWHERE"));
    if (self->ticket)
        str_add(right, pane->ui->uses_ascii ? "@" : "⟳");
    else if (self->has_hits && !self->hits.is_all)
        str_printf(right, _("the best %zu"), hit_count(self));
    else if (self->has_hits)
        str_printf(right, "%zu", hit_count(self));
}

/* ---- drawing */

/* Where in the line a complaint's character stands, and the sentence below it. */
static void draw_complaint(const struct find_pane *self, struct canvas *canvas, int text_x, int y)
{
    const struct rect body = self->pane.body;
    const char *const text = self->editor.text.data;
    size_t at = 0;
    for (int i = 1; i < self->complaint.column && at < self->editor.text.len; i++) {
        unsigned code_point = 0;
        at += text_next(text + at, self->editor.text.len - at, &code_point);
    }
    int x = text_x + text_cells(text, at) - self->editor.scroll;
    x = x < text_x ? text_x : x > body.x + body.width - 2 ? body.x + body.width - 2 : x;
    const struct canvas_pen pen = {.clip = body, .role = THEME_FORM_ERROR};
    canvas_restyle(canvas, (struct rect){x, y, 1, 1}, THEME_SEARCH_HIT);
    // Below the character, or further left when the sentence would not fit there.
    const int cells = text_cells(self->complaint.text, strlen(self->complaint.text)) + 2;
    const int room = body.x + body.width - 1 - cells;
    const int left = x < room ? x : room > body.x + MARGIN ? room : body.x + MARGIN;
    canvas_add(canvas, &pen, x, y + 1, "^");
    const int words_x = left == x ? x + 2 : left;
    if (left == x || left + cells <= x)
        canvas_text_in(canvas, &pen, words_x, y + 1, body.x + body.width - words_x - 1,
                       self->complaint.text);
    else
        canvas_text_in(canvas, &pen, body.x + MARGIN, y + 2, body.width - 2 * MARGIN,
                       self->complaint.text);
}

/* What the next letter takes the place of looks chosen. */
static void draw_old(const struct find_pane *self, struct canvas *canvas, int x)
{
    const struct rect body = self->pane.body;
    const int cells = text_cells(self->editor.text.data, self->editor.text.len);
    const int room = body.x + body.width - x - 1;
    canvas_restyle(canvas, (struct rect){x, body.y, cells < room ? cells : room, 1}, THEME_CURSOR);
}

static void draw_snippet(struct canvas *canvas, const struct store_snippet *snippet,
                         struct rect line, int x)
{
    const struct canvas_pen plain = {.clip = line, .role = THEME_ARTICLE_META};
    const struct canvas_pen hit = {.clip = line, .role = THEME_SEARCH_HIT};
    size_t at = 0;
    for (size_t i = 0; i < snippet->mark_count; i++) {
        const struct store_span mark = snippet->marks[i];
        x = canvas_text(canvas, &plain, x, line.y, snippet->text + at, mark.start - at);
        x = canvas_text(canvas, &hit, x, line.y, snippet->text + mark.start, mark.len);
        at = mark.start + mark.len;
    }
    canvas_text_in(canvas, &plain, x, line.y, line.x + line.width - x, snippet->text + at);
}

static void draw_hit(const struct find_pane *self, struct canvas *canvas, size_t index,
                     struct rect line)
{
    enum { TITLE_X = 3, SOURCE_CELLS = 18, DATE_CELLS = 12, LEAST_TITLE = 30 };
    const struct store_article *const article = &self->hits.articles.items[index];
    const struct ui *const ui = self->pane.ui;
    const struct canvas_pen title = {
        .clip = line, .role = article->is_unread ? THEME_ARTICLE_UNREAD : THEME_ARTICLE};
    const struct canvas_pen star = {.clip = line, .role = THEME_ARTICLE_STAR};
    const struct canvas_pen dim = {.clip = line, .role = THEME_ARTICLE_DATE};
    char date[64];
    time_format_local(article->published_ms, "%-d %b %Y", date, sizeof(date));
    const char *const starred = ui_star_sign(ui, article);
    if (starred[0])
        canvas_add(canvas, &star, line.x + 1, line.y, starred);
    else
        canvas_add(canvas, &title, line.x + 1, line.y, ui_unread_sign(ui, article));
    int right = line.x + line.width - 1 - DATE_CELLS;
    canvas_text_in(canvas, &dim, right, line.y, DATE_CELLS, date);
    if (line.width >= TITLE_X + LEAST_TITLE + SOURCE_CELLS + DATE_CELLS) {
        right -= SOURCE_CELLS;
        canvas_text_in(canvas, &dim, right, line.y, SOURCE_CELLS - 2, article->feed_title);
    }
    canvas_text_in(canvas, &title, line.x + TITLE_X, line.y, right - line.x - TITLE_X - 2,
                   article->title[0] ? article->title : _("(without a title)"));
    const struct rect below = {line.x, line.y + 1, line.width - 1, 1};
    draw_snippet(canvas, &self->hits.snippets[index], below, line.x + TITLE_X);
    if (index == self->cursor)
        list_draw_cursor(&self->pane, canvas, line);
}

static void draw_hits(const struct find_pane *self, struct canvas *canvas, struct rect body)
{
    for (size_t i = 0; i < hits_shown(&self->pane) && self->top + i < hit_count(self); i++) {
        const int y = body.y + (int)i * HIT_LINES;
        if (y + 1 < body.y + body.height)
            draw_hit(self, canvas, self->top + i, (struct rect){body.x, y, body.width, 1});
    }
}

static void find_draw(const struct pane *pane, struct canvas *canvas)
{
    // Drawing an editor scrolls it to its cursor; nothing else changes here.
    struct find_pane *const self = (struct find_pane *)(uintptr_t)pane;
    const struct rect body = pane->body;
    const struct canvas_pen sign = {.clip = body, .role = THEME_HINT_KEY};
    const bool has_focus =
        pane->ui->panes[pane->ui->focus] == pane && pane->ui->prompt.kind == PROMPT_NONE;
    const int x =
        canvas_add(canvas, &sign, body.x + MARGIN, body.y, pane->ui->uses_ascii ? "/ " : "⌕ ");
    editor_draw(&self->editor, canvas, (struct rect){x, body.y, body.x + body.width - x - 1, 1},
                THEME_FORM_FIELD, has_focus);
    if (self->is_old)
        draw_old(self, canvas, x);
    const struct rect list = rect_cut(body, 0, HEAD_LINES, 0, 0);
    draw_hits(self, canvas, list);
    if (self->complaint.kind != ERR_NONE)
        draw_complaint(self, canvas, x, body.y);
    else if (self->editor.text.len == 0)
        list_draw_empty(pane, canvas, list,
                        _("Words are found in titles, texts, authors and comments.\n\n"
                          "title:rate  feed:wire  tag:later  is:unread  is:starred  newer:7d\n"
                          "\"two words\"  OR  -not  (together)"));
    else if (self->has_hits && hit_count(self) == 0)
        list_draw_empty(pane, canvas, list, _("Nothing found."));
}

const struct pane_class find_class = {
    .name = "find",
    .size = sizeof(struct find_pane),
    .init = find_init,
    .release = find_release,
    .update = find_update,
    .title = find_title,
    .draw = find_draw,
    .move = find_move,
    .key = find_key,
    .paste = find_paste,
    .click = find_click,
    .scroll = find_scroll,
};
