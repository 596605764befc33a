#include "world.h"

#include <string.h>

#include "base/attributes.h"

static void an_answer_comes_whole(void **state)
{
    struct world *const world = *state;
    struct waiter waiter;
    waiter_init(&waiter);
    waiter_ask(&waiter, world->net, world_request(world, "GET", "/plain#part"));
    const struct web_response *const response = waiter.response;
    assert_non_null(response);
    assert_int_equal(response->status, 200);
    assert_string_equal(response->body, "hello");
    assert_int_equal(response->body_len, 5);
    char url[4096];
    assert_string_equal(response->url, world_address(world, "/plain#part", url));
    assert_null(response->permanent_url);
    assert_string_equal(web_header_find(response->headers, "x-a"), "1");
    assert_string_equal(web_header_find(response->headers, "x-empty"), "");
    waiter_release(&waiter);
}

static void a_request_says_who_asks_and_what_it_takes(void **state)
{
    struct world *const world = *state;
    struct waiter waiter;
    waiter_init(&waiter);
    struct web_request *const request = world_request(world, "GET", "/echo");
    web_request_header(request, "Accept", "application/rss+xml");
    web_request_header(request, "X-Empty", "");
    waiter_ask(&waiter, world->net, request);
    const char *const seen = waiter.response->body;
    assert_has(seen, "GET /echo HTTP/1.1\r\n");
    assert_has(seen, "User-Agent: courant/");
    assert_has(seen, "Accept-Encoding: ");
    assert_has(seen, "gzip");
    assert_has(seen, "Accept: application/rss+xml\r\n");
    assert_has(seen, "X-Empty:\r\n");
    waiter_release(&waiter);
}

static void a_form_is_posted_without_expect(void **state)
{
    struct world *const world = *state;
    struct waiter waiter;
    waiter_init(&waiter);
    struct web_request *const request = world_request(world, "POST", "/echo");
    char form[3000];
    memset(form, 'a', sizeof(form));
    web_request_form(request, form, sizeof(form));
    waiter_ask(&waiter, world->net, request);
    const char *const seen = waiter.response->body;
    assert_has(seen, "POST /echo HTTP/1.1\r\n");
    assert_has(seen, "Content-Type: application/x-www-form-urlencoded\r\n");
    assert_has(seen, "Content-Length: 3000\r\n");
    assert_has_not(seen, "Expect");
    assert_has(seen, "\r\n\r\naaaa");
    waiter_release(&waiter);
}

