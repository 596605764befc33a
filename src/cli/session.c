#include "cli/session.h"

#include "base/intl.h"
#include "base/limits.h"
#include "base/str.h"
#include "base/time.h"
#include "query/query.h"

struct app *cli_open(const struct cli_call *call, struct error *err)
{
    const struct app_options options = {.home = call->home};
    return app_new(&options, err);
}

static bool is_last(int kind)
{
    return kind == APP_DONE || kind == APP_FAILED || kind == APP_CANCELLED;
}

bool cli_wait(struct app *app, struct ticket *ticket, cli_hear hear, void *context,
              struct app_message *last, struct error *err)
{
    const uint64_t number = ticket_number(ticket);
    ticket_unref(ticket);
    for (;;) {
        struct message *const message = mailbox_take(app_mailbox(app), -1);
        if (!message)
            return error_set(err, ERR_CANCELLED, _("courant is closing"));
        const struct app_message *const said = message->payload;
        const int kind = message->kind;
        if (hear)
            hear(context, kind, said);
        const bool is_over = said->ticket == number && is_last(kind);
        if (is_over && last)
            *last = *said;
        if (is_over && kind != APP_DONE && err)
            *err = said->error;
        message_free(message);
        if (is_over)
            return kind == APP_DONE;
    }
}

bool cli_read_id(const char *text, const char *what, int64_t *id, struct error *err)
{
    long long number;
    if (!slice_to_int64(slice_of(text), &number) || number <= 0)
        return error_set(err, ERR_USAGE, _("'%s' is no %s: it is a number that a list shows"), text,
                         what);
    *id = number;
    return true;
}

struct query *cli_read_query(const char *text, struct error *err)
{
    struct error syntax = {0};
    struct query *const query = query_parse(text, time_now_ms(), &syntax);
    if (!query)
        error_set(err, ERR_USAGE, _("the query cannot be read at character %d: %s"), syntax.column,
                  syntax.text);
    return query;
}

struct query *cli_read_operands(const struct cli_call *call, struct error *err)
{
    struct str text;
    str_init(&text, LIMIT_QUERY_BYTES + 1);
    for (size_t i = 0; i < cli_operand_count(call); i++)
        str_printf(&text, "%s%s", i > 0 ? " " : "", cli_operand(call, i));
    struct query *const query = cli_read_query(text.data, err);
    str_release(&text);
    return query;
}
