/*
 * The three shapes of the screen, and which pane has the focus.
 */
#include "ui/internal.h"

#include "ui/panes/panes.h"

enum {
    WIDE_COLUMNS = 150,
    MIDDLE_COLUMNS = 100,
    FEEDS_CELLS = 26,
    READER_MARGIN = 6, // cells beside the measure
};

static enum ui_shape shape_of(int width)
{
    return width >= WIDE_COLUMNS     ? SHAPE_WIDE
           : width >= MIDDLE_COLUMNS ? SHAPE_MIDDLE
                                     : SHAPE_NARROW;
}

/* Panes that one looks into for a while, and comes back from. */
static bool is_visit(enum pane_id pane)
{
    return pane == PANE_HELP || pane == PANE_LOG || pane == PANE_FIND || pane == PANE_PARTS;
}

static bool is_alone(const struct ui *ui)
{
    return is_visit(ui->focus) || ui->is_zoomed || ui->shape == SHAPE_NARROW;
}

/* What stands below the article: the form, the thread, nothing. */
static int pane_below(const struct ui *ui)
{
    if (ui->has_compose)
        return PANE_COMPOSE;
    return ui->shape == SHAPE_WIDE || ui->has_comments ? PANE_COMMENTS : -1;
}

static void arrange_wide(struct ui *ui, struct window_tree *tree)
{
    const int measure = (int)ui->settings.measure_cells + READER_MARGIN;
    const int room = ui->canvas.width - FEEDS_CELLS - 2;
    // Where the whole measure finds no room, titles get their part, too.
    const int reader = measure < room * 3 / 5 ? measure : room * 3 / 5;
    window_init(tree, WINDOW_COLUMNS);
    window_add(tree, 0, &(struct window){.pane = PANE_FEEDS, .fixed = FEEDS_CELLS});
    window_add(tree, 0, &(struct window){.pane = PANE_ARTICLES, .minimum = 30, .weight = 3});
    const int right =
        window_add(tree, 0, &(struct window){.kind = WINDOW_ROWS, .minimum = reader, .weight = 1});
    const bool is_form = pane_below(ui) == PANE_COMPOSE;
    window_add(tree, right, &(struct window){.pane = PANE_ARTICLE, .minimum = 5, .weight = 3});
    window_add(tree, right,
               &(struct window){.pane = pane_below(ui), .minimum = is_form ? 14 : 5, .weight = 2});
}

static void arrange_middle(struct ui *ui, struct window_tree *tree)
{
    window_init(tree, WINDOW_COLUMNS);
    window_add(tree, 0, &(struct window){.pane = PANE_FEEDS, .fixed = FEEDS_CELLS - 2});
    const int right =
        window_add(tree, 0, &(struct window){.kind = WINDOW_ROWS, .minimum = 40, .weight = 1});
    const int below = pane_below(ui);
    window_add(tree, right,
               &(struct window){.pane = PANE_ARTICLES, .minimum = 5, .weight = below < 0 ? 2 : 1});
    window_add(tree, right, &(struct window){.pane = PANE_ARTICLE, .minimum = 6, .weight = 4});
    if (below >= 0)
        window_add(tree, right,
                   &(struct window){.pane = below,
                                    .minimum = below == PANE_COMPOSE ? 14 : 6,
                                    .weight = below == PANE_COMPOSE ? 1 : 4});
}

static void place_panes(struct ui *ui)
{
    for (int i = 0; i < PANE_COUNT; i++) {
        struct pane *const pane = ui->panes[i];
        const struct window *const window = window_of(&ui->windows, i);
        const bool was_shown = pane->is_shown;
        pane->is_shown = window != NULL && window->area.width > 0 && window->area.height > 0;
        if (!pane->is_shown)
            continue;
        pane->area = window->area;
        pane->body = rect_cut(window->area, 0, 1, 0, 0);
        if (!was_shown && pane->class->appear)
            pane->class->appear(pane);
    }
}

void ui_arrange(struct ui *ui)
{
    ui->shape = shape_of(ui->canvas.width);
    if (is_alone(ui)) {
        window_init(&ui->windows, WINDOW_COLUMNS);
        window_add(&ui->windows, 0, &(struct window){.pane = (int)ui->focus, .weight = 1});
    } else if (ui->shape == SHAPE_WIDE) {
        arrange_wide(ui, &ui->windows);
    } else {
        arrange_middle(ui, &ui->windows);
    }
    sizes_use(ui);
    const struct rect area = {0, 1, ui->canvas.width, ui->canvas.height - 2};
    window_arrange(&ui->windows, area);
    place_panes(ui);
    ui->is_dirty = true;
}

void ui_focus(struct ui *ui, enum pane_id pane)
{
    if (is_visit(pane) && !is_visit(ui->focus))
        ui->focus_before = ui->focus;
    ui->focus = pane;
    if (pane == PANE_COMMENTS)
        ui->has_comments = true;
    ui_arrange(ui);
}

int ui_pane_beside(const struct ui *ui, int by, bool wraps)
{
    int order[WINDOW_LIMIT];
    int count = 0;
    int here = 0;
    for (int i = 1; i < ui->windows.count; i++) {
        if (ui->windows.nodes[i].kind != WINDOW_PANE)
            continue;
        if (ui->windows.nodes[i].pane == (int)ui->focus)
            here = count;
        order[count++] = ui->windows.nodes[i].pane;
    }
    const int there = here + by;
    if (count < 2 || (!wraps && (there < 0 || there >= count)))
        return -1;
    return order[(there + count) % count];
}
