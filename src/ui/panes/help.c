/*
 * The keys and commands, from the table of commands and the key map that is in use.
 */
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "text/cells.h"
#include "text/fold.h"
#include "ui/command.h"
#include "ui/panes/list.h"
#include "ui/panes/panes.h"

enum { WORDS_BYTES = 1024, LINE_BYTES = 512 };
enum { KEYS_X = 3, KEYS_CELLS = 17, NAME_X = KEYS_X + KEYS_CELLS, NAME_CELLS = 23 };

struct help_pane {
    struct pane pane;
    size_t top;
    struct str words; // folded: only commands that hold them are shown; empty: all
};

static struct help_pane *self_of(struct pane *pane)
{
    return (struct help_pane *)pane;
}

/* What is said of a command. */
struct entry {
    struct str name;  // `:name ARGUMENT`
    struct str keys;  // where the help was asked for, else wherever the command has some
    struct str panes; // where those hold, when that is elsewhere: names of the key map's sections
    const char *help;
};

static void add_elsewhere(const struct ui *ui, const struct command *command, struct entry *entry)
{
    struct str keys;
    str_init(&keys, LINE_BYTES);
    bool is_first = true;
    for (int i = 0; i < PANE_HELP; i++) {
        const char *const pane = ui->panes[i]->class->name;
        str_clear(&keys);
        if (!keymap_keys_of(ui->keymap, pane, command->name, &keys))
            continue;
        if (is_first)
            str_add(&entry->keys, keys.data);
        if (strcmp(keys.data, entry->keys.data) == 0)
            str_printf(&entry->panes, "%s%s", is_first ? " (" : ", ", pane);
        is_first = false;
    }
    if (!is_first)
        str_add_char(&entry->panes, ')');
    str_release(&keys);
}

static void entry_init(struct entry *entry, const struct ui *ui, const struct command *command)
{
    const char *const here = ui->panes[ui->focus_before]->class->name;
    str_init(&entry->keys, LINE_BYTES);
    str_init(&entry->panes, LINE_BYTES);
    str_init(&entry->name, 2 * LINE_BYTES);
    str_printf(&entry->name, ":%s%s%s", command->name, command->argument ? " " : "",
               command->argument ? command->argument : "");
    entry->help = _(command->help);
    if (!keymap_keys_of(ui->keymap, here, command->name, &entry->keys))
        add_elsewhere(ui, command, entry);
}

static void entry_release(struct entry *entry)
{
    str_release(&entry->name);
    str_release(&entry->keys);
    str_release(&entry->panes);
}

static bool is_wanted(const struct help_pane *self, const struct entry *entry)
{
    if (self->words.len == 0)
        return true;
    struct str line;
    str_init(&line, 4 * LINE_BYTES);
    str_printf(&line, "%s %s %s%s", entry->keys.data, entry->name.data, entry->help,
               entry->panes.data);
    const bool is_found = text_contains_folded(line.data, line.len, self->words.data);
    str_release(&line);
    return is_found;
}

/* Is there room for the sentence behind the name? Else it stands below. */
static bool is_one_line(const struct help_pane *self, const struct entry *entry)
{
    return text_cells(entry->help, strlen(entry->help)) +
               text_cells(entry->panes.data, entry->panes.len) <
           self->pane.body.width - NAME_X - NAME_CELLS;
}

static size_t command_lines(const struct help_pane *self, const struct command *command)
{
    struct entry entry;
    entry_init(&entry, self->pane.ui, command);
    const size_t lines = !is_wanted(self, &entry) ? 0 : is_one_line(self, &entry) ? 1 : 2;
    entry_release(&entry);
    return lines;
}

/* Its title, its commands, and an empty line; nothing when none of them is wanted. */
static size_t group_lines(const struct help_pane *self, const struct command_group *group)
{
    size_t count = 0;
    for (const struct command *command = group->commands; command->name; command++)
        count += command_lines(self, command);
    return count > 0 ? count + 2 : 0;
}

static size_t line_count(const struct help_pane *self)
{
    size_t count = 0;
    const struct command_group *group = NULL;
    for (size_t i = 0; (group = command_group_at(i)) != NULL; i++)
        count += group_lines(self, group);
    return count;
}

