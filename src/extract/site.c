/*
 * Statements and choices by what a person says of the site.
 */
#include "extract/site.h"

#include <string.h>

#include "base/limits.h"
#include "codec/date.h"
#include "extract/internal.h"
#include "extract/meta.h"

enum { RANK_SITE = -1 }; // above all that the page says itself

/* What an element says, appended: a <meta>'s content, else the visible text. */
static void add_text(const struct html_document *doc, html_node node, enum extract_field field,
                     struct str *out)
{
    const char *const content = html_attribute(doc, node, "content");
    struct str text;
    str_init(&text, LIMIT_TITLE_BYTES);
    if (!content)
        html_plain_text(doc, node, &text);
    const char *const said = content ? content : text.data;
    str_add(out, field == EXTRACT_BYLINE ? extract_author_behind_by(said) : said);
    str_release(&text);
}

/* The text of the first element that fits, or of all, apart by commas. */
static void state_text(struct extract_meta *meta, enum extract_field field,
                       const struct html_selector *selector, bool takes_all)
{
    struct str text;
    str_init(&text, LIMIT_TITLE_BYTES);
    html_node node = selector ? html_select(meta->doc, HTML_ROOT, selector) : HTML_NONE;
    while (node) {
        if (text.len)
            str_add(&text, ", ");
        add_text(meta->doc, node, field, &text);
        const html_node next = html_walk_over(meta->doc, HTML_ROOT, node);
        node = takes_all && next ? html_select(meta->doc, next, selector) : HTML_NONE;
    }
    extract_meta_state(meta, field, RANK_SITE, text.data);
    str_release(&text);
}

static void state_date(struct extract_meta *meta, const struct html_selector *selector)
{
    const html_node node = selector ? html_select(meta->doc, HTML_ROOT, selector) : HTML_NONE;
    if (!node)
        return;
    const char *const machine = html_attribute(meta->doc, node, "datetime");
    struct str text;
    str_init(&text, LIMIT_TITLE_BYTES);
    int64_t time_ms = 0;
    if (machine)
        str_add(&text, machine);
    else
        add_text(meta->doc, node, EXTRACT_PUBLISHED, &text);
    if (date_parse(text.data, text.len, &time_ms))
        extract_meta_state(meta, EXTRACT_PUBLISHED, RANK_SITE, text.data);
    str_release(&text);
}

void extract_site_state(struct extract_meta *meta, const struct extract_site *site)
{
    state_text(meta, EXTRACT_TITLE, site->parts[EXTRACT_SITE_TITLE], false);
    state_text(meta, EXTRACT_BYLINE, site->parts[EXTRACT_SITE_AUTHOR], true);
    state_date(meta, site->parts[EXTRACT_SITE_DATE]);
}

const char *extract_site_next_page(const struct extract_meta *meta, const struct extract_site *site)
{
    const struct html_selector *const selector = site->parts[EXTRACT_SITE_NEXT];
    html_node node = selector ? html_select(meta->doc, HTML_ROOT, selector) : HTML_NONE;
    if (node && !html_attribute(meta->doc, node, "href"))
        node = html_find_tag(meta->doc, node, HTML_A);
    struct str url;
    str_init(&url, LIMIT_URL_BYTES);
    const char *found = NULL;
    if (node && html_attribute_url(meta->doc, node, "href", &url) &&
        strcmp(url.data, html_base(meta->doc)) != 0)
        found = arena_strndup(meta->arena, url.data, strcspn(url.data, "#"));
    str_release(&url);
    return found;
}

/* Keep or cut all blocks within the elements that fit. */
static void mark_blocks(struct extract_page *page, const struct html_selector *selector,
                        bool is_kept)
{
    html_node node = html_select(page->doc, HTML_ROOT, selector);
    while (node) {
        const html_node end = html_walk_over(page->doc, HTML_ROOT, node);
        for (; node != end; node = html_walk(page->doc, HTML_ROOT, node))
            if (page->block_of[node])
                extract_block_at(page, page->block_of[node] - 1)->is_kept = is_kept;
        node = end ? html_select(page->doc, end, selector) : HTML_NONE;
    }
}

void extract_site_keep(struct extract_page *page, const struct extract_site *site)
{
    const struct html_selector *const article = site->parts[EXTRACT_SITE_ARTICLE];
    const struct html_selector *const drop = site->parts[EXTRACT_SITE_DROP];
    const html_node main = article ? html_select(page->doc, HTML_ROOT, article) : HTML_NONE;
    if (main && page->elements[main].blocks) {
        for (size_t i = 0; i < page->blocks.count; i++)
            extract_block_at(page, i)->is_kept = false;
        mark_blocks(page, article, true);
        page->main = main;
    }
    if (drop)
        mark_blocks(page, drop, false);
    extract_drop_title(page);
}
