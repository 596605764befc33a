#include "store/synced.h"

#include <string.h>

#include "base/limits.h"
#include "base/map.h"
#include "store/feeds.h"
#include "store/internal.h"
#include "web/url.h"

/* ---- what waits */

static bool read_ids(struct store *store, enum store_sql sql, int64_t account_id, struct vec *ids,
                     struct error *err)
{
    const struct store_value values[] = {value_integer(account_id)};
    struct store_rows rows;
    if (!rows_open(&rows, store, sql, values, COUNT_OF(values), err))
        return false;
    while (rows_next(&rows))
        *(int64_t *)vec_push(ids) = row_integer(&rows, 0, 0);
    return rows_close(&rows, err);
}

bool store_synced_waiting(struct store *store, int64_t account_id, enum sync_mark mark,
                          struct vec *ids, struct error *err)
{
    static const enum store_sql waiting[] = {
        [SYNC_READ] = SQL_SYNCED_WAITING_READ,
        [SYNC_UNREAD] = SQL_SYNCED_WAITING_UNREAD,
        [SYNC_STAR] = SQL_SYNCED_WAITING_STAR,
        [SYNC_UNSTAR] = SQL_SYNCED_WAITING_UNSTAR,
    };
    return read_ids(store, waiting[mark], account_id, ids, err);
}

bool store_synced_sent(struct store *store, int64_t account_id, const struct sync_changes *changes,
                       struct store_synced *sum, struct error *err)
{
    static const struct {
        enum store_sql sql;
        int64_t value;
    } ways[] = {
        [SYNC_READ] = {SQL_SYNCED_SET_UNREAD, 0},
        [SYNC_UNREAD] = {SQL_SYNCED_SET_UNREAD, 1},
        [SYNC_STAR] = {SQL_SYNCED_SET_STARRED, 1},
        [SYNC_UNSTAR] = {SQL_SYNCED_SET_STARRED, 0},
    };
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    bool is_good = true;
    for (size_t i = 0; is_good && i < changes->id_count; i++) {
        const struct store_value values[] = {value_integer(ways[changes->mark].value),
                                             value_integer(account_id),
                                             value_integer(changes->ids[i])};
        is_good = store_run(store, ways[changes->mark].sql, values, COUNT_OF(values), err);
    }
    if (!store_end(store, is_good, err))
        return false;
    sum->sent += (int64_t)changes->id_count;
    return true;
}

/* ---- feeds */

struct linked {
    bool is_known; // the service's feed was seen before
    bool is_here;  // and the feed is still subscribed to
};

static bool find_linked(struct store *store, int64_t account_id, const char *remote_id,
                        struct linked *linked, struct error *err)
{
    const struct store_value values[] = {value_integer(account_id), value_text(remote_id)};
    int64_t is_here = -1;
    if (!store_ask(store, SQL_SYNCED_FEED_IS_HERE, values, COUNT_OF(values), -1, &is_here, err))
        return false;
    *linked = (struct linked){is_here >= 0, is_here > 0};
    return true;
}

static bool link_feed(struct store *store, int64_t account_id, const struct sync_feed *feed,
                      int64_t feed_id, int64_t now_ms, struct error *err)
{
    const struct store_value values[] = {value_integer(account_id), value_text(feed->id),
                                         value_unless(feed_id, 0), value_integer(now_ms)};
    return store_run(store, SQL_SYNCED_FEED_LINK, values, COUNT_OF(values), err);
}

/* A name until the feed's own document gives one. */
static bool name_feed(struct store *store, int64_t id, const struct sync_feed *feed,
                      struct error *err)
{
    const struct store_value values[] = {value_text(feed->title), value_text(feed->link),
                                         value_integer(id)};
    const struct store_value key[] = {value_integer(id)};
    return store_run(store, SQL_SYNCED_FEED_NAME, values, COUNT_OF(values), err) &&
           store_run(store, SQL_FEEDS_SET_SORT_KEY, key, COUNT_OF(key), err);
}

