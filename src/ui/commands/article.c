#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "base/vec.h"
#include "ui/command.h"
#include "ui/panes/panes.h"

static struct pane *list_of(const struct ui *ui)
{
    return ui->panes[PANE_ARTICLES];
}

static struct pane *reader_of(const struct ui *ui)
{
    return ui->panes[PANE_ARTICLE];
}

static void open_link(struct ui *ui, int number)
{
    const bool is_comment = ui->focus == PANE_COMMENTS;
    const char *const url = is_comment ? comments_link(ui->panes[PANE_COMMENTS], number)
                                       : reader_link(reader_of(ui), number);
    if (url)
        ui_browse(ui, url);
    else if (is_comment)
        ui_say(ui, THEME_STATUS_ERROR, _("this comment has no link %d"), number);
    else
        ui_say(ui, THEME_STATUS_ERROR, _("this article has no link %d"), number);
}

static void run_open(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    if (ui->focus == PANE_FIND) {
        find_open_hit(call->pane);
    } else if (ui->focus == PANE_PARTS) {
        parts_open_row(call->pane);
    } else if (ui->focus == PANE_FEEDS) {
        ui_focus(ui, PANE_ARTICLES);
    } else if (ui->focus == PANE_ARTICLES) {
        const struct store_article *const article = articles_current(list_of(ui));
        if (article)
            ui_open_article(ui, article);
    } else if ((ui->focus == PANE_ARTICLE || ui->focus == PANE_COMMENTS) && call->has_count) {
        open_link(ui, call->count);
    } else if (ui->focus == PANE_ARTICLE || ui->focus == PANE_COMMENTS) {
        call->pane->class->move(call->pane, MOTION_DOWN, 1);
    }
}

/* First here, then anywhere. */
static bool find_unread(struct ui *ui, const struct store_key *from, bool is_newer,
                        struct store_articles *one)
{
    struct store_selection here = *articles_selection(list_of(ui));
    const struct store_selection anywhere = {.only_unread = true};
    here.keep_id = 0;
    return store_articles_next_unread(ui->store, &here, from, is_newer, one, NULL) ||
           store_articles_next_unread(ui->store, &anywhere, from, is_newer, one, NULL) ||
           store_articles_next_unread(ui->store, &anywhere, NULL, is_newer, one, NULL);
}

/* In the order in which the list stands. */
static bool find_next(struct ui *ui, const struct store_article *from, bool backwards,
                      struct store_articles *one)
{
    const enum order order = articles_order(list_of(ui));
    const struct store_article *const sorted =
        order_is_by_time(order) ? NULL : articles_next_unread(list_of(ui), backwards);
    if (sorted && store_articles_get(ui->store, sorted->id, one, NULL))
        return true;
    const struct store_key key =
        from ? (struct store_key){from->published_ms, from->id} : (struct store_key){0};
    return find_unread(ui, from ? &key : NULL, backwards != (order == ORDER_OLDEST), one);
}

static void go_unread(struct ui *ui, bool backwards)
{
    const bool is_list = ui->focus == PANE_FEEDS || ui->focus == PANE_ARTICLES;
    const struct store_article *const here = ui_article(ui);
    struct store_articles one = {0};
    // In a list the one under the cursor is the next itself.
    if (is_list && !backwards && here && here->is_unread) {
        ui_open_article(ui, here);
        return;
    }
    if (!find_next(ui, here, backwards, &one)) {
        ui_say(ui, THEME_STATUS, _("nothing unread is left"));
        return;
    }
    const struct store_article *const article = &one.items[0];
    const struct store_key found = {article->published_ms, article->id};
    articles_go_to(list_of(ui), &found);
    ui_open_article(ui, article);
    store_articles_release(&one);
}

static void run_next_unread(const struct command_call *call)
{
    for (int i = 0; i < call->count && i < 100; i++)
        go_unread(call->ui, false);
}

static void run_previous_unread(const struct command_call *call)
{
    for (int i = 0; i < call->count && i < 100; i++)
        go_unread(call->ui, true);
}

