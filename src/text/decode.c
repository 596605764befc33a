#include "text/decode.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>

#include "text/internal.h"
#include "text/reference.h"
#include "text/utf8.h"

static const char replacement[] = "\xEF\xBF\xBD";

/* What is known about the bytes before they are decoded. */
struct choice {
    char name[TEXT_CHARSET_BYTES];
    size_t mark_len; // of the byte order mark
    bool is_from_protocol;
    bool was_label_wrong;
    bool is_valid; // all of it is known to be UTF-8
};

static const struct mark {
    const char *bytes;
    size_t len;
    const char *name;
} marks[] = {
    // The longer one of two that begin alike comes first.
    {"\xFF\xFE\0\0", 4, "UTF-32LE"}, {"\0\0\xFE\xFF", 4, "UTF-32BE"}, {"\xEF\xBB\xBF", 3, "UTF-8"},
    {"\xFF\xFE", 2, "UTF-16LE"},     {"\xFE\xFF", 2, "UTF-16BE"},
};

static bool choose_by_mark(const char *bytes, size_t len, struct choice *choice)
{
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (len >= marks[i].len && memcmp(bytes, marks[i].bytes, marks[i].len) == 0) {
            snprintf(choice->name, sizeof(choice->name), "%s", marks[i].name);
            choice->mark_len = marks[i].len;
            return true;
        }
    return false;
}

/* Where the NUL bytes stand among the first four when these are two (one) characters of ASCII. */
static const struct pattern {
    const char *zeros; // 0 for a NUL byte, x for ASCII
    const char *name;
} patterns[] = {
    {"000x", "UTF-32BE"},
    {"x000", "UTF-32LE"},
    {"0x0x", "UTF-16BE"},
    {"x0x0", "UTF-16LE"},
};

static bool choose_by_pattern(const char *bytes, size_t len, struct choice *choice)
{
    if (len < 4)
        return false;
    char seen[5] = "";
    for (size_t i = 0; i < 4; i++)
        seen[i] = bytes[i] == 0 ? '0' : (unsigned char)bytes[i] < 0x80 ? 'x' : '?';
    for (size_t i = 0; i < COUNT_OF(patterns); i++)
        if (memcmp(seen, patterns[i].zeros, 4) == 0) {
            snprintf(choice->name, sizeof(choice->name), "%s", patterns[i].name);
            return true;
        }
    return false;
}

static bool is_wide(const char *name)
{
    return strncmp(name, "UTF-16", 6) == 0 || strncmp(name, "UTF-32", 6) == 0 ||
           strncasecmp(name, "ucs", 3) == 0 || strncasecmp(name, "utf-32", 6) == 0 ||
           strncasecmp(name, "utf32", 5) == 0 || strncasecmp(name, "csucs4", 6) == 0;
}

/* Does the label mean plain ASCII? Then it says nothing about bytes beyond. */
static bool is_ascii_label(const char *label)
{
    return strcasestr(label, "ascii") != NULL;
}

/* How much of the bytes reads as UTF-8. */
struct validity {
    bool is_ascii;
    bool is_valid;
    size_t good_count; // sequences of several bytes, counted up to ENOUGH
    size_t bad_count;
};

enum { ENOUGH = 1000 };

static bool is_lead(char c)
{
    return (unsigned char)c >= 0xC2 && (unsigned char)c <= 0xF4;
}

static struct validity measure(const char *bytes, size_t len)
{
    size_t i = text_ascii_run(bytes, len);
    struct validity validity = {.is_ascii = i == len, .is_valid = text_is_utf8(bytes + i, len - i)};
    const size_t most = validity.is_valid ? 2 : ENOUGH;
    while (i < len && validity.good_count + validity.bad_count < most) {
        unsigned code_point;
        const size_t step = text_next(bytes + i, len - i, &code_point);
        if (code_point != 0xFFFD || (step == 3 && memcmp(bytes + i, replacement, 3) == 0))
            validity.good_count++;
        else if (i + step < len || !is_lead(bytes[i]) || validity.good_count == 0)
            validity.bad_count++; // what the end cuts off is no sign, unless it is the only one
        i += step;
        i += text_ascii_run(bytes + i, len - i);
    }
    return validity;
}

