#include <stdio.h>

#include "app/app.h"
#include "cli/cli.h"
#include "ui/command.h"
#include "ui/ui.h"

static bool run_interface(const char *home, bool is_demo, bool *wants_sample)
{
    const struct app_options options = {.home = home, .is_demo = is_demo};
    struct error err = {0};
    struct app *const app = app_new(&options, &err);
    const struct ui_options how = {
        .app = app, .is_demo = is_demo, .wants_sample = is_demo ? NULL : wants_sample};
    const bool is_run = app && ui_run(&how, &err);
    app_free(app);
    if (!is_run)
        fprintf(stderr, "courant: %s\n", err.text);
    return is_run;
}

/* Who only wanted to look at the sample newspaper comes back to their own. */
static int open_interface(const struct cli_result *wish)
{
    bool wants_sample = false;
    bool is_run = false;
    do {
        wants_sample = false;
        is_run = run_interface(wish->home, wish->is_demo, &wants_sample);
    } while (is_run && wants_sample && run_interface(NULL, true, NULL));
    return is_run ? 0 : 1;
}

int main(int argc, char *argv[])
{
    const struct cli_result result = cli_main(argc, argv, command_check);
    return result.wants_ui ? open_interface(&result) : result.status;
}