/* Along the list, read or not; who reads goes on reading. */
static void go_along(const struct command_call *call, enum motion motion)
{
    struct ui *const ui = call->ui;
    struct pane *const list = list_of(ui);
    const struct store_article *article = articles_current(list);
    const int64_t before = article ? article->id : 0;
    list->class->move(list, motion, call->count);
    article = articles_current(list);
    if (!article || article->id == before)
        ui_say(ui, THEME_STATUS,
               motion == MOTION_DOWN ? _("this is the last article of the list")
                                     : _("this is the first article of the list"));
    else if (ui->focus != PANE_FEEDS && ui->focus != PANE_ARTICLES)
        ui_open_article(ui, article);
}

static void run_next_article(const struct command_call *call)
{
    go_along(call, MOTION_DOWN);
}

static void run_previous_article(const struct command_call *call)
{
    go_along(call, MOTION_UP);
}

static void run_continue(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    if (ui->focus == PANE_FEEDS || ui->focus == PANE_ARTICLES)
        run_open(call);
    else if (ui->focus == PANE_ARTICLE && reader_is_at_end(call->pane))
        go_unread(ui, false);
    else
        call->pane->class->move(call->pane, MOTION_PAGE_DOWN, 1);
}

static bool go_match(const struct ui *ui, int by)
{
    return ui->focus == PANE_COMMENTS ? comments_next_hit(ui->panes[PANE_COMMENTS], by)
                                      : reader_next_hit(reader_of(ui), by);
}

static void run_next_match(const struct command_call *call)
{
    if (!go_match(call->ui, call->count))
        run_next_unread(call);
}

static void run_previous_match(const struct command_call *call)
{
    go_match(call->ui, -call->count);
}

static void run_search(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    if (!call->argument[0])
        prompt_open(ui, PROMPT_SEARCH, "");
    else
        ui_search(ui, call->argument);
}

/* The words of the query language that are not just words. */
static bool query_choices(const struct ui *ui, size_t index, char name[COMMAND_CHOICE_BYTES],
                          const char **help)
{
    static const struct {
        const char *word;
        const char *help;
    } words[] = {
        {"is:unread", N_("not read yet")},
        {"is:read", N_("read")},
        {"is:starred", N_("with a star")},
        {"is:hidden", N_("hidden by a rule")},
        {"is:changed", N_("with other words than when it was read")},
        {"has:comments", N_("with comments")},
        {"has:enclosure", N_("with something attached")},
        {"has:full", N_("with the full page")},
        {"title:", N_("words in the title")},
        {"author:", N_("words in the author's name")},
        {"feed:", N_("words in the feed's title")},
        {"tag:", N_("with a tag, or in a folder")},
        {"link:", N_("part of the address")},
        {"newer:7d", N_("of the last days")},
        {"older:4w", N_("older than that")},
        {"after:2026-01-31", N_("after a day")},
        {"before:2026-01-31", N_("before a day")},
    };
    (void)ui;
    if (index >= COUNT_OF(words))
        return false;
    snprintf(name, COMMAND_CHOICE_BYTES, "%s", words[index].word);
    *help = _(words[index].help);
    return true;
}

static void run_find(const struct command_call *call)
{
    find_open(call->ui->panes[PANE_FIND], call->argument);
}

static void run_hints(const struct command_call *call)
{
    if (call->ui->focus != PANE_ARTICLE)
        ui_focus(call->ui, PANE_ARTICLE);
    ui_update(call->ui);
    hints_start(call->ui);
}

/* The parts belong to the article that is read. */
static void open_parts(struct ui *ui, enum parts_kind kind)
{
    const struct store_article *const article = ui_article(ui);
    const struct store_article *const read = reader_article(reader_of(ui));
    if (!read || read->id != article->id)
        ui_open_article(ui, article);
    reader_of(ui)->class->update(reader_of(ui));
    parts_open(ui->panes[PANE_PARTS], kind);
}

static void run_links(const struct command_call *call)
{
    open_parts(call->ui, PARTS_LINKS);
}

static void run_headings(const struct command_call *call)
{
    open_parts(call->ui, PARTS_HEADINGS);
}

