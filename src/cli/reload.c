/*
 * reload: ask the feeds, a line each.
 */
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/map.h"
#include "cli/commands.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "cli/session.h"

struct reloading {
    struct store_feeds feeds;
    struct vec ids;   // int64_t: those that were named; empty: all
    struct vec heard; // int64_t: those that were asked
    bool is_json;
    struct str out;
    int64_t worked_count;
    bool is_unprinted; // standard output took no more; said once
};

static const struct store_feed *feed_of(const struct reloading *reloading, int64_t id)
{
    for (size_t i = 0; i < reloading->feeds.count; i++)
        if (reloading->feeds.items[i].id == id)
            return &reloading->feeds.items[i];
    return NULL;
}

static void print_json(struct reloading *reloading, const struct store_feed *feed,
                       const char *status, const struct app_message *message)
{
    struct json_writer json;
    json_writer_init(&json, &reloading->out);
    json_begin_object(&json);
    json_key_int(&json, "id", feed->id);
    json_key_text(&json, "url", feed->url);
    json_key_text(&json, "status", status);
    json_key_int_or_null(&json, "http", message->http != 0, message->http);
    json_key_int(&json, "new", message->new_count);
    json_key_int(&json, "updated", message->updated_count);
    json_key_int(&json, "bytes", message->bytes);
    json_key_int(&json, "ms", message->elapsed_ms);
    json_key_text(&json, "error", message->error.kind == ERR_NONE ? NULL : message->error.text);
    json_end_object(&json);
    str_add_char(&reloading->out, '\n');
}

static void print_feed(struct reloading *reloading, const struct store_feed *feed,
                       const char *status, const struct app_message *message)
{
    if (reloading->is_json)
        print_json(reloading, feed, status, message);
    else
        str_printf(
            &reloading->out, "%-9s %5lld new %9lld bytes %6lld ms  %s%s%s\n", status,
            (long long)message->new_count, (long long)message->bytes,
            (long long)message->elapsed_ms, feed->title,
            message->error.kind == ERR_NONE ? "" : ": ",
            message->error.kind == ERR_NONE ? "" : error_beside(feed->title, message->error.text));
    int (*const print)(const struct str *) = reloading->is_json ? cli_print_raw : cli_print;
    if (!reloading->is_unprinted && print(&reloading->out) != CLI_OK)
        reloading->is_unprinted = true; // the reload itself goes on
    str_clear(&reloading->out);
}

/* A rule wants it to be told. */
static void print_notice(struct reloading *reloading, const struct app_message *message)
{
    str_printf(&reloading->out, "%-9s %5lld %s\n", "notice", (long long)message->article_id,
               message->error.text);
    if (!reloading->is_unprinted && cli_print(&reloading->out) != CLI_OK)
        reloading->is_unprinted = true;
    str_clear(&reloading->out);
}

static void hear(void *context, enum app_message_kind kind, const struct app_message *message)
{
    struct reloading *const reloading = context;
    if (kind == APP_NOTICE && !reloading->is_json)
        print_notice(reloading, message);
    const struct store_feed *const feed =
        kind == APP_FEED ? feed_of(reloading, message->feed_id) : NULL;
    if (!feed)
        return;
    *(int64_t *)vec_push(&reloading->heard) = feed->id;
    reloading->worked_count +=
        message->fetch == STORE_FETCH_OK || message->fetch == STORE_FETCH_UNCHANGED;
    print_feed(reloading, feed, row_status(message->fetch), message);
}

static bool has_id(const struct vec *ids, int64_t id)
{
    for (size_t i = 0; i < ids->count; i++)
        if (((const int64_t *)ids->items)[i] == id)
            return true;
    return false;
}

/* Those that were not asked have their line, too; one that is gone says nothing about the others.
 */
