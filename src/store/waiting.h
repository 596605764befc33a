/*
 * What is to go into the full-text index, read in the order of the articles' ids. In that order
 * their texts lie side by side in the file; the index wants them in the order of time (indexing.c),
 * in which each page of the file would be read again for every text on it.
 */
#ifndef STORE_WAITING_H
#define STORE_WAITING_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "store/indexing.h"

struct waiting_article {
    int64_t id;
    int64_t published_ms;
    int64_t docid; // 0: none yet
    const char *title;
    const char *author;
    struct slice text; // without tags
    const char *comments;
    size_t bytes; // of text and comments
};

struct waiting {
    struct arena arena;
    struct vec articles; // of struct waiting_article
};

/* So many that a batch of these limits has enough to do. Release it also after a failure. */
bool waiting_read(struct store *store, const struct store_batch_limits *limits,
                  struct waiting *waiting, struct error *err) ATTR_MUST_USE;
void waiting_release(struct waiting *waiting);

#endif
