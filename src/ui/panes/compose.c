/*
 * The reply form. What is typed is a draft in the database as soon as the typing pauses.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/memory.h"
#include "base/spawn.h"
#include "base/time.h"
#include "comments/source.h"
#include "text/cells.h"
#include "ui/panes/form.h"
#include "ui/panes/panes.h"
#include "ui/wrap.h"

enum { PAUSE_MS = 400, LONGEST_MS = 2000, MOST_LINES = 3 };

/* What became of a draft here. The database hears of it a moment later, or never when it cannot be
 * written, and the form may be opened again before. */
struct known_draft {
    int64_t article_id;
    int64_t parent_id;
    int64_t known_ms;
    char *texts[FORM_FIELDS]; // NULL: it was dropped
};

struct compose_pane {
    struct pane pane;
    struct form form;
    struct comments_form *site; // NULL: not known
    int64_t article_id;
    int64_t parent_id;
    char to[256]; // who is answered
    enum pane_id focus_before;
    struct vec known; // struct known_draft
    bool is_unsaved;
    bool was_written;                 // since it was opened
    int64_t changed_ms;               // monotonic: the last key
    int64_t unsaved_ms;               // monotonic: the first key that is not saved
    char complaint[ERROR_TEXT_BYTES]; // at least FORM_COMPLAINT_BYTES
};

// What is remembered between replies, by its key in the database.
static const struct {
    enum form_field field;
    const char *key;
} remembered[] = {{FORM_NAME, "reply.name"}, {FORM_EMAIL, "reply.email"}, {FORM_URL, "reply.url"}};

static struct compose_pane *self_of(struct pane *pane)
{
    return (struct compose_pane *)pane;
}

static const struct compose_pane *const_self(const struct pane *pane)
{
    return (const struct compose_pane *)pane;
}

static const char *text_of(const struct compose_pane *self, enum form_field field)
{
    return self->form.editors[field].text.data;
}

/* A reply that was sent has no answer yet; nothing is typed behind it. */
static bool is_sending(const struct compose_pane *self)
{
    return ui_is_replying(self->pane.ui, self->article_id, self->parent_id);
}

/* ---- drafts */

static void note_change(struct compose_pane *self)
{
    self->changed_ms = time_monotonic_ms();
    if (!self->is_unsaved)
        self->unsaved_ms = self->changed_ms;
    self->is_unsaved = self->was_written = true;
    self->complaint[0] = '\0';
}

static struct known_draft *known_find(const struct compose_pane *self, int64_t article_id,
                                      int64_t parent_id)
{
    for (size_t i = 0; i < self->known.count; i++) {
        struct known_draft *const known = vec_at(&self->known, i);
        if (known->article_id == article_id && known->parent_id == parent_id)
            return known;
    }
    return NULL;
}

static void known_clear(struct known_draft *known)
{
    for (int i = 0; i < FORM_FIELDS; i++) {
        free(known->texts[i]);
        known->texts[i] = NULL;
    }
}

/* What is known of the draft from now on; without texts. */
static struct known_draft *known_renew(struct compose_pane *self, int64_t article_id,
                                       int64_t parent_id)
{
    struct known_draft *known = known_find(self, article_id, parent_id);
    if (!known) {
        known = vec_push(&self->known);
        *known = (struct known_draft){.article_id = article_id, .parent_id = parent_id};
    }
    known_clear(known);
    known->known_ms = time_now_ms();
    return known;
}

static void save_draft(struct compose_pane *self)
{
    struct ui *const ui = self->pane.ui;
    struct known_draft *const known = known_renew(self, self->article_id, self->parent_id);
    for (int i = 0; i < FORM_FIELDS; i++)
        known->texts[i] = mem_strdup(text_of(self, (enum form_field)i));
    const struct store_draft draft = {.article_id = self->article_id,
                                      .parent_id = self->parent_id,
                                      .name = known->texts[FORM_NAME],
                                      .email = known->texts[FORM_EMAIL],
                                      .url = known->texts[FORM_URL],
                                      .body = known->texts[FORM_BODY],
                                      .saved_ms = known->known_ms};
    ui_await(ui, app_save_draft(ui->app, &draft), ERRAND_QUIET, self->article_id);
    self->is_unsaved = false;
}

