/*
 * The commands around accounts: account, sync.
 */
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "cli/commands.h"
#include "cli/password.h"
#include "cli/print.h"
#include "cli/session.h"
#include "codec/json_write.h"
#include "sync/sync.h"

/* ---- account */

static void begin_json(const struct store_account *account, struct json_writer *json)
{
    json_begin_object(json);
    json_key_int(json, "id", account->id);
    json_key_text(json, "service", account->service);
    json_key_text(json, "server", account->server);
    json_key_text(json, "user", account->user);
}

static void list_json(const struct store_account *account, struct str *out)
{
    struct json_writer json;
    json_writer_init(&json, out);
    begin_json(account, &json);
    json_key_bool(&json, "has_password_command", account->password_command != NULL);
    json_key_time(&json, "last_synced", account->synced_ms);
    json_key_text(&json, "error", account->error);
    json_end_object(&json);
    str_add_char(out, '\n');
}

static void list_text(const struct store_account *account, struct str *out)
{
    str_printf(out, "%4lld  %-9s  %s  %s%s%s\n", (long long)account->id, account->service,
               account->server, account->user, account->error ? ": " : "",
               account->error ? error_beside(account->server, account->error) : "");
}

static bool account_list(const struct cli_call *call, struct app *app, struct str *out,
                         struct error *err)
{
    struct store_accounts accounts;
    if (cli_operand_count(call) > 1)
        return error_set(err, ERR_USAGE, _("account list takes no more words"));
    if (!store_accounts_list(app_store(app), &accounts, err))
        return false;
    for (size_t i = 0; i < accounts.count; i++)
        (cli_has(call, "json") ? list_json : list_text)(&accounts.items[i], out);
    store_accounts_release(&accounts);
    return true;
}

/* What was said on the command line; the address is in `server`. */
static bool read_account(const struct cli_call *call, struct str *server,
                         struct store_account *account, struct error *err)
{
    const char *const service = cli_operand(call, 1);
    const char *const address = cli_value(call, "server");
    const char *const user = cli_value(call, "user");
    const char *const command = cli_value(call, "password-command");
    const char *const missing = !service          ? "SERVICE"
                                : !address        ? "--server URL"
                                : !user || !*user ? "--user U"
                                                  : NULL;
    if (missing)
        return error_set(err, ERR_USAGE,
                         _("account add SERVICE --server URL --user U: %s is missing"), missing);
    if (!sync_server(service, address, server, err))
        return false;
    *account = (struct store_account){
        .service = service,
        .server = server->data,
        .user = user,
        .password_command = command && *command ? command : NULL,
    };
    return true;
}

static bool account_add(const struct cli_call *call, struct app *app, struct str *out,
                        struct error *err)
{
    struct str server;
    struct store_account account;
    struct app_message last = {0};
    str_init(&server, LIMIT_URL_BYTES);
    const bool is_added = read_account(call, &server, &account, err) &&
                          cli_wait(app, app_add_account(app, &account), NULL, NULL, &last, err);
    if (is_added)
        str_printf(out, "%lld\t%s\n", (long long)last.account_id, server.data);
    str_release(&server);
    return is_added;
}

static bool account_remove(const struct cli_call *call, struct app *app, struct str *out,
                           struct error *err)
{
    (void)out;
    int64_t id;
    if (cli_operand_count(call) != 2)
        return error_set(err, ERR_USAGE, _("account remove takes the number of one account"));
    return cli_read_id(cli_operand(call, 1), _("account"), &id, err) &&
           cli_wait(app, app_remove_account(app, id), NULL, NULL, NULL, err);
}

int cli_account(const struct cli_call *call)
{
    static const struct {
        const char *name;
        bool (*run)(const struct cli_call *call, struct app *app, struct str *out,
                    struct error *err);
        bool is_raw; // what it prints is safe and has tabs in it
    } actions[] = {{"add", account_add, true},
                   {"list", account_list, false},
                   {"remove", account_remove, false}};
    enum { ACTIONS = sizeof(actions) / sizeof(actions[0]) };
    struct error err = {0};
    const char *const name = cli_operand(call, 0);
    size_t i = 0;
    while (i < ACTIONS && strcmp(actions[i].name, name) != 0)
        i++;
    if (i == ACTIONS) {
        error_set(&err, ERR_USAGE, _("'%s' is not add, list or remove"), name);
        return cli_fail(&err);
    }
    struct app *const app = cli_open(call, &err);
    if (!app)
        return cli_fail(&err);
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    const bool is_done = actions[i].run(call, app, &out, &err);
    const bool is_raw = actions[i].is_raw || cli_has(call, "json");
    const int status = !is_done ? cli_fail(&err) : is_raw ? cli_print_raw(&out) : cli_print(&out);
    str_release(&out);
    app_free(app);
    return status;
}

