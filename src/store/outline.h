/*
 * The feeds as a list shows them: each in all of its folders, folders by name and feeds by title in
 * them, then the feeds that are in none. Read as far as it is wanted: the beginning costs the same
 * however many feeds there are.
 *
 *     struct store_outline outline;
 *     if (!store_outline_read(store, 100, &outline, err))
 *         return false;
 *     … outline.items …
 *     store_outline_release(&outline);
 */
#ifndef STORE_OUTLINE_H
#define STORE_OUTLINE_H

#include "store/store.h"

struct store_outline_item {
    const char *folder; // the same pointer all through a folder; NULL: the feed is in none
    bool is_again;      // the feed's first folder is another one
    int64_t feed_id;
    const char *title;
    int64_t unread;
    const char *error; // why the last fetch failed; NULL
};

struct store_outline {
    struct arena arena;
    struct store_outline_item *items;
    size_t count;
    bool is_whole; // there is nothing behind these
};

/*
 * Read `least` items (SIZE_MAX: all), and on to the end of the folder that the last of them is in.
 */
bool store_outline_read(struct store *store, size_t least, struct store_outline *outline,
                        struct error *err) ATTR_MUST_USE;
void store_outline_release(struct store_outline *outline);

/*
 * All of it, some items at a time: who has something else to do meanwhile is not kept from it. What
 * is read is of one moment, and so is all that the connection reads until the end.
 *
 *     struct store_outline_reader *reader = store_outline_begin(store);
 *     bool is_whole = false;
 *     while (!is_whole && store_outline_more(reader, 100, &is_whole, err))
 *         … something else …
 *     store_outline_end(reader, &outline);
 */
struct store_outline_reader *store_outline_begin(struct store *store) ATTR_MUST_USE;
bool store_outline_more(struct store_outline_reader *reader, size_t count, bool *is_whole,
                        struct error *err) ATTR_MUST_USE;

/* Frees the reader. `outline`: what was read; NULL: it is thrown away. */
void store_outline_end(struct store_outline_reader *reader, struct store_outline *outline);

#endif
