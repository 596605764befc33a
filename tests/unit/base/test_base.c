#include "unit/unit.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_str_stops_at_its_limit),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
