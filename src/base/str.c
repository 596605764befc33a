#include "base/str.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/memory.h"

enum { FIRST_BYTES = 64 };

/* An empty str owns no memory (cap 0), so that one whose text was stolen need not be released. */
void str_init(struct str *str, size_t limit)
{
    *str = (struct str){.limit = limit, .data = ""};
}

void str_release(struct str *str)
{
    if (str->cap)
        free(str->data);
    *str = (struct str){0};
}

void str_clear(struct str *str)
{
    str_cut(str, 0);
    str->is_truncated = false;
}

void str_cut(struct str *str, size_t len)
{
    if (len >= str->len)
        return;
    str->len = len;
    str->data[len] = '\0';
}

void str_expect(struct str *str, size_t len)
{
    const size_t left = str->limit - str->len;
    const size_t cap = size_add(str->len, len < left ? len : left) + 1;
    if (cap <= str->cap)
        return;
    str->data = mem_realloc(str->cap ? str->data : NULL, cap);
    str->cap = cap;
    str->data[str->len] = '\0';
}

void str_fit(struct str *str)
{
    if (!str->cap)
        return;
    str->data = mem_realloc(str->data, str->len + 1);
    str->cap = str->len + 1;
}

/* Room for `len` more bytes, or for as many as the limit allows: that many are returned. */
static size_t str_reserve(struct str *str, size_t len)
{
    const size_t left = str->limit - str->len;
    if (len > left) {
        len = left;
        str->is_truncated = true;
    }
    const size_t needed = size_add(size_add(str->len, len), 1);
    if (needed > str->cap) {
        size_t cap = str->cap ? size_mul(str->cap, 2) : FIRST_BYTES;
        if (cap < needed)
            cap = needed;
        str->data = mem_realloc(str->cap ? str->data : NULL, cap);
        str->cap = cap;
    }
    return len;
}

bool str_append(struct str *str, const void *bytes, size_t len)
{
    // Nearly always there is room: one more for the NUL.
    if (len && len < str->cap - str->len && len <= str->limit - str->len) {
        memcpy(str->data + str->len, bytes, len);
        str->len += len;
        str->data[str->len] = '\0';
        return true;
    }
    const size_t fits = str_reserve(str, len);
    if (fits)
        memcpy(str->data + str->len, bytes, fits);
    str->len += fits;
    str->data[str->len] = '\0';
    return fits == len;
}

bool str_add(struct str *str, const char *text)
{
    return str_append(str, text, strlen(text));
}

bool str_add_char(struct str *str, char c)
{
    if (str->len + 1 >= str->cap || str->len == str->limit)
        return str_append(str, &c, 1);
    str->data[str->len++] = c;
    str->data[str->len] = '\0';
    return true;
}

bool str_printf(struct str *str, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    char small[256];
    const int len = vsnprintf(small, sizeof(small), format, args);
    va_end(args);
    if (len < 0)
        fatal("a text cannot be formatted");
    bool fits;
    if ((size_t)len < sizeof(small)) {
        fits = str_append(str, small, (size_t)len);
    } else {
        char *const large = mem_alloc((size_t)len + 1);
        vsnprintf(large, (size_t)len + 1, format, again);
        fits = str_append(str, large, (size_t)len);
        free(large);
    }
    va_end(again);
    return fits;
}

bool str_append_whole(struct str *str, const char *text, size_t len)
{
    const size_t fits = utf8_fit(text, len, str->limit - str->len);
    str_append(str, text, fits);
    if (fits < len)
        str->is_truncated = true;
    return fits == len;
}

bool str_add_code_point(struct str *str, unsigned code_point)
{
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000))
        code_point = 0xFFFD;
    char bytes[4];
    size_t len;
    if (code_point < 0x80) {
        bytes[0] = (char)code_point;
        len = 1;
    } else if (code_point < 0x800) {
        bytes[0] = (char)(0xC0 | code_point >> 6);
        bytes[1] = (char)(0x80 | (code_point & 0x3F));
        len = 2;
    } else if (code_point < 0x10000) {
        bytes[0] = (char)(0xE0 | code_point >> 12);
        bytes[1] = (char)(0x80 | (code_point >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (code_point & 0x3F));
        len = 3;
    } else {
        bytes[0] = (char)(0xF0 | code_point >> 18);
        bytes[1] = (char)(0x80 | (code_point >> 12 & 0x3F));
        bytes[2] = (char)(0x80 | (code_point >> 6 & 0x3F));
        bytes[3] = (char)(0x80 | (code_point & 0x3F));
        len = 4;
    }
    if (len > str->limit - str->len) {
        str->is_truncated = true;
        return false;
    }
    return str_append(str, bytes, len);
}

