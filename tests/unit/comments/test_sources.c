/*
 * Threads from each source: WordPress's REST, comment feeds, pages; and where they are to be had.
 */
#include "unit/comments/world.h"

#include "base/limits.h"
#include "comments/source.h"
#include "feed/feed.h"

// The thread of one article as WordPress has it; pages and REST tell all of it.
static const char whole_thread[] = "217< 0 Tom & \"T\" O'N|First. I was there.\n"
                                   "218<217 1 陈美玲|同意。 [second]\n"
                                   "219<218 2 Ben Ito|Two paragraphs. The second has a link.\n"
                                   "220<217 1 Ada|An answer to the first 🤣\n"
                                   "221< 0 Дёрте|A top-level comment\n";

// The same as the block theme shows it.
static const char shown_thread[] = "217< 0 Tom & “T” O’N|First. I was there.\n"
                                   "218<217 1 陈美玲|同意。 [second]\n"
                                   "219<218 2 Ben Ito|Two paragraphs. The second has a link.\n"
                                   "220<217 1 Ada|An answer to the first 🤣\n"
                                   "221< 0 Дёрте|A top-level comment\n";

static void rest_gives_the_whole_thread(void **state)
{
    (void)state;
    char *const json = world_read("wordpress-rest.json");
    struct comments_thread thread;
    comments_thread_init(&thread);
    assert_true(comments_from_wordpress(json, strlen(json), &thread, NULL));
    comments_thread_arrange(&thread);
    char *const lines = world_lines(&thread);
    assert_string_equal(lines, whole_thread);
    free(lines);
    comments_thread_release(&thread);
    free(json);
}

static void a_refusal_by_rest_is_told_in_the_sites_words(void **state)
{
    (void)state;
    char *const json = world_read("wordpress-rest-refused.json");
    struct comments_thread thread;
    struct error err = {0};
    comments_thread_init(&thread);
    assert_false(comments_from_wordpress(json, strlen(json), &thread, &err));
    assert_int_equal(err.kind, ERR_REFUSED);
    assert_string_equal(err.text, "Sorry, you are not allowed to read the post for this comment.");
    free(json);
    err = (struct error){0};
    assert_false(comments_from_wordpress("<html>", 6, &thread, &err));
    assert_int_equal(err.kind, ERR_SYNTAX);
    assert_int_equal(thread.comments.count, 0);
    comments_thread_release(&thread);
}

static void rest_answers_of_other_shapes_do_no_harm(void **state)
{
    (void)state;
    static const char json[] =
        "[{\"id\":\"7\",\"parent\":null,\"content\":{\"rendered\":\"<p>a</"
        "p>\"},\"type\":\"comment\"},"
        "{\"id\":8,\"type\":\"pingback\"},{\"id\":0},null,3,[],{\"id\":9,\"author_name\":5,"
        "\"date_gmt\":\"yesterday\",\"content\":\"x\",\"parent\":7,\"author_url\":\"javascript:x\"}"
        "]";
    struct comments_thread thread;
    comments_thread_init(&thread);
    assert_true(comments_from_wordpress(json, strlen(json), &thread, NULL));
    comments_thread_arrange(&thread);
    char *const lines = world_lines(&thread);
    assert_string_equal(lines, "7< 0 -|a\n9<7 1 -|\n");
    const struct comment *const last = vec_at(&thread.comments, 1);
    assert_null(last->author_url);
    free(lines);
    comments_thread_release(&thread);
}

static void read_feed(const char *name, const char *type, struct comments_thread *thread)
{
    char *const text = world_read(name);
    struct feed *const feed =
        feed_parse(text, strlen(text), type, "https://courier.example/", NULL, NULL);
    assert_non_null(feed);
    comments_from_feed(feed, thread);
    comments_thread_arrange(thread);
    feed_free(feed);
    free(text);
}

static void both_feeds_give_the_thread_with_its_parents(void **state)
{
    (void)state;
    static const char *const rows[][2] = {{"thread.rss", "application/rss+xml"},
                                          {"thread.atom", "application/atom+xml"}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct comments_thread thread;
        comments_thread_init(&thread);
        read_feed(rows[i][0], rows[i][1], &thread);
        char *const lines = world_lines(&thread);
        assert_string_equal(lines, whole_thread);
        assert_null(thread.more_url);
        free(lines);
        comments_thread_release(&thread);
    }
}

static void a_feed_that_gives_fewer_than_the_total_says_where_more_are(void **state)
{
    (void)state;
    struct comments_thread thread;
    comments_thread_init(&thread);
    thread.total = 200;
    read_feed("thread.rss", "application/rss+xml", &thread);
    assert_non_null(thread.more_url);
    assert_non_null(strstr(thread.more_url, "/the-late-ferry/"));
    comments_thread_release(&thread);
}

