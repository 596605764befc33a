#include "unit/unit.h"

#include <string.h>

#include "base/attributes.h"
#include "text/fold.h"

static const struct row {
    const char *text;
    const char *folded;
} rows[] = {
    {"", ""},
    {"Hello, World 42", "hello, world 42"},
    {"É e\u0301 ñ Ü", "e e n u"},
    {"Straße STRASSE", "strasse strasse"},
    {"İstanbul ISPARTA ılık", "istanbul isparta ilik"},
    {"Łódź Ærø Þór", "lodz aero thor"},
    {"ﬁne ① ｆｕｌｌ", "fine 1 full"},
    {"Άσος ΑΣΟΣ", "ασοσ ασοσ"},
    {"МОЙ", "мои"},
    {"שָׁלוֹם", "שלום"},
    {"مُحَمَّد آب", "محمد اب"},
    {"ข่าวน้ำ", "ขาวน\u0E4D\u0E32"},
    {"がカ", "か\u3099カ"},
    {"a\xFF"
     "B",
     "a\uFFFDb"},
    {"\u0301", ""},
};

static void case_and_marks_do_not_count(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str out;
        str_init(&out, 1000);
        text_fold(rows[i].text, strlen(rows[i].text), &out);
        assert_string_equal(out.data, rows[i].folded);
        str_release(&out);
    }
}

static void a_folded_word_is_found(void **state)
{
    (void)state;
    assert_true(text_contains_folded("Das CAFÉ", 9, "cafe"));
    assert_true(text_contains_folded("abc", 3, ""));
    assert_false(text_contains_folded("Das Cafe", 8, "kaffee"));
    struct str needle;
    str_init(&needle, 100);
    text_fold("한국", 6, &needle);
    assert_true(text_contains_folded("한국어", 9, needle.data));
    str_release(&needle);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_and_marks_do_not_count),
        cmocka_unit_test(a_folded_word_is_found),
    };
    return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
