#include <stdio.h>
#include <string.h>

#include "app/configuration.h"
#include "base/intl.h"
#include "ui/command.h"
#include "ui/panes/panes.h"

static void run_back(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    switch (ui->focus) {
    case PANE_FIND:
    case PANE_PARTS:
    case PANE_HELP:
    case PANE_LOG:
        ui_focus(ui, ui->focus_before);
        break;
    case PANE_COMPOSE:
        compose_keep(call->pane);
        break;
    case PANE_COMMENTS:
        comments_leave(call->pane);
        ui->has_comments = false;
        ui_focus(ui, PANE_ARTICLE);
        break;
    case PANE_ARTICLE:
        reader_end_search(call->pane);
        ui->is_zoomed = false;
        ui_focus(ui, PANE_ARTICLES);
        break;
    case PANE_ARTICLES:
        ui_focus(ui, PANE_FEEDS);
        break;
    default:
        ui->is_over = true;
        break;
    }
}

static void run_quit(const struct command_call *call)
{
    if (call->ui->has_compose)
        compose_keep(call->ui->panes[PANE_COMPOSE]);
    call->ui->is_over = true;
}

/* Escape takes away one thing: a visit, a search, a zoom, what is under way. */
static void run_cancel(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    if (ui->focus == PANE_HELP && help_is_searched(call->pane)) {
        help_search(call->pane, "");
        return;
    }
    if (ui->focus == PANE_HELP || ui->focus == PANE_LOG) {
        run_back(call);
        return;
    }
    const bool is_searched =
        reader_end_search(ui->panes[PANE_ARTICLE]) | comments_end_search(ui->panes[PANE_COMMENTS]);
    if (is_searched)
        return;
    if (ui->focus == PANE_ARTICLES && articles_is_searched(ui->panes[PANE_ARTICLES]))
        articles_set_query(ui->panes[PANE_ARTICLES], NULL);
    else if (ui->is_zoomed)
        ui->is_zoomed = false;
    else
        ui_stop(ui);
    ui_arrange(ui);
}

static void say_alone(struct ui *ui)
{
    ui_say(ui, THEME_STATUS, _("no other pane is beside this one"));
}

static void run_zoom(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    if (!ui->is_zoomed && ui_pane_beside(ui, 1, true) < 0) {
        say_alone(ui);
        return;
    }
    ui->is_zoomed = !ui->is_zoomed;
    ui_arrange(ui);
}

static void grow(const struct command_call *call, int by)
{
    if (ui_grow_pane(call->ui, by))
        sizes_save(call->ui);
    else
        say_alone(call->ui);
}

static void run_grow(const struct command_call *call)
{
    grow(call, call->count);
}

static void run_shrink(const struct command_call *call)
{
    grow(call, -call->count);
}

static void run_help(const struct command_call *call)
{
    help_search(call->ui->panes[PANE_HELP], "");
    if (call->ui->focus != PANE_HELP)
        ui_focus(call->ui, PANE_HELP);
}

static void run_log(const struct command_call *call)
{
    if (call->ui->focus != PANE_LOG)
        ui_focus(call->ui, PANE_LOG);
}

static void run_command(const struct command_call *call)
{
    prompt_open(call->ui, PROMPT_COMMAND, call->argument);
}

static void run_redraw(const struct command_call *call)
{
    if (call->ui->term)
        term_forget(call->ui->term);
}

static void run_suspend(const struct command_call *call)
{
    if (call->ui->term)
        term_stop(call->ui->term);
}

static void run_theme(const struct command_call *call)
{
    struct error err = {0};
    if (!ui_set(call->ui, "theme", call->argument, &err))
        ui_say_error(call->ui, &err);
}

static void show_settings(struct ui *ui)
{
    for (size_t i = 0; settings_name(i); i++) {
        struct str value;
        str_init(&value, SETTING_TEXT_BYTES);
        settings_value(&ui->settings, i, &value);
        ui_say(ui, THEME_STATUS, "%s = %s", settings_name(i), value.data);
        str_release(&value);
    }
    ui_focus(ui, PANE_LOG);
}

static void show_setting(struct ui *ui, const char *name)
{
    size_t index = 0;
    while (settings_name(index) && strcmp(settings_name(index), name) != 0)
        index++;
    if (!settings_name(index)) {
        ui_say(ui, THEME_STATUS_ERROR, _("there is no setting `%s`"), name);
        return;
    }
    struct str value;
    str_init(&value, SETTING_TEXT_BYTES);
    settings_value(&ui->settings, index, &value);
    ui_say(ui, THEME_STATUS, "%s = %s", name, value.data);
    str_release(&value);
}

static void run_read_settings(const struct command_call *call)
{
    ui_read_configuration(call->ui);
}

