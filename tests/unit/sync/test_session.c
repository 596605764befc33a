#include <string.h>

#include "base/limits.h"
#include "base/path.h"
#include "base/time.h"
#include "sync/sync.h"
#include "unit/unit.h"

/*
 * What is said between courant and a service is a file (tests/data/sync/README). It is played as it
 * stands, and then again and again with one of its answers put wrong.
 */
struct play {
    struct str file;
    struct slice rest;
    struct sync_session *session;
    struct str password;
};

static const char *const mark_names[] = {"read", "unread", "star", "unstar"};

static bool next_line(struct play *play, struct slice *line)
{
    return slice_next(&play->rest, '\n', line);
}

/* The word at the front of the line, taken off. */
static struct slice word(struct slice *line)
{
    struct slice piece = {"", 0};
    slice_next(line, ' ', &piece);
    return piece;
}

static int64_t number(struct slice text, int64_t otherwise)
{
    long long value;
    return slice_to_int64(text, &value) ? value : otherwise;
}

static void read_ids(struct slice text, struct vec *ids)
{
    struct slice piece;
    vec_init(ids, sizeof(int64_t));
    while (slice_next(&text, ',', &piece))
        *(int64_t *)vec_push(ids) = number(piece, 0);
}

static void begin(struct play *play, struct slice line)
{
    static char service[32];
    const struct slice name = word(&line);
    snprintf(service, sizeof(service), "%.*s", (int)name.len, name.data);
    const int64_t synced_ms = number(word(&line), TIME_NONE);
    const struct sync_account account = {.service = service,
                                         .server = "https://s.example/x",
                                         .user = "ann",
                                         .password = "pass w\xC3\xB6rd&=",
                                         .synced_ms = synced_ms,
                                         .last_id = number(word(&line), 0)};
    play->session = sync_new(&account);
}

static void give_ids(struct play *play, struct slice line, bool is_mark)
{
    struct vec ids;
    const struct slice mark = is_mark ? word(&line) : (struct slice){"", 0};
    read_ids(line, &ids);
    if (!is_mark)
        sync_want(play->session, ids.items, ids.count);
    for (int i = 0; i < SYNC_MARKS; i++)
        if (is_mark && slice_is(mark, mark_names[i]))
            sync_send(play->session, (enum sync_mark)i, ids.items, ids.count);
    vec_release(&ids);
}

/* Lines up to one that begins another part, as they stand. */
static void read_block(struct play *play, struct str *block)
{
    while (play->rest.len && !strchr("><=", play->rest.data[0]) &&
           !slice_starts(play->rest, "want ")) {
        struct slice line;
        next_line(play, &line);
        str_append(block, line.data, line.len);
        str_add_char(block, '\n');
    }
}

/* A request as the file writes it: who asks is a header. */
static void write_request(const struct web_request *request, struct str *out)
{
    const char *const server = "https://s.example/x";
    assert_memory_equal(request->url, server, strlen(server));
    str_printf(out, "%s %s\n", request->method, request->url + strlen(server));
    for (const struct web_header *h = request->headers; h; h = h->next)
        if (strcmp(h->name, "Accept") != 0 && strcmp(h->name, "Content-Type") != 0)
            str_printf(out, "%s: %s\n", h->name, h->value);
    if (request->way.user)
        str_printf(out, "user %s %s\n", request->way.user, request->way.password);
    if (request->body)
        str_printf(out, "%s\n", request->body);
}

static struct web_response *answer(int status, struct slice header, const struct str *body)
{
    struct web_response *const response = web_response_new();
    response->status = status;
    struct slice name = {"", 0};
    if (slice_next(&header, ':', &name) && name.len) {
        const struct slice value = slice_trim(header);
        web_header_add(&response->headers, &response->arena,
                       arena_strndup(&response->arena, name.data, name.len),
                       arena_strndup(&response->arena, value.data, value.len));
    }
    free(response->body);
    struct str copy;
    str_init(&copy, LIMIT_STR_BYTES);
    str_append(&copy, body->data, body->len);
    response->body_len = copy.len;
    response->body = str_steal(&copy);
    return response;
}

