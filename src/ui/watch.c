/*
 * Threads that are watched: after each reload of feeds their comments are fetched, too, so that
 * what is new shows in the list.
 */
#include "ui/internal.h"

#include <stdio.h>
#include <string.h>

#include "base/intl.h"

#define WATCH_KEY "ui.watched"

enum { WATCHED_MOST = 50 };

void watch_init(struct ui *ui)
{
    struct str stored;
    str_init(&stored, 4096);
    vec_init(&ui->watched, sizeof(int64_t));
    struct slice line;
    long long id = 0;
    store_state_get(ui->store, WATCH_KEY, &stored, NULL);
    struct slice rest = {stored.data, stored.len};
    while (slice_next(&rest, '\n', &line))
        if (ui->watched.count < WATCHED_MOST && slice_to_int64(line, &id))
            *(int64_t *)vec_push(&ui->watched) = id;
    str_release(&stored);
}

static size_t find(const struct ui *ui, int64_t article_id)
{
    size_t index = 0;
    while (index < ui->watched.count && *(int64_t *)vec_at(&ui->watched, index) != article_id)
        index++;
    return index;
}

bool watch_has(const struct ui *ui, int64_t article_id)
{
    return find(ui, article_id) < ui->watched.count;
}

static void drop(struct ui *ui, size_t index)
{
    int64_t *const ids = ui->watched.items;
    memmove(ids + index, ids + index + 1, (ui->watched.count - index - 1) * sizeof(*ids));
    vec_pop(&ui->watched);
}

/* The oldest gives way when there are too many. */
void watch_toggle(struct ui *ui, int64_t article_id)
{
    const size_t index = find(ui, article_id);
    const bool is_new = index == ui->watched.count;
    if (!is_new)
        drop(ui, index);
    else if (ui->watched.count == WATCHED_MOST)
        drop(ui, 0);
    if (is_new)
        *(int64_t *)vec_push(&ui->watched) = article_id;
    struct str all;
    str_init(&all, 4096);
    for (size_t i = 0; i < ui->watched.count; i++)
        str_printf(&all, "%lld\n", (long long)*(int64_t *)vec_at(&ui->watched, i));
    ui_set_state(ui, WATCH_KEY, all.data);
    str_release(&all);
    ui_say(ui, THEME_STATUS_GOOD, "%s",
           is_new ? _("the thread is watched: each reload looks for new comments")
                  : _("the thread is not watched any more"));
}

void watch_fetch(struct ui *ui)
{
    for (size_t i = 0; i < ui->watched.count; i++)
        ui_await(ui, app_fetch_comments(ui->app, *(int64_t *)vec_at(&ui->watched, i)), ERRAND_WATCH,
                 0);
}
