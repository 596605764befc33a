/*
 * The list of articles. It knows a stretch of rows around the cursor and asks for more by key at
 * either end, so a million articles cost what a screenful does.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/memory.h"
#include "base/time.h"
#include "query/query.h"
#include "ui/panes/articles.h"
#include "ui/panes/list.h"
#include "ui/panes/panes.h"

enum {
    SIGHT_LEAST = 10, // rows that stand ready on either side of the cursor, or a screenful
    FIRST_MORE = 5,   // rows asked for beyond those
    PAGE_MORE = 50,   // and while one moves
    ROWS_MOST = 2000, // more than this are let go, and the stretch begins anew around the cursor
    KEPT_MOST = 500,
};

static struct articles_pane *self_of(struct pane *pane)
{
    return (struct articles_pane *)pane;
}

static const struct articles_pane *const_self(const struct pane *pane)
{
    return (const struct articles_pane *)pane;
}

/* Newest first: is `a` before `b`? */
static bool is_before(const struct store_article *a, const struct store_article *b)
{
    return a->published_ms != b->published_ms ? a->published_ms > b->published_ms : a->id > b->id;
}

static struct store_key key_of(const struct store_article *article)
{
    return (struct store_key){article->published_ms, article->id};
}

/* ---- the stretch of rows */

static void rows_clear(struct articles_pane *self)
{
    for (size_t i = 0; i < self->pages.count; i++)
        store_articles_release(vec_at(&self->pages, i));
    vec_clear(&self->pages);
    vec_clear(&self->rows);
    self->has_newer = self->has_older = false;
}

static void row_insert(struct articles_pane *self, size_t at, struct store_article *article)
{
    vec_push(&self->rows);
    struct store_article **const rows = self->rows.items;
    memmove(rows + at + 1, rows + at, (self->rows.count - at - 1) * sizeof(*rows));
    rows[at] = article;
}

/* Rows on either side of the cursor, so that none is missing wherever it stands in the pane. */
static size_t rows_in_sight(const struct articles_pane *self)
{
    const int height = self->pane.body.height;
    return height > SIGHT_LEAST ? (size_t)height : SIGHT_LEAST;
}

/* Read a page behind (or before) a key; is there more? */
static bool page_read(struct articles_pane *self, const struct store_key *key, bool backwards,
                      size_t more)
{
    const size_t wanted = rows_in_sight(self) + more;
    struct store_articles page = {0};
    struct error err = {0};
    if (!store_articles_list(self->pane.ui->store, &self->selection, key, backwards, (int)wanted,
                             &page, &err)) {
        ui_say_error(self->pane.ui, &err);
        return false;
    }
    *(struct store_articles *)vec_push(&self->pages) = page;
    size_t place = 0;
    for (size_t i = 0; i < page.count; i++) {
        ui_overlay_marks(self->pane.ui, &page.items[i]);
        if (!ui_is_deleting(self->pane.ui, page.items[i].id))
            row_insert(self, backwards ? place++ : self->rows.count, &page.items[i]);
    }
    return page.count == wanted;
}

static bool has_row(const struct articles_pane *self, int64_t id, size_t *index)
{
    for (size_t i = 0; i < self->rows.count; i++) {
        if (articles_row(self, i)->id != id)
            continue;
        *index = i;
        return true;
    }
    return false;
}

/* Put those that are kept where they belong within the stretch. */
static void merge_kept(struct articles_pane *self)
{
    for (size_t k = 0; k < self->kept.count; k++) {
        struct store_article *const kept = *(struct store_article **)vec_at(&self->kept, k);
        size_t at = 0;
        if (has_row(self, kept->id, &at))
            continue;
        at = 0;
        while (at < self->rows.count && is_before(articles_row(self, at), kept))
            at++;
        const bool is_outside =
            (at == 0 && self->has_newer) || (at == self->rows.count && self->has_older);
        if (!is_outside)
            row_insert(self, at, kept);
    }
}

/*
 * A search is not counted: that would be reading all of it. Nor is the row that is kept though it
 * is read: the number is the same as the feed's own.
 */
static void count_rows(struct articles_pane *self)
{
    if (self->selection.query) {
        self->count = -1;
        return;
    }
    struct store_selection counted = self->selection;
    counted.keep_id = 0;
    if (!store_articles_count(self->pane.ui->store, &counted, &self->count, NULL))
        self->count = (int64_t)self->rows.count;
}

/* Begin anew at the newest, or around a key (its own row included); how many there are is known, or
 * asked. */
static void rows_begin(struct articles_pane *self, const struct store_key *around, int64_t known)
{
    rows_clear(self);
    if (around) {
        self->has_newer = page_read(self, around, true, FIRST_MORE);
        const struct store_key behind = {around->published_ms, around->id + 1};
        self->has_older = page_read(self, &behind, false, FIRST_MORE);
    } else {
        self->has_older = page_read(self, NULL, false, FIRST_MORE);
    }
    merge_kept(self);
    if (known >= 0)
        self->count = known;
    else
        count_rows(self);
}

static void rows_load(struct articles_pane *self, const struct store_key *around)
{
    rows_begin(self, around, -1);
}

/* Put the cursor on the row of a key, or on the nearest behind it. */
static void cursor_to(struct articles_pane *self, const struct store_key *key)
{
    const struct store_article wanted = {.id = key->id, .published_ms = key->published_ms};
    size_t at = 0;
    if (!has_row(self, key->id, &at)) {
        at = 0;
        while (at + 1 < self->rows.count && is_before(articles_row(self, at), &wanted))
            at++;
    }
    self->cursor = at;
}

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

