/*
 * An article's page, read: its full text, and with it what is said about it.
 */
#ifndef APP_FULL_H
#define APP_FULL_H

#include "app/internal.h"

/* What came of it. */
struct full_outcome {
    struct error text;     // ERR_NONE: the full text is stored
    struct error comments; // the same for the thread
    int64_t bytes;         // of the page, over the network
};

/* On the writer's thread or a worker; called once. */
typedef void (*full_done)(void *context, const struct full_outcome *outcome);

/* What is wanted, bits. */
enum full_extent {
    FULL_TEXT = 0,
    FULL_COMMENTS = 1, // the thread, too, from the page that is there already where it is the same
    FULL_PAGES = 2,    // the further pages of an article in several, joined
};

void full_start(struct app *app, struct ticket *ticket, int64_t article_id, enum full_extent extent,
                full_done done, void *context);

#endif
