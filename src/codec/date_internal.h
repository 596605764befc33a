/*
 * Between the files that read dates: what a date says, piece by piece, and the words of dates.
 */
#ifndef CODEC_DATE_INTERNAL_H
#define CODEC_DATE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DATE_UNKNOWN = -1 };

struct date_fields {
    int year; // DATE_UNKNOWN where the text does not say
    int month;
    int day;
    int hour;
    int minute;
    int second;
    int millisecond;
    int zone_minutes; // east of Greenwich
};

/* Everything unknown; midnight, UTC. */
void date_fields_init(struct date_fields *fields);

/* False when the fields make no possible date. */
bool date_fields_to_ms(const struct date_fields *fields, int64_t *time_ms);

/* 1970 to 2069 for one or two digits; three digits count from 1900 (RFC 5322 4.3). */
int date_full_year(int year, size_t digit_count);

/* ISO 8601 in whole: calendar, week and ordinal dates, basic and extended, with time and zone. */
bool date_parse_iso(const char *text, size_t len, int64_t *time_ms);

/* RFC 5322 in its plainest form; what it refuses may be a date all the same. */
bool date_parse_mail(const char *text, size_t len, int64_t *time_ms);

/* RFC 822, asctime and everything else, word by word. */
bool date_parse_words(const char *text, size_t len, int64_t *time_ms);

enum date_word_kind {
    DATE_WORD_NONE, // unknown
    DATE_WORD_NOISE,
    DATE_WORD_MONTH,   // value: 1 to 12
    DATE_WORD_WEEKDAY, // no value: it is not looked at
    DATE_WORD_ZONE,    // value: minutes east
    DATE_WORD_HALF,    // value: 0 before noon, 12 after
    DATE_WORD_UNIT,    // value: enum date_unit; written behind its number (2004년)
};

enum date_unit {
    DATE_UNIT_YEAR,
    DATE_UNIT_MONTH,
    DATE_UNIT_DAY,
    DATE_UNIT_HOUR,
    DATE_UNIT_MINUTE,
    DATE_UNIT_SECOND,
};

struct date_word {
    enum date_word_kind kind;
    int value;
    bool is_korean; // its dates without a zone are of Seoul
};

/* What a word of a date means; it is folded (text/fold.h). */
struct date_word date_word_find(const char *word, size_t len);

#endif
