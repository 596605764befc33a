/*
 * What the user wrote about courant: the file that ships, and whether one's own can be read.
 */
#include <stdio.h>
#include <string.h>

#include "app/configuration.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/time.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/print.h"
#include "config/rules.h"

static int print_default(void)
{
    struct str out;
    str_init(&out, LIMIT_CONFIG_BYTES);
    settings_print_default(&out);
    const int status = cli_print(&out);
    str_release(&out);
    return status;
}

static bool ends_with(const char *text, const char *end)
{
    const size_t len = strlen(text);
    return len >= strlen(end) && strcmp(text + len - strlen(end), end) == 0;
}

/* Settings and the sections behind them; the names are those of the home that is in use. */
static bool check_settings(const struct cli_call *call, const struct str *text, struct error *err)
{
    struct path_home paths;
    struct settings settings;
    struct manners_book book = {0};
    struct theme theme;
    settings_default(&settings);
    const bool is_read = settings_parse(&settings, text->data, text->len, err) &&
                         manners_parse(&book, text->data, text->len, err);
    manners_release(&book);
    if (!is_read || !path_home_init(&paths, call->home, err))
        return false;
    struct keymap *const keymap = keymap_new();
    const bool is_fine =
        configuration_keys(&paths, settings.keys, call->check, NULL, keymap, err) &&
        configuration_theme(&paths, settings.theme, &theme, err);
    keymap_free(keymap);
    return is_fine;
}

/* One file, of the kind that its name says; settings otherwise. */
static bool check_text(const struct cli_call *call, const char *path, const struct str *text,
                       struct error *err)
{
    if (ends_with(path, ".theme")) {
        struct theme theme;
        return theme_parse(text->data, text->len, path, &theme, err);
    }
    if (ends_with(path, "keys")) {
        struct keymap *const keymap = keymap_new();
        const bool is_read = keymap_parse(keymap, text->data, text->len, call->check, NULL, err);
        keymap_free(keymap);
        return is_read;
    }
    if (ends_with(path, "rules")) {
        struct rules *const rules = rules_parse(text->data, text->len, time_now_ms(), err);
        rules_free(rules);
        return rules != NULL;
    }
    return check_settings(call, text, err);
}

static bool check_file(const struct cli_call *call, const char *path, struct error *err)
{
    struct str text;
    str_init(&text, LIMIT_CONFIG_BYTES);
    bool is_fine = file_read(path, LIMIT_CONFIG_BYTES, &text, err);
    if (is_fine && !check_text(call, path, &text, err)) {
        cli_name_file(path, err);
        is_fine = false;
    }
    str_release(&text);
    return is_fine;
}

/* Everything as the interface would read it: also whether the theme and the keys that the settings
 * name are there. */
static bool check_home(const struct cli_call *call, struct error *err)
{
    struct path_home paths;
    struct settings settings;
    struct theme theme;
    if (!path_home_init(&paths, call->home, err) || !configuration_settings(&paths, &settings, err))
        return false;
    struct keymap *const keymap = keymap_new();
    bool is_fine = configuration_keys(&paths, settings.keys, call->check, NULL, keymap, err) ||
                   configuration_blame(&paths, "keys", err);
    keymap_free(keymap);
    is_fine = is_fine && (configuration_theme(&paths, settings.theme, &theme, err) ||
                          configuration_blame(&paths, "theme", err));
    struct rules *const rules = is_fine ? configuration_rules(&paths, time_now_ms(), err) : NULL;
    is_fine = rules != NULL;
    rules_free(rules);
    char name[64];
    for (size_t i = 0; is_fine && configuration_theme_name(&paths, i, name); i++)
        is_fine = configuration_theme(&paths, name, &theme, err);
    return is_fine;
}

int cli_config(const struct cli_call *call)
{
    struct error err = {0};
    const char *const what = cli_operand(call, 0);
    const char *const file = cli_operand(call, 1);
    if (strcmp(what, "default") == 0 && !file)
        return print_default();
    if (strcmp(what, "check") == 0) {
        const bool is_fine = file ? check_file(call, file, &err) : check_home(call, &err);
        err.line = err.column = 0;
        return is_fine ? CLI_OK : cli_fail(&err);
    }
    error_set(&err, ERR_USAGE, _("'config' takes 'default' or 'check [FILE]'"));
    return cli_fail(&err);
}
