/*
 * A command of the command line is a row of the table in cli/commands.c: its name, what it takes,
 * what it does. The parser, the help and the "did you mean" are made from that table.
 *
 * Each command is one function `int cli_NAME(const struct cli_call *call)` in the file of what it
 * is about (feeds.c, articles.c …); its result is the exit status. Errors go through cli_fail(),
 * output through cli/print.h.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/vec.h"
#include "config/keymap.h"

enum { CLI_OK = 0, CLI_FAILED = 1, CLI_USAGE = 2 };

struct cli_option {
    const char *name;  // without the dashes
    const char *value; // what its value is called in the help; NULL: a flag
    const char *help;
};

struct cli_call;

struct cli_command {
    const char *name;
    const char *operands;             // as the help shows them: "FEED [+T|-T]…"
    const char *help;                 // one line
    const struct cli_option *options; // a row with a NULL name at the end; NULL: none
    int operands_min;
    int operands_max;                        // -1: any number
    bool takes_signed;                       // words like -T are operands
    bool is_filter;                          // reads a FILE, knows no home
    int (*run)(const struct cli_call *call); // NULL: the interface, on the sample newspaper
};

/* A command line that was read. Strings are borrowed from argv. */
struct cli_call {
    const struct cli_command *command;
    const char *home;    // --home; NULL
    struct vec given;    // struct cli_given, in order
    struct vec operands; // const char *
    keymap_check check;  // of commands that key maps name
};

struct cli_given {
    const struct cli_option *option;
    const char *value; // NULL for a flag
};

extern const struct cli_command cli_commands[]; // a row with a NULL name at the end

bool cli_has(const struct cli_call *call, const char *option);

/* The last value of the option, or NULL. */
const char *cli_value(const struct cli_call *call, const char *option);

/* A number from `least` to `most`; `if_absent` without the option. False with an ERR_USAGE
 * sentence. */
bool cli_number(const struct cli_call *call, const char *option, int64_t least, int64_t most,
                int64_t if_absent, int64_t *number, struct error *err);

/* One of the words of `choices` (NULL at the end): its index; 0 without the option. False with
 * ERR_USAGE. */
bool cli_choice(const struct cli_call *call, const char *option, const char *const *choices,
                int *index, struct error *err);

size_t cli_operand_count(const struct cli_call *call);
const char *cli_operand(const struct cli_call *call, size_t index); // NULL past the end

/* Say on stderr, on one line, what the user should know of something that worked. */
void cli_note(const char *format, ...) ATTR_FORMAT(1, 2);

/* Say the error on stderr, on one line. The exit status: 2 for ERR_USAGE, else 1. */
int cli_fail(const struct error *err);

#endif
