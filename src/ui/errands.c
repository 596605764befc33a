/*
 * Requests that are under way, and what comes back: the app's messages.
 */
#include "ui/internal.h"

#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "base/spawn.h"
#include "base/time.h"
#include "ui/panes/panes.h"

void ui_await(struct ui *ui, struct ticket *ticket, enum errand_kind kind, int64_t article_id)
{
    if (!ticket)
        return;
    struct errand *const errand = vec_push(&ui->errands);
    *errand = (struct errand){.kind = kind,
                              .number = ticket_number(ticket),
                              .article_id = article_id,
                              .begun_ms = time_monotonic_ms(),
                              .ticket = ticket};
    if (kind == ERRAND_RELOAD)
        ui->reload = (struct progress){0};
    ui->is_dirty = true;
}

void ui_await_mark(struct ui *ui, struct ticket *ticket, enum store_mark mark, int64_t article_id)
{
    ui_await(ui, ticket, ERRAND_MARK, article_id);
    if (ticket)
        ((struct errand *)vec_at(&ui->errands, ui->errands.count - 1))->mark = mark;
}

void ui_await_reply(struct ui *ui, struct ticket *ticket, int64_t article_id, int64_t parent_id)
{
    ui_await(ui, ticket, ERRAND_REPLY, article_id);
    if (ticket)
        ((struct errand *)vec_at(&ui->errands, ui->errands.count - 1))->parent_id = parent_id;
}

bool ui_is_replying(const struct ui *ui, int64_t article_id, int64_t parent_id)
{
    for (size_t i = 0; i < ui->errands.count; i++) {
        const struct errand *const errand = vec_at(&ui->errands, i);
        if (errand->kind == ERRAND_REPLY && !errand->is_posted &&
            errand->article_id == article_id && errand->parent_id == parent_id)
            return true;
    }
    return false;
}

void ui_apply_mark(struct store_article *article, enum store_mark mark)
{
    if (mark == STORE_MARK_READ || mark == STORE_MARK_UNREAD)
        article->is_unread = mark == STORE_MARK_UNREAD;
    if (mark == STORE_MARK_STAR || mark == STORE_MARK_UNSTAR)
        article->is_starred = mark == STORE_MARK_STAR;
}

void ui_overlay_marks(const struct ui *ui, struct store_article *article)
{
    for (size_t i = 0; i < ui->errands.count; i++) {
        const struct errand *const errand = vec_at(&ui->errands, i);
        if (errand->article_id != article->id)
            continue;
        if (errand->kind == ERRAND_MARK)
            ui_apply_mark(article, errand->mark);
        if (errand->is_posted)
            article->comments_count =
                (article->comments_count > 0 ? article->comments_count : 0) + 1;
    }
}

bool ui_is_marking(const struct ui *ui, enum store_mark mark, int64_t article_id)
{
    for (size_t i = 0; i < ui->errands.count; i++) {
        const struct errand *const errand = vec_at(&ui->errands, i);
        if (errand->kind == ERRAND_MARK && errand->mark == mark && errand->article_id == article_id)
            return true;
    }
    return false;
}

const struct errand *ui_errand(const struct ui *ui, enum errand_kind kind, int64_t article_id)
{
    for (size_t i = 0; i < ui->errands.count; i++) {
        const struct errand *const errand = vec_at(&ui->errands, i);
        if (errand->kind == kind && errand->article_id == article_id)
            return errand;
    }
    return NULL;
}

bool ui_is_awaiting(const struct ui *ui, enum errand_kind kind, int64_t article_id)
{
    return ui_errand(ui, kind, article_id) != NULL;
}

bool ui_is_waiting(const struct ui *ui, enum errand_kind kind)
{
    for (size_t i = 0; i < ui->errands.count; i++)
        if (((const struct errand *)vec_at(&ui->errands, i))->kind == kind)
            return true;
    return false;
}

