#include "ui/paint.h"

/* How far a terminal that does not know an emoji sequence may draw past its two cells. */
enum { PAINT_SPILL_CELLS = 8 };

enum { PAINT_BRIDGE_CELLS = 6 };

struct painter {
    const struct canvas *now;
    const struct paint_device *device;
    struct str *out;
    int x; // where the terminal's cursor is; -1: not known
    int y;
    int role; // of the look that is set; -1: none
    int marks;
};

static void move_to(struct painter *painter, int x, int y)
{
    if (painter->x == x && painter->y == y)
        return;
    painter->device->move(painter->device->context, x, y, painter->out);
    painter->x = x;
    painter->y = y;
}

/* To a place a few letters on, by writing what stands there already: the words for moving are
 * longer. False: it is too far, or what stands there has another look. */
static bool write_on(struct painter *painter, int x, int y)
{
    const int from = painter->x;
    if (painter->y != y || from < 0 || from >= x || x - from > PAINT_BRIDGE_CELLS)
        return false;
    const struct canvas_cell *const cells = canvas_cell_at(painter->now, from, y);
    for (int i = 0; i < x - from; i++)
        if (cells[i].cells != 1 || cells[i].start[1] || cells[i].role != painter->role ||
            cells[i].marks != painter->marks)
            return false;
    for (int i = 0; i < x - from; i++)
        str_add_char(painter->out, cells[i].start[0]);
    painter->x = x;
    return true;
}

static void set_look(struct painter *painter, const struct canvas_cell *cell)
{
    if (painter->role == cell->role && painter->marks == cell->marks)
        return;
    painter->device->look(painter->device->context, cell->role, cell->marks, painter->out);
    painter->role = cell->role;
    painter->marks = cell->marks;
}

static void put_cell(struct painter *painter, const struct canvas_cell *cell, int x, int y)
{
    if (!write_on(painter, x, y))
        move_to(painter, x, y);
    set_look(painter, cell);
    const bool is_composed = cell->code_points > 1;
    if (is_composed && cell->cells == 2) {
        // A terminal that draws it narrow would leave the old right half standing.
        str_add(painter->out, "  ");
        painter->x = -1;
        move_to(painter, x, y);
    }
    char cluster[CANVAS_CLUSTER_BYTES];
    if (cell->start[0] && !cell->start[1])
        str_add_char(painter->out, cell->start[0]);
    else
        str_add(painter->out, canvas_cluster(painter->now, x, y, cluster));
    painter->x = is_composed || cell->cells != 1 ? -1 : x + 1;
}

static void paint_row(struct painter *painter, struct canvas *shown, bool is_whole, int y)
{
    const struct canvas *const now = painter->now;
    int paint_until = is_whole ? now->width : 0; // whether it differs or not
    for (int x = 0; x < now->width; x++) {
        if (x >= paint_until)
            x = canvas_difference(now, shown, x, y);
        if (x == now->width)
            break;
        const struct canvas_cell *const cell = canvas_cell_at(now, x, y);
        const bool was_composed = canvas_cell_at(shown, x, y)->code_points > 1;
        const bool is_corner = y == now->height - 1 && x + cell->cells >= now->width;
        canvas_copy_cell(shown, now, x, y);
        if (cell->cells == 0 || (is_corner && painter->device->leaves_corner))
            continue;
        put_cell(painter, cell, x, y);
        // The right half goes with its left one.
        if (cell->cells == 2 && x + 1 < now->width) {
            x++;
            canvas_copy_cell(shown, now, x, y);
        }
        const bool spills = was_composed || (cell->code_points > 1 && cell->cells == 2);
        if (spills && paint_until < x + PAINT_SPILL_CELLS)
            paint_until = x + PAINT_SPILL_CELLS;
    }
    painter->x = -1; // what a terminal does behind its last column differs
}

void paint_difference(const struct canvas *now, struct canvas *shown, bool is_whole,
                      const struct paint_device *device, struct str *out)
{
    struct painter painter = {now, device, out, -1, -1, -1, -1};
    for (int y = 0; y < now->height; y++)
        paint_row(&painter, shown, is_whole, y);
}
