#include "unit/unit.h"

#include <string.h>

#include "config/settings.h"

struct row {
    const char *text;
    int line;
    int column;
    const char *says;
};

static void a_file_changes_what_it_names_and_nothing_else(void **state)
{
    (void)state;
    struct settings settings;
    settings_default(&settings);
    const char text[] = "# mine\n\n theme = mono \r\nmeasure=60\nascii = yes\nname = Ada  L.\n";
    assert_true(settings_parse(&settings, text, strlen(text), NULL));
    assert_string_equal(settings.theme, "mono");
    assert_int_equal(settings.measure_cells, 60);
    assert_int_equal(settings.ascii, ASCII_YES);
    assert_true(settings.uses_mouse);
    assert_string_equal(settings.name, "Ada L.");
    assert_int_equal(settings.transfers, 32);
    assert_int_equal(settings.pictures_mb, 200);
}

static void a_bad_line_is_told_with_its_place_and_changes_nothing(void **state)
{
    (void)state;
    // clang-format off
    static const struct row rows[] = {
        {"theme = mono\nmeasur = 60\n",   2, 1,  "there is no setting `measur`"},
        {"theme = mono\n  measure = x\n", 2, 13, "measure is a number from 20 to 400"},
        {"theme = mono\nmeasure = 9999",  2, 11, "measure is a number from 20 to 400"},
        {"theme = mono\nmouse = perhaps", 2, 9,  "mouse is yes or no"},
        {"theme = mono\nfast",            2, 1,  "expected `name = value`, found `fast`"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct settings settings;
        settings_default(&settings);
        struct error err = {0};
        assert_false(settings_parse(&settings, rows[i].text, strlen(rows[i].text), &err));
        assert_int_equal(err.kind, ERR_SYNTAX);
        assert_int_equal(err.line, rows[i].line);
        assert_int_equal(err.column, rows[i].column);
        assert_string_equal(err.text, rows[i].says);
        assert_string_equal(settings.theme, "default");
    }
}

static void the_printed_default_is_read_back_as_the_default(void **state)
{
    (void)state;
    struct str text;
    str_init(&text, 1 << 16);
    settings_print_default(&text);
    struct settings fresh;
    struct settings read = {.measure_cells = 33, .theme = "mono", .uses_mouse = false};
    settings_default(&fresh);
    struct error err = {0};
    assert_true(settings_parse(&read, text.data, text.len, &err));
    assert_string_equal(read.theme, fresh.theme);
    assert_int_equal(read.measure_cells, fresh.measure_cells);
    assert_int_equal(read.uses_mouse, fresh.uses_mouse);
    for (size_t i = 0; settings_name(i); i++) {
        struct error place = {0};
        assert_true(settings_place(text.data, text.len, settings_name(i), &place));
        assert_non_null(settings_help(i));
        assert_true(strlen(settings_help(i)) > 10);
    }
    str_release(&text);
}

static void a_choice_is_one_of_its_words(void **state)
{
    (void)state;
    struct settings settings;
    settings_default(&settings);
    struct error err = {0};
    assert_int_equal(settings.ascii, ASCII_AUTO);
    assert_true(settings_set(&settings, "ascii", "YES", &err));
    assert_int_equal(settings.ascii, ASCII_YES);
    assert_true(settings_set(&settings, "notify", "osc9", &err));
    assert_int_equal(settings.notify, NOTIFY_OSC9);
    assert_true(settings_set(&settings, "notify-command", "notify-send", &err));
    assert_string_equal(settings.notify_command, "notify-send");
    assert_false(settings_set(&settings, "notify", "loud", &err));
    assert_string_equal(err.text, "notify is one of none, bell, osc9, command");
}

static void one_setting_is_set_by_its_name(void **state)
{
    (void)state;
    struct settings settings;
    settings_default(&settings);
    struct error err = {0};
    assert_true(settings_set(&settings, "measure", "64", &err));
    assert_int_equal(settings.measure_cells, 64);
    assert_false(settings_set(&settings, "nonsense", "1", &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_false(settings_set(&settings, "measure", "1", &err));
    assert_int_equal(err.kind, ERR_SYNTAX);
    struct str value;
    str_init(&value, 100);
    settings_value(&settings, 2, &value);
    assert_string_equal(value.data, "64");
    str_release(&value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_changes_what_it_names_and_nothing_else),
        cmocka_unit_test(a_bad_line_is_told_with_its_place_and_changes_nothing),
        cmocka_unit_test(the_printed_default_is_read_back_as_the_default),
        cmocka_unit_test(a_choice_is_one_of_its_words),
        cmocka_unit_test(one_setting_is_set_by_its_name),
    };
    return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
