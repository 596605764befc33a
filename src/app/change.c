/*
 * Short changes: what the user does is handed to the writer, and told when it is on the disk.
 */
#include <stdlib.h>
#include <string.h>

#include "app/internal.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/time.h"

struct change {
    struct arena arena;
    struct app *app;
    struct ticket *ticket;
    bool (*run)(struct store *store, struct change *change, struct error *err);
    // What the runs need; each uses its own.
    int64_t id;
    int64_t parent_id;
    enum store_mark mark;
    bool is_set;
    const char *key;
    const char *text;
    const int64_t *ids; // NULL: the selection
    size_t id_count;
    struct store_selection selection;
    struct query query;
    struct store_draft draft;
    struct store_account account;
    int64_t account_id;
    const struct feed_subscriptions *list;
    int64_t new_count; // what a run has to tell
    int64_t updated_count;
    int64_t failed_count;
    struct store_undone undone;
};

typedef bool (*change_run)(struct store *store, struct change *change, struct error *err);

static struct change *change_new(struct app *app, change_run run)
{
    struct change *const change = mem_zalloc(sizeof(*change));
    arena_init(&change->arena);
    change->app = app;
    change->ticket = app_begin(app);
    change->run = run;
    return change;
}

/* On the writer's thread. */
static void change_write(struct store *store, void *context)
{
    struct change *const change = context;
    struct error err = {0};
    const bool is_written = change->run(store, change, &err);
    const struct app_message about = {.ticket = ticket_number(change->ticket),
                                      .article_id = change->id,
                                      .account_id = change->account_id,
                                      .new_count = change->new_count,
                                      .updated_count = change->updated_count,
                                      .failed_count = change->failed_count,
                                      .undone = change->undone};
    if (is_written)
        app_post(change->app, APP_CHANGED, &about);
    app_post_end(change->app, change->ticket, &about, is_written ? NULL : &err);
    ticket_unref(change->ticket);
    arena_release(&change->arena);
    free(change);
}

static struct ticket *change_submit(struct change *change)
{
    struct ticket *const ticket = ticket_ref(change->ticket);
    store_writer_submit(change->app->writer, change_write, change);
    return ticket;
}

static bool run_unsubscribe(struct store *store, struct change *change, struct error *err)
{
    return store_undo_remove_feed(store, change->id, time_now_ms(), err);
}

struct ticket *app_unsubscribe(struct app *app, int64_t feed_id)
{
    struct change *const change = change_new(app, run_unsubscribe);
    change->id = feed_id;
    return change_submit(change);
}

/* What else the list says of it. */
static bool import_rest(struct store *store, int64_t id, const struct feed_subscription *item,
                        struct error *err)
{
    if (item->is_command)
        return store_feeds_turn_off(
            store, id, _("it is a command, and no command from a list is run: it is only kept"),
            err);
    if (!item->link && !item->description)
        return true;
    return store_feeds_describe(store, id, item->link, item->description, err);
}

static bool import_items(struct store *store, struct change *change, struct error *err)
{
    for (size_t i = 0; i < change->list->count; i++) {
        const struct feed_subscription *const item = &change->list->items[i];
        int64_t id;
        bool is_new;
        if (!store_feeds_add(store, item->url, item->title, item->tags, item->tag_count, &id,
                             &is_new, err) ||
            !import_rest(store, id, item, err))
            return false;
        change->new_count += is_new;
    }
    return true;
}

/* One transaction: all of the list, or none of it. */
static bool run_import(struct store *store, struct change *change, struct error *err)
{
    if (!store_batch_begin(store, err))
        return false;
    const bool is_added = import_items(store, change, err);
    return store_batch_end(store, is_added, is_added ? err : NULL) && is_added;
}

static void tell_skipped(struct change *change, const struct feed_subscriptions *list)
{
    change->failed_count = (int64_t)list->skipped_count;
    for (size_t i = 0; i < list->skipped_count; i++) {
        struct app_message message = {.ticket = ticket_number(change->ticket)};
        error_set(&message.error, ERR_NONE, "%s", list->skipped[i]);
        app_post(change->app, APP_SKIPPED, &message);
    }
}

