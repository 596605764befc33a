#include "app/looks.h"

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

enum theme_role looks_role(const struct layout_run *run)
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

uint32_t looks_marks(const struct layout_run *run)
{
    uint32_t found = 0;
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (run->marks & marks[i].layout)
            found |= marks[i].theme;
    return found;
}
