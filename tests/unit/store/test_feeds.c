#include "unit/store/world.h"

#include <string.h>

#include "store/holds.h"

/* `url-key: title [tags]` of all feeds, in order. */
static const char *list(struct world *world)
{
    struct store_feeds feeds;
    struct error err = {0};
    const char *line = "";
    assert_true(store_feeds_list(world->store, &feeds, &err));
    for (size_t i = 0; i < feeds.count; i++) {
        line = arena_printf(&world->arena, "%s%s%s", line, *line ? ", " : "", feeds.items[i].title);
        for (size_t j = 0; j < feeds.items[i].tag_count; j++)
            line = arena_printf(&world->arena, "%s #%s", line, feeds.items[i].tags[j]);
    }
    store_feeds_release(&feeds);
    return line;
}

static int64_t add(struct world *world, const char *url, const char *title, const char *first_tag,
                   const char *second_tag)
{
    struct error err = {0};
    int64_t id;
    const char *const tags[] = {first_tag, second_tag};
    assert_true(store_feeds_add(world->store, url, title, tags,
                                (size_t)(first_tag != NULL) + (second_tag != NULL), &id, NULL,
                                &err));
    return id;
}

static void feeds_are_listed_by_first_tag_then_title_the_untagged_last(void **state)
{
    struct world *const world = *state;
    add(world, "https://a.example/", "zebra", NULL, NULL);
    add(world, "https://b.example/", "Älpler", NULL, NULL);
    add(world, "https://c.example/", "Two", "news", "Daily");
    add(world, "https://d.example/", "one", "News", NULL);
    add(world, "https://e.example/", "Last", "art", NULL);
    assert_string_equal(list(world), "Last #art, one #News, Two #news #Daily, Älpler, zebra");
}

static void two_spellings_of_an_address_are_one_feed(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    bool is_new;
    int64_t id;
    const int64_t first = add(world, "https://A.example:443/x/../feed", NULL, "one", NULL);
    assert_true(store_feeds_add(world->store, "https://a.example/feed", "Mine",
                                (const char *const[]){"two", "ONE"}, 2, &id, &is_new, &err));
    assert_int_equal(id, first);
    assert_false(is_new);
    assert_string_equal(list(world), "Mine #one #two");
    assert_true(
        store_feeds_add(world->store, "https://a.example/feed", NULL, NULL, 0, &id, &is_new, &err));
    assert_string_equal(list(world), "Mine #one #two"); // no title given: it stays
    static const char *const names[] = {"1", "https://a.example/feed",
                                        "https://A.example:443/x/../feed"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        assert_true(store_feeds_find(world->store, names[i], &id, &err));
        assert_int_equal(id, first);
    }
    static const char *const strange[] = {"2", "", "-1", "99999999999999999999", "a.example"};
    for (size_t i = 0; i < COUNT_OF(strange); i++) {
        assert_false(store_feeds_find(world->store, strange[i], &id, &err));
        assert_int_equal(err.kind, ERR_NOT_FOUND);
    }
}

static void a_feed_is_renamed_tagged_and_removed_with_all_that_is_its(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    const int64_t id = add(world, "https://a.example/", NULL, NULL, NULL);
    struct feed *const feed = world_document(world);
    feed->title = "Own title";
    world_entry(world, feed, "1", "x");
    assert_string_equal(list(world), "https://a.example/");
    world_take(world, id, feed, world_ms(0), 1);
    assert_string_equal(list(world), "Own title");
    assert_true(store_feeds_rename(world->store, id, "Mine", &err));
    assert_true(store_feeds_tag(world->store, id, "b", true, &err));
    assert_true(store_feeds_tag(world->store, id, "a", true, &err));
    assert_true(store_feeds_tag(world->store, id, "B", true, &err));
    assert_string_equal(list(world), "Mine #b #a");
    assert_true(store_feeds_tag(world->store, id, "B", false, &err));
    assert_true(store_feeds_rename(world->store, id, NULL, &err));
    assert_string_equal(list(world), "Own title #a");
    static const char *const bad[] = {"", "  ", "two\nlines", "\x1f"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        assert_false(store_feeds_tag(world->store, id, bad[i], true, &err));
        assert_int_equal(err.kind, ERR_USAGE);
    }
    assert_true(store_feeds_remove(world->store, id, &err));
    assert_string_equal(list(world), "");
    assert_int_equal(world_article(world, "x"), 0);
    assert_false(store_feeds_remove(world->store, id, &err));
    assert_string_equal(err.text, "there is no feed 1");
    assert_int_equal(add(world, "https://a.example/", NULL, NULL, NULL), 2); // never a used id
}

