#include "base/intl.h"
#include "ui/command.h"
#include "ui/panes/panes.h"

static struct pane *thread_of(const struct ui *ui)
{
    return ui->panes[PANE_COMMENTS];
}

/* Show the thread of the article that is meant; in the list that opens it. */
static void show_comments(struct ui *ui, const struct store_article *article)
{
    if (ui->focus == PANE_ARTICLES || ui->focus == PANE_FEEDS)
        ui_open_article(ui, article);
    ui->has_comments = true;
    ui_focus(ui, PANE_COMMENTS);
    comments_fetch(thread_of(ui), false);
}

static void run_comments(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    if (ui->focus != PANE_COMMENTS) {
        show_comments(ui, ui_article(ui));
        return;
    }
    comments_leave(thread_of(ui));
    ui->has_comments = false;
    ui_focus(ui, PANE_ARTICLE);
}

static void run_reply(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    const struct store_article *const article = ui_article(ui);
    const struct store_comment *const parent =
        ui->focus == PANE_COMMENTS ? comments_current(thread_of(ui)) : NULL;
    if (ui->focus == PANE_ARTICLES || ui->focus == PANE_FEEDS)
        ui_open_article(ui, article);
    compose_open(ui->panes[PANE_COMPOSE], ui_article(ui), parent);
}

static void run_next_thread(const struct command_call *call)
{
    for (int i = 0; i < call->count && i < 1000; i++)
        comments_step(thread_of(call->ui), COMMENTS_NEXT_THREAD);
}

static void run_previous_thread(const struct command_call *call)
{
    for (int i = 0; i < call->count && i < 1000; i++)
        comments_step(thread_of(call->ui), COMMENTS_PREVIOUS_THREAD);
}

static void run_next_sibling(const struct command_call *call)
{
    for (int i = 0; i < call->count && i < 1000; i++)
        comments_step(thread_of(call->ui), COMMENTS_NEXT_SIBLING);
}

static void run_previous_sibling(const struct command_call *call)
{
    for (int i = 0; i < call->count && i < 1000; i++)
        comments_step(thread_of(call->ui), COMMENTS_PREVIOUS_SIBLING);
}

static void run_next_new(const struct command_call *call)
{
    comments_step(thread_of(call->ui), COMMENTS_NEXT_NEW);
}

static void run_previous_new(const struct command_call *call)
{
    comments_step(thread_of(call->ui), COMMENTS_PREVIOUS_NEW);
}

static void run_watch(const struct command_call *call)
{
    watch_toggle(call->ui, ui_article(call->ui)->id);
}

static void run_fold(const struct command_call *call)
{
    if (call->ui->focus == PANE_FEEDS)
        feeds_toggle_fold(call->pane);
    else
        comments_toggle_fold(thread_of(call->ui));
}

static void run_send(const struct command_call *call)
{
    compose_send(call->ui->panes[PANE_COMPOSE]);
}

static void run_keep(const struct command_call *call)
{
    compose_keep(call->ui->panes[PANE_COMPOSE]);
}

static void run_discard(const struct command_call *call)
{
    compose_discard(call->ui->panes[PANE_COMPOSE]);
}

static void run_edit(const struct command_call *call)
{
    compose_edit(call->ui->panes[PANE_COMPOSE]);
}

static void run_next_field(const struct command_call *call)
{
    compose_move(call->ui->panes[PANE_COMPOSE], 1);
}

static void run_previous_field(const struct command_call *call)
{
    compose_move(call->ui->panes[PANE_COMPOSE], -1);
}

static void run_outbox_send(const struct command_call *call)
{
    call->ui->outbox_why[0] = '\0';
    ui_say(call->ui, THEME_STATUS_BUSY, _("sending what waits in the outbox…"));
    ui_await(call->ui, app_outbox_send(call->ui->app, 0), ERRAND_OUTBOX, 0);
}

// clang-format off
const struct command comment_commands[] = {
    {"comments",         N_("Comments: show, hide, focus"), NULL, N_("comments"), IN_ARTICLES | IN_TEXTS, NEEDS_ARTICLE, run_comments, NULL, NULL},
    {"reply",            N_("Reply to the article, or to the chosen comment"), NULL, N_("reply"), IN_TEXTS, NEEDS_ARTICLE, run_reply, NULL, NULL},
    {"next-thread",      N_("To the next thread"), NULL, NULL, 0, 0, run_next_thread, NULL, NULL},
    {"previous-thread",  N_("To the previous thread"), NULL, NULL, 0, 0, run_previous_thread, NULL, NULL},
    {"next-sibling",     N_("To the next comment on the same level"), NULL, NULL, 0, 0, run_next_sibling, NULL, NULL},
    {"previous-sibling", N_("To the previous comment on the same level"), NULL, NULL, 0, 0, run_previous_sibling, NULL, NULL},
    {"next-new",         N_("To the next comment that is new since the last visit"), NULL, N_("next new"), IN_COMMENTS, 0, run_next_new, NULL, NULL},
    {"previous-new",     N_("To the new comment before"), NULL, NULL, 0, 0, run_previous_new, NULL, NULL},
    {"watch",            N_("Watch the thread: each reload fetches its comments; and no more"), NULL, NULL, 0, NEEDS_ARTICLE, run_watch, NULL, NULL},
    {"fold",             N_("Fold or unfold a thread, a folder"), NULL, NULL, 0, 0, run_fold, NULL, NULL},
    {"send",             N_("Send the reply"), NULL, N_("send"), IN_COMPOSE, NEEDS_COMPOSE, run_send, NULL, NULL},
    {"keep",             N_("Keep the reply as a draft"), NULL, N_("keep as draft"), IN_COMPOSE, NEEDS_COMPOSE, run_keep, NULL, NULL},
    {"discard",          N_("Discard the reply"), NULL, N_("discard"), IN_COMPOSE, NEEDS_COMPOSE, run_discard, NULL, NULL},
    {"edit",             N_("Write the comment in your editor"), NULL, N_("editor"), IN_COMPOSE, NEEDS_COMPOSE, run_edit, NULL, NULL},
    {"next-field",       N_("To the next field"), NULL, N_("next field"), IN_COMPOSE, NEEDS_COMPOSE, run_next_field, NULL, NULL},
    {"previous-field",   N_("To the previous field"), NULL, NULL, 0, NEEDS_COMPOSE, run_previous_field, NULL, NULL},
    {"outbox-send",      N_("Send what waits in the outbox"), NULL, NULL, 0, 0, run_outbox_send, NULL, NULL},
    {0},
};
// clang-format on
