#include "cli/options.h"

#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "base/str.h"

enum { NEAREST_WORD_BYTES = 32 };

/* Edits between two short words (Levenshtein); long words are never near. */
static int word_distance(const char *a, const char *b)
{
    const size_t b_len = strlen(b);
    if (strlen(a) > NEAREST_WORD_BYTES || b_len > NEAREST_WORD_BYTES)
        return NEAREST_WORD_BYTES;
    int row[NEAREST_WORD_BYTES + 1];
    for (size_t j = 0; j <= b_len; j++)
        row[j] = (int)j;
    for (size_t i = 0; a[i]; i++) {
        int diagonal = row[0];
        row[0] = (int)i + 1;
        for (size_t j = 0; j < b_len; j++) {
            int least = diagonal + (a[i] != b[j]);
            if (row[j] + 1 < least)
                least = row[j] + 1;
            if (row[j + 1] + 1 < least)
                least = row[j + 1] + 1;
            diagonal = row[j + 1];
            row[j + 1] = least;
        }
    }
    return row[b_len];
}

/* Keep `candidate` as `*nearest` when it is nearer to `word`; what is further than a third of it is
 * not near. */
static void consider(const char *word, const char *candidate, const char **nearest, int *distance)
{
    const int edits = word_distance(word, candidate);
    if (edits < *distance && edits * 3 <= (int)strlen(candidate) + 2) {
        *nearest = candidate;
        *distance = edits;
    }
}

static bool unknown_command(const char *word, struct error *err)
{
    const char *nearest = NULL;
    int distance = NEAREST_WORD_BYTES;
    for (const struct cli_command *command = cli_commands; command->name; command++)
        consider(word, command->name, &nearest, &distance);
    if (nearest)
        return error_set(err, ERR_USAGE, _("there is no command '%s': did you mean '%s'?"), word,
                         nearest);
    return error_set(err, ERR_USAGE, _("there is no command '%s': 'courant --help' lists them"),
                     word);
}

static const struct cli_option global_options[] = {
    {"home", N_("DIR"), N_("keep everything under DIR")},
    {"help", NULL, N_("say how it is used")},
    {"version", NULL, N_("say which courant this is")},
    {NULL, NULL, NULL},
};

static bool unknown_option(const struct cli_command *command, struct slice name, struct error *err)
{
    char word[NEAREST_WORD_BYTES + 1];
    snprintf(word, sizeof(word), "%.*s", (int)name.len, name.data);
    const char *nearest = NULL;
    int distance = NEAREST_WORD_BYTES;
    const struct cli_option *const tables[] = {command ? command->options : NULL, global_options};
    for (size_t i = 0; i < COUNT_OF(tables); i++)
        for (const struct cli_option *option = tables[i]; option && option->name; option++)
            consider(word, option->name, &nearest, &distance);
    if (nearest)
        return error_set(err, ERR_USAGE, _("there is no option '--%.*s': did you mean '--%s'?"),
                         (int)name.len, name.data, nearest);
    return error_set(err, ERR_USAGE,
                     _("there is no option '--%.*s': 'courant %s%s--help' lists them"),
                     (int)name.len, name.data, command ? command->name : "", command ? " " : "");
}

static const struct cli_option *find_option(const struct cli_option *table, struct slice name)
{
    for (; table && table->name; table++)
        if (slice_is(name, table->name))
            return table;
    return NULL;
}

