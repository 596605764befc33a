/*
 * When a feed may be asked again: what the server, the feed and the user say, and patience with
 * those that fail. Pure; the same words at the same moment always give the same time.
 */
#ifndef APP_SCHEDULE_H
#define APP_SCHEDULE_H

#include <stdint.h>

#include "feed/feed.h"
#include "web/http.h"

/*
 * After an answer that was good (200 with a feed, or 304): the longest of what Cache-Control,
 * Expires and the feed's own ttl say, up to a day, and up to a 64th more, so that feeds which were
 * asked together do not all come due in one second; then past the hours and days that the feed
 * wants skipped. What the user says stands in place of all that. Retry-After holds in any case, up
 * to a week.
 *
 * pace        of the last document
 * interval_ms the user's; -1: not said
 * salt        any number that differs between feeds
 * result      the time before which a plain reload does not ask; `now_ms` when nothing forbids it
 */
int64_t schedule_after_answer(const struct web_response *response, const struct feed_pace *pace,
                              int64_t interval_ms, int64_t salt, int64_t now_ms);

/*
 * After a failure, the `failures`th in a row (1 and up): five minutes, doubled each time up to a
 * day, give or take a quarter so that feeds of one dead server do not come back together; later
 * when the server says Retry-After.
 *
 * response NULL when no answer came
 */
int64_t schedule_after_failure(const struct web_response *response, int64_t failures, int64_t salt,
                               int64_t now_ms);

/*
 * Until when the whole host wants to be left alone: an answer of 429 or 503 with Retry-After.
 * TIME_NONE: it does not.
 */
int64_t schedule_hold(const struct web_response *response, int64_t now_ms);

#endif
