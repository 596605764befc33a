/*
 * A table that has no room as a grid, as records: `Head: value`, a row after the other. Whatever
 * stands in a head is said somewhere: before the values of its columns, or, when it is over all of
 * them or over none with a value, on a line of its own.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "layout/grid.h"
#include "text/cells.h"

enum { LABEL_ROWS = 8 }; // heads of so many rows, the lowest, make a label

struct records {
    struct grid *grid;
    const struct table *table;
    size_t head_count;   // cells of heads
    size_t label_start;  // the first of them that may be in a label
    const char **labels; // of each column; NULL: none
    bool is_first;       // nothing is written yet
};

/* ---- labels */

/* The text of a cell on one line. */
static void add_text(const struct cell *cell, struct str *out)
{
    for (size_t i = 0; i < cell->block_count; i++) {
        const struct block *const block = &cell->blocks[i];
        struct cursor cursor = {.block = block};
        struct piece piece;
        if (i && out->len)
            str_add_char(out, ' ');
        while (piece_next(&cursor, block->len, &piece)) {
            if (piece.text > block->text && piece.text[-1] == '\n')
                str_add_char(out, ' ');
            str_append(out, piece.text, piece.len);
        }
    }
}

static bool is_over_all(const struct records *records, const struct cell *cell)
{
    return cell->columns == records->table->column_count;
}

/* A head over all columns, or all but that of the rows' names, tells none from another. */
static bool is_title(const struct records *records, const struct cell *head)
{
    const bool is_beside_names = head->column == 1 && head->columns > 1;
    return is_over_all(records, head) ||
           (is_beside_names && head->columns + 1 == records->table->column_count);
}

static bool is_over(const struct cell *head, uint32_t column, uint32_t columns)
{
    return head->column < column + columns && column < head->column + head->columns;
}

/* Is there a head over all of these columns? */
static bool has_shared_head(const struct records *records, uint32_t column, uint32_t columns)
{
    for (size_t i = records->label_start; i < records->head_count; i++) {
        const struct cell *const head = &records->table->cells[i];
        if (head->column <= column && column + columns <= head->column + head->columns &&
            head->block_count && !is_title(records, head))
            return true;
    }
    return false;
}

/*
 * What the heads over these columns say, from top to bottom; NULL when there is nothing. Where one
 * is over all of them, those over some of them say too much.
 */
static const char *label_of(const struct records *records, uint32_t column, uint32_t columns)
{
    const bool is_shared = has_shared_head(records, column, columns);
    struct str label;
    str_init(&label, LIMIT_TITLE_BYTES);
    for (size_t i = records->label_start; i < records->head_count; i++) {
        const struct cell *const head = &records->table->cells[i];
        const bool says_too_much =
            is_shared && (head->column > column || head->column + head->columns < column + columns);
        if (!is_over(head, column, columns) || says_too_much || is_title(records, head) ||
            head->block_count == 0)
            continue;
        if (label.len)
            str_add(&label, ", ");
        add_text(head, &label);
    }
    if (label.len && label.data[label.len - 1] != ':')
        str_add_char(&label, ':');
    if (label.len)
        str_add_char(&label, ' ');
    const char *const text =
        label.len ? arena_strndup(records->grid->wrap->arena, label.data, label.len) : NULL;
    str_release(&label);
    return text;
}

static const char *label_for(const struct records *records, const struct cell *cell)
{
    if (is_over_all(records, cell))
        return NULL;
    return cell->columns == 1 ? records->labels[cell->column]
                              : label_of(records, cell->column, cell->columns);
}

static void read_heads(struct records *records)
{
    const struct table *const table = records->table;
    while (records->head_count < table->cell_count &&
           table->cells[records->head_count].row < table->head_count)
        records->head_count++;
    while (records->label_start < records->head_count &&
           table->cells[records->label_start].row + LABEL_ROWS < table->head_count)
        records->label_start++;
    for (uint32_t i = 0; i < table->column_count; i++)
        records->labels[i] = label_of(records, i, 1);
}

/* ---- values */

static struct margin *new_margin(const struct grid *grid, const char *first, int cells)
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

static void write_value(struct records *records, const struct cell *cell, const char *label,
                        uint8_t gap)
{
    struct grid *const grid = records->grid;
    struct margin *margin = grid->block->margin;
    if (label) {
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
    records->is_first = false;
}

/* ---- rows */

/*
 * The first column's cell stands for the row. One that spans rows is repeated in front of each, as
 * far as it is short; such lines have the place of the row.
 */
static bool repeat_name(struct records *records, const struct cell *name, uint32_t place)
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
    write_value(records, &again, label_for(records, name), 1);
    return true;
}

static void write_row(struct records *records, const struct cell *cells, size_t count,
                      bool begins_row)
{
    for (size_t i = 0; i < count; i++) {
        if (cells[i].block_count == 0)
            continue;
        write_value(records, &cells[i], label_for(records, &cells[i]), begins_row ? 1 : 0);
        begins_row = false;
    }
}

static void write_rows(struct records *records)
{
    const struct table *const table = records->table;
    const struct cell *name = NULL;
    for (size_t start = records->head_count;
         start < table->cell_count && !records->grid->wrap->is_full;) {
        const struct cell *const cells = &table->cells[start];
        const size_t count = grid_row_end(table, start) - start;
        start += count;
        const bool has_name = name && cells->column > 0 && cells->row < name->row + name->rows;
        if (!has_name)
            name = cells->column == 0 ? cells : NULL;
        const bool is_named = has_name && repeat_name(records, name, cells->place);
        write_row(records, cells, count, !records->is_first && !is_named);
    }
}

/* Heads that are in no label stand before all rows. */
static void write_titles(struct records *records)
{
    for (size_t i = 0; i < records->head_count; i++) {
        const struct cell *const head = &records->table->cells[i];
        if (i < records->label_start || is_title(records, head))
            write_value(records, head, NULL, 0);
    }
}

/* Is the column's label said before the cell's value? */
static bool says_label(const struct records *records, const struct cell *cell)
{
    if (cell->block_count == 0 || is_over_all(records, cell))
        return false;
    return cell->columns == 1 || !has_shared_head(records, cell->column, cell->columns);
}

/* Labels of columns in which no row has a value. */
static void write_idle_labels(struct records *records)
{
    const struct table *const table = records->table;
    struct wrap *const wrap = records->grid->wrap;
    bool *const is_said = mem_zalloc(size_mul(table->column_count, sizeof(*is_said)));
    for (size_t i = records->head_count; i < table->cell_count; i++)
        if (says_label(records, &table->cells[i]))
            memset(is_said + table->cells[i].column, true, table->cells[i].columns);
    const char *const none = wrap->options->uses_ascii ? "-" : "\u2013";
    uint8_t gap = 1;
    for (uint32_t i = 0; i < table->column_count; i++) {
        if (is_said[i] || !records->labels[i])
            continue;
        write_label(records->grid, arena_printf(wrap->arena, "%s%s", records->labels[i], none),
                    table->end_place, gap);
        gap = 0;
    }
    free(is_said);
}

void grid_write_records(struct grid *grid)
{
    struct records records = {.grid = grid, .table = grid->table, .is_first = true};
    records.labels = mem_zalloc(size_mul(grid->table->column_count, sizeof(*records.labels)));
    read_heads(&records);
    write_titles(&records);
    write_rows(&records);
    write_idle_labels(&records);
    free(records.labels);
}
