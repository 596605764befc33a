#include "unit/unit.h"

#include "text/reference.h"

static void named_references_have_their_value(void **state)
{
    (void)state;
    assert_string_equal(text_named_reference("eacute", 6), "é");
    assert_string_equal(text_named_reference("AElig", 5), "Æ");
    assert_string_equal(text_named_reference("zwnj", 4), "\u200c");
    assert_string_equal(text_named_reference("NotEqualTilde;", 13), "\u2242\u0338");
    assert_null(text_named_reference("eacut", 5));
    assert_null(text_named_reference("eacutee", 7));
    assert_null(text_named_reference("", 0));
}

static void small_numbers_mean_windows_1252(void **state)
{
    (void)state;
    assert_int_equal(text_numbered_reference(0x80), 0x20AC);
    assert_int_equal(text_numbered_reference(0x92), 0x2019);
    assert_int_equal(text_numbered_reference(0x81), 0x81);
    assert_int_equal(text_numbered_reference(0xA0), 0xA0);
    assert_int_equal(text_numbered_reference('a'), 'a');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(named_references_have_their_value),
        cmocka_unit_test(small_numbers_mean_windows_1252),
    };
    return cmocka_run_group_tests_name("reference", tests, NULL, NULL);
}
