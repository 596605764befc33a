/* Any bytes as a query: it is read or refused with a place in it, and what was read can be matched.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "fuzz/fuzz.h"
#include "query/query.h"

const char fuzz_seeds[] = "tests/data/query";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *const text = mem_strndup((const char *)data, size);
    const char *const tags[] = {"news", text};
    const struct query_subject subject = {
        .title = text,
        .author = "Ada Lin",
        .text = text,
        .link = "https://x.org/",
        .feed_title = text,
        .feed_url = "https://x.org/feed",
        .feed_id = 3,
        .tags = tags,
        .tag_count = 2,
        .published_ms = INT64_C(1700000000000),
    };
    struct error err = {0};
    struct query *const query = query_parse(text, INT64_C(1700000000000), &err);
    if (query)
        query_match(query, &subject);
    else if (err.kind == ERR_SYNTAX && (err.column < 1 || (size_t)err.column > strlen(text) + 1))
        abort();
    query_free(query);
    free(text);
    return 0;
}