static void run_pictures(const struct command_call *call)
{
    open_parts(call->ui, PARTS_PICTURES);
}

static void run_enclosures(const struct command_call *call)
{
    open_parts(call->ui, PARTS_ENCLOSURES);
}

static void run_toggle_read(const struct command_call *call)
{
    const struct store_article *const article = ui_article(call->ui);
    ui_mark(call->ui, article->is_unread ? STORE_MARK_READ : STORE_MARK_UNREAD, NULL, article);
}

static void run_mark_read(const struct command_call *call)
{
    const struct store_article *const article = ui_article(call->ui);
    if (article->is_unread)
        ui_mark(call->ui, STORE_MARK_READ, NULL, article);
}

static void run_toggle_star(const struct command_call *call)
{
    const struct store_article *const article = ui_article(call->ui);
    ui_mark(call->ui, article->is_starred ? STORE_MARK_UNSTAR : STORE_MARK_STAR, NULL, article);
}

/* Without a question: it can be taken back. */
static void run_mark_all(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    ui_await(ui, app_mark(ui->app, STORE_MARK_READ, NULL, NULL, 0, articles_selection(list_of(ui))),
             ERRAND_MARK_ALL, 0);
}

static void run_mark_everything(const struct command_call *call)
{
    const struct store_selection everything = {0};
    ui_await(call->ui, app_mark(call->ui->app, STORE_MARK_READ, NULL, NULL, 0, &everything),
             ERRAND_MARK_ALL, 0);
}

static void run_tag(const struct command_call *call)
{
    const char *const word = call->argument;
    const bool is_off = word[0] == '-';
    const char *const tag = is_off || word[0] == '+' ? word + 1 : word;
    if (!tag[0])
        return;
    ui_mark(call->ui, is_off ? STORE_MARK_UNTAG : STORE_MARK_TAG, tag, ui_article(call->ui));
    // Where the list is narrow it has no place for tags.
    ui_say(call->ui, THEME_STATUS, is_off ? _("tag taken away: %s") : _("tagged: %s"), tag);
}

static void run_delete(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    const struct store_article *const article = ui_article(ui);
    const struct store_article *const read = reader_article(reader_of(ui));
    const bool is_read = read && read->id == article->id;
    struct str keys;
    str_init(&keys, 64);
    keymap_keys_of(ui->keymap, "articles", "undo", &keys);
    ui_say(ui, THEME_STATUS, _("deleted: %s; %s takes it back"), article->title, keys.data);
    str_release(&keys);
    ui_mark(ui, STORE_MARK_DELETE, NULL, article);
    if (!is_read)
        return;
    reader_show(reader_of(ui), 0);
    comments_show(ui->panes[PANE_COMMENTS], 0);
    ui_focus(ui, PANE_ARTICLES);
}

static void run_undo(const struct command_call *call)
{
    ui_undo(call->ui, false);
}

static void run_redo(const struct command_call *call)
{
    ui_undo(call->ui, true);
}

static void run_full(const struct command_call *call)
{
    struct ui *const ui = call->ui;
    const struct store_article *const article = ui_article(ui);
    if (reader_article(reader_of(ui)) == NULL || reader_article(reader_of(ui))->id != article->id)
        ui_open_article(ui, article);
    const struct store_article *const read = reader_article(reader_of(ui));
    if (!read)
        return;
    if (read->has_full) {
        reader_toggle_full(reader_of(ui));
        return;
    }
    if (ui_has_network(ui))
        full_fetch(ui, read->id);
}

static void run_fetch_pages(const struct command_call *call)
{
    enum { NEWEST = 1000 };
    struct ui *const ui = call->ui;
    if (!ui_has_network(ui))
        return;
    const struct app_pages_options options = {.with_comments = true, .limit = NEWEST};
    ui_say(ui, THEME_STATUS_BUSY, _("fetching pages…"));
    ui_await(ui, app_fetch_pages(ui->app, articles_selection(list_of(ui)), &options), ERRAND_PAGES,
             0);
}

static void run_browse(const struct command_call *call)
{
    ui_browse(call->ui, ui_article(call->ui)->link);
}

