#include <stdio.h>

#include "app/app.h"
#include "cli/cli.h"
#include "ui/command.h"
#include "ui/ui.h"

static int open_interface(const struct cli_result *wish)
{
    const struct app_options options = {.home = wish->home, .is_demo = wish->is_demo};
    struct error err = {0};
    struct app *const app = app_new(&options, &err);
    const bool is_run =
        app && ui_run(&(struct ui_options){.app = app, .is_demo = wish->is_demo}, &err);
    app_free(app);
    if (!is_run)
        fprintf(stderr, "courant: %s\n", err.text);
    return is_run ? 0 : 1;
}

int main(int argc, char *argv[])
{
    const struct cli_result result = cli_main(argc, argv, command_check);
    return result.wants_ui ? open_interface(&result) : result.status;
}