/* ---- what an answer brought */

static const char *or_dash(const char *text)
{
    return text ? text : "-";
}

static void write_ids(const int64_t *ids, size_t count, struct str *out)
{
    for (size_t i = 0; i < count; i++)
        str_printf(out, "%s%lld", i ? "," : "", (long long)ids[i]);
    if (count == 0)
        str_add(out, "-");
}

static void write_feed(const struct sync_feed *feed, struct str *out)
{
    str_printf(out, "= feed %s %s %s %s %s\n", feed->id, feed->url, or_dash(feed->title),
               or_dash(feed->link), or_dash(feed->folder));
}

static void write_article(const struct sync_article *article, struct str *out)
{
    const struct feed_entry *const entry = &article->entry;
    str_printf(out, "= article %lld %s %s %s ", (long long)article->id, article->feed,
               article->is_unread ? "unread" : "read", article->is_starred ? "star" : "plain");
    if (entry->published_ms == TIME_NONE)
        str_add(out, "-");
    else
        str_printf(out, "%lld", (long long)entry->published_ms);
    str_printf(out, " %s %s|%s|%s", or_dash(entry->link), or_dash(entry->title),
               or_dash(entry->author), or_dash(entry->content));
    for (const struct feed_enclosure *e = entry->enclosures; e; e = e->next)
        str_printf(out, " %s %s %lld", e->url, or_dash(e->type), (long long)e->length_bytes);
    str_add(out, "\n");
}

static void write_changes(const struct sync_changes *changes, struct str *out)
{
    if (changes->news == SYNC_SENT) {
        str_printf(out, "= sent %s ", mark_names[changes->mark]);
        write_ids(changes->ids, changes->id_count, out);
        str_add(out, "\n");
    }
    if (changes->news == SYNC_LISTED) {
        str_add(out, "= listed");
        for (int i = 0; i < SYNC_LISTS; i++) {
            str_add(out, " ");
            write_ids(changes->lists[i].items, changes->lists[i].count, out);
        }
        str_add(out, "\n");
    }
    for (size_t i = 0; changes->news == SYNC_FEEDS && i < changes->feeds.count; i++)
        write_feed(vec_at(&changes->feeds, i), out);
    for (size_t i = 0; changes->news == SYNC_ARTICLES && i < changes->articles.count; i++)
        write_article(vec_at(&changes->articles, i), out);
}

/* ---- playing */

static void play_init(struct play *play, const char *name)
{
    char path[4096];
    char data[128];
    struct error err = {0};
    *play = (struct play){0};
    str_init(&play->file, 1 << 20);
    snprintf(data, sizeof(data), "tests/data/sync/%s.txt", name);
    if (!file_read(unit_path(path, data), 1 << 20, &play->file, &err))
        fail_msg("%s", err.text);
    play->rest = (struct slice){play->file.data, play->file.len};
}

static void play_release(struct play *play)
{
    sync_free(play->session);
    str_release(&play->file);
}

static void check_request(struct play *play, struct slice first)
{
    struct str expected;
    struct str found;
    str_init(&expected, 1 << 16);
    str_init(&found, 1 << 16);
    str_append(&expected, first.data, first.len);
    str_add(&expected, "\n");
    read_block(play, &expected);
    struct web_request *const request = sync_ask(play->session);
    if (request)
        write_request(request, &found);
    web_request_free(request);
    assert_string_equal(found.data, expected.data);
    str_release(&found);
    str_release(&expected);
}

