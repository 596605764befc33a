/*
 * JSON in, as a tree, over jansson (the one room that includes it). A value is borrowed from its
 * document; a missing or mistyped member is NULL or the default, so that readers chain calls
 * without checks.
 */
#ifndef CODEC_JSON_H
#define CODEC_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/error.h"

struct json_document;
struct json_value;

/*
 * text     UTF-8; a byte order mark before it is skipped
 * result   the caller frees with json_document_free()
 * errors   ERR_SYNTAX with line and column, ERR_LIMIT past LIMIT_FEED_DEPTH
 */
struct json_document *json_document_parse(const char *text, size_t len,
                                          struct error *err) ATTR_MUST_USE;

/* The same of a text whose end may be missing: read as far as its lists go. *is_cut tells. */
struct json_document *json_document_parse_cut(const char *text, size_t len, bool *is_cut,
                                              struct error *err) ATTR_MUST_USE;
void json_document_free(struct json_document *document); // NULL is fine
const struct json_value *json_document_root(const struct json_document *document) ATTR_NONNULL;

/* All take a NULL value. */
const struct json_value *json_member(const struct json_value *object,
                                     const char *key);                            // NULL: none
const struct json_value *json_item(const struct json_value *array, size_t index); // NULL: none
size_t json_count(const struct json_value *array_or_object);
bool json_is_object(const struct json_value *value);
bool json_is_array(const struct json_value *value);
bool json_is_null(const struct json_value *value); // null or absent

/* The string, NULL when it is none. Valid as long as the document; *len may be NULL. */
const char *json_text(const struct json_value *value, size_t *len);

/* A whole number (also one written as real or as a string of digits). */
bool json_int(const struct json_value *value, int64_t *number);

/* A number as it is written: 12.5. False for what is none. */
enum { JSON_NUMBER_BYTES = 32 };
bool json_number_text(const struct json_value *value, char text[JSON_NUMBER_BYTES]);

bool json_bool(const struct json_value *value, bool if_absent);

#endif
