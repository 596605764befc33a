/*
 * What was typed before into a line: walked through with Up and Down, kept over restarts.
 *
 *     history_init(&history, ui, "command");    // reads what is stored under `ui.history.command`
 *     history_add(ui, &history, line);          // the newest, once; stored, but for passwords
 *     history_walk(&history, -1)                // the one before; NULL: there is none
 */
#ifndef UI_HISTORY_H
#define UI_HISTORY_H

#include <stddef.h>

#include "base/attributes.h"
#include "base/vec.h"

struct ui;

struct history {
    char key[48];
    struct vec lines; // char *, oldest first
    size_t at;        // where walking stands; lines.count: behind the newest
};

void history_init(struct history *history, struct ui *ui, const char *name) ATTR_NONNULL;
void history_release(struct history *history) ATTR_NONNULL;
void history_add(struct ui *ui, struct history *history, const char *line) ATTR_NONNULL;

/* Behind the newest again. */
void history_rest(struct history *history) ATTR_NONNULL;

/* The line `by` further (-1: older), where walking stands then; "" behind the newest; NULL: past
 * either end, nothing moved. */
const char *history_walk(struct history *history, int by) ATTR_NONNULL;

#endif
