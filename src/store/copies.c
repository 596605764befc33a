#include "store/copies.h"

#include <string.h>

#include "base/limits.h"
#include "query/sketch.h"
#include "store/hash.h"
#include "store/internal.h"
#include "web/url.h"

enum {
    PERIOD_MS = 14 * 24 * 60 * 60 * 1000,
    KEYS = QUERY_SKETCH_BANDS + 2, // the bands, the link, the id
    NEWEST = 20,                   // articles of others that are looked at under one part
    NEWEST_OF_ALL = 200,           // and among so many: a feed's foot is in all that it brings
    CANDIDATES = 2 * KEYS * NEWEST,
    STORIES = 8, // that one article brings together
};

/* An article as its copies are found. */
struct original {
    struct arena arena;
    int64_t id;
    int64_t feed_id;
    int64_t published_ms;
    bool is_shown;
    const char *title;
    const char *link;
    const char *guid;
    int64_t lead_id; // itself, or what it is a copy of
    int64_t link_key;
    int64_t guid_key;
    bool has_sketch;
    struct query_sketch sketch;
};

/* ---- keys */

/* What is the same page however it was linked to (url_key()), whatever part of it is meant. 0:
 * none, or the front page. */
static int64_t link_key(const char *link)
{
    struct str url;
    if (!link || !url_is_web(link))
        return 0;
    str_init(&url, LIMIT_URL_BYTES);
    url_key(link, &url);
    str_cut(&url, strcspn(url.data, "#"));
    const bool is_front = !strpbrk(url.data, "/?");
    const int64_t key = is_front ? 0 : (int64_t)store_hash(STORE_HASH_START, url.data);
    str_release(&url);
    return key;
}

/* Ids that mean the same wherever they stand. */
static int64_t guid_key(const char *guid)
{
    const bool is_worldwide =
        strstr(guid, "://") || strncmp(guid, "tag:", 4) == 0 || strncmp(guid, "urn:", 4) == 0;
    return is_worldwide ? (int64_t)store_hash(STORE_HASH_START, guid) : 0;
}

static size_t keys_of(const struct original *original, int64_t keys[KEYS])
{
    size_t count = 0;
    for (int i = 0; original->has_sketch && i < QUERY_SKETCH_BANDS; i++)
        keys[count++] = (int64_t)original->sketch.bands[i];
    // Of other sizes than the bands, so that they do not meet.
    if (original->link_key)
        keys[count++] = original->link_key | INT64_C(1) << 40;
    if (original->guid_key)
        keys[count++] = original->guid_key | INT64_C(1) << 40;
    return count;
}

/* ---- reading */

/* Nothing is read where it is gone. */
static bool original_read(struct store *store, struct original *original, struct error *err)
{
    const struct store_value values[] = {value_integer(original->id)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_COPIES_SUBJECT, values, COUNT_OF(values), err))
        return false;
    if (rows_next(&rows)) {
        original->feed_id = row_integer(&rows, 0, 0);
        original->published_ms = row_integer(&rows, 1, 0);
        original->is_shown = row_integer(&rows, 2, 0) == 0;
        original->title = row_text(&rows, 3, &original->arena);
        original->link = row_text(&rows, 4, &original->arena);
        original->guid = row_text(&rows, 5, &original->arena);
        original->lead_id = row_integer(&rows, 6, original->id);
    }
    return rows_close(&rows, err);
}

/* What it is like, as it was remembered. */
static bool sketch_read(struct store *store, struct original *original, struct error *err)
{
    const struct store_value values[] = {value_integer(original->id)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_COPIES_SKETCH, values, COUNT_OF(values), err))
        return false;
    if (rows_next(&rows)) {
        original->link_key = row_integer(&rows, 0, 0);
        original->guid_key = row_integer(&rows, 1, 0);
        const size_t len = (size_t)sqlite3_column_bytes(rows.statement, 2);
        original->has_sketch = len == sizeof(original->sketch.bins);
        if (original->has_sketch)
            memcpy(original->sketch.bins, sqlite3_column_blob(rows.statement, 2), len);
    }
    return rows_close(&rows, err);
}

