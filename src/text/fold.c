#include "text/fold.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/fatal.h"
#include "base/limits.h"
#include "text/folds.h"
#include "text/internal.h"
#include "text/utf8.h"

enum {
    VIRAMA = 9, // combining classes that make another letter, not an accent
    KANA_VOICING = 8,
};

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
        if (!is_mark(code_point))
            str_append_whole(out, text + i, step);
        i += step;
    }
}

/* Valid UTF-8 of any script. */
static void fold_any(const char *text, size_t len, struct str *out)
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

const char *text_fold_known(unsigned code_point)
{
    if (code_point >= TEXT_FOLDS_LOW_FIRST && code_point < TEXT_FOLDS_LOW_END)
        return text_folds_low[code_point - TEXT_FOLDS_LOW_FIRST];
    if (code_point >= TEXT_FOLDS_THAI_FIRST && code_point < TEXT_FOLDS_THAI_END)
        return text_folds_thai[code_point - TEXT_FOLDS_THAI_FIRST];
    if (code_point >= TEXT_FOLDS_KANA_FIRST && code_point < TEXT_FOLDS_KANA_END)
        return text_folds_kana[code_point - TEXT_FOLDS_KANA_FIRST];
    return NULL;
}

/* Most Chinese characters have neither case nor marks. */
static bool folds_to_itself(unsigned code_point)
{
    return code_point >= 0x4E00 && code_point < 0xA000;
}

/* How many bytes until something comes that is folded in another way. */
static size_t any_run(const char *text, size_t len)
{
    enum { MOST = 4096 };
    size_t i = 0;
    while (i < len && i < MOST && (unsigned char)text[i] >= 0x80) {
        unsigned code_point;
        const size_t step = text_next(text + i, len - i, &code_point);
        if (code_point == 0xFFFD || text_fold_known(code_point) || folds_to_itself(code_point))
            break;
        i += step;
    }
    return i;
}

/* The character at the start or, where only the library knows, a run; how many bytes that takes. */
static size_t fold_foreign(const char *text, size_t len, struct str *out)
{
    unsigned code_point;
    const size_t step = text_next(text, len, &code_point);
    const char *const folded = text_fold_known(code_point);
    if (folded) {
        str_append_whole(out, folded, strlen(folded));
        return step;
    }
    if (folds_to_itself(code_point)) {
        str_append_whole(out, text, step);
        return step;
    }
    const size_t run = any_run(text, len);
    if (run) {
        fold_any(text, run, out);
        return run;
    }
    str_add_code_point(out, code_point); // broken
    return step;
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
        if (i < len)
            i += fold_foreign(text + i, len - i, out);
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
