/*
 * Reading argv by the table of commands.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>

#include "base/error.h"
#include "cli/command.h"

enum cli_wish {
    CLI_WISH_COMMAND, // call->command is set
    CLI_WISH_UI,      // no command
    CLI_WISH_HELP,    // call->command is set when help is about one
    CLI_WISH_VERSION,
};

/*
 * Read a command line. `call` is initialised here and released by cli_call_release(), also on
 * failure.
 *
 * errors   ERR_USAGE: an unknown command or option (with the nearest right word), a value or an
 * operand that is missing or too many
 */
bool cli_call_read(int argc, char *argv[], struct cli_call *call, enum cli_wish *wish,
                   struct error *err);
void cli_call_release(struct cli_call *call);

/* The command of that name. NULL with ERR_USAGE, which tells the nearest. */
const struct cli_command *cli_command_find(const char *name, struct error *err);

#endif
