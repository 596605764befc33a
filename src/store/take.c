#include "store/take.h"
#include "base/map.h"
#include "base/vec.h"
#include "store/articles.h"
#include "store/hash.h"
#include "store/internal.h"

struct identity {
    const struct feed_entry *entry;
    const char *guid;
};

static bool take_find(struct take *take, const char *guid, struct taken *taken, struct error *err)
{
    *taken = (struct taken){0};
    if (!take->has_known)
        return true;
    const struct store_value values[] = {value_integer(take->feed_id), value_text(guid)};
    struct store_rows rows;
    if (!rows_open(&rows, take->store, SQL_TAKE_FIND, values, COUNT_OF(values), err))
        return false;
    if (rows_next(&rows)) {
        taken->id = row_integer(&rows, 0, 0);
        taken->hash = row_integer(&rows, 1, 0);
        taken->published_ms = row_integer(&rows, 2, 0);
        taken->arrived_ms = row_integer(&rows, 3, 0);
        taken->comments_count = row_integer(&rows, 4, -1);
        taken->is_deleted = row_integer(&rows, 5, 0) & STORE_IS_DELETED;
    }
    return rows_close(&rows, err);
}

/* Nothing has to be looked for in a feed that is new. */
static bool take_look(struct take *take, struct error *err)
{
    const struct store_value values[] = {value_integer(take->feed_id)};
    return store_ask(take->store, SQL_TAKE_HAS_KNOWN, values, COUNT_OF(values), 0, &take->has_known,
                     err);
}

/* What stands first in a document is the newest: taken in last, it is first among equal dates. */
static bool take_all(struct take *take, const struct vec *identities, struct error *err)
{
    for (size_t i = identities->count; i-- > 0;) {
        const struct identity *const identity = vec_at(identities, i);
        struct taken taken;
        if (!take_find(take, identity->guid, &taken, err))
            return false;
        // What was deleted stays as it was, and does not come back.
        if (taken.is_deleted)
            continue;
        if (taken.id ? !take_renew(take, identity->entry, &taken, err)
                     : !take_add(take, identity->entry, identity->guid, err))
            return false;
    }
    return true;
}

/* Of two entries with one identity the first counts, else they would change places for ever. */
static void take_identify(const struct feed *feed, struct map *seen, struct arena *arena,
                          struct vec *identities)
{
    for (const struct feed_entry *entry = feed->entries; entry; entry = entry->next) {
        const char *const guid = feed_entry_identity(entry, arena);
        const uint64_t hash = store_hash(STORE_HASH_START, guid);
        bool is_new;
        map_add(seen, (const char *)&hash, sizeof(hash), &is_new);
        if (!is_new)
            continue;
        struct identity *const identity = vec_push(identities);
        *identity = (struct identity){.entry = entry, .guid = guid};
    }
}

static bool take_run(struct take *take, const struct feed *feed, const struct store_fetch *fetch,
                     const struct vec *identities, struct error *err)
{
    if (!store_begin(take->store, STORE_LAZY, err))
        return false;
    const bool is_good =
        store_feeds_has(take->store, take->feed_id, err) && take_look(take, err) &&
        take_all(take, identities, err) &&
        store_feeds_write_document(take->store, take->feed_id, feed, take->new_count, err) &&
        (!fetch || store_feeds_write_fetch(take->store, take->feed_id, fetch, err));
    return store_end(take->store, is_good, err);
}

/* The document, or a part of it. */
static bool take_document(struct take *take, const struct feed *feed,
                          const struct store_fetch *fetch, struct map *seen, struct error *err)
{
    struct arena arena; // of guids that were made up
    struct vec identities;
    arena_init(&arena);
    vec_init(&identities, sizeof(struct identity));
    take_identify(feed, seen, &arena, &identities);
    const bool is_good = take_run(take, feed, fetch, &identities, err);
    vec_release(&identities);
    arena_release(&arena);
    return is_good;
}

bool store_articles_take(struct store *store, int64_t feed_id, const struct feed *feed,
                         const struct store_fetch *fetch, int64_t *new_count,
                         int64_t *updated_count, struct error *err)
{
    struct take take = {.store = store, .feed_id = feed_id, .now_ms = time_now_ms()};
    if (fetch && fetch->fetched_ms > 0)
        take.now_ms = fetch->fetched_ms;
    struct map seen;
    map_init(&seen);
    const bool is_good = take_document(&take, feed, fetch, &seen, err);
    map_release(&seen);
    if (!is_good)
        return false;
    *new_count = take.new_count;
    *updated_count = take.updated_count;
    return true;
}

void store_intake_init(struct store_intake *intake)
{
    *intake = (struct store_intake){0};
    map_init(&intake->seen);
}

void store_intake_release(struct store_intake *intake)
{
    map_release(&intake->seen);
}

bool store_articles_take_part(struct store *store, int64_t feed_id, const struct feed *part,
                              int64_t now_ms, struct store_intake *intake, struct error *err)
{
    struct take take = {.store = store, .feed_id = feed_id, .now_ms = now_ms};
    if (!take_document(&take, part, NULL, &intake->seen, err))
        return false;
    intake->new_count += take.new_count;
    intake->updated_count += take.updated_count;
    return true;
}