/* Read the list here: a file of many megabytes must not stop the front. */
static bool run_import_file(struct store *store, struct change *change, struct error *err)
{
    struct str text;
    str_init(&text, LIMIT_SUBSCRIPTIONS_BYTES);
    struct feed_subscriptions list = {0};
    bool is_done = file_read(change->text, LIMIT_SUBSCRIPTIONS_BYTES, &text, err);
    if (is_done) {
        is_done = feed_subscriptions_parse(text.data, text.len, &list, err);
        if (!is_done)
            error_prefix(err, "%s:%d:%d", change->text, err->line, err->column);
    }
    if (is_done) {
        change->list = &list;
        is_done = run_import(store, change, err);
        change->updated_count = (int64_t)list.count - change->new_count;
        if (is_done)
            tell_skipped(change, &list);
        feed_subscriptions_release(&list);
    }
    str_release(&text);
    return is_done;
}

struct ticket *app_import_file(struct app *app, const char *path)
{
    struct change *const change = change_new(app, run_import_file);
    char *const meant = app_user_path(path);
    change->text = arena_strdup(&change->arena, meant);
    free(meant);
    return change_submit(change);
}

struct ticket *app_import(struct app *app, const struct feed_subscriptions *list)
{
    struct change *const change = change_new(app, run_import);
    change->list = list;
    return change_submit(change);
}

static bool run_tag_feed(struct store *store, struct change *change, struct error *err)
{
    return store_feeds_tag(store, change->id, change->text, change->is_set, err);
}

struct ticket *app_tag_feed(struct app *app, int64_t feed_id, const char *tag, bool is_set)
{
    struct change *const change = change_new(app, run_tag_feed);
    change->id = feed_id;
    change->text = arena_strdup(&change->arena, tag);
    change->is_set = is_set;
    return change_submit(change);
}

static bool run_rename(struct store *store, struct change *change, struct error *err)
{
    return store_feeds_rename(store, change->id, change->text, err);
}

struct ticket *app_rename_feed(struct app *app, int64_t feed_id, const char *title)
{
    struct change *const change = change_new(app, run_rename);
    change->id = feed_id;
    change->text = arena_strdup(&change->arena, title);
    return change_submit(change);
}

static void change_take_ids(struct change *change, const int64_t *ids, size_t count)
{
    int64_t *const copy = arena_alloc(&change->arena, size_mul(count, sizeof(*ids)));
    if (count)
        memcpy(copy, ids, count * sizeof(*ids));
    change->ids = copy;
    change->id_count = count;
    change->id = count == 1 ? ids[0] : 0;
}

/* A copy of a query's tree, which is no deeper than QUERY_TERMS. */
static struct query_node *copy_query(struct arena *arena, const struct query_node *node)
{
    if (!node)
        return NULL;
    struct query_node *const copy = arena_alloc(arena, sizeof(*copy));
    *copy = *node;
    copy->text = arena_strdup(arena, node->text);
    copy->first = copy_query(arena, node->first);
    copy->second = copy_query(arena, node->second);
    return copy;
}

struct store_selection app_copy_selection(struct arena *arena, struct query *query,
                                          const struct store_selection *selection)
{
    struct store_selection copy = *selection;
    copy.tag = arena_strdup(arena, selection->tag);
    if (selection->query) {
        query->root = copy_query(arena, selection->query->root);
        query->sees_hidden = selection->query->sees_hidden;
        copy.query = query;
    }
    return copy;
}

static void change_take_selection(struct change *change, const struct store_selection *selection)
{
    change->selection = app_copy_selection(&change->arena, &change->query, selection);
}

static bool run_mark(struct store *store, struct change *change, struct error *err)
{
    const struct store_selection *const selection = change->ids ? NULL : &change->selection;
    return store_undo_mark(store, change->mark, change->text, change->ids, change->id_count,
                           selection, time_now_ms(), &change->updated_count, err);
}

struct ticket *app_mark(struct app *app, enum store_mark mark, const char *tag, const int64_t *ids,
                        size_t count, const struct store_selection *selection)
{
    struct change *const change = change_new(app, run_mark);
    change->mark = mark;
    change->text = arena_strdup(&change->arena, tag);
    if (ids)
        change_take_ids(change, ids, count);
    else
        change_take_selection(change, selection);
    return change_submit(change);
}

static bool run_undo(struct store *store, struct change *change, struct error *err)
{
    return store_undo_step(store, change->is_set, time_now_ms(), &change->undone, err);
}

