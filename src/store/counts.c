#include "base/map.h"
#include "store/internal.h"

/* What stands with a feed, or how it changes; in the order of the values of SQL_FEEDS_COUNT. */
enum { TOTAL, UNREAD, COPIES, COPIES_UNREAD, COUNTS };

struct feed_counts {
    int64_t feed_id;
    int64_t changes[COUNTS];
};

struct counts {
    struct map places; // of a feed's id in `feeds`, plus 1
    struct vec feeds;  // of struct feed_counts
    struct feed_counts *last;
};

static struct feed_counts *counts_of_feed(struct counts *counts, int64_t feed_id)
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

/* Add an article, or take it away: is_unread, is_hidden, copy_of, from this column on. */
static void counts_add(int64_t changes[COUNTS], const struct store_rows *rows, int column,
                       int64_t sign)
{
    if (row_integer(rows, column + 1, 0))
        return;
    const bool is_unread = row_integer(rows, column, 0);
    const bool is_copy = row_integer(rows, column + 2, 0);
    changes[TOTAL] += sign;
    changes[UNREAD] += is_unread ? sign : 0;
    changes[COPIES] += is_copy ? sign : 0;
    changes[COPIES_UNREAD] += is_copy && is_unread ? sign : 0;
}

static bool counts_read(struct counts *counts, struct store *store, struct error *err)
{
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_UNCOUNTED_LIST, NULL, 0, err))
        return false;
    while (rows_next(&rows)) {
        struct feed_counts *const feed = counts_of_feed(counts, row_integer(&rows, 0, 0));
        counts_add(feed->changes, &rows, 1, -1);
        counts_add(feed->changes, &rows, 4, 1);
    }
    return rows_close(&rows, err);
}

bool store_counts_write(struct store *store, struct error *err)
{
    struct counts counts = {0};
    map_init(&counts.places);
    vec_init(&counts.feeds, sizeof(struct feed_counts));
    bool is_good = counts_read(&counts, store, err);
    for (size_t i = 0; is_good && i < counts.feeds.count; i++) {
        const struct feed_counts *const feed = vec_at(&counts.feeds, i);
        const struct store_value values[] = {
            value_integer(feed->feed_id), value_integer(feed->changes[TOTAL]),
            value_integer(feed->changes[UNREAD]), value_integer(feed->changes[COPIES]),
            value_integer(feed->changes[COPIES_UNREAD])};
        is_good = store_run(store, SQL_FEEDS_COUNT, values, COUNT_OF(values), err);
    }
    if (is_good && counts.feeds.count)
        is_good = store_run(store, SQL_UNCOUNTED_CLEAR, NULL, 0, err);
    map_release(&counts.places);
    vec_release(&counts.feeds);
    return is_good;
}
