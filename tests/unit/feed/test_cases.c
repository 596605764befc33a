/*
 * What each element of each dialect means: tests/data/feed/cases/NAME, one case behind the other:
 *
 *     @ rss-item                       where the lines below stand: a name of `places`
 *     <title>a &amp;lt;b&amp;gt;</title>
 *     = title: a <b>                   what a field of the entry is then
 *     = feed.link: null                or of the feed
 *
 * A list is its items with ` | ` between; an enclosure is its members with blanks between; a line
 * feed is `\n`. Everything is read as from https://example.org/blog/feed.xml.
 */
#include "unit/unit.h"

#include <dirent.h>
#include <string.h>

#include "base/limits.h"
#include "base/path.h"
#include "codec/json.h"
#include "feed/feed.h"
#include "feed/write.h"

#define CASES "tests/data/feed/cases"
#define BASE  "https://example.org/blog/feed.xml"

static const char namespaces[] =
    " xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/'"
    " xmlns:atom='http://www.w3.org/2005/Atom' xmlns:slash='http://purl.org/rss/1.0/modules/slash/'"
    " xmlns:wfw='http://wellformedweb.org/CommentAPI/' xmlns:media='http://search.yahoo.com/mrss/'"
    " xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'"
    " xmlns:podcast='https://podcastindex.org/namespace/1.0'"
    " xmlns:thr='http://purl.org/syndication/thread/1.0'"
    " xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"
    " xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'"
    " xmlns:xhtml='http://www.w3.org/1999/xhtml' xmlns:georss='http://www.georss.org/georss'"
    " xmlns:gml='http://www.opengis.net/gml'"
    " xmlns:geo='http://www.w3.org/2003/01/geo/wgs84_pos#'"
    " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
    " xmlns:fh='http://purl.org/syndication/history/1.0'";

/* `%N` is where the namespaces go, `%C` where the case does. */
static const struct place {
    const char *name;
    const char *document;
} places[] = {
    {"document", "%C"},
    {"rss-item", "<rss version='2.0'%N><channel><item>%C</item></channel></rss>"},
    {"rss-channel", "<rss version='2.0'%N><channel>%C</channel></rss>"},
    {"rdf-item",
     "<rdf:RDF xmlns='http://purl.org/rss/1.0/'%N><channel rdf:about='https://a.example/'>"
     "<title>c</title></channel><item rdf:about='https://a.example/1'>%C</item></rdf:RDF>"},
    {"rdf-channel", "<rdf:RDF xmlns='http://purl.org/rss/1.0/'%N>"
                    "<channel rdf:about='https://a.example/'>%C</channel></rdf:RDF>"},
    {"atom-entry", "<feed xmlns='http://www.w3.org/2005/Atom'%N><entry>%C</entry></feed>"},
    {"atom-feed", "<feed xmlns='http://www.w3.org/2005/Atom'%N>%C</feed>"},
    {"atom03-entry",
     "<feed version='0.3' xmlns='http://purl.org/atom/ns#'%N><entry>%C</entry></feed>"},
    {"atom03-feed", "<feed version='0.3' xmlns='http://purl.org/atom/ns#'%N>%C</feed>"},
    {"cdf-item", "<channel href='https://a.example/'><item>%C</item></channel>"},
    {"json-item", "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{%C}]}"},
    {"json-feed", "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [], %C}"},
};

static void add_expanded(const char *document, const char *snippet, struct str *out)
{
    for (const char *at = document; *at; at++) {
        if (at[0] == '%' && (at[1] == 'N' || at[1] == 'C'))
            str_add(out, *++at == 'N' ? namespaces : snippet);
        else
            str_add_char(out, *at);
    }
}

/* A string with its line feeds as `\n`. */
static void add_text(const char *text, struct str *out)
{
    for (const char *at = text; *at; at++) {
        if (*at == '\n')
            str_add(out, "\\n");
        else
            str_add_char(out, *at);
    }
}

static void add_scalar(const struct json_value *value, struct str *out)
{
    const char *const text = json_text(value, NULL);
    int64_t number;
    if (text)
        add_text(text, out);
    else if (json_int(value, &number))
        str_printf(out, "%lld", (long long)number);
    else
        str_add(out, json_bool(value, false) ? "true" : "null");
}

static const char *const members[] = {"url", "type", "length"};

static void add_value(const struct json_value *value, struct str *out)
{
    if (!json_is_array(value)) {
        add_scalar(value, out);
        return;
    }
    for (size_t i = 0; i < json_count(value); i++) {
        const struct json_value *const item = json_item(value, i);
        str_add(out, i ? " | " : "");
        if (!json_is_object(item))
            add_scalar(item, out);
        for (size_t j = 0; j < COUNT_OF(members) && json_is_object(item); j++) {
            str_add(out, j ? " " : "");
            add_scalar(json_member(item, members[j]), out);
        }
    }
}

