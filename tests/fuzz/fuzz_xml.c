/*
 * XML, repaired and read. Whatever comes in, the events balance, names and text are clean of what
 * XML forbids, and libxml2 meets nothing it cannot read.
 */
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "codec/xml.h"
#include "text/decode.h"
#include "text/utf8.h"

const char fuzz_seeds[] = "tests/data/xml";

struct count {
    size_t open;
    size_t bytes;
};

static void must(bool is_so)
{
    if (!is_so)
        abort();
}

static void on_start(void *context, const char *uri, const char *name,
                     const struct xml_attribute *attributes, size_t attribute_count)
{
    struct count *const count = context;
    count->open++;
    count->bytes += strlen(uri) + strlen(name);
    for (size_t i = 0; i < attribute_count; i++)
        count->bytes +=
            strlen(attributes[i].uri) + strlen(attributes[i].name) + strlen(attributes[i].value);
}

static void on_end(void *context, const char *uri, const char *name)
{
    struct count *const count = context;
    must(count->open > 0);
    count->open--;
    count->bytes += strlen(uri) + strlen(name);
}

static void on_text(void *context, const char *text, size_t len)
{
    struct count *const count = context;
    must(count->open > 0);
    must(text_is_utf8(text, len));
    must(!memchr(text, '\0', len) && !memchr(text, '\x1b', len));
    count->bytes += len;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str name;
    struct str text;
    str_init(&name, 64);
    str_init(&text, 1 << 20);
    const bool is_declared = xml_declared_charset((const char *)data, size, &name);
    text_decode((const char *)data, size, NULL, is_declared ? name.data : NULL, &text, NULL);
    const struct xml_handler handler = {.start = on_start, .end = on_end, .text = on_text};
    struct count count = {0};
    struct error err = {0};
    const bool is_read = xml_parse(text.data, text.len, &handler, &count, NULL, NULL, &err);
    must(is_read == (err.kind == ERR_NONE));
    must(!is_read || count.open == 0);
    str_release(&name);
    str_release(&text);
    return 0;
}
