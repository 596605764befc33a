#include "ui/canvas.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/cells.h"
#include "text/clean.h"
#include "text/utf8.h"

static const struct canvas_cell blank = {.start = " ", .cells = 1, .code_points = 1};

bool rect_holds(struct rect area, int x, int y)
{
    return x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height;
}

struct rect rect_cut(struct rect area, int left, int top, int right, int bottom)
{
    area.x += left;
    area.y += top;
    area.width -= left + right;
    area.height -= top + bottom;
    if (area.width < 0)
        area.width = 0;
    if (area.height < 0)
        area.height = 0;
    return area;
}

static struct rect rect_within(const struct canvas *canvas, struct rect area)
{
    if (area.x < 0) {
        area.width += area.x;
        area.x = 0;
    }
    if (area.y < 0) {
        area.height += area.y;
        area.y = 0;
    }
    if (area.x + area.width > canvas->width)
        area.width = canvas->width - area.x;
    if (area.y + area.height > canvas->height)
        area.height = canvas->height - area.y;
    return area;
}

void canvas_init(struct canvas *canvas, int width, int height)
{
    *canvas = (struct canvas){0};
    canvas_resize(canvas, width, height);
}

void canvas_release(struct canvas *canvas)
{
    free(canvas->cells);
    free(canvas->rests);
    *canvas = (struct canvas){0};
}

void canvas_put_cursor(struct canvas *canvas, int x, int y, bool has_caret)
{
    canvas->cursor_x = x;
    canvas->cursor_y = y;
    canvas->has_caret = has_caret;
}

void canvas_resize(struct canvas *canvas, int width, int height)
{
    const size_t count = size_mul((size_t)width, (size_t)height);
    canvas->cells = mem_realloc(canvas->cells, size_mul(count ? count : 1, sizeof(blank)));
    free(canvas->rests);
    canvas->rests = NULL;
    canvas->width = width;
    canvas->height = height;
    canvas_put_cursor(canvas, -1, -1, false);
    for (size_t i = 0; i < count; i++)
        canvas->cells[i] = blank;
}

struct canvas_cell *canvas_cell_at(const struct canvas *canvas, int x, int y)
{
    return &canvas->cells[(size_t)y * (size_t)canvas->width + (size_t)x];
}

/* ---- clusters */

static size_t index_of(const struct canvas *canvas, const struct canvas_cell *cell)
{
    return (size_t)(cell - canvas->cells);
}

static bool has_rest(const struct canvas_cell *cell)
{
    return cell->start[CANVAS_START_BYTES - 1] != '\0';
}

static char *rest_of(struct canvas *canvas, const struct canvas_cell *cell)
{
    if (!canvas->rests)
        canvas->rests = mem_zalloc(size_mul(size_mul((size_t)canvas->width, (size_t)canvas->height),
                                            sizeof(*canvas->rests)));
    return canvas->rests[index_of(canvas, cell)];
}

/* One character of ASCII, and no mark that would join it behind it: most of what is drawn. */
static bool is_plain(const char *text, size_t len)
{
    return text[0] >= ' ' && text[0] < 0x7F && (len == 1 || (unsigned char)text[1] < 0x80);
}

const char *canvas_cluster(const struct canvas *canvas, int x, int y,
                           char buffer[CANVAS_CLUSTER_BYTES])
{
    const struct canvas_cell *const cell = canvas_cell_at(canvas, x, y);
    memcpy(buffer, cell->start, CANVAS_START_BYTES);
    if (has_rest(cell))
        memcpy(buffer + CANVAS_START_BYTES, canvas->rests[index_of(canvas, cell)],
               CANVAS_REST_BYTES);
    return buffer;
}

