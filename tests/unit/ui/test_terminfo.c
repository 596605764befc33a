/* What terminals are told, by their names. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ui/terminfo.h"
#include "unit/unit.h"

static bool ask(struct terminfo *info, const char *name, const char *depth, struct error *err)
{
    unsetenv("NO_COLOR");
    unsetenv("COLORTERM");
    setenv("TERM", name, 1);
    if (depth)
        setenv("COLORTERM", depth, 1);
    *info = (struct terminfo){0};
    return terminfo_ask(info, STDOUT_FILENO, err);
}

static void a_look_is_told_in_what_the_terminal_has(void **state)
{
    (void)state;
    const struct theme_look text = {.ink = THEME_DEFAULT,
                                    .paper = THEME_DEFAULT,
                                    .ink_256 = THEME_DEFAULT,
                                    .paper_256 = THEME_DEFAULT,
                                    .ink_rgb = THEME_DEFAULT,
                                    .paper_rgb = THEME_DEFAULT};
    struct theme_look grey = text;
    grey.ink = 8;
    struct theme_look red = text;
    red.ink = 9;
    red.ink_256 = 203;
    red.ink_rgb = 0xFF5F5F;
    red.attributes = THEME_UNDERLINE;
    // clang-format off
    const struct {
        const char *name; const char *depth; int colours; const struct theme_look *look; const char *wanted;
    } rows[] = {
        {"xterm-256color", NULL,        256,     &red,  "\033[4m\033[38;5;203m"},
        {"xterm-256color", "truecolor", 1 << 24, &red,  "\033[4m\033[38;2;255;95;95m"},
        {"xterm-256color", NULL,        256,     &grey, "\033[90m"},
        {"xterm",          NULL,        8,       &red,  "\033[4m\033[1m\033[31m"},
        {"xterm",          NULL,        8,       &grey, "\033[2m"},
        {"vt100",          "truecolor", 0,       &red,  "\033[4m"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct terminfo info;
        struct error err = {0};
        struct theme theme = {0};
        theme.looks[THEME_TEXT] = text;
        theme.looks[THEME_FEED] = *rows[i].look;
        assert_true(ask(&info, rows[i].name, rows[i].depth, &err));
        assert_int_equal(info.colours, rows[i].colours);
        struct str out;
        str_init(&out, 256);
        terminfo_look(&info, &theme, THEME_FEED, 0, &out);
        const size_t plain = strlen(info.words[CAP_PLAIN]);
        assert_memory_equal(out.data, info.words[CAP_PLAIN], plain);
        assert_string_equal(out.data + plain, rows[i].wanted);
        str_release(&out);
        terminfo_release();
    }
}

static void no_word_holds_what_is_for_a_wire(void **state)
{
    (void)state;
    struct terminfo info;
    struct error err = {0};
    struct str out;
    str_init(&out, 64);
    assert_true(ask(&info, "vt100", NULL, &err));
    for (int i = 0; i < CAPABILITY_COUNT; i++)
        assert_null(strstr(info.words[i], "$<"));
    terminfo_move(&info, 3, 7, &out);
    assert_string_equal(out.data, "\033[8;4H");
    assert_false(info.has_mouse);
    terminfo_release();
    str_release(&out);
}

static void a_terminal_that_cannot_show_it_is_told_so(void **state)
{
    (void)state;
    static const char *const names[] = {"", "dumb", "no-such-terminal"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct terminfo info;
        struct error err = {0};
        assert_false(ask(&info, names[i], NULL, &err));
        assert_int_equal(err.kind, ERR_UNSUPPORTED);
        assert_non_null(strstr(err.text, "set TERM to what it is"));
    }
    terminfo_release();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_look_is_told_in_what_the_terminal_has),
        cmocka_unit_test(no_word_holds_what_is_for_a_wire),
        cmocka_unit_test(a_terminal_that_cannot_show_it_is_told_so),
    };
    return cmocka_run_group_tests_name("terminfo", tests, NULL, NULL);
}
