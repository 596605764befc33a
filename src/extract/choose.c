/*
 * From likelihoods to what is kept.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "extract/internal.h"

enum {
    FEW_WORDS = 20, // less is a short article: then what is in doubt counts, too
    NO_WORDS = 4,   // less, links aside, is none: then the likeliest blocks stand in
};

// Above a half: on pages not seen in training, more is kept wrongly than is cut wrongly.
static const float kept_from = 0.6f;
static const float kept_from_few = 0.35f;
static const float kept_from_alike = 0.15f; // next to its like

static void look_first(struct extract_page *page)
{
    float features[EXTRACT_FEATURES];
    for (size_t i = 0; i < page->blocks.count; i++) {
        extract_features_fill(page, i, features);
        extract_block_at(page, i)->likelihood[0] = extract_model_first(features);
    }
}

/* The numbers of the first look are made again: keeping them takes more memory than the page. */
static void look_second(struct extract_page *page)
{
    float features[EXTRACT_FEATURES + EXTRACT_CONTEXT];
    struct extract_context *const context = extract_context_new(page);
    for (size_t i = 0; i < page->blocks.count; i++) {
        extract_features_fill(page, i, features);
        extract_context_fill(context, i, features + EXTRACT_FEATURES);
        extract_block_at(page, i)->likelihood[1] = extract_model_second(features);
    }
    extract_context_free(context);
}

static uint32_t keep_from(struct extract_page *page, float least)
{
    uint32_t words = 0;
    for (size_t i = 0; i < page->blocks.count; i++) {
        struct extract_block *const block = extract_block_at(page, i);
        block->is_kept = block->likelihood[1] >= least;
        words += block->is_kept ? block->words : 0;
    }
    return words;
}

/* The words that are kept and no links. */
static uint32_t count_plain(const struct extract_page *page)
{
    uint32_t words = 0;
    for (size_t i = 0; i < page->blocks.count; i++) {
        const struct extract_block *const block = extract_block_at(page, i);
        words += block->is_kept && block->words > block->link_words
                     ? block->words - block->link_words
                     : 0;
    }
    return words;
}

static bool is_heading(const struct extract_page *page, const struct extract_block *block)
{
    const enum html_tag tag = html_tag(page->doc, block->top);
    return html_is_heading(tag);
}

static const char *class_of(const struct extract_page *page, const struct extract_block *block)
{
    const char *const class = html_attribute(page->doc, block->top, "class");
    return class ? class : "";
}

/* Written as a brother of the block before: in the same box, or as the caption of the next figure.
 */
static bool is_like(const struct extract_page *page, const struct extract_block *block,
                    const struct extract_block *last)
{
    html_node box = html_parent(page->doc, block->top);
    html_node last_box = html_parent(page->doc, last->top);
    if (html_tag(page->doc, block->top) != html_tag(page->doc, last->top))
        return false;
    if (html_tag(page->doc, block->top) == HTML_FIGCAPTION) {
        box = html_parent(page->doc, box);
        last_box = html_parent(page->doc, last_box);
    }
    return box == last_box && strcmp(class_of(page, block), class_of(page, last)) == 0;
}

/*
 * A short paragraph among the article's paragraphs, written like them, belongs to them: the source
 * line at the end, a word that stands alone. By itself it looks like site furniture.
 */
static void keep_alike(struct extract_page *page)
{
    const struct extract_block *last = NULL;
    for (size_t i = 0; i < page->blocks.count; i++) {
        struct extract_block *const block = extract_block_at(page, i);
        const bool is_plain = block->link_words == 0 && block->phrases == 0;
        const bool is_caption = html_tag(page->doc, block->top) == HTML_FIGCAPTION;
        if (!block->is_kept && last && is_plain &&
            (is_caption || block->likelihood[1] >= kept_from_alike) && is_like(page, block, last))
            block->is_kept = true;
        if (block->is_kept)
            last = block;
    }
}

