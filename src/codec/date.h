/*
 * Dates as feeds write them: RFC 822 and 2822, RFC 3339 and W3C-DTF, and what is found in the wild.
 */
#ifndef CODEC_DATE_H
#define CODEC_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Read a date. A missing zone is UTC; a two-digit year is 1970 to 2069; a leap second is the second
 * before; ten digits or thirteen alone are seconds or milliseconds since 1970.
 *
 * result   false for what is no date or an impossible one; *time_ms is untouched then
 */
bool date_parse(const char *text, size_t len, int64_t *time_ms);

#endif
