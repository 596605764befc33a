/*
 * Documents with what they have to give: tests/data/feed/NAME.xml (or NAME.jsonfeed) and NAME.json,
 * as `courant parse --base https://example.org/blog/feed.xml` prints it; white space between its
 * tokens does not count.
 */
#include "unit/unit.h"

#include <dirent.h>
#include <string.h>

#include "base/limits.h"
#include "base/path.h"
#include "base/vec.h"
#include "feed/feed.h"
#include "feed/write.h"

#define DATA "tests/data/feed"
#define BASE "https://example.org/blog/feed.xml"

static struct str read_data(const char *name)
{
    char relative[512];
    char path[4096];
    snprintf(relative, sizeof(relative), DATA "/%s", name);
    struct str text;
    struct error err = {0};
    str_init(&text, LIMIT_FEED_BYTES);
    if (!file_read(unit_path(path, relative), LIMIT_FEED_BYTES, &text, &err))
        fail_msg("%s", err.text);
    return text;
}

static struct feed *parse(const char *text, struct error *err)
{
    return feed_parse(text, strlen(text), NULL, BASE, NULL, err);
}

/* JSON without the white space between its tokens. */
static void squeeze(const char *text, struct str *out)
{
    bool is_inside = false;
    for (const char *at = text; *at; at++) {
        if (!is_inside && ascii_is_space(*at))
            continue;
        str_add_char(out, *at);
        if (is_inside && *at == '\\' && at[1])
            str_add_char(out, *++at);
        else if (*at == '"')
            is_inside = !is_inside;
    }
}

/* Names the first place where they differ, so that a long line need not be read whole. */
static void assert_same_json(const char *name, const char *got, const char *expected)
{
    size_t same = 0;
    while (got[same] && got[same] == expected[same])
        same++;
    if (!got[same] && !expected[same])
        return;
    const size_t from = same > 60 ? same - 60 : 0;
    fail_msg("%s:\n expected ...%.160s\n got      ...%.160s", name, expected + from, got + from);
}

static void check_document(const char *name)
{
    char expected_name[300];
    const size_t stem = (size_t)(strrchr(name, '.') - name);
    snprintf(expected_name, sizeof(expected_name), "%.*s.json", (int)stem, name);
    struct str document = read_data(name);
    struct str said = read_data(expected_name);
    struct str expected;
    struct str got;
    str_init(&expected, LIMIT_FEED_BYTES);
    str_init(&got, LIMIT_FEED_BYTES);
    struct error err = {0};
    struct feed *const feed = feed_parse(document.data, document.len, NULL, BASE, NULL, &err);
    if (!feed)
        fail_msg("%s: %s", name, err.text);
    feed_write_json(feed, &got);
    squeeze(said.data, &expected);
    assert_same_json(name, got.data, expected.data);
    feed_free(feed);
    str_release(&got);
    str_release(&expected);
    str_release(&said);
    str_release(&document);
}

static bool is_document(const char *name)
{
    const char *const end = strrchr(name, '.');
    return end && (strcmp(end, ".xml") == 0 || strcmp(end, ".jsonfeed") == 0);
}

static void each_document_gives_what_stands_beside_it(void **state)
{
    (void)state;
    char path[4096];
    DIR *const folder = opendir(unit_path(path, DATA));
    assert_non_null(folder);
    size_t count = 0;
    for (const struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        if (!is_document(entry->d_name))
            continue;
        check_document(entry->d_name);
        count++;
    }
    closedir(folder);
    assert_true(count >= 12);
}

struct refusal_row {
    const char *document;
    enum error_kind kind;
    const char *words;
};

static const struct refusal_row refusals[] = {
    {"", ERR_UNSUPPORTED, "empty"},
    {" \n ", ERR_UNSUPPORTED, "empty"},
    {"good morning", ERR_UNSUPPORTED, "neither XML nor JSON"},
    {"<!DOCTYPE html><html><head><title>x</title></head></html>", ERR_UNSUPPORTED, "web page"},
    {"<html><head><link rel='alternate' type='application/rss+xml' href='/f'>"
     "<link rel='alternate' type='application/atom+xml' href='https://a.example/g'></head></html>",
     ERR_UNSUPPORTED, "it names https://example.org/f, https://a.example/g"},
    {"<!DOCTYPE html><head><title>x</title></head><body>y", ERR_UNSUPPORTED, "web page"},
    {"<opml version='2.0'><body/></opml>", ERR_UNSUPPORTED, "<opml>"},
    {"<kml/>", ERR_UNSUPPORTED, "<kml>"},
    {"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", ERR_UNSUPPORTED,
     "<RDF>"},
    {"{\"type\": \"photo\", \"version\": \"1.0\"}", ERR_UNSUPPORTED, "no `items`"},
    {"{\"version\": ", ERR_SYNTAX, ""},
};

static void what_is_no_feed_is_refused_in_one_sentence(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        struct error err = {0};
        struct feed *const feed = parse(refusals[i].document, &err);
        assert_null(feed);
        if (err.kind != refusals[i].kind || !strstr(err.text, refusals[i].words))
            fail_msg("%s: %s", refusals[i].document, err.text);
        assert_null(strchr(err.text, '\n'));
    }
}

