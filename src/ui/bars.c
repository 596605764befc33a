/*
 * The first line, which says where one is and what is under way, and the last, which says what to
 * press.
 */
#include "ui/internal.h"

#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "base/time.h"
#include "text/cells.h"
#include "ui/command.h"
#include "ui/panes/panes.h"

enum { BAR_BYTES = 1024, HINT_GAP = 2 };

/* ---- the first line */

static void add_progress(const struct ui *ui, struct str *out)
{
    const struct progress *const reload = &ui->reload;
    if (!ui_is_awaiting(ui, ERRAND_RELOAD, 0))
        return;
    const char *const sign = ui->uses_ascii ? "@" : "⟳";
    if (reload->total > 0)
        str_printf(out, "%s %lld/%lld", sign, (long long)reload->done, (long long)reload->total);
    else
        str_add(out, sign);
    if (reload->failed > 0)
        str_printf(out, _("  %lld failed"), (long long)reload->failed);
    str_add(out, "   ");
}

static void add_standing(const struct ui *ui, struct str *out)
{
    const int64_t since = ui->app ? app_offline_since(ui->app) : TIME_NONE;
    char clock[32];
    if (since != TIME_NONE)
        str_printf(out, _("offline since %s   "),
                   time_format_local(since, "%H:%M", clock, sizeof(clock)));
    if (ui->outbox_count > 0)
        str_printf(out, _("outbox %lld   "), (long long)ui->outbox_count);
}

/* `News › Global Wire › Top officers…`, as deep as the shape hides what is above. */
static void add_path(const struct ui *ui, struct str *out)
{
    const struct pane *const list = ui->panes[PANE_ARTICLES];
    const char *const sign = ui->uses_ascii ? " > " : " › ";
    const char *const folder = articles_folder(list);
    const bool is_narrow = ui->shape == SHAPE_NARROW;
    if (is_narrow && ui->focus == PANE_FEEDS)
        return;
    if (folder)
        str_printf(out, "%s%s", folder, sign);
    str_add(out, articles_label(list));
    const struct store_article *const article = reader_article(ui->panes[PANE_ARTICLE]);
    if (!is_narrow || ui->focus == PANE_ARTICLES || !article)
        return;
    if (!articles_selection(list)->feed_id)
        str_printf(out, "%s%s", sign, article->feed_title);
    // The headline stands in the text, once; only when it has gone it stands here.
    if (ui->focus != PANE_ARTICLE || reader_is_past_headline(ui->panes[PANE_ARTICLE]))
        str_printf(out, "%s%s", sign, article->title);
}

/* Where the path finds no room, what is nearest counts: `News › Wire › Title` loses what stands
 * first. */
static const char *path_end(const struct ui *ui, const struct str *path, int room)
{
    const char *const sign = ui->uses_ascii ? " > " : " › ";
    const char *at = path->data;
    const char *next = NULL;
    while (text_cells(at, strlen(at)) > room && (next = strstr(at, sign)) != NULL)
        at = next + strlen(sign);
    return at;
}

static void draw_top(struct ui *ui)
{
    const struct rect line = {0, 0, ui->canvas.width, 1};
    canvas_fill(&ui->canvas, line, THEME_BAR);
    const struct canvas_pen name = {.clip = line, .role = THEME_BAR_TITLE};
    const struct canvas_pen pen = {.clip = line, .role = THEME_BAR};
    struct str right;
    str_init(&right, BAR_BYTES);
    add_progress(ui, &right);
    add_standing(ui, &right);
    while (right.len > 0 && right.data[right.len - 1] == ' ')
        str_cut(&right, right.len - 1);
    const int right_cells = text_cells(right.data, right.len);
    const int right_x = line.width - right_cells - 1;
    struct str path;
    str_init(&path, BAR_BYTES);
    add_path(ui, &path);
    int x = canvas_add(&ui->canvas, &name, 1, 0, ui->is_demo ? "courant demo" : "courant") + 3;
    if (right_x > 0 && right_cells > 0)
        canvas_add(&ui->canvas, &pen, right_x, 0, right.data);
    const int room = (right_cells ? right_x : line.width) - x - 1;
    canvas_text_in(&ui->canvas, &pen, x, 0, room, path_end(ui, &path, room));
    str_release(&path);
    str_release(&right);
}

/* ---- the last line */

static int hint_width(const char *keys, const char *word)
{
    return text_cells(keys, strlen(keys)) + 1 + text_cells(word, strlen(word));
}

/* `j/k` for moving says more than the keys of one direction. */
static void hint_keys(const struct ui *ui, const struct command *command, struct str *keys)
{
    const char *const context = ui->panes[ui->focus]->class->name;
    keymap_keys_of(ui->keymap, context, command->name, keys);
    char *const comma = strchr(keys->data, ',');
    if (comma)
        str_cut(keys, (size_t)(comma - keys->data));
    if (strcmp(command->name, "down") != 0)
        return;
    struct str up;
    str_init(&up, 64);
    if (keymap_keys_of(ui->keymap, context, "up", &up))
        str_printf(keys, "/%.*s", (int)strcspn(up.data, ","), up.data);
    str_release(&up);
}

