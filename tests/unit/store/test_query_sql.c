#include "unit/store/world.h"

#include <string.h>

#include "store/discussion.h"
#include "store/indexing.h"

/* A generator of our own, so that a failure is the same everywhere. */
static unsigned next_random(uint64_t *state, unsigned below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*state >> 33) % below;
}

static const char *const words[] = {
    "ports",  "Strike",  "naïve",    "naive", "quiet", "week", "台湾当局", "会谈", "Straße",
    "C++",    "re-open", "Прессе",   "😀",     "x",     "port", "湾",       "会",   "当局",
    "会谈ok", "台 湾",   "ニュース", "ス",    "뉴스",  "ข่าว",  "าว"};

static const char *random_words(struct arena *arena, uint64_t *state)
{
    const char *text = "";
    for (unsigned i = next_random(state, 4); i-- > 0;)
        text = arena_printf(arena, "%s%s%s", text, *text ? " " : "",
                            words[next_random(state, COUNT_OF(words))]);
    return text;
}

/* What is stored of an article, and the same for query_match(). */
struct both {
    struct query_subject subject;
    const char *guid;
};

static struct feed_entry *random_entry(struct world *world, struct feed *feed, uint64_t *state,
                                       struct both *both)
{
    struct arena *const arena = &world->arena;
    both->guid = arena_printf(arena, "%zu", feed->entry_count);
    struct feed_entry *const entry =
        world_entry(world, feed, both->guid, random_words(arena, state));
    entry->author = next_random(state, 3) ? random_words(arena, state) : NULL;
    entry->published_ms = world_ms(next_random(state, 40) * 86400);
    entry->comments_count = (int64_t)next_random(state, 3) - 1;
    if (next_random(state, 2)) {
        both->subject.text = random_words(arena, state);
        entry->content = arena_printf(arena, "<p>%s</p>", both->subject.text);
    }
    if (next_random(state, 2))
        entry->link = arena_printf(arena, "https://x.example/%s?%d", random_words(arena, state),
                                   (int)next_random(state, 1000000));
    if (next_random(state, 4) == 0) {
        entry->enclosures = arena_zalloc(arena, sizeof(*entry->enclosures));
        entry->enclosures->url = "https://x.example/a.ogg";
    }
    both->subject.title = entry->title;
    both->subject.author = entry->author;
    both->subject.link = entry->link;
    both->subject.published_ms = entry->published_ms;
    both->subject.has_comments = entry->comments_count > 0;
    both->subject.has_enclosure = entry->enclosures != NULL;
    return entry;
}

static void comment_random(struct world *world, int64_t id, uint64_t *state, struct both *both)
{
    struct error err = {0};
    struct comments_thread thread;
    comments_thread_init(&thread);
    thread.total = both->subject.has_comments;
    const char *const said = random_words(&world->arena, state);
    *(struct comment *)vec_push(&thread.comments) =
        (struct comment){.id = "1", .html = said, .published_ms = TIME_NONE};
    both->subject.comments = said;
    both->subject.has_comments = true;
    assert_true(store_comments_take(world->store, id, &thread, world_ms(0), &err));
    comments_thread_release(&thread);
}

static const char *const tag_sets[][2] = {{"News", "Daily"}, {"news", NULL}, {NULL, NULL}};

