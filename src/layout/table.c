/*
 * Tables as they are read: rows and cells on a grid (HTML 4.9.12), each cell with blocks of its
 * own. Tables within cells, and those that only place things on a page, are flattened: one cell
 * after the other.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "layout/internal.h"

enum {
    COLUMNS_MOST = 64,     // more are flattened
    SPAN_ALL = 100,        // a colspan past this means all columns
    CELL_BYTES_MOST = 500, // longer cells in a table without heads: it only places things
};

/* A cell before its content is read. */
struct slot {
    html_node node;
    uint32_t row;
    uint32_t column;
    uint32_t columns;
    uint32_t rows;
};

struct reading {
    struct flow *flow;
    html_node table;
    const struct style *style;
    int depth;
    struct vec slots;   // struct slot
    size_t group_start; // the first slot of the group of rows at hand
    uint32_t row_count;
    uint32_t column_count;
    uint32_t head_count;
    uint32_t foot_row;
};

static bool is_cell(enum html_tag tag)
{
    return tag == HTML_TD || tag == HTML_TH;
}

/* ---- what kind of table */

static size_t text_bytes(const struct html_document *doc, html_node cell)
{
    size_t bytes = 0;
    for (html_node node = cell; node && bytes <= CELL_BYTES_MOST;
         node = html_walk(doc, cell, node)) {
        const struct slice text = slice_trim(html_text(doc, node));
        bytes += text.len;
    }
    return bytes;
}

static bool only_places_things(const struct html_document *doc, html_node table)
{
    const char *const role = html_attribute(doc, table, "role");
    if (role && (ascii_equal_nocase(role, "presentation") || ascii_equal_nocase(role, "none")))
        return true;
    bool has_heads = false;
    bool has_table = false;
    bool has_long_cell = false;
    html_node node = html_walk(doc, table, table);
    while (node) {
        const enum html_tag tag = html_tag(doc, node);
        has_table = has_table || tag == HTML_TABLE;
        has_heads = has_heads || tag == HTML_TH;
        if (is_cell(tag) && !has_long_cell)
            has_long_cell = text_bytes(doc, node) > CELL_BYTES_MOST;
        if (html_is_heading(tag))
            has_long_cell = true;
        node = tag == HTML_TABLE ? html_walk_over(doc, table, node) : html_walk(doc, table, node);
    }
    return has_heads ? has_table && has_long_cell : has_table || has_long_cell;
}

/* ---- the grid */

static uint32_t read_span(const struct html_document *doc, html_node cell, const char *name)
{
    const char *const text = html_attribute(doc, cell, name);
    long long span;
    if (!text || !slice_to_int64(slice_trim(slice_of(text)), &span) || span < 1)
        return 1;
    return span > UINT16_MAX ? UINT16_MAX : (uint32_t)span;
}

/* A rowspan of 0 means all rows that follow in the group. */
static uint32_t read_rows(const struct html_document *doc, html_node cell)
{
    const char *const text = html_attribute(doc, cell, "rowspan");
    const bool is_zero = text && slice_is(slice_trim(slice_of(text)), "0");
    return is_zero ? UINT16_MAX : read_span(doc, cell, "rowspan");
}

static html_node next_cell(const struct html_document *doc, html_node node)
{
    while (node && (!is_cell(html_tag(doc, node)) || html_is_hidden(doc, node)))
        node = html_next(doc, node);
    return node;
}

/* The next row of the table after `node`. What stands between rows is passed over here. */
static html_node next_row_as_written(const struct html_document *doc, html_node table,
                                     html_node node)
{
    node = node == table ? html_walk(doc, table, node) : html_walk_over(doc, table, node);
    while (node && html_tag(doc, node) != HTML_TR) {
        const bool is_closed = html_is_hidden(doc, node) || html_tag(doc, node) == HTML_CAPTION;
        node = is_closed ? html_walk_over(doc, table, node) : html_walk(doc, table, node);
    }
    return node;
}

/* Where a row is shown: heads, bodies, feet, wherever the page has them. */
enum part { PART_HEAD, PART_BODY, PART_FOOT, PART_COUNT };

