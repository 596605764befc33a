#include "store/take.h"
#include "base/map.h"
#include "base/vec.h"
#include "feed/identity.h"
#include "store/articles.h"
#include "store/hash.h"
#include "store/internal.h"
#include "store/synced.h"

void take_read_row(const struct store_rows *rows, struct taken *taken)
{
    taken->id = row_integer(rows, 0, 0);
    taken->hash = row_integer(rows, 1, 0);
    taken->published_ms = row_integer(rows, 2, 0);
    taken->arrived_ms = row_integer(rows, 3, 0);
    taken->comments_count = row_integer(rows, 4, -1);
    taken->is_deleted = row_integer(rows, 5, 0) & STORE_IS_DELETED;
}

static bool take_find(struct take *take, const char *guid, struct taken *taken, struct error *err)
{
    *taken = (struct taken){0};
    if (!take->has_known)
        return true;
    const struct store_value values[] = {value_integer(take->feed_id), value_text(guid)};
    struct store_rows rows;
    if (!rows_open(&rows, take->store, SQL_TAKE_FIND, values, COUNT_OF(values), err))
        return false;
    if (rows_next(&rows))
        take_read_row(&rows, taken);
    return rows_close(&rows, err);
}

/* Nothing has to be looked for in a feed that is new. */
static bool take_look(struct take *take, struct error *err)
{
    const struct store_value values[] = {value_integer(take->feed_id)};
    return store_ask(take->store, SQL_TAKE_HAS_KNOWN, values, COUNT_OF(values), 0, &take->has_known,
                     err) &&
           synced_has_any(take->store, take->feed_id, &take->has_synced, err);
}

/* An article that a service brought, until now: from here on it has the identity that its feed
 * tells. */
static bool take_find_synced(struct take *take, struct identity *identity, struct arena *arena,
                             struct error *err)
{
    struct taken *const taken = &identity->taken;
    if (!take->has_synced || taken->id || !identity->entry->link)
        return true;
    if (!take_find(take, synced_guid(identity->entry->link, arena), taken, err))
        return false;
    const struct store_value values[] = {value_text(identity->guid), value_integer(taken->id)};
    return !taken->id || store_run(take->store, SQL_TAKE_IDENTITY, values, COUNT_OF(values), err);
}

/*
 * What is there of each. A document that had several of one identity may have only one of them
 * today: so an identity that is not known is looked for in its longer form, too.
 */
static bool take_find_all(struct take *take, struct vec *identities, struct arena *arena,
                          struct error *err)
{
    for (size_t i = 0; take->has_known && i < identities->count; i++) {
        struct identity *const identity = vec_at(identities, i);
        if (!take_find(take, identity->guid, &identity->taken, err))
            return false;
        const bool is_plain = identity->guid == identity->plain;
        if (!identity->taken.id && is_plain &&
            !take_find(take, feed_entry_qualified(identity->entry, identity->plain, arena),
                       &identity->taken, err))
            return false;
        if (!take_find_synced(take, identity, arena, err))
            return false;
    }
    return true;
}

/* What stands first in a document is the newest: taken in last, it is first among equal dates. */
static bool take_all(struct take *take, const struct vec *identities, struct error *err)
{
    for (size_t i = identities->count; i-- > 0;) {
        const struct identity *const identity = vec_at(identities, i);
        const struct taken *const taken = &identity->taken;
        // What was deleted stays as it was, and does not come back.
        if (taken->is_deleted)
            continue;
        int64_t id;
        if (taken->id ? !take_renew(take, identity->entry, taken, err)
                      : !take_add(take, identity->entry, identity->guid, &id, err))
            return false;
    }
    return true;
}

static struct map_entry *see(struct map *seen, const char *guid)
{
    const uint64_t hash = store_hash(STORE_HASH_START, guid);
    return map_add(seen, (const char *)&hash, sizeof(hash), NULL);
}

/* An identity that is not new in the document: is it another article? Then both get longer ones. */
static bool take_apart(struct identity *first, struct identity *second, enum feed_format format,
                       struct map *seen, struct arena *arena)
{
    if (!feed_entries_differ(first->entry, second->entry, format))
        return false;
    if (first->guid == first->plain) {
        first->guid = feed_entry_qualified(first->entry, first->plain, arena);
        see(seen, first->guid)->value.number = -1;
    }
    second->guid = feed_entry_qualified(second->entry, second->plain, arena);
    struct map_entry *const entry = see(seen, second->guid);
    const bool is_new = entry->value.number == 0;
    entry->value.number = -1;
    return is_new;
}

/*
 * Of two entries that are one article the first counts, else they would change places for ever.
 * The values of `seen`: 1 + the index of the first with it within this part, -1 for those of a part
 * before.
 */
static void take_identify(const struct feed *feed, struct map *seen, struct arena *arena,
                          struct vec *identities)
{
    for (const struct feed_entry *entry = feed->entries; entry; entry = entry->next) {
        const char *const guid = feed_entry_identity(entry, arena);
        struct identity identity = {.entry = entry, .guid = guid, .plain = guid};
        struct map_entry *const known = see(seen, guid);
        const int64_t number = known->value.number;
        if (number == 0)
            known->value.number = (int64_t)identities->count + 1;
        else if (number < 0 || !take_apart(vec_at(identities, (size_t)number - 1), &identity,
                                           feed->format, seen, arena))
            continue;
        *(struct identity *)vec_push(identities) = identity;
    }
}

static bool take_run(struct take *take, const struct feed *feed, const struct store_fetch *fetch,
                     struct vec *identities, struct arena *arena, struct error *err)
{
    if (!store_begin(take->store, STORE_LAZY, err))
        return false;
    const bool is_good =
        store_feeds_has(take->store, take->feed_id, err) && take_look(take, err) &&
        take_find_all(take, identities, arena, err) && take_recognise(take, identities, err) &&
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
    take->title = feed->title;
    const bool is_good = take_run(take, feed, fetch, &identities, &arena, err);
    store_feeds_release(&take->feeds);
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
    const size_t before = intake->seen.count;
    if (!take_document(&take, part, NULL, &intake->seen, err))
        return false;
    for (size_t i = before; i < intake->seen.count; i++)
        intake->seen.entries[i].value.number = -1;
    intake->new_count += take.new_count;
    intake->updated_count += take.updated_count;
    return true;
}
