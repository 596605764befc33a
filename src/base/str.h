/*
 * A growing byte string, born with its ceiling. It is always NUL-terminated (also when empty), may
 * hold NUL bytes, and never grows past `limit`: what does not fit is cut and `is_truncated` is set.
 *
 *     struct str line;
 *     str_init(&line, LIMIT_LINE_BYTES);
 *     str_add(&line, "a"); str_printf(&line, "%d", 1);
 *     char *text = str_steal(&line);      // the caller frees; or str_release(&line)
 *
 * `struct slice` is a borrowed piece of somebody's bytes: a pointer and a length, no terminator
 * promised.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"

struct str {
    char *data; // never NULL after str_init; only its first `len` bytes may be written from outside
    size_t len;
    size_t cap;
    size_t limit; // most bytes, without the NUL
    bool is_truncated;
};

struct slice {
    const char *data;
    size_t len;
};

void str_init(struct str *str, size_t limit) ATTR_NONNULL;
void str_release(struct str *str) ATTR_NONNULL;

/* Empty, reusable; the memory stays. */
void str_clear(struct str *str) ATTR_NONNULL;

/* Cut to `len` bytes; longer than it is: nothing happens. */
void str_cut(struct str *str, size_t len) ATTR_NONNULL;

/* Room for `len` more bytes (within the limit), so that they come without another copy. */
void str_expect(struct str *str, size_t len) ATTR_NONNULL;

/* Give back the memory behind the end: it stays as long as it is now. */
void str_fit(struct str *str) ATTR_NONNULL;

/* Append; false (and is_truncated) when the limit cut something off. */
bool str_append(struct str *str, const void *bytes, size_t len);
bool str_add(struct str *str, const char *text) ATTR_NONNULL;
bool str_add_char(struct str *str, char c) ATTR_NONNULL;
bool str_printf(struct str *str, const char *format, ...) ATTR_FORMAT(2, 3);

/* Append a code point as UTF-8; what is no scalar value becomes U+FFFD. */
bool str_add_code_point(struct str *str, unsigned code_point) ATTR_NONNULL;

/* Append UTF-8; where the limit cuts, it cuts between characters. */
bool str_append_whole(struct str *str, const char *text, size_t len);

/* The text, which the caller frees; the str is empty, owns nothing, and is usable afterwards. */
char *str_steal(struct str *str) ATTR_MALLOC;

/* Slices. */
struct slice slice_of(const char *text);
struct slice slice_trim(struct slice slice); // ASCII white space at both ends
struct slice slice_take(struct slice *rest,
                        size_t len); // cut `len` bytes that it has off the front
bool slice_is(struct slice slice, const char *text);
bool slice_is_nocase(struct slice slice, const char *text); // ASCII case
bool slice_starts(struct slice slice, const char *prefix);
bool slice_ends_nocase(struct slice slice, const char *suffix);
bool slice_has_word(struct slice words, const char *word); // white space between; ASCII case

/*
 * Cut the piece before the first `separator` off the front of `rest`. False when `rest` was used
 * up.
 */
bool slice_next(struct slice *rest, char separator, struct slice *piece) ATTR_NONNULL;

/* ASCII only, never by locale. */
static inline bool ascii_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool ascii_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool ascii_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

int ascii_digit_value(char c, int base); // base 2 to 16; -1 when it is no digit of it
bool ascii_equal_nocase(const char *a, const char *b);

/* How many characters the text in UTF-8 has. */
size_t utf8_count(const char *text, size_t len);

/* Where to cut it so that at most `limit` bytes are left and no character is torn; `len` when it
 * fits. */
size_t utf8_fit(const char *text, size_t len, size_t limit);

/* A decimal number that fills the whole slice (sign allowed). False when it does not or does not
 * fit. */
bool slice_to_int64(struct slice slice, long long *value);

#endif