/* One label's word against what the bytes say. */
static bool choose_by_label(const char *label, const char *bytes, size_t len,
                            const struct validity *validity, struct choice *choice)
{
    char name[TEXT_CHARSET_BYTES];
    if (!label || label[0] == '\0')
        return false;
    if (!text_charset_find(label, name) || (is_ascii_label(label) && !validity->is_ascii) ||
        (is_wide(name) && text_ascii_run(bytes, len < 64 ? len : 64) >= 4) ||
        (strcmp(name, "UTF-8") == 0 && validity->bad_count > validity->good_count)) {
        choice->was_label_wrong = true;
        return false;
    }
    memcpy(choice->name, name, sizeof(name));
    return true;
}

/* Bytes of another charset are hardly ever UTF-8 by chance, above all not several times. */
static bool is_surely_utf8(const struct validity *validity)
{
    return validity->bad_count == 0 && validity->good_count > 1;
}

/* ISO-2022-JP is ASCII but for its escape sequences. */
static bool has_japanese_escape(const char *bytes, size_t len)
{
    return memmem(bytes, len, "\x1B$B", 3) || memmem(bytes, len, "\x1B$@", 3);
}

static void choose_by_validity(const char *bytes, size_t len, const struct validity *validity,
                               struct choice *choice)
{
    const char *name = "UTF-8";
    if (validity->bad_count > validity->good_count)
        name = text_guess_charset(bytes, len);
    else if (validity->is_ascii && has_japanese_escape(bytes, len))
        name = "ISO-2022-JP";
    snprintf(choice->name, sizeof(choice->name), "%s", name);
}

static void choose(const char *bytes, size_t len, const char *protocol, const char *declared,
                   struct choice *choice)
{
    *choice = (struct choice){.mark_len = 0};
    if (choose_by_mark(bytes, len, choice) || choose_by_pattern(bytes, len, choice))
        return;
    const struct validity validity = measure(bytes, len);
    choice->is_valid = validity.is_valid;
    choice->is_from_protocol = choose_by_label(protocol, bytes, len, &validity, choice);
    if (choice->is_from_protocol)
        return;
    if (!choose_by_label(declared, bytes, len, &validity, choice)) {
        choose_by_validity(bytes, len, &validity, choice);
    } else if (strcmp(choice->name, "UTF-8") != 0 && is_surely_utf8(&validity)) {
        snprintf(choice->name, sizeof(choice->name), "UTF-8");
        choice->was_label_wrong = true;
    }
}

/* Append UTF-8 without its NUL bytes. */
static void append_text(struct str *out, const char *text, size_t len)
{
    while (len) {
        const char *const zero = memchr(text, 0, len);
        const size_t piece = zero ? (size_t)(zero - text) : len;
        str_append_whole(out, text, piece);
        const size_t used = zero ? piece + 1 : piece;
        text += used;
        len -= used;
    }
}

static bool decode_utf8(const char *bytes, size_t len, struct str *out)
{
    bool had_errors = false;
    size_t i = 0;
    while (i < len && !out->is_truncated) {
        const size_t good = text_valid_run(bytes + i, len - i);
        append_text(out, bytes + i, good);
        i += good;
        if (i == len)
            break;
        unsigned code_point;
        i += text_next(bytes + i, len - i, &code_point);
        str_append_whole(out, replacement, 3);
        had_errors = true;
    }
    return had_errors;
}

static void decode_windows_1252(const char *bytes, size_t len, struct str *out)
{
    size_t i = 0;
    while (i < len && !out->is_truncated) {
        const size_t ascii = text_ascii_run(bytes + i, len - i);
        append_text(out, bytes + i, ascii);
        for (i += ascii; i < len && (unsigned char)bytes[i] >= 0x80; i++)
            str_add_code_point(out, text_numbered_reference((unsigned char)bytes[i]));
    }
}

