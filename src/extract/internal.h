/*
 * How extract/ finds an article, and what its files share. Not for other rooms.
 *
 * A block is a run of inline text within one block-level element: a paragraph, a list item, a
 * heading, a link in a menu. Each block gets features (numbers about its text, its place and what
 * the elements around it call themselves), a small network turns them into how likely the block
 * belongs to the article, a second look takes the neighbours' likelihoods in, and what is left is
 * written out in the page's own structure.
 */
#ifndef EXTRACT_INTERNAL_H
#define EXTRACT_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/ticket.h"
#include "base/vec.h"
#include "extract/features.h"
#include "extract/shingles.h"
#include "extract/site.h"
#include "html/html.h"

/* One bit a kind of name that an element gives itself by class, id, role or itemprop. */
enum extract_hint {
    EXTRACT_HINT_ARTICLE,
    EXTRACT_HINT_BODY,
    EXTRACT_HINT_COMMENT,
    EXTRACT_HINT_SHARE,
    EXTRACT_HINT_RELATED,
    EXTRACT_HINT_NAVIGATION,
    EXTRACT_HINT_META,
    EXTRACT_HINT_ADVERT,
    EXTRACT_HINT_FOOTER,
    EXTRACT_HINT_SIDE,
    EXTRACT_HINT_FORM,
    EXTRACT_HINT_CAPTION,
    EXTRACT_HINT_HEADER,
    EXTRACT_HINT_LIST,
    EXTRACT_HINT_SUMMARY,
    EXTRACT_HINT_AUTHOR,
    EXTRACT_HINT_COUNT
};

struct extract_block {
    html_node top;   // the block-level element that holds the run
    html_node first; // text nodes
    html_node last;
    uint32_t chars; // without white space
    uint32_t words; // of scripts without blanks, a word is two characters
    uint32_t link_words;
    uint32_t sentence_ends;
    uint32_t commas;
    uint32_t digits;
    uint32_t capitals; // letters
    uint32_t phrases;  // of site furniture, bits: what they are about
    unsigned first_char;
    unsigned last_char;
    bool is_title;         // says the same as the page's title
    bool is_repeated;      // stands in the page once more, word for word
    uint32_t heading;      // the block of the last heading before it + 1; 0: none
    uint32_t words_before; // in the page
    float body_share;      // how much of it the page's articleBody has, 0 to 1
    float likelihood[2];   // after the first and after the second look
    bool is_kept;
};

/* What is known of an element: by itself, and summed over the blocks within it. */
struct extract_element {
    uint32_t hints;     // of its own, bits by enum extract_hint
    uint32_t hints_all; // of its own and of everything around it
    uint32_t tags_all;  // bits by enum extract_place
    uint32_t words;
    uint32_t link_words;
    uint32_t text_words; // in blocks that read like text
    uint32_t blocks;
    uint32_t alike;       // elements with the same parent, tag and class, itself among them
    float score;          // words weighed by likelihood
    bool is_article_body; // it or something around it calls itself both
};

/* Elements that say where their text stands. */
enum extract_place {
    EXTRACT_PLACE_NAV,
    EXTRACT_PLACE_ASIDE,
    EXTRACT_PLACE_FOOTER,
    EXTRACT_PLACE_HEADER,
    EXTRACT_PLACE_FORM,
    EXTRACT_PLACE_ARTICLE,
    EXTRACT_PLACE_MAIN,
    EXTRACT_PLACE_FIGURE,
    EXTRACT_PLACE_TABLE,
    EXTRACT_PLACE_LIST,
    EXTRACT_PLACE_QUOTE,
    EXTRACT_PLACE_SECTION,
    EXTRACT_PLACE_LINK,
    EXTRACT_PLACE_BUTTON,
    EXTRACT_PLACE_BODY, // itemprop=articleBody and its like
    EXTRACT_PLACE_COUNT
};

enum { EXTRACT_PHRASE_GROUPS = 6, EXTRACT_PHRASES_MOST = 320, EXTRACT_PHRASE_SLOTS = 1024 };

struct extract_phrases {
    uint16_t first[EXTRACT_PHRASE_SLOTS]; // phrase + 1; 0: none
    uint16_t next[EXTRACT_PHRASES_MOST];
};

struct extract_page {
    const struct html_document *doc;
    struct arena arena;
    const struct ticket *ticket;
    const char *title;                   // of the article, as the page says it; may be NULL
    const struct extract_shingles *body; // of articleBody in JSON-LD; NULL
    struct extract_element *elements;    // by node
    struct vec blocks;                   // of struct extract_block, in document order
    uint32_t *block_of;                  // by node: index of a text node's block + 1
    ptrdiff_t title_index;               // the block that shows the title; -1
    struct extract_phrases phrases;
    html_node main; // the element that holds the article
};

/* Block number `index`. */
static inline struct extract_block *extract_block_at(const struct extract_page *page, size_t index)
{
    return (struct extract_block *)page->blocks.items + index;
}

/* hints.c: what an element calls itself. */
uint32_t extract_hints_of(const struct html_document *doc, html_node node);

/* blocks.c: cut the document into blocks and sum them up. False when cancelled. */
bool extract_blocks_find(struct extract_page *page);

/* The block's text as it stands in the page, appended to `out`. */
void extract_block_text(const struct extract_page *page, const struct extract_block *block,
                        struct str *out);

/* repeats.c: which blocks and elements have their like; the heading above each block. */
void extract_repeats_find(struct extract_page *page);

/*
 * phrases.c: what the phrases of site furniture ("share this", "all rights reserved") in a text are
 * about, EXTRACT_PHRASE_GROUPS bits. The index tells by two bytes which phrases may begin there.
 */
void extract_phrases_init(struct extract_phrases *index);
uint32_t extract_phrases_find(const struct extract_phrases *index, const char *text, size_t len);

/* features.c: what has to be known of the whole page first; blocks and sums are there already. */
void extract_features_prepare(struct extract_page *page);

/* The EXTRACT_FEATURES numbers of a block for the first look. */
void extract_features_fill(const struct extract_page *page, size_t index, float *out);

/* context.c: the EXTRACT_CONTEXT numbers of a block for the second look; finds the main element. */
struct extract_context;
struct extract_context *extract_context_new(struct extract_page *page);
void extract_context_fill(const struct extract_context *context, size_t index, float *out);
void extract_context_free(struct extract_context *context);

/*
 * Everything up to the features of the first look; choose.c goes on from there. The page is
 * released with extract_page_release(). False when cancelled.
 */
bool extract_page_init(struct extract_page *page, const struct html_document *doc,
                       const char *title, const char *body_text, const struct ticket *ticket);
void extract_page_release(struct extract_page *page);

/* choose.c: likelihoods, the main element, and what is kept; extract_keep() is its last step alone.
 */
void extract_choose(struct extract_page *page);
void extract_keep(struct extract_page *page);

/* What repeats the title at the start of what is kept goes: it is shown once, by itself. */
void extract_drop_title(struct extract_page *page);

/* site.c: what is kept, where a person says what the article of the site is. */
void extract_site_keep(struct extract_page *page, const struct extract_site *site);

/* model.c: the two networks. */
float extract_model_first(const float *features);
float extract_model_second(const float *features);

/* write.c: the kept blocks as clean HTML and as text. */
void extract_write_html(const struct extract_page *page, struct str *out);
void extract_write_text(const struct extract_page *page, struct str *out);

#endif
