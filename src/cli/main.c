#include "cli/cli.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/limits.h"
#include "cli/command.h"
#include "cli/front.h"
#include "cli/help.h"
#include "cli/options.h"
#include "cli/print.h"
#include "config.h"

static int print_version(void)
{
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    str_add(&out, "courant " PACKAGE_VERSION "\n");
    const int status = cli_print(&out);
    str_release(&out);
    return status;
}

/* `demo`, or no command at all: the interface on a terminal, the front page for anything else. */
static void open_paper(struct cli_result *result)
{
    if (isatty(STDOUT_FILENO) && isatty(STDIN_FILENO))
        result->wants_ui = true;
    else
        result->status = cli_front(result->home, result->is_demo);
}

/* A standard stream that is closed: hold its place, or the database would be opened there and get
 * what is printed. Nothing can be read from what is held nor written to it. */
static void hold_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

struct cli_result cli_main(int argc, char *argv[], keymap_check check)
{
    hold_streams();
    // A closed pipe and a file at its size limit are seen by the one who writes, as EPIPE and
    // EFBIG.
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    struct cli_result result = {0};
    struct cli_call call;
    enum cli_wish wish;
    struct error err = {0};
    const bool is_read = cli_call_read(argc, argv, &call, &wish, &err);
    call.check = check;
    result.home = call.home;
    result.is_demo = is_read && wish == CLI_WISH_COMMAND && !call.command->run;
    if (!is_read)
        result.status = cli_fail(&err);
    else if (wish == CLI_WISH_HELP)
        result.status = cli_help_print(call.command);
    else if (wish == CLI_WISH_VERSION)
        result.status = print_version();
    else if (wish == CLI_WISH_UI || result.is_demo)
        open_paper(&result);
    else
        result.status = call.command->run(&call);
    cli_call_release(&call);
    return result;
}
