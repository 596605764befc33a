#include <stdlib.h>

#include "base/map.h"
#include "base/memory.h"
#include "store/internal.h"

/* What stands with a feed, or how it changes; the order is that of the values of SQL_FEEDS_COUNT.
 */
enum { TOTAL, UNREAD, COPIES, COPIES_UNREAD, COUNTS };

struct feed_counts {
    int64_t feed_id;
    int64_t changes[COUNTS];
};

struct store_counts {
    struct map places; // of a feed's id in `feeds`, plus 1
    struct vec feeds;  // of struct feed_counts
    struct feed_counts *last;
};

static struct feed_counts *counts_of_feed(struct store_counts *counts, int64_t feed_id)
{
    if (counts->last && counts->last->feed_id == feed_id)
        return counts->last;
    struct map_entry *const place =
        map_add(&counts->places, (const char *)&feed_id, sizeof(feed_id), NULL);
    if (!place->value.number) {
        struct feed_counts *const added = vec_push(&counts->feeds);
        *added = (struct feed_counts){.feed_id = feed_id};
        place->value.number = (int64_t)counts->feeds.count;
    }
    counts->last = vec_at(&counts->feeds, (size_t)place->value.number - 1);
    return counts->last;
}

/* Add an article, or take it away: is_unread, is_hidden, copy_of. */
static void counts_add(int64_t changes[COUNTS], sqlite3_value **state, int64_t sign)
{
    if (sqlite3_value_int(state[1]))
        return;
    const bool is_unread = sqlite3_value_int(state[0]);
    const bool is_copy = sqlite3_value_type(state[2]) != SQLITE_NULL;
    changes[TOTAL] += sign;
    changes[UNREAD] += is_unread ? sign : 0;
    changes[COPIES] += is_copy ? sign : 0;
    changes[COPIES_UNREAD] += is_copy && is_unread ? sign : 0;
}

void store_counted(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    struct store *const store = sqlite3_user_data(context);
    if (sqlite3_get_autocommit(store->db)) {
        sqlite3_result_error(context, "articles change in a transaction", -1);
        return;
    }
    if (!store->counts) {
        store->counts = mem_zalloc(sizeof(*store->counts));
        map_init(&store->counts->places);
        vec_init(&store->counts->feeds, sizeof(struct feed_counts));
    }
    struct feed_counts *const feed = counts_of_feed(store->counts, sqlite3_value_int64(values[0]));
    counts_add(feed->changes, &values[1], -1);
    counts_add(feed->changes, &values[4], 1);
}

void store_counts_drop(struct store *store)
{
    if (!store->counts)
        return;
    map_release(&store->counts->places);
    vec_release(&store->counts->feeds);
    free(store->counts);
    store->counts = NULL;
}

bool store_counts_write(struct store *store, struct error *err)
{
    bool is_good = true;
    for (size_t i = 0; is_good && store->counts && i < store->counts->feeds.count; i++) {
        const struct feed_counts *const feed = vec_at(&store->counts->feeds, i);
        const struct store_value values[] = {
            value_integer(feed->feed_id), value_integer(feed->changes[TOTAL]),
            value_integer(feed->changes[UNREAD]), value_integer(feed->changes[COPIES]),
            value_integer(feed->changes[COPIES_UNREAD])};
        is_good = store_run(store, SQL_FEEDS_COUNT, values, COUNT_OF(values), err);
    }
    store_counts_drop(store);
    return is_good;
}
