#include "store/strip.h"

#include <string.h>

#include "base/attributes.h"

/* Tags that do not end a word. */
static const char *const inline_tags[] = {
    "a",    "abbr", "b", "bdi",   "bdo",  "code",   "em",  "font", "i",  "ins", "kbd",
    "mark", "q",    "s", "small", "span", "strong", "sub", "sup",  "tt", "u",   "wbr"};

static const struct {
    const char *name;
    unsigned code_point;
} references[] = {{"amp", '&'},  {"apos", '\''}, {"gt", '>'},   {"lt", '<'},
                  {"quot", '"'}, {"nbsp", 0xA0}, {"shy", 0xAD}, {"hellip", 0x2026}};

static bool tag_is_inline(struct slice name)
{
    for (size_t i = 0; i < COUNT_OF(inline_tags); i++)
        if (slice_is_nocase(name, inline_tags[i]))
            return true;
    return false;
}

/* The name behind `<` or `</`. */
static struct slice tag_name(struct slice rest)
{
    size_t start = rest.len > 1 && rest.data[1] == '/' ? 2 : 1;
    size_t end = start;
    while (end < rest.len && (ascii_is_alpha(rest.data[end]) || ascii_is_digit(rest.data[end])))
        end++;
    return (struct slice){rest.data + start, end - start};
}

/* How much of `rest` the tag takes that it begins with; script and style with all in them. */
static size_t tag_len(struct slice rest, struct slice name)
{
    static const char *const hidden[][2] = {{"script", "</script"}, {"style", "</style"}};
    for (size_t i = 0; rest.data[1] != '/' && i < COUNT_OF(hidden); i++) {
        if (!slice_is_nocase(name, hidden[i][0]))
            continue;
        const char *const end = memmem(rest.data, rest.len, hidden[i][1], strlen(hidden[i][1]));
        if (end)
            return (size_t)(end - rest.data);
    }
    const char *const end = memchr(rest.data, '>', rest.len);
    return end ? (size_t)(end - rest.data) + 1 : rest.len;
}

/* The code point of `12` or `x1F`, 0 for none. */
static unsigned reference_number(struct slice digits)
{
    const bool is_hex = digits.len && ascii_lower(digits.data[0]) == 'x';
    const int base = is_hex ? 16 : 10;
    unsigned code_point = 0;
    for (size_t i = is_hex; i < digits.len && code_point < 0x110000; i++) {
        const int digit = ascii_digit_value(digits.data[i], base);
        if (digit < 0)
            return 0;
        code_point = code_point * (unsigned)base + (unsigned)digit;
    }
    return code_point;
}

/* Resolve the reference that `rest` begins with; how much it takes, 0 when it is none. */
static size_t reference_add(struct slice rest, struct str *out)
{
    enum { LONGEST = 12 };
    const char *const end = memchr(rest.data, ';', rest.len < LONGEST ? rest.len : LONGEST);
    if (!end)
        return 0;
    const struct slice name = {rest.data + 1, (size_t)(end - rest.data) - 1};
    unsigned code_point = 0;
    if (name.len > 1 && name.data[0] == '#')
        code_point = reference_number((struct slice){name.data + 1, name.len - 1});
    for (size_t i = 0; !code_point && i < COUNT_OF(references); i++)
        if (slice_is(name, references[i].name))
            code_point = references[i].code_point;
    if (!code_point)
        return 0;
    str_add_code_point(out, code_point);
    return name.len + 2;
}

/* A blank for the tag that `rest` begins with; how much it takes, 0 when it is none. */
static size_t tag_add(struct slice rest, struct str *out)
{
    const struct slice name = tag_name(rest);
    if (!name.len && !(rest.len > 1 && rest.data[1] == '!'))
        return 0;
    if (!tag_is_inline(name))
        str_add_char(out, ' ');
    return tag_len(rest, name);
}

static size_t place_of(const char *html, size_t len, size_t from, char c)
{
    const char *const found = memchr(html + from, c, len - from);
    return found ? (size_t)(found - html) : len;
}

void store_strip(const char *html, size_t len, struct str *out)
{
    size_t at = 0;
    size_t tag = place_of(html, len, 0, '<');
    size_t reference = place_of(html, len, 0, '&');
    while (at < len) {
        const size_t special = tag < reference ? tag : reference;
        str_append(out, html + at, special - at);
        if (special == len)
            return;
        const struct slice rest = {html + special, len - special};
        const size_t taken = special == tag ? tag_add(rest, out) : reference_add(rest, out);
        if (!taken)
            str_add_char(out, *rest.data);
        at = special + (taken ? taken : 1);
        if (tag < at)
            tag = place_of(html, len, at, '<');
        if (reference < at)
            reference = place_of(html, len, at, '&');
    }
}