static enum part part_of(const struct html_document *doc, html_node row)
{
    const enum html_tag group = html_tag(doc, html_parent(doc, row));
    return group == HTML_THEAD ? PART_HEAD : group == HTML_TFOOT ? PART_FOOT : PART_BODY;
}

/* The rows of the table as they are shown. */
static void list_rows(const struct html_document *doc, html_node table, struct vec *rows)
{
    for (int part = 0; part < PART_COUNT; part++)
        for (html_node row = next_row_as_written(doc, table, table); row;
             row = next_row_as_written(doc, table, row))
            if (part_of(doc, row) == (enum part)part)
                *(html_node *)vec_push(rows) = row;
}

/* How many columns the row has, when spans over "all" count as one. */
static uint32_t count_columns(const struct html_document *doc, html_node row)
{
    uint32_t count = 0;
    html_node cell = next_cell(doc, html_first_child(doc, row));
    for (; cell; cell = next_cell(doc, html_next(doc, cell))) {
        const uint32_t span = read_span(doc, cell, "colspan");
        count += span > SPAN_ALL ? 1 : span;
    }
    return count;
}

/* How many of the wanted columns are there, and not taken by a cell from above. */
static uint32_t free_columns(const uint32_t *ends, uint32_t row, uint32_t column, uint32_t wanted)
{
    uint32_t count = 1;
    while (count < wanted && column + count < COLUMNS_MOST && ends[column + count] <= row)
        count++;
    return count;
}

/* Put the cells of a row where columns are free; `ends` says from which row on each is. */
static bool place_row(struct reading *reading, html_node row, uint32_t *ends)
{
    const struct html_document *const doc = reading->flow->doc;
    const uint32_t number = reading->row_count;
    uint32_t column = 0;
    html_node cell = next_cell(doc, html_first_child(doc, row));
    for (; cell; cell = next_cell(doc, html_next(doc, cell))) {
        while (column < COLUMNS_MOST && ends[column] > number)
            column++;
        if (column == COLUMNS_MOST)
            return false;
        uint32_t columns = read_span(doc, cell, "colspan");
        columns = free_columns(ends, number, column, columns);
        const uint32_t rows = read_rows(doc, cell);
        struct slot *const slot = vec_push(&reading->slots);
        *slot = (struct slot){cell, number, column, columns, rows};
        for (uint32_t i = column; i < column + columns; i++)
            ends[i] = number + rows;
        column += columns;
        if (column > reading->column_count && columns <= SPAN_ALL)
            reading->column_count = column;
    }
    return true;
}

static bool is_blank(struct slice text)
{
    static const char no_break[] = "\u00A0";
    const size_t len = strlen(no_break);
    text = slice_trim(text);
    while (text.len >= len && memcmp(text.data, no_break, len) == 0)
        text = slice_trim((struct slice){text.data + len, text.len - len});
    return text.len == 0;
}

static bool has_content(const struct html_document *doc, html_node cell)
{
    for (html_node node = cell; node; node = html_walk(doc, cell, node)) {
        const enum html_tag tag = html_tag(doc, node);
        if (tag == HTML_IMG || tag == HTML_VIDEO || tag == HTML_AUDIO || tag == HTML_IFRAME ||
            !is_blank(html_text(doc, node)))
            return true;
    }
    return false;
}

/* Columns in which no cell with content begins take no place, and cells there are left out. */
static void drop_idle_columns(struct reading *reading)
{
    uint32_t numbers[COLUMNS_MOST + 1] = {0};
    bool begins[COLUMNS_MOST] = {false};
    struct slot *const slots = reading->slots.items;
    for (size_t i = 0; i < reading->slots.count; i++)
        if (!begins[slots[i].column])
            begins[slots[i].column] = has_content(reading->flow->doc, slots[i].node);
    uint32_t count = 0;
    for (uint32_t i = 0; i < COLUMNS_MOST; i++) {
        numbers[i] = count;
        count += begins[i];
    }
    numbers[COLUMNS_MOST] = count;
    size_t kept = 0;
    for (size_t i = 0; i < reading->slots.count; i++) {
        struct slot slot = slots[i];
        const uint32_t end = numbers[slot.column + slot.columns];
        slot.column = numbers[slot.column];
        if (end <= slot.column)
            continue;
        slot.columns = end - slot.column;
        slots[kept++] = slot;
    }
    reading->slots.count = kept;
    reading->column_count = count;
}

