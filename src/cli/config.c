/*
 * What the user wrote about courant: the file that ships, and whether one's own can be read.
 */
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/configuration.h"
#include "app/rules.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/time.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/print.h"
#include "config/mistakes.h"
#include "config/rules.h"
#include "config/sites.h"

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

/* What is wrong, a line each. */
struct findings {
    struct str lines;
    struct error first;
    size_t count;
};

static void note(struct findings *findings, const struct error *err)
{
    if (findings->count++ == 0)
        error_set(&findings->first, err->kind, "%s", err->text);
    str_printf(&findings->lines, "%s\n", err->text);
}

/* What the parsers need, and what they read. */
struct checking {
    const struct cli_call *call;
    struct path_home paths;
    struct store_feeds feeds; // of the home
    struct settings settings;
    struct findings findings;
};

static bool parse_settings(void *context, const char *text, size_t len, struct error *err)
{
    struct checking *const checking = context;
    struct manners_book book = {0};
    settings_default(&checking->settings);
    const bool is_read =
        settings_parse(&checking->settings, text, len, err) && manners_parse(&book, text, len, err);
    manners_release(&book);
    return is_read;
}

static bool parse_keys(void *context, const char *text, size_t len, struct error *err)
{
    const struct checking *const checking = context;
    struct keymap *const keymap = keymap_new();
    const bool is_read = keymap_parse(keymap, text, len, checking->call->check, NULL, err);
    keymap_free(keymap);
    return is_read;
}

static bool parse_theme(void *context, const char *text, size_t len, struct error *err)
{
    (void)context;
    struct theme theme;
    return theme_parse(text, len, "", &theme, err);
}

static bool parse_sites(void *context, const char *text, size_t len, struct error *err)
{
    (void)context;
    struct sites *const sites = sites_parse(text, len, err);
    sites_free(sites);
    return sites != NULL;
}

static bool parse_rules(void *context, const char *text, size_t len, struct error *err)
{
    const struct checking *const checking = context;
    struct rules *const rules = rules_parse(text, len, time_now_ms(), err);
    // Of a home without feeds they may have been written ahead.
    const bool is_good =
        rules && (checking->feeds.count == 0 || rules_know_feeds(rules, &checking->feeds, err));
    rules_free(rules);
    return is_good;
}

/* What a file holds its name says; settings, where it says nothing. */
static config_parse parser_of(const char *path)
{
    static const struct {
        const char *end;
        config_parse parse;
    } kinds[] = {{".theme", parse_theme},
                 {"keys", parse_keys},
                 {"rules", parse_rules},
                 {"sites", parse_sites}};
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (ends_with(path, kinds[i].end))
            return kinds[i].parse;
    return parse_settings;
}

static void check_file(struct checking *checking, const char *path, bool may_lack)
{
    struct error err = {0};
    struct str text;
    struct vec mistakes;
    str_init(&text, LIMIT_CONFIG_BYTES);
    vec_init(&mistakes, sizeof(struct error));
    if (file_read(path, LIMIT_CONFIG_BYTES, &text, &err))
        config_mistakes(text.data, text.len, parser_of(path), checking, &mistakes);
    else if (!may_lack || err.kind != ERR_NOT_FOUND)
        note(&checking->findings, &err);
    for (size_t i = 0; i < mistakes.count; i++) {
        struct error *const mistake = vec_at(&mistakes, i);
        cli_name_file(path, mistake);
        note(&checking->findings, mistake);
    }
    vec_release(&mistakes);
    str_release(&text);
}

/* Are the key map and the theme there that the settings name? `path` is the file that names them;
 * NULL: the home's, where their line is known. */
static void check_names(struct checking *checking, const char *path)
{
    const struct path_home *const paths = &checking->paths;
    struct error errs[2] = {{0}, {0}};
    static const char *const names[] = {"keys", "theme"};
    struct theme theme;
    struct keymap *const keymap = keymap_new();
    (void)!configuration_keys(paths, checking->settings.keys, NULL, NULL, keymap, &errs[0]);
    (void)!configuration_theme(paths, checking->settings.theme, &theme, &errs[1]);
    keymap_free(keymap);
    for (size_t i = 0; i < COUNT_OF(errs); i++) {
        // Anything else is what is wrong within their files.
        if (errs[i].kind != ERR_NOT_FOUND)
            continue;
        if (path)
            cli_name_file(path, &errs[i]);
        else
            configuration_blame(paths, names[i], &errs[i]);
        note(&checking->findings, &errs[i]);
    }
}

/* Everything as the interface would read it. */
static void check_home(struct checking *checking)
{
    static const char *const files[] = {"config", "keys", "rules", "sites"};
    char path[PATH_BYTES];
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        if (path_join(path, checking->paths.config, files[i], NULL))
            check_file(checking, path, true);
        if (i == 0)
            check_names(checking, NULL);
    }
    char name[64];
    for (size_t i = 0; configuration_theme_name(&checking->paths, i, name); i++) {
        char file[sizeof("themes/.theme") + sizeof(name)];
        snprintf(file, sizeof(file), "themes/%s.theme", name);
        if (path_join(path, checking->paths.config, file, NULL))
            check_file(checking, path, true);
    }
}

/* One mistake is told as any error; of several there is a list. */
static int tell(const struct findings *findings)
{
    if (findings->count == 0)
        return CLI_OK;
    if (findings->count == 1)
        return cli_fail(&findings->first);
    struct error err = {0};
    const int status = cli_print(&findings->lines);
    error_set(&err, ERR_SYNTAX, _("%zu mistakes are listed; the first: %s"), findings->count,
              findings->first.text);
    return status == CLI_OK ? cli_fail(&err) : status;
}

/* The feeds there are; none where there is no database, or none that can be read. */
static void read_feeds(struct checking *checking)
{
    char path[PATH_BYTES];
    struct store *const store = app_database_path(checking->call->home, path, NULL)
                                    ? store_open(path, STORE_READ, NULL)
                                    : NULL;
    if (store && !store_feeds_list(store, &checking->feeds, NULL))
        checking->feeds = (struct store_feeds){0};
    store_close(store);
}

static int check(const struct cli_call *call, const char *file)
{
    struct checking checking = {.call = call};
    struct error err = {0};
    if (!path_home_init(&checking.paths, call->home, &err))
        return cli_fail(&err);
    read_feeds(&checking);
    settings_default(&checking.settings);
    str_init(&checking.findings.lines, LIMIT_STR_BYTES);
    if (!file)
        check_home(&checking);
    else
        check_file(&checking, file, false);
    if (file && parser_of(file) == parse_settings)
        check_names(&checking, file);
    const int status = tell(&checking.findings);
    str_release(&checking.findings.lines);
    store_feeds_release(&checking.feeds);
    return status;
}

int cli_config(const struct cli_call *call)
{
    struct error err = {0};
    const char *const what = cli_operand(call, 0);
    const char *const file = cli_operand(call, 1);
    if (strcmp(what, "default") == 0 && !file)
        return print_default();
    if (strcmp(what, "check") == 0)
        return check(call, file);
    error_set(&err, ERR_USAGE, _("'config' takes 'default' or 'check [FILE]'"));
    return cli_fail(&err);
}
