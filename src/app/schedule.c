#include "app/schedule.h"

#include "base/time.h"

enum {
    MINUTE_MS = 60 * 1000,
    HOUR_MS = 60 * MINUTE_MS,
    DAY_MS = 24 * HOUR_MS,
    WEEK_MS = 7 * DAY_MS,
    BACK_OFF_FIRST_MS = 5 * MINUTE_MS,
    SPREAD_PART = 64,
};

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* Nobody is believed who wants to be left alone for longer. */
static int64_t at_most(int64_t most_ms, int64_t wait_ms)
{
    return wait_ms < most_ms ? wait_ms : most_ms;
}

/* 0 to `count` - 1, the same for the same numbers, and spread evenly over near ones. */
static int64_t pick(int64_t salt, int64_t turn, int64_t count)
{
    uint64_t mixed = (uint64_t)salt * 31 + (uint64_t)turn;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
    mixed ^= mixed >> 31;
    return (int64_t)(mixed % (uint64_t)count);
}

static int64_t spread(int64_t wait_ms, int64_t salt, int64_t now_ms)
{
    return wait_ms + pick(salt, now_ms / 1000, wait_ms / SPREAD_PART + 1);
}

static int64_t retry_after_ms(const struct web_response *response, int64_t now_ms)
{
    return at_most(WEEK_MS, web_retry_after_seconds(response, now_ms) * 1000);
}

/* The feed's own time; where it says when its periods begin, the rest of the one that runs. */
static int64_t pace_wait_ms(const struct feed_pace *pace, int64_t now_ms)
{
    if (pace->ttl_minutes <= 0)
        return 0;
    if (pace->ttl_minutes > DAY_MS / MINUTE_MS)
        return DAY_MS;
    const int64_t period_ms = pace->ttl_minutes * MINUTE_MS;
    if (pace->update_base_ms == TIME_NONE)
        return period_ms;
    const int64_t passed_ms = (now_ms - pace->update_base_ms) % period_ms;
    return passed_ms < 0 ? -passed_ms : period_ms - passed_ms;
}

static bool is_skipped(const struct feed_pace *pace, int64_t time_ms)
{
    enum { THURSDAY = 4 }; // 1970-01-01
    const int64_t hours = time_ms / HOUR_MS;
    const int64_t day = (hours / FEED_HOURS + THURSDAY) % FEED_DAYS;
    return pace->skip_hours & 1u << hours % FEED_HOURS || pace->skip_days & 1u << day;
}

/* The first moment that is not skipped; a feed that skips everything is not believed. */
static int64_t past_skipped(const struct feed_pace *pace, int64_t time_ms)
{
    if (time_ms < 0 || !is_skipped(pace, time_ms))
        return time_ms;
    int64_t hour_ms = time_ms - time_ms % HOUR_MS;
    for (int i = 0; i < FEED_HOURS * FEED_DAYS; i++) {
        hour_ms += HOUR_MS;
        if (!is_skipped(pace, hour_ms))
            return hour_ms;
    }
    return time_ms;
}

int64_t schedule_after_answer(const struct web_response *response, const struct feed_pace *pace,
                              int64_t interval_ms, int64_t salt, int64_t now_ms)
{
    int64_t wait_ms = interval_ms;
    if (interval_ms < 0) {
        wait_ms = at_most(DAY_MS, larger(0, web_fresh_seconds(response, now_ms) * 1000));
        wait_ms = larger(wait_ms, pace_wait_ms(pace, now_ms));
    }
    int64_t due_ms = now_ms + spread(wait_ms, salt, now_ms);
    if (interval_ms < 0)
        due_ms = past_skipped(pace, due_ms);
    return larger(due_ms, now_ms + retry_after_ms(response, now_ms));
}

int64_t schedule_after_failure(const struct web_response *response, int64_t failures, int64_t salt,
                               int64_t now_ms)
{
    int64_t wait_ms = BACK_OFF_FIRST_MS;
    for (int64_t i = 1; i < failures && wait_ms < DAY_MS; i++)
        wait_ms *= 2;
    wait_ms = at_most(DAY_MS, wait_ms);
    wait_ms += pick(salt, failures, wait_ms / 2 + 1) - wait_ms / 4;
    if (response)
        wait_ms = larger(wait_ms, retry_after_ms(response, now_ms));
    return now_ms + wait_ms;
}

int64_t schedule_hold(const struct web_response *response, int64_t now_ms)
{
    if (!response || (response->status != 429 && response->status != 503))
        return TIME_NONE;
    const int64_t wait_ms = retry_after_ms(response, now_ms);
    return wait_ms > 0 ? now_ms + wait_ms : TIME_NONE;
}