struct page_row {
    const char *file;
    const char *lines;
};

static void pages_give_their_comments(void **state)
{
    (void)state;
    static const struct page_row rows[] = {
        {"wordpress-block.html", shown_thread},
        {"wordpress-classic.html", whole_thread},
        {"wordpress-plain.html", whole_thread},
        {"schema.html", "c11< 0 Ida Berg|Why green?\nc12<c11 1 Otto|Because the river is.\n"},
        {"h-entry.html", "r1< 0 Mara|Here, too.\nr2< 0 Noor|Not here.\n"},
        {"other-form.html", "k7< 0 Jörg|Bei mir schon im April.\n"},
        {"captcha-form.html", ""},
        {"blogger.html",
         "c501< 0 Ida Berg|Das Cello war meins.\nc502<c501 1 Otto|Schön gespielt.\n"},
        {"blogger-old.html", "c9001< 0 Ida Berg|The cello was mine.\nc9002< 0 Otto|Well played.\n"},
        {"drupal-rdfa.html", "71< 0 Ida Berg|The cello was mine.\n72<71 1 -|Well played.\n"},
        {"words.html",
         "node-35< 0 Ida Berg|Das Cello war meins.\nnode-46<node-35 1 Otto|Schön gespielt.\n"},
        {"jcomments.html", "comment-item-12< 0 Ida Berg|The cello was mine.\n"
                           "comment-item-13< 0 Otto|Well played.\n"},
        {"heading.html", "node-15< 0 Ida Berg|Le violoncelle était à moi.\n"
                         "node-21< 0 Otto|Bien joué.\n"},
        {"jsonld.html",
         "#k1< 0 Ida & Berg|The cello was mine. Honestly <3\n"
         "#k2<#k1 1 Otto|Well played. Again\ncomment-3< 0 Mara|Twice a day is not much.\n"},
        {"forum-phpbb.html", "p8< 0 Ida Berg|The cello was mine.\np9< 0 Otto|Well played.\n"},
        {"forum-xenforo.html", "js-post-8< 0 Ida Berg|The cello was mine.\n"
                               "js-post-9< 0 Otto|Well played.\n"},
        {"forum-table.html", "8< 0 ida|The cello was mine.\n9<8 1 otto|Well played.\n"
                             "10< 0 mara|Twice a day is not much.\n"},
        {"none.html", ""},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct html_document *const page = world_page(rows[i].file);
        struct comments_thread thread;
        comments_thread_init(&thread);
        comments_from_page(page, &thread);
        comments_thread_arrange(&thread);
        char *const lines = world_lines(&thread);
        assert_string_equal(lines, rows[i].lines);
        free(lines);
        comments_thread_release(&thread);
        html_free(page);
    }
}

static void a_pages_comment_has_its_time_and_its_authors_site(void **state)
{
    (void)state;
    struct html_document *const page = world_page("schema.html");
    struct comments_thread thread;
    comments_thread_init(&thread);
    assert_int_equal(comments_from_page(page, &thread), 2);
    const struct comment *const first = vec_at(&thread.comments, 0);
    assert_string_equal(first->author_url, "https://ida.example/");
    assert_int_equal(first->published_ms, 1709370900000);
    const struct comment *const second = vec_at(&thread.comments, 1);
    assert_int_equal(second->published_ms, 1709377200000);
    comments_thread_release(&thread);
    html_free(page);
}

struct state_row {
    const char *file;
    enum comments_state state;
    int64_t post_id;
};

