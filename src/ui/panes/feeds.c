/*
 * The feeds: all together, by folder, one by one. A row is a choice of articles; feed_rows.c draws
 * them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/intl.h"
#include "ui/panes/feeds.h"
#include "ui/panes/list.h"
#include "ui/panes/panes.h"

#define FOLDED_KEY     "ui.folded"
#define HIDES_READ_KEY "ui.hides-read-feeds"

enum {
    FOLDED_BYTES = 64 << 10,
    FIRST_FEEDS = 64, // read for the first screen
    FEEDS_A_TURN = 200,
};

static struct feeds_pane *self_of(struct pane *pane)
{
    return (struct feeds_pane *)pane;
}

static const struct feeds_pane *const_self(const struct pane *pane)
{
    return (const struct feeds_pane *)pane;
}

/* ---- folders that are folded */

static char *folded_find(const struct feeds_pane *self, const char *tag)
{
    const size_t len = strlen(tag);
    char *at = self->folded.data;
    while (*at) {
        const size_t line = strcspn(at, "\n");
        if (line == len && memcmp(at, tag, len) == 0)
            return at;
        at += line + (at[line] == '\n');
    }
    return NULL;
}

static void folded_toggle(struct feeds_pane *self, const char *tag)
{
    char *const found = folded_find(self, tag);
    if (found) {
        const size_t start = (size_t)(found - self->folded.data);
        const size_t len = strlen(tag) + 1;
        memmove(found, found + len, self->folded.len - start - len);
        str_cut(&self->folded, self->folded.len - len);
    } else {
        const size_t before = self->folded.len;
        if (!str_printf(&self->folded, "%s\n", tag)) // half a name would be another folder's
            str_cut(&self->folded, before);
    }
    ui_set_state(self->pane.ui, FOLDED_KEY, self->folded.data);
}

/* ---- rows */

static struct row *row_add(struct feeds_pane *self, enum row_kind kind, const char *label)
{
    struct row *const row = vec_push(&self->rows);
    row->kind = kind;
    row->label = label;
    return row;
}

static void key_set(struct row *row, const char *prefix, const char *rest)
{
    snprintf(row->key, sizeof(row->key), "%s%s", prefix, rest);
}

static void add_feed(struct feeds_pane *self, const struct store_outline_item *feed)
{
    struct row *const row = row_add(self, ROW_FEED, feed->title);
    row->tag = feed->folder;
    row->feed_id = feed->feed_id;
    row->unread = feed->unread;
    row->error = feed->error;
    // In the folders behind its first one a feed is the same choice of articles on another row.
    if (!feed->is_again)
        snprintf(row->key, sizeof(row->key), "feed:%lld", (long long)feed->feed_id);
    else
        snprintf(row->key, sizeof(row->key), "feed:%lld:%s", (long long)feed->feed_id,
                 feed->folder);
}

static size_t add_folder(struct feeds_pane *self, const char *tag)
{
    struct row *const row = row_add(self, ROW_FOLDER, tag);
    row->tag = tag;
    row->is_folded = folded_find(self, tag) != NULL;
    key_set(row, "tag:", tag);
    return self->rows.count - 1;
}

/* Does the feed have a row? Not when there is nothing to read in it, where the user wants that. */
static bool is_listed(const struct feeds_pane *self, const struct store_outline_item *feed)
{
    return !self->hides_read || feed->unread > 0 || feed->error || feed->feed_id == self->kept_id;
}

/* Each folder with all that has its tag, as it opens them; then what is in none. */
static void add_feeds(struct feeds_pane *self)
{
    const char *folder = NULL;
    size_t at = 0;
    for (size_t i = 0; i < self->feeds.count; i++) {
        const struct store_outline_item *const feed = &self->feeds.items[i];
        if (!is_listed(self, feed))
            continue;
        if (feed->folder && feed->folder != folder)
            at = add_folder(self, feed->folder);
        folder = feed->folder;
        struct row *const row = vec_at(&self->rows, at);
        if (folder)
            row->unread += feed->unread;
        if (!folder || !row->is_folded)
            add_feed(self, feed);
    }
}

/* Those of the file `rules`, behind the choices that are always there. */
static void add_smarts(struct feeds_pane *self)
{
    for (size_t i = 0; i < self->smarts.count; i++) {
        const struct store_smart *const smart = &self->smarts.items[i];
        struct row *const row = row_add(self, ROW_SMART, smart->name);
        row->query = smart->query;
        row->unread = smart->unread;
        key_set(row, "smart:", smart->name);
    }
}

