#include "unit/unit.h"

#include <string.h>

#include "base/attributes.h"
#include "base/limits.h"
#include "base/time.h"
#include "web/http.h"
#include "web/http_date.h"

enum { HEADERS_MOST = 4 };

/* A response with the headers of a row: name, value, name, value ... NULL. */
static struct web_response *response_with(const char *const headers[2 * HEADERS_MOST])
{
    struct web_response *const response = web_response_new();
    response->url = "http://a/b/c";
    for (size_t i = 0; i < HEADERS_MOST && headers[2 * i]; i++)
        web_header_add(&response->headers, &response->arena, headers[2 * i], headers[2 * i + 1]);
    return response;
}

static int64_t at(const char *text)
{
    int64_t time_ms = TIME_NONE;
    assert_true(http_date_parse(slice_of(text), 0, &time_ms));
    return time_ms;
}

static void headers_are_found_in_any_case_and_keep_their_order(void **state)
{
    (void)state;
    struct web_response *const response =
        response_with((const char *const[8]){"ETag", "\"1\"", "X", "2", "etag", "\"3\""});
    assert_string_equal(web_header_find(response->headers, "etag"), "\"1\"");
    assert_string_equal(response->headers->next->next->value, "\"3\"");
    assert_null(web_header_find(response->headers, "Y"));
    assert_string_equal(response->body, "");
    web_response_free(response);
}

static void a_request_cannot_smuggle_a_header(void **state)
{
    (void)state;
    struct web_request *const request = web_request_new("GET", "http://a/");
    web_request_header(request, "X-One", "a\r\nX-Two: b");
    web_request_header(request, "X-Three:", "c");
    web_request_header(request, "", "d");
    assert_string_equal(request->headers->value, "a  X-Two: b");
    assert_null(request->headers->next);
    assert_true(request->follows_redirects);
    web_request_free(request);
}

static void an_entity_tag_is_sent_without_its_weakness(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"W/\"5b69\"", "\"5b69\""},
        {"\"5b69\"", "\"5b69\""},
        {"\"W/\"", "\"W/\""},
        {"W/\"a\", W/\"b\"", "\"a\", \"b\""},
        {"\"aW/\", W/\"b\"", "\"aW/\", \"b\""},
        {"W/5b69", "W/5b69"},
        {"*", "*"},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct web_request *const request = web_request_new("GET", "http://a/");
        web_request_header(request, "if-none-match", rows[i][0]);
        assert_string_equal(request->headers->value, rows[i][1]);
        web_request_free(request);
    }
}

static void a_form_is_a_body_with_its_type(void **state)
{
    (void)state;
    struct web_request *const request = web_request_new("POST", "http://a/");
    web_request_form(request, "a=b", 3);
    assert_string_equal(request->body, "a=b");
    assert_int_equal(request->body_len, 3);
    assert_string_equal(web_header_find(request->headers, "content-type"),
                        "application/x-www-form-urlencoded");
    web_request_free(request);
}

static void content_types_are_read(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        {"text/html; charset=utf-8", "text/html", "utf-8"},
        {"Text/HTML;Charset=\"UTF-8\"", "text/html", "utf-8"},
        {"text/xml; a=b; charset='koi8-r'; c", "text/xml", "koi8-r"},
        {"text/html", "text/html", ""},
        {" application/rss+xml ;charset = latin1 ", "application/rss+xml", "latin1"},
        {"text/html, text/plain; charset=x", "text/html", ""},
        {"text/html; charset=", "text/html", ""},
        {";charset=utf-8", "", "utf-8"},
        {"", "", ""},
        {NULL, "", ""},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char type[64];
        char charset[64];
        web_content_type(rows[i][0], type, charset);
        assert_string_equal(type, rows[i][1]);
        assert_string_equal(charset, rows[i][2]);
    }
    char name[200];
    memset(name, 'x', sizeof(name));
    name[sizeof(name) - 1] = '\0';
    char type[64];
    char charset[64];
    web_content_type(name, type, charset);
    assert_int_equal(strlen(type), 63);
}

