#include "unit/unit.h"

#include <string.h>

#include "base/str.h"
#include "config/sites.h"

static void of_several_hosts_the_longest_that_fits_is_found(void **state)
{
    (void)state;
    static const char text[] = "site \"Herald.example\" {\n  article = div.story\n}\n"
                               "# below it\nsite \"blog.herald.example\" {\n  title = h2\n}\n";
    static const struct {
        const char *url;
        enum extract_site_part part; // what is said of it
    } rows[] = {
        {"https://herald.example/a", EXTRACT_SITE_ARTICLE},
        {"https://HERALD.example:8080/a", EXTRACT_SITE_ARTICLE},
        {"https://www.herald.example/a", EXTRACT_SITE_ARTICLE},
        {"https://blog.herald.example/a", EXTRACT_SITE_TITLE},
        {"https://me.blog.herald.example/a", EXTRACT_SITE_TITLE},
        {"https://theherald.example/a", EXTRACT_SITE_PART_COUNT},
        {"https://herald.example.org/a", EXTRACT_SITE_PART_COUNT},
        {"a.html", EXTRACT_SITE_PART_COUNT},
        {"", EXTRACT_SITE_PART_COUNT},
    };
    struct sites *const sites = sites_parse(text, strlen(text), NULL);
    assert_non_null(sites);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct extract_site *const site = sites_find(sites, rows[i].url);
        for (int part = 0; part < EXTRACT_SITE_PART_COUNT; part++)
            if ((site && site->parts[part]) != (part == (int)rows[i].part))
                fail_msg("%s: part %d", rows[i].url, part);
    }
    sites_free(sites);
}

static void a_bad_line_is_told_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int line;
        int column;
        const char *says;
    } rows[] = {
        {"page \"a.example\" {", 1, 1, "expected `site \"HOST\" {`"},
        {"\n  site a.example {", 2, 8, "expected a host like \"herald.example\""},
        {"site \"\" {", 1, 6, "expected a host like \"herald.example\""},
        {"site \"https://a.example/\" {", 1, 6, "expected a host like \"herald.example\""},
        {"site \"a.example", 1, 6, "expected a host like \"herald.example\""},
        {"site \"a.example\" title = h1", 1, 18,
         "expected `{`, and what is said of the site on lines of its own"},
        {"site \"a\" {\ntitle = h1\n}\nsite \"A\" {", 4, 7, "the file has this host already"},
        {"site \"a\" {\n  body = p\n}", 2, 3,
         "expected article, drop, title, author, date or next, `=` and a selector"},
        {"site \"a\" {\n  title = h1\n  title = h2\n}", 3, 3, "this is said of the site already"},
        {"site \"a\" {\n  drop =\n}", 2, 9,
         "expected a selector like `div.story p`, `#main` or `a[rel=next]`"},
        {"site \"a\" {\n  drop = p > a\n}", 2, 12,
         "expected a selector like `div.story p`, `#main` or `a[rel=next]`"},
        {"site \"a\" {\n}", 2, 1, "nothing is said of the site"},
        {"site \"a\" {\ntitle = h1\n} }", 3, 2, "nothing stands behind the bracket"},
        {"site \"a\" {\ntitle = h1\n", 1, 1, "the site is not closed"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct error err = {0};
        if (sites_parse(rows[i].text, strlen(rows[i].text), &err))
            fail_msg("%s: was read", rows[i].text);
        if (err.kind != ERR_SYNTAX || err.line != rows[i].line || err.column != rows[i].column ||
            strcmp(err.text, rows[i].says) != 0)
            fail_msg("%s: %d:%d: %s", rows[i].text, err.line, err.column, err.text);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_several_hosts_the_longest_that_fits_is_found),
        cmocka_unit_test(a_bad_line_is_told_with_its_place),
    };
    return cmocka_run_group_tests_name("sites", tests, NULL, NULL);
}
