/* A feed's document, and the same feed later: which entries are the articles that are there? */
#include "feed/identity.h"
#include "store/undo.h"
#include "unit/store/world.h"

#include <string.h>

enum { MOST = 5, NONE = -1, DAY = 24 * 60 * 60, MIDNIGHT = 6400 }; // world_ms(6400) is one

struct line {
    const char *id;
    const char *link;
    const char *title;
    int date; // seconds; NONE
    const char *text;
};

#define SITE "https://site.example/"
#define LONG "<p>Ships wait at the bar until the pilots have had their soup, as every winter.</p>"

// clang-format off
static const struct scenario {
    const char *name;
    struct line before[MOST];
    struct line after[MOST];
    int new_count;
    enum feed_format format;
} scenarios[] = {
    {"the ids go from http to https",
     {{"http://site.example/1", SITE "1", "One", 11, "a"}, {"http://site.example/2", SITE "2", "Two", 12, "b"}},
     {{"https://site.example/1", SITE "1", "One", 11, "a"}, {"https://site.example/2", SITE "2", "Two", 12, "b"}}, 0, 0},
    {"another program, with numbers for ids; links and dates stay",
     {{"tag:site.example,2020:one", SITE "1", "One", 11, "a"}, {"tag:site.example,2020:two", SITE "2", "Two", 12, "b"}},
     {{"501", SITE "1", "One", 11, "<b>a</b>"}, {"502", SITE "2", "Two", 12, "b"}, {"503", SITE "3", "Three", 13, "c"}}, 1, 0},
    {"another program, with other links too; titles and dates stay",
     {{"1", SITE "?p=1", "One", 11, "a"}, {"2", SITE "?p=2", "Two", 12, "b"}},
     {{"x1", SITE "one/", "One", 11, "a"}, {"x2", SITE "two/", "Two", 12, "b"}}, 0, 0},
    {"ids that are links grow a mark of where readers come from",
     {{SITE "1", SITE "1", "One", NONE, LONG}, {SITE "2", SITE "2", "Two", NONE, LONG "b"}},
     {{SITE "1?utm_source=rss", SITE "1?utm_source=rss", "One", NONE, LONG}, {SITE "2/", SITE "2/", "Two", NONE, LONG "b"}}, 0, 0},
    {"no dates, other ids, the same links and texts",
     {{"1", SITE "1", "One", NONE, LONG}}, {{"a", SITE "1", "One", NONE, "<div>" LONG "</div>"}}, 0, 0},
    {"a title is corrected in the same move",
     {{"http://site.example/1", SITE "1", "Onne", 11, LONG}, {"http://site.example/2", SITE "2", "Two", 12, "b"}},
     {{"https://site.example/1", SITE "1", "One", 11, LONG}, {"https://site.example/2", SITE "2", "Two", 12, "b"}}, 0, 0},
    {"ids that are new at every fetch",
     {{"aa1", SITE "1", "One", 11, "a"}, {"bb1", SITE "2", "Two", 12, "b"}},
     {{"aa2", SITE "1", "One", 11, "a"}, {"bb2", SITE "2", "Two", 12, "b"}}, 0, 0},
    {"all dates are those of the move: three or more bear each other out",
     {{"1", SITE "1", "One", 11, LONG}, {"2", SITE "2", "Two", 12, LONG "b"}, {"3", SITE "3", "Three", 13, LONG "c"}},
     {{"a", SITE "1", "One", 99, LONG}, {"b", SITE "2", "Two", 99, LONG "b"}, {"c", SITE "3", "Three", 99, LONG "c"}}, 0, 0},
    {"a podcast moves its files and its ids",
     {{"http://cdn/1.mp3", SITE "1", "Episode 1", 11, "a"}, {"http://cdn/2.mp3", SITE "2", "Episode 2", 12, "b"}},
     {{"9f1", SITE "1", "Episode 1", 11, "a"}, {"9f2", SITE "2", "Episode 2", 12, "b"}}, 0, 0},
    {"entries without id, link and date: a blank more is the same text",
     {{NULL, NULL, NULL, 11, "short and sweet"}}, {{NULL, NULL, NULL, 11, "short and  sweet"}}, 0, 0},
    {"half of a document is new: that is news, and no move",
     {{"1", SITE "1", "One", 11, "a"}, {"2", SITE "2", "Two", 12, "b"}},
     {{"2", SITE "2", "Two", 12, "b"}, {"3", SITE "1", "One", 11, "a"}}, 1, 0},
    {"photo of the day: one title, one link, another picture",
     {{"p1", SITE, "Photo of the day", 11, "<img src='/1.jpg'>"}},
     {{"p2", SITE, "Photo of the day", 11 + DAY, "<img src='/2.jpg'>"}}, 1, 0},
    {"photo of the day without dates",
     {{"p1", SITE, "Photo of the day", NONE, "Look! <img src='/1.jpg'>"}},
     {{"p2", SITE, "Photo of the day", NONE, "Look! <img src='/2.jpg'>"}}, 1, 0},
    {"photo of the day at midnight, links apart",
     {{"p1", SITE "1", "Photo of the day", MIDNIGHT, "<img src='/1.jpg'>"}},
     {{"p2", SITE "2", "Photo of the day", MIDNIGHT, "<img src='/2.jpg'>"}}, 1, 0},
    {"a daily column, all of it new since the last fetch",
     {{"1", SITE "1", "Letters", 11, "a"}, {"2", SITE "2", "Letters", 12, "b"}},
     {{"3", SITE "3", "Letters", 13, "c"}, {"4", SITE "4", "Letters", 14, "d"}}, 2, 0},
    {"one link for all entries",
     {{"1", SITE, "One", 11, "a"}, {"2", SITE, "Two", 12, "b"}},
     {{"3", SITE, "Three", 13, "c"}, {"4", SITE, "Four", 14, "d"}}, 2, 0},
    {"podcasts: a show's page and title for every episode",
     {{"1", SITE "show-a", "Show A", 11, "Our weekly talk."}, {"2", SITE "show-b", "Show B", 12, "Our weekly song."}},
     {{"3", SITE "show-a", "Show A", 711, "Our weekly talk, on eels."}, {"4", SITE "show-b", "Show B", 712, "Our weekly song."}}, 2, 0},
    {"a reminder of the same words every week",
     {{"1", SITE "backup", "Make a copy", 11, LONG}}, {{"2", SITE "backup", "Make a copy", 11 + 7 * DAY, LONG}}, 1, 0},
    {"two titles of one day and one link",
     {{"1", SITE, "Morning", MIDNIGHT, "a"}}, {{"2", SITE, "Evening", MIDNIGHT, "b"}}, 1, 0},
    {"two articles that look alike: neither is taken for the third",
     {{"1", SITE, "Alarm", 11, "a"}, {"2", SITE, "Alarm", 11, "a"}}, {{"3", SITE, "Alarm", 11, "a"}}, 1, 0},
    {"ids that differ in case are two",
     {{"aB", SITE "v?v=aB", "One", 11, "a"}}, {{"ab", SITE "v?v=ab", "Two", 12, "b"}}, 1, 0},
    {"one id for all, links apart: all of them are there, and one more",
     {{"x", SITE "1", "One", 11, "a"}, {"x", SITE "2", "Two", 12, "b"}},
     {{"x", SITE "3", "Three", 13, "c"}, {"x", SITE "1", "One", 11, "a"}, {"x", SITE "2", "Two", 12, "b"}}, 1, 0},
    {"one id for all, and only one of them is left",
     {{"x", SITE "1", "One", 11, "a"}, {"x", SITE "2", "Two", 12, "b"}}, {{"x", SITE "2", "Two", 12, "b"}}, 0, 0},
    {"one id, first for one entry, then for two",
     {{"x", SITE "1", "One", 11, "a"}}, {{"x", SITE "2", "Two", 12, "b"}, {"x", SITE "1", "One", 11, "a"}}, 1, 0},
    {"without ids, one link for all: titles and texts tell them apart",
     {{NULL, SITE, "One", NONE, "a"}, {NULL, SITE, "Two", NONE, "b"}},
     {{"  ", SITE, "Three", NONE, "c"}, {NULL, SITE, "One", NONE, "a"}, {NULL, SITE, "Two", NONE, "b"}}, 1, 0},
    {"Atom says that one id is one entry",
     {{"x", SITE "1", "One", 11, "a"}}, {{"x", SITE "1", "One, corrected", 12, "b"}, {"x", SITE "1", "One", 11, "a"}}, 0, FEED_ATOM_1_0},
    {"the text of an entry that has nothing but title and date changes",
     {{NULL, NULL, "Level", 11, "3.1 m"}}, {{NULL, NULL, "Level", 11, "3.2 m"}}, 0, 0},
};
// clang-format on

