/*
 * A table drawn as rows and columns. A cell that spans rows is open through all of them: its lines
 * go on beside theirs, and rules between them stop at it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "layout/grid.h"

static void write_blanks(struct wrap *wrap, int cells)
{
    const struct span look = {.role = LAYOUT_TEXT};
    if (cells > 0)
        wrap_run(wrap, layout_blanks(wrap->layout), (size_t)cells, cells, &look);
}

static void write_frame(struct wrap *wrap, const char *text, int cells)
{
    const struct span look = {.role = LAYOUT_TABLE_FRAME};
    wrap_run(wrap, text, strlen(text), cells, &look);
}

/* Bullets that have no place of their own in a narrow margin take the first line for themselves. */
static void begin_line(const struct grid *grid, uint32_t place)
{
    const int room = wrap_begin_line(grid->wrap, grid->block->margin, place);
    if (room >= grid->room)
        return;
    wrap_end_line(grid->wrap);
    wrap_begin_line(grid->wrap, grid->block->margin, place);
}

/* ---- rules */

static uint64_t bit(uint32_t column)
{
    return UINT64_C(1) << column;
}

/* Which columns have an edge before them, in the row that is open. */
static uint64_t edges_now(const struct grid *grid)
{
    const uint32_t count = grid->table->column_count;
    uint64_t edges = count < 64 ? bit(count) - 1 : UINT64_MAX;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 1; grid->open[i].cell && j < grid->open[i].cell->columns; j++)
            edges &= ~bit(i + j);
    return edges;
}

/* The columns of cells that are open. */
static uint64_t covered_now(const struct grid *grid)
{
    uint64_t covered = 0;
    for (uint32_t i = 0; i < grid->table->column_count; i++)
        for (uint32_t j = 0; grid->open[i].cell && j < grid->open[i].cell->columns; j++)
            covered |= bit(i + j);
    return covered;
}

/* What stands between two columns of a rule. */
static const char *crossing(bool is_ascii, const struct rule *rule, uint32_t column)
{
    static const char *const crossings[] = {"\u2500\u2500\u2500", "\u2500\u2534\u2500",
                                            "\u2500\u252C\u2500", "\u2500\u253C\u2500"};
    static const char *const ascii[] = {"---", "-+-", "-+-", "-+-"};
    const bool is_above = rule->above & bit(column);
    const bool is_below = rule->below & bit(column);
    const bool ends_cover = rule->covered & bit(column - 1);
    const bool begins_cover = rule->covered & bit(column);
    if (ends_cover && begins_cover)
        return !is_above && !is_below ? "   " : is_ascii ? " | " : " \u2502 ";
    if (ends_cover)
        return is_ascii ? " +-" : " \u251C\u2500";
    if (begins_cover)
        return is_ascii ? "-+ " : "\u2500\u2524 ";
    return (is_ascii ? ascii : crossings)[(is_above ? 1 : 0) + (is_below ? 2 : 0)];
}

static void make_rule(const struct grid *grid, struct rule *rule)
{
    const bool is_ascii = grid->wrap->options->uses_ascii;
    const char *const line = is_ascii ? "-" : "\u2500";
    struct str text;
    str_init(&text, LIMIT_STR_BYTES);
    for (uint32_t i = 0; i < grid->table->column_count; i++) {
        if (i)
            str_add(&text, crossing(is_ascii, rule, i));
        for (int j = 0; j < grid->columns[i].width; j++)
            str_add(&text, rule->covered & bit(i) ? " " : line);
        rule->cells += grid->columns[i].width + (i ? GRID_FRAME_CELLS : 0);
    }
    rule->text = arena_strndup(&grid->wrap->layout->texts, text.data, text.len);
    str_release(&text);
}

static bool is_same(const struct rule *a, const struct rule *b)
{
    return a->above == b->above && a->below == b->below && a->covered == b->covered;
}

/* A rule across all columns. Few kinds are made: a table's rows are mostly alike. */
static void write_rule(struct grid *grid, struct rule rule, uint32_t place)
{
    size_t i = 0;
    while (i < grid->rule_count && !is_same(&grid->rules[i], &rule))
        i++;
    if (i == COUNT_OF(grid->rules))
        i = 0;
    if (i == grid->rule_count || !is_same(&grid->rules[i], &rule)) {
        make_rule(grid, &rule);
        grid->rules[i] = rule;
        grid->rule_count += i == grid->rule_count;
    }
    begin_line(grid, place);
    write_frame(grid->wrap, grid->rules[i].text, grid->rules[i].cells);
    wrap_end_line(grid->wrap);
}

/* ---- cells */

/* The blanks before a line that uses `used` cells of the cell's width. */
static int indent_of(const struct grid *grid, const struct cell *cell, int used)
{
    const int rest = grid_cell_width(grid, cell) - used;
    if (cell->is_right || (grid->columns[cell->column].is_number && !cell->is_centred))
        return rest;
    return cell->is_centred ? rest / 2 : 0;
}

/* One line of a cell, filled to its width. */
static void write_cell_line(struct grid *grid, const struct cell *cell, const struct sink *sink,
                            size_t index)
{
    const int width = grid_cell_width(grid, cell);
    const struct raw_line *const lines = sink->lines.items;
    const struct layout_run *const runs = sink->runs.items;
    int used = 0;
    if (index >= sink->lines.count)
        return write_blanks(grid->wrap, width);
    const struct raw_line *const line = &lines[index];
    for (uint32_t i = 0; i < line->run_count; i++)
        used += runs[line->run_start + i].cells;
    const int indent = indent_of(grid, cell, used);
    write_blanks(grid->wrap, indent);
    for (uint32_t i = 0; i < line->run_count; i++)
        *(struct layout_run *)vec_push(&grid->wrap->sink->runs) = runs[line->run_start + i];
    write_blanks(grid->wrap, width - used - indent);
}

