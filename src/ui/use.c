/*
 * What panes and commands have in common: the article that is meant, marks and their undoing, the
 * place that is kept.
 */
#include "ui/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/spawn.h"
#include "ui/panes/panes.h"

const struct store_article *ui_article(const struct ui *ui)
{
    const bool is_list = ui->focus == PANE_FEEDS || ui->focus == PANE_ARTICLES;
    const struct store_article *const read = reader_article(ui->panes[PANE_ARTICLE]);
    return is_list || !read ? articles_current(ui->panes[PANE_ARTICLES]) : read;
}

void ui_set_state(struct ui *ui, const char *key, const char *value)
{
    ui_await(ui, app_set_state(ui->app, key, value), ERRAND_QUIET, 0);
}

/* ---- marks */

static const char *sign(const struct ui *ui, bool is_set, const struct store_article *article,
                        enum store_mark set, enum store_mark unset, const char *const signs[4])
{
    const bool is_hollow =
        ui_is_marking(ui, set, article->id) || ui_is_marking(ui, unset, article->id);
    return is_hollow || is_set ? signs[2 * is_hollow + ui->uses_ascii] : "";
}

const char *ui_unread_sign(const struct ui *ui, const struct store_article *article)
{
    static const char *const signs[] = {"●", "o", "○", "."};
    return sign(ui, article->is_unread, article, STORE_MARK_UNREAD, STORE_MARK_READ, signs);
}

const char *ui_star_sign(const struct ui *ui, const struct store_article *article)
{
    static const char *const signs[] = {"★", "*", "☆", "+"};
    return sign(ui, article->is_starred, article, STORE_MARK_STAR, STORE_MARK_UNSTAR, signs);
}

/* Ask for the mark and show it as asked for. */
void ui_mark(struct ui *ui, enum store_mark mark, const char *tag,
             const struct store_article *article)
{
    const int64_t id = article->id;
    const int64_t feed_id = article->feed_id;
    const bool was_unread = article->is_unread;
    ui_await_mark(ui, app_mark(ui->app, mark, tag, &id, 1, NULL), mark, id);
    articles_note_mark(ui->panes[PANE_ARTICLES], mark, article);
    reader_note_mark(ui->panes[PANE_ARTICLE], mark, id);
    if ((mark == STORE_MARK_READ || mark == STORE_MARK_DELETE) && was_unread)
        feeds_note_unread(ui->panes[PANE_FEEDS], feed_id, -1);
    if (mark == STORE_MARK_UNREAD && !was_unread)
        feeds_note_unread(ui->panes[PANE_FEEDS], feed_id, 1);
}

void ui_undo(struct ui *ui, bool is_redo)
{
    ui_await(ui, app_undo(ui->app, is_redo), is_redo ? ERRAND_REDO : ERRAND_UNDO, 0);
}

bool ui_has_network(struct ui *ui)
{
    if (ui->is_demo)
        ui_say(ui, THEME_STATUS, _("the sample newspaper has no network"));
    return !ui->is_demo;
}

/* ---- opening */

void ui_open_article(struct ui *ui, const struct store_article *article)
{
    struct pane *const reader = ui->panes[PANE_ARTICLE];
    ui->is_hit = false;
    reader_end_search(reader);
    reader_show(reader, article->id);
    const struct store_article *const read = reader_article(reader);
    if (!read)
        return;
    if (article->is_unread)
        ui_mark(ui, STORE_MARK_READ, NULL, read);
    if (read->has_changed)
        ui_await(ui, app_see(ui->app, read->id), ERRAND_QUIET, 0);
    full_open(ui, read);
    ui_focus(ui, PANE_ARTICLE);
    comments_show(ui->panes[PANE_COMMENTS], read->id);
    if (ui->panes[PANE_COMMENTS]->is_shown)
        comments_fetch(ui->panes[PANE_COMMENTS], false);
    ui_save_place(ui);
}

/* From the feeds one goes to what was found, which a narrow screen would not show otherwise. */
static void search_list(struct ui *ui, const char *words)
{
    articles_set_query(ui->panes[PANE_ARTICLES], words);
    if (words[0] && articles_is_searched(ui->panes[PANE_ARTICLES]))
        ui_focus(ui, PANE_ARTICLES);
}

void ui_search(struct ui *ui, const char *words)
{
    struct pane *const pane = ui->panes[ui->focus];
    if (ui->focus == PANE_ARTICLE)
        reader_search(pane, words);
    else if (ui->focus == PANE_COMMENTS)
        comments_search(pane, words);
    else if (ui->focus == PANE_HELP)
        help_search(pane, words);
    else if (ui->focus != PANE_LOG && ui->focus != PANE_COMPOSE)
        search_list(ui, words);
}