int canvas_difference(const struct canvas *a, const struct canvas *b, int x, int y)
{
    const struct canvas_cell *const row = canvas_cell_at(a, 0, y);
    const struct canvas_cell *const other = canvas_cell_at(b, 0, y);
    for (; x < a->width; x++)
        if (memcmp(&row[x], &other[x], sizeof(*row)) != 0 ||
            (has_rest(&row[x]) && memcmp(a->rests[index_of(a, &row[x])],
                                         b->rests[index_of(a, &row[x])], CANVAS_REST_BYTES) != 0))
            break;
    return x;
}

void canvas_copy_cell(struct canvas *to, const struct canvas *from, int x, int y)
{
    const struct canvas_cell *const cell = canvas_cell_at(from, x, y);
    struct canvas_cell *const copy = canvas_cell_at(to, x, y);
    *copy = *cell;
    if (has_rest(cell))
        memcpy(rest_of(to, copy), from->rests[index_of(from, cell)], CANVAS_REST_BYTES);
}

/* ---- drawing */

void canvas_fill(struct canvas *canvas, struct rect area, enum theme_role role)
{
    const struct rect inside = rect_within(canvas, area);
    struct canvas_cell cell = blank;
    cell.role = (uint8_t)role;
    for (int y = inside.y; y < inside.y + inside.height; y++) {
        struct canvas_cell *const row = canvas_cell_at(canvas, inside.x, y);
        for (int x = 0; x < inside.width; x++)
            row[x] = cell;
    }
}

void canvas_restyle(struct canvas *canvas, struct rect area, enum theme_role role)
{
    const struct rect inside = rect_within(canvas, area);
    for (int y = inside.y; y < inside.y + inside.height; y++)
        for (int x = inside.x; x < inside.x + inside.width; x++)
            canvas_cell_at(canvas, x, y)->role = (uint8_t)role;
}

/* A cluster without what must never reach a terminal; false when nothing is left of it. */
static bool cluster_take(char taken[CANVAS_CLUSTER_BYTES], uint8_t *code_points,
                         const char *cluster, size_t len)
{
    size_t used = 0;
    while (len > 0) {
        unsigned code_point = 0;
        const size_t step = text_next(cluster, len, &code_point);
        const bool fits = used + step < CANVAS_CLUSTER_BYTES;
        // A broken sequence is dropped, too: its bytes are no character.
        const bool is_broken = code_point == 0xFFFD && (unsigned char)cluster[0] != 0xEF;
        if (fits && !is_broken && !text_is_unsafe(code_point)) {
            memcpy(taken + used, cluster, step);
            used += step;
            (*code_points)++;
        }
        cluster += step;
        len -= step;
    }
    memset(taken + used, 0, CANVAS_CLUSTER_BYTES - used);
    return used > 0;
}

/* Blank the other half of a wide cluster that is about to be overwritten in part. */
static void cell_untie(struct canvas *canvas, int x, int y)
{
    struct canvas_cell *const cell = canvas_cell_at(canvas, x, y);
    struct canvas_cell *other = NULL;
    if (cell->cells == 2 && x + 1 < canvas->width)
        other = cell + 1;
    else if (cell->cells == 0 && x > 0)
        other = cell - 1;
    if (!other)
        return;
    const struct canvas_cell old = *other;
    *other = blank;
    other->role = old.role;
}

static void cell_put(struct canvas *canvas, const struct canvas_pen *pen, int x, int y,
                     const struct canvas_cell *made, const char *rest)
{
    cell_untie(canvas, x, y);
    if (made->cells == 2)
        cell_untie(canvas, x + 1, y);
    struct canvas_cell *const cell = canvas_cell_at(canvas, x, y);
    *cell = *made;
    cell->role = (uint8_t)pen->role;
    cell->marks = pen->marks;
    if (has_rest(cell))
        memcpy(rest_of(canvas, cell), rest, CANVAS_REST_BYTES);
    if (made->cells == 2)
        cell[1] = (struct canvas_cell){.role = cell->role, .marks = cell->marks};
}

