#include "base/time.h"
#include "query/internal.h"

/* Digits alone, exactly so many. */
static bool take_digits(struct slice *text, size_t count, int *number)
{
    *number = 0;
    if (text->len < count)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!ascii_is_digit(text->data[i]))
            return false;
        *number = *number * 10 + (text->data[i] - '0');
    }
    slice_take(text, count);
    return true;
}

static bool take_dash(struct slice *text)
{
    if (text->len == 0 || text->data[0] != '-')
        return false;
    slice_take(text, 1);
    return true;
}

bool query_parse_date(struct slice text, int64_t *time_ms)
{
    struct time_civil civil = {.month = 1, .day = 1};
    if (!take_digits(&text, 4, &civil.year))
        return false;
    if (text.len && (!take_dash(&text) || !take_digits(&text, 2, &civil.month)))
        return false;
    if (text.len && (!take_dash(&text) || !take_digits(&text, 2, &civil.day)))
        return false;
    if (text.len || civil.month < 1 || civil.month > 12 || civil.day < 1 ||
        civil.day > time_days_in_month(civil.year, civil.month))
        return false;
    *time_ms = time_from_civil(&civil);
    return true;
}

/* So many months back; a day that the month does not have becomes its last. */
static int64_t months_back(int64_t now_ms, int64_t months)
{
    struct time_civil civil = time_to_civil(now_ms);
    const int64_t month = civil.year * 12LL + civil.month - 1 - months;
    const int64_t year = month >= 0 ? month / 12 : -((11 - month) / 12);
    civil.year = (int)year;
    civil.month = (int)(month - year * 12) + 1;
    const int last = time_days_in_month(civil.year, civil.month);
    if (civil.day > last)
        civil.day = last;
    return time_from_civil(&civil);
}

bool query_parse_age(struct slice text, int64_t now_ms, int64_t *time_ms)
{
    enum { MOST = 99999 };
    static const struct {
        char name;
        int64_t ms;
        int64_t months;
    } units[] = {
        {'h', INT64_C(3600000), 0},
        {'d', INT64_C(86400000), 0},
        {'w', INT64_C(604800000), 0},
        {'m', 0, 1},
        {'y', 0, 12},
    };
    if (text.len < 2 || !ascii_is_digit(text.data[0]))
        return false;
    long long number;
    if (!slice_to_int64((struct slice){text.data, text.len - 1}, &number) || number > MOST)
        return false;
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        if (units[i].name != ascii_lower(text.data[text.len - 1]))
            continue;
        *time_ms = units[i].ms ? now_ms - number * units[i].ms
                               : months_back(now_ms, number * units[i].months);
        return true;
    }
    return false;
}
