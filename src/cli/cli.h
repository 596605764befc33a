/*
 * The command line: one command, then out.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

/*
 * Run `courant ARGV…`. Without a command: *wants_ui is set to true and nothing is run.
 *
 * result   exit status: 0 it worked, 1 it did not, 2 the command line is wrong
 */
struct cli_result {
    int status;
    _Bool wants_ui;   // start the interface
    _Bool is_demo;    // on the sample newspaper
    const char *home; // --home, borrowed from argv; NULL
};

struct cli_result cli_main(int argc, char *argv[]);

#endif