const struct cli_command *cli_command_find(const char *name, struct error *err)
{
    for (const struct cli_command *command = cli_commands; command->name; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    unknown_command(name, err);
    return NULL;
}

/* Where the reading of argv stands. */
struct reader {
    int argc;
    char **argv;
    int at;
    bool is_past_options; // "--" was seen
    struct cli_call *call;
    enum cli_wish *wish;
};

/* An option word, `--name` or `--name=value`, and its value. */
static bool read_option(struct reader *reader, struct error *err)
{
    const char *const word = reader->argv[reader->at++] + 2;
    const char *const equals = strchr(word, '=');
    const struct slice name = {word, equals ? (size_t)(equals - word) : strlen(word)};
    const struct cli_command *const command = reader->call->command;
    const struct cli_option *const global = find_option(global_options, name);
    const struct cli_option *const option =
        global ? global : find_option(command ? command->options : NULL, name);
    if (!option)
        return unknown_option(command, name, err);
    if (!option->value && equals)
        return error_set(err, ERR_USAGE, _("--%s takes no value"), option->name);
    const char *value = equals ? equals + 1 : NULL;
    if (option->value && !value) {
        if (reader->at >= reader->argc)
            return error_set(err, ERR_USAGE, _("--%s needs a value: %s"), option->name,
                             _(option->value));
        value = reader->argv[reader->at++];
    }
    if (option == &global_options[0] && !*value)
        return error_set(err, ERR_USAGE, _("--home needs a folder"));
    if (option == &global_options[0])
        reader->call->home = value;
    else if (option == &global_options[1])
        *reader->wish = CLI_WISH_HELP;
    else if (option == &global_options[2])
        *reader->wish = CLI_WISH_VERSION;
    else
        *(struct cli_given *)vec_push(&reader->call->given) = (struct cli_given){option, value};
    return true;
}

static bool read_word(struct reader *reader, struct error *err)
{
    const char *const word = reader->argv[reader->at];
    struct cli_call *const call = reader->call;
    const bool is_signed = word[0] == '-' && word[1] != '\0' && !reader->is_past_options;
    if (is_signed && strcmp(word, "--") == 0) {
        reader->is_past_options = true;
        reader->at++;
        return true;
    }
    if (is_signed && word[1] == '-')
        return read_option(reader, err);
    if (is_signed && strcmp(word, "-h") == 0) {
        *reader->wish = CLI_WISH_HELP;
    } else if (is_signed && !(call->command && call->command->takes_signed)) {
        return error_set(err, ERR_USAGE,
                         _("there is no option '%s': options are written in full, as --help"),
                         word);
    } else if (!call->command) {
        call->command = cli_command_find(word, err);
        if (!call->command)
            return false;
        if (*reader->wish == CLI_WISH_UI)
            *reader->wish = CLI_WISH_COMMAND;
    } else {
        *(const char **)vec_push(&call->operands) = word;
    }
    reader->at++;
    return true;
}

static bool check_operands(const struct cli_call *call, struct error *err)
{
    const struct cli_command *const command = call->command;
    const int count = (int)call->operands.count;
    if (count < command->operands_min)
        return error_set(err, ERR_USAGE, _("'%s' needs %s: 'courant %s %s'"), command->name,
                         command->is_filter ? _("a FILE (- is standard input)") : _("more words"),
                         command->name, command->operands);
    if (command->operands_max >= 0 && count > command->operands_max)
        return error_set(err, ERR_USAGE, _("'%s' is one word too many: 'courant %s%s%s'"),
                         cli_operand(call, (size_t)command->operands_max), command->name,
                         *command->operands ? " " : "", command->operands);
    return true;
}

bool cli_call_read(int argc, char *argv[], struct cli_call *call, enum cli_wish *wish,
                   struct error *err)
{
    *call = (struct cli_call){0};
    vec_init(&call->given, sizeof(struct cli_given));
    vec_init(&call->operands, sizeof(const char *));
    *wish = CLI_WISH_UI;
    struct reader reader = {.argc = argc, .argv = argv, .at = 1, .call = call, .wish = wish};
    while (reader.at < argc)
        if (!read_word(&reader, err))
            return false;
    return *wish != CLI_WISH_COMMAND || check_operands(call, err);
}

void cli_call_release(struct cli_call *call)
{
    vec_release(&call->given);
    vec_release(&call->operands);
}