void help_search(struct pane *pane, const char *words)
{
    struct help_pane *const self = self_of(pane);
    str_clear(&self->words);
    text_fold(words, strlen(words), &self->words);
    self->top = 0;
    if (line_count(self) > 0)
        return;
    ui_say(pane->ui, THEME_STATUS_ERROR, _("no key or command is about \"%s\""), words);
    str_clear(&self->words);
}

bool help_is_searched(const struct pane *pane)
{
    return ((const struct help_pane *)pane)->words.len > 0;
}

static void help_init(struct pane *pane)
{
    str_init(&self_of(pane)->words, WORDS_BYTES);
}

static void help_release(struct pane *pane)
{
    str_release(&self_of(pane)->words);
}

static size_t last_top(const struct pane *pane)
{
    const size_t height = pane->body.height > 0 ? (size_t)pane->body.height : 1;
    const size_t count = line_count((const struct help_pane *)pane);
    return count > height ? count - height : 0;
}

static void help_update(struct pane *pane)
{
    if (self_of(pane)->top > last_top(pane))
        self_of(pane)->top = last_top(pane);
}

static void help_move(struct pane *pane, enum motion motion, int count)
{
    struct help_pane *const self = self_of(pane);
    self->top =
        list_moved(self->top, list_distance(motion, count, pane->body.height), last_top(pane));
}

static void help_scroll(struct pane *pane, int lines)
{
    self_of(pane)->top = list_moved(self_of(pane)->top, lines, last_top(pane));
}

static void help_title(const struct pane *pane, struct str *left, struct str *right)
{
    str_add(left, _("KEYS AND COMMANDS"));
    if (help_is_searched(pane))
        str_printf(left, "  /%s", ((const struct help_pane *)pane)->words.data);
    str_add(right, help_is_searched(pane) ? _("Esc shows all") : _("q leaves"));
}

static void draw_command(const struct help_pane *self, struct canvas *canvas,
                         const struct command *command, int y)
{
    const struct rect body = self->pane.body;
    const int right = body.x + body.width - 1;
    const struct canvas_pen key = {.clip = body, .role = THEME_HINT_KEY};
    const struct canvas_pen text = {.clip = body, .role = THEME_TEXT};
    const struct canvas_pen dim = {.clip = body, .role = THEME_DIM};
    struct entry entry;
    entry_init(&entry, self->pane.ui, command);
    canvas_text_in(canvas, &key, body.x + KEYS_X, y, KEYS_CELLS - 1, entry.keys.data);
    if (is_one_line(self, &entry)) {
        const int x = body.x + NAME_X + NAME_CELLS;
        canvas_text_in(canvas, &dim, body.x + NAME_X, y, NAME_CELLS - 1, entry.name.data);
        canvas_add(canvas, &dim, canvas_add(canvas, &text, x, y, entry.help), y, entry.panes.data);
    } else {
        // Below the name, or as far to the left as it needs.
        int x = right - text_cells(entry.help, strlen(entry.help));
        x = x > body.x + NAME_X ? body.x + NAME_X : x < body.x + KEYS_X ? body.x + KEYS_X : x;
        canvas_text_in(canvas, &text, x, y + 1, right - x, entry.help);
        str_add(&entry.name, entry.panes.data);
        canvas_text_in(canvas, &dim, body.x + NAME_X, y, right - body.x - NAME_X, entry.name.data);
    }
    entry_release(&entry);
}

static void help_draw(const struct pane *pane, struct canvas *canvas)
{
    const struct help_pane *const self = (const struct help_pane *)pane;
    const struct rect body = pane->body;
    const struct canvas_pen title = {.clip = body, .role = THEME_HEADING_2};
    int y = body.y - (int)self->top;
    const struct command_group *group = NULL;
    for (size_t i = 0; (group = command_group_at(i)) != NULL; i++) {
        if (group_lines(self, group) == 0)
            continue;
        canvas_add(canvas, &title, body.x + 1, y++, _(group->title));
        for (const struct command *command = group->commands; command->name; command++) {
            const int lines = (int)command_lines(self, command);
            if (lines > 0 && y + lines > body.y && y < body.y + body.height)
                draw_command(self, canvas, command, y);
            y += lines;
        }
        y++;
    }
}

const struct pane_class help_class = {
    .name = "help",
    .size = sizeof(struct help_pane),
    .init = help_init,
    .release = help_release,
    .update = help_update,
    .title = help_title,
    .draw = help_draw,
    .move = help_move,
    .scroll = help_scroll,
};
