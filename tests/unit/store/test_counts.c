/*
 * The counts that stand with the feeds are what is counted, whatever was done to the articles.
 */
#include "store/feeds.h"
#include "store/indexing.h"
#include "store/internal.h"
#include "store/undo.h"
#include "unit/store/world.h"

#include <sqlite3.h>

enum { FEEDS = 4, STORIES = 12, ROUNDS = 600 };

static unsigned draw(uint64_t *seed, unsigned most)
{
    *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (unsigned)(*seed >> 33) % most;
}

/* Entries that other feeds have, too: their links make them copies. */
static void take_some(struct world *world, uint64_t *seed, int round)
{
    struct feed *const feed = world_document(world);
    struct error err = {0};
    int64_t ignored;
    for (unsigned i = draw(seed, 6); i > 0; i--) {
        const unsigned story = draw(seed, STORIES);
        const char *const link = arena_printf(&world->arena, "https://story.example/%u", story);
        world_entry(world, feed, link, link)->link = link;
    }
    const struct store_fetch fetch = {.status = STORE_FETCH_OK, .fetched_ms = world_ms(round)};
    store_articles_take(world->store, draw(seed, FEEDS) + 1, feed, &fetch, &ignored, &ignored,
                        &err);
}

static void mark_some(struct world *world, uint64_t *seed, int round)
{
    struct error err = {0};
    const enum store_mark mark = (enum store_mark)draw(seed, STORE_MARK_RESTORE + 1);
    const int64_t ids[] = {draw(seed, 60) + 1, draw(seed, 60) + 1};
    const struct store_selection selection = {.feed_id = draw(seed, FEEDS + 1)};
    world->store->reads_copies = draw(seed, 2);
    const bool by_id = draw(seed, 3) > 0;
    store_undo_mark(world->store, mark, "tag", by_id ? ids : NULL, COUNT_OF(ids), &selection,
                    world_ms(round), NULL, &err);
}

static void do_something(struct world *world, uint64_t *seed, int round)
{
    struct error err = {0};
    struct store_undone undone;
    switch (draw(seed, 10)) {
    case 0:
    case 1:
        take_some(world, seed, round);
        break;
    case 2:
        assert_true(store_index_all(world->store, &err));
        break;
    case 3:
    case 4:
        store_undo_step(world->store, draw(seed, 2), world_ms(round), &undone, &err);
        break;
    case 5:
        if (draw(seed, 6) == 0)
            store_undo_remove_feed(world->store, draw(seed, FEEDS) + 1, world_ms(round), &err);
        break;
    case 6:
        if (draw(seed, 40) == 0)
            store_feeds_remove(world->store, draw(seed, FEEDS) + 1, &err);
        break;
    default:
        mark_some(world, seed, round);
    }
}

