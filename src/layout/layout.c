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
    arena_init(&layout->texts);
    sink_init(&layout->sink);
    vec_init(&layout->links, sizeof(struct link_target));
    vec_init(&layout->headings, sizeof(struct layout_heading));
    vec_init(&layout->pictures, sizeof(struct layout_picture));
    return layout;
}

/* The lines for the callers, once the runs stay where they are. */
static void finish(struct layout *layout)
{
    const size_t count = layout->sink.lines.count;
    const struct raw_line *const raw = layout->sink.lines.items;
    const struct layout_run *const runs = layout->sink.runs.items;
    layout->line_count = count;
    layout->lines = arena_alloc(&layout->texts, size_mul(count, sizeof(*layout->lines)));
    for (size_t i = 0; i < count; i++)
        layout->lines[i] = (struct layout_line){
            .runs = runs ? runs + raw[i].run_start : NULL,
            .count = raw[i].run_count,
            .place = raw[i].place,
            .fill_from = raw[i].fill_from,
            .is_right_to_left = raw[i].is_right_to_left,
        };
}

/* ---- making */

static void begin(struct making *making, const struct layout_options *options,
                  const struct ticket *ticket)
{
    struct layout *const layout = new_layout();
    layout->options = *options;
    if (layout->options.width_cells < 1)
        layout->options.width_cells = 1;
    if (layout->options.width_cells > LIMIT_WIDTH_CELLS)
        layout->options.width_cells = LIMIT_WIDTH_CELLS;
    *making = (struct making){
        .layout = layout,
        .wrap = {.layout = layout,
                 .arena = &layout->arena,
                 .options = &layout->options,
                 .ticket = ticket,
                 .sink = &layout->sink,
                 .width = layout->options.width_cells,
                 .breaks = &making->breaks},
    };
    vec_init(&making->blocks, sizeof(struct block));
    vec_init(&making->breaks, 1);
}

/* The blocks that are there become lines. */
static void wrap_part(struct making *making)
{
    wrap_blocks(&making->wrap, making->blocks.items, making->blocks.count);
    finish(making->layout);
}

static void give_part(struct making *making)
{
    struct layout *const layout = making->layout;
    wrap_part(making);
    const bool is_whole = !making->wrap.is_full && !making->wrap.is_cancelled;
    making->is_ended = !is_whole || !making->take(making->context, layout);
    making->wrap.lines_before += layout->line_count;
    vec_clear(&making->blocks);
    sink_clear(&layout->sink);
    vec_clear(&layout->headings);
    vec_clear(&layout->pictures);
    arena_clear(&layout->texts);
}

void layout_go_on(struct making *making)
{
    enum { PART_BLOCKS = 128 };
    if (making->take && !making->is_ended && making->blocks.count >= PART_BLOCKS)
        give_part(making);
}

static bool end(struct making *making, struct error *err)
{
    const struct wrap *const wrap = &making->wrap;
    vec_release(&making->blocks);
    vec_release(&making->breaks);
    if (wrap->is_cancelled)
        return error_set(err, ERR_CANCELLED, _("the layout was cancelled"));
    if (wrap->is_full)
        return error_set(err, ERR_LIMIT, _("the document has more than %d lines"), LIMIT_LINES);
    return true;
}

struct layout *layout_new(const struct html_document *doc, const struct layout_options *options,
                          const struct ticket *ticket, struct error *err)
{
    struct making making;
    begin(&making, options, ticket);
    layout_flow(&making, doc);
    wrap_part(&making);
    vec_release(&making.layout->sink.lines);
    if (end(&making, err))
        return making.layout;
    layout_free(making.layout);
    return NULL;
}

bool layout_in_parts(const struct html_document *doc, const struct layout_options *options,
                     const struct ticket *ticket, layout_part *take, void *context,
                     struct error *err)
{
    struct making making;
    begin(&making, options, ticket);
    making.take = take;
    making.context = context;
    layout_flow(&making, doc);
    if (!making.is_ended && !making.wrap.is_cancelled)
        give_part(&making);
    const bool is_done = end(&making, err);
    layout_free(making.layout);
    return is_done;
}

void layout_free(struct layout *layout)
{
    if (!layout)
        return;
    sink_release(&layout->sink);
    vec_release(&layout->links);
    vec_release(&layout->headings);
    vec_release(&layout->pictures);
    arena_release(&layout->texts);
    arena_release(&layout->arena);
    free(layout);
}

int layout_width(const struct layout *layout)
{
    return layout->options.width_cells;
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

size_t layout_picture_count(const struct layout *layout)
{
    return layout->pictures.count;
}

const struct layout_picture *layout_picture(const struct layout *layout, size_t index)
{
    return vec_at(&layout->pictures, index);
}
