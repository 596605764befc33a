#include "store/feeds.h"

#include "base/intl.h"
#include "base/limits.h"
#include "feed/feed.h"
#include "store/internal.h"
#include "web/url.h"

static void feeds_read_row(const struct store_rows *rows, struct arena *arena,
                           struct store_feed *feed)
{
    feed->id = row_integer(rows, 0, 0);
    feed->url = row_text(rows, 1, arena);
    feed->title = row_text(rows, 2, arena);
    feed->own_title = row_text(rows, 3, arena);
    feed->link = row_text(rows, 4, arena);
    feed->description = row_text(rows, 5, arena);
    feed->tags = row_texts(rows, 6, arena, &feed->tag_count);
    feed->unread = row_integer(rows, 7, 0);
    feed->total = row_integer(rows, 8, 0);
    feed->copies_unread = row_integer(rows, 9, 0);
    feed->last_fetched_ms = row_time(rows, 10);
    feed->last_status = (enum store_fetch_status)row_integer(rows, 11, STORE_FETCH_NEVER);
    feed->last_http = (int)row_integer(rows, 12, 0);
    feed->error = row_text(rows, 13, arena);
    feed->failures = row_integer(rows, 14, 0);
    feed->next_due_ms = row_time(rows, 15);
    feed->etag = row_text(rows, 16, arena);
    feed->last_modified = row_text(rows, 17, arena);
}

static bool feeds_read(struct store *store, enum store_sql sql, const struct store_value *values,
                       size_t count, struct store_feeds *feeds, struct error *err)
{
    struct store_rows rows;
    if (!rows_open(&rows, store, sql, values, count, err))
        return false;
    arena_init(&feeds->arena);
    struct vec items;
    vec_init(&items, sizeof(struct store_feed));
    while (rows_next(&rows))
        feeds_read_row(&rows, &feeds->arena, vec_push(&items));
    feeds->count = items.count;
    feeds->items = items_take(&items, &feeds->arena);
    if (rows_close(&rows, err))
        return true;
    store_feeds_release(feeds);
    return false;
}

static bool feeds_missing(int64_t id, struct error *err)
{
    return error_set(err, ERR_NOT_FOUND, _("there is no feed %lld"), (long long)id);
}

bool store_feeds_list(struct store *store, struct store_feeds *feeds, struct error *err)
{
    return feeds_read(store, SQL_FEEDS_LIST, NULL, 0, feeds, err);
}

bool store_feeds_get(struct store *store, int64_t id, struct store_feeds *one, struct error *err)
{
    const struct store_value values[] = {value_integer(id)};
    if (!feeds_read(store, SQL_FEEDS_GET, values, COUNT_OF(values), one, err))
        return false;
    if (one->count)
        return true;
    store_feeds_release(one);
    return feeds_missing(id, err);
}

void store_feeds_release(struct store_feeds *feeds)
{
    arena_release(&feeds->arena);
    feeds->items = NULL;
    feeds->count = 0;
}

bool store_feeds_due(struct store *store, struct store_dues *dues, struct error *err)
{
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_FEEDS_DUE, NULL, 0, err))
        return false;
    arena_init(&dues->arena);
    struct vec items;
    vec_init(&items, sizeof(struct store_due));
    while (rows_next(&rows)) {
        struct store_due *const due = vec_push(&items);
        due->id = row_integer(&rows, 0, 0);
        due->url = row_text(&rows, 1, &dues->arena);
        due->etag = row_text(&rows, 2, &dues->arena);
        due->last_modified = row_text(&rows, 3, &dues->arena);
        due->next_due_ms = row_time(&rows, 4);
        due->failures = (int)row_integer(&rows, 5, 0);
        due->last_status = (enum store_fetch_status)row_integer(&rows, 6, STORE_FETCH_NEVER);
        due->pace.ttl_minutes = row_integer(&rows, 7, -1);
        due->pace.update_base_ms = row_time(&rows, 8);
        due->pace.skip_hours = (uint32_t)row_integer(&rows, 9, 0);
        due->pace.skip_days = (uint32_t)row_integer(&rows, 10, 0);
    }
    dues->count = items.count;
    dues->items = items_take(&items, &dues->arena);
    if (rows_close(&rows, err))
        return true;
    store_dues_release(dues);
    return false;
}

