#include "unit/unit.h"

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
    assert_true(count >= 2);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_colour_has_three_depths),
        cmocka_unit_test(a_role_inherits_what_it_does_not_say),
        cmocka_unit_test(a_bad_line_is_told_with_its_place_and_changes_nothing),
        cmocka_unit_test(every_shipped_theme_is_read),
        cmocka_unit_test(mono_names_no_colour),
    };
    return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