static struct feed *document(struct world *world, const struct line lines[MOST],
                             enum feed_format format)
{
    struct feed *const feed = world_document(world);
    feed->format = format;
    for (size_t i = 0; i < MOST && (lines[i].title || lines[i].text); i++) {
        struct feed_entry *const entry = world_entry(world, feed, lines[i].id, lines[i].title);
        entry->link = lines[i].link;
        entry->content = lines[i].text;
        entry->published_ms = lines[i].date == NONE ? TIME_NONE : world_ms(lines[i].date);
    }
    return feed;
}

static int64_t count_starred(struct world *world, int64_t feed_id)
{
    int64_t count = 0;
    struct query *const query = query_parse("is:starred", 0, NULL);
    const struct store_selection selection = {.feed_id = feed_id, .query = query};
    assert_true(store_articles_count(world->store, &selection, &count, NULL));
    query_free(query);
    return count;
}

/* What was in the first document is marked; the second and a third fetch of it are to find that. */
static void check(struct world *world, const struct scenario *scenario)
{
    struct error err = {0};
    int64_t new_count = -1;
    int64_t updated;
    int64_t old = 0;
    const int64_t feed_id =
        world_add_feed(world, arena_printf(&world->arena, "https://f.example/%s", scenario->name));
    const struct store_selection all = {.feed_id = feed_id};
    const struct store_fetch fetch = {.status = STORE_FETCH_OK, .fetched_ms = world_ms(30 * DAY)};
    struct feed *const first = document(world, scenario->before, scenario->format);
    struct feed *const second = document(world, scenario->after, scenario->format);
    assert_true(store_articles_take(world->store, feed_id, first, &fetch, &old, &updated, &err));
    assert_true(
        store_articles_mark(world->store, STORE_MARK_STAR, NULL, NULL, 0, &all, NULL, &err));
    for (int round = 0; round < 2; round++) {
        assert_true(
            store_articles_take(world->store, feed_id, second, &fetch, &new_count, &updated, &err));
        const int expected = round ? 0 : scenario->new_count;
        if (new_count != expected)
            fail_msg("%s: %d new, not %d", scenario->name, (int)new_count, expected);
    }
    // The next document has them all by their ids.
    int64_t total;
    assert_true(store_articles_count(world->store, &all, &total, &err));
    if (total != old + scenario->new_count || count_starred(world, feed_id) != old)
        fail_msg("%s: %d articles", scenario->name, (int)total);
}