static void run_browse_comments(const struct command_call *call)
{
    const struct store_article *const article = ui_article(call->ui);
    struct store_text text = {0};
    struct error err = {0};
    if (!store_articles_text(call->ui->store, article->id, &text, &err)) {
        ui_say_error(call->ui, &err);
        return;
    }
    if (text.comments_link)
        ui_browse(call->ui, text.comments_link);
    else if (article->link)
        ui_browse(call->ui, article->link);
    else
        ui_say(call->ui, THEME_STATUS_ERROR, _("this article has no page of its own"));
    store_text_release(&text);
}

static void run_copy(const struct command_call *call)
{
    const char *const part = call->ui->focus == PANE_PARTS ? parts_url(call->pane) : NULL;
    const char *const link = part ? part : ui_article(call->ui)->link;
    if (!call->ui->term || term_copy(call->ui->term, link, strlen(link)))
        ui_say(call->ui, THEME_STATUS_GOOD, _("copied: %s"), link);
    else
        ui_say(call->ui, THEME_STATUS, _("this terminal has no clipboard: %s"), link);
}

/* Without a name it is asked for, with one that nothing from outside has a part in. */
static void run_save(const struct command_call *call)
{
    const struct store_article *const article = ui_article(call->ui);
    char name[64];
    if (call->argument[0]) {
        hand_save(call->ui, article, call->argument);
        return;
    }
    snprintf(name, sizeof(name), "~/article-%lld.txt", (long long)article->id);
    prompt_ask(call->ui, "save", name);
}

static void run_pipe(const struct command_call *call)
{
    hand_pipe(call->ui, ui_article(call->ui), call->argument);
}

static bool order_choices(const struct ui *ui, size_t index, char name[COMMAND_CHOICE_BYTES],
                          const char **help)
{
    (void)ui;
    const char *const order = order_name((enum order)index);
    if (!order)
        return false;
    snprintf(name, COMMAND_CHOICE_BYTES, "%s", order);
    *help = order_help((enum order)index);
    return true;
}

static void say_orders(struct ui *ui, const char *wrong)
{
    struct str names;
    str_init(&names, NOTICE_BYTES);
    for (size_t i = 0; order_name((enum order)i); i++)
        str_printf(&names, "%s%s", i > 0 ? ", " : "", order_name((enum order)i));
    ui_say(ui, THEME_STATUS_ERROR, _("there is no order `%s`; there are %s"), wrong, names.data);
    str_release(&names);
}

static void run_sort(const struct command_call *call)
{
    enum order order = ORDER_NEWEST;
    if (order_find(call->argument, &order))
        articles_sort(list_of(call->ui), order);
    else
        say_orders(call->ui, call->argument);
}

static void run_view(const struct command_call *call)
{
    articles_toggle_unread_only(list_of(call->ui));
}

