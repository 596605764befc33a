/*
 * Which charset bytes are in that nobody labelled and that are not UTF-8.
 *
 * Charsets of two bytes a character have rules which bytes pair, and the pairs that are written
 * most stand close together. In charsets of one byte the letters of the right language come out,
 * its frequent ones frequently, and no capital stands behind a small letter. In Latin scripts bytes
 * beyond ASCII stand alone, in all others side by side; that tells which of the two to look for.
 */
#include "base/attributes.h"
#include "text/internal.h"
#include "text/kinds.h"

enum {
    SAMPLE_BYTES = 64 << 10,
    HALF = 128, // the bytes beyond ASCII
};

struct range {
    unsigned char first, last;
};

/* Two bytes a character. Unused ranges are zero, which no byte beyond ASCII is in. */
struct double_charset {
    const char *name;
    struct range leads[2];
    struct range trails[2];
    struct range single; // bytes that stand alone
    // What is written most, and how many of a hundred pairs that are at least.
    struct range typical_leads;
    struct range typical_trails;
    size_t typical_percent;
    size_t low_percent; // of the pairs at least have a trail of ASCII
};

// clang-format off
// The order matters: what comes first is more special. Kana are a third of what is written in
// Japanese, and rare elsewhere; Hangul stand together in their charset, Chinese characters in two
// levels by how common they are.
static const struct double_charset double_charsets[] = {
    {"CP932", {{0x81, 0x9F}, {0xE0, 0xFC}}, {{0x40, 0x7E}, {0x80, 0xFC}}, {0xA1, 0xDF},
     {0x82, 0x83}, {0x40, 0xF1}, 25, 0},
    {"EUC-JP-MS", {{0xA1, 0xFE}, {0, 0}}, {{0xA1, 0xFE}, {0, 0}}, {0x8E, 0x8F},
     {0xA4, 0xA5}, {0xA1, 0xFE}, 25, 0},
    {"CP949", {{0xA1, 0xFE}, {0, 0}}, {{0xA1, 0xFE}, {0, 0}}, {0, 0},
     {0xB0, 0xC8}, {0xA1, 0xFE}, 85, 0},
    {"BIG5-HKSCS", {{0xA1, 0xF9}, {0, 0}}, {{0x40, 0x7E}, {0xA1, 0xFE}}, {0, 0},
     {0xA4, 0xC6}, {0xA1, 0xFE}, 40, 15},
    {"GB18030", {{0x81, 0xFE}, {0, 0}}, {{0x40, 0x7E}, {0x80, 0xFE}}, {0, 0},
     {0xB0, 0xD7}, {0xA1, 0xFE}, 60, 0},
};
// clang-format on

static bool is_in(const struct range *range, unsigned char byte)
{
    return byte >= range->first && byte <= range->last;
}

static bool is_in_any(const struct range ranges[2], unsigned char byte)
{
    return is_in(&ranges[0], byte) || is_in(&ranges[1], byte);
}

static bool fits_double(const struct double_charset *charset, const char *bytes, size_t len)
{
    size_t pairs = 0;
    size_t typical = 0;
    size_t low = 0;
    size_t bad = 0;
    for (size_t i = 0; i < len; i++) {
        const unsigned char lead = (unsigned char)bytes[i];
        const unsigned char trail = i + 1 < len ? (unsigned char)bytes[i + 1] : 0;
        if (lead < 0x80 || is_in(&charset->single, lead))
            continue;
        if (!is_in_any(charset->leads, lead) || !is_in_any(charset->trails, trail)) {
            bad += i + 1 < len;
            continue;
        }
        pairs++;
        low += trail < 0x80;
        typical += is_in(&charset->typical_leads, lead) && is_in(&charset->typical_trails, trail);
        i++;
    }
    return pairs > 1 && bad * 50 <= pairs && typical * 100 >= pairs * charset->typical_percent &&
           low * 100 >= pairs * charset->low_percent;
}

/* One byte a character. */
struct single_charset {
    const char *name;
    const unsigned char *kinds;
};

