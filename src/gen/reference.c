/*
 * reference: the parts of the manual and of the shells' completion that the program's own tables
 * say, so that neither can fall behind. It reads a template on standard input and writes it out; a
 * line `@NAME@` becomes the table of that name.
 */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "cli/command.h"
#include "config/keymap.h"
#include "config/manners.h"
#include "config/settings.h"
#include "sync/sync.h"
#include "ui/command.h"

enum { TABLE_BYTES = 1 << 20, LINE_BYTES = 4096 };

/* Text in which scdoc sees no markup. */
static void add_scdoc(struct str *out, const char *text)
{
    for (; *text; text++) {
        if (strchr("\\*_", *text))
            str_add_char(out, '\\');
        str_add_char(out, *text);
    }
}

static void scdoc_option(struct str *out, const struct cli_option *option)
{
    str_printf(out, "\t*--%s*", option->name);
    if (option->value) {
        str_add(out, " ");
        add_scdoc(out, option->value);
    }
    str_add(out, "\n\t\t");
    add_scdoc(out, option->help);
    str_add(out, "\n\n");
}

/* A command: how it is called, what it does, its options. */
static void scdoc_commands(struct str *out)
{
    for (const struct cli_command *command = cli_commands; command->name; command++) {
        str_printf(out, "*courant %s*%s", command->name, command->options ? " [OPTION]… " : " ");
        add_scdoc(out, command->operands);
        str_add(out, "\n\t");
        add_scdoc(out, command->help);
        str_add(out, "\n\n");
        for (const struct cli_option *option = command->options; option && option->name; option++)
            scdoc_option(out, option);
    }
}

static void scdoc_settings(struct str *out)
{
    struct settings defaults;
    settings_default(&defaults);
    for (size_t i = 0; settings_name(i); i++) {
        str_printf(out, "*%s* = ", settings_name(i));
        struct str value;
        str_init(&value, LINE_BYTES);
        settings_value(&defaults, i, &value);
        add_scdoc(out, value.data);
        str_release(&value);
        str_add(out, "\n\t");
        add_scdoc(out, settings_help(i));
        str_add(out, "\n\n");
    }
}

static void scdoc_manners(struct str *out)
{
    for (size_t i = 0; manners_name(i); i++) {
        str_printf(out, "*%s*\n\t", manners_name(i));
        add_scdoc(out, manners_help(i));
        str_add(out, "\n\n");
    }
}

static void scdoc_services(struct str *out)
{
    for (size_t i = 0; sync_service_name(i); i++) {
        str_printf(out, "*%s*\n\t", sync_service_name(i));
        add_scdoc(out, sync_service_title(i));
        str_add(out, "\n\n");
    }
}

/* Where a command has keys: the first place that binds some, in the order of the panes. */
static void add_keys(const struct keymap *keymap, const struct command *command, struct str *out)
{
    static const char *const places[] = {"articles", "feeds", "article", "comments",
                                         "compose",  "find",  "parts",   "prompt"};
    for (size_t i = 0; i < COUNT_OF(places); i++)
        if (keymap_keys_of(keymap, places[i], command->name, out))
            return;
}

static void scdoc_command(const struct keymap *keymap, const struct command *command,
                          struct str *out)
{
    struct str keys;
    str_init(&keys, LINE_BYTES);
    add_keys(keymap, command, &keys);
    str_add_char(out, '*');
    add_scdoc(out, keys.data);
    str_printf(out, "%s:", keys.len ? "*  *" : "");
    add_scdoc(out, command->name);
    str_printf(out, "* %s\n\t", command->argument ? command->argument : "");
    add_scdoc(out, command->help);
    str_add(out, "\n\n");
    str_release(&keys);
}

