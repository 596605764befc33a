#include "ui/internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "ui/command.h"
#include "ui/panes/panes.h"

static const struct pane *focused(const struct ui *ui)
{
    return ui->panes[ui->focus];
}

static void keys_forget(struct keys *keys)
{
    keys->pending_count = 0;
    keys->count = 0;
}

/* Digits in front of a command repeat it, or name a link. */
static bool take_digit(struct ui *ui, int key)
{
    struct keys *const keys = &ui->keys;
    const bool is_digit = key >= '0' && key <= '9' && (key != '0' || keys->count > 0);
    if (!is_digit || keys->pending_count > 0 || focused(ui)->class->key)
        return false;
    if (keys->count < KEYS_COUNT_MOST / 10)
        keys->count = keys->count * 10 + (key - '0');
    return true;
}

void keys_press(struct ui *ui, int key)
{
    struct keys *const keys = &ui->keys;
    struct pane *const pane = ui->panes[ui->focus];
    ui->has_notice = false;
    ui->is_dirty = true;
    if (ui->has_hints) {
        hints_key(ui, key);
        return;
    }
    if (take_digit(ui, key))
        return;
    keys->pending[keys->pending_count++] = key;
    const char *command = NULL;
    const enum keymap_found found =
        keymap_find(ui->keymap, pane->class->name, keys->pending, keys->pending_count, &command);
    if (found == KEYMAP_PREFIX && keys->pending_count < KEY_SEQUENCE_MAX)
        return;
    const int count = keys->count;
    const bool is_alone = keys->pending_count == 1;
    keys_forget(keys);
    if (found == KEYMAP_COMMAND) {
        // The line is copied: a command may change the key map.
        char *const line = mem_strdup(command);
        command_run_all(ui, line, count);
        free(line);
    } else if (is_alone && pane->class->key) {
        pane->class->key(pane, key);
    }
}

/* ---- keys in words */

static void add_key(const struct ui *ui, const char *context, const char *command, struct str *out)
{
    struct str keys;
    str_init(&keys, 256);
    if (keymap_keys_of(ui->keymap, context, command, &keys)) {
        const char *const second = strstr(keys.data, ", ");
        str_append(out, keys.data, second ? (size_t)(second - keys.data) : keys.len);
    } else {
        str_printf(out, ":%s", command);
    }
    str_release(&keys);
}

void keys_fill(const struct ui *ui, const char *context, const char *words, struct str *out)
{
    for (const char *at = words; *at; at++) {
        const size_t len = *at == '{' ? strcspn(at + 1, "}") : 0;
        const struct command *const command = len ? command_find(at + 1, len) : NULL;
        if (!command) {
            str_add_char(out, *at);
            continue;
        }
        add_key(ui, context, command->name, out);
        at += len + 1;
    }
}
