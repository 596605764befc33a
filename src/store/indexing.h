/*
 * The full-text index follows behind: what came in waits in a table and is found there by reading
 * it; the writer brings it into the index when it has nothing else to do (store/writer.h).
 */
#ifndef STORE_INDEXING_H
#define STORE_INDEXING_H

#include "store/store.h"

/* When a batch ends, beside when nothing waits any more. */
struct store_batch_limits {
    size_t bytes;                     // of text
    int64_t ms;                       // others may want to write
    bool (*must_stop)(void *context); // asked between two articles; NULL: never
    void *context;
};

/*
 * One batch, a transaction of its own.
 *
 * done     articles that are in the index now; 0: nothing waited
 */
bool store_index_some(struct store *store, const struct store_batch_limits *limits, int64_t *done,
                      struct error *err) ATTR_MUST_USE;

/* Everything that waits. Until then the caller's thread is busy: a second for each 10 to 20 MB. */
bool store_index_all(struct store *store, struct error *err);

/* How many articles wait, but not beyond `most`. */
bool store_index_waiting(struct store *store, int64_t most, int64_t *count, struct error *err);

/* ---- for the files of store/ */

/* The article's text, place or comments changed: within the transaction that changes them. */
bool store_index_changed(struct store *store, int64_t article_id, struct error *err) ATTR_MUST_USE;

enum { DOCUMENT_SLOTS = 16 }; // of a minute

/* The smallest number that a document of that time can have. */
int64_t store_document_base(int64_t published_ms);

#endif
