#include "unit/unit.h"

#include <string.h>

#include "base/limits.h"
#include "feed/discover.h"

#define LINK(attributes) "<link " attributes ">"
#define RSS              "type='application/rss+xml' "

struct row {
    const char *name;
    const char *address;
    const char *html;
    const char *expected; // a line an offer: kind, address, title
};

static const struct row rows[] = {
    {"WordPress's front page", "https://a.example/",
     LINK("rel='alternate' " RSS "title='A &raquo; Feed' href='/feed/'")
         LINK("rel='alternate' " RSS "title='A &raquo; Comments Feed' href='/comments/feed/'")
             LINK("rel='alternate' type='application/json+oembed' href='/wp-json/oembed/1.0/x'")
                 LINK("rel='alternate' type='application/json' href='/wp-json/wp/v2/pages/2'")
                     LINK("rel='alternate stylesheet' type='text/css' href='/x.css'"),
     "articles https://a.example/feed/ A » Feed\n"
     "comments https://a.example/comments/feed/ A » Comments Feed\n"},
    {"a post of WordPress in another language", "https://a.example/2023/12/post/",
     LINK("rel=shortlink href='https://a.example/?p=4'")
         LINK("rel='alternate' " RSS "title='A » Post Kommentar-Feed' href='/2023/12/post/feed/'")
             LINK("rel='alternate' " RSS "title='A » Feed' href='/feed/'"),
     "articles https://a.example/feed/ A » Feed\n"
     "comments https://a.example/2023/12/post/feed/ A » Post Kommentar-Feed\n"},
    {"a category's own feed is no feed of comments", "https://a.example/category/news/",
     LINK("rel='alternate' " RSS "href='/feed/'")
         LINK("rel='alternate' " RSS "href='/category/news/feed/'"),
     "articles https://a.example/feed/ \narticles https://a.example/category/news/feed/ \n"},
    {"plain permalinks", "https://a.example/?p=3",
     LINK("rel='alternate' " RSS "href='/?feed=rss2'")
         LINK("rel='alternate' " RSS "href='/?feed=rss2&#038;p=3'"),
     "articles https://a.example/?feed=rss2 \ncomments https://a.example/?feed=rss2&p=3 \n"},
    {"Atom, JSON Feed, the same one twice, an absolute base", "https://a.example/",
     "<base href='https://b.example/sub/'>" LINK("rel=alternate type='application/atom+xml' "
                                                 "href='a.atom'")
         LINK("rel=alternate type='application/feed+json' href='a.json'")
             LINK("rel=alternate type='application/atom+xml' href='a.atom'"),
     "articles https://b.example/sub/a.atom \narticles https://b.example/sub/a.json \n"},
    {"a translation is no feed", "https://a.example/",
     LINK("rel=alternate hreflang=de href='/de/'"), ""},
    {"what is no web address is no offer", "https://a.example/",
     LINK("rel='alternate' " RSS "href='javascript:alert(1)'"), ""},
    {"only an anchor", "https://a.example/x/",
     "<p><a href='/about'>About</a> <a href='/index.xml'><b>RSS</b> feed</a>",
     "articles https://a.example/index.xml RSS feed\n"},
    {"an anchor beside a link counts not", "https://a.example/x/",
     LINK("rel=feed href='/f'") "<a href='/index.xml'>RSS</a>", "articles https://a.example/f \n"},
    {"nothing", "https://a.example/", "<p>Hello", ""},
};

static void describe(const struct feed_offers *offers, struct str *out)
{
    for (size_t i = 0; i < offers->count; i++) {
        const struct feed_offer *const offer = &offers->offers[i];
        str_printf(out, "%s %s %s\n", offer->kind == FEED_OFFER_COMMENTS ? "comments" : "articles",
                   offer->url, offer->title ? offer->title : "");
    }
}

static void a_pages_feeds_are_found_and_comments_come_last(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct error err = {0};
        struct html_document *const page =
            html_parse(rows[i].html, strlen(rows[i].html), rows[i].address, NULL, &err);
        assert_non_null(page);
        struct feed_offers offers;
        feed_discover(page, &offers);
        struct str got;
        str_init(&got, LIMIT_FIELD_BYTES);
        describe(&offers, &got);
        if (strcmp(got.data, rows[i].expected) != 0)
            fail_msg("%s:\n%s", rows[i].name, got.data);
        str_release(&got);
        feed_offers_release(&offers);
        html_free(page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pages_feeds_are_found_and_comments_come_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
