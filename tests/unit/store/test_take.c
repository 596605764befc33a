#include "unit/store/world.h"

#include <string.h>

static struct store_article get(struct world *world, int64_t id)
{
    struct store_articles one;
    struct error err = {0};
    assert_true(store_articles_get(world->store, id, &one, &err));
    struct store_article article = one.items[0];
    article.title = arena_strdup(&world->arena, article.title);
    article.author = article.link = article.feed_title = NULL;
    store_articles_release(&one);
    return article;
}

static void take(struct world *world, const struct feed *feed, int64_t seconds, int64_t new_count,
                 int64_t updated_count)
{
    const struct store_fetch fetch = {.status = STORE_FETCH_OK, .fetched_ms = world_ms(seconds)};
    struct error err = {0};
    int64_t new_found;
    int64_t updated_found;
    assert_true(
        store_articles_take(world->store, 1, feed, &fetch, &new_found, &updated_found, &err));
    assert_int_equal(new_found, new_count);
    assert_int_equal(updated_found, updated_count);
}

static void a_changed_article_keeps_its_marks_and_a_same_one_is_not_touched(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    world_add_feed(world, "https://a.example/");
    struct feed *const feed = world_document(world);
    struct feed_entry *const entry = world_entry(world, feed, "1", "Old");
    entry->content = "<p>old</p>";
    entry->published_ms = world_ms(5);
    take(world, feed, 10, 1, 0);
    const int64_t id = world_article(world, "Old");
    assert_true(store_articles_mark(world->store, STORE_MARK_READ, NULL, &id, 1, NULL, NULL, &err));
    assert_true(store_articles_mark(world->store, STORE_MARK_STAR, NULL, &id, 1, NULL, NULL, &err));
    take(world, feed, 20, 0, 0);
    entry->title = "New";
    entry->content = "<p>new</p>";
    entry->enclosures = arena_zalloc(&world->arena, sizeof(*entry->enclosures));
    entry->enclosures->url = "https://a.example/x.ogg";
    take(world, feed, 30, 0, 1);
    take(world, feed, 40, 0, 0);
    const struct store_article article = get(world, id);
    assert_string_equal(article.title, "New");
    assert_false(article.is_unread);
    assert_true(article.is_starred);
    assert_true(article.has_enclosure);
    assert_int_equal(article.published_ms, world_ms(5));
    struct store_text text;
    assert_true(store_articles_text(world->store, id, &text, &err));
    assert_string_equal(text.content, "<p>new</p>");
    assert_string_equal(text.enclosures->url, "https://a.example/x.ogg");
    assert_null(text.enclosures->next);
    store_text_release(&text);
}

static bool has_changed(struct world *world, int64_t id)
{
    struct store_articles one;
    assert_true(store_articles_get(world->store, id, &one, NULL));
    const bool answer = one.items[0].has_changed;
    struct query *const query = query_parse("is:changed", 0, NULL);
    const struct store_selection selection = {.query = query};
    int64_t count;
    assert_true(store_articles_count(world->store, &selection, &count, NULL));
    assert_int_equal(count, answer);
    query_free(query);
    store_articles_release(&one);
    return answer;
}

static void a_text_whose_words_change_is_kept_and_told_to_who_had_read_it(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    static const struct {
        const char *title;
        const char *content;
        size_t revisions;
        bool is_news; // to who had read it
    } rows[] = {
        {"Level", "<p>The river stands at 3.1 m.</p>", 0, false},
        {"Level", "<div>The <b>river</b> stands at&nbsp;3.1 m.<img src='/pixel?4711'></div>", 0,
         false},
        {"Level", "<p>The river stands at 3.2 m.</p>", 1, true},
        {"Level", "<p>The river stands  at 3.2 m.</p>", 1, false},
        {"High water", "<p>The river stands at 3.2 m.</p>", 2, true},
        {"High water", NULL, 3, true},
        {"High water", "a", 4, true},
        {"High water", "b", 5, true},
        {"High water", "c", 5, true}, // the oldest goes
    };
    world_add_feed(world, "https://a.example/");
    struct feed *const feed = world_document(world);
    struct feed_entry *const entry = world_entry(world, feed, "1", "");
    struct store_revisions revisions;
    int64_t id = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        entry->title = rows[i].title;
        entry->content = rows[i].content;
        take(world, feed, (int64_t)i, i == 0, i > 0);
        id = world_article(world, rows[i].title);
        assert_true(store_articles_revisions(world->store, id, &revisions, &err));
        assert_int_equal(revisions.count, rows[i].revisions);
        store_revisions_release(&revisions);
        assert_int_equal(has_changed(world, id), rows[i].is_news);
        assert_true(i % 2 ? store_articles_see(world->store, id, &err)
                          : store_articles_mark(world->store, STORE_MARK_READ, NULL, &id, 1, NULL,
                                                NULL, &err));
        assert_false(has_changed(world, id));
    }
    // Who has not read it reads the newest.
    assert_true(
        store_articles_mark(world->store, STORE_MARK_UNREAD, NULL, &id, 1, NULL, NULL, &err));
    entry->content = "d";
    take(world, feed, 100, 0, 1);
    assert_false(has_changed(world, id));
}