static void scdoc_keys(struct str *out)
{
    struct keymap *const keymap = keymap_new();
    struct error err = {0};
    size_t len = 0;
    const char *const text = keymap_builtin("default", &len);
    if (!keymap_parse(keymap, text, len, command_check, NULL, &err))
        str_printf(out, "%s\n", err.text);
    const struct command_group *group = NULL;
    for (size_t i = 0; (group = command_group_at(i)) != NULL; i++) {
        str_printf(out, "## %s\n\n", group->title);
        for (const struct command *command = group->commands; command->name; command++)
            scdoc_command(keymap, command, out);
    }
    keymap_free(keymap);
}

/* Text within single quotes of a shell; `:` and brackets mean something to zsh. */
static void add_quoted(struct str *out, const char *text, const char *special)
{
    for (; *text; text++) {
        if (*text == '\'')
            str_add(out, "'\\'");
        else if (strchr(special, *text))
            str_add_char(out, '\\');
        str_add_char(out, *text);
    }
}

static void bash_commands(struct str *out)
{
    str_add(out, "    local commands='");
    for (const struct cli_command *command = cli_commands; command->name; command++)
        str_printf(out, "%s%s", command == cli_commands ? "" : " ", command->name);
    str_add(out, "'\n");
}

static void bash_options(struct str *out)
{
    for (const struct cli_command *command = cli_commands; command->name; command++) {
        str_printf(out, "    %s) options='--help", command->name);
        for (const struct cli_option *option = command->options; option && option->name; option++)
            str_printf(out, " --%s", option->name);
        str_add(out, "' ;;\n");
    }
}

static void zsh_commands(struct str *out)
{
    for (const struct cli_command *command = cli_commands; command->name; command++) {
        str_printf(out, "    '%s:", command->name);
        add_quoted(out, command->help, ":");
        str_add(out, "'\n");
    }
}

static void zsh_options(struct str *out)
{
    for (const struct cli_command *command = cli_commands; command->name; command++) {
        str_printf(out, "    %s) _arguments", command->name);
        for (const struct cli_option *option = command->options; option && option->name; option++) {
            str_printf(out, " '*--%s[", option->name);
            add_quoted(out, option->help, ":[]");
            str_printf(out, "]%s%s%s'", option->value ? ":" : "",
                       option->value ? option->value : "", option->value ? ":_files" : "");
        }
        str_add(out, " '*:file:_files' ;;\n");
    }
}

static void fish_commands(struct str *out)
{
    for (const struct cli_command *command = cli_commands; command->name; command++) {
        str_printf(out, "complete -c courant -n __fish_use_subcommand -f -a %s -d '",
                   command->name);
        add_quoted(out, command->help, "");
        str_add(out, "'\n");
        for (const struct cli_option *option = command->options; option && option->name; option++) {
            str_printf(out, "complete -c courant -n '__fish_seen_subcommand_from %s' -l %s%s -d '",
                       command->name, option->name, option->value ? " -r" : "");
            add_quoted(out, option->help, "");
            str_add(out, "'\n");
        }
    }
}

static const struct table {
    const char *name;
    void (*write)(struct str *out);
} tables[] = {
    {"@scdoc-commands@", scdoc_commands}, {"@scdoc-settings@", scdoc_settings},
    {"@scdoc-manners@", scdoc_manners},   {"@scdoc-keys@", scdoc_keys},
    {"@scdoc-services@", scdoc_services}, {"@bash-commands@", bash_commands},
    {"@bash-options@", bash_options},     {"@zsh-commands@", zsh_commands},
    {"@zsh-options@", zsh_options},       {"@fish-commands@", fish_commands},
};

static const struct table *table_of(const char *line)
{
    for (size_t i = 0; i < COUNT_OF(tables); i++)
        if (strncmp(line, tables[i].name, strlen(tables[i].name)) == 0)
            return &tables[i];
    return NULL;
}

int main(void)
{
    char line[LINE_BYTES];
    struct str out;
    str_init(&out, TABLE_BYTES);
    while (fgets(line, sizeof(line), stdin)) {
        const struct table *const table = table_of(line);
        if (table)
            table->write(&out);
        else
            str_add(&out, line);
    }
    fwrite(out.data, 1, out.len, stdout);
    str_release(&out);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
