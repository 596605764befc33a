/*
 * A table to lines: as a grid with columns as wide as their content asks for, or, where the width
 * has no room for that, as records.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "layout/grid.h"

enum {
    WORD_LEAST = 20, // words this long are never folded in a column
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

/* Digits with signs: in UTF-8 those beyond ASCII begin with C2 or E2. */
static bool is_number(const struct cell *cell)
{
    if (cell->block_count != 1 || cell->blocks[0].kind != BLOCK_TEXT)
        return false;
    bool has_digit = false;
    for (uint32_t i = 0; i < cell->blocks[0].len; i++) {
        const unsigned char c = (unsigned char)cell->blocks[0].text[i];
        has_digit = has_digit || ascii_is_digit((char)c);
        if (ascii_is_alpha((char)c) || c == '\n' || (c >= 0xC3 && c != 0xE2))
            return false;
    }
    return has_digit;
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
    if (cell->most_cells <= WORD_LEAST && is_number(cell))
        cell->least_cells = cell->most_cells; // a number stands on one line
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

/* What the columns need when words are folded past `longest` cells. */
static int least_room(const struct grid *grid, int longest)
{
    int least = 0;
    for (uint32_t i = 0; i < grid->table->column_count; i++)
        least += grid->columns[i].least < longest ? grid->columns[i].least : longest;
    return least;
}

/* Words are folded past this width only, which is as large as the room allows; 0: too small. */
static int longest_word(const struct grid *grid, int room)
{
    int longest = room;
    while (longest > 0 && least_room(grid, longest) > room)
        longest = longest > WORD_LEAST ? longest - 1 : 0;
    return longest > 0 ? longest : 0;
}

/* Share the room; false when the table does not fit. */
static bool share_room(struct grid *grid)
{
    const int count = (int)grid->table->column_count;
    int room = grid->room - GRID_FRAME_CELLS * (count - 1);
    const int longest = longest_word(grid, room);
    if (longest == 0)
        return false;
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
        grid_write_records(&grid);
    free(grid.columns);
}
