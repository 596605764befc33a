#include "app/configuration.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/str.h"

enum { THEME_NAME_BYTES = 60, THEME_FILE_BYTES = THEME_NAME_BYTES + 32 };

/* Read a file of the configuration folder; one that is not there is empty, and `*is_there` says so.
 */
static bool read_file(const struct path_home *paths, const char *name, char path[PATH_BYTES],
                      struct str *text, bool *is_there, struct error *err)
{
    *is_there = false;
    if (!path_join(path, paths->config, name, err))
        return false;
    struct error why = {0};
    *is_there = file_read(path, LIMIT_CONFIG_BYTES, text, &why);
    if (*is_there || why.kind == ERR_NOT_FOUND)
        return true;
    return error_set(err, why.kind, "%s", why.text);
}

/* Put file, line and column in front of a complaint. */
static bool blame(const char *path, struct error *err)
{
    if (err && err->line > 0)
        error_prefix(err, "%s:%d:%d", path, err->line, err->column);
    else
        error_prefix(err, "%s", path);
    return false;
}

/* What ships, for whoever named something else. */
static bool complain_of_name(const char *sentence, const char *name,
                             bool (*name_at)(size_t index, char name[64]), struct error *err)
{
    struct str names;
    str_init(&names, ERROR_TEXT_BYTES);
    char known[64];
    for (size_t i = 0; name_at(i, known); i++)
        str_printf(&names, "%s%s", i ? ", " : "", known);
    char text[ERROR_TEXT_BYTES];
    snprintf(text, sizeof(text), "%.60s", name);
    error_set(err, ERR_NOT_FOUND, "%s `%s`; %s %s", sentence, text, _("there are"), names.data);
    str_release(&names);
    return false;
}

bool configuration_settings(const struct path_home *paths, struct settings *settings,
                            struct error *err)
{
    char path[PATH_BYTES];
    struct str text;
    str_init(&text, LIMIT_CONFIG_BYTES);
    bool is_there = false;
    settings_default(settings);
    bool is_read = read_file(paths, "config", path, &text, &is_there, err);
    if (is_read && is_there && !settings_parse(settings, text.data, text.len, err))
        is_read = blame(path, err);
    str_release(&text);
    struct manners_book book = {0};
    is_read = is_read && configuration_manners(paths, &book, err);
    manners_release(&book);
    return is_read;
}

bool configuration_manners(const struct path_home *paths, struct manners_book *book,
                           struct error *err)
{
    char path[PATH_BYTES];
    struct str text;
    str_init(&text, LIMIT_CONFIG_BYTES);
    bool is_there = false;
    bool is_read = read_file(paths, "config", path, &text, &is_there, err);
    if (!manners_parse(book, text.data, text.len, is_read ? err : NULL) && is_read)
        is_read = blame(path, err);
    str_release(&text);
    return is_read;
}

bool configuration_keys(const struct path_home *paths, const char *name, keymap_check check,
                        void *context, struct keymap *keymap, struct error *err)
{
    size_t len = 0;
    const char *const shipped = keymap_builtin(name, &len);
    if (!shipped)
        return complain_of_name(_("there is no key map"), name, keymap_builtin_name, err);
    if (!keymap_parse(keymap, shipped, len, check, context, err))
        return blame(name, err);
    char path[PATH_BYTES];
    struct str text;
    str_init(&text, LIMIT_CONFIG_BYTES);
    bool is_there = false;
    bool is_read = read_file(paths, "keys", path, &text, &is_there, err);
    if (is_read && is_there && !keymap_parse(keymap, text.data, text.len, check, context, err))
        is_read = blame(path, err);
    str_release(&text);
    return is_read;
}

struct rules *configuration_rules(const struct path_home *paths, int64_t now_ms, struct error *err)
{
    char path[PATH_BYTES];
    struct str text;
    struct rules *rules = NULL;
    bool is_there = false;
    str_init(&text, LIMIT_CONFIG_BYTES);
    if (read_file(paths, "rules", path, &text, &is_there, err)) {
        rules = rules_parse(text.data, text.len, now_ms, err);
        if (!rules)
            blame(path, err);
        if (!rules && err)
            err->line = err->column = 0;
    }
    str_release(&text);
    return rules;
}

struct sites *configuration_sites(const struct path_home *paths, struct error *err)
{
    char path[PATH_BYTES];
    struct str text;
    struct sites *sites = NULL;
    bool is_there = false;
    str_init(&text, LIMIT_CONFIG_BYTES);
    if (read_file(paths, "sites", path, &text, &is_there, err)) {
        sites = sites_parse(text.data, text.len, err);
        if (!sites)
            blame(path, err);
        if (!sites && err)
            err->line = err->column = 0;
    }
    str_release(&text);
    return sites;
}

