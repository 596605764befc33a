#include "unit/unit.h"

#include <string.h>

#include "base/attributes.h"
#include "base/limits.h"
#include "base/str.h"
#include "codec/json.h"

static struct json_document *parse(const char *text)
{
    struct error err = {0};
    struct json_document *const document = json_document_parse(text, strlen(text), &err);
    if (!document)
        fail_msg("%s: %s", text, err.text);
    return document;
}

static void members_and_items_are_found(void **state)
{
    (void)state;
    struct json_document *const document =
        parse("\xEF\xBB\xBF{\"a\": [1, \"two\", null, true], \"b\": {\"c\": \"\\u00e9\\u0000x\"}}");
    const struct json_value *const root = json_document_root(document);
    assert_true(json_is_object(root));
    assert_int_equal(json_count(root), 2);
    const struct json_value *const items = json_member(root, "a");
    assert_true(json_is_array(items));
    assert_int_equal(json_count(items), 4);
    assert_string_equal(json_text(json_item(items, 1), NULL), "two");
    assert_true(json_is_null(json_item(items, 2)));
    assert_true(json_bool(json_item(items, 3), false));
    size_t len;
    assert_string_equal(json_text(json_member(json_member(root, "b"), "c"), &len), "é");
    assert_int_equal(len, 4);
    json_document_free(document);
}

static void what_is_missing_or_mistyped_is_null(void **state)
{
    (void)state;
    struct json_document *const document = parse("{\"a\": \"x\"}");
    const struct json_value *const root = json_document_root(document);
    int64_t number = 7;
    assert_null(json_member(json_member(json_member(root, "b"), "c"), "d"));
    assert_null(json_member(json_member(root, "a"), "c"));
    assert_null(json_item(root, 0));
    assert_null(json_text(root, NULL));
    assert_true(json_is_null(NULL));
    assert_int_equal(json_count(NULL), 0);
    assert_false(json_int(NULL, &number));
    assert_false(json_int(json_member(root, "a"), &number));
    assert_int_equal(number, 7);
    assert_true(json_bool(NULL, true));
    json_document_free(document);
}

static const struct number_row {
    const char *json;
    bool is_number;
    int64_t number;
} number_rows[] = {
    {"42", true, 42},
    {"-9223372036854775808", true, INT64_MIN},
    {"9223372036854775807", true, INT64_MAX},
    {"3.0", true, 3},
    {"1e3", true, 1000},
    {"3.5", false, 0},
    {"1e300", false, 0},
    {"\"1234567890123456789\"", true, 1234567890123456789},
    {"\"12x\"", false, 0},
    {"\"\"", false, 0},
    {"null", false, 0},
};

static void numbers_may_be_written_in_three_ways(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(number_rows); i++) {
        struct json_document *const document = parse(number_rows[i].json);
        int64_t number = 0;
        assert_int_equal(json_int(json_document_root(document), &number), number_rows[i].is_number);
        assert_int_equal(number, number_rows[i].number);
        json_document_free(document);
    }
}

static const struct mended_row {
    const char *json;
    const char *text; // of the member `a`
} mended_rows[] = {
    {"{\"a\": \"x\ny\tz\"}", "x\ny\tz"},
    {"{\"a\": \"x\x01y\"}", "x\x01y"},
    {"{\"a\": \"x\\ud83dy\"}", "x\uFFFDy"},
    {"{\"a\": \"x\\ude00\"}", "x\uFFFD"},
    {"{\"a\": \"\\ud83d\\ude00\", \"b\": \"\\ud83d\"}", "\U0001F600"},
    {"{\"a\": \"x\", }", "x"},
    {"{\"b\": [1, 2, ], \"a\": \"x\"}", "x"},
    {"{\"b\": 123456789012345678901234567890, \"a\": \"x\"}", "x"},
    {"{\"a\": 123456789012345678901234567890}", "123456789012345678901234567890"},
    {"{\"a\": \"x\\'y\"}", "x'y"},
    {"{\"a\": \"x\"} \n trailing", "x"},
};

static void common_mistakes_are_mended(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(mended_rows); i++) {
        struct json_document *const document = parse(mended_rows[i].json);
        const char *const text = json_text(json_member(json_document_root(document), "a"), NULL);
        if (!text || strcmp(text, mended_rows[i].text) != 0)
            fail_msg("%s: %s", mended_rows[i].json, text ? text : "(nothing)");
        json_document_free(document);
    }
}

static void errors_have_their_place(void **state)
{
    (void)state;
    static const char json[] = "{\"a\": 1,\n \"b\" 2}";
    struct error err = {0};
    assert_null(json_document_parse(json, strlen(json), &err));
    assert_int_equal(err.kind, ERR_SYNTAX);
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, 6);
    err = (struct error){0};
    assert_null(json_document_parse("", 0, &err));
    assert_int_equal(err.kind, ERR_SYNTAX);
    assert_null(json_document_parse("\"\xff\"", 3, &err));
}

static void too_many_levels_are_refused(void **state)
{
    (void)state;
    struct str text;
    str_init(&text, LIMIT_STR_BYTES);
    for (int i = 0; i < 100000; i++)
        str_add_char(&text, '[');
    struct error err = {0};
    assert_null(json_document_parse(text.data, text.len, &err));
    assert_int_equal(err.kind, ERR_LIMIT);
    str_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_and_items_are_found),
        cmocka_unit_test(what_is_missing_or_mistyped_is_null),
        cmocka_unit_test(numbers_may_be_written_in_three_ways),
        cmocka_unit_test(common_mistakes_are_mended),
        cmocka_unit_test(errors_have_their_place),
        cmocka_unit_test(too_many_levels_are_refused),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
