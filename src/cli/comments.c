/*
 * The commands around comments: comments, reply, outbox.
 */
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/time.h"
#include "cli/commands.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "cli/session.h"

enum { WIDTH_CELLS = 80 };

static int print_thread(const struct store_comments *comments, bool is_json)
{
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    for (size_t i = 0; i < comments->count; i++) {
        if (!is_json) {
            row_comment_text(&comments->items[i], WIDTH_CELLS, &out);
            continue;
        }
        struct json_writer json;
        json_writer_init(&json, &out);
        json_begin_object(&json);
        row_comment_json(&comments->items[i], &json);
        json_end_object(&json);
        str_add_char(&out, '\n');
    }
    if (!is_json && comments->count == 0)
        str_printf(&out, "%s\n", _("No comments yet."));
    if (!is_json && comments->more_url && comments->total > (int64_t)comments->count)
        str_printf(&out, _("%lld of %lld comments; more are on the page: %s\n"),
                   (long long)comments->count, (long long)comments->total, comments->more_url);
    else if (!is_json && comments->more_url)
        str_printf(&out, _("More are on the page: %s\n"), comments->more_url);
    const int status = is_json ? cli_print_raw(&out) : cli_print(&out);
    str_release(&out);
    return status;
}

/* A first look that failed although the server answered, or the feed said that there is nothing:
 * the article has no comments. Who asks for a reload wants to know. */
static bool has_none(const struct store_article *article, const struct error *err)
{
    if (article->comments_count >= 0)
        return article->comments_count == 0 && err->kind != ERR_DATABASE;
    return err->kind == ERR_HTTP || err->kind == ERR_UNSUPPORTED;
}

static bool fetch_thread(struct app *app, const struct store_article *article, bool is_asked_for,
                         struct store_comments *comments, struct error *err)
{
    if (!is_asked_for && comments->fetched_ms != TIME_NONE)
        return true;
    struct error why = {0};
    if (!cli_wait(app, app_fetch_comments(app, article->id), NULL, NULL, NULL, &why)) {
        if (!is_asked_for && comments->count == 0 && has_none(article, &why))
            return true;
        *err = why;
        return false;
    }
    store_comments_release(comments);
    *comments = (struct store_comments){0};
    return store_comments_list(app_store(app), article->id, comments, err);
}

int cli_comments(const struct cli_call *call)
{
    struct error err = {0};
    int64_t id;
    if (!cli_read_id(cli_operand(call, 0), _("article"), &id, &err))
        return cli_fail(&err);
    struct app *const app = cli_open(call, &err);
    struct store_articles one = {0};
    struct store_comments comments = {0};
    const bool is_fine = app && store_articles_get(app_store(app), id, &one, &err) &&
                         store_comments_list(app_store(app), id, &comments, &err) &&
                         fetch_thread(app, &one.items[0], cli_has(call, "reload"), &comments, &err);
    const int status = is_fine ? print_thread(&comments, cli_has(call, "json")) : cli_fail(&err);
    store_comments_release(&comments);
    store_articles_release(&one);
    app_free(app);
    return status;
}

/* What APP_REPLIED said last. */
struct replied {
    bool is_heard;
    enum app_sent sent;
    int64_t outgoing_id;
    struct error words;
};

static void hear_reply(void *context, enum app_message_kind kind, const struct app_message *message)
{
    struct replied *const replied = context;
    if (kind == APP_REPLIED)
        *replied = (struct replied){true, message->sent, message->outgoing_id, message->error};
}

static const char *sent_words(enum app_sent sent)
{
    static const char *const words[] = {
        [APP_SENT_POSTED] = N_("posted"),
        [APP_SENT_HELD] = N_("held for moderation"),
        [APP_SENT_QUEUED] = N_("queued"),
        [APP_SENT_REFUSED] = N_("refused"),
    };
    return _(words[sent]);
}

/* Why it was not sent, and where it is kept. The exit status. */
static int fail_reply(const struct error *why, int64_t outgoing_id)
{
    enum { WHY_BYTES = 320 }; // leaves room for the rest
    struct error err = *why;
    if (outgoing_id) {
        const size_t len = utf8_fit(why->text, strlen(why->text), WHY_BYTES);
        error_set(
            &err, why->kind,
            _("%.*s (it is kept: 'courant outbox send %lld' tries again, 'courant outbox drop "
              "%lld' drops it)"),
            (int)len, why->text, (long long)outgoing_id, (long long)outgoing_id);
    }
    (void)cli_fail(&err);
    return CLI_FAILED;
}

static int print_replied(const struct replied *replied)
{
    if (replied->sent == APP_SENT_REFUSED)
        return fail_reply(&replied->words, replied->outgoing_id);
    struct str out;
    str_init(&out, LIMIT_TITLE_BYTES);
    str_printf(&out, "%s\n", sent_words(replied->sent));
    const int status = cli_print(&out);
    str_release(&out);
    return status;
}

/* The text from --body or --body-file into `body`. */
static bool read_body(const struct cli_call *call, struct str *body, struct error *err)
{
    const char *const text = cli_value(call, "body");
    const char *const path = cli_value(call, "body-file");
    if (text && path)
        return error_set(err, ERR_USAGE,
                         _("'reply' takes one text: --body TEXT or --body-file FILE, not both"));
    if (!text && !path)
        return error_set(err, ERR_USAGE,
                         _("'reply' needs the text: --body TEXT, or --body-file FILE"));
    if (text)
        return str_add(body, text);
    return file_read(path, LIMIT_CONFIG_BYTES, body, err);
}

