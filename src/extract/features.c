/*
 * The numbers that the networks see, each about 0 to 1. Their order is the weights' order: a change
 * here means training again (src/extract/training/README).
 */
#include <math.h>
#include <string.h>

#include "base/fatal.h"
#include "extract/internal.h"

enum { BODY_TEXT_BYTES = 4096 }; // of a block, to be looked for

struct filler {
    const struct extract_page *page;
    float *out;
    size_t count;
};

static void add(struct filler *filler, float value)
{
    if (filler->count < EXTRACT_FEATURES)
        filler->out[filler->count] = value;
    filler->count++;
}

static float share(uint32_t part, uint32_t whole)
{
    return whole ? (float)part / (float)whole : 0.0f;
}

static float size_of(uint32_t count)
{
    return logf(1.0f + (float)count) / 6.0f;
}

static void add_bits(struct filler *filler, uint32_t bits, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        add(filler, bits >> i & 1 ? 1.0f : 0.0f);
}

/* How a text reads: long or short, full of links, in sentences. */
static void add_text(struct filler *filler, const struct extract_block *block)
{
    static const uint32_t steps[] = {3, 6, 10, 18, 35};
    add(filler, size_of(block->words));
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        add(filler, block->words >= steps[i] ? 1.0f : 0.0f);
    add(filler, share(block->link_words, block->words));
    add(filler, block->words && block->link_words == block->words ? 1.0f : 0.0f);
    add(filler, fminf(1.0f, share(block->sentence_ends * 8, block->words)));
    add(filler, block->sentence_ends ? 1.0f : 0.0f);
    add(filler, fminf(1.0f, share(block->commas * 8, block->words)));
    add(filler, share(block->digits, block->chars));
    add(filler, share(block->capitals, block->chars));
    add(filler, fminf(1.0f, share(block->chars, block->words * 8)));
    add_bits(filler, block->phrases, EXTRACT_PHRASE_GROUPS);
    add(filler, block->is_title ? 1.0f : 0.0f);
}

static void add_ends(struct filler *filler, const struct extract_block *block)
{
    static const char marks[] = ".!?:|>)";
    for (size_t i = 0; i < sizeof(marks) - 1; i++)
        add(filler, block->last_char == (unsigned)marks[i] ? 1.0f : 0.0f);
    const unsigned last = block->last_char;
    add(filler, last == '"' || last == 0x201d || last == 0xbb || last == 0x2019 ? 1.0f : 0.0f);
    add(filler, last == 0x2026 ? 1.0f : 0.0f);
    add(filler, last == 0x3002 ? 1.0f : 0.0f);
    add(filler, block->first_char >= 'a' && block->first_char <= 'z' ? 1.0f : 0.0f);
}

static void add_tag(struct filler *filler, enum html_tag tag)
{
    static const enum html_tag tags[] = {
        HTML_P,          HTML_LI,         HTML_DIV,    HTML_SPAN,   HTML_H1,   HTML_H2,
        HTML_H3,         HTML_H4,         HTML_TD,     HTML_TH,     HTML_DT,   HTML_DD,
        HTML_FIGCAPTION, HTML_BLOCKQUOTE, HTML_PRE,    HTML_BUTTON, HTML_TIME, HTML_ADDRESS,
        HTML_SECTION,    HTML_ARTICLE,    HTML_FOOTER, HTML_HEADER,
    };
    for (size_t i = 0; i < COUNT_OF(tags); i++)
        add(filler, tag == tags[i] ? 1.0f : 0.0f);
    add(filler, html_is_heading(tag) ? 1.0f : 0.0f);
}