static void check_answer(struct play *play, struct slice head)
{
    struct str body;
    struct str expected;
    struct str found;
    struct error err = {0};
    str_init(&body, 1 << 20);
    str_init(&expected, 1 << 16);
    str_init(&found, 1 << 16);
    const int status = (int)number(word(&head), 0);
    read_block(play, &body);
    while (slice_starts(play->rest, "=")) {
        struct slice line;
        next_line(play, &line);
        str_append(&expected, line.data, line.len);
        str_add_char(&expected, '\n');
    }
    struct web_response *const response = answer(status, head, &body);
    if (!sync_read(play->session, response, &err))
        fail_msg("%s", err.text);
    web_response_free(response);
    write_changes(sync_changes(play->session), &found);
    assert_string_equal(found.data, expected.data);
    str_release(&found);
    str_release(&expected);
    str_release(&body);
}

/* Play up to the answer of that number, which comes next; false: there are fewer. */
static bool play_until(struct play *play, int answers)
{
    struct slice line;
    while (play->rest.len) {
        if (slice_starts(play->rest, "<") && answers-- == 0)
            return true;
        next_line(play, &line);
        const struct slice what = word(&line);
        if (slice_is(what, "account"))
            begin(play, line);
        else if (slice_is(what, ">"))
            check_request(play, line);
        else if (slice_is(what, "<"))
            check_answer(play, line);
        else
            give_ids(play, line, slice_is(what, "send"));
    }
    return false;
}

static const char *const services_played[] = {"greader", "miniflux",    "fever",
                                              "ttrss",   "ttrss-first", "nextcloud"};

enum { PLAYED = sizeof(services_played) / sizeof(services_played[0]) };

static void what_is_asked_and_understood_is_what_the_service_wants_and_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < PLAYED; i++) {
        struct play play;
        play_init(&play, services_played[i]);
        assert_false(play_until(&play, 1000));
        assert_null(sync_ask(play.session));
        play_release(&play);
    }
}

/* Whatever comes: a sentence or an end, never a request without end. */
static void answer_wrongly(struct play *play, const struct str *body, int status)
{
    enum { REQUESTS_MOST = 3000 };
    struct error err = {0};
    bool goes_on = true;
    for (int i = 0; goes_on; i++) {
        assert_true(i < REQUESTS_MOST);
        struct web_response *const response = answer(status, (struct slice){"", 0}, body);
        goes_on = sync_read(play->session, response, &err);
        web_response_free(response);
        if (!goes_on) {
            assert_int_not_equal(err.kind, ERR_NONE);
            assert_true(err.text[0] != '\0');
            break;
        }
        struct web_request *const request = sync_ask(play->session);
        goes_on = request != NULL;
        web_request_free(request);
    }
}

static void no_answer_is_too_strange(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "",
        " ",
        "null",
        "[]",
        "{}",
        "7",
        "\"OK\"",
        "OK",
        "Auth=\n",
        "<html>",
        "{\"a\":",
        "[null,7,\"x\",[],{}]",
        "\xff\xfe",
        "[{\"id\":1,\"feed\":[],\"category\":7,\"feed_id\":{},\"status\":null}]",
        "{\"subscriptions\":[null,7,[],{\"id\":7,\"url\":[],\"categories\":{\"a\":1}},{\"id\":"
        "\"feed/x\"}]}",
        "{\"itemRefs\":[null,7,[],{\"id\":null},{\"id\":[1]},{\"id\":\"99999999999999999999\"}],"
        "\"continuation\":7}",
        "{\"itemRefs\":[{\"id\":\"1\"}],\"continuation\":\"x\"}",
        "{\"items\":[null,7,[],{\"id\":[]},{\"id\":1,\"origin\":7},{\"id\":\"1\",\"origin\":"
        "{\"streamId\":\"f\"},\"canonical\":[7],\"categories\":[7,null],\"summary\":7,"
        "\"enclosure\":[7,{\"href\":7}],\"published\":99999999999999999}]}",
        "{\"auth\":1,\"feeds\":[null,7,{\"id\":\"x\"},{\"id\":1,\"url\":7}],\"groups\":7,"
        "\"feeds_groups\":[7,{\"group_id\":1,\"feed_ids\":7}],\"items\":[7,{\"id\":1}],"
        "\"unread_item_ids\":\"1,,x,2\",\"saved_item_ids\":[7],\"folders\":[7,{}]}",
        "{\"status\":0,\"content\":[null,7,{\"id\":\"x\"},{\"id\":1,\"feed_url\":7}]}",
        "{\"status\":0,\"content\":{\"session_id\":7}}",
        "{\"status\":1,\"content\":{\"error\":7}}",
        "{\"status\":1,\"content\":{\"error\":\"NOT_LOGGED_IN\"}}",
        "{\"total\":1,\"entries\":[null,7,{\"id\":1},{\"id\":2,\"feed\":7,\"feed_id\":7}]}",
    };
    enum { BODIES = sizeof(bodies) / sizeof(bodies[0]) };
    static const int statuses[] = {200, 204, 400, 401, 404, 500};
    for (size_t i = 0; i < PLAYED * BODIES * 6; i++) {
        const size_t service = i / (BODIES * 6);
        bool is_there = true;
        for (int at = 0; is_there; at++) {
            struct play play;
            struct str body;
            play_init(&play, services_played[service]);
            str_init(&body, 1 << 16);
            str_add(&body, bodies[i / 6 % BODIES]);
            is_there = play_until(&play, at);
            if (is_there)
                answer_wrongly(&play, &body, statuses[i % 6]);
            str_release(&body);
            play_release(&play);
        }
    }
}

