/*
 * What the files share that take a document in: take.c walks through the entries and finds out
 * which are known, recognise.c knows some again, take_write.c writes an article.
 */
#ifndef STORE_TAKE_H
#define STORE_TAKE_H

#include "base/vec.h"
#include "store/articles.h"

/* Taking one document in. */
struct take {
    struct store *store;
    int64_t feed_id;
    int64_t now_ms;
    int64_t has_known;  // is there any article of this feed?
    int64_t has_synced; // is there any that a service brought? (store/synced.h)
    int64_t new_count;
    int64_t updated_count;
    struct store_feeds feeds;      // for rules, when there are any
    const struct store_feed *feed; // NULL: not read yet
    const char *title;             // the feed's, as the document says; NULL
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

/* An entry of the document. */
struct identity {
    const struct feed_entry *entry;
    const char *guid;
    const char *plain; // its identity before another entry of the document had it, too
    struct taken taken;
};

struct store_rows;

/* The first columns of a row: id, hash, published_ms, arrived_ms, comments_count, is_hidden. */
void take_read_row(const struct store_rows *rows, struct taken *taken);

/*
 * An article's place in the lists: its date, but never after it came. Without a date it keeps the
 * moment at which it came first.
 */
int64_t take_place(const struct feed_entry *entry, int64_t arrived_ms);

/* Find the articles of entries whose identity is not known (recognise.c). */
bool take_recognise(struct take *take, struct vec *identities, struct error *err) ATTR_MUST_USE;

/* Keep what an article says before it is written anew, if the entry has other words
 * (revisions.c). */
bool take_revise(struct take *take, const struct feed_entry *entry, int64_t id,
                 struct error *err) ATTR_MUST_USE;

/* An article that was not there; `id` gets its number. */
bool take_add(struct take *take, const struct feed_entry *entry, const char *guid, int64_t *id,
              struct error *err) ATTR_MUST_USE;

/* It is there: nothing is written that is the same. */
bool take_renew(struct take *take, const struct feed_entry *entry, const struct taken *taken,
                struct error *err) ATTR_MUST_USE;

#endif