static void how_a_fetch_ended_is_written_down(void **state)
{
    struct world *const world = *state;
    const int64_t id = add(world, "https://a.example/", NULL, NULL, NULL);
    add(world, "https://taken.example/", NULL, NULL, NULL);
    // clang-format off
    static const struct {
        struct store_fetch fetch;
        const char *url;
        const char *error;
        int64_t failures;
        const char *etag;
        const char *last_modified;
    } rows[] = {
        {{.status = STORE_FETCH_OK, .http = 200, .etag = "\"1\"", .last_modified = "then"}, "https://a.example/", NULL, 0, "\"1\"", "then"},
        {{.status = STORE_FETCH_UNCHANGED, .http = 304}, "https://a.example/", NULL, 0, "\"1\"", "then"},
        {{.status = STORE_FETCH_FAILED, .http = 503, .error = "busy"}, "https://a.example/", "busy", 1, "\"1\"", "then"},
        {{.status = STORE_FETCH_FAILED, .error = "no answer"}, "https://a.example/", "no answer", 2, "\"1\"", "then"},
        {{.status = STORE_FETCH_UNCHANGED, .http = 304, .etag = "\"2\""}, "https://a.example/", NULL, 0, "\"2\"", "then"},
        {{.status = STORE_FETCH_OK, .http = 200, .moved_to = "https://taken.example/"}, "https://a.example/", NULL, 0, NULL, NULL},
        {{.status = STORE_FETCH_OK, .http = 200, .moved_to = "https://b.example/"}, "https://b.example/", NULL, 0, NULL, NULL},
        {{.status = STORE_FETCH_GONE, .http = 410, .error = "gone"}, "https://b.example/", "gone", 1, NULL, NULL},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct error err = {0};
        struct store_fetch fetch = rows[i].fetch;
        fetch.fetched_ms = world_ms((int64_t)i);
        fetch.next_due_ms = world_ms((int64_t)i + 60);
        assert_true(store_feeds_fetched(world->store, id, &fetch, &err));
        struct store_feeds one;
        assert_true(store_feeds_get(world->store, id, &one, &err));
        const struct store_feed *const feed = &one.items[0];
        assert_string_equal(feed->url, rows[i].url);
        assert_string_equal(feed->error ? feed->error : "-", rows[i].error ? rows[i].error : "-");
        assert_int_equal(feed->failures, rows[i].failures);
        assert_string_equal(feed->etag ? feed->etag : "-", rows[i].etag ? rows[i].etag : "-");
        assert_string_equal(feed->last_modified ? feed->last_modified : "-",
                            rows[i].last_modified ? rows[i].last_modified : "-");
        assert_int_equal(feed->last_status, fetch.status);
        assert_int_equal(feed->last_http, fetch.http);
        assert_int_equal(feed->last_fetched_ms, fetch.fetched_ms);
        assert_int_equal(feed->next_due_ms, fetch.next_due_ms);
        store_feeds_release(&one);
    }
    struct error err = {0};
    assert_false(store_feeds_fetched(world->store, 99, &rows[0].fetch, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void answers_that_change_nothing_are_written_down_together(void **state)
{
    struct world *const world = *state;
    const struct store_fetch good = {
        .status = STORE_FETCH_OK, .http = 200, .etag = "\"1\"", .last_modified = "then"};
    struct store_same sames[3];
    struct error err = {0};
    for (int i = 0; i < 3; i++) {
        char url[64];
        snprintf(url, sizeof(url), "https://%d.example/", i);
        const int64_t id = i < 2 ? world_add_feed(world, url) : 99; // one is gone
        assert_true(i == 2 || store_feeds_fetched(world->store, id, &good, &err));
        sames[i] = (struct store_same){id, world_ms(i), world_ms(60 + i)};
    }
    assert_true(store_feeds_same(world->store, sames, 3, &err));
    struct store_dues dues;
    assert_true(store_feeds_due(world->store, &dues, &err));
    assert_int_equal(dues.count, 2);
    for (int i = 0; i < 2; i++) {
        const struct store_due *const due = &dues.items[i];
        assert_int_equal(due->id, sames[i].id);
        assert_string_equal(due->url, i ? "https://1.example/" : "https://0.example/");
        assert_string_equal(due->etag, "\"1\"");
        assert_string_equal(due->last_modified, "then");
        assert_int_equal(due->next_due_ms, world_ms(60 + i));
        assert_int_equal(due->failures, 0);
        assert_int_equal(due->last_status, STORE_FETCH_UNCHANGED);
    }
    store_dues_release(&dues);
}

static void a_batch_is_kept_or_taken_back_as_a_whole(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    struct store *const reader = store_open(world->path, STORE_READ, &err);
    for (int is_good = 0; is_good < 2; is_good++) {
        assert_true(store_batch_begin(world->store, &err));
        add(world, "https://a.example/", "one", NULL, NULL);
        assert_false(store_feeds_tag(world->store, 99, "x", true, &err)); // alone
        add(world, "https://b.example/", "two", "tag", NULL);
        assert_false(store_has_changed(reader));
        assert_int_equal(store_batch_end(world->store, is_good, &err), is_good);
        assert_int_equal(store_has_changed(reader), is_good);
        assert_string_equal(list(world), is_good ? "two #tag, one" : "");
    }
    add(world, "https://c.example/", "three", NULL, NULL);
    assert_true(store_has_changed(reader));
    store_close(reader);
}

static void a_password_in_an_address_is_asked_with_and_not_shown(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    const int64_t id = add(world, "https://ada:pw@a.example/feed", NULL, "One", "two");
    struct store_feeds feeds;
    struct store_dues dues;
    assert_true(store_feeds_get(world->store, id, &feeds, &err));
    assert_string_equal(feeds.items[0].url, "https://a.example/feed");
    assert_string_equal(feeds.items[0].title, "https://a.example/feed");
    store_feeds_release(&feeds);
    assert_true(store_feeds_due(world->store, &dues, &err));
    assert_string_equal(dues.items[0].url, "https://ada:pw@a.example/feed");
    store_dues_release(&dues);
    assert_string_equal(store_feeds_address(world->store, id, &world->arena, &err),
                        "https://ada:pw@a.example/feed");
    assert_null(store_feeds_address(world->store, 99, &world->arena, &err));
    size_t count = 0;
    const char *const *const tags = store_feeds_tags(world->store, id, &world->arena, &count);
    assert_int_equal(count, 2);
    assert_string_equal(tags[1], "two");
    int64_t found = 0;
    assert_true(store_feeds_find(world->store, "https://a.example/feed", &found, &err));
    assert_int_equal(found, id);
}

static void the_pause_of_a_host_only_grows_and_ends_by_itself(void **state)
{
    struct world *const world = *state;
    static const struct {
        const char *host;
        int64_t until_ms;
        int64_t now_ms;
    } said[] = {{"a:1", 500, 10}, {"b", 300, 10}, {"a:1", 400, 20}, {"c", 900, 350}};
    struct error err = {0};
    for (size_t i = 0; i < COUNT_OF(said); i++)
        assert_true(
            store_holds_add(world->store, said[i].host, said[i].until_ms, said[i].now_ms, &err));
    struct store_holds holds;
    assert_true(store_holds_list(world->store, 100, &holds, &err));
    assert_int_equal(holds.count, 2); // that of b is over and forgotten
    assert_string_equal(holds.items[0].host, "a:1");
    assert_int_equal(holds.items[0].until_ms, 500);
    store_holds_release(&holds);
    assert_true(store_holds_list(world->store, 500, &holds, &err));
    assert_int_equal(holds.count, 1);
    store_holds_release(&holds);
}

static void a_feed_knows_how_many_articles_each_week_brought(void **state)
{
    struct world *const world = *state;
    enum { WEEK_S = 7 * 24 * 60 * 60 };
    const int64_t id = world_add_feed(world, "https://a.example/");
    const int64_t now = world_ms(20 * WEEK_S);
    static const int ages_s[] = {60, WEEK_S - 60, WEEK_S + 60, 7 * WEEK_S + 60, 9 * WEEK_S};
    struct feed *const feed = world_document(world);
    for (size_t i = 0; i < COUNT_OF(ages_s); i++) {
        struct feed_entry *const entry =
            world_entry(world, feed, arena_printf(&world->arena, "%zu", i), "An article");
        entry->published_ms = now - (int64_t)ages_s[i] * 1000;
    }
    world_take(world, id, feed, now, COUNT_OF(ages_s));
    int64_t counts[STORE_RHYTHM_WEEKS];
    struct error err = {0};
    assert_true(store_feeds_rhythm(world->store, id, now, counts, &err));
    static const int64_t expected[STORE_RHYTHM_WEEKS] = {1, 0, 0, 0, 0, 0, 1, 2};
    assert_memory_equal(counts, expected, sizeof(expected));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_feed_knows_how_many_articles_each_week_brought,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(feeds_are_listed_by_first_tag_then_title_the_untagged_last,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(two_spellings_of_an_address_are_one_feed, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(a_feed_is_renamed_tagged_and_removed_with_all_that_is_its,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(answers_that_change_nothing_are_written_down_together,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(a_batch_is_kept_or_taken_back_as_a_whole, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(a_password_in_an_address_is_asked_with_and_not_shown,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(the_pause_of_a_host_only_grows_and_ends_by_itself,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(how_a_fetch_ended_is_written_down, world_set_up,
                                        world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
