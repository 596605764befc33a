/*
 * The input as a page: its article, and whether its first heading repeats its title.
 */
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "extract/extract.h"
#include "text/clean.h"
#include "text/utf8.h"

const char fuzz_seeds[] = "tests/data/extract";

/* The text is clean for a terminal. */
static void check_text(const char *text)
{
    const size_t len = strlen(text);
    for (size_t at = 0; at < len;) {
        unsigned c = 0;
        at += text_next(text + at, len - at, &c);
        if (c != '\n' && text_is_unsafe(c))
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct html_document *const doc =
        html_parse_bytes((const char *)data, size, NULL, "https://a.example/b", NULL, NULL);
    if (!doc)
        return 0;
    struct extract_article *const article = extract_article(doc, NULL, NULL, NULL);
    if (!article || !article->html || !article->text)
        abort();
    check_text(article->text);
    if (article->title)
        check_text(article->title);
    if (extract_repeated_headline(doc, article->title) > html_node_count(doc))
        abort();
    extract_article_free(article);
    html_free(doc);
    return 0;
}
