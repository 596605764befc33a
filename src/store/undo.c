#include "store/undo.h"

#include <stdio.h>

#include "base/intl.h"
#include "store/internal.h"
#include "store/query_sql.h"

enum { KEPT_MS = 24 * 60 * 60 * 1000 };

/* How a mark is set on what a change names, and which articles it will change. */
static const struct undo_way {
    enum store_sql set;
    enum store_sql keep_one;
    enum store_sql changes; // a condition on those of a selection
    int64_t value;          // of the column
    bool has_tag;
    enum store_mark inverse;
} ways[] = {
    [STORE_MARK_READ] = {SQL_UNDO_SET_UNREAD, SQL_UNDO_KEEP_UNREAD, SQL_PART_UNREAD, 0, false,
                         STORE_MARK_UNREAD},
    [STORE_MARK_UNREAD] = {SQL_UNDO_SET_UNREAD, SQL_UNDO_KEEP_UNREAD, SQL_PART_READ, 1, false,
                           STORE_MARK_READ},
    [STORE_MARK_STAR] = {SQL_UNDO_SET_STARRED, SQL_UNDO_KEEP_STARRED, SQL_PART_UNSTARRED, 1, false,
                         STORE_MARK_UNSTAR},
    [STORE_MARK_UNSTAR] = {SQL_UNDO_SET_STARRED, SQL_UNDO_KEEP_STARRED, SQL_PART_STARRED, 0, false,
                           STORE_MARK_STAR},
    [STORE_MARK_TAG] = {SQL_UNDO_SET_TAG, SQL_UNDO_KEEP_TAG, SQL_PART_UNTAGGED, 0, true,
                        STORE_MARK_UNTAG},
    [STORE_MARK_UNTAG] = {SQL_UNDO_SET_UNTAG, SQL_UNDO_KEEP_UNTAG, SQL_PART_TAGGED, 0, true,
                          STORE_MARK_TAG},
    [STORE_MARK_HIDE] = {SQL_UNDO_SET_HIDDEN, SQL_UNDO_KEEP_HIDDEN, SQL_PART_SHOWN, 1, false,
                         STORE_MARK_SHOW},
    [STORE_MARK_SHOW] = {SQL_UNDO_SET_HIDDEN, SQL_UNDO_KEEP_HIDDEN, SQL_PART_HIDDEN, 0, false,
                         STORE_MARK_HIDE},
    [STORE_MARK_DELETE] = {SQL_UNDO_SET_DELETED, SQL_UNDO_KEEP_DELETED, SQL_PART_NOT_DELETED,
                           STORE_IS_DELETED, false, STORE_MARK_RESTORE},
    // A selection never has what was deleted.
    [STORE_MARK_RESTORE] = {SQL_UNDO_SET_DELETED, SQL_UNDO_KEEP_DELETED, SQL_PART_FALSE, 0, false,
                            STORE_MARK_DELETE},
};

static struct store_value way_value(const struct undo_way *way, const char *tag)
{
    return way->has_tag ? value_text(tag) : value_integer(way->value);
}

/* ---- a change is made */

static bool keep_ids(struct store *store, int64_t change, const struct undo_way *way,
                     const char *tag, const int64_t *ids, size_t count, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        const struct store_value values[] = {value_integer(change), way_value(way, tag),
                                             value_integer(ids[i])};
        if (!store_articles_has(store, ids[i], err) ||
            !store_run(store, way->keep_one, values, COUNT_OF(values), err))
            return false;
    }
    return true;
}

static bool keep_selection(struct store *store, int64_t change, const struct undo_way *way,
                           const char *tag, const struct store_selection *selection,
                           struct error *err)
{
    struct sql sql;
    sql_init(&sql);
    const struct store_value value = value_text(tag);
    sql_add(&sql, SQL_PART_UNDO_KEEP);
    sql_bind(&sql, value_integer(change));
    sql_add_ids(&sql, selection, way->changes, way->has_tag ? &value : NULL);
    sql_add(&sql, SQL_PART_CLOSE);
    const bool is_good = sql_run(&sql, store, err);
    sql_release(&sql);
    return is_good;
}

