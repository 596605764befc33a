#include "unit/unit.h"

#include <string.h>

#include "config/manners.h"
#include "config/settings.h"
#include "config/values.h"

enum { MINUTE = 60 * 1000, HOUR = 60 * MINUTE };

static struct manners_book book_of(const char *text)
{
    struct manners_book book;
    struct error err = {0};
    if (!manners_parse(&book, text, strlen(text), &err))
        fail_msg("%d:%d: %s", err.line, err.column, err.text);
    return book;
}

static void sections_are_put_together_and_the_last_word_counts(void **state)
{
    (void)state;
    struct manners_book book = book_of(
        "theme = mono\n"
        "[feed *]\nuser-agent = everybody\nheader = X-A: 1\n"
        "[tag Slow News]\ninterval = 6h\n"
        "[feed https://a.example/*]\nuser-agent = just  you\n"
        "header = X-B:two\nuser = ada\npassword-command = pass show 'a b'\n"
        "auth = digest\ncookies = yes\nfull = yes\nnetrc = on\nproxy = socks5h://[::1]:9050\n"
        "[feed https://a.example/direct]\nproxy = none\n");
    const char *const tags[] = {"other", "slow NEWS"};
    struct manners manners;
    manners_find(&book, "https://me:secret@A.example/feed?x=1", tags, 2, &manners);
    assert_string_equal(manners.user_agent, "just you");
    assert_int_equal(manners.header_count, 2);
    assert_string_equal(manners.headers[0].value, "1");
    assert_string_equal(manners.headers[1].name, "X-B");
    assert_string_equal(manners.headers[1].value, "two");
    assert_int_equal(manners.interval_ms, 6 * HOUR);
    assert_string_equal(manners.user, "ada");
    assert_string_equal(manners.password_command, "pass show 'a b'");
    assert_int_equal(manners.auth, WEB_AUTH_DIGEST);
    assert_true(manners.keeps_cookies && manners.uses_netrc && manners.reads_full);
    assert_string_equal(manners.proxy, "socks5h://[::1]:9050");
    manners_find(&book, "https://a.example/direct", tags, 2, &manners);
    assert_string_equal(manners.proxy, "");
    manners_find(&book, "https://b.example/", tags, 1, &manners);
    assert_string_equal(manners.user_agent, "everybody");
    assert_null(manners.user);
    assert_null(manners.proxy);
    assert_false(manners.reads_full);
    assert_int_equal(manners.interval_ms, -1);
    assert_true(book.has_tags);
    manners_release(&book);
}

static void a_pattern_fits_no_other_host_than_it_says(void **state)
{
    (void)state;
    static const struct {
        const char *pattern;
        const char *url;
        bool is_fit;
    } rows[] = {
        {"https://a.example/feed", "https://a.example/feed", true},
        {"https://a.example/feed", "https://a.example/feeds", false},
        {"https://a.example/feed", "https://a.example/Feed", false},
        {"https://A.example/feed", "HTTPS://a.EXAMPLE/feed", true},
        {"https://a.example/*", "https://a.example/", true},
        {"https://a.example/*", "https://a.example/x/y?z#f", true},
        {"https://a.example/*.xml", "https://a.example/a.xml.xml", true},
        {"https://a.example/*/rss*", "https://a.example/b/c/rss?d", true},
        {"https://a.example/*", "https://a.example.evil/", false},
        {"https://a.example/*", "https://a.example@evil/", false},
        {"https://a.example/*", "https://user:pw@a.example/x", true},
        {"https://a.example/*", "http://a.example/x", false},
        {"https://*.a.example/*", "https://www.a.example/x", true},
        {"https://*.a.example/*", "https://evil/x.a.example/x", false},
        {"https://*.a.example/*", "https://evil?x.a.example/x", false},
        {"https://*.a.example/*", "https://evil#.a.example/x", false},
        {"https://*.a.example/*", "https://a.example/x", false},
        {"*://a.example/*", "http://a.example/x", true},
        {"*", "https://anything/", true},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char text[200];
        snprintf(text, sizeof(text), "[feed %s]\nuser = u\n", rows[i].pattern);
        struct manners_book book = book_of(text);
        struct manners manners;
        manners_find(&book, rows[i].url, NULL, 0, &manners);
        if ((manners.user != NULL) != rows[i].is_fit)
            fail_msg("%s, %s", rows[i].pattern, rows[i].url);
        manners_release(&book);
    }
}

