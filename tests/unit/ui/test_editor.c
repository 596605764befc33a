#include "unit/unit.h"

#include <string.h>

#include "config/keymap.h"
#include "ui/editor.h"
#include "ui/wrap.h"

enum {
    LEFT = KEY_SPECIAL | KEY_LEFT_,
    RIGHT = KEY_SPECIAL | KEY_RIGHT_,
    UP = KEY_SPECIAL | KEY_UP_,
    DOWN = KEY_SPECIAL | KEY_DOWN_,
    BACK = KEY_SPECIAL | KEY_BACKSPACE_,
    DELETE = KEY_SPECIAL | KEY_DELETE_,
    ENTER = KEY_SPECIAL | KEY_ENTER_,
    HOME = KEY_SPECIAL | KEY_HOME_,
    END = KEY_SPECIAL | KEY_END_,
};

static void keys_change_the_text_at_the_cursor(void **state)
{
    (void)state;
    // clang-format off
    static const struct { const char *text; int keys[6]; const char *left; const char *right; } rows[] = {
        {"ab",       {LEFT, 'x'},               "ax", "b"},
        {"ab",       {HOME, DELETE},            "", "b"},
        {"日本",      {LEFT, BACK},              "", "本"},
        {"e\xCC\x81", {BACK},                    "", ""},
        {"one two",  {23},                      "one ", ""},
        {"one two",  {LEFT, LEFT, 21},          "", "wo"},
        {"one two",  {HOME, RIGHT, 11},         "o", ""},
        {"ab\ncd",   {UP},                      "ab", "\ncd"},
        {"ab\ncd",   {UP, HOME, DOWN, 'x'},     "ab\nx", "cd"},
        {"ab",       {ENTER, 'c'},              "ab\nc", ""},
        {"ab\ncd",   {HOME, BACK},              "ab", "cd"},
        {"",         {LEFT, BACK, DELETE, UP},  "", ""},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct editor editor;
        editor_init(&editor, true);
        editor_set(&editor, rows[i].text);
        for (size_t k = 0; k < COUNT_OF(rows[i].keys) && rows[i].keys[k]; k++)
            assert_true(editor_key(&editor, rows[i].keys[k]));
        assert_int_equal(editor.at, strlen(rows[i].left));
        assert_memory_equal(editor.text.data, rows[i].left, editor.at);
        assert_string_equal(editor.text.data + editor.at, rows[i].right);
        editor_release(&editor);
    }
}

static void what_is_pasted_into_one_line_stays_one_line(void **state)
{
    (void)state;
    struct editor editor;
    editor_init(&editor, false);
    editor_insert(&editor, "a\r\nb\x1b[31m", 9);
    assert_string_equal(editor.text.data, "a b[31m");
    assert_false(editor_key(&editor, ENTER));
    editor_release(&editor);
}

static void a_line_ends_where_words_end(void **state)
{
    (void)state;
    // clang-format off
    static const struct { const char *text; int width; const char *lines; } rows[] = {
        {"the quick brown fox", 10, "the quick|brown fox"},
        {"the quick  brown",    9,  "the quick|brown"},
        {"abcdefghij",          4,  "abcd|efgh|ij"},
        {"a\n\nb",              4,  "a||b"},
        {"",                    4,  ""},
        {"日本語",               4,  "日本|語"},
        {"日本",                 1,  "日|本"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct vec lines;
        vec_init(&lines, sizeof(struct wrap_line));
        wrap_text(rows[i].text, strlen(rows[i].text), rows[i].width, &lines);
        struct str shown;
        str_init(&shown, 200);
        for (size_t k = 0; k < lines.count; k++) {
            const struct wrap_line *const line = vec_at(&lines, k);
            str_printf(&shown, "%s%.*s", k ? "|" : "", (int)line->len, rows[i].text + line->start);
        }
        assert_string_equal(shown.data, rows[i].lines);
        str_release(&shown);
        vec_release(&lines);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_change_the_text_at_the_cursor),
        cmocka_unit_test(what_is_pasted_into_one_line_stays_one_line),
        cmocka_unit_test(a_line_ends_where_words_end),
    };
    return cmocka_run_group_tests_name("editor", tests, NULL, NULL);
}