static void entries_meet_their_articles_and_no_others(void **state)
{
    for (size_t i = 0; i < COUNT_OF(scenarios); i++)
        check(*state, &scenarios[i]);
}

static void what_was_deleted_is_known_by_more_than_its_id(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    const struct store_fetch fetch = {.status = STORE_FETCH_OK, .fetched_ms = world_ms(30 * DAY)};
    world_add_feed(world, "https://f.example/");
    const struct line before[MOST] = {{"1", SITE "1", "One", 11, "a"},
                                      {"2", SITE "2", "Two", 12, "b"},
                                      {"3", SITE "3", "Three", 13, "c"}};
    const struct line after[MOST] = {{"1-edited", SITE "1", "One", 11, "a, with a correction"},
                                     {"2", SITE "2", "Two", 12, "b"},
                                     {"3", SITE "3", "Three", 13, "c"},
                                     {"4", SITE "4", "One", 14, "a"}}; // another of that name
    int64_t new_count;
    int64_t updated;
    assert_true(store_articles_take(world->store, 1, document(world, before, 0), &fetch, &new_count,
                                    &updated, &err));
    const int64_t id = world_article(world, "One");
    struct error *const none = &(struct error){0};
    assert_true(store_undo_mark(world->store, STORE_MARK_DELETE, NULL, &id, 1, NULL, world_ms(1),
                                NULL, none));
    assert_true(store_articles_take(world->store, 1, document(world, after, 0), &fetch, &new_count,
                                    &updated, &err));
    assert_int_equal(new_count, 1);
    struct store_undone undone;
    assert_true(store_undo_step(world->store, false, world_ms(2), &undone, none));
    int64_t total;
    assert_true(store_articles_count(world->store, NULL, &total, none));
    assert_int_equal(total, 4);
}

static void the_order_of_a_document_holds_where_dates_do_not_tell(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    static const struct line lines[MOST] = {{"a", NULL, "a", NONE, NULL},
                                            {"b", NULL, "b", 9 * DAY, NULL}, // from the future
                                            {"c", NULL, "c", 8 * DAY, NULL},
                                            {"d", NULL, "d", 11, NULL},
                                            {"e", NULL, "e", 11, NULL}};
    world_add_feed(world, "https://f.example/");
    for (int round = 0; round < 3; round++) {
        world_take(world, 1, document(world, lines, 0), world_ms(20 + round), round ? 0 : MOST);
        struct store_articles page;
        assert_true(store_articles_list(world->store, NULL, NULL, false, 9, &page, &err));
        assert_int_equal(page.count, MOST);
        for (size_t i = 0; i < MOST; i++)
            assert_string_equal(page.items[i].title, lines[i].title);
        store_articles_release(&page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(entries_meet_their_articles_and_no_others, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(what_was_deleted_is_known_by_more_than_its_id, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(the_order_of_a_document_holds_where_dates_do_not_tell,
                                        world_set_up, world_tear_down),
    };
    return cmocka_run_group_tests_name("recognise", tests, NULL, NULL);
}
