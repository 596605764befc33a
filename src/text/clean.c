#include "text/clean.h"

#include "base/lanes.h"
#include "text/internal.h"
#include "text/utf8.h"

enum {
    REPLACEMENT = 0xFFFD,
    NEXT_LINE = 0x85,
    LINE_SEPARATOR = 0x2028,
    PARAGRAPH_SEPARATOR = 0x2029,
};

bool text_is_unsafe(unsigned code_point)
{
    if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0))
        return true;
    if (code_point < 0x2028)
        return false;
    return code_point <= 0x202E || (code_point >= 0x2066 && code_point <= 0x2069) ||
           code_point == 0xFEFF;
}

/* Append a run of good characters, or one that stands alone and may be broken. */
static void append(struct str *out, const char *text, size_t len, unsigned code_point)
{
    if (code_point == REPLACEMENT)
        str_append_whole(out, "\xEF\xBF\xBD", 3);
    else
        str_append_whole(out, text, len);
}

/* Characters that part words although they are not let through. */
static bool is_separator(unsigned code_point)
{
    return code_point == ' ' || (code_point >= '\t' && code_point <= '\r') ||
           code_point == NEXT_LINE || code_point == LINE_SEPARATOR ||
           code_point == PARAGRAPH_SEPARATOR;
}

static bool is_visible_ascii(char c)
{
    return c > ' ' && c < 0x7F;
}

/* How many bytes the good character at the start has; 0 for one at which to look twice. */
static size_t good_len(const char *text, size_t len)
{
    unsigned code_point;
    const size_t step = text_next(text, len, &code_point);
    const bool is_broken = code_point == REPLACEMENT && (step < 3 || text[0] != '\xEF');
    return text_is_unsafe(code_point) || is_broken ? 0 : step;
}

bool text_is_printable(const char *text, size_t len)
{
    size_t i = 0;
    for (; len - i >= LANES; i += LANES) {
        const lanes bytes = lanes_at(text + i);
        if (lanes_any((lanes)(bytes < 0x20) | (lanes)(bytes > 0x7E)))
            return false;
    }
    while (i < len && text[i] >= 0x20 && text[i] < 0x7F)
        i++;
    return i == len;
}

/* Lanes of control characters, and of first bytes that unsafe characters have (as others have). */
static inline lanes suspects(lanes bytes)
{
    return (lanes)(bytes < 0x20) | (lanes)(bytes == 0x7F) | (lanes)(bytes == 0xC2) |
           (lanes)(bytes == 0xE2) | (lanes)(bytes == 0xEF);
}

static bool is_suspect(char c)
{
    const unsigned char byte = (unsigned char)c;
    return byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == 0xEF;
}

/*
 * Words with single blanks between them, up to a byte that is suspect; where the text may be broken
 * UTF-8, all that is not ASCII is.
 */
static inline size_t tidy_run(const char *text, size_t len, bool is_right)
{
    if (len == 0 || text[0] == ' ' || is_suspect(text[0]) || (!is_right && (text[0] & 0x80)))
        return 0;
    size_t i = 1;
    for (; len - i >= LANES; i += LANES) {
        const lanes bytes = lanes_at(text + i);
        const lanes is_gap = (lanes)(bytes == ' ') & (lanes)(lanes_at(text + i - 1) == ' ');
        if (lanes_any((is_right ? suspects(bytes) : suspects(bytes) | (bytes & 0x80)) | is_gap))
            break;
    }
    while (i < len && !is_suspect(text[i]) && (is_right || !(text[i] & 0x80)) &&
           !(text[i] == ' ' && text[i - 1] == ' '))
        i++;
    return text[i - 1] == ' ' ? i - 1 : i;
}

size_t text_tidy_run(const char *text, size_t len)
{
    return tidy_run(text, len, true);
}

/* How many bytes at the start are line feeds and characters that are safe by their first byte. */
static size_t safe_run(const char *text, size_t len)
{
    size_t i = 0;
    for (; len - i >= LANES; i += LANES) {
        const lanes bytes = lanes_at(text + i);
        if (lanes_any(suspects(bytes) & (lanes)(bytes != '\n')))
            break;
    }
    while (i < len && (text[i] == '\n' || !is_suspect(text[i])))
        i++;
    return i;
}

bool text_is_clean_block(const char *text, size_t len)
{
    if (!text_is_utf8(text, len))
        return false;
    size_t i = safe_run(text, len);
    while (i < len) {
        unsigned code_point;
        i += text_next(text + i, len - i, &code_point);
        if (text_is_unsafe(code_point))
            return false;
        i += safe_run(text + i, len - i);
    }
    return true;
}

/* How many bytes at the start go out as they are: words, with single blanks between them. */
static size_t good_run(const char *text, size_t len)
{
    size_t i = 0;
    while (i < len) {
        const size_t tidy = tidy_run(text + i, len - i, false);
        const bool is_blank =
            text[i] == ' ' && i > 0 && i + 1 < len && is_visible_ascii(text[i + 1]);
        if (tidy || is_blank) {
            i += tidy ? tidy : 1;
            continue;
        }
        const size_t step = (unsigned char)text[i] < 0x80 ? 0 : good_len(text + i, len - i);
        if (step == 0)
            break;
        i += step;
    }
    return i;
}

void text_clean_line(const char *text, size_t len, struct str *out)
{
    const size_t start = out->len;
    bool has_gap = false;
    size_t i = 0;
    while (i < len && !out->is_truncated) {
        size_t used = good_run(text + i, len - i);
        unsigned code_point = 'a';
        if (used == 0)
            used = text_next(text + i, len - i, &code_point);
        if (is_separator(code_point)) {
            has_gap = true;
        } else if (!text_is_unsafe(code_point)) {
            if (has_gap && out->len > start)
                str_add_char(out, ' ');
            has_gap = false;
            append(out, text + i, used, code_point);
        }
        i += used;
    }
    // The limit may have cut behind a blank.
    while (out->len > start && out->data[out->len - 1] == ' ')
        str_cut(out, out->len - 1);
}

static bool is_line_end(unsigned code_point)
{
    return code_point == '\n' || code_point == '\r' || code_point == NEXT_LINE ||
           code_point == LINE_SEPARATOR || code_point == PARAGRAPH_SEPARATOR;
}

void text_clean_block(const char *text, size_t len, struct str *out)
{
    size_t i = 0;
    while (i < len && !out->is_truncated) {
        size_t used = good_run(text + i, len - i);
        unsigned code_point = 'a';
        if (used == 0)
            used = text_next(text + i, len - i, &code_point);
        if (is_line_end(code_point)) {
            if (code_point == '\r' && i + 1 < len && text[i + 1] == '\n')
                used = 2;
            str_add_char(out, '\n');
        } else if (code_point == '\t') {
            str_add_char(out, ' ');
        } else if (!text_is_unsafe(code_point)) {
            append(out, text + i, used, code_point);
        }
        i += used;
    }
}