static void drop_draft(struct compose_pane *self, int64_t article_id, int64_t parent_id)
{
    struct ui *const ui = self->pane.ui;
    known_renew(self, article_id, parent_id);
    ui_await(ui, app_drop_draft(ui->app, article_id, parent_id), ERRAND_QUIET, article_id);
}

int compose_tick(struct pane *pane)
{
    struct compose_pane *const self = self_of(pane);
    if (!pane->ui->has_compose || !self->is_unsaved)
        return -1;
    const int64_t now = time_monotonic_ms();
    const int64_t by_pause = self->changed_ms + PAUSE_MS - now;
    const int64_t by_length = self->unsaved_ms + LONGEST_MS - now;
    const int64_t due = by_pause < by_length ? by_pause : by_length;
    if (due > 0)
        return (int)due;
    save_draft(self);
    return -1;
}

/* ---- opening and closing */

static void fill_from_settings(struct compose_pane *self)
{
    const struct settings *const settings = &self->pane.ui->settings;
    const char *const standard[FORM_FIELDS] = {settings->name, settings->email, settings->url, ""};
    for (int i = 0; i < FORM_FIELDS; i++)
        editor_set(&self->form.editors[i], standard[i]);
    for (size_t i = 0; i < COUNT_OF(remembered); i++) {
        struct str value;
        str_init(&value, SETTING_TEXT_BYTES);
        if (store_state_get(self->pane.ui->store, remembered[i].key, &value, NULL) && value.len)
            editor_set(&self->form.editors[remembered[i].field], value.data);
        str_release(&value);
    }
}

static void fill_from_texts(struct compose_pane *self, const char *const texts[FORM_FIELDS])
{
    for (int i = 0; i < FORM_FIELDS; i++)
        if (texts[i] && texts[i][0])
            editor_set(&self->form.editors[i], texts[i]);
}

/* What was written already, else what is known of the person; is it a draft? Of what the database
 * says and what is known here the later one counts. */
static bool fill(struct compose_pane *self)
{
    struct store_draft draft = {0};
    const struct known_draft *const known = known_find(self, self->article_id, self->parent_id);
    const bool is_stored =
        store_drafts_get(self->pane.ui->store, self->article_id, self->parent_id, &draft, NULL);
    const bool is_known = known && !(is_stored && draft.saved_ms > known->known_ms);
    const char *const stored[FORM_FIELDS] = {draft.name, draft.email, draft.url, draft.body};
    fill_from_settings(self);
    if (is_known)
        fill_from_texts(self, (const char *const *)known->texts);
    else if (is_stored)
        fill_from_texts(self, stored);
    if (is_stored)
        store_drafts_release(&draft);
    return is_known ? known->texts[FORM_BODY] != NULL : is_stored;
}

static void adapt_to_site(struct compose_pane *self)
{
    const struct store_text *const text = reader_text(self->pane.ui->panes[PANE_ARTICLE]);
    comments_form_free(self->site);
    self->site = NULL;
    if (text && text->form)
        self->site = comments_form_read(text->form, strlen(text->form), NULL);
    form_adapt(&self->form, self->site);
}

/* Replies that cannot be: say why, instead of a form that leads nowhere. */
static bool is_taken(struct ui *ui)
{
    const struct store_text *const text = reader_text(ui->panes[PANE_ARTICLE]);
    const char *words = NULL;
    if (text && text->comments_state == COMMENTS_CLOSED)
        words = _("comments are closed here");
    else if (text && text->comments_state == COMMENTS_LOGIN)
        words =
            _("comments here are for those who are logged in; {browse-comments} opens the page");
    else if (text && text->comments_state == COMMENTS_NONE)
        words = _("this site offers no comments");
    if (words)
        ui_say_keys(ui, THEME_STATUS_ERROR, words);
    return !words;
}

