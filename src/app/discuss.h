/*
 * An article's thread, fetched from the best source there is.
 */
#ifndef APP_DISCUSS_H
#define APP_DISCUSS_H

#include "app/visit.h"

/* The thread is stored, or `err` says why not. On the writer's thread or a worker. */
typedef void (*discuss_done)(void *context, const struct error *err);

/*
 * Page first (its form is kept); then the comments by REST, all pages of it; else from the post's
 * comment feed, with what stands in the page itself. `done` is called once.
 */
void discuss_start(struct app *app, struct ticket *ticket, int64_t article_id, discuss_done done,
                   void *context);

/*
 * The same behind a visit to the article's own page, whose contents are taken: where that is also
 * where the article is discussed, it is not asked for again.
 *
 * reason   why the visit brought no page
 */
void discuss_go_on(struct visit *visit, const struct error *reason, discuss_done done,
                   void *context);

#endif