static bool add_feed(struct store *store, const struct sync_feed *feed, int64_t *id,
                     struct store_synced *sum, struct error *err)
{
    bool is_new;
    // A name that is no tag is no reason to go without the feed.
    const bool has_tag = feed->folder && store_tag_is_good(feed->folder, NULL);
    if (!store_feeds_add(store, feed->url, NULL, &feed->folder, has_tag, id, &is_new, err))
        return false;
    sum->new_feeds++;
    return name_feed(store, *id, feed, err);
}

static bool take_feed(struct store *store, int64_t account_id, const struct sync_feed *feed,
                      int64_t now_ms, struct store_synced *sum, struct error *err)
{
    struct linked linked;
    int64_t id = 0;
    if (!find_linked(store, account_id, feed->id, &linked, err))
        return false;
    sum->feeds++;
    const struct store_value values[] = {value_integer(now_ms), value_integer(account_id),
                                         value_text(feed->id)};
    if (linked.is_here)
        return store_run(store, SQL_SYNCED_FEED_LISTED, values, COUNT_OF(values), err);
    // One that was removed here comes back only if the person brought it back.
    const bool is_here = store_feeds_find(store, feed->url, &id, NULL);
    if (!is_here && !linked.is_known && !add_feed(store, feed, &id, sum, err))
        return false;
    return link_feed(store, account_id, feed, id, now_ms, err);
}

static bool take_feeds(struct store *store, int64_t account_id, const struct vec *feeds,
                       int64_t now_ms, struct store_synced *sum, struct error *err)
{
    for (size_t i = 0; i < feeds->count; i++)
        if (!take_feed(store, account_id, vec_at(feeds, i), now_ms, sum, err))
            return false;
    const struct store_value values[] = {value_integer(account_id), value_integer(now_ms)};
    return store_run(store, SQL_SYNCED_FEEDS_UNLISTED, values, COUNT_OF(values), err);
}

bool store_synced_feeds(struct store *store, int64_t account_id, const struct vec *feeds,
                        int64_t now_ms, struct store_synced *sum, struct error *err)
{
    if (!store_batch_begin(store, err))
        return false;
    const bool is_good = take_feeds(store, account_id, feeds, now_ms, sum, err);
    return store_batch_end(store, is_good, is_good ? err : NULL) && is_good;
}

/* ---- marks */

bool synced_find(struct store *store, int64_t account_id, int64_t remote_id, struct synced_row *row,
                 bool *is_known, struct error *err)
{
    const struct store_value values[] = {value_integer(account_id), value_integer(remote_id)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_SYNCED_FIND, values, COUNT_OF(values), err))
        return false;
    *row = (struct synced_row){.remote_id = remote_id};
    *is_known = rows_next(&rows);
    if (*is_known) {
        row->article_id = row_integer(&rows, 0, 0);
        row->is_unread = row_integer(&rows, 1, 0);
        row->is_starred = row_integer(&rows, 2, 0);
    }
    return rows_close(&rows, err);
}

/* One mark of two. Where the article is marked otherwise than before, that was done here. */
static bool merge_mark(struct store *store, int64_t account_id, const struct synced_row *row,
                       enum store_sql here, enum store_sql there, bool before, bool now,
                       struct store_synced *sum, struct error *err)
{
    if (before == now)
        return true;
    const struct store_value article[] = {value_integer(now), value_integer(row->article_id)};
    const struct store_value remote[] = {value_integer(now), value_integer(account_id),
                                         value_integer(row->remote_id)};
    if (!store_run(store, here, article, COUNT_OF(article), err))
        return false;
    sum->changed += sqlite3_changes(store->db);
    return store_run(store, there, remote, COUNT_OF(remote), err);
}

