/*
 * What an article said before. A text is kept when its words change; another advertisement, another
 * address of a picture are not worth it.
 */
#include "base/intl.h"
#include "store/articles.h"
#include "store/internal.h"
#include "store/take.h"
#include "store/wording.h"

/* Other words than those that are stored? */
static bool has_other_words(const struct store_rows *rows, const struct feed_entry *entry)
{
    struct arena arena;
    arena_init(&arena);
    const char *const summary = row_text(rows, 1, &arena);
    const char *const content = row_text(rows, 2, &arena);
    const char *const text = entry->content ? entry->content : entry->summary;
    const bool is_other =
        store_wording_line(row_text(rows, 0, &arena)) != store_wording_line(entry->title) ||
        store_wording(content ? content : summary).words != store_wording(text).words;
    arena_release(&arena);
    return is_other;
}

bool take_revise(struct take *take, const struct feed_entry *entry, int64_t id, struct error *err)
{
    const struct store_value values[] = {value_integer(take->now_ms), value_integer(id)};
    struct store_rows rows;
    if (!rows_open(&rows, take->store, SQL_TAKE_TEXT, &values[1], 1, err))
        return false;
    const bool is_other = rows_next(&rows) && has_other_words(&rows, entry);
    if (!rows_close(&rows, err))
        return false;
    if (!is_other)
        return true;
    return store_run(take->store, SQL_TAKE_REVISION, values, COUNT_OF(values), err) &&
           store_run(take->store, SQL_TAKE_REVISION_PRUNE, &values[1], 1, err) &&
           store_run(take->store, SQL_TAKE_CHANGED, values, COUNT_OF(values), err);
}

bool store_articles_revisions(struct store *store, int64_t id, struct store_revisions *revisions,
                              struct error *err)
{
    const struct store_value values[] = {value_integer(id)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_REVISIONS_LIST, values, COUNT_OF(values), err))
        return false;
    struct vec items;
    arena_init(&revisions->arena);
    vec_init(&items, sizeof(struct store_revision));
    while (rows_next(&rows)) {
        struct store_revision *const revision = vec_push(&items);
        revision->replaced_ms = row_integer(&rows, 0, 0);
        revision->title = row_text(&rows, 1, &revisions->arena);
    }
    revisions->count = items.count;
    revisions->items = items_take(&items, &revisions->arena);
    if (rows_close(&rows, err))
        return true;
    store_revisions_release(revisions);
    return false;
}

void store_revisions_release(struct store_revisions *revisions)
{
    arena_release(&revisions->arena);
    *revisions = (struct store_revisions){0};
}

bool store_articles_revise(struct store *store, int64_t id, int64_t number,
                           struct store_articles *one, struct store_text *text, struct error *err)
{
    const struct store_value values[] = {value_integer(id), value_integer(number - 1)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_REVISIONS_GET, values, COUNT_OF(values), err))
        return false;
    const bool is_there = rows_next(&rows);
    if (is_there) {
        const char *const title = row_text(&rows, 0, &one->arena);
        one->items[0].title = title ? title : "";
        one->items[0].has_full = false;
        text->summary = row_text(&rows, 1, &text->arena);
        text->content = row_text(&rows, 2, &text->arena);
        text->full = NULL;
    }
    if (!rows_close(&rows, err))
        return false;
    return is_there || error_set(err, ERR_NOT_FOUND, _("article %lld has no older text %lld"),
                                 (long long)id, (long long)number);
}

bool store_articles_see(struct store *store, int64_t id, struct error *err)
{
    const struct store_value values[] = {value_integer(id)};
    return store_change(store, STORE_LAZY, SQL_ARTICLES_SEE, values, COUNT_OF(values), err);
}
