#include "app/schedule.h"

#include "base/time.h"

enum {
    MINUTE_MS = 60 * 1000,
    HOUR_MS = 60 * MINUTE_MS,
    DAY_MS = 24 * HOUR_MS,
    BACK_OFF_FIRST_MS = 5 * MINUTE_MS
};

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* Nobody is believed who wants to be left alone for longer than a day. */
static int64_t at_most_a_day(int64_t wait_ms)
{
    return wait_ms < DAY_MS ? wait_ms : DAY_MS;
}

int64_t schedule_after_answer(const struct web_response *response, const struct feed *feed,
                              int64_t now_ms)
{
    int64_t wait_ms = 0;
    wait_ms = larger(wait_ms, web_fresh_seconds(response, now_ms) * 1000);
    wait_ms = larger(wait_ms, web_retry_after_seconds(response, now_ms) * 1000);
    if (feed && feed->ttl_minutes > 0 && feed->ttl_minutes <= DAY_MS / MINUTE_MS)
        wait_ms = larger(wait_ms, feed->ttl_minutes * MINUTE_MS);
    else if (feed && feed->ttl_minutes > 0)
        wait_ms = DAY_MS;
    return now_ms + at_most_a_day(wait_ms);
}

int64_t schedule_after_failure(const struct web_response *response, int64_t failures, int64_t salt,
                               int64_t now_ms)
{
    int64_t wait_ms = BACK_OFF_FIRST_MS;
    for (int64_t i = 1; i < failures && wait_ms < DAY_MS; i++)
        wait_ms *= 2;
    wait_ms = at_most_a_day(wait_ms);
    const uint64_t mixed = (uint64_t)(salt * 31 + failures) * 0x9e3779b97f4a7c15u;
    wait_ms += wait_ms / 4 * (int64_t)(mixed >> 56) / 128 - wait_ms / 4;
    if (response)
        wait_ms = larger(wait_ms, at_most_a_day(web_retry_after_seconds(response, now_ms) * 1000));
    return now_ms + wait_ms;
}
