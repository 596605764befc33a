/*
 * `Tue, 14 Nov 2023 22:13:20 GMT`: the form of RFC 5322 that nearly every feed uses, to the letter.
 * Whatever departs from it is left to date_words.c.
 */
#include <string.h>

#include "base/str.h"
#include "codec/date_internal.h"

/* Cut a number of `least` to `most` digits off the front. */
static bool take_digits(struct slice *rest, size_t least, size_t most, int *number)
{
    size_t count = 0;
    *number = 0;
    for (; count < most && count < rest->len && ascii_is_digit(rest->data[count]); count++)
        *number = *number * 10 + (rest->data[count] - '0');
    rest->data += count;
    rest->len -= count;
    return count >= least;
}

static bool take_text(struct slice *rest, const char *text)
{
    if (!slice_starts(*rest, text))
        return false;
    rest->data += strlen(text);
    rest->len -= strlen(text);
    return true;
}

/* Which of the names of three letters stands at the front; 0 when none does. */
static int take_name(struct slice *rest, const char *names)
{
    for (int i = 0; rest->len >= 3 && names[3 * i]; i++)
        if (memcmp(rest->data, names + 3 * i, 3) == 0) {
            rest->data += 3;
            rest->len -= 3;
            return i + 1;
        }
    return 0;
}

static bool take_time(struct slice *rest, struct date_fields *fields)
{
    if (!take_digits(rest, 2, 2, &fields->hour) || !take_text(rest, ":") ||
        !take_digits(rest, 2, 2, &fields->minute))
        return false;
    return !take_text(rest, ":") || take_digits(rest, 2, 2, &fields->second);
}

static bool take_zone(struct slice *rest, struct date_fields *fields)
{
    if (take_text(rest, "GMT") || take_text(rest, "UTC") || take_text(rest, "Z"))
        return true;
    const int sign = take_text(rest, "-") ? -1 : 1;
    int number;
    if (sign > 0 && !take_text(rest, "+"))
        return false;
    if (!take_digits(rest, 4, 4, &number) || number % 100 > 59)
        return false;
    fields->zone_minutes = sign * (number / 100 * 60 + number % 100);
    return true;
}

bool date_parse_mail(const char *text, size_t len, int64_t *time_ms)
{
    struct slice rest = {text, len};
    struct date_fields fields;
    date_fields_init(&fields);
    if (take_name(&rest, "MonTueWedThuFriSatSun") && !take_text(&rest, ", "))
        return false;
    if (!take_digits(&rest, 1, 2, &fields.day) || !take_text(&rest, " "))
        return false;
    fields.month = take_name(&rest, "JanFebMarAprMayJunJulAugSepOctNovDec");
    return fields.month && take_text(&rest, " ") && take_digits(&rest, 4, 4, &fields.year) &&
           take_text(&rest, " ") && take_time(&rest, &fields) && take_text(&rest, " ") &&
           take_zone(&rest, &fields) && rest.len == 0 && date_fields_to_ms(&fields, time_ms);
}
