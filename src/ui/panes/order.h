/*
 * The orders of a list of articles, and which list is wanted in which: kept with the newspaper.
 *
 * By time a list is read piece by piece however long it is. In any other order the newest thousand
 * are, since nothing shows where a piece of it would begin.
 */
#ifndef UI_PANES_ORDER_H
#define UI_PANES_ORDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/str.h"
#include "base/vec.h"
#include "store/articles.h"

enum order { ORDER_NEWEST, ORDER_OLDEST, ORDER_TITLE, ORDER_FEED, ORDER_AUTHOR, ORDER_COMMENTS };

enum { ORDER_MOST = 1000, ORDERS_BYTES = 64 << 10 };

/* Its name, what it means, and what a heading says of it (NULL: nothing); NULL past the last. */
const char *order_name(enum order order);
const char *order_help(enum order order);
const char *order_heading(enum order order);
bool order_find(const char *name, enum order *order) ATTR_NONNULL;

/* By time, in either direction? */
bool order_is_by_time(enum order order);

/* Sort rows (struct store_article *) that stand newest first, in place. */
void order_sort(enum order order, struct vec *rows) ATTR_NONNULL;

/*
 * Which list wants which: lines `name key` in a text, each with its line feed. What finds no room
 * there is not remembered.
 *
 * key      of the list; no line feed in it
 */
enum order order_of(const struct str *orders, const char *key) ATTR_NONNULL;
void order_remember(struct str *orders, const char *key, enum order order) ATTR_NONNULL;

#endif
