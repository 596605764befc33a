#include "codec/json.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/str.h"
#include "codec/json_mend.h"

/* jansson has macros of these names; here they are functions. */
#undef json_is_object
#undef json_is_array
#undef json_is_null

/* A value is jansson's json_t in disguise, so that its header stays in this file. */
struct json_document {
    json_t *root;
};

static const json_t *inside(const struct json_value *value)
{
    return (const json_t *)value;
}

static const struct json_value *outside(const json_t *value)
{
    return (const struct json_value *)value;
}

static bool is_of(const struct json_value *value, json_type type)
{
    return value && json_typeof(inside(value)) == type;
}

/* The deepest level of arrays and objects, read without a stack. */
static size_t depth_of(const char *text, size_t len)
{
    size_t depth = 0;
    size_t deepest = 0;
    bool is_string = false;
    for (size_t i = 0; i < len; i++) {
        const char c = text[i];
        if (c == '"')
            is_string = !is_string;
        else if (is_string && c == '\\')
            i++;
        else if (!is_string && (c == '[' || c == '{'))
            deepest = ++depth > deepest ? depth : deepest;
        else if (!is_string && (c == ']' || c == '}') && depth)
            depth--;
    }
    return deepest;
}

/* As the standard says; if that is not what it is, with the usual mistakes mended. */
static json_t *load(const char *text, size_t len, json_error_t *found)
{
    static const size_t flags = JSON_DECODE_ANY | JSON_ALLOW_NUL;
    json_t *root = json_loadb(text, len, flags, found);
    if (root)
        return root;
    struct str mended;
    str_init(&mended, LIMIT_STR_BYTES);
    json_mend(text, len, &mended);
    json_error_t ignored;
    if (!mended.is_truncated)
        root = json_loadb(mended.data, mended.len, flags, &ignored);
    str_release(&mended);
    return root;
}

struct json_document *json_document_parse(const char *text, size_t len, struct error *err)
{
    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        len -= 3;
    }
    if (depth_of(text, len) > LIMIT_FEED_DEPTH) {
        error_set(err, ERR_LIMIT, _("the JSON is nested more than %d levels deep"),
                  LIMIT_FEED_DEPTH);
        return NULL;
    }
    json_error_t found;
    json_t *const root = load(text, len, &found);
    if (!root) {
        error_set_at(err, ERR_SYNTAX, found.line, found.column, _("this is not JSON: %s"),
                     found.text);
        return NULL;
    }
    struct json_document *const document = mem_alloc(sizeof(*document));
    document->root = root;
    return document;
}

struct json_document *json_document_parse_cut(const char *text, size_t len, bool *is_cut,
                                              struct error *err)
{
    *is_cut = false;
    struct error why = {0};
    struct json_document *document = json_document_parse(text, len, &why);
    if (document)
        return document;
    struct str whole;
    struct error ignored = {0};
    str_init(&whole, LIMIT_STR_BYTES);
    if (why.kind == ERR_SYNTAX && json_mend_cut(text, len, &whole))
        document = json_document_parse(whole.data, whole.len, &ignored);
    str_release(&whole);
    *is_cut = document != NULL;
    if (!document && err)
        *err = why;
    return document;
}

void json_document_free(struct json_document *document)
{
    if (!document)
        return;
    json_decref(document->root);
    free(document);
}

const struct json_value *json_document_root(const struct json_document *document)
{
    return outside(document->root);
}

const struct json_value *json_member(const struct json_value *object, const char *key)
{
    return object ? outside(json_object_get(inside(object), key)) : NULL;
}

const struct json_value *json_item(const struct json_value *array, size_t index)
{
    return array ? outside(json_array_get(inside(array), index)) : NULL;
}

size_t json_count(const struct json_value *array_or_object)
{
    if (json_is_array(array_or_object))
        return json_array_size(inside(array_or_object));
    if (json_is_object(array_or_object))
        return json_object_size(inside(array_or_object));
    return 0;
}

bool json_is_object(const struct json_value *value)
{
    return is_of(value, JSON_OBJECT);
}

bool json_is_array(const struct json_value *value)
{
    return is_of(value, JSON_ARRAY);
}

bool json_is_null(const struct json_value *value)
{
    return !value || is_of(value, JSON_NULL);
}

const char *json_text(const struct json_value *value, size_t *len)
{
    if (!is_of(value, JSON_STRING))
        return NULL;
    if (len)
        *len = json_string_length(inside(value));
    return json_string_value(inside(value));
}

bool json_int(const struct json_value *value, int64_t *number)
{
    if (is_of(value, JSON_INTEGER)) {
        *number = json_integer_value(inside(value));
        return true;
    }
    if (is_of(value, JSON_REAL)) {
        const double real = json_real_value(inside(value));
        if (real != trunc(real) || fabs(real) > 9007199254740992.0) // 2^53
            return false;
        *number = (int64_t)real;
        return true;
    }
    size_t len;
    const char *const text = json_text(value, &len);
    long long parsed;
    if (!text || !slice_to_int64((struct slice){text, len}, &parsed))
        return false;
    *number = parsed;
    return true;
}

bool json_number_text(const struct json_value *value, char text[JSON_NUMBER_BYTES])
{
    enum { DIGITS = 15 }; // that a double keeps
    if (is_of(value, JSON_INTEGER))
        snprintf(text, JSON_NUMBER_BYTES, "%lld", (long long)json_integer_value(inside(value)));
    else if (is_of(value, JSON_REAL))
        snprintf(text, JSON_NUMBER_BYTES, "%.*g", DIGITS, json_real_value(inside(value)));
    else
        return false;
    return true;
}

bool json_bool(const struct json_value *value, bool if_absent)
{
    if (is_of(value, JSON_TRUE))
        return true;
    if (is_of(value, JSON_FALSE))
        return false;
    return if_absent;
}
