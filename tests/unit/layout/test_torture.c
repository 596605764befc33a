/*
 * Ugly pages, tests/data/torture/NAME.html, at several widths: no line is too wide, nothing goes to
 * a terminal that must not, the same comes out twice, and no word is lost. The first line of a page
 * says which words those are.
 */
#include "unit/unit.h"

#include <dirent.h>
#include <string.h>

#include "base/limits.h"
#include "base/path.h"
#include "html/html.h"
#include "layout/layout.h"
#include "text/cells.h"
#include "text/clean.h"
#include "text/utf8.h"

static const int widths[] = {1, 20, 30, 80, 132};

static struct layout *lay_out(const struct str *page, int width, enum layout_links links)
{
    struct html_document *const doc =
        html_parse_bytes(page->data, page->len, NULL, NULL, NULL, NULL);
    assert_non_null(doc);
    const struct layout_options options = {.width_cells = width, .links = links};
    struct layout *const layout = layout_new(doc, &options, NULL, NULL);
    assert_non_null(layout);
    html_free(doc);
    return layout;
}

static void add_line(const struct layout_line *line, struct str *out)
{
    for (uint32_t i = 0; i < line->count; i++)
        str_append(out, line->runs[i].text, line->runs[i].len);
}

/* A line may be too wide only where it is one cluster. */
static void check_line(const struct str *line, int width, const char *file)
{
    int cells;
    const size_t first = text_cluster(line->data, line->len, &cells);
    if (text_cells(line->data, line->len) > width && first < line->len)
        fail_msg("%s at %d: too wide: %s", file, width, line->data);
    assert_true(text_is_utf8(line->data, line->len));
    for (size_t at = 0; at < line->len;) {
        unsigned code_point;
        at += text_next(line->data + at, line->len - at, &code_point);
        if (text_is_unsafe(code_point))
            fail_msg("%s at %d: U+%04X", file, width, code_point);
    }
}

/* Without blanks, frames and hyphens, which stand where lines end. */
static void add_letters(const char *text, size_t len, struct str *out)
{
    for (size_t at = 0; at < len;) {
        unsigned code_point;
        const size_t step = text_next(text + at, len - at, &code_point);
        if (code_point > ' ' && code_point != '-' && (code_point < 0x2500 || code_point > 0x257F))
            str_append(out, text + at, step);
        at += step;
    }
}

static void check_words(const struct str *page, const char *letters, const char *file, int width)
{
    static const char before[] = "<!-- words: ";
    assert_memory_equal(page->data, before, strlen(before));
    const char *const start = page->data + strlen(before);
    const char *const end = strstr(start, " -->\n");
    assert_non_null(end);
    struct slice words = {start, (size_t)(end - start)};
    struct slice word;
    while (slice_next(&words, ' ', &word)) {
        char text[100];
        snprintf(text, sizeof(text), "%.*s", (int)word.len, word.data);
        if (!strstr(letters, text))
            fail_msg("%s at %d: %s is lost: %.2000s", file, width, text, letters);
    }
}

static void check_page(const struct str *page, const char *file, int width, enum layout_links links)
{
    struct layout *const layout = lay_out(page, width, links);
    struct layout *const again = lay_out(page, width, links);
    assert_int_equal(layout_line_count(layout), layout_line_count(again));
    struct str letters;
    struct str line;
    struct str same;
    str_init(&letters, LIMIT_STR_BYTES);
    str_init(&line, LIMIT_STR_BYTES);
    str_init(&same, LIMIT_STR_BYTES);
    for (size_t i = 0; i < layout_line_count(layout); i++) {
        str_clear(&line);
        str_clear(&same);
        add_line(layout_line(layout, i), &line);
        add_line(layout_line(again, i), &same);
        assert_string_equal(line.data, same.data);
        check_line(&line, width, file);
        add_letters(line.data, line.len, &letters);
    }
    check_words(page, letters.data, file, width);
    str_release(&same);
    str_release(&line);
    str_release(&letters);
    layout_free(again);
    layout_free(layout);
}

static void ugly_pages_are_set_without_loss(void **state)
{
    (void)state;
    char folder[4096];
    unit_path(folder, "tests/data/torture");
    DIR *const entries = opendir(folder);
    assert_non_null(entries);
    int count = 0;
    for (const struct dirent *entry = readdir(entries); entry; entry = readdir(entries)) {
        if (!strstr(entry->d_name, ".html"))
            continue;
        char path[4096 + 300];
        struct str page;
        str_init(&page, LIMIT_HTML_BYTES);
        snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        assert_true(file_read(path, LIMIT_HTML_BYTES, &page, NULL));
        for (size_t i = 0; i < COUNT_OF(widths); i++) {
            check_page(&page, entry->d_name, widths[i], LAYOUT_LINKS_NONE);
            check_page(&page, entry->d_name, widths[i], LAYOUT_LINKS_FOOTNOTE);
        }
        str_release(&page);
        count++;
    }
    closedir(entries);
    assert_true(count >= 38);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ugly_pages_are_set_without_loss),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
