/*
 * Most text is ASCII, letters like those, and ideographs, and there a table of pairs says what UAX
 * #14 says.
 * What is not goes to libunistring together with the text around it, from one place where the past
 * does not matter to the next: a blank between two letters.
 */
#include "text/breaks.h"

#include <stdbool.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <uniwidth.h>

#include "base/attributes.h"
#include "base/lanes.h"
#include "text/breaks_ascii.h"
#include "text/internal.h"
#include "text/utf8.h"

enum { DIRECTLY = 1, BEHIND_BLANKS = 2 }; // the bits of a pair

static bool is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* The ends of lines in ASCII (LB4, LB5). */
static bool is_line_end(char c)
{
    return c >= '\n' && c <= '\r';
}

/*
 * Is the character of two bytes a letter of class AL, as those of ASCII are? (Latin without its two
 * signs, Greek, Cyrillic, Arabic without its marks.)
 */
static bool is_letter(const char *text, size_t len)
{
    if (len < 2)
        return false;
    const unsigned char lead = (unsigned char)text[0];
    const unsigned char next = (unsigned char)text[1];
    if (lead == 0xC3)
        return next != 0x97 && next != 0xB7;
    return (lead > 0xC3 && lead < 0xCA) || (lead == 0xCE && next > 0x90) || lead == 0xCF ||
           lead == 0xD0 || lead == 0xD1 || (lead == 0xD8 && next >= 0xA0) ||
           (lead == 0xD9 && next > 0x80 && next < 0x8B);
}

/* U+4E00 to U+9FFF */
static bool is_ideograph(const char *text, size_t len)
{
    const unsigned char lead = (unsigned char)text[0];
    return len >= 3 && lead >= 0xE4 && lead <= 0xE9 &&
           (lead > 0xE4 || (unsigned char)text[1] >= 0xB8);
}

/* How many bytes at the start are characters whose class is known here. */
static size_t simple_run(const char *text, size_t len)
{
    size_t i = text_ascii_run(text, len);
    while (i < len) {
        if (is_letter(text + i, len - i))
            i += 2;
        else if (is_ideograph(text + i, len - i))
            i += 3;
        else
            break;
        i += text_ascii_run(text + i, len - i);
    }
    return i;
}

/* The class of such a character, by its first byte. */
static unsigned char class_of(char c)
{
    const unsigned char lead = (unsigned char)c;
    if (lead < 0x80)
        return text_break_classes[lead];
    return lead < 0xE0 ? text_break_classes['a'] : TEXT_BREAK_IDEOGRAPH;
}

/*
 * LB29, which the library leaves out: no break between `.` `,` `:` `;` and a letter ("e.g."). And,
 * as tailorings, none behind the `//` of an address, and none behind the hyphen of a number
 * ("5-year"), which would stand alone or look like a range.
 */
static bool is_infix(const char *text, size_t at)
{
    const char before = text[at - 1];
    if (before == '/')
        return at > 1 && text[at - 2] == '/';
    if (before == '-')
        return at > 1 && ascii_is_digit(text[at - 2]);
    if (before != '.' && before != ',' && before != ':' && before != ';')
        return false;
    const unsigned char next = (unsigned char)text[at];
    return ascii_is_alpha((char)next) || (next >= 0xC3 && next < 0xDA); // Latin to Arabic
}

/* A stretch of such text, as if nothing stood before it. */
static void break_ascii(const char *text, size_t len, unsigned char *breaks)
{
    unsigned char previous = TEXT_BREAK_CLASSES; // none: a line starts
    unsigned char wanted = DIRECTLY;
    for (size_t i = 0; i < len; i++) {
        const char c = text[i];
        breaks[i] = TEXT_BREAK_NONE;
        if (c == ' ') {
            wanted = BEHIND_BLANKS;
            continue;
        }
        const unsigned char class = class_of(c);
        if (previous < TEXT_BREAK_CLASSES && (text_break_pairs[previous][class] & wanted) &&
            (i == 0 || !is_infix(text, i)))
            breaks[i] = TEXT_BREAK_ALLOWED;
        while (i + 1 < len && is_continuation(text[i + 1]))
            breaks[++i] = TEXT_BREAK_NONE;
        previous = class;
        wanted = DIRECTLY;
    }
}

