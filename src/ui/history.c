#include "ui/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "ui/internal.h"

enum { HISTORY_LINES = 50, HISTORY_BYTES = 64 << 10 };

static char *line_at(const struct history *history, size_t index)
{
    return *(char **)vec_at(&history->lines, index);
}

static void push(struct history *history, const char *line, size_t len)
{
    *(char **)vec_push(&history->lines) = mem_strndup(line, len);
    history->at = history->lines.count;
}

void history_init(struct history *history, struct ui *ui, const char *name)
{
    *history = (struct history){0};
    vec_init(&history->lines, sizeof(char *));
    snprintf(history->key, sizeof(history->key), "ui.history.%s", name);
    struct str stored;
    str_init(&stored, HISTORY_BYTES);
    if (store_state_get(ui->store, history->key, &stored, NULL)) {
        struct slice rest = {stored.data, stored.len};
        struct slice line;
        while (slice_next(&rest, '\n', &line))
            if (line.len > 0)
                push(history, line.data, line.len);
    }
    str_release(&stored);
}

void history_release(struct history *history)
{
    for (size_t i = 0; i < history->lines.count; i++)
        free(line_at(history, i));
    vec_release(&history->lines);
}

static void drop(struct history *history, size_t index)
{
    char **const lines = history->lines.items;
    free(lines[index]);
    memmove(lines + index, lines + index + 1, (history->lines.count - index - 1) * sizeof(*lines));
    vec_pop(&history->lines);
}

/* An address with a user, and perhaps a password. */
static bool has_user(const char *line)
{
    const char *const authority = strstr(line, "://");
    return authority && memchr(authority + 3, '@', strcspn(authority + 3, "/?# "));
}

void history_add(struct ui *ui, struct history *history, const char *line)
{
    if (!line[0] || strchr(line, '\n') || has_user(line))
        return;
    for (size_t i = history->lines.count; i-- > 0;)
        if (strcmp(line_at(history, i), line) == 0)
            drop(history, i);
    if (history->lines.count == HISTORY_LINES)
        drop(history, 0);
    push(history, line, strlen(line));
    struct str all;
    str_init(&all, HISTORY_BYTES * 2);
    for (size_t i = 0; i < history->lines.count; i++)
        str_printf(&all, "%.1000s\n", line_at(history, i));
    ui_set_state(ui, history->key, all.data);
    str_release(&all);
}

void history_rest(struct history *history)
{
    history->at = history->lines.count;
}

const char *history_walk(struct history *history, int by)
{
    if (by < 0 ? history->at == 0 : history->at >= history->lines.count)
        return NULL;
    history->at = by < 0 ? history->at - 1 : history->at + 1;
    return history->at < history->lines.count ? line_at(history, history->at) : "";
}
