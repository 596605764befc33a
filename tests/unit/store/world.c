#include "unit/store/world.h"

#include <dirent.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "store/internal.h"

int world_set_up(void **state)
{
    struct world *const world = mem_zalloc(sizeof(*world));
    snprintf(world->folder, sizeof(world->folder), "/tmp/courant-store-XXXXXX");
    assert_non_null(mkdtemp(world->folder));
    snprintf(world->path, sizeof(world->path), "%s/courant.db", world->folder);
    arena_init(&world->arena);
    struct error err = {0};
    world->store = store_open(world->path, STORE_WRITE, &err);
    assert_string_equal(err.text, "");
    assert_non_null(world->store);
    *state = world;
    return 0;
}

static void folder_remove(const char *folder)
{
    DIR *const entries = opendir(folder);
    for (struct dirent *entry; entries && (entry = readdir(entries));) {
        char path[512];
        snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        unlink(path);
    }
    if (entries)
        closedir(entries);
    rmdir(folder);
}

int world_tear_down(void **state)
{
    struct world *const world = *state;
    if (world->store)
        world_check_counts(world);
    store_close(world->store);
    folder_remove(world->folder);
    arena_release(&world->arena);
    free(world);
    return 0;
}

int64_t world_ms(int64_t seconds)
{
    return (INT64_C(1700000000) + seconds) * 1000;
}

void world_reopen(struct world *world)
{
    struct error err = {0};
    store_close(world->store);
    world->store = store_open(world->path, STORE_WRITE, &err);
    assert_string_equal(err.text, "");
}

int64_t world_add_feed(struct world *world, const char *url)
{
    struct error err = {0};
    int64_t id = 0;
    assert_true(store_feeds_add(world->store, url, NULL, NULL, 0, &id, NULL, &err));
    assert_true(id > 0);
    return id;
}

struct feed *world_document(struct world *world)
{
    struct feed *const feed = arena_zalloc(&world->arena, sizeof(*feed));
    feed->is_well_formed = true;
    feed->updated_ms = TIME_NONE;
    feed->pace = (struct feed_pace){.ttl_minutes = -1, .update_base_ms = TIME_NONE};
    return feed;
}

struct feed_entry *world_entry(struct world *world, struct feed *feed, const char *id,
                               const char *title)
{
    struct feed_entry *const entry = arena_zalloc(&world->arena, sizeof(*entry));
    entry->id = id;
    entry->title = title;
    entry->published_ms = entry->updated_ms = TIME_NONE;
    entry->comments_count = entry->duration_seconds = entry->episode = -1;
    struct feed_entry **last = &feed->entries;
    while (*last)
        last = &(*last)->next;
    *last = entry;
    feed->entry_count++;
    return entry;
}

void world_take(struct world *world, int64_t feed_id, const struct feed *feed, int64_t now_ms,
                int64_t expected_new)
{
    const struct store_fetch fetch = {.status = STORE_FETCH_OK,
                                      .http = 200,
                                      .fetched_ms = now_ms,
                                      .next_due_ms = now_ms + 3600000};
    struct error err = {0};
    int64_t new_count = -1;
    int64_t updated_count = -1;
    assert_true(
        store_articles_take(world->store, feed_id, feed, &fetch, &new_count, &updated_count, &err));
    assert_int_equal(new_count, expected_new);
}

int64_t world_article(struct world *world, const char *title)
{
    struct store_articles page;
    struct error err = {0};
    int64_t id = 0;
    assert_true(store_articles_list(world->store, NULL, NULL, false, 100000, &page, &err));
    for (size_t i = 0; i < page.count; i++)
        if (strcmp(page.items[i].title, title) == 0)
            id = page.items[i].id;
    store_articles_release(&page);
    return id;
}

/* Each of these finds rows only where something is wrong. */
static const char *const invariants[] = {
    "SELECT id FROM feeds AS f WHERE total <> (SELECT count(*) FROM articles WHERE feed_id = f.id "
    "AND is_hidden = 0)",
    "SELECT id FROM feeds AS f WHERE unread <> (SELECT total(is_unread) FROM articles WHERE "
    "feed_id = f.id AND is_hidden = 0)",
    "SELECT id FROM articles AS a WHERE comments_unread <> (SELECT total(is_unread) FROM comments "
    "WHERE article_id = a.id)",
    "SELECT a.id FROM articles AS a LEFT JOIN contents AS c ON c.article_id = a.id "
    "WHERE c.article_id IS NULL OR has_full <> (c.full IS NOT NULL)",
    "SELECT id FROM feeds AS f WHERE copies <> (SELECT count(*) FROM articles WHERE feed_id = f.id "
    "AND is_hidden = 0 AND copy_of IS NOT NULL) OR copies_unread <> (SELECT count(*) FROM articles "
    "WHERE feed_id = f.id AND is_hidden = 0 AND copy_of IS NOT NULL AND is_unread = 1)",
    "SELECT 1 FROM totals WHERE articles <> (SELECT total(total - copies) FROM feeds) "
    "OR unread <> (SELECT total(unread - copies_unread) FROM feeds)",
    "SELECT id FROM articles WHERE copy_of NOT IN (SELECT id FROM articles WHERE copy_of IS NULL)",
    "SELECT id FROM articles WHERE published_ms > arrived_ms",
    "SELECT 1 FROM pragma_foreign_key_check",
    "SELECT 1 FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
};

void world_check_counts(struct world *world)
{
    // A connection that knows the tokenizer: the check of a whole file asks the index, too.
    struct error err = {0};
    struct store *const store = store_open(world->path, STORE_READ, &err);
    assert_non_null(store);
    for (size_t i = 0; i < COUNT_OF(invariants); i++) {
        sqlite3_stmt *statement;
        assert_int_equal(sqlite3_prepare_v2(store->db, invariants[i], -1, &statement, NULL),
                         SQLITE_OK);
        if (sqlite3_step(statement) != SQLITE_DONE)
            fail_msg("an invariant does not hold: %s", invariants[i]);
        sqlite3_finalize(statement);
    }
    store_close(store);
}
