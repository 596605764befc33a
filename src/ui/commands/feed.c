#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/memory.h"
#include "ui/command.h"
#include "ui/panes/panes.h"

static void run_reload(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    if (!ui_has_network(ui))
        return;
    if (ui->focus == PANE_COMMENTS) {
        comments_fetch(ui->panes[PANE_COMMENTS], true);
        return;
    }
    struct feeds_choice choice;
    int64_t id = 0;
    const struct store_article *const article = ui_article(ui);
    if (ui->focus == PANE_ARTICLE && article)
        id = article->feed_id;
    else if (feeds_chosen(ui->panes[PANE_FEEDS], &choice))
        id = choice.feed_id;
    ui_say(ui, THEME_STATUS_BUSY, _("reloading…"));
    ui_await(ui, app_reload(ui->app, id ? &id : NULL, id ? 1 : 0, id != 0), ERRAND_RELOAD, 0);
}

static void run_reload_all(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    if (!ui_has_network(ui))
        return;
    ui_say(ui, THEME_STATUS_BUSY, _("reloading all feeds…"));
    ui_await(ui, app_reload(ui->app, NULL, 0, true), ERRAND_RELOAD, 0);
}

static void sync_all(struct ui *ui, const struct store_accounts *accounts)
{
    if (accounts->count == 0) {
        ui_say(ui, THEME_STATUS, _("there is no account yet: courant account add makes one"));
        return;
    }
    ui_say(ui, THEME_STATUS_BUSY, _("asking %s…"), accounts->items[0].server);
    if (ui_is_waiting(ui, ERRAND_SYNC))
        return;
    ui->synced = (struct store_synced){0};
    ui->has_sync_failed = false;
    for (size_t i = 0; i < accounts->count; i++)
        ui_await(ui, app_sync(ui->app, accounts->items[i].id, NULL), ERRAND_SYNC, 0);
}

static void run_sync(const struct command_call *call)
{
    struct store_accounts accounts;
    struct error err = {0};
    if (!store_accounts_list(call->ui->store, &accounts, &err)) {
        ui_say_error(call->ui, &err);
        return;
    }
    sync_all(call->ui, &accounts);
    store_accounts_release(&accounts);
}

static void run_stop(const struct command_call *call)
{
    if (!ui_stop(call->ui))
        ui_say(call->ui, THEME_STATUS, _("nothing is under way"));
}

static void run_add(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    ui_say(ui, THEME_STATUS_BUSY, _("looking at %s…"), call->argument);
    ui_await(ui, app_subscribe(ui->app, call->argument, NULL, NULL, 0, true), ERRAND_SUBSCRIBE, 0);
}

/* Newsboat's list is found, and the path is only asked for where there is none, or feeds are there
 * already. */
static void run_import(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    char found[PATH_BYTES];
    const bool is_found = app_newsboat_list(found);
    const char *path = call->argument;
    if (!path[0] && is_found && feeds_is_empty(ui->panes[PANE_FEEDS]))
        path = found;
    if (!path[0]) {
        prompt_ask(ui, "import", is_found ? found : "");
        return;
    }
    ui_say(ui, THEME_STATUS_BUSY, _("importing %s…"), path);
    ui_await(ui, app_import_file(ui->app, path), ERRAND_IMPORT, 0);
}

static void show_sample(struct ui *ui)
{
    *ui->wants_sample = true;
    command_run(ui, "quit", 0);
}

/* One's own feeds leave the screen for it: where there are any it asks. */
static void run_sample(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    if (!ui->wants_sample)
        ui_say(ui, THEME_STATUS, _("this is the sample newspaper"));
    else if (feeds_is_empty(ui->panes[PANE_FEEDS]))
        show_sample(ui);
    else
        ui_ask(ui, show_sample, _("Look at the sample newspaper? Quitting it comes back. (y/n)"));
}

static bool feed_here(const struct ui *ui, struct feeds_choice *choice)
{
    return feeds_chosen(ui->panes[PANE_FEEDS], choice) && choice->feed_id != 0;
}

static void say_none(struct ui *ui)
{
    ui_say_keys(ui, THEME_STATUS_ERROR, _("no feed is chosen: go to one among the feeds ({go})"));
}

static void remove_feed(struct ui *ui)
{
    struct feeds_choice choice;
    if (feed_here(ui, &choice))
        ui_await(ui, app_unsubscribe(ui->app, choice.feed_id), ERRAND_QUIET, 0);
}