/* What it does here: from the feeds, back is out. */
static const char *hint_word(const struct ui *ui, const struct command *command)
{
    const bool is_out = ui->focus == PANE_FEEDS && strcmp(command->name, "back") == 0;
    return is_out ? _("quit") : _(command->hint);
}

/* How to leave and where all keys stand: what is always shown, whatever else finds no room. */
static bool is_kept(const struct command *command)
{
    return strcmp(command->name, "back") == 0 || strcmp(command->name, "help") == 0;
}

/* Look up what the pane of the focus offers, in the commands' order. */
static void hints_find(struct ui *ui)
{
    const struct command *command = NULL;
    vec_clear(&ui->bar_hints);
    for (size_t i = 0; (command = command_at(i)) != NULL; i++) {
        if (!command->hint || !(command->hint_panes & 1u << ui->focus))
            continue;
        struct str keys;
        str_init(&keys, 128);
        hint_keys(ui, command, &keys);
        if (keys.len > 0) {
            struct bar_hint *const hint = vec_push(&ui->bar_hints);
            hint->command = command;
            snprintf(hint->keys, sizeof(hint->keys), "%s", keys.data);
        }
        str_release(&keys);
    }
    ui->bar_hints_of = (int)ui->focus;
}

static int kept_width(const struct ui *ui)
{
    int width = 0;
    for (size_t i = 0; i < ui->bar_hints.count; i++) {
        const struct bar_hint *const hint = vec_at(&ui->bar_hints, i);
        if (is_kept(hint->command))
            width += hint_width(hint->keys, hint_word(ui, hint->command)) + HINT_GAP;
    }
    return width;
}

/* Those that are (or are not) kept, from `x` on, as far as they fit before `end`; where the next
 * one begins. */
static int draw_some(struct ui *ui, bool are_kept, int x, int y, int end)
{
    const struct rect clip = {0, y, end, 1};
    const struct canvas_pen key = {.clip = clip, .role = THEME_HINT_KEY};
    const struct canvas_pen word = {.clip = clip, .role = THEME_HINT};
    for (size_t i = 0; i < ui->bar_hints.count; i++) {
        const struct bar_hint *const hint = vec_at(&ui->bar_hints, i);
        const char *const words = hint_word(ui, hint->command);
        if (is_kept(hint->command) != are_kept || x + hint_width(hint->keys, words) >= end)
            continue;
        x = canvas_add(&ui->canvas, &key, x, y, hint->keys) + 1;
        x = canvas_add(&ui->canvas, &word, x, y, words) + HINT_GAP;
    }
    return x;
}

static void draw_hints(struct ui *ui, struct rect line)
{
    const int end = line.x + line.width;
    if (ui->bar_hints_of != (int)ui->focus)
        hints_find(ui);
    const int x = draw_some(ui, false, line.x + 1, line.y, end - kept_width(ui));
    draw_some(ui, true, x, line.y, end);
}

/* A count or the start of a sequence, at the right edge. */
static void draw_pending(struct ui *ui, struct rect line)
{
    if (ui->keys.count == 0 && ui->keys.pending_count == 0)
        return;
    char text[32];
    if (ui->keys.count)
        snprintf(text, sizeof(text), "%d", ui->keys.count);
    else
        snprintf(text, sizeof(text), ui->uses_ascii ? "~" : "…");
    const struct canvas_pen pen = {.clip = line, .role = THEME_HINT_KEY};
    canvas_add(&ui->canvas, &pen, line.x + line.width - text_cells(text, strlen(text)) - 1, line.y,
               text);
}

/* What there is to say about the chosen feed: why it failed. */
static bool draw_fault(struct ui *ui, struct rect line)
{
    struct feeds_choice choice;
    if (ui->focus != PANE_FEEDS || !feeds_chosen(ui->panes[PANE_FEEDS], &choice) || !choice.error)
        return false;
    const struct canvas_pen pen = {.clip = line, .role = THEME_STATUS_ERROR};
    canvas_text_in(&ui->canvas, &pen, line.x + 1, line.y, line.width - 2, choice.error);
    return true;
}

static void draw_bottom(struct ui *ui)
{
    const struct rect line = {0, ui->canvas.height - 1, ui->canvas.width, 1};
    canvas_fill(&ui->canvas, line, THEME_HINT);
    if (ui->prompt.kind != PROMPT_NONE) {
        prompt_draw(ui, line);
        return;
    }
    if (ui->has_notice) {
        const struct canvas_pen pen = {.clip = line, .role = ui->shown.role};
        canvas_text_in(&ui->canvas, &pen, 1, line.y, line.width - 2, ui->shown.text);
    } else if (ui->has_hints) {
        const struct canvas_pen pen = {.clip = line, .role = THEME_HINT};
        canvas_text_in(&ui->canvas, &pen, 1, line.y, line.width - 2,
                       _("type a link's letters to open it; any other key ends this"));
    } else if (!draw_fault(ui, line)) {
        draw_hints(ui, line);
    }
    draw_pending(ui, line);
}

void bars_draw(struct ui *ui)
{
    if (ui->canvas.height < 2)
        return;
    draw_top(ui);
    draw_bottom(ui);
}
