#include "config/values.h"

#include "web/url.h"

enum { SECOND_MS = 1000, MINUTE_MS = 60 * SECOND_MS, HOUR_MS = 60 * MINUTE_MS };
static const int64_t YEAR_MS = 366 * 24 * (int64_t)HOUR_MS;

/* The largest first. */
static const struct {
    int64_t ms;
    char sign;
} units[] = {{24 * (int64_t)HOUR_MS, 'd'}, {HOUR_MS, 'h'}, {MINUTE_MS, 'm'}, {SECOND_MS, 's'}};

bool config_bool(struct slice value, bool *answer)
{
    // clang-format off
    static const struct { const char *text; bool value; } words[] = {
        {"yes", true}, {"no", false}, {"true", true}, {"false", false}, {"on", true}, {"off", false},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (slice_is_nocase(value, words[i].text)) {
            *answer = words[i].value;
            return true;
        }
    }
    return false;
}

bool config_duration(struct slice value, int64_t *duration_ms)
{
    if (slice_is_nocase(value, "never") || slice_is(value, "0")) {
        *duration_ms = 0;
        return true;
    }
    int64_t unit_ms = 0;
    const char last = value.len ? ascii_lower(value.data[value.len - 1]) : '\0';
    for (size_t i = 0; i < COUNT_OF(units); i++)
        if (last == units[i].sign)
            unit_ms = units[i].ms;
    if (!unit_ms)
        return false;
    value.len--;
    long long number;
    if (!slice_to_int64(slice_trim(value), &number) || number < 0 || number > YEAR_MS / unit_ms)
        return false;
    *duration_ms = number * unit_ms;
    return true;
}

void config_duration_write(int64_t duration_ms, struct str *out)
{
    for (size_t i = 0; i < COUNT_OF(units) && duration_ms > 0; i++) {
        if (duration_ms % units[i].ms != 0)
            continue;
        str_printf(out, "%lld%c", (long long)(duration_ms / units[i].ms), units[i].sign);
        return;
    }
    str_add(out, "never");
}

bool config_is_proxy(struct slice value)
{
    static const char *const schemes[] = {"http",    "https",  "socks4",
                                          "socks4a", "socks5", "socks5h"};
    struct url parts;
    if (!url_split(value.data, value.len, &parts) || !parts.host.len)
        return false;
    for (size_t i = 0; i < COUNT_OF(schemes); i++)
        if (slice_is_nocase(parts.scheme, schemes[i]))
            return true;
    return false;
}
