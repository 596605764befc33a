/*
 * The thread of the article that is read, as a tree.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/intl.h"
#include "base/time.h"
#include "comments/source.h"
#include "text/cells.h"
#include "ui/panes/list.h"
#include "ui/panes/panes.h"
#include "ui/panes/runs.h"
#include "ui/panes/thread.h"

enum { FRESH_MS = 15 * 60 * 1000, MINUTE_MS = 60 * 1000 };

static struct comments_pane *self_of(struct pane *pane)
{
    return (struct comments_pane *)pane;
}

static const struct comments_pane *const_self(const struct pane *pane)
{
    return (const struct comments_pane *)pane;
}

void comments_leave(struct pane *pane)
{
    struct comments_pane *const self = self_of(pane);
    bool has_new = false;
    for (size_t i = 0; i < thread_count(self); i++)
        has_new |= self->thread.items[i].is_unread;
    if (self->is_seen && has_new)
        ui_await(pane->ui, app_mark_comments_read(pane->ui->app, self->article_id), ERRAND_QUIET,
                 self->article_id);
    self->is_seen = false;
}

void comments_show(struct pane *pane, int64_t article_id)
{
    struct comments_pane *const self = self_of(pane);
    if (self->article_id == article_id)
        return;
    comments_leave(pane);
    thread_drop(self);
    comments_end_search(pane);
    self->article_id = article_id;
    self->cursor = self->top = 0;
    self->top_line = 0;
    self->why[0] = '\0';
    self->is_awaiting_own = false;
    if (article_id && pane->is_shown)
        thread_load(self);
}

static void comments_appear(struct pane *pane)
{
    struct comments_pane *const self = self_of(pane);
    if (self->article_id && !self->has_thread)
        thread_load(self);
}

void comments_await_own(struct pane *pane, const char *author)
{
    struct comments_pane *const self = self_of(pane);
    self->is_awaiting_own = true;
    snprintf(self->own_author, sizeof(self->own_author), "%s", author);
    self->newest_before = 0;
    for (size_t i = 0; i < thread_count(self); i++)
        if (self->thread.items[i].id > self->newest_before)
            self->newest_before = self->thread.items[i].id;
}

/* The newest comment that came since the reply was sent and has its author's name. */
static void go_to_own(struct comments_pane *self)
{
    size_t found = thread_count(self);
    for (size_t i = 0; self->is_awaiting_own && i < thread_count(self); i++) {
        const struct store_comment *const item = &self->thread.items[i];
        const bool is_own = item->id > self->newest_before && item->comment.author &&
                            strcasecmp(item->comment.author, self->own_author) == 0;
        if (is_own && (found == thread_count(self) || item->id > self->thread.items[found].id))
            found = i;
    }
    if (found == thread_count(self))
        return;
    self->is_awaiting_own = false;
    // Nobody's own words are news to them, and who answered has seen the others.
    for (size_t i = 0; i < thread_count(self); i++)
        self->thread.items[i].is_unread = false;
    ui_await(self->pane.ui, app_mark_comments_read(self->pane.ui->app, self->article_id),
             ERRAND_QUIET, self->article_id);
    thread_unfold_to(self, found);
    thread_go_to(self, found);
}

void comments_fetch(struct pane *pane, bool is_forced)
{
    struct comments_pane *const self = self_of(pane);
    struct ui *const ui = pane->ui;
    // The sample newspaper has brought its threads along.
    if (!self->article_id || ui->is_demo || ui_is_awaiting(ui, ERRAND_COMMENTS, self->article_id))
        return;
    const struct store_text *const text = reader_text(ui->panes[PANE_ARTICLE]);
    const int64_t fetched_ms = text ? text->comments_fetched_ms : TIME_NONE;
    if (!is_forced && fetched_ms != TIME_NONE && time_now_ms() - fetched_ms < FRESH_MS)
        return;
    self->why[0] = '\0';
    ui_await(ui, app_fetch_comments(ui->app, self->article_id), ERRAND_COMMENTS, self->article_id);
}

