#include "store/take.h"

#include "base/limits.h"
#include "store/hash.h"
#include "store/indexing.h"
#include "store/internal.h"
#include "store/rules.h"

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

int64_t take_place(const struct feed_entry *entry, int64_t arrived_ms)
{
    const int64_t date_ms =
        entry->published_ms != TIME_NONE ? entry->published_ms : entry->updated_ms;
    if (date_ms == TIME_NONE)
        return arrived_ms;
    // A date of the feed's own is always before the arrival, which tells it from an unknown one.
    return date_ms < arrived_ms ? date_ms : arrived_ms - 1;
}

static bool take_insert(struct take *take, const struct feed_entry *entry, const char *guid,
                        int64_t *id, struct error *err)
{
    const struct store_value values[] = {
        value_integer(take->feed_id),
        value_text(guid),
        value_integer(take_place(entry, take->now_ms)),
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
    return take_revise(take, entry, id, err) &&
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

bool take_add(struct take *take, const struct feed_entry *entry, const char *guid, int64_t *id,
              struct error *err)
{
    take->new_count++;
    return take_insert(take, entry, guid, id, err) &&
           take_content(take, SQL_TAKE_CONTENT, entry, *id, err) &&
           take_enclosures(take, entry, *id, err) &&
           store_rules_run(take, entry, *id, take_place(entry, take->now_ms), err);
}

static bool take_set(struct take *take, enum store_sql sql, int64_t value, int64_t id,
                     struct error *err)
{
    const struct store_value values[] = {value_integer(value), value_integer(id)};
    return store_run(take->store, sql, values, COUNT_OF(values), err);
}

bool take_renew(struct take *take, const struct feed_entry *entry, const struct taken *taken,
                struct error *err)
{
    const struct store_value values[] = {value_integer(taken->id)};
    const int64_t place_ms = take_place(entry, taken->arrived_ms);
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
