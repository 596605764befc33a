/*
 * The terminal: taken, drawn on, read, and given back on every way out. What it can do is
 * terminfo's to say (ui/terminfo.h).
 */
#ifndef UI_TERM_H
#define UI_TERM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/error.h"
#include "config/theme.h"
#include "ui/canvas.h"
#include "ui/input.h"

struct ui_term;

/*
 * Take the terminal: another screen, no echo, keys one by one.
 *
 * theme    borrowed until the next term_set_theme()
 * result   the caller gives it back with term_close(); NULL on failure, and nothing is touched then
 * errors   ERR_UNSUPPORTED: not a terminal, TERM unset, unknown, or one that cannot place text
 * thread   main; one at a time
 */
struct ui_term *term_open(bool uses_mouse, const struct theme *theme,
                          struct error *err) ATTR_MUST_USE;
void term_close(struct ui_term *term); // NULL is fine

/* The size in cells, at least 1 by 1. */
void term_size(const struct ui_term *term, int *width, int *height) ATTR_NONNULL;

/* Readable when there are keys, and when a signal came. For poll(). */
int term_input_fd(const struct ui_term *term) ATTR_NONNULL;
int term_signal_fd(const struct ui_term *term) ATTR_NONNULL;

/* Take what is there; false when the terminal has gone away. Does not wait. */
bool term_read(struct ui_term *term, struct input *input) ATTR_NONNULL;

enum term_signal {
    TERM_SIGNAL_NONE,
    TERM_SIGNAL_RESIZE,
    TERM_SIGNAL_CONTINUE, // after a stop: everything has to be drawn anew
    TERM_SIGNAL_QUIT,     // TERM, HUP, INT: end in order
};

/* The next signal that came; TERM_SIGNAL_NONE when there is none. */
enum term_signal term_take_signal(struct ui_term *term) ATTR_NONNULL;

/* Listen to the mouse, or leave it to the terminal's own selection. */
void term_set_mouse(struct ui_term *term, bool uses_mouse) ATTR_NONNULL;
void term_set_theme(struct ui_term *term, const struct theme *theme) ATTR_NONNULL;

/* Forget what is shown, so that the next flush paints everything. */
void term_forget(struct ui_term *term) ATTR_NONNULL;

/* Bring the canvas to the screen, in one write. */
void term_flush(struct ui_term *term, const struct canvas *canvas) ATTR_NONNULL;

/* Lend the terminal to another program (an editor), and take it back. */
void term_lend(struct ui_term *term) ATTR_NONNULL;
void term_reclaim(struct ui_term *term) ATTR_NONNULL;

/* To a terminal that is lent: text as it is, and where the cursor is to be. Ask where it is: the
 * answer comes as input; false when the terminal does not know the question. */
void term_print(struct ui_term *term, const char *text) ATTR_NONNULL;
void term_place(struct ui_term *term, int x, int y) ATTR_NONNULL;
bool term_ask_place(struct ui_term *term) ATTR_NONNULL;

/* Give the terminal back and stop the process, as Ctrl-Z does; returns when it goes on. */
void term_stop(struct ui_term *term) ATTR_NONNULL;

/* Ring the bell; show words as the terminal's own notification (OSC 9), or ring where it has none.
 */
void term_ring(struct ui_term *term) ATTR_NONNULL;
void term_notify(struct ui_term *term, const char *words) ATTR_NONNULL;

/* Put text into the clipboard of the terminal (OSC 52), encoded here; false when it has none. */
bool term_copy(struct ui_term *term, const char *text, size_t len) ATTR_NONNULL;

/*
 * Give the terminal back, whatever is going on; nothing happens when it was not taken.
 *
 * thread   any; async-signal-safe
 */
void term_restore(void);

#endif