/* ---- is it one? */

/* `Episode 12` is no copy of `Episode 13`, however much they have in common. */
static bool numbers_differ(const char *a, const char *b)
{
    char numbers[2][64] = {"", ""};
    const char *const titles[] = {a ? a : "", b ? b : ""};
    for (int i = 0; i < 2; i++) {
        size_t len = 0;
        for (const char *c = titles[i]; *c && len < sizeof(numbers[i]) - 2; c++) {
            if (ascii_is_digit(*c))
                numbers[i][len++] = *c;
            else if (len && numbers[i][len - 1] != ' ')
                numbers[i][len++] = ' ';
        }
        while (len && numbers[i][len - 1] == ' ')
            len--;
        numbers[i][len] = '\0';
    }
    return numbers[0][0] && numbers[1][0] && strcmp(numbers[0], numbers[1]) != 0;
}

static bool has_same_key(const struct original *original, const struct original *other)
{
    return (original->link_key && original->link_key == other->link_key) ||
           (original->guid_key && original->guid_key == other->guid_key);
}

/* By the sketches alone: most of what has a part in common is not. */
static bool is_alike(const struct original *original, const struct original *other)
{
    if (has_same_key(original, other))
        return true;
    if (!original->has_sketch || !other->has_sketch)
        return false;
    const int alike = query_sketch_alike(original->sketch.bins, other->sketch.bins);
    return query_sketch_is_copy(alike, original->sketch.shingle_count);
}

/* Of two that are alike. Two of one feed are two. */
static bool is_copy(const struct original *original, const struct original *other)
{
    return other->feed_id && other->feed_id != original->feed_id && other->is_shown &&
           (has_same_key(original, other) || !numbers_differ(original->title, other->title));
}

/* ---- finding */

struct candidates {
    int64_t ids[CANDIDATES];
    size_t count;
};

static void candidates_add(struct candidates *candidates, int64_t id)
{
    for (size_t i = 0; i < candidates->count; i++)
        if (candidates->ids[i] == id)
            return;
    if (candidates->count < CANDIDATES)
        candidates->ids[candidates->count++] = id;
}

static bool candidates_find(struct store *store, int64_t period, int64_t key,
                            int64_t but_of_feed_id, struct candidates *candidates,
                            struct error *err)
{
    const struct store_value values[] = {value_integer(period), value_integer(key),
                                         value_integer(NEWEST_OF_ALL),
                                         value_integer(but_of_feed_id), value_integer(NEWEST)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_COPIES_FIND, values, COUNT_OF(values), err))
        return false;
    while (rows_next(&rows))
        candidates_add(candidates, row_integer(&rows, 0, 0));
    return rows_close(&rows, err);
}

/* The period of a moment, and the one that is nearer to it than the other neighbour. */
static void periods_of(int64_t time_ms, int64_t periods[2])
{
    periods[0] = time_ms / PERIOD_MS - (time_ms % PERIOD_MS < 0);
    const int64_t part = time_ms - periods[0] * PERIOD_MS;
    periods[1] = periods[0] + (part < PERIOD_MS / 2 ? -1 : 1);
}

/* The stories that it is of, by their leads, the oldest first; more than one where it is what they
 * have in common. */
struct stories {
    int64_t leads[STORIES];
    size_t count;
};

static void stories_add(struct stories *stories, int64_t lead_id)
{
    size_t at = 0;
    while (at < stories->count && stories->leads[at] < lead_id)
        at++;
    if (stories->count == STORIES || (at < stories->count && stories->leads[at] == lead_id))
        return;
    memmove(&stories->leads[at + 1], &stories->leads[at],
            (stories->count - at) * sizeof(stories->leads[0]));
    stories->leads[at] = lead_id;
    stories->count++;
}

