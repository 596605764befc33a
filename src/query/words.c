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

// clang-format off
/* Letters and digits of ASCII, in lower case. */
static const char letters[256] = {
    ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6', ['7'] = '7',
    ['8'] = '8', ['9'] = '9',
    ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'f', ['g'] = 'g', ['h'] = 'h',
    ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm', ['n'] = 'n', ['o'] = 'o', ['p'] = 'p',
    ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't', ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x',
    ['y'] = 'y', ['z'] = 'z',
    ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd', ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h',
    ['I'] = 'i', ['J'] = 'j', ['K'] = 'k', ['L'] = 'l', ['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p',
    ['Q'] = 'q', ['R'] = 'r', ['S'] = 's', ['T'] = 't', ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x',
    ['Y'] = 'y', ['Z'] = 'z',
};
// clang-format on

/* What a character folds to that does not fold to itself. */
static struct slice reader_fold(struct query_reader *reader, const char *at, size_t len)
{
    const char *const known = text_fold_known(reader->point);
    if (known)
        return slice_of(known);
    str_clear(&reader->folded);
    text_fold(at, len, &reader->folded);
    return (struct slice){reader->folded.data, reader->folded.len};
}

/* The next character, beyond ASCII; false: it folds to itself, and is looked at. */
static bool reader_fold_next(struct query_reader *reader)
{
    const char *const at = reader->text + reader->at;
    const size_t taken = text_next(at, reader->len - reader->at, &reader->point);
    reader->at += taken;
    if (folds_to_itself(reader->point))
        return false;
    reader->pending = reader_fold(reader, at, taken);
    return true;
}

static void reader_step_ascii(struct query_reader *reader, unsigned char byte)
{
    const char letter = letters[byte];
    reader->at++;
    reader->kind = letter ? POINT_WORD : POINT_GAP;
    reader->point = letter ? (unsigned char)letter : ' ';
}

/* Look at the next folded code point. NUL is the end here, and in the text it is a gap. */
static void reader_step(struct query_reader *reader)
{
    while (reader->pending.len == 0) {
        reader->point_start = reader->at;
        if (reader->at >= reader->len) {
            reader->point = 0;
            reader->kind = POINT_GAP;
            return;
        }
        const unsigned char byte = (unsigned char)reader->text[reader->at];
        if (byte < 0x80) {
            reader_step_ascii(reader, byte);
            return;
        }
        if (!reader_fold_next(reader)) {
            reader->kind = query_point_kind(reader->point);
            return;
        }
    }
    slice_take(&reader->pending,
               text_next(reader->pending.data, reader->pending.len, &reader->point));
    reader->kind = query_point_kind(reader->point);
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

/* Behind the word there is room for one more. */
static void word_add(struct query_reader *reader, unsigned point)
{
    const size_t len = point_encode(point, reader->word + reader->word_len);
    if (reader->word_len + len <= QUERY_WORD_BYTES)
        reader->word_len += len;
}

/* The fold of a letter of two bytes (Greek, Cyrillic, Armenian) that stays one of them; "": it is
 * not so simple. */
static const char *fold_of_pair(const char *at)
{
    enum { FIRST = 0x388, END = 0x530, LOWEST = 0xCE, HIGHEST = 0xD4 };
    const unsigned char lead = (unsigned char)at[0];
    const unsigned char tail = (unsigned char)at[1];
    const unsigned point = (lead & 0x1Fu) << 6 | (tail & 0x3Fu);
    if (lead < LOWEST || lead > HIGHEST || (tail & 0xC0) != 0x80 || point < FIRST || point >= END)
        return "";
    const char *const folded = text_fold_known(point);
    return (unsigned char)folded[0] >= LOWEST && folded[2] == '\0' ? folded : "";
}

/* Such letters, and those of ASCII, are most of what is read: without the detour over points. */
static void word_add_run(struct query_reader *reader)
{
    if (reader->pending.len)
        return;
    const char *at = reader->text + reader->at;
    const char *const end = reader->text + reader->len;
    char *out = reader->word + reader->word_len;
    const char *const full = reader->word + QUERY_WORD_BYTES;
    for (;;) {
        for (; at < end && letters[(unsigned char)*at]; at++)
            if (out < full)
                *out++ = letters[(unsigned char)*at];
        const char *const pair = end - at < 2 ? "" : fold_of_pair(at);
        if (!*pair)
            break;
        if (out + 2 <= full) {
            *out++ = pair[0];
            *out++ = pair[1];
        }
        at += 2;
    }
    reader->word_len = (size_t)(out - reader->word);
    reader->at = (size_t)(at - reader->text);
}

static void read_spaced(struct query_reader *reader)
{
    do {
        if (reader->kind == POINT_WORD)
            word_add(reader, reader->point);
        word_add_run(reader);
        reader->end = reader->at;
        reader_step(reader);
    } while (reader->kind == POINT_WORD || reader->kind == POINT_NOTHING);
}

static void read_unspaced(struct query_reader *reader)
{
    unsigned point = reader->point;
    for (;;) {
        reader->end = reader->at;
        reader_step(reader);
        const unsigned joined = reader->point ? query_point_join(point, reader->point) : 0;
        const bool is_mark = reader->point == 0x3099 || reader->point == 0x309A;
        if (!joined && !is_mark && reader->kind != POINT_NOTHING)
            break;
        point = joined ? joined : point;
    }
    word_add(reader, point);
}

bool query_reader_next(struct query_reader *reader)
{
    bool is_apart = false;
    reader->word_len = 0;
    while (reader->point && reader->kind != POINT_WORD && reader->kind != POINT_UNSPACED) {
        is_apart |= reader->kind == POINT_GAP;
        reader_step(reader);
    }
    if (!reader->point)
        return false;
    reader->start = reader->point_start;
    reader->is_joined = reader->is_unspaced && reader->kind == POINT_UNSPACED && !is_apart;
    reader->is_unspaced = reader->kind == POINT_UNSPACED;
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
