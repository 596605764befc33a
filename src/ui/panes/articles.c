/*
 * The list of articles: what is chosen, and what stays in sight of it. It has a stretch of rows
 * around the cursor (stretch.c), so a million articles cost what a screenful does.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/time.h"
#include "query/query.h"
#include "ui/panes/articles.h"
#include "ui/panes/list.h"
#include "ui/panes/panes.h"

#define ORDERS_KEY "ui.orders"

enum { KEPT_MOST = 500 };

static struct articles_pane *self_of(struct pane *pane)
{
    return (struct articles_pane *)pane;
}

static const struct articles_pane *const_self(const struct pane *pane)
{
    return (const struct articles_pane *)pane;
}

/* ---- what is chosen */

/* What changes on an article while it is kept, and is shown in its row. */
static void kept_refresh(struct articles_pane *self)
{
    for (size_t i = 0; i < self->kept.count; i++) {
        struct store_article *const kept = *(struct store_article **)vec_at(&self->kept, i);
        struct store_articles one = {0};
        if (!store_articles_get(self->pane.ui->store, kept->id, &one, NULL))
            continue;
        ui_overlay_marks(self->pane.ui, &one.items[0]);
        kept->is_unread = one.items[0].is_unread;
        kept->is_starred = one.items[0].is_starred;
        kept->comments_count = one.items[0].comments_count;
        kept->has_full = one.items[0].has_full;
        store_articles_release(&one);
    }
}

static void kept_clear(struct articles_pane *self)
{
    vec_clear(&self->kept);
    arena_release(&self->kept_arena);
    arena_init(&self->kept_arena);
    self->selection.keep_id = 0;
}

/* Copy a row, so that it outlives the page it came with. */
static void keep(struct articles_pane *self, const struct store_article *article)
{
    for (size_t i = 0; i < self->kept.count; i++)
        if ((*(struct store_article **)vec_at(&self->kept, i))->id == article->id)
            return;
    if (self->kept.count >= KEPT_MOST)
        return;
    struct store_article *const copy = arena_alloc(&self->kept_arena, sizeof(*copy));
    *copy = *article;
    copy->feed_title = arena_strdup(&self->kept_arena, article->feed_title);
    copy->title = arena_strdup(&self->kept_arena, article->title);
    copy->link = arena_strdup(&self->kept_arena, article->link);
    copy->author = arena_strdup(&self->kept_arena, article->author);
    copy->tags = NULL;
    copy->tag_count = 0;
    copy->duplicates = NULL; // their number is shown, no more
    *(struct store_article **)vec_push(&self->kept) = copy;
}

/* The choice's own query and what is searched in it; "": neither. */
static void add_query(const struct articles_pane *self, struct str *out)
{
    if (self->own_query && self->query_text)
        str_printf(out, "(%s) (%s)", self->own_query, self->query_text);
    else
        str_add(out, self->query_text ? self->query_text : self->own_query ? self->own_query : "");
}

/* Search for a text within the choice; "" or NULL: the choice as it is. */
static void set_query(struct articles_pane *self, const char *text)
{
    query_free(self->query);
    free(self->query_text);
    self->query = NULL;
    self->query_text = text && text[0] ? mem_strdup(text) : NULL;
    struct str used;
    struct error err = {0};
    str_init(&used, LIMIT_STR_BYTES);
    add_query(self, &used);
    if (used.len > 0)
        self->query = query_parse(used.data, time_now_ms(), &err);
    if (used.len > 0 && !self->query)
        ui_say_error(self->pane.ui, &err);
    self->selection.query = self->query;
    str_release(&used);
}

const char *articles_query(const struct pane *pane)
{
    const struct articles_pane *const self = const_self(pane);
    return self->query_text ? self->query_text : self->own_query;
}

bool articles_is_searched(const struct pane *pane)
{
    return const_self(pane)->query_text != NULL;
}

/* What there is to say about a feed that is shown alone. */
static void facts_read(struct articles_pane *self)
{
    const int64_t id = self->selection.feed_id;
    struct store *const store = self->pane.ui->store;
    struct store_feeds one = {0};
    self->fetched_ms = TIME_NONE;
    if (!id || !store_feeds_rhythm(store, id, time_now_ms(), self->rhythm, NULL) ||
        !store_feeds_get(store, id, &one, NULL))
        return;
    self->fetched_ms = one.items[0].last_fetched_ms;
    store_feeds_release(&one);
}

