#include "base/attributes.h"
#include "base/time.h"
#include "query/query.h"
#include "unit/unit.h"

#include <string.h>

static const char *const tags[] = {"News", "Häfen"};

static const struct query_subject subject = {
    .title = "Top officers resume talks, naïve or not",
    .author = "Ada Lin",
    .text = "The strike in the Straße ended; “quiet week” ahead. 台湾当局会谈。ニュースを読む 😀 "
            "C++ re-open",
    .comments = "I thought it aloud",
    .link = "https://news.example/2024/Talks?x=1",
    .feed_title = "Global Wire",
    .feed_url = "https://wire.example/feed.xml",
    .feed_id = 7,
    .tags = tags,
    .tag_count = 2,
    .published_ms = INT64_C(1700000000000), // 2023-11-14T22:13:20Z
    .is_unread = true,
    .has_comments = true,
};

static void a_query_matches_what_it_says(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        bool is_match;
    } rows[] = {
        {"", true},
        {"talks", true},
        {"TALKS", true},
        {"talk", false}, // words are whole
        {"talk*", true},
        {"talks officers", true},
        {"talks ports", false},
        {"talks OR ports", true},
        {"-ports", true},
        {"-talks", false},
        {"-(talks ports)", true},
        {"ports OR (talks is:unread)", true},
        {"\"resume talks\"", true},
        {"\"talks resume\"", false},
        {"\"resume tal\"", false},
        {"\"resume tal\"*", true},
        {"\"talks naive\"", true}, // punctuation is no word
        {"naive", true},
        {"naïve", true},
        {"strasse", true},
        {"\"quiet week\"", true},
        {"re-open", true},
        {"\"re open\"", true},
        {"reopen", false},
        {"台湾", true},
        {"会谈", true},
        {"湾当", true},
        {"谈会", false},
        {"ニュース", true},
        {"ュー", true},
        {"😀", true},
        {"ス", true},
        {"ズ", false},
        {"ニュ", true},
        {"C++", true},
        {"aloud", true}, // said in a comment
        {"title:aloud", false},
        {"\"台湾 当局\"", false}, // nothing stands between
        {"title:talks", true},
        {"title:strike", false},
        {"author:lin", true},
        {"author:talks", false},
        {"feed:wire", true},
        {"feed:WIRE.example/f", true},
        {"feed:7", true},
        {"feed:8", false},
        {"tag:news", true},
        {"tag:new", false},
        {"tag:HAFEN", true},
        {"link:/2024/talks", true},
        {"link:sport", false},
        {"is:unread", true},
        {"is:read", false},
        {"is:starred", false},
        {"has:comments", true},
        {"has:enclosure", false},
        {"has:full", false},
        {"after:2023-11-14", true},
        {"after:2023-11-15", false},
        {"before:2023-11-15", true},
        {"before:2023-11-14", false},
        {"newer:1h", true},
        {"older:1h", false},
        {"&", true},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct error err = {0};
        struct query *const query = query_parse(rows[i].query, subject.published_ms + 60000, &err);
        if (!query)
            fail_msg("%s: %s", rows[i].query, err.text);
        if (query_match(query, &subject) != rows[i].is_match)
            fail_msg("%s: %s match was expected", rows[i].query, rows[i].is_match ? "a" : "no");
        query_free(query);
    }
}

static void what_an_article_lacks_holds_nothing(void **state)
{
    (void)state;
    static const struct query_subject empty = {0};
    static const char *const queries[] = {"a",      "title:a", "author:a", "link:a",
                                          "feed:a", "tag:a",   "a OR b"};
    for (size_t i = 0; i < COUNT_OF(queries); i++) {
        struct query *const query = query_parse(queries[i], 0, NULL);
        assert_false(query_match(query, &empty));
        query_free(query);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_query_matches_what_it_says),
        cmocka_unit_test(what_an_article_lacks_holds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
