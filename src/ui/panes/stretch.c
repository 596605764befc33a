/*
 * The rows that are there of a list of articles: by time a stretch around the cursor, which asks
 * for more by key at either end; in other orders the newest of the list, sorted.
 */
#include <string.h>

#include "ui/panes/articles.h"

enum {
    SIGHT_LEAST = 10, // rows that stand ready on either side of the cursor, or a screenful
    FIRST_MORE = 5,   // rows asked for beyond those
    PAGE_MORE = 50,   // and while one moves
    ROWS_MOST = 2000, // more than this are let go, and the stretch begins anew around the cursor
};

static bool is_reversed(const struct articles_pane *self)
{
    return self->order == ORDER_OLDEST;
}

/* By time: is `a` before `b`? */
static bool is_before(const struct articles_pane *self, const struct store_article *a,
                      const struct store_article *b)
{
    const bool is_newer =
        a->published_ms != b->published_ms ? a->published_ms > b->published_ms : a->id > b->id;
    return is_newer != is_reversed(self);
}

/* Is there more before the first row, behind the last one? */
static bool *more_before(struct articles_pane *self)
{
    return is_reversed(self) ? &self->has_older : &self->has_newer;
}

static bool *more_behind(struct articles_pane *self)
{
    return is_reversed(self) ? &self->has_newer : &self->has_older;
}

static struct store_key key_of(const struct store_article *article)
{
    return (struct store_key){article->published_ms, article->id};
}

void stretch_clear(struct articles_pane *self)
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

size_t stretch_sight(const struct articles_pane *self)
{
    const int height = self->pane.body.height;
    return height > SIGHT_LEAST ? (size_t)height : SIGHT_LEAST;
}

/* Read what is newer (or older) than a key, where it stands among the rows; is there more? */
static bool page_read(struct articles_pane *self, const struct store_key *key, bool is_newer,
                      size_t wanted)
{
    struct store_articles page = {0};
    struct error err = {0};
    if (!store_articles_list(self->pane.ui->store, &self->selection, key, is_newer, (int)wanted,
                             &page, &err)) {
        ui_say_error(self->pane.ui, &err);
        return false;
    }
    *(struct store_articles *)vec_push(&self->pages) = page;
    // A page comes newest first; the other way round each goes in front of the one before.
    const bool is_before_rows = is_newer != is_reversed(self);
    const size_t step = is_reversed(self) ? 0 : 1;
    size_t at = is_before_rows ? 0 : self->rows.count;
    for (size_t i = 0; i < page.count; i++) {
        ui_overlay_marks(self->pane.ui, &page.items[i]);
        if (ui_is_marking(self->pane.ui, STORE_MARK_DELETE, page.items[i].id))
            continue;
        row_insert(self, at, &page.items[i]);
        at += step;
    }
    return page.count == wanted;
}

bool stretch_has(const struct articles_pane *self, int64_t id, size_t *index)
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
        if (stretch_has(self, kept->id, &at))
            continue;
        at = 0;
        while (at < self->rows.count && is_before(self, articles_row(self, at), kept))
            at++;
        const bool is_outside =
            (at == 0 && *more_before(self)) || (at == self->rows.count && *more_behind(self));
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

/* From the newest on, or from the oldest. */
static void read_end(struct articles_pane *self, bool is_newest, size_t more)
{
    static const struct store_key oldest = {INT64_MIN + 1, 1};
    const size_t wanted = stretch_sight(self) + more;
    if (is_newest)
        self->has_older = page_read(self, NULL, false, wanted);
    else
        self->has_newer = page_read(self, &oldest, true, wanted);
}

static void read_around(struct articles_pane *self, const struct store_key *key)
{
    const size_t wanted = stretch_sight(self) + FIRST_MORE;
    const struct store_key with_it = {key->published_ms, key->id + 1};
    self->has_newer = page_read(self, key, true, wanted);
    self->has_older = page_read(self, &with_it, false, wanted);
}

void stretch_begin(struct articles_pane *self, const struct store_key *around, int64_t known)
{
    stretch_clear(self);
    self->is_cut = false;
    if (!order_is_by_time(self->order))
        self->is_cut = page_read(self, NULL, false, ORDER_MOST);
    else if (around)
        read_around(self, around);
    else
        read_end(self, !is_reversed(self), FIRST_MORE);
    merge_kept(self);
    if (!order_is_by_time(self->order))
        order_sort(self->order, &self->rows);
    if (known >= 0)
        self->count = known;
    else
        count_rows(self);
}

void stretch_go_to(struct articles_pane *self, const struct store_key *key)
{
    const struct store_article wanted = {.id = key->id, .published_ms = key->published_ms};
    size_t at = 0;
    if (!stretch_has(self, key->id, &at)) {
        at = 0;
        while (at + 1 < self->rows.count && is_before(self, articles_row(self, at), &wanted))
            at++;
    }
    self->cursor = at;
}

void stretch_reload(struct articles_pane *self)
{
    if (self->rows.count == 0) {
        stretch_begin(self, NULL, -1);
        self->cursor = self->top = 0;
        return;
    }
    const struct store_key cursor = key_of(articles_row(self, self->cursor));
    const size_t above = self->cursor - (self->top < self->cursor ? self->top : self->cursor);
    const bool is_at_top = self->cursor == 0 && !*more_before(self);
    stretch_begin(self, &cursor, -1);
    stretch_go_to(self, &cursor);
    // Who stands on the first article wants to see what comes.
    self->top = is_at_top || self->cursor < above ? 0 : self->cursor - above;
}

/* Read more where fewer rows than `sight` are left beside the cursor. */
static void extend(struct articles_pane *self, size_t sight)
{
    if (self->rows.count > ROWS_MOST) {
        stretch_reload(self);
        return;
    }
    const size_t wanted = stretch_sight(self) + PAGE_MORE;
    if (*more_behind(self) && self->rows.count - self->cursor <= sight) {
        const struct store_key key = key_of(articles_row(self, self->rows.count - 1));
        *more_behind(self) = page_read(self, &key, is_reversed(self), wanted);
        merge_kept(self);
    }
    if (*more_before(self) && self->cursor < sight) {
        const size_t before = self->rows.count;
        const struct store_key key = key_of(articles_row(self, 0));
        *more_before(self) = page_read(self, &key, !is_reversed(self), wanted);
        merge_kept(self);
        const size_t added = self->rows.count - before; // all of them above the cursor
        self->cursor += added;
        self->top += added;
    }
}

void stretch_extend(struct articles_pane *self)
{
    extend(self, stretch_sight(self));
}

bool stretch_get_ahead(struct articles_pane *self)
{
    const size_t before = self->pages.count;
    if (self->rows.count > 0)
        extend(self, stretch_sight(self) + PAGE_MORE / 2);
    return self->pages.count > before;
}

/* There is no need to walk: the last page is asked for by key. */
void stretch_go_to_end(struct articles_pane *self, bool is_last)
{
    if (is_last ? *more_behind(self) : *more_before(self)) {
        stretch_clear(self);
        read_end(self, is_last == is_reversed(self), PAGE_MORE);
        merge_kept(self);
    }
    self->top = 0;
    self->cursor = is_last && self->rows.count > 0 ? self->rows.count - 1 : 0;
}
