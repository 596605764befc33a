#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "web/http.h"
#include "web/url.h"

const char fuzz_seeds[] = "tests/data/http";

static void must(bool is_so)
{
    if (!is_so)
        abort();
}

/* `Name: value` to a header; text without a NUL, as net/ gives it. */
static void add_line(struct web_response *response, struct slice line)
{
    struct slice name;
    if (!slice_next(&line, ':', &name) || !line.data)
        return;
    const struct slice value = slice_trim(line);
    web_header_add(&response->headers, &response->arena,
                   arena_strndup(&response->arena, name.data, name.len),
                   arena_strndup(&response->arena, value.data, value.len));
}

static void check_request(const struct web_response *response)
{
    struct web_request *const request = web_request_new("GET", "http://a/");
    for (const struct web_header *h = response->headers; h; h = h->next)
        web_request_header(request, h->name, h->value);
    for (const struct web_header *h = request->headers; h; h = h->next)
        must(!strpbrk(h->name, ": \r\n") && !strpbrk(h->value, "\r\n"));
    web_request_free(request);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct web_response *const response = web_response_new();
    response->url = "http://a/b/c";
    struct slice rest = {size ? (const char *)data : "", size};
    struct slice line;
    while (slice_next(&rest, '\n', &line))
        add_line(response, line);
    const int64_t now_ms = 1772524800000;
    must(web_fresh_seconds(response, now_ms) >= -1);
    must(web_retry_after_seconds(response, now_ms) >= -1);
    char type[64];
    char charset[64];
    web_content_type(web_header_find(response->headers, "Content-Type"), type, charset);
    must(strlen(type) < sizeof(type) && strlen(charset) < sizeof(charset));
    static const char *const RELATIONS[] = {"hub", "alternate", "next"};
    for (size_t i = 0; i < COUNT_OF(RELATIONS); i++) {
        struct str out;
        str_init(&out, LIMIT_URL_BYTES);
        if (web_link_find(response, RELATIONS[i], i == 1 ? "text/html" : NULL, &out))
            must(out.len > 0);
        str_release(&out);
    }
    check_request(response);
    web_response_free(response);
    return 0;
}
