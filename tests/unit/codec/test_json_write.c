#include "unit/unit.h"

#include <string.h>

#include "base/attributes.h"
#include "base/limits.h"
#include "base/time.h"
#include "codec/json_write.h"

static void values_are_written_in_order(void **state)
{
    (void)state;
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    struct json_writer json;
    json_writer_init(&json, &out);
    json_begin_object(&json);
    json_key_int(&json, "id", INT64_MIN);
    json_key_text(&json, "title", NULL);
    json_key(&json, "tags");
    json_begin_array(&json);
    json_write_string(&json, "a");
    json_write_text(&json, "bc", 1);
    json_begin_object(&json);
    json_end_object(&json);
    json_end_array(&json);
    json_key_bool(&json, "unread", true);
    json_key_time(&json, "published", 1703237400500);
    json_key_time(&json, "updated", TIME_NONE);
    json_key_int_or_null(&json, "score", true, 0);
    json_key_int_or_null(&json, "parent", false, 0);
    json_end_object(&json);
    assert_string_equal(out.data,
                        "{\"id\":-9223372036854775808,\"title\":null,\"tags\":[\"a\",\"b\",{}],"
                        "\"unread\":true,\"published\":\"2023-12-22T09:30:00Z\",\"updated\":null,"
                        "\"score\":0,\"parent\":null}");
    str_release(&out);
}

static void thousandths_are_written_as_short_as_they_are(void **state)
{
    (void)state;
    static const int64_t numbers[] = {0, 1, 10, 1500, 12000, -250, -3005};
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    struct json_writer json;
    json_writer_init(&json, &out);
    json_begin_array(&json);
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        json_write_thousandths(&json, numbers[i]);
    json_end_array(&json);
    assert_string_equal(out.data, "[0,0.001,0.01,1.5,12,-0.25,-3.005]");
    str_release(&out);
}

static const struct row {
    const char *text;
    const char *json;
} rows[] = {
    {"", "\"\""},
    {"a\"b\\c/", "\"a\\\"b\\\\c/\""},
    {"\n\r\t\b\f", "\"\\n\\r\\t\\b\\f\""},
    {"\x01\x1b\x7f", "\"\\u0001\\u001b\\u007f\""},
    {"\xC2\x85\xC2\x9B", "\"\\u0085\\u009b\""},
    {"\u202e\u2066\u2069x", "\"\\u202e\\u2066\\u2069x\""},
    {"é\u2028\U0001F600", "\"é\u2028\U0001F600\""},
    {"a\xff"
     "b\xE2\x82",
     "\"a\uFFFDb\uFFFD\""},
};

static void strings_are_safe_to_look_at(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str out;
        str_init(&out, LIMIT_STR_BYTES);
        struct json_writer json;
        json_writer_init(&json, &out);
        json_write_string(&json, rows[i].text);
        assert_string_equal(out.data, rows[i].json);
        str_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_written_in_order),
        cmocka_unit_test(thousandths_are_written_as_short_as_they_are),
        cmocka_unit_test(strings_are_safe_to_look_at),
    };
    return cmocka_run_group_tests_name("json_write", tests, NULL, NULL);
}
