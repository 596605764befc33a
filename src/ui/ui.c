/*
 * The interface as a thing: made, fed with events, drawn.
 */
#include "ui/internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/memory.h"
#include "base/time.h"
#include "text/cells.h"
#include "ui/command.h"
#include "ui/panes/panes.h"

enum {
    WHEEL_LINES = 3,
    // Other processes cannot wake us, so the database's version is looked at this often. It is one
    // read of shared memory; a marked article shows here well within a second.
    ASK_MS = 500,
    // Not more often than this while a reload brings one change after the other.
    ASK_LEAST_MS = 200,
    ASK_MOST_MS = 2000,
    JOBS_MOST = 64,
};

static const struct pane_class *const classes[PANE_COUNT] = {
    [PANE_FEEDS] = &feeds_class,     [PANE_ARTICLES] = &articles_class,
    [PANE_ARTICLE] = &reader_class,  [PANE_COMMENTS] = &comments_class,
    [PANE_COMPOSE] = &compose_class, [PANE_FIND] = &find_class,
    [PANE_PARTS] = &parts_class,     [PANE_HELP] = &help_class,
    [PANE_LOG] = &log_class,
};

static void panes_new(struct ui *ui)
{
    for (int i = 0; i < PANE_COUNT; i++) {
        struct pane *const pane = mem_zalloc(classes[i]->size);
        pane->class = classes[i];
        pane->ui = ui;
        ui->panes[i] = pane;
    }
    for (int i = 0; i < PANE_COUNT; i++)
        if (classes[i]->init)
            classes[i]->init(ui->panes[i]);
}

static void count_outbox(struct ui *ui)
{
    struct store_outbox outbox = {0};
    if (!store_outbox_list(ui->store, &outbox, NULL))
        return;
    ui->outbox_count = (int64_t)outbox.count;
    ui->has_waiting = false;
    for (size_t i = 0; i < outbox.count; i++)
        ui->has_waiting |= !outbox.items[i].is_refused;
    store_outbox_release(&outbox);
}

struct ui *ui_new(const struct ui_options *options, struct error *err)
{
    struct ui *const ui = mem_zalloc(sizeof(*ui));
    ui->app = options->app;
    ui->store = app_store(options->app);
    ui->is_demo = options->is_demo;
    ui->wants_sample = options->wants_sample;
    ui->keymap = keymap_new();
    vec_init(&ui->bar_hints, sizeof(struct bar_hint));
    ui->pool = pool_new(1);
    ui->jobs = mailbox_new(JOBS_MOST);
    ui->reloaded_ms = TIME_NONE;
    ui->clicked_pane = ui->dragged_pane = -1;
    canvas_init(&ui->canvas, 1, 1);
    editor_init(&ui->prompt.editor, false);
    watch_init(ui);
    history_init(&ui->prompt.commands, ui, "command");
    history_init(&ui->prompt.searches, ui, "search");
    vec_init(&ui->notices, sizeof(struct notice));
    vec_init(&ui->errands, sizeof(struct errand));
    str_init(&ui->place, 4096);
    if (!ui_load_configuration(ui, err)) {
        ui_free(ui);
        return NULL;
    }
    app_set_transfers(ui->app, (int)ui->settings.transfers);
    panes_new(ui);
    count_outbox(ui);
    sizes_load(ui);
    if (app_refusal(ui->app))
        ui_say_error(ui, app_refusal(ui->app));
    return ui;
}

void ui_free(struct ui *ui)
{
    if (!ui)
        return;
    for (int i = 0; i < PANE_COUNT; i++) {
        if (ui->panes[i] && classes[i]->release)
            classes[i]->release(ui->panes[i]);
        free(ui->panes[i]);
    }
    mailbox_close(ui->jobs);
    pool_free(ui->pool);
    mailbox_free(ui->jobs);
    for (size_t i = 0; i < ui->errands.count; i++)
        ticket_unref(((struct errand *)vec_at(&ui->errands, i))->ticket);
    vec_release(&ui->errands);
    history_release(&ui->prompt.commands);
    history_release(&ui->prompt.searches);
    vec_release(&ui->notices);
    vec_release(&ui->watched);
    editor_release(&ui->prompt.editor);
    str_release(&ui->place);
    canvas_release(&ui->canvas);
    keymap_free(ui->keymap);
    vec_release(&ui->bar_hints);
    full_forget(ui);
    free(ui);
}