static void other_methods_are_sent_as_they_are(void **state)
{
    struct world *const world = *state;
    static const struct {
        const char *method;
        const char *body;
        const char *line;
    } rows[] = {
        {"PUT", "a=b", "PUT /echo HTTP/1.1\r\n"},
        {"DELETE", NULL, "DELETE /echo HTTP/1.1\r\n"},
        {"POST", NULL, "POST /echo HTTP/1.1\r\n"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct waiter waiter;
        waiter_init(&waiter);
        struct web_request *const request = world_request(world, rows[i].method, "/echo");
        if (rows[i].body)
            web_request_form(request, rows[i].body, strlen(rows[i].body));
        waiter_ask(&waiter, world->net, request);
        assert_has(waiter.response->body, rows[i].line);
        waiter_release(&waiter);
    }
    struct waiter waiter;
    waiter_init(&waiter);
    waiter_ask(&waiter, world->net, world_request(world, "HEAD", "/plain"));
    assert_int_equal(waiter.response->status, 200);
    assert_int_equal(waiter.response->body_len, 0);
    waiter_release(&waiter);
}

static void a_weak_tag_gets_its_304(void **state)
{
    struct world *const world = *state;
    struct waiter waiter;
    waiter_init(&waiter);
    struct web_request *const request = world_request(world, "GET", "/conditional");
    web_request_header(request, "If-None-Match", "W/\"5b69\"");
    waiter_ask(&waiter, world->net, request);
    assert_int_equal(waiter.response->status, 304);
    assert_string_equal(waiter.response->body, "");
    assert_string_equal(web_header_find(waiter.response->headers, "ETag"), "W/\"5b69\"");
    waiter_release(&waiter);
}

static void an_error_status_is_an_answer(void **state)
{
    struct world *const world = *state;
    static const struct {
        const char *path;
        int status;
        const char *body;
    } rows[] = {{"/gone", 410, "gone"}, {"/unknown", 404, "no"}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct waiter waiter;
        waiter_init(&waiter);
        waiter_ask(&waiter, world->net, world_request(world, "GET", rows[i].path));
        assert_int_equal(waiter.response->status, rows[i].status);
        assert_string_equal(waiter.response->body, rows[i].body);
        waiter_release(&waiter);
    }
}

static void an_encoding_that_nobody_knows_is_taken_as_it_comes(void **state)
{
    struct world *const world = *state;
    struct waiter waiter;
    waiter_init(&waiter);
    waiter_ask(&waiter, world->net, world_request(world, "GET", "/odd"));
    assert_non_null(waiter.response);
    assert_string_equal(waiter.response->body, "hello");
    assert_string_equal(web_header_find(waiter.response->headers, "Content-Encoding"), "utf-8");
    waiter_release(&waiter);
    assert_int_equal(server_count(world->server), 2);

    struct waiter post;
    waiter_init(&post);
    struct web_request *const request = world_request(world, "POST", "/odd");
    web_request_form(request, "a=b", 3);
    waiter_ask(&post, world->net, request);
    assert_null(post.response); // never sent twice
    assert_int_equal(post.err.kind, ERR_IO);
    waiter_release(&post);
    assert_int_equal(server_count(world->server), 3);
}

static void a_proxy_is_asked_for_everything(void **state)
{
    struct world *const world = *state;
    char proxy[4096];
    const struct net_options options = {.proxy = world_address(world, "", proxy),
                                        .user_agent = "test/1"};
    struct error err;
    struct net *const net = net_new(&options, &err);
    struct waiter waiter;
    waiter_init(&waiter);
    waiter_ask(&waiter, net, web_request_new("GET", "http://far.invalid/echo"));
    assert_int_equal(waiter.response->status, 404); // the path is the whole address
    assert_string_equal(waiter.response->url, "http://far.invalid/echo");
    waiter_release(&waiter);
    net_free(net);
}

static void early_hints_are_not_the_answer(void **state)
{
    struct world *const world = *state;
    struct waiter waiter;
    waiter_init(&waiter);
    waiter_ask(&waiter, world->net, world_request(world, "GET", "/early"));
    assert_int_equal(waiter.response->status, 200);
    assert_string_equal(web_header_find(waiter.response->headers, "Link"), "</final>");
    waiter_release(&waiter);
}

static void redirects_lead_to_the_answer(void **state)
{
    struct world *const world = *state;
    static const struct {
        const char *path;
        const char *url;
        const char *permanent; // NULL: none
    } rows[] = {
        {"/301", "/plain#part", "/plain"}, {"/308", "/plain#part", "/plain"},
        {"/302", "/plain", NULL},          {"/302-301", "/plain#part", NULL},
        {"/301-302", "/plain", "/302"},    {"/umlaut", "/caf%C3%A9%20x", NULL},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct waiter waiter;
        waiter_init(&waiter);
        waiter_ask(&waiter, world->net, world_request(world, "GET", rows[i].path));
        const struct web_response *const response = waiter.response;
        assert_non_null(response);
        assert_int_equal(response->status, 200);
        assert_string_equal(response->body, "hello");
        char url[4096];
        assert_string_equal(response->url, world_address(world, rows[i].url, url));
        assert_int_equal(response->permanent_url != NULL, rows[i].permanent != NULL);
        if (rows[i].permanent)
            assert_string_equal(response->permanent_url,
                                world_address(world, rows[i].permanent, url));
        assert_null(web_header_find(response->headers, "Location"));
        waiter_release(&waiter);
    }
}

static void a_redirect_that_is_not_followed_is_the_answer(void **state)
{
    struct world *const world = *state;
    struct waiter waiter;
    waiter_init(&waiter);
    struct web_request *const request = world_request(world, "POST", "/303");
    request->follows_redirects = false;
    web_request_form(request, "a=b", 3);
    waiter_ask(&waiter, world->net, request);
    assert_int_equal(waiter.response->status, 303);
    assert_string_equal(web_header_find(waiter.response->headers, "location"), "/echo");
    assert_string_equal(waiter.response->body, "moved");
    waiter_release(&waiter);
}

static void a_redirected_form_becomes_a_get_unless_307(void **state)
{
    struct world *const world = *state;
    static const struct {
        const char *path;
        const char *line;
        bool has_body;
    } rows[] = {
        {"/303", "GET /echo HTTP/1.1\r\n", false},
        {"/found", "GET /echo HTTP/1.1\r\n", false},
        {"/307", "POST /echo HTTP/1.1\r\n", true},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct waiter waiter;
        waiter_init(&waiter);
        struct web_request *const request = world_request(world, "POST", rows[i].path);
        web_request_form(request, "a=b", 3);
        waiter_ask(&waiter, world->net, request);
        const char *const seen = waiter.response->body;
        assert_has(seen, rows[i].line);
        (rows[i].has_body ? assert_has : assert_has_not)(seen, "a=b");
        (rows[i].has_body ? assert_has : assert_has_not)(seen, "Content-Type");
        waiter_release(&waiter);
    }
}

static void keys_stay_with_the_origin_that_was_asked(void **state)
{
    struct world *const world = *state;
    static const struct {
        const char *path;
        bool has_keys;
    } rows[] = {{"/echo", true}, {"/found", true}, {"/other", false}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char url[4096];
        snprintf(url, sizeof(url), "http://me:se%%20cret@127.0.0.1:%d%s",
                 server_port(world->server), rows[i].path);
        struct web_request *const request = web_request_new("GET", url);
        web_request_header(request, "X-Auth-Token", "key");
        web_request_header(request, "Accept", "text/html");
        struct waiter waiter;
        waiter_init(&waiter);
        waiter_ask(&waiter, world->net, request);
        const char *const seen = waiter.response->body;
        void (*const check)(const char *, const char *) =
            rows[i].has_keys ? assert_has : assert_has_not;
        check(seen, "Authorization: Basic bWU6c2UgY3JldA==\r\n"); // me:se cret
        check(seen, "X-Auth-Token: key\r\n");
        assert_has(seen, "Accept: text/html\r\n");
        assert_has_not(waiter.response->url, "me:");
        waiter_release(&waiter);
    }
}

static void a_form_is_not_sent_on_to_another_site(void **state)
{
    struct world *const world = *state;
    struct waiter waiter;
    waiter_init(&waiter);
    struct web_request *const request = world_request(world, "POST", "/other-307");
    web_request_form(request, "email=me", 8);
    waiter_ask(&waiter, world->net, request);
    assert_null(waiter.response);
    assert_int_equal(waiter.err.kind, ERR_REFUSED);
    waiter_release(&waiter);
}

static void a_form_without_an_answer_may_have_arrived(void **state)
{
    struct world *const world = *state;
    static const char *const rows[] = {"/nothing", "/half", "/nonsense", "/headers"};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct waiter waiter;
        waiter_init(&waiter);
        struct web_request *const request = world_request(world, "POST", rows[i]);
        web_request_form(request, "a=b", 3);
        waiter_ask(&waiter, world->net, request);
        assert_int_equal(waiter.err.kind, ERR_IO);
        assert_has(waiter.err.text, ": what you wrote may have arrived");
        assert_has_not(waiter.err.text, "try again");
        waiter_release(&waiter);
    }
    // What no host received can be sent again.
    struct waiter unknown;
    waiter_init(&unknown);
    struct web_request *const request = web_request_new("POST", "http://nowhere.invalid/");
    web_request_form(request, "a=b", 3);
    waiter_ask(&unknown, world->net, request);
    assert_int_equal(unknown.err.kind, ERR_NETWORK);
    waiter_release(&unknown);
}