static bool is_head_row(const struct html_document *doc, html_node row)
{
    if (html_tag(doc, html_parent(doc, row)) == HTML_THEAD)
        return true;
    html_node cell = next_cell(doc, html_first_child(doc, row));
    for (; cell; cell = next_cell(doc, html_next(doc, cell)))
        if (html_tag(doc, cell) != HTML_TH)
            return false;
    return true;
}

/* No cell goes on into the next group of rows, or past the last one. */
static void end_group(struct reading *reading, uint32_t ends[COLUMNS_MOST])
{
    struct slot *const slots = reading->slots.items;
    for (size_t i = reading->group_start; i < reading->slots.count; i++)
        if (slots[i].rows > reading->row_count - slots[i].row)
            slots[i].rows = reading->row_count - slots[i].row;
    reading->group_start = reading->slots.count;
    memset(ends, 0, COLUMNS_MOST * sizeof(*ends));
}

/* False when the table cannot be a grid. */
static bool place_rows(struct reading *reading, const html_node *rows, size_t count)
{
    const struct html_document *const doc = reading->flow->doc;
    uint32_t ends[COLUMNS_MOST] = {0};
    for (size_t i = 0; i < count; i++) {
        if (i && html_parent(doc, rows[i]) != html_parent(doc, rows[i - 1]))
            end_group(reading, ends);
        if (count_columns(doc, rows[i]) > COLUMNS_MOST || !place_row(reading, rows[i], ends))
            return false;
        if (reading->head_count == reading->row_count && is_head_row(doc, rows[i]))
            reading->head_count++;
        if (part_of(doc, rows[i]) != PART_FOOT)
            reading->foot_row = reading->row_count + 1;
        reading->row_count++;
    }
    end_group(reading, ends);
    return true;
}

static bool place_cells(struct reading *reading)
{
    struct vec rows;
    vec_init(&rows, sizeof(html_node));
    list_rows(reading->flow->doc, reading->table, &rows);
    const bool is_grid = place_rows(reading, rows.items, rows.count);
    vec_release(&rows);
    if (!is_grid)
        return false;
    drop_idle_columns(reading);
    if (reading->head_count == reading->row_count)
        reading->head_count = 0;
    return reading->column_count > 1;
}

/* ---- content */

/* By the attribute, or by the style as Markdown's tables have it. */
static bool is_aligned(const struct html_document *doc, html_node cell, const char *where)
{
    const char *const align = html_attribute(doc, cell, "align");
    if (align)
        return ascii_equal_nocase(align, where);
    const char *const style = html_attribute(doc, cell, "style");
    const char *const rule = style ? strcasestr(style, "text-align") : NULL;
    if (!rule)
        return false;
    const char *const value = rule + strlen("text-align");
    const size_t gap = strspn(value, ": \t");
    return gap && strncasecmp(value + gap, where, strlen(where)) == 0;
}

static void read_cell(struct reading *reading, const struct slot *slot, struct cell *cell)
{
    struct flow *const flow = reading->flow;
    const bool is_head = html_tag(flow->doc, slot->node) == HTML_TH;
    struct vec blocks;
    vec_init(&blocks, sizeof(struct block));
    struct vec *const outer = flow->blocks;
    flow->blocks = &blocks;
    flow->gap = 0;
    struct style style = *reading->style;
    style.margin = NULL;
    style.list_depth = 0;
    style.is_in_cell = true;
    if (slot->row < reading->head_count)
        style.role = LAYOUT_TABLE_HEAD;
    else if (is_head)
        style.marks |= LAYOUT_BOLD;
    *cell = (struct cell){
        .row = slot->row,
        .column = slot->column,
        .columns = slot->columns,
        .is_head = is_head,
        .rows = slot->rows,
        .is_right = is_aligned(flow->doc, slot->node, "right"),
        .is_centred = is_aligned(flow->doc, slot->node, "center"),
        .place = flow->place,
    };
    flow_children(flow, slot->node, &style, reading->depth + 2);
    flow_flush(flow);
    flow->blocks = outer;
    flow->gap = 0;
    struct block *const copy =
        arena_alloc(&flow->layout->texts, size_mul(blocks.count, sizeof(*copy)));
    if (blocks.count)
        memcpy(copy, blocks.items, blocks.count * sizeof(*copy));
    cell->blocks = copy;
    cell->block_count = blocks.count;
    vec_release(&blocks);
}