/* The same where lines end in it. */
static void break_ascii_lines(const char *text, size_t len, unsigned char *breaks)
{
    size_t start = 0;
    while (start < len) {
        size_t end = start;
        while (end < len && !is_line_end(text[end]))
            end++;
        break_ascii(text + start, end - start, breaks + start);
        if (start > 0)
            breaks[start] = TEXT_BREAK_MUST;
        if (end < len)
            breaks[end] = end == start && start > 0 ? TEXT_BREAK_MUST : TEXT_BREAK_NONE;
        if (end + 1 < len && text[end] == '\r' && text[end + 1] == '\n')
            breaks[++end] = TEXT_BREAK_NONE;
        start = end + 1;
    }
}

/* Line breaking class AL, as far as LB29 needs it. */
static bool is_alphabetic(unsigned code_point)
{
    if (code_point < 0x80)
        return code_point && (ascii_is_alpha((char)code_point) ||
                              strchr("#&*<=>@^_`~", (char)code_point) != NULL);
    return uc_is_property_alphabetic(code_point) && uc_width(code_point, "UTF-8") == 1;
}

/*
 * May a line not end between these two, though libunistring says so? It knows nothing of some marks
 * that take room (UAX #29, GB9a and GB9b), but nobody wants to see a cluster parted; and it forgets
 * LB29, no break between a full stop and a letter. Pairs of regional indicators, which cannot be
 * told by two characters, it parts rightly.
 */
static bool is_one(unsigned previous, unsigned next)
{
    const bool is_stop = previous == ',' || previous == '.' || previous == ':' || previous == ';';
    if (is_stop && is_alphabetic(next))
        return true;
    return !uc_is_grapheme_break(previous, next) &&
           uc_graphemeclusterbreak_property(next) != GBP_RI;
}

static bool is_inside(const char *text, size_t len, size_t at)
{
    if (text[at - 1] == ' ' && is_ascii(text[at]))
        return false;
    size_t before = at - 1;
    while (before > 0 && ((unsigned char)text[before] & 0xC0) == 0x80)
        before--;
    unsigned previous;
    unsigned next;
    text_next(text + before, at - before, &previous);
    text_next(text + at, len - at, &next);
    if (text_plain_cells(previous) && text_plain_cells(next))
        return false;
    return is_one(previous, next);
}

/* Any text, by libunistring. */
static void break_any(const char *text, size_t len, unsigned char *breaks)
{
    u8_possible_linebreaks((const uint8_t *)text, len, "UTF-8", (char *)breaks);
    bool must = false;
    for (size_t i = 0; i < len; i++) {
        const unsigned char found = breaks[i];
        const bool is_start = ((unsigned char)text[i] & 0xC0) != 0x80;
        breaks[i] = TEXT_BREAK_NONE;
        if (must && is_start)
            breaks[i] = TEXT_BREAK_MUST;
        else if (found == UC_BREAK_POSSIBLE && i > 0 && !is_inside(text, len, i))
            breaks[i] = TEXT_BREAK_ALLOWED;
        must = found == UC_BREAK_MANDATORY || (must && !is_start);
    }
}

static bool is_letter_end(const char *text, size_t end)
{
    return ascii_is_alpha(text[end - 1]) || (end >= 2 && is_letter(text + end - 2, 2));
}

/* Is there a letter, a blank, and a letter at `at`? Then a line may end, and that is all. */
static bool is_seam(const char *text, size_t len, size_t at)
{
    return text[at - 1] == ' ' && (ascii_is_alpha(text[at]) || is_letter(text + at, len - at)) &&
           is_letter_end(text, at - 1);
}

/* The last seam in front of `end`, not before `start`; else `start`. */
static size_t seam_before(const char *text, size_t start, size_t end)
{
    for (size_t at = end; at > start + 2; at--)
        if (is_seam(text, end, at - 1))
            return at - 1;
    return start;
}

/* The first seam behind `start`. */
static size_t seam_behind(const char *text, size_t len, size_t start)
{
    for (size_t at = start + 2; at < len; at++)
        if (is_seam(text, len, at))
            return at;
    return len;
}

