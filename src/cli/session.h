/*
 * A command's use of the app: open it, ask, wait for the last word on the ticket.
 */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "app/app.h"
#include "cli/command.h"

/* The app on the call's home; NULL with the reason. The caller frees it with app_free(). */
struct app *cli_open(const struct cli_call *call, struct error *err) ATTR_MUST_USE;

/* What is done with each message on the way; may be NULL. */
typedef void (*cli_hear)(void *context, enum app_message_kind kind,
                         const struct app_message *message);

/*
 * Wait for the last word on the ticket, which is taken. False with the reason when it failed.
 *
 * last     the last message, may be NULL
 */
bool cli_wait(struct app *app, struct ticket *ticket, cli_hear hear, void *context,
              struct app_message *last, struct error *err);

/* An id that a person typed. ERR_USAGE when it is no number. */
bool cli_read_id(const char *text, const char *what, int64_t *id, struct error *err);

/* Parse a query; NULL with an ERR_USAGE sentence that points at the
 * character. */
struct query *cli_read_query(const char *text, struct error *err) ATTR_MUST_USE;

/* The same from all operands, joined by blanks: a query may come as one word or as several. */
struct query *cli_read_operands(const struct cli_call *call, struct error *err) ATTR_MUST_USE;

#endif