/* A theme is named, not located. */
static bool is_theme_name(const char *name)
{
    return strlen(name) <= THEME_NAME_BYTES && !strchr(name, '/') && name[0] != '.' && name[0];
}

bool configuration_theme(const struct path_home *paths, const char *name, struct theme *theme,
                         struct error *err)
{
    if (!is_theme_name(name))
        return complain_of_name(_("there is no theme"), name, theme_builtin_name, err);
    char file[THEME_FILE_BYTES];
    snprintf(file, sizeof(file), "themes/%s.theme", name);
    char path[PATH_BYTES];
    struct str text;
    str_init(&text, LIMIT_CONFIG_BYTES);
    bool is_there = false;
    bool is_read = read_file(paths, file, path, &text, &is_there, err);
    size_t len = 0;
    const char *const shipped = theme_builtin(name, &len);
    if (is_read && is_there)
        is_read = theme_parse(text.data, text.len, name, theme, err) || blame(path, err);
    else if (is_read && shipped)
        is_read = theme_parse(shipped, len, name, theme, err) || blame(file, err);
    else if (is_read)
        is_read = complain_of_name(_("there is no theme"), name, theme_builtin_name, err);
    str_release(&text);
    return is_read;
}

/* The user's themes in no order that is promised; `*index` counts those that were passed. */
static bool user_theme_name(const struct path_home *paths, size_t *index, char name[64])
{
    char folder[PATH_BYTES];
    if (!path_join(folder, paths->config, "themes", NULL))
        return false;
    DIR *const entries = opendir(folder);
    if (!entries)
        return false;
    bool is_found = false;
    const struct dirent *entry = NULL;
    while (!is_found && (entry = readdir(entries)) != NULL) {
        const char *const end = strstr(entry->d_name, ".theme");
        const size_t len = end ? (size_t)(end - entry->d_name) : 0;
        size_t shipped_len = 0;
        if (!end || strcmp(end, ".theme") != 0 || len > THEME_NAME_BYTES)
            continue;
        snprintf(name, 64, "%.*s", (int)len, entry->d_name);
        is_found = is_theme_name(name) && !theme_builtin(name, &shipped_len) && (*index)-- == 0;
    }
    closedir(entries);
    return is_found;
}

bool configuration_theme_name(const struct path_home *paths, size_t index, char name[64])
{
    size_t rest = index;
    return user_theme_name(paths, &rest, name) || theme_builtin_name(rest, name);
}

bool configuration_blame(const struct path_home *paths, const char *setting, struct error *err)
{
    char path[PATH_BYTES];
    struct str text;
    str_init(&text, LIMIT_CONFIG_BYTES);
    bool is_there = false;
    struct error place = {0};
    if (err && err->kind == ERR_NOT_FOUND && err->line == 0 &&
        read_file(paths, "config", path, &text, &is_there, &place) &&
        settings_place(text.data, text.len, setting, &place)) {
        err->line = place.line;
        err->column = place.column;
        blame(path, err);
    }
    str_release(&text);
    return false;
}

bool app_newsboat_list(char path[PATH_BYTES])
{
    const char *const home = getenv("HOME");
    const char *const config = getenv("XDG_CONFIG_HOME");
    const struct {
        const char *folder;
        const char *name;
    } places[] = {
        {config && config[0] == '/' ? config : NULL, "newsboat/urls"},
        {home && home[0] == '/' ? home : NULL, ".config/newsboat/urls"},
        {home && home[0] == '/' ? home : NULL, ".newsboat/urls"},
    };
    for (size_t i = 0; i < COUNT_OF(places); i++)
        if (places[i].folder && path_join(path, places[i].folder, places[i].name, NULL) &&
            access(path, R_OK) == 0)
            return true;
    return false;
}

int64_t configuration_stamp(const struct path_home *paths, const char *theme)
{
    char file[THEME_FILE_BYTES];
    snprintf(file, sizeof(file), "themes/%.60s.theme", theme);
    const char *const names[] = {"config", "keys", "rules", file};
    uint64_t stamp = 0;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        char path[PATH_BYTES];
        struct stat info;
        stamp *= 31;
        if (path_join(path, paths->config, names[i], NULL) && stat(path, &info) == 0)
            stamp += (uint64_t)info.st_mtim.tv_sec * 1000 +
                     (uint64_t)info.st_mtim.tv_nsec / 1000000 + (uint64_t)info.st_size * 7 +
                     (uint64_t)info.st_ino;
    }
    return (int64_t)stamp;
}