/* Work that the user waits for, and can end. */
static bool is_long(const struct errand *errand)
{
    static const enum errand_kind kinds[] = {ERRAND_RELOAD,   ERRAND_SUBSCRIBE, ERRAND_FULL,
                                             ERRAND_COMMENTS, ERRAND_OUTBOX,    ERRAND_PAGES,
                                             ERRAND_SYNC};
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (errand->kind == kinds[i])
            return true;
    return false;
}

bool ui_stop(struct ui *ui)
{
    bool is_stopped = false;
    for (size_t i = 0; i < ui->errands.count; i++) {
        const struct errand *const errand = vec_at(&ui->errands, i);
        if (!is_long(errand))
            continue;
        app_cancel(ui->app, errand->ticket);
        is_stopped = true;
    }
    if (is_stopped)
        ui_say(ui, THEME_STATUS, _("stopped"));
    return is_stopped;
}

static struct errand *errand_find(const struct ui *ui, uint64_t number)
{
    for (size_t i = 0; i < ui->errands.count; i++) {
        struct errand *const errand = vec_at(&ui->errands, i);
        if (errand->number == number)
            return errand;
    }
    return NULL;
}

static void errand_end(struct ui *ui, struct errand *errand)
{
    ticket_unref(errand->ticket);
    // In order: of two marks on one article the later one counts.
    struct errand *const end = (struct errand *)ui->errands.items + ui->errands.count;
    memmove(errand, errand + 1, (size_t)(end - errand - 1) * sizeof(*errand));
    vec_pop(&ui->errands);
}

/* ---- last words */

/* `12 new in 5 feeds`, or nothing when there is nothing new. */
static void add_news(const struct progress *reload, struct str *out)
{
    if (reload->new_count == 0)
        return;
    str_printf(out, _("%lld new"), (long long)reload->new_count);
    if (reload->feed_count > 0)
        str_printf(out, reload->feed_count == 1 ? _(" in %lld feed") : _(" in %lld feeds"),
                   (long long)reload->feed_count);
}

/* Beside the last line, for who looks elsewhere: as the settings say. */
static void notify(struct ui *ui, const char *words)
{
    struct error err = {0};
    if (ui->settings.notify == NOTIFY_COMMAND && ui->settings.notify_command[0] &&
        !spawn_command(ui->settings.notify_command, words, SPAWN_DETACHED, NULL, &err))
        ui_say_error(ui, &err);
    if (!ui->term)
        return;
    if (ui->settings.notify == NOTIFY_BELL)
        term_ring(ui->term);
    if (ui->settings.notify == NOTIFY_OSC9)
        term_notify(ui->term, words);
}

static void say_reloaded(struct ui *ui)
{
    struct str words;
    str_init(&words, NOTICE_BYTES);
    add_news(&ui->reload, &words);
    const bool has_news = words.len > 0;
    if (has_news)
        notify(ui, words.data);
    if (ui->reload.failed > 0)
        str_printf(&words, _("%s%lld of %lld feeds failed: :log says why"), has_news ? "; " : "",
                   (long long)ui->reload.failed, (long long)ui->reload.total);
    else if (!has_news)
        str_add(&words, _("nothing new"));
    ui_say(ui,
           ui->reload.failed > 0 ? THEME_STATUS_ERROR
           : has_news            ? THEME_STATUS_GOOD
                                 : THEME_STATUS,
           "%s", words.data);
    str_release(&words);
}

static void say_outbox(struct ui *ui, const struct app_message *message)
{
    const long long left = (long long)message->failed_count;
    const long long posted = (long long)message->done - left;
    const char *const why = ui->outbox_why;
    if (left > 0)
        ui_say(ui, THEME_STATUS_ERROR, _("posted %lld, %lld not sent%s%.200s"), posted, left,
               why[0] ? ": " : "", why);
    else if (posted > 0)
        ui_say(ui, THEME_STATUS_GOOD, _("posted %lld"), posted);
    else
        ui_say(ui, THEME_STATUS, _("nothing in the outbox waits to be sent"));
}

/* A reload that reached somebody shows that the network is there: what waits is sent, too. */
static void send_what_waits(struct ui *ui)
{
    if (ui->has_waiting && ui->reload.total > ui->reload.failed)
        ui_await(ui, app_outbox_send(ui->app, 0), ERRAND_OUTBOX, 0);
}

