#include "text/breaks.h"

#include <string.h>
#include <unigbrk.h>
#include <unilbrk.h>

#include "text/internal.h"
#include "text/utf8.h"

static bool is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

/*
 * Do the characters before and at `at` belong to one cluster? Line breaking knows nothing of some
 * marks that take room (UAX #29, GB9a and GB9b), but nobody wants to see a cluster parted. Pairs of
 * regional indicators, which cannot be told by two characters, it parts rightly.
 */
static bool is_inside_cluster(const char *text, size_t len, size_t at)
{
    if (is_ascii(text[at]) && is_ascii(text[at - 1]))
        return false;
    size_t before = at - 1;
    while (before > 0 && ((unsigned char)text[before] & 0xC0) == 0x80)
        before--;
    unsigned previous;
    unsigned next;
    text_next(text + before, at - before, &previous);
    text_next(text + at, len - at, &next);
    return !uc_is_grapheme_break(previous, next) &&
           uc_graphemeclusterbreak_property(next) != GBP_RI;
}

void text_breaks(const char *text, size_t len, unsigned char *breaks)
{
    u8_possible_linebreaks((const uint8_t *)text, len, "UTF-8", (char *)breaks);
    bool must = false;
    for (size_t i = 0; i < len; i++) {
        const unsigned char found = breaks[i];
        const bool is_start = ((unsigned char)text[i] & 0xC0) != 0x80;
        breaks[i] = TEXT_BREAK_NONE;
        if (must && is_start)
            breaks[i] = TEXT_BREAK_MUST;
        else if (found == UC_BREAK_POSSIBLE && i > 0 && !is_inside_cluster(text, len, i))
            breaks[i] = TEXT_BREAK_ALLOWED;
        must = found == UC_BREAK_MANDATORY || (must && !is_start);
    }
}
