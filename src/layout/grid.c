/*
 * A table to lines: as a grid with columns as wide as their content asks for, or, where the width
 * has no room for that, as records: `Head: value`, a row after the other.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "layout/grid.h"
#include "text/cells.h"

enum {
    WORD_LEAST = 8,  // words this long are never folded in a column
    THIN_CELLS = 14, // a column narrower than this ...
    THIN_LINES = 6,  // ... with cells of more lines than this reads badly
};

/* ---- widths */

static void measure_block(struct wrap *wrap, const struct block *block, int *least, int *most)
{
    *least = *most = 1;
    if (block->kind != BLOCK_TEXT && block->kind != BLOCK_PRE)
        return;
    wrap_measure(wrap, block, least, most);
    for (const struct margin *margin = block->margin; margin; margin = margin->parent) {
        *least += margin->cells;
        *most += margin->cells;
    }
}

static void measure_cell(struct wrap *wrap, struct cell *cell)
{
    for (size_t i = 0; i < cell->block_count; i++) {
        int least;
        int most;
        measure_block(wrap, &cell->blocks[i], &least, &most);
        if (least > cell->least_cells)
            cell->least_cells = least;
        if (most > cell->most_cells)
            cell->most_cells = most;
    }
}

static void widen(struct grid *grid, const struct cell *cell)
{
    struct column *const first = &grid->columns[cell->column];
    if (cell->columns == 1) {
        if (cell->least_cells > first->least)
            first->least = cell->least_cells;
        if (cell->most_cells > first->most)
            first->most = cell->most_cells;
        return;
    }
    int least = GRID_FRAME_CELLS * (int)(cell->columns - 1);
    int most = least;
    for (uint32_t i = 0; i < cell->columns; i++) {
        least += first[i].least;
        most += first[i].most;
    }
    // What the columns do not have by themselves goes to the last.
    struct column *const last = &first[cell->columns - 1];
    if (cell->least_cells > least)
        last->least += cell->least_cells - least;
    if (cell->most_cells > most)
        last->most += cell->most_cells - most;
}

static bool is_number(const struct cell *cell)
{
    if (cell->block_count != 1 || cell->blocks[0].kind != BLOCK_TEXT)
        return false;
    bool has_digit = false;
    for (uint32_t i = 0; i < cell->blocks[0].len; i++) {
        const char c = cell->blocks[0].text[i];
        has_digit = has_digit || ascii_is_digit(c);
        if (ascii_is_alpha(c) || c == '\n')
            return false;
    }
    return has_digit;
}

static void read_columns(struct grid *grid)
{
    const struct table *const table = grid->table;
    for (uint32_t i = 0; i < table->column_count; i++)
        grid->columns[i] = (struct column){.least = 1, .most = 1, .is_number = true};
    for (int is_spanning = 0; is_spanning < 2; is_spanning++)
        for (size_t i = 0; i < table->cell_count; i++)
            if ((table->cells[i].columns > 1) == (is_spanning == 1))
                widen(grid, &table->cells[i]);
    for (size_t i = 0; i < table->cell_count; i++) {
        const struct cell *const cell = &table->cells[i];
        if (cell->row >= table->head_count && cell->block_count && !is_number(cell))
            grid->columns[cell->column].is_number = false;
    }
}

/* Share the room; false when the table does not fit. */
static bool share_room(struct grid *grid)
{
    const int count = (int)grid->table->column_count;
    int room = grid->room - GRID_FRAME_CELLS * (count - 1);
    const int longest = grid->room / 4 > WORD_LEAST ? grid->room / 4 : WORD_LEAST;
    long wanted = 0;
    for (int i = 0; i < count; i++) {
        struct column *const column = &grid->columns[i];
        if (column->least > longest)
            column->least = longest;
        if (column->most < column->least)
            column->most = column->least;
        column->width = column->least;
        room -= column->least;
        wanted += column->most - column->least;
    }
    if (room < 0)
        return false;
    for (int i = 0; i < count && wanted > 0; i++) {
        struct column *const column = &grid->columns[i];
        const long want = column->most - column->least;
        const long share = wanted <= room ? want : want * room / wanted;
        column->width += (int)share;
    }
    return true;
}

int grid_cell_width(const struct grid *grid, const struct cell *cell)
{
    int width = GRID_FRAME_CELLS * (int)(cell->columns - 1);
    for (uint32_t i = 0; i < cell->columns; i++)
        width += grid->columns[cell->column + i].width;
    return width;
}

/* Would a column be a thread of words? */
static bool reads_badly(const struct grid *grid)
{
    for (size_t i = 0; i < grid->table->cell_count; i++) {
        const struct cell *const cell = &grid->table->cells[i];
        const int width = grid_cell_width(grid, cell);
        if (width < THIN_CELLS && cell->most_cells > width * THIN_LINES)
            return true;
    }
    return false;
}

size_t grid_row_end(const struct table *table, size_t start)
{
    size_t end = start;
    while (end < table->cell_count && table->cells[end].row == table->cells[start].row)
        end++;
    return end;
}

/* ---- records */

