/*
 * Each page of tests/data/extract has a JSON file beside it: what its members say is what the
 * article has to say. Strings in `with` must be in the text, those in `without` must not; those in
 * `html_with` must be in the HTML.
 */
#include "unit/unit.h"

#include <dirent.h>
#include <string.h>

#include "base/path.h"
#include "base/time.h"
#include "codec/json.h"
#include "extract/extract.h"

static char *read_data(const char *name, const char *ending)
{
    char path[4096];
    char relative[512];
    snprintf(relative, sizeof(relative), "tests/data/extract/%s.%s", name, ending);
    struct str text;
    str_init(&text, 1 << 22);
    struct error err = {0};
    if (!file_read(unit_path(path, relative), 1 << 22, &text, &err))
        fail_msg("%s", err.text);
    char *const taken = strdup(text.data);
    str_release(&text);
    return taken;
}

static struct extract_article *extract(const char *page, const struct extract_site *site)
{
    struct html_document *const doc =
        html_parse_bytes(page, strlen(page), NULL, "https://quay.example/x/", NULL, NULL);
    assert_non_null(doc);
    struct extract_article *const article = extract_article(doc, site, NULL, NULL);
    assert_non_null(article);
    html_free(doc);
    return article;
}

static void check_string(const char *name, const struct json_value *wanted, const char *key,
                         const char *got)
{
    const struct json_value *const value = json_member(wanted, key);
    const char *const text = json_text(value, NULL);
    if (!value || (json_is_null(value) && !got))
        return;
    if (!got || !text || strcmp(got, text) != 0)
        fail_msg("%s: %s\n  wanted %s\n  got    %s", name, key, text ? text : "null",
                 got ? got : "null");
}

static void check_pieces(const char *name, const struct json_value *pieces, const char *text,
                         bool is_wanted)
{
    for (size_t i = 0; i < json_count(pieces); i++) {
        const char *const piece = json_text(json_item(pieces, i), NULL);
        if ((strstr(text, piece) != NULL) != is_wanted)
            fail_msg("%s: %s %s", name, is_wanted ? "is missing" : "should not be there", piece);
    }
}

/* What `site` says in the case's JSON, by the names of the parts. */
static void read_site(const struct json_value *said, struct arena *arena, struct extract_site *site)
{
    static const char *const names[EXTRACT_SITE_PART_COUNT] = {"article", "drop", "title",
                                                               "author",  "date", "next"};
    const char *wrong = NULL;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const char *const text = json_text(json_member(said, names[i]), NULL);
        site->parts[i] = text ? html_selector_new(arena, slice_of(text), &wrong) : NULL;
        if (text && !site->parts[i])
            fail_msg("no selector: %s", text);
    }
}

/* The headline stands above the text. */
static void check_once(const char *name, const struct extract_article *article)
{
    if (article->title && strlen(article->title) > 20 && strstr(article->text, article->title))
        fail_msg("%s: the title is in the text, too", name);
}

static void check_page(const char *name)
{
    char *const page = read_data(name, "html");
    char *const expected = read_data(name, "json");
    struct error err = {0};
    struct json_document *const document = json_document_parse(expected, strlen(expected), &err);
    if (!document)
        fail_msg("%s.json: %s", name, err.text);
    const struct json_value *const wanted = json_document_root(document);
    struct arena arena;
    struct extract_site site;
    arena_init(&arena);
    read_site(json_member(wanted, "site"), &arena, &site);
    struct extract_article *const article = extract(page, &site);
    arena_release(&arena);
    char time[TIME_TEXT_BYTES];
    const bool has_time = article->published_ms != TIME_NONE;
    check_string(name, wanted, "title", article->title);
    check_string(name, wanted, "byline", article->byline);
    check_string(name, wanted, "site_name", article->site_name);
    check_string(name, wanted, "published",
                 has_time ? time_format(article->published_ms, time) : NULL);
    check_string(name, wanted, "language", article->language);
    check_string(name, wanted, "excerpt", article->excerpt);
    check_string(name, wanted, "image", article->image);
    check_string(name, wanted, "canonical", article->canonical);
    check_string(name, wanted, "next_page", article->next_page);
    check_string(name, wanted, "text", article->text);
    check_pieces(name, json_member(wanted, "with"), article->text, true);
    check_once(name, article);
    if (json_member(wanted, "paywall"))
        assert_true(article->is_paywalled);
    check_pieces(name, json_member(wanted, "without"), article->text, false);
    check_pieces(name, json_member(wanted, "html_with"), article->html, true);
    extract_article_free(article);
    json_document_free(document);
    free(expected);
    free(page);
}

static void each_page_gives_its_article(void **state)
{
    (void)state;
    char path[4096];
    DIR *const folder = opendir(unit_path(path, "tests/data/extract"));
    assert_non_null(folder);
    size_t count = 0;
    for (const struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        const char *const ending = strstr(entry->d_name, ".html");
        char name[256];
        if (!ending || ending[5])
            continue;
        snprintf(name, sizeof(name), "%.*s", (int)(ending - entry->d_name), entry->d_name);
        check_page(name);
        count++;
    }
    closedir(folder);
    assert_true(count > 4);
}

static void the_html_read_again_has_the_same_text(void **state)
{
    (void)state;
    char *const page = read_data("wordpress", "html");
    struct extract_article *const first = extract(page, NULL);
    struct extract_article *const second = extract(first->html, NULL);
    assert_string_equal(first->text, second->text);
    extract_article_free(second);
    extract_article_free(first);
    free(page);
}

static void odd_pages_give_something_and_never_null(void **state)
{
    (void)state;
    static const char *const pages[] = {
        "",
        "   ",
        "word",
        "<p>",
        "<title>only a title</title>",
        "<script type='application/ld+json'>{</script>",
        "<script type='application/ld+json'>[[[[[[]]]]]]</script><p>x",
        "<h1>Head</h1>",
        "<meta property='og:image' content='javascript:alert(1)'><p>a"};
    for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
        struct extract_article *const article = extract(pages[i], NULL);
        assert_non_null(article->html);
        assert_non_null(article->text);
        assert_null(article->image);
        extract_article_free(article);
    }
}

static void a_cancelled_ticket_stops_the_work(void **state)
{
    (void)state;
    struct str page;
    str_init(&page, 1 << 20);
    for (int i = 0; i < 5000; i++)
        str_add(&page, "<p>a</p>");
    struct ticket *const ticket = ticket_new();
    struct html_document *const doc = html_parse(page.data, page.len, NULL, NULL, NULL);
    ticket_cancel(ticket);
    struct error err = {0};
    assert_null(extract_article(doc, NULL, ticket, &err));
    assert_int_equal(err.kind, ERR_CANCELLED);
    html_free(doc);
    ticket_unref(ticket);
    str_release(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_page_gives_its_article),
        cmocka_unit_test(the_html_read_again_has_the_same_text),
        cmocka_unit_test(odd_pages_give_something_and_never_null),
        cmocka_unit_test(a_cancelled_ticket_stops_the_work),
    };
    return cmocka_run_group_tests_name("extract/article", tests, NULL, NULL);
}