bool synced_merge(struct store *store, int64_t account_id, const struct synced_row *row,
                  bool is_unread, bool is_starred, struct store_synced *sum, struct error *err)
{
    return merge_mark(store, account_id, row, SQL_SYNCED_MARK_UNREAD, SQL_SYNCED_SET_UNREAD,
                      row->is_unread, is_unread, sum, err) &&
           merge_mark(store, account_id, row, SQL_SYNCED_MARK_STARRED, SQL_SYNCED_SET_STARRED,
                      row->is_starred, is_starred, sum, err);
}

/* ---- lists */

enum { IS_UNREAD = 1, IS_STARRED = 2, IS_LISTED = 4 };

static void gather(const struct vec lists[SYNC_LISTS], struct map *said)
{
    static const int64_t means[] = {
        [SYNC_LIST_UNREAD] = IS_UNREAD | IS_LISTED,
        [SYNC_LIST_STARRED] = IS_STARRED | IS_LISTED,
        [SYNC_LIST_RECENT] = IS_LISTED,
    };
    for (int list = 0; list < SYNC_LISTS; list++)
        for (size_t i = 0; i < lists[list].count; i++)
            map_add(said, vec_at(&lists[list], i), sizeof(int64_t), NULL)->value.number |=
                means[list];
}

/* Those that stand in a list: known, or to be fetched. */
static bool compare_listed(struct store *store, int64_t account_id, const struct map *said,
                           struct vec *wanted, struct store_synced *sum, struct error *err)
{
    for (size_t i = 0; i < said->count; i++) {
        const struct map_entry *const entry = &said->entries[i];
        struct synced_row row;
        bool is_known;
        int64_t id;
        memcpy(&id, entry->key, sizeof(id));
        if (!synced_find(store, account_id, id, &row, &is_known, err))
            return false;
        if (!is_known)
            *(int64_t *)vec_push(wanted) = id;
        else if (!synced_merge(store, account_id, &row, entry->value.number & IS_UNREAD,
                               entry->value.number & IS_STARRED, sum, err))
            return false;
    }
    return true;
}

/* Those that were marked and stand in none. */
static bool compare_marked(struct store *store, int64_t account_id, struct map *said,
                           struct vec *wanted, struct error *err)
{
    struct vec marked;
    vec_init(&marked, sizeof(int64_t));
    const bool is_good = read_ids(store, SQL_SYNCED_UNREAD, account_id, &marked, err) &&
                         read_ids(store, SQL_SYNCED_STARRED, account_id, &marked, err);
    for (size_t i = 0; is_good && i < marked.count; i++) {
        bool is_new;
        map_add(said, vec_at(&marked, i), sizeof(int64_t), &is_new);
        if (is_new)
            *(int64_t *)vec_push(wanted) = *(const int64_t *)vec_at(&marked, i);
    }
    vec_release(&marked);
    return is_good;
}

bool store_synced_compare(struct store *store, int64_t account_id,
                          const struct vec lists[SYNC_LISTS], struct vec *wanted,
                          struct store_synced *sum, struct error *err)
{
    struct map said;
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    map_init(&said);
    gather(lists, &said);
    const bool is_good = compare_listed(store, account_id, &said, wanted, sum, err) &&
                         compare_marked(store, account_id, &said, wanted, err);
    map_release(&said);
    return store_end(store, is_good, err);
}

/* ---- identities */

const char *synced_guid(const char *link, struct arena *arena)
{
    struct str guid;
    str_init(&guid, LIMIT_URL_BYTES);
    str_add(&guid, "synced:");
    url_key(link, &guid);
    const char *const copy = arena_strndup(arena, guid.data, guid.len);
    str_release(&guid);
    return copy;
}

bool synced_has_any(struct store *store, int64_t feed_id, int64_t *answer, struct error *err)
{
    const struct store_value values[] = {value_integer(feed_id)};
    return store_ask(store, SQL_SYNCED_HAS_ANY, values, COUNT_OF(values), 0, answer, err);
}
