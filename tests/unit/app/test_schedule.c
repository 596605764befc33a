#include "unit/unit.h"

#include "app/schedule.h"
#include "base/time.h"

enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

static const int64_t NOW = 1703332800000;

static struct web_response *answer(const char *name, const char *value)
{
    struct web_response *const response = web_response_new();
    if (name)
        web_header_add(&response->headers, &response->arena, name, value);
    return response;
}

static void a_feed_that_says_nothing_is_due_at_once(void **state)
{
    (void)state;
    struct web_response *const response = answer(NULL, NULL);
    const struct feed feed = {.ttl_minutes = -1};
    assert_int_equal(schedule_after_answer(response, &feed, NOW), NOW);
    web_response_free(response);
}

static void the_longest_word_counts_up_to_a_day(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *value;
        int64_t ttl_minutes;
        int64_t wait_ms;
    } rows[] = {
        {NULL, NULL, 30, 30 * MINUTE},
        {"Cache-Control", "max-age=60", 30, 30 * MINUTE},
        {"Cache-Control", "public, max-age=7200", 30, 2 * HOUR},
        {"Cache-Control", "no-cache", -1, 0},
        {"Cache-Control", "max-age=9999999", -1, DAY},
        {NULL, NULL, 9000000000000000000, DAY},
        {"Retry-After", "120", -1, 2 * MINUTE},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct web_response *const response = answer(rows[i].name, rows[i].value);
        const struct feed feed = {.ttl_minutes = rows[i].ttl_minutes};
        assert_int_equal(schedule_after_answer(response, &feed, NOW), NOW + rows[i].wait_ms);
        web_response_free(response);
    }
}

static void patience_doubles_with_each_failure(void **state)
{
    (void)state;
    for (int64_t failures = 1; failures < 40; failures++) {
        int64_t plain_ms = 5 * MINUTE;
        for (int64_t i = 1; i < failures && plain_ms < DAY; i++)
            plain_ms *= 2;
        plain_ms = plain_ms < DAY ? plain_ms : DAY;
        for (int64_t salt = 0; salt < 100; salt++) {
            const int64_t wait_ms = schedule_after_failure(NULL, failures, salt, NOW) - NOW;
            assert_in_range(wait_ms, plain_ms - plain_ms / 4, plain_ms + plain_ms / 4);
        }
    }
}

static void feeds_of_one_dead_server_come_back_apart(void **state)
{
    (void)state;
    assert_int_not_equal(schedule_after_failure(NULL, 3, 1, NOW),
                         schedule_after_failure(NULL, 3, 2, NOW));
}

static void retry_after_is_honoured_after_a_failure(void **state)
{
    (void)state;
    struct web_response *const response = answer("Retry-After", "36000");
    assert_int_equal(schedule_after_failure(response, 1, 1, NOW), NOW + 10 * HOUR);
    web_response_free(response);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_feed_that_says_nothing_is_due_at_once),
        cmocka_unit_test(the_longest_word_counts_up_to_a_day),
        cmocka_unit_test(patience_doubles_with_each_failure),
        cmocka_unit_test(feeds_of_one_dead_server_come_back_apart),
        cmocka_unit_test(retry_after_is_honoured_after_a_failure),
    };
    return cmocka_run_group_tests_name("schedule", tests, NULL, NULL);
}
