#include "store/pictures.h"

#include <stdlib.h>

#include "base/memory.h"
#include "store/internal.h"

bool store_pictures_find(struct store *store, const char *url, struct str *file, struct error *err)
{
    const struct store_value values[] = {value_text(url)};
    struct store_rows rows;
    struct arena arena;
    if (!rows_open(&rows, store, SQL_PICTURES_FIND, values, COUNT_OF(values), err))
        return false;
    arena_init(&arena);
    if (rows_next(&rows))
        str_add(file, row_text(&rows, 0, &arena));
    arena_release(&arena);
    return rows_close(&rows, err);
}

bool store_pictures_keep(struct store *store, const char *url, const char *file, int64_t bytes,
                         int64_t now_ms, struct error *err)
{
    const struct store_value values[] = {value_text(url), value_text(file), value_integer(bytes),
                                         value_integer(now_ms)};
    return store_change(store, STORE_QUIET, SQL_PICTURES_KEEP, values, COUNT_OF(values), err);
}

/* The oldest: its file on the heap, NULL when none is left. */
static bool pictures_oldest(struct store *store, char **file, int64_t *bytes, struct error *err)
{
    struct store_rows rows;
    struct arena arena;
    *file = NULL;
    if (!rows_open(&rows, store, SQL_PICTURES_OLDEST, NULL, 0, err))
        return false;
    arena_init(&arena);
    if (rows_next(&rows)) {
        *file = mem_strdup(row_text(&rows, 0, &arena));
        *bytes = row_integer(&rows, 1, 0);
    }
    arena_release(&arena);
    if (rows_close(&rows, err))
        return true;
    free(*file);
    return false;
}

static bool pictures_shrink(struct store *store, int64_t budget_bytes, struct vec *files,
                            struct error *err)
{
    int64_t total;
    if (!store_ask(store, SQL_PICTURES_BYTES, NULL, 0, 0, &total, err))
        return false;
    while (total > budget_bytes) {
        char *file;
        int64_t bytes = 0;
        if (!pictures_oldest(store, &file, &bytes, err))
            return false;
        if (!file)
            return true;
        *(char **)vec_push(files) = file;
        const struct store_value values[] = {value_text(file)};
        if (!store_run(store, SQL_PICTURES_FORGET, values, COUNT_OF(values), err))
            return false;
        total -= bytes;
    }
    return true;
}

bool store_pictures_shrink(struct store *store, int64_t budget_bytes, struct vec *files,
                           struct error *err)
{
    if (!store_begin(store, STORE_QUIET, err))
        return false;
    return store_end(store, pictures_shrink(store, budget_bytes, files, err), err);
}
