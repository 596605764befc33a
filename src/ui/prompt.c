/*
 * The last line when it asks: a command with its completions, words to search, a yes.
 */
#include "ui/internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/memory.h"
#include "text/cells.h"
#include "text/fold.h"
#include "ui/command.h"
#include "ui/panes/panes.h"

enum { COMPLETIONS = 10, WORDS_BYTES = 512, LINE_BYTES = 64 << 10 };

/* What the line may become. */
struct completion {
    char line[128];
    char shown[COMMAND_CHOICE_BYTES + 32];
    const char *help; // may be NULL
    bool takes_more;  // an argument is to follow
    int score;
};

struct completions {
    struct completion rows[COMPLETIONS];
    size_t count;
};

static bool completions_has(const struct completions *found, const char *line)
{
    for (size_t i = 0; i < found->count; i++)
        if (strcmp(found->rows[i].line, line) == 0)
            return true;
    return false;
}

static void completions_add(struct completions *found, const struct completion *made)
{
    if (completions_has(found, made->line))
        return;
    size_t at = found->count;
    while (at > 0 && found->rows[at - 1].score < made->score)
        at--;
    if (at == COMPLETIONS)
        return;
    if (found->count < COMPLETIONS)
        found->count++;
    memmove(&found->rows[at + 1], &found->rows[at],
            (found->count - at - 1) * sizeof(found->rows[0]));
    found->rows[at] = *made;
}

/* By the name, letters in order; behind those by a word of its sentence. */
static int score_of(const struct command *command, const char *typed, const char *folded)
{
    const int score = command_match(typed, command->name);
    const char *const help = _(command->help);
    if (score >= 0 || strlen(folded) < 3)
        return score;
    return text_contains_folded(help, strlen(help), folded) ? 0 : -1;
}

static void complete_name(const char *typed, struct completions *found)
{
    const struct command *command = NULL;
    struct str folded;
    str_init(&folded, WORDS_BYTES);
    text_fold(typed, utf8_fit(typed, strlen(typed), WORDS_BYTES / 4), &folded);
    for (size_t i = 0; (command = command_at(i)) != NULL; i++) {
        struct completion made = {.help = _(command->help),
                                  .takes_more = command->argument != NULL,
                                  .score = score_of(command, typed, folded.data)};
        if (made.score < 0)
            continue;
        snprintf(made.line, sizeof(made.line), "%s", command->name);
        snprintf(made.shown, sizeof(made.shown), "%s%s%s", command->name,
                 command->argument ? " " : "", command->argument ? command->argument : "");
        completions_add(found, &made);
    }
    str_release(&folded);
}

static void complete_argument(const struct ui *ui, const struct command *command, const char *typed,
                              struct completions *found)
{
    char name[COMMAND_CHOICE_BYTES];
    const char *help = NULL;
    for (size_t i = 0; command->choices(ui, i, name, &help); i++) {
        // Before anything is typed they stand in their own order.
        struct completion made = {.help = help, .score = typed[0] ? command_match(typed, name) : 0};
        if (made.score < 0)
            continue;
        snprintf(made.line, sizeof(made.line), "%s %s", command->name, name);
        snprintf(made.shown, sizeof(made.shown), "%s", name);
        completions_add(found, &made);
    }
}

/* The line that is typed; where only an argument is, with the command's name before it. The caller
 * frees it. */
static char *whole_line(const struct prompt *prompt)
{
    struct str line;
    str_init(&line, LINE_BYTES);
    if (prompt->asking)
        str_printf(&line, "%s ", prompt->asking->name);
    str_add(&line, prompt->editor.text.data);
    char *const copy = mem_strdup(line.data);
    str_release(&line);
    return copy;
}

/* Put a whole line into the editor; false: it is of another command than the one that asks. */
static bool edit_line(struct prompt *prompt, const char *line)
{
    const size_t len = prompt->asking ? strlen(prompt->asking->name) : 0;
    if (len && (strncmp(line, prompt->asking->name, len) != 0 || line[len] != ' '))
        return false;
    editor_set(&prompt->editor, len ? line + len + 1 : line);
    prompt->chosen = SIZE_MAX;
    return true;
}

static void complete(const struct ui *ui, struct completions *found)
{
    const struct prompt *const prompt = &ui->prompt;
    found->count = 0;
    if (prompt->kind != PROMPT_COMMAND)
        return;
    const char *const typed = prompt->editor.text.data;
    if (prompt->asking) {
        if (prompt->asking->choices)
            complete_argument(ui, prompt->asking, typed, found);
        return;
    }
    const char *const blank = strchr(typed, ' ');
    if (!blank) {
        complete_name(typed, found);
        return;
    }
    const struct command *const command = command_find(typed, (size_t)(blank - typed));
    if (command && command->choices)
        complete_argument(ui, command, blank + 1, found);
}

