/*
 * A document that is handed on in parts says the same as one that is read as a whole.
 */
#include <string.h>

#include "base/attributes.h"
#include "base/limits.h"
#include "base/time.h"
#include "feed/feed.h"
#include "feed/write.h"
#include "unit/unit.h"

enum { ENTRIES = 300, PART_BYTES = 20000 };

struct reader {
    struct str entries; // of all parts, as JSON
    int part_count;
    size_t most_bytes; // that a part took
    size_t passed;     // how far
    const char *first_title;
};

/* The entries of a feed in JSON, a comma in front of all but the first. */
static void add_entries(const struct feed *feed, struct str *out)
{
    struct str json;
    str_init(&json, LIMIT_STR_BYTES);
    feed_write_json(feed, &json);
    const char *const start = strstr(json.data, "\"entries\":[") + strlen("\"entries\":[");
    const size_t len = json.len - (size_t)(start - json.data) - strlen("]}");
    if (len && out->len)
        str_add_char(out, ',');
    str_append(out, start, len);
    str_release(&json);
}

static void take(void *context, struct feed *part)
{
    struct reader *const reader = context;
    assert_true(part->entry_count > 0);
    assert_string_equal(part->title, "Head");
    if (part->arena.size_bytes > reader->most_bytes)
        reader->most_bytes = part->arena.size_bytes;
    reader->part_count++;
    add_entries(part, &reader->entries);
    feed_free(part);
}

static void pass(void *context, size_t offset)
{
    struct reader *const reader = context;
    reader->passed = offset;
}

/* The entries stand in an element with a base of its own, and the head's end comes last. */
static void write_document(const char *root, const char *entry, const char *encoding,
                           struct str *out)
{
    str_printf(out, "<?xml version=\"1.0\" encoding=\"%s\"?>%s<title>Head</title>", encoding, root);
    for (int i = 0; i < ENTRIES; i++) {
        str_printf(out, "<%s><title>Entry %d</title><link href='%d.html'>%d.html</link>", entry, i,
                   i, i);
        str_printf(out, "<category>c%d</category><description>%0300d</description></%s>", i % 7, i,
                   entry);
    }
    str_add(out, "<language>nl</language>");
    const char *const end = strstr(root, "<rss") ? "</channel></rss>" : "</feed>";
    str_add(out, end);
}

static void parts_say_what_the_whole_says(void **state)
{
    (void)state;
    static const struct {
        const char *root;
        const char *entry;
        const char *encoding;
        bool is_passed; // the bytes themselves are read
    } rows[] = {
        {"<rss version='2.0' xml:base='http://a.example/x/'><channel xml:base='y/'>", "item",
         "utf-8", true},
        {"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://a.example/'>", "entry",
         "utf-8", true},
        {"<rss version='2.0'><channel>", "item", "koi8-r", false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str document;
        str_init(&document, LIMIT_STR_BYTES);
        write_document(rows[i].root, rows[i].entry, rows[i].encoding, &document);
        struct error err = {0};
        struct feed *const whole =
            feed_parse(document.data, document.len, NULL, "http://b.example/", NULL, &err);
        struct reader reader = {0};
        str_init(&reader.entries, LIMIT_STR_BYTES);
        const struct feed_parts parts = {PART_BYTES, take, pass, &reader};
        struct feed *const last = feed_parse_parts(document.data, document.len, NULL,
                                                   "http://b.example/", &parts, NULL, &err);
        assert_non_null(last);
        add_entries(last, &reader.entries);
        struct str expected;
        str_init(&expected, LIMIT_STR_BYTES);
        add_entries(whole, &expected);
        assert_int_equal(whole->entry_count, ENTRIES);
        assert_string_equal(reader.entries.data, expected.data);
        assert_string_equal(last->title, whole->title);
        assert_string_equal(last->language ? last->language : "-",
                            whole->language ? whole->language : "-");
        assert_int_equal(last->format, whole->format);
        assert_in_range(reader.part_count, 3, ENTRIES);
        assert_in_range(reader.most_bytes, PART_BYTES, 3 * PART_BYTES);
        assert_int_equal(reader.passed, document.len);
        str_release(&expected);
        str_release(&reader.entries);
        str_release(&document);
        feed_free(whole);
        feed_free(last);
    }
}

static void the_limit_of_entries_counts_all_parts(void **state)
{
    (void)state;
    struct str document;
    str_init(&document, LIMIT_STR_BYTES);
    str_add(&document, "<rss version='2.0'><channel><title>Head</title>");
    for (int i = 0; i < LIMIT_FEED_ENTRIES + 10; i++)
        str_add(&document,
                "<item><guid>x</guid><!-- ........................................ --></item>");
    str_add(&document, "</channel></rss>");
    struct error err = {0};
    struct reader reader = {0};
    str_init(&reader.entries, LIMIT_STR_BYTES);
    const struct feed_parts parts = {1 << 20, take, NULL, &reader};
    struct feed *const last =
        feed_parse_parts(document.data, document.len, NULL, NULL, &parts, NULL, &err);
    assert_non_null(last);
    assert_false(last->is_well_formed);
    add_entries(last, &reader.entries);
    static const char id[] = "\"id\":\"x\"";
    size_t count = 0;
    const char *const end = reader.entries.data + reader.entries.len;
    for (const char *at = reader.entries.data;
         (at = memmem(at, (size_t)(end - at), id, strlen(id))); at++)
        count++;
    assert_int_equal(count, LIMIT_FEED_ENTRIES);
    feed_free(last);
    str_release(&reader.entries);
    str_release(&document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_say_what_the_whole_says),
        cmocka_unit_test(the_limit_of_entries_counts_all_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