/* What the elements around call themselves: the two nearest, and all of them. */
static void add_names(struct filler *filler, const struct extract_block *block)
{
    const struct extract_page *const page = filler->page;
    const html_node parent = html_parent(page->doc, block->top);
    const html_node grandparent = html_parent(page->doc, parent);
    const uint32_t inner = page->elements[html_parent(page->doc, block->first)].hints |
                           page->elements[block->top].hints;
    add_bits(filler, inner, EXTRACT_HINT_COUNT);
    add_bits(filler, page->elements[parent].hints | page->elements[grandparent].hints,
             EXTRACT_HINT_COUNT);
    add_bits(filler, page->elements[block->top].hints_all, EXTRACT_HINT_COUNT);
    add_bits(filler, page->elements[html_parent(page->doc, block->first)].tags_all,
             EXTRACT_PLACE_COUNT);
    add(filler, page->elements[block->top].is_article_body ? 1.0f : 0.0f);
}

/* How much text the elements around hold, and how much of the page's text that is. */
static void add_boxes(struct filler *filler, const struct extract_block *block)
{
    enum { BOXES = 4 };
    const struct extract_page *const page = filler->page;
    const uint32_t whole = page->elements[HTML_ROOT].text_words;
    html_node up = block->top;
    for (int i = 0; i < BOXES; i++) {
        up = html_parent(page->doc, up) ? html_parent(page->doc, up) : up;
        const struct extract_element *const box = &page->elements[up];
        add(filler, size_of(box->words));
        add(filler, share(box->link_words, box->words));
        add(filler, share(box->text_words, whole));
        add(filler, share(box->text_words, box->words));
        add(filler, size_of(box->blocks));
    }
}

static void add_neighbour(struct filler *filler, const struct extract_block *block,
                          const struct extract_block *other)
{
    if (!other) {
        for (int i = 0; i < 6; i++)
            add(filler, 0.0f);
        return;
    }
    const struct html_document *const doc = filler->page->doc;
    add(filler, size_of(other->words));
    add(filler, share(other->link_words, other->words));
    add(filler, other->sentence_ends ? 1.0f : 0.0f);
    add(filler, other->phrases ? 1.0f : 0.0f);
    add(filler, html_tag(doc, other->top) == html_tag(doc, block->top) ? 1.0f : 0.0f);
    add(filler, html_parent(doc, other->top) == html_parent(doc, block->top) ? 1.0f : 0.0f);
}

static const struct extract_block *block_at(const struct extract_page *page, ptrdiff_t index)
{
    if (index < 0 || index >= (ptrdiff_t)page->blocks.count)
        return NULL;
    return extract_block_at(page, (size_t)index);
}

/* What repeats: the text itself, and the boxes around it. */
static void add_repeats(struct filler *filler, const struct extract_block *block)
{
    enum { CARD_LEVELS = 5 };
    add(filler, block->is_repeated ? 1.0f : 0.0f);
    html_node up = block->top;
    uint32_t most = 0;
    for (int i = 0; i < CARD_LEVELS; i++) {
        const struct extract_element *const box = &filler->page->elements[up];
        add(filler, fminf(1.0f, size_of(box->alike > 1 ? box->alike : 0) * 2.0f));
        most = box->alike > most ? box->alike : most;
        up = html_parent(filler->page->doc, up) ? html_parent(filler->page->doc, up) : up;
    }
    add(filler, most > 2 ? 1.0f : 0.0f);
}

/* The heading that the block stands under. */
static void add_heading(struct filler *filler, size_t index, const struct extract_block *block)
{
    const struct extract_block *const heading =
        block_at(filler->page, (ptrdiff_t)block->heading - 1);
    add(filler, heading ? 1.0f : 0.0f);
    add(filler, heading ? size_of((uint32_t)(index + 1 - block->heading)) : 0.0f);
    add(filler, heading ? share(heading->link_words, heading->words) : 0.0f);
    add(filler, heading && heading->is_title ? 1.0f : 0.0f);
    add(filler, heading && heading->phrases ? 1.0f : 0.0f);
    add(filler, heading && html_tag(filler->page->doc, heading->top) == HTML_H1 ? 1.0f : 0.0f);
    add(filler, heading && heading->is_repeated ? 1.0f : 0.0f);
}

