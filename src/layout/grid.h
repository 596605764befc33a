/*
 * What the files of tables share while one is cut into lines: grid.c measures and chooses, rows.c
 * draws the grid, records.c writes what does not fit into one.
 */
#ifndef LAYOUT_GRID_H
#define LAYOUT_GRID_H

#include "layout/internal.h"

enum { GRID_FRAME_CELLS = 3 }; // between columns

struct column {
    int least;
    int most;
    int width;
    bool is_number; // set at the right
};

/* A line between rows, with crossings where they have columns. Bit i is column i. */
struct rule {
    uint64_t above;   // the row above has an edge before the column
    uint64_t below;   // so has the row below
    uint64_t covered; // a cell goes on through the rule
    const char *text;
    int cells;
};

/* A cell whose lines are being written; it stands at its first column. */
struct open_cell {
    const struct cell *cell; // NULL: none begins in this column
    size_t next;             // line
};

struct grid {
    struct wrap *wrap;
    const struct block *block;
    const struct table *table;
    struct column *columns;
    int room;
    struct sink *sinks;     // one for each column
    struct open_cell *open; // one for each column
    struct rule rules[8];
    size_t rule_count;
    // the row above
    bool has_above;
    int part_above;
    size_t height_above;
    uint64_t edges_above;
};

int grid_cell_width(const struct grid *grid, const struct cell *cell);
size_t grid_row_end(const struct table *table, size_t start); // behind the row's last cell

/* The table as rows and columns. */
void grid_write_rows(struct grid *grid);

/* The table as records, a row after the other. */
void grid_write_records(struct grid *grid);

#endif
