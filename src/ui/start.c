/*
 * What the user wrote about courant: the settings, the key map, the theme; when the program starts,
 * and again when a file was saved.
 */
#include "ui/internal.h"

#include <stdlib.h>
#include <string.h>

#include "app/configuration.h"
#include "base/intl.h"
#include "ui/command.h"

/* Does the environment say that the terminal is not told UTF-8? Frames and signs are ASCII then;
 * text stays what it is, because no other way to write it is left. */
static bool is_plain_locale(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    const char *value = NULL;
    for (size_t i = 0; i < COUNT_OF(names) && !(value && value[0]); i++)
        value = getenv(names[i]);
    return value && value[0] && !strcasestr(value, "utf-8") && !strcasestr(value, "utf8");
}

void ui_choose_signs(struct ui *ui)
{
    ui->uses_ascii =
        ui->settings.ascii == ASCII_YES || (ui->settings.ascii == ASCII_AUTO && is_plain_locale());
}

bool ui_load_keys(struct ui *ui, struct error *err)
{
    ui->bar_hints_of = -1;
    return configuration_keys(app_paths(ui->app), ui->settings.keys, command_check, ui, ui->keymap,
                              err);
}

bool ui_load_theme(const struct ui *ui, const char *name, struct theme *theme, struct error *err)
{
    return configuration_theme(app_paths(ui->app), name, theme, err);
}

bool ui_load_configuration(struct ui *ui, struct error *err)
{
    const struct path_home *const paths = app_paths(ui->app);
    if (!configuration_settings(paths, &ui->settings, err))
        return false;
    ui_choose_signs(ui);
    ui->configuration_stamp = configuration_stamp(paths, ui->settings.theme);
    return (ui_load_keys(ui, err) || configuration_blame(paths, "keys", err)) &&
           (ui_load_theme(ui, ui->settings.theme, &ui->theme, err) ||
            configuration_blame(paths, "theme", err)) &&
           app_rules(ui->app, err) != NULL;
}

/* All of it, or nothing. */
static bool read_again(struct ui *ui, struct error *err)
{
    const struct settings before = ui->settings;
    struct keymap *const keymap = ui->keymap;
    struct theme theme;
    ui->keymap = keymap_new();
    const struct path_home *const paths = app_paths(ui->app);
    const bool is_read = configuration_settings(paths, &ui->settings, err) &&
                         (ui_load_keys(ui, err) || configuration_blame(paths, "keys", err)) &&
                         (ui_load_theme(ui, ui->settings.theme, &theme, err) ||
                          configuration_blame(paths, "theme", err)) &&
                         app_read_rules(ui->app, err);
    keymap_free(is_read ? keymap : ui->keymap);
    if (is_read) {
        full_forget(ui);
        ui_use_theme(ui, &theme);
        ui->is_stale = true; // panes tell keys
    } else {
        ui->keymap = keymap;
        ui->settings = before;
    }
    return is_read;
}

void ui_know_configuration(struct ui *ui)
{
    ui->configuration_stamp = configuration_stamp(app_paths(ui->app), ui->settings.theme);
}

bool ui_read_configuration(struct ui *ui)
{
    struct error err = {0};
    ui_preview_theme(ui, NULL);
    ui_know_configuration(ui);
    if (!read_again(ui, &err)) {
        ui_say_error(ui, &err);
        return false;
    }
    ui_know_configuration(ui);
    ui_choose_signs(ui);
    if (ui->term)
        term_set_mouse(ui->term, ui->settings.uses_mouse);
    app_set_transfers(ui->app, (int)ui->settings.transfers);
    app_set_reads_copies(ui->app, ui->settings.reads_copies);
    ui_arrange(ui);
    ui_say(ui, THEME_STATUS_GOOD, _("the settings were read again"));
    return true;
}

void ui_watch_configuration(struct ui *ui)
{
    if (configuration_stamp(app_paths(ui->app), ui->settings.theme) != ui->configuration_stamp)
        ui_read_configuration(ui);
}