static void a_bad_section_is_told_with_its_place(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *text;
        int line;
        int column;
        const char *says;
    } rows[] = {
        {"[feed example.org]", 1, 1, "expected `[feed https://…]` or `[tag …]`, found `[feed example.org]`"},
        {"\n  [tag]", 2, 3, "expected `[feed https://…]` or `[tag …]`, found `[tag]`"},
        {"[site x]", 1, 1, "expected `[feed https://…]` or `[tag …]`, found `[site x]`"},
        {"[feed *", 1, 1, "a section ends with `]`"},
        {"[tag a]\nintervall = 3h", 2, 1, "feeds have no setting `intervall`"},
        {"[tag a]\ninterval", 2, 1, "expected `name = value`, found `interval`"},
        {"[tag a]\ninterval = often", 2, 12, "interval is a time such as 30m, 2h or 1d"},
        {"[tag a]\ninterval = 3", 2, 12, "interval is a time such as 30m, 2h or 1d"},
        {"[tag a]\nuser =", 2, 7, "user must say something"},
        {"[tag a]\ncookies = some", 2, 11, "cookies is yes or no"},
        {"[tag a]\nauth = ntlm", 2, 8, "auth is one of any, basic, digest, bearer"},
        {"[tag a]\nheader = no colon", 2, 10, "header is `Name: value`"},
        {"[tag a]\nheader = a b: c", 2, 10, "header is `Name: value`"},
        {"[tag a]\nproxy = ftp://x", 2, 9, "proxy is none, or an address such as socks5h://127.0.0.1:9050"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct manners_book book;
        struct error err = {0};
        assert_false(manners_parse(&book, rows[i].text, strlen(rows[i].text), &err));
        assert_string_equal(err.text, rows[i].says);
        assert_int_equal(err.line, rows[i].line);
        assert_int_equal(err.column, rows[i].column);
        manners_release(&book);
    }
}

static void no_line_of_a_header_begins_another_one(void **state)
{
    (void)state;
    struct manners_book book =
        book_of("[feed *]\nheader = X: a\rEvil: b\nuser-agent = me\rEvil: c\n");
    struct manners manners;
    manners_find(&book, "https://a.example/", NULL, 0, &manners);
    assert_null(strpbrk(manners.headers[0].value, "\r\n"));
    assert_null(strpbrk(manners.user_agent, "\r\n"));
    manners_release(&book);
}

static void settings_end_where_sections_begin(void **state)
{
    (void)state;
    struct settings settings;
    settings_default(&settings);
    assert_int_equal(settings.reload_every_ms, 0);
    static const char text[] = "reload-every = 30m\nproxy = http://p:1\n[tag a]\nuser = x\n";
    assert_true(settings_parse(&settings, text, strlen(text), NULL));
    assert_int_equal(settings.reload_every_ms, 30 * MINUTE);
    assert_string_equal(settings.proxy, "http://p:1");
    struct error place = {0};
    assert_false(settings_place(text, strlen(text), "user", &place));
}

static void durations_are_read_as_they_are_written(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t ms; // -1: not one
        const char *written;
    } rows[] = {
        {"30m", 30 * MINUTE, "30m"},
        {"90m", 90 * MINUTE, "90m"},
        {"90", -1, NULL},
        {"3.5h", -1, NULL},
        {"2 h", 2 * HOUR, "2h"},
        {"1d", 24 * HOUR, "1d"},
        {"45s", 45 * 1000, "45s"},
        {"never", 0, "never"},
        {"0", 0, "never"},
        {"", -1, NULL},
        {"h", -1, NULL},
        {"-5", -1, NULL},
        {"366d", INT64_C(366) * 24 * HOUR, "366d"},
        {"367d", -1, NULL},
        {"99999999999999999999", -1, NULL},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        int64_t ms = -1;
        assert_int_equal(config_duration(slice_of(rows[i].text), &ms), rows[i].ms >= 0);
        if (rows[i].ms < 0)
            continue;
        assert_int_equal(ms, rows[i].ms);
        struct str out;
        str_init(&out, 64);
        config_duration_write(ms, &out);
        assert_string_equal(out.data, rows[i].written);
        str_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_are_put_together_and_the_last_word_counts),
        cmocka_unit_test(a_pattern_fits_no_other_host_than_it_says),
        cmocka_unit_test(a_bad_section_is_told_with_its_place),
        cmocka_unit_test(no_line_of_a_header_begins_another_one),
        cmocka_unit_test(settings_end_where_sections_begin),
        cmocka_unit_test(durations_are_read_as_they_are_written),
    };
    return cmocka_run_group_tests_name("manners", tests, NULL, NULL);
}
