/*
 * Each tests/data/layout/NAME.html has its lines beside it: NAME.W.txt for a width of W cells, with
 * the links' numbers and the list at the end; NAME.W.inline.txt, NAME.W.none.txt and
 * NAME.W.ascii.txt for other options.
 */
#include "unit/unit.h"

#include <dirent.h>
#include <string.h>
#include <unistring/version.h>

#include "base/limits.h"
#include "base/path.h"
#include "html/html.h"
#include "layout/layout.h"
#include "text/cells.h"

static struct layout *lay_out(const char *html, size_t len, const struct layout_options *options)
{
    struct html_document *const doc = html_parse(html, len, NULL, NULL, NULL);
    assert_non_null(doc);
    struct layout *const layout = layout_new(doc, options, NULL, NULL);
    assert_non_null(layout);
    html_free(doc); // the layout outlives it
    return layout;
}

static void add_lines(const struct layout *layout, struct str *out)
{
    for (size_t i = 0; i < layout_line_count(layout); i++) {
        const struct layout_line *const line = layout_line(layout, i);
        for (uint32_t j = 0; j < line->count; j++)
            str_append(out, line->runs[j].text, line->runs[j].len);
        str_add_char(out, '\n');
    }
}

static void check_invariants(const struct layout *layout, int width)
{
    uint32_t place = 0;
    for (size_t i = 0; i < layout_line_count(layout); i++) {
        const struct layout_line *const line = layout_line(layout, i);
        int cells = 0;
        for (uint32_t j = 0; j < line->count; j++) {
            assert_int_equal(line->runs[j].cells,
                             text_cells(line->runs[j].text, line->runs[j].len));
            cells += line->runs[j].cells;
        }
        assert_true(cells <= width);
        assert_true(line->place >= place);
        place = line->place;
    }
}

/* "lists.40.inline.txt" to the name, the width and the options; false for other files. */
static bool read_name(const char *file, char name[256], struct layout_options *options)
{
    char kind[32] = "";
    int width;
    if (sscanf(file, "%200[a-z-].%d.%31s", name, &width, kind) != 3)
        return false;
    *options = (struct layout_options){.width_cells = width};
    if (strcmp(kind, "inline.txt") == 0)
        options->links = LAYOUT_LINKS_INLINE;
    else if (strcmp(kind, "none.txt") == 0)
        options->links = LAYOUT_LINKS_NONE;
    else if (strcmp(kind, "ascii.txt") == 0)
        options->uses_ascii = true;
    return true;
}

static void compare_file(const char *folder, const char *file, const char *name,
                         const struct layout_options *options)
{
    char path[4096 + 600];
    struct str html;
    struct str wanted;
    struct str lines;
    str_init(&html, LIMIT_HTML_BYTES);
    str_init(&wanted, LIMIT_HTML_BYTES);
    str_init(&lines, LIMIT_HTML_BYTES);
    snprintf(path, sizeof(path), "%s/%s.html", folder, name);
    assert_true(file_read(path, LIMIT_HTML_BYTES, &html, NULL));
    snprintf(path, sizeof(path), "%s/%s", folder, file);
    assert_true(file_read(path, LIMIT_HTML_BYTES, &wanted, NULL));
    struct layout *const layout = lay_out(html.data, html.len, options);
    check_invariants(layout, options->width_cells);
    add_lines(layout, &lines);
    // Those of `breaking` are of Unicode 15. Since 16 (LB25) signs beside numbers hold less
    // together.
    const bool is_newer = _libunistring_version >= 0x010300 && strcmp(name, "breaking") == 0;
    if (!is_newer && strcmp(lines.data, wanted.data) != 0)
        fail_msg("%s:\n%s", file, lines.data);
    layout_free(layout);
    str_release(&lines);
    str_release(&wanted);
    str_release(&html);
}

static void pages_look_as_the_files_say(void **state)
{
    (void)state;
    char folder[4096];
    unit_path(folder, "tests/data/layout");
    DIR *const entries = opendir(folder);
    assert_non_null(entries);
    int count = 0;
    for (const struct dirent *entry = readdir(entries); entry; entry = readdir(entries)) {
        char name[256];
        struct layout_options options;
        if (!read_name(entry->d_name, name, &options))
            continue;
        compare_file(folder, entry->d_name, name, &options);
        count++;
    }
    closedir(entries);
    assert_true(count >= 15);
}

static const struct layout_run *find_run(const struct layout *layout, const char *text)
{
    for (size_t i = 0; i < layout_line_count(layout); i++) {
        const struct layout_line *const line = layout_line(layout, i);
        for (uint32_t j = 0; j < line->count; j++)
            if (line->runs[j].len == strlen(text) &&
                memcmp(line->runs[j].text, text, line->runs[j].len) == 0)
                return &line->runs[j];
    }
    fail_msg("there is no run '%s'", text);
    return NULL;
}

