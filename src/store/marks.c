#include "store/articles.h"
#include "store/internal.h"
#include "store/query_sql.h"
#include "store/undo.h"

/* How each mark is set: on one article, and on a selection. */
static const struct mark_way {
    enum store_sql one;
    int64_t value; // of the column, for one
    enum store_sql all;
    bool has_tag;
} ways[] = {
    [STORE_MARK_READ] = {SQL_MARK_UNREAD, 0, SQL_PART_MARK_READ, false},
    [STORE_MARK_UNREAD] = {SQL_MARK_UNREAD, 1, SQL_PART_MARK_UNREAD, false},
    [STORE_MARK_STAR] = {SQL_MARK_STARRED, 1, SQL_PART_MARK_STAR, false},
    [STORE_MARK_UNSTAR] = {SQL_MARK_STARRED, 0, SQL_PART_MARK_UNSTAR, false},
    [STORE_MARK_TAG] = {SQL_MARK_TAG, 0, SQL_PART_MARK_TAG, true},
    [STORE_MARK_UNTAG] = {SQL_MARK_UNTAG, 0, SQL_PART_MARK_UNTAG, true},
    [STORE_MARK_HIDE] = {SQL_MARK_HIDDEN, 1, SQL_PART_MARK_HIDE, false},
    [STORE_MARK_SHOW] = {SQL_MARK_HIDDEN, 0, SQL_PART_MARK_SHOW, false},
};

bool store_mark_one(struct store *store, enum store_mark mark, const char *tag, int64_t id,
                    struct error *err)
{
    const struct mark_way *const way = &ways[mark];
    const struct store_value values[] = {way->has_tag ? value_text(tag) : value_integer(way->value),
                                         value_integer(id)};
    return store_run(store, way->one, values, COUNT_OF(values), err);
}

static bool mark_ids(struct store *store, const struct mark_way *way, const char *tag,
                     const int64_t *ids, size_t count, int64_t *changed, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        const struct store_value values[] = {
            way->has_tag ? value_text(tag) : value_integer(way->value), value_integer(ids[i])};
        if (!store_articles_has(store, ids[i], err) ||
            !store_run(store, way->one, values, COUNT_OF(values), err))
            return false;
        *changed += sqlite3_changes(store->db);
    }
    return true;
}

static bool mark_selection(struct store *store, enum store_mark mark, const char *tag,
                           const struct store_selection *selection, int64_t *changed,
                           struct error *err)
{
    struct sql sql;
    sql_init(&sql);
    sql_add(&sql, ways[mark].all);
    if (mark == STORE_MARK_TAG)
        sql_bind(&sql, value_text(tag));
    if (ways[mark].has_tag)
        sql_bind(&sql, value_text(sql_fold(&sql, tag)));
    sql_add_ids(&sql, selection, SQL_PART_TRUE, NULL);
    sql_add(&sql, SQL_PART_CLOSE);
    const bool is_good = sql_run(&sql, store, err);
    *changed = sqlite3_changes(store->db);
    sql_release(&sql);
    return is_good;
}

bool store_articles_mark(struct store *store, enum store_mark mark, const char *tag,
                         const int64_t *ids, size_t id_count,
                         const struct store_selection *selection, int64_t *changed,
                         struct error *err)
{
    // More is read than was named: that can be taken back, whoever did it.
    if (mark == STORE_MARK_READ && store->reads_copies)
        return store_undo_mark(store, mark, tag, ids, id_count, selection, time_now_ms(), changed,
                               err);
    const struct mark_way *const way = &ways[mark];
    int64_t count = 0;
    if ((way->has_tag && !store_tag_is_good(tag, err)) || !store_begin(store, STORE_SYNCED, err))
        return false;
    // Neither ids nor a selection is nothing, not everything.
    bool is_good = true;
    if (ids)
        is_good = mark_ids(store, way, tag, ids, id_count, &count, err);
    else if (selection)
        is_good = mark_selection(store, mark, tag, selection, &count, err);
    if (!store_end(store, is_good, err))
        return false;
    if (changed)
        *changed = count;
    return true;
}