static const struct single_charset other_charsets[] = {
    {"CP1251", text_kinds_windows_1251},   {"KOI8-R", text_kinds_koi8_r},
    {"KOI8-U", text_kinds_koi8_u},         {"IBM866", text_kinds_ibm_866},
    {"ISO-8859-5", text_kinds_iso_8859_5}, {"CP1253", text_kinds_windows_1253},
    {"CP1255", text_kinds_windows_1255},   {"CP1256", text_kinds_windows_1256},
    {"CP874", text_kinds_windows_874},
};

static const struct single_charset latin_charsets[] = {
    {"CP1250", text_kinds_windows_1250},
    {"ISO-8859-2", text_kinds_latin_2},
    {"CP1254", text_kinds_windows_1254},
};

static const struct single_charset thai_charset = {"CP874", text_kinds_windows_874};
static const struct single_charset western_charset = {"CP1252", text_kinds_windows_1252};

static const int weights[] = {
    [TEXT_KIND_NONE] = -8, [TEXT_KIND_SIGN] = 0,  [TEXT_KIND_FOREIGN] = -2,
    [TEXT_KIND_UPPER] = 1, [TEXT_KIND_LOWER] = 1, [TEXT_KIND_COMMON] = 3,
};

/* A thousandth a byte beyond ASCII. */
static int score_single(const struct single_charset *charset, const char *bytes, size_t len)
{
    long long sum = 0;
    long long count = 0;
    enum text_kind previous = TEXT_KIND_NONE;
    for (size_t i = 0; i < len; i++) {
        const unsigned char byte = (unsigned char)bytes[i];
        if (byte < HALF) {
            previous = TEXT_KIND_NONE;
            continue;
        }
        const enum text_kind kind = (enum text_kind)charset->kinds[byte - HALF];
        sum += weights[kind];
        if (kind == TEXT_KIND_UPPER &&
            (previous == TEXT_KIND_LOWER || previous == TEXT_KIND_COMMON))
            sum -= 3;
        previous = kind;
        count++;
    }
    return count ? (int)(sum * 1000 / count) : 0;
}

static const char *best_single(const struct single_charset *charsets, size_t count, int least,
                               const char *bytes, size_t len)
{
    const char *best = "CP1252";
    int best_score = least;
    for (size_t i = 0; i < count; i++) {
        const int score = score_single(&charsets[i], bytes, len);
        if (score > best_score) {
            best_score = score;
            best = charsets[i].name;
        }
    }
    return best;
}

/* Do most of the bytes beyond ASCII stand with others, three at least? */
static bool is_in_words(const char *bytes, size_t len)
{
    size_t high = 0;
    size_t in_words = 0;
    size_t run = 0;
    for (size_t i = 0; i <= len; i++) {
        if (i < len && (unsigned char)bytes[i] >= HALF) {
            run++;
            continue;
        }
        high += run;
        in_words += run >= 3 ? run : 0;
        run = 0;
    }
    return in_words * 10 > high * 6;
}

const char *text_guess_charset(const char *bytes, size_t len)
{
    const size_t ascii = text_ascii_run(bytes, len);
    bytes += ascii;
    len = len - ascii < SAMPLE_BYTES ? len - ascii : SAMPLE_BYTES;
    // Thai has few blanks, so that its letters pair well.
    enum { SURELY_THAI = 1600 };
    if (score_single(&thai_charset, bytes, len) > SURELY_THAI)
        return thai_charset.name;
    for (size_t i = 0; i < COUNT_OF(double_charsets); i++)
        if (fits_double(&double_charsets[i], bytes, len))
            return double_charsets[i].name;
    // Windows-1252 is by far the likeliest, so the others need more than a little better a score.
    enum { LEAST_OF_OTHERS = 500, LEAD_OF_LATIN = 300 };
    if (is_in_words(bytes, len))
        return best_single(other_charsets, COUNT_OF(other_charsets), LEAST_OF_OTHERS, bytes, len);
    const int least = score_single(&western_charset, bytes, len) + LEAD_OF_LATIN;
    return best_single(latin_charsets, COUNT_OF(latin_charsets), least, bytes, len);
}
