#include "unit/unit.h"

#include <string.h>

#include "base/attributes.h"
#include "text/twice.h"

static const struct row {
    const char *text;
    const char *meant; // NULL: it is as it is meant
} rows[] = {
    {"Ã©tÃ©", "été"},
    {"â€¦", "…"},
    {"itâ€™s 5â‚¬", "it’s 5€"},
    {"\xC3\xB0\xC5\xB8\xCB\x9C\xE2\x82\xAC", "\U0001F600"},
    {"été", NULL},
    {"Ã© … été", NULL},
    {"plain", NULL},
    {"", NULL},
    {"Ã©日", NULL},
    {"Ã", NULL},
};

static void only_what_was_encoded_twice_is_undone(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str out;
        str_init(&out, 100);
        const bool was_twice = text_undo_twice(rows[i].text, strlen(rows[i].text), &out);
        assert_int_equal(was_twice, rows[i].meant != NULL);
        assert_string_equal(out.data, rows[i].meant ? rows[i].meant : "");
        str_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_was_encoded_twice_is_undone),
    };
    return cmocka_run_group_tests_name("twice", tests, NULL, NULL);
}
