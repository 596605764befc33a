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
    assert_true(settings.uses_ascii);
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
    // Every setting stands there commented out; without the mark it must be valid.
    struct str bare;
    str_init(&bare, 1 << 16);
    for (size_t i = 0; i < text.len; i++)
        if (!(text.data[i] == '#' && text.data[i + 1] != ' '))
            str_add_char(&bare, text.data[i]);
    struct settings fresh;
    struct settings read;
    settings_default(&fresh);
    settings_default(&read);
    struct error err = {0};
    assert_true(settings_parse(&read, bare.data, bare.len, &err));
    assert_memory_equal(&fresh, &read, sizeof(fresh));
    for (size_t i = 0; settings_name(i); i++)
        assert_non_null(strstr(text.data, settings_name(i)));
    str_release(&text);
    str_release(&bare);
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
        cmocka_unit_test(one_setting_is_set_by_its_name),
    };
    return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
