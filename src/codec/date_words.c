/*
 * Dates of words and numbers in any reasonable order: RFC 822 and 5322 (with comments, obsolete
 * zones and years), asctime, ctime with a zone, dates of databases, and the forms of several
 * languages. Each word and number finds its place by what it is; what has no place makes the whole
 * no date.
 */
#include <string.h>

#include "base/str.h"
#include "codec/date_internal.h"
#include "text/fold.h"

enum {
    FOLDED_BYTES = 512,
    SEOUL_MINUTES = 9 * 60,
};

struct reader {
    struct slice rest;
    struct date_fields fields;
    int half; // 0, 12 or DATE_UNKNOWN
    bool has_number;
    bool has_time;
    bool has_zone_name;
    bool has_offset;
    bool is_korean;
};

static char peek(const struct reader *reader, size_t at)
{
    return at < reader->rest.len ? reader->rest.data[at] : '\0';
}

static void skip(struct reader *reader, size_t count)
{
    reader->rest.data += count;
    reader->rest.len -= count;
}

static bool is_letter(char c)
{
    return ascii_is_alpha(c) || (unsigned char)c >= 0x80;
}

/* Up to four digits; the number of digits is returned, 0 for none and for more. */
static size_t take_number(struct reader *reader, int *number)
{
    size_t count = 0;
    *number = 0;
    for (; ascii_is_digit(peek(reader, count)); count++) {
        if (count == 4)
            return 0;
        *number = *number * 10 + (peek(reader, count) - '0');
    }
    skip(reader, count);
    return count;
}

static bool set_once(int *field, int value)
{
    if (*field != DATE_UNKNOWN)
        return false;
    *field = value;
    return true;
}

/* RFC 5322 comments nest. */
static bool read_comment(struct reader *reader)
{
    size_t depth = 0;
    do {
        const char c = peek(reader, 0);
        if (c == '\0')
            return false;
        depth += c == '(';
        depth -= c == ')';
        skip(reader, 1);
    } while (depth);
    return true;
}

/* What follows the hour: `:30`, `:30:15`, `:30:15.250`. */
static bool read_time(struct reader *reader, int hour)
{
    if (reader->has_time)
        return false;
    reader->has_time = true;
    reader->fields.hour = hour;
    skip(reader, 1);
    size_t count = take_number(reader, &reader->fields.minute);
    if (count < 1 || count > 2)
        return false;
    if (peek(reader, 0) != ':')
        return true;
    skip(reader, 1);
    count = take_number(reader, &reader->fields.second);
    if (count < 1 || count > 2 || peek(reader, 0) == ':')
        return false;
    if (peek(reader, 0) == '.' && ascii_is_digit(peek(reader, 1))) {
        skip(reader, 1);
        for (int unit = 100; ascii_is_digit(peek(reader, 0)); unit /= 10, skip(reader, 1))
            reader->fields.millisecond += unit * (peek(reader, 0) - '0');
    }
    return true;
}

/* Three numbers with one sign between: the sign and the sizes say which is which. */
static bool set_group(struct date_fields *fields, char sign, const int numbers[3],
                      const size_t digits[3])
{
    if (fields->year != DATE_UNKNOWN || fields->month != DATE_UNKNOWN ||
        fields->day != DATE_UNKNOWN)
        return false;
    if (digits[0] == 4) {
        fields->year = numbers[0];
        fields->month = numbers[1];
        fields->day = numbers[2];
        return digits[1] <= 2 && digits[2] <= 2;
    }
    // 12/31/2004 is American; everybody else puts the day first.
    const bool is_american = sign == '/' && numbers[0] <= 12;
    fields->month = numbers[is_american ? 0 : 1];
    fields->day = numbers[is_american ? 1 : 0];
    fields->year = date_full_year(numbers[2], digits[2]);
    return digits[0] <= 2 && digits[1] <= 2;
}

static bool read_group(struct reader *reader, int first, size_t first_digits)
{
    const char sign = peek(reader, 0);
    int numbers[3] = {first, 0, 0};
    size_t digits[3] = {first_digits, 0, 0};
    for (size_t i = 1; i < 3; i++) {
        if (peek(reader, 0) != sign)
            return false;
        skip(reader, 1);
        digits[i] = take_number(reader, &numbers[i]);
        if (digits[i] == 0)
            return false;
    }
    return set_group(&reader->fields, sign, numbers, digits);
}

static bool set_unit(struct reader *reader, enum date_unit unit, int number, size_t digits)
{
    struct date_fields *const fields = &reader->fields;
    switch (unit) {
    case DATE_UNIT_YEAR:
        return set_once(&fields->year, date_full_year(number, digits));
    case DATE_UNIT_MONTH:
        return set_once(&fields->month, number);
    case DATE_UNIT_DAY:
        return set_once(&fields->day, number);
    case DATE_UNIT_HOUR:
        fields->hour = number;
        reader->has_time = true;
        return true;
    case DATE_UNIT_MINUTE:
        fields->minute = number;
        return reader->has_time;
    case DATE_UNIT_SECOND:
        fields->second = number;
        return reader->has_time;
    }
    return false;
}

/* The word at the front; it stays there. */
static size_t peek_word(const struct reader *reader)
{
    size_t len = 0;
    while (is_letter(peek(reader, len)))
        len++;
    return len;
}