/* The table that a cell or caption stands in; HTML_NONE for other blocks. */
static html_node table_of(const struct extract_page *page, const struct extract_block *block)
{
    enum { CELL_LEVELS = 5 };
    html_node up = block->top;
    for (int i = 0; i < CELL_LEVELS && up && html_tag(page->doc, up) != HTML_TABLE; i++)
        up = html_parent(page->doc, up);
    return up && html_tag(page->doc, up) == HTML_TABLE ? up : HTML_NONE;
}

/* A table with headings of its own is kept whole when most of it is: a cell alone says little. */
static void keep_table(struct extract_page *page, size_t first, size_t end)
{
    size_t kept = 0;
    bool is_data = false;
    for (size_t i = first; i < end; i++) {
        const enum html_tag tag = html_tag(page->doc, extract_block_at(page, i)->top);
        is_data |= tag == HTML_TH || tag == HTML_CAPTION;
        kept += extract_block_at(page, i)->is_kept;
    }
    for (size_t i = first; is_data && kept * 2 > end - first && i < end; i++)
        extract_block_at(page, i)->is_kept = true;
}

static void keep_tables(struct extract_page *page)
{
    size_t first = 0;
    while (first < page->blocks.count) {
        const html_node table = table_of(page, extract_block_at(page, first));
        size_t end = first + 1;
        while (table && end < page->blocks.count &&
               table_of(page, extract_block_at(page, end)) == table)
            end++;
        if (table)
            keep_table(page, first, end);
        first = end;
    }
}

/* Does the element hold a field to write into? */
static bool has_input(const struct html_document *doc, html_node top)
{
    for (html_node node = top; node; node = html_walk(doc, top, node)) {
        const char *const type = html_attribute(doc, node, "type");
        if (html_tag(doc, node) == HTML_INPUT &&
            (!type || strcmp(type, "text") == 0 || strcmp(type, "email") == 0))
            return true;
    }
    return false;
}

/* A small box around a form, with a name that says so, within the article: it asks for an address.
 */
static bool is_sign_up(const struct extract_page *page, const struct extract_block *block)
{
    enum { SIGN_UP_WORDS = 80, SIGN_UP_LEVELS = 4 };
    html_node up = block->top;
    for (int i = 0; i < SIGN_UP_LEVELS && up != HTML_ROOT; i++) {
        const struct extract_element *const box = &page->elements[up];
        if (box->words > SIGN_UP_WORDS)
            return false;
        if (box->hints & (1u << EXTRACT_HINT_FORM) && has_input(page->doc, up))
            return true;
        up = html_parent(page->doc, up);
    }
    return false;
}

static void drop_sign_ups(struct extract_page *page)
{
    const uint32_t form = 1u << EXTRACT_HINT_FORM;
    for (size_t i = 0; i < page->blocks.count; i++) {
        struct extract_block *const block = extract_block_at(page, i);
        if (block->is_kept && page->elements[block->top].hints_all & form)
            block->is_kept = !is_sign_up(page, block);
    }
}

// What the box of the comments, and of the form to write one, is called: whole words.
static const char *const talk_names[] = {
    "comments",     "comment-list",    "commentlist",       "comments-area", "comment-respond",
    "comment-body", "comments-list",   "respond",           "disqus_thread", "comments-section",
    "commentform",  "comment-section", "wp-block-comments",
};

static bool is_talk(const struct html_document *doc, html_node node)
{
    const char *const id = html_attribute(doc, node, "id");
    const enum html_tag tag = html_tag(doc, node);
    if (tag == HTML_TEXT || tag == HTML_A || tag == HTML_SPAN)
        return false;
    if (id && strncmp(id, "comment-", 8) == 0 && ascii_is_digit(id[8]))
        return true;
    for (size_t i = 0; i < COUNT_OF(talk_names); i++)
        if ((id && strcmp(id, talk_names[i]) == 0) || html_has_class(doc, node, talk_names[i]))
            return true;
    return false;
}

/* The first h1 at or behind `node`; HTML_NONE when there is none. */
static html_node next_h1(const struct html_document *doc, html_node node)
{
    while (node && html_tag(doc, node) != HTML_H1)
        node = html_walk(doc, HTML_ROOT, node);
    return node;
}

/*
 * Comments read like text, but they are not the article. A forum's posts are both, so the box must
 * not hold the headline.
 */