/* The first words of what is answered. */
static void name_parent(struct compose_pane *self, const struct store_comment *parent)
{
    enum { QUOTE_CELLS = 24 };
    self->to[0] = '\0';
    if (!parent)
        return;
    struct str words;
    str_init(&words, 4096);
    if (parent->comment.html)
        html_fragment_text(parent->comment.html, strlen(parent->comment.html), &words);
    const size_t fit = text_fit(words.data, words.len, QUOTE_CELLS, NULL);
    snprintf(self->to, sizeof(self->to), _("to: %.60s, \"%.*s%s\""),
             parent->comment.author ? parent->comment.author : _("anonymous"),
             fit < 120 ? (int)fit : 120, words.data, fit < words.len ? " …" : "");
    str_release(&words);
}

void compose_open(struct pane *pane, const struct store_article *article,
                  const struct store_comment *parent)
{
    struct compose_pane *const self = self_of(pane);
    struct ui *const ui = pane->ui;
    if (!article || !is_taken(ui))
        return;
    if (!ui->has_compose)
        self->focus_before = ui->focus;
    else if (self->is_unsaved)
        save_draft(self);
    self->article_id = article->id;
    self->parent_id = parent ? parent->id : 0;
    self->is_unsaved = self->was_written = false;
    self->complaint[0] = '\0';
    name_parent(self, parent);
    form_clear_complaints(&self->form);
    const bool had_draft = fill(self);
    self->form.focus = had_draft || text_of(self, FORM_NAME)[0] ? FORM_BODY : FORM_NAME;
    adapt_to_site(self);
    ui->has_compose = true;
    ui_focus(ui, PANE_COMPOSE);
    // The form may not be known yet: the page tells what it asks for.
    if (!self->site)
        comments_fetch(ui->panes[PANE_COMMENTS], false);
}

static void compose_close(struct compose_pane *self)
{
    struct ui *const ui = self->pane.ui;
    ui->has_compose = false;
    if (ui->focus == PANE_COMPOSE)
        ui_focus(ui, self->focus_before);
    else
        ui_arrange(ui);
}

void compose_keep(struct pane *pane)
{
    struct compose_pane *const self = self_of(pane);
    const bool has_words = text_of(self, FORM_BODY)[0] != '\0';
    if (self->is_unsaved || (has_words && self->was_written))
        save_draft(self);
    compose_close(self);
    if (has_words)
        ui_say_keys(pane->ui, THEME_STATUS, _("kept as a draft; {reply} opens it again"));
}

static void discard(struct ui *ui)
{
    struct compose_pane *const self = self_of(ui->panes[PANE_COMPOSE]);
    drop_draft(self, self->article_id, self->parent_id);
    self->is_unsaved = false;
    compose_close(self);
}

void compose_discard(struct pane *pane)
{
    struct compose_pane *const self = self_of(pane);
    if (self->was_written || text_of(self, FORM_BODY)[0])
        ui_ask(pane->ui, discard, _("Discard this reply? (y/n)"));
    else
        compose_close(self);
}

/* ---- sending */

static void remember_person(struct compose_pane *self)
{
    for (size_t i = 0; i < COUNT_OF(remembered); i++)
        ui_set_state(self->pane.ui, remembered[i].key, text_of(self, remembered[i].field));
}

void compose_send(struct pane *pane)
{
    struct compose_pane *const self = self_of(pane);
    struct ui *const ui = pane->ui;
    if (is_sending(self))
        return;
    if (!form_check(&self->form, self->site, self->complaint))
        return;
    self->complaint[0] = '\0';
    save_draft(self);
    remember_person(self);
    const struct comments_reply reply = form_reply(&self->form);
    ui_await_reply(ui, app_reply(ui->app, self->article_id, self->parent_id, &reply, true),
                   self->article_id, self->parent_id);
}

/* Is it the form's own reply? It may be about another one by now. */
static bool is_about(const struct compose_pane *self, const struct errand *errand)
{
    return self->article_id == errand->article_id && self->parent_id == errand->parent_id;
}