static int64_t ask(struct world *world, const char *sql)
{
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(world->store->db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    const int64_t answer = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return answer;
}

static void they_hold_after_anything(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    uint64_t seed = 1;
    int64_t copies = 0;
    for (int i = 0; i < FEEDS; i++)
        world_add_feed(world, arena_printf(&world->arena, "https://f%d.example/", i));
    for (int round = 0; round < ROUNDS; round++) {
        // Some of it together, and of that some taken back.
        const bool is_batch = draw(&seed, 4) == 0;
        if (is_batch)
            assert_true(store_batch_begin(world->store, &err));
        for (unsigned i = is_batch ? 3 : 1; i > 0; i--)
            do_something(world, &seed, round);
        if (is_batch)
            store_batch_end(world->store, draw(&seed, 2), &err);
        assert_int_equal(ask(world, "SELECT count(*) FROM uncounted"), 0);
        if (round % 5 == 0)
            world_check_counts(world);
        copies += ask(world, "SELECT sum(copies) FROM feeds");
    }
    assert_true(copies > 1000); // there was something to count
}

static void what_another_program_changes_is_counted_with_the_next_change(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    struct feed *const feed = world_document(world);
    world_entry(world, feed, "1", "x");
    world_take(world, world_add_feed(world, "https://a.example/"), feed, world_ms(0), 1);
    assert_int_equal(
        sqlite3_exec(world->store->db, "UPDATE articles SET is_unread = 0", NULL, NULL, NULL),
        SQLITE_OK);
    assert_int_equal(ask(world, "SELECT unread FROM feeds"), 1);
    assert_true(store_state_set(world->store, "key", "value", &err));
    assert_int_equal(ask(world, "SELECT unread FROM feeds"), 0);
    assert_int_equal(ask(world, "SELECT unread FROM totals"), 0);
    assert_int_equal(ask(world, "SELECT count(*) FROM uncounted"), 0);
}

static void what_fails_counts_nothing(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    struct feed *const feed = world_document(world);
    world_entry(world, feed, "1", "x");
    world_take(world, world_add_feed(world, "https://a.example/"), feed, world_ms(0), 1);
    const int64_t ids[] = {world_article(world, "x"), 99};
    assert_true(store_batch_begin(world->store, &err));
    assert_false(
        store_articles_mark(world->store, STORE_MARK_READ, NULL, ids, 2, NULL, NULL, &err));
    assert_int_equal(ask(world, "SELECT unread FROM feeds"), 1);
    assert_true(store_articles_mark(world->store, STORE_MARK_READ, NULL, ids, 1, NULL, NULL, &err));
    assert_int_equal(ask(world, "SELECT unread FROM feeds"), 0);
    assert_true(store_batch_end(world->store, true, &err));
    assert_int_equal(ask(world, "SELECT unread FROM totals"), 0);
}

/* The index is written when the transaction ends, not with each article that joins a story. */
static void copies_leave_the_index_in_one_piece(void **state)
{
    enum { COPIES = 20 };
    struct world *const world = *state;
    struct error err = {0};
    struct feed *const feed = world_document(world);
    for (int i = 0; i < COPIES; i++) {
        const char *const link = arena_printf(&world->arena, "https://story.example/%d", i);
        world_entry(world, feed, link, link)->link = link;
    }
    world_take(world, world_add_feed(world, "https://a.example/"), feed, world_ms(0), COPIES);
    world_take(world, world_add_feed(world, "https://b.example/"), feed, world_ms(1), COPIES);
    assert_true(store_index_all(world->store, &err));
    assert_int_equal(ask(world, "SELECT sum(copies) FROM feeds"), COPIES);
    assert_int_equal(ask(world, "SELECT sum(copies_unread) FROM feeds"), COPIES);
    assert_int_equal(ask(world, "SELECT count(DISTINCT segid) FROM words_idx"), 1);
}

/* However many of its own feed lie before it. */
static void a_story_is_found_behind_many_of_the_same_feed(void **state)
{
    enum { SAME = 30 };
    static const char link[] = "https://story.example/1";
    struct world *const world = *state;
    struct error err = {0};
    struct feed *const first = world_document(world);
    struct feed *const second = world_document(world);
    world_entry(world, first, "1", "x")->link = link;
    first->entries->published_ms = world_ms(-3600);
    for (int i = 0; i < SAME; i++)
        world_entry(world, second, arena_printf(&world->arena, "%d", i), "x")->link = link;
    world_take(world, world_add_feed(world, "https://a.example/"), first, world_ms(0), 1);
    world_take(world, world_add_feed(world, "https://b.example/"), second, world_ms(0), SAME);
    assert_true(store_index_all(world->store, &err));
    assert_int_equal(ask(world, "SELECT copies FROM feeds WHERE id = 2"), SAME);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(they_hold_after_anything, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(
            what_another_program_changes_is_counted_with_the_next_change, world_set_up,
            world_tear_down),
        cmocka_unit_test_setup_teardown(what_fails_counts_nothing, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(a_story_is_found_behind_many_of_the_same_feed, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(copies_leave_the_index_in_one_piece, world_set_up,
                                        world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
