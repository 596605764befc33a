/*
 * Cutting a document into blocks. A block ends where a block-level element begins or ends, and at
 * two line breaks in a row, which is how old pages write paragraphs.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "extract/extract.h"
#include "extract/internal.h"
#include "text/utf8.h"

enum {
    TEXT_BLOCK_WORDS = 12, // a block with so many words, few of them links, reads like text
    CANCEL_EVERY = 4096,   // nodes
};

struct cutter {
    struct extract_page *page;
    struct extract_block *open; // NULL between blocks; moves when blocks are added
    html_node top;              // of the open block
    unsigned breaks;            // <br> since the last text
    bool has_border;            // a block-level element began since the last text
};

static bool is_cell(enum html_tag tag)
{
    return tag == HTML_TD || tag == HTML_TH || tag == HTML_LI || tag == HTML_DT || tag == HTML_DD ||
           tag == HTML_CAPTION || tag == HTML_FIGCAPTION || tag == HTML_SUMMARY ||
           tag == HTML_BUTTON || tag == HTML_OPTION || tag == HTML_TR;
}

static bool stands_apart(enum html_tag tag)
{
    return html_is_block(tag) || is_cell(tag);
}

struct place_tag {
    enum html_tag tag;
    enum extract_place place;
};

// clang-format off
static const struct place_tag place_tags[] = {
    {HTML_NAV, EXTRACT_PLACE_NAV},         {HTML_MENU, EXTRACT_PLACE_NAV},
    {HTML_ASIDE, EXTRACT_PLACE_ASIDE},     {HTML_FOOTER, EXTRACT_PLACE_FOOTER},
    {HTML_HEADER, EXTRACT_PLACE_HEADER},   {HTML_FORM, EXTRACT_PLACE_FORM},
    {HTML_ARTICLE, EXTRACT_PLACE_ARTICLE}, {HTML_MAIN, EXTRACT_PLACE_MAIN},
    {HTML_FIGURE, EXTRACT_PLACE_FIGURE},   {HTML_FIGCAPTION, EXTRACT_PLACE_FIGURE},
    {HTML_TABLE, EXTRACT_PLACE_TABLE},     {HTML_UL, EXTRACT_PLACE_LIST},
    {HTML_OL, EXTRACT_PLACE_LIST},         {HTML_DL, EXTRACT_PLACE_LIST},
    {HTML_BLOCKQUOTE, EXTRACT_PLACE_QUOTE}, {HTML_SECTION, EXTRACT_PLACE_SECTION},
    {HTML_A, EXTRACT_PLACE_LINK},          {HTML_BUTTON, EXTRACT_PLACE_BUTTON},
    {HTML_LABEL, EXTRACT_PLACE_BUTTON},    {HTML_SELECT, EXTRACT_PLACE_FORM},
};
static const struct {
    const char *role;
    enum extract_place place;
} place_roles[] = {
    {"navigation", EXTRACT_PLACE_NAV},     {"menu", EXTRACT_PLACE_NAV},
    {"complementary", EXTRACT_PLACE_ASIDE}, {"contentinfo", EXTRACT_PLACE_FOOTER},
    {"banner", EXTRACT_PLACE_HEADER},      {"form", EXTRACT_PLACE_FORM},
    {"dialog", EXTRACT_PLACE_FORM},        {"alertdialog", EXTRACT_PLACE_FORM},
    {"article", EXTRACT_PLACE_ARTICLE},    {"main", EXTRACT_PLACE_MAIN},
    {"button", EXTRACT_PLACE_BUTTON},
};
// clang-format on

static bool is_body_property(const char *property)
{
    return property &&
           (strcasecmp(property, "articleBody") == 0 || strcasecmp(property, "reviewBody") == 0 ||
            strcasecmp(property, "blogPost") == 0);
}

static uint32_t places_of(const struct html_document *doc, html_node node)
{
    uint32_t places = 0;
    const enum html_tag tag = html_tag(doc, node);
    for (size_t i = 0; i < COUNT_OF(place_tags); i++)
        if (place_tags[i].tag == tag)
            places |= 1u << place_tags[i].place;
    const char *const role = html_attribute(doc, node, "role");
    for (size_t i = 0; role && i < COUNT_OF(place_roles); i++)
        if (ascii_equal_nocase(role, place_roles[i].role))
            places |= 1u << place_roles[i].place;
    if (is_body_property(html_attribute(doc, node, "itemprop")))
        places |= 1u << EXTRACT_PLACE_BODY;
    return places;
}

static void enter_element(struct extract_page *page, html_node node)
{
    struct extract_element *const element = &page->elements[node];
    element->hints = node == HTML_ROOT ? 0 : extract_hints_of(page->doc, node);
    element->tags_all = places_of(page->doc, node);
    element->hints_all = element->hints;
    const uint32_t both = 1u << EXTRACT_HINT_ARTICLE | 1u << EXTRACT_HINT_BODY;
    element->is_article_body = (element->hints & both) == both;
    const html_node parent = html_parent(page->doc, node);
    if (parent) {
        element->hints_all |= page->elements[parent].hints_all;
        element->tags_all |= page->elements[parent].tags_all;
        element->is_article_body |= page->elements[parent].is_article_body;
    }
}

/* ---- text */

