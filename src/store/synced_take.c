/*
 * Articles of a service meet those that are here. A service does not tell what a feed calls an
 * article, so it is known by its address.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/map.h"
#include "store/hash.h"
#include "store/internal.h"
#include "store/synced.h"
#include "store/take.h"
#include "store/wording.h"
#include "web/url.h"

/* Taking the articles of one feed in. */
struct intake {
    struct take take;
    int64_t account_id;
    bool is_read;        // the maps are filled
    struct map by_link;  // ids of articles
    struct map by_title; // the same; -1: several have it
    struct arena arena;
    struct store_synced *sum;
};

/* A title with its day, hashed; 0: none. */
static uint64_t title_hash(const char *title, int64_t published_ms)
{
    enum { DAY_MS = 24 * 60 * 60 * 1000 };
    const uint64_t words = title && *title ? store_wording_line(title) : 0;
    return words ? words ^ (uint64_t)(published_ms / DAY_MS) * 0x9E3779B97F4A7C15u : 0;
}

static void note_link(struct intake *intake, const char *link, int64_t id)
{
    if (!link || !*link)
        return;
    const char *const guid = synced_guid(link, &intake->arena);
    struct map_entry *const entry = map_add(&intake->by_link, guid, strlen(guid), NULL);
    if (!entry->value.number)
        entry->value.number = id;
}

static void note_title(struct intake *intake, const char *title, int64_t published_ms, int64_t id)
{
    const uint64_t hash = title_hash(title, published_ms);
    if (!hash)
        return;
    bool is_new;
    struct map_entry *const entry =
        map_add(&intake->by_title, (const char *)&hash, sizeof(hash), &is_new);
    entry->value.number = is_new ? id : -1;
}

static bool read_articles(struct intake *intake, struct error *err)
{
    const struct store_value values[] = {value_integer(intake->take.feed_id),
                                         value_integer(intake->account_id)};
    struct store_rows rows;
    intake->is_read = true;
    if (!rows_open(&rows, intake->take.store, SQL_SYNCED_CANDIDATES, values, COUNT_OF(values), err))
        return false;
    while (rows_next(&rows)) {
        const int64_t id = row_integer(&rows, 0, 0);
        note_link(intake, row_text(&rows, 1, &intake->arena), id);
        // A title alone joins no two articles that the service tells apart.
        if (!row_integer(&rows, 4, 0))
            note_title(intake, row_text(&rows, 2, &intake->arena), row_integer(&rows, 3, 0), id);
    }
    return rows_close(&rows, err);
}

/* The article that is here; 0: none. */
static int64_t find_here(const struct intake *intake, const struct feed_entry *entry)
{
    const struct map_entry *found = NULL;
    if (entry->link) {
        struct arena arena;
        arena_init(&arena);
        const char *const guid = synced_guid(entry->link, &arena);
        found = map_find(&intake->by_link, guid, strlen(guid));
        arena_release(&arena);
    }
    const uint64_t hash = title_hash(entry->title, take_place(entry, intake->take.now_ms));
    if (!found && hash)
        found = map_find(&intake->by_title, (const char *)&hash, sizeof(hash));
    return found && found->value.number > 0 ? found->value.number : 0;
}

static bool add_article(struct intake *intake, const struct sync_article *article, int64_t *id,
                        struct error *err)
{
    const struct feed_entry *const entry = &article->entry;
    const char *const guid =
        entry->link ? synced_guid(entry->link, &intake->arena)
                    : arena_printf(&intake->arena, "synced:%lld:%lld",
                                   (long long)intake->account_id, (long long)article->id);
    if (!take_add(&intake->take, entry, guid, id, err))
        return false;
    note_link(intake, entry->link, *id);
    return true;
}

static bool write_row(struct store *store, int64_t account_id, const struct synced_row *row,
                      struct error *err)
{
    const struct store_value values[] = {
        value_integer(account_id),        value_integer(row->remote_id),
        value_unless(row->article_id, 0), value_integer(row->is_unread),
        value_integer(row->is_starred),
    };
    return store_run(store, SQL_SYNCED_ADD, values, COUNT_OF(values), err);
}

/*
 * One that nobody knows by its number. It begins as every article does, unread and without a star:
 * what it is beside that here was done here, and what it is there is set here.
 */
static bool take_article(struct intake *intake, const struct sync_article *article,
                         struct error *err)
{
    struct synced_row row = {.remote_id = article->id, .is_unread = true};
    if (!intake->is_read && !read_articles(intake, err))
        return false;
    row.article_id = find_here(intake, &article->entry);
    if (!row.article_id && !add_article(intake, article, &row.article_id, err))
        return false;
    struct store_synced new_marks = {0}; // those of an article that just came are no changes
    return write_row(intake->take.store, intake->account_id, &row, err) &&
           synced_merge(intake->take.store, intake->account_id, &row, article->is_unread,
                        article->is_starred, &new_marks, err);
}

