/*
 * JSON in and out: what was read is written, and what was written is read again as the same.
 */
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "codec/json.h"
#include "codec/json_write.h"
#include "text/decode.h"

const char fuzz_seeds[] = "tests/data/json";

static void write_scalar(struct json_writer *json, const struct json_value *value)
{
    size_t len;
    int64_t number;
    const char *const text = json_text(value, &len);
    if (text)
        json_write_text(json, text, len);
    else if (json_int(value, &number))
        json_write_int(json, number);
    else if (json_is_null(value))
        json_write_null(json);
    else
        json_write_bool(json, json_bool(value, false));
}

static void write_value(struct json_writer *json, const struct json_value *value, int depth)
{
    if (!json_is_array(value)) {
        write_scalar(json, value);
        return;
    }
    if (depth == 0)
        return;
    json_begin_array(json);
    for (size_t i = 0; i < json_count(value); i++)
        write_value(json, json_item(value, i), depth - 1);
    json_end_array(json);
}

/* What is in an object cannot be listed; these names are looked up. */
static const struct json_value *pick(const struct json_value *root)
{
    static const char *const names[] = {"a", "items", "title"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (json_member(root, names[i]))
            return json_member(root, names[i]);
    return root;
}

static void write_all(const char *text, size_t len, struct str *out)
{
    struct error err = {0};
    struct json_document *const document = json_document_parse(text, len, &err);
    if ((document == NULL) != (err.kind != ERR_NONE))
        abort();
    if (!document)
        return;
    struct json_writer json;
    json_writer_init(&json, out);
    write_value(&json, pick(json_document_root(document)), 64);
    json_document_free(document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text;
    struct str once;
    struct str twice;
    str_init(&text, 1 << 20);
    str_init(&once, 8 << 20);
    str_init(&twice, 8 << 20);
    text_decode((const char *)data, size, "utf-8", NULL, &text, NULL);
    write_all(text.data, text.len, &once);
    for (size_t i = 0; i < once.len; i++)
        if ((unsigned char)once.data[i] < ' ')
            abort();
    if (once.len)
        write_all(once.data, once.len, &twice);
    if (strcmp(once.data, twice.data) != 0)
        abort();
    str_release(&text);
    str_release(&once);
    str_release(&twice);
    return 0;
}