/* How many bytes a broken character is skipped by. */
static size_t unit_of(const char *name)
{
    if (!is_wide(name))
        return 1;
    return strstr(name, "32") || strstr(name, "4") ? 4 : 2;
}

static bool decode_iconv(iconv_t converter, const char *name, const char *bytes, size_t len,
                         struct str *out)
{
    const size_t unit = unit_of(name);
    // What Windows writes for the euro, and the Encoding Standard reads (10.2.1).
    const bool is_gb = strcmp(name, "GB18030") == 0;
    bool had_errors = false;
    char *from = (char *)bytes; // iconv's prototype; it does not write there
    size_t left = len;
    while (!out->is_truncated) {
        char piece[8192];
        char *to = piece;
        size_t room = sizeof(piece);
        const size_t result = iconv(converter, left ? &from : NULL, &left, &to, &room);
        const int error = errno;
        // Some of iconv's charsets (UCS-4) hold numbers that are no characters.
        had_errors |= decode_utf8(piece, (size_t)(to - piece), out);
        if (result != (size_t)-1) {
            if (left == 0 && to == piece)
                break; // the call without input has given what was held back
            continue;
        }
        if (error == E2BIG)
            continue;
        // EILSEQ, or EINVAL for what the end cuts off.
        const bool is_euro = is_gb && *from == '\x80';
        had_errors |= !is_euro;
        str_append_whole(out, is_euro ? "\xE2\x82\xAC" : replacement, 3);
        const size_t skip = error == EINVAL || left < unit ? left : unit;
        from += skip;
        left -= skip;
        iconv(converter, NULL, NULL, NULL, NULL);
    }
    return had_errors;
}

/* Decode what stands behind the mark; true when something was broken. */
static bool decode_chosen(const char *bytes, size_t len, const struct choice *choice,
                          struct str *out)
{
    const char *const name = choice->name;
    if (strcmp(name, "UTF-8") == 0) {
        if (!choice->is_valid)
            return decode_utf8(bytes, len, out);
        append_text(out, bytes, len);
        return false;
    }
    if (strcmp(name, "CP1252") == 0) {
        decode_windows_1252(bytes, len, out);
        return false;
    }
    const iconv_t converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1) // a C library without this charset
        return decode_utf8(bytes, len, out);
    const bool had_errors = decode_iconv(converter, name, bytes, len, out);
    iconv_close(converter);
    return had_errors;
}

static void report(struct text_charset *found, const struct choice *choice, bool had_errors)
{
    if (!found)
        return;
    memcpy(found->name, choice->name, sizeof(found->name));
    found->is_from_protocol = choice->is_from_protocol;
    found->had_errors = had_errors || choice->was_label_wrong;
}

void text_decode(const char *bytes, size_t len, const char *protocol, const char *declared,
                 struct str *out, struct text_charset *found)
{
    struct choice choice;
    choose(bytes, len, protocol, declared, &choice);
    bytes += choice.mark_len;
    len -= choice.mark_len;
    report(found, &choice, decode_chosen(bytes, len, &choice, out));
}

struct slice text_decode_borrow(const char *bytes, size_t len, const char *protocol,
                                const char *declared, struct str *out, struct text_charset *found)
{
    struct choice choice;
    choose(bytes, len, protocol, declared, &choice);
    bytes += choice.mark_len;
    len -= choice.mark_len;
    str_clear(out);
    const bool is_utf8 =
        strcmp(choice.name, "UTF-8") == 0 && (choice.is_valid || text_is_utf8(bytes, len));
    if (is_utf8 && len <= out->limit && !memchr(bytes, 0, len)) {
        report(found, &choice, false);
        return (struct slice){bytes, len};
    }
    report(found, &choice, decode_chosen(bytes, len, &choice, out));
    return (struct slice){out->data, out->len};
}
