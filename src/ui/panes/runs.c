#include "ui/panes/runs.h"

// clang-format off
static const enum theme_role roles[LAYOUT_ROLE_COUNT] = {
    [LAYOUT_TEXT] = THEME_TEXT,           [LAYOUT_HEADING_1] = THEME_HEADING_1,
    [LAYOUT_HEADING_2] = THEME_HEADING_2, [LAYOUT_HEADING_3] = THEME_HEADING_3,
    [LAYOUT_QUOTE] = THEME_QUOTE,         [LAYOUT_QUOTE_BAR] = THEME_QUOTE_BAR,
    [LAYOUT_CODE] = THEME_CODE,           [LAYOUT_PRE] = THEME_PRE,
    [LAYOUT_BULLET] = THEME_BULLET,       [LAYOUT_RULE] = THEME_RULE,
    [LAYOUT_TABLE_FRAME] = THEME_TABLE_FRAME, [LAYOUT_TABLE_HEAD] = THEME_TABLE_HEAD,
    [LAYOUT_CAPTION] = THEME_CAPTION,     [LAYOUT_IMAGE] = THEME_IMAGE,
    [LAYOUT_LINK_MARK] = THEME_LINK_MARK, [LAYOUT_LINK_LIST] = THEME_LINK_LIST,
    [LAYOUT_DIM] = THEME_DIM,
};

static const struct { unsigned layout; unsigned theme; } marks[] = {
    {LAYOUT_BOLD, THEME_BOLD}, {LAYOUT_ITALIC, THEME_ITALIC}, {LAYOUT_UNDERLINE, THEME_UNDERLINE},
    {LAYOUT_STRIKE, THEME_STRIKE}, {LAYOUT_INSERTED, THEME_UNDERLINE},
};
// clang-format on

/* A mark that changes what the text is wins over plain text, not over a heading or a bar. */
static enum theme_role role_of(const struct layout_run *run)
{
    const enum theme_role role = run->role < LAYOUT_ROLE_COUNT ? roles[run->role] : THEME_TEXT;
    if (run->marks & LAYOUT_MARKED)
        return THEME_MARK;
    const bool is_plain = run->role == LAYOUT_TEXT || run->role == LAYOUT_QUOTE ||
                          run->role == LAYOUT_CAPTION || run->role == LAYOUT_DIM;
    if (!is_plain)
        return role;
    if (run->marks & LAYOUT_LINK)
        return THEME_LINK;
    return run->marks & LAYOUT_KEYBOARD ? THEME_KEYBOARD : role;
}

void runs_draw(struct canvas *canvas, struct rect clip, int x, int y,
               const struct layout_line *line)
{
    for (uint32_t i = 0; i < line->count; i++) {
        const struct layout_run *const run = &line->runs[i];
        struct canvas_pen pen = {.clip = clip, .role = role_of(run)};
        for (size_t k = 0; k < COUNT_OF(marks); k++)
            if (run->marks & marks[k].layout)
                pen.marks |= (uint8_t)marks[k].theme;
        canvas_text(canvas, &pen, x, y, run->text, run->len);
        x += run->cells;
    }
}

uint32_t runs_link_at(const struct layout_line *line, int x)
{
    int at = 0;
    for (uint32_t i = 0; i < line->count; i++) {
        const int end = at + line->runs[i].cells;
        if (x >= at && x < end)
            return line->runs[i].link;
        at = end;
    }
    return 0;
}