static void what_cannot_be_had_is_told(void **state)
{
    struct world *const world = *state;
    static const struct {
        const char *path;
        enum error_kind kind;
        const char *says;
    } rows[] = {
        {"/loop", ERR_LIMIT, "more than 10 times"},
        {"/file", ERR_UNSUPPORTED, "file:///etc/passwd"},
        {"/script", ERR_UNSUPPORTED, "javascript:"},
        {"/ftp", ERR_UNSUPPORTED, "ftp://"},
        {"/bracket", ERR_UNSUPPORTED, "http://[::1/"},
        {"/half", ERR_NETWORK, "127.0.0.1 ended the connection before the answer was complete"},
        {"/half-chunked", ERR_NETWORK, "before the answer was complete"},
        {"/nothing", ERR_NETWORK, "127.0.0.1 ended the connection without an answer"},
        {"/nonsense", ERR_NETWORK, "127.0.0.1 answers with something that is not HTTP"},
        {"/headers", ERR_LIMIT, "headers"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct waiter waiter;
        waiter_init(&waiter);
        waiter_ask(&waiter, world->net, world_request(world, "GET", rows[i].path));
        assert_null(waiter.response);
        assert_int_equal(waiter.err.kind, rows[i].kind);
        assert_has(waiter.err.text, rows[i].says);
        waiter_release(&waiter);
    }
}

static void what_came_is_counted_whatever_became_of_it(void **state)
{
    struct world *const world = *state;
    static const struct {
        const char *path;
        const char *bytes; // as the server sends them
    } rows[] = {
        {"/half", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"},
        {"/gone", "HTTP/1.1 410 Gone\r\nContent-Length: 4\r\nConnection: close\r\n\r\ngone"},
        {"/nothing", ""},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct waiter waiter;
        waiter_init(&waiter);
        waiter_ask(&waiter, world->net, world_request(world, "GET", rows[i].path));
        assert_int_equal(waiter.spent.bytes, strlen(rows[i].bytes));
        waiter_release(&waiter);
    }
}

static void what_is_too_large_is_stopped(void **state)
{
    struct world *const world = *state;
    static const struct {
        const char *path;
        size_t limit_bytes;
        bool fits;
    } rows[] = {
        {"/bomb", 1 << 20, false},   {"/bomb", 16 << 20, true}, {"/endless", 1 << 20, false},
        {"/endless", 4 << 20, true}, {"/plain", 4, false},      {"/plain", 5, true},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct waiter waiter;
        waiter_init(&waiter);
        struct web_request *const request = world_request(world, "GET", rows[i].path);
        request->limit_bytes = rows[i].limit_bytes;
        waiter_ask(&waiter, world->net, request);
        assert_int_equal(waiter.response != NULL, rows[i].fits);
        if (rows[i].fits)
            assert_int_equal(waiter.response->body_len, rows[i].limit_bytes);
        else
            assert_int_equal(waiter.err.kind, ERR_LIMIT);
        waiter_release(&waiter);
    }
}

static void an_address_that_is_not_of_the_web_is_refused(void **state)
{
    struct world *const world = *state;
    static const char *const rows[] = {
        "file:///etc/passwd", "ftp://a/",   "nonsense", "", "//a/b", "http://",
        "mailto:a@b",         "http://a b/"};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct waiter waiter;
        waiter_init(&waiter);
        waiter_ask(&waiter, world->net, web_request_new("GET", rows[i]));
        assert_null(waiter.response);
        assert_int_equal(waiter.err.kind, ERR_UNSUPPORTED);
        waiter_release(&waiter);
    }
}

/* Nobody connects before it is closed, so it needs no handler. */
static void a_closed_port_and_an_unknown_host_are_told_apart(void **state)
{
    struct world *const world = *state;
    struct server *const gone = server_new(NULL, NULL);
    char url[256];
    snprintf(url, sizeof(url), "http://127.0.0.1:%d/", server_port(gone));
    server_free(gone);
    struct waiter refused;
    waiter_init(&refused);
    waiter_ask(&refused, world->net, web_request_new("GET", url));
    assert_int_equal(refused.err.kind, ERR_NETWORK);
    assert_has(refused.err.text, "127.0.0.1 refuses the connection");
    waiter_release(&refused);

    struct waiter unknown;
    waiter_init(&unknown);
    waiter_ask(&unknown, world->net, web_request_new("GET", "http://nowhere.invalid/"));
    assert_int_equal(unknown.err.kind, ERR_NETWORK);
    assert_has(unknown.err.text, "the host nowhere.invalid is not known");
    waiter_release(&unknown);
}

/* Whoever holds bodies may be waiting for another one. */
static void an_answer_comes_though_nobody_frees_the_others(void **state)
{
    struct world *const world = *state;
    enum { MANY = 6 }; // more together than the engine has memory for
    struct waiter waiters[MANY];
    for (int i = 0; i < MANY; i++) {
        waiter_init(&waiters[i]);
        waiter_ask(&waiters[i], world->net, world_request(world, "GET", "/large"));
        assert_non_null(waiters[i].response);
        assert_int_equal(waiters[i].response->body_len, 480 * 4096);
    }
    for (int i = 0; i < MANY; i++)
        waiter_release(&waiters[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(an_answer_comes_whole),
        WORLD_TEST(a_request_says_who_asks_and_what_it_takes),
        WORLD_TEST(a_form_is_posted_without_expect),
        WORLD_TEST(other_methods_are_sent_as_they_are),
        WORLD_TEST(a_weak_tag_gets_its_304),
        WORLD_TEST(an_error_status_is_an_answer),
        WORLD_TEST(an_encoding_that_nobody_knows_is_taken_as_it_comes),
        WORLD_TEST(a_proxy_is_asked_for_everything),
        WORLD_TEST(early_hints_are_not_the_answer),
        WORLD_TEST(redirects_lead_to_the_answer),
        WORLD_TEST(a_redirect_that_is_not_followed_is_the_answer),
        WORLD_TEST(a_redirected_form_becomes_a_get_unless_307),
        WORLD_TEST(keys_stay_with_the_origin_that_was_asked),
        WORLD_TEST(a_form_is_not_sent_on_to_another_site),
        WORLD_TEST(a_form_without_an_answer_may_have_arrived),
        WORLD_TEST(what_cannot_be_had_is_told),
        WORLD_TEST(what_came_is_counted_whatever_became_of_it),
        WORLD_TEST(what_is_too_large_is_stopped),
        WORLD_TEST(an_answer_comes_though_nobody_frees_the_others),
        WORLD_TEST(an_address_that_is_not_of_the_web_is_refused),
        WORLD_TEST(a_closed_port_and_an_unknown_host_are_told_apart),
    };
    return cmocka_run_group_tests_name("net", tests, NULL, NULL);
}