/* What is so again, and of what. */
static void say_undone(struct ui *ui, const struct store_undone *undone)
{
    const char *const words = app_undone_words(undone);
    struct store_feeds feed = {0};
    if (undone->feed_id) {
        const bool is_there = store_feeds_get(ui->store, undone->feed_id, &feed, NULL);
        ui_say(ui, THEME_STATUS, "%s%s%s", words, is_there ? ": " : "",
               is_there ? feed.items[0].title : "");
        if (is_there)
            store_feeds_release(&feed);
        return;
    }
    struct store_articles one = {0};
    if (undone->count == 1 && store_articles_get(ui->store, undone->article_id, &one, NULL)) {
        ui_say(ui, THEME_STATUS, "%s: %s", words, one.items[0].title);
        store_articles_release(&one);
        return;
    }
    ui_say(ui, THEME_STATUS, _("%s: %lld articles"), words, (long long)undone->count);
}

/* A feed that is there again is where it was: under the cursor. */
static void take_undone(struct ui *ui, const struct store_undone *undone)
{
    say_undone(ui, undone);
    if (undone->mark == STORE_MARK_RESTORE_FEED && ui->focus == PANE_FEEDS)
        feeds_seek(ui->panes[PANE_FEEDS], undone->feed_id);
    ui->asked_ms = 0; // shown at once
}

static void say_all_marked(struct ui *ui, int64_t count)
{
    struct str keys;
    str_init(&keys, 64);
    keymap_keys_of(ui->keymap, "articles", "undo", &keys);
    if (count == 0)
        ui_say(ui, THEME_STATUS, _("nothing was unread here"));
    else if (count == 1)
        ui_say(ui, THEME_STATUS_GOOD, _("1 article marked as read; %s takes it back"), keys.data);
    else
        ui_say(ui, THEME_STATUS_GOOD, _("%lld articles marked as read; %s takes it back"),
               (long long)count, keys.data);
    str_release(&keys);
}

static void say_pages(struct ui *ui, const struct app_message *message)
{
    const long long failed = (long long)message->failed_count;
    const long long fetched = (long long)message->total - failed;
    const long long gone = (long long)message->page.gone;
    if (failed > 0)
        ui_say(ui, THEME_STATUS_ERROR, _("pages: %lld fetched, %lld failed: :log says why"),
               fetched, failed);
    else if (gone > 0)
        ui_say(ui, THEME_STATUS,
               _("pages: %lld fetched, %lld left out: their sites have them no more"), fetched,
               gone);
    else if (fetched > 0)
        ui_say(ui, THEME_STATUS_GOOD, fetched == 1 ? _("1 page fetched") : _("%lld pages fetched"),
               fetched);
    else
        ui_say(ui, THEME_STATUS, _("everything is there already"));
}

/* Of all accounts together; what was said of one that failed stays. */
static void say_synced(struct ui *ui, const struct store_synced *more)
{
    struct store_synced *const synced = &ui->synced;
    synced->new_articles += more->new_articles;
    synced->changed += more->changed;
    synced->sent += more->sent;
    if (ui->has_sync_failed)
        return;
    if (synced->new_articles + synced->changed + synced->sent == 0)
        ui_say(ui, THEME_STATUS, _("in step: nothing new"));
    else
        ui_say(ui, THEME_STATUS_GOOD, _("in step: %lld new, %lld marked there, %lld sent"),
               (long long)synced->new_articles, (long long)synced->changed,
               (long long)synced->sent);
}

/* What was imported is fetched at once. */
static void say_imported(struct ui *ui, const struct app_message *message)
{
    const long long added = (long long)message->new_count;
    const long long known = (long long)message->updated_count;
    const long long skipped = (long long)message->failed_count;
    if (skipped > 0)
        ui_say(ui, THEME_STATUS,
               _("%lld added, %lld there already, %lld lines are no feeds: :log says which"), added,
               known, skipped);
    else if (known > 0)
        ui_say(ui, THEME_STATUS_GOOD, _("%lld added, %lld there already"), added, known);
    else
        ui_say(ui, THEME_STATUS_GOOD, added == 1 ? _("1 feed added") : _("%lld feeds added"),
               added);
    if (added > 0)
        ui_await(ui, app_reload(ui->app, NULL, 0, false), ERRAND_RELOAD, 0);
}

