#include "unit/unit.h"

#include <string.h>

#include "base/attributes.h"
#include "base/limits.h"
#include "web/url.h"

struct resolve_row {
    const char *base;
    const char *reference;
    const char *expected;
};

#define RFC_BASE "http://a/b/c/d;p?q"

static const struct resolve_row rfc_rows[] = {
    // RFC 3986 5.4.1, normal examples
    {RFC_BASE, "g:h", "g:h"},
    {RFC_BASE, "g", "http://a/b/c/g"},
    {RFC_BASE, "./g", "http://a/b/c/g"},
    {RFC_BASE, "g/", "http://a/b/c/g/"},
    {RFC_BASE, "/g", "http://a/g"},
    {RFC_BASE, "//g", "http://g"},
    {RFC_BASE, "?y", "http://a/b/c/d;p?y"},
    {RFC_BASE, "g?y", "http://a/b/c/g?y"},
    {RFC_BASE, "#s", "http://a/b/c/d;p?q#s"},
    {RFC_BASE, "g#s", "http://a/b/c/g#s"},
    {RFC_BASE, "g?y#s", "http://a/b/c/g?y#s"},
    {RFC_BASE, ";x", "http://a/b/c/;x"},
    {RFC_BASE, "g;x", "http://a/b/c/g;x"},
    {RFC_BASE, "g;x?y#s", "http://a/b/c/g;x?y#s"},
    {RFC_BASE, "", "http://a/b/c/d;p?q"},
    {RFC_BASE, ".", "http://a/b/c/"},
    {RFC_BASE, "./", "http://a/b/c/"},
    {RFC_BASE, "..", "http://a/b/"},
    {RFC_BASE, "../", "http://a/b/"},
    {RFC_BASE, "../g", "http://a/b/g"},
    {RFC_BASE, "../..", "http://a/"},
    {RFC_BASE, "../../", "http://a/"},
    {RFC_BASE, "../../g", "http://a/g"},
    // RFC 3986 5.4.2, abnormal examples
    {RFC_BASE, "../../../g", "http://a/g"},
    {RFC_BASE, "../../../../g", "http://a/g"},
    {RFC_BASE, "/./g", "http://a/g"},
    {RFC_BASE, "/../g", "http://a/g"},
    {RFC_BASE, "g.", "http://a/b/c/g."},
    {RFC_BASE, ".g", "http://a/b/c/.g"},
    {RFC_BASE, "g..", "http://a/b/c/g.."},
    {RFC_BASE, "..g", "http://a/b/c/..g"},
    {RFC_BASE, "./../g", "http://a/b/g"},
    {RFC_BASE, "./g/.", "http://a/b/c/g/"},
    {RFC_BASE, "g/./h", "http://a/b/c/g/h"},
    {RFC_BASE, "g/../h", "http://a/b/c/h"},
    {RFC_BASE, "g;x=1/./y", "http://a/b/c/g;x=1/y"},
    {RFC_BASE, "g;x=1/../y", "http://a/b/c/y"},
    {RFC_BASE, "g?y/./x", "http://a/b/c/g?y/./x"},
    {RFC_BASE, "g?y/../x", "http://a/b/c/g?y/../x"},
    {RFC_BASE, "g#s/./x", "http://a/b/c/g#s/./x"},
    {RFC_BASE, "g#s/../x", "http://a/b/c/g#s/../x"},
    {RFC_BASE, "http:g", "http://a/b/c/g"}, // the way for backward compatibility, as browsers
};

