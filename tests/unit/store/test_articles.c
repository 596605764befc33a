#include "unit/store/world.h"

#include <string.h>

/* The titles of a page on one line. */
static const char *page_titles(struct world *world, const struct store_articles *page)
{
    const char *line = "";
    for (size_t i = 0; i < page->count; i++)
        line = arena_printf(&world->arena, "%s%s%s", line, *line ? " " : "", page->items[i].title);
    return line;
}

static const char *list(struct world *world, const struct store_selection *selection)
{
    struct store_articles page;
    struct error err = {0};
    if (!store_articles_list(world->store, selection, NULL, false, 100, &page, &err))
        fail_msg("%s", err.text);
    const char *const line = page_titles(world, &page);
    int64_t count;
    assert_true(store_articles_count(world->store, selection, &count, &err));
    assert_int_equal(count, page.count);
    store_articles_release(&page);
    return line;
}

/* Two feeds; a1 to a5 and b1 to b4, a second apart in turn, b4 the newest; a0 without a date comes
 * last of all. */
static void fill(struct world *world)
{
    static const char *const tags[] = {"News", "Daily"};
    struct error err = {0};
    int64_t a;
    assert_true(
        store_feeds_add(world->store, "https://a.example/feed", NULL, tags, 2, &a, NULL, &err));
    const int64_t b = world_add_feed(world, "https://b.example/feed");
    struct feed *const first = world_document(world);
    struct feed *const second = world_document(world);
    first->title = "Alpha";
    for (int i = 1; i <= 5; i++) {
        const char *const title = arena_printf(&world->arena, "a%d", i);
        world_entry(world, first, title, title)->published_ms = world_ms(i * 2);
    }
    for (int i = 1; i <= 4; i++) {
        const char *const title = arena_printf(&world->arena, "b%d", i);
        world_entry(world, second, title, title)->published_ms = world_ms(i * 2 + 3);
    }
    world_entry(world, first, "a0", "a0");
    world_take(world, a, first, world_ms(100), 6);
    world_take(world, b, second, world_ms(100), 4);
}

static void a_list_is_newest_first_and_an_article_without_date_is_placed_when_it_came(void **state)
{
    struct world *const world = *state;
    fill(world);
    assert_string_equal(list(world, NULL), "a0 b4 a5 b3 a4 b2 a3 b1 a2 a1");
}

static void pages_follow_each_other_in_both_directions(void **state)
{
    struct world *const world = *state;
    fill(world);
    struct store_articles page;
    struct error err = {0};
    struct store_key key = {0};
    const char *forwards = "";
    for (int i = 0; i < 4; i++) {
        assert_true(store_articles_list(world->store, NULL, &key, false, 3, &page, &err));
        forwards = arena_printf(&world->arena, "%s|%s", forwards, page_titles(world, &page));
        const struct store_article *const last = &page.items[page.count - 1];
        key = (struct store_key){last->published_ms, last->id};
        store_articles_release(&page);
    }
    assert_string_equal(forwards, "|a0 b4 a5|b3 a4 b2|a3 b1 a2|a1");
    assert_true(store_articles_list(world->store, NULL, &key, true, 4, &page, &err));
    assert_string_equal(page_titles(world, &page), "b2 a3 b1 a2");
    store_articles_release(&page);
    assert_true(
        store_articles_list(world->store, NULL, &(struct store_key){0}, true, 2, &page, &err));
    assert_string_equal(page_titles(world, &page), "a2 a1");
    store_articles_release(&page);
}

static void a_selection_holds_what_it_says(void **state)
{
    struct world *const world = *state;
    fill(world);
    struct error err = {0};
    const int64_t read[] = {world_article(world, "a4"), world_article(world, "b1")};
    assert_true(
        store_articles_mark(world->store, STORE_MARK_READ, NULL, read, 2, NULL, NULL, &err));
    assert_string_equal(list(world, &(struct store_selection){.feed_id = 1}), "a0 a5 a4 a3 a2 a1");
    assert_string_equal(list(world, &(struct store_selection){.tag = "daily"}),
                        "a0 a5 a4 a3 a2 a1");
    assert_string_equal(list(world, &(struct store_selection){.only_unread = true}),
                        "a0 b4 a5 b3 b2 a3 a2 a1");
    assert_string_equal(
        list(world, &(struct store_selection){.only_unread = true, .keep_id = read[1]}),
        "a0 b4 a5 b3 b2 a3 b1 a2 a1");
    assert_string_equal(
        list(world,
             &(struct store_selection){.feed_id = 1, .only_unread = true, .keep_id = read[1]}),
        "a0 a5 a3 a2 a1");
    assert_string_equal(
        list(world, &(struct store_selection){.feed_id = 2, .tag = "daily", .only_unread = true}),
        "");
}