/* What can be looked at before it is chosen: lines that begin so name a theme. */
static const char *previewed(const char *line)
{
    static const char *const starts[] = {"theme ", "set theme ", "set theme="};
    for (size_t i = 0; i < COUNT_OF(starts); i++)
        if (strncmp(line, starts[i], strlen(starts[i])) == 0)
            return line + strlen(starts[i]);
    return NULL;
}

/* Show what the line would do, or take back what was shown. */
static void preview(struct ui *ui)
{
    const struct prompt *const prompt = &ui->prompt;
    struct completions found;
    complete(ui, &found);
    char *const typed = whole_line(prompt);
    const char *const line = prompt->kind != PROMPT_COMMAND ? ""
                             : prompt->chosen < found.count ? found.rows[prompt->chosen].line
                                                            : typed;
    const char *const theme = previewed(line);
    ui_preview_theme(ui, theme && theme[0] ? theme : NULL);
    free(typed);
}

void prompt_open(struct ui *ui, enum prompt_kind kind, const char *text)
{
    struct prompt *const prompt = &ui->prompt;
    prompt->kind = kind;
    prompt->asking = NULL;
    prompt->chosen = SIZE_MAX;
    history_rest(&prompt->commands);
    history_rest(&prompt->searches);
    editor_set(&prompt->editor, text);
    ui->is_dirty = true;
}

void prompt_ask(struct ui *ui, const char *command, const char *text)
{
    prompt_open(ui, PROMPT_COMMAND, text);
    ui->prompt.asking = command_find(command, strlen(command));
}

void prompt_close(struct ui *ui)
{
    ui->prompt.kind = PROMPT_NONE;
    ui->is_dirty = true;
    ui_preview_theme(ui, NULL);
}

void ui_ask(struct ui *ui, void (*answer)(struct ui *ui), const char *format, ...)
{
    prompt_open(ui, PROMPT_ASK, "");
    ui->prompt.answer = answer;
    va_list args;
    va_start(args, format);
    vsnprintf(ui->prompt.question, sizeof(ui->prompt.question), format, args);
    va_end(args);
}

/* Does the line name a command, and need its argument, if any, no completion? */
static bool is_whole(const char *line)
{
    const struct command *const command = command_find(line, strcspn(line, " "));
    return command && (command->needs & NEEDS_CHOICE) != NEEDS_CHOICE;
}

static void accept(struct ui *ui)
{
    struct prompt *const prompt = &ui->prompt;
    const enum prompt_kind kind = prompt->kind;
    const bool is_empty = prompt->editor.text.len == 0;
    char *const line = whole_line(prompt);
    struct completions found;
    complete(ui, &found);
    const size_t chosen = prompt->chosen;
    prompt_close(ui);
    if (kind == PROMPT_SEARCH) {
        history_add(ui, &prompt->searches, line);
        ui_search(ui, line);
    } else if (!is_empty || chosen < found.count) {
        // What is not whole means its best completion.
        const bool is_completed = found.count > 0 && (chosen < found.count || !is_whole(line));
        const char *const run =
            is_completed ? found.rows[chosen < found.count ? chosen : 0].line : line;
        history_add(ui, &prompt->commands, run);
        command_run(ui, run, 0);
    }
    free(line);
}

static void answer_key(struct ui *ui, int key)
{
    void (*const answer)(struct ui *) = ui->prompt.answer;
    prompt_close(ui);
    if (key == 'y' || key == 'Y')
        answer(ui);
}

/* Up and down walk through what was typed before. */
static void walk_history(struct prompt *prompt, int by)
{
    struct history *const history =
        prompt->kind == PROMPT_COMMAND ? &prompt->commands : &prompt->searches;
    const char *line = NULL;
    while ((line = history_walk(history, by)) != NULL && line[0])
        if (edit_line(prompt, line))
            return;
    if (line)
        editor_set(&prompt->editor, "");
}

static void walk_completions(struct ui *ui, int by)
{
    struct prompt *const prompt = &ui->prompt;
    struct completions found;
    complete(ui, &found);
    if (found.count == 0)
        return;
    if (found.count > 1) {
        prompt->chosen = prompt->chosen >= found.count
                             ? (by > 0 ? 0 : found.count - 1)
                             : (prompt->chosen + found.count + (size_t)by) % found.count;
        return;
    }
    // The only one is typed out, with a blank where more is to follow.
    char line[sizeof(found.rows[0].line) + 1];
    snprintf(line, sizeof(line), "%s%s", found.rows[0].line, found.rows[0].takes_more ? " " : "");
    edit_line(prompt, line);
}