static void rows_build(struct feeds_pane *self)
{
    vec_clear(&self->rows);
    struct row *const unread = row_add(self, ROW_UNREAD, _("All unread"));
    unread->unread = self->unread;
    key_set(unread, "unread", "");
    key_set(row_add(self, ROW_ALL, _("All articles")), "all", "");
    key_set(row_add(self, ROW_STARRED, _("Starred")), "starred", "");
    add_smarts(self);
    add_feeds(self);
}

static const struct row *row_at_cursor(const struct feeds_pane *self)
{
    return self->cursor < self->rows.count ? vec_at(&self->rows, self->cursor) : NULL;
}

static void cursor_to_key(struct feeds_pane *self, const char *key)
{
    for (size_t i = 0; i < self->rows.count; i++) {
        const struct row *const row = vec_at(&self->rows, i);
        if (strcmp(row->key, key) == 0)
            self->cursor = i;
    }
    if (self->cursor >= self->rows.count)
        self->cursor = self->rows.count - 1;
}

/* Whatever their counts are; those that are not right are counted soon. */
static void smarts_read(struct feeds_pane *self)
{
    struct ui *const ui = self->pane.ui;
    struct store_smarts fresh = {0};
    if (!store_smart_list(ui->store, &fresh, NULL))
        return;
    store_smart_release(&self->smarts);
    self->smarts = fresh;
    for (size_t i = 0; i < fresh.count; i++)
        ui->wants_smart |= !fresh.items[i].is_right;
}

static void cursor_to_feed(struct feeds_pane *self, int64_t feed_id)
{
    for (size_t i = 0; i < self->rows.count; i++) {
        const struct row *const row = vec_at(&self->rows, i);
        if (row->kind != ROW_FEED || row->feed_id != feed_id)
            continue;
        self->cursor = i;
        return;
    }
}

/* The row under the cursor stays there, unless another one is sought. */
static void rows_rebuild(struct feeds_pane *self)
{
    char key[KEY_BYTES] = "";
    const struct row *const row = row_at_cursor(self);
    if (row)
        snprintf(key, sizeof(key), "%s", row->key);
    self->kept_id = self->sought_id ? self->sought_id : row ? row->feed_id : 0;
    rows_build(self);
    cursor_to_key(self, key);
    if (self->sought_id)
        cursor_to_feed(self, self->sought_id);
    self->sought_id = 0;
}

static void reading_drop(struct feeds_pane *self)
{
    store_outline_end(self->reading, NULL);
    self->reading = NULL;
}

/* Show what was read. */
static void feeds_take(struct feeds_pane *self, const struct store_outline *fresh)
{
    struct ui *const ui = self->pane.ui;
    const struct store_selection unread = {.only_unread = true};
    struct error err = {0};
    if (!store_articles_count(ui->store, &unread, &self->unread, &err))
        ui_say_error(ui, &err);
    store_outline_release(&self->feeds);
    self->feeds = *fresh;
    char path[PATH_BYTES];
    self->has_newsboat = fresh->count == 0 && app_newsboat_list(path);
    smarts_read(self);
    rows_rebuild(self);
}

static void feeds_read(struct feeds_pane *self, size_t least)
{
    struct store_outline fresh = {0};
    struct error err = {0};
    reading_drop(self);
    if (store_outline_read(self->pane.ui->store, least, &fresh, &err))
        feeds_take(self, &fresh);
    else
        ui_say_error(self->pane.ui, &err);
}

/* What was read for the first screen is not enough any more. */
static void feeds_read_rest(struct feeds_pane *self)
{
    if (!self->feeds.is_whole)
        feeds_read(self, SIZE_MAX);
}

/* Of thousands some are read a turn, so that no key waits for all of them. */
static void feeds_changed(struct pane *pane)
{
    struct feeds_pane *const self = self_of(pane);
    struct error err = {0};
    bool is_whole = false;
    if (!self->reading)
        self->reading = store_outline_begin(pane->ui->store);
    if (!store_outline_more(self->reading, FEEDS_A_TURN, &is_whole, &err)) {
        ui_say_error(pane->ui, &err);
        reading_drop(self);
        return;
    }
    if (!is_whole) {
        pane->ui->stale_panes |= 1u << PANE_FEEDS;
        return;
    }
    struct store_outline fresh;
    store_outline_end(self->reading, &fresh);
    self->reading = NULL;
    feeds_take(self, &fresh);
}

