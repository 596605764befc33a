#include "text/fold.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/fatal.h"
#include "base/limits.h"
#include "text/internal.h"
#include "text/utf8.h"

enum {
    VIRAMA = 9, // combining classes that make another letter, not an accent
    KANA_VOICING = 8,
};

/* Letters with a stroke, which have no decomposition but are searched without it. */
static const struct stroke {
    unsigned code_point;
    const char *plain;
} strokes[] = {
    {0xE6, "ae"}, {0xF0, "d"},  {0xF8, "o"},  {0xFE, "th"},  {0x111, "d"},
    {0x127, "h"}, {0x131, "i"}, {0x142, "l"}, {0x153, "oe"}, {0x167, "t"},
};

static const char *plain_of_stroke(unsigned code_point)
{
    for (size_t i = 0; i < COUNT_OF(strokes); i++)
        if (strokes[i].code_point == code_point)
            return strokes[i].plain;
    return NULL;
}

static bool is_mark(unsigned code_point)
{
    const int class = uc_combining_class(code_point);
    return class != 0 && class != VIRAMA && class != KANA_VOICING;
}

static void append_without_marks(const char *text, size_t len, struct str *out)
{
    size_t i = 0;
    while (i < len) {
        unsigned code_point;
        const size_t step = text_next(text + i, len - i, &code_point);
        const char *const plain = plain_of_stroke(code_point);
        if (plain)
            str_add(out, plain);
        else if (code_point < 0x300 || !is_mark(code_point))
            text_append_whole(out, text + i, step);
        i += step;
    }
}

/* A run of valid UTF-8 without ASCII. */
static void fold_run(const char *text, size_t len, struct str *out)
{
    uint8_t small[1024];
    size_t folded_len = sizeof(small);
    uint8_t *const folded =
        u8_casefold((const uint8_t *)text, len, NULL, UNINORM_NFKD, small, &folded_len);
    if (!folded)
        fatal("out of memory");
    append_without_marks((const char *)folded, folded_len, out);
    if (folded != small)
        free(folded);
}

/* How many bytes until ASCII comes again, or something broken. */
static size_t foreign_run(const char *text, size_t len)
{
    enum { MOST = 4096 };
    size_t i = 0;
    while (i < len && i < MOST && (unsigned char)text[i] >= 0x80) {
        unsigned code_point;
        const size_t step = text_next(text + i, len - i, &code_point);
        if (code_point == 0xFFFD)
            break;
        i += step;
    }
    return i;
}

static void fold_ascii(const char *text, size_t len, struct str *out)
{
    char lower[256];
    while (len) {
        const size_t piece = len < sizeof(lower) ? len : sizeof(lower);
        for (size_t i = 0; i < piece; i++)
            lower[i] = ascii_lower(text[i]);
        str_append(out, lower, piece);
        text += piece;
        len -= piece;
    }
}

void text_fold(const char *text, size_t len, struct str *out)
{
    size_t i = 0;
    while (i < len && !out->is_truncated) {
        const size_t ascii = text_ascii_run(text + i, len - i);
        fold_ascii(text + i, ascii, out);
        i += ascii;
        const size_t foreign = foreign_run(text + i, len - i);
        if (foreign) {
            fold_run(text + i, foreign, out);
            i += foreign;
        } else if (i < len) {
            unsigned code_point;
            i += text_next(text + i, len - i, &code_point);
            str_add_code_point(out, code_point);
        }
    }
}

bool text_contains_folded(const char *text, size_t len, const char *folded_needle)
{
    struct str folded;
    str_init(&folded, LIMIT_STR_BYTES);
    text_fold(text, len, &folded);
    const bool found =
        memmem(folded.data, folded.len, folded_needle, strlen(folded_needle)) != NULL;
    str_release(&folded);
    return found;
}