void compose_answer(struct pane *pane, const struct errand *errand,
                    const struct app_message *message)
{
    struct compose_pane *const self = self_of(pane);
    struct ui *const ui = pane->ui;
    const char *const words = message->error.text;
    bool is_posted = false;
    switch (message->sent) {
    case APP_SENT_POSTED:
        is_posted = true;
        ui_say(ui, THEME_STATUS_GOOD, _("posted"));
        break;
    case APP_SENT_HELD:
        ui_say(ui, THEME_STATUS_GOOD, "%s%s%s", _("held for moderation"), words[0] ? ": " : "",
               words);
        break;
    case APP_SENT_QUEUED:
        ui_say(ui, THEME_STATUS_GOOD,
               _("queued: it waits in the outbox until the site can be reached"));
        break;
    default:
        compose_failed(pane, errand, words[0] ? words : _("the site refused it without a word"));
        return;
    }
    const bool is_others = ui->has_compose && !is_about(self, errand);
    if (is_about(self, errand)) {
        self->is_unsaved = false;
        if (ui->has_compose)
            compose_close(self);
    }
    drop_draft(self, errand->article_id, errand->parent_id);
    const struct store_article *const read = reader_article(ui->panes[PANE_ARTICLE]);
    if (is_posted && !is_others && read && read->id == errand->article_id) {
        comments_await_own(ui->panes[PANE_COMMENTS], text_of(self, FORM_NAME));
        ui_focus(ui, PANE_COMMENTS);
    }
}

void compose_failed(struct pane *pane, const struct errand *errand, const char *why)
{
    struct compose_pane *const self = self_of(pane);
    if (is_about(self, errand))
        snprintf(self->complaint, sizeof(self->complaint), "%s", why);
    if (!pane->ui->has_compose || !is_about(self, errand))
        ui_say(pane->ui, THEME_STATUS_ERROR, "%s", why);
}

/* ---- another editor */

static bool edit_file(struct ui *ui, const char *path, struct error *err)
{
    const char *const choices[] = {ui->settings.editor, getenv("VISUAL"), getenv("EDITOR"), "vi"};
    const char *command = NULL;
    for (size_t i = 0; !command && i < COUNT_OF(choices); i++)
        if (choices[i] && choices[i][0])
            command = choices[i];
    if (ui->term)
        term_lend(ui->term);
    const bool is_run = spawn_command(command, path, SPAWN_WAIT, NULL, err);
    if (ui->term)
        term_reclaim(ui->term);
    return is_run;
}

static bool edit_text(struct ui *ui, const char *path, struct str *text, struct error *err)
{
    if (!file_write(path, text->data, text->len, err) || !edit_file(ui, path, err))
        return false;
    str_clear(text);
    return file_read(path, EDITOR_BYTES, text, err);
}

void compose_edit(struct pane *pane)
{
    struct compose_pane *const self = self_of(pane);
    struct ui *const ui = pane->ui;
    char name[64];
    char path[PATH_BYTES];
    struct error err = {0};
    struct str text;
    str_init(&text, EDITOR_BYTES);
    str_add(&text, text_of(self, FORM_BODY));
    snprintf(name, sizeof(name), "reply-%ld.txt", (long)getpid());
    const char *const folder = app_paths(ui->app)->cache;
    const bool is_done = path_make_folder(folder, &err) && path_join(path, folder, name, &err) &&
                         edit_text(ui, path, &text, &err);
    if (is_done) {
        while (text.len > 0 && text.data[text.len - 1] == '\n')
            str_cut(&text, text.len - 1);
        editor_set(&self->form.editors[FORM_BODY], text.data);
        note_change(self);
    } else {
        ui_say_error(ui, &err);
    }
    unlink(path);
    str_release(&text);
}

/* ---- class */

static void compose_init(struct pane *pane)
{
    form_init(&self_of(pane)->form);
    vec_init(&self_of(pane)->known, sizeof(struct known_draft));
}

static void compose_release(struct pane *pane)
{
    struct compose_pane *const self = self_of(pane);
    comments_form_free(self->site);
    form_release(&self->form);
    for (size_t i = 0; i < self->known.count; i++)
        known_clear(vec_at(&self->known, i));
    vec_release(&self->known);
}