static bool set_change(struct store *store, int64_t change, enum store_mark mark, const char *tag,
                       int64_t *changed, struct error *err)
{
    const struct store_value values[] = {way_value(&ways[mark], tag), value_integer(change)};
    const bool is_set = store_run(store, ways[mark].set, values, COUNT_OF(values), err);
    *changed = is_set ? sqlite3_changes(store->db) : 0;
    return is_set;
}

/* One step of a burial: a piece that wants to know which articles. */
static bool bury_step(struct store *store, enum store_sql step, int64_t before_ms,
                      struct error *err)
{
    struct sql sql;
    sql_init(&sql);
    sql_add(&sql, step);
    sql_add_number(&sql, SQL_PART_BURIED, STORE_MARK_DELETE);
    sql_bind(&sql, value_integer(before_ms));
    const bool is_good = sql_run(&sql, store, err);
    sql_release(&sql);
    return is_good;
}

/* What was deleted and can be taken back no more: its texts go. */
static bool bury(struct store *store, int64_t before_ms, struct error *err)
{
    static const enum store_sql steps[] = {SQL_PART_BURY_CONTENTS,   SQL_PART_BURY_ROW,
                                           SQL_PART_BURY_ENCLOSURES, SQL_PART_BURY_REVISIONS,
                                           SQL_PART_BURY_COMMENTS,   SQL_PART_BURY_THREADS,
                                           SQL_PART_BURY_TAGS,       SQL_PART_BURY_DOCUMENTS};
    const struct store_value values[] = {value_integer(STORE_MARK_DELETE),
                                         value_integer(before_ms)};
    int64_t is_there;
    bool is_good = store_run(store, SQL_BURY_FEEDS, &values[1], 1, err) &&
                   store_ask(store, SQL_BURY_QUESTION, values, COUNT_OF(values), 0, &is_there, err);
    for (size_t i = 0; is_good && is_there && i < COUNT_OF(steps); i++)
        is_good = bury_step(store, steps[i], before_ms, err);
    return is_good;
}

static bool begin_change(struct store *store, enum store_mark mark, const char *tag, int64_t now_ms,
                         int64_t *change, struct error *err)
{
    const struct store_value old = value_integer(now_ms - KEPT_MS);
    const struct store_value values[] = {value_integer(now_ms), value_integer(mark),
                                         value_text(tag)};
    if (!bury(store, now_ms - KEPT_MS, err) || !store_run(store, SQL_UNDO_FORGET, &old, 1, err) ||
        !store_run(store, SQL_UNDO_BEGIN, values, COUNT_OF(values), err))
        return false;
    *change = sqlite3_last_insert_rowid(store->db);
    return true;
}

bool store_undo_mark(struct store *store, enum store_mark mark, const char *tag, const int64_t *ids,
                     size_t id_count, const struct store_selection *selection, int64_t now_ms,
                     int64_t *changed, struct error *err)
{
    const struct undo_way *const way = &ways[mark];
    int64_t count = 0;
    int64_t change = 0;
    if ((way->has_tag && !store_tag_is_good(tag, err)) || !store_begin(store, STORE_SYNCED, err))
        return false;
    bool is_good = begin_change(store, mark, way->has_tag ? tag : NULL, now_ms, &change, err);
    if (is_good && ids)
        is_good = keep_ids(store, change, way, tag, ids, id_count, err);
    else if (is_good && selection)
        is_good = keep_selection(store, change, way, tag, selection, err);
    if (is_good && mark == STORE_MARK_READ && store->reads_copies) {
        const struct store_value made_now = value_integer(change);
        is_good = store_run(store, SQL_UNDO_KEEP_COPIES, &made_now, 1, err);
    }
    is_good = is_good && set_change(store, change, mark, tag, &count, err);
    const struct store_value made = value_integer(change);
    if (is_good && count == 0)
        is_good = store_run(store, SQL_UNDO_DROP, &made, 1, err);
    if (!store_end(store, is_good, err))
        return false;
    if (changed)
        *changed = count;
    return true;
}

/* ---- a feed */

static bool feed_remove(struct store *store, int64_t feed_id, int64_t now_ms, struct error *err)
{
    const struct store_value feed[] = {value_integer(now_ms), value_integer(feed_id)};
    const struct store_value articles[] = {value_integer(STORE_IS_REMOVED), value_integer(feed_id)};
    return store_feeds_has(store, feed_id, err) &&
           store_run(store, SQL_UNDO_FEED_ARTICLES, articles, COUNT_OF(articles), err) &&
           store_run(store, SQL_UNDO_REMOVE_FEED, feed, COUNT_OF(feed), err);
}

