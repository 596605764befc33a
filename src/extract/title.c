/*
 * <title> as pages write it: "Headline | Section - Site", "Site: Headline". The piece that the
 * first heading repeats is the title; without one the last piece goes, or the first when little
 * would be left; where the page tells the site's name, that goes however little is left.
 */
#include <string.h>

#include "base/str.h"
#include "extract/extract.h"
#include "extract/meta.h"

enum { FEW_WORDS = 3, SHORT_TITLE_WORDS = 6 };

static const char *const bars[] = {" | ",  " - ", " – ", " — ", " \\ ", " / ", " > ", " » ",
                                   " :: ", " · ", " • ", "｜",  " ‹ ",  " « ", " < "};

static size_t count_words(const char *text, size_t len)
{
    size_t words = 0;
    for (size_t i = 0; i < len; i++)
        words += text[i] != ' ' && (i == 0 || text[i - 1] == ' ');
    return words;
}

/* The last bar in the title, or the first. */
static const char *find_bar(const char *title, bool is_last, size_t *bar_len)
{
    const char *found = NULL;
    for (size_t i = 0; i < COUNT_OF(bars); i++) {
        for (const char *at = strstr(title, bars[i]); at; at = strstr(at + 1, bars[i])) {
            if (found && (is_last ? at <= found : at >= found))
                continue;
            found = at;
            *bar_len = strlen(bars[i]);
        }
    }
    return found;
}

static const char *cut_at_bar(const char *title, struct arena *arena)
{
    size_t bar_len = 0;
    const char *const last = find_bar(title, true, &bar_len);
    if (!last)
        return title;
    if (count_words(title, (size_t)(last - title)) >= FEW_WORDS)
        return arena_strndup(arena, title, (size_t)(last - title));
    if (!strpbrk(last, "\\/>") && count_words(title, strlen(title)) <= SHORT_TITLE_WORDS)
        return title; // so short that any piece of it may be the title
    const char *const first = find_bar(title, false, &bar_len);
    const char *const rest = first + bar_len;
    return count_words(rest, strlen(rest)) >= FEW_WORDS ? rest : title;
}

/* The title as it is unless the site's name stands behind its last bar. */
static const char *cut_name(const char *title, const char *site, struct arena *arena)
{
    size_t bar_len = 0;
    const char *const bar = site ? find_bar(title, true, &bar_len) : NULL;
    if (!bar || bar == title || strcasecmp(bar + bar_len, site) != 0)
        return title;
    return arena_strndup(arena, title, (size_t)(bar - title));
}

const char *extract_title_without_site(const char *title, const char *heading, const char *site,
                                       struct arena *arena)
{
    if (!title)
        return NULL;
    if (heading && strlen(heading) < strlen(title) && extract_same_headline(title, heading))
        return heading;
    const char *const named = cut_name(title, site, arena);
    return named != title ? named : cut_at_bar(title, arena);
}
