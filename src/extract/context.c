/*
 * What the second look knows more than the first: how likely the blocks around are, and the boxes
 * that hold them. Blocks that look alike (same element, same class, same kind of parent) are judged
 * together.
 */
#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/memory.h"
#include "extract/internal.h"

enum {
    NEIGHBOURS = 4, // each way
    BOXES = 4,
    STRONG_WORDS = 10,
};

struct extract_context {
    struct extract_page *page;
    struct map looks;  // by look: index into sums
    struct vec sums;   // struct look_sum
    uint32_t *look_of; // by block
    ptrdiff_t first_strong;
    ptrdiff_t last_strong;
    float all_score;
};

struct look_sum {
    float likelihood;
    float words;
    float blocks;
};

static const char *class_of(const struct html_document *doc, html_node node)
{
    const char *const class = html_attribute(doc, node, "class");
    return class ? class : "";
}

static uint32_t look_of(struct extract_context *context, const struct extract_block *block)
{
    const struct html_document *const doc = context->page->doc;
    const html_node parent = html_parent(doc, block->top);
    struct str look;
    str_init(&look, 512);
    str_printf(&look, "%s.%s/%s.%s", html_name(doc, block->top), class_of(doc, block->top),
               html_name(doc, parent), class_of(doc, parent));
    bool is_new = false;
    struct map_entry *const entry = map_add(&context->looks, look.data, look.len, &is_new);
    str_release(&look);
    if (is_new) {
        entry->value.number = (int64_t)context->sums.count;
        vec_push(&context->sums);
    }
    return (uint32_t)entry->value.number;
}

static bool is_strong(const struct extract_block *block)
{
    return block->likelihood[0] > 0.6f && block->words >= STRONG_WORDS;
}

/* Scores of elements, sums of looks, first and last strong block. */
static void sum_up(struct extract_context *context)
{
    struct extract_page *const page = context->page;
    context->first_strong = -1;
    context->last_strong = -1;
    for (size_t i = 0; i < page->blocks.count; i++) {
        const struct extract_block *const block = extract_block_at(page, i);
        const float words = (float)block->words + 1.0f;
        context->look_of[i] = look_of(context, block);
        struct look_sum *const sum = vec_at(&context->sums, context->look_of[i]);
        sum->likelihood += words * block->likelihood[0];
        sum->words += words;
        sum->blocks += 1.0f;
        page->elements[block->top].score += words * block->likelihood[0];
        context->all_score += words * block->likelihood[0];
        if (!is_strong(block))
            continue;
        if (context->first_strong < 0)
            context->first_strong = (ptrdiff_t)i;
        context->last_strong = (ptrdiff_t)i;
    }
    for (html_node node = (html_node)html_node_count(page->doc); node > HTML_ROOT; node--)
        page->elements[html_parent(page->doc, node)].score += page->elements[node].score;
}

static float far(ptrdiff_t distance)
{
    return distance > 0 ? fminf(1.0f, logf(1.0f + (float)distance) / 5.0f) : 0.0f;
}

static size_t add_neighbours(const struct extract_page *page, size_t index, float *out)
{
    size_t count = 0;
    for (ptrdiff_t step = -NEIGHBOURS; step <= NEIGHBOURS; step++) {
        const ptrdiff_t at = (ptrdiff_t)index + step;
        if (step == 0)
            continue;
        const bool is_there = at >= 0 && at < (ptrdiff_t)page->blocks.count;
        out[count++] = is_there ? extract_block_at(page, (size_t)at)->likelihood[0] : 0.0f;
    }
    return count;
}

/* The likelihood within `reach` blocks on one side, weighed by words. */
static float side_mean(const struct extract_page *page, size_t index, int direction, int reach)
{
    float words = 1.0f;
    float score = 0.0f;
    for (int step = 1; step <= reach; step++) {
        const ptrdiff_t at = (ptrdiff_t)index + direction * step;
        if (at < 0 || at >= (ptrdiff_t)page->blocks.count)
            break;
        const struct extract_block *const block = extract_block_at(page, (size_t)at);
        words += (float)block->words;
        score += (float)block->words * block->likelihood[0];
    }
    return score / words;
}

