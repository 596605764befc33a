/*
 * What the commands run: one function each, in the file of that name.
 */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command.h"

int cli_extract(const struct cli_call *call);
int cli_parse(const struct cli_call *call);
int cli_render(const struct cli_call *call);

#endif