static void drop_talk(struct extract_page *page)
{
    const uint32_t hint = 1u << EXTRACT_HINT_COMMENT;
    const struct html_document *const doc = page->doc;
    html_node h1 = next_h1(doc, HTML_ROOT);
    html_node node = HTML_ROOT;
    while (node) {
        if (h1 && h1 < node)
            h1 = next_h1(doc, node);
        const html_node end = html_walk_over(doc, HTML_ROOT, node);
        const bool has_h1 = h1 && h1 >= node && (!end || h1 < end);
        if (has_h1 || !(page->elements[node].hints & hint) || !is_talk(doc, node)) {
            node = html_walk(doc, HTML_ROOT, node);
            continue;
        }
        for (; node != end; node = html_walk(doc, HTML_ROOT, node))
            if (page->block_of[node])
                extract_block_at(page, page->block_of[node] - 1)->is_kept = false;
    }
}

static uint32_t count_kept(const struct extract_page *page)
{
    uint32_t words = 0;
    for (size_t i = 0; i < page->blocks.count; i++)
        words += extract_block_at(page, i)->is_kept ? extract_block_at(page, i)->words : 0;
    return words;
}

/* Teasers in rows of cards that stand in the page twice. */
static void drop_repeated_cards(struct extract_page *page)
{
    enum { CARD_LEVELS = 4, CARDS = 3 };
    for (size_t i = 0; i < page->blocks.count; i++) {
        struct extract_block *const block = extract_block_at(page, i);
        html_node up = block->top;
        for (int level = 0; level < CARD_LEVELS && block->is_kept && block->is_repeated; level++) {
            if (page->elements[up].alike >= CARDS)
                block->is_kept = false;
            up = html_parent(page->doc, up) ? html_parent(page->doc, up) : up;
        }
    }
}

/* Pages laid out in tables have their menus in cells beside the text's. */
static void drop_link_cells(struct extract_page *page)
{
    for (size_t i = 0; i < page->blocks.count; i++) {
        struct extract_block *const block = extract_block_at(page, i);
        const struct extract_element *const cell = &page->elements[block->top];
        if (!block->is_kept || html_tag(page->doc, block->top) != HTML_TD ||
            cell->link_words * 5 < cell->words * 4)
            continue;
        const html_node row = html_parent(page->doc, block->top);
        if (page->elements[row].text_words > page->elements[HTML_ROOT].text_words / 2)
            block->is_kept = false;
    }
}

void extract_drop_title(struct extract_page *page)
{
    enum { TITLE_BLOCKS = 4 };
    int seen = 0;
    for (size_t i = 0; i < page->blocks.count && seen < TITLE_BLOCKS; i++) {
        struct extract_block *const block = extract_block_at(page, i);
        if (!block->is_kept)
            continue;
        seen++;
        if (block->is_title)
            block->is_kept = false;
    }
}

/* A heading over nothing that is kept belongs to what was cut. */
static void drop_lone_headings(struct extract_page *page)
{
    bool has_text = false;
    for (size_t i = page->blocks.count; i-- > 0;) {
        struct extract_block *const block = extract_block_at(page, i);
        if (!block->is_kept)
            continue;
        if (!is_heading(page, block))
            has_text = true;
        else if (!has_text)
            block->is_kept = false;
    }
}

/* What is no article whatever it reads like; but not everything. */
static void drop_others(struct extract_page *page, float least)
{
    drop_talk(page);
    drop_repeated_cards(page);
    if (count_kept(page) == 0)
        keep_from(page, least);
}

void extract_keep(struct extract_page *page)
{
    float least = kept_from;
    while (keep_from(page, least) < FEW_WORDS && least > 0.05f &&
           (least > kept_from_few || count_plain(page) < NO_WORDS))
        least *= 0.6f;
    drop_others(page, least);
    keep_alike(page);
    keep_tables(page);
    drop_sign_ups(page);
    drop_link_cells(page);
    extract_drop_title(page);
    drop_lone_headings(page);
}

void extract_choose(struct extract_page *page)
{
    look_first(page);
    look_second(page);
    extract_keep(page);
}
