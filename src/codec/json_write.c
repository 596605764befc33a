#include "codec/json_write.h"

#include <inttypes.h>
#include <string.h>

#include "base/lanes.h"
#include "base/time.h"
#include "text/utf8.h"

void json_writer_init(struct json_writer *json, struct str *out)
{
    *json = (struct json_writer){.out = out};
}

/* The comma between this value (or key) and the one before. */
static void begin_value(struct json_writer *json)
{
    if (json->needs_comma)
        str_add_char(json->out, ',');
    json->needs_comma = true;
}

static void begin_container(struct json_writer *json, char c)
{
    begin_value(json);
    str_add_char(json->out, c);
    json->needs_comma = false;
}

static void end_container(struct json_writer *json, char c)
{
    str_add_char(json->out, c);
    json->needs_comma = true;
}

void json_begin_object(struct json_writer *json)
{
    begin_container(json, '{');
}

void json_end_object(struct json_writer *json)
{
    end_container(json, '}');
}

void json_begin_array(struct json_writer *json)
{
    begin_container(json, '[');
}

void json_end_array(struct json_writer *json)
{
    end_container(json, ']');
}

/* How many bytes at the start go out as they are, of ASCII. */
static size_t ascii_run(const char *text, size_t len)
{
    size_t i = 0;
    for (; len - i >= LANES; i += LANES) {
        const lanes bytes = lanes_at(text + i);
        if (lanes_any((lanes)(bytes < ' ') | (lanes)(bytes >= 0x7F) | (lanes)(bytes == '"') |
                      (lanes)(bytes == '\\')))
            break;
    }
    while (i < len && text[i] >= ' ' && text[i] < 0x7F && text[i] != '"' && text[i] != '\\')
        i++;
    return i;
}

/* DEL, C1 and what turns the direction of the text around: not to be seen raw on a terminal. */
static bool is_escaped(unsigned code_point)
{
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) ||
           (code_point >= 0x202A && code_point <= 0x202E) ||
           (code_point >= 0x2066 && code_point <= 0x2069);
}

/* How many bytes at the start go out as they are. */
static size_t plain_run(const char *text, size_t len)
{
    size_t i = 0;
    while (i < len) {
        i += ascii_run(text + i, len - i);
        if (i == len || (unsigned char)text[i] < 0x80)
            break;
        unsigned code_point;
        const size_t step = text_next(text + i, len - i, &code_point);
        if (code_point == 0xFFFD || is_escaped(code_point))
            break;
        i += step;
    }
    return i;
}

static const struct short_escape {
    char c;
    char letter;
} short_escapes[] = {
    {'"', '"'}, {'\\', '\\'}, {'\n', 'n'}, {'\t', 't'}, {'\r', 'r'}, {'\b', 'b'}, {'\f', 'f'},
};

static bool add_short_escape(struct str *out, unsigned code_point)
{
    for (size_t i = 0; i < sizeof(short_escapes) / sizeof(short_escapes[0]); i++)
        if (code_point == (unsigned char)short_escapes[i].c) {
            const char escape[2] = {'\\', short_escapes[i].letter};
            str_append(out, escape, sizeof(escape));
            return true;
        }
    return false;
}

static void add_string(struct str *out, const char *text, size_t len)
{
    str_add_char(out, '"');
    size_t i = 0;
    while (i < len) {
        const size_t plain = plain_run(text + i, len - i);
        str_append(out, text + i, plain);
        i += plain;
        if (i == len)
            break;
        unsigned code_point;
        const size_t step = text_next(text + i, len - i, &code_point);
        if (!add_short_escape(out, code_point)) {
            if (is_escaped(code_point))
                str_printf(out, "\\u%04x", code_point);
            else
                str_add_code_point(out, code_point);
        }
        i += step;
    }
    str_add_char(out, '"');
}

void json_key(struct json_writer *json, const char *key)
{
    begin_value(json);
    add_string(json->out, key, strlen(key));
    str_add_char(json->out, ':');
    json->needs_comma = false;
}

void json_write_text(struct json_writer *json, const char *text, size_t len)
{
    begin_value(json);
    if (text)
        add_string(json->out, text, len);
    else
        str_add(json->out, "null");
}

void json_write_string(struct json_writer *json, const char *text)
{
    json_write_text(json, text, text ? strlen(text) : 0);
}

void json_write_int(struct json_writer *json, int64_t number)
{
    begin_value(json);
    str_printf(json->out, "%" PRId64, number);
}

void json_write_thousandths(struct json_writer *json, int64_t number)
{
    begin_value(json);
    const int64_t whole = number / 1000;
    const int64_t part = (number < 0 ? -number : number) % 1000;
    str_printf(json->out, "%s%" PRId64, number < 0 && whole == 0 ? "-" : "", whole);
    if (part == 0)
        return;
    str_printf(json->out, ".%03" PRId64, part);
    while (json->out->data[json->out->len - 1] == '0')
        str_cut(json->out, json->out->len - 1);
}

void json_write_bool(struct json_writer *json, bool value)
{
    begin_value(json);
    str_add(json->out, value ? "true" : "false");
}

void json_write_null(struct json_writer *json)
{
    json_write_text(json, NULL, 0);
}

void json_write_time(struct json_writer *json, int64_t time_ms)
{
    char buffer[TIME_TEXT_BYTES];
    json_write_string(json, time_ms == TIME_NONE ? NULL : time_format(time_ms, buffer));
}

void json_key_text(struct json_writer *json, const char *key, const char *text)
{
    json_key(json, key);
    json_write_string(json, text);
}

void json_key_int(struct json_writer *json, const char *key, int64_t number)
{
    json_key(json, key);
    json_write_int(json, number);
}

void json_key_int_or_null(struct json_writer *json, const char *key, bool is_known, int64_t number)
{
    json_key(json, key);
    if (is_known)
        json_write_int(json, number);
    else
        json_write_null(json);
}

void json_key_bool(struct json_writer *json, const char *key, bool value)
{
    json_key(json, key);
    json_write_bool(json, value);
}

void json_key_time(struct json_writer *json, const char *key, int64_t time_ms)
{
    json_key(json, key);
    json_write_time(json, time_ms);
}
