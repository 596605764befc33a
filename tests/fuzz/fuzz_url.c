#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "web/url.h"

const char fuzz_seeds[] = "tests/data/url";

static void must(bool is_so)
{
    if (!is_so)
        abort();
}

/* The normal form of a normal form is itself, and has nothing in it that may not stand in a URL. */
static void check_normal(const char *text)
{
    struct str once;
    struct str twice;
    str_init(&once, LIMIT_STR_BYTES);
    str_init(&twice, LIMIT_STR_BYTES);
    if (url_normalise(text, &once)) {
        must(url_normalise(once.data, &twice));
        must(strcmp(once.data, twice.data) == 0);
        for (size_t i = 0; i < once.len; i++)
            must((unsigned char)once.data[i] > ' ' && once.data[i] != 0x7F);
    }
    str_release(&once);
    str_release(&twice);
}

static void check_coding(const char *text, size_t len)
{
    struct str coded;
    struct str plain;
    str_init(&coded, LIMIT_STR_BYTES);
    str_init(&plain, LIMIT_STR_BYTES);
    url_encode_form(text, len, &coded);
    for (size_t i = 0; i < coded.len; i++)
        if (coded.data[i] == '+')
            coded.data[i] = ' ';
    url_decode(coded.data, coded.len, &plain);
    must(plain.len == len && memcmp(plain.data, text ? text : "", len) == 0);
    str_release(&coded);
    str_release(&plain);
}

/* The first line is the base, the rest the reference. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice rest = {size ? (const char *)data : "", size};
    struct slice line = {"", 0};
    slice_next(&rest, '\n', &line);
    struct str base;
    struct str out;
    str_init(&base, LIMIT_STR_BYTES);
    str_init(&out, LIMIT_STR_BYTES);
    str_append(&base, line.data, line.len);
    struct url url;
    url_split(rest.data, rest.len, &url);
    if (url_resolve(base.data, rest.data, rest.len, &out)) {
        must(url_split(out.data, out.len, &url));
        url_same_origin(base.data, out.data);
        url_is_web(out.data);
        check_normal(out.data);
    }
    check_normal(base.data);
    check_coding(rest.data, rest.len);
    str_release(&base);
    str_release(&out);
    return 0;
}
