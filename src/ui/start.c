/*
 * What the user wrote about courant: the settings, the key map, the theme.
 */
#include "ui/internal.h"

#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/path.h"
#include "ui/command.h"

enum { THEME_NAME_BYTES = 60 };

/* What ships, for whoever named something else. */
static void add_names(bool (*name_at)(size_t index, char name[64]), struct str *out)
{
    char name[64];
    for (size_t i = 0; name_at(i, name); i++)
        str_printf(out, "%s%s", i ? ", " : "", name);
}

static bool keys_missing(const char *name, struct error *err)
{
    struct str names;
    str_init(&names, ERROR_TEXT_BYTES);
    add_names(keymap_builtin_name, &names);
    error_set(err, ERR_NOT_FOUND, _("there is no key map `%.60s`; there are %s"), name, names.data);
    str_release(&names);
    return false;
}

bool ui_load_keys(struct ui *ui, struct error *err)
{
    size_t len = 0;
    const char *const shipped = keymap_builtin(ui->settings.keys, &len);
    if (!shipped)
        return keys_missing(ui->settings.keys, err);
    if (!keymap_parse(ui->keymap, shipped, len, command_check, ui, err))
        return app_blame(ui->settings.keys, err);
    char path[PATH_BYTES];
    struct str text;
    str_init(&text, LIMIT_CONFIG_BYTES);
    bool is_there = false;
    bool is_read = app_read_configuration(ui->app, "keys", path, &text, &is_there, err);
    if (is_read && is_there &&
        !keymap_parse(ui->keymap, text.data, text.len, command_check, ui, err))
        is_read = app_blame(path, err);
    str_release(&text);
    return is_read;
}

static bool theme_missing(const char *name, struct error *err)
{
    struct str names;
    str_init(&names, ERROR_TEXT_BYTES);
    add_names(theme_builtin_name, &names);
    error_set(err, ERR_NOT_FOUND, _("there is no theme `%.60s`; there are %s"), name, names.data);
    str_release(&names);
    return false;
}

bool ui_load_theme(const struct ui *ui, const char *name, struct theme *theme, struct error *err)
{
    // A theme is named, not located.
    if (strlen(name) > THEME_NAME_BYTES || strchr(name, '/') || name[0] == '.' || !name[0])
        return theme_missing(name, err);
    char file[THEME_NAME_BYTES + 32];
    snprintf(file, sizeof(file), "themes/%s.theme", name);
    char path[PATH_BYTES];
    struct str text;
    str_init(&text, LIMIT_CONFIG_BYTES);
    bool is_there = false;
    bool is_read = app_read_configuration(ui->app, file, path, &text, &is_there, err);
    size_t len = 0;
    const char *const shipped = theme_builtin(name, &len);
    if (is_read && is_there) {
        is_read = theme_parse(text.data, text.len, name, theme, err) || app_blame(path, err);
    } else if (is_read) {
        is_read = shipped ? theme_parse(shipped, len, name, theme, err) || app_blame(file, err)
                          : theme_missing(name, err);
    }
    str_release(&text);
    return is_read;
}

/* A theme or key map that is not there is the fault of the line that names it. */
static bool blame_setting(const struct ui *ui, const char *name, struct error *err)
{
    char path[PATH_BYTES];
    struct str text;
    str_init(&text, LIMIT_CONFIG_BYTES);
    bool is_there = false;
    struct error place = {0};
    if (err && err->kind == ERR_NOT_FOUND && err->line == 0 &&
        app_read_configuration(ui->app, "config", path, &text, &is_there, &place) &&
        settings_place(text.data, text.len, name, &place)) {
        err->line = place.line;
        err->column = place.column;
        app_blame(path, err);
    }
    str_release(&text);
    return false;
}

bool ui_load_configuration(struct ui *ui, struct error *err)
{
    return app_settings(ui->app, &ui->settings, err) &&
           (ui_load_keys(ui, err) || blame_setting(ui, "keys", err)) &&
           (ui_load_theme(ui, ui->settings.theme, &ui->theme, err) ||
            blame_setting(ui, "theme", err));
}
