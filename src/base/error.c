#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void error_clean(char *text, size_t text_bytes)
{
    const size_t len = strlen(text);
    for (size_t i = 0; i < len; i++) {
        const unsigned char c = (unsigned char)text[i];
        const bool is_c1 =
            c == 0xC2 && (unsigned char)text[i + 1] >= 0x80 && (unsigned char)text[i + 1] < 0xA0;
        if (c < 0x20 || c == 0x7F)
            text[i] = ' ';
        else if (is_c1)
            text[i] = text[i + 1] = ' ';
    }
    if (len + 1 < text_bytes)
        return;
    size_t end = len;
    while (end && ((unsigned char)text[end - 1] & 0xC0) == 0x80)
        end--;
    text[end ? end - 1 : 0] = '\0';
}

ATTR_FORMAT(2, 0)
static void error_fill(struct error *err, const char *format, va_list args)
{
    vsnprintf(err->text, sizeof(err->text), format, args);
    error_clean(err->text, sizeof(err->text));
}

bool error_set(struct error *err, enum error_kind kind, const char *format, ...)
{
    if (!err)
        return false;
    err->kind = kind;
    err->line = err->column = 0;
    err->is_unreached = false;
    va_list args;
    va_start(args, format);
    error_fill(err, format, args);
    va_end(args);
    return false;
}

bool error_set_at(struct error *err, enum error_kind kind, int line, int column, const char *format,
                  ...)
{
    if (!err)
        return false;
    err->kind = kind;
    err->line = line;
    err->column = column;
    err->is_unreached = false;
    va_list args;
    va_start(args, format);
    error_fill(err, format, args);
    va_end(args);
    return false;
}

void error_prefix(struct error *err, const char *format, ...)
{
    if (!err)
        return;
    char old[ERROR_TEXT_BYTES];
    memcpy(old, err->text, sizeof(old));
    va_list args;
    va_start(args, format);
    vsnprintf(err->text, sizeof(err->text), format, args);
    va_end(args);
    const size_t len = strlen(err->text);
    snprintf(err->text + len, sizeof(err->text) - len, ": %s", old);
    error_clean(err->text, sizeof(err->text));
}

const char *error_beside(const char *subject, const char *text)
{
    const size_t len = strlen(subject);
    const bool is_said = strncmp(text, subject, len) == 0 && strncmp(text + len, ": ", 2) == 0;
    return is_said ? text + len + 2 : text;
}
