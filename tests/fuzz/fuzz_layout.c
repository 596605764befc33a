/*
 * Any HTML at any width: the first bytes say the width and the options, the rest is the document.
 * Holds what the header promises: no line is wider than the width (a single cluster aside), none
 * ends in a blank, nothing unsafe comes through, places rise.
 */
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "html/html.h"
#include "layout/layout.h"
#include "text/cells.h"
#include "text/clean.h"
#include "text/utf8.h"

const char fuzz_seeds[] = "tests/data/layout";

static void check(int holds)
{
    if (!holds)
        abort();
}

static void check_run(const struct layout *layout, const struct layout_run *run)
{
    check(run->role < LAYOUT_ROLE_COUNT && run->len > 0);
    check(run->link <= layout_link_count(layout));
    check(text_cells(run->text, run->len) == run->cells);
    for (uint32_t at = 0; at < run->len;) {
        unsigned code_point;
        at += (uint32_t)text_next(run->text + at, run->len - at, &code_point);
        check(!text_is_unsafe(code_point));
    }
}

static void check_line(const struct layout *layout, const struct layout_line *line, int width)
{
    int cells = 0;
    int widest = 0;
    for (uint32_t i = 0; i < line->count; i++) {
        check_run(layout, &line->runs[i]);
        cells += line->runs[i].cells;
        if (line->runs[i].cells > widest)
            widest = line->runs[i].cells;
    }
    check(cells <= width || (line->count <= 2 && widest <= 4 && width < 4));
    if (line->count) {
        const struct layout_run *const last = &line->runs[line->count - 1];
        check(last->text[last->len - 1] != ' ');
    }
}

static void check_layout(const struct layout *layout, int width)
{
    uint32_t place = 0;
    for (size_t i = 0; i < layout_line_count(layout); i++) {
        const struct layout_line *const line = layout_line(layout, i);
        check_line(layout, line, width);
        check(line->place >= place);
        place = line->place;
        check(layout_line_of(layout, place) >= i);
    }
    for (size_t i = 0; i < layout_heading_count(layout); i++)
        check(layout_heading(layout, i)->line < layout_line_count(layout));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const struct layout_options options = {
        .width_cells = data[0] < 200 ? data[0] + 1 : (data[0] - 199) * 73,
        .links = data[1] % 3,
        .uses_ascii = data[1] & 64,
    };
    struct html_document *const doc =
        html_parse_bytes((const char *)data + 2, size - 2, NULL, "https://e.org/", NULL, NULL);
    if (!doc)
        return 0;
    struct layout *const layout = layout_new(doc, &options, NULL, NULL);
    if (layout)
        check_layout(layout, options.width_cells);
    layout_free(layout);
    html_free(doc);
    return 0;
}
