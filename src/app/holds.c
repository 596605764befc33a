#include "app/holds.h"

#include <string.h>

#include "base/limits.h"
#include "web/url.h"

void holds_host(const char *url, struct str *host)
{
    const struct slice place = url_place(url, strlen(url));
    for (size_t i = 0; i < place.len; i++)
        str_add_char(host, ascii_lower(place.data[i]));
}

void holds_note(struct map *holds, const char *host, int64_t until_ms)
{
    int64_t *const until = &map_add(holds, host, strlen(host), NULL)->value.number;
    if (*until < until_ms)
        *until = until_ms;
}

bool holds_has(const struct map *holds, const char *url, int64_t now_ms)
{
    if (!holds->count)
        return false;
    struct str host;
    str_init(&host, LIMIT_URL_BYTES);
    holds_host(url, &host);
    const struct map_entry *const entry = map_find(holds, host.data, host.len);
    str_release(&host);
    return entry && entry->value.number > now_ms;
}
