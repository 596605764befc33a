#include "base/time.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool time_from_environment(int64_t *time_ms)
{
    const char *const text = getenv("COURANT_NOW");
    if (!text)
        return false;
    struct time_civil civil = {0};
    char zone = '\0';
    const int count = sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2d%c", &civil.year, &civil.month,
                             &civil.day, &civil.hour, &civil.minute, &civil.second, &zone);
    if (count != 7 || zone != 'Z' || civil.month < 1 || civil.month > 12)
        return false;
    *time_ms = time_from_civil(&civil);
    return true;
}

static int64_t time_of_clock(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t time_now_ms(void)
{
    int64_t fixed_ms;
    return time_from_environment(&fixed_ms) ? fixed_ms : time_of_clock(CLOCK_REALTIME);
}

int64_t time_monotonic_ms(void)
{
    return time_of_clock(CLOCK_MONOTONIC);
}

/* Days since 1970-01-01: years begin in March here, so that the leap day is the last day of its
 * year. */
static int64_t days_from_civil(int64_t year, int month, int day)
{
    year -= month <= 2;
    const int64_t era = (year >= 0 ? year : year - 399) / 400;
    const int64_t year_of_era = year - era * 400;
    const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

int time_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && is_leap ? 29 : days[month - 1];
}

int64_t time_from_civil(const struct time_civil *civil)
{
    const int64_t days = days_from_civil(civil->year, civil->month, civil->day);
    const int64_t seconds =
        days * 86400 + civil->hour * 3600LL + civil->minute * 60LL + civil->second;
    return seconds * 1000 + civil->millisecond;
}

struct time_civil time_to_civil(int64_t time_ms)
{
    int64_t days = time_ms / 86400000;
    int64_t rest_ms = time_ms % 86400000;
    if (rest_ms < 0) {
        rest_ms += 86400000;
        days--;
    }
    days += 719468;
    const int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const int64_t day_of_era = days - era * 146097;
    const int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int64_t month_of_year = (5 * day_of_year + 2) / 153;
    struct time_civil civil = {0};
    civil.day = (int)(day_of_year - (153 * month_of_year + 2) / 5 + 1);
    civil.month = (int)(month_of_year < 10 ? month_of_year + 3 : month_of_year - 9);
    civil.year = (int)(year_of_era + era * 400 + (civil.month <= 2));
    civil.hour = (int)(rest_ms / 3600000);
    civil.minute = (int)(rest_ms / 60000 % 60);
    civil.second = (int)(rest_ms / 1000 % 60);
    civil.millisecond = (int)(rest_ms % 1000);
    return civil;
}

const char *time_format(int64_t time_ms, char buffer[TIME_TEXT_BYTES])
{
    const struct time_civil c = time_to_civil(time_ms);
    snprintf(buffer, TIME_TEXT_BYTES, "%04d-%02d-%02dT%02d:%02d:%02dZ", c.year, c.month, c.day,
             c.hour, c.minute, c.second);
    return buffer;
}

static time_t seconds_of(int64_t time_ms)
{
    return (time_t)(time_ms / 1000 - (time_ms % 1000 < 0));
}

int64_t time_local_day(int64_t time_ms)
{
    const time_t seconds = seconds_of(time_ms);
    struct tm local;
    if (!localtime_r(&seconds, &local))
        return 0;
    return days_from_civil(local.tm_year + 1900LL, local.tm_mon + 1, local.tm_mday);
}

// The format is one of ours, out of a table; the compiler cannot see that.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
const char *time_format_local(int64_t time_ms, const char *format, char *buffer,
                              size_t buffer_bytes)
{
    const time_t seconds = seconds_of(time_ms);
    struct tm local;
    if (!localtime_r(&seconds, &local) || strftime(buffer, buffer_bytes, format, &local) == 0)
        buffer[0] = '\0';
    return buffer;
}
#pragma GCC diagnostic pop
