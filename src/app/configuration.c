/*
 * What the user wrote about courant, as far as the use cases need it.
 */
#include "app/app.h"
#include "base/limits.h"
#include "config/settings.h"

bool app_read_configuration(const struct app *app, const char *name, char path[PATH_BYTES],
                            struct str *text, bool *is_there, struct error *err)
{
    *is_there = false;
    if (!path_join(path, app_paths(app)->config, name, err))
        return false;
    struct error why = {0};
    *is_there = file_read(path, LIMIT_CONFIG_BYTES, text, &why);
    if (*is_there || why.kind == ERR_NOT_FOUND)
        return true;
    return error_set(err, why.kind, "%s", why.text);
}

bool app_blame(const char *path, struct error *err)
{
    if (err && err->line > 0)
        error_prefix(err, "%s:%d:%d", path, err->line, err->column);
    else
        error_prefix(err, "%s", path);
    return false;
}

bool app_settings(const struct app *app, struct settings *settings, struct error *err)
{
    char path[PATH_BYTES];
    struct str text;
    str_init(&text, LIMIT_CONFIG_BYTES);
    bool is_there = false;
    settings_default(settings);
    bool is_read = app_read_configuration(app, "config", path, &text, &is_there, err);
    if (is_read && is_there && !settings_parse(settings, text.data, text.len, err))
        is_read = app_blame(path, err);
    str_release(&text);
    return is_read;
}
