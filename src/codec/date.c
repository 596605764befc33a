#include "codec/date.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/time.h"
#include "codec/date_internal.h"

enum { DATE_BYTES = 256 };

void date_fields_init(struct date_fields *fields)
{
    *fields = (struct date_fields){
        .year = DATE_UNKNOWN,
        .month = DATE_UNKNOWN,
        .day = DATE_UNKNOWN,
    };
}

int date_full_year(int year, size_t digit_count)
{
    if (digit_count >= 4)
        return year;
    if (digit_count == 3)
        return year + 1900;
    return year + (year < 70 ? 2000 : 1900);
}

static int days_of_month(int year, int month)
{
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && is_leap ? 29 : days[month - 1];
}

static bool is_possible(const struct date_fields *fields)
{
    if (fields->year < 1 || fields->year > 9999 || fields->month < 1 || fields->month > 12 ||
        fields->day < 1 || fields->day > days_of_month(fields->year, fields->month))
        return false;
    if (fields->hour < 0 || fields->minute < 0 || fields->minute > 59 || fields->second < 0 ||
        fields->second > 60)
        return false;
    if (fields->zone_minutes < -24 * 60 || fields->zone_minutes > 24 * 60)
        return false;
    // 24:00:00 is the end of the day (ISO 8601).
    const bool is_midnight = fields->hour == 24 && fields->minute == 0 && fields->second == 0;
    return fields->hour < 24 || is_midnight;
}

bool date_fields_to_ms(const struct date_fields *fields, int64_t *time_ms)
{
    if (!is_possible(fields))
        return false;
    const struct time_civil civil = {
        .year = fields->year,
        .month = fields->month,
        .day = fields->day,
        .hour = fields->hour,
        .minute = fields->minute,
        .second = fields->second == 60 ? 59 : fields->second,
        .millisecond = fields->millisecond,
    };
    const int64_t result = time_from_civil(&civil) - fields->zone_minutes * INT64_C(60000);
    // The zone may carry a date of the first or last year out of what can be written.
    const int year = time_to_civil(result).year;
    if (year < 1 || year > 9999)
        return false;
    *time_ms = result;
    return true;
}

bool date_parse(const char *text, size_t len, int64_t *time_ms)
{
    const struct slice date = slice_trim((struct slice){text, len});
    if (date.len == 0 || date.len > DATE_BYTES)
        return false;
    return date_parse_iso(date.data, date.len, time_ms) ||
           date_parse_words(date.data, date.len, time_ms);
}

const char *date_format_http(int64_t time_ms, char buffer[32])
{
    static const char days[7][4] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const struct time_civil civil = time_to_civil(time_ms);
    int64_t day = time_ms / 86400000 - (time_ms % 86400000 < 0);
    day = (day % 7 + 7) % 7; // 1970-01-01 was a Thursday
    snprintf(buffer, 32, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[day], civil.day % 100,
             months[civil.month - 1], civil.year % 10000, civil.hour % 100, civil.minute % 100,
             civil.second % 100);
    return buffer;
}
