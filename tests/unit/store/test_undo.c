#include "store/internal.h"
#include "store/undo.h"
#include "unit/store/world.h"

#include <sqlite3.h>
#include <string.h>

static const char *const titles[] = {"one", "two", "three"};

static void fill(struct world *world, int64_t ids[3])
{
    const int64_t feed_id = world_add_feed(world, "https://wire.example/feed");
    struct feed *const feed = world_document(world);
    for (size_t i = 0; i < 3; i++)
        world_entry(world, feed, titles[i], titles[i]);
    world_take(world, feed_id, feed, world_ms(0), 3);
    for (size_t i = 0; i < 3; i++)
        ids[i] = world_article(world, titles[i]);
}

/* What a list would show of each article: `u` unread, `s` starred, then its tags. */
static const char *look(struct world *world, const int64_t ids[3])
{
    const char *out = "";
    for (size_t i = 0; i < 3; i++) {
        struct store_articles one;
        assert_true(store_articles_get(world->store, ids[i], &one, NULL));
        out = arena_printf(&world->arena, "%s%s%s%s", out, i ? " " : "",
                           one.items[0].is_unread ? "u" : "-", one.items[0].is_starred ? "s" : "");
        for (size_t k = 0; k < one.items[0].tag_count; k++)
            out = arena_printf(&world->arena, "%s#%s", out, one.items[0].tags[k]);
        store_articles_release(&one);
    }
    return out;
}

static void mark(struct world *world, enum store_mark mark, const char *tag, const int64_t *ids,
                 size_t count, int64_t expected)
{
    struct error err = {0};
    int64_t changed = -1;
    const struct store_selection all = {0};
    assert_true(store_undo_mark(world->store, mark, tag, ids, count, ids ? NULL : &all, world_ms(1),
                                &changed, &err));
    assert_string_equal(err.text, "");
    assert_int_equal(changed, expected);
    world_check_counts(world);
}

static struct store_undone step(struct world *world, bool is_redo)
{
    struct store_undone undone = {0};
    struct error err = {0};
    assert_true(store_undo_step(world->store, is_redo, world_ms(2), &undone, &err));
    assert_string_equal(err.text, "");
    world_check_counts(world);
    return undone;
}