/* As The Old Reader's, which are no numbers of 64 bits: nothing is taken for a list of nothing. */
static void a_list_without_any_number_is_no_list(void **state)
{
    (void)state;
    enum { UNREAD_AT = 8 };
    struct play play;
    struct str body;
    struct error err = {0};
    play_init(&play, "greader");
    assert_true(play_until(&play, UNREAD_AT));
    str_init(&body, 1 << 10);
    str_add(&body, "{\"itemRefs\":[{\"id\":\"00157a17b192950b65be3791\"}]}");
    struct web_response *const response = answer(200, (struct slice){"", 0}, &body);
    assert_false(sync_read(play.session, response, &err));
    web_response_free(response);
    assert_string_equal(err.text, "https://s.example/x: what the server answers is not the list of "
                                  "unread articles");
    str_release(&body);
    play_release(&play);
}

/* Of a server that never does it. */
static void a_star_is_turned_four_times_at_most(void **state)
{
    (void)state;
    enum { LOOK_AT = 4, TURNS = 4 };
    struct play play;
    struct str body;
    struct error err = {0};
    play_init(&play, "miniflux");
    assert_true(play_until(&play, LOOK_AT));
    str_init(&body, 1 << 10);
    str_add(&body, "{\"id\":5,\"starred\":false}");
    int turns = 0;
    bool goes_on = true;
    while (goes_on) {
        struct web_response *const response = answer(200, (struct slice){"", 0}, &body);
        goes_on = sync_read(play.session, response, &err);
        web_response_free(response);
        struct web_request *const request = sync_ask(play.session);
        turns += goes_on && strcmp(request->method, "PUT") == 0;
        web_request_free(request);
    }
    assert_int_equal(turns, TURNS);
    assert_string_equal(err.text,
                        "https://s.example/x: a star does not stay as it is set, perhaps since "
                        "another sync runs at the same moment; the next one tries again");
    str_release(&body);
    play_release(&play);
}

static void of_what_is_recent_no_whole_archive_is_wanted(void **state)
{
    (void)state;
    enum { RECENT_AT = 11, REFS = 12000, MOST = 10000 };
    struct play play;
    struct str body;
    struct error err = {0};
    play_init(&play, "greader");
    assert_true(play_until(&play, RECENT_AT));
    str_init(&body, 1 << 20);
    str_add(&body, "{\"continuation\":\"more\",\"itemRefs\":[");
    for (int i = 0; i < REFS; i++)
        str_printf(&body, "%s{\"id\":\"%d\"}", i ? "," : "", REFS - i);
    str_add(&body, "]}");
    struct web_response *const response = answer(200, (struct slice){"", 0}, &body);
    assert_true(sync_read(play.session, response, &err));
    web_response_free(response);
    const struct sync_changes *const changes = sync_changes(play.session);
    assert_int_equal(changes->news, SYNC_LISTED);
    assert_int_equal(changes->lists[SYNC_LIST_RECENT].count, MOST);
    assert_int_equal(*(const int64_t *)vec_at(&changes->lists[SYNC_LIST_RECENT], 0), REFS);
    str_release(&body);
    play_release(&play);
}

