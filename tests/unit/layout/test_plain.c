/*
 * Blocks of printable ASCII, of simple letters and of even text take a road of their own
 * (layout/plain.c). A character at the end decides which; all lines but the last have to be the
 * same.
 */
#include "unit/unit.h"

#include <string.h>

#include "base/limits.h"
#include "html/html.h"
#include "layout/layout.h"

static const struct {
    const char *before; // the character that decides
    const char *after;
} rows[] = {
    {"<p>some words of one paragraph, with (brackets) and hyphen-ated ones ", "</p>"},
    {"<p>averyveryveryverylongwordthatfitsnowhere and more-of/it http://e.org/a.b/c?d=e&f ",
     "</p>"},
    {"<p>a <b>bold</b> <i>italic</i>and<code>code</code> 1,000.00 $5 50% [x] {y} \"q\" 'r' ",
     "</p>"},
    {"<blockquote><p>quoted text that is long enough to be cut <a href=x>link</a> ",
     "</p></blockquote>"},
    {"<ul><li>item with a-very-long-word-in-it and others ", "</ul>"},
    {"<ol start=123456789><li>internationalisation is wider than the first line ", "</ol>"},
    {"<pre>one line\n\n  two    \nthree is a long one that has to be folded somewhere\nx ",
     "</pre>"},
    {"<ol start=123456><li><pre>in a list there is less room\n  and more\n ", "</pre></ol>"},
    {"<p>über жуки 一二三 a一, (一二) 一-二 一一一一一一一一 x/y ", "</p>"},
    {"<ol start=123456789><li>一二三жжжжжжжжжжжжжж ß ", "</ol>"},
    {"<h2>A heading that is wider than the screen is, with a colon: ", "</h2>"},
};

static struct layout *lay_out(size_t row, const char *end, int width)
{
    char html[600];
    snprintf(html, sizeof(html), "%s%s%s", rows[row].before, end, rows[row].after);
    struct html_document *const doc = html_parse(html, strlen(html), NULL, NULL, NULL);
    const struct layout_options options = {.width_cells = width, .links = LAYOUT_LINKS_NONE};
    struct layout *const layout = layout_new(doc, &options, NULL, NULL);
    html_free(doc);
    return layout;
}

static void add_line(const struct layout_line *line, struct str *out)
{
    str_printf(out, "%u:", line->place);
    for (uint32_t i = 0; i < line->count; i++)
        str_printf(out, "%d/%d/%u'%.*s'", line->runs[i].role, line->runs[i].marks,
                   line->runs[i].cells, (int)line->runs[i].len, line->runs[i].text);
}

static void all_roads_cut_the_same_lines(void **state)
{
    (void)state;
    static const char *const ends[] = {"e", "\u00E9", "\u05D0"};
    struct str plain_line;
    struct str other_line;
    str_init(&plain_line, LIMIT_STR_BYTES);
    str_init(&other_line, LIMIT_STR_BYTES);
    for (size_t row = 0; row < COUNT_OF(rows) * COUNT_OF(ends); row++)
        for (int width = 1; width < 70; width++) {
            struct layout *const plain =
                lay_out(row / COUNT_OF(ends), ends[row % COUNT_OF(ends)], width);
            struct layout *const other = lay_out(row / COUNT_OF(ends), "e\u0301", width);
            assert_int_equal(layout_line_count(plain), layout_line_count(other));
            for (size_t i = 0; i + 1 < layout_line_count(plain); i++) {
                str_clear(&plain_line);
                str_clear(&other_line);
                add_line(layout_line(plain, i), &plain_line);
                add_line(layout_line(other, i), &other_line);
                assert_string_equal(plain_line.data, other_line.data);
            }
            layout_free(plain);
            layout_free(other);
        }
    str_release(&other_line);
    str_release(&plain_line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_roads_cut_the_same_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