void articles_show(struct pane *pane, const struct feeds_choice *choice,
                   const struct store_key *around)
{
    struct articles_pane *const self = self_of(pane);
    if (strcmp(self->key, choice->key) == 0)
        return;
    snprintf(self->key, sizeof(self->key), "%s", choice->key);
    free(self->label);
    free(self->folder);
    free(self->tag);
    self->label = mem_strdup(choice->label);
    self->folder = mem_strdup(choice->folder);
    self->tag = mem_strdup(choice->tag);
    self->is_toggled = false;
    self->order = order_of(&self->orders, choice->key);
    kept_clear(self);
    self->selection = (struct store_selection){
        .feed_id = choice->feed_id, .tag = self->tag, .only_unread = choice->only_unread};
    free(self->own_query);
    self->own_query = mem_strdup(choice->query);
    set_query(self, NULL);
    self->selection.keep_id = around ? around->id : 0;
    facts_read(self);
    stretch_begin(self, around, choice->only_unread && !around ? choice->unread : -1);
    self->cursor = self->top = 0;
    if (around)
        stretch_go_to(self, around);
}

void articles_go_to(struct pane *pane, const struct store_key *key)
{
    struct articles_pane *const self = self_of(pane);
    size_t at = 0;
    if (!stretch_has(self, key->id, &at)) {
        self->selection.keep_id = key->id;
        stretch_begin(self, key, -1);
    }
    if (self->rows.count > 0)
        stretch_go_to(self, key);
}

const struct store_article *articles_current(const struct pane *pane)
{
    const struct articles_pane *const self = const_self(pane);
    return self->cursor < self->rows.count ? articles_row(self, self->cursor) : NULL;
}

int64_t articles_beside(const struct pane *pane, int by)
{
    const struct articles_pane *const self = const_self(pane);
    const size_t row = self->cursor + (size_t)by;
    return row < self->rows.count ? articles_row(self, row)->id : 0;
}

const struct store_selection *articles_selection(const struct pane *pane)
{
    return &const_self(pane)->selection;
}

const char *articles_label(const struct pane *pane)
{
    return const_self(pane)->label ? const_self(pane)->label : "";
}

const char *articles_folder(const struct pane *pane)
{
    return const_self(pane)->folder;
}

static void take_out(struct vec *articles, int64_t id)
{
    struct store_article **const items = articles->items;
    size_t left = 0;
    for (size_t i = 0; i < articles->count; i++)
        if (items[i]->id != id)
            items[left++] = items[i];
    while (articles->count > left)
        vec_pop(articles);
}

/* The cursor stays where it is: on the article behind the one that went. */
static void note_deleted(struct articles_pane *self, int64_t id)
{
    size_t at = 0;
    const bool was_above = stretch_has(self, id, &at) && at < self->cursor;
    take_out(&self->rows, id);
    take_out(&self->kept, id);
    if (was_above || (self->cursor && self->cursor >= self->rows.count))
        self->cursor--;
    if (self->count > 0)
        self->count--;
}

void articles_note_mark(struct pane *pane, enum store_mark mark,
                        const struct store_article *article)
{
    struct articles_pane *const self = self_of(pane);
    size_t at = 0;
    if (!stretch_has(self, article->id, &at))
        return;
    if (mark == STORE_MARK_DELETE) {
        note_deleted(self, article->id);
        return;
    }
    ui_apply_mark(articles_row(self, at), mark);
    for (size_t i = 0; i < self->kept.count; i++) {
        struct store_article *const kept = *(struct store_article **)vec_at(&self->kept, i);
        if (kept->id == article->id)
            ui_apply_mark(kept, mark);
    }
    if (mark == STORE_MARK_READ && self->selection.only_unread)
        keep(self, articles_row(self, at));
}

void articles_toggle_unread_only(struct pane *pane)
{
    struct articles_pane *const self = self_of(pane);
    self->selection.only_unread = !self->selection.only_unread;
    self->is_toggled = !self->is_toggled;
    kept_clear(self);
    stretch_reload(self);
}

void articles_sort(struct pane *pane, enum order order)
{
    struct articles_pane *const self = self_of(pane);
    self->order = order;
    order_remember(&self->orders, self->key, order);
    ui_set_state(pane->ui, ORDERS_KEY, self->orders.data);
    stretch_begin(self, NULL, -1);
    self->cursor = self->top = 0;
}

enum order articles_order(const struct pane *pane)
{
    return const_self(pane)->order;
}

const struct store_article *articles_next_unread(const struct pane *pane, bool backwards)
{
    const struct articles_pane *const self = const_self(pane);
    const size_t count = self->rows.count;
    for (size_t i = 1; i < count; i++) {
        const size_t at = (self->cursor + (backwards ? count - i : i)) % count;
        if (articles_row(self, at)->is_unread)
            return articles_row(self, at);
    }
    return NULL;
}

