#include "unit/unit.h"

#include <string.h>

#include "base/str.h"
#include "html/select.h"

static const char page[] =
    "<body class=single><div class='story lead' id=main><h1 class=head>A</h1><p>B <a rel=next "
    "href=/2>C</a></p>"
    "<div class=text><p class='last note'>D</p></div></div><p data-kind='two words'>E</p>";

/* The texts of all elements that fit, in document order. */
static void select_all(const char *selector, struct str *out)
{
    struct arena arena;
    arena_init(&arena);
    const char *wrong = NULL;
    struct html_document *const doc = html_parse(page, strlen(page), NULL, NULL, NULL);
    const struct html_selector *const read = html_selector_new(&arena, slice_of(selector), &wrong);
    if (!read)
        fail_msg("%s: no selector from %s", selector, wrong);
    html_node node = html_select(doc, HTML_ROOT, read);
    while (node) {
        str_add_char(out, '<');
        html_plain_text(doc, node, out);
        str_add_char(out, '>');
        const html_node next = html_walk(doc, HTML_ROOT, node);
        node = next ? html_select(doc, next, read) : HTML_NONE;
    }
    html_free(doc);
    arena_release(&arena);
}

static void a_selector_finds_what_it_names(void **state)
{
    (void)state;
    static const struct {
        const char *selector;
        const char *finds;
    } rows[] = {
        {"p", "<B C><D><E>"},
        {"P", "<B C><D><E>"},
        {".note", "<D>"},
        {"p.note.last", "<D>"},
        {"p.note.first", ""},
        {"#main h1", "<A>"},
        {"h1#main", ""},
        {"div p", "<B C><D>"},
        {"div div p", "<D>"},
        {"div.story.lead .text p", "<D>"},
        {".text .story p", ""},
        {"a[rel=next]", "<C>"},
        {"a[rel=prev]", ""},
        {"[href]", "<C>"},
        {"p[data-kind=\"two words\"]", "<E>"},
        {"  h1 ,a,  .none", "<A><C>"},
        {"body.single .note", "<D>"},
        {"html h1", "<A>"},
        {"body.front .note", ""},
        {"#main *", "<A><B C><C><D><D>"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str out;
        str_init(&out, 4096);
        select_all(rows[i].selector, &out);
        if (strcmp(out.data, rows[i].finds) != 0)
            fail_msg("%s: wanted %s got %s", rows[i].selector, rows[i].finds, out.data);
        str_release(&out);
    }
}

static void what_is_no_selector_is_told_where(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t at;
    } rows[] = {
        {"", 0},      {"p > a", 2},   {"p,", 2},        {"p..a", 2}, {"p:first-child", 1},
        {"a[rel", 5}, {"a[rel=]", 6}, {"a[rel='x]", 6}, {"#", 1},    {"p,,a", 2},
    };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *wrong = NULL;
        if (html_selector_new(&arena, slice_of(rows[i].text), &wrong))
            fail_msg("%s: was read", rows[i].text);
        if (wrong != rows[i].text + rows[i].at)
            fail_msg("%s: stops at %s", rows[i].text, wrong);
    }
    arena_release(&arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_selector_finds_what_it_names),
        cmocka_unit_test(what_is_no_selector_is_told_where),
    };
    return cmocka_run_group_tests_name("select", tests, NULL, NULL);
}