static const struct resolve_row sloppy_rows[] = {
    {"http://a/b", " \t/c\r\n ", "http://a/c"},
    {"http://a/b", "/c\n\td", "http://a/cd"},
    {"http://a/b/c", "d e", "http://a/b/d%20e"},
    {"http://a/b/c", "?q=d e&f=\"g\"", "http://a/b/c?q=d%20e&f=%22g%22"},
    {"http://a/", "/caf\xC3\xA9", "http://a/caf%C3%A9"},
    {"http://a/", "?x=\xE4\xB8\xAD#\xE4\xB8\xAD", "http://a/?x=%E4%B8%AD#%E4%B8%AD"},
    {"http://a/", "/100%", "http://a/100%"},
    {"http://a/", "/100%25", "http://a/100%25"},
    {"http://a/b/c", "\\d\\e?f\\g", "http://a/d/e?f%5Cg"},
    {"http://a/b/c", "\\\\host\\d", "http://host/d"},
    {"https://a/b", "//host/c", "https://host/c"},
    {"https://a/b", "///host/c", "https://host/c"},
    {"https://a/b", "http:/host/c", "http://host/c"},
    {"https://a/b", "http:host/c", "http://host/c"},
    {"https://a/b/c", "https:/d", "https://a/d"},
    {"https://a/b/c", "https:d", "https://a/b/d"},
    {"https://a/b", "https:////host/c", "https://host/c"},
    {NULL, "http:///host/c", "http://host/c"},
    {NULL, "HTTP://Host/c", "http://Host/c"},
    {"", "c/d", "c/d"},
    {NULL, " c/d ", "c/d"},
    {"http://a", "b", "http://a/b"},
    {"http://a?q", "b", "http://a/b"},
    {"http://u:p@a:81/b", "c", "http://u:p@a:81/c"},
    {"http://u@a/b", "//c/d", "http://c/d"},
    {"http://a/b", "http://c@d@e/f", "http://c@d@e/f"},
    {"http://[::1]:8080/b", "c", "http://[::1]:8080/c"},
    {"http://a/b", "http://m\xC3\xBCller.example/x y", "http://m\xC3\xBCller.example/x%20y"},
    {"http://a/b", "mailto:x@y", "mailto:x@y"},
    {"http://a/b", "javascript:alert(1)", "javascript:alert(1)"},
    {"http://a/b", "java\nscript:alert(1)", "javascript:alert(1)"},
    {"http://a/b", "data:text/plain,a\\b", "data:text/plain,a%5Cb"},
    {"http://a/b", "tel:+1-2", "tel:+1-2"},
    {"http://a/b/c", "./d:e", "http://a/b/d:e"},
    {"http://a/b/c", "1:2", "http://a/b/1:2"},
    {"file:///x/y.xml", "z.html", "file:///x/z.html"},
    {"file:///x/y.xml", "../../z", "file:///z"},
    {"mailto:x@y", "#z", "mailto:x@y#z"},
    {"g:/a/b", "/..//evil", "g:/.//evil"},
    {"http://a/b", "#", "http://a/b#"},
    {"http://a/b", "?", "http://a/b?"},
    {" http://a/b\n/c ", "d", "http://a/b/d"},
};

static void check_rows(const struct resolve_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct str out;
        str_init(&out, LIMIT_STR_BYTES);
        assert_true(url_resolve(rows[i].base, rows[i].reference, strlen(rows[i].reference), &out));
        assert_string_equal(out.data, rows[i].expected);
        str_release(&out);
    }
}

static void the_examples_of_rfc_3986_resolve(void **state)
{
    (void)state;
    check_rows(rfc_rows, COUNT_OF(rfc_rows));
}

static void sloppy_references_resolve_as_in_browsers(void **state)
{
    (void)state;
    check_rows(sloppy_rows, COUNT_OF(sloppy_rows));
}

