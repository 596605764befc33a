#include "app/rules.h"

#include <stdlib.h>
#include <string.h>

#include "app/configuration.h"
#include "app/internal.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/time.h"
#include "store/retention.h"
#include "store/rules.h"
#include "store/smart.h"
#include "text/fold.h"

/* What hangs from the app, twice: as it was at the start, which never changes, and the writer's
 * newer one. */
struct app_rules {
    struct arena arena;
    struct rules *rules; // NULL: the file cannot be read
    struct error error;
    struct store_rules store;
};

enum store_mark rules_mark(enum rules_action_kind kind)
{
    static const enum store_mark marks[] = {
        [RULES_READ] = STORE_MARK_READ,
        [RULES_STAR] = STORE_MARK_STAR,
        [RULES_TAG] = STORE_MARK_TAG,
        [RULES_HIDE] = STORE_MARK_HIDE,
    };
    return marks[kind];
}

/* ---- for the writer */

static struct store_rule translate(struct arena *arena, const struct rules_rule *rule)
{
    const size_t count = rule->actions.count;
    struct store_rule_mark *const items = arena_zalloc(arena, size_mul(count, sizeof(*items)));
    struct store_rule result = {
        .name = rule->name, .query = rule->query, .marks = items, .until_ms = rule->until_ms};
    for (size_t i = 0; i < count; i++) {
        const struct rules_action *const action = vec_at(&rule->actions, i);
        if (action->kind == RULES_NOTIFY)
            result.notifies = true;
        else
            items[result.mark_count++] =
                (struct store_rule_mark){rules_mark(action->kind), action->tag};
    }
    return result;
}

/* On the writer's thread. */
static void rules_notify(void *context, const struct store_rule *rule, int64_t article_id,
                         const char *title)
{
    struct app *const app = context;
    struct app_message message = {.article_id = article_id};
    error_set(&message.error, ERR_NONE, "%s: %s", rule->name, title);
    app_post(app, APP_NOTICE, &message);
}

static void translate_all(struct app *app, struct app_rules *held)
{
    const struct vec *const rules = &held->rules->rules;
    struct store_rule *const items =
        arena_zalloc(&held->arena, size_mul(rules->count, sizeof(*items)));
    for (size_t i = 0; i < rules->count; i++)
        items[i] = translate(&held->arena, vec_at(rules, i));
    held->store = (struct store_rules){
        .items = items, .count = rules->count, .notify = rules_notify, .context = app};
}

/* ---- smart feeds */

struct smart_write {
    const struct store_smart *items;
    size_t count;
    struct error error;
};

static void smart_write(struct store *store, void *context)
{
    struct smart_write *const write = context;
    store_smart_set(store, write->items, write->count, &write->error);
}

/* As the store takes them; in the arena of `rules`. */
static const struct store_smart *list_smarts(struct rules *rules)
{
    const size_t count = rules->smarts.count;
    struct store_smart *const items = arena_zalloc(&rules->arena, size_mul(count, sizeof(*items)));
    for (size_t i = 0; i < count; i++) {
        const struct rules_smart *const smart = vec_at(&rules->smarts, i);
        items[i] = (struct store_smart){.name = smart->name, .query = smart->query};
    }
    return items;
}

static bool smarts_are(const struct store_smarts *stored, const struct store_smart *items,
                       size_t count)
{
    bool is_same = stored->count == count;
    for (size_t i = 0; is_same && i < count; i++)
        is_same = strcmp(stored->items[i].name, items[i].name) == 0 &&
                  strcmp(stored->items[i].query, items[i].query) == 0;
    return is_same;
}

/* Nothing is written when they are there already. */
static bool hand_to_database(struct app *app, struct error *err)
{
    struct rules *const rules = app->rules->rules;
    const size_t count = rules->smarts.count;
    const struct store_smart *const items = list_smarts(rules);
    struct store_smarts stored = {0};
    if (!store_smart_list(app->store, &stored, err))
        return false;
    struct smart_write write = {.items = items, .count = count};
    if (!app_refusal(app) && !smarts_are(&stored, items, count))
        store_writer_run(app->writer, smart_write, &write);
    store_smart_release(&stored);
    if (write.error.kind != ERR_NONE)
        *err = write.error;
    return write.error.kind == ERR_NONE;
}

/* ---- the file */

static struct app_rules *held_new(struct app *app)
{
    struct app_rules *const held = mem_zalloc(sizeof(*held));
    arena_init(&held->arena);
    held->rules = configuration_rules(&app->paths, time_now_ms(), &held->error);
    if (held->rules)
        translate_all(app, held);
    return held;
}

static void held_free(struct app_rules *held)
{
    if (!held)
        return;
    rules_free(held->rules);
    arena_release(&held->arena);
    free(held);
}

void rules_load(struct app *app)
{
    struct app_rules *const held = app->rules = held_new(app);
    if (held->rules && hand_to_database(app, &held->error) && held->store.count)
        store_writer_set_rules(app->writer, &held->store);
    if (held->error.kind != ERR_NONE)
        log_write(LOG_WARNING, "rules: %s", held->error.text);
}

