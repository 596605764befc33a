#include "store/outline.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/internal.h"

struct store_outline_reader {
    struct store *store;
    struct arena arena;
    struct vec items;
    struct store_rows rows;
    size_t part;        // of `parts`, that is being read; behind the last: all is
    bool is_open;       // a statement
    bool is_begun;      // the transaction
    const char *folded; // of the folder; NULL: none
    const char *folder;
};

static const enum store_sql parts[] = {SQL_OUTLINE_FOLDERS, SQL_OUTLINE_REST};

struct store_outline_reader *store_outline_begin(struct store *store)
{
    struct store_outline_reader *const reader = mem_zalloc(sizeof(*reader));
    reader->store = store;
    arena_init(&reader->arena);
    vec_init(&reader->items, sizeof(struct store_outline_item));
    return reader;
}

static bool is_same_folder(const struct store_outline_reader *reader, const char *folded)
{
    return folded && reader->folded && strcmp(folded, reader->folded) == 0;
}

/* Step to the next row, whichever part it is in; false: there is none, or it failed. Both parts are
 * of one transaction. */
static bool outline_step(struct store_outline_reader *reader, struct error *err)
{
    if (!reader->is_begun && !store_run(reader->store, SQL_BEGIN_READING, NULL, 0, err))
        return false;
    reader->is_begun = true;
    while (reader->part < COUNT_OF(parts)) {
        if (!reader->is_open &&
            !rows_open(&reader->rows, reader->store, parts[reader->part], NULL, 0, err))
            return false;
        reader->is_open = true;
        if (rows_next(&reader->rows))
            return true;
        reader->is_open = false;
        if (!rows_close(&reader->rows, err))
            return false;
        reader->part++;
    }
    return false;
}

/* Spelled in two ways it is one folder, as its first feed has it. */
static void outline_take(struct store_outline_reader *reader)
{
    const struct store_rows *const rows = &reader->rows;
    const char *const folded = row_text(rows, 0, &reader->arena);
    if (!is_same_folder(reader, folded)) {
        reader->folded = folded;
        reader->folder = row_text(rows, 1, &reader->arena);
    }
    struct store_outline_item *const item = vec_push(&reader->items);
    item->folder = reader->folder;
    item->is_again = row_integer(rows, 2, 0) != 0;
    item->feed_id = row_integer(rows, 3, 0);
    item->title = row_text(rows, 4, &reader->arena);
    item->unread = row_integer(rows, 5, 0);
    item->error = row_text(rows, 6, &reader->arena);
}

bool store_outline_more(struct store_outline_reader *reader, size_t count, bool *is_whole,
                        struct error *err)
{
    while (count-- > 0 && outline_step(reader, err))
        outline_take(reader);
    *is_whole = reader->part == COUNT_OF(parts);
    return *is_whole || reader->is_open;
}

void store_outline_end(struct store_outline_reader *reader, struct store_outline *outline)
{
    if (!reader)
        return;
    const bool is_whole = reader->part == COUNT_OF(parts);
    if (reader->is_open)
        rows_close(&reader->rows, NULL);
    if (reader->is_begun)
        store_run(reader->store, SQL_COMMIT, NULL, 0, NULL);
    const size_t count = reader->items.count;
    struct store_outline_item *const items = items_take(&reader->items, &reader->arena);
    struct store_outline made = {reader->arena, items, count, is_whole};
    free(reader);
    if (outline)
        *outline = made;
    else
        store_outline_release(&made);
}

bool store_outline_read(struct store *store, size_t least, struct store_outline *outline,
                        struct error *err)
{
    struct store_outline_reader *const reader = store_outline_begin(store);
    while (outline_step(reader, err)) {
        const char *const folded = row_text(&reader->rows, 0, &reader->arena);
        if (reader->items.count >= least && !is_same_folder(reader, folded))
            break;
        outline_take(reader);
    }
    const bool is_read = reader->part == COUNT_OF(parts) || reader->is_open;
    store_outline_end(reader, is_read ? outline : NULL);
    if (!is_read)
        *outline = (struct store_outline){0};
    return is_read;
}

void store_outline_release(struct store_outline *outline)
{
    arena_release(&outline->arena);
    *outline = (struct store_outline){0};
}
