#include "unit/comments/world.h"

#include "base/limits.h"
#include "base/time.h"
#include "comments/internal.h"

struct row {
    const char *id;
    const char *parent;
    int64_t published_ms;
};

static char *arranged(const struct row *rows, size_t count)
{
    struct comments_thread thread;
    comments_thread_init(&thread);
    for (size_t i = 0; i < count; i++) {
        struct comment *const comment = comments_add(&thread);
        comment->id = rows[i].id;
        comment->parent = rows[i].parent;
        comment->published_ms = rows[i].published_ms;
    }
    comments_thread_arrange(&thread);
    char *const lines = world_lines(&thread);
    comments_thread_release(&thread);
    return lines;
}

#define CHECK(rows, wanted)                                                                        \
    do {                                                                                           \
        char *const lines = arranged(rows, COUNT_OF(rows));                                        \
        assert_string_equal(lines, wanted);                                                        \
        free(lines);                                                                               \
    } while (0)

static void replies_follow_their_parent_by_time(void **state)
{
    (void)state;
    const struct row rows[] = {
        {"4", "1", 40}, {"1", NULL, 10}, {"3", "2", 30}, {"2", "1", 20}, {"5", NULL, 5},
    };
    CHECK(rows, "5< 0 -|\n1< 0 -|\n2<1 1 -|\n3<2 2 -|\n4<1 1 -|\n");
}

static void a_missing_parent_makes_a_top_level_comment(void **state)
{
    (void)state;
    const struct row rows[] = {{"1", "99", 10}, {"2", "1", 20}};
    CHECK(rows, "1< 0 -|\n2<1 1 -|\n");
}

static void circles_are_cut_and_nobody_is_lost(void **state)
{
    (void)state;
    const struct row rows[] = {{"a", "c", 1}, {"b", "a", 2}, {"c", "b", 3}, {"d", "d", 4}};
    CHECK(rows, "b< 0 -|\nc<b 1 -|\na<c 2 -|\nd< 0 -|\n");
}

static void of_two_with_one_id_the_first_stays(void **state)
{
    (void)state;
    const struct row rows[] = {{"1", NULL, 10}, {"2", "1", 20}, {"2", NULL, 5}};
    CHECK(rows, "1< 0 -|\n2<1 1 -|\n");
}

static void comments_without_times_keep_the_order_of_the_page(void **state)
{
    (void)state;
    const struct row rows[] = {{"1", NULL, TIME_NONE},
                               {"2", NULL, TIME_NONE},
                               {"3", "1", TIME_NONE},
                               {"4", NULL, TIME_NONE}};
    CHECK(rows, "1< 0 -|\n3<1 1 -|\n2< 0 -|\n4< 0 -|\n");
}

static void a_chain_as_long_as_the_limit_is_arranged(void **state)
{
    (void)state;
    struct comments_thread thread;
    comments_thread_init(&thread);
    for (int i = 0; i < LIMIT_COMMENTS + 5; i++) {
        struct comment *const comment = comments_add(&thread);
        if (!comment)
            break;
        comment->id = arena_printf(&thread.arena, "%d", i);
        comment->parent = arena_printf(&thread.arena, "%d", i - 1);
    }
    assert_int_equal(thread.comments.count, LIMIT_COMMENTS);
    comments_thread_arrange(&thread);
    const struct comment *const last = vec_at(&thread.comments, LIMIT_COMMENTS - 1);
    assert_int_equal(last->depth, LIMIT_COMMENTS - 1);
    comments_thread_release(&thread);
}

static void an_empty_thread_stays_empty(void **state)
{
    (void)state;
    struct comments_thread thread;
    comments_thread_init(&thread);
    comments_thread_arrange(&thread);
    assert_int_equal(thread.comments.count, 0);
    comments_thread_release(&thread);
}

static void a_wordpress_id_is_found_only_at_the_end(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"http://a.example/p/#comment-61", "61"},
        {"https://a.example/?p=4#comment-7", "7"},
        {"comment-9", "9"},
        {"li-comment-12", "12"},
        {"div-comment-3", "3"},
        {"comment-page-2", NULL},
        {"#comment-", NULL},
        {"#comment-4x", NULL},
        {"nocomment-4", NULL},
        {"#comment-99999999999999999999", NULL},
    };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *const id = comments_wordpress_id(&arena, rows[i][0]);
        if (rows[i][1])
            assert_string_equal(id, rows[i][1]);
        else
            assert_null(id);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replies_follow_their_parent_by_time),
        cmocka_unit_test(a_missing_parent_makes_a_top_level_comment),
        cmocka_unit_test(circles_are_cut_and_nobody_is_lost),
        cmocka_unit_test(of_two_with_one_id_the_first_stays),
        cmocka_unit_test(comments_without_times_keep_the_order_of_the_page),
        cmocka_unit_test(a_chain_as_long_as_the_limit_is_arranged),
        cmocka_unit_test(an_empty_thread_stays_empty),
        cmocka_unit_test(a_wordpress_id_is_found_only_at_the_end),
    };
    return cmocka_run_group_tests_name("comments/thread", tests, NULL, NULL);
}