/* The text of the lowest head over a column; NULL when there is none. */
static const char *head_of(const struct table *table, uint32_t column)
{
    const char *text = NULL;
    for (size_t i = 0; i < table->cell_count && table->cells[i].row < table->head_count; i++) {
        const struct cell *const cell = &table->cells[i];
        if (column >= cell->column && column < cell->column + cell->columns && cell->block_count &&
            cell->blocks[0].kind == BLOCK_TEXT &&
            !memchr(cell->blocks[0].text, '\n', cell->blocks[0].len))
            text = cell->blocks[0].text;
    }
    return text;
}

static struct margin *new_margin(struct grid *grid, const char *first, int cells)
{
    struct margin *const margin = arena_zalloc(grid->wrap->arena, sizeof(*margin));
    margin->parent = grid->block->margin;
    margin->first = first;
    margin->first_cells = first ? text_cells(first, strlen(first)) : 0;
    margin->cells = cells;
    margin->role = LAYOUT_TABLE_HEAD;
    margin->is_shown = first == NULL;
    return margin;
}

/* Hang a cell's margins below another one. */
static struct margin *hang(struct margin *margin, struct margin *below)
{
    if (!margin)
        return below;
    struct margin *root = margin;
    while (root->parent && root->parent != below)
        root = root->parent;
    root->parent = below;
    return margin;
}

static void write_label(struct grid *grid, const char *label, uint32_t place, uint8_t gap)
{
    const struct span look = {.role = LAYOUT_TABLE_HEAD};
    const struct block block = {.kind = BLOCK_TEXT,
                                .gap = gap,
                                .is_label = true,
                                .place = place,
                                .margin = grid->block->margin,
                                .text = label,
                                .len = (uint32_t)strlen(label),
                                .span_count = 1,
                                .spans = &look};
    wrap_blocks(grid->wrap, &block, 1);
}

static void write_value(struct grid *grid, const struct cell *cell, const char *head, uint8_t gap)
{
    struct margin *margin = grid->block->margin;
    if (head) {
        const char *const label = arena_printf(grid->wrap->arena, "%s: ", head);
        const int cells = text_cells(label, strlen(label));
        margin = new_margin(grid, label, 2);
        if (cells > grid->room / 2) {
            write_label(grid, label, cell->place, gap);
            gap = 0;
            margin = new_margin(grid, NULL, 2);
        }
    }
    for (size_t i = 0; i < cell->block_count; i++) {
        struct block block = cell->blocks[i];
        block.margin = hang(block.margin, margin);
        if (i == 0)
            block.gap = gap;
        wrap_blocks(grid->wrap, &block, 1);
    }
}

/*
 * The first column's cell stands for the row. One that spans rows is repeated in front of each, as
 * far as it is short; such lines have the place of the row.
 */
static bool repeat_name(struct grid *grid, const struct cell *name, const char *head,
                        uint32_t place)
{
    enum { NAME_BYTES_MOST = 80 };
    if (name->block_count != 1 || name->blocks->kind != BLOCK_TEXT || name->blocks->margin ||
        name->blocks->len > NAME_BYTES_MOST)
        return false;
    struct block block = *name->blocks;
    block.is_label = true;
    block.place = place;
    struct cell again = *name;
    again.blocks = &block;
    again.place = place;
    write_value(grid, &again, head, 1);
    return true;
}

static void write_record(struct grid *grid, const struct cell *cells, size_t count,
                         const char *const *heads, bool begins_row)
{
    for (size_t i = 0; i < count; i++) {
        const struct cell *const cell = &cells[i];
        if (cell->block_count == 0)
            continue;
        const bool has_label = !cell->is_head && cell->columns == 1;
        write_value(grid, cell, has_label ? heads[cell->column] : NULL, begins_row ? 1 : 0);
        begins_row = false;
    }
}

static void write_records(struct grid *grid)
{
    const struct table *const table = grid->table;
    const char **const heads = mem_zalloc(size_mul(table->column_count, sizeof(*heads)));
    for (uint32_t i = 0; i < table->column_count; i++)
        heads[i] = head_of(table, i);
    const struct cell *name = NULL;
    bool is_first = true;
    for (size_t start = 0; start < table->cell_count && !grid->wrap->is_full;) {
        const struct cell *const cells = &table->cells[start];
        const size_t count = grid_row_end(table, start) - start;
        start += count;
        if (cells->row < table->head_count)
            continue;
        const bool has_name = name && cells->column > 0 && cells->row < name->row + name->rows;
        if (!has_name)
            name = cells->column == 0 ? cells : NULL;
        const bool is_named =
            has_name && repeat_name(grid, name, name->is_head ? NULL : heads[0], cells->place);
        write_record(grid, cells, count, heads, !is_first && !is_named);
        is_first = false;
    }
    free(heads);
}

void wrap_table(struct wrap *wrap, const struct block *block)
{
    const struct table *const table = block->table;
    if (table->cell_count == 0)
        return;
    if (block->margin)
        margin_measure(wrap, block->margin);
    struct grid grid = {
        .wrap = wrap,
        .block = block,
        .table = table,
        .columns = mem_alloc(size_mul(table->column_count, sizeof(struct column))),
        .room = wrap->width - (block->margin ? block->margin->total_cells : 0),
    };
    for (size_t i = 0; i < table->cell_count; i++)
        measure_cell(wrap, &table->cells[i]);
    read_columns(&grid);
    if (share_room(&grid) && !reads_badly(&grid))
        grid_write_rows(&grid);
    else
        write_records(&grid);
    free(grid.columns);
}