const char *store_feeds_address(struct store *store, int64_t id, struct arena *arena,
                                struct error *err)
{
    const struct store_value values[] = {value_integer(id)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_FEEDS_ADDRESS, values, COUNT_OF(values), err))
        return NULL;
    const char *const url = rows_next(&rows) ? row_text(&rows, 0, arena) : NULL;
    if (!rows_close(&rows, err))
        return NULL;
    if (!url)
        feeds_missing(id, err);
    return url;
}

const char *const *store_feeds_tags(struct store *store, int64_t id, struct arena *arena,
                                    size_t *count)
{
    const struct store_value values[] = {value_integer(id)};
    struct store_rows rows;
    const char *const *tags = NULL;
    *count = 0;
    if (!rows_open(&rows, store, SQL_FEEDS_TAGS, values, COUNT_OF(values), NULL))
        return NULL;
    if (rows_next(&rows))
        tags = row_texts(&rows, 0, arena, count);
    return rows_close(&rows, NULL) ? tags : NULL;
}

bool store_feeds_rhythm(struct store *store, int64_t id, int64_t now_ms,
                        int64_t counts[STORE_RHYTHM_WEEKS], struct error *err)
{
    const struct store_value values[] = {value_integer(id), value_integer(now_ms)};
    struct store_rows rows;
    for (int i = 0; i < STORE_RHYTHM_WEEKS; i++)
        counts[i] = 0;
    if (!rows_open(&rows, store, SQL_FEEDS_RHYTHM, values, COUNT_OF(values), err))
        return false;
    while (rows_next(&rows)) {
        const int64_t week = row_integer(&rows, 0, -1);
        if (week >= 0 && week < STORE_RHYTHM_WEEKS)
            counts[STORE_RHYTHM_WEEKS - 1 - week] = row_integer(&rows, 1, 0);
    }
    return rows_close(&rows, err);
}

void store_dues_release(struct store_dues *dues)
{
    arena_release(&dues->arena);
    dues->items = NULL;
    dues->count = 0;
}

/* Under which key a feed's address is known: two spellings are one feed. */
static void feeds_url_key(const char *url, struct str *key)
{
    str_init(key, LIMIT_URL_BYTES);
    if (url_normalise(url, key) && key->len)
        return;
    str_clear(key);
    str_add(key, url);
}

/* 0 when there is none. */
static bool feeds_id_of_url(struct store *store, const char *url, int64_t *id, struct error *err)
{
    struct str key;
    feeds_url_key(url, &key);
    const struct store_value values[] = {value_text(key.data)};
    const bool is_good =
        store_ask(store, SQL_FEEDS_ID_OF_URL, values, COUNT_OF(values), 0, id, err);
    str_release(&key);
    return is_good;
}

bool store_feeds_find(struct store *store, const char *name, int64_t *id, struct error *err)
{
    long long number;
    int64_t found = 0;
    if (ascii_is_digit(name[0]) && slice_to_int64(slice_of(name), &number)) {
        const struct store_value values[] = {value_integer(number)};
        if (!store_ask(store, SQL_FEEDS_HAS, values, COUNT_OF(values), 0, &found, err))
            return false;
    }
    if (!found && !feeds_id_of_url(store, name, &found, err))
        return false;
    // As it is shown, without the user and the password in it.
    const struct store_value shown[] = {value_text(name)};
    if (!found &&
        !store_ask(store, SQL_FEEDS_ID_OF_SHOWN_URL, shown, COUNT_OF(shown), 0, &found, err))
        return false;
    if (!found)
        return error_set(err, ERR_NOT_FOUND, _("there is no feed %s"), name);
    *id = found;
    return true;
}

