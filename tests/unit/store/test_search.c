/*
 * What is found, in which order, and how it is shown: from the index and without it alike.
 */
#include "store/search.h"

#include <string.h>

#include "store/indexing.h"
#include "unit/store/world.h"

// clang-format off
/* A text, what is looked for, and whether that is in it. */
static const struct { const char *text; const char *query; bool is_found; } words[] = {
    {"台湾当局会谈", "台湾", true},
    {"台湾当局会谈", "会谈", true},
    {"台湾当局会谈", "湾当", true},
    {"台湾当局会谈", "谈", true},
    {"台湾当局会谈", "湾当局会", true},
    {"台湾当局会谈", "台当", false},
    {"台湾当局会谈", "会谈台", false},
    {"台湾，当局", "湾当", false},
    {"台湾2024年選挙", "2024", true},
    {"台湾2024年選挙", "年選", true},
    {"中华人民共和国", "人民共和", true},
    {"㐀𠀀字", "𠀀字", true},
    {"今日のニュースです", "ニュース", true},
    {"今日のニュースです", "ュー", true},
    {"今日のニュースです", "のニ", true},
    {"今日のニュースです", "ニース", false},
    {"ﾆｭｰｽ速報", "ニュース", true},
    {"ガラス", "カラス", false},
    {"ガラス", "ｶﾞﾗｽ", true},
    {"ひらがな", "らが", true},
    {"오늘의 뉴스입니다", "뉴스", true},
    {"오늘의 뉴스입니다", "스입", true},
    {"오늘의 뉴스입니다", "늘의 뉴", true},
    {"오늘의 뉴스입니다", "\"늘의 뉴\"", true},
    {"오늘의 뉴스입니다", "뉴수", false},
    {"\xE1\x84\x82\xE1\x85\xB2\xE1\x84\x89\xE1\x85\xB3", "뉴스", true},
    {"ข่าวด่วนวันนี้", "ข่าว", true},
    {"ข่าวด่วนวันนี้", "วันนี้", true},
    {"ข่าวด่วนวันนี้", "นวัน", true},
    {"ข่าวด่วนวันนี้", "วันข่าว", false},
    {"ຂ່າວມື້ນີ້", "ຂ່າວ", true},
    {"ព័ត៌មានថ្មី", "ថ្មី", true},
    {"မြန်မာသတင်း", "သတင်း", true},
    {"naïve café", "naive", true},
    {"naive cafe", "naïve", true},
    {"nai\xCC\x88ve", "naïve", true},
    {"naïve café", "cafe", true},
    {"naïve café", "caf", false},
    {"naïve café", "caf*", true},
    {"Straße", "strasse", true},
    {"STRASSE", "straße", true},
    {"Straße", "stras", false},
    {"Øresund", "oresund", true},
    {"Łódź", "lodz", true},
    {"Ærø", "aero", true},
    {"smørrebrød", "\"smorrebrod\"", true},
    {"İstanbul", "istanbul", true},
    {"Прессе сказали", "прес*", true},
    {"Прессе сказали", "ПРЕССЕ", true},
    {"Прессе сказали", "прес", false},
    {"Ёлка", "елка", true},
    {"й ї", "и", true},
    {"Ελλάδα σήμερα", "ελλαδα", true},
    {"ΟΔΟΣ", "οδος", true},
    {"أَخْبَار اليوم", "أخبار", true},
    {"שָׁלוֹם", "שלום", true},
    {"हिन्दी समाचार", "समाचार", true},
    {"হিন্দি খবর", "খবর", true},
    {"தமிழ் செய்தி", "செய்தி", true},
    {"ქართული ამბები", "ამბები", true},
    {"Հայերեն լուր", "լուր", true},
    {"ጤና ይስጥልኝ", "ጤና", true},
    {"Tiếng Việt mới", "tieng viet", true},
    {"well-known C++", "known", true},
    {"well-known C++", "\"well known\"", true},
    {"well-known C++", "wellknown", false},
    {"don't stop", "don't", true},
    {"ﬁne print", "fine", true},
    {"ＦＵＬＬ width", "full", true},
    {"x² + ½", "x2", true},
    {"joy 😀😀 joy", "😀", true},
    {"joy 👍🏽", "👍", true},
    {"I ❤️ it", "❤", true},
    {"one two three", "\"two three\"", true},
    {"one two three", "\"one three\"", false},
    {"one two three", "\"two thr\"*", true},
    {"one two three", "one -three", false},
    {"one two three", "four OR three", true},
    {"a\xC2\xA0" "b", "\"a b\"", true},
};
// clang-format on