void comments_failed(struct pane *pane, int64_t article_id, const char *why)
{
    struct comments_pane *const self = self_of(pane);
    if (self->article_id != article_id)
        return;
    snprintf(self->why, sizeof(self->why), "%s", why);
    if (thread_count(self) > 0)
        ui_say(pane->ui, THEME_STATUS_ERROR, "%s", why);
}

const struct store_comment *comments_current(const struct pane *pane)
{
    const struct comments_pane *const self = const_self(pane);
    return self->cursor < thread_count(self) ? &self->thread.items[self->cursor] : NULL;
}

const char *comments_link(const struct pane *pane, int number)
{
    const struct comments_pane *const self = const_self(pane);
    if (self->cursor >= thread_count(self) || number < 1)
        return NULL;
    const struct layout *const layout = thread_layout(self, self->cursor);
    return layout ? layout_link_url(layout, (size_t)number) : NULL;
}

static void comments_scroll(struct pane *pane, int lines)
{
    struct comments_pane *const self = self_of(pane);
    if (thread_count(self) == 0)
        return;
    if (lines < 0)
        thread_scroll_up(self, -lines);
    else
        thread_scroll_down(self, lines);
    thread_cursor_follows(self);
}

static void comments_move(struct pane *pane, enum motion motion, int count)
{
    struct comments_pane *const self = self_of(pane);
    if (thread_count(self) == 0)
        return;
    if (motion == MOTION_DOWN || motion == MOTION_UP) {
        for (int i = 0; i < count && i < 100000; i++) {
            if (motion == MOTION_DOWN)
                thread_step_down(self);
            else
                thread_step_up(self);
        }
    } else if (motion == MOTION_FIRST) {
        thread_go_to(self, 0);
    } else if (motion == MOTION_LAST) {
        size_t last = thread_count(self) - 1;
        while (self->views[last].is_hidden)
            last = thread_previous(self, last);
        // From the end upwards, so that what lies between is not laid out.
        self->top = self->cursor = last;
        self->top_line = 0;
        thread_clamp(self);
    } else {
        const long long lines = list_distance(motion, count, pane->body.height);
        comments_scroll(pane, (int)(lines > 100000 ? 100000 : lines < -100000 ? -100000 : lines));
    }
}

/* The next comment that came since the last visit, whatever its level; folds open. */
static void step_to_new(struct comments_pane *self, bool is_forward)
{
    for (size_t at = self->cursor; is_forward ? ++at < thread_count(self) : at-- > 0;) {
        if (!self->thread.items[at].is_unread)
            continue;
        thread_unfold_to(self, at);
        thread_go_to(self, at);
        return;
    }
    ui_say(self->pane.ui, THEME_STATUS,
           is_forward ? _("no new comment follows") : _("no new comment stands before"));
}

void comments_step(struct pane *pane, enum comments_step step)
{
    struct comments_pane *const self = self_of(pane);
    if (thread_count(self) == 0)
        return;
    if (step == COMMENTS_NEXT_NEW || step == COMMENTS_PREVIOUS_NEW) {
        step_to_new(self, step == COMMENTS_NEXT_NEW);
        return;
    }
    const bool is_forward = step == COMMENTS_NEXT_THREAD || step == COMMENTS_NEXT_SIBLING;
    const bool is_thread = step == COMMENTS_NEXT_THREAD || step == COMMENTS_PREVIOUS_THREAD;
    const int depth = is_thread ? 0 : thread_depth(self, self->cursor);
    size_t at = self->cursor;
    for (;;) {
        if (is_forward ? at + 1 >= thread_count(self) : at == 0)
            return;
        at += is_forward ? 1 : (size_t)-1;
        if (thread_depth(self, at) < depth)
            return;
        if (thread_depth(self, at) == depth && !self->views[at].is_hidden)
            break;
    }
    thread_go_to(self, at);
}

