#include "unit/unit.h"

#include <math.h>
#include <string.h>

#include "config/theme.h"

static void parse(const char *text, struct theme *theme)
{
    struct error err = {0};
    const bool is_read = theme_parse(text, strlen(text), "test", theme, &err);
    assert_string_equal(err.text, "");
    assert_true(is_read);
}

static void a_colour_has_three_depths(void **state)
{
    (void)state;
    struct theme theme;
    parse("link = blue/33/#268bd2 on bright-white/255 bold underline\n", &theme);
    const struct theme_look *const look = &theme.looks[THEME_LINK];
    assert_int_equal(look->ink, 4);
    assert_int_equal(look->ink_256, 33);
    assert_int_equal(look->ink_rgb, THEME_RGB | 0x268bd2);
    assert_int_equal(look->paper, 15);
    assert_int_equal(look->paper_256, 255);
    assert_int_equal(look->paper_rgb, THEME_DEFAULT);
    assert_int_equal(look->attributes, THEME_BOLD | THEME_UNDERLINE);
}

static void a_role_inherits_what_it_does_not_say(void **state)
{
    (void)state;
    struct theme theme;
    parse("text = white on black\npane.title = red bold\nlink = underline\n", &theme);
    assert_int_equal(theme.looks[THEME_PANE_TITLE_FOCUS].ink, 1);
    assert_int_equal(theme.looks[THEME_PANE_TITLE_FOCUS].attributes, THEME_BOLD);
    assert_int_equal(theme.looks[THEME_PANE_TITLE].paper, 0);
    assert_int_equal(theme.looks[THEME_LINK].ink, 7);
    assert_int_equal(theme.looks[THEME_LINK_LIST].attributes, THEME_UNDERLINE);
    assert_int_equal(theme.looks[THEME_HEADING_2].paper, 0);
}