static void what_cannot_be_resolved_stays_as_it_is(void **state)
{
    (void)state;
    static const struct resolve_row rows[] = {
        {"http://a/b", "http://[::1", "http://[::1"},
        {"http://a/b", "http://c:port/", "http://c:port/"},
        {"http://a/b", "http://c:65536/", "http://c:65536/"},
        {"http://a/b", "http://c d/", "http://c d/"},
        {"http://a/b", "//", "//"},
        {"http://a/b", "https:///:80/", "https:///:80/"},
        {"b/c", "d", "d"},
        {"mailto:x@y", "d", "d"},
        {"http://[", "d", "d"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str out;
        str_init(&out, LIMIT_STR_BYTES);
        assert_false(url_resolve(rows[i].base, rows[i].reference, strlen(rows[i].reference), &out));
        assert_string_equal(out.data, rows[i].expected);
        str_release(&out);
    }
}

static void an_address_that_does_not_fit_is_left_out(void **state)
{
    (void)state;
    struct str out;
    str_init(&out, 12);
    str_add(&out, "<");
    assert_false(url_resolve("http://a/", "bcdefg", 6, &out));
    assert_string_equal(out.data, "<");
    assert_false(url_normalise("http://a/bcdefg", &out));
    assert_string_equal(out.data, "<");
    str_release(&out);
}

static void a_length_counts_not_a_terminator(void **state)
{
    (void)state;
    struct str out;
    str_init(&out, 100);
    assert_true(url_resolve("http://a/", "bc#d", 2, &out));
    assert_string_equal(out.data, "http://a/bc");
    str_clear(&out);
    assert_true(url_resolve("http://a/", "b\0c", 3, &out));
    assert_string_equal(out.data, "http://a/b%00c");
    str_release(&out);
}

static void two_spellings_of_an_address_are_one(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"HTTP://Example.COM", "http://example.com/"},
        {"http://example.com:80/a", "http://example.com/a"},
        {"https://example.com:443/a", "https://example.com/a"},
        {"http://example.com:443/a", "http://example.com:443/a"},
        {"http://example.com:/a", "http://example.com/a"},
        {"http://example.com/a/./b/../c", "http://example.com/a/c"},
        {"http://example.com/%7Euser/%2d%2E", "http://example.com/~user/-."},
        {"http://example.com/a/%2e%2E/b", "http://example.com/b"},
        {"http://example.com/100%", "http://example.com/100%25"},
        {"http://example.com/%3%32", "http://example.com/%2532"},
        {"http://example.com/a%2fb", "http://example.com/a%2Fb"},
        {"http://example.com/caf\xC3\xA9", "http://example.com/caf%C3%A9"},
        {"http://example.com/caf%c3%a9", "http://example.com/caf%C3%A9"},
        {"http://example.com/a?b=c%41#frag", "http://example.com/a?b=cA"},
        {"http://example.com/A/B?C", "http://example.com/A/B?C"},
        {"http://example.com/a?", "http://example.com/a?"},
        {" http:\\\\example.com\\a ", "http://example.com/a"},
        {"http:example.com", "http://example.com/"},
        {"http://U:P@example.com/", "http://U:P@example.com/"},
        {"https://[2001:DB8::1]:443/", "https://[2001:db8::1]/"},
        {"mailto:A@b", "mailto:A@b"},
        {"urn:ISBN:1", "urn:ISBN:1"},
        {"TAG:x,2020:Y", "tag:x,2020:Y"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str out;
        str_init(&out, LIMIT_STR_BYTES);
        assert_true(url_normalise(rows[i][0], &out));
        assert_string_equal(out.data, rows[i][1]);
        // The normal form of the normal form is itself.
        struct str again;
        str_init(&again, LIMIT_STR_BYTES);
        assert_true(url_normalise(out.data, &again));
        assert_string_equal(again.data, out.data);
        str_release(&again);
        str_release(&out);
    }
}

