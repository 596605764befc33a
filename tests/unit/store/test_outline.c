/*
 * The list of feeds, in folders and without, and its beginning alone.
 */
#include "store/internal.h"
#include "store/outline.h"
#include "unit/store/world.h"

#include <string.h>

static void add(struct world *world, const char *title, const char *first, const char *second)
{
    struct error err = {0};
    const char *const url = arena_printf(&world->arena, "https://%s.example/", title);
    const char *const tags[] = {first, second};
    int64_t id = 0;
    if (!store_feeds_add(world->store, url, title, tags, (first != NULL) + (second != NULL), &id,
                         NULL, &err))
        fail_msg("%s", err.text);
}

/* `folder:feed` of each, one that stands in another folder before in brackets. */
static const char *outline_of(struct world *world, size_t least, bool is_whole)
{
    struct error err = {0};
    struct store_outline outline;
    const char *text = "";
    if (!store_outline_read(world->store, least, &outline, &err))
        fail_msg("%s", err.text);
    assert_int_equal(outline.is_whole, is_whole);
    for (size_t i = 0; i < outline.count; i++) {
        const struct store_outline_item *const item = &outline.items[i];
        text = arena_printf(&world->arena, "%s%s%s:%s%s", text, i ? " " : "",
                            item->folder ? item->folder : "", item->title,
                            item->is_again ? "(again)" : "");
    }
    store_outline_release(&outline);
    return text;
}

static void each_feed_stands_in_all_of_its_folders(void **state)
{
    struct world *const world = *state;
    add(world, "wire", "News", "World");
    add(world, "plain", NULL, NULL);
    add(world, "atlas", "world", "Maps");
    add(world, "bare", NULL, NULL);
    add(world, "daily", "news", NULL);
    assert_string_equal(outline_of(world, SIZE_MAX, true),
                        "Maps:atlas(again) news:daily news:wire world:atlas world:wire(again) "
                        ":bare :plain");
}

static void the_beginning_ends_with_a_whole_folder(void **state)
{
    struct world *const world = *state;
    for (int i = 0; i < 3; i++) {
        add(world, arena_printf(&world->arena, "a%d", i), "first", NULL);
        add(world, arena_printf(&world->arena, "b%d", i), "second", NULL);
        add(world, arena_printf(&world->arena, "c%d", i), NULL, NULL);
    }
    static const struct {
        size_t least;
        bool is_whole;
        const char *expected;
    } rows[] = {
        {1, false, "first:a0 first:a1 first:a2"},
        {3, false, "first:a0 first:a1 first:a2"},
        {4, false, "first:a0 first:a1 first:a2 second:b0 second:b1 second:b2"},
        {7, false, "first:a0 first:a1 first:a2 second:b0 second:b1 second:b2 :c0"},
        {9, true, "first:a0 first:a1 first:a2 second:b0 second:b1 second:b2 :c0 :c1 :c2"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_string_equal(outline_of(world, rows[i].least, rows[i].is_whole), rows[i].expected);
}

/* In pieces of any size, with other questions and changes in between, it is what it was. */
static void pieces_are_the_whole_of_one_moment(void **state)
{
    struct world *const world = *state;
    for (int i = 0; i < 3; i++) {
        add(world, arena_printf(&world->arena, "a%d", i), "first", "second");
        add(world, arena_printf(&world->arena, "c%d", i), NULL, NULL);
    }
    for (size_t piece = 1; piece < 12; piece++) {
        struct error err = {0};
        struct store *const reader = store_open(world->path, STORE_READ, &err);
        struct store_outline_reader *const reading = store_outline_begin(reader);
        struct store_outline outline;
        bool is_whole = false;
        size_t pieces = 0;
        while (!is_whole) {
            assert_true(store_outline_more(reading, piece, &is_whole, &err));
            if (pieces++ == 0)
                add(world, arena_printf(&world->arena, "d%zu", piece), NULL, NULL);
        }
        store_outline_end(reading, &outline);
        assert_true(outline.is_whole);
        assert_int_equal(outline.count, 9 + piece - 1);
        assert_int_equal(pieces, outline.count / piece + 1);
        assert_string_equal(outline.items[0].title, "a0");
        assert_string_equal(outline.items[3].folder, "second");
        assert_true(outline.items[3].is_again);
        assert_string_equal(outline.items[8].title, "c2");
        store_outline_release(&outline);
        store_close(reader);
    }
}

/* One that is given up leaves nothing behind. */
static void reading_can_be_given_up(void **state)
{
    struct world *const world = *state;
    for (int i = 0; i < 3; i++)
        add(world, arena_printf(&world->arena, "c%d", i), NULL, NULL);
    struct store_outline_reader *const reading = store_outline_begin(world->store);
    bool is_whole = true;
    assert_true(store_outline_more(reading, 2, &is_whole, NULL));
    assert_false(is_whole);
    store_outline_end(reading, NULL);
    store_outline_end(NULL, NULL);
    assert_string_equal(outline_of(world, SIZE_MAX, true), ":c0 :c1 :c2");
}

static void feeds_in_no_folder_are_read_in_order_of_their_names(void **state)
{
    struct world *const world = *state;
    const char *const text = arena_printf(&world->arena, "EXPLAIN QUERY PLAN %s",
                                          store_sql_texts[SQL_OUTLINE_REST].text);
    struct store_rows rows;
    struct error err = {0};
    assert_true(rows_open_text(&rows, world->store, text, NULL, 0, &err));
    assert_true(rows_next(&rows));
    assert_string_equal(row_text(&rows, 3, &world->arena), "SCAN f USING INDEX feeds_by_name");
    while (rows_next(&rows))
        assert_null(strstr(row_text(&rows, 3, &world->arena), "B-TREE"));
    assert_true(rows_close(&rows, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_feed_stands_in_all_of_its_folders, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(the_beginning_ends_with_a_whole_folder, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(pieces_are_the_whole_of_one_moment, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(reading_can_be_given_up, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(feeds_in_no_folder_are_read_in_order_of_their_names,
                                        world_set_up, world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