static void run_go(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    if (!feeds_go_to_name(ui->panes[PANE_FEEDS], call->argument)) {
        ui_say(ui, THEME_STATUS_ERROR, _("no feed or folder is called \"%s\""), call->argument);
        return;
    }
    ui_focus(ui, PANE_FEEDS);
    ui_update(ui);
    ui_focus(ui, PANE_ARTICLES);
}

static void go_unread(const struct command_call *call, int by)
{
    struct ui *const ui = call->ui;
    struct pane *const feeds = ui->panes[PANE_FEEDS];
    for (int i = 0; i < call->count; i++) {
        if (feeds_go_unread(feeds, by))
            continue;
        ui_say(ui, THEME_STATUS, _("no other feed has unread articles"));
        return;
    }
    if (ui->focus == PANE_FEEDS || ui->focus == PANE_ARTICLES)
        return;
    // The list follows the feeds while one of the two has the focus.
    ui_focus(ui, PANE_FEEDS);
    ui_update(ui);
    ui_focus(ui, PANE_ARTICLES);
}

static void run_next_feed(const struct command_call *call)
{
    go_unread(call, 1);
}

static void run_previous_feed(const struct command_call *call)
{
    go_unread(call, -1);
}

static void run_view_feeds(const struct command_call *call)
{
    const bool hides_read = feeds_toggle_read(call->ui->panes[PANE_FEEDS]);
    ui_say(call->ui, THEME_STATUS,
           hides_read ? _("only feeds with unread articles are shown") : _("all feeds are shown"));
}

static bool feed_choices(const struct ui *ui, size_t index, char name[COMMAND_CHOICE_BYTES],
                         const char **help)
{
    *help = NULL;
    return feeds_name_at(ui->panes[PANE_FEEDS], index, name, COMMAND_CHOICE_BYTES);
}

static bool folder_choices(const struct ui *ui, size_t index, char name[COMMAND_CHOICE_BYTES],
                           const char **help)
{
    const char *const folder = feeds_folder_at(ui->panes[PANE_FEEDS], index);
    *help = NULL;
    if (folder)
        snprintf(name, COMMAND_CHOICE_BYTES, "%.*s",
                 (int)utf8_fit(folder, strlen(folder), COMMAND_CHOICE_BYTES - 1), folder);
    return folder != NULL;
}

/* What is searched stays among the feeds, under a name. */
static void run_keep_search(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    const char *const query = ui->focus == PANE_FIND ? find_query(ui->panes[PANE_FIND])
                                                     : articles_query(ui->panes[PANE_ARTICLES]);
    if (!query || !query[0]) {
        ui_say(ui, THEME_STATUS_ERROR, _("nothing is searched that could be kept"));
        return;
    }
    struct error err = {0};
    struct ticket *const ticket = app_keep_search(ui->app, call->argument, query, &err);
    ui_await(ui, ticket, ERRAND_KEEP, 0);
    ui_know_configuration(ui);
    if (!ticket)
        ui_say_error(ui, &err);
}

static void run_remove(const struct command_call *call)
{
    struct feeds_choice choice;
    if (feed_here(call->ui, &choice))
        ui_ask(call->ui, remove_feed, _("Remove the feed \"%s\" and its articles? (y/n)"),
               choice.label);
    else
        say_none(call->ui);
}

static void run_tag_feed(const struct command_call *call)
{
    struct feeds_choice choice;
    if (!feed_here(call->ui, &choice)) {
        say_none(call->ui);
        return;
    }
    const char *const word = call->argument;
    const bool is_off = word[0] == '-';
    const char *const tag = is_off || word[0] == '+' ? word + 1 : word;
    if (tag[0])
        ui_await(call->ui, app_tag_feed(call->ui->app, choice.feed_id, tag, !is_off), ERRAND_QUIET,
                 0);
}

/* Without a title it is asked for, with the present one to be changed. */
static void run_rename(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    struct feeds_choice choice;
    if (!feed_here(ui, &choice)) {
        say_none(ui);
    } else if (call->argument[0]) {
        ui_await(ui, app_rename_feed(ui->app, choice.feed_id, call->argument), ERRAND_QUIET, 0);
    } else {
        prompt_ask(ui, "rename-feed", choice.label);
    }
}

/* ---- all tags of a feed at once: a list with commas */

static bool has_tag(const char *const *tags, size_t count, struct slice tag)
{
    for (size_t i = 0; i < count; i++)
        if (slice_is(tag, tags[i]))
            return true;
    return false;
}

