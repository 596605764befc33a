#include "unit/unit.h"

#include <string.h>

#include "base/attributes.h"
#include "text/clean.h"

static const struct row {
    const char *text;
    const char *line;
    const char *block;
} rows[] = {
    {"", "", ""},
    {"  a \t\n b  ", "a b", "  a  \n b  "},
    {"a\r\nb\rc\nd", "a b c d", "a\nb\nc\nd"},
    {"\x1b[31mred\x07", "[31mred", "[31mred"},
    {"\x1b]52;c;eA==\x07", "]52;c;eA==", "]52;c;eA=="},
    {"a\xC2\x9B"
     "31m",
     "a31m", "a31m"},
    {"a\xC2\x85"
     "b\u2028c\u2029",
     "a b c", "a\nb\nc\n"},
    {"evil\u202Etxt\u202C\u2066\u2069", "eviltxt", "eviltxt"},
    {"\uFEFFa\x7F", "a", "a"},
    {"a\u00A0\u00A0b", "a\u00A0\u00A0b", "a\u00A0\u00A0b"},
    {"a\u200Eb\u200Dc", "a\u200Eb\u200Dc", "a\u200Eb\u200Dc"},
    {"a\xFF"
     "b",
     "a\uFFFDb", "a\uFFFDb"},
    {"\uFFFD\u65e5\U0001F600", "\uFFFD\u65e5\U0001F600", "\uFFFD\u65e5\U0001F600"},
};

static void nothing_unsafe_is_left(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str out;
        str_init(&out, 1000);
        text_clean_line(rows[i].text, strlen(rows[i].text), &out);
        assert_string_equal(out.data, rows[i].line);
        str_clear(&out);
        text_clean_block(rows[i].text, strlen(rows[i].text), &out);
        assert_string_equal(out.data, rows[i].block);
        str_release(&out);
    }
}

static void the_limit_cuts_between_characters(void **state)
{
    (void)state;
    struct str out;
    str_init(&out, 4);
    text_clean_line("ab\u20AC", 5, &out);
    assert_string_equal(out.data, "ab");
    assert_true(out.is_truncated);
    str_release(&out);
}

static void tidy_text_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t len;
    } cases[] = {
        {"", 0},
        {"a", 1},
        {" a", 0},
        {"a b  c", 3},
        {"a b ", 3},
        {"a b \u00E9", 6},
        {"\u0436 \u4E00  c", 6},
        {"a b \u2019c", 3},
        {"a b\xC2\x9B", 3},
        {"one two three four five\nsix", 23},
        {"one two three four five six seven  eight", 33},
        {"sixteen bytes at\x7F", 16},
        {"sixteen bytes a\x1F", 15},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(text_tidy_run(cases[i].text, strlen(cases[i].text)), cases[i].len);
}

static void what_may_go_out_is_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_clean;
    } cases[] = {
        {"", true},
        {"two lines \u2019 of \u4E00 \u00E9\n\nwith  gaps\u00A0 that are longer\n", true},
        {"a tab\t behind some sixteen bytes", false},
        {"a return behind some sixteen bytes\r\n", false},
        {"\x1B[31m", false},
        {"DEL \x7F", false},
        {"C1 \xC2\x9B", false},
        {"separator \u2028", false},
        {"override \u202E", false},
        {"isolate \u2066", false},
        {"mark \uFEFF", false},
        {"replaced \uFFFD", true},
        {"broken \xC3", false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (text_is_clean_block(cases[i].text, strlen(cases[i].text)) != cases[i].is_clean)
            fail_msg("'%s'", cases[i].text);
}

static void printable_text_is_told_apart(void **state)
{
    (void)state;
    static const char fine[] = "all of this is printable ~ text, more than sixteen bytes";
    assert_true(text_is_printable(fine, strlen(fine)));
    assert_true(text_is_printable("", 0));
    for (size_t at = 0; at < strlen(fine); at++) {
        char text[sizeof(fine)];
        memcpy(text, fine, sizeof(fine));
        static const char bad[] = {'\n', '\x1F', '\x7F', '\x80', '\xFF'};
        for (size_t i = 0; i < sizeof(bad); i++) {
            text[at] = bad[i];
            assert_false(text_is_printable(text, strlen(fine)));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_unsafe_is_left),
        cmocka_unit_test(the_limit_cuts_between_characters),
        cmocka_unit_test(tidy_text_is_found),
        cmocka_unit_test(what_may_go_out_is_told_apart),
        cmocka_unit_test(printable_text_is_told_apart),
    };
    return cmocka_run_group_tests_name("clean", tests, NULL, NULL);
}
