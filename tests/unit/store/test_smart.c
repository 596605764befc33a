#include "unit/store/world.h"

#include <string.h>

#include "store/indexing.h"
#include "store/smart.h"

/* All of them as `name=unread/total`, with a star where the counts are not right. */
static const char *look(struct world *world)
{
    struct store_smarts smarts;
    struct error err = {0};
    const char *out = "";
    assert_true(store_smart_list(world->store, &smarts, &err));
    for (size_t i = 0; i < smarts.count; i++) {
        const struct store_smart *const smart = &smarts.items[i];
        out = arena_printf(&world->arena, "%s%s%s=%d/%d%s", out, i ? " " : "", smart->name,
                           (int)smart->unread, (int)smart->total, smart->is_right ? "" : "*");
    }
    store_smart_release(&smarts);
    return out;
}

static void count(struct world *world, int64_t id, int64_t unread, int64_t total)
{
    struct error err = {0};
    const struct store_smart counted = {.id = id, .unread = unread, .total = total};
    assert_true(store_smart_end_count(world->store, &counted, &err));
}

static void set(struct world *world, const char *first, const char *second)
{
    struct error err = {0};
    const struct store_smart items[] = {{.name = "a", .query = first},
                                        {.name = "b", .query = second}};
    assert_true(store_smart_set(world->store, items, second ? 2 : 1, &err));
}

static void counts_are_right_until_the_archive_changes(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    const int64_t feed_id = world_add_feed(world, "https://f.example/");
    set(world, "x", "y");
    assert_string_equal(look(world), "a=0/0* b=0/0*");
    assert_true(store_smart_begin_count(world->store, &err));
    count(world, 1, 1, 2);
    assert_string_equal(look(world), "a=1/2 b=0/0*");
    struct feed *const feed = world_document(world);
    world_entry(world, feed, "1", "one");
    world_take(world, feed_id, feed, world_ms(0), 1);
    assert_string_equal(look(world), "a=1/2* b=0/0*");
}

static void a_change_while_they_are_counted_is_noticed(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    const int64_t feed_id = world_add_feed(world, "https://f.example/");
    set(world, "x", "y");
    assert_true(store_smart_begin_count(world->store, &err));
    assert_true(store_feeds_rename(world->store, feed_id, "new", &err));
    count(world, 1, 1, 2);
    assert_string_equal(look(world), "a=1/2* b=0/0*");
}

static void what_changes_no_list_leaves_the_counts_alone(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    const int64_t feed_id = world_add_feed(world, "https://f.example/");
    struct feed *const feed = world_document(world);
    world_entry(world, feed, "1", "one");
    world_take(world, feed_id, feed, world_ms(0), 1);
    set(world, "x", NULL);
    assert_true(store_smart_begin_count(world->store, &err));
    count(world, 1, 1, 2);
    const struct store_same same = {feed_id, world_ms(1), world_ms(2)};
    assert_true(store_feeds_same(world->store, &same, 1, &err));
    assert_true(store_index_all(world->store, &err));
    assert_true(store_state_set(world->store, "k", "v", &err));
    assert_string_equal(look(world), "a=1/2");
}

static void another_query_under_the_name_is_counted_anew_and_what_is_gone_goes(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    set(world, "x", "y");
    assert_true(store_smart_begin_count(world->store, &err));
    count(world, 1, 1, 2);
    count(world, 2, 3, 4);
    set(world, "x", "z");
    assert_string_equal(look(world), "a=1/2 b=3/4*");
    set(world, "x", NULL);
    assert_string_equal(look(world), "a=1/2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(counts_are_right_until_the_archive_changes, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(a_change_while_they_are_counted_is_noticed, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(what_changes_no_list_leaves_the_counts_alone, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(
            another_query_under_the_name_is_counted_anew_and_what_is_gone_goes, world_set_up,
            world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
