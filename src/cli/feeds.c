/*
 * The commands around subscriptions: add, remove, tag, feeds, import, export.
 */
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "cli/session.h"
#include "config/rules.h"
#include "feed/subscriptions.h"

static int finish(struct app *app, const struct error *err)
{
    app_free(app);
    return err->kind == ERR_NONE ? CLI_OK : cli_fail(err);
}

static int print_added(struct app *app, int64_t id)
{
    struct error err = {0};
    struct store_feeds one = {0};
    if (!store_feeds_get(app_store(app), id, &one, &err))
        return cli_fail(&err);
    struct str out;
    str_init(&out, LIMIT_URL_BYTES * 2);
    str_printf(&out, "%lld\t%s\n", (long long)id, one.items[0].url);
    const int status = cli_print_raw(&out);
    str_release(&out);
    store_feeds_release(&one);
    return status;
}

/* What is to be said beside the number of the feed that was added. */
struct adding {
    struct str others;      // feeds that the page names, too
    struct error unreached; // why it was not fetched yet
};

static void hear_adding(void *context, enum app_message_kind kind,
                        const struct app_message *message)
{
    struct adding *const adding = context;
    if (kind == APP_FEED && message->fetch == STORE_FETCH_NEVER)
        adding->unreached = message->error;
    if (kind == APP_OFFER)
        str_printf(&adding->others, "%s%s", adding->others.len ? ", " : "", message->error.text);
}

static int print_adding(struct app *app, int64_t id, const struct adding *adding)
{
    const int status = print_added(app, id);
    if (adding->unreached.kind != ERR_NONE)
        cli_note(_("added, not fetched yet: %s"), adding->unreached.text);
    if (adding->others.len)
        cli_note(_("the page names other feeds, too: %s"), adding->others.data);
    return status;
}

/* The sentence of a refusal, and what to do where only the network was missing. */
static int refuse_adding(const struct error *why)
{
    if (!why->is_unreached)
        return cli_fail(why);
    struct error err = {0};
    error_set(&err, why->kind, _("%s; --unseen adds it all the same"), why->text);
    return cli_fail(&err);
}

int cli_add(const struct cli_call *call)
{
    struct error err = {0};
    struct app *const app = cli_open(call, &err);
    if (!app)
        return cli_fail(&err);
    struct vec tags;
    vec_init(&tags, sizeof(const char *));
    const struct cli_given *const given = call->given.items;
    for (size_t i = 0; i < call->given.count; i++)
        if (strcmp(given[i].option->name, "tag") == 0)
            *(const char **)vec_push(&tags) = given[i].value;
    struct app_message last = {0};
    struct ticket *const ticket = app_subscribe(app, cli_operand(call, 0), cli_value(call, "title"),
                                                tags.items, tags.count, cli_has(call, "unseen"));
    struct adding adding = {0};
    str_init(&adding.others, LIMIT_FIELD_BYTES);
    const bool is_added = cli_wait(app, ticket, hear_adding, &adding, &last, &err);
    const int status = is_added ? print_adding(app, last.feed_id, &adding) : refuse_adding(&err);
    str_release(&adding.others);
    vec_release(&tags);
    app_free(app);
    return status;
}

int cli_remove(const struct cli_call *call)
{
    struct error err = {0};
    struct app *const app = cli_open(call, &err);
    int64_t id;
    if (app && store_feeds_find(app_store(app), cli_operand(call, 0), &id, &err))
        cli_wait(app, app_unsubscribe(app, id), NULL, NULL, NULL, &err);
    return finish(app, &err);
}

static int print_tags(struct app *app, int64_t id)
{
    struct error err = {0};
    struct store_feeds one = {0};
    if (!store_feeds_get(app_store(app), id, &one, &err))
        return cli_fail(&err);
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    for (size_t i = 0; i < one.items[0].tag_count; i++)
        str_printf(&out, "%s\n", one.items[0].tags[i]);
    store_feeds_release(&one);
    const int status = cli_print(&out);
    str_release(&out);
    return status;
}

int cli_tag(const struct cli_call *call)
{
    struct error err = {0};
    for (size_t i = 1; i < cli_operand_count(call); i++) {
        const char *const word = cli_operand(call, i);
        if ((word[0] != '+' && word[0] != '-') || word[1] == '\0') {
            error_set(&err, ERR_USAGE, _("'%s' is neither +TAG nor -TAG"), word);
            return cli_fail(&err);
        }
    }
    struct app *const app = cli_open(call, &err);
    int64_t id = 0;
    bool is_fine = app && store_feeds_find(app_store(app), cli_operand(call, 0), &id, &err);
    for (size_t i = 1; i < cli_operand_count(call) && is_fine; i++) {
        const char *const word = cli_operand(call, i);
        is_fine =
            cli_wait(app, app_tag_feed(app, id, word + 1, word[0] == '+'), NULL, NULL, NULL, &err);
    }
    const int status = is_fine ? print_tags(app, id) : cli_fail(&err);
    app_free(app);
    return status;
}