static size_t add_boxes(const struct extract_context *context, const struct extract_block *block,
                        float *out)
{
    const struct extract_page *const page = context->page;
    const float own = ((float)block->words + 1.0f) * block->likelihood[0];
    html_node up = block->top;
    size_t count = 0;
    for (int i = 0; i < BOXES; i++) {
        const struct extract_element *const box = &page->elements[up];
        const float words = (float)(box->words + box->blocks);
        const float others = words - (float)block->words - 1.0f;
        out[count++] = others > 0.5f ? (box->score - own) / others : 0.5f;
        out[count++] = box->score / (context->all_score + 1.0f);
        up = html_parent(page->doc, up) ? html_parent(page->doc, up) : up;
    }
    return count;
}

static size_t add_look(const struct extract_context *context, size_t index, float *out)
{
    const struct extract_block *const block = extract_block_at(context->page, index);
    const struct look_sum *const sum = vec_at(&context->sums, context->look_of[index]);
    const float words = (float)block->words + 1.0f;
    const float others = sum->words - words;
    out[0] = others > 0.5f ? (sum->likelihood - words * block->likelihood[0]) / others : 0.5f;
    out[1] = others > 0.5f ? 1.0f : 0.0f;
    out[2] = fminf(1.0f, logf(sum->blocks) / 4.0f);
    return 3;
}

static size_t add_place(const struct extract_context *context, size_t index, float *out)
{
    const ptrdiff_t at = (ptrdiff_t)index;
    const bool has_strong = context->first_strong >= 0;
    out[0] = has_strong ? 1.0f : 0.0f;
    out[1] = has_strong ? far(context->first_strong - at) : 1.0f;
    out[2] = has_strong ? far(at - context->last_strong) : 1.0f;
    out[3] = has_strong && at >= context->first_strong && at <= context->last_strong ? 1.0f : 0.0f;
    out[4] = fminf(1.0f, logf(1.0f + context->all_score) / 8.0f);
    const struct extract_block *const block = extract_block_at(context->page, index);
    out[5] =
        context->page->main && html_is_inside(context->page->doc, block->top, context->page->main)
            ? 1.0f
            : 0.0f;
    return 6;
}

/* The element whose text is likely and that little unlikely text shares. */
static html_node find_main(const struct extract_page *page)
{
    html_node best = HTML_ROOT;
    float best_score = 0.0f;
    const size_t count = html_node_count(page->doc);
    for (html_node node = HTML_ROOT; node <= count; node++) {
        const struct extract_element *const element = &page->elements[node];
        const float words = (float)(element->words + element->blocks);
        const float score = element->score - 0.4f * words;
        // Of two that hold the same, the inner one.
        if (element->blocks && score >= best_score) {
            best = node;
            best_score = score;
        }
    }
    return best;
}

void extract_context_fill(const struct extract_context *context, size_t index, float *out)
{
    const struct extract_page *const page = context->page;
    const struct extract_block *const block = extract_block_at(page, index);
    size_t count = 0;
    const float p = fminf(0.999f, fmaxf(0.001f, block->likelihood[0]));
    out[count++] = p;
    out[count++] = logf(p / (1.0f - p)) / 7.0f;
    count += add_neighbours(page, index, out + count);
    static const int reaches[] = {3, 8, 20};
    for (size_t i = 0; i < COUNT_OF(reaches); i++) {
        out[count++] = side_mean(page, index, -1, reaches[i]);
        out[count++] = side_mean(page, index, 1, reaches[i]);
    }
    count += add_boxes(context, block, out + count);
    count += add_look(context, index, out + count);
    count += add_place(context, index, out + count);
    while (count < EXTRACT_CONTEXT)
        out[count++] = 0.0f;
}

struct extract_context *extract_context_new(struct extract_page *page)
{
    struct extract_context *const context = mem_zalloc(sizeof(*context));
    context->page = page;
    map_init(&context->looks);
    vec_init(&context->sums, sizeof(struct look_sum));
    context->look_of = mem_zalloc(size_mul(page->blocks.count + 1, sizeof(uint32_t)));
    for (html_node node = 0; node <= html_node_count(page->doc); node++)
        page->elements[node].score = 0.0f;
    sum_up(context);
    page->main = find_main(page);
    return context;
}

void extract_context_free(struct extract_context *context)
{
    map_release(&context->looks);
    vec_release(&context->sums);
    free(context->look_of);
    free(context);
}