static void mark_random(struct world *world, int64_t id, uint64_t *state, struct both *both)
{
    static const char *const own_tags[] = {"Straße", "x"};
    struct error err = {0};
    const char **const tags = arena_zalloc(&world->arena, 4 * sizeof(*tags));
    both->subject.tags = tags;
    for (size_t i = 0; i < 2 && tag_sets[both->subject.feed_id - 1][i]; i++)
        tags[both->subject.tag_count++] = tag_sets[both->subject.feed_id - 1][i];
    if (next_random(state, 3) == 0)
        comment_random(world, id, state, both);
    both->subject.is_unread = next_random(state, 2);
    both->subject.is_starred = next_random(state, 4) == 0;
    both->subject.is_hidden = next_random(state, 6) == 0;
    both->subject.has_full = next_random(state, 4) == 0;
    if (!both->subject.is_unread)
        assert_true(
            store_articles_mark(world->store, STORE_MARK_READ, NULL, &id, 1, NULL, NULL, &err));
    if (both->subject.is_starred)
        assert_true(
            store_articles_mark(world->store, STORE_MARK_STAR, NULL, &id, 1, NULL, NULL, &err));
    if (both->subject.is_hidden)
        assert_true(
            store_articles_mark(world->store, STORE_MARK_HIDE, NULL, &id, 1, NULL, NULL, &err));
    if (both->subject.has_full)
        assert_true(store_articles_set_full(world->store, id, "<hr>", NULL, &err));
    for (size_t i = 0; i < COUNT_OF(own_tags); i++) {
        if (next_random(state, 4))
            continue;
        tags[both->subject.tag_count++] = own_tags[i];
        assert_true(store_articles_mark(world->store, STORE_MARK_TAG, own_tags[i], &id, 1, NULL,
                                        NULL, &err));
    }
}

/* Three feeds of 40 articles; `all` gets them by id - 1. */
static void fill(struct world *world, uint64_t *state, struct both *all)
{
    struct error err = {0};
    for (int64_t feed_id = 1; feed_id <= 3; feed_id++) {
        int64_t id;
        const char *const url = arena_printf(&world->arena, "https://f%d.example/", (int)feed_id);
        const size_t tag_count = (size_t)(3 - feed_id);
        assert_true(store_feeds_add(world->store, url, feed_id == 2 ? "Port of call" : NULL,
                                    tag_sets[feed_id - 1], tag_count, &id, NULL, &err));
        assert_int_equal(id, feed_id);
        struct feed *const feed = world_document(world);
        struct both drawn[40] = {0};
        for (size_t i = 0; i < COUNT_OF(drawn); i++)
            random_entry(world, feed, state, &drawn[i]);
        world_take(world, id, feed, world_ms(50 * 86400), COUNT_OF(drawn));
        // The last entry of the document got the first id.
        for (size_t i = 0; i < COUNT_OF(drawn); i++) {
            struct both *const both = &all[(feed_id - 1) * 40 + 39 - (int64_t)i];
            *both = drawn[i];
            both->subject.feed_id = feed_id;
            both->subject.feed_url = url;
            both->subject.feed_title = feed_id == 2 ? "Port of call" : url;
        }
    }
    for (int64_t i = 0; i < 120; i++)
        mark_random(world, i + 1, state, &all[i]);
}

static const char *random_query(struct arena *arena, uint64_t *state, int depth)
{
    static const char *const terms[] = {"is:unread",
                                        "is:read",
                                        "is:starred",
                                        "is:hidden",
                                        "has:comments",
                                        "has:enclosure",
                                        "has:full",
                                        "feed:2",
                                        "feed:port",
                                        "feed:F1.ex",
                                        "tag:news",
                                        "tag:STRASSE",
                                        "tag:none",
                                        "link:PORTS",
                                        "link:x.ex",
                                        "link:none",
                                        "after:2023-12",
                                        "newer:20d",
                                        "before:2023-11-20",
                                        "older:2w",
                                        "newer:1m",
                                        "\"quiet week\"",
                                        "\"ports str\"*",
                                        "title:port*",
                                        "author:x",
                                        "title:naïve",
                                        "title:湾当",
                                        "author:пре*",
                                        "tag:\"x\"",
                                        "湾*",
                                        "\"湾 会\"",
                                        "\"x 台\"",
                                        "\"会谈 ok\"",
                                        "ュー",
                                        "스",
                                        "ข",
                                        "&"};
    const char *const first = depth ? random_query(arena, state, depth - 1) : NULL;
    const char *const second = depth ? random_query(arena, state, depth - 1) : NULL;
    switch (next_random(state, depth ? 6 : 2)) {
    case 0:
        return words[next_random(state, COUNT_OF(words))];
    case 1:
        return terms[next_random(state, COUNT_OF(terms))];
    case 2:
        return arena_printf(arena, "-(%s)", first);
    case 3:
        return arena_printf(arena, "(%s OR %s)", first, second);
    case 4:
        return arena_printf(arena, "(%s) %s", first, second);
    default:
        return arena_printf(arena, "%s OR -%s", first, second);
    }
}