static void add_words(struct world *world)
{
    const int64_t feed_id = world_add_feed(world, "https://f.example/");
    struct feed *const feed = world_document(world);
    for (size_t i = COUNT_OF(words); i-- > 0;) {
        struct feed_entry *const entry =
            world_entry(world, feed, arena_printf(&world->arena, "%zu", i), "");
        entry->content = arena_printf(&world->arena, "<p>%s</p>", words[i].text);
        entry->published_ms = world_ms((int64_t)i);
    }
    world_take(world, feed_id, feed, world_ms(1000), COUNT_OF(words));
}

static bool finds(struct world *world, const char *text, int64_t published_ms)
{
    struct error err = {0};
    struct query *const query = query_parse(text, 0, &err);
    const struct store_selection selection = {.query = query};
    struct store_hits hits;
    if (!query || !store_search_list(world->store, &selection, 500, &hits, &err))
        fail_msg("%s: %s", text, err.text);
    bool is_found = false;
    for (size_t i = 0; i < hits.articles.count; i++)
        is_found |= hits.articles.items[i].published_ms == published_ms;
    store_hits_release(&hits);
    query_free(query);
    return is_found;
}

static void words_of_all_scripts_are_found(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    assert_true(COUNT_OF(words) >= 60);
    add_words(world);
    for (int is_indexed = 0; is_indexed < 2; is_indexed++) {
        for (size_t i = 0; i < COUNT_OF(words); i++)
            if (finds(world, words[i].query, world_ms((int64_t)i)) != words[i].is_found)
                fail_msg("%s in %s: %s", words[i].query, words[i].text,
                         is_indexed ? "indexed" : "read");
        assert_true(store_index_all(world->store, &err));
    }
}

static struct feed_entry *add_entry(struct world *world, struct feed *feed, const char *title,
                                    const char *content)
{
    struct feed_entry *const entry = world_entry(world, feed, title, title);
    entry->content = content;
    entry->published_ms = world_ms(0);
    return entry;
}

static void the_best_comes_first(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    const int64_t feed_id = world_add_feed(world, "https://f.example/");
    struct feed *const feed = world_document(world);
    const char *filler = "";
    for (int i = 0; i < 300; i++)
        filler = arena_printf(&world->arena, "%s padding", filler);
    add_entry(world, feed, "Once", arena_printf(&world->arena, "%s ports", filler));
    add_entry(world, feed, "Ports", "and nothing more");
    add_entry(world, feed, "Short", "ports and ports again");
    add_entry(world, feed, "None", "nothing");
    add_entry(world, feed, "Author", "x")->author = "Ada Ports";
    world_take(world, feed_id, feed, world_ms(1000), 5);
    static const char *const order[] = {"Ports", "Short", "Author", "Once"};
    struct query *const query = query_parse("ports", 0, &err);
    const struct store_selection selection = {.query = query};
    for (int is_indexed = 0; is_indexed < 2; is_indexed++) {
        struct store_hits hits;
        assert_true(store_search_list(world->store, &selection, 10, &hits, &err));
        assert_int_equal(hits.articles.count, COUNT_OF(order));
        assert_true(hits.is_all);
        for (size_t i = 0; i < COUNT_OF(order); i++) {
            assert_string_equal(hits.articles.items[i].title, order[i]);
            assert_true(i == 0 || hits.ranks[i] < hits.ranks[i - 1]);
        }
        store_hits_release(&hits);
        assert_true(store_index_all(world->store, &err));
    }
    query_free(query);
}

/* `**` around the marks. */
static const char *marked(struct arena *arena, const struct store_snippet *snippet)
{
    const char *text = "";
    size_t at = 0;
    for (size_t i = 0; i < snippet->mark_count; i++) {
        const struct store_span *const mark = &snippet->marks[i];
        assert_in_range(mark->start, at, strlen(snippet->text));
        text = arena_printf(arena, "%s%.*s**%.*s**", text, (int)(mark->start - at),
                            snippet->text + at, (int)mark->len, snippet->text + mark->start);
        at = mark->start + mark->len;
    }
    return arena_printf(arena, "%s%s", text, snippet->text + at);
}

