#include "unit/unit.h"

#include <limits.h>
#include <string.h>

#include "base/str.h"

static void a_str_stops_at_its_limit(void **state)
{
    (void)state;
    struct str text;
    str_init(&text, 4);
    assert_true(str_add(&text, "abc"));
    assert_false(str_add(&text, "defg"));
    assert_string_equal(text.data, "abcd");
    assert_true(text.is_truncated);
    str_release(&text);
}

static void a_long_formatted_text_is_whole(void **state)
{
    (void)state;
    struct str text;
    str_init(&text, 4096);
    assert_true(str_printf(&text, "%0500d|", 7));
    assert_int_equal(text.len, 501);
    assert_string_equal(text.data + 498, "07|");
    str_release(&text);
}

static void a_stolen_text_leaves_an_empty_str(void **state)
{
    (void)state;
    struct str text;
    str_init(&text, 100);
    str_add(&text, "mine");
    char *const stolen = str_steal(&text);
    assert_string_equal(stolen, "mine");
    assert_string_equal(text.data, "");
    assert_true(str_add(&text, "next"));
    assert_string_equal(text.data, "next");
    free(stolen);
    str_release(&text);
}

static void a_str_owns_nothing_until_it_is_written_and_when_it_was_stolen(void **state)
{
    (void)state;
    struct str text;
    str_init(&text, 100);
    assert_int_equal(text.cap, 0);
    str_clear(&text);
    char *const nothing = str_steal(&text);
    assert_string_equal(nothing, "");
    free(nothing);
    assert_true(str_append(&text, "some", 4));
    free(str_steal(&text));
    assert_int_equal(text.cap, 0);
    assert_string_equal(text.data, "");
}

static void code_points_become_utf8(void **state)
{
    (void)state;
    static const struct {
        unsigned code_point;
        const char *utf8;
    } rows[] = {
        {'a', "a"},           {0xE9, "é"},        {0x20AC, "€"},
        {0x1F6A2, "🚢"},       {0xD800, "\uFFFD"}, // a lone surrogate
        {0x110000, "\uFFFD"},                     // past the end
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str text;
        str_init(&text, 100);
        str_add_code_point(&text, rows[i].code_point);
        assert_string_equal(text.data, rows[i].utf8);
        str_release(&text);
    }
}

static void a_code_point_is_never_cut(void **state)
{
    (void)state;
    struct str text;
    str_init(&text, 2);
    assert_false(str_add_code_point(&text, 0x20AC));
    assert_int_equal(text.len, 0);
    assert_true(text.is_truncated);
    str_release(&text);
}

static void characters_are_counted_and_not_torn(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t count;
        size_t limit;
        size_t fits;
    } rows[] = {
        {"", 0, 0, 0},    {"abc", 3, 3, 3}, {"abc", 3, 2, 2},
        {"aé", 2, 3, 3},  {"aé", 2, 2, 1},  {"é", 1, 1, 0},
        {"a😀b", 3, 4, 1}, {"a😀b", 3, 5, 5}, {"\x80\x80\x80", 0, 2, 0},
        {"é", 1, 0, 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const size_t len = strlen(rows[i].text);
        assert_int_equal(utf8_count(rows[i].text, len), rows[i].count);
        assert_int_equal(utf8_fit(rows[i].text, len, rows[i].limit), rows[i].fits);
        struct str str;
        str_init(&str, rows[i].limit);
        assert_int_equal(str_append_whole(&str, rows[i].text, len), rows[i].fits == len);
        assert_int_equal(str.len, rows[i].fits);
        assert_int_equal(str.is_truncated, rows[i].fits < len);
        str_release(&str);
    }
}

static void slices_are_cut_at_separators(void **state)
{
    (void)state;
    struct slice rest = slice_of("a,,b");
    struct slice piece;
    const char *const expected[] = {"a", "", "b"};
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        assert_true(slice_next(&rest, ',', &piece));
        assert_true(slice_is(piece, expected[i]));
    }
    assert_false(slice_next(&rest, ',', &piece));
}

static void words_and_ends_are_found_in_any_case(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        const char *word;
        bool has;
        bool ends;
    } rows[] = {
        {"alternate", "alternate", true, true},
        {"a Alternate", "alternate", true, true},
        {"a\n\talternate b", "alternate", true, false},
        {"xalternate", "alternate", false, true},
        {"alternatex", "alternate", false, false},
        {"", "alternate", false, false},
        {" ", "alternate", false, false},
        {"nate", "alternate", false, false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_int_equal(slice_has_word(slice_of(rows[i].words), rows[i].word), rows[i].has);
        assert_int_equal(slice_ends_nocase(slice_of(rows[i].words), rows[i].word), rows[i].ends);
    }
    assert_false(slice_has_word((struct slice){0}, "a"));
}

static void numbers_fill_the_whole_slice(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_number;
        long long value;
    } rows[] = {
        {"0", true, 0},
        {"-12", true, -12},
        {"+7", true, 7},
        {"9223372036854775807", true, LLONG_MAX},
        {"-9223372036854775808", true, LLONG_MIN},
        {"9223372036854775808", false, 0},
        {"", false, 0},
        {"-", false, 0},
        {"1 ", false, 0},
        {"0x1", false, 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        long long value = 0;
        assert_int_equal(slice_to_int64(slice_of(rows[i].text), &value), rows[i].is_number);
        assert_int_equal(value, rows[i].value);
    }
}

static void digits_have_values_up_to_their_base(void **state)
{
    (void)state;
    static const struct {
        char c;
        int base;
        int value;
    } rows[] = {
        {'0', 10, 0},  {'9', 10, 9},  {'a', 10, -1}, {'7', 8, 7},    {'8', 8, -1},  {'a', 16, 10},
        {'F', 16, 15}, {'g', 16, -1}, {'/', 16, -1}, {'\0', 16, -1}, {'@', 16, -1},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(ascii_digit_value(rows[i].c, rows[i].base), rows[i].value);
}

static void ascii_case_is_not_the_locale(void **state)
{
    (void)state;
    assert_true(ascii_equal_nocase("ETag", "etag"));
    assert_false(ascii_equal_nocase("etag", "etags"));
    assert_false(ascii_equal_nocase("etags", "etag"));
    assert_true(slice_starts(slice_trim(slice_of(" \t feed:x \n")), "feed:"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_str_stops_at_its_limit),
        cmocka_unit_test(a_long_formatted_text_is_whole),
        cmocka_unit_test(a_stolen_text_leaves_an_empty_str),
        cmocka_unit_test(a_str_owns_nothing_until_it_is_written_and_when_it_was_stolen),
        cmocka_unit_test(code_points_become_utf8),
        cmocka_unit_test(a_code_point_is_never_cut),
        cmocka_unit_test(characters_are_counted_and_not_torn),
        cmocka_unit_test(slices_are_cut_at_separators),
        cmocka_unit_test(words_and_ends_are_found_in_any_case),
        cmocka_unit_test(numbers_fill_the_whole_slice),
        cmocka_unit_test(digits_have_values_up_to_their_base),
        cmocka_unit_test(ascii_case_is_not_the_locale),
    };
    return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
