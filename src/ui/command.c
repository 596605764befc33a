#include "ui/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/memory.h"
#include "ui/panes/panes.h"

static const struct command_group groups[] = {
    {N_("Moving"), move_commands},
    {N_("Articles"), article_commands},
    {N_("Feeds"), feed_commands},
    {N_("Comments and replies"), comment_commands},
    {N_("Everything else"), general_commands},
};

const struct command_group *command_group_at(size_t index)
{
    return index < COUNT_OF(groups) ? &groups[index] : NULL;
}

const struct command *command_at(size_t index)
{
    for (size_t i = 0; i < COUNT_OF(groups); i++)
        for (const struct command *command = groups[i].commands; command->name; command++)
            if (index-- == 0)
                return command;
    return NULL;
}

const struct command *command_find(const char *name, size_t len)
{
    const struct slice wanted = {name, len};
    for (size_t i = 0; i < COUNT_OF(groups); i++)
        for (const struct command *command = groups[i].commands; command->name; command++)
            if (slice_is(wanted, command->name))
                return command;
    return NULL;
}

int command_match(const char *typed, const char *name)
{
    // A run of letters together counts more, and so does the beginning of a word.
    int score = 0;
    int run = 0;
    const char *at = name;
    for (; *typed; typed++) {
        if (*typed == ' ')
            continue;
        const char *found = at;
        while (*found && ascii_lower(*found) != ascii_lower(*typed))
            found++;
        if (!*found)
            return -1;
        run = found == at ? run + 1 : 1;
        score += run * 4 + (found == name || found[-1] == '-' ? 6 : 0) - (int)(found - at);
        at = found + 1;
    }
    const int rest = (int)strlen(at);
    return score * 8 + (rest < 8 ? 8 - rest : 0) + 1000;
}

/* The nearest name, for a hint behind a wrong one. */
static const char *nearest(const char *typed)
{
    const struct command *command = NULL;
    const char *best = NULL;
    int best_score = -1;
    for (size_t i = 0; (command = command_at(i)) != NULL; i++) {
        const int score = command_match(typed, command->name);
        if (score > best_score) {
            best_score = score;
            best = command->name;
        }
    }
    return best;
}

/* The first of several commands, as a copy; `*lines` goes on to the next, NULL: there is none. */
static char *take_line(const char **lines)
{
    static const char between[] = " ; ";
    const char *const line = *lines;
    const char *const sign = strstr(line, between);
    *lines = sign ? sign + strlen(between) : NULL;
    return sign ? mem_strndup(line, (size_t)(sign - line)) : mem_strdup(line);
}

static bool find_and_check(const char *line, const struct command **command, const char **argument,
                           struct error *err)
{
    struct slice name = slice_trim(slice_of(line));
    const char *const blank = memchr(name.data, ' ', name.len);
    *argument = blank ? blank : name.data + name.len;
    if (blank)
        name.len = (size_t)(blank - name.data);
    while (**argument == ' ')
        ++*argument;
    *command = command_find(name.data, name.len);
    if (*command)
        return true;
    char typed[64];
    snprintf(typed, sizeof(typed), "%.*s", name.len < 60 ? (int)name.len : 60, name.data);
    const char *const near = nearest(typed);
    if (near)
        return error_set(err, ERR_USAGE, _("there is no command `%s`; did you mean `%s`?"), typed,
                         near);
    return error_set(err, ERR_USAGE, _("there is no command `%s`"), typed);
}

bool command_check(void *context, const char *lines, struct error *err)
{
    (void)context;
    bool is_good = true;
    const char *rest = lines;
    while (is_good && rest) {
        const struct command *command = NULL;
        const char *argument = NULL;
        char *const line = take_line(&rest);
        is_good = find_and_check(line, &command, &argument, err);
        free(line);
    }
    return is_good;
}

static bool is_provided(struct ui *ui, const struct command *command, const char *argument)
{
    const struct store_article *const article = ui_article(ui);
    // clang-format off
    const struct { unsigned need; bool is_there; const char *words; } answers[] = {
        {NEEDS_COMPOSE,  ui->has_compose,  _("no reply is being written")},
        {NEEDS_ARTICLE,  article != NULL,  _("no article is chosen")},
        {NEEDS_LINK,     article && article->link, _("this article has no page of its own")},
        {NEEDS_COMMENT,  comments_current(ui->panes[PANE_COMMENTS]) != NULL, _("no comment is chosen")},
        {NEEDS_ARGUMENT, argument[0] != '\0', NULL},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(answers); i++) {
        if (!(command->needs & answers[i].need) || answers[i].is_there)
            continue;
        if (answers[i].words) {
            ui_say(ui, THEME_STATUS_ERROR, "%s", answers[i].words);
        } else {
            prompt_ask(ui, command->name, "");
        }
        return false;
    }
    return true;
}

bool command_run(struct ui *ui, const char *line, int count)
{
    const struct command *command = NULL;
    const char *argument = NULL;
    struct error err = {0};
    if (!find_and_check(line, &command, &argument, &err)) {
        ui_say_error(ui, &err);
        return false;
    }
    if (!is_provided(ui, command, argument))
        return false;
    const struct command_call call = {.ui = ui,
                                      .pane = ui->panes[ui->focus],
                                      .count = count > 0 ? count : 1,
                                      .has_count = count > 0,
                                      .argument = argument};
    command->run(&call);
    ui->is_dirty = true;
    return true;
}

void command_run_all(struct ui *ui, const char *lines, int count)
{
    bool is_run = true;
    const char *rest = lines;
    while (is_run && rest && !ui->is_over) {
        char *const line = take_line(&rest);
        is_run = command_run(ui, line, count);
        free(line);
        if (rest)
            ui_update(ui);
    }
}