static void write_feed(const struct store_feed *feed, bool is_json, struct str *out)
{
    if (!is_json) {
        row_feed_text(feed, out);
        return;
    }
    struct json_writer json;
    json_writer_init(&json, out);
    json_begin_object(&json);
    row_feed_json(feed, &json);
    json_end_object(&json);
    str_add_char(out, '\n');
}

static void write_smart(const struct store_smart *smart, bool is_json, struct str *out)
{
    if (!is_json) {
        row_smart_text(smart, out);
        return;
    }
    struct json_writer json;
    json_writer_init(&json, out);
    json_begin_object(&json);
    row_smart_json(smart, &json);
    json_end_object(&json);
    str_add_char(out, '\n');
}

/* Behind the others; their counts are those of now. */
static bool write_smarts(struct app *app, bool is_json, struct str *out, struct error *err)
{
    const struct rules *const rules = app_rules(app, err);
    struct store_smarts smarts = {0};
    if (!rules ||
        (rules->smarts.count && !cli_wait(app, app_count_smart(app), NULL, NULL, NULL, err)) ||
        !store_smart_list(app_store(app), &smarts, err))
        return false;
    for (size_t i = 0; i < smarts.count; i++)
        write_smart(&smarts.items[i], is_json, out);
    store_smart_release(&smarts);
    return true;
}

int cli_feeds(const struct cli_call *call)
{
    struct error err = {0};
    struct app *const app = cli_open(call, &err);
    struct store_feeds feeds = {0};
    if (!app || !store_feeds_list(app_store(app), &feeds, &err))
        return finish(app, &err);
    const bool is_json = cli_has(call, "json");
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    for (size_t i = 0; i < feeds.count; i++)
        write_feed(&feeds.items[i], is_json, &out);
    store_feeds_release(&feeds);
    const bool is_good = write_smarts(app, is_json, &out, &err);
    const int status = is_json ? cli_print_raw(&out) : cli_print(&out);
    str_release(&out);
    app_free(app);
    return is_good ? status : cli_fail(&err);
}

int cli_import(const struct cli_call *call)
{
    struct error err = {0};
    struct str text;
    str_init(&text, LIMIT_SUBSCRIPTIONS_BYTES);
    struct feed_subscriptions list = {0};
    const char *const path = cli_operand(call, 0);
    bool is_read = cli_read_file(path, LIMIT_SUBSCRIPTIONS_BYTES, &text, &err);
    if (is_read && !feed_subscriptions_parse(text.data, text.len, &list, &err)) {
        cli_name_file(path, &err);
        is_read = false;
    }
    str_release(&text);
    if (!is_read)
        return cli_fail(&err);
    struct app *const app = cli_open(call, &err);
    struct app_message last = {0};
    int status = CLI_OK;
    if (app && cli_wait(app, app_import(app, &list), NULL, NULL, &last, &err)) {
        struct str out;
        str_init(&out, LIMIT_STR_BYTES);
        str_printf(&out, _("%lld added, %lld there already\n"), (long long)last.new_count,
                   (long long)((int64_t)list.count - last.new_count));
        for (size_t i = 0; i < list.skipped_count; i++)
            str_printf(&out, "%s\n", list.skipped[i]);
        status = cli_print(&out);
        str_release(&out);
    }
    feed_subscriptions_release(&list);
    const int failed = finish(app, &err);
    return failed != CLI_OK ? failed : status;
}

int cli_export(const struct cli_call *call)
{
    static const char *const formats[] = {"opml", "urls", NULL};
    struct error err = {0};
    int format;
    if (!cli_choice(call, "format", formats, &format, &err))
        return cli_fail(&err);
    struct app *const app = cli_open(call, &err);
    struct store_feeds feeds = {0};
    if (!app || !store_feeds_list(app_store(app), &feeds, &err))
        return finish(app, &err);
    struct vec items;
    vec_init(&items, sizeof(struct feed_subscription));
    for (size_t i = 0; i < feeds.count; i++) {
        const struct store_feed *const feed = &feeds.items[i];
        *(struct feed_subscription *)vec_push(&items) = (struct feed_subscription){
            .url = feed->url,
            .title = strcmp(feed->title, feed->url) != 0 ? feed->title : NULL,
            .link = feed->link,
            .tags = feed->tags,
            .tag_count = feed->tag_count,
            .description = feed->description,
            .is_command = feed->last_status == STORE_FETCH_OFF,
        };
    }
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    if (format == 0)
        feed_subscriptions_opml(items.items, items.count, &out);
    else
        feed_subscriptions_urls(items.items, items.count, &out);
    const int status = cli_print(&out);
    str_release(&out);
    vec_release(&items);
    store_feeds_release(&feeds);
    app_free(app);
    return status;
}