static void link_headers_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *header;
        const char *rel;
        const char *type;
        const char *expected;
    } rows[] = {
        {"<http://h/x>; rel=\"hub\"", "hub", NULL, "http://h/x"},
        {"</x>;rel=hub", "hub", NULL, "http://a/x"},
        {"<x>; rel=\"prev Hub\"", "hub", NULL, "http://a/b/x"},
        {"<x>; rel=prev, <y>; rel=hub", "hub", NULL, "http://a/b/y"},
        {"<x,y>; title=\"a, b; rel=hub\"; rel=next", "next", NULL, "http://a/b/x,y"},
        {"<x>; title=\"a \\\" ,b\"; REL=next", "next", NULL, "http://a/b/x"},
        {"<x>; rel=alternate; type=\"application/json\", <y>; rel=alternate; type=text/html",
         "alternate", "text/html", "http://a/b/y"},
        {"<x>; rel=alternate; type=\"application/JSON;v=1\"", "alternate", "application/json",
         "http://a/b/x"},
        {"<x>; rel=\"https://api.w.org/\"", "https://api.w.org/", NULL, "http://a/b/x"},
        {"<x>; rel=prev; rel=hub", "hub", NULL, NULL}, // the first rel counts
        {"<x>; rel=hub; anchor=\"#y\"", "hub", NULL, NULL},
        {"<http://>; rel=hub", "hub", NULL, NULL}, // leads nowhere
        {"<http://>; rel=hub, <y>; rel=hub", "hub", NULL, "http://a/b/y"},
        {"<x>", "hub", NULL, NULL},
        {"<x", "hub", NULL, NULL},
        {"<x>; rel=\"hub", "hub", NULL, "http://a/b/x"},
        {"<x>; rel", "hub", NULL, NULL},
        {"rel=hub", "hub", NULL, NULL},
        {"", "hub", NULL, NULL},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct web_response *const response =
            response_with((const char *const[8]){"X", "<z>; rel=hub", "link", rows[i].header});
        struct str out;
        str_init(&out, LIMIT_URL_BYTES);
        assert_int_equal(web_link_find(response, rows[i].rel, rows[i].type, &out),
                         rows[i].expected != NULL);
        assert_string_equal(out.data, rows[i].expected ? rows[i].expected : "");
        str_release(&out);
        web_response_free(response);
    }
}

static void the_three_forms_of_http_dates_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t time_ms; // TIME_NONE: no date
    } rows[] = {
        {"Sun, 06 Nov 1994 08:49:37 GMT", 784111777000},
        {"Sunday, 06-Nov-94 08:49:37 GMT", 784111777000},
        {"Sun Nov  6 08:49:37 1994", 784111777000},
        {"Wed Nov 16 08:49:37 1994", 784975777000},
        {" Sun, 06 Nov 1994 08:49:37 GMT ", 784111777000},
        {"Thu, 01 Jan 1970 00:00:00 GMT", 0},
        {"Sat, 31 Dec 2016 23:59:60 GMT", 1483228799000},
        {"Thu, 29 Feb 2024 00:00:00 GMT", 1709164800000},
        {"Wed, 29 Feb 2023 00:00:00 GMT", TIME_NONE},
        {"Thursday, 01-Jan-70 00:00:00 GMT", 3155760000000}, // 2070: within 50 years of 2024
        {"Wednesday, 01-Jan-75 00:00:00 GMT", 157766400000}, // 1975
        {"Sun, 06 Nov 1994 08:49:37 +0000", TIME_NONE},
        {"Sun, 6 Nov 1994 08:49:37 GMT", TIME_NONE},
        {"Sun, 06 nov 1994 08:49:37 GMT", TIME_NONE},
        {"Sun, 06 Nov 1994 24:00:00 GMT", TIME_NONE},
        {"Sun, 00 Nov 1994 08:49:37 GMT", TIME_NONE},
        {"Sun, 06 Nov 1994 08:49:37 GMT x", TIME_NONE},
        {"Sun, 06 Nov 1994", TIME_NONE},
        {"0", TIME_NONE},
        {"", TIME_NONE},
    };
    const int64_t now_ms = 1709164800000;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        int64_t time_ms = TIME_NONE;
        assert_int_equal(http_date_parse(slice_of(rows[i].text), now_ms, &time_ms),
                         rows[i].time_ms != TIME_NONE);
        assert_int_equal(time_ms, rows[i].time_ms);
    }
}

