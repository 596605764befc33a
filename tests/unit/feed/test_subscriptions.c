#include "unit/unit.h"

#include <string.h>

#include "base/limits.h"
#include "feed/subscriptions.h"

struct row {
    const char *name;
    const char *list;
    const char *expected; // a line a subscription: address|title|link|tags with commas, `off`
    const char *skipped;  // a piece of the sentences, NULL: none
};

#define OPML(body) "<?xml version='1.0'?><opml version='2.0'><head/><body>" body "</body></opml>"

static const struct row rows[] = {
    {"folders and categories are tags",
     OPML("<outline text='News'><outline text='World'><outline type='rss' text='A &amp; B' "
          "xmlUrl='https://a.example/f' htmlUrl='https://a.example/' "
          "category='/Science/Physics,News, x'/></outline></outline>"),
     "https://a.example/f|A & B|https://a.example/|News,World,Science/Physics,x\n", NULL},
    {"attributes in any case, a title before a text",
     OPML("<OUTLINE TEXT='t' TITLE='T' XMLURL='https://a.example/f'/>"),
     "https://a.example/f|T||\n", NULL},
    {"the same address twice is one, with the tags of both",
     OPML("<outline text='x'><outline xmlUrl='https://a.example/f'/></outline>"
          "<outline text='y'><outline xmlUrl='HTTPS://A.example:443/f' text='A'/></outline>"),
     "https://a.example/f|A||x,y\n", NULL},
    {"a text that is the address is no title",
     OPML("<outline text='https://a.example/f' xmlUrl='https://a.example/f'/>"),
     "https://a.example/f|||\n", NULL},
    {"feed: addresses",
     OPML("<outline xmlUrl='feed://a.example/f'/>"
          "<outline xmlUrl='feed:https://b.example/f'/>"),
     "http://a.example/f|||\nhttps://b.example/f|||\n", NULL},
    {"a command is told and kept, and stays off",
     OPML("<outline text='x' xmlUrl='|rm -rf ~'/>"
          "<outline text='y'><outline xmlUrl='exec:~/bin/x a &amp;&amp; b'/></outline>"),
     "|rm -rf ~|x|| off\nexec:~/bin/x a && b|||y off\n", "is a command"},
    {"addresses in attributes of other spellings, and where the type says that they are",
     OPML("<outline type='rss' url='https://a.example/f'/>"
          "<outline type='link' url='https://b.example/'/>"
          "<outline type='ATOM' xmlurl=' https://c.example/f '/>"
          "<outline text='empty' xmlUrl=''/>"),
     "https://a.example/f|||\nhttps://c.example/f|||\n", NULL},
    {"characters by name and by number",
     OPML("<outline text='Caf&eacute; &#8212; &lt;b&gt; AT&T' "
          "xmlUrl='https://a.example/?a=1&amp;b=2'/>"),
     "https://a.example/?a=1&b=2|Café — <b> AT&T||\n", NULL},
    {"another charset",
     "<?xml version='1.0' encoding='iso-8859-1'?><opml><body><outline text='Caf\xE9' "
     "xmlUrl='https://a.example/f'/></body></opml>",
     "https://a.example/f|Café||\n", NULL},
    {"a tag inside of an attribute, quotes and all",
     OPML("<outline text='A' description=\"a <b>b</b> <i class=\"c\">d</i> e\" "
          "xmlUrl=\"https://a.example/f\"/><outline text='B' xmlUrl='https://b.example/f'/>"),
     "https://a.example/f|A||\nhttps://b.example/f|B||\n", NULL},
    {"a feed with feeds in it",
     OPML("<outline text='A' xmlUrl='https://a.example/f'><outline text='B' "
          "xmlUrl='https://b.example/f'/></outline>"),
     "https://a.example/f|A||\nhttps://b.example/f|B||\n", NULL},
    {"another list is named and not followed",
     OPML("<outline type='include' text='more' url='https://a.example/more.opml'/>"), "", NULL},
    {"no body", "<opml><outline xmlUrl='https://a.example/f'/></opml>", "https://a.example/f|||\n",
     NULL},
    {"cut off", "<opml><body><outline text='x'><outline xmlUrl='https://a.example/f'/><outl",
     "https://a.example/f|||x\n", NULL},
    {"newsboat's lines",
     "# feeds\n\nhttps://a.example/f\nhttps://b.example/f tech \"two words\" \"~A \\\"B\\\"\" ! # "
     "no\n",
     "https://a.example/f|||\nhttps://b.example/f|A \"B\"||tech,two words\n", NULL},
    {"newsboat's commands",
     "\"exec:~/bin/x a\" tag\nfilter:x:https://a.example/f\nhttps://c.example/f\n",
     "exec:~/bin/x a|||tag off\nfilter:x:https://a.example/f||| off\nhttps://c.example/f|||\n",
     "line 1: “exec:~/bin/x a” is a command"},
    {"newsboat's searches", "\"query:Unread:unread = \\\"yes\\\"\"\n", "", "is a search"},
    {"files are no addresses", "https://a.example/f\nfile:///etc/passwd\n",
     "https://a.example/f|||\n", "line 2: “file:///etc/passwd” is no address"},
    {"the same line twice", "https://a.example/f x\r\nhttps://a.example/f y\r\n",
     "https://a.example/f|||x,y\n", NULL},
    {"nothing", "", "", NULL},
};

