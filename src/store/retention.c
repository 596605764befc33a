#include "store/retention.h"

#include "store/internal.h"
#include "store/undo.h"

static bool find_old(struct store *store, const struct store_retention *retention, struct vec *ids,
                     struct error *err)
{
    const bool is_for_age = retention->before_ms != INT64_MIN;
    const struct store_value values[] = {
        value_integer(retention->feed_id),
        value_integer(is_for_age ? retention->before_ms : retention->most),
        value_integer(retention->limit),
    };
    struct store_rows rows;
    if (!rows_open(&rows, store, is_for_age ? SQL_RETENTION_BY_AGE : SQL_RETENTION_BY_COUNT, values,
                   COUNT_OF(values), err))
        return false;
    while (rows_next(&rows))
        *(int64_t *)vec_push(ids) = row_integer(&rows, 0, 0);
    return rows_close(&rows, err);
}

bool store_retain(struct store *store, const struct store_retention *retention, int64_t now_ms,
                  int64_t *deleted, struct error *err)
{
    // A change of the day before yesterday: nobody takes it back, and its texts go with the next.
    const int64_t day_ms = 24 * 60 * 60 * 1000;
    struct vec ids;
    *deleted = 0;
    vec_init(&ids, sizeof(int64_t));
    bool is_good = find_old(store, retention, &ids, err);
    if (is_good && ids.count)
        is_good = store_undo_mark(store, STORE_MARK_DELETE, NULL, ids.items, ids.count, NULL,
                                  now_ms - 2 * day_ms, deleted, err);
    vec_release(&ids);
    return is_good;
}
