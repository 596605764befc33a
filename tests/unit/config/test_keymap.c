#include "unit/unit.h"

#include <string.h>

#include "config/keymap.h"

static struct keymap *parsed(const char *text)
{
    struct keymap *const keymap = keymap_new();
    struct error err = {0};
    const bool is_read = keymap_parse(keymap, text, strlen(text), NULL, NULL, &err);
    assert_string_equal(err.text, "");
    assert_true(is_read);
    return keymap;
}

static const char *command_of(const struct keymap *keymap, const char *context, int first,
                              int second)
{
    const int keys[] = {first, second};
    const char *command = NULL;
    const enum keymap_found found = keymap_find(keymap, context, keys, second ? 2 : 1, &command);
    return found == KEYMAP_COMMAND ? command : found == KEYMAP_PREFIX ? "…" : "-";
}

static void a_context_asks_its_parents(void **state)
{
    (void)state;
    struct keymap *const keymap = parsed(
        "[all]\nj <Down> = down\nq = back\n[list]\nq = up 2\n[feeds]\nj = none\nga = first\n");
    assert_string_equal(command_of(keymap, "articles", 'j', 0), "down");
    assert_string_equal(command_of(keymap, "articles", 'q', 0), "up 2");
    assert_string_equal(command_of(keymap, "article", 'q', 0), "back");
    assert_string_equal(command_of(keymap, "feeds", 'j', 0), "-");
    assert_string_equal(command_of(keymap, "feeds", KEY_SPECIAL | KEY_DOWN_, 0), "down");
    assert_string_equal(command_of(keymap, "feeds", 'g', 0), "…");
    assert_string_equal(command_of(keymap, "feeds", 'g', 'a'), "first");
    assert_string_equal(command_of(keymap, "feeds", 'g', 'b'), "-");
    assert_string_equal(command_of(keymap, "compose", 'q', 0), "-");
    keymap_free(keymap);
}

static void a_later_file_wins(void **state)
{
    (void)state;
    struct keymap *const keymap = parsed("j = down\nk = up\n");
    const char text[] = "j = up\nk = none\nx = down\n";
    assert_true(keymap_parse(keymap, text, strlen(text), NULL, NULL, NULL));
    assert_string_equal(command_of(keymap, "all", 'j', 0), "up");
    assert_string_equal(command_of(keymap, "all", 'k', 0), "-");
    struct str keys;
    str_init(&keys, 100);
    assert_true(keymap_keys_of(keymap, "article", "down", &keys));
    assert_string_equal(keys.data, "x");
    str_release(&keys);
    keymap_free(keymap);
}

static void keys_are_shown_as_a_person_reads_them(void **state)
{
    (void)state;
    struct keymap *const keymap =
        parsed("x <C-d> <PageDown> <Lt> <F12> <S-Tab> é g<Space> = down\n");
    struct str keys;
    str_init(&keys, 200);
    assert_true(keymap_keys_of(keymap, "feeds", "down", &keys));
    assert_string_equal(keys.data, "x, Ctrl-d, PgDn, <, F12, Shift-Tab, é, g Space");
    str_release(&keys);
    keymap_free(keymap);
}

static bool knows_down_only(void *context, const char *command, struct error *err)
{
    (void)context;
    return strcmp(command, "down") == 0 || error_set(err, ERR_USAGE, "no command %s", command);
}

static void a_bad_line_is_told_with_its_place_and_changes_nothing(void **state)
{
    (void)state;
    // clang-format off
    static const struct { const char *text; int line; int column; const char *says; } rows[] = {
        {"j = down\n[rooms]\n",      2, 1, "`[rooms]` is no context"},
        {"[rooms]\n",                1, 1, "[help], [log], [compose], [find], [parts], [prompt]"},
        {"j = down\n<Entr> = down",  2, 1, "`<Entr>` is no key"},
        {"j = down\nk <C-1> = down", 2, 3, "`<C-1>` is no key"},
        {"j = down\nabcde = down",   2, 5, "more than 4 keys in a row"},
        {"j = down\nk down",         2, 1, "expected `keys = command`"},
        {"j = down\nk =",            2, 1, "expected `keys = command`"},
        {"j = down\n= down",         2, 1, "expected `keys = command`"},
        {"j = down\nk = dwn",        2, 5, "no command dwn"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct keymap *const keymap = keymap_new();
        struct error err = {0};
        assert_false(
            keymap_parse(keymap, rows[i].text, strlen(rows[i].text), knows_down_only, NULL, &err));
        assert_int_equal(err.line, rows[i].line);
        assert_int_equal(err.column, rows[i].column);
        assert_non_null(strstr(err.text, rows[i].says));
        assert_string_equal(command_of(keymap, "all", 'j', 0), "-");
        keymap_free(keymap);
    }
}

static void the_shipped_keys_are_read(void **state)
{
    (void)state;
    size_t len = 0;
    const char *const text = keymap_builtin("default", &len);
    assert_non_null(text);
    struct keymap *const keymap = parsed(text);
    assert_string_equal(command_of(keymap, "articles", 'j', 0), "down");
    assert_string_equal(command_of(keymap, "comments", '[', 0), "previous-thread");
    assert_string_equal(command_of(keymap, "compose", 'j', 0), "-");
    keymap_free(keymap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_context_asks_its_parents),
        cmocka_unit_test(a_later_file_wins),
        cmocka_unit_test(keys_are_shown_as_a_person_reads_them),
        cmocka_unit_test(a_bad_line_is_told_with_its_place_and_changes_nothing),
        cmocka_unit_test(the_shipped_keys_are_read),
    };
    return cmocka_run_group_tests_name("keymap", tests, NULL, NULL);
}
