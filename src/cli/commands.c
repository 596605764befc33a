#include "cli/commands.h"

#include "base/intl.h"

// clang-format off
const struct cli_command cli_commands[] = {
    {NULL, NULL, NULL, NULL, 0, 0, false, false, NULL},
};
// clang-format on
