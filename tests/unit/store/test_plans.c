/*
 * No list may grow with the archive: each page is a walk along one index, without sorting.
 */
#include "store/query_sql.h"
#include "unit/store/world.h"

#include <string.h>

/* The steps of SQLite's plan for the statement, apart by `; `. */
static const char *plan_of(struct world *world, const struct sql *sql)
{
    const char *const text = arena_printf(&world->arena, "EXPLAIN QUERY PLAN %s", sql->text.data);
    struct store_rows rows;
    struct error err = {0};
    if (!rows_open_text(&rows, world->store, text, sql->values.items, sql->values.count, &err))
        fail_msg("%s: %s", err.text, text);
    const char *plan = "";
    while (rows_next(&rows))
        plan = arena_printf(&world->arena, "%s%s%s", plan, *plan ? "; " : "",
                            row_text(&rows, 3, &world->arena));
    assert_true(rows_close(&rows, &err));
    return plan;
}

static void a_page_is_a_walk_along_one_index(void **state)
{
    struct world *const world = *state;
    static const struct {
        struct store_selection selection;
        const char *query;
        const char *index;
    } rows[] = {
        {{0}, NULL, "articles_by_time"},
        {{.only_unread = true}, NULL, "articles_unread"},
        {{.feed_id = 1}, NULL, "articles_by_feed"},
        {{.feed_id = 1, .only_unread = true}, NULL, "articles_unread_by_feed"},
        {{.tag = "x"}, NULL, "articles_by_time"},
        {{.tag = "x", .only_unread = true}, NULL, "articles_unread"},
        {{0}, "is:starred", "articles_starred"},
        {{0}, "is:unread", "articles_unread"},
        {{0}, "is:hidden", "articles_hidden"},
        {{0}, "tag:x", "articles_by_time"},
        {{0}, "feed:1 word", "articles_by_time"},
        {{0}, "newer:1d", "articles_by_time"},
        {{.feed_id = 1}, "after:2024 before:2025", "articles_by_feed"},
    };
    for (size_t i = 0; i < COUNT_OF(rows) * 2; i++) {
        struct store_selection selection = rows[i / 2].selection;
        struct query *const query =
            query_parse(rows[i / 2].query ? rows[i / 2].query : "", 0, NULL);
        selection.query = query;
        struct sql sql;
        sql_init(&sql);
        sql_add(&sql, SQL_PART_LIST);
        sql_add_selection(&sql, &selection, true);
        sql_add(&sql, SQL_PART_AND);
        sql_add_number(&sql, i % 2 ? SQL_PART_BEFORE : SQL_PART_BEHIND, 5);
        sql_bind(&sql, value_integer(5));
        sql_add_number(&sql, i % 2 ? SQL_PART_OLDEST_FIRST : SQL_PART_NEWEST_FIRST, 50);
        const char *const plan = plan_of(world, &sql);
        if (!strstr(plan, rows[i / 2].index) || strstr(plan, "TEMP B-TREE"))
            fail_msg("row %zu: %s", i / 2, plan);
        sql_release(&sql);
        query_free(query);
    }
}

static void the_rhythm_of_a_feed_reads_its_last_weeks_alone(void **state)
{
    struct sql sql;
    sql_init(&sql);
    sql_add(&sql, SQL_FEEDS_RHYTHM);
    const char *const plan = plan_of(*state, &sql);
    if (!strstr(plan, "INDEX articles_by_feed (feed_id=? AND published_ms>? AND"))
        fail_msg("%s", plan);
    sql_release(&sql);
}

static void what_a_mark_will_change_is_found_by_an_index_of_that(void **state)
{
    struct query *const query = query_parse("before:2020", 0, NULL);
    const struct store_selection selection = {.query = query};
    struct sql sql;
    sql_init(&sql);
    sql_add_ids(&sql, &selection, SQL_PART_UNREAD, NULL);
    const char *const plan = plan_of(*state, &sql);
    if (!strstr(plan, "INDEX articles_unread (published_ms>? AND"))
        fail_msg("%s", plan);
    sql_release(&sql);
    query_free(query);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_page_is_a_walk_along_one_index, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(the_rhythm_of_a_feed_reads_its_last_weeks_alone,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(what_a_mark_will_change_is_found_by_an_index_of_that,
                                        world_set_up, world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
