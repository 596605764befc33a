/*
 * The sizes that the user gave to panes, by dragging a frame or by keys; each shape has its own.
 * They are kept over restarts.
 */
#include "ui/internal.h"

#include <stdio.h>
#include <string.h>

#include "base/intl.h"

#define SIZES_KEY "ui.sizes"

enum { LEAST_CELLS = 4, MOST_CELLS = 9999 };

/* A sibling behind a window; what is last takes what the others leave. */
static int sibling_behind(const struct window_tree *tree, int index)
{
    for (int i = index + 1; i < tree->count; i++)
        if (tree->nodes[i].parent == tree->nodes[index].parent)
            return i;
    return -1;
}

void sizes_use(struct ui *ui)
{
    for (int i = 1; i < ui->windows.count; i++) {
        struct window *const node = &ui->windows.nodes[i];
        const int size = node->kind == WINDOW_PANE ? ui->sizes[ui->shape][node->pane] : 0;
        if (size > 0 && sibling_behind(&ui->windows, i) >= 0)
            node->fixed = size;
    }
}

/* ---- changing them */

static bool is_column(const struct ui *ui, int index)
{
    return ui->windows.nodes[ui->windows.nodes[index].parent].kind == WINDOW_COLUMNS;
}

static void set_size(struct ui *ui, int index, int size)
{
    const int most = window_most(&ui->windows, index);
    const int fit = size > most ? most : size;
    ui->sizes[ui->shape][ui->windows.nodes[index].pane] = fit < LEAST_CELLS ? LEAST_CELLS : fit;
    ui_arrange(ui);
}

bool ui_take_edge(struct ui *ui, int x, int y)
{
    const int index = window_edge_at(&ui->windows, x, y);
    ui->dragged_pane = -1;
    if (index < 0 || ui->windows.nodes[index].kind != WINDOW_PANE)
        return false;
    ui->dragged_pane = ui->windows.nodes[index].pane;
    return true;
}

void ui_drag_edge(struct ui *ui, int x, int y)
{
    const struct window *const node = window_of(&ui->windows, ui->dragged_pane);
    if (!node)
        return;
    const int index = (int)(node - ui->windows.nodes);
    set_size(ui, index, is_column(ui, index) ? x - node->area.x : y - node->area.y);
}

bool ui_grow_pane(struct ui *ui, int by)
{
    const struct window *const node = window_of(&ui->windows, (int)ui->focus);
    int index = node ? (int)(node - ui->windows.nodes) : 0;
    if (index <= 0)
        return false;
    const struct rect before = node->area;
    int step = by;
    if (sibling_behind(&ui->windows, index) < 0) {
        // The last of its row grows where the one in front gives way.
        const int parent = ui->windows.nodes[index].parent;
        do
            index--;
        while (index > 0 && ui->windows.nodes[index].parent != parent);
        step = -by;
    }
    if (index <= 0 || ui->windows.nodes[index].kind != WINDOW_PANE)
        return false;
    const struct rect area = ui->windows.nodes[index].area;
    set_size(ui, index, is_column(ui, index) ? area.width + 2 * step : area.height + step);
    const struct rect after = ui->panes[ui->focus]->area;
    return after.width != before.width || after.height != before.height;
}

/* ---- over restarts: a line `shape pane cells` each */

void sizes_save(struct ui *ui)
{
    struct str all;
    str_init(&all, 4096);
    for (int i = 0; i < SHAPE_COUNT; i++)
        for (int k = 0; k < PANE_COUNT; k++)
            if (ui->sizes[i][k] > 0)
                str_printf(&all, "%d %s %d\n", i, ui->panes[k]->class->name, ui->sizes[i][k]);
    ui_set_state(ui, SIZES_KEY, all.data);
    str_release(&all);
}

void sizes_load(struct ui *ui)
{
    struct str stored;
    struct slice line;
    str_init(&stored, 4096);
    store_state_get(ui->store, SIZES_KEY, &stored, NULL);
    struct slice rest = {stored.data, stored.len};
    while (slice_next(&rest, '\n', &line)) {
        struct slice name;
        struct slice shape;
        long long shape_number = 0;
        long long size = 0;
        const bool is_whole = slice_next(&line, ' ', &shape) && slice_next(&line, ' ', &name) &&
                              slice_to_int64(shape, &shape_number) && slice_to_int64(line, &size);
        for (int k = 0; is_whole && k < PANE_COUNT; k++)
            if (slice_is(name, ui->panes[k]->class->name) && shape_number >= 0 &&
                shape_number < SHAPE_COUNT && size >= LEAST_CELLS && size <= MOST_CELLS)
                ui->sizes[shape_number][k] = (int)size;
    }
    str_release(&stored);
}
