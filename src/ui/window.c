#include "ui/window.h"

#include <string.h>

#include "base/fatal.h"

void window_init(struct window_tree *tree, enum window_kind kind)
{
    *tree = (struct window_tree){.count = 1};
    tree->nodes[0] = (struct window){.kind = kind, .parent = -1};
}

int window_add(struct window_tree *tree, int parent, const struct window *window)
{
    if (tree->count == WINDOW_LIMIT)
        fatal("more than %d windows", WINDOW_LIMIT);
    struct window *const node = &tree->nodes[tree->count];
    *node = *window;
    node->parent = parent;
    return tree->count++;
}

static int least_of(const struct window *node)
{
    return node->fixed ? node->fixed : node->minimum;
}

struct share {
    int total; // cells without frames
    int least; // sum of the minimums
    int weight;
    int children;
};

static struct share share_of(const struct window_tree *tree, int parent)
{
    const struct window *const node = &tree->nodes[parent];
    struct share share = {0};
    for (int i = parent + 1; i < tree->count; i++) {
        if (tree->nodes[i].parent != parent)
            continue;
        share.children++;
        share.least += least_of(&tree->nodes[i]);
        share.weight += tree->nodes[i].fixed ? 0 : tree->nodes[i].weight;
    }
    share.total = node->kind == WINDOW_COLUMNS ? node->area.width : node->area.height;
    share.total -= share.children > 1 ? share.children - 1 : 0;
    return share;
}

/* The size of one child; `rest` and `weight` are what is left for it and those behind it. */
static int size_of(const struct window *node, const struct share *share, int *rest, int *weight)
{
    const int least = least_of(node);
    if (share->least > share->total)
        return share->least ? least * share->total / share->least : 0;
    if (node->fixed || *weight <= 0)
        return least;
    const int extra = *rest * node->weight / *weight;
    *rest -= extra;
    *weight -= node->weight;
    return least + extra;
}

static void arrange_children(struct window_tree *tree, int parent)
{
    const struct window *const node = &tree->nodes[parent];
    const struct share share = share_of(tree, parent);
    int rest = share.total - share.least;
    int weight = share.weight;
    int at = node->kind == WINDOW_COLUMNS ? node->area.x : node->area.y;
    for (int i = parent + 1; i < tree->count; i++) {
        struct window *const child = &tree->nodes[i];
        if (child->parent != parent)
            continue;
        const int size = size_of(child, &share, &rest, &weight);
        child->area = node->area;
        if (node->kind == WINDOW_COLUMNS) {
            child->area.x = at;
            child->area.width = size;
        } else {
            child->area.y = at;
            child->area.height = size;
        }
        at += size + 1;
    }
}

void window_arrange(struct window_tree *tree, struct rect area)
{
    tree->nodes[0].area = area;
    for (int i = 0; i < tree->count; i++)
        if (tree->nodes[i].kind != WINDOW_PANE)
            arrange_children(tree, i);
}

const struct window *window_of(const struct window_tree *tree, int pane)
{
    for (int i = 0; i < tree->count; i++)
        if (tree->nodes[i].kind == WINDOW_PANE && tree->nodes[i].pane == pane)
            return &tree->nodes[i];
    return NULL;
}

int window_pane_at(const struct window_tree *tree, int x, int y)
{
    for (int i = 0; i < tree->count; i++)
        if (tree->nodes[i].kind == WINDOW_PANE && rect_holds(tree->nodes[i].area, x, y))
            return tree->nodes[i].pane;
    return -1;
}

/* The first sibling in front of a node, or -1. */
static int sibling_before(const struct window_tree *tree, int node)
{
    for (int i = node - 1; i > 0; i--)
        if (tree->nodes[i].parent == tree->nodes[node].parent)
            return i;
    return -1;
}

static bool is_edge(const struct window *node, enum window_kind kind, int x, int y)
{
    const struct rect area = node->area;
    if (kind == WINDOW_COLUMNS)
        return x == area.x - 1 && y >= area.y && y < area.y + area.height;
    return y == area.y - 1 && x >= area.x && x < area.x + area.width;
}

int window_edge_at(const struct window_tree *tree, int x, int y)
{
    for (int i = 1; i < tree->count; i++) {
        const struct window *const node = &tree->nodes[i];
        const int before = sibling_before(tree, i);
        if (before >= 0 && is_edge(node, tree->nodes[node->parent].kind, x, y))
            return before;
    }
    return -1;
}

int window_most(const struct window_tree *tree, int index)
{
    const struct window *const node = &tree->nodes[index];
    const bool is_column = tree->nodes[node->parent].kind == WINDOW_COLUMNS;
    for (int i = index + 1; i < tree->count; i++) {
        const struct window *const next = &tree->nodes[i];
        if (next->parent != node->parent)
            continue;
        const int both =
            is_column ? node->area.width + next->area.width : node->area.height + next->area.height;
        return both - least_of(next);
    }
    return 0;
}

static void put(struct canvas *canvas, int x, int y, const char *text)
{
    const struct canvas_pen pen = {.clip = {x, y, 1, 1}, .role = THEME_BORDER};
    canvas_add(canvas, &pen, x, y, text);
}

static bool cell_is(const struct canvas *canvas, int x, int y, const char *cluster)
{
    char buffer[CANVAS_CLUSTER_BYTES];
    return x >= 0 && y >= 0 && x < canvas->width && y < canvas->height &&
           strcmp(canvas_cluster(canvas, x, y, buffer), cluster) == 0;
}

/* Where a line across touches lines down. */
static void join_ends(struct canvas *canvas, struct rect area, int y)
{
    const int left = area.x - 1;
    const int right = area.x + area.width;
    if (cell_is(canvas, left, y, "│"))
        put(canvas, left, y, "├");
    if (cell_is(canvas, right, y, "│"))
        put(canvas, right, y, "┤");
}

void window_draw_frames(const struct window_tree *tree, struct canvas *canvas, bool uses_ascii)
{
    for (int i = 1; i < tree->count; i++) {
        const struct window *const node = &tree->nodes[i];
        if (sibling_before(tree, i) < 0)
            continue;
        if (tree->nodes[node->parent].kind == WINDOW_COLUMNS)
            canvas_line_down(canvas, THEME_BORDER, node->area.x - 1, node->area.y,
                             node->area.height, uses_ascii);
    }
    for (int i = 1; i < tree->count; i++) {
        const struct window *const node = &tree->nodes[i];
        if (sibling_before(tree, i) < 0 || tree->nodes[node->parent].kind != WINDOW_ROWS)
            continue;
        canvas_line_across(canvas, THEME_BORDER, node->area.x, node->area.y - 1, node->area.width,
                           uses_ascii);
        if (!uses_ascii)
            join_ends(canvas, node->area, node->area.y - 1);
    }
}