static bool note_unkept(struct intake *intake, const struct sync_article *article,
                        struct error *err)
{
    const struct synced_row row = {.remote_id = article->id,
                                   .is_unread = article->is_unread,
                                   .is_starred = article->is_starred};
    return write_row(intake->take.store, intake->account_id, &row, err);
}

static bool take_one(struct intake *intake, const struct sync_article *article, struct error *err)
{
    struct synced_row row;
    bool is_known;
    if (!synced_find(intake->take.store, intake->account_id, article->id, &row, &is_known, err))
        return false;
    if (is_known)
        return synced_merge(intake->take.store, intake->account_id, &row, article->is_unread,
                            article->is_starred, intake->sum, err);
    return intake->take.feed_id ? take_article(intake, article, err)
                                : note_unkept(intake, article, err);
}

/* The service has no counts of ours: the feed's grow by what is new. */
static bool count_new(const struct take *take, struct error *err)
{
    const struct store_value values[] = {
        value_integer(take->feed_id),
        value_integer(take->new_count),
        value_integer(take->new_count),
        value_integer(0),
        value_integer(0),
    };
    return take->new_count == 0 ||
           store_run(take->store, SQL_FEEDS_COUNT, values, COUNT_OF(values), err);
}

/* All articles of the feed of the first that is left. */
static bool take_feed(struct intake *intake, const struct vec *articles, size_t first, bool *taken,
                      struct error *err)
{
    const char *const feed = ((const struct sync_article *)vec_at(articles, first))->feed;
    const struct store_value values[] = {value_integer(intake->account_id), value_text(feed)};
    if (!store_ask(intake->take.store, SQL_SYNCED_FEED_FIND, values, COUNT_OF(values), 0,
                   &intake->take.feed_id, err))
        return false;
    bool is_good = true;
    // What is newest comes first and is taken in last, as of a document.
    for (size_t i = articles->count; is_good && i-- > first;) {
        const struct sync_article *const article = vec_at(articles, i);
        if (taken[i] || strcmp(article->feed, feed) != 0)
            continue;
        taken[i] = true;
        is_good = take_one(intake, article, err);
    }
    intake->sum->new_articles += intake->take.new_count;
    return is_good && count_new(&intake->take, err);
}

static bool take_articles(struct store *store, int64_t account_id, const struct vec *articles,
                          int64_t now_ms, struct store_synced *sum, struct error *err)
{
    struct arena arena;
    arena_init(&arena);
    bool *const taken = arena_zalloc(&arena, articles->count + 1);
    bool is_good = true;
    for (size_t i = 0; is_good && i < articles->count; i++) {
        if (taken[i])
            continue;
        struct intake intake = {
            .take = {.store = store, .now_ms = now_ms}, .account_id = account_id, .sum = sum};
        map_init(&intake.by_link);
        map_init(&intake.by_title);
        arena_init(&intake.arena);
        is_good = take_feed(&intake, articles, i, taken, err);
        arena_release(&intake.arena);
        map_release(&intake.by_title);
        map_release(&intake.by_link);
        store_feeds_release(&intake.take.feeds);
    }
    arena_release(&arena);
    return is_good;
}

/* Asked for, and not there: the service does not have it any more. */
static bool forget_gone(struct store *store, int64_t account_id, const struct sync_changes *changes,
                        struct error *err)
{
    struct map there;
    map_init(&there);
    for (size_t i = 0; i < changes->articles.count; i++) {
        const struct sync_article *const article = vec_at(&changes->articles, i);
        map_add(&there, (const char *)&article->id, sizeof(article->id), NULL);
    }
    bool is_good = true;
    for (size_t i = 0; is_good && i < changes->id_count; i++) {
        if (map_find(&there, (const char *)&changes->ids[i], sizeof(changes->ids[i])))
            continue;
        const struct store_value values[] = {value_integer(account_id),
                                             value_integer(changes->ids[i])};
        is_good = store_run(store, SQL_SYNCED_FORGET, values, COUNT_OF(values), err);
    }
    map_release(&there);
    return is_good;
}

bool store_synced_take(struct store *store, int64_t account_id, const struct sync_changes *changes,
                       int64_t now_ms, struct store_synced *sum, struct error *err)
{
    if (!store_begin(store, STORE_LAZY, err))
        return false;
    const bool is_good = take_articles(store, account_id, &changes->articles, now_ms, sum, err) &&
                         forget_gone(store, account_id, changes, err);
    return store_end(store, is_good, err);
}