static size_t replies_below(const struct comments_pane *self, size_t index)
{
    size_t at = index + 1;
    while (at < thread_count(self) && thread_depth(self, at) > thread_depth(self, index))
        at++;
    return at - index - 1;
}

void comments_toggle_fold(struct pane *pane)
{
    struct comments_pane *const self = self_of(pane);
    if (thread_count(self) == 0)
        return;
    self->views[self->cursor].is_folded = !self->views[self->cursor].is_folded;
    thread_hide_folded(self);
    thread_show_cursor(self);
}

/* ---- class */

static void comments_init(struct pane *pane)
{
    enum { WORDS_BYTES = 1024 };
    str_init(&self_of(pane)->words, WORDS_BYTES);
}

static void comments_release(struct pane *pane)
{
    str_release(&self_of(pane)->words);
    thread_drop(self_of(pane));
}

static void comments_update(struct pane *pane)
{
    struct comments_pane *const self = self_of(pane);
    if (pane->ui->panes[pane->ui->focus] == pane)
        self->is_seen = true;
    thread_clamp(self);
    const bool is_resized =
        self->shown_width != pane->body.width || self->shown_height != pane->body.height;
    self->shown_width = pane->body.width;
    self->shown_height = pane->body.height;
    // In a comment that is taller than the pane the place stays.
    if (is_resized && self->cursor != self->top && thread_count(self) > 0)
        thread_show_cursor(self);
}

static void comments_changed(struct pane *pane)
{
    struct comments_pane *const self = self_of(pane);
    if (!self->article_id || (!pane->is_shown && !self->has_thread))
        return;
    thread_load(self);
    go_to_own(self);
}

/* Open the link at a cell of a comment's line, 0 being its head; false: there is none. */
static bool open_link_at(const struct comments_pane *self, size_t index, int number, int x)
{
    if (number < 1 || number > thread_text_lines(self, index))
        return false;
    const struct layout *const layout = thread_layout(self, index);
    const int column = x - self->pane.body.x - thread_text_column(self, index);
    const uint32_t link = runs_link_at(layout_line(layout, (size_t)number - 1), column);
    if (link)
        ui_browse(self->pane.ui, layout_link_url(layout, link));
    return link != 0;
}

/* A second click opens a link, and folds what follows a comment. */
static void comments_click(struct pane *pane, int x, int y, bool is_again)
{
    struct comments_pane *const self = self_of(pane);
    int line = pane->body.y - self->top_line;
    for (size_t i = self->top; i < thread_count(self); i = thread_next(self, i)) {
        const int end = line + thread_height(self, i);
        if (y < end) {
            const bool is_same = is_again && self->cursor == i;
            self->cursor = i;
            if (is_same && !open_link_at(self, i, y - line, x))
                comments_toggle_fold(pane);
            return;
        }
        line = end;
    }
}

static size_t new_count(const struct comments_pane *self)
{
    size_t count = 0;
    for (size_t i = 0; i < thread_count(self); i++)
        count += self->thread.items[i].is_unread;
    return count;
}

static void comments_title(const struct pane *pane, struct str *left, struct str *right)
{
    const struct comments_pane *const self = const_self(pane);
    const struct store_text *const text = reader_text(pane->ui->panes[PANE_ARTICLE]);
    str_add(left, _("COMMENTS"));
    if (thread_count(self) > 0)
        str_printf(left, " %zu", thread_count(self));
    if (self->has_thread && self->thread.total > (int64_t)thread_count(self))
        str_printf(left, _(" of %lld"), (long long)self->thread.total);
    if (new_count(self) > 0)
        str_printf(left, _(" · %zu new"), new_count(self));
    if (thread_count(self) > 0 && text && text->comments_state == COMMENTS_CLOSED)
        str_add(left, _(" · closed"));
    if (self->article_id && watch_has(pane->ui, self->article_id))
        str_add(left, _(" · watched"));
    if (ui_is_awaiting(pane->ui, ERRAND_COMMENTS, self->article_id) && self->article_id)
        str_add(right, pane->ui->uses_ascii ? "@" : "⟳");
}