static void runs_have_roles_marks_and_links(void **state)
{
    (void)state;
    static const char html[] =
        "<h2>head</h2><p>plain <b>bold</b> <i>it<b>both</b></i> <code>code</code> "
        "<a href='https://e.org/'>link <u>under</u></a></p><blockquote>quoted</blockquote>"
        "<pre>block</pre><ul><li>item</ul><hr><p><small>fine</small> <del>del</del> <mark>m</mark>"
        "<table><tr><th>h<th>k<tr><td>c<td>d</table><img alt=picture-of src=x>";
    static const struct {
        const char *text;
        int role;
        int marks;
        uint32_t link;
    } rows[] = {
        {"head", LAYOUT_HEADING_2, 0, 0},
        {"plain ", LAYOUT_TEXT, 0, 0},
        {"bold", LAYOUT_TEXT, LAYOUT_BOLD, 0},
        {"it", LAYOUT_TEXT, LAYOUT_ITALIC, 0},
        {"both", LAYOUT_TEXT, LAYOUT_ITALIC | LAYOUT_BOLD, 0},
        {"code", LAYOUT_CODE, 0, 0},
        {"link ", LAYOUT_TEXT, LAYOUT_LINK, 1},
        {"under", LAYOUT_TEXT, LAYOUT_LINK | LAYOUT_UNDERLINE, 1},
        {"[1]", LAYOUT_LINK_MARK, 0, 1},
        {"\u2502 ", LAYOUT_QUOTE_BAR, 0, 0},
        {"quoted", LAYOUT_QUOTE, 0, 0},
        {"block", LAYOUT_PRE, 0, 0},
        {"\u2022 ", LAYOUT_BULLET, 0, 0},
        {"fine", LAYOUT_DIM, 0, 0},
        {"del", LAYOUT_TEXT, LAYOUT_STRIKE, 0},
        {"m", LAYOUT_TEXT, LAYOUT_MARKED, 0},
        {"h", LAYOUT_TABLE_HEAD, 0, 0},
        {" \u2502 ", LAYOUT_TABLE_FRAME, 0, 0},
        {"[picture: picture-of]", LAYOUT_IMAGE, 0, 2},
        {"https://e.org/", LAYOUT_LINK_LIST, LAYOUT_LINK, 1},
    };
    struct layout *const layout =
        lay_out(html, sizeof(html) - 1, &(struct layout_options){.width_cells = 60});
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct layout_run *const run = find_run(layout, rows[i].text);
        assert_int_equal(run->role, rows[i].role);
        assert_int_equal(run->marks, rows[i].marks);
        assert_int_equal(run->link, rows[i].link);
    }
    assert_int_equal(layout_link_count(layout), 2);
    assert_string_equal(layout_link_url(layout, 1), "https://e.org/");
    assert_null(layout_link_url(layout, 3));
    assert_int_equal(layout_heading_count(layout), 1);
    assert_string_equal(layout_heading(layout, 0)->text, "head");
    assert_int_equal(layout_heading(layout, 0)->level, 2);
    assert_int_equal(layout_picture_count(layout), 1);
    assert_string_equal(layout_picture(layout, 0)->words, "picture-of");
    assert_string_equal(layout_picture(layout, 0)->url, layout_link_url(layout, 2));
    layout_free(layout);
}

static void a_place_is_found_again_at_another_width(void **state)
{
    (void)state;
    struct str html;
    str_init(&html, LIMIT_HTML_BYTES);
    for (int i = 0; i < 200; i++)
        str_printf(&html, "<p>start%d and some words that make it longer than one line is wide</p>",
                   i);
    struct layout *const wide =
        lay_out(html.data, html.len, &(struct layout_options){.width_cells = 100});
    struct layout *const narrow =
        lay_out(html.data, html.len, &(struct layout_options){.width_cells = 17});
    for (size_t i = 0; i < layout_line_count(wide); i += 2) { // every other line is empty
        const struct layout_line *const line = layout_line(wide, i);
        const struct layout_line *const same =
            layout_line(narrow, layout_line_of(narrow, line->place));
        assert_true(same->count > 0);
        assert_memory_equal(same->runs[0].text, line->runs[0].text, 8);
    }
    layout_free(narrow);
    layout_free(wide);
    str_release(&html);
}

/* ---- parts */

struct parts {
    struct str text;
    int count;
    int most; // ask for no more
};

static bool take_part(void *context, const struct layout *part)
{
    struct parts *const parts = context;
    add_lines(part, &parts->text);
    return ++parts->count != parts->most;
}