static void older_texts_are_read_by_number_and_never_fill_the_disk(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    world_add_feed(world, "https://a.example/");
    struct feed *const feed = world_document(world);
    struct feed_entry *const entry = world_entry(world, feed, "1", "one");
    char *const large = arena_alloc(&world->arena, 700001);
    memset(large, 'x', 700000);
    large[700000] = '\0';
    const char *const texts[] = {"<p>first</p>", large, "<p>third</p>", large, "<p>fifth</p>"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        entry->content = texts[i];
        entry->title = arena_printf(&world->arena, "%zu", i);
        take(world, feed, (int64_t)i, i == 0, i > 0);
    }
    const int64_t id = world_article(world, "4");
    static const char *const titles[] = {"3", "2"}; // the other large one is too much
    struct store_revisions revisions;
    assert_true(store_articles_revisions(world->store, id, &revisions, &err));
    assert_int_equal(revisions.count, COUNT_OF(titles));
    for (size_t i = 0; i < COUNT_OF(titles); i++) {
        assert_string_equal(revisions.items[i].title, titles[i]);
        assert_int_equal(revisions.items[i].replaced_ms, world_ms(4 - (int64_t)i));
    }
    store_revisions_release(&revisions);
    struct store_articles one;
    struct store_text text;
    assert_true(store_articles_get(world->store, id, &one, &err));
    assert_true(store_articles_text(world->store, id, &text, &err));
    assert_true(store_articles_revise(world->store, id, 2, &one, &text, &err));
    assert_string_equal(one.items[0].title, "2");
    assert_string_equal(text.content, "<p>third</p>");
    assert_false(store_articles_revise(world->store, id, 3, &one, &text, &err));
    assert_string_equal(err.text, "article 1 has no older text 3");
    store_text_release(&text);
    store_articles_release(&one);
}

static void the_place_of_an_article_is_its_date_but_never_after_it_came(void **state)
{
    struct world *const world = *state;
    static const struct {
        int64_t published; // seconds; -1: none
        int64_t updated;
        int64_t later_published; // at the next fetch
        int64_t place;
        int64_t later_place;
        int early_ms; // a date is before the arrival, if only by this
        int later_early_ms;
    } rows[] = {
        {5, -1, 5, 5, 5, 0, 0},         // as it says
        {-1, -1, -1, 100, 100, 0, 0},   // no date: when it came, for good
        {-1, 7, -1, 7, 7, 0, 0},        // updated stands in
        {500, -1, 500, 100, 100, 1, 1}, // from the future
        {5, -1, 6, 5, 6, 0, 0},         // corrected
        {5, -1, 999, 5, 100, 0, 1},     // pushed up again and again: no further than when it came
        {-1, -1, 8, 100, 8, 0, 0},      // a date at last
    };
    world_add_feed(world, "https://a.example/");
    struct feed *const feed = world_document(world);
    struct feed_entry *entries[COUNT_OF(rows)];
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *const name = arena_printf(&world->arena, "%zu", i);
        entries[i] = world_entry(world, feed, name, name);
        entries[i]->published_ms = rows[i].published < 0 ? TIME_NONE : world_ms(rows[i].published);
        entries[i]->updated_ms = rows[i].updated < 0 ? TIME_NONE : world_ms(rows[i].updated);
    }
    take(world, feed, 100, COUNT_OF(rows), 0);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct store_article article = get(world, world_article(world, entries[i]->title));
        assert_int_equal(article.published_ms, world_ms(rows[i].place) - rows[i].early_ms);
        assert_int_equal(article.is_dated, rows[i].published >= 0 || rows[i].updated >= 0);
        entries[i]->published_ms =
            rows[i].later_published < 0 ? TIME_NONE : world_ms(rows[i].later_published);
    }
    take(world, feed, 200, 0, 0);
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(get(world, world_article(world, entries[i]->title)).published_ms,
                         world_ms(rows[i].later_place) - rows[i].later_early_ms);
}