/* ---- drawing */

static void add_age(int64_t published_ms, struct str *out)
{
    const int64_t minutes = (time_now_ms() - published_ms) / MINUTE_MS;
    char date[64];
    if (minutes < 0 || minutes >= 7 * 24 * 60)
        str_add(out, time_format_local(published_ms, "%-d %b %Y", date, sizeof(date)));
    else if (minutes < 1)
        str_add(out, _("now"));
    else if (minutes < 60)
        str_printf(out, _("%lld min"), (long long)minutes);
    else if (minutes < 24 * 60)
        str_printf(out, _("%lld h"), (long long)(minutes / 60));
    else
        str_printf(out, _("%lld d"), (long long)(minutes / (24 * 60)));
}

static void add_folded(size_t replies, struct str *out)
{
    if (replies > 1)
        str_printf(out, _(" · folded, %zu replies"), replies);
    else
        str_add(out, replies ? _(" · folded, 1 reply") : _(" · folded"));
}

static void draw_head(const struct comments_pane *self, struct canvas *canvas, size_t index,
                      struct rect line)
{
    const struct store_comment *const item = &self->thread.items[index];
    const struct comment *const comment = &item->comment;
    const struct canvas_pen author = {.clip = line,
                                      .role = comment->is_thread_author ? THEME_COMMENT_OWNER
                                                                        : THEME_COMMENT_AUTHOR};
    const struct canvas_pen dim = {.clip = line, .role = THEME_COMMENT_AGE};
    const struct canvas_pen fresh = {.clip = line, .role = THEME_COMMENT_NEW};
    const bool is_top = thread_level(self, index) == 0;
    int x = line.x + (is_top ? 1 : thread_text_column(self, index));
    const char *const name =
        comment->author && comment->author[0] ? comment->author : _("anonymous");
    x = canvas_add(canvas, &author, x, line.y, name);
    struct str rest;
    str_init(&rest, 256);
    if (comment->published_ms != TIME_NONE) {
        str_add(&rest, " · ");
        add_age(comment->published_ms, &rest);
    }
    if (comment->score != COMMENT_NO_SCORE)
        str_printf(&rest, _(" · %lld points"), (long long)comment->score);
    x = canvas_add(canvas, &dim, x, line.y, rest.data);
    str_clear(&rest);
    if (self->views[index].is_folded)
        add_folded(replies_below(self, index), &rest);
    x = canvas_add(canvas, &dim, x, line.y, rest.data);
    str_release(&rest);
    if (!item->is_unread)
        return;
    x = canvas_add(canvas, &dim, x, line.y, " · ");
    canvas_add(canvas, &fresh, x, line.y, _("new"));
}

/* Is there, after `index`, another reply on `depth` of the same branch? */
static bool goes_on(const struct comments_pane *self, size_t index, int depth)
{
    for (size_t i = index + 1; i < thread_count(self); i++) {
        if (thread_depth(self, i) < depth)
            return false;
        if (thread_depth(self, i) == depth)
            return true;
    }
    return false;
}

/* The guides left of one line of a comment: a corner at its head, lines of what goes on below. */
static void draw_guides(const struct comments_pane *self, struct canvas *canvas, size_t index,
                        bool is_head, struct rect line)
{
    const bool is_ascii = self->pane.ui->uses_ascii;
    const struct canvas_pen pen = {.clip = line, .role = THEME_COMMENT_GUIDE};
    const int level = thread_level(self, index);
    const int hidden = thread_depth(self, index) - level; // levels that found no room
    for (int k = 1; k <= level; k++) {
        const int x = line.x + 1 + k * THREAD_INDENT;
        const bool is_own = k == level;
        const bool is_on = is_own ? !self->views[index].is_last : goes_on(self, index, k + hidden);
        if (is_own && is_head)
            canvas_add(canvas, &pen, x, line.y, is_ascii ? "`" : is_on ? "├" : "└");
        else if (is_on)
            canvas_add(canvas, &pen, x, line.y, is_ascii ? "|" : "│");
    }
}

