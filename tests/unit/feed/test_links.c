#include "unit/unit.h"

#include <string.h>

#include "base/limits.h"
#include "feed/internal.h"

#define BASE "https://example.org/a/b"

struct row {
    const char *html;
    const char *expected; // NULL: nothing to do
};

static const struct row rows[] = {
    {"plain text & more", NULL},
    {"<a href=\"https://other.example/x\">x</a>", NULL},
    {"<a href=\"#part\">x</a>", NULL},
    {"<a href=\"mailto:a@b.example\">x</a>", NULL},
    {"<a href=\"\">x</a>", NULL},
    {"<base href=\"/x\">", NULL},
    {"1 < 2 and a href=\"c\"", NULL},
    {"<!-- <a href=\"c\"> -->", NULL},
    {"<a title=\"href='c'\">x</a>", NULL},
    {"<a href=\"c\">x</a>", "<a href=\"https://example.org/a/c\">x</a>"},
    {"<A HREF='/c'>x</A>", "<A HREF='https://example.org/c'>x</A>"},
    {"<a href=c>x</a>", "<a href=\"https://example.org/a/c\">x</a>"},
    {"<a href = \" c \" class=k>x</a>", "<a href = \"https://example.org/a/c\" class=k>x</a>"},
    {"<img alt=\"a>b\" src=\"//cdn.example/i.png\"/>",
     "<img alt=\"a>b\" src=\"https://cdn.example/i.png\"/>"},
    {"<a href=\"?a=1&copy=2&#zz;&#146;\">x</a>",
     "<a href=\"https://example.org/a/b?a=1&#38;copy=2&#38;#zz;%E2%80%99\">x</a>"},
    {"<a href=\"?a=1&amp;b=2\">x</a>", "<a href=\"https://example.org/a/b?a=1&#38;b=2\">x</a>"},
    {"<a href=\"c\">x</a><img src=\"d\">!",
     "<a href=\"https://example.org/a/c\">x</a><img src=\"https://example.org/a/d\">!"},
    {"<img srcset=\"/s.png 1x, /l.png 2x\">",
     "<img srcset=\"https://example.org/s.png 1x, https://example.org/l.png 2x\">"},
    {"a<object data=\"https://e.example/x\">b</object>c", NULL},
    {"a<object>b<OBJECT>c</Object >d", NULL},
    {"a<object classid=\"x\"> b", "a<object classid=\"x\"></object> b"},
    {"a<APPLET code=x/>b<applet>c", "a<APPLET code=x/></applet>b<applet></applet>c"},
    {"<object>a</object><object data='/x'>b",
     "<object>a</object><object data='https://example.org/x'></object>b"},
    {"<a href=\"c\">x</a><a href=\"never ends", "<a href=\"https://example.org/a/c\">x</a>"
                                                "<a href=\"never ends"},
};

static void relative_addresses_become_absolute_and_nothing_else_changes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str out;
        str_init(&out, LIMIT_FIELD_BYTES);
        const bool has_changed = feed_links_resolve(rows[i].html, strlen(rows[i].html), BASE, &out);
        if (has_changed != (rows[i].expected != NULL))
            fail_msg("%s: %s", rows[i].html, out.data);
        if (rows[i].expected)
            assert_string_equal(out.data, rows[i].expected);
        str_release(&out);
    }
}

static void tags_that_never_end_cost_no_more_than_one_look(void **state)
{
    (void)state;
    struct str html;
    struct str out;
    str_init(&html, LIMIT_FIELD_BYTES);
    str_init(&out, LIMIT_FIELD_BYTES);
    for (int i = 0; i < 1000000; i++)
        str_add(&html, "<a href=");
    assert_false(feed_links_resolve(html.data, html.len, BASE, &out));
    str_release(&out);
    str_release(&html);
}

struct person_row {
    const char *text;
    const char *expected;
};

static const struct person_row people[] = {
    {"Ada Lovelace", "Ada Lovelace"},
    {"ada@example.org", "ada@example.org"},
    {"ada@example.org (Ada Lovelace)", "Ada Lovelace (ada@example.org)"},
    {"Ada Lovelace (ada@example.org)", "Ada Lovelace (ada@example.org)"},
    {"Ada Lovelace <ada@example.org>", "Ada Lovelace (ada@example.org)"},
    {"\"Ada Lovelace\" <ada@example.org>", "Ada Lovelace (ada@example.org)"},
    {"Ada &lt;ada@example.org&gt;", "Ada (ada@example.org)"},
    {"mailto:ada@example.org", "ada@example.org"},
    {"<ada@example.org>", "ada@example.org"},
    {"noreply@blogger.com (Ada)", "Ada"},
    {"Tom &#38; \"T\" O'N", "Tom & \"T\" O'N"},
    {"<b>Ada</b>", "Ada"},
    {"@ada", "@ada"},
    {"  ", ""},
};

static void a_person_is_a_name_with_the_address_behind_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(people); i++) {
        struct str out;
        str_init(&out, LIMIT_TITLE_BYTES);
        feed_person_write(people[i].text, strlen(people[i].text), &out);
        if (strcmp(out.data, people[i].expected) != 0)
            fail_msg("%s: %s", people[i].text, out.data);
        str_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(relative_addresses_become_absolute_and_nothing_else_changes),
        cmocka_unit_test(tags_that_never_end_cost_no_more_than_one_look),
        cmocka_unit_test(a_person_is_a_name_with_the_address_behind_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