struct form_row {
    const char *document;
    bool is_well_formed;
    const char *title; // of the first entry
};

static const struct form_row forms[] = {
    {"<rss><channel><item><title>a</title></item></channel></rss>", true, "a"},
    {"<rss><channel><item><title>a", false, "a"},
    {"<rss><channel><item><title>a & b</title></item></channel></rss>", false, "a & b"},
    {"Warning: x in y.php<br>\n<rss><channel><item><title>a</title></item></channel></rss>", false,
     "a"},
};

static void a_document_that_had_to_be_mended_says_so(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        struct error err = {0};
        struct feed *const feed = parse(forms[i].document, &err);
        if (!feed)
            fail_msg("%s: %s", forms[i].document, err.text);
        assert_int_equal(feed->is_well_formed, forms[i].is_well_formed);
        assert_int_equal(feed->entry_count, 1);
        assert_string_equal(feed->entries->title, forms[i].title);
        feed_free(feed);
    }
}

static void authors_are_named_once_each(void **state)
{
    (void)state;
    static const struct {
        const char *names[4];
        const char *author;
    } rows[] = {
        {{"Ann", "Bob"}, "Ann, Bob"},
        {{"Ann", "Bob", "Ann", "Bob"}, "Ann, Bob"},
        {{"Anna Lee", "Ann", "Lee"}, "Anna Lee, Ann, Lee"},
        {{"Anna", "Ann", "Ann"}, "Anna, Ann"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str document;
        str_init(&document, LIMIT_FEED_BYTES);
        str_add(&document, "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>i</id>");
        for (size_t j = 0; j < COUNT_OF(rows[i].names) && rows[i].names[j]; j++)
            str_printf(&document, "<author><name>%s</name></author>", rows[i].names[j]);
        str_add(&document, "</entry></feed>");
        struct error err = {0};
        struct feed *const feed = parse(document.data, &err);
        assert_non_null(feed);
        assert_string_equal(feed->entries->author, rows[i].author);
        feed_free(feed);
        str_release(&document);
    }
}

static void the_protocols_charset_is_believed(void **state)
{
    (void)state;
    static const char document[] = "<rss><channel><title>\xD4\xC5\xD3\xD4</title></channel></rss>";
    struct error err = {0};
    struct feed *const feed =
        feed_parse(document, sizeof(document) - 1, "text/xml; charset=koi8-r", BASE, NULL, &err);
    assert_non_null(feed);
    assert_string_equal(feed->title, "тест");
    feed_free(feed);
}

static void a_hundred_thousand_entries_are_the_most(void **state)
{
    (void)state;
    struct str document;
    str_init(&document, LIMIT_FEED_BYTES);
    str_add(&document, "<rss><channel>");
    for (int i = 0; i < LIMIT_FEED_ENTRIES + 10; i++)
        str_printf(&document, "<item><title>%d</title></item>", i);
    str_add(&document, "</channel></rss>");
    struct error err = {0};
    struct feed *const feed = parse(document.data, &err);
    assert_non_null(feed);
    assert_int_equal(feed->entry_count, LIMIT_FEED_ENTRIES);
    assert_false(feed->is_well_formed);
    feed_free(feed);
    str_release(&document);
}

static void a_text_that_is_cut_is_told(void **state)
{
    (void)state;
    struct str document;
    str_init(&document, LIMIT_FEED_BYTES);
    str_add(&document, "<rss><channel><title>t</title><item><description>");
    for (int i = 0; i < LIMIT_FIELD_BYTES / 8 + 1; i++)
        str_add(&document, "a word, ");
    str_add(&document, "</description></item></channel></rss>");
    struct error err = {0};
    struct feed *const feed = parse(document.data, &err);
    assert_non_null(feed);
    assert_in_range(strlen(feed->entries->summary), LIMIT_FIELD_BYTES - 16, LIMIT_FIELD_BYTES);
    assert_false(feed->is_well_formed);
    feed_free(feed);
    str_release(&document);
}

static void short_links_seen_from_a_long_base_do_not_fill_memory(void **state)
{
    (void)state;
    struct str document;
    str_init(&document, LIMIT_FEED_BYTES);
    str_add(&document, "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/");
    for (int i = 0; i < 1000; i++)
        str_add(&document, "deeper/");
    str_add(&document, "'>");
    for (int i = 0; i < 20000; i++)
        str_add(&document, "<entry><link href='x'/><icon>i</icon></entry>");
    str_add(&document, "</feed>");
    struct error err = {0};
    struct feed *const feed = parse(document.data, &err);
    assert_non_null(feed);
    assert_false(feed->is_well_formed);
    assert_true(feed->arena.size_bytes < 32u << 20);
    feed_free(feed);
    str_release(&document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_document_gives_what_stands_beside_it),
        cmocka_unit_test(what_is_no_feed_is_refused_in_one_sentence),
        cmocka_unit_test(a_document_that_had_to_be_mended_says_so),
        cmocka_unit_test(authors_are_named_once_each),
        cmocka_unit_test(the_protocols_charset_is_believed),
        cmocka_unit_test(a_hundred_thousand_entries_are_the_most),
        cmocka_unit_test(a_text_that_is_cut_is_told),
        cmocka_unit_test(short_links_seen_from_a_long_base_do_not_fill_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