/*
 * Punctuation of East Asia that no line begins with (JIS X 4051, 8.1), also behind a blank, where
 * UAX #14 would let it.
 */
static bool is_never_first(const char *text, size_t len)
{
    static const char *const marks[] = {
        "\u3001", "\u3002", "\u3009", "\u300B", "\u300D", "\u300F", "\u3011",
        "\uFF01", "\uFF09", "\uFF0C", "\uFF0E", "\uFF1A", "\uFF1B", "\uFF1F",
    };
    if (len < 3 || (text[0] != '\xE3' && text[0] != '\xEF'))
        return false;
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (memcmp(text, marks[i], 3) == 0)
            return true;
    return false;
}

void text_breaks(const char *text, size_t len, unsigned char *breaks)
{
    size_t i = 0;
    while (i < len) {
        const size_t foreign = i + simple_run(text + i, len - i);
        const size_t seam = foreign == len ? len : seam_before(text, i, foreign);
        break_ascii_lines(text + i, seam - i, breaks + i);
        if (i > 0)
            breaks[i] = TEXT_BREAK_ALLOWED; // every stretch but the first starts at a seam
        i = seam;
        if (i == len)
            break;
        const size_t end = seam_behind(text, len, foreign);
        break_any(text + i, end - i, breaks + i);
        for (size_t at = i + 1; at < end; at++)
            if (breaks[at] == TEXT_BREAK_ALLOWED &&
                (is_infix(text, at) || is_never_first(text + at, end - at)))
                breaks[at] = TEXT_BREAK_NONE;
        if (i > 0)
            breaks[i] = TEXT_BREAK_ALLOWED;
        i = end;
    }
}

/* The bytes of the simple character at the start; 0: it is another one. */
static size_t simple_len(const char *text, size_t len)
{
    const unsigned char c = (unsigned char)text[0];
    if (c < 0x80)
        return c >= ' ' && c < 0x7F;
    if (c < 0xD2 && is_letter(text, len))
        return 2;
    return is_ideograph(text, len) ? 3 : 0;
}

/* The same for all characters in sixteen bytes; the byte before them is looked at. */
static bool is_simple_block(const char *text)
{
    const lanes bytes = lanes_at(text);
    const lanes before = lanes_at(text - 1);
    const lanes is_control = (lanes)(bytes < ' ') | (lanes)(bytes == 0x7F);
    const lanes is_known = (lanes)(bytes < 0xC0) |
                           ((lanes)(bytes >= 0xC3) & (lanes)(bytes <= 0xC9)) |
                           ((lanes)(bytes >= 0xCE) & (lanes)(bytes <= 0xD1)) |
                           ((lanes)(bytes >= 0xE4) & (lanes)(bytes <= 0xE9));
    const lanes is_other =
        ((lanes)(before == 0xC3) & ((lanes)(bytes == 0x97) | (lanes)(bytes == 0xB7))) |
        ((lanes)(before == 0xCE) & (lanes)(bytes <= 0x90)) |
        ((lanes)(before == 0xE4) & (lanes)(bytes < 0xB8));
    return !lanes_any(is_control | ~is_known | is_other);
}

bool text_is_simple(const char *text, size_t len)
{
    size_t i = 0;
    while (i < len) {
        const size_t step = simple_len(text + i, len - i);
        if (step == 0)
            return false;
        i += step;
        const size_t start = i;
        while (len - i >= LANES && is_simple_block(text + i))
            i += LANES;
        while (i > start && i < len && is_continuation(text[i]))
            i--; // a character that goes on behind the last block
    }
    return true;
}

bool text_may_break(const char *text, size_t at)
{
    if (at == 0 || text[at] == ' ' || is_continuation(text[at]))
        return false;
    size_t before = at;
    while (before > 0 && text[before - 1] == ' ')
        before--;
    if (before == 0)
        return false;
    const unsigned char wanted = before == at ? DIRECTLY : BEHIND_BLANKS;
    do
        before--;
    while (is_continuation(text[before]));
    const unsigned char pair = text_break_pairs[class_of(text[before])][class_of(text[at])];
    return (pair & wanted) && !is_infix(text, at);
}