static void print_rest(struct reloading *reloading, size_t *asked_count)
{
    static const struct app_message nothing = {0};
    *asked_count = reloading->heard.count;
    struct map asked;
    map_init(&asked);
    for (size_t i = 0; i < reloading->heard.count; i++)
        map_add(&asked, (const char *)vec_at(&reloading->heard, i), sizeof(int64_t), NULL);
    for (size_t i = 0; i < reloading->feeds.count; i++) {
        const struct store_feed *const feed = &reloading->feeds.items[i];
        if (reloading->ids.count && !has_id(&reloading->ids, feed->id))
            continue;
        if (map_find(&asked, (const char *)&feed->id, sizeof(feed->id)))
            continue;
        const bool is_over =
            feed->last_status == STORE_FETCH_GONE || feed->last_status == STORE_FETCH_OFF;
        reloading->worked_count += !is_over;
        *asked_count += !is_over;
        print_feed(reloading, feed, is_over ? row_status(feed->last_status) : "not-due", &nothing);
    }
    map_release(&asked);
}

static bool name_feeds(const struct cli_call *call, struct app *app, struct reloading *reloading,
                       struct error *err)
{
    for (size_t i = 0; i < cli_operand_count(call); i++) {
        int64_t id;
        if (!store_feeds_find(app_store(app), cli_operand(call, i), &id, err))
            return false;
        *(int64_t *)vec_push(&reloading->ids) = id;
    }
    return store_feeds_list(app_store(app), &reloading->feeds, err);
}

/* Rules that cannot be read are told; the exit status is about the feeds alone. */
static void tell_rules(const struct app *app)
{
    struct error err = {0};
    if (!app_rules(app, &err))
        (void)cli_fail(&err);
}

/* One feed behind the other, each with its older pages. */
static int reload_archives(struct app *app, struct reloading *reloading)
{
    struct error err = {0};
    if (reloading->ids.count == 0) {
        error_set(&err, ERR_USAGE,
                  _("'reload --archive' takes the feeds whose older pages to read"));
        return cli_fail(&err);
    }
    for (size_t i = 0; i < reloading->ids.count && err.kind != ERR_CANCELLED; i++) {
        err = (struct error){0};
        const int64_t id = *(const int64_t *)vec_at(&reloading->ids, i);
        (void)!cli_wait(app, app_reload_archive(app, id), hear, reloading, NULL, &err);
    }
    if (reloading->is_unprinted)
        return CLI_FAILED;
    if (err.kind == ERR_CANCELLED || reloading->worked_count == 0)
        return cli_fail(&err);
    tell_rules(app);
    return CLI_OK;
}

static int reload_all(const struct cli_call *call, struct app *app, struct reloading *reloading)
{
    struct error err = {0};
    if (!name_feeds(call, app, reloading, &err))
        return cli_fail(&err);
    if (cli_has(call, "archive"))
        return reload_archives(app, reloading);
    struct ticket *const ticket =
        app_reload(app, reloading->ids.count ? reloading->ids.items : NULL, reloading->ids.count,
                   cli_has(call, "force"));
    if (!cli_wait(app, ticket, hear, reloading, NULL, &err))
        return cli_fail(&err);
    size_t asked_count;
    print_rest(reloading, &asked_count);
    if (reloading->is_unprinted)
        return CLI_FAILED;
    if (asked_count == 0 || reloading->worked_count > 0) {
        tell_rules(app);
        return CLI_OK;
    }
    error_set(&err, ERR_NETWORK, _("no feed could be fetched: 'courant feeds' says why"));
    return cli_fail(&err);
}

int cli_reload(const struct cli_call *call)
{
    enum { JOBS_MAX = 1000 };
    struct error err = {0};
    int64_t jobs;
    if (!cli_number(call, "jobs", 1, JOBS_MAX, 0, &jobs, &err))
        return cli_fail(&err);
    const struct app_options options = {.home = call->home, .transfers = (int)jobs};
    struct app *const app = app_new(&options, &err);
    if (!app)
        return cli_fail(&err);
    struct reloading reloading = {.is_json = cli_has(call, "json")};
    vec_init(&reloading.ids, sizeof(int64_t));
    vec_init(&reloading.heard, sizeof(int64_t));
    str_init(&reloading.out, LIMIT_STR_BYTES);
    const int status = reload_all(call, app, &reloading);
    store_feeds_release(&reloading.feeds);
    str_release(&reloading.out);
    vec_release(&reloading.heard);
    vec_release(&reloading.ids);
    app_free(app);
    return status;
}