/* Pages of seven, in both directions, are the list. */
static void compare_pages(struct world *world, const char *text,
                          const struct store_selection *selection, const struct store_articles *all)
{
    enum { ROWS = 7 };
    struct error err = {0};
    for (int backwards = 0; backwards < 2; backwards++) {
        struct store_key after = {0};
        size_t seen = 0;
        for (;;) {
            struct store_articles page;
            assert_true(
                store_articles_list(world->store, selection, &after, backwards, ROWS, &page, &err));
            if (page.count == 0) {
                store_articles_release(&page);
                break;
            }
            const size_t from = backwards ? all->count - seen - page.count : seen;
            assert_in_range(page.count, 1, all->count - seen);
            for (size_t i = 0; i < page.count; i++)
                if (page.items[i].id != all->items[from + i].id)
                    fail_msg("%s: row %zu of a page %s", text, i, backwards ? "back" : "on");
            const struct store_article *const last = &page.items[backwards ? 0 : page.count - 1];
            after = (struct store_key){last->published_ms, last->id};
            seen += page.count;
            store_articles_release(&page);
        }
        assert_int_equal(seen, all->count);
    }
}

static void compare(struct world *world, const char *text, const struct both *all)
{
    struct error err = {0};
    struct query *const query = query_parse(text, world_ms(50 * 86400), &err);
    if (!query)
        fail_msg("%s: %s", text, err.text);
    const struct store_selection selection = {.query = query};
    const struct store_selection kept = {.query = query, .only_unread = true, .keep_id = 1};
    struct store_articles page;
    if (!store_articles_list(world->store, &kept, NULL, true, 10, &page, &err))
        fail_msg("%s: %s", text, err.text);
    store_articles_release(&page);
    if (!store_articles_list(world->store, &selection, NULL, false, 1000, &page, &err))
        fail_msg("%s: %s", text, err.text);
    bool is_listed[120] = {0};
    for (size_t i = 0; i < page.count; i++)
        is_listed[page.items[i].id - 1] = true;
    int64_t count;
    assert_true(store_articles_count(world->store, &selection, &count, &err));
    assert_int_equal(count, page.count);
    for (int i = 0; i < 120; i++)
        if (query_match(query, &all[i].subject) != is_listed[i])
            fail_msg("%s: article %d is %slisted", text, i + 1, is_listed[i] ? "" : "not ");
    compare_pages(world, text, &selection, &page);
    store_articles_release(&page);
    query_free(query);
}

static bool must_stop(void *context)
{
    int *const left = context;
    return --*left == 0;
}

static void index_part(struct world *world, int part, struct both *all)
{
    struct error err = {0};
    int left = 50;
    const struct store_batch_limits limits = {SIZE_MAX / 4, INT64_MAX / 4, must_stop, &left};
    int64_t done;
    if (part == 0) {
        assert_true(store_index_some(world->store, &limits, &done, &err));
        assert_int_equal(done, 50);
    }
    if (part == 1) {
        assert_true(store_index_all(world->store, &err));
        assert_true(store_index_waiting(world->store, 1, &done, &err));
        assert_int_equal(done, 0);
    }
    for (int64_t id = 1; part == 2 && id <= 120; id += 5) {
        if (all[id - 1].subject.text)
            continue;
        all[id - 1].subject.has_full = true;
        all[id - 1].subject.text = "naive ports";
        assert_true(
            store_articles_set_full(world->store, id, "na&#239;ve <b>ports</b>", NULL, &err));
    }
}