static void draw_line(const struct comments_pane *self, struct canvas *canvas, size_t index,
                      int number, struct rect line)
{
    const int lines = thread_text_lines(self, index);
    if (number <= lines + 1)
        draw_guides(self, canvas, index, number == 0, line);
    if (number == 0) {
        draw_head(self, canvas, index, line);
        if (index == self->cursor)
            list_draw_cursor(&self->pane, canvas, line);
    } else if (number <= lines) {
        const struct layout *const layout = thread_layout(self, index);
        runs_draw(canvas, line, line.x + thread_text_column(self, index), line.y,
                  layout_width(layout), layout_line(layout, (size_t)number - 1));
    } else if (number == lines + 2 && self->thread.more_url) {
        const struct canvas_pen pen = {.clip = line, .role = THEME_EMPTY};
        struct str text;
        str_init(&text, 8 << 10);
        str_printf(&text, _("More comments are on the page: %s"), self->thread.more_url);
        canvas_text_in(canvas, &pen, line.x + 1, line.y, line.width - 2, text.data);
        str_release(&text);
    }
}

static const char *words_of_empty(const struct comments_pane *self, char *buffer, size_t bytes)
{
    const struct ui *const ui = self->pane.ui;
    const struct store_text *const text = reader_text(ui->panes[PANE_ARTICLE]);
    const struct store_article *const article = reader_article(ui->panes[PANE_ARTICLE]);
    if (!article || !text)
        return "";
    if (ui_is_awaiting(ui, ERRAND_COMMENTS, self->article_id))
        return _("Fetching the comments…");
    if (self->why[0]) {
        snprintf(buffer, bytes, _("%s\n\nPress {reload} to try again."), self->why);
        return buffer;
    }
    switch (text->comments_state) {
    case COMMENTS_CLOSED:
        return _("No comments, and no new ones are taken: they are closed.");
    case COMMENTS_LOGIN:
        return _("Comments here are for those who are logged in. Press {browse-comments} to open "
                 "the page.");
    case COMMENTS_NONE:
        return _("This site offers no comments.");
    default:
        break;
    }
    if (text->comments_fetched_ms == TIME_NONE && article->comments_count > 0) {
        snprintf(buffer, bytes, _("%lld comments are on the site. Press {comments} to read them."),
                 (long long)article->comments_count);
        return buffer;
    }
    return _("No comments yet. Press {reply} to start the discussion.");
}

static void comments_draw(const struct pane *pane, struct canvas *canvas)
{
    const struct comments_pane *const self = const_self(pane);
    const struct rect body = pane->body;
    if (thread_count(self) == 0) {
        char buffer[ERROR_TEXT_BYTES + 64];
        list_draw_empty(pane, canvas, body, words_of_empty(self, buffer, sizeof(buffer)));
        return;
    }
    size_t index = self->top;
    int number = self->top_line;
    for (int y = 0; y < body.height && index < thread_count(self); y++) {
        draw_line(self, canvas, index, number, (struct rect){body.x, body.y + y, body.width, 1});
        if (++number >= thread_height(self, index)) {
            number = 0;
            index = thread_next(self, index);
        }
    }
}

const struct pane_class comments_class = {
    .name = "comments",
    .size = sizeof(struct comments_pane),
    .init = comments_init,
    .release = comments_release,
    .update = comments_update,
    .title = comments_title,
    .draw = comments_draw,
    .move = comments_move,
    .click = comments_click,
    .scroll = comments_scroll,
    .appear = comments_appear,
    .changed = comments_changed,
};