static void an_answer_says_how_long_it_is_fresh(void **state)
{
    (void)state;
    static const struct {
        const char *headers[2 * HEADERS_MOST];
        int64_t seconds;
    } rows[] = {
        {{NULL}, -1},
        {{"Cache-Control", "max-age=60"}, 60},
        {{"cache-control", "public, MAX-AGE = \"60\" , must-revalidate"}, 60},
        {{"Cache-Control", "max-age=60", "Cache-Control", "no-cache"}, 0},
        {{"Cache-Control", "max-age=60, no-store"}, 0},
        {{"Cache-Control", "no-cache=\"Set-Cookie, X\", max-age=60"}, 60},
        {{"Cache-Control", "s-maxage=10, max-age=60"}, 60},
        {{"Cache-Control", "max-age=60, max-age=5"}, 60},
        {{"Cache-Control", "max-age=soon"}, 0},
        {{"Cache-Control", "max-age"}, 0},
        {{"Cache-Control", "max-age=-1"}, 0},
        {{"Cache-Control", "max-age=99999999999999999999"}, INT32_MAX},
        {{"Cache-Control", "x-max-age=60"}, -1},
        {{"Cache-Control", "max-age=60", "Age", "20"}, 40},
        {{"Cache-Control", "max-age=60", "Age", "70"}, 0},
        {{"Cache-Control", "max-age=60", "Age", "old"}, 60},
        {{"Expires", "Sun, 06 Nov 1994 08:50:37 GMT"}, 60},
        {{"Expires", "Sun, 06 Nov 1994 08:50:37 GMT", "Date", "Sun, 06 Nov 1994 08:50:07 GMT"}, 30},
        {{"Expires", "Sun, 06 Nov 1994 08:00:00 GMT"}, 0},
        {{"Expires", "0"}, 0},
        {{"Expires", "Sun, 06 Nov 1994 08:50:37 GMT", "Cache-Control", "max-age=5"}, 5},
        {{"Cache-Control", "", "Expires", "-1"}, 0},
    };
    const int64_t now_ms = at("Sun, 06 Nov 1994 08:49:37 GMT");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct web_response *const response = response_with(rows[i].headers);
        assert_int_equal(web_fresh_seconds(response, now_ms), rows[i].seconds);
        web_response_free(response);
    }
}

static void retry_after_is_seconds_or_a_date(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        int64_t seconds;
    } rows[] = {
        {"120", 120}, {" 0 ", 0},
        {"-1", -1},   {"Sun, 06 Nov 1994 08:50:37 GMT", 60},
        {"soon", -1}, {"Sun, 06 Nov 1994 08:00:00 GMT", 0},
        {"1.5", -1},  {"99999999999", INT32_MAX},
    };
    const int64_t now_ms = at("Sun, 06 Nov 1994 08:49:37 GMT");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct web_response *const response =
            response_with((const char *const[8]){"Retry-After", rows[i].value});
        assert_int_equal(web_retry_after_seconds(response, now_ms), rows[i].seconds);
        web_response_free(response);
    }
    struct web_response *const silent = web_response_new();
    assert_int_equal(web_retry_after_seconds(silent, now_ms), -1);
    web_response_free(silent);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_are_found_in_any_case_and_keep_their_order),
        cmocka_unit_test(a_request_cannot_smuggle_a_header),
        cmocka_unit_test(an_entity_tag_is_sent_without_its_weakness),
        cmocka_unit_test(a_form_is_a_body_with_its_type),
        cmocka_unit_test(content_types_are_read),
        cmocka_unit_test(link_headers_are_found),
        cmocka_unit_test(the_three_forms_of_http_dates_are_read),
        cmocka_unit_test(an_answer_says_how_long_it_is_fresh),
        cmocka_unit_test(retry_after_is_seconds_or_a_date),
    };
    return cmocka_run_group_tests_name("http", tests, NULL, NULL);
}