struct reading {
    const char *file;
    int line;
    const char *document; // of the place; NULL before the first case
    struct str snippet;
    struct json_document *json; // of the case; NULL until an expectation asks for it
    size_t case_count;
    size_t failure_count;
};

static void parse_case(struct reading *reading)
{
    struct str text;
    struct str written;
    str_init(&text, LIMIT_FEED_BYTES);
    str_init(&written, LIMIT_FEED_BYTES);
    add_expanded(reading->document, reading->snippet.data, &text);
    struct error err = {0};
    struct feed *const feed = feed_parse(text.data, text.len, NULL, BASE, NULL, &err);
    if (feed)
        feed_write_json(feed, &written);
    else
        str_printf(&written, "{\"error\": \"refused\"}");
    reading->json = json_document_parse(written.data, written.len, &err);
    assert_non_null(reading->json);
    feed_free(feed);
    str_release(&written);
    str_release(&text);
}

/* `title: a` of an entry, `2.title: a` of the second, `feed.title: a` of the feed. */
static void expect(struct reading *reading, const char *line)
{
    if (!reading->json)
        parse_case(reading);
    char path[64] = "";
    const char *const colon = strstr(line, ": ");
    assert_non_null(colon);
    snprintf(path, sizeof(path), "%.*s", (int)(colon - line), line);
    const struct json_value *holder = json_document_root(reading->json);
    const char *key = path;
    if (strncmp(path, "feed.", 5) == 0) {
        key = path + 5;
    } else {
        const bool is_numbered = ascii_is_digit(path[0]) && path[1] == '.';
        holder =
            json_item(json_member(holder, "entries"), is_numbered ? (size_t)(path[0] - '1') : 0);
        key = path + (is_numbered ? 2 : 0);
    }
    struct str got;
    str_init(&got, LIMIT_FEED_BYTES);
    add_value(json_member(holder, key), &got);
    if (strcmp(got.data, colon + 2) != 0) {
        print_error("%s:%d: %s\n  expected %s\n  got      %s\n", reading->file, reading->line, path,
                    colon + 2, got.data);
        reading->failure_count++;
    }
    str_release(&got);
}

static void begin_case(struct reading *reading, const char *name)
{
    json_document_free(reading->json);
    reading->json = NULL;
    str_clear(&reading->snippet);
    reading->document = NULL;
    for (size_t i = 0; i < COUNT_OF(places); i++)
        if (strcmp(places[i].name, name) == 0)
            reading->document = places[i].document;
    if (!reading->document)
        fail_msg("%s:%d: there is no place “%s”", reading->file, reading->line, name);
    reading->case_count++;
}

static void read_line(struct reading *reading, const char *line)
{
    reading->line++;
    if (line[0] == '@' && line[1] == ' ')
        begin_case(reading, line + 2);
    else if (line[0] == '=' && line[1] == ' ')
        expect(reading, line + 2);
    else if (line[0] == '#' && line[1] == ' ')
        return; // a remark
    else if (*line)
        str_printf(&reading->snippet, "%s%s", reading->snippet.len ? "\n" : "", line);
}

/* Adds to `total` what it found. */
static void check_file(const char *name, struct reading *total)
{
    char relative[512];
    char path[4096];
    snprintf(relative, sizeof(relative), CASES "/%s", name);
    struct str text;
    struct error err = {0};
    str_init(&text, LIMIT_FEED_BYTES);
    if (!file_read(unit_path(path, relative), LIMIT_FEED_BYTES, &text, &err))
        fail_msg("%s", err.text);
    struct reading reading = {.file = name};
    str_init(&reading.snippet, LIMIT_FEED_BYTES);
    struct slice rest = {text.data, text.len};
    struct slice line;
    while (slice_next(&rest, '\n', &line)) {
        char copy[4096];
        assert_true(line.len < sizeof(copy));
        snprintf(copy, sizeof(copy), "%.*s", (int)line.len, line.data);
        read_line(&reading, copy);
    }
    json_document_free(reading.json);
    str_release(&reading.snippet);
    str_release(&text);
    total->case_count += reading.case_count;
    total->failure_count += reading.failure_count;
}

static void each_element_means_what_its_case_says(void **state)
{
    (void)state;
    char path[4096];
    DIR *const folder = opendir(unit_path(path, CASES));
    assert_non_null(folder);
    struct reading total = {0};
    for (const struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
        if (entry->d_name[0] != '.')
            check_file(entry->d_name, &total);
    closedir(folder);
    assert_true(total.case_count >= 300);
    assert_int_equal(total.failure_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_element_means_what_its_case_says),
    };
    return cmocka_run_group_tests_name("cases", tests, NULL, NULL);
}
