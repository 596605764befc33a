/*
 * The user's rules as the store runs them.
 */
#ifndef APP_RULES_H
#define APP_RULES_H

#include "config/rules.h"
#include "store/articles.h"

struct app;
struct store;
struct store_feeds;

/*
 * Read the file `rules`, hand its rules to the writer and its smart feeds to the database. Of a
 * file that cannot be read nothing is done and everything stays as it was; app_rules() tells.
 */
void rules_load(struct app *app);
void rules_unload(struct app *app);

/* Is each feed that they name among those? ERR_SYNTAX at the place of the first that is not. */
bool rules_know_feeds(const struct rules *rules, const struct store_feeds *feeds,
                      struct error *err) ATTR_MUST_USE;

/* Delete some of what feeds are not to keep. On the writer's thread. */
void rules_retain(struct app *app, struct store *store);

/* The mark that an action sets; of any but RULES_NOTIFY. */
enum store_mark rules_mark(enum rules_action_kind kind);

#endif
