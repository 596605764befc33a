#include "text/utf8.h"

#include "base/lanes.h"
#include "text/internal.h"

enum { REPLACEMENT = 0xFFFD };

/*
 * What may follow a lead byte (Unicode 3.9, table 3-7): the length of the sequence and the bounds
 * of its second byte. They exclude overlong forms, surrogates and what lies past U+10FFFF.
 */
struct lead {
    unsigned char first, last; // lead bytes
    unsigned char len;
    unsigned char low, high; // second byte
};

static const struct lead leads[] = {
    {0xC2, 0xDF, 2, 0x80, 0xBF}, {0xE0, 0xE0, 3, 0xA0, 0xBF}, {0xE1, 0xEC, 3, 0x80, 0xBF},
    {0xED, 0xED, 3, 0x80, 0x9F}, {0xEE, 0xEF, 3, 0x80, 0xBF}, {0xF0, 0xF0, 4, 0x90, 0xBF},
    {0xF1, 0xF3, 4, 0x80, 0xBF}, {0xF4, 0xF4, 4, 0x80, 0x8F},
};

static const struct lead *find_lead(unsigned char byte)
{
    for (size_t i = 0; i < COUNT_OF(leads); i++)
        if (byte <= leads[i].last)
            return byte >= leads[i].first ? &leads[i] : NULL;
    return NULL;
}

/* Everything that text_next() does not settle at once. */
static size_t next_of_any(const unsigned char *bytes, size_t len, unsigned *code_point)
{
    *code_point = REPLACEMENT;
    const struct lead *const lead = find_lead(bytes[0]);
    if (!lead || len < 2 || bytes[1] < lead->low || bytes[1] > lead->high)
        return 1;
    unsigned value = ((bytes[0] & (0x7Fu >> lead->len)) << 6) | (bytes[1] & 0x3F);
    for (size_t i = 2; i < lead->len; i++) {
        if (i == len || (bytes[i] & 0xC0) != 0x80)
            return i;
        value = value << 6 | (bytes[i] & 0x3F);
    }
    *code_point = value;
    return lead->len;
}

static inline bool follows(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

static inline size_t next(const unsigned char *bytes, size_t len, unsigned *code_point)
{
    const unsigned char first = bytes[0];
    if (first < 0x80) {
        *code_point = first;
        return 1;
    }
    if (first >= 0xC2 && first < 0xE0 && len >= 2 && follows(bytes[1])) {
        *code_point = (first & 0x1Fu) << 6 | (bytes[1] & 0x3Fu);
        return 2;
    }
    // Without E0 and ED, whose second byte has bounds of its own.
    if (first > 0xE0 && first < 0xF0 && first != 0xED && len >= 3 && follows(bytes[1]) &&
        follows(bytes[2])) {
        *code_point = (first & 0xFu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
        return 3;
    }
    return next_of_any(bytes, len, code_point);
}

size_t text_next(const char *text, size_t len, unsigned *code_point)
{
    return next((const unsigned char *)text, len, code_point);
}

/*
 * ---- sixteen bytes at a time
 *
 * Each byte is looked at together with the three before it, so that no order is needed: it follows
 * a lead byte exactly when one of them asks for it.
 */
enum { BEFORE = 3 };

/* Is what stands in these lanes right, behind what stands before them? (Table 3-7, as above.) */
static bool is_good_block(const char *text)
{
    const lanes bytes = lanes_at(text);
    const lanes before = lanes_at(text - 1);
    const lanes is_next = (lanes)((bytes & 0xC0) == 0x80);
    const lanes is_asked_for = (lanes)(before >= 0xC0) | (lanes)(lanes_at(text - 2) >= 0xE0) |
                               (lanes)(lanes_at(text - 3) >= 0xF0);
    const lanes is_no_lead = (lanes)((bytes & 0xFE) == 0xC0) | (lanes)(bytes >= 0xF5);
    const lanes is_outside = ((lanes)(before == 0xE0) & (lanes)(bytes < 0xA0)) |
                             ((lanes)(before == 0xED) & (lanes)(bytes >= 0xA0)) |
                             ((lanes)(before == 0xF0) & (lanes)(bytes < 0x90)) |
                             ((lanes)(before == 0xF4) & (lanes)(bytes >= 0x90));
    return !lanes_any((is_next ^ is_asked_for) | is_no_lead | is_outside);
}

/* Behind the right blocks from `i` on: at the start of their last character, for it may go on. */
static size_t skip_good_blocks(const char *text, size_t len, size_t i)
{
    const size_t start = i;
    while (len - i >= LANES) {
        if ((unsigned char)text[i - 1] < 0x80)
            i += text_ascii_blocks(text + i, len - i);
        if (len - i < LANES || !is_good_block(text + i))
            break;
        i += LANES;
    }
    if (i > start)
        i--;
    while (i > start && follows((unsigned char)text[i]))
        i--;
    return i;
}

size_t text_valid_run(const char *text, size_t len)
{
    size_t i = text_ascii_run(text, len);
    while (i < len) {
        if (i >= BEFORE)
            i = skip_good_blocks(text, len, i);
        // Over the block that was not right, to where it is not; or to the end.
        const size_t end = i + LANES + BEFORE + 1;
        while (i < len && i < end) {
            unsigned code_point;
            const size_t step = next((const unsigned char *)text + i, len - i, &code_point);
            if (code_point == REPLACEMENT &&
                !(step == 3 && memcmp(text + i, "\xEF\xBF\xBD", 3) == 0))
                return i;
            i += step;
        }
    }
    return i;
}

bool text_is_utf8(const char *text, size_t len)
{
    return text_valid_run(text, len) == len;
}