static bool is_listed(const char *list, const char *tag)
{
    struct slice rest = slice_of(list);
    struct slice one;
    while (slice_next(&rest, ',', &one))
        if (slice_is(slice_trim(one), tag))
            return true;
    return false;
}

/* Take off what the list has not, put on what only the list has. */
static void retag(struct ui *ui, const struct store_feed *feed, const char *list)
{
    struct slice rest = slice_of(list);
    struct slice one;
    for (size_t i = 0; i < feed->tag_count; i++)
        if (!is_listed(list, feed->tags[i]))
            ui_await(ui, app_tag_feed(ui->app, feed->id, feed->tags[i], false), ERRAND_QUIET, 0);
    while (slice_next(&rest, ',', &one)) {
        const struct slice tag = slice_trim(one);
        if (!tag.len || has_tag(feed->tags, feed->tag_count, tag))
            continue;
        char *const name = mem_strndup(tag.data, tag.len);
        ui_await(ui, app_tag_feed(ui->app, feed->id, name, true), ERRAND_QUIET, 0);
        free(name);
    }
}

static void run_retag(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    struct feeds_choice choice;
    struct store_feeds one = {0};
    if (!feed_here(ui, &choice) || !store_feeds_get(ui->store, choice.feed_id, &one, NULL)) {
        say_none(ui);
        return;
    }
    const struct store_feed *const feed = &one.items[0];
    if (call->argument[0]) {
        retag(ui, feed, call->argument);
    } else {
        struct str tags;
        str_init(&tags, LIMIT_TITLE_BYTES);
        for (size_t i = 0; i < feed->tag_count; i++)
            str_printf(&tags, "%s%s", i ? ", " : "", feed->tags[i]);
        prompt_ask(ui, "retag-feed", tags.data);
        str_release(&tags);
    }
    store_feeds_release(&one);
}

// clang-format off
const struct command feed_commands[] = {
    {"reload",      N_("Reload the feed; in the comments, the comments"), NULL, NULL, 0, 0, run_reload, NULL, NULL},
    {"reload-all",  N_("Reload all feeds"), NULL, N_("reload all"), IN_FEEDS, 0, run_reload_all, NULL, NULL},
    {"sync",        N_("Bring the accounts in step with their services"), NULL, NULL, 0, 0, run_sync, NULL, NULL},
    {"stop",        N_("Stop what is under way: a reload, a sync, a page, comments, the outbox"), NULL, NULL, 0, 0, run_stop, NULL, NULL},
    {"add",         N_("Add a feed: its address, or that of its site"), "URL", N_("add a feed"), IN_FEEDS, NEEDS_ARGUMENT, run_add, NULL, N_("Address of a feed, or of its site")},
    {"import",      N_("Import an OPML list, or newsboat's urls (found where newsboat has them)"), "FILE", NULL, 0, 0, run_import, NULL, N_("Import the file")},
    {"sample",      N_("Look at the sample newspaper; quitting it comes back"), NULL, NULL, 0, 0, run_sample, NULL, NULL},
    {"go",          N_("Go to a feed, a folder or a smart feed by its name"), "NAME", NULL, 0, NEEDS_CHOICE, run_go, feed_choices, N_("Go to")},
    {"next-unread-feed", N_("To the next feed with unread articles"), NULL, NULL, 0, 0, run_next_feed, NULL, NULL},
    {"previous-unread-feed", N_("To the previous feed with unread articles"), NULL, NULL, 0, 0, run_previous_feed, NULL, NULL},
    {"view-feeds",  N_("Show feeds with unread articles only, or all"), NULL, NULL, 0, 0, run_view_feeds, NULL, NULL},
    {"keep-search", N_("Keep what is searched as a smart feed of that name"), "NAME", N_("keep"), IN_FIND, NEEDS_ARGUMENT, run_keep_search, NULL, N_("Keep it as")},
    {"remove-feed", N_("Remove the chosen feed and its articles; can be taken back"), NULL, NULL, 0, 0, run_remove, NULL, NULL},
    {"rename-feed", N_("Give the chosen feed another title"), "TITLE", NULL, 0, 0, run_rename, NULL, N_("New title")},
    {"retag-feed",  N_("Change all folders of the chosen feed: a list with commas, `,` for none"), "TAGS", NULL, 0, 0, run_retag, NULL, N_("Folders (`,` for none)")},
    {"tag-feed",    N_("Put the chosen feed into a folder; with a minus in front, take it out"), "TAG", NULL, 0, NEEDS_ARGUMENT, run_tag_feed, folder_choices, N_("Folder (with - in front: out of it)")},
    {0},
};
// clang-format on