void ui_resize(struct ui *ui, int width, int height)
{
    canvas_resize(&ui->canvas, width, height);
    ui_arrange(ui);
}

/* ---- words to the user */

static void ATTR_FORMAT(3, 0)
    add_notice(struct ui *ui, enum theme_role role, const char *format, va_list args)
{
    if (ui->notices.count == NOTICE_LIMIT) {
        memmove(ui->notices.items, (struct notice *)ui->notices.items + 1,
                (NOTICE_LIMIT - 1) * sizeof(struct notice));
        vec_pop(&ui->notices);
    }
    struct notice *const notice = vec_push(&ui->notices);
    notice->role = role;
    notice->said_ms = time_now_ms();
    vsnprintf(notice->text, sizeof(notice->text), format, args);
    ui->is_dirty = true;
}

void ui_say(struct ui *ui, enum theme_role role, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_notice(ui, role, format, args);
    va_end(args);
    ui->shown = *(const struct notice *)vec_at(&ui->notices, ui->notices.count - 1);
    ui->has_notice = true;
    ui->notice_until_ms = time_monotonic_ms() + NOTICE_MS;
}

void ui_say_keys(struct ui *ui, enum theme_role role, const char *words)
{
    struct str text;
    str_init(&text, NOTICE_BYTES);
    keys_fill(ui, ui->panes[ui->focus]->class->name, words, &text);
    ui_say(ui, role, "%s", text.data);
    str_release(&text);
}

void ui_note(struct ui *ui, enum theme_role role, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_notice(ui, role, format, args);
    va_end(args);
}

void ui_say_error(struct ui *ui, const struct error *err)
{
    ui_say(ui, THEME_STATUS_ERROR, "%s", err->text);
}

/* ---- events */

static void take_wheel(struct ui *ui, const struct event *event)
{
    const int found = window_pane_at(&ui->windows, event->x, event->y);
    const int lines = event->mouse == EVENT_MOUSE_WHEEL_UP ? -WHEEL_LINES : WHEEL_LINES;
    ui->clicked_pane = -1; // what moves under the mouse is clicked for the first time
    if (found >= 0 && classes[found]->scroll)
        classes[found]->scroll(ui->panes[found], lines);
}

static void take_press(struct ui *ui, const struct event *event)
{
    const int found = window_pane_at(&ui->windows, event->x, event->y);
    if (found < 0) {
        ui_take_edge(ui, event->x, event->y);
        return;
    }
    struct pane *const pane = ui->panes[found];
    const bool is_again =
        ui->clicked_pane == found && ui->clicked_y == event->y && (int)ui->focus == found;
    ui->clicked_pane = found;
    ui->clicked_y = event->y;
    if ((int)ui->focus != found)
        ui_focus(ui, (enum pane_id)found);
    if (pane->class->click)
        pane->class->click(pane, event->x, event->y, is_again);
}

static void take_mouse(struct ui *ui, const struct event *event)
{
    if (event->mouse == EVENT_MOUSE_WHEEL_UP || event->mouse == EVENT_MOUSE_WHEEL_DOWN) {
        take_wheel(ui, event);
    } else if (event->mouse == EVENT_MOUSE_PRESS) {
        take_press(ui, event);
    } else if (event->mouse == EVENT_MOUSE_DRAG && ui->dragged_pane >= 0) {
        ui_drag_edge(ui, event->x, event->y);
    } else if (event->mouse == EVENT_MOUSE_RELEASE && ui->dragged_pane >= 0) {
        ui->dragged_pane = -1;
        sizes_save(ui);
    }
}