static void an_address_is_cut_into_its_parts(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *parts[7]; // scheme userinfo host port path query fragment
    } rows[] = {
        {"http://u:p@h:8/p?q#f", {"http", "u:p", "h", "8", "/p", "q", "f"}},
        {"//h", {NULL, NULL, "h", NULL, "", NULL, NULL}},
        {"p", {NULL, NULL, NULL, NULL, "p", NULL, NULL}},
        {"?", {NULL, NULL, NULL, NULL, "", "", NULL}},
        {"#", {NULL, NULL, NULL, NULL, "", NULL, ""}},
        {"http://h:", {"http", NULL, "h", "", "", NULL, NULL}},
        {"http://[::1]:80", {"http", NULL, "[::1]", "80", "", NULL, NULL}},
        {"http://@h", {"http", "", "h", NULL, "", NULL, NULL}},
        {"mailto:a?b", {"mailto", NULL, NULL, NULL, "a", "b", NULL}},
        {"javascript:a//b", {"javascript", NULL, NULL, NULL, "a//b", NULL, NULL}},
        {"a/b:c", {NULL, NULL, NULL, NULL, "a/b:c", NULL, NULL}},
        {"file:///x", {"file", NULL, "", NULL, "/x", NULL, NULL}},
        {"", {NULL, NULL, NULL, NULL, "", NULL, NULL}},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct url url;
        assert_true(url_split(rows[i].text, strlen(rows[i].text), &url));
        const struct slice got[] = {url.scheme, url.userinfo, url.host,    url.port,
                                    url.path,   url.query,    url.fragment};
        for (size_t part = 0; part < COUNT_OF(got); part++) {
            assert_int_equal(got[part].data != NULL, rows[i].parts[part] != NULL);
            if (got[part].data)
                assert_true(slice_is(got[part], rows[i].parts[part]));
        }
    }
}