static void the_next_unread_article_is_found_and_the_end_leads_to_the_beginning(void **state)
{
    struct world *const world = *state;
    fill(world);
    static const struct {
        const char *from;
        bool backwards;
        const char *found;
    } rows[] = {{"a0", false, "b4"},
                {"a3", false, "b1"},
                {"a3", true, "b2"},
                {"a1", false, "a0"},
                {"a0", true, "a1"}};
    struct error err = {0};
    struct store_articles one;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_true(
            store_articles_get(world->store, world_article(world, rows[i].from), &one, &err));
        const struct store_key key = {one.items[0].published_ms, one.items[0].id};
        store_articles_release(&one);
        assert_true(
            store_articles_next_unread(world->store, NULL, &key, rows[i].backwards, &one, &err));
        assert_string_equal(one.items[0].title, rows[i].found);
        store_articles_release(&one);
    }
    assert_true(
        store_articles_mark(world->store, STORE_MARK_READ, NULL, NULL, 0, NULL, NULL, &err));
    assert_true(store_articles_next_unread(world->store, NULL, NULL, false, &one, &err));
    store_articles_release(&one);
    const struct store_selection all = {0};
    assert_true(
        store_articles_mark(world->store, STORE_MARK_READ, NULL, NULL, 0, &all, NULL, &err));
    assert_false(store_articles_next_unread(world->store, NULL, NULL, false, &one, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void marks_count_what_they_change_and_refuse_unknown_ids_whole(void **state)
{
    struct world *const world = *state;
    fill(world);
    struct error err = {0};
    int64_t changed = -1;
    const int64_t some[] = {world_article(world, "a1"), world_article(world, "a2"), 4711};
    assert_false(
        store_articles_mark(world->store, STORE_MARK_STAR, NULL, some, 3, NULL, &changed, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_string_equal(err.text, "there is no article 4711");
    static const struct {
        enum store_mark mark;
        const char *tag;
        int64_t changed;
    } rows[] = {
        {STORE_MARK_STAR, NULL, 2},   {STORE_MARK_STAR, NULL, 0},     {STORE_MARK_UNSTAR, NULL, 2},
        {STORE_MARK_READ, NULL, 2},   {STORE_MARK_UNREAD, NULL, 2},   {STORE_MARK_TAG, "Later", 2},
        {STORE_MARK_TAG, "LATER", 0}, {STORE_MARK_UNTAG, "later", 2}, {STORE_MARK_HIDE, NULL, 2},
        {STORE_MARK_HIDE, NULL, 0},   {STORE_MARK_SHOW, NULL, 2},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_true(store_articles_mark(world->store, rows[i].mark, rows[i].tag, some, 2, NULL,
                                        &changed, &err));
        assert_int_equal(changed, rows[i].changed);
    }
    const struct store_selection feed = {.feed_id = 1};
    assert_true(
        store_articles_mark(world->store, STORE_MARK_TAG, "x", NULL, 0, &feed, &changed, &err));
    assert_int_equal(changed, 6);
    assert_true(
        store_articles_mark(world->store, STORE_MARK_READ, NULL, NULL, 0, &feed, &changed, &err));
    assert_int_equal(changed, 6);
    struct store_articles one;
    assert_true(store_articles_get(world->store, some[0], &one, &err));
    assert_false(one.items[0].is_unread);
    assert_int_equal(one.items[0].tag_count, 1);
    assert_string_equal(one.items[0].tags[0], "x");
    store_articles_release(&one);
}

static int64_t count_of(struct world *world, const char *query, bool only_unread)
{
    struct error err = {0};
    int64_t count = -1;
    struct query *const parsed = query ? query_parse(query, 0, &err) : NULL;
    const struct store_selection selection = {.query = parsed, .only_unread = only_unread};
    assert_true(store_articles_count(world->store, &selection, &count, &err));
    query_free(parsed);
    return count;
}

static void what_is_hidden_is_in_no_list_and_no_count_that_does_not_ask_for_it(void **state)
{
    struct world *const world = *state;
    fill(world);
    struct error err = {0};
    const int64_t all = count_of(world, NULL, false);
    const int64_t id = world_article(world, "a1");
    assert_true(store_articles_mark(world->store, STORE_MARK_HIDE, NULL, &id, 1, NULL, NULL, &err));
    world_check_counts(world);
    assert_int_equal(world_article(world, "a1"), 0);
    assert_int_equal(count_of(world, NULL, false), all - 1);
    assert_int_equal(count_of(world, NULL, true), all - 1);
    assert_int_equal(count_of(world, "is:unread", false), all - 1);
    assert_int_equal(count_of(world, "a1", false), 0);
    assert_int_equal(count_of(world, "is:hidden", false), 1);
    assert_int_equal(count_of(world, "a1 is:hidden", false), 1);
    assert_true(store_articles_mark(world->store, STORE_MARK_READ, NULL, &id, 1, NULL, NULL, &err));
    world_check_counts(world);
    assert_true(store_articles_mark(world->store, STORE_MARK_SHOW, NULL, &id, 1, NULL, NULL, &err));
    assert_int_equal(count_of(world, NULL, true), all - 1);
    assert_int_equal(count_of(world, NULL, false), all);
}

static void the_text_that_is_shown_is_the_fullest_that_has_words(void **state)
{
    (void)state;
    // clang-format off
    static const struct { struct store_text text; const char *brought; const char *best; } rows[] = {
        {{.summary = NULL},                                        "",  ""},
        {{.summary = "s"},                                         "s", "s"},
        {{.summary = "s", .content = ""},                          "s", "s"},
        {{.summary = "s", .content = "c"},                         "c", "c"},
        {{.summary = "s", .content = "c", .full = "f"},            "c", "f"},
        {{.summary = "s", .content = "", .full = "f"},             "s", "f"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_string_equal(store_text_brought(&rows[i].text), rows[i].brought);
        assert_string_equal(store_text_best(&rows[i].text), rows[i].best);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_text_that_is_shown_is_the_fullest_that_has_words),
        cmocka_unit_test_setup_teardown(
            a_list_is_newest_first_and_an_article_without_date_is_placed_when_it_came, world_set_up,
            world_tear_down),
        cmocka_unit_test_setup_teardown(pages_follow_each_other_in_both_directions, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(a_selection_holds_what_it_says, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(
            the_next_unread_article_is_found_and_the_end_leads_to_the_beginning, world_set_up,
            world_tear_down),
        cmocka_unit_test_setup_teardown(marks_count_what_they_change_and_refuse_unknown_ids_whole,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(
            what_is_hidden_is_in_no_list_and_no_count_that_does_not_ask_for_it, world_set_up,
            world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