/* A feed that is there already is shown where it is. */
static void say_there(struct ui *ui, int64_t feed_id)
{
    struct store_feeds one = {0};
    struct error err = {0};
    if (!store_feeds_get(ui->store, feed_id, &one, &err)) {
        ui_say_error(ui, &err);
        return;
    }
    ui_say(ui, THEME_STATUS, _("%s is there already"), one.items[0].title);
    store_feeds_release(&one);
    if (ui->focus == PANE_FEEDS)
        feeds_seek(ui->panes[PANE_FEEDS], feed_id);
    ui->asked_ms = 0; // shown at once
}

static void say_added(struct ui *ui, const struct app_message *message)
{
    if (message->was_there)
        say_there(ui, message->feed_id);
    else if (ui->added_why[0])
        ui_say(ui, THEME_STATUS, _("added, not fetched yet: %.300s"), ui->added_why);
    else
        ui_say(ui, THEME_STATUS_GOOD, _("the feed was added"));
    ui->added_why[0] = '\0';
}

static void errand_done(struct ui *ui, const struct errand *errand,
                        const struct app_message *message)
{
    switch (errand->kind) {
    case ERRAND_RELOAD:
        say_reloaded(ui);
        send_what_waits(ui);
        watch_fetch(ui);
        break;
    case ERRAND_SUBSCRIBE:
        say_added(ui, message);
        break;
    case ERRAND_IMPORT:
        say_imported(ui, message);
        break;
    case ERRAND_KEEP:
        ui_say(ui, THEME_STATUS_GOOD,
               _("the search is among the feeds now, and in the file rules"));
        ui->asked_ms = 0;
        break;
    case ERRAND_FULL:
        ui->has_notice = false;
        break;
    case ERRAND_PAGES:
        say_pages(ui, message);
        break;
    case ERRAND_SAVE:
        ui_say(ui, THEME_STATUS_GOOD, _("saved: %s"), message->error.text);
        break;
    case ERRAND_SMART:
        // However long it takes in a large archive, a tenth of the time is spent on it.
        ui->smart_ms = time_monotonic_ms() + 10 * message->elapsed_ms;
        break;
    case ERRAND_UNDO:
    case ERRAND_REDO:
        take_undone(ui, &message->undone);
        break;
    case ERRAND_MARK_ALL:
        say_all_marked(ui, message->updated_count);
        ui->asked_ms = 0;
        break;
    case ERRAND_OUTBOX:
        say_outbox(ui, message);
        break;
    case ERRAND_SYNC:
        say_synced(ui, &message->synced);
        break;
    default:
        break;
    }
}

static void errand_failed(struct ui *ui, const struct errand *errand, const struct error *why)
{
    if (errand && errand->kind == ERRAND_WATCH)
        return;
    ui->has_sync_failed |= errand && errand->kind == ERRAND_SYNC;
    if (errand && errand->kind == ERRAND_COMMENTS)
        comments_failed(ui->panes[PANE_COMMENTS], errand->article_id, why->text);
    else if (errand && errand->kind == ERRAND_REPLY)
        compose_failed(ui->panes[PANE_COMPOSE], errand, why->text);
    else if (errand && (errand->kind == ERRAND_UNDO || errand->kind == ERRAND_REDO) &&
             why->kind == ERR_NOT_FOUND)
        ui_say(ui, THEME_STATUS, "%s", why->text);
    else
        ui_say_error(ui, why);
}

static void take_last_word(struct ui *ui, int kind, const struct app_message *message)
{
    struct errand *const found = errand_find(ui, message->ticket);
    struct errand errand = {0};
    if (found) {
        errand = *found;
        errand.ticket = NULL;
        errand_end(ui, found);
    }
    if (kind == APP_FAILED)
        errand_failed(ui, found ? &errand : NULL, &message->error);
    else if (kind == APP_DONE && found)
        errand_done(ui, &errand, message);
    ui->is_stale = true;
    ui->is_dirty |= errand.kind == ERRAND_MARK; // now it is what it said it would be
}

