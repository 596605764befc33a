/*
 * The pictures of an article, kept in the cache folder.
 */
#ifndef APP_PICTURES_H
#define APP_PICTURES_H

#include "app/internal.h"

struct pictures_outcome {
    int64_t kept;     // that are there now
    int64_t total;    // of the article's text
    int64_t left_out; // not fetched: the budget is used up
    struct error error;
};

/* On a worker or the writer's thread; called once. */
typedef void (*pictures_done)(void *context, const struct pictures_outcome *outcome);

/* How many bytes of pictures one run may look after: a little less than the settings keep, since
 * those that are under way when it is used up come in all the same. */
int64_t pictures_budget(const struct app *app);

/*
 * Fetch those that are not there, one after the other. Files are named by what they hold, never
 * from outside. What is there already is used anew, so that pictures_shrink() deletes others.
 *
 * used_ms  when they are used: of two articles of a run the first has the later moment
 * left     bytes of the budget that no article of the run has taken; outlives the call
 */
void pictures_start(struct app *app, struct ticket *ticket, int64_t article_id, int64_t used_ms,
                    _Atomic int64_t *left, pictures_done done, void *context);

/* Delete those that were not used for longest, until the cache is within the budget of the
 * settings. On the writer's thread. */
void pictures_shrink(struct app *app, struct store *store);

#endif
