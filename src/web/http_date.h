/*
 * Dates as HTTP headers write them, and only those: feeds have their own reader.
 */
#ifndef WEB_HTTP_DATE_H
#define WEB_HTTP_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Read one of the three forms of RFC 9110 5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`,
 * `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`. The name of the day is not checked.
 *
 * now_ms   two-digit years are at most 50 years after it
 * result   false for anything else; *time_ms is untouched then
 */
bool http_date_parse(struct slice text, int64_t now_ms, int64_t *time_ms);

#endif