static void of_an_article_no_more_is_attached_than_of_a_feeds_entry(void **state)
{
    (void)state;
    enum { ARTICLES_AT = 13, LINKS = 300, MOST = 256 };
    struct play play;
    struct str body;
    struct error err = {0};
    play_init(&play, "greader");
    assert_true(play_until(&play, ARTICLES_AT));
    str_init(&body, 1 << 20);
    str_add(&body, "{\"items\":[{\"id\":\"7\",\"origin\":{\"streamId\":\"f\"},\"enclosure\":[");
    for (int i = 0; i < LINKS; i++)
        str_printf(&body, "%s{\"href\":\"https://a.example/%d\"}", i ? "," : "", i);
    str_add(&body, "]}]}");
    struct web_response *const response = answer(200, (struct slice){"", 0}, &body);
    assert_true(sync_read(play.session, response, &err));
    web_response_free(response);
    const struct vec *const articles = &sync_changes(play.session)->articles;
    assert_int_equal(articles->count, 1);
    const struct sync_article *const article = vec_at(articles, 0);
    int count = 0;
    for (const struct feed_enclosure *e = article->entry.enclosures; e; e = e->next)
        count++;
    assert_int_equal(count, MOST);
    str_release(&body);
    play_release(&play);
}

static void an_address_is_kept_without_what_the_requests_bring_along(void **state)
{
    (void)state;
    static const struct {
        const char *service;
        const char *text;
        const char *server; // NULL: it is refused
    } rows[] = {
        {"greader", "https://a.example/api/greader.php", "https://a.example/api/greader.php"},
        {"greader", "https://a.example/api/greader.php/", "https://a.example/api/greader.php"},
        {"greader", "http://a.example:8080/reader/api/0/", "http://a.example:8080"},
        {"ttrss", "https://a.example/tt-rss/api/", "https://a.example/tt-rss"},
        {"miniflux", "https://a.example/v1", "https://a.example"},
        {"fever", "https://a.example/fever/?api", "https://a.example/fever"},
        {"nextcloud", "https://a.example/cloud/index.php/apps/news/api/v1-3/",
         "https://a.example/cloud"},
        {"greader", "https://u:p@a.example/", NULL},
        {"greader", "https://a.example/?page=1", NULL},
        {"miniflux", "https://a.example/v1#unread", NULL},
        {"greader", "a.example", NULL},
        {"greader", "file:///etc/passwd", NULL},
        {"reader", "https://a.example", NULL},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct str server;
        struct error err = {0};
        str_init(&server, LIMIT_URL_BYTES);
        assert_int_equal(sync_server(rows[i].service, rows[i].text, &server, &err),
                         rows[i].server != NULL);
        if (rows[i].server)
            assert_string_equal(server.data, rows[i].server);
        else
            assert_int_equal(err.kind, ERR_USAGE);
        str_release(&server);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_asked_and_understood_is_what_the_service_wants_and_says),
        cmocka_unit_test(no_answer_is_too_strange),
        cmocka_unit_test(a_list_without_any_number_is_no_list),
        cmocka_unit_test(a_star_is_turned_four_times_at_most),
        cmocka_unit_test(of_what_is_recent_no_whole_archive_is_wanted),
        cmocka_unit_test(of_an_article_no_more_is_attached_than_of_a_feeds_entry),
        cmocka_unit_test(an_address_is_kept_without_what_the_requests_bring_along),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
