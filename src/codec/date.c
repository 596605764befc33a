#include "codec/date.h"

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

static bool is_possible(const struct date_fields *fields)
{
    if (fields->year < 1 || fields->year > 9999 || fields->month < 1 || fields->month > 12 ||
        fields->day < 1 || fields->day > time_days_in_month(fields->year, fields->month))
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

/* 1072911295 and 1072911295000: seconds or milliseconds since 1970, of the years 2001 to 2033. */
static bool parse_epoch(struct slice date, int64_t *time_ms)
{
    enum { SECONDS_DIGITS = 10, MILLISECONDS_DIGITS = 13 };
    long long number;
    const bool is_seconds = date.len == SECONDS_DIGITS;
    if ((!is_seconds && date.len != MILLISECONDS_DIGITS) || date.data[0] != '1' ||
        !slice_to_int64(date, &number))
        return false;
    *time_ms = is_seconds ? number * 1000 : number;
    return true;
}

bool date_parse(const char *text, size_t len, int64_t *time_ms)
{
    const struct slice date = slice_trim((struct slice){text, len});
    if (date.len == 0 || date.len > DATE_BYTES)
        return false;
    return date_parse_mail(date.data, date.len, time_ms) ||
           date_parse_iso(date.data, date.len, time_ms) ||
           date_parse_words(date.data, date.len, time_ms) || parse_epoch(date, time_ms);
}