struct ticket *app_undo(struct app *app, bool is_redo)
{
    struct change *const change = change_new(app, run_undo);
    change->is_set = is_redo;
    return change_submit(change);
}

const char *app_undone_words(const struct store_undone *undone)
{
    static const char *const words[] = {
        [STORE_MARK_READ] = N_("read again"),
        [STORE_MARK_UNREAD] = N_("unread again"),
        [STORE_MARK_STAR] = N_("starred again"),
        [STORE_MARK_UNSTAR] = N_("without star again"),
        [STORE_MARK_TAG] = N_("tagged again"),
        [STORE_MARK_UNTAG] = N_("without tag again"),
        [STORE_MARK_HIDE] = N_("hidden again"),
        [STORE_MARK_SHOW] = N_("shown again"),
        [STORE_MARK_DELETE] = N_("deleted again"),
        [STORE_MARK_RESTORE] = N_("there again"),
        [STORE_MARK_REMOVE_FEED] = N_("removed again"),
        [STORE_MARK_RESTORE_FEED] = N_("subscribed to again"),
    };
    return _(words[undone->mark]);
}

static bool run_see(struct store *store, struct change *change, struct error *err)
{
    return store_articles_see(store, change->id, err);
}

struct ticket *app_see(struct app *app, int64_t article_id)
{
    struct change *const change = change_new(app, run_see);
    change->id = article_id;
    return change_submit(change);
}

static bool run_mark_comments(struct store *store, struct change *change, struct error *err)
{
    return store_comments_mark_read(store, change->id, err);
}

struct ticket *app_mark_comments_read(struct app *app, int64_t article_id)
{
    struct change *const change = change_new(app, run_mark_comments);
    change->id = article_id;
    return change_submit(change);
}

static bool run_save_draft(struct store *store, struct change *change, struct error *err)
{
    return store_drafts_save(store, &change->draft, err);
}

struct ticket *app_save_draft(struct app *app, const struct store_draft *draft)
{
    struct change *const change = change_new(app, run_save_draft);
    change->id = draft->article_id;
    change->draft = *draft;
    change->draft.name = arena_strdup(&change->arena, draft->name);
    change->draft.email = arena_strdup(&change->arena, draft->email);
    change->draft.url = arena_strdup(&change->arena, draft->url);
    change->draft.body = arena_strdup(&change->arena, draft->body);
    return change_submit(change);
}

static bool run_drop_draft(struct store *store, struct change *change, struct error *err)
{
    return store_drafts_drop(store, change->id, change->parent_id, err);
}

struct ticket *app_drop_draft(struct app *app, int64_t article_id, int64_t parent_id)
{
    struct change *const change = change_new(app, run_drop_draft);
    change->id = article_id;
    change->parent_id = parent_id;
    return change_submit(change);
}

static bool run_outbox_drop(struct store *store, struct change *change, struct error *err)
{
    return store_outbox_drop(store, change->id, err);
}

struct ticket *app_outbox_drop(struct app *app, int64_t outgoing_id)
{
    struct change *const change = change_new(app, run_outbox_drop);
    change->id = outgoing_id;
    return change_submit(change);
}

static bool run_add_account(struct store *store, struct change *change, struct error *err)
{
    return store_accounts_add(store, &change->account, &change->account_id, err);
}

struct ticket *app_add_account(struct app *app, const struct store_account *account)
{
    struct change *const change = change_new(app, run_add_account);
    change->account = (struct store_account){
        .service = arena_strdup(&change->arena, account->service),
        .server = arena_strdup(&change->arena, account->server),
        .user = arena_strdup(&change->arena, account->user),
        .password_command = arena_strdup(&change->arena, account->password_command),
    };
    return change_submit(change);
}

static bool run_remove_account(struct store *store, struct change *change, struct error *err)
{
    return store_accounts_remove(store, change->account_id, err);
}

struct ticket *app_remove_account(struct app *app, int64_t account_id)
{
    struct change *const change = change_new(app, run_remove_account);
    change->account_id = account_id;
    return change_submit(change);
}

static bool run_set_state(struct store *store, struct change *change, struct error *err)
{
    return store_state_set(store, change->key, change->text, err);
}

struct ticket *app_set_state(struct app *app, const char *key, const char *value)
{
    struct change *const change = change_new(app, run_set_state);
    change->key = arena_strdup(&change->arena, key);
    change->text = arena_strdup(&change->arena, value);
    return change_submit(change);
}