void ui_handle_event(struct ui *ui, const struct event *event)
{
    ui->is_dirty = true;
    struct pane *const pane = ui->panes[ui->focus];
    if (event->kind != EVENT_KEY)
        ui->has_hints = false;
    if (event->kind == EVENT_MOUSE) {
        take_mouse(ui, event);
        return;
    }
    ui->clicked_pane = -1;
    if (event->kind == EVENT_PASTE) {
        if (ui->prompt.kind != PROMPT_NONE)
            prompt_paste(ui, event->text, event->len);
        else if (pane->class->paste)
            pane->class->paste(pane, event->text, event->len);
    } else if (ui->prompt.kind != PROMPT_NONE) {
        prompt_key(ui, event->key);
    } else {
        keys_press(ui, event->key);
    }
}

/* ---- the turn */

/* Did the database move? Then every pane has to ask again. */
static void look_at_database(struct ui *ui, int64_t now)
{
    ui->asked_ms = now;
    ui_watch_configuration(ui);
    if (!store_has_changed(ui->store) && !ui->is_stale)
        return;
    ui->is_stale = false;
    ui->stale_panes = (1u << PANE_COUNT) - 1;
    ui->asking_ms = 0;
}

/* One pane a turn, so that a key waits for one question at most and not for all of them; one that
 * has more to ask sets its bit again. What it took says when the next round may begin. */
static void ask_again(struct ui *ui)
{
    int pane = 0;
    while (!(ui->stale_panes & 1u << pane))
        pane++;
    ui->stale_panes &= ~(1u << pane);
    const int64_t before = time_monotonic_ms();
    if (ui->panes[pane]->class->changed)
        ui->panes[pane]->class->changed(ui->panes[pane]);
    if (ui->stale_panes == 0)
        count_outbox(ui);
    ui->has_news = true;
    ui->asking_ms += time_monotonic_ms() - before;
}

/* A tenth of the time is spent on asking, however much there is. */
static int64_t ask_least_ms(const struct ui *ui)
{
    const int64_t wanted = 10 * ui->asking_ms;
    return wanted < ASK_LEAST_MS ? ASK_LEAST_MS : wanted > ASK_MOST_MS ? ASK_MOST_MS : wanted;
}

/* Where the user wishes it: at once, and then every so often. */
static void reload_by_itself(struct ui *ui, int64_t now)
{
    const int64_t every_ms = ui->settings.reload_every_ms;
    if (every_ms <= 0 || ui->is_demo ||
        (ui->reloaded_ms != TIME_NONE && now - ui->reloaded_ms < every_ms) ||
        ui_is_awaiting(ui, ERRAND_RELOAD, 0))
        return;
    ui->reloaded_ms = now;
    ui_await(ui, app_reload(ui->app, NULL, 0, false), ERRAND_RELOAD, 0);
}

int ui_tick(struct ui *ui)
{
    const int64_t now = time_monotonic_ms();
    reload_by_itself(ui, now);
    if (ui->stale_panes == 0 && (ui->asked_ms == 0 || now - ui->asked_ms >= ask_least_ms(ui)))
        look_at_database(ui, now);
    if (ui->stale_panes)
        ask_again(ui);
    if (ui->wants_smart && now >= ui->smart_ms && !ui_is_awaiting(ui, ERRAND_SMART, 0)) {
        ui->wants_smart = false;
        ui_await(ui, app_count_smart(ui->app), ERRAND_SMART, 0);
    }
    // The seconds are shown.
    ui->is_dirty |= ui_is_waiting(ui, ERRAND_FULL) && now - ui->drawn_ms >= ASK_MS;
    if (ui->has_notice && now >= ui->notice_until_ms) {
        ui->has_notice = false;
        ui->is_dirty = true;
    }
    if (ui->stale_panes)
        return 0;
    const int64_t least = ask_least_ms(ui);
    int64_t sleep = ui->is_stale || least > ASK_MS ? least : ASK_MS;
    sleep -= now - ui->asked_ms;
    const int draft = compose_tick(ui->panes[PANE_COMPOSE]);
    if (draft >= 0 && draft < sleep)
        sleep = draft;
    return sleep < 1 ? 1 : (int)sleep;
}