static bool was_hiding(const struct ui *ui)
{
    struct str value;
    str_init(&value, SETTING_TEXT_BYTES);
    const bool is_said = store_state_get(ui->store, HIDES_READ_KEY, &value, NULL);
    const bool is_hiding = is_said && strcmp(value.data, "yes") == 0;
    str_release(&value);
    return is_hiding;
}

static void feeds_init(struct pane *pane)
{
    struct feeds_pane *const self = self_of(pane);
    vec_init(&self->rows, sizeof(struct row));
    str_init(&self->folded, FOLDED_BYTES);
    store_state_get(pane->ui->store, FOLDED_KEY, &self->folded, NULL);
    self->hides_read = was_hiding(pane->ui);
    rows_build(self);
    feeds_read(self, self->hides_read ? SIZE_MAX : FIRST_FEEDS);
}

static void feeds_release(struct pane *pane)
{
    struct feeds_pane *const self = self_of(pane);
    reading_drop(self);
    store_outline_release(&self->feeds);
    store_smart_release(&self->smarts);
    vec_release(&self->rows);
    str_release(&self->folded);
}

/* ---- what others ask */

bool feeds_chosen(const struct pane *pane, struct feeds_choice *choice)
{
    const struct row *const row = row_at_cursor(const_self(pane));
    if (!row)
        return false;
    *choice =
        (struct feeds_choice){.label = row->label,
                              .folder = row->kind == ROW_FEED ? row->tag : NULL,
                              .key = row->key,
                              .feed_id = row->kind == ROW_FEED ? row->feed_id : 0,
                              .tag = row->kind == ROW_FOLDER ? row->tag : NULL,
                              .query = row->kind == ROW_STARRED ? "is:starred" : row->query,
                              .only_unread = row->kind == ROW_UNREAD,
                              .unread = row->unread,
                              .error = row->error ? error_beside(row->label, row->error) : NULL};
    return true;
}

void feeds_restore(struct pane *pane, const char *key)
{
    struct feeds_pane *const self = self_of(pane);
    cursor_to_key(self, key);
    const struct row *const row = row_at_cursor(self);
    if (row && strcmp(row->key, key) == 0)
        return;
    feeds_read_rest(self);
    cursor_to_key(self, key);
}

void feeds_seek(struct pane *pane, int64_t feed_id)
{
    self_of(pane)->sought_id = feed_id;
}

bool feeds_go_unread(struct pane *pane, int by)
{
    struct feeds_pane *const self = self_of(pane);
    feeds_read_rest(self);
    const size_t count = self->rows.count;
    for (size_t i = 1; i < count; i++) {
        const size_t index = (self->cursor + (by > 0 ? i : count - i)) % count;
        const struct row *const row = vec_at(&self->rows, index);
        const bool is_feed = row->kind == ROW_FEED || (row->kind == ROW_FOLDER && row->is_folded);
        if (!is_feed || row->unread == 0)
            continue;
        self->cursor = index;
        return true;
    }
    return false;
}

bool feeds_toggle_read(struct pane *pane)
{
    struct feeds_pane *const self = self_of(pane);
    feeds_read_rest(self);
    self->hides_read = !self->hides_read;
    rows_rebuild(self);
    ui_set_state(pane->ui, HIDES_READ_KEY, self->hides_read ? "yes" : "no");
    return self->hides_read;
}

bool feeds_is_empty(const struct pane *pane)
{
    return const_self(pane)->feeds.count == 0;
}

/* Choices by name: the rows as they are, then what folded folders hide. */
bool feeds_name_at(struct pane *pane, size_t index, char *name, size_t bytes)
{
    struct feeds_pane *const self = self_of(pane);
    feeds_read_rest(self);
    const char *const label = index < self->rows.count
                                  ? ((const struct row *)vec_at(&self->rows, index))->label
                              : index - self->rows.count < self->feeds.count
                                  ? self->feeds.items[index - self->rows.count].title
                                  : NULL;
    if (label)
        snprintf(name, bytes, "%.*s", (int)utf8_fit(label, strlen(label), bytes - 1), label);
    return label != NULL;
}