static bool is_letter_like(unsigned c)
{
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xc0 && c != 0xd7 && c != 0xf7 && !(c >= 0x2000 && c <= 0x2bff) &&
            !(c >= 0x3000 && c <= 0x3004) && !(c >= 0x3008 && c <= 0x3020) &&
            !(c >= 0xff00 && c <= 0xff0f));
}

/* Scripts that put no blanks between words. */
static bool is_unspaced(unsigned c)
{
    return (c >= 0x3040 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) ||
           (c >= 0x0e00 && c <= 0x0eff) || (c >= 0x20000 && c <= 0x3ffff) ||
           (c >= 0x1000 && c <= 0x109f) || (c >= 0x1780 && c <= 0x17ff);
}

static bool ends_sentence(unsigned c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xff01 ||
           c == 0xff1f || c == 0x06d4 || c == 0x061f || c == 0x0964 || c == 0x0589 || c == 0x17d4 ||
           c == 0x104b || c == 0x1362 || c == 0xff61;
}

static bool is_comma(unsigned c)
{
    return c == ',' || c == ';' || c == 0x060c || c == 0x3001 || c == 0xff0c;
}

static bool is_blank(unsigned c)
{
    return c <= ' ' || c == 0xa0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200b) || c == 0xfeff;
}

struct counter {
    struct extract_block *block;
    bool is_link;
    bool in_word;
    unsigned unspaced; // characters since the last whole word
};

static void count_word(struct counter *counter)
{
    counter->block->words++;
    if (counter->is_link)
        counter->block->link_words++;
}

static void count_character(struct counter *counter, unsigned c)
{
    struct extract_block *const block = counter->block;
    if (is_blank(c)) {
        counter->in_word = false;
        return;
    }
    block->chars++;
    if (!block->first_char)
        block->first_char = c;
    block->last_char = c;
    block->sentence_ends += ends_sentence(c);
    block->commas += is_comma(c);
    block->digits += c >= '0' && c <= '9';
    block->capitals += (c >= 'A' && c <= 'Z') || (c >= 0x410 && c <= 0x42f);
    if (is_unspaced(c)) {
        counter->in_word = false;
        counter->unspaced++;
        if (counter->unspaced % 2 == 0)
            count_word(counter);
        return;
    }
    const bool is_letter = is_letter_like(c);
    if (is_letter && !counter->in_word)
        count_word(counter);
    counter->in_word = is_letter;
}

static void count_text(struct extract_block *block, struct slice text, bool is_link)
{
    struct counter counter = {.block = block, .is_link = is_link};
    for (size_t at = 0; at < text.len;) {
        unsigned c = 0;
        at += text_next(text.data + at, text.len - at, &c);
        count_character(&counter, c);
    }
}

static bool is_all_blank(struct slice text)
{
    for (size_t at = 0; at < text.len;) {
        unsigned c = 0;
        at += text_next(text.data + at, text.len - at, &c);
        if (!is_blank(c))
            return false;
    }
    return true;
}

/* ---- cutting */

static html_node block_around(const struct html_document *doc, html_node node)
{
    html_node up = html_parent(doc, node);
    while (up != HTML_ROOT && up != HTML_NONE && !stands_apart(html_tag(doc, up)))
        up = html_parent(doc, up);
    return up;
}

static void take_text(struct cutter *cutter, html_node node)
{
    struct extract_page *const page = cutter->page;
    const struct slice text = html_text(page->doc, node);
    if (is_all_blank(text))
        return;
    const html_node top = block_around(page->doc, node);
    if (!cutter->open || cutter->has_border || cutter->breaks > 1 || top != cutter->top) {
        cutter->open = vec_push(&page->blocks);
        cutter->open->top = top;
        cutter->open->first = node;
        cutter->top = top;
    }
    cutter->open->last = node;
    page->block_of[node] = (uint32_t)page->blocks.count;
    const html_node parent = html_parent(page->doc, node);
    const uint32_t places = page->elements[parent].tags_all;
    count_text(cutter->open, text, places & (1u << EXTRACT_PLACE_LINK));
    cutter->has_border = false;
    cutter->breaks = 0;
}

