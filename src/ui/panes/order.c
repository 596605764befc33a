#include "ui/panes/order.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/memory.h"
#include "text/fold.h"

static const char *title_of(const struct store_article *article)
{
    return article->title;
}

static const char *feed_of(const struct store_article *article)
{
    return article->feed_title;
}

static const char *author_of(const struct store_article *article)
{
    return article->author ? article->author : "";
}

static const struct {
    const char *name;
    const char *help;
    const char *heading;
    const char *(*words_of)(const struct store_article *article); // NULL: not by words
} orders[] = {
    [ORDER_NEWEST] = {"newest", N_("the newest first"), NULL, NULL},
    [ORDER_OLDEST] = {"oldest", N_("the oldest first"), N_("oldest first"), NULL},
    [ORDER_TITLE] = {"title", N_("by title; the newest thousand of a long list"), N_("by title"),
                     title_of},
    [ORDER_FEED] = {"feed", N_("by feed; the newest thousand of a long list"), N_("by feed"),
                    feed_of},
    [ORDER_AUTHOR] = {"author", N_("by author; the newest thousand of a long list"),
                      N_("by author"), author_of},
    [ORDER_COMMENTS] = {"comments",
                        N_("the most comments first; the newest thousand of a long list"),
                        N_("by comments"), NULL},
};

const char *order_name(enum order order)
{
    return (size_t)order < COUNT_OF(orders) ? orders[order].name : NULL;
}

const char *order_help(enum order order)
{
    return _(orders[order].help);
}

const char *order_heading(enum order order)
{
    return orders[order].heading ? _(orders[order].heading) : NULL;
}

bool order_find(const char *name, enum order *order)
{
    for (size_t i = 0; i < COUNT_OF(orders); i++) {
        if (strcmp(orders[i].name, name) != 0)
            continue;
        *order = (enum order)i;
        return true;
    }
    return false;
}

bool order_is_by_time(enum order order)
{
    return order == ORDER_NEWEST || order == ORDER_OLDEST;
}

/* ---- sorting */

struct sorted {
    struct store_article *article;
    const char *words; // folded; NULL: by comments
    size_t place;      // before: equal ones stay in their order
};

static int compare(const void *left, const void *right)
{
    const struct sorted *const a = left;
    const struct sorted *const b = right;
    int way = 0;
    if (a->words && b->words)
        way = strcmp(a->words, b->words);
    else if (a->article->comments_count != b->article->comments_count)
        way = a->article->comments_count < b->article->comments_count ? 1 : -1;
    return way ? way : a->place < b->place ? -1 : 1;
}

static const char *folded(struct arena *arena, const char *words)
{
    enum { FOLDED_BYTES = 256 }; // what stands behind them decides nothing
    struct str out;
    str_init(&out, FOLDED_BYTES * 4);
    text_fold(words, utf8_fit(words, strlen(words), FOLDED_BYTES), &out);
    const char *const kept = arena_strndup(arena, out.data, out.len);
    str_release(&out);
    return kept;
}

void order_sort(enum order order, struct vec *rows)
{
    if (rows->count == 0)
        return;
    struct arena arena;
    arena_init(&arena);
    struct store_article **const items = rows->items;
    struct sorted *const sorted = arena_alloc(&arena, size_mul(rows->count, sizeof(*sorted)));
    for (size_t i = 0; i < rows->count; i++)
        sorted[i] = (struct sorted){.article = items[i],
                                    .words = orders[order].words_of
                                                 ? folded(&arena, orders[order].words_of(items[i]))
                                                 : NULL,
                                    .place = i};
    qsort(sorted, rows->count, sizeof(*sorted), compare);
    for (size_t i = 0; i < rows->count; i++)
        items[i] = sorted[i].article;
    arena_release(&arena);
}

/* ---- what is remembered */

/* The line of a list, with its line feed; empty: there is none. */
static struct slice line_of(const struct str *orders_kept, const char *key)
{
    struct slice rest = {orders_kept->data, orders_kept->len};
    struct slice line;
    while (slice_next(&rest, '\n', &line)) {
        const char *const blank = memchr(line.data, ' ', line.len);
        if (!blank)
            continue;
        const size_t name_len = (size_t)(blank - line.data);
        if (slice_is((struct slice){blank + 1, line.len - name_len - 1}, key))
            return (struct slice){line.data, line.len + 1};
    }
    return (struct slice){0};
}

enum order order_of(const struct str *orders_kept, const char *key)
{
    const struct slice line = line_of(orders_kept, key);
    for (size_t i = 0; line.len > 0 && i < COUNT_OF(orders); i++) {
        const size_t len = strlen(orders[i].name);
        if (line.len > len && line.data[len] == ' ' && slice_starts(line, orders[i].name))
            return (enum order)i;
    }
    return ORDER_NEWEST;
}

void order_remember(struct str *orders_kept, const char *key, enum order order)
{
    const struct slice line = line_of(orders_kept, key);
    if (line.len > 0) {
        const size_t start = (size_t)(line.data - orders_kept->data);
        memmove(orders_kept->data + start, line.data + line.len,
                orders_kept->len - start - line.len);
        str_cut(orders_kept, orders_kept->len - line.len);
    }
    const size_t before = orders_kept->len;
    // Half a line would be one of another list.
    if (order != ORDER_NEWEST && !str_printf(orders_kept, "%s %s\n", orders[order].name, key))
        str_cut(orders_kept, before);
}
