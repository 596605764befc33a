/*
 * The commands that look after the database: backup, doctor.
 */
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "cli/commands.h"
#include "cli/print.h"
#include "cli/session.h"
#include "store/doctor.h"

int cli_backup(const struct cli_call *call)
{
    struct error err = {0};
    if (strcmp(cli_operand(call, 0), "-") == 0) {
        error_set(&err, ERR_USAGE, _("'backup' writes a file of its own: give it a name"));
        return cli_fail(&err);
    }
    struct app *const app = cli_open(call, &err);
    const bool is_kept = app && store_backup(app_store(app), cli_operand(call, 0), &err);
    app_free(app);
    return is_kept ? CLI_OK : cli_fail(&err);
}

struct report {
    struct str out;
    struct error hopeless; // ERR_NONE: mending may help
};

static void say_finding(void *context, enum store_finding finding, const char *sentence)
{
    static const char *const words[] = {[STORE_FINE] = N_("fine"),
                                        [STORE_MENDED] = N_("mended"),
                                        [STORE_WRONG] = N_("wrong"),
                                        [STORE_HOPELESS] = N_("wrong")};
    struct report *const report = context;
    str_printf(&report->out, "%-7s %s\n", _(words[finding]), sentence);
    if (finding == STORE_HOPELESS)
        error_set(&report->hopeless, ERR_DATABASE, "%s", sentence);
}

int cli_doctor(const struct cli_call *call)
{
    struct error err = {0};
    char path[PATH_BYTES];
    if (!app_database_path(call->home, path, &err))
        return cli_fail(&err);
    struct report report = {0};
    str_init(&report.out, LIMIT_FIELD_BYTES);
    str_printf(&report.out, "%s\n", path);
    const bool is_well = store_examine(path, cli_has(call, "mend"), say_finding, &report);
    const int status = cli_print(&report.out);
    str_release(&report.out);
    if (status != CLI_OK || is_well)
        return status;
    if (report.hopeless.kind != ERR_NONE)
        return cli_fail(&report.hopeless);
    error_set(&err, ERR_DATABASE,
              cli_has(call, "mend")
                  ? _("the database is not well and cannot be mended; put a copy back")
                  : _("the database is not well: 'courant doctor --mend' mends what it can"));
    return cli_fail(&err);
}