void rules_unload(struct app *app)
{
    held_free(app->rules);
    held_free(app->newer_rules);
    app->rules = app->newer_rules = NULL;
}

/* ---- again, when the file was saved */

struct rereading {
    struct app *app;
    struct app_rules *held;
};

/* On the writer's thread: from the next article on the new ones are run. */
static void take_over(struct store *store, void *context)
{
    struct rereading *const rereading = context;
    struct app *const app = rereading->app;
    struct app_rules *const held = rereading->held;
    struct error err = {0};
    struct store_smarts stored = {0};
    const struct store_smart *const items = list_smarts(held->rules);
    const size_t count = held->rules->smarts.count;
    store_set_rules(store, held->store.count ? &held->store : NULL);
    held_free(app->newer_rules);
    app->newer_rules = held;
    const bool is_listed = store_smart_list(store, &stored, &err);
    if (is_listed && !smarts_are(&stored, items, count))
        store_smart_set(store, items, count, &err);
    if (is_listed)
        store_smart_release(&stored);
    if (err.kind != ERR_NONE)
        log_write(LOG_WARNING, "rules: %s", err.text);
    app_post(app, APP_CHANGED, &(struct app_message){0});
    free(rereading);
}

bool app_read_rules(struct app *app, struct error *err)
{
    struct app_rules *const held = held_new(app);
    if (!held->rules) {
        *err = held->error;
        held_free(held);
        return false;
    }
    struct rereading *const rereading = mem_alloc(sizeof(*rereading));
    *rereading = (struct rereading){app, held};
    store_writer_submit(app->writer, take_over, rereading);
    return true;
}

const struct rules *app_rules(const struct app *app, struct error *err)
{
    if (app->rules->error.kind == ERR_NONE)
        return app->rules->rules;
    if (err)
        *err = app->rules->error;
    return NULL;
}

/* ---- a search that is kept */

struct kept {
    struct app *app;
    struct ticket *ticket;
    struct rules *rules;
};

/* On the writer's thread. */
static void write_kept(struct store *store, void *context)
{
    struct kept *const kept = context;
    struct error err = {0};
    const bool is_set =
        store_smart_set(store, list_smarts(kept->rules), kept->rules->smarts.count, &err);
    const struct app_message about = {.ticket = ticket_number(kept->ticket)};
    if (is_set)
        app_post(kept->app, APP_CHANGED, &about);
    app_post_end(kept->app, kept->ticket, &about, is_set ? NULL : &err);
    ticket_unref(kept->ticket);
    rules_free(kept->rules);
    free(kept);
}

/* The file with one line more, and as it is read then; nothing is written when it cannot be. */
static struct rules *add_to_file(struct app *app, const char *name, const char *query,
                                 struct error *err)
{
    char path[PATH_BYTES];
    struct str text;
    str_init(&text, LIMIT_CONFIG_BYTES);
    struct error why = {0};
    bool is_read = path_join(path, app->paths.config, "rules", err);
    if (is_read && !file_read(path, LIMIT_CONFIG_BYTES, &text, &why) && why.kind != ERR_NOT_FOUND)
        is_read = error_set(err, why.kind, "%s", why.text);
    if (!is_read) {
        str_release(&text);
        return NULL;
    }
    const bool ends_line = text.len == 0 || text.data[text.len - 1] == '\n';
    str_printf(&text, "%ssmart \"%s\" = %s\n", ends_line ? "" : "\n", name, query);
    struct rules *rules = rules_parse(text.data, text.len, time_now_ms(), err);
    if (rules &&
        !(path_make_folder(app->paths.config, err) && file_write(path, text.data, text.len, err))) {
        rules_free(rules);
        rules = NULL;
    }
    str_release(&text);
    return rules;
}

struct ticket *app_keep_search(struct app *app, const char *name, const char *query,
                               struct error *err)
{
    if (strpbrk(name, "\"\n") || strchr(query, '\n')) {
        error_set(err, ERR_USAGE, _("a name in the file rules has no quote"));
        return NULL;
    }
    struct rules *const rules = add_to_file(app, name, query, err);
    if (!rules)
        return NULL;
    struct kept *const kept = mem_zalloc(sizeof(*kept));
    *kept = (struct kept){.app = app, .ticket = app_begin(app), .rules = rules};
    struct ticket *const ticket = ticket_ref(kept->ticket);
    store_writer_submit(app->writer, write_kept, kept);
    return ticket;
}

/* ---- feeds that are named */

static bool is_named(const struct store_feed *feed, const char *name)
{
    struct str folded;
    str_init(&folded, LIMIT_TITLE_BYTES);
    text_fold(name, strlen(name), &folded);
    const bool is_found = text_contains_folded(feed->title, strlen(feed->title), folded.data) ||
                          text_contains_folded(feed->url, strlen(feed->url), folded.data);
    str_release(&folded);
    return is_found;
}

static bool is_known(const struct store_feeds *feeds, const char *name)
{
    long long id = 0;
    (void)!slice_to_int64(slice_of(name), &id);
    for (size_t i = 0; i < feeds->count; i++)
        if (feeds->items[i].id == id || is_named(&feeds->items[i], name))
            return true;
    return false;
}