/* ---- sync */

static void sync_json(const struct store_account *account, const struct app_message *last,
                      const struct error *err, struct str *out)
{
    const struct store_synced *const synced = &last->synced;
    const bool has_failed = err->kind != ERR_NONE;
    struct json_writer json;
    json_writer_init(&json, out);
    begin_json(account, &json);
    json_key_text(&json, "status", has_failed ? "failed" : "ok");
    json_key_int(&json, "feeds", synced->feeds);
    json_key_int(&json, "new_feeds", synced->new_feeds);
    json_key_int(&json, "new", synced->new_articles);
    json_key_int(&json, "changed", synced->changed);
    json_key_int(&json, "sent", synced->sent);
    json_key_int(&json, "waiting", synced->waiting);
    json_key_int(&json, "ms", last->elapsed_ms);
    json_key_text(&json, "error", has_failed ? err->text : NULL);
    json_end_object(&json);
    str_add_char(out, '\n');
}

static void sync_text(const struct store_account *account, const struct app_message *last,
                      const struct error *err, struct str *out)
{
    const struct store_synced *const synced = &last->synced;
    str_printf(out, "%-9s %5lld new %5lld changed %5lld sent %5lld waiting  %s\n",
               err->kind == ERR_NONE ? "ok" : "failed", (long long)synced->new_articles,
               (long long)synced->changed, (long long)synced->sent, (long long)synced->waiting,
               account->server);
}

/* Asked at the terminal when no command gives it. */
static bool ask_password(const struct store_account *account, struct str *password,
                         struct error *err)
{
    struct str question;
    if (account->password_command)
        return true;
    str_init(&question, LIMIT_URL_BYTES);
    str_printf(&question, _("Password of %s at %s:"), account->user, account->server);
    const bool is_given = cli_ask_password(question.data, password, err);
    str_release(&question);
    return is_given;
}

static void sync_one(const struct cli_call *call, struct app *app,
                     const struct store_account *account, struct error *err)
{
    struct app_message last = {0};
    struct str password;
    struct str out;
    str_init(&password, LIMIT_TITLE_BYTES);
    str_init(&out, LIMIT_STR_BYTES);
    if (ask_password(account, &password, err)) {
        struct ticket *const ticket =
            app_sync(app, account->id, password.len ? password.data : NULL);
        cli_wait(app, ticket, NULL, NULL, &last, err);
    }
    explicit_bzero(password.data, password.len);
    str_release(&password);
    if (cli_has(call, "json")) {
        sync_json(account, &last, err, &out);
        (void)cli_print_raw(&out);
    } else {
        sync_text(account, &last, err, &out);
        (void)cli_print(&out);
    }
    str_release(&out);
}

/* Every account is tried; the first that failed has the sentence. */
static int sync_all(const struct cli_call *call, struct app *app,
                    const struct store_accounts *accounts)
{
    struct error first = {0};
    size_t failed_count = 0;
    for (size_t i = 0; i < accounts->count; i++) {
        struct error err = {0};
        sync_one(call, app, &accounts->items[i], &err);
        if (err.kind != ERR_NONE && failed_count++ == 0)
            first = err;
    }
    struct error told = first;
    if (failed_count > 1)
        error_set(&told, first.kind, _("%s; %zu more failed: 'courant account list' says why"),
                  first.text, failed_count - 1);
    return failed_count ? cli_fail(&told) : CLI_OK;
}

int cli_sync(const struct cli_call *call)
{
    struct error err = {0};
    struct store_accounts accounts;
    struct app *const app = cli_open(call, &err);
    if (!app)
        return cli_fail(&err);
    int status;
    if (!store_accounts_list(app_store(app), &accounts, &err)) {
        status = cli_fail(&err);
    } else {
        if (accounts.count == 0)
            error_set(&err, ERR_NOT_FOUND,
                      _("there is no account yet: courant account add SERVICE --server URL --user "
                        "U makes one"));
        status = accounts.count ? sync_all(call, app, &accounts) : cli_fail(&err);
        store_accounts_release(&accounts);
    }
    app_free(app);
    return status;
}
