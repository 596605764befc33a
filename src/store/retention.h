/*
 * What a feed keeps: the others of its articles are deleted, a few at a time, as a reader deletes
 * them (they do not come back), and cannot be taken back. Starred and tagged ones always stay.
 */
#ifndef STORE_RETENTION_H
#define STORE_RETENTION_H

#include "store/store.h"

struct store_retention {
    int64_t feed_id;
    int64_t before_ms; // older ones go; INT64_MIN: none for its age
    int64_t most;      // behind so many newest they go; 0: none for their number
    int limit;         // of those that go now
};

/* `deleted` gets how many went. */
bool store_retain(struct store *store, const struct store_retention *retention, int64_t now_ms,
                  int64_t *deleted, struct error *err);

#endif
