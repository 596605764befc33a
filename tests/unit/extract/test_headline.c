#include "unit/unit.h"

#include <string.h>

#include "base/attributes.h"
#include "extract/extract.h"

struct pair {
    const char *title;
    const char *heading;
    bool is_same;
};

static void headlines_are_the_same_when_they_say_the_same(void **state)
{
    (void)state;
    static const struct pair rows[] = {
        {"The late ferry", "The late ferry", true},
        {"The late ferry", "THE LATE FERRY!", true},
        {"The late  ferry", " The late ferry ", true},
        {"“The late ferry” leaves", "\"The late ferry\" leaves", true},
        {"The late ferry leaves | Quay Herald", "The late ferry leaves", true},
        {"The late ferry leaves", "The late ferry leaves - Quay Herald", true},
        {"Quay Herald: The late ferry leaves", "The late ferry leaves", true},
        {"老码头重新开放_河港日报", "老码头重新开放", true},
        {"Der Fährmann geht", "DER FÄHRMANN GEHT", true},
        {"The late ferry", "The early ferry", false},
        {"The late ferry leaves", "The late ferry", false},
        {"Quay Herald | News", "News", false},
        {"The late ferry", "", false},
        {"", "", false},
        {NULL, "The late ferry", false},
        {"...", "!!!", false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (extract_same_headline(rows[i].title, rows[i].heading) != rows[i].is_same)
            fail_msg("%s / %s", rows[i].title, rows[i].heading);
}

struct repeat {
    const char *html;
    const char *element; // that repeats the title; NULL: none
};

static void a_pane_can_leave_out_the_heading_that_repeats_the_title(void **state)
{
    (void)state;
    static const struct repeat rows[] = {
        {"<h1>The late ferry</h1><p>It is late.</p>", "h1"},
        {"<div><h2>The late ferry</h2></div><p>It is late.</p>", "div"},
        {"<p><b>The late ferry</b></p><p>It is late.</p>", "p"},
        {"<img src=x><h1><a href=/>The late ferry</a></h1><p>x", "h1"},
        {"<p>It is late.</p><h1>The late ferry</h1>", NULL},
        {"<h1>Another</h1><h2>The late ferry</h2>", NULL},
        {"<p>The late ferry is late.</p>", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct html_document *const doc =
            html_parse(rows[i].html, strlen(rows[i].html), NULL, NULL, NULL);
        const html_node node = extract_repeated_headline(doc, "The late ferry");
        assert_int_equal(node != HTML_NONE, rows[i].element != NULL);
        if (rows[i].element)
            assert_string_equal(html_name(doc, node), rows[i].element);
        html_free(doc);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headlines_are_the_same_when_they_say_the_same),
        cmocka_unit_test(a_pane_can_leave_out_the_heading_that_repeats_the_title),
    };
    return cmocka_run_group_tests_name("extract/headline", tests, NULL, NULL);
}
