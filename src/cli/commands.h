/*
 * What the commands run: one function each.
 */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command.h"

// feeds.c
int cli_add(const struct cli_call *call);
int cli_remove(const struct cli_call *call);
int cli_tag(const struct cli_call *call);
int cli_feeds(const struct cli_call *call);
int cli_import(const struct cli_call *call);
int cli_export(const struct cli_call *call);

// reload.c
int cli_reload(const struct cli_call *call);

// articles.c, show.c
int cli_articles(const struct cli_call *call);
int cli_delete(const struct cli_call *call);
int cli_undo(const struct cli_call *call);
int cli_mark(const struct cli_call *call);
int cli_backup(const struct cli_call *call);
int cli_doctor(const struct cli_call *call);
int cli_search(const struct cli_call *call);
int cli_show(const struct cli_call *call);

// accounts.c
int cli_account(const struct cli_call *call);
int cli_sync(const struct cli_call *call);

// rules.c
int cli_rules(const struct cli_call *call);

// pages.c
int cli_fetch_pages(const struct cli_call *call);

// comments.c
int cli_comments(const struct cli_call *call);
int cli_reply(const struct cli_call *call);
int cli_outbox(const struct cli_call *call);

// help.c
int cli_print_help(const struct cli_call *call);

// config.c
int cli_config(const struct cli_call *call);

// filters
int cli_extract(const struct cli_call *call);
int cli_parse(const struct cli_call *call);
int cli_render(const struct cli_call *call);

#endif