char *str_steal(struct str *str)
{
    char *const text = str->cap ? str->data : mem_strdup("");
    str_init(str, str->limit);
    return text;
}

struct slice slice_of(const char *text)
{
    return (struct slice){text, text ? strlen(text) : 0};
}

struct slice slice_trim(struct slice slice)
{
    while (slice.len && ascii_is_space(slice.data[0])) {
        slice.data++;
        slice.len--;
    }
    while (slice.len && ascii_is_space(slice.data[slice.len - 1]))
        slice.len--;
    return slice;
}

struct slice slice_take(struct slice *rest, size_t len)
{
    const struct slice piece = {rest->data, len};
    rest->data += len;
    rest->len -= len;
    return piece;
}

bool slice_is(struct slice slice, const char *text)
{
    const size_t len = strlen(text);
    return slice.len == len && (len == 0 || memcmp(slice.data, text, len) == 0);
}

bool slice_is_nocase(struct slice slice, const char *text)
{
    for (size_t i = 0; i < slice.len; i++)
        if (text[i] == '\0' || ascii_lower(slice.data[i]) != ascii_lower(text[i]))
            return false;
    return text[slice.len] == '\0';
}

bool slice_starts(struct slice slice, const char *prefix)
{
    const size_t len = strlen(prefix);
    return slice.len >= len && (len == 0 || memcmp(slice.data, prefix, len) == 0);
}

bool slice_ends_nocase(struct slice slice, const char *suffix)
{
    const size_t len = strlen(suffix);
    return slice.len >= len &&
           slice_is_nocase((struct slice){slice.data + slice.len - len, len}, suffix);
}

bool slice_has_word(struct slice words, const char *word)
{
    for (words = slice_trim(words); words.len; words = slice_trim(words)) {
        size_t len = 0;
        while (len < words.len && !ascii_is_space(words.data[len]))
            len++;
        if (slice_is_nocase(slice_take(&words, len), word))
            return true;
    }
    return false;
}

bool slice_next(struct slice *rest, char separator, struct slice *piece)
{
    if (!rest->data)
        return false;
    const char *const at = rest->len ? memchr(rest->data, separator, rest->len) : NULL;
    if (!at) {
        *piece = *rest;
        *rest = (struct slice){0};
        return true;
    }
    const size_t len = (size_t)(at - rest->data);
    *piece = (struct slice){rest->data, len};
    rest->data += len + 1;
    rest->len -= len + 1;
    return true;
}

int ascii_digit_value(char c, int base)
{
    const char lower = ascii_lower(c);
    int value = -1;
    if (ascii_is_digit(c))
        value = c - '0';
    else if (lower >= 'a' && lower <= 'f')
        value = lower - 'a' + 10;
    return value < base ? value : -1;
}

bool ascii_equal_nocase(const char *a, const char *b)
{
    return slice_is_nocase(slice_of(a), b);
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

size_t utf8_count(const char *text, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++)
        count += !is_continuation(text[i]);
    return count;
}

size_t utf8_fit(const char *text, size_t len, size_t limit)
{
    if (len <= limit)
        return len;
    size_t fits = limit;
    while (fits && is_continuation(text[fits]))
        fits--;
    return fits;
}

bool slice_to_int64(struct slice slice, long long *value)
{
    size_t i = 0;
    const bool is_negative = slice.len && slice.data[0] == '-';
    if (is_negative || (slice.len && slice.data[0] == '+'))
        i = 1;
    if (i == slice.len)
        return false;
    long long number = 0;
    for (; i < slice.len; i++) {
        if (!ascii_is_digit(slice.data[i]) || __builtin_mul_overflow(number, 10, &number))
            return false;
        const int digit = slice.data[i] - '0';
        if (__builtin_add_overflow(number, is_negative ? -digit : digit, &number))
            return false;
    }
    *value = number;
    return true;
}
