#include "base/intl.h"
#include "base/vec.h"
#include "store/discussion.h"
#include "store/internal.h"

bool store_outbox_add(struct store *store, const struct store_outgoing *outgoing, int64_t *id,
                      struct error *err)
{
    const struct store_value values[] = {
        value_integer(outgoing->article_id), value_integer(outgoing->parent_id),
        value_text(outgoing->parent),        value_integer(outgoing->queued_ms),
        value_text(outgoing->name),          value_text(outgoing->email),
        value_text(outgoing->url),           value_text(outgoing->body),
    };
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    const bool is_good = store_articles_has(store, outgoing->article_id, err) &&
                         store_run(store, SQL_OUTBOX_ADD, values, COUNT_OF(values), err);
    const int64_t added = sqlite3_last_insert_rowid(store->db);
    if (!store_end(store, is_good, err))
        return false;
    *id = added;
    return true;
}

static void outbox_read_row(const struct store_rows *rows, struct arena *arena,
                            struct store_outgoing *outgoing)
{
    outgoing->id = row_integer(rows, 0, 0);
    outgoing->article_id = row_integer(rows, 1, 0);
    outgoing->article_title = row_text(rows, 2, arena);
    outgoing->parent_id = row_integer(rows, 3, 0);
    outgoing->parent = row_text(rows, 4, arena);
    outgoing->name = row_text(rows, 5, arena);
    outgoing->email = row_text(rows, 6, arena);
    outgoing->url = row_text(rows, 7, arena);
    outgoing->body = row_text(rows, 8, arena);
    outgoing->queued_ms = row_time(rows, 9);
    outgoing->tries = row_integer(rows, 10, 0);
    outgoing->error = row_text(rows, 11, arena);
    outgoing->is_refused = row_integer(rows, 12, 0);
}

bool store_outbox_list(struct store *store, struct store_outbox *outbox, struct error *err)
{
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_OUTBOX_LIST, NULL, 0, err))
        return false;
    arena_init(&outbox->arena);
    struct vec items;
    vec_init(&items, sizeof(struct store_outgoing));
    while (rows_next(&rows))
        outbox_read_row(&rows, &outbox->arena, vec_push(&items));
    outbox->count = items.count;
    outbox->items = items_take(&items, &outbox->arena);
    if (rows_close(&rows, err))
        return true;
    store_outbox_release(outbox);
    return false;
}

void store_outbox_release(struct store_outbox *outbox)
{
    arena_release(&outbox->arena);
    outbox->items = NULL;
    outbox->count = 0;
}

/* The condition and the change are one statement, so of two who try one succeeds. */
bool store_outbox_claim(struct store *store, int64_t id, int64_t now_ms, int64_t lease_ms,
                        bool *is_mine, struct error *err)
{
    const struct store_value values[] = {value_integer(now_ms), value_integer(lease_ms),
                                         value_integer(id)};
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    const bool is_good = store_run(store, SQL_OUTBOX_CLAIM, values, COUNT_OF(values), err);
    const bool has_changed = sqlite3_changes(store->db) == 1;
    if (!store_end(store, is_good, err))
        return false;
    *is_mine = has_changed;
    return true;
}

/* A change of one reply; ERR_NOT_FOUND when it is not there (any more). */
static bool outbox_change(struct store *store, enum store_sql sql, const struct store_value *values,
                          size_t count, int64_t id, struct error *err)
{
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    bool is_good = store_run(store, sql, values, count, err);
    if (is_good && sqlite3_changes(store->db) == 0)
        is_good =
            error_set(err, ERR_NOT_FOUND, _("there is no reply %lld in the outbox"), (long long)id);
    return store_end(store, is_good, err);
}

bool store_outbox_failed(struct store *store, int64_t id, const char *error, bool is_refused,
                         struct error *err)
{
    const struct store_value values[] = {value_text(error), value_integer(is_refused),
                                         value_integer(id)};
    return outbox_change(store, SQL_OUTBOX_FAILED, values, COUNT_OF(values), id, err);
}

bool store_outbox_drop(struct store *store, int64_t id, struct error *err)
{
    const struct store_value values[] = {value_integer(id)};
    return outbox_change(store, SQL_OUTBOX_DROP, values, COUNT_OF(values), id, err);
}
