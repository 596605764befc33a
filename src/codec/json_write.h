/*
 * JSON out, as a stream in the order of the calls. Strings are escaped so that a line is safe to
 * look at: C0, DEL, C1 and bidi controls come as \u....; invalid UTF-8 becomes U+FFFD. No white
 * space is written, so one object is one line.
 *
 *     struct json_writer json;
 *     json_writer_init(&json, &out);
 *     json_begin_object(&json);
 *     json_key(&json, "id"); json_write_int(&json, 7);
 *     json_key_text(&json, "title", title);          // null when title is NULL
 *     json_end_object(&json);
 */
#ifndef CODEC_JSON_WRITE_H
#define CODEC_JSON_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct json_writer {
    struct str *out;
    bool needs_comma;
};

void json_writer_init(struct json_writer *json, struct str *out);
void json_begin_object(struct json_writer *json);
void json_end_object(struct json_writer *json);
void json_begin_array(struct json_writer *json);
void json_end_array(struct json_writer *json);
void json_key(struct json_writer *json, const char *key);
void json_write_text(struct json_writer *json, const char *text, size_t len); // NULL writes null
void json_write_string(struct json_writer *json, const char *text);           // NULL writes null
void json_write_int(struct json_writer *json, int64_t number);
void json_write_thousandths(struct json_writer *json, int64_t number); // 1500 is written 1.5
void json_write_bool(struct json_writer *json, bool value);
void json_write_null(struct json_writer *json);
void json_write_time(struct json_writer *json, int64_t time_ms); // RFC 3339, or null for TIME_NONE

/* A key with its value. */
void json_key_text(struct json_writer *json, const char *key, const char *text); // NULL: null
void json_key_int(struct json_writer *json, const char *key, int64_t number);
void json_key_int_or_null(struct json_writer *json, const char *key, bool is_known, int64_t number);
void json_key_bool(struct json_writer *json, const char *key, bool value);
void json_key_time(struct json_writer *json, const char *key, int64_t time_ms);

#endif