static void nothing_left(struct world *world, bool is_redo, const char *says)
{
    struct store_undone undone;
    struct error err = {0};
    assert_false(store_undo_step(world->store, is_redo, world_ms(2), &undone, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_string_equal(err.text, says);
}

static void every_mark_goes_back_and_forth(void **state)
{
    struct world *const world = *state;
    int64_t ids[3];
    fill(world, ids);
    mark(world, STORE_MARK_READ, NULL, &ids[0], 1, 1);
    mark(world, STORE_MARK_STAR, NULL, &ids[1], 1, 1);
    mark(world, STORE_MARK_TAG, "Later", &ids[2], 1, 1);
    assert_string_equal(look(world, ids), "- us u#Later");
    mark(world, STORE_MARK_UNREAD, NULL, &ids[0], 1, 1);
    mark(world, STORE_MARK_UNSTAR, NULL, &ids[1], 1, 1);
    mark(world, STORE_MARK_UNTAG, "later", &ids[2], 1, 1);
    static const char *const back[] = {"u u u#later", "u us u#later", "- us u#later",
                                       "- us u",      "- u u",        "u u u"};
    for (size_t i = 0; i < COUNT_OF(back); i++) {
        step(world, false);
        assert_string_equal(look(world, ids), back[i]);
    }
    nothing_left(world, false, "nothing to take back");
    for (size_t i = 0; i < COUNT_OF(back); i++)
        step(world, true);
    assert_string_equal(look(world, ids), "u u u");
    nothing_left(world, true, "nothing to do again");
}

static void marking_all_comes_back_as_it_was_before(void **state)
{
    struct world *const world = *state;
    int64_t ids[3];
    fill(world, ids);
    mark(world, STORE_MARK_READ, NULL, &ids[1], 1, 1);
    mark(world, STORE_MARK_READ, NULL, NULL, 0, 2);
    assert_string_equal(look(world, ids), "- - -");
    world_reopen(world);
    struct store_undone undone = step(world, false);
    assert_int_equal(undone.mark, STORE_MARK_UNREAD);
    assert_int_equal(undone.count, 2);
    assert_string_equal(look(world, ids), "u - u");
    undone = step(world, true);
    assert_int_equal(undone.mark, STORE_MARK_READ);
    assert_string_equal(look(world, ids), "- - -");
}

static void what_changes_nothing_is_not_remembered(void **state)
{
    struct world *const world = *state;
    int64_t ids[3];
    fill(world, ids);
    mark(world, STORE_MARK_STAR, NULL, &ids[0], 1, 1);
    mark(world, STORE_MARK_STAR, NULL, &ids[0], 1, 0);
    mark(world, STORE_MARK_UNREAD, NULL, NULL, 0, 0);
    step(world, false);
    assert_string_equal(look(world, ids), "u u u");
    nothing_left(world, false, "nothing to take back");
}

static void a_new_change_ends_what_could_be_done_again(void **state)
{
    struct world *const world = *state;
    int64_t ids[3];
    fill(world, ids);
    mark(world, STORE_MARK_STAR, NULL, &ids[0], 1, 1);
    step(world, false);
    mark(world, STORE_MARK_STAR, NULL, &ids[1], 1, 1);
    nothing_left(world, true, "nothing to do again");
    step(world, false);
    assert_string_equal(look(world, ids), "u u u");
}

static void after_a_day_it_stands(void **state)
{
    struct world *const world = *state;
    int64_t ids[3];
    fill(world, ids);
    mark(world, STORE_MARK_STAR, NULL, &ids[0], 1, 1);
    struct store_undone undone;
    struct error err = {0};
    assert_false(store_undo_step(world->store, false, world_ms(2 + 24 * 3600), &undone, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_string_equal(look(world, ids), "us u u");
}

static void an_unknown_article_changes_nothing(void **state)
{
    struct world *const world = *state;
    int64_t ids[3];
    fill(world, ids);
    const int64_t wrong[] = {ids[0], 99999};
    struct error err = {0};
    assert_false(store_undo_mark(world->store, STORE_MARK_STAR, NULL, wrong, 2, NULL, world_ms(1),
                                 NULL, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_string_equal(look(world, ids), "u u u");
    nothing_left(world, false, "nothing to take back");
}

/* How many rows a question finds in the database's file. */
static int64_t count_rows(struct world *world, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_open(world->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    const int64_t count = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return count;
}

static void what_was_deleted_is_nowhere_and_comes_back_whole(void **state)
{
    struct world *const world = *state;
    int64_t ids[3];
    struct error err = {0};
    fill(world, ids);
    mark(world, STORE_MARK_STAR, NULL, &ids[1], 1, 1);
    mark(world, STORE_MARK_TAG, "Later", &ids[1], 1, 1);
    mark(world, STORE_MARK_HIDE, NULL, &ids[2], 1, 1);
    mark(world, STORE_MARK_DELETE, NULL, &ids[1], 2, 2); // one of them was hidden
    struct query *const hidden = query_parse("is:hidden", 0, NULL);
    const struct store_selection selections[] = {{0}, {.feed_id = 1}, {.query = hidden}};
    for (size_t i = 0; i < COUNT_OF(selections); i++) {
        struct store_articles page;
        int64_t count = -1;
        assert_true(store_articles_list(world->store, &selections[i], NULL, false, 9, &page, NULL));
        assert_int_equal(page.count, i < 2);
        assert_true(store_articles_count(world->store, &selections[i], &count, NULL));
        assert_int_equal(count, i < 2);
        store_articles_release(&page);
    }
    struct store_articles one;
    assert_false(store_articles_get(world->store, ids[1], &one, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_false(store_articles_mark(world->store, STORE_MARK_READ, NULL, &ids[1], 1, NULL, NULL,
                                     &(struct error){0}));
    struct store_undone undone = step(world, false);
    assert_int_equal(undone.mark, STORE_MARK_RESTORE);
    assert_int_equal(undone.count, 2);
    assert_string_equal(look(world, ids), "u us#Later u");
    int64_t count;
    assert_true(store_articles_count(world->store, &selections[2], &count, NULL));
    assert_int_equal(count, 1); // hidden as it was
    step(world, true);
    assert_int_equal(world_article(world, "two"), 0);
    query_free(hidden);
}

static void what_was_deleted_does_not_come_back_with_its_feed(void **state)
{
    struct world *const world = *state;
    int64_t ids[3];
    fill(world, ids);
    mark(world, STORE_MARK_DELETE, NULL, &ids[0], 1, 1);
    // Another text, date and title; then gone from the document for long, and there again.
    for (int round = 0; round < 4; round++) {
        struct feed *const feed = world_document(world);
        for (size_t i = round == 2; i < 3; i++) {
            struct feed_entry *const entry =
                world_entry(world, feed, titles[i], i ? titles[i] : "One, as it is called now");
            entry->content = round ? "<p>Another text.</p>" : NULL;
            entry->published_ms = world_ms(-round);
        }
        world_take(world, 1, feed, world_ms(round * 90 * 24 * 3600), 0);
        world_check_counts(world);
        assert_int_equal(world_article(world, "One, as it is called now"), 0);
        assert_int_equal(world_article(world, "one"), 0);
    }
    step(world, false);
    assert_int_equal(world_article(world, "one"), ids[0]);
}

static void a_day_after_a_deletion_only_the_row_is_left(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    int64_t ids[3];
    fill(world, ids);
    for (size_t i = 0; i < 3; i++)
        assert_true(store_articles_set_full(world->store, ids[i], "<p>long</p>", NULL, &err));
    mark(world, STORE_MARK_TAG, "Later", &ids[0], 1, 1);
    mark(world, STORE_MARK_DELETE, NULL, &ids[0], 1, 1);
    mark(world, STORE_MARK_DELETE, NULL, &ids[1], 1, 1);
    step(world, false); // so this one stays
    static const char *const texts = "SELECT count(*) FROM contents WHERE full IS NOT NULL";
    assert_int_equal(count_rows(world, texts), 3);
    assert_true(store_undo_mark(world->store, STORE_MARK_STAR, NULL, &ids[2], 1, NULL,
                                world_ms(2 + 24 * 3600), NULL, &err));
    assert_int_equal(count_rows(world, texts), 2);
    assert_int_equal(count_rows(world, "SELECT count(*) FROM article_tags"), 0);
    assert_int_equal(count_rows(world, "SELECT count(*) FROM articles"), 3);
    step(world, false);
    nothing_left(world, false, "nothing to take back");
    struct feed *const feed = world_document(world);
    world_entry(world, feed, "one", "one");
    world_take(world, 1, feed, world_ms(3 * 24 * 3600), 0);
    assert_int_equal(world_article(world, "one"), 0);
    assert_int_equal(world_article(world, "two"), ids[1]);
}

static void a_feed_that_was_removed_comes_back_as_it_was(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    int64_t ids[3];
    int64_t count;
    fill(world, ids);
    const int64_t other = world_add_feed(world, "https://other.example/");
    mark(world, STORE_MARK_STAR, NULL, &ids[1], 1, 1);
    mark(world, STORE_MARK_DELETE, NULL, &ids[2], 1, 1);
    assert_true(store_undo_remove_feed(world->store, 1, world_ms(1), &err));
    world_check_counts(world);
    struct store_feeds feeds;
    assert_true(store_feeds_list(world->store, &feeds, &err));
    assert_int_equal(feeds.count, 1);
    assert_int_equal(feeds.items[0].id, other);
    store_feeds_release(&feeds);
    assert_true(store_articles_count(world->store, NULL, &count, &err));
    assert_int_equal(count, 0);
    assert_int_equal(world_article(world, "one"), 0);
    int64_t id;
    static const char *const names[] = {"1", "https://wire.example/feed"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        assert_false(store_feeds_find(world->store, names[i], &id, &err));
        assert_int_equal(err.kind, ERR_NOT_FOUND);
        err = (struct error){0};
    }
    struct store_undone undone = step(world, false);
    assert_int_equal(undone.mark, STORE_MARK_RESTORE_FEED);
    assert_int_equal(undone.feed_id, 1);
    step(world, true);
    assert_int_equal(world_article(world, "one"), 0);
    step(world, false);
    assert_true(store_feeds_find(world->store, names[1], &id, &err));
    assert_int_equal(id, 1);
    assert_int_equal(world_article(world, "two"), ids[1]);
    assert_int_equal(world_article(world, "three"), 0); // deleted before
    step(world, false);
    assert_int_equal(world_article(world, "three"), ids[2]);
}

static void a_removed_address_can_be_subscribed_to_anew(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    int64_t ids[3];
    fill(world, ids);
    assert_true(store_undo_remove_feed(world->store, 1, world_ms(1), &err));
    assert_int_equal(world_add_feed(world, "https://wire.example/feed"), 2);
    nothing_left(world, false, "the feed cannot come back: its address is subscribed to again");
    assert_int_equal(count_rows(world, "SELECT count(*) FROM articles"), 3);
    struct feed *const feed = world_document(world);
    world_entry(world, feed, "one", "one");
    world_take(world, 2, feed, world_ms(3), 1);
    const int64_t again = world_article(world, "one");
    assert_true(store_undo_mark(world->store, STORE_MARK_STAR, NULL, &again, 1, NULL,
                                world_ms(2 + 24 * 3600), NULL, &err));
    assert_int_equal(count_rows(world, "SELECT count(*) FROM articles"), 1);
    assert_int_equal(count_rows(world, "SELECT count(*) FROM feeds"), 1);
}

/* SQLite may not keep a copy of each page that a mark touches: here that is a page an article. */
static void a_mark_of_a_large_archive_takes_little_memory(void **state)
{
    enum { ARTICLES = 1500, PAGE_BYTES = 16384 };
    struct world *const world = *state;
    struct error err = {0};
    const struct store_selection all = {0};
    int64_t changed;
    world_add_feed(world, "https://large.example/");
    assert_int_equal(
        sqlite3_exec(world->store->db,
                     "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1500) "
                     "INSERT INTO articles (feed_id, guid, published_ms, arrived_ms, hash, title) "
                     "SELECT 1, i, i, i, 0, hex(zeroblob(5000)) FROM n; "
                     "INSERT INTO contents (article_id) SELECT id FROM articles; "
                     "UPDATE feeds SET total = 1500, unread = 1500",
                     NULL, NULL, NULL),
        SQLITE_OK);
    const enum store_mark marks[] = {STORE_MARK_READ, STORE_MARK_STAR, STORE_MARK_HIDE};
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        sqlite3_memory_highwater(true);
        assert_true(store_undo_mark(world->store, marks[i], NULL, NULL, 0, &all, world_ms(0),
                                    &changed, &err));
        assert_int_equal(changed, ARTICLES);
        step(world, false);
        assert_in_range(sqlite3_memory_highwater(false), 1, ARTICLES * PAGE_BYTES / 2);
    }
    world_check_counts(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_mark_goes_back_and_forth, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(marking_all_comes_back_as_it_was_before, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(what_changes_nothing_is_not_remembered, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(a_new_change_ends_what_could_be_done_again, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(after_a_day_it_stands, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(an_unknown_article_changes_nothing, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(what_was_deleted_is_nowhere_and_comes_back_whole,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(what_was_deleted_does_not_come_back_with_its_feed,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(a_feed_that_was_removed_comes_back_as_it_was, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(a_removed_address_can_be_subscribed_to_anew, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(a_day_after_a_deletion_only_the_row_is_left, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(a_mark_of_a_large_archive_takes_little_memory, world_set_up,
                                        world_tear_down),
    };
    return cmocka_run_group_tests_name("undo", tests, NULL, NULL);
}
