#include "layout/layout.h"

#include <stdlib.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/memory.h"
#include "layout/internal.h"

static struct layout *new_layout(void)
{
    struct layout *const layout = mem_zalloc(sizeof(*layout));
    arena_init(&layout->arena);
    sink_init(&layout->sink);
    vec_init(&layout->links, sizeof(struct link_target));
    vec_init(&layout->headings, sizeof(struct layout_heading));
    return layout;
}

/* The lines for the callers, once the runs stay where they are. */
static void finish(struct layout *layout)
{
    const size_t count = layout->sink.lines.count;
    const struct raw_line *const raw = layout->sink.lines.items;
    const struct layout_run *const runs = layout->sink.runs.items;
    layout->line_count = count;
    layout->lines = arena_alloc(&layout->arena, size_mul(count, sizeof(*layout->lines)));
    for (size_t i = 0; i < count; i++)
        layout->lines[i] = (struct layout_line){
            .runs = runs ? runs + raw[i].run_start : NULL,
            .count = raw[i].run_count,
            .place = raw[i].place,
            .fill_from = raw[i].fill_from,
            .is_right_to_left = raw[i].is_right_to_left,
        };
    vec_release(&layout->sink.lines);
}

static bool run_wrap(struct layout *layout, const struct layout_options *options,
                     const struct ticket *ticket, const struct vec *blocks, struct error *err)
{
    struct vec breaks;
    vec_init(&breaks, 1);
    struct wrap wrap = {
        .layout = layout,
        .arena = &layout->arena,
        .options = options,
        .ticket = ticket,
        .sink = &layout->sink,
        .width = options->width_cells,
        .breaks = &breaks,
    };
    wrap_blocks(&wrap, blocks->items, blocks->count);
    vec_release(&breaks);
    if (wrap.is_cancelled)
        return error_set(err, ERR_CANCELLED, _("the layout was cancelled"));
    if (wrap.is_full)
        return error_set(err, ERR_LIMIT, _("the document has more than %d lines"), LIMIT_LINES);
    return true;
}

struct layout *layout_new(const struct html_document *doc, const struct layout_options *options,
                          const struct ticket *ticket, struct error *err)
{
    struct layout_options clipped = *options;
    if (clipped.width_cells < 1)
        clipped.width_cells = 1;
    if (clipped.width_cells > LIMIT_WIDTH_CELLS)
        clipped.width_cells = LIMIT_WIDTH_CELLS;
    struct layout *const layout = new_layout();
    layout->width_cells = clipped.width_cells;
    struct vec blocks;
    vec_init(&blocks, sizeof(struct block));
    const bool is_done = layout_flow(layout, doc, &clipped, ticket, &blocks, err) &&
                         run_wrap(layout, &clipped, ticket, &blocks, err);
    vec_release(&blocks);
    if (!is_done) {
        layout_free(layout);
        return NULL;
    }
    finish(layout);
    return layout;
}

void layout_free(struct layout *layout)
{
    if (!layout)
        return;
    sink_release(&layout->sink);
    vec_release(&layout->links);
    vec_release(&layout->headings);
    arena_release(&layout->arena);
    free(layout);
}

int layout_width(const struct layout *layout)
{
    return layout->width_cells;
}

size_t layout_line_count(const struct layout *layout)
{
    return layout->line_count;
}

const struct layout_line *layout_line(const struct layout *layout, size_t index)
{
    static const struct layout_line empty = {.fill_from = -1};
    return index < layout->line_count ? &layout->lines[index] : &empty;
}

size_t layout_line_of(const struct layout *layout, uint32_t place)
{
    size_t low = 0;
    size_t high = layout->line_count;
    while (low < high) { // the first line past the place
        const size_t middle = low + (high - low) / 2;
        if (layout->lines[middle].place <= place)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? low - 1 : 0;
}

size_t layout_link_count(const struct layout *layout)
{
    return layout->links.count;
}

const char *layout_link_url(const struct layout *layout, size_t number)
{
    if (number == 0 || number > layout->links.count)
        return NULL;
    return ((const struct link_target *)layout->links.items)[number - 1].url;
}

size_t layout_heading_count(const struct layout *layout)
{
    return layout->headings.count;
}

const struct layout_heading *layout_heading(const struct layout *layout, size_t index)
{
    return vec_at(&layout->headings, index);
}
