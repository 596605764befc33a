#include "web/http_date.h"

#include "base/attributes.h"
#include "base/time.h"

/*
 * The forms as patterns: `w` any letters (the day's name), `M` a month, `D` two digits of the day,
 * `d` the same with a blank for the first, `c` the clock, `Y` four digits of the year, `y` two, `z`
 * GMT; anything else stands for itself.
 */
static const char *const FORMS[] = {"w, D M Y c z", "w, D-M-y c z", "w M d c Y"};
static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static bool read_digits(struct slice *rest, size_t count, int *number)
{
    if (rest->len < count)
        return false;
    *number = 0;
    for (size_t i = 0; i < count; i++) {
        if (!ascii_is_digit(rest->data[i]))
            return false;
        *number = *number * 10 + (rest->data[i] - '0');
    }
    slice_take(rest, count);
    return true;
}

static bool read_month(struct slice *rest, struct time_civil *date)
{
    for (size_t i = 0; i < COUNT_OF(MONTHS); i++)
        if (slice_starts(*rest, MONTHS[i])) {
            date->month = (int)i + 1;
            slice_take(rest, 3);
            return true;
        }
    return false;
}

static bool read_char(struct slice *rest, char c)
{
    if (!rest->len || rest->data[0] != c)
        return false;
    slice_take(rest, 1);
    return true;
}

static bool read_clock(struct slice *rest, struct time_civil *date)
{
    return read_digits(rest, 2, &date->hour) && read_char(rest, ':') &&
           read_digits(rest, 2, &date->minute) && read_char(rest, ':') &&
           read_digits(rest, 2, &date->second);
}

/* RFC 9110 5.6.7: more than 50 years ahead means the century before. */
static bool read_short_year(struct slice *rest, int this_year, struct time_civil *date)
{
    if (!read_digits(rest, 2, &date->year))
        return false;
    date->year += this_year - this_year % 100 + 100;
    while (date->year > this_year + 50)
        date->year -= 100;
    return true;
}

static bool read_item(struct slice *rest, char item, int this_year, struct time_civil *date)
{
    switch (item) {
    case 'w': {
        const size_t len = rest->len;
        while (rest->len && ascii_is_alpha(rest->data[0]))
            slice_take(rest, 1);
        return rest->len < len;
    }
    case 'd':
        if (read_char(rest, ' '))
            return read_digits(rest, 1, &date->day);
        return read_digits(rest, 2, &date->day);
    case 'D':
        return read_digits(rest, 2, &date->day);
    case 'M':
        return read_month(rest, date);
    case 'c':
        return read_clock(rest, date);
    case 'z':
        return read_char(rest, 'G') && read_char(rest, 'M') && read_char(rest, 'T');
    case 'Y':
        return read_digits(rest, 4, &date->year);
    case 'y':
        return read_short_year(rest, this_year, date);
    default:
        return read_char(rest, item);
    }
}

static bool is_possible(const struct time_civil *date)
{
    if (date->day < 1 || date->day > time_days_in_month(date->year, date->month))
        return false;
    return date->hour < 24 && date->minute < 60 && date->second <= 60;
}

static bool read_form(struct slice rest, const char *form, int this_year, struct time_civil *date)
{
    for (; *form; form++)
        if (!read_item(&rest, *form, this_year, date))
            return false;
    return rest.len == 0 && is_possible(date);
}

bool http_date_parse(struct slice text, int64_t now_ms, int64_t *time_ms)
{
    const int this_year = time_to_civil(now_ms).year;
    for (size_t i = 0; i < COUNT_OF(FORMS); i++) {
        struct time_civil date = {0};
        if (!read_form(slice_trim(text), FORMS[i], this_year, &date))
            continue;
        if (date.second == 60)
            date.second = 59;
        *time_ms = time_from_civil(&date);
        return true;
    }
    return false;
}