void prompt_key(struct ui *ui, int key)
{
    struct prompt *const prompt = &ui->prompt;
    ui->is_dirty = true;
    if (prompt->kind == PROMPT_ASK) {
        answer_key(ui, key);
        return;
    }
    switch (key) {
    case KEY_SPECIAL | KEY_ESCAPE_:
    case 3: // Ctrl-c
    case 7: // Ctrl-g
        prompt_close(ui);
        return;
    case KEY_SPECIAL | KEY_ENTER_:
        accept(ui);
        return;
    case KEY_SPECIAL | KEY_TAB_:
    case KEY_SPECIAL | KEY_BACKTAB_:
        walk_completions(ui, key == (KEY_SPECIAL | KEY_TAB_) ? 1 : -1);
        preview(ui);
        return;
    case KEY_SPECIAL | KEY_UP_:
    case KEY_SPECIAL | KEY_DOWN_:
        // Within the list once it was entered, else through what was typed before.
        if (prompt->chosen != SIZE_MAX)
            walk_completions(ui, key == (KEY_SPECIAL | KEY_UP_) ? -1 : 1);
        else
            walk_history(prompt, key == (KEY_SPECIAL | KEY_UP_) ? -1 : 1);
        preview(ui);
        return;
    default:
        break;
    }
    const bool is_empty = prompt->editor.text.len == 0;
    if (key == (KEY_SPECIAL | KEY_BACKSPACE_) && is_empty)
        prompt_close(ui);
    else if (editor_key(&prompt->editor, key))
        prompt->chosen = SIZE_MAX;
    preview(ui);
}

void prompt_paste(struct ui *ui, const char *text, size_t len)
{
    if (ui->prompt.kind == PROMPT_ASK)
        return;
    editor_insert(&ui->prompt.editor, text, len);
    ui->prompt.chosen = SIZE_MAX;
    preview(ui);
}

/* ---- drawing */

static void draw_completion(struct ui *ui, const struct completion *made, struct rect row,
                            int name_cells, bool is_chosen)
{
    const enum theme_role role = is_chosen ? THEME_CURSOR : THEME_TEXT;
    canvas_fill(&ui->canvas, row, role);
    const struct canvas_pen name = {.clip = row, .role = role, .marks = is_chosen ? 0 : THEME_BOLD};
    const struct canvas_pen help = {.clip = row, .role = is_chosen ? role : THEME_DIM};
    const int x = row.x + 1 + name_cells + 2;
    canvas_text_in(&ui->canvas, &name, row.x + 1, row.y, name_cells, made->shown);
    if (made->help)
        canvas_text_in(&ui->canvas, &help, x, row.y, row.x + row.width - x - 1, made->help);
}

/* The widest of the names, but no more than half of the line where something is said of them. */
static int column_cells(const struct completions *found, int count, int width)
{
    enum { LEAST = 18 };
    int cells = LEAST;
    bool has_help = false;
    for (int i = 0; i < count; i++) {
        const struct completion *const made = &found->rows[i];
        const int own = text_cells(made->shown, strlen(made->shown));
        cells = own > cells ? own : cells;
        has_help |= made->help != NULL;
    }
    const int most = has_help ? width / 2 : width - 2;
    return cells < most ? cells : most;
}

static void draw_completions(struct ui *ui, struct rect line)
{
    struct completions found;
    complete(ui, &found);
    const int room = line.y - 2;
    const int count = (int)found.count < room ? (int)found.count : room;
    if (count <= 0)
        return;
    const int top = line.y - count;
    canvas_line_across(&ui->canvas, THEME_BORDER, line.x, top - 1, line.width, ui->uses_ascii);
    const int cells = column_cells(&found, count, line.width);
    for (int i = 0; i < count; i++)
        draw_completion(ui, &found.rows[i], (struct rect){line.x, top + i, line.width, 1}, cells,
                        (size_t)i == ui->prompt.chosen);
}

void prompt_draw(struct ui *ui, struct rect line)
{
    struct prompt *const prompt = &ui->prompt;
    canvas_fill(&ui->canvas, line, THEME_TEXT);
    const struct canvas_pen pen = {.clip = line, .role = THEME_HINT_KEY};
    if (prompt->kind == PROMPT_ASK) {
        const int x = canvas_add(&ui->canvas, &pen, line.x + 1, line.y, prompt->question);
        canvas_put_cursor(&ui->canvas, x + 1 < line.width ? x + 1 : line.width - 1, line.y, true);
        return;
    }
    draw_completions(ui, line);
    const bool is_asking = prompt->asking && prompt->asking->asks;
    int x = line.x;
    if (is_asking)
        x = canvas_add(&ui->canvas, &pen, x + 1, line.y, _(prompt->asking->asks));
    x = canvas_add(&ui->canvas, &pen, x, line.y,
                   is_asking                        ? ": "
                   : prompt->kind == PROMPT_COMMAND ? ":"
                                                    : "/");
    editor_draw(&prompt->editor, &ui->canvas, (struct rect){x, line.y, line.width - x, 1},
                THEME_TEXT, true);
}
