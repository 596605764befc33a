/*
 * What the files share that take a document in: take.c walks through the entries and finds out
 * which are known, take_write.c writes an article.
 */
#ifndef STORE_TAKE_H
#define STORE_TAKE_H

#include "store/articles.h"

/* Taking one document in. */
struct take {
    struct store *store;
    int64_t feed_id;
    int64_t now_ms;
    int64_t has_known; // is there any article of this feed?
    int64_t new_count;
    int64_t updated_count;
};

/* What is stored of the article; id 0: nothing. */
struct taken {
    int64_t id;
    int64_t hash;
    int64_t published_ms;
    int64_t arrived_ms;
    int64_t comments_count;
    bool is_deleted;
};

/* An article that was not there. */
bool take_add(struct take *take, const struct feed_entry *entry, const char *guid,
              struct error *err) ATTR_MUST_USE;

/* It is there: nothing is written that is the same. */
bool take_renew(struct take *take, const struct feed_entry *entry, const struct taken *taken,
                struct error *err) ATTR_MUST_USE;

#endif
