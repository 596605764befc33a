/*
 * From likelihoods to what is kept.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "extract/internal.h"

enum {
    FEW_WORDS = 20, // less is no article: then the likeliest blocks stand in

};

static const float kept_from = 0.5f;

static struct extract_block *block_at(const struct extract_page *page, size_t index)
{
    return (struct extract_block *)page->blocks.items + index;
}

static void look_first(struct extract_page *page)
{
    for (size_t i = 0; i < page->blocks.count; i++)
        block_at(page, i)->likelihood[0] = extract_model_first(block_at(page, i)->features);
}

static void look_second(struct extract_page *page)
{
    float *const context =
        mem_alloc(size_mul(size_mul(page->blocks.count + 1, EXTRACT_CONTEXT), sizeof(float)));
    float features[EXTRACT_FEATURES + EXTRACT_CONTEXT];
    extract_context_fill(page, context);
    for (size_t i = 0; i < page->blocks.count; i++) {
        struct extract_block *const block = block_at(page, i);
        memcpy(features, block->features, sizeof(block->features));
        memcpy(features + EXTRACT_FEATURES, context + i * EXTRACT_CONTEXT,
               EXTRACT_CONTEXT * sizeof(float));
        block->likelihood[1] = extract_model_second(features);
    }
    free(context);
}

static uint32_t keep_from(struct extract_page *page, float least)
{
    uint32_t words = 0;
    for (size_t i = 0; i < page->blocks.count; i++) {
        struct extract_block *const block = block_at(page, i);
        block->is_kept = block->likelihood[1] >= least;
        words += block->is_kept ? block->words : 0;
    }
    return words;
}

static bool is_heading(const struct extract_page *page, const struct extract_block *block)
{
    const enum html_tag tag = html_tag(page->doc, block->top);
    return tag >= HTML_H1 && tag <= HTML_H6;
}

/* The page's title is shown once, by itself: what repeats it at the start goes. */
static void drop_title(struct extract_page *page)
{
    enum { TITLE_BLOCKS = 4 };
    int seen = 0;
    for (size_t i = 0; i < page->blocks.count && seen < TITLE_BLOCKS; i++) {
        struct extract_block *const block = block_at(page, i);
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
        struct extract_block *const block = block_at(page, i);
        if (!block->is_kept)
            continue;
        if (!is_heading(page, block))
            has_text = true;
        else if (!has_text)
            block->is_kept = false;
    }
}

void extract_choose(struct extract_page *page)
{
    look_first(page);
    look_second(page);
    float least = kept_from;
    while (keep_from(page, least) < FEW_WORDS && least > 0.05f)
        least *= 0.6f;
    drop_title(page);
    drop_lone_headings(page);
}
