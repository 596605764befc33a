/*
 * ISO 8601, as far as it needs no context: calendar dates (2003-12-31, 20031231, 03-12-31, 2003-12,
 * 2003, and the truncated -03-12 of the edition of 1988), week dates (2003-W52-3), ordinal dates
 * (2003-335, 2003335, 03-335); a time behind `T` or a blank with fractions of its last part; a
 * zone. RFC 3339 and W3C-DTF are subsets.
 *
 * Digits alone could be any number. Of five only those with a leading zero count as year and day.
 */
#include <string.h>

#include "base/str.h"
#include "base/time.h"
#include "codec/date_internal.h"

/* A date as a picture: Y M D W O are digits of year, month, day, week and its day, day of the year;
 * everything else stands for itself. */
static const char *const pictures[] = {
    "YYYY-MM-DD", "YYYYMMDD", "YYYY-OOO", "YYYYOOO", "YYYY-Www-d", "YYYYWwwd",
    "YYYY-Www",   "YYYYWww",  "YYYY-MM",  "YYYY",    "YY-MM-DD",   "YYMMDD",
    "YY-OOO",     "0YOOO",    "-YY-MM",   "-YYMM",
};

struct picture_numbers {
    int year, month, day, week, week_day, year_day;
    size_t year_digits;
};

static bool take_digit(int *number, char c)
{
    if (!ascii_is_digit(c))
        return false;
    *number = (*number == DATE_UNKNOWN ? 0 : *number * 10) + (c - '0');
    return true;
}

static int *number_of(struct picture_numbers *numbers, char c)
{
    switch (c) {
    case 'Y':
        return &numbers->year;
    case 'M':
        return &numbers->month;
    case 'D':
        return &numbers->day;
    case 'w':
        return &numbers->week;
    case 'd':
        return &numbers->week_day;
    case 'O':
        return &numbers->year_day;
    default:
        return NULL;
    }
}

static bool match_picture(const char *picture, struct slice date, struct picture_numbers *numbers)
{
    *numbers = (struct picture_numbers){
        DATE_UNKNOWN, DATE_UNKNOWN, DATE_UNKNOWN, DATE_UNKNOWN, DATE_UNKNOWN, DATE_UNKNOWN, 0,
    };
    if (strlen(picture) != date.len)
        return false;
    for (size_t i = 0; i < date.len; i++) {
        int *const number = number_of(numbers, picture[i]);
        const bool fits = number ? take_digit(number, date.data[i])
                                 : ascii_lower(date.data[i]) == ascii_lower(picture[i]);
        if (!fits)
            return false;
        numbers->year_digits += picture[i] == 'Y';
    }
    return true;
}

/* The date that is `day` days (from 0) after the first of January of `year`. */
static void set_year_day(struct date_fields *fields, int year, int day)
{
    const struct time_civil first = {.year = year, .month = 1, .day = 1 + day};
    const struct time_civil civil = time_to_civil(time_from_civil(&first));
    fields->year = civil.year;
    fields->month = civil.month;
    fields->day = civil.day;
}

/* Week 1 is the one with the fourth of January; weeks begin on Monday. */
static bool set_week(struct date_fields *fields, int year, int week, int week_day)
{
    if (week < 1 || week > 53 || week_day < 1 || week_day > 7)
        return false;
    const struct time_civil fourth = {.year = year, .month = 1, .day = 4};
    const int64_t days = time_from_civil(&fourth) / 86400000;  // midnight: exact
    const int monday_offset = (int)(((days + 3) % 7 + 7) % 7); // days since Monday
    set_year_day(fields, year, 3 - monday_offset + (week - 1) * 7 + week_day - 1);
    return true;
}

static bool set_date(struct date_fields *fields, const struct picture_numbers *numbers)
{
    const int year = date_full_year(numbers->year, numbers->year_digits);
    if (numbers->week != DATE_UNKNOWN)
        return set_week(fields, year, numbers->week,
                        numbers->week_day == DATE_UNKNOWN ? 1 : numbers->week_day);
    if (numbers->year_day != DATE_UNKNOWN) {
        const int year_days = 365 - 28 + time_days_in_month(year, 2);
        if (numbers->year_day < 1 || numbers->year_day > year_days)
            return false;
        set_year_day(fields, year, numbers->year_day - 1);
        return true;
    }
    fields->year = year;
    fields->month = numbers->month == DATE_UNKNOWN ? 1 : numbers->month;
    fields->day = numbers->day == DATE_UNKNOWN ? 1 : numbers->day;
    return true;
}

static bool read_date(struct slice date, struct date_fields *fields)
{
    for (size_t i = 0; i < COUNT_OF(pictures); i++) {
        struct picture_numbers numbers;
        if (match_picture(pictures[i], date, &numbers))
            return set_date(fields, &numbers);
    }
    return false;
}

