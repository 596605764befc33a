#include "cli/help.h"

#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/print.h"
#include "sync/sync.h"

static void help_options(const struct cli_option *option, struct str *out)
{
    for (; option && option->name; option++) {
        char left[64];
        snprintf(left, sizeof(left), "--%s%s%s", option->name, option->value ? " " : "",
                 option->value ? _(option->value) : "");
        str_printf(out, "  %-22s %s\n", left, _(option->help));
    }
}

static void help_all(struct str *out)
{
    str_add(out, _("courant reads feeds, articles and their comments in the terminal.\n\n"
                   "usage: courant [--home DIR]              open the interface\n"
                   "       courant [--home DIR] COMMAND …    do one thing and exit\n\n"));
    for (const struct cli_command *command = cli_commands; command->name; command++)
        str_printf(out, "  %-10s %s\n", command->name, _(command->help));
    str_add(out,
            _("\n'courant COMMAND --help' says more of one. --home DIR keeps everything under\n"
              "DIR; without it the XDG base directories are used.\n"
              "Exit status: 0 it worked, 1 it did not, 2 the command line is wrong.\n"));
}

static void help_services(struct str *out)
{
    str_add(out, _("\nSERVICE is one of\n\n"));
    for (size_t i = 0; sync_service_name(i); i++)
        str_printf(out, "  %-10s %s\n", sync_service_name(i), sync_service_title(i));
}

void cli_help(const struct cli_command *command, struct str *out)
{
    if (!command) {
        help_all(out);
        return;
    }
    str_printf(out, "usage: courant %s%s%s%s\n%s.\n", command->name,
               command->options ? _(" [OPTION]…") : "", *command->operands ? " " : "",
               command->operands, _(command->help));
    if (command->options)
        str_add_char(out, '\n');
    help_options(command->options, out);
    if (command->run == cli_account)
        help_services(out);
}

int cli_help_print(const struct cli_command *command)
{
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    cli_help(command, &out);
    const int status = cli_print(&out);
    str_release(&out);
    return status;
}

int cli_print_help(const struct cli_call *call)
{
    struct error err = {0};
    const char *const name = cli_operand(call, 0);
    const struct cli_command *const command = name ? cli_command_find(name, &err) : NULL;
    return name && !command ? cli_fail(&err) : cli_help_print(command);
}
