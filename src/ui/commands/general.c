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
        if (ui->is_hit)
            find_come_back(ui->panes[PANE_FIND]);
        else
            ui_focus(ui, PANE_ARTICLES);
        ui->is_hit = false;
        break;
    case PANE_ARTICLES:
        if (articles_is_searched(call->pane))
            articles_set_query(call->pane, NULL);
        else
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
    ui_say_keys(ui, THEME_STATUS,
                ui->is_zoomed ? _("no other pane is beside this one: {zoom} shows the others")
                              : _("no other pane is beside this one: a wider screen has several"));
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
    struct ui *const ui = call->ui;
    if (ui_pane_beside(ui, 1, true) < 0)
        say_alone(ui);
    else if (ui_grow_pane(ui, by))
        sizes_save(ui);
    else
        ui_say(ui, THEME_STATUS,
               by > 0 ? _("the pane is as large as it can be")
                      : _("the pane is as small as it can be"));
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

/*
 * What can be set: the settings, then what is said of single feeds. Both are found here by an
 * index, so that nothing behind it knows two kinds.
 */
static const struct {
    const char *name;
    const char *help;
    void (*set)(struct ui *ui, const char *value); // "": say what it is
} of_feeds[] = {
    {"full", N_("Read the feed's articles as full pages; kept for the feed."), full_set},
};

static size_t setting_count(void)
{
    size_t count = 0;
    while (settings_name(count))
        count++;
    return count;
}

/* The name at `index` and what it does; NULL past the last. */
static const char *set_name(size_t index, const char **help)
{
    const size_t count = setting_count();
    if (index >= count + COUNT_OF(of_feeds))
        return NULL;
    *help = index < count ? settings_help(index) : _(of_feeds[index - count].help);
    return index < count ? settings_name(index) : of_feeds[index - count].name;
}

/* The value at `number` of what has a known few. */
static bool set_value(const struct ui *ui, size_t index, size_t number,
                      char value[COMMAND_CHOICE_BYTES])
{
    static const char *const yes_or_no[] = {"yes", "no"};
    const bool is_of_feed = index >= setting_count();
    if (!is_of_feed && strcmp(settings_name(index), "theme") == 0)
        return configuration_theme_name(app_paths(ui->app), number, value);
    if (!is_of_feed && strcmp(settings_name(index), "keys") == 0)
        return keymap_builtin_name(number, value);
    const char *const word = !is_of_feed                    ? settings_word(index, number)
                             : number < COUNT_OF(yes_or_no) ? yes_or_no[number]
                                                            : NULL;
    if (word)
        snprintf(value, COMMAND_CHOICE_BYTES, "%s", word);
    return word != NULL;
}

/* The names, and behind them `name value`. */
static bool setting_choices(const struct ui *ui, size_t index, char name[COMMAND_CHOICE_BYTES],
                            const char **help)
{
    size_t count = 0;
    const char *word = NULL;
    char value[COMMAND_CHOICE_BYTES];
    for (; (word = set_name(count, help)) != NULL; count++)
        if (count == index) {
            snprintf(name, COMMAND_CHOICE_BYTES, "%s", word);
            return true;
        }
    index -= count;
    for (size_t i = 0; (word = set_name(i, help)) != NULL; i++)
        for (size_t k = 0; set_value(ui, i, k, value); k++)
            if (index-- == 0) {
                *help = NULL;
                snprintf(name, COMMAND_CHOICE_BYTES, "%.16s %.46s", word, value);
                return true;
            }
    return false;
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
        ui_say(ui, THEME_STATUS_ERROR, _("there is no setting `%s`; :set shows all"), name);
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
    for (size_t i = 0; i < COUNT_OF(of_feeds); i++)
        if (strcmp(of_feeds[i].name, name) == 0) {
            of_feeds[i].set(ui, value);
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

// clang-format off
const struct command general_commands[] = {
    {"zoom",    N_("Give the pane the whole screen, and back"), NULL, NULL, 0, 0, run_zoom, NULL, NULL},
    {"grow",    N_("Make the pane larger"), NULL, NULL, 0, 0, run_grow, NULL, NULL},
    {"shrink",  N_("Make the pane smaller"), NULL, NULL, 0, 0, run_shrink, NULL, NULL},
    {"command", N_("Type a command"), NULL, N_("command"), IN_READING, 0, run_command, NULL, NULL},
    {"help",    N_("The keys and commands"), NULL, N_("keys"), IN_READING, 0, run_help, NULL, NULL},
    {"log",     N_("What was said in the last line"), NULL, NULL, 0, 0, run_log, NULL, NULL},
    {"theme",   N_("Change the look"), "NAME", NULL, 0, NEEDS_CHOICE, run_theme, theme_choices, N_("Theme")},
    {"set",     N_("Change a setting, or show it; without a name, all"), "NAME VALUE", NULL, 0, 0, run_set, setting_choices, NULL},
    {"read-settings", N_("Read settings, keys and theme again; saving a file does it, too"), NULL, NULL, 0, 0, run_read_settings, NULL, NULL},
    {"cancel",  N_("End a search, a zoom, what is under way"), NULL, NULL, 0, 0, run_cancel, NULL, NULL},
    {"redraw",  N_("Draw the screen anew"), NULL, NULL, 0, 0, run_redraw, NULL, NULL},
    {"suspend", N_("Stop the program, until the shell lets it go on"), NULL, NULL, 0, 0, run_suspend, NULL, NULL},
    {"back",    N_("Back: out of a search, to the pane before; from the feeds, quit"), NULL, N_("back"), IN_READING | IN_FIND | IN_PARTS, 0, run_back, NULL, NULL},
    {"quit",    N_("Quit"), NULL, NULL, 0, 0, run_quit, NULL, NULL},
    {0},
};
// clang-format on