static void a_snippet_shows_what_was_found(void **state)
{
    struct world *const world = *state;
    static const struct {
        const char *content;
        const char *query;
        const char *snippet;
    } rows[] = {
        {"<p>One <b>two</b> three</p>", "two", "One **two** three"},
        {"<p>Über die Straße</p>", "strasse uber", "**Über** die **Straße**"},
        {"台湾当局会谈。", "当局 会谈", "台湾**当局会谈**。"},
        {"re-open it", "\"re open\"", "**re-open** it"},
        {"a a-b a", "a \"a b\"", "**a** **a-b** **a**"},
        {"porting ports", "port*", "**porting** **ports**"},
        {"one\x01 \xE2\x80\xAEtwo\n\nthree", "two", "one **two** three"},
        {"nothing here", "title:head", "nothing here"},
        {"no", "no -yes", "**no**"},
    };
    const int64_t feed_id = world_add_feed(world, "https://f.example/");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct error err = {0};
        struct feed *const feed = world_document(world);
        world_entry(world, feed, "1", "head")->content = rows[i].content;
        world_take(world, feed_id, feed, world_ms((int64_t)i), i == 0);
        struct query *const query = query_parse(rows[i].query, 0, &err);
        const struct store_selection selection = {.query = query};
        struct store_hits hits;
        assert_true(store_search_list(world->store, &selection, 1, &hits, &err));
        assert_int_equal(hits.articles.count, 1);
        assert_string_equal(marked(&world->arena, &hits.snippets[0]), rows[i].snippet);
        store_hits_release(&hits);
        query_free(query);
    }
}

static void of_a_long_text_the_piece_around_the_find_is_shown(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    const int64_t feed_id = world_add_feed(world, "https://f.example/");
    struct feed *const feed = world_document(world);
    const char *filler = "";
    for (int i = 0; i < 100; i++)
        filler = arena_printf(&world->arena, "%s пустота", filler);
    world_entry(world, feed, "1", "t")->content =
        arena_printf(&world->arena, "%s гавань пустота берег %s гавань", filler, filler);
    world_take(world, feed_id, feed, world_ms(0), 1);
    struct query *const query = query_parse("берег гавань", 0, &err);
    const struct store_selection selection = {.query = query};
    struct store_hits hits;
    assert_true(store_search_list(world->store, &selection, 1, &hits, &err));
    const struct store_snippet *const snippet = &hits.snippets[0];
    assert_int_equal(snippet->mark_count, 2);
    assert_memory_equal(snippet->text + snippet->marks[0].start, "гавань", strlen("гавань"));
    assert_memory_equal(snippet->text + snippet->marks[1].start, "берег", strlen("берег"));
    assert_memory_equal(snippet->text, "…пустота", strlen("…пустота"));
    assert_string_equal(snippet->text + strlen(snippet->text) - strlen("пустота…"), "пустота…");
    assert_in_range(strlen(snippet->text), 150, 260);
    store_hits_release(&hits);
    query_free(query);
}

static void where_nothing_is_found_in_a_text_its_beginning_is_shown(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    const int64_t feed_id = world_add_feed(world, "https://f.example/");
    struct feed *const feed = world_document(world);
    const char *filler = "first";
    for (int i = 0; i < 100; i++)
        filler = arena_printf(&world->arena, "%s again", filler);
    world_entry(world, feed, "1", "head")->content = filler;
    world_take(world, feed_id, feed, world_ms(0), 1);
    struct query *const query = query_parse("title:head", 0, &err);
    const struct store_selection selection = {.query = query};
    struct store_hits hits;
    assert_true(store_search_list(world->store, &selection, 1, &hits, &err));
    const char *const text = hits.snippets[0].text;
    assert_memory_equal(text, "first again", strlen("first again"));
    assert_string_equal(text + strlen(text) - strlen(" again…"), " again…");
    assert_in_range(strlen(text), 230, 245);
    assert_int_equal(hits.snippets[0].mark_count, 0);
    store_hits_release(&hits);
    query_free(query);
}

/* A feed of so many articles that tell of the weather, every hundredth starred. */
static int64_t add_weather(struct world *world, const char *url, int count)
{
    struct error err = {0};
    const int64_t id = world_add_feed(world, url);
    struct feed *const feed = world_document(world);
    for (int i = 0; i < count; i++) {
        const char *const title = arena_printf(&world->arena, "weather %d of %s", i, url);
        world_entry(world, feed, title, title)->published_ms = world_ms(i * 60);
    }
    world_take(world, id, feed, world_ms(1000000), count);
    for (int i = 0; i < count; i += 100) {
        const int64_t starred =
            world_article(world, arena_printf(&world->arena, "weather %d of %s", i, url));
        assert_true(store_articles_mark(world->store, STORE_MARK_STAR, NULL, &starred, 1, NULL,
                                        NULL, &err));
    }
    return id;
}

/* The list has those, in the order of time, and so have the best. */
static void check_weather(struct world *world, const char *text, int64_t feed_id, size_t count)
{
    enum { MOST = 1000 };
    struct error err = {0};
    struct query *const query = query_parse(text, 0, &err);
    const struct store_selection selection = {.feed_id = feed_id, .query = query};
    struct store_articles page;
    struct store_hits hits;
    assert_true(store_articles_list(world->store, &selection, NULL, false, MOST, &page, &err));
    assert_int_equal(page.count, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(page.items[i].feed_id, feed_id ? feed_id : page.items[i].feed_id);
        assert_true(i == 0 || page.items[i].published_ms <= page.items[i - 1].published_ms);
    }
    assert_true(store_search_list(world->store, &selection, MOST, &hits, &err));
    assert_int_equal(hits.articles.count, count);
    store_hits_release(&hits);
    store_articles_release(&page);
    query_free(query);
}

