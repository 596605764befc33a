#include "unit/unit.h"

#include <string.h>

#include "base/attributes.h"
#include "base/str.h"
#include "text/utf8.h"

static const struct row {
    const char *bytes;
    size_t used;
    unsigned code_point;
} rows[] = {
    {"a", 1, 'a'},
    {"\xC3\xA9", 2, 0xE9},
    {"\xE2\x82\xACx", 3, 0x20AC},
    {"\xEF\xBF\xBD", 3, 0xFFFD},
    {"\xF0\x9F\x98\x80", 4, 0x1F600},
    {"\xF4\x8F\xBF\xBF", 4, 0x10FFFF},
    // broken: U+FFFD for each maximal subpart (Unicode 3.9, table 3-8)
    {"\x80", 1, 0xFFFD},
    {"\xC0\x80", 1, 0xFFFD},     // overlong
    {"\xE0\x80\x80", 1, 0xFFFD}, // overlong
    {"\xED\xA0\x80", 1, 0xFFFD}, // surrogate
    {"\xF4\x90\x80\x80", 1, 0xFFFD},
    {"\xF5\x80", 1, 0xFFFD},
    {"\xC3", 1, 0xFFFD},
    {"\xE2\x82", 2, 0xFFFD},
    {"\xE2\x82x", 2, 0xFFFD},
    {"\xF0\x9F\x98x", 3, 0xFFFD},
};

static void code_points_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        unsigned code_point;
        assert_int_equal(text_next(rows[i].bytes, strlen(rows[i].bytes), &code_point),
                         rows[i].used);
        assert_int_equal(code_point, rows[i].code_point);
    }
}

static void validity_stops_at_the_first_broken_byte(void **state)
{
    (void)state;
    assert_true(text_is_utf8("", 0));
    assert_true(text_is_utf8("abc\xC3\xA9\xEF\xBF\xBD", 8));
    assert_false(text_is_utf8("abc\xC3", 4));
    static const char text[] =
        "a long run of plain ASCII, longer than any block of it \xC3\xA9\xC3z";
    assert_int_equal(text_valid_run(text, strlen(text)), strlen(text) - 2);
}

/* The first broken byte, a character at a time. */
static size_t valid_run_by_steps(const char *text, size_t len)
{
    size_t i = 0;
    while (i < len) {
        unsigned code_point;
        const size_t step = text_next(text + i, len - i, &code_point);
        if (code_point == 0xFFFD && !(step == 3 && memcmp(text + i, "\xEF\xBF\xBD", 3) == 0))
            return i;
        i += step;
    }
    return i;
}

static void blocks_are_as_strict_as_single_characters(void **state)
{
    (void)state;
    static const char *const scripts[] = {"abc ", "\xD0\xB0", "\xE4\xB8\xAD\xE2\x82\xAC x",
                                          "\xF0\x9F\x98\x80\xE0\xA0\x80\xED\x9F\xBF"};
    for (size_t s = 0; s < COUNT_OF(scripts); s++)
        for (size_t i = 0; i < COUNT_OF(rows); i++)
            for (size_t before = 0; before < 12; before++) {
                struct str text;
                str_init(&text, 1024);
                for (size_t k = 0; k < before; k++)
                    str_add(&text, scripts[s]);
                str_add(&text, rows[i].bytes);
                const size_t cut = text.len;
                for (size_t k = 0; k < 12; k++)
                    str_add(&text, scripts[s]);
                assert_int_equal(text_valid_run(text.data, text.len),
                                 valid_run_by_steps(text.data, text.len));
                assert_int_equal(text_valid_run(text.data, cut),
                                 valid_run_by_steps(text.data, cut));
                str_release(&text);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_points_are_read),
        cmocka_unit_test(validity_stops_at_the_first_broken_byte),
        cmocka_unit_test(blocks_are_as_strict_as_single_characters),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