/* The next cluster as a cell without a look, and what finds no room in it; no cells: there is
 * nothing to draw. Returns its bytes. */
static size_t cell_next(const char *text, size_t len, struct canvas_cell *cell,
                        char rest[CANVAS_REST_BYTES])
{
    *cell = (struct canvas_cell){0};
    if (is_plain(text, len)) {
        cell->start[0] = text[0];
        cell->cells = cell->code_points = 1;
        return 1;
    }
    int width = 0;
    char cluster[CANVAS_CLUSTER_BYTES];
    const size_t step = text_cluster(text, len, &width);
    if (width > 0 && cluster_take(cluster, &cell->code_points, text, step)) {
        cell->cells = (uint8_t)width;
        memcpy(cell->start, cluster, CANVAS_START_BYTES);
        memcpy(rest, cluster + CANVAS_START_BYTES, CANVAS_REST_BYTES);
    }
    return step;
}

int canvas_text(struct canvas *canvas, const struct canvas_pen *pen, int x, int y, const char *text,
                size_t len)
{
    const struct rect clip = rect_within(canvas, pen->clip);
    const bool is_row = y >= clip.y && y < clip.y + clip.height;
    while (len > 0) {
        struct canvas_cell cell;
        char rest[CANVAS_REST_BYTES];
        const size_t step = cell_next(text, len, &cell, rest);
        const bool is_inside = x >= clip.x && x + cell.cells <= clip.x + clip.width;
        if (is_row && is_inside && cell.cells > 0)
            cell_put(canvas, pen, x, y, &cell, rest);
        else if (is_row && cell.cells == 2 && rect_holds(clip, x, y))
            cell_put(canvas, pen, x, y, &blank, NULL);
        else if (is_row && cell.cells == 2 && rect_holds(clip, x + 1, y))
            cell_put(canvas, pen, x + 1, y, &blank, NULL);
        x += cell.cells;
        text += step;
        len -= step;
    }
    return x;
}

int canvas_add(struct canvas *canvas, const struct canvas_pen *pen, int x, int y, const char *text)
{
    return canvas_text(canvas, pen, x, y, text, strlen(text));
}

int canvas_text_in(struct canvas *canvas, const struct canvas_pen *pen, int x, int y, int width,
                   const char *text)
{
    const size_t len = strlen(text);
    if (width <= 0)
        return x;
    int cells = 0;
    if (text_fit(text, len, width, &cells) == len)
        return canvas_text(canvas, pen, x, y, text, len);
    size_t fit = text_fit(text, len, width - 1, &cells);
    while (fit > 0 && text[fit - 1] == ' ')
        fit--;
    x = canvas_text(canvas, pen, x, y, text, fit);
    return canvas_add(canvas, pen, x, y, canvas->uses_ascii ? "~" : "…");
}

void canvas_line_down(struct canvas *canvas, enum theme_role role, int x, int y, int length,
                      bool uses_ascii)
{
    const struct canvas_pen pen = {.clip = {x, y, 1, length}, .role = role};
    for (int i = 0; i < length; i++)
        canvas_add(canvas, &pen, x, y + i, uses_ascii ? "|" : "│");
}

void canvas_line_across(struct canvas *canvas, enum theme_role role, int x, int y, int length,
                        bool uses_ascii)
{
    const struct canvas_pen pen = {.clip = {x, y, length, 1}, .role = role};
    for (int i = 0; i < length; i++)
        canvas_add(canvas, &pen, x + i, y, uses_ascii ? "-" : "─");
}

void canvas_row_text(const struct canvas *canvas, int y, struct str *out)
{
    const size_t start = out->len;
    char cluster[CANVAS_CLUSTER_BYTES];
    for (int x = 0; x < canvas->width; x++)
        str_add(out, canvas_cluster(canvas, x, y, cluster));
    size_t len = out->len;
    while (len > start && out->data[len - 1] == ' ')
        len--;
    str_cut(out, len);
}
