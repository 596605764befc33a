/*
 * Time is `int64_t` milliseconds since 1970-01-01T00:00:00Z. TIME_NONE says that no time is known.
 */
#ifndef BASE_TIME_H
#define BASE_TIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"

#define TIME_NONE INT64_MIN

enum { TIME_TEXT_BYTES = 32 };

/* A date of the proleptic Gregorian calendar, in UTC. */
struct time_civil {
    int year;
    int month; // 1 to 12
    int day;   // 1 to 31
    int hour;
    int minute;
    int second;
    int millisecond;
};

/* Now; the environment's COURANT_NOW (RFC 3339, UTC) stands in for the clock in tests. */
int64_t time_now_ms(void);

/* A clock that never jumps, for measuring; not for dates. */
int64_t time_monotonic_ms(void);

/* How many days the month (1 to 12) has. */
int time_days_in_month(int year, int month);

/* Days out of range carry over; months must be 1 to 12. */
int64_t time_from_civil(const struct time_civil *civil) ATTR_NONNULL;
struct time_civil time_to_civil(int64_t time_ms);

/* `2023-12-22T09:30:00Z` (whole seconds); the buffer is returned. */
const char *time_format(int64_t time_ms, char buffer[TIME_TEXT_BYTES]) ATTR_NONNULL;

/* The same time in the reader's own zone, by strftime's rules. */
const char *time_format_local(int64_t time_ms, const char *format, char *buffer,
                              size_t buffer_bytes) ATTR_NONNULL;

/* The day of it in the reader's own zone, counted from 1970-01-01. */
int64_t time_local_day(int64_t time_ms);

#endif