static bool feed_restore(struct store *store, int64_t feed_id, struct error *err)
{
    const struct store_value articles[] = {value_integer(0), value_integer(feed_id)};
    int64_t has_rival;
    if (!store_ask(store, SQL_UNDO_FEED_RIVAL, &articles[1], 1, 0, &has_rival, err))
        return false;
    if (has_rival)
        return error_set(err, ERR_NOT_FOUND,
                         _("the feed cannot come back: its address is subscribed to again"));
    return store_run(store, SQL_UNDO_RESTORE_FEED, &articles[1], 1, err) &&
           store_run(store, SQL_UNDO_FEED_ARTICLES, articles, COUNT_OF(articles), err);
}

bool store_undo_remove_feed(struct store *store, int64_t feed_id, int64_t now_ms, struct error *err)
{
    char id[24];
    int64_t change;
    snprintf(id, sizeof(id), "%lld", (long long)feed_id);
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    return store_end(store,
                     begin_change(store, STORE_MARK_REMOVE_FEED, id, now_ms, &change, err) &&
                         feed_remove(store, feed_id, now_ms, err),
                     err);
}

/* ---- and taken back */

struct step {
    int64_t change;
    int64_t mark;
    const char *tag;
};

static bool find_step(struct store *store, bool is_redo, int64_t now_ms, struct arena *arena,
                      struct step *step, struct store_undone *undone, struct error *err)
{
    struct store_rows rows;
    const struct store_value old = value_integer(now_ms - KEPT_MS);
    if (!rows_open(&rows, store, is_redo ? SQL_UNDO_NEXT : SQL_UNDO_LAST, &old, 1, err))
        return false;
    const bool is_there = rows_next(&rows);
    if (is_there) {
        *step = (struct step){row_integer(&rows, 0, 0), row_integer(&rows, 1, 0),
                              row_text(&rows, 2, arena)};
        undone->count = row_integer(&rows, 3, 0);
        undone->article_id = row_integer(&rows, 4, 0);
    }
    if (!rows_close(&rows, err))
        return false;
    if (is_there && step->mark >= 0 && step->mark <= STORE_MARK_REMOVE_FEED)
        return true;
    return error_set(err, ERR_NOT_FOUND,
                     is_redo ? _("nothing to do again") : _("nothing to take back"));
}

static bool set_feed(struct store *store, const struct step *step, bool is_redo, int64_t now_ms,
                     struct store_undone *undone, struct error *err)
{
    long long id = 0;
    slice_to_int64(slice_of(step->tag ? step->tag : ""), &id);
    undone->feed_id = id;
    undone->count = 1;
    undone->mark = is_redo ? STORE_MARK_REMOVE_FEED : STORE_MARK_RESTORE_FEED;
    return is_redo ? feed_remove(store, id, now_ms, err) : feed_restore(store, id, err);
}

static bool set_marks(struct store *store, const struct step *step, bool is_redo,
                      struct store_undone *undone, struct error *err)
{
    int64_t changed;
    const enum store_mark mark = (enum store_mark)step->mark;
    undone->mark = is_redo ? mark : ways[mark].inverse;
    return set_change(store, step->change, undone->mark, step->tag, &changed, err);
}

static bool run_step(struct store *store, const struct step *step, bool is_redo, int64_t now_ms,
                     struct store_undone *undone, struct error *err)
{
    const struct store_value values[] = {value_integer(!is_redo), value_integer(step->change)};
    const bool is_set = step->mark == STORE_MARK_REMOVE_FEED
                            ? set_feed(store, step, is_redo, now_ms, undone, err)
                            : set_marks(store, step, is_redo, undone, err);
    return is_set && store_run(store, SQL_UNDO_TURN, values, COUNT_OF(values), err);
}

bool store_undo_step(struct store *store, bool is_redo, int64_t now_ms, struct store_undone *undone,
                     struct error *err)
{
    struct step step = {0};
    struct arena arena;
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    arena_init(&arena);
    const bool is_good = find_step(store, is_redo, now_ms, &arena, &step, undone, err) &&
                         run_step(store, &step, is_redo, now_ms, undone, err);
    arena_release(&arena);
    return store_end(store, is_good, err);
}