static void a_page_says_whether_it_takes_comments(void **state)
{
    (void)state;
    static const struct state_row rows[] = {
        {"wordpress-block.html", COMMENTS_OPEN, 40},
        {"wordpress-plain.html", COMMENTS_OPEN, 40},
        {"wordpress-login.html", COMMENTS_LOGIN, 40},
        {"wordpress-closed.html", COMMENTS_CLOSED, 5},
        {"wordpress-closed-block.html", COMMENTS_CLOSED, 5},
        {"other-form.html", COMMENTS_OPEN, 0},
        {"refused-fields.html", COMMENTS_NONE, 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct html_document *const page = world_page(rows[i].file);
        struct comments_source source;
        comments_source_find(NULL, page, &source);
        assert_int_equal(source.state, rows[i].state);
        assert_int_equal(source.post_id, rows[i].post_id);
        comments_source_release(&source);
        html_free(page);
    }
}

static void headers_are_trusted_before_markup(void **state)
{
    (void)state;
    struct html_document *const page = world_page("wordpress-block.html");
    struct web_response *const response = web_response_new();
    response->url = "https://courier.example/2026/11/24/the-late-ferry/";
    web_header_add(&response->headers, &response->arena, "Link",
                   "<https://courier.example/index.php?rest_route=/>; rel=\"https://api.w.org/\", "
                   "<https://courier.example/index.php?rest_route=/wp/v2/posts/77>; "
                   "rel=\"alternate\"; type=\"application/json\"");
    struct comments_source source;
    comments_source_find(response, page, &source);
    assert_int_equal(source.post_id, 77);
    struct str url;
    str_init(&url, 4096);
    comments_wordpress_url(&source, 2, &url);
    assert_string_equal(url.data,
                        "https://courier.example/index.php?rest_route=/wp/v2/comments&post=77"
                        "&per_page=100&order=asc&orderby=id&page=2"
                        "&_fields=id,parent,author_name,author_url,date_gmt,content,type");
    str_release(&url);
    comments_source_release(&source);
    web_response_free(response);
    html_free(page);
}

static void the_headers_of_rest_give_the_totals(void **state)
{
    (void)state;
    static const struct {
        const char *total;
        const char *pages;
        int64_t total_expected;
        int pages_expected;
    } rows[] = {
        {"217", "3", 217, 3},
        {" 0 ", "0", 0, 1},
        {"many", "", -1, 1},
        {"-5", "-2", -1, 1},
        {"9000000", "90000", 9000000, LIMIT_COMMENTS / 100},
        {NULL, NULL, -1, 1},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct web_response *const response = web_response_new();
        if (rows[i].total)
            web_header_add(&response->headers, &response->arena, "x-wp-total", rows[i].total);
        if (rows[i].pages)
            web_header_add(&response->headers, &response->arena, "X-WP-TotalPages", rows[i].pages);
        int64_t total = 0;
        int pages = 0;
        comments_wordpress_totals(response, &total, &pages);
        assert_int_equal(total, rows[i].total_expected);
        assert_int_equal(pages, rows[i].pages_expected);
        web_response_free(response);
    }
}

static void the_posts_own_feed_is_told_from_the_sites(void **state)
{
    (void)state;
    struct html_document *const page = world_page("wordpress-block.html");
    struct web_response *const response = web_response_new();
    char *const text = world_read("wordpress-block.html");
    const char *const mark = strstr(text, "<link rel=\"canonical\" href=\"");
    assert_non_null(mark);
    char *const url = strndup(mark + 28, strcspn(mark + 28, "\""));
    response->url = url;
    struct comments_source source;
    comments_source_find(response, page, &source);
    char wanted[256];
    // The page is a later page of the comments; the feed is the post's all the same.
    *strstr(url, "comment-page-1/") = '\0';
    snprintf(wanted, sizeof(wanted), "%sfeed/", url);
    assert_string_equal(source.rss_feed, wanted);
    snprintf(wanted, sizeof(wanted), "%sfeed/atom/", url);
    assert_string_equal(source.atom_feed, wanted);
    comments_source_release(&source);
    web_response_free(response);
    free(url);
    free(text);
    html_free(page);
}

static void embedded_discussions_are_named(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        {"<div id=disqus_thread></div><script src='//lights.disqus.com/embed.js'></script>",
         "Disqus",
         "https://disqus.com/embed/comments/"
         "?base=default&f=lights&t_u=https%3A%2F%2Fa.example%2Fp"},
        {"<div class=fb-comments data-href='https://a.example/x'></div>", "Facebook",
         "https://a.example/x"},
        {"<script src='https://giscus.app/client.js' data-repo='a/b'></script>", "giscus",
         "https://a.example/p"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct html_document *const page =
            html_parse(rows[i][0], strlen(rows[i][0]), "https://a.example/p", NULL, NULL);
        struct comments_source source;
        comments_source_find(NULL, page, &source);
        assert_string_equal(source.embed_name, rows[i][1]);
        assert_string_equal(source.embed, rows[i][2]);
        comments_source_release(&source);
        html_free(page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rest_gives_the_whole_thread),
        cmocka_unit_test(a_refusal_by_rest_is_told_in_the_sites_words),
        cmocka_unit_test(rest_answers_of_other_shapes_do_no_harm),
        cmocka_unit_test(both_feeds_give_the_thread_with_its_parents),
        cmocka_unit_test(a_feed_that_gives_fewer_than_the_total_says_where_more_are),
        cmocka_unit_test(pages_give_their_comments),
        cmocka_unit_test(a_pages_comment_has_its_time_and_its_authors_site),
        cmocka_unit_test(a_page_says_whether_it_takes_comments),
        cmocka_unit_test(headers_are_trusted_before_markup),
        cmocka_unit_test(the_headers_of_rest_give_the_totals),
        cmocka_unit_test(the_posts_own_feed_is_told_from_the_sites),
        cmocka_unit_test(embedded_discussions_are_named),
    };
    return cmocka_run_group_tests_name("comments/sources", tests, NULL, NULL);
}