static void describe(const struct feed_subscription *items, size_t count, struct str *out)
{
    for (size_t i = 0; i < count; i++) {
        str_printf(out, "%s|%s|%s|", items[i].url, items[i].title ? items[i].title : "",
                   items[i].link ? items[i].link : "");
        for (size_t j = 0; j < items[i].tag_count; j++)
            str_printf(out, "%s%s", j ? "," : "", items[i].tags[j]);
        str_add(out, items[i].is_command ? " off" : "");
        str_add_char(out, '\n');
    }
}

static void check_skipped(const struct row *row, const struct feed_subscriptions *list)
{
    bool is_there = !row->skipped && list->skipped_count == 0;
    for (size_t i = 0; i < list->skipped_count; i++)
        is_there = is_there || (row->skipped && strstr(list->skipped[i], row->skipped));
    if (!is_there)
        fail_msg("%s: %s", row->name, list->skipped_count ? list->skipped[0] : "nothing skipped");
}

static void lists_are_read_with_their_tags(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct feed_subscriptions list;
        struct error err = {0};
        if (!feed_subscriptions_parse(rows[i].list, strlen(rows[i].list), &list, &err))
            fail_msg("%s: %s", rows[i].name, err.text);
        struct str got;
        str_init(&got, LIMIT_FIELD_BYTES);
        describe(list.items, list.count, &got);
        if (strcmp(got.data, rows[i].expected) != 0)
            fail_msg("%s:\n%s", rows[i].name, got.data);
        check_skipped(&rows[i], &list);
        str_release(&got);
        feed_subscriptions_release(&list);
    }
}

struct refusal_row {
    const char *list;
    int line;
};

static const struct refusal_row refusals[] = {
    {"<html><body>x</body></html>", 1},
    {"<rss><channel/></rss>", 1},
    {"\n\nonce upon a time\n", 3},
};

static void what_is_no_list_is_refused_with_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        struct feed_subscriptions list;
        struct error err = {0};
        assert_false(
            feed_subscriptions_parse(refusals[i].list, strlen(refusals[i].list), &list, &err));
        assert_int_equal(err.kind, ERR_SYNTAX);
        assert_int_equal(err.line, refusals[i].line);
        assert_int_equal(err.column, 1);
        assert_int_equal(list.count, 0);
    }
}

static const char *const one_tag[] = {"News"};
static const char *const two_tags[] = {"a, \"b\" & 100%", "/c"};

static const struct feed_subscription samples[] = {
    {"https://a.example/f?x=1&y=<2>", "A <&> \"B\" \\ é", "https://a.example/", two_tags, 2, NULL,
     false},
    {"https://b.example/f", NULL, NULL, NULL, 0, NULL, false},
    {"https://c.example/f", "C", NULL, one_tag, 1, NULL, false},
    {"https://d.example/f", "D", NULL, two_tags, 1, NULL, false},
};

static void check_round_trip(void (*write)(const struct feed_subscription *, size_t, struct str *),
                             const char *expected)
{
    struct str text;
    struct str got;
    str_init(&text, LIMIT_FIELD_BYTES);
    str_init(&got, LIMIT_FIELD_BYTES);
    write(samples, COUNT_OF(samples), &text);
    struct feed_subscriptions list;
    struct error err = {0};
    if (!feed_subscriptions_parse(text.data, text.len, &list, &err))
        fail_msg("%s", err.text);
    describe(list.items, list.count, &got);
    assert_string_equal(got.data, expected);
    assert_int_equal(list.skipped_count, 0);
    feed_subscriptions_release(&list);
    str_release(&got);
    str_release(&text);
}

static void opml_that_is_written_reads_the_same(void **state)
{
    (void)state;
    check_round_trip(feed_subscriptions_opml,
                     "https://b.example/f|||\n"
                     "https://a.example/f?x=1&y=<2>|A <&> \"B\" \\ é|https://a.example/|"
                     "a, \"b\" & 100%,/c\n"
                     "https://d.example/f|D||a, \"b\" & 100%\n"
                     "https://c.example/f|C||News\n");
}

static void urls_that_are_written_read_the_same(void **state)
{
    (void)state;
    check_round_trip(feed_subscriptions_urls,
                     "https://a.example/f?x=1&y=<2>|A <&> \"B\" \\ é||a, \"b\" & 100%,/c\n"
                     "https://b.example/f|||\n"
                     "https://c.example/f|C||News\n"
                     "https://d.example/f|D||a, \"b\" & 100%\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_read_with_their_tags),
        cmocka_unit_test(what_is_no_list_is_refused_with_its_place),
        cmocka_unit_test(opml_that_is_written_reads_the_same),
        cmocka_unit_test(urls_that_are_written_read_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
