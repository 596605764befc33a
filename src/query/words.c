#include "query/words.h"

#include <string.h>

#include "base/limits.h"
#include "query/scripts.h"
#include "text/fold.h"
#include "text/utf8.h"

/* ---- reading */

/* These would only be taken apart by folding, and put together again here. */
static bool folds_to_itself(unsigned code_point)
{
    return (code_point >= 0x3041 && code_point < 0x3097) ||
           (code_point >= 0x30A1 && code_point < 0x30FB) ||
           (code_point >= 0x4E00 && code_point < 0xA000) ||
           (code_point >= 0xAC00 && code_point < 0xD7A4);
}

/* Look at the next folded code point. */
static void reader_step(struct query_reader *reader)
{
    while (reader->folded_at == reader->folded.len) {
        if (reader->at >= reader->len) {
            reader->point = 0;
            reader->point_start = reader->len;
            return;
        }
        const char *const at = reader->text + reader->at;
        reader->point_start = reader->at;
        const size_t taken = text_next(at, reader->len - reader->at, &reader->point);
        reader->at += taken;
        if (reader->point < 0x80) {
            // NUL is the end here, and in the text it is a gap.
            reader->point = reader->point ? (unsigned char)ascii_lower((char)reader->point) : ' ';
            return;
        }
        if (folds_to_itself(reader->point))
            return;
        str_clear(&reader->folded);
        reader->folded_at = 0;
        text_fold(at, taken, &reader->folded);
    }
    reader->folded_at += text_next(reader->folded.data + reader->folded_at,
                                   reader->folded.len - reader->folded_at, &reader->point);
    if (!reader->point)
        reader->point = ' ';
}

void query_reader_init(struct query_reader *reader, const char *text, size_t len)
{
    *reader = (struct query_reader){.text = text, .len = len};
    str_init(&reader->folded, LIMIT_TITLE_BYTES);
    reader_step(reader);
}

void query_reader_release(struct query_reader *reader)
{
    str_release(&reader->folded);
}

static size_t point_encode(unsigned point, char *out)
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    size_t tail = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    const size_t len = tail + 1;
    for (; tail > 0; tail--, point >>= 6)
        out[tail] = (char)(0x80 | (point & 0x3F));
    out[0] = (char)((0xF00u >> len) | point);
    return len;
}

static void word_add(struct query_reader *reader, unsigned point)
{
    char bytes[4];
    const size_t len = point_encode(point, bytes);
    if (reader->word_len + len > QUERY_WORD_BYTES)
        return;
    memcpy(reader->word + reader->word_len, bytes, len);
    reader->word_len += len;
}

/* Letters and digits of ASCII are most of what is read: without the detour over points. */
static void word_add_ascii(struct query_reader *reader)
{
    if (reader->folded_at < reader->folded.len)
        return;
    while (reader->at < reader->len) {
        const char c = reader->text[reader->at];
        if (!ascii_is_alpha(c) && !ascii_is_digit(c))
            return;
        if (reader->word_len < QUERY_WORD_BYTES)
            reader->word[reader->word_len++] = ascii_lower(c);
        reader->at++;
    }
}

static void read_spaced(struct query_reader *reader)
{
    for (;;) {
        if (query_point_kind(reader->point) == POINT_WORD)
            word_add(reader, reader->point);
        word_add_ascii(reader);
        reader->end = reader->at;
        reader_step(reader);
        const enum query_kind_of_point kind =
            reader->point ? query_point_kind(reader->point) : POINT_GAP;
        if (kind != POINT_WORD && kind != POINT_NOTHING)
            return;
    }
}

static void read_unspaced(struct query_reader *reader)
{
    unsigned point = reader->point;
    for (;;) {
        reader->end = reader->at;
        reader_step(reader);
        const unsigned joined = reader->point ? query_point_join(point, reader->point) : 0;
        const bool is_mark = reader->point == 0x3099 || reader->point == 0x309A;
        const bool is_nothing = reader->point && query_point_kind(reader->point) == POINT_NOTHING;
        if (!joined && !is_mark && !is_nothing)
            break;
        point = joined ? joined : point;
    }
    word_add(reader, point);
}

bool query_reader_next(struct query_reader *reader)
{
    bool is_apart = false;
    reader->word_len = 0;
    enum query_kind_of_point kind = POINT_GAP;
    while (reader->point) {
        kind = query_point_kind(reader->point);
        if (kind == POINT_WORD || kind == POINT_UNSPACED)
            break;
        is_apart |= kind == POINT_GAP;
        reader_step(reader);
    }
    if (!reader->point)
        return false;
    reader->start = reader->point_start;
    reader->is_joined = reader->is_unspaced && kind == POINT_UNSPACED && !is_apart;
    reader->is_unspaced = kind == POINT_UNSPACED;
    if (reader->is_unspaced)
        read_unspaced(reader);
    else
        read_spaced(reader);
    reader->word[reader->word_len] = '\0';
    return true;
}

/* ---- words of a text, one behind the other */

void query_words(const char *text, size_t len, struct str *words)
{
    struct query_reader reader;
    query_reader_init(&reader, text, len);
    while (query_reader_next(&reader)) {
        if (words->len && !reader.is_joined)
            str_add_char(words, ' ');
        str_append(words, reader.word, reader.word_len);
    }
    query_reader_release(&reader);
}

/* The code point that begins at `at`, or ends before it; 0 outside. */
static unsigned code_point_at(struct slice words, size_t at)
{
    unsigned code_point = 0;
    if (at < words.len)
        text_next(words.data + at, words.len - at, &code_point);
    return code_point;
}

static size_t start_before(struct slice words, size_t at)
{
    do
        at--;
    while (at > 0 && ((unsigned char)words.data[at] & 0xC0) == 0x80);
    return at;
}

static unsigned code_point_before(struct slice words, size_t at)
{
    return at == 0 ? 0 : code_point_at(words, start_before(words, at));
}

static bool is_unspaced(unsigned code_point)
{
    return query_point_kind(code_point) == POINT_UNSPACED;
}

/* May a word end, and another begin, before the byte `at`? */
static bool is_boundary(struct slice words, size_t at)
{
    const unsigned before = code_point_before(words, at);
    const unsigned behind = code_point_at(words, at);
    return before == 0 || behind == 0 || before == ' ' || behind == ' ' || is_unspaced(before) ||
           is_unspaced(behind);
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

bool query_words_end_alone(struct slice words)
{
    if (words.len == 0 || !is_unspaced(code_point_before(words, words.len)))
        return false;
    const size_t start = start_before(words, words.len);
    return start == 0 || words.data[start - 1] == ' ';
}