/* What lies ahead and behind: how much reads like text, how much is links. */
static void add_window(struct filler *filler, size_t index, int direction, int reach)
{
    uint32_t words = 0;
    uint32_t links = 0;
    uint32_t text = 0;
    for (int step = 1; step <= reach; step++) {
        const struct extract_block *const block =
            block_at(filler->page, (ptrdiff_t)index + direction * step);
        if (!block)
            break;
        words += block->words;
        links += block->link_words;
        text += block->sentence_ends && block->link_words * 3 < block->words ? block->words : 0;
    }
    add(filler, size_of(words));
    add(filler, share(links, words));
    add(filler, share(text, words));
}

/* Where in the page: by blocks, by words, and as seen from the title. */
static void add_position(struct filler *filler, size_t index, const struct extract_block *block)
{
    const struct extract_page *const page = filler->page;
    const ptrdiff_t title = page->title_index;
    add(filler, share((uint32_t)index, (uint32_t)page->blocks.count));
    add(filler, share(block->words_before, page->elements[HTML_ROOT].words));
    const float distance = title < 0 ? 0.0f : (float)((ptrdiff_t)index - title);
    add(filler, title < 0 ? 1.0f : 0.0f);
    add(filler, distance < 0.0f ? 1.0f : 0.0f);
    add(filler, distance > 0.0f ? 1.0f : 0.0f);
    add(filler, distance > 0.0f ? fminf(1.0f, logf(1.0f + distance) / 6.0f) : 0.0f);
}

/* How much of the block stands in the text that the page gives to search engines. */
static float body_share(const struct extract_page *page, const struct extract_block *block)
{
    struct str text;
    str_init(&text, BODY_TEXT_BYTES);
    extract_block_text(page, block, &text);
    const float found = extract_shingles_share(page->body, text.data, text.len);
    str_release(&text);
    return found;
}

/* The last block that repeats the title before the longest text, so that a menu's does not count.
 */
static ptrdiff_t find_title(const struct extract_page *page)
{
    const struct extract_block *const blocks = page->blocks.items;
    ptrdiff_t title = -1;
    for (size_t i = 0; i < page->blocks.count; i++) {
        const enum html_tag tag = html_tag(page->doc, blocks[i].top);
        const bool is_heading = html_is_heading(tag);
        if (blocks[i].is_title && (title < 0 || (is_heading && tag == HTML_H1)))
            title = (ptrdiff_t)i;
    }
    for (size_t i = 0; title < 0 && i < page->blocks.count; i++)
        if (html_tag(page->doc, blocks[i].top) == HTML_H1)
            title = (ptrdiff_t)i;
    return title;
}

void extract_features_prepare(struct extract_page *page)
{
    uint32_t words = 0;
    page->title_index = find_title(page);
    for (size_t i = 0; i < page->blocks.count; i++) {
        struct extract_block *const block = extract_block_at(page, i);
        block->words_before = words;
        block->body_share = page->body ? body_share(page, block) : 0.0f;
        words += block->words;
    }
}

void extract_features_fill(const struct extract_page *page, size_t index, float *out)
{
    const struct extract_block *const block = extract_block_at(page, index);
    struct filler filler = {.page = page, .out = out};
    add_text(&filler, block);
    add_ends(&filler, block);
    add_tag(&filler, html_tag(page->doc, block->top));
    add_names(&filler, block);
    add_boxes(&filler, block);
    for (ptrdiff_t step = -2; step <= 2; step++)
        if (step)
            add_neighbour(&filler, block, block_at(page, (ptrdiff_t)index + step));
    add_repeats(&filler, block);
    add_heading(&filler, index, block);
    add_window(&filler, index, -1, 6);
    add_window(&filler, index, 1, 6);
    add_position(&filler, index, block);
    add(&filler, page->body ? 1.0f : 0.0f);
    add(&filler, block->body_share);
    if (filler.count != EXTRACT_FEATURES)
        fatal("extract: %zu features instead of %d", filler.count, EXTRACT_FEATURES);
}
