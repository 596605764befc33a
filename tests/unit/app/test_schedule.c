#include "unit/unit.h"

#include "app/schedule.h"
#include "base/time.h"

enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

#define NOW INT64_C(1703332800000)

static const struct feed_pace SILENT = {.ttl_minutes = -1, .update_base_ms = TIME_NONE};

static struct web_response *answer(const char *name, const char *value)
{
    struct web_response *const response = web_response_new();
    if (name)
        web_header_add(&response->headers, &response->arena, name, value);
    return response;
}

/* The wait after an answer without headers, and without the spread, which is 0 for some salt. */
static int64_t wait_of(const struct feed_pace *pace, int64_t now_ms)
{
    struct web_response *const response = answer(NULL, NULL);
    int64_t least_ms = INT64_MAX;
    for (int64_t salt = 0; salt < 400; salt++) {
        const int64_t due_ms = schedule_after_answer(response, pace, -1, salt, now_ms);
        least_ms = due_ms - now_ms < least_ms ? due_ms - now_ms : least_ms;
    }
    web_response_free(response);
    return least_ms;
}

static void a_feed_that_says_nothing_is_due_at_once(void **state)
{
    (void)state;
    struct web_response *const response = answer(NULL, NULL);
    assert_int_equal(schedule_after_answer(response, &SILENT, -1, 7, NOW), NOW);
    web_response_free(response);
}

static void the_longest_word_counts_up_to_a_day(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *value;
        int64_t ttl_minutes;
        int64_t interval_ms;
        int64_t wait_ms;
        int64_t spread_ms;
    } rows[] = {
        {NULL, NULL, 30, -1, 30 * MINUTE, 30 * MINUTE / 64},
        {"Cache-Control", "max-age=60", 30, -1, 30 * MINUTE, 30 * MINUTE / 64},
        {"Cache-Control", "public, max-age=7200", 30, -1, 2 * HOUR, 2 * HOUR / 64},
        {"Cache-Control", "no-cache", -1, -1, 0, 0},
        {"Cache-Control", "max-age=9999999", -1, -1, DAY, DAY / 64},
        {NULL, NULL, 9000000000000000000, -1, DAY, DAY / 64},
        {"Retry-After", "120", -1, -1, 2 * MINUTE, 0},
        {"Retry-After", "172800", 30, -1, 2 * DAY, 0},
        {"Retry-After", "9999999", -1, -1, 7 * DAY, 0},
        // The user's word stands in place of the feed's, not of Retry-After.
        {"Cache-Control", "max-age=7200", 600, 10 * MINUTE, 10 * MINUTE, 10 * MINUTE / 64},
        {NULL, NULL, 30, 3 * DAY, 3 * DAY, 3 * DAY / 64},
        {"Retry-After", "7200", -1, 10 * MINUTE, 2 * HOUR, 0},
        {NULL, NULL, 30, 0, 0, 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct web_response *const response = answer(rows[i].name, rows[i].value);
        const struct feed_pace pace = {.ttl_minutes = rows[i].ttl_minutes,
                                       .update_base_ms = TIME_NONE};
        for (int64_t salt = 0; salt < 100; salt++) {
            const int64_t due_ms =
                schedule_after_answer(response, &pace, rows[i].interval_ms, salt, NOW);
            assert_in_range(due_ms - NOW, rows[i].wait_ms, rows[i].wait_ms + rows[i].spread_ms);
            assert_int_equal(
                due_ms, schedule_after_answer(response, &pace, rows[i].interval_ms, salt, NOW));
        }
        web_response_free(response);
    }
}

static void a_thousand_feeds_of_one_hour_are_spread_over_most_of_a_minute(void **state)
{
    (void)state;
    struct web_response *const response = answer("Cache-Control", "max-age=3600");
    int in_second[60] = {0};
    for (int64_t id = 1; id <= 1000; id++) {
        const int64_t due_ms = schedule_after_answer(response, &SILENT, -1, id, NOW);
        assert_in_range(due_ms - NOW, HOUR, HOUR + 59 * SECOND);
        in_second[(due_ms - NOW - HOUR) / SECOND]++;
    }
    for (int i = 0; i < 56; i++)
        assert_in_range(in_second[i], 1, 50);
    web_response_free(response);
}