static void one_identity_twice_in_a_document_is_the_first_of_them(void **state)
{
    struct world *const world = *state;
    world_add_feed(world, "https://a.example/");
    struct feed *const feed = world_document(world);
    world_entry(world, feed, "1", "First");
    world_entry(world, feed, "1", "Second");
    take(world, feed, 10, 1, 0);
    take(world, feed, 20, 0, 0);
    assert_int_equal(world_article(world, "Second"), 0);
    assert_true(world_article(world, "First") > 0);
}

static void parts_of_a_document_are_taken_like_one(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    world_add_feed(world, "https://a.example/");
    for (int round = 0; round < 2; round++) { // the second finds all as it was
        struct store_intake intake;
        store_intake_init(&intake);
        for (int i = 0; i < 3; i++) {
            struct feed *const part = world_document(world);
            part->title = i ? "Head" : "Begin";
            world_entry(world, part, arena_printf(&world->arena, "%d", i), "One");
            world_entry(world, part, "twice", i ? "Second" : "First");
            assert_true(
                store_articles_take_part(world->store, 1, part, world_ms(10), &intake, &err));
        }
        assert_int_equal(intake.new_count, round ? 0 : 4);
        assert_int_equal(intake.updated_count, 0);
        struct feed *const head = world_document(world);
        head->title = "Head";
        take(world, head, 20, 0, 0);
        store_intake_release(&intake);
    }
    assert_int_equal(world_article(world, "Second"), 0);
    assert_true(world_article(world, "First") > 0);
    struct store_feeds one;
    assert_true(store_feeds_get(world->store, 1, &one, &err));
    assert_string_equal(one.items[0].title, "Head");
    assert_int_equal(one.items[0].total, 4);
    assert_int_equal(one.items[0].unread, 4);
    store_feeds_release(&one);
}

static void the_same_identity_in_two_feeds_is_two_articles(void **state)
{
    struct world *const world = *state;
    world_add_feed(world, "https://a.example/");
    const int64_t other = world_add_feed(world, "https://b.example/");
    struct feed *const feed = world_document(world);
    world_entry(world, feed, "1", "x");
    take(world, feed, 10, 1, 0);
    world_take(world, other, feed, world_ms(10), 1);
}