static bool read_number(struct reader *reader)
{
    int number;
    const size_t digits = take_number(reader, &number);
    if (digits == 0)
        return false;
    reader->has_number = true;
    const char next = peek(reader, 0);
    if (next == ':' && digits <= 2)
        return read_time(reader, number);
    if ((next == '/' || next == '.' || next == '-') && ascii_is_digit(peek(reader, 1)) &&
        reader->fields.month == DATE_UNKNOWN)
        return read_group(reader, number, digits);
    const size_t len = peek_word(reader);
    const struct date_word word = date_word_find(reader->rest.data, len);
    if (word.kind == DATE_WORD_UNIT) {
        skip(reader, len);
        reader->is_korean |= word.is_korean;
        return set_unit(reader, (enum date_unit)word.value, number, digits);
    }
    struct date_fields *const fields = &reader->fields;
    if (digits <= 2 && set_once(&fields->day, number))
        return true;
    return set_once(&fields->year, date_full_year(number, digits));
}

/* +0200, +02:00, +02, -5; it counts even behind a name (GMT+2). */
static bool read_offset(struct reader *reader)
{
    const int sign = peek(reader, 0) == '-' ? -1 : 1;
    skip(reader, 1);
    int hours;
    int minutes = 0;
    const size_t digits = take_number(reader, &hours);
    if (digits == 0 || reader->has_offset)
        return false;
    if (digits > 2) {
        minutes = hours % 100;
        hours /= 100;
    } else if (peek(reader, 0) == ':') {
        skip(reader, 1);
        if (take_number(reader, &minutes) != 2)
            return false;
    }
    if (hours > 24 || minutes > 59)
        return false;
    reader->fields.zone_minutes = sign * (hours * 60 + minutes);
    reader->has_offset = true;
    return true;
}

static bool set_zone(struct reader *reader, int minutes)
{
    // A name behind the offset only repeats it: +0200 CEST.
    if (!reader->has_offset && !reader->has_zone_name)
        reader->fields.zone_minutes = minutes;
    reader->has_zone_name = true;
    return true;
}

/* `a.m.` and `p.m.` have a dot that parts them. */
static size_t dotted_half(const struct reader *reader)
{
    const char first = peek(reader, 0);
    const bool is_half = (first == 'a' || first == 'p') && peek(reader, 1) == '.' &&
                         peek(reader, 2) == 'm' && !is_letter(peek(reader, 3));
    return is_half ? 3 : 0;
}

static bool set_unknown_word(struct reader *reader, size_t len)
{
    // In front it is a day of the week of some language, behind the time a zone nobody knows.
    if (!reader->has_number)
        return true;
    enum { ZONE_LETTERS = 5 };
    return reader->has_time && !reader->has_zone_name && !reader->has_offset &&
           len <= ZONE_LETTERS && set_zone(reader, 0);
}

static bool read_word(struct reader *reader)
{
    const size_t half_len = dotted_half(reader);
    if (half_len) {
        reader->half = peek(reader, 0) == 'p' ? 12 : 0;
        skip(reader, half_len);
        return true;
    }
    const size_t len = peek_word(reader);
    const struct date_word word = date_word_find(reader->rest.data, len);
    skip(reader, len);
    reader->is_korean |= word.is_korean;
    switch (word.kind) {
    case DATE_WORD_NOISE:
    case DATE_WORD_WEEKDAY:
        return true;
    case DATE_WORD_MONTH:
        // The last one counts: in `mar., 12 avr.` the first one was a day of the week.
        reader->fields.month = word.value;
        return true;
    case DATE_WORD_HALF:
        reader->half = word.value;
        return true;
    case DATE_WORD_ZONE:
        // Before the time `at` is the preposition.
        return reader->has_time ? set_zone(reader, word.value) : true;
    case DATE_WORD_UNIT:
        return false;
    case DATE_WORD_NONE:
        return set_unknown_word(reader, len);
    }
    return false;
}

static bool read_piece(struct reader *reader)
{
    const char c = peek(reader, 0);
    if (ascii_is_digit(c))
        return read_number(reader);
    if (is_letter(c))
        return read_word(reader);
    if (c == '(')
        return read_comment(reader);
    if ((c == '+' || c == '-') && reader->has_time && ascii_is_digit(peek(reader, 1)))
        return read_offset(reader);
    if (!ascii_is_space(c) && !(c && strchr(",.;-/'", c)))
        return false;
    skip(reader, 1);
    return true;
}

static void apply_half(struct reader *reader)
{
    struct date_fields *const fields = &reader->fields;
    if (reader->half == 12 && fields->hour < 12)
        fields->hour += 12;
    else if (reader->half == 0 && fields->hour == 12)
        fields->hour = 0;
}

static bool read_folded(struct slice text, int64_t *time_ms)
{
    struct reader reader = {.rest = text, .half = DATE_UNKNOWN};
    date_fields_init(&reader.fields);
    while (reader.rest.len)
        if (!read_piece(&reader))
            return false;
    apply_half(&reader);
    if (reader.is_korean && !reader.has_zone_name && !reader.has_offset)
        reader.fields.zone_minutes = SEOUL_MINUTES;
    if (reader.fields.day == DATE_UNKNOWN)
        reader.fields.day = 1;
    return date_fields_to_ms(&reader.fields, time_ms);
}

bool date_parse_words(const char *text, size_t len, int64_t *time_ms)
{
    struct str folded;
    str_init(&folded, FOLDED_BYTES);
    text_fold(text, len, &folded);
    const bool is_date =
        !folded.is_truncated && read_folded((struct slice){folded.data, folded.len}, time_ms);
    str_release(&folded);
    return is_date;
}