static void only_http_and_https_with_a_host_are_web(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_web;
    } rows[] = {
        {"http://a", true},
        {"HTTPS://a/b", true},
        {"http://[::1]/", true},
        {"ftp://a", false},
        {"http:///a", false},
        {"http:a", false},
        {"//a", false},
        {"mailto:a@b", false},
        {"javascript:a", false},
        {"http://a/\x1B]", false},
        {"http://a/\n", false},
        {"http://a b/", false},
        {"http://:80/", false},
        {"", false},
        {"file:///etc/passwd", false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(url_is_web(rows[i].text), rows[i].is_web);
    assert_false(url_is_web(NULL));
}

static void an_origin_is_scheme_host_and_port(void **state)
{
    (void)state;
    static const struct {
        const char *a;
        const char *b;
        bool is_same;
    } rows[] = {
        {"http://a/b", "HTTP://A:80/c", true},   {"https://a/", "https://a:443", true},
        {"http://a/", "https://a/", false},      {"http://a/", "http://a:81/", false},
        {"http://a/", "http://b/", false},       {"http://u@a/", "http://a/", true},
        {"mailto:a@b", "mailto:a@b", false},     {"/a", "/a", false},
        {"http://a.b/", "http://a.b.c/", false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(url_same_origin(rows[i].a, rows[i].b), rows[i].is_same);
}

static void a_place_is_host_and_port(void **state)
{
    (void)state;
    static const struct {
        const char *url;
        const char *place;
    } rows[] = {
        {"http://a.example/b", "a.example"},
        {"http://u:p@a.example:81/b", "a.example:81"},
        {"http://[::1]:8080?x=1:2", "[::1]:8080"},
        {"https://a.example:/", "a.example:"},
        {"/path:81", ""},
        {"http://[broken/", ""},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct slice place = url_place(rows[i].url, strlen(rows[i].url));
        assert_true(slice_is(place, rows[i].place));
    }
}

static void form_values_are_encoded_and_decoded(void **state)
{
    (void)state;
    struct str out;
    str_init(&out, 200);
    url_encode_form("a b+c&d=\xC3\xA9\r\n*-._~\0x", 19, &out);
    assert_string_equal(out.data, "a+b%2Bc%26d%3D%C3%A9%0D%0A*-._%7E%00x");
    str_clear(&out);
    url_decode("a%20b+c%zz%4", 12, &out);
    assert_string_equal(out.data, "a b+c%zz%4");
    str_release(&out);
}

static void a_key_is_what_two_spellings_of_an_address_share(void **state)
{
    (void)state;
    static const struct {
        const char *url;
        const char *key;
    } rows[] = {
        {"http://www.Site.example/a/", "site.example/a"},
        {"https://site.example:443/a", "site.example/a"},
        {"https://site.example:8443/a", "site.example:8443/a"},
        {"https://site.example", "site.example"},
        {"https://site.example/A?id=1&utm_source=rss&utm_medium=x", "site.example/A?id=1"},
        {"https://site.example/?fbclid=x", "site.example"},
        {"https://site.example/?p=1&&q=2", "site.example?p=1&q=2"},
        {"https://site.example/?refs=1", "site.example?refs=1"}, // no tracker's name
        {"https://site.example/log#v1.2", "site.example/log#v1.2"},
        {"https://site.example/a#utm_source=rss", "site.example/a"},
        {"tag:site.example,2020:1/", "tag:site.example,2020:1/"},
        {"4711", "4711"},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str key;
        str_init(&key, 1000);
        url_key(rows[i].url, &key);
        assert_string_equal(key.data, rows[i].key);
        str_release(&key);
    }
}

static void an_address_is_shown_without_user_and_password(void **state)
{
    (void)state;
    static const struct {
        const char *url;
        const char *shown;
    } rows[] = {
        {"https://ada:pw@a.example:1/x@y?z@", "https://a.example:1/x@y?z@"},
        {"https://ada@a.example", "https://a.example"},
        {"https://a:b@c@a.example/", "https://a.example/"},
        {"https://a.example/@me", "https://a.example/@me"},
        {"https://a.example?q=@", "https://a.example?q=@"},
        {"ftp://ada:pw@[::1", "ftp://[::1"},
        {"mailto:ada@a.example", "mailto:ada@a.example"},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str shown;
        str_init(&shown, 1000);
        url_without_user(rows[i].url, &shown);
        assert_string_equal(shown.data, rows[i].shown);
        str_release(&shown);
    }
}

static void a_user_goes_on_only_where_it_is_at_home(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        const char *to;
        const char *kept;
    } rows[] = {
        {"http://u:p@a.example/1", "http://a.example/2", "http://u:p@a.example/2"},
        {"http://u:p@A.example/1", "https://a.example/2", "https://u:p@a.example/2"},
        {"https://u:p@a.example/1", "http://a.example/2", "http://a.example/2"},
        {"http://u:p@a.example/1", "http://a.example:81/2", "http://a.example:81/2"},
        {"http://u:p@a.example:81/1", "https://a.example/2", "https://a.example/2"},
        {"https://u:p@a.example/1", "https://b.a.example/2", "https://b.a.example/2"},
        {"https://u:p@a.example/1", "https://v:q@a.example/2", "https://v:q@a.example/2"},
        {"https://a.example/1", "https://a.example/2", "https://a.example/2"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str kept;
        str_init(&kept, 1000);
        url_keep_user(rows[i].from, rows[i].to, &kept);
        assert_string_equal(kept.data, rows[i].kept);
        str_release(&kept);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_examples_of_rfc_3986_resolve),
        cmocka_unit_test(sloppy_references_resolve_as_in_browsers),
        cmocka_unit_test(what_cannot_be_resolved_stays_as_it_is),
        cmocka_unit_test(an_address_that_does_not_fit_is_left_out),
        cmocka_unit_test(a_length_counts_not_a_terminator),
        cmocka_unit_test(two_spellings_of_an_address_are_one),
        cmocka_unit_test(an_address_is_cut_into_its_parts),
        cmocka_unit_test(only_http_and_https_with_a_host_are_web),
        cmocka_unit_test(an_origin_is_scheme_host_and_port),
        cmocka_unit_test(a_place_is_host_and_port),
        cmocka_unit_test(form_values_are_encoded_and_decoded),
        cmocka_unit_test(an_address_is_shown_without_user_and_password),
        cmocka_unit_test(a_user_goes_on_only_where_it_is_at_home),
        cmocka_unit_test(a_key_is_what_two_spellings_of_an_address_share),
    };
    return cmocka_run_group_tests_name("url", tests, NULL, NULL);
}