/* The candidate's story, if it is one. */
static bool candidate_look(struct store *store, const struct original *original, int64_t id,
                           struct stories *stories, struct error *err)
{
    struct original other = {.id = id};
    arena_init(&other.arena);
    bool is_good = sketch_read(store, &other, err);
    if (is_good && is_alike(original, &other)) {
        is_good = original_read(store, &other, err);
        if (is_good && is_copy(original, &other))
            stories_add(stories, other.lead_id);
    }
    arena_release(&other.arena);
    return is_good;
}

static bool find_stories(struct store *store, const struct original *original,
                         struct stories *stories, struct error *err)
{
    int64_t keys[KEYS];
    int64_t periods[2];
    struct candidates candidates = {.count = 0};
    const size_t key_count = keys_of(original, keys);
    periods_of(original->published_ms, periods);
    for (size_t i = 0; i < 2 * key_count; i++)
        if (!candidates_find(store, periods[i % 2], keys[i / 2], original->feed_id, &candidates,
                             err))
            return false;
    for (size_t i = 0; i < candidates.count; i++)
        if (!candidate_look(store, original, candidates.ids[i], stories, err))
            return false;
    return true;
}

/* ---- writing */

static bool original_write(struct store *store, const struct original *original, struct error *err)
{
    const struct store_value values[] = {
        value_integer(original->id), value_integer(original->link_key),
        value_integer(original->guid_key),
        original->has_sketch ? value_blob(original->sketch.bins, sizeof(original->sketch.bins))
                             : (struct store_value){0}};
    int64_t keys[KEYS];
    int64_t periods[2];
    if (!store_run(store, SQL_COPIES_REMEMBER, values, COUNT_OF(values), err))
        return false;
    periods_of(original->published_ms, periods);
    const size_t count = keys_of(original, keys);
    for (size_t i = 0; i < count; i++) {
        const struct store_value part[] = {value_integer(periods[0]), value_integer(keys[i]),
                                           value_integer(original->id),
                                           value_integer(original->feed_id)};
        if (!store_run(store, SQL_COPIES_ADD_PART, part, COUNT_OF(part), err))
            return false;
    }
    return true;
}

/* It is told by the oldest of the stories, and so are the others from now on. */
static bool original_join(struct store *store, const struct original *original, struct error *err)
{
    struct stories stories = {.count = 0};
    if (!original->is_shown)
        return true;
    if (!find_stories(store, original, &stories, err))
        return false;
    bool is_good = true;
    for (size_t i = 1; is_good && i < stories.count; i++) {
        const struct store_value values[] = {value_integer(stories.leads[0]),
                                             value_integer(stories.leads[i])};
        is_good = store_run(store, SQL_COPIES_MERGE, values, COUNT_OF(values), err);
    }
    const struct store_value values[] = {value_integer(stories.leads[0]),
                                         value_integer(original->id)};
    return is_good &&
           (!stories.count || store_run(store, SQL_COPIES_JOIN, values, COUNT_OF(values), err));
}

static bool original_note(struct store *store, struct original *original, struct slice text,
                          struct error *err)
{
    const struct store_value values[] = {value_integer(original->id)};
    int64_t is_known;
    // What a story is does not change with a word in it.
    if (!store_ask(store, SQL_COPIES_KNOWN, values, COUNT_OF(values), 0, &is_known, err))
        return false;
    if (is_known)
        return true;
    if (!original_read(store, original, err))
        return false;
    if (!original->feed_id)
        return true;
    original->link_key = link_key(original->link);
    original->guid_key = guid_key(original->guid);
    original->has_sketch = query_sketch_make(text.data, text.len, &original->sketch);
    return original_join(store, original, err) && original_write(store, original, err);
}

bool store_copies_note(struct store *store, int64_t article_id, struct slice text,
                       struct error *err)
{
    struct original original = {.id = article_id};
    arena_init(&original.arena);
    const bool is_good = original_note(store, &original, text, err);
    arena_release(&original.arena);
    return is_good;
}