/* Everything that reaches over blocks: margins, gaps, numbers of items and of links. */
static struct html_document *long_document(void)
{
    struct str html;
    str_init(&html, LIMIT_HTML_BYTES);
    str_add(&html, "<blockquote><ol>");
    for (int i = 0; i < 300; i++)
        str_printf(&html,
                   "<li><p>words with <a href='/%d'>a link</a><hr><h2>heading %d</h2>"
                   "<table><tr><th>name<td>value<tr><td>%d<td>x</table>",
                   i % 7, i, i);
    struct html_document *const doc =
        html_parse(html.data, html.len, "https://example.org/", NULL, NULL);
    str_release(&html);
    return doc;
}

static void parts_together_are_the_whole(void **state)
{
    (void)state;
    struct html_document *const doc = long_document();
    const struct layout_options options = {.width_cells = 40, .links = LAYOUT_LINKS_FOOTNOTE};
    struct layout *const layout = layout_new(doc, &options, NULL, NULL);
    struct str whole;
    str_init(&whole, LIMIT_STR_BYTES);
    add_lines(layout, &whole);
    struct parts parts = {.count = 0};
    str_init(&parts.text, LIMIT_STR_BYTES);
    assert_true(layout_in_parts(doc, &options, NULL, take_part, &parts, NULL));
    assert_true(parts.count > 5);
    assert_string_equal(parts.text.data, whole.data);
    str_release(&parts.text);
    str_release(&whole);
    layout_free(layout);
    html_free(doc);
}

static void no_part_comes_behind_the_one_that_is_enough(void **state)
{
    (void)state;
    struct html_document *const doc = long_document();
    const struct layout_options options = {.width_cells = 40};
    struct parts parts = {.most = 2};
    str_init(&parts.text, LIMIT_STR_BYTES);
    assert_true(layout_in_parts(doc, &options, NULL, take_part, &parts, NULL));
    assert_int_equal(parts.count, 2);
    str_release(&parts.text);
    html_free(doc);
}

/* What stands in a table, but in no cell, comes before it: a part of its own each time. */
static void nor_does_one_from_within_a_table(void **state)
{
    (void)state;
    struct str html;
    str_init(&html, LIMIT_HTML_BYTES);
    str_add(&html, "<table><tr><th>a<th>b<tr><td>c<td>d<tr>");
    for (int i = 0; i < 600; i++)
        str_add(&html, "<form><p>stray</form>");
    str_add(&html, "</table>");
    struct html_document *const doc = html_parse(html.data, html.len, NULL, NULL, NULL);
    const struct layout_options options = {.width_cells = 40};
    struct parts parts = {.most = 2};
    str_init(&parts.text, LIMIT_STR_BYTES);
    assert_true(layout_in_parts(doc, &options, NULL, take_part, &parts, NULL));
    assert_int_equal(parts.count, 2);
    str_release(&parts.text);
    str_release(&html);
    html_free(doc);
}

static void a_node_can_be_left_out(void **state)
{
    (void)state;
    static const char html[] = "<h1>again</h1><p>text</p>";
    struct html_document *const doc = html_parse(html, sizeof(html) - 1, NULL, NULL, NULL);
    const struct layout_options options = {.width_cells = 40,
                                           .skip = html_find_tag(doc, HTML_ROOT, HTML_H1)};
    struct layout *const layout = layout_new(doc, &options, NULL, NULL);
    assert_int_equal(layout_line_count(layout), 1);
    layout_free(layout);
    html_free(doc);
}

static void a_cancelled_layout_says_so(void **state)
{
    (void)state;
    struct str html;
    str_init(&html, LIMIT_HTML_BYTES);
    for (int i = 0; i < 5000; i++)
        str_add(&html, "<p>x");
    struct html_document *const doc = html_parse(html.data, html.len, NULL, NULL, NULL);
    struct ticket *const ticket = ticket_new();
    ticket_cancel(ticket);
    struct error err = {0};
    assert_null(layout_new(doc, &(struct layout_options){.width_cells = 40}, ticket, &err));
    assert_int_equal(err.kind, ERR_CANCELLED);
    struct parts parts = {.count = 0};
    err = (struct error){0};
    assert_false(layout_in_parts(doc, &(struct layout_options){.width_cells = 40}, ticket,
                                 take_part, &parts, &err));
    assert_int_equal(err.kind, ERR_CANCELLED);
    assert_int_equal(parts.count, 0);
    ticket_unref(ticket);
    html_free(doc);
    str_release(&html);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_look_as_the_files_say),
        cmocka_unit_test(runs_have_roles_marks_and_links),
        cmocka_unit_test(a_place_is_found_again_at_another_width),
        cmocka_unit_test(parts_together_are_the_whole),
        cmocka_unit_test(no_part_comes_behind_the_one_that_is_enough),
        cmocka_unit_test(nor_does_one_from_within_a_table),
        cmocka_unit_test(a_node_can_be_left_out),
        cmocka_unit_test(a_cancelled_layout_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
