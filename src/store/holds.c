#include "store/holds.h"

#include "base/vec.h"
#include "store/internal.h"

bool store_holds_list(struct store *store, int64_t now_ms, struct store_holds *holds,
                      struct error *err)
{
    const struct store_value values[] = {value_integer(now_ms)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_HOLDS_LIST, values, COUNT_OF(values), err))
        return false;
    arena_init(&holds->arena);
    struct vec items;
    vec_init(&items, sizeof(struct store_hold));
    while (rows_next(&rows)) {
        struct store_hold *const hold = vec_push(&items);
        hold->host = row_text(&rows, 0, &holds->arena);
        hold->until_ms = row_integer(&rows, 1, 0);
    }
    holds->count = items.count;
    holds->items = items_take(&items, &holds->arena);
    if (rows_close(&rows, err))
        return true;
    store_holds_release(holds);
    return false;
}

void store_holds_release(struct store_holds *holds)
{
    arena_release(&holds->arena);
    *holds = (struct store_holds){0};
}

static bool holds_write(struct store *store, const char *host, int64_t until_ms, int64_t now_ms,
                        struct error *err)
{
    const struct store_value past[] = {value_integer(now_ms)};
    const struct store_value hold[] = {value_text(host), value_integer(until_ms)};
    return store_run(store, SQL_HOLDS_FORGET, past, COUNT_OF(past), err) &&
           store_run(store, SQL_HOLDS_ADD, hold, COUNT_OF(hold), err);
}

bool store_holds_add(struct store *store, const char *host, int64_t until_ms, int64_t now_ms,
                     struct error *err)
{
    return store_begin(store, STORE_QUIET, err) &&
           store_end(store, holds_write(store, host, until_ms, now_ms, err), err);
}
