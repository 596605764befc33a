/*
 * What a terminal can do, and the words in which it is told, as terminfo knows them by TERM.
 *
 * Curses is used by this lower half of it (setupterm, tigetstr, tparm), and terminfo.c alone knows
 * that. Its upper half, the screen of windows, is not used: a cell there holds one spacing
 * character of at most five code points, so that an emoji sequence is torn apart, and the cursor
 * cannot be set behind a cluster whose width the terminal may see otherwise; colours are numbers of
 * a table, so that there is no true colour beside a palette; and endwin() is not safe in a signal
 * handler. What changed is found on our own canvas (ui/paint.c).
 */
#ifndef UI_TERMINFO_H
#define UI_TERMINFO_H

#include <stdbool.h>

#include "base/attributes.h"
#include "base/error.h"
#include "base/str.h"
#include "config/theme.h"
#include "ui/input.h"

enum capability {
    CAP_MOVE,
    CAP_CLEAR,
    CAP_PLAIN,
    CAP_BOLD,
    CAP_DIM,
    CAP_ITALIC,
    CAP_UNDERLINE,
    CAP_REVERSE,
    CAP_STRIKE,
    CAP_INK,
    CAP_PAPER,
    CAP_SCREEN_ON,
    CAP_SCREEN_OFF,
    CAP_CURSOR_ON,
    CAP_CURSOR_OFF,
    CAP_WRAP_ON,
    CAP_WRAP_OFF,
    CAP_KEYPAD_ON,
    CAP_KEYPAD_OFF,
    CAP_BELL,
    CAP_WHERE,
    CAPABILITY_COUNT
};

enum { CAPABILITY_BYTES = 64 };

struct terminfo {
    char words[CAPABILITY_COUNT][CAPABILITY_BYTES]; // "": it cannot
    int colours;                                    // 0: none; 8, 16, 256, or 1 << 24
    int ncv;            // attributes that it cannot show together with a colour
    bool has_mouse;     // and brackets what is pasted, and knows OSC
    bool moves_plainly; // its words for moving are ECMA-48's CUP
    bool leaves_corner; // see struct paint_device
};

/*
 * Look the terminal up.
 *
 * output_fd  where it is; terminfo asks for its speed
 * errors     ERR_UNSUPPORTED: TERM unset, unknown, or one that cannot place text
 * thread     main; one terminal at a time, until terminfo_release()
 */
bool terminfo_ask(struct terminfo *info, int output_fd, struct error *err) ATTR_MUST_USE;
void terminfo_release(void);

/* The sequences of the keys of the terminal that was looked up. */
void terminfo_add_keys(struct input *input) ATTR_NONNULL;

/* Append the words that set a look, whatever was set before; those that move the cursor. */
void terminfo_look(const struct terminfo *info, const struct theme *theme, int role, int marks,
                   struct str *out) ATTR_NONNULL;
void terminfo_move(const struct terminfo *info, int x, int y, struct str *out) ATTR_NONNULL;

#endif
