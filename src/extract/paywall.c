/*
 * Pages that are not free. JSON-LD says it best (isAccessibleForFree, read in jsonld.c); without it
 * publishers' meta elements and the notice itself do.
 */
#include <string.h>

#include "base/str.h"
#include "extract/meta.h"

struct tier {
    const char *name; // of <meta name> or <meta property>
    const char *value;
};

static const struct tier tiers[] = {
    {"article:content_tier", "locked"},
    {"article:content_tier", "metered"},
    {"content_tier", "locked"},
    {"cxenseparse:pageclass", "paywall"},
    {"paywall", "true"},
    {"is_paid", "true"},
};

// Classes and ids of the notice, in pieces.
static const char *const notice_words[] = {"paywall", "regwall", "subscriber-only", "premium-wall",
                                           "subscription-required"};

static bool is_tier(const struct html_document *doc, html_node node)
{
    const char *const property = html_attribute(doc, node, "property");
    const char *const name = property ? property : html_attribute(doc, node, "name");
    const char *const value = html_attribute(doc, node, "content");
    for (size_t i = 0; name && value && i < COUNT_OF(tiers); i++)
        if (ascii_equal_nocase(name, tiers[i].name) && ascii_equal_nocase(value, tiers[i].value))
            return true;
    return false;
}

/* A short text: a class `paywall` around the whole article only marks what scripts may hide. */
static bool is_notice(const struct html_document *doc, html_node node)
{
    enum { NOTICE_BYTES = 1200, NOTICE_NODES = 200 };
    const char *const names[] = {html_attribute(doc, node, "class"),
                                 html_attribute(doc, node, "id")};
    bool is_named = false;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        for (size_t j = 0; names[i] && j < COUNT_OF(notice_words); j++)
            is_named |= strcasestr(names[i], notice_words[j]) != NULL;
    const html_node end = is_named ? html_walk_over(doc, HTML_ROOT, node) : HTML_NONE;
    const size_t nodes = (end ? end : html_node_count(doc) + 1) - node;
    if (!is_named || nodes > NOTICE_NODES || html_is_hidden(doc, node))
        return false;
    struct str text;
    str_init(&text, NOTICE_BYTES);
    html_plain_text(doc, node, &text);
    const bool is_short = text.len > 20 && !text.is_truncated;
    str_release(&text);
    return is_short;
}

bool extract_is_paywalled(const struct html_document *doc)
{
    html_node node = html_walk(doc, HTML_ROOT, HTML_ROOT);
    while (node) {
        const enum html_tag tag = html_tag(doc, node);
        if (tag == HTML_META && is_tier(doc, node))
            return true;
        if (tag != HTML_TEXT && tag != HTML_SCRIPT && is_notice(doc, node))
            return true;
        const bool is_out = tag != HTML_TEXT && tag != HTML_META && html_is_hidden(doc, node);
        node = is_out ? html_walk_over(doc, HTML_ROOT, node) : html_walk(doc, HTML_ROOT, node);
    }
    return false;
}