static bool feeds_set_sort_key(struct store *store, int64_t id, struct error *err)
{
    const struct store_value values[] = {value_integer(id)};
    return store_run(store, SQL_FEEDS_SET_SORT_KEY, values, COUNT_OF(values), err);
}

static bool feeds_set_title(struct store *store, int64_t id, const char *title, struct error *err)
{
    const struct store_value values[] = {value_text(title), value_integer(id)};
    return store_run(store, SQL_FEEDS_SET_OWN_TITLE, values, COUNT_OF(values), err);
}

static bool feeds_set_tag(struct store *store, int64_t id, const char *tag, bool is_set,
                          struct error *err)
{
    if (!store_tag_is_good(tag, err))
        return false;
    const struct store_value values[] = {value_integer(id), value_text(tag)};
    return store_run(store, is_set ? SQL_FEEDS_TAG : SQL_FEEDS_UNTAG, values, COUNT_OF(values),
                     err);
}

/* 0: it is there already. */
static bool feeds_insert(struct store *store, const char *url, const char *title, int64_t *id,
                         struct error *err)
{
    struct str key;
    feeds_url_key(url, &key);
    const struct store_value values[] = {value_text(url), value_text(key.data), value_text(title)};
    const bool is_good = store_run(store, SQL_FEEDS_INSERT, values, COUNT_OF(values), err);
    str_release(&key);
    *id = sqlite3_last_insert_rowid(store->db);
    return is_good;
}

static bool feeds_add(struct store *store, const char *url, const char *title,
                      const char *const *tags, size_t tag_count, int64_t *id, bool *is_new,
                      struct error *err)
{
    if (!feeds_id_of_url(store, url, id, err))
        return false;
    *is_new = *id == 0;
    if (*is_new ? !feeds_insert(store, url, title, id, err)
                : title && !feeds_set_title(store, *id, title, err))
        return false;
    for (size_t i = 0; i < tag_count; i++)
        if (!feeds_set_tag(store, *id, tags[i], true, err))
            return false;
    return feeds_set_sort_key(store, *id, err);
}

bool store_feeds_add(struct store *store, const char *url, const char *title,
                     const char *const *tags, size_t tag_count, int64_t *id, bool *is_new,
                     struct error *err)
{
    bool is_added = false;
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    const bool is_good = feeds_add(store, url, title, tags, tag_count, id, &is_added, err);
    if (is_new)
        *is_new = is_added;
    return store_end(store, is_good, err);
}

bool store_feeds_describe(struct store *store, int64_t id, const char *link,
                          const char *description, struct error *err)
{
    const struct store_value values[] = {value_text(link), value_text(description),
                                         value_integer(id)};
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    const bool is_good = store_run(store, SQL_FEEDS_DESCRIBE, values, COUNT_OF(values), err);
    return store_end(store, is_good, err);
}

bool store_feeds_turn_off(struct store *store, int64_t id, const char *reason, struct error *err)
{
    const struct store_value values[] = {value_integer(STORE_FETCH_OFF), value_text(reason),
                                         value_integer(id)};
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    const bool is_good = store_run(store, SQL_FEEDS_TURN_OFF, values, COUNT_OF(values), err);
    return store_end(store, is_good, err);
}

bool store_feeds_has(struct store *store, int64_t id, struct error *err)
{
    const struct store_value values[] = {value_integer(id)};
    int64_t found;
    return store_ask(store, SQL_FEEDS_HAS, values, COUNT_OF(values), 0, &found, err) &&
           (found || feeds_missing(id, err));
}

bool store_feeds_remove(struct store *store, int64_t id, struct error *err)
{
    const struct store_value values[] = {value_integer(id)};
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    const bool is_good = store_feeds_has(store, id, err) &&
                         store_run(store, SQL_FEEDS_DELETE, values, COUNT_OF(values), err);
    return store_end(store, is_good, err);
}

bool store_feeds_rename(struct store *store, int64_t id, const char *title, struct error *err)
{
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    const bool is_good = store_feeds_has(store, id, err) &&
                         feeds_set_title(store, id, title, err) &&
                         feeds_set_sort_key(store, id, err);
    return store_end(store, is_good, err);
}