/* The article beside the list follows its cursor, so that moving there is leafing. */
static void follow_cursor(struct ui *ui)
{
    struct feeds_choice choice;
    if ((ui->focus == PANE_FEEDS || ui->focus == PANE_ARTICLES) &&
        feeds_chosen(ui->panes[PANE_FEEDS], &choice))
        articles_show(ui->panes[PANE_ARTICLES], &choice, NULL);
    struct pane *const reader = ui->panes[PANE_ARTICLE];
    const bool is_leafing =
        reader->is_shown && (ui->focus == PANE_FEEDS || ui->focus == PANE_ARTICLES);
    const struct store_article *const article = articles_current(ui->panes[PANE_ARTICLES]);
    if (is_leafing)
        reader_show(reader, article ? article->id : 0);
    const struct store_article *const read = reader_article(reader);
    comments_show(ui->panes[PANE_COMMENTS], read ? read->id : 0);
}

void ui_update(struct ui *ui)
{
    follow_cursor(ui);
    for (int i = 0; i < PANE_COUNT; i++)
        if (ui->panes[i]->is_shown && classes[i]->update)
            classes[i]->update(ui->panes[i]);
}

static void draw_title(struct ui *ui, const struct pane *pane, bool has_focus)
{
    struct str left;
    struct str right;
    str_init(&left, 512);
    str_init(&right, 128);
    pane->class->title(pane, &left, &right);
    const struct rect line = {pane->area.x, pane->area.y, pane->area.width, 1};
    const struct canvas_pen pen = {.clip = line,
                                   .role = has_focus ? THEME_PANE_TITLE_FOCUS : THEME_PANE_TITLE};
    const struct canvas_pen dim = {.clip = line, .role = THEME_DIM};
    // The heading says where one is: what stands at the right gives way.
    enum { GAP = 2, HEADING_CELLS = 16 };
    const int left_cells = text_cells(left.data, left.len);
    const int kept = left_cells < HEADING_CELLS ? left_cells : HEADING_CELLS;
    const int room = line.width - 2 - kept - GAP;
    const int wanted = text_cells(right.data, right.len);
    const int right_cells = wanted < room ? wanted : room;
    if (right_cells > 0)
        canvas_text_in(&ui->canvas, &dim, line.x + line.width - right_cells - 1, line.y,
                       right_cells, right.data);
    canvas_text_in(&ui->canvas, &pen, line.x + 1, line.y,
                   line.width - 2 - (right_cells > 0 ? right_cells + GAP : 0), left.data);
    str_release(&left);
    str_release(&right);
}

void ui_draw(struct ui *ui)
{
    const struct rect all = {0, 0, ui->canvas.width, ui->canvas.height};
    ui->canvas.uses_ascii = ui->uses_ascii;
    canvas_fill(&ui->canvas, all, THEME_TEXT);
    const struct rect *const focused = &ui->panes[ui->focus]->body;
    canvas_put_cursor(&ui->canvas, focused->x, focused->y, false);
    for (int i = 0; i < PANE_COUNT; i++) {
        const struct pane *const pane = ui->panes[i];
        if (!pane->is_shown)
            continue;
        draw_title(ui, pane, (int)ui->focus == i);
        if (pane->body.height > 0)
            pane->class->draw(pane, &ui->canvas);
    }
    if (ui->has_hints)
        hints_draw(ui);
    window_draw_frames(&ui->windows, &ui->canvas, ui->uses_ascii);
    bars_draw(ui);
    ui->is_dirty = ui->has_news = false;
    ui->is_ahead = ui->drawn_ms == 0; // a start is short: what follows the first frame is not in it
}

bool ui_get_ahead(struct ui *ui)
{
    struct pane *const list = ui->panes[PANE_ARTICLES];
    if (articles_get_ahead(list))
        return true;
    const int64_t ids[] = {articles_beside(list, 1), articles_beside(list, -1)};
    return reader_get_ahead(ui->panes[PANE_ARTICLE], ids, COUNT_OF(ids));
}