bool rules_know_feeds(const struct rules *rules, const struct store_feeds *feeds, struct error *err)
{
    for (size_t i = 0; i < rules->feeds.count; i++) {
        const struct rules_feed *const feed = vec_at(&rules->feeds, i);
        if (!is_known(feeds, feed->text))
            return error_set_at(err, ERR_SYNTAX, feed->line, feed->column,
                                _("no feed has `%s` in its title or address"), feed->text);
    }
    return true;
}

/* ---- what is kept */

/* The last that fits the feed; NULL: everything is kept. */
static const struct rules_keep *keep_of(const struct vec *keeps, const struct store_feed *feed)
{
    const struct rules_keep *found = NULL;
    for (size_t i = 0; i < keeps->count; i++) {
        const struct rules_keep *const keep = vec_at(keeps, i);
        if (!keep->feed || is_named(feed, keep->feed))
            found = keep;
    }
    return found && (found->days || found->count) ? found : NULL;
}

void rules_retain(struct app *app, struct store *store)
{
    enum { AT_ONCE = 500, DAY_MS = 24 * 60 * 60 * 1000 };
    const struct app_rules *const held = app->newer_rules ? app->newer_rules : app->rules;
    const struct vec *const keeps = held->rules ? &held->rules->keeps : NULL;
    struct store_feeds feeds = {0};
    struct error err = {0};
    if (!keeps || !keeps->count)
        return;
    const int64_t now_ms = time_now_ms();
    const bool is_read = store_feeds_list(store, &feeds, &err);
    for (size_t i = 0; is_read && i < feeds.count && err.kind == ERR_NONE; i++) {
        const struct rules_keep *const keep = keep_of(keeps, &feeds.items[i]);
        int64_t deleted;
        if (!keep)
            continue;
        const struct store_retention retention = {
            .feed_id = feeds.items[i].id,
            .before_ms = keep->days ? now_ms - keep->days * DAY_MS : INT64_MIN,
            .most = keep->count,
            .limit = AT_ONCE,
        };
        store_retain(store, &retention, now_ms, &deleted, &err);
    }
    if (is_read)
        store_feeds_release(&feeds);
    if (err.kind != ERR_NONE)
        log_write(LOG_WARNING, "keep: %s", err.text);
}

/* ---- counting */

struct counting {
    struct app *app;
    struct ticket *ticket;
    struct store_smarts smarts;
    int64_t started_ms;
    struct error error;
};

static void counting_begin(struct store *store, void *context)
{
    struct counting *const counting = context;
    store_smart_begin_count(store, &counting->error);
}

/* On the writer's thread: the last step. */
static void counting_write(struct store *store, void *context)
{
    struct counting *const counting = context;
    for (size_t i = 0; i < counting->smarts.count && counting->error.kind == ERR_NONE; i++)
        if (!counting->smarts.items[i].is_right)
            store_smart_end_count(store, &counting->smarts.items[i], &counting->error);
    store_smart_release(&counting->smarts);
    const struct app_message about = {.elapsed_ms = time_monotonic_ms() - counting->started_ms};
    app_post(counting->app, APP_CHANGED, &about);
    app_post_end(counting->app, counting->ticket, &about, &counting->error);
    ticket_unref(counting->ticket);
    free(counting);
}

static bool count_one(struct store *store, struct store_smart *smart, struct error *err)
{
    struct query *const query = query_parse(smart->query, time_now_ms(), err);
    if (!query)
        return false;
    const struct store_selection all = {.query = query};
    const struct store_selection unread = {.query = query, .only_unread = true};
    const bool is_counted = store_articles_count(store, &all, &smart->total, err) &&
                            store_articles_count(store, &unread, &smart->unread, err);
    query_free(query);
    return is_counted;
}

/* Has a moment passed that the query speaks of? Its counts are never kept. */
static bool is_about_age(const struct store_smart *smart)
{
    return strstr(smart->query, "newer:") || strstr(smart->query, "older:");
}

static void count_work(void *context)
{
    struct counting *const counting = context;
    struct error *const err = &counting->error;
    counting->started_ms = time_monotonic_ms();
    store_writer_run(counting->app->writer, counting_begin, counting);
    struct store *const store = err->kind == ERR_NONE ? app_open_reader(counting->app, err) : NULL;
    if (store) {
        store_set_ticket(store, counting->ticket);
        bool is_good = store_smart_list(store, &counting->smarts, err);
        for (size_t i = 0; is_good && i < counting->smarts.count; i++) {
            struct store_smart *const smart = &counting->smarts.items[i];
            smart->is_right &= !is_about_age(smart);
            is_good = smart->is_right || count_one(store, smart, err);
        }
        store_set_ticket(store, NULL);
    }
    store_close(store);
    store_writer_submit(counting->app->writer, counting_write, counting);
}

struct ticket *app_count_smart(struct app *app)
{
    struct counting *const counting = mem_zalloc(sizeof(*counting));
    counting->app = app;
    counting->ticket = app_begin(app);
    struct ticket *const ticket = ticket_ref(counting->ticket);
    pool_submit(app->pool, count_work, counting);
    return ticket;
}
