/*
 * The pictures of an article, kept in the cache folder.
 */
#ifndef APP_PICTURES_H
#define APP_PICTURES_H

#include "app/internal.h"

/* `kept` of `total` are there now. On a worker or the writer's thread; called once. */
typedef void (*pictures_done)(void *context, int64_t kept, int64_t total, const struct error *err);

/* Fetch those that are not there, one after the other. Files are named by what they hold, never
 * from outside. */
void pictures_start(struct app *app, struct ticket *ticket, int64_t article_id, pictures_done done,
                    void *context);

/* Delete the oldest until the cache is within the budget of the settings. On the writer's thread.
 */
void pictures_shrink(struct app *app, struct store *store);

#endif