static void the_text_comes_with_all_that_belongs_to_it(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    world_add_feed(world, "https://a.example/feed");
    struct feed *const feed = world_document(world);
    feed->link = "https://a.example/";
    struct feed_entry *const entry = world_entry(world, feed, "1", "x");
    entry->summary = "<p>short</p>";
    entry->image = "https://a.example/i.png";
    entry->comments_link = "https://a.example/1#c";
    entry->comments_feed = "https://a.example/1/feed";
    entry->comments_count = 4;
    struct feed_enclosure enclosures[] = {
        {.url = "https://a.example/1.ogg", .type = "audio/ogg", .length_bytes = 10},
        {.url = "https://a.example/2.ogg", .length_bytes = -1}};
    enclosures[0].next = &enclosures[1];
    entry->enclosures = enclosures;
    take(world, feed, 10, 1, 0);
    const int64_t id = world_article(world, "x");
    struct store_text text;
    assert_true(store_articles_text(world->store, id, &text, &err));
    assert_string_equal(text.summary, "<p>short</p>");
    assert_null(text.content);
    assert_null(text.full);
    assert_string_equal(text.base, "https://a.example/");
    assert_string_equal(text.image, "https://a.example/i.png");
    assert_string_equal(text.comments_link, "https://a.example/1#c");
    assert_string_equal(text.comments_feed, "https://a.example/1/feed");
    assert_null(text.form);
    assert_int_equal(text.comments_state, 0);
    assert_true(text.comments_fetched_ms == TIME_NONE);
    assert_string_equal(text.enclosures->type, "audio/ogg");
    assert_int_equal(text.enclosures->next->length_bytes, -1);
    store_text_release(&text);
    assert_int_equal(get(world, id).comments_count, 4);
    assert_true(store_articles_set_full(world->store, id, "<p>all</p>", NULL, &err));
    entry->comments_count = 5;
    take(world, feed, 20, 0, 0); // a comment more is no change of the article
    assert_int_equal(get(world, id).comments_count, 5);
    assert_true(get(world, id).has_full);
    assert_true(store_articles_text(world->store, id, &text, &err));
    assert_string_equal(text.full, "<p>all</p>");
    assert_string_equal(text.image, "https://a.example/i.png");
    store_text_release(&text);
    assert_false(store_articles_text(world->store, 99, &text, &err));
    assert_string_equal(err.text, "there is no article 99");
    assert_false(store_articles_set_full(world->store, 99, "x", NULL, &err));
}

static void a_document_for_a_feed_that_is_gone_changes_nothing(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    int64_t count = 7;
    struct feed *const feed = world_document(world);
    world_entry(world, feed, "1", "x");
    const struct store_fetch fetch = {.status = STORE_FETCH_OK, .fetched_ms = world_ms(0)};
    assert_false(store_articles_take(world->store, 5, feed, &fetch, &count, &count, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_int_equal(count, 7);
    assert_int_equal(world_article(world, "x"), 0);
}

static void the_counters_hold_after_anything(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    uint64_t seed = 7;
    for (int i = 0; i < 4; i++)
        world_add_feed(world, arena_printf(&world->arena, "https://f%d.example/", i));
    for (int round = 0; round < 120; round++) {
        seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
        const unsigned draw = (unsigned)(seed >> 33);
        const int64_t feed_id = draw % 4 + 1;
        struct feed *const feed = world_document(world);
        int64_t ignored;
        for (unsigned i = 0; i < draw / 16 % 8; i++) {
            const char *const name = arena_printf(&world->arena, "%u", draw / 128 % 5 + i);
            world_entry(world, feed, name, arena_printf(&world->arena, "%d", round / 9));
        }
        const struct store_selection selection = {.feed_id = feed_id};
        const int64_t id = draw / 64 % 60 + 1;
        const enum store_mark mark = (enum store_mark)(draw / 1024 % 4);
        const struct store_fetch fetch = {.status = STORE_FETCH_OK, .fetched_ms = world_ms(round)};
        switch (draw / 4 % 4) {
        case 0:
        case 1:
            store_articles_take(world->store, feed_id, feed, &fetch, &ignored, &ignored, &err);
            break;
        case 2:
            store_articles_mark(world->store, mark, NULL, &id, 1, NULL, NULL, &err);
            break;
        default:
            store_articles_mark(world->store, mark, NULL, NULL, 0, &selection, NULL, &err);
        }
        if (round == 80)
            assert_true(store_feeds_remove(world->store, 2, &err));
        if (round % 10 == 0)
            world_check_counts(world);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_changed_article_keeps_its_marks_and_a_same_one_is_not_touched, world_set_up,
            world_tear_down),
        cmocka_unit_test_setup_teardown(
            a_text_whose_words_change_is_kept_and_told_to_who_had_read_it, world_set_up,
            world_tear_down),
        cmocka_unit_test_setup_teardown(older_texts_are_read_by_number_and_never_fill_the_disk,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(the_place_of_an_article_is_its_date_but_never_after_it_came,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(one_identity_twice_in_a_document_is_the_first_of_them,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(parts_of_a_document_are_taken_like_one, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(the_same_identity_in_two_feeds_is_two_articles,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(the_text_comes_with_all_that_belongs_to_it, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(a_document_for_a_feed_that_is_gone_changes_nothing,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(the_counters_hold_after_anything, world_set_up,
                                        world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