/* In a small one they are asked for one by one, in a large one not. */
static void a_feed_of_any_size_is_searched(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    const int64_t large = add_weather(world, "https://large.example/", 450);
    const int64_t small = add_weather(world, "https://small.example/", 150);
    for (int is_indexed = 0; is_indexed < 2; is_indexed++) {
        check_weather(world, "weather", large, 450);
        check_weather(world, "weather", small, 150);
        check_weather(world, "weather", 0, 600);
        check_weather(world, "weather is:starred", 0, 7);
        check_weather(world, "weather is:starred", large, 5);
        check_weather(world, "is:unread small weather", 0, 150);
        check_weather(world, "weather -small", small, 0);
        assert_true(store_index_all(world->store, &err));
    }
}

/* ---- words that lead no walk */

enum { MANY = 6000, PAGE = 50 };

/* Rows that many have at the same moment, and that are not indexed in their order. */
static void fill_many(struct world *world)
{
    const int64_t feed_id = world_add_feed(world, "https://many.example/");
    struct feed *const feed = world_document(world);
    struct feed_entry **last = &feed->entries;
    for (int i = 0; i < MANY; i++) {
        struct feed_entry *const entry = arena_zalloc(&world->arena, sizeof(*entry));
        entry->id = arena_printf(&world->arena, "%d", i);
        entry->title = arena_printf(&world->arena, "%s%s", i % 3 ? "often" : "else",
                                    i % 1999 == 7 ? " seldom" : "");
        entry->published_ms = world_ms((int64_t)(i * 7919 % MANY) / 40 * 20);
        entry->updated_ms = TIME_NONE;
        entry->comments_count = entry->duration_seconds = entry->episode = -1;
        *last = entry;
        last = &entry->next;
        feed->entry_count++;
    }
    world_take(world, feed_id, feed, world_ms(1000000), MANY);
}

static bool is_among(const char *query, const char *title)
{
    if (strcmp(query, "-often") == 0)
        return !strstr(title, "often");
    if (strcmp(query, "-else") == 0)
        return !strstr(title, "else");
    return strstr(title, "seldom") || strstr(title, "nowhere");
}

/* Page after page, in one direction: the same as reading everything and leaving out the others. */
static void check_pages(struct world *world, const char *text, const struct store_articles *all,
                        bool backwards)
{
    struct error err = {0};
    struct query *const query = query_parse(text, 0, &err);
    const struct store_selection selection = {.query = query};
    struct store_key key = backwards ? (struct store_key){INT64_MIN + 1, 1} : (struct store_key){0};
    size_t at = 0;
    struct store_articles page;
    do {
        assert_true(
            store_articles_list(world->store, &selection, &key, backwards, PAGE, &page, &err));
        const size_t count = page.count;
        for (size_t i = 0; i < count; i++, at++) {
            const struct store_article *const found = &page.items[backwards ? count - 1 - i : i];
            while (!is_among(text, all->items[backwards ? MANY - 1 - at : at].title))
                at++;
            assert_int_equal(found->id, all->items[backwards ? MANY - 1 - at : at].id);
            key = (struct store_key){found->published_ms, found->id};
        }
        store_articles_release(&page);
        if (count < PAGE)
            break;
    } while (true);
    for (; at < MANY; at++)
        assert_false(is_among(text, all->items[backwards ? MANY - 1 - at : at].title));
    query_free(query);
}

static void a_word_that_is_not_wanted_is_looked_for_among_the_next(void **state)
{
    static const char *const queries[] = {"-often", "-else", "seldom OR (nowhere is:starred)"};
    struct world *const world = *state;
    struct error err = {0};
    struct store_articles all;
    fill_many(world);
    assert_true(store_index_all(world->store, &err));
    assert_true(store_articles_list(world->store, NULL, NULL, false, MANY, &all, &err));
    assert_int_equal(all.count, MANY);
    for (size_t i = 0; i < COUNT_OF(queries); i++) {
        check_pages(world, queries[i], &all, false);
        check_pages(world, queries[i], &all, true);
    }
    store_articles_release(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_of_all_scripts_are_found, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(the_best_comes_first, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(a_snippet_shows_what_was_found, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(a_word_that_is_not_wanted_is_looked_for_among_the_next,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(a_feed_of_any_size_is_searched, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(where_nothing_is_found_in_a_text_its_beginning_is_shown,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(of_a_long_text_the_piece_around_the_find_is_shown,
                                        world_set_up, world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
