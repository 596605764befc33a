#include "unit/unit.h"

#include <time.h>

#include "base/time.h"

static void dates_and_milliseconds_are_the_same_moment(void **state)
{
    (void)state;
    static const struct {
        struct time_civil civil;
        int64_t time_ms;
        const char *text;
    } rows[] = {
        {{1970, 1, 1, 0, 0, 0, 0}, 0, "1970-01-01T00:00:00Z"},
        {{2023, 12, 22, 9, 30, 0, 0}, 1703237400000, "2023-12-22T09:30:00Z"},
        {{2000, 2, 29, 23, 59, 59, 0}, 951868799000, "2000-02-29T23:59:59Z"},
        {{1969, 12, 31, 23, 59, 59, 0}, -1000, "1969-12-31T23:59:59Z"},
        {{1900, 3, 1, 0, 0, 0, 0}, -2203891200000, "1900-03-01T00:00:00Z"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char text[TIME_TEXT_BYTES];
        assert_int_equal(time_from_civil(&rows[i].civil), rows[i].time_ms);
        assert_string_equal(time_format(rows[i].time_ms, text), rows[i].text);
        const struct time_civil civil = time_to_civil(rows[i].time_ms);
        assert_int_equal(civil.day, rows[i].civil.day);
        assert_int_equal(civil.second, rows[i].civil.second);
    }
}

static void a_month_has_its_days(void **state)
{
    (void)state;
    static const struct {
        int year;
        int month;
        int days;
    } rows[] = {{2023, 1, 31}, {2023, 2, 28}, {2024, 2, 29}, {1900, 2, 28},
                {2000, 2, 29}, {2023, 4, 30}, {0, 2, 29},    {-1, 2, 28}};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(time_days_in_month(rows[i].year, rows[i].month), rows[i].days);
}

static void the_environment_can_stop_the_clock(void **state)
{
    (void)state;
    setenv("COURANT_NOW", "2023-12-23T12:00:00Z", 1);
    assert_int_equal(time_now_ms(), 1703332800000);
    setenv("COURANT_NOW", "yesterday", 1);
    assert_true(time_now_ms() > 1703332800000);
    unsetenv("COURANT_NOW");
}

static void local_time_follows_the_zone(void **state)
{
    (void)state;
    setenv("TZ", "Asia/Tokyo", 1);
    char text[32];
    assert_string_equal(time_format_local(1703237400000, "%Y-%m-%d %H:%M", text, sizeof(text)),
                        "2023-12-22 18:30");
}

static void days_are_those_of_the_zone(void **state)
{
    (void)state;
    // 23:59 and 00:00 of the night before a Friday, in each zone.
    // clang-format off
    static const struct { const char *zone; int64_t late_ms; int64_t day; } rows[] = {
        {"UTC",              1703203140000, 19712},
        {"Asia/Tokyo",       1703170740000, 19712},
        {"America/New_York", 1703221140000, 19712},
        {"UTC",              -60000,        -1},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        setenv("TZ", rows[i].zone, 1);
        tzset();
        assert_int_equal(time_local_day(rows[i].late_ms), rows[i].day);
        assert_int_equal(time_local_day(rows[i].late_ms + 59999), rows[i].day);
        assert_int_equal(time_local_day(rows[i].late_ms + 60000), rows[i].day + 1);
    }
    // The morning on which clocks are put forward: the day has 23 hours.
    setenv("TZ", "Europe/Berlin", 1);
    tzset();
    assert_int_equal(time_local_day(1711839600000), time_local_day(1711839600000 + 22 * 3600000));
    assert_int_equal(time_local_day(1711839600000 + 23 * 3600000),
                     time_local_day(1711839600000) + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_and_milliseconds_are_the_same_moment),
        cmocka_unit_test(a_month_has_its_days),
        cmocka_unit_test(the_environment_can_stop_the_clock),
        cmocka_unit_test(local_time_follows_the_zone),
        cmocka_unit_test(days_are_those_of_the_zone),
    };
    return cmocka_run_group_tests_name("time", tests, NULL, NULL);
}
