/*
 * The interface: one call that runs until the user quits.
 */
#ifndef UI_UI_H
#define UI_UI_H

#include <stdbool.h>

#include "app/app.h"
#include "base/error.h"

struct ui_options {
    struct app *app; // borrowed
    bool is_demo;    // says so on the title bar
    /* Set when the user wants to look at the sample newspaper, and come back; NULL: not offered. */
    bool *wants_sample;
};

/*
 * Take the terminal, run, give it back.
 *
 * errors   ERR_UNSUPPORTED for a terminal that cannot show it (TERM=dumb), ERR_SYNTAX for a bad
 * settings, key map or theme file with its name, line and column; before the terminal was touched
 * thread   main
 */
bool ui_run(const struct ui_options *options, struct error *err) ATTR_MUST_USE;

#endif