static int send_reply(const struct cli_call *call, int64_t id, int64_t to, const char *body)
{
    struct error err = {0};
    struct app *const app = cli_open(call, &err);
    if (!app)
        return cli_fail(&err);
    const struct comments_reply reply = {
        .name = cli_value(call, "name"),
        .email = cli_value(call, "email"),
        .url = cli_value(call, "url"),
        .body = body,
    };
    struct replied replied = {0};
    struct app_message last = {0};
    const bool is_done =
        cli_wait(app, app_reply(app, id, to, &reply, false), hear_reply, &replied, &last, &err);
    app_free(app);
    return is_done && replied.is_heard ? print_replied(&replied)
                                       : fail_reply(&err, last.outgoing_id);
}

int cli_reply(const struct cli_call *call)
{
    struct error err = {0};
    int64_t id;
    int64_t to;
    struct str body;
    str_init(&body, LIMIT_CONFIG_BYTES);
    int status;
    if (cli_read_id(cli_operand(call, 0), _("article"), &id, &err) &&
        cli_number(call, "to", 1, INT64_MAX, 0, &to, &err) && read_body(call, &body, &err))
        status = send_reply(call, id, to, body.data);
    else
        status = cli_fail(&err);
    str_release(&body);
    return status;
}

/* ---- outbox */

static void outgoing_json(const struct store_outgoing *item, struct json_writer *json)
{
    json_begin_object(json);
    json_key_int(json, "id", item->id);
    json_key_int(json, "article", item->article_id);
    json_key_text(json, "title", item->article_title);
    json_key_int_or_null(json, "to", item->parent_id != 0, item->parent_id);
    json_key_text(json, "name", item->name);
    json_key_text(json, "email", item->email);
    json_key_text(json, "url", item->url);
    json_key_text(json, "body", item->body);
    json_key_time(json, "queued", item->queued_ms);
    json_key_int(json, "tries", item->tries);
    json_key_bool(json, "refused", item->is_refused);
    json_key_text(json, "error", item->error);
    json_end_object(json);
}

static int print_outbox(struct app *app, bool is_json)
{
    struct error err = {0};
    struct store_outbox outbox = {0};
    if (!store_outbox_list(app_store(app), &outbox, &err))
        return cli_fail(&err);
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    for (size_t i = 0; i < outbox.count; i++) {
        const struct store_outgoing *const item = &outbox.items[i];
        if (is_json) {
            struct json_writer json;
            json_writer_init(&json, &out);
            outgoing_json(item, &json);
            str_add_char(&out, '\n');
            continue;
        }
        char when[32];
        str_printf(&out, "%5lld  %s  %s%s%s%s\n", (long long)item->id,
                   time_format_local(item->queued_ms, "%Y-%m-%d %H:%M", when, sizeof(when)),
                   item->article_title, item->is_refused ? _(": refused") : "",
                   item->error ? ": " : "", item->error ? item->error : "");
    }
    if (!is_json && outbox.count == 0)
        str_printf(&out, "%s\n", _("The outbox is empty."));
    store_outbox_release(&outbox);
    const int status = is_json ? cli_print_raw(&out) : cli_print(&out);
    str_release(&out);
    return status;
}

static void hear_outbox(void *context, enum app_message_kind kind,
                        const struct app_message *message)
{
    struct str *const out = context;
    if (kind == APP_REPLIED)
        str_printf(out, "%lld %s%s%s\n", (long long)message->outgoing_id, sent_words(message->sent),
                   message->error.text[0] ? ": " : "", message->error.text);
}

/* `id`: only that one; 0: all that wait. */
static int send_outbox(struct app *app, int64_t id)
{
    struct error err = {0};
    struct app_message last = {0};
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    const bool is_done = cli_wait(app, app_outbox_send(app, id), hear_outbox, &out, &last, &err);
    if (is_done && last.total == 0)
        str_printf(&out, "%s\n", _("Nothing waits to be sent."));
    const int status = cli_print(&out);
    str_release(&out);
    if (!is_done)
        return cli_fail(&err);
    if (!last.failed_count)
        return status;
    error_set(&err, ERR_REFUSED, _("%lld of %lld were not sent: 'courant outbox' says why"),
              (long long)last.failed_count, (long long)last.total);
    return cli_fail(&err);
}

int cli_outbox(const struct cli_call *call)
{
    struct error err = {0};
    const char *const word = cli_operand(call, 0);
    const bool is_drop = word && strcmp(word, "drop") == 0;
    const bool is_send = word && strcmp(word, "send") == 0;
    int64_t id = 0;
    const bool has_number = cli_operand_count(call) == 2;
    if (word && !is_drop && !is_send)
        error_set(&err, ERR_USAGE,
                  _("'outbox %s': it is 'outbox', 'outbox send [N]' or 'outbox drop N'"), word);
    else if (is_drop && !has_number)
        error_set(&err, ERR_USAGE, _("'outbox drop' needs the number that 'outbox' shows"));
    else if (has_number)
        cli_read_id(cli_operand(call, 1), _("reply"), &id, &err);
    if (err.kind != ERR_NONE)
        return cli_fail(&err);
    struct app *const app = cli_open(call, &err);
    if (!app)
        return cli_fail(&err);
    int status;
    if (is_send)
        status = send_outbox(app, id);
    else if (!is_drop)
        status = print_outbox(app, cli_has(call, "json"));
    else
        status = cli_wait(app, app_outbox_drop(app, id), NULL, NULL, NULL, &err) ? CLI_OK
                                                                                 : cli_fail(&err);
    app_free(app);
    return status;
}