static void the_database_and_the_memory_mean_the_same_by_a_query(void **state)
{
    struct world *const world = *state;
    struct both all[120] = {0};
    uint64_t seed = 20240229;
    fill(world, &seed, all);
    // Nothing in the index, some, all; and some that changed since.
    for (int part = 0; part < 4; part++) {
        for (int i = 0; i < 100; i++)
            compare(world, random_query(&world->arena, &seed, (int)next_random(&seed, 4)), all);
        index_part(world, part, all);
    }
}

/* Shapes that nest, by the two texts around what is inside. */
static const char *const shapes[][2] = {
    {"x OR (", ")"}, {"-(x is:starred (", "))"}, {"x (", ") a"}, {"-(", " OR x)"}};

static const char *nest(struct arena *arena, size_t shape, int depth)
{
    const char *text = "is:unread";
    for (int i = 0; i < depth; i++) {
        const size_t turn = (shape + (size_t)i % 2) % COUNT_OF(shapes);
        text = arena_printf(arena, "%s%s%s", shapes[turn][0], text, shapes[turn][1]);
    }
    return text;
}

/* The deepest of a shape that the parser takes. */
static const char *nest_deepest(struct arena *arena, size_t shape)
{
    for (int depth = 1;; depth++) {
        struct query *const query = query_parse(nest(arena, shape, depth), 0, NULL);
        if (!query)
            return nest(arena, shape, depth - 1);
        query_free(query);
    }
}

static void the_largest_query_that_is_read_is_understood_by_the_database(void **state)
{
    struct world *const world = *state;
    struct arena *const arena = &world->arena;
    struct both all[120] = {0};
    uint64_t seed = 1;
    fill(world, &seed, all);
    const char *chain = "a";
    for (int i = 1; i < QUERY_TERMS; i++)
        chain = arena_printf(arena, "%s%sa", chain, i % 2 ? " OR " : " ");
    compare(world, chain, all);
    for (size_t shape = 0; shape < COUNT_OF(shapes); shape++)
        compare(world, nest_deepest(arena, shape), all);
}

static void markup_is_not_searched(void **state)
{
    struct world *const world = *state;
    const int64_t feed_id = world_add_feed(world, "https://f.example/");
    struct feed *const feed = world_document(world);
    world_entry(world, feed, "1", "t")->content =
        "<p class=\"strong\">One<br>two th<b>ree</b>&nbsp;fo&shy;ur AT&amp;T &#x73;ix &bogus; a < "
        "b</p>"
        "<script>var hidden;</script><!-- remark -->end";
    world_take(world, feed_id, feed, world_ms(0), 1);
    static const struct {
        const char *query;
        int64_t count;
    } rows[] = {{"one", 1},   {"two", 1},      {"onetwo", 0},        {"three", 1},  {"strong", 0},
                {"class", 0}, {"\"AT&T\"", 1}, {"six", 1},           {"hidden", 0}, {"remark", 0},
                {"end", 1},   {"amp", 0},      {"\"three fo\"*", 1}, {"bogus", 1},  {"b", 1}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct error err = {0};
        struct query *const query = query_parse(rows[i].query, 0, &err);
        int64_t count = -1;
        assert_true(store_articles_count(world->store, &(struct store_selection){.query = query},
                                         &count, &err));
        if (count != rows[i].count)
            fail_msg("%s: %d", rows[i].query, (int)count);
        query_free(query);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_database_and_the_memory_mean_the_same_by_a_query,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(
            the_largest_query_that_is_read_is_understood_by_the_database, world_set_up,
            world_tear_down),
        cmocka_unit_test_setup_teardown(markup_is_not_searched, world_set_up, world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
