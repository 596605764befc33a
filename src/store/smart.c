#include "store/smart.h"

#include <string.h>

#include "store/internal.h"

bool store_smart_list(struct store *store, struct store_smarts *smarts, struct error *err)
{
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_SMART_LIST, NULL, 0, err))
        return false;
    arena_init(&smarts->arena);
    struct vec items;
    vec_init(&items, sizeof(struct store_smart));
    while (rows_next(&rows)) {
        struct store_smart *const smart = vec_push(&items);
        smart->id = row_integer(&rows, 0, 0);
        smart->name = row_text(&rows, 1, &smarts->arena);
        smart->query = row_text(&rows, 2, &smarts->arena);
        smart->unread = row_integer(&rows, 3, 0);
        smart->total = row_integer(&rows, 4, 0);
        smart->is_right = row_integer(&rows, 5, 0) == 0;
    }
    smarts->count = items.count;
    smarts->items = items_take(&items, &smarts->arena);
    if (rows_close(&rows, err))
        return true;
    store_smart_release(smarts);
    return false;
}

void store_smart_release(struct store_smarts *smarts)
{
    arena_release(&smarts->arena);
    smarts->items = NULL;
    smarts->count = 0;
}

static bool smart_write(struct store *store, const struct store_smart *items, size_t count,
                        struct error *err)
{
    if (!store_run(store, SQL_SMART_UNPLACE, NULL, 0, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct store_value values[] = {
            value_text(items[i].name), value_integer((int64_t)i + 1), value_text(items[i].query)};
        if (!store_run(store, SQL_SMART_SET, values, COUNT_OF(values), err))
            return false;
    }
    return store_run(store, SQL_SMART_DROP_UNPLACED, NULL, 0, err);
}

bool store_smart_set(struct store *store, const struct store_smart *items, size_t count,
                     struct error *err)
{
    if (!store_begin(store, STORE_QUIET, err))
        return false;
    return store_end(store, smart_write(store, items, count, err), err);
}

bool store_smart_begin_count(struct store *store, struct error *err)
{
    return store_change(store, STORE_QUIET, SQL_SMART_BEGIN_COUNT, NULL, 0, err);
}

bool store_smart_end_count(struct store *store, const struct store_smart *counted,
                           struct error *err)
{
    const struct store_value values[] = {value_integer(counted->unread),
                                         value_integer(counted->total), value_integer(counted->id)};
    return store_change(store, STORE_QUIET, SQL_SMART_END_COUNT, values, COUNT_OF(values), err);
}

bool store_smart_touch(struct store *store, struct error *err)
{
    return store_run(store, SQL_SMART_TOUCH, NULL, 0, err);
}
