#include "base/str.h"
#include "base/time.h"
#include "web/http.h"
#include "web/http_date.h"

/* More than any answer means; keeps sums small (RFC 9111 1.2.2 asks for at least 2^31 - 1). */
static const int64_t SECONDS_MOST = INT32_MAX;

/* What the Cache-Control headers of an answer say to a cache of one person. */
struct cache_control {
    bool is_stale;   // no-cache or no-store
    int64_t max_age; // -1: not said
};

/* Cut an item off the front of a list; commas in quotes do not count. */
static bool item_next(struct slice *rest, struct slice *item)
{
    if (!rest->len)
        return false;
    size_t len = 0;
    for (bool is_quoted = false; len < rest->len && (is_quoted || rest->data[len] != ','); len++)
        if (rest->data[len] == '"')
            is_quoted = !is_quoted;
    *item = slice_trim(slice_take(rest, len));
    if (rest->len)
        slice_take(rest, 1);
    return true;
}

/* Seconds as RFC 9111 1.2.2 writes them, quoted or not; -1 for what is none. */
static int64_t seconds_parse(struct slice text)
{
    if (text.len >= 2 && text.data[0] == '"' && text.data[text.len - 1] == '"')
        text = (struct slice){text.data + 1, text.len - 2};
    if (!text.len)
        return -1;
    int64_t seconds = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!ascii_is_digit(text.data[i]))
            return -1;
        seconds = seconds * 10 + (text.data[i] - '0');
        if (seconds > SECONDS_MOST)
            seconds = SECONDS_MOST;
    }
    return seconds;
}

static void cache_control_item(struct cache_control *control, struct slice item)
{
    struct slice name;
    slice_next(&item, '=', &name);
    name = slice_trim(name);
    const bool has_value = item.data != NULL;
    // no-cache="Field" keeps only that field from being used again.
    if ((slice_is_nocase(name, "no-cache") && !has_value) || slice_is_nocase(name, "no-store"))
        control->is_stale = true;
    if (slice_is_nocase(name, "max-age") && control->max_age < 0) {
        control->max_age = seconds_parse(slice_trim(item));
        // A number that cannot be read is no promise (RFC 9111 4.2.1).
        if (control->max_age < 0)
            control->max_age = 0;
    }
}

static struct cache_control cache_control_read(const struct web_header *headers)
{
    struct cache_control control = {.max_age = -1};
    for (const struct web_header *h = headers; h; h = h->next) {
        if (!ascii_equal_nocase(h->name, "Cache-Control"))
            continue;
        struct slice rest = slice_of(h->value);
        struct slice item;
        while (item_next(&rest, &item))
            if (item.len)
                cache_control_item(&control, item);
    }
    return control;
}

/* Expires minus Date; -1 without Expires; a date that cannot be read lies in the past. */
static int64_t expires_seconds(const struct web_header *headers, int64_t now_ms)
{
    const char *const expires = web_header_find(headers, "Expires");
    if (!expires)
        return -1;
    int64_t expires_ms;
    if (!http_date_parse(slice_of(expires), now_ms, &expires_ms))
        return 0;
    int64_t date_ms;
    const char *const date = web_header_find(headers, "Date");
    if (!date || !http_date_parse(slice_of(date), now_ms, &date_ms))
        date_ms = now_ms;
    const int64_t seconds = (expires_ms - date_ms) / 1000;
    if (seconds < 0)
        return 0;
    return seconds < SECONDS_MOST ? seconds : SECONDS_MOST;
}

int64_t web_fresh_seconds(const struct web_response *response, int64_t now_ms)
{
    const struct cache_control control = cache_control_read(response->headers);
    if (control.is_stale)
        return 0;
    const int64_t lifetime =
        control.max_age >= 0 ? control.max_age : expires_seconds(response->headers, now_ms);
    if (lifetime <= 0)
        return lifetime;
    // Part of it was spent in a cache on the way.
    const char *const age_text = web_header_find(response->headers, "Age");
    const int64_t age = age_text ? seconds_parse(slice_trim(slice_of(age_text))) : 0;
    if (age <= 0)
        return lifetime;
    return lifetime > age ? lifetime - age : 0;
}

int64_t web_retry_after_seconds(const struct web_response *response, int64_t now_ms)
{
    const char *const text = web_header_find(response->headers, "Retry-After");
    if (!text)
        return -1;
    const int64_t seconds = seconds_parse(slice_trim(slice_of(text)));
    if (seconds >= 0)
        return seconds;
    int64_t when_ms;
    if (!http_date_parse(slice_of(text), now_ms, &when_ms))
        return -1;
    // Rounded up: asking a moment too early counts as not having waited.
    return when_ms > now_ms ? (when_ms - now_ms + 999) / 1000 : 0;
}
