/*
 * A table to lines: as a grid with columns as wide as their content asks for, or, where the width
 * has no room for that, as records: `Head: value`, a row after the other.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "layout/internal.h"
#include "text/cells.h"

enum {
    FRAME_CELLS = 3, // between columns
    WORD_LEAST = 8,  // words this long are never folded in a column
    THIN_CELLS = 14, // a column narrower than this ...
    THIN_LINES = 6,  // ... with cells of more lines than this reads badly
};

struct column {
    int least;
    int most;
    int width;
    bool is_number; // set at the right
};

/* A line between rows, with crossings where they have columns. */
struct rule {
    uint64_t above;
    uint64_t below;
    const char *text;
    int cells;
};

struct grid {
    struct wrap *wrap;
    const struct block *block;
    const struct table *table;
    struct column *columns;
    int room;
    struct sink *sinks; // one for each column, of the row at hand
    struct rule rules[8];
    size_t rule_count;
    // the row above
    bool has_above;
    bool is_head_above;
    size_t height_above;
    uint64_t edges_above;
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
    int least = FRAME_CELLS * (int)(cell->columns - 1);
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
    int room = grid->room - FRAME_CELLS * (count - 1);
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

static int cell_width(const struct grid *grid, const struct cell *cell)
{
    int width = FRAME_CELLS * (int)(cell->columns - 1);
    for (uint32_t i = 0; i < cell->columns; i++)
        width += grid->columns[cell->column + i].width;
    return width;
}

/* Would a column be a thread of words? */
static bool reads_badly(const struct grid *grid)
{
    for (size_t i = 0; i < grid->table->cell_count; i++) {
        const struct cell *const cell = &grid->table->cells[i];
        const int width = cell_width(grid, cell);
        if (width < THIN_CELLS && cell->most_cells > width * THIN_LINES)
            return true;
    }
    return false;
}

/* ---- the grid */

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

/* Which columns a row has an edge before: bit i for column i. */
static uint64_t edges_of(const struct cell *cells, size_t count, uint32_t columns)
{
    uint64_t edges = columns < 64 ? (UINT64_C(1) << columns) - 1 : UINT64_MAX;
    for (size_t i = 0; i < count; i++)
        for (uint32_t j = 1; j < cells[i].columns; j++)
            edges &= ~(UINT64_C(1) << (cells[i].column + j));
    return edges;
}

static const char *crossing(bool is_ascii, bool is_above, bool is_below)
{
    static const char *const crossings[] = {"\u2500\u2500\u2500", "\u2500\u2534\u2500",
                                            "\u2500\u252C\u2500", "\u2500\u253C\u2500"};
    static const char *const ascii[] = {"---", "-+-", "-+-", "-+-"};
    return (is_ascii ? ascii : crossings)[(is_above ? 1 : 0) + (is_below ? 2 : 0)];
}

static struct rule make_rule(const struct grid *grid, uint64_t above, uint64_t below)
{
    const bool is_ascii = grid->wrap->options->uses_ascii;
    struct rule rule = {.above = above, .below = below};
    struct str text;
    str_init(&text, LIMIT_STR_BYTES);
    for (uint32_t i = 0; i < grid->table->column_count; i++) {
        if (i)
            str_add(&text, crossing(is_ascii, above >> i & 1, below >> i & 1));
        for (int j = 0; j < grid->columns[i].width; j++)
            str_add(&text, is_ascii ? "-" : "\u2500");
        rule.cells += grid->columns[i].width + (i ? FRAME_CELLS : 0);
    }
    rule.text = arena_strndup(grid->wrap->arena, text.data, text.len);
    str_release(&text);
    return rule;
}

/* A rule across all columns. Few kinds are made: a table's rows are mostly alike. */
static void write_rule(struct grid *grid, uint64_t above, uint64_t below, uint32_t place)
{
    size_t i = 0;
    while (i < grid->rule_count && (grid->rules[i].above != above || grid->rules[i].below != below))
        i++;
    if (i == COUNT_OF(grid->rules))
        i = 0;
    else if (i == grid->rule_count)
        grid->rules[grid->rule_count++] = make_rule(grid, above, below);
    wrap_begin_line(grid->wrap, grid->block->margin, place);
    write_frame(grid->wrap, grid->rules[i].text, grid->rules[i].cells);
    wrap_end_line(grid->wrap);
}

/* One line of a cell, filled to its width. */
static void write_cell_line(struct grid *grid, const struct cell *cell, const struct sink *sink,
                            size_t index)
{
    const int width = cell_width(grid, cell);
    const struct raw_line *const lines = sink->lines.items;
    const struct layout_run *const runs = sink->runs.items;
    int used = 0;
    if (index >= sink->lines.count)
        return write_blanks(grid->wrap, width);
    const struct raw_line *const line = &lines[index];
    for (uint32_t i = 0; i < line->run_count; i++)
        used += runs[line->run_start + i].cells;
    const bool is_right = cell->is_right || grid->columns[cell->column].is_number;
    if (is_right)
        write_blanks(grid->wrap, width - used);
    for (uint32_t i = 0; i < line->run_count; i++)
        *(struct layout_run *)vec_push(&grid->wrap->sink->runs) = runs[line->run_start + i];
    if (!is_right)
        write_blanks(grid->wrap, width - used);
}

static void wrap_cell(const struct grid *grid, const struct cell *cell, struct sink *sink)
{
    struct wrap inner = *grid->wrap;
    inner.sink = sink;
    inner.width = cell_width(grid, cell);
    inner.previous = NULL;
    sink_clear(sink);
    wrap_blocks(&inner, cell->blocks, cell->block_count);
    grid->wrap->is_cancelled = inner.is_cancelled;
    grid->wrap->is_full = inner.is_full;
}

static size_t wrap_row(struct grid *grid, const struct cell *cells, size_t count)
{
    size_t height = 0;
    for (size_t i = 0; i < count; i++) {
        wrap_cell(grid, &cells[i], &grid->sinks[i]);
        if (grid->sinks[i].lines.count > height)
            height = grid->sinks[i].lines.count;
    }
    return height;
}

/* Heads are parted from the body, rows of several lines from their neighbours. */
static void part_rows(struct grid *grid, const struct cell *cells, size_t count, size_t height)
{
    const bool is_head = cells->row < grid->table->head_count;
    const uint64_t edges = edges_of(cells, count, grid->table->column_count);
    const bool is_tall = height > 1 || grid->height_above > 1;
    if (grid->has_above && (grid->is_head_above != is_head || (is_tall && !is_head)))
        write_rule(grid, grid->edges_above, edges, cells->place);
    grid->has_above = true;
    grid->is_head_above = is_head;
    grid->height_above = height;
    grid->edges_above = edges;
}

static void write_row_line(struct grid *grid, const struct cell *cells, size_t count, size_t line)
{
    const char *const bar = grid->wrap->options->uses_ascii ? " | " : " \u2502 ";
    uint32_t column = 0;
    size_t at = 0;
    while (column < grid->table->column_count) {
        if (column)
            write_frame(grid->wrap, bar, FRAME_CELLS);
        if (at < count && cells[at].column == column) {
            write_cell_line(grid, &cells[at], &grid->sinks[at], line);
            column += cells[at++].columns;
        } else {
            write_blanks(grid->wrap, grid->columns[column++].width);
        }
    }
}

/* The lines of one row: `cells` stand in it, from left to right. */
static void write_row(struct grid *grid, const struct cell *cells, size_t count,
                      uint32_t next_place)
{
    const size_t height = wrap_row(grid, cells, count);
    part_rows(grid, cells, count, height);
    for (size_t line = 0; line < height; line++) {
        const uint32_t passed = (uint32_t)((uint64_t)(next_place - cells->place) * line / height);
        wrap_begin_line(grid->wrap, grid->block->margin, cells->place + passed);
        write_row_line(grid, cells, count, line);
        wrap_end_line(grid->wrap);
    }
}

static size_t row_end(const struct table *table, size_t start)
{
    size_t end = start;
    while (end < table->cell_count && table->cells[end].row == table->cells[start].row)
        end++;
    return end;
}

static bool has_content(const struct table *table, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (table->cells[i].block_count)
            return true;
    return false;
}

static void write_grid(struct grid *grid)
{
    const struct table *const table = grid->table;
    grid->sinks = mem_alloc(size_mul(table->column_count, sizeof(*grid->sinks)));
    for (uint32_t i = 0; i < table->column_count; i++)
        sink_init(&grid->sinks[i]);
    for (size_t start = 0; start < table->cell_count && !grid->wrap->is_full;) {
        const size_t end = row_end(table, start);
        const bool is_last = end == table->cell_count;
        if (has_content(table, start, end))
            write_row(grid, &table->cells[start], end - start,
                      is_last ? table->end_place : table->cells[end].place);
        start = end;
    }
    for (uint32_t i = 0; i < table->column_count; i++)
        sink_release(&grid->sinks[i]);
    free(grid->sinks);
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

static void write_records(struct grid *grid)
{
    const struct table *const table = grid->table;
    const char **const heads = mem_zalloc(size_mul(table->column_count, sizeof(*heads)));
    for (uint32_t i = 0; i < table->column_count; i++)
        heads[i] = head_of(table, i);
    bool is_first = true;
    for (size_t start = 0; start < table->cell_count && !grid->wrap->is_full;) {
        const size_t end = row_end(table, start);
        bool begins_row = true;
        for (size_t i = start; i < end && table->cells[i].row >= table->head_count; i++) {
            const struct cell *const cell = &table->cells[i];
            if (cell->block_count == 0)
                continue;
            const bool has_label = !cell->is_head && cell->columns == 1;
            write_value(grid, cell, has_label ? heads[cell->column] : NULL,
                        begins_row && !is_first ? 1 : 0);
            begins_row = is_first = false;
        }
        start = end;
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
        write_grid(&grid);
    else
        write_records(&grid);
    free(grid.columns);
}
