/*
 * When a feed may be asked again: what the server and the feed say, and patience with those that
 * fail. Pure.
 */
#ifndef APP_SCHEDULE_H
#define APP_SCHEDULE_H

#include <stdint.h>

#include "feed/feed.h"
#include "web/http.h"

/*
 * After an answer that was good (200 with a feed, or 304).
 *
 * feed     NULL for 304
 * result   the time before which a plain reload does not ask; `now_ms` when nothing forbids it
 */
int64_t schedule_after_answer(const struct web_response *response, const struct feed *feed,
                              int64_t now_ms);

/*
 * After a failure, the `failures`th in a row (1 and up): five minutes, doubled each time up to a
 * day, give or take a quarter so that feeds of one dead server do not come back together; later
 * when the server says Retry-After.
 *
 * response NULL when no answer came
 * salt     any number that differs between feeds
 */
int64_t schedule_after_failure(const struct web_response *response, int64_t failures, int64_t salt,
                               int64_t now_ms);

#endif