bool store_feeds_tag(struct store *store, int64_t id, const char *tag, bool is_set,
                     struct error *err)
{
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    const bool is_good =
        store_feeds_has(store, id, err) && feeds_set_tag(store, id, tag, is_set, err);
    return store_end(store, is_good, err);
}

/* The new address after 301 or 308; where another feed has it already, the old one stays. */
static bool feeds_move(struct store *store, int64_t id, const char *url, struct error *err)
{
    struct str key;
    feeds_url_key(url, &key);
    const struct store_value values[] = {value_text(url), value_text(key.data), value_integer(id)};
    const bool is_good = store_run(store, SQL_FEEDS_SET_URL, values, COUNT_OF(values), err);
    str_release(&key);
    return is_good && feeds_set_sort_key(store, id, err);
}

static bool feeds_write_failure(struct store *store, int64_t id, const struct store_fetch *fetch,
                                struct error *err)
{
    const struct store_value values[] = {
        value_integer(fetch->status),  value_integer(fetch->http),     value_text(fetch->error),
        value_time(fetch->fetched_ms), value_time(fetch->next_due_ms), value_integer(id),
    };
    return store_run(store, SQL_FEEDS_FETCH_FAILED, values, COUNT_OF(values), err);
}

bool store_feeds_write_fetch(struct store *store, int64_t id, const struct store_fetch *fetch,
                             struct error *err)
{
    if (fetch->status != STORE_FETCH_OK && fetch->status != STORE_FETCH_UNCHANGED)
        return feeds_write_failure(store, id, fetch, err);
    const struct store_value values[] = {
        value_integer(fetch->status),
        value_integer(fetch->http),
        value_time(fetch->fetched_ms),
        value_time(fetch->next_due_ms),
        value_text(fetch->etag),
        value_text(fetch->last_modified),
        value_integer(id),
    };
    const enum store_sql sql =
        fetch->status == STORE_FETCH_OK ? SQL_FEEDS_FETCH_WORKED : SQL_FEEDS_FETCH_UNCHANGED;
    return store_run(store, sql, values, COUNT_OF(values), err) &&
           (!fetch->moved_to || feeds_move(store, id, fetch->moved_to, err));
}

bool store_feeds_write_document(struct store *store, int64_t id, const struct feed *feed,
                                int64_t new_count, struct error *err)
{
    const struct store_value values[] = {
        value_text(feed->title && *feed->title ? feed->title : NULL),
        value_text(feed->link),
        value_text(feed->description),
        value_text(feed->image),
        value_text(feed->language),
        value_integer(new_count),
        value_integer(id),
        value_unless(feed->pace.ttl_minutes, -1),
        value_time(feed->pace.update_base_ms),
        value_integer(feed->pace.skip_hours),
        value_integer(feed->pace.skip_days),
    };
    return store_run(store, SQL_FEEDS_SET_DOCUMENT, values, COUNT_OF(values), err);
}

bool store_feeds_fetched(struct store *store, int64_t id, const struct store_fetch *fetch,
                         struct error *err)
{
    if (!store_begin(store, STORE_QUIET, err))
        return false;
    const bool is_good =
        store_feeds_has(store, id, err) && store_feeds_write_fetch(store, id, fetch, err);
    return store_end(store, is_good, err);
}

static bool feeds_write_sames(struct store *store, const struct store_same *sames, size_t count,
                              struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        const struct store_value values[] = {
            value_integer(STORE_FETCH_UNCHANGED),
            value_time(sames[i].fetched_ms),
            value_time(sames[i].next_due_ms),
            value_integer(sames[i].id),
        };
        if (!store_run(store, SQL_FEEDS_FETCH_SAME, values, COUNT_OF(values), err))
            return false;
    }
    return true;
}

bool store_feeds_same(struct store *store, const struct store_same *sames, size_t count,
                      struct error *err)
{
    if (!store_begin(store, STORE_QUIET, err))
        return false;
    return store_end(store, feeds_write_sames(store, sames, count, err), err);
}
