#include "cli/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/str.h"
#include "text/clean.h"

static const struct cli_given *find_given(const struct cli_call *call, const char *option)
{
    const struct cli_given *found = NULL;
    const struct cli_given *const given = call->given.items;
    for (size_t i = 0; i < call->given.count; i++)
        if (strcmp(given[i].option->name, option) == 0)
            found = &given[i];
    return found;
}

bool cli_has(const struct cli_call *call, const char *option)
{
    return find_given(call, option) != NULL;
}

const char *cli_value(const struct cli_call *call, const char *option)
{
    const struct cli_given *const given = find_given(call, option);
    return given ? given->value : NULL;
}

bool cli_number(const struct cli_call *call, const char *option, int64_t least, int64_t most,
                int64_t if_absent, int64_t *number, struct error *err)
{
    const char *const text = cli_value(call, option);
    *number = if_absent;
    if (!text)
        return true;
    long long value;
    const bool is_number = slice_to_int64(slice_of(text), &value);
    if ((!is_number || value < least) && most == INT64_MAX)
        return error_set(err, ERR_USAGE, _("--%s takes a number from %lld up, not '%s'"), option,
                         (long long)least, text);
    if (!is_number || value < least || value > most)
        return error_set(err, ERR_USAGE, _("--%s takes a number from %lld to %lld, not '%s'"),
                         option, (long long)least, (long long)most, text);
    *number = value;
    return true;
}

bool cli_choice(const struct cli_call *call, const char *option, const char *const *choices,
                int *index, struct error *err)
{
    const char *const text = cli_value(call, option);
    *index = 0;
    if (!text)
        return true;
    struct str all;
    str_init(&all, ERROR_TEXT_BYTES);
    for (int i = 0; choices[i]; i++) {
        if (strcmp(choices[i], text) == 0) {
            *index = i;
            str_release(&all);
            return true;
        }
        str_printf(&all, "%s%s", i ? ", " : "", choices[i]);
    }
    error_set(err, ERR_USAGE, _("--%s is one of %s, not '%s'"), option, all.data, text);
    str_release(&all);
    return false;
}

size_t cli_operand_count(const struct cli_call *call)
{
    return call->operands.count;
}

const char *cli_operand(const struct cli_call *call, size_t index)
{
    return index < call->operands.count ? ((const char **)call->operands.items)[index] : NULL;
}

/* It may quote what nobody has looked at: the command line, an address, a server's words. */
static void say(const char *prefix, const char *text)
{
    struct str line;
    str_init(&line, 2 * LIMIT_TITLE_BYTES);
    str_add(&line, prefix);
    text_clean_line(text, strlen(text), &line);
    fflush(stdout);
    fprintf(stderr, "courant: %s\n", line.data);
    str_release(&line);
}

void cli_note(const char *format, ...)
{
    char text[LIMIT_TITLE_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    say("", text);
}

int cli_fail(const struct error *err)
{
    char place[32] = "";
    if (err->line)
        snprintf(place, sizeof(place), "%d:%d: ", err->line, err->column);
    say(place, err->text);
    return err->kind == ERR_USAGE ? CLI_USAGE : CLI_FAILED;
}
