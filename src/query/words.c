#include "query/words.h"

#include <string.h>

#include "base/attributes.h"
#include "base/limits.h"
#include "text/fold.h"
#include "text/utf8.h"

struct range {
    unsigned first;
    unsigned last;
};

/* What stands between words, beyond ASCII: spaces, punctuation, and signs that belong to no word.
 * Emoji are words: people look for them. */
static const struct range gaps[] = {
    {0x80, 0xA9},     {0xAB, 0xB1},     {0xB4, 0xB4},     {0xB6, 0xB8},     {0xBB, 0xBB},
    {0xBF, 0xBF},     {0xD7, 0xD7},     {0xF7, 0xF7},     {0x37E, 0x37E},   {0x387, 0x387},
    {0x55A, 0x55F},   {0x589, 0x58A},   {0x5BE, 0x5BE},   {0x5C0, 0x5C0},   {0x5C3, 0x5C3},
    {0x5F3, 0x5F4},   {0x60C, 0x60D},   {0x61B, 0x61F},   {0x66A, 0x66D},   {0x6D4, 0x6D4},
    {0x964, 0x965},   {0xE2F, 0xE2F},   {0xE5A, 0xE5B},   {0x1360, 0x1368}, {0x17D4, 0x17DA},
    {0x2000, 0x206F}, {0x2190, 0x22FF}, {0x2300, 0x2319}, {0x2400, 0x245F}, {0x2500, 0x25FF},
    {0x2E00, 0x2E7F}, {0x3000, 0x3004}, {0x3008, 0x3020}, {0x3030, 0x3030}, {0x303D, 0x303F},
    {0x30A0, 0x30A0}, {0x30FB, 0x30FB}, {0xFE10, 0xFE6F}, {0xFEFF, 0xFF0F}, {0xFF1A, 0xFF20},
    {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0xFFF0, 0xFFFF}, {0xE000, 0xF8FF},
};

/* Scripts in which a reader looks for any part of a run: Thai, Lao, Myanmar, Hangul, Khmer, kana,
 * Bopomofo, Han. (Hangul has blanks, but particles stick to its words; folding may take its
 * syllables apart into letters.) */
static const struct range unspaced[] = {
    {0x0E00, 0x0EFF}, {0x1000, 0x109F}, {0x1100, 0x11FF},   {0x1780, 0x17FF}, {0x3005, 0x3007},
    {0x3021, 0x312F}, {0x3130, 0x318F}, {0x31A0, 0x31FF},   {0x3400, 0x9FFF}, {0xA960, 0xA97F},
    {0xAC00, 0xD7FF}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFF},
};

static bool is_in(const struct range *ranges, size_t count, unsigned code_point)
{
    for (size_t i = 0; i < count; i++)
        if (code_point >= ranges[i].first && code_point <= ranges[i].last)
            return true;
    return false;
}

static bool is_word(unsigned code_point)
{
    if (code_point < 0x80)
        return ascii_is_alpha((char)code_point) || ascii_is_digit((char)code_point);
    return !is_in(gaps, COUNT_OF(gaps), code_point);
}

void query_words(const char *text, size_t len, struct str *words)
{
    struct str folded;
    str_init(&folded, LIMIT_STR_BYTES);
    text_fold(text, len, &folded);
    bool is_apart = false;
    size_t taken;
    for (size_t at = 0; at < folded.len; at += taken) {
        unsigned code_point;
        taken = text_next(folded.data + at, folded.len - at, &code_point);
        if (!is_word(code_point)) {
            is_apart = words->len > 0;
            continue;
        }
        if (is_apart)
            str_add_char(words, ' ');
        is_apart = false;
        str_append(words, folded.data + at, taken);
    }
    str_release(&folded);
}

/* The code point that begins at `at`, or ends before it; 0 outside. */
static unsigned code_point_at(struct slice words, size_t at)
{
    unsigned code_point = 0;
    if (at < words.len)
        text_next(words.data + at, words.len - at, &code_point);
    return code_point;
}

static unsigned code_point_before(struct slice words, size_t at)
{
    if (at == 0)
        return 0;
    do
        at--;
    while (at > 0 && ((unsigned char)words.data[at] & 0xC0) == 0x80);
    return code_point_at(words, at);
}

/* May a word end, and another begin, before the byte `at`? */
static bool is_boundary(struct slice words, size_t at)
{
    const unsigned before = code_point_before(words, at);
    const unsigned behind = code_point_at(words, at);
    if (before == 0 || behind == 0 || before == ' ' || behind == ' ')
        return true;
    return is_in(unspaced, COUNT_OF(unspaced), before) ||
           is_in(unspaced, COUNT_OF(unspaced), behind);
}

bool query_words_hold(struct slice words, struct slice needle, bool is_prefix)
{
    if (needle.len == 0)
        return true;
    size_t at = 0;
    while (at < words.len) {
        const char *const found = memmem(words.data + at, words.len - at, needle.data, needle.len);
        if (!found)
            return false;
        const size_t start = (size_t)(found - words.data);
        if (is_boundary(words, start) && (is_prefix || is_boundary(words, start + needle.len)))
            return true;
        at = start + 1;
    }
    return false;
}