void articles_set_query(struct pane *pane, const char *query)
{
    struct articles_pane *const self = self_of(pane);
    if (query && query[0]) {
        struct error err = {0};
        struct query *const probe = query_parse(query, time_now_ms(), &err);
        if (!probe) {
            ui_say(pane->ui, THEME_STATUS_ERROR, _("column %d: %s"), err.column, err.text);
            return;
        }
        const bool is_all = probe->root->kind == QUERY_ALL;
        query_free(probe);
        if (is_all) {
            ui_say(pane->ui, THEME_STATUS_ERROR, _("there are no words in it to search for"));
            return;
        }
    }
    set_query(self, query);
    kept_clear(self);
    stretch_begin(self, NULL, -1);
    self->cursor = self->top = 0;
}

/* ---- class */

static void articles_init(struct pane *pane)
{
    struct articles_pane *const self = self_of(pane);
    vec_init(&self->pages, sizeof(struct store_articles));
    vec_init(&self->rows, sizeof(struct store_article *));
    vec_init(&self->kept, sizeof(struct store_article *));
    arena_init(&self->kept_arena);
    str_init(&self->orders, ORDERS_BYTES);
    store_state_get(pane->ui->store, ORDERS_KEY, &self->orders, NULL);
}

static void articles_release(struct pane *pane)
{
    struct articles_pane *const self = self_of(pane);
    stretch_clear(self);
    vec_release(&self->pages);
    vec_release(&self->rows);
    vec_release(&self->kept);
    arena_release(&self->kept_arena);
    str_release(&self->orders);
    query_free(self->query);
    free(self->query_text);
    free(self->own_query);
    free(self->label);
    free(self->folder);
    free(self->tag);
}

static int lines_of(const struct articles_pane *self, size_t index)
{
    return articles_begins_day(self, index) ? 2 : 1;
}

static void articles_update(struct pane *pane)
{
    struct articles_pane *const self = self_of(pane);
    if (self->rows.count == 0)
        return;
    stretch_extend(self);
    if (self->cursor >= self->rows.count)
        self->cursor = self->rows.count - 1;
    if (self->top > self->cursor)
        self->top = self->cursor;
    // Count the lines from the cursor upwards until the body is full.
    int lines = 0;
    size_t first = self->cursor + 1;
    while (first > self->top && lines + lines_of(self, first - 1) <= pane->body.height)
        lines += lines_of(self, --first);
    if (first > self->top)
        self->top = first > self->cursor ? self->cursor : first;
}

static void articles_move(struct pane *pane, enum motion motion, int count)
{
    struct articles_pane *const self = self_of(pane);
    if (motion == MOTION_FIRST || motion == MOTION_LAST) {
        stretch_go_to_end(self, motion == MOTION_LAST);
        return;
    }
    const long long most = (long long)stretch_sight(self);
    long long rest = list_distance(motion, count, pane->body.height);
    while (rest != 0 && self->rows.count > 0) {
        const size_t before = self->cursor;
        const long long step = rest > most ? most : rest < -most ? -most : rest;
        self->cursor = list_moved(self->cursor, step, self->rows.count - 1);
        if (self->cursor == before)
            break;
        rest -= (long long)self->cursor - (long long)before;
        stretch_extend(self);
    }
}

bool articles_get_ahead(struct pane *pane)
{
    return pane->is_shown && stretch_get_ahead(self_of(pane));
}

static void articles_scroll(struct pane *pane, int lines)
{
    articles_move(pane, lines < 0 ? MOTION_UP : MOTION_DOWN, lines < 0 ? -lines : lines);
}

static void articles_click(struct pane *pane, int x, int y, bool is_again)
{
    struct articles_pane *const self = self_of(pane);
    (void)x;
    int line = pane->body.y;
    for (size_t i = self->top; i < self->rows.count && line <= y; i++) {
        line += articles_begins_day(self, i);
        if (line == y) {
            self->cursor = i;
            if (is_again)
                ui_open_article(pane->ui, articles_row(self, i));
            return;
        }
        line++;
    }
}

static void articles_changed(struct pane *pane)
{
    kept_refresh(self_of(pane));
    facts_read(self_of(pane));
    stretch_reload(self_of(pane));
}

const struct pane_class articles_class = {
    .name = "articles",
    .size = sizeof(struct articles_pane),
    .init = articles_init,
    .release = articles_release,
    .update = articles_update,
    .title = articles_title,
    .draw = articles_draw,
    .move = articles_move,
    .click = articles_click,
    .scroll = articles_scroll,
    .changed = articles_changed,
};
