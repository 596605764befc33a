/*
 * A whole interface on a canvas, without a terminal: a home in a temporary folder, filled by the
 * test, an app on it, keys in, text out.
 */
#ifndef TESTS_UNIT_UI_STAGE_H
#define TESTS_UNIT_UI_STAGE_H

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "base/time.h"
#include "config/keymap.h"
#include "feed/feed.h"
#include "store/articles.h"
#include "store/feeds.h"
#include "ui/internal.h"
#include "ui/panes/panes.h"
#include "unit/ui/dump.h"
#include "unit/unit.h"

struct stage {
    char folder[64];
    struct app *app;
    struct ui *ui;
    struct str shown;
};

/* 2023-12-23T12:00:00Z */
#define STAGE_NOW "2023-12-23T12:00:00Z"

/* An empty home and its database, open for writing. */
static inline struct store *stage_home(struct stage *stage)
{
    *stage = (struct stage){0};
    setenv("COURANT_NOW", STAGE_NOW, 1);
    setenv("TZ", "UTC", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    snprintf(stage->folder, sizeof(stage->folder), "/tmp/courant-unit-XXXXXX");
    assert_non_null(mkdtemp(stage->folder));
    struct path_home paths;
    struct error err = {0};
    assert_true(path_home_init(&paths, stage->folder, &err));
    assert_true(path_make_folder(paths.data, &err));
    char path[PATH_BYTES];
    assert_true(path_join(path, paths.data, "courant.db", &err));
    struct store *const store = store_open(path, STORE_WRITE, &err);
    assert_string_equal(err.text, "");
    str_init(&stage->shown, 1 << 20);
    return store;
}

static inline void stage_start(struct stage *stage, int width, int height)
{
    const struct app_options options = {.home = stage->folder};
    struct error err = {0};
    stage->app = app_new(&options, &err);
    assert_string_equal(err.text, "");
    stage->ui = ui_new(&(struct ui_options){.app = stage->app}, &err);
    assert_string_equal(err.text, "");
    ui_resize(stage->ui, width, height);
    ui_restore_place(stage->ui);
}

/* Open the interface; the store of stage_home() is closed. */
static inline void stage_open(struct stage *stage, struct store *store, int width, int height)
{
    store_close(store);
    stage_start(stage, width, height);
}

/* End the program, as quitting does, and start it again. */
static inline void stage_restart(struct stage *stage, int width, int height)
{
    ui_save_place(stage->ui);
    ui_free(stage->ui);
    app_free(stage->app);
    stage_start(stage, width, height);
}

static inline void stage_close(struct stage *stage)
{
    ui_free(stage->ui);
    app_free(stage->app);
    str_release(&stage->shown);
    char command[128];
    snprintf(command, sizeof(command), "rm -rf '%s'", stage->folder);
    assert_int_equal(system(command), 0);
}

/* The screen's text as it is before any more messages are taken. */
static inline const char *stage_glance(struct stage *stage)
{
    ui_update(stage->ui);
    ui_draw(stage->ui);
    str_clear(&stage->shown);
    dump_canvas(&stage->ui->canvas, &stage->shown);
    const char *const fault = dump_fault(&stage->ui->canvas);
    assert_string_equal(fault ? fault : "", "");
    return stage->shown.data;
}

/* A turn, and the screen's text after it. */
static inline const char *stage_screen(struct stage *stage)
{
    ui_take_messages(stage->ui);
    do {
        ui_tick(stage->ui);
    } while (stage->ui->stale_panes);
    return stage_glance(stage);
}

/* Sleep until there is a message. */
static inline void stage_wait(struct mailbox *mailbox)
{
    enum { PATIENCE_MS = 120000 };
    struct pollfd fd = {.fd = mailbox_fd(mailbox), .events = POLLIN};
    assert_int_equal(poll(&fd, 1, PATIENCE_MS), 1);
}

/* Wait for messages until everything that was asked for has had its last word. */
static inline const char *stage_settle(struct stage *stage)
{
    while (stage->ui->errands.count > 0) {
        stage_wait(app_mailbox(stage->app));
        ui_take_messages(stage->ui);
    }
    stage->ui->asked_ms = 0;
    stage->ui->is_stale = true;
    return stage_screen(stage);
}

static inline void stage_key(struct stage *stage, int key)
{
    ui_handle_event(stage->ui, &(struct event){.kind = EVENT_KEY, .key = key});
    stage_screen(stage);
}

/* Letters; `\n` is Enter, `\t` Tab, `\x1b` Escape. */
static inline void stage_type(struct stage *stage, const char *keys)
{
    for (; *keys; keys++) {
        const int key = *keys == '\n'     ? KEY_SPECIAL | KEY_ENTER_
                        : *keys == '\t'   ? KEY_SPECIAL | KEY_TAB_
                        : *keys == '\x1b' ? KEY_SPECIAL | KEY_ESCAPE_
                                          : *keys;
        stage_key(stage, key);
    }
}

static inline void stage_shows(struct stage *stage, const char *text)
{
    const char *const screen = stage_screen(stage);
    if (!strstr(screen, text))
        fail_msg("`%s` is not on the screen:\n%s", text, screen);
}

static inline void stage_lacks(struct stage *stage, const char *text)
{
    const char *const screen = stage_screen(stage);
    if (strstr(screen, text))
        fail_msg("`%s` is on the screen:\n%s", text, screen);
}

/* A file among the user's settings, as "keys" or "themes/mine.theme". */
static inline void stage_configure(const struct stage *stage, const char *name, const char *text)
{
    struct path_home paths;
    char path[PATH_BYTES];
    assert_true(path_home_init(&paths, stage->folder, NULL));
    assert_true(path_join(path, paths.config, "themes", NULL));
    assert_true(path_make_folder(path, NULL));
    assert_true(path_join(path, paths.config, name, NULL));
    assert_true(file_write(path, text, strlen(text), NULL));
}

/* A feed and its articles, an hour apart, the first the newest; contents may be NULL. */
static inline int64_t stage_feed(struct store *store, const char *name, const char *tag,
                                 const char *const *titles, const char *const *contents,
                                 size_t count)
{
    struct error err = {0};
    char url[128];
    snprintf(url, sizeof(url), "https://%s.example/feed", name);
    int64_t id = 0;
    assert_true(store_feeds_add(store, url, name, &tag, tag ? 1 : 0, &id, NULL, &err));
    struct feed feed = {0};
    arena_init(&feed.arena);
    feed.title = name;
    feed.updated_ms = TIME_NONE;
    struct feed_entry **last = &feed.entries;
    for (size_t i = 0; i < count; i++) {
        struct feed_entry *const entry = arena_zalloc(&feed.arena, sizeof(*entry));
        *last = entry;
        last = &entry->next;
        entry->title = titles[i];
        entry->id = titles[i];
        entry->link = arena_printf(&feed.arena, "https://%s.example/%zu", name, i);
        entry->content = contents ? contents[i] : "<p>Text of it.</p>";
        entry->published_ms = time_now_ms() - (int64_t)(i + 1) * 3600000;
        entry->updated_ms = TIME_NONE;
        entry->comments_count = entry->duration_seconds = entry->episode = -1;
    }
    feed.entry_count = count;
    const struct store_fetch fetch = {.status = STORE_FETCH_OK,
                                      .http = 200,
                                      .fetched_ms = time_now_ms(),
                                      .next_due_ms = INT64_MAX};
    int64_t fresh = 0;
    int64_t updated = 0;
    assert_true(store_articles_take(store, id, &feed, &fetch, &fresh, &updated, &err));
    assert_int_equal(fresh, count);
    arena_release(&feed.arena);
    return id;
}

#endif