static void hours_and_days_that_are_skipped_are_waited_out(void **state)
{
    (void)state;
    enum { SATURDAY = 1u << 6, SUNDAY = 1u << 0, NOON = 1u << 12, ONE = 1u << 13 };
    const int64_t quarter_past_ms = NOW + 15 * MINUTE; // NOW is a Saturday's noon
    static const struct {
        uint32_t hours;
        uint32_t days;
        int64_t due_ms; // from noon
    } rows[] = {
        {0, 0, 15 * MINUTE},        {NOON, 0, HOUR},
        {NOON | ONE, 0, 2 * HOUR},  {ONE, 0, 15 * MINUTE},
        {0, SATURDAY, 12 * HOUR},   {1u << 0, SATURDAY | SUNDAY, 37 * HOUR},
        {0xFFFFFF, 0, 15 * MINUTE}, // who skips everything is not believed
        {0, 0x7F, 15 * MINUTE},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct feed_pace pace = {-1, TIME_NONE, rows[i].hours, rows[i].days};
        assert_int_equal(wait_of(&pace, quarter_past_ms) + 15 * MINUTE, rows[i].due_ms);
    }
}

static void a_feed_with_a_base_is_due_when_its_next_period_begins(void **state)
{
    (void)state;
    static const struct {
        int64_t base_ms;
        int64_t wait_ms;
    } rows[] = {
        {NOW - 90 * MINUTE, 30 * MINUTE},
        {NOW - 2 * HOUR, HOUR},
        {NOW + 10 * MINUTE, 10 * MINUTE},
        {NOW + 70 * MINUTE, 10 * MINUTE},
        {NOW, HOUR},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct feed_pace pace = {.ttl_minutes = 60, .update_base_ms = rows[i].base_ms};
        assert_int_equal(wait_of(&pace, NOW) / MINUTE, rows[i].wait_ms / MINUTE);
    }
}

static void a_host_is_held_by_429_and_503_that_say_until_when(void **state)
{
    (void)state;
    static const struct {
        int status;
        const char *value;
        int64_t until_ms;
    } rows[] = {
        {429, "120", NOW + 2 * MINUTE},
        {503, "Sat, 23 Dec 2023 14:05:00 GMT", NOW + 2 * HOUR + 5 * MINUTE},
        {429, NULL, TIME_NONE},
        {429, "soon", TIME_NONE},
        {503, "0", TIME_NONE},
        {429, "99999999", NOW + 7 * DAY},
        {500, "120", TIME_NONE},
        {200, "120", TIME_NONE},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct web_response *const response =
            answer(rows[i].value ? "Retry-After" : NULL, rows[i].value);
        response->status = rows[i].status;
        assert_int_equal(schedule_hold(response, NOW), rows[i].until_ms);
        web_response_free(response);
    }
    assert_int_equal(schedule_hold(NULL, NOW), TIME_NONE);
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
        cmocka_unit_test(a_thousand_feeds_of_one_hour_are_spread_over_most_of_a_minute),
        cmocka_unit_test(hours_and_days_that_are_skipped_are_waited_out),
        cmocka_unit_test(a_feed_with_a_base_is_due_when_its_next_period_begins),
        cmocka_unit_test(a_host_is_held_by_429_and_503_that_say_until_when),
        cmocka_unit_test(patience_doubles_with_each_failure),
        cmocka_unit_test(feeds_of_one_dead_server_come_back_apart),
        cmocka_unit_test(retry_after_is_honoured_after_a_failure),
    };
    return cmocka_run_group_tests_name("schedule", tests, NULL, NULL);
}