/* What is never shown, and what is no text when it is. */
static bool is_skipped(const struct html_document *doc, html_node node)
{
    const enum html_tag tag = html_tag(doc, node);
    if (tag == HTML_NOSCRIPT || tag == HTML_SELECT || tag == HTML_TEXTAREA || tag == HTML_SVG ||
        tag == HTML_IFRAME || tag == HTML_OBJECT || tag == HTML_VIDEO || tag == HTML_AUDIO ||
        tag == HTML_DATALIST || tag == HTML_TITLE)
        return true;
    if (html_has_class(doc, node, "mw-editsection")) // what MediaWiki puts into headings: [edit]
        return true;
    return html_is_hidden(doc, node);
}

void extract_block_text(const struct extract_page *page, const struct extract_block *block,
                        struct str *out)
{
    const uint32_t number = page->block_of[block->first];
    for (html_node node = block->first; node; node = html_walk(page->doc, HTML_ROOT, node)) {
        const struct slice piece = html_text(page->doc, node);
        if (html_tag(page->doc, node) == HTML_BR)
            str_add_char(out, '\n');
        else if (page->block_of[node] == number || is_all_blank(piece))
            str_append(out, piece.data, piece.len);
        if (node == block->last)
            break;
    }
}

/* Phrases of short blocks; is it the title again? */
static void read_short(struct extract_page *page, struct extract_block *block)
{
    enum { SHORT_WORDS_MOST = 60 };
    if (block->words > SHORT_WORDS_MOST)
        return;
    struct str text;
    str_init(&text, 4096);
    extract_block_text(page, block, &text);
    block->phrases = extract_phrases_find(&page->phrases, text.data, text.len);
    block->is_title = block->words > 1 && extract_same_headline(page->title, text.data);
    str_release(&text);
}

static void add_sums(struct extract_element *to, const struct extract_element *from)
{
    to->words += from->words;
    to->link_words += from->link_words;
    to->text_words += from->text_words;
    to->blocks += from->blocks;
}

/* A parent's number is lower than its children's, so one pass from the end sums up the tree. */
static void sum_up(struct extract_page *page)
{
    struct extract_block *const blocks = page->blocks.items;
    for (size_t i = 0; i < page->blocks.count; i++) {
        struct extract_block *const block = &blocks[i];
        read_short(page, block);
        const bool is_text =
            block->words >= TEXT_BLOCK_WORDS && block->link_words * 3 < block->words;
        const struct extract_element own = {.words = block->words,
                                            .link_words = block->link_words,
                                            .text_words = is_text ? block->words : 0,
                                            .blocks = 1};
        add_sums(&page->elements[block->top], &own);
    }
    for (html_node node = (html_node)html_node_count(page->doc); node > HTML_ROOT; node--)
        add_sums(&page->elements[html_parent(page->doc, node)], &page->elements[node]);
}

bool extract_blocks_find(struct extract_page *page)
{
    const struct html_document *const doc = page->doc;
    struct cutter cutter = {.page = page};
    size_t seen = 0;
    html_node node = HTML_ROOT;
    while (node) {
        if (++seen % CANCEL_EVERY == 0 && ticket_is_cancelled(page->ticket))
            return false;
        const enum html_tag tag = html_tag(doc, node);
        if (tag == HTML_TEXT) {
            take_text(&cutter, node);
            node = html_walk(doc, HTML_ROOT, node);
            continue;
        }
        const bool is_out = is_skipped(doc, node);
        if (!is_out)
            enter_element(page, node);
        if (tag == HTML_BR)
            cutter.breaks++;
        cutter.has_border |= stands_apart(tag);
        node = is_out ? html_walk_over(doc, HTML_ROOT, node) : html_walk(doc, HTML_ROOT, node);
    }
    sum_up(page);
    extract_repeats_find(page);
    return true;
}

bool extract_page_init(struct extract_page *page, const struct html_document *doc,
                       const char *title, const char *body_text, const struct ticket *ticket)
{
    *page = (struct extract_page){.doc = doc, .title = title, .ticket = ticket};
    arena_init(&page->arena);
    extract_phrases_init(&page->phrases);
    vec_init(&page->blocks, sizeof(struct extract_block));
    const size_t count = size_add(html_node_count(doc), 1);
    page->elements = mem_zalloc(size_mul(count, sizeof(struct extract_element)));
    page->block_of = mem_zalloc(size_mul(count, sizeof(uint32_t)));
    if (body_text)
        page->body = extract_shingles_new(body_text, strlen(body_text), &page->arena);
    if (!extract_blocks_find(page))
        return false;
    extract_features_prepare(page);
    return true;
}

void extract_page_release(struct extract_page *page)
{
    vec_release(&page->blocks);
    free(page->elements);
    free(page->block_of);
    arena_release(&page->arena);
}
