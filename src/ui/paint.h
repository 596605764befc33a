/*
 * The difference between two canvases, as bytes for a terminal. Which bytes move the cursor and
 * change the look is the device's affair (ui/terminfo.c tells), so this is tested without one.
 *
 * The cursor is set anew behind every wide or composed cluster: a terminal that gives it another
 * width than text/cells.h cannot shift the rest of the line.
 */
#ifndef UI_PAINT_H
#define UI_PAINT_H

#include "base/str.h"
#include "ui/canvas.h"

struct paint_device {
    void *context;
    void (*move)(void *context, int x, int y, struct str *out);
    void (*look)(void *context, int role, int marks, struct str *out);
    bool leaves_corner; // a character in the last cell of all would scroll the screen
};

/*
 * Append what turns `shown` into `now`, and make `shown` equal to it.
 *
 * shown    as large as `now`
 * is_whole paint every cell, whatever is shown
 */
void paint_difference(const struct canvas *now, struct canvas *shown, bool is_whole,
                      const struct paint_device *device, struct str *out);

#endif