static void a_bad_line_is_told_with_its_place_and_changes_nothing(void **state)
{
    (void)state;
    // clang-format off
    static const struct { const char *text; int line; int column; const char *says; } rows[] = {
        {"text = default\nlnik = blue",      2, 1,  "there is no role `lnik`"},
        {"text = default\nlink = bleu",      2, 8,  "`bleu` is no colour"},
        {"text = default\nlink = 256",       2, 8,  "`256` is no colour"},
        {"text = default\nlink = #12345g",   2, 8,  "`#12345g` is no colour"},
        {"text = default\nlink = blue on",   2, 15, "expected a colour behind `on`"},
        {"text = default\nlink = red blue",  2, 12, "`blue` is no colour"},
        {"text = default\nlink",             2, 1,  "expected `role = ink on paper`"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct theme theme = {.name = "old"};
        struct error err = {0};
        assert_false(theme_parse(rows[i].text, strlen(rows[i].text), "new", &theme, &err));
        assert_int_equal(err.line, rows[i].line);
        assert_int_equal(err.column, rows[i].column);
        assert_non_null(strstr(err.text, rows[i].says));
        assert_string_equal(theme.name, "old");
    }
}

static void every_shipped_theme_is_read(void **state)
{
    (void)state;
    char name[64];
    size_t count = 0;
    for (; theme_builtin_name(count, name); count++) {
        size_t len = 0;
        const char *const text = theme_builtin(name, &len);
        assert_non_null(text);
        struct theme theme;
        struct error err = {0};
        const bool is_read = theme_parse(text, len, name, &theme, &err);
        assert_string_equal(err.text, "");
        assert_true(is_read);
        // What must be told apart from text, also without colour, when it matters.
        assert_true(theme.looks[THEME_CURSOR].attributes || theme.looks[THEME_CURSOR].paper >= 0);
    }
    assert_int_equal(count, 9);
    size_t len = 0;
    assert_null(theme_builtin("no such", &len));
}

static void mono_names_no_colour(void **state)
{
    (void)state;
    size_t len = 0;
    const char *const text = theme_builtin("mono", &len);
    struct theme theme;
    assert_true(theme_parse(text, len, "mono", &theme, NULL));
    for (int i = 0; i < THEME_ROLE_COUNT; i++) {
        assert_int_equal(theme.looks[i].ink, THEME_DEFAULT);
        assert_int_equal(theme.looks[i].paper, THEME_DEFAULT);
    }
}

/* ---- contrast (WCAG 2.1, 1.4.3 and 1.4.11: relative luminance and its ratio) */

static double luminance(int32_t colour)
{
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        const double part = (colour >> (16 - 8 * i) & 0xFF) / 255.0;
        sum += weights[i] * (part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(int32_t ink, int32_t paper)
{
    const double a = luminance(ink);
    const double b = luminance(paper);
    return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

/* What xterm shows for a number of the palette, 16 and up: a cube, then greys. */
static int32_t palette_rgb(int32_t number)
{
    static const int32_t steps[] = {0, 95, 135, 175, 215, 255};
    if (number >= 232)
        return (8 + 10 * (number - 232)) * 0x010101;
    const int32_t at = number - 16;
    return steps[at / 36] << 16 | steps[at / 6 % 6] << 8 | steps[at % 6];
}

/* What only decorates, or is beside the matter; everything else is text. */
static bool is_dim(int role)
{
    static const enum theme_role dim[] = {
        THEME_DIM,        THEME_BORDER,      THEME_BORDER_FOCUS,  THEME_HINT,
        THEME_PANE_TITLE, THEME_CURSOR_IDLE, THEME_ARTICLE_DATE,  THEME_ARTICLE_DAY,
        THEME_QUOTE_BAR,  THEME_BULLET,      THEME_RULE,          THEME_TABLE_FRAME,
        THEME_LINK_MARK,  THEME_COMMENT_AGE, THEME_COMMENT_GUIDE,
    };
    for (size_t i = 0; i < COUNT_OF(dim); i++)
        if ((int)dim[i] == role)
            return true;
    return false;
}

static void check_contrast(const struct theme *theme, int role)
{
    const struct theme_look *const look = &theme->looks[role];
    const double least = is_dim(role) ? 3 : 4.5;
    const char *const name = theme_role_name(role);
    if (look->ink_rgb == THEME_DEFAULT || look->paper_rgb == THEME_DEFAULT || look->ink_256 < 16 ||
        look->paper_256 < 16)
        fail_msg("%s: %s names its colour not in every depth", theme->name, name);
    // How much a terminal takes away for `dim` nobody knows.
    if (look->attributes & THEME_DIM_TEXT)
        fail_msg("%s: %s is dim on its own background", theme->name, name);
    const double exact = contrast(look->ink_rgb, look->paper_rgb);
    const double palette = contrast(palette_rgb(look->ink_256), palette_rgb(look->paper_256));
    if (exact < least || palette < least)
        fail_msg("%s: %s has a contrast of %.2f, with 256 colours %.2f; at least %.1f", theme->name,
                 name, exact, palette, least);
}

static void every_theme_with_its_own_background_can_be_read(void **state)
{
    (void)state;
    assert_true(fabs(contrast(0xFFFFFF, 0) - 21) < 0.01);
    assert_true(fabs(contrast(0x767676, 0xFFFFFF) - 4.54) < 0.01);
    char name[64];
    size_t checked = 0;
    for (size_t i = 0; theme_builtin_name(i, name); i++) {
        size_t len = 0;
        const char *const text = theme_builtin(name, &len);
        struct theme theme;
        assert_true(theme_parse(text, len, name, &theme, NULL));
        const bool is_terminals_own = theme.looks[THEME_TEXT].paper_rgb == THEME_DEFAULT;
        for (int role = 0; !is_terminals_own && role < THEME_ROLE_COUNT; role++)
            check_contrast(&theme, role);
        checked += !is_terminals_own;
    }
    assert_int_equal(checked, 7);
}

static void a_look_becomes_a_sequence_of_its_depth(void **state)
{
    (void)state;
    static const char text[] = "code = bright-magenta/182/#d0a0e8 on black/235/#2a2a2a bold\n"
                               "link = blue underline\nrule = default\n";
    static const struct {
        enum theme_role role;
        uint32_t more;
        int colours;
        const char *numbers;
    } rows[] = {
        {THEME_CODE, 0, 0, "1"},
        {THEME_CODE, 0, 16, "1;95;40"},
        {THEME_CODE, 0, 256, "1;38;5;182;48;5;235"},
        {THEME_CODE, 0, 1 << 24, "1;38;2;208;160;232;48;2;42;42;42"},
        {THEME_LINK, THEME_STRIKE, 256, "4;9;34"},
        {THEME_RULE, 0, 256, ""},
        {THEME_RULE, THEME_ITALIC, 0, "3"},
    };
    struct theme theme;
    assert_true(theme_parse(text, strlen(text), "test", &theme, NULL));
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str numbers;
        str_init(&numbers, 200);
        theme_sgr(&theme.looks[rows[i].role], rows[i].more, rows[i].colours, &numbers);
        assert_string_equal(numbers.data, rows[i].numbers);
        str_release(&numbers);
    }
}

static void the_environment_says_how_many_colours_there_are(void **state)
{
    (void)state;
    assert_int_equal(theme_colours("1", "truecolor", "xterm-256color"), 0);
    assert_int_equal(theme_colours("", "truecolor", "xterm"), 1 << 24);
    assert_int_equal(theme_colours(NULL, "24bit", NULL), 1 << 24);
    assert_int_equal(theme_colours(NULL, "yes", "tmux-256color"), 256);
    assert_int_equal(theme_colours(NULL, NULL, "xterm"), 16);
    assert_int_equal(theme_colours(NULL, NULL, NULL), 16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_colour_has_three_depths),
        cmocka_unit_test(a_role_inherits_what_it_does_not_say),
        cmocka_unit_test(a_bad_line_is_told_with_its_place_and_changes_nothing),
        cmocka_unit_test(every_shipped_theme_is_read),
        cmocka_unit_test(every_theme_with_its_own_background_can_be_read),
        cmocka_unit_test(mono_names_no_colour),
        cmocka_unit_test(a_look_becomes_a_sequence_of_its_depth),
        cmocka_unit_test(the_environment_says_how_many_colours_there_are),
    };
    return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
