#include "store/outline.h"

#include <string.h>

#include "store/internal.h"

/* Where the walk stands. */
struct outline_walk {
    struct arena *arena;
    struct vec items;
    size_t least;
    const char *folded; // of the folder; NULL: none
    const char *folder;
};

static bool outline_is_enough(const struct outline_walk *walk, const char *folded)
{
    const bool is_inside = folded && walk->folded && strcmp(folded, walk->folded) == 0;
    return walk->items.count >= walk->least && !is_inside;
}

/* Spelled in two ways it is one folder, as its first feed has it. */
static void outline_enter(struct outline_walk *walk, const struct store_rows *rows,
                          const char *folded)
{
    if (folded && walk->folded && strcmp(folded, walk->folded) == 0)
        return;
    walk->folded = folded;
    walk->folder = row_text(rows, 1, walk->arena);
}

/* Is there more than was wanted? Then `*is_whole` becomes false. */
static bool outline_walk(struct outline_walk *walk, struct store *store, enum store_sql sql,
                         bool *is_whole, struct error *err)
{
    struct store_rows rows;
    if (!rows_open(&rows, store, sql, NULL, 0, err))
        return false;
    while (*is_whole && rows_next(&rows)) {
        const char *const folded = row_text(&rows, 0, walk->arena);
        *is_whole = !outline_is_enough(walk, folded);
        if (!*is_whole)
            break;
        outline_enter(walk, &rows, folded);
        struct store_outline_item *const item = vec_push(&walk->items);
        item->folder = walk->folder;
        item->is_again = row_integer(&rows, 2, 0) != 0;
        item->feed_id = row_integer(&rows, 3, 0);
        item->title = row_text(&rows, 4, walk->arena);
        item->unread = row_integer(&rows, 5, 0);
        item->error = row_text(&rows, 6, walk->arena);
    }
    return rows_close(&rows, err);
}

bool store_outline_read(struct store *store, size_t least, struct store_outline *outline,
                        struct error *err)
{
    *outline = (struct store_outline){.is_whole = true};
    arena_init(&outline->arena);
    struct outline_walk walk = {.arena = &outline->arena, .least = least};
    vec_init(&walk.items, sizeof(struct store_outline_item));
    const bool is_read = outline_walk(&walk, store, SQL_OUTLINE_FOLDERS, &outline->is_whole, err) &&
                         (!outline->is_whole ||
                          outline_walk(&walk, store, SQL_OUTLINE_REST, &outline->is_whole, err));
    outline->count = walk.items.count;
    outline->items = items_take(&walk.items, &outline->arena);
    if (!is_read)
        store_outline_release(outline);
    return is_read;
}

void store_outline_release(struct store_outline *outline)
{
    arena_release(&outline->arena);
    *outline = (struct store_outline){0};
}
