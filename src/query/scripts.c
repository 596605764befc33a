#include "query/scripts.h"

#include <stddef.h>

#include "base/attributes.h"
#include "base/str.h"

struct range {
    unsigned first;
    unsigned last;
};

/* What stands between words, beyond ASCII, in order: spaces, punctuation, and signs that belong to
 * no word. */
static const struct range gaps[] = {
    {0x80, 0xA9},     {0xAB, 0xB1},     {0xB4, 0xB4},     {0xB6, 0xB8},     {0xBB, 0xBB},
    {0xBF, 0xBF},     {0xD7, 0xD7},     {0xF7, 0xF7},     {0x37E, 0x37E},   {0x387, 0x387},
    {0x55A, 0x55F},   {0x589, 0x58A},   {0x5BE, 0x5BE},   {0x5C0, 0x5C0},   {0x5C3, 0x5C3},
    {0x5F3, 0x5F4},   {0x60C, 0x60D},   {0x61B, 0x61F},   {0x66A, 0x66D},   {0x6D4, 0x6D4},
    {0x964, 0x965},   {0xE2F, 0xE2F},   {0xE5A, 0xE5B},   {0x1360, 0x1368}, {0x17D4, 0x17DA},
    {0x2000, 0x206F}, {0x2190, 0x22FF}, {0x2300, 0x2319}, {0x2400, 0x245F}, {0x2500, 0x25FF},
    {0x2E00, 0x2E7F}, {0x3000, 0x3004}, {0x3008, 0x3020}, {0x3030, 0x3030}, {0x303D, 0x303F},
    {0x30A0, 0x30A0}, {0x30FB, 0x30FB}, {0xE000, 0xF8FF}, {0xFE10, 0xFE6F}, {0xFEFF, 0xFF0F},
    {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0xFFF0, 0xFFFF},
};

/* Scripts in which a reader looks for any part of a run: Thai, Lao, Myanmar, Hangul, Khmer, kana,
 * Bopomofo, Han; and emoji. (Hangul has blanks, but particles stick to its words.) */
static const struct range unspaced[] = {
    {0x0E00, 0x0EFF}, {0x1000, 0x109F}, {0x1100, 0x11FF}, {0x1780, 0x17FF},   {0x2600, 0x27BF},
    {0x3005, 0x3007}, {0x3021, 0x312F}, {0x3130, 0x318F}, {0x31A0, 0x31FF},   {0x3400, 0x9FFF},
    {0xA960, 0xA97F}, {0xAC00, 0xD7FF}, {0xF900, 0xFAFF}, {0x1F000, 0x1FAFF}, {0x20000, 0x3FFFF},
};

static bool is_in(const struct range *ranges, size_t count, unsigned code_point)
{
    size_t low = 0;
    while (low < count) {
        const size_t middle = (low + count) / 2;
        if (code_point > ranges[middle].last)
            low = middle + 1;
        else if (code_point < ranges[middle].first)
            count = middle;
        else
            return true;
    }
    return false;
}

enum query_kind_of_point query_point_kind(unsigned code_point)
{
    if (code_point < 0x80)
        return ascii_is_alpha((char)code_point) || ascii_is_digit((char)code_point) ? POINT_WORD
                                                                                    : POINT_GAP;
    // Most of what is read.
    if (code_point >= 0x388 && code_point < 0x530)
        return POINT_WORD;
    if ((code_point >= 0x4E00 && code_point < 0xA000) ||
        (code_point >= 0xAC00 && code_point < 0xD7A4))
        return POINT_UNSPACED;
    const bool is_selector = code_point >= 0xFE00 && code_point <= 0xFE0F; // of an emoji's look
    if (is_selector)
        return POINT_NOTHING;
    if (is_in(gaps, COUNT_OF(gaps), code_point))
        return POINT_GAP;
    return is_in(unspaced, COUNT_OF(unspaced), code_point) ? POINT_UNSPACED : POINT_WORD;
}

/* Unicode 3.12: how the letters of Hangul make a syllable. */
static unsigned join_hangul(unsigned first, unsigned second)
{
    enum { L = 0x1100, L_END = 0x1113, V = 0x1161, V_END = 0x1176, T = 0x11A7, T_END = 0x11C3 };
    enum { S = 0xAC00, S_END = 0xD7A4, T_COUNT = 28, V_COUNT = 21 };
    if (first >= L && first < L_END && second >= V && second < V_END)
        return S + ((first - L) * V_COUNT + (second - V)) * T_COUNT;
    const bool is_open = first >= S && first < S_END && (first - S) % T_COUNT == 0;
    if (is_open && second > T && second < T_END)
        return first + second - T;
    return 0;
}

static unsigned join_kana(unsigned first, unsigned mark)
{
    enum { KATAKANA = 0x60, VOICED = 0x3099, HALF_VOICED = 0x309A };
    const unsigned step = first >= 0x30A1 ? KATAKANA : 0;
    const unsigned kana = first - step;
    const bool is_h = kana >= 0x306F && kana <= 0x307B && (kana - 0x306F) % 3 == 0;
    const bool is_ks = kana >= 0x304B && kana <= 0x3061 && kana % 2 == 1;
    const bool is_t = kana >= 0x3064 && kana <= 0x3068 && kana % 2 == 0;
    if (mark == HALF_VOICED && is_h)
        return first + 2;
    if (mark != VOICED)
        return 0;
    if (kana == 0x3046)
        return 0x3094 + step;
    return is_h || is_ks || is_t ? first + 1 : 0;
}

unsigned query_point_join(unsigned first, unsigned second)
{
    if (second >= 0x1161 && second < 0x1200)
        return join_hangul(first, second);
    if (second == 0x3099 || second == 0x309A)
        return join_kana(first, second);
    return 0;
}
