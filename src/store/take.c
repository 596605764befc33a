#include <stdlib.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/vec.h"
#include "store/articles.h"
#include "store/hash.h"
#include "store/indexing.h"
#include "store/internal.h"

/* Taking one document in. */
struct take {
    struct store *store;
    int64_t feed_id;
    int64_t now_ms;
    int64_t has_known;  // is there any article of this feed?
    int64_t has_buried; // was one ever deleted?
    int64_t new_count;
    int64_t updated_count;
};

/* What is stored of the article; id 0: nothing. */
struct taken {
    int64_t id;
    int64_t hash;
    int64_t published_ms;
    int64_t arrived_ms;
    int64_t comments_count;
};

struct identity {
    const struct feed_entry *entry;
    const char *guid;
};

/* Of what a reader sees; dates are left out, since many feeds give a new one at every fetch. */
static int64_t entry_hash(const struct feed_entry *entry)
{
    uint64_t hash = STORE_HASH_START;
    const char *const texts[] = {entry->title,         entry->author,       entry->link,
                                 entry->summary,       entry->content,      entry->image,
                                 entry->comments_link, entry->comments_feed};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        hash = store_hash(hash, texts[i]);
    for (const struct feed_enclosure *e = entry->enclosures; e; e = e->next)
        hash = store_hash(hash, e->url);
    for (const struct feed_category *c = entry->categories; c; c = c->next)
        hash = store_hash(hash, c->name);
    return (int64_t)hash;
}

/*
 * The article's place in the lists: its date, but never after it came. Without a date it keeps the
 * moment at which it came first.
 */
static int64_t entry_place(const struct feed_entry *entry, int64_t arrived_ms)
{
    const int64_t date_ms =
        entry->published_ms != TIME_NONE ? entry->published_ms : entry->updated_ms;
    if (date_ms == TIME_NONE)
        return arrived_ms;
    // A date of the feed's own is always before the arrival, which tells it from an unknown one.
    return date_ms < arrived_ms ? date_ms : arrived_ms - 1;
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
    if (rows_next(&rows)) {
        taken->id = row_integer(&rows, 0, 0);
        taken->hash = row_integer(&rows, 1, 0);
        taken->published_ms = row_integer(&rows, 2, 0);
        taken->arrived_ms = row_integer(&rows, 3, 0);
        taken->comments_count = row_integer(&rows, 4, -1);
    }
    return rows_close(&rows, err);
}

/* A reader deleted it: it does not come back. */
static bool take_is_buried(struct take *take, const char *guid, int64_t *is_buried,
                           struct error *err)
{
    *is_buried = 0;
    if (!take->has_buried)
        return true;
    const struct store_value values[] = {value_integer(take->feed_id), value_text(guid)};
    return store_ask(take->store, SQL_TAKE_IS_BURIED, values, COUNT_OF(values), 0, is_buried, err);
}

static bool take_insert(struct take *take, const struct identity *identity, int64_t *id,
                        struct error *err)
{
    const struct feed_entry *const entry = identity->entry;
    const struct store_value values[] = {
        value_integer(take->feed_id),
        value_text(identity->guid),
        value_integer(entry_place(entry, take->now_ms)),
        value_integer(take->now_ms),
        value_time(entry->updated_ms),
        value_integer(entry_hash(entry)),
        value_integer(entry->enclosures != NULL),
        value_integer(entry->comments_count),
        value_text(entry->title ? entry->title : ""),
        value_text(entry->author),
        value_text(entry->link),
    };
    if (!store_run(take->store, SQL_TAKE_INSERT, values, COUNT_OF(values), err))
        return false;
    *id = sqlite3_last_insert_rowid(take->store->db);
    return true;
}

static bool take_revise(struct take *take, int64_t id, struct error *err)
{
    const struct store_value values[] = {value_integer(take->now_ms), value_integer(id)};
    return store_run(take->store, SQL_TAKE_REVISION, values, COUNT_OF(values), err) &&
           store_run(take->store, SQL_TAKE_REVISION_PRUNE, &values[1], 1, err);
}

static bool take_update(struct take *take, const struct feed_entry *entry, int64_t hash, int64_t id,
                        struct error *err)
{
    const struct store_value values[] = {
        value_time(entry->updated_ms),
        value_integer(hash),
        value_integer(entry->enclosures != NULL),
        value_text(entry->title ? entry->title : ""),
        value_text(entry->author),
        value_text(entry->link),
        value_integer(id),
    };
    return take_revise(take, id, err) &&
           store_run(take->store, SQL_TAKE_UPDATE, values, COUNT_OF(values), err) &&
           store_index_changed(take->store, id, err);
}