/* Only what a browser is for: an address from outside must not become a file or a program. */
static bool is_browsable(const char *url)
{
    static const char *const schemes[] = {"http://", "https://", "mailto:", "ftp://", "gemini://"};
    for (size_t i = 0; i < COUNT_OF(schemes); i++)
        if (strncmp(url, schemes[i], strlen(schemes[i])) == 0)
            return true;
    return false;
}

static bool browser_start(struct ui *ui, const char *what)
{
    const char *const from_environment = getenv("BROWSER");
    const char *const command = ui->settings.browser[0]                   ? ui->settings.browser
                                : from_environment && from_environment[0] ? from_environment
                                                                          : "xdg-open";
    struct error err = {0};
    if (spawn_command(command, what, SPAWN_DETACHED, NULL, &err))
        return true;
    ui_say_error(ui, &err);
    return false;
}

void ui_browse(struct ui *ui, const char *url)
{
    if (!is_browsable(url))
        ui_say(ui, THEME_STATUS_ERROR, _("this is no address for a browser: %s"), url);
    else if (browser_start(ui, url))
        ui_say(ui, THEME_STATUS, _("opened in the browser: %s"), url);
}

void ui_browse_picture(struct ui *ui, const char *url)
{
    char path[PATH_BYTES];
    if (!app_picture_path(ui->app, url, path))
        ui_browse(ui, url);
    else if (browser_start(ui, path))
        ui_say(ui, THEME_STATUS, _("opened from what is kept here: %s"), url);
}

/* ---- the place */

#define PLACE_KEY "ui.place"

static void write_place(const struct ui *ui, struct str *out)
{
    struct feeds_choice choice;
    if (feeds_chosen(ui->panes[PANE_FEEDS], &choice))
        str_printf(out, "choice=%s\n", choice.key);
    const struct store_article *const read = reader_article(ui->panes[PANE_ARTICLE]);
    const struct store_article *const article = read ? read : ui_article(ui);
    if (!article)
        return;
    str_printf(out, "article=%lld\npublished=%lld\n", (long long)article->id,
               (long long)article->published_ms);
    if (read)
        str_printf(out, "place=%u\n", reader_place(ui->panes[PANE_ARTICLE]));
}

void ui_save_place(struct ui *ui)
{
    struct str place;
    str_init(&place, 4096);
    write_place(ui, &place);
    if (strcmp(place.data, ui->place.data) != 0) {
        str_clear(&ui->place);
        str_add(&ui->place, place.data);
        ui_set_state(ui, PLACE_KEY, place.data);
    }
    str_release(&place);
}

static bool place_number(struct slice line, const char *name, long long *number)
{
    if (!slice_starts(line, name))
        return false;
    slice_take(&line, strlen(name));
    return slice_to_int64(line, number);
}

static void restore_line(struct ui *ui, struct slice line, struct store_key *key, long long *place)
{
    long long number = 0;
    if (place_number(line, "article=", &number)) {
        key->id = number;
    } else if (place_number(line, "published=", &number)) {
        key->published_ms = number;
    } else if (place_number(line, "place=", &number)) {
        *place = number;
    } else if (slice_starts(line, "choice=")) {
        char choice[256];
        snprintf(choice, sizeof(choice), "%.*s", line.len < 255 ? (int)line.len - 7 : 248,
                 line.data + 7);
        feeds_restore(ui->panes[PANE_FEEDS], choice);
    }
}

void ui_restore_place(struct ui *ui)
{
    struct str text;
    str_init(&text, 4096);
    struct store_key key = {0};
    long long place = 0;
    if (store_state_get(ui->store, PLACE_KEY, &text, NULL)) {
        struct slice rest = {text.data, text.len};
        struct slice line;
        while (slice_next(&rest, '\n', &line))
            restore_line(ui, line, &key, &place);
    }
    struct feeds_choice choice;
    if (feeds_chosen(ui->panes[PANE_FEEDS], &choice))
        articles_show(ui->panes[PANE_ARTICLES], &choice, key.id ? &key : NULL);
    if (key.id) {
        const struct store_article *const article = articles_current(ui->panes[PANE_ARTICLES]);
        if (article && article->id == key.id) {
            reader_show(ui->panes[PANE_ARTICLE], key.id);
            reader_go_to_place(ui->panes[PANE_ARTICLE], (uint32_t)place);
        }
    }
    str_release(&text);
}