static void take_reply(struct ui *ui, const struct app_message *message)
{
    struct errand *const errand = errand_find(ui, message->ticket);
    ui->is_stale = true;
    if (errand && errand->kind == ERRAND_OUTBOX && message->sent != APP_SENT_POSTED &&
        message->sent != APP_SENT_HELD)
        snprintf(ui->outbox_why, sizeof(ui->outbox_why), "%s", message->error.text);
    if (!errand || errand->kind != ERRAND_REPLY)
        return;
    errand->is_posted = message->sent == APP_SENT_POSTED;
    const struct errand replied = *errand; // the errands may move in what follows
    compose_answer(ui->panes[PANE_COMPOSE], &replied, message);
}

static void take_progress(struct ui *ui, const struct app_message *message)
{
    struct errand *const errand = errand_find(ui, message->ticket);
    if (errand)
        errand->done = message->done;
    if (errand && errand->kind == ERRAND_PAGES)
        ui_say(ui, THEME_STATUS_BUSY, _("fetching pages: %lld of %lld"), (long long)message->done,
               (long long)message->total);
    if (!errand || errand->kind != ERRAND_RELOAD)
        return;
    ui->reload = (struct progress){.done = message->done,
                                   .total = message->total,
                                   .failed = message->failed_count,
                                   .new_count = message->new_count,
                                   .feed_count = ui->reload.feed_count};
}

/* Which feed failed, and why, is for the log: the last line has the sum. */
static void note_feed(struct ui *ui, const struct app_message *message)
{
    ui->is_stale = true;
    ui->reload.feed_count += message->new_count > 0;
    struct store_feeds one = {0};
    if (message->error.kind == ERR_NONE ||
        !store_feeds_get(ui->store, message->feed_id, &one, NULL))
        return;
    ui_note(ui, THEME_STATUS_ERROR, "%s: %s", one.items[0].title,
            error_beside(one.items[0].title, message->error.text));
    store_feeds_release(&one);
}

static void note_page(struct ui *ui, const struct app_message *message)
{
    ui->is_stale = true;
    if (message->error.kind != ERR_NONE)
        ui_note(ui, THEME_STATUS_ERROR, "%s", message->error.text);
}

void ui_handle_message(struct ui *ui, int kind, const struct app_message *message)
{
    ui->has_news = true;
    switch (kind) {
    case APP_PROGRESS:
        take_progress(ui, message);
        break;
    case APP_FEED:
        if (message->fetch == STORE_FETCH_NEVER)
            snprintf(ui->added_why, sizeof(ui->added_why), "%s", message->error.text);
        note_feed(ui, message);
        break;
    case APP_SKIPPED:
        ui_note(ui, THEME_STATUS, "%s", message->error.text);
        break;
    case APP_NOTICE:
        ui_say(ui, THEME_STATUS_GOOD, "%s", message->error.text);
        break;
    case APP_PAGE:
        note_page(ui, message);
        break;
    case APP_FOUND:
        find_take(ui->panes[PANE_FIND], message->ticket, message->found);
        ui->is_dirty = true; // somebody typed for it and waits
        break;
    case APP_REPLIED:
        take_reply(ui, message);
        break;
    case APP_DONE:
    case APP_FAILED:
    case APP_CANCELLED:
        take_last_word(ui, kind, message);
        break;
    default:
        ui->is_stale = true;
        break;
    }
}

void ui_take_messages(struct ui *ui)
{
    struct message *message = NULL;
    while ((message = mailbox_take(app_mailbox(ui->app), 0)) != NULL) {
        ui_handle_message(ui, message->kind, message->payload);
        message_free(message);
    }
    while ((message = mailbox_take(ui->jobs, 0)) != NULL) {
        reader_take(ui->panes[PANE_ARTICLE], message_steal(message));
        ui->is_dirty = true;
    }
}
