#include "comments/site.h"

#include <string.h>

#include "base/limits.h"
#include "web/url.h"

void comments_site_write(const char *text, struct str *out)
{
    const struct slice site = slice_trim(slice_of(text));
    if (site.len && !memmem(site.data, site.len, "://", 3) && memchr(site.data, '.', site.len) &&
        !memchr(site.data, ' ', site.len))
        str_add(out, "https://");
    str_append(out, site.data, site.len);
}

bool comments_site_is_fine(const char *text)
{
    struct str url;
    str_init(&url, LIMIT_URL_BYTES);
    comments_site_write(text, &url);
    const bool is_fine = !strchr(url.data, ' ') && url_is_web(url.data);
    str_release(&url);
    return is_fine;
}
