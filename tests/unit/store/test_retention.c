#include "unit/store/world.h"

#include <string.h>

#include "store/retention.h"
#include "store/undo.h"

/* `1` to `9`, a day apart, 9 the newest; 2 is starred, 3 has a tag. */
static int64_t fill(struct world *world)
{
    struct error err = {0};
    const int64_t feed_id = world_add_feed(world, "https://f.example/");
    struct feed *const feed = world_document(world);
    for (int i = 9; i > 0; i--) {
        const char *const title = arena_printf(&world->arena, "%d", i);
        world_entry(world, feed, title, title)->published_ms = world_ms(i * 86400);
    }
    world_take(world, feed_id, feed, world_ms(20 * 86400), 9);
    const int64_t starred = world_article(world, "2");
    const int64_t tagged = world_article(world, "3");
    assert_true(
        store_articles_mark(world->store, STORE_MARK_STAR, NULL, &starred, 1, NULL, NULL, &err));
    assert_true(
        store_articles_mark(world->store, STORE_MARK_TAG, "x", &tagged, 1, NULL, NULL, &err));
    return feed_id;
}

static const char *titles(struct world *world)
{
    struct store_articles page;
    struct error err = {0};
    const char *line = "";
    assert_true(store_articles_list(world->store, NULL, NULL, false, 100, &page, &err));
    for (size_t i = 0; i < page.count; i++)
        line = arena_printf(&world->arena, "%s%s", line, page.items[i].title);
    store_articles_release(&page);
    return line;
}

static void retain(struct world *world, const struct store_retention *retention, int64_t expected)
{
    struct error err = {0};
    int64_t deleted = -1;
    assert_true(store_retain(world->store, retention, world_ms(20 * 86400), &deleted, &err));
    assert_int_equal(deleted, expected);
}

static void what_is_too_old_goes_a_few_at_a_time_but_stars_and_tags_stay(void **state)
{
    struct world *const world = *state;
    const int64_t feed_id = fill(world);
    const struct store_retention retention = {
        .feed_id = feed_id, .before_ms = world_ms(6 * 86400), .limit = 2};
    retain(world, &retention, 2);
    assert_string_equal(titles(world), "9876532");
    retain(world, &retention, 1);
    assert_string_equal(titles(world), "987632");
    retain(world, &retention, 0);
}

static void what_is_too_much_goes(void **state)
{
    struct world *const world = *state;
    const int64_t feed_id = fill(world);
    const struct store_retention retention = {
        .feed_id = feed_id, .before_ms = INT64_MIN, .most = 4, .limit = 100};
    retain(world, &retention, 3);
    assert_string_equal(titles(world), "987632");
    retain(world, &retention, 0);
}

static void it_is_no_change_that_is_taken_back(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    const int64_t feed_id = fill(world);
    const struct store_retention retention = {
        .feed_id = feed_id, .before_ms = world_ms(100 * 86400), .limit = 100};
    retain(world, &retention, 7);
    struct store_undone undone;
    assert_false(store_undo_step(world->store, false, world_ms(20 * 86400), &undone, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_string_equal(titles(world), "32");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            what_is_too_old_goes_a_few_at_a_time_but_stars_and_tags_stay, world_set_up,
            world_tear_down),
        cmocka_unit_test_setup_teardown(what_is_too_much_goes, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(it_is_no_change_that_is_taken_back, world_set_up,
                                        world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
