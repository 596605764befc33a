#include "store/undo.h"
#include "unit/store/world.h"

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
    };
    return cmocka_run_group_tests_name("undo", tests, NULL, NULL);
}
