#include "config/lines.h"

#include <stdarg.h>
#include <stdio.h>

void config_lines_init(struct config_lines *lines, const char *text, size_t len)
{
    *lines = (struct config_lines){.rest = {text, len}};
}

bool config_lines_next(struct config_lines *lines, struct slice *line)
{
    while (slice_next(&lines->rest, '\n', &lines->whole)) {
        lines->number++;
        const struct slice trimmed = slice_trim(lines->whole);
        if (trimmed.len == 0 || trimmed.data[0] == '#')
            continue;
        *line = trimmed;
        return true;
    }
    return false;
}

bool config_word(struct slice *line, struct slice *word)
{
    *line = slice_trim(*line);
    size_t len = 0;
    while (len < line->len && !ascii_is_space(line->data[len]))
        len++;
    *word = slice_take(line, len);
    return len > 0;
}

bool config_assignment(struct slice line, struct slice *name, struct slice *value)
{
    *value = line;
    slice_next(value, '=', name);
    const bool is_one = name->len < line.len;
    *name = slice_trim(*name);
    *value = slice_trim(*value);
    return is_one;
}

void config_place(const struct config_lines *lines, const char *at, int *line, int *column)
{
    const char *const start = lines->whole.data;
    *line = lines->number;
    *column = 1 + (at > start ? (int)utf8_count(start, (size_t)(at - start)) : 0);
}

bool config_complain(const struct config_lines *lines, const char *at, struct error *err,
                     const char *format, ...)
{
    int line;
    int column;
    config_place(lines, at, &line, &column);
    char text[ERROR_TEXT_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    return error_set_at(err, ERR_SYNTAX, line, column, "%s", text);
}

int config_quote_len(struct slice slice)
{
    return (int)utf8_fit(slice.data, slice.len, 60);
}