void compose_move(struct pane *pane, int by)
{
    form_move(&self_of(pane)->form, by);
}

static bool compose_key(struct pane *pane, int key)
{
    struct compose_pane *const self = self_of(pane);
    struct editor *const editor = &self->form.editors[self->form.focus];
    if (is_sending(self))
        return true;
    const size_t len = editor->text.len;
    const bool is_single = !editor->is_multi_line;
    if (is_single && (key == (KEY_SPECIAL | KEY_ENTER_) || key == (KEY_SPECIAL | KEY_DOWN_))) {
        form_move(&self->form, 1);
    } else if (is_single && key == (KEY_SPECIAL | KEY_UP_)) {
        form_move(&self->form, -1);
    } else if (!editor_key(editor, key)) {
        return false;
    } else if (editor->text.len != len || key < KEY_SPECIAL) {
        self->form.complaints[self->form.focus][0] = '\0';
        note_change(self);
    }
    return true;
}

static void compose_paste(struct pane *pane, const char *text, size_t len)
{
    struct compose_pane *const self = self_of(pane);
    if (is_sending(self))
        return;
    editor_insert(&self->form.editors[self->form.focus], text, len);
    note_change(self);
}

static void compose_click(struct pane *pane, int x, int y, bool is_again)
{
    (void)x;
    (void)is_again;
    form_click(&self_of(pane)->form, pane->body, y);
}

/* The form became known, or changed. */
static void compose_changed(struct pane *pane)
{
    if (pane->ui->has_compose)
        adapt_to_site(self_of(pane));
}

static void compose_title(const struct pane *pane, struct str *left, struct str *right)
{
    str_add(left, _("Leave a reply"));
    str_add(right, const_self(pane)->to);
}

/* The form's last lines: what is wrong with all of it, what it is doing. */
static void draw_words(const struct compose_pane *self, struct canvas *canvas, struct rect area)
{
    const bool has_complaint = self->complaint[0] != '\0';
    const struct canvas_pen pen = {.clip = area,
                                   .role = has_complaint      ? THEME_FORM_ERROR
                                           : is_sending(self) ? THEME_STATUS_BUSY
                                                              : THEME_DIM};
    const char *const words = has_complaint      ? self->complaint
                              : is_sending(self) ? _("sending…")
                                                 : _("* required");
    struct vec lines;
    vec_init(&lines, sizeof(struct wrap_line));
    wrap_text(words, strlen(words), area.width - 2, &lines);
    for (size_t i = 0; i < lines.count; i++) {
        const struct wrap_line *const line = vec_at(&lines, i);
        canvas_text(canvas, &pen, area.x + 1, area.y + (int)i, words + line->start, line->len);
    }
    vec_release(&lines);
}

static void compose_draw(const struct pane *pane, struct canvas *canvas)
{
    // Drawing an editor scrolls it to its cursor; nothing else changes here.
    struct compose_pane *const self = (struct compose_pane *)(uintptr_t)pane;
    const bool has_focus =
        pane->ui->panes[pane->ui->focus] == pane && pane->ui->prompt.kind == PROMPT_NONE;
    const int words_lines = wrap_count(self->complaint, pane->body.width - 2);
    const struct rect body =
        rect_cut(pane->body, 0, 0, 0, words_lines < MOST_LINES ? words_lines : MOST_LINES);
    struct str note;
    str_init(&note, 128);
    if (keymap_keys_of(pane->ui->keymap, "compose", "edit", &note))
        str_add(&note, _(" opens $EDITOR"));
    form_draw(&self->form, canvas, body, has_focus, note.data);
    str_release(&note);
    draw_words(self, canvas, rect_cut(pane->body, 0, body.height, 0, 0));
}

const struct pane_class compose_class = {
    .name = "compose",
    .size = sizeof(struct compose_pane),
    .init = compose_init,
    .release = compose_release,
    .title = compose_title,
    .draw = compose_draw,
    .key = compose_key,
    .paste = compose_paste,
    .click = compose_click,
    .changed = compose_changed,
};