/* Two digits (one before a colon, too) off the front. */
static bool take_pair(struct slice *rest, int *number)
{
    size_t digits = 0;
    *number = 0;
    while (digits < 2 && digits < rest->len && ascii_is_digit(rest->data[digits]))
        *number = *number * 10 + (rest->data[digits++] - '0');
    if (digits == 0 || (digits == 1 && !(rest->len > 1 && rest->data[1] == ':')))
        return false;
    slice_take(rest, digits);
    return true;
}

static bool take_char(struct slice *rest, const char *any)
{
    if (rest->len == 0 || !strchr(any, rest->data[0]) || rest->data[0] == '\0')
        return false;
    slice_take(rest, 1);
    return true;
}

/* A fraction of `unit_ms`. */
static void add_fraction(struct slice *rest, struct date_fields *fields, int64_t unit_ms)
{
    int64_t numerator = 0;
    int64_t denominator = 1;
    for (; rest->len && ascii_is_digit(rest->data[0]); rest->data++, rest->len--)
        if (denominator < 1000000000) {
            numerator = numerator * 10 + (rest->data[0] - '0');
            denominator *= 10;
        }
    const int64_t ms = unit_ms * numerator / denominator;
    fields->millisecond = (int)(ms % 1000);
    fields->second += (int)(ms / 1000 % 60);
    fields->minute += (int)(ms / 60000);
}

static bool read_time(struct slice *rest, struct date_fields *fields)
{
    if (!take_pair(rest, &fields->hour))
        return false;
    int64_t unit_ms = 3600000;
    const bool is_extended = take_char(rest, ":");
    const bool has_minute = is_extended || (rest->len && ascii_is_digit(rest->data[0]));
    if (has_minute && !take_pair(rest, &fields->minute))
        return false;
    if (has_minute)
        unit_ms = 60000;
    const bool has_second =
        has_minute &&
        (is_extended ? take_char(rest, ":") : rest->len && ascii_is_digit(rest->data[0]));
    if (has_second && !take_pair(rest, &fields->second))
        return false;
    if (has_second)
        unit_ms = 1000;
    if (fields->minute > 59 || fields->second > 60)
        return false;
    if (take_char(rest, ".,"))
        add_fraction(rest, fields, unit_ms);
    return true;
}

/* Z, +02:00, +0200, +02, or a name behind a blank; nothing is UTC. */
static bool read_zone(struct slice rest, struct date_fields *fields)
{
    rest = slice_trim(rest);
    if (rest.len == 0)
        return true;
    const bool is_west = rest.data[0] == '-';
    if (!take_char(&rest, "+-")) {
        char name[8] = "";
        if (rest.len >= sizeof(name))
            return false;
        for (size_t i = 0; i < rest.len; i++)
            name[i] = ascii_lower(rest.data[i]);
        const struct date_word word = date_word_find(name, rest.len);
        fields->zone_minutes = word.value;
        return word.kind == DATE_WORD_ZONE;
    }
    int hours;
    int minutes = 0;
    if (!take_pair(&rest, &hours))
        return false;
    take_char(&rest, ":");
    if (rest.len && !take_pair(&rest, &minutes))
        return false;
    if (rest.len || minutes > 59)
        return false;
    fields->zone_minutes = (hours * 60 + minutes) * (is_west ? -1 : 1);
    return true;
}

/* Where the time starts: behind the date's `T` or the first blank. */
static size_t date_len(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (ascii_lower(text.data[i]) == 't' || ascii_is_space(text.data[i]))
            return i;
    return text.len;
}

/* 20031231101455 and 200312311014: a time stamp in one piece. */
static bool read_stamp(struct slice text, struct date_fields *fields)
{
    if (text.len != 14 && text.len != 12)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!ascii_is_digit(text.data[i]))
            return false;
    struct slice time = {text.data + 8, text.len - 8};
    return read_date((struct slice){text.data, 8}, fields) && read_time(&time, fields);
}

bool date_parse_iso(const char *text, size_t len, int64_t *time_ms)
{
    struct slice rest = {text, len};
    struct date_fields fields;
    date_fields_init(&fields);
    if (!read_stamp(rest, &fields)) {
        date_fields_init(&fields);
        const size_t date_bytes = date_len(rest);
        if (!read_date((struct slice){text, date_bytes}, &fields))
            return false;
        slice_take(&rest, date_bytes);
        if (rest.len) {
            take_char(&rest, "Tt");
            rest = slice_trim(rest);
            if (!read_time(&rest, &fields) || !read_zone(rest, &fields))
                return false;
        }
    }
    return date_fields_to_ms(&fields, time_ms);
}