/* A feed in a folder that is folded is found by unfolding it. */
static bool unfold_to(struct feeds_pane *self, const char *name)
{
    for (size_t i = 0; i < self->feeds.count; i++) {
        const struct store_outline_item *const feed = &self->feeds.items[i];
        if (strncasecmp(feed->title, name, strlen(name)) != 0 || !feed->folder ||
            !folded_find(self, feed->folder))
            continue;
        folded_toggle(self, feed->folder);
        rows_build(self);
        return true;
    }
    return false;
}

bool feeds_go_to_name(struct pane *pane, const char *name)
{
    struct feeds_pane *const self = self_of(pane);
    feeds_read_rest(self);
    do {
        for (size_t i = 0; i < self->rows.count; i++) {
            const struct row *const row = vec_at(&self->rows, i);
            if (strncasecmp(row->label, name, strlen(name)) != 0)
                continue;
            self->cursor = i;
            return true;
        }
    } while (unfold_to(self, name));
    return false;
}

const char *feeds_folder_at(struct pane *pane, size_t index)
{
    struct feeds_pane *const self = self_of(pane);
    feeds_read_rest(self);
    for (size_t i = 0; i < self->rows.count; i++) {
        const struct row *const row = vec_at(&self->rows, i);
        if (row->kind == ROW_FOLDER && index-- == 0)
            return row->label;
    }
    return NULL;
}

void feeds_toggle_fold(struct pane *pane)
{
    struct feeds_pane *const self = self_of(pane);
    const struct row *const row = row_at_cursor(self);
    if (!row || !row->tag)
        return;
    char key[KEY_BYTES];
    snprintf(key, sizeof(key), "tag:%s", row->tag);
    folded_toggle(self, row->tag);
    rows_build(self);
    cursor_to_key(self, key);
}

void feeds_note_unread(struct pane *pane, int64_t feed_id, int by)
{
    struct feeds_pane *const self = self_of(pane);
    for (size_t i = 0; i < self->feeds.count; i++)
        if (self->feeds.items[i].feed_id == feed_id && self->feeds.items[i].unread + by >= 0)
            self->feeds.items[i].unread += by;
    if (self->unread + by >= 0)
        self->unread += by;
    rows_rebuild(self);
}

/* ---- class */

static void feeds_update(struct pane *pane)
{
    struct feeds_pane *const self = self_of(pane);
    const size_t height = pane->body.height > 0 ? (size_t)pane->body.height : 1;
    if (self->rows.count < height)
        feeds_read_rest(self);
    if (self->top + height > self->rows.count)
        self->top = self->rows.count > height ? self->rows.count - height : 0;
    if (self->cursor < self->top)
        self->top = self->cursor;
    if (self->cursor >= self->top + height)
        self->top = self->cursor - height + 1;
}

static void feeds_move(struct pane *pane, enum motion motion, int count)
{
    struct feeds_pane *const self = self_of(pane);
    feeds_read_rest(self);
    if (self->rows.count > 0)
        self->cursor = list_moved(self->cursor, list_distance(motion, count, pane->body.height),
                                  self->rows.count - 1);
}

static void feeds_scroll(struct pane *pane, int lines)
{
    struct feeds_pane *const self = self_of(pane);
    feeds_read_rest(self);
    self->cursor = list_moved(self->cursor, lines, self->rows.count - 1);
}

static void feeds_click(struct pane *pane, int x, int y, bool is_again)
{
    struct feeds_pane *const self = self_of(pane);
    const size_t row = self->top + (size_t)(y - pane->body.y);
    if (y < pane->body.y || row >= self->rows.count)
        return;
    self->cursor = row;
    const struct row *const found = row_at_cursor(self);
    if (found->kind == ROW_FOLDER && x <= pane->body.x + 1)
        feeds_toggle_fold(pane);
    else if (is_again)
        ui_focus(pane->ui, PANE_ARTICLES);
}

const struct pane_class feeds_class = {
    .name = "feeds",
    .size = sizeof(struct feeds_pane),
    .init = feeds_init,
    .release = feeds_release,
    .update = feeds_update,
    .title = feeds_title,
    .draw = feeds_draw,
    .move = feeds_move,
    .click = feeds_click,
    .scroll = feeds_scroll,
    .changed = feeds_changed,
};