static void run_set(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    char name[64];
    const size_t len = strcspn(call->argument, " =");
    snprintf(name, sizeof(name), "%.*s", len < 60 ? (int)len : 60, call->argument);
    const char *const value = call->argument + len + strspn(call->argument + len, " =");
    if (!name[0]) {
        show_settings(ui);
        return;
    }
    if (strcmp(name, "full") == 0) {
        full_set(ui, value);
        return;
    }
    // `name =` is the empty value.
    if (!value[0] && !strchr(call->argument, '=')) {
        show_setting(ui, name);
        return;
    }
    struct error err = {0};
    if (!ui_set(ui, name, value, &err))
        ui_say_error(ui, &err);
    else
        ui_say(ui, THEME_STATUS_GOOD, _("%s = %s, until courant ends; the file `config` keeps it"),
               name, value);
}

static bool theme_choices(const struct ui *ui, size_t index, char name[COMMAND_CHOICE_BYTES],
                          const char **help)
{
    *help = NULL;
    return configuration_theme_name(app_paths(ui->app), index, name);
}

/* The value at `number` of a setting that has a known few. */
static bool value_of(const struct ui *ui, size_t setting, size_t number,
                     char value[COMMAND_CHOICE_BYTES])
{
    if (strcmp(settings_name(setting), "theme") == 0)
        return configuration_theme_name(app_paths(ui->app), number, value);
    if (strcmp(settings_name(setting), "keys") == 0)
        return keymap_builtin_name(number, value);
    const char *const word = settings_word(setting, number);
    if (word)
        snprintf(value, COMMAND_CHOICE_BYTES, "%s", word);
    return word != NULL;
}

/* They stand behind the names, as `name value`. */
static bool value_choices(const struct ui *ui, size_t index, char name[COMMAND_CHOICE_BYTES])
{
    static const char *const of_feeds[] = {"full", "full yes", "full no"};
    if (index < COUNT_OF(of_feeds)) {
        snprintf(name, COMMAND_CHOICE_BYTES, "%s", of_feeds[index]);
        return true;
    }
    index -= COUNT_OF(of_feeds);
    char value[COMMAND_CHOICE_BYTES];
    for (size_t i = 0; settings_name(i); i++) {
        for (size_t k = 0; value_of(ui, i, k, value); k++) {
            if (index-- > 0)
                continue;
            snprintf(name, COMMAND_CHOICE_BYTES, "%.16s %.46s", settings_name(i), value);
            return true;
        }
    }
    return false;
}

static bool setting_choices(const struct ui *ui, size_t index, char name[COMMAND_CHOICE_BYTES],
                            const char **help)
{
    size_t count = 0;
    while (settings_name(count))
        count++;
    *help = index < count    ? settings_help(index)
            : index == count ? _("Read the feed's articles as full pages; kept for the feed.")
                             : NULL;
    if (index >= count)
        return value_choices(ui, index - count, name);
    snprintf(name, COMMAND_CHOICE_BYTES, "%s", settings_name(index));
    return true;
}

// clang-format off
const struct command general_commands[] = {
    {"zoom",    N_("Give the pane the whole screen, and back"), NULL, NULL, 0, 0, run_zoom, NULL},
    {"grow",    N_("Make the pane larger"), NULL, NULL, 0, 0, run_grow, NULL},
    {"shrink",  N_("Make the pane smaller"), NULL, NULL, 0, 0, run_shrink, NULL},
    {"command", N_("Type a command"), NULL, N_("command"), IN_READING, 0, run_command, NULL},
    {"help",    N_("The keys and commands"), NULL, N_("keys"), IN_READING, 0, run_help, NULL},
    {"log",     N_("What was said in the last line"), NULL, NULL, 0, 0, run_log, NULL},
    {"theme",   N_("Change the look"), "NAME", NULL, 0, NEEDS_ARGUMENT, run_theme, theme_choices},
    {"set",     N_("Change a setting, or show it; without a name, all"), "NAME VALUE", NULL, 0, 0, run_set, setting_choices},
    {"read-settings", N_("Read settings, keys and theme again; saving a file does it, too"), NULL, NULL, 0, 0, run_read_settings, NULL},
    {"cancel",  N_("End a search, a zoom, what is under way"), NULL, NULL, 0, 0, run_cancel, NULL},
    {"redraw",  N_("Draw the screen anew"), NULL, NULL, 0, 0, run_redraw, NULL},
    {"suspend", N_("Stop the program, until the shell lets it go on"), NULL, NULL, 0, 0, run_suspend, NULL},
    {"back",    N_("Back; from the feeds, quit"), NULL, N_("back"), IN_READING | IN_FIND | IN_PARTS, 0, run_back, NULL},
    {"quit",    N_("Quit"), NULL, NULL, 0, 0, run_quit, NULL},
    {0},
};
// clang-format on