static void wrap_cell(const struct grid *grid, const struct cell *cell, struct sink *sink)
{
    struct wrap inner = *grid->wrap;
    inner.sink = sink;
    inner.width = grid_cell_width(grid, cell);
    inner.lines_before = 0;
    inner.previous = NULL;
    sink_clear(sink);
    wrap_blocks(&inner, cell->blocks, cell->block_count);
    grid->wrap->is_cancelled = inner.is_cancelled;
    grid->wrap->is_full = inner.is_full;
}

/* ---- rows */

static bool ends_before(const struct open_cell *open, uint32_t row)
{
    return open->cell && open->cell->row + open->cell->rows <= row;
}

/*
 * Open the row's cells. Its height is what is left of the cells that end before the next row; those
 * that go on have a line of it at least.
 */
static size_t open_row(struct grid *grid, const struct cell *cells, size_t count, uint32_t next_row)
{
    for (size_t i = 0; i < count; i++) {
        const struct cell *const cell = &cells[i];
        wrap_cell(grid, cell, &grid->sinks[cell->column]);
        grid->open[cell->column] = (struct open_cell){.cell = cell};
    }
    size_t height = 0;
    for (uint32_t i = 0; i < grid->table->column_count; i++) {
        const struct open_cell *const open = &grid->open[i];
        const size_t lines = grid->sinks[i].lines.count;
        const size_t left = open->cell && lines > open->next ? lines - open->next : 0;
        const size_t needed = ends_before(open, next_row) ? left : left > 0;
        if (needed > height)
            height = needed;
    }
    return height;
}

static void close_cells(struct grid *grid, uint32_t next_row)
{
    for (uint32_t i = 0; i < grid->table->column_count; i++)
        if (ends_before(&grid->open[i], next_row))
            grid->open[i].cell = NULL;
}

/* Heads, body or feet. */
static int part_of(const struct table *table, uint32_t row)
{
    return row < table->head_count ? 0 : row < table->foot_row ? 1 : 2;
}

/* Heads are parted from the body, rows of several lines from their neighbours. */
static void part_rows(struct grid *grid, const struct cell *first, size_t height, uint64_t covered)
{
    const int part = part_of(grid->table, first->row);
    const bool is_head = part == 0;
    const uint64_t edges = edges_now(grid);
    const bool is_tall = height > 1 || grid->height_above > 1;
    if (grid->has_above && (grid->part_above != part || (is_tall && !is_head)))
        write_rule(grid,
                   (struct rule){.above = grid->edges_above, .below = edges, .covered = covered},
                   first->place);
    grid->has_above = true;
    grid->part_above = part;
    grid->height_above = height;
    grid->edges_above = edges;
}

static void write_row_line(struct grid *grid)
{
    const char *const bar = grid->wrap->options->uses_ascii ? " | " : " \u2502 ";
    uint32_t column = 0;
    while (column < grid->table->column_count) {
        if (column)
            write_frame(grid->wrap, bar, GRID_FRAME_CELLS);
        struct open_cell *const open = &grid->open[column];
        if (open->cell) {
            write_cell_line(grid, open->cell, &grid->sinks[column], open->next++);
            column += open->cell->columns;
        } else {
            write_blanks(grid->wrap, grid->columns[column++].width);
        }
    }
}

/* The lines of one row: `cells` begin in it, from left to right. */
static void write_row(struct grid *grid, const struct cell *cells, size_t count, uint32_t next_row,
                      uint32_t next_place)
{
    const uint64_t covered = covered_now(grid);
    const size_t height = open_row(grid, cells, count, next_row);
    part_rows(grid, cells, height, covered);
    for (size_t line = 0; line < height; line++) {
        const uint32_t passed = (uint32_t)((uint64_t)(next_place - cells->place) * line / height);
        begin_line(grid, cells->place + passed);
        write_row_line(grid);
        wrap_end_line(grid->wrap);
    }
    close_cells(grid, next_row);
}

static bool has_content(const struct table *table, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (table->cells[i].block_count)
            return true;
    return false;
}

/* The first row from `start` on in which a cell has content. */
static size_t shown_row(const struct table *table, size_t start)
{
    while (start < table->cell_count) {
        const size_t end = grid_row_end(table, start);
        if (has_content(table, start, end))
            break;
        start = end;
    }
    return start;
}

void grid_write_rows(struct grid *grid)
{
    const struct table *const table = grid->table;
    grid->sinks = mem_alloc(size_mul(table->column_count, sizeof(*grid->sinks)));
    grid->open = mem_zalloc(size_mul(table->column_count, sizeof(*grid->open)));
    for (uint32_t i = 0; i < table->column_count; i++)
        sink_init(&grid->sinks[i]);
    size_t start = shown_row(table, 0);
    while (start < table->cell_count && !grid->wrap->is_full && !grid->wrap->is_cancelled) {
        const size_t end = grid_row_end(table, start);
        const size_t next = shown_row(table, end);
        const bool is_last = next == table->cell_count;
        write_row(grid, &table->cells[start], end - start,
                  is_last ? UINT32_MAX : table->cells[next].row,
                  is_last ? table->end_place : table->cells[next].place);
        start = next;
    }
    for (uint32_t i = 0; i < table->column_count; i++)
        sink_release(&grid->sinks[i]);
    free(grid->open);
    free(grid->sinks);
}