/* The same rows again, from the database: the cursor and the first shown row stay what they are. */
static void rows_reload(struct articles_pane *self)
{
    if (self->rows.count == 0) {
        rows_load(self, NULL);
        self->cursor = self->top = 0;
        return;
    }
    const struct store_key cursor = key_of(articles_row(self, self->cursor));
    const size_t above = self->cursor - (self->top < self->cursor ? self->top : self->cursor);
    const bool is_at_top = self->cursor == 0 && !self->has_newer;
    rows_load(self, &cursor);
    cursor_to(self, &cursor);
    // Who stands on the newest article wants to see what comes.
    self->top = is_at_top || self->cursor < above ? 0 : self->cursor - above;
}

/* Ask for more where the cursor comes near an end. */
static void rows_extend(struct articles_pane *self)
{
    if (self->rows.count > ROWS_MOST) {
        rows_reload(self);
        return;
    }
    const size_t sight = rows_in_sight(self);
    if (self->has_older && self->rows.count - self->cursor <= sight) {
        const struct store_key key = key_of(articles_row(self, self->rows.count - 1));
        self->has_older = page_read(self, &key, false, PAGE_MORE);
        merge_kept(self);
    }
    if (self->has_newer && self->cursor < sight) {
        const size_t before = self->rows.count;
        const struct store_key key = key_of(articles_row(self, 0));
        self->has_newer = page_read(self, &key, true, PAGE_MORE);
        const size_t added = self->rows.count - before;
        self->cursor += added;
        self->top += added;
        merge_kept(self);
    }
}

/* ---- what is chosen */

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

static char *copy_of(const char *text)
{
    return mem_strdup(text);
}

/* Search for a text within the choice; "" or NULL: the choice as it is. */
static void set_query(struct articles_pane *self, const char *text)
{
    query_free(self->query);
    free(self->query_text);
    self->query = NULL;
    self->query_text = text && text[0] ? copy_of(text) : NULL;
    const char *const used = self->query_text ? self->query_text : self->own_query;
    struct error err = {0};
    if (used)
        self->query = query_parse(used, time_now_ms(), &err);
    if (used && !self->query)
        ui_say_error(self->pane.ui, &err);
    self->selection.query = self->query;
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
    self->label = copy_of(choice->label);
    self->folder = copy_of(choice->folder);
    self->tag = copy_of(choice->tag);
    self->is_toggled = false;
    kept_clear(self);
    self->selection = (struct store_selection){
        .feed_id = choice->feed_id, .tag = self->tag, .only_unread = choice->only_unread};
    free(self->own_query);
    self->own_query = copy_of(choice->query);
    set_query(self, NULL);
    self->selection.keep_id = around ? around->id : 0;
    facts_read(self);
    rows_begin(self, around, choice->only_unread && !around ? choice->unread : -1);
    self->cursor = self->top = 0;
    if (around)
        cursor_to(self, around);
}

void articles_go_to(struct pane *pane, const struct store_key *key)
{
    struct articles_pane *const self = self_of(pane);
    size_t at = 0;
    if (!has_row(self, key->id, &at)) {
        self->selection.keep_id = key->id;
        rows_load(self, key);
    }
    if (self->rows.count > 0)
        cursor_to(self, key);
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
    const bool was_above = has_row(self, id, &at) && at < self->cursor;
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
    if (!has_row(self, article->id, &at))
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
    rows_reload(self);
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
        query_free(probe);
    }
    set_query(self, query);
    kept_clear(self);
    rows_load(self, NULL);
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
}

static void articles_release(struct pane *pane)
{
    struct articles_pane *const self = self_of(pane);
    rows_clear(self);
    vec_release(&self->pages);
    vec_release(&self->rows);
    vec_release(&self->kept);
    arena_release(&self->kept_arena);
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
    rows_extend(self);
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

/* To the far end there is no need to walk: the last page is asked for by key. */
static void go_to_end(struct articles_pane *self, bool is_last)
{
    const struct store_key oldest = {INT64_MIN + 1, 1};
    if (is_last && self->has_older) {
        rows_clear(self);
        self->has_newer = page_read(self, &oldest, true, PAGE_MORE);
        merge_kept(self);
    } else if (!is_last && self->has_newer) {
        rows_load(self, NULL);
    }
    self->top = 0;
    self->cursor = is_last && self->rows.count > 0 ? self->rows.count - 1 : 0;
}

static void articles_move(struct pane *pane, enum motion motion, int count)
{
    struct articles_pane *const self = self_of(pane);
    if (motion == MOTION_FIRST || motion == MOTION_LAST) {
        go_to_end(self, motion == MOTION_LAST);
        return;
    }
    const long long most = (long long)rows_in_sight(self);
    long long rest = list_distance(motion, count, pane->body.height);
    while (rest != 0 && self->rows.count > 0) {
        const size_t before = self->cursor;
        const long long step = rest > most ? most : rest < -most ? -most : rest;
        self->cursor = list_moved(self->cursor, step, self->rows.count - 1);
        if (self->cursor == before)
            break;
        rest -= (long long)self->cursor - (long long)before;
        rows_extend(self);
    }
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
    rows_reload(self_of(pane));
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
