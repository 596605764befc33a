/*
 * fetch-pages: what a query selects, for reading without a network.
 */
#include "base/intl.h"
#include "base/limits.h"
#include "cli/commands.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "cli/session.h"
#include "query/query.h"

struct fetching {
    struct app *app;
    bool is_json;
    bool with_comments;
    bool with_pictures;
    int64_t worked_count;
    struct str out;
    bool is_unprinted; // standard output took no more; said once
};

static void print_json(struct fetching *fetching, const struct app_message *message)
{
    const struct app_page *const page = &message->page;
    struct json_writer json;
    json_writer_init(&json, &fetching->out);
    json_begin_object(&json);
    json_key_int(&json, "id", message->article_id);
    json_key_text(&json, "status", message->error.kind == ERR_NONE ? "ok" : "failed");
    json_key_int(&json, "bytes", message->bytes);
    json_key_bool(&json, "full", page->has_full);
    json_key_bool(&json, "comments", page->has_comments);
    json_key_int(&json, "images", page->pictures);
    json_key_int(&json, "images_left_out", page->pictures_left_out);
    json_key_text(&json, "error", message->error.kind == ERR_NONE ? NULL : message->error.text);
    json_end_object(&json);
    str_add_char(&fetching->out, '\n');
}

static void print_text(struct fetching *fetching, const struct app_message *message)
{
    struct str *const out = &fetching->out;
    struct store_articles one = {0};
    const bool is_there =
        store_articles_get(app_store(fetching->app), message->article_id, &one, NULL);
    str_printf(out, "%-7s %4lld/%-4lld %7lld  %s",
               message->error.kind == ERR_NONE ? "ok" : "failed", (long long)message->done,
               (long long)message->total, (long long)message->article_id,
               is_there ? one.items[0].title : "");
    if (fetching->with_comments && is_there && one.items[0].comments_count > 0)
        str_printf(out, "  ✎%lld", (long long)one.items[0].comments_count);
    if (fetching->with_pictures && message->page.pictures_total > 0)
        str_printf(out, _("  %lld of %lld pictures"), (long long)message->page.pictures,
                   (long long)message->page.pictures_total);
    if (message->error.kind != ERR_NONE)
        str_printf(out, ": %s", message->error.text);
    str_add_char(out, '\n');
    if (is_there)
        store_articles_release(&one);
}

static void hear(void *context, enum app_message_kind kind, const struct app_message *message)
{
    struct fetching *const fetching = context;
    if (kind != APP_PAGE)
        return;
    fetching->worked_count += message->error.kind == ERR_NONE;
    if (fetching->is_json)
        print_json(fetching, message);
    else
        print_text(fetching, message);
    int (*const print)(const struct str *) = fetching->is_json ? cli_print_raw : cli_print;
    if (!fetching->is_unprinted && print(&fetching->out) != CLI_OK)
        fetching->is_unprinted = true; // the rest is fetched all the same
    str_clear(&fetching->out);
}

/* Nothing was asked for: because nothing is missing, or because there is nothing. */
static const char *why_nothing(struct app *app, const struct store_selection *selection)
{
    struct store_articles first = {0};
    const struct store_key start = {0};
    if (!store_articles_list(app_store(app), selection, &start, false, 1, &first, NULL))
        return _("No article could be looked up.");
    const bool has_any = first.count > 0;
    store_articles_release(&first);
    if (has_any)
        return _("Everything is there already.");
    return selection->query->root->kind == QUERY_ALL
               ? _("There are no articles yet: 'courant reload' fetches the feeds.")
               : _("The query selects no article.");
}

/* What was left out, and why; in the end. */
static int say_left_out(struct fetching *fetching, const struct app_page *page)
{
    if (page->pictures_left_out > 0)
        str_printf(&fetching->out,
                   _("%lld pictures of older articles had no place: the setting 'pictures' says "
                     "how many megabytes are kept.\n"),
                   (long long)page->pictures_left_out);
    if (page->gone > 0)
        str_printf(&fetching->out,
                   page->gone == 1 ? _("%lld page was left out, for its site said within the week "
                                       "that it is gone: --force asks again.\n")
                                   : _("%lld pages were left out, for their sites said within the "
                                       "week that they are gone: --force asks again.\n"),
                   (long long)page->gone);
    return cli_print(&fetching->out);
}

static int fetch(struct fetching *fetching, const struct store_selection *selection,
                 const struct app_pages_options *options)
{
    struct error err = {0};
    struct app_message last = {0};
    if (!cli_wait(fetching->app, app_fetch_pages(fetching->app, selection, options), hear, fetching,
                  &last, &err))
        return cli_fail(&err);
    if (fetching->is_unprinted)
        return CLI_FAILED;
    if (last.total == 0 && last.page.gone == 0 && !fetching->is_json)
        str_printf(&fetching->out, "%s\n", why_nothing(fetching->app, selection));
    if (!fetching->is_json && say_left_out(fetching, &last.page) != CLI_OK)
        return CLI_FAILED;
    if (last.total == 0 || fetching->worked_count > 0)
        return CLI_OK;
    error_set(&err, ERR_NETWORK, _("no page could be fetched"));
    return cli_fail(&err);
}

int cli_fetch_pages(const struct cli_call *call)
{
    enum { NEWEST = 1000 };
    struct error err = {0};
    struct app_pages_options options = {.with_comments = cli_has(call, "comments"),
                                        .with_pictures = cli_has(call, "images"),
                                        .is_forced = cli_has(call, "force")};
    if (!cli_number(call, "limit", 0, INT64_MAX, NEWEST, &options.limit, &err))
        return cli_fail(&err);
    struct query *const query =
        cli_read_query(cli_has(call, "query") ? cli_value(call, "query") : "", &err);
    struct app *const app = query ? cli_open(call, &err) : NULL;
    const struct store_selection selection = {.query = query};
    struct fetching fetching = {.app = app,
                                .is_json = cli_has(call, "json"),
                                .with_comments = options.with_comments,
                                .with_pictures = options.with_pictures};
    str_init(&fetching.out, LIMIT_STR_BYTES);
    const int status = app ? fetch(&fetching, &selection, &options) : cli_fail(&err);
    str_release(&fetching.out);
    app_free(app);
    query_free(query);
    return status;
}