// clang-format off
const struct command article_commands[] = {
    {"open",            N_("Open; with a number in front, the link of that number"), NULL, N_("open"), IN_LISTS | IN_FIND | IN_PARTS, 0, run_open, NULL, NULL},
    {"continue",        N_("Page down, then the next unread article"), NULL, N_("on"), IN_ARTICLE, 0, run_continue, NULL, NULL},
    {"next-unread",     N_("Open the next unread article, anywhere"), NULL, N_("next unread"), IN_TEXTS, 0, run_next_unread, NULL, NULL},
    {"previous-unread", N_("Open the previous unread article, anywhere"), NULL, NULL, 0, 0, run_previous_unread, NULL, NULL},
    {"next-article",    N_("To the next article of the list, read or not"), NULL, NULL, 0, 0, run_next_article, NULL, NULL},
    {"previous-article", N_("To the previous article of the list, read or not"), NULL, NULL, 0, 0, run_previous_article, NULL, NULL},
    {"toggle-read",     N_("Mark as read, or as unread"), NULL, NULL, 0, NEEDS_ARTICLE, run_toggle_read, NULL, NULL},
    {"mark-read",       N_("Mark as read"), NULL, NULL, 0, NEEDS_ARTICLE, run_mark_read, NULL, NULL},
    {"mark-all-read",   N_("Mark everything in this list as read"), NULL, NULL, 0, 0, run_mark_all, NULL, NULL},
    {"mark-everything-read", N_("Mark all articles of all feeds as read; can be taken back"), NULL, NULL, 0, 0, run_mark_everything, NULL, NULL},
    {"toggle-star",     N_("Set or take away the star"), NULL, NULL, 0, NEEDS_ARTICLE, run_toggle_star, NULL, NULL},
    {"tag",             N_("Set a tag, or take it away with a minus in front"), "TAG", NULL, 0, NEEDS_ARTICLE | NEEDS_ARGUMENT, run_tag, NULL, N_("Tag (with - in front: take it away)")},
    {"delete",          N_("Delete the article; it does not come back with its feed"), NULL, NULL, 0, NEEDS_ARTICLE, run_delete, NULL, NULL},
    {"undo",            N_("Take the last change of marks, stars or tags, or the last deletion, back"), NULL, NULL, 0, 0, run_undo, NULL, NULL},
    {"redo",            N_("Do again what was taken back"), NULL, NULL, 0, 0, run_redo, NULL, NULL},
    {"full",            N_("The full page instead of the summary, and back"), NULL, NULL, 0, NEEDS_ARTICLE, run_full, NULL, NULL},
    {"fetch-pages",     N_("Fetch the whole pages of this list, for reading without a network"), NULL, NULL, 0, 0, run_fetch_pages, NULL, NULL},
    {"search",          N_("Search: in an article, in the comments, in the keys, or for articles"), "WORDS", N_("search"), IN_READING, 0, run_search, query_choices, NULL},
    {"find",            N_("Search everywhere; what is found shows as one types"), "WORDS", N_("find"), IN_LISTS, 0, run_find, query_choices, NULL},
    {"next-match",      N_("Next place of a search, else the next unread article"), NULL, NULL, 0, 0, run_next_match, NULL, NULL},
    {"previous-match",  N_("Previous place of a search"), NULL, NULL, 0, 0, run_previous_match, NULL, NULL},
    {"hints",           N_("Letters on the links in sight: type them to open one"), NULL, NULL, 0, NEEDS_ARTICLE, run_hints, NULL, NULL},
    {"links",           N_("The links of the article as a list"), NULL, NULL, 0, NEEDS_ARTICLE, run_links, NULL, NULL},
    {"headings",        N_("The headings of the article, to go to one"), NULL, NULL, 0, NEEDS_ARTICLE, run_headings, NULL, NULL},
    {"pictures",        N_("The pictures of the article: their words and addresses, to open or to copy"), NULL, NULL, 0, NEEDS_ARTICLE, run_pictures, NULL, NULL},
    {"enclosures",      N_("What is attached to the article, to open or to copy its address"), NULL, NULL, 0, NEEDS_ARTICLE, run_enclosures, NULL, NULL},
    {"browse",          N_("Open the article in the browser"), NULL, NULL, 0, NEEDS_ARTICLE | NEEDS_LINK, run_browse, NULL, NULL},
    {"browse-comments", N_("Open the page of the comments in the browser"), NULL, NULL, 0, NEEDS_ARTICLE, run_browse_comments, NULL, NULL},
    {"copy-link",       N_("Copy the article's address, or that of the chosen link"), NULL, N_("copy"), IN_PARTS, NEEDS_ARTICLE | NEEDS_LINK, run_copy, NULL, NULL},
    {"save",            N_("Save the article as text; the file's name is asked for"), "FILE", NULL, 0, NEEDS_ARTICLE, run_save, NULL, N_("Save as")},
    {"pipe",            N_("Give the article as text to a command of yours, as its input"), "COMMAND", NULL, 0, NEEDS_ARTICLE | NEEDS_ARGUMENT, run_pipe, NULL, N_("Give it to the command")},
    {"sort",            N_("Choose the order of this list"), "ORDER", NULL, 0, NEEDS_CHOICE, run_sort, order_choices, N_("Order of this list")},
    {"view",            N_("Show unread articles only, or all"), NULL, NULL, 0, 0, run_view, NULL, NULL},
    {0},
};
// clang-format on
