#include "text/clean.h"

#include "text/internal.h"
#include "text/utf8.h"

enum {
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

/* How many bytes at the start are plain: printable ASCII without blanks at which to look twice. */
static size_t plain_run(const char *text, size_t len)
{
    size_t i = 0;
    while (i < len && text[i] > ' ' && text[i] < 0x7F)
        i++;
    return i;
}

/* Characters that part words although they are not let through. */
static bool is_separator(unsigned code_point)
{
    return code_point == ' ' || (code_point >= '\t' && code_point <= '\r') ||
           code_point == NEXT_LINE || code_point == LINE_SEPARATOR ||
           code_point == PARAGRAPH_SEPARATOR;
}

static void append_code_point(struct str *out, const char *text, size_t len, unsigned code_point)
{
    if (code_point == 0xFFFD)
        text_append_whole(out, "\xEF\xBF\xBD", 3);
    else
        text_append_whole(out, text, len);
}

void text_clean_line(const char *text, size_t len, struct str *out)
{
    const size_t start = out->len;
    bool has_gap = false;
    size_t i = 0;
    while (i < len && !out->is_truncated) {
        size_t step = plain_run(text + i, len - i);
        unsigned code_point = 'a';
        if (!step)
            step = text_next(text + i, len - i, &code_point);
        if (is_separator(code_point)) {
            has_gap = true;
        } else if (!text_is_unsafe(code_point)) {
            if (has_gap && out->len > start)
                str_add_char(out, ' ');
            has_gap = false;
            append_code_point(out, text + i, step, code_point);
        }
        i += step;
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
        size_t step = plain_run(text + i, len - i);
        unsigned code_point = 'a';
        if (!step)
            step = text_next(text + i, len - i, &code_point);
        if (is_line_end(code_point)) {
            if (code_point == '\r' && i + 1 < len && text[i + 1] == '\n')
                step = 2;
            str_add_char(out, '\n');
        } else if (code_point == '\t') {
            str_add_char(out, ' ');
        } else if (!text_is_unsafe(code_point)) {
            append_code_point(out, text + i, step, code_point);
        }
        i += step;
    }
}