static bool take_content(struct take *take, enum store_sql sql, const struct feed_entry *entry,
                         int64_t id, struct error *err)
{
    struct str categories;
    str_init(&categories, LIMIT_FIELD_BYTES);
    for (const struct feed_category *c = entry->categories; c; c = c->next)
        str_printf(&categories, "%s%s", categories.len ? "\n" : "", c->name);
    const struct store_value values[] = {
        value_integer(id),
        value_text(entry->image),
        value_text(entry->comments_link),
        value_text(entry->comments_feed),
        value_text(entry->source),
        value_text(entry->source_link),
        value_text(entry->author_url),
        value_text(entry->in_reply_to),
        value_unless(entry->duration_seconds, -1),
        value_unless(entry->episode, -1),
        value_text(categories.len ? categories.data : NULL),
        value_text(entry->summary),
        value_text(entry->content),
    };
    const bool is_good = store_run(take->store, sql, values, COUNT_OF(values), err);
    str_release(&categories);
    return is_good;
}

static bool take_enclosures(struct take *take, const struct feed_entry *entry, int64_t id,
                            struct error *err)
{
    int64_t position = 0;
    for (const struct feed_enclosure *e = entry->enclosures; e; e = e->next) {
        const struct store_value values[] = {
            value_integer(id),
            value_integer(position++),
            value_text(e->url ? e->url : ""),
            value_text(e->type),
            value_unless(e->length_bytes, -1),
        };
        if (!store_run(take->store, SQL_TAKE_ENCLOSURE, values, COUNT_OF(values), err))
            return false;
    }
    return true;
}

static bool take_new(struct take *take, const struct identity *identity, struct error *err)
{
    int64_t is_buried;
    int64_t id;
    if (!take_is_buried(take, identity->guid, &is_buried, err))
        return false;
    if (is_buried)
        return true;
    take->new_count++;
    return take_insert(take, identity, &id, err) &&
           take_content(take, SQL_TAKE_CONTENT, identity->entry, id, err) &&
           take_enclosures(take, identity->entry, id, err);
}

static bool take_set(struct take *take, enum store_sql sql, int64_t value, int64_t id,
                     struct error *err)
{
    const struct store_value values[] = {value_integer(value), value_integer(id)};
    return store_run(take->store, sql, values, COUNT_OF(values), err);
}

/* It is there: nothing is written that is the same. */
static bool take_known(struct take *take, const struct feed_entry *entry, const struct taken *taken,
                       struct error *err)
{
    const struct store_value values[] = {value_integer(taken->id)};
    const int64_t place_ms = entry_place(entry, taken->arrived_ms);
    if (entry->published_ms != TIME_NONE && place_ms != taken->published_ms &&
        !(take_set(take, SQL_TAKE_PLACE, place_ms, taken->id, err) &&
          store_index_changed(take->store, taken->id, err)))
        return false;
    if (entry->comments_count >= 0 && entry->comments_count != taken->comments_count &&
        !take_set(take, SQL_TAKE_COMMENTS_COUNT, entry->comments_count, taken->id, err))
        return false;
    const int64_t hash = entry_hash(entry);
    if (hash == taken->hash)
        return true;
    take->updated_count++;
    return take_update(take, entry, hash, taken->id, err) &&
           take_content(take, SQL_TAKE_CONTENT_ANEW, entry, taken->id, err) &&
           store_run(take->store, SQL_TAKE_ENCLOSURES_CLEAR, values, COUNT_OF(values), err) &&
           take_enclosures(take, entry, taken->id, err);
}

/* Nothing has to be looked for in a feed that is new. */
static bool take_look(struct take *take, struct error *err)
{
    const struct store_value values[] = {value_integer(take->feed_id)};
    return store_ask(take->store, SQL_TAKE_HAS_KNOWN, values, COUNT_OF(values), 0, &take->has_known,
                     err) &&
           store_ask(take->store, SQL_TAKE_HAS_BURIED, values, COUNT_OF(values), 0,
                     &take->has_buried, err);
}

/* What stands first in a document is the newest: taken in last, it is first among equal dates. */
static bool take_all(struct take *take, const struct vec *identities, struct error *err)
{
    for (size_t i = identities->count; i-- > 0;) {
        const struct identity *const identity = vec_at(identities, i);
        struct taken taken;
        if (!take_find(take, identity->guid, &taken, err))
            return false;
        if (taken.id ? !take_known(take, identity->entry, &taken, err)
                     : !take_new(take, identity, err))
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
