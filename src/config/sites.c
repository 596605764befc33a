#include "config/sites.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/intl.h"
#include "base/memory.h"
#include "base/vec.h"
#include "config/lines.h"
#include "web/url.h"

enum { HOST_BYTES = 253 };

struct sites_site {
    const char *host; // lower case
    struct extract_site site;
};

struct sites {
    struct arena arena;
    struct vec sites; // of struct sites_site
};

struct reading {
    struct sites *sites;
    struct config_lines lines;
    struct sites_site *site; // whose block is open; NULL
    int site_line;
    bool says_something; // the open block
    struct error *err;
};

static const struct {
    const char *word;
    enum extract_site_part part;
} part_words[] = {
    {"article", EXTRACT_SITE_ARTICLE}, {"drop", EXTRACT_SITE_DROP}, {"title", EXTRACT_SITE_TITLE},
    {"author", EXTRACT_SITE_AUTHOR},   {"date", EXTRACT_SITE_DATE}, {"next", EXTRACT_SITE_NEXT},
};

static bool fail(const struct reading *reading, const char *at, const char *sentence)
{
    return config_complain(&reading->lines, at, reading->err, "%s", sentence);
}

static bool is_host(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (ascii_is_space(text.data[i]) || strchr("/:@?#", text.data[i]))
            return false;
    return text.len > 0 && text.len <= HOST_BYTES;
}

static const char *lower_host(struct sites *sites, struct slice text)
{
    char *const host = arena_strndup(&sites->arena, text.data, text.len);
    for (char *at = host; *at; at++)
        *at = ascii_lower(*at);
    return host;
}

/* site "HOST" { */
static bool begin_site(struct reading *reading, struct slice line)
{
    struct slice rest = line;
    if (!slice_starts(line, "site"))
        return fail(reading, line.data, _("expected `site \"HOST\" {`"));
    slice_take(&rest, strlen("site"));
    rest = slice_trim(rest);
    const char *const end =
        rest.len > 1 && rest.data[0] == '"' ? memchr(rest.data + 1, '"', rest.len - 1) : NULL;
    const struct slice text = {rest.data + 1, end ? (size_t)(end - rest.data) - 1 : 0};
    if (!end || !is_host(text))
        return fail(reading, rest.data, _("expected a host like \"herald.example\""));
    slice_take(&rest, text.len + 2);
    if (!slice_is(slice_trim(rest), "{"))
        return fail(reading, slice_trim(rest).data,
                    _("expected `{`, and what is said of the site on lines of its own"));
    const char *const host = lower_host(reading->sites, text);
    const struct sites_site *const all = reading->sites->sites.items;
    for (size_t i = 0; i < reading->sites->sites.count; i++)
        if (strcmp(all[i].host, host) == 0)
            return fail(reading, text.data, _("the file has this host already"));
    reading->site = vec_push(&reading->sites->sites);
    *reading->site = (struct sites_site){.host = host};
    reading->site_line = reading->lines.number;
    reading->says_something = false;
    return true;
}

static bool end_site(struct reading *reading, struct slice line)
{
    if (line.len > 1)
        return fail(reading, line.data + 1, _("nothing stands behind the bracket"));
    if (!reading->says_something)
        return fail(reading, line.data, _("nothing is said of the site"));
    reading->site = NULL;
    return true;
}

/* PART = SELECTOR */
static bool read_part(struct reading *reading, struct slice line)
{
    struct slice name;
    struct slice value;
    config_assignment(line, &name, &value);
    for (size_t i = 0; i < COUNT_OF(part_words); i++) {
        if (!slice_is(name, part_words[i].word))
            continue;
        const struct html_selector **const part = &reading->site->site.parts[part_words[i].part];
        const char *wrong = value.data;
        if (*part)
            return fail(reading, line.data, _("this is said of the site already"));
        *part = html_selector_new(&reading->sites->arena, value, &wrong);
        reading->says_something = true;
        return *part || fail(reading, wrong,
                             _("expected a selector like `div.story p`, `#main` or `a[rel=next]`"));
    }
    return fail(reading, line.data,
                _("expected article, drop, title, author, date or next, `=` and a selector"));
}

static bool read_line(struct reading *reading, struct slice line)
{
    if (!reading->site)
        return begin_site(reading, line);
    return line.data[0] == '}' ? end_site(reading, line) : read_part(reading, line);
}

static bool read_all(struct reading *reading)
{
    struct slice line;
    while (config_lines_next(&reading->lines, &line))
        if (!read_line(reading, line))
            return false;
    return !reading->site || error_set_at(reading->err, ERR_SYNTAX, reading->site_line, 1,
                                          _("the site is not closed"));
}

struct sites *sites_parse(const char *text, size_t len, struct error *err)
{
    struct sites *const sites = mem_zalloc(sizeof(*sites));
    arena_init(&sites->arena);
    vec_init(&sites->sites, sizeof(struct sites_site));
    struct reading reading = {.sites = sites, .err = err};
    config_lines_init(&reading.lines, text, len);
    if (read_all(&reading))
        return sites;
    sites_free(sites);
    return NULL;
}

void sites_free(struct sites *sites)
{
    if (!sites)
        return;
    vec_release(&sites->sites);
    arena_release(&sites->arena);
    free(sites);
}

const struct extract_site *sites_find(const struct sites *sites, const char *url)
{
    struct url parts;
    if (!url_split(url, strlen(url), &parts))
        return NULL;
    const struct sites_site *const all = sites->sites.items;
    const struct sites_site *best = NULL;
    for (size_t i = 0; i < sites->sites.count; i++) {
        const size_t len = strlen(all[i].host);
        const bool ends_so = slice_ends_nocase(parts.host, all[i].host);
        const bool is_whole =
            ends_so && (parts.host.len == len || parts.host.data[parts.host.len - len - 1] == '.');
        if (is_whole && (!best || len > strlen(best->host)))
            best = &all[i];
    }
    return best ? &best->site : NULL;
}
