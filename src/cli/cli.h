/*
 * The command line: one command, then out.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>

#include "config/keymap.h"

struct cli_result {
    int status;       // exit status: 0 it worked, 1 it did not, 2 the command line is wrong
    bool wants_ui;    // nothing was run: start the interface
    bool is_demo;     // on the sample newspaper
    const char *home; // --home, borrowed from argv; NULL
};

/*
 * Run what `argv` says. Without a command, or with `demo`, on a terminal: only wants_ui is set.
 *
 * check    knows the interface's commands, for `config check`; its context is NULL
 */
struct cli_result cli_main(int argc, char *argv[], keymap_check check);

#endif
