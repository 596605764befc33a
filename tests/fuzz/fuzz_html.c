#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "html/html.h"

const char fuzz_seeds[] = "tests/data/html";

static char *plain_text(const struct html_document *doc)
{
    struct str text;
    str_init(&text, LIMIT_STR_BYTES);
    html_plain_text(doc, HTML_ROOT, &text);
    return str_steal(&text);
}

static void check_tree(const struct html_document *doc)
{
    size_t count = 1;
    for (html_node node = HTML_ROOT; node; node = html_walk(doc, HTML_ROOT, node)) {
        const html_node first = html_first_child(doc, node);
        if (first && html_parent(doc, first) != node)
            abort();
        count++;
    }
    if (count != html_node_count(doc) + 1)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct html_document *const doc =
        html_parse_bytes((const char *)data, size, NULL, "https://e.org/a/", NULL, NULL);
    if (!doc)
        return 0;
    check_tree(doc);
    struct str clean;
    str_init(&clean, LIMIT_STR_BYTES);
    html_serialise(doc, HTML_ROOT, &clean);
    struct html_document *const again =
        clean.len <= LIMIT_HTML_BYTES ? html_parse(clean.data, clean.len, NULL, NULL, NULL) : NULL;
    if (again) {
        check_tree(again);
        free(plain_text(again));
    }
    free(plain_text(doc));
    html_free(again);
    html_free(doc);
    str_release(&clean);
    return 0;
}
