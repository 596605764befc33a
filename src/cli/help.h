/*
 * The help, made from the table of commands.
 */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "base/str.h"
#include "cli/command.h"

/* The help of one command, or (NULL) of courant, appended to `out`. */
void cli_help(const struct cli_command *command, struct str *out);

/* The same, printed. The exit status. */
int cli_help_print(const struct cli_command *command);

#endif