static void read_grid(struct reading *reading)
{
    struct flow *const flow = reading->flow;
    struct block *block = flow_add_block(flow, BLOCK_TABLE, reading->style);
    const size_t number = (size_t)(block - (struct block *)flow->blocks->items);
    const size_t count = reading->slots.count;
    struct cell *const cells = arena_alloc(&flow->layout->texts, size_mul(count, sizeof(*cells)));
    const struct slot *const slots = reading->slots.items;
    for (size_t i = 0; i < count && !flow->is_ended; i++)
        read_cell(reading, &slots[i], &cells[i]);
    struct table *const table = arena_zalloc(&flow->layout->texts, sizeof(*table));
    *table = (struct table){
        .cells = cells,
        .cell_count = flow->is_ended ? 0 : count,
        .row_count = reading->row_count,
        .column_count = reading->column_count,
        .head_count = reading->head_count,
        .foot_row = reading->foot_row,
        .end_place = flow->place,
    };
    block = vec_at(flow->blocks, number); // it may have moved
    block->table = table;
}

/* ---- flattened */

static bool has_block(const struct html_document *doc, html_node top)
{
    for (html_node node = html_walk(doc, top, top); node; node = html_walk(doc, top, node))
        if (html_is_block(html_tag(doc, node)))
            return true;
    return false;
}

/* Cells of running text go on one line, others on lines of their own. */
void flow_flat_cell(struct flow *flow, html_node node, const struct style *style, int depth)
{
    const bool is_apart = has_block(flow->doc, node);
    if (is_apart)
        flow_break(flow, 0);
    flow_children(flow, node, style, depth);
    if (is_apart)
        flow_break(flow, 0);
    else
        flow_space(flow);
}

static bool has_row(const struct html_document *doc, html_node node)
{
    return html_tag(doc, node) != HTML_TEXT && html_find_tag(doc, node, HTML_TR) != HTML_NONE;
}

/* Text and elements that stand in the table but in no cell: they come before it. */
static void flow_strays(struct flow *flow, html_node table, const struct style *style, int depth)
{
    const struct html_document *const doc = flow->doc;
    html_node node = html_walk(doc, table, table);
    while (node && !flow->is_ended) {
        const enum html_tag tag = html_tag(doc, node);
        const bool is_frame = tag == HTML_TBODY || tag == HTML_THEAD || tag == HTML_TFOOT ||
                              tag == HTML_TR || tag == HTML_FORM;
        if (!is_frame && !is_cell(tag) && tag != HTML_CAPTION && !has_row(doc, node))
            flow_node(flow, node, style, depth + 1);
        const bool is_open = is_frame || (!is_cell(tag) && has_row(doc, node));
        node = is_open ? html_walk(doc, table, node) : html_walk_over(doc, table, node);
    }
    flow_flush(flow);
}

void flow_table(struct flow *flow, html_node node, const struct style *style, int depth)
{
    struct reading reading = {.flow = flow, .table = node, .style = style, .depth = depth};
    vec_init(&reading.slots, sizeof(struct slot));
    if (style->is_in_cell || only_places_things(flow->doc, node) || !place_cells(&reading)) {
        flow_children(flow, node, style, depth);
    } else {
        flow_strays(flow, node, style, depth);
        const html_node caption = html_find_tag(flow->doc, node, HTML_CAPTION);
        if (caption && html_parent(flow->doc, caption) == node)
            flow_node(flow, caption, style, depth + 1);
        flow_flush(flow);
        read_grid(&reading);
    }
    vec_release(&reading.slots);
}
