/*
 * What a service (sync/) calls our feeds and articles, and how it last said that these are marked.
 *
 * An article is marked otherwise here than the service said: that was done here, and waits to be
 * sent. So nothing is queued, nothing can be forgotten, and what a person did here always wins
 * until it arrived.
 */
#ifndef STORE_SYNCED_H
#define STORE_SYNCED_H

#include "store/store.h"
#include "sync/sync.h"

/* What a sync did, added up. */
struct store_synced {
    int64_t feeds; // of the account
    int64_t new_feeds;
    int64_t new_articles;
    int64_t changed; // marks that were set here as the service has them
    int64_t sent;    // marks that arrived there
    int64_t waiting; // marks that wait to be sent
};

/* The numbers of the articles whose mark waits to be sent, appended to `ids` (of int64_t). */
bool store_synced_waiting(struct store *store, int64_t account_id, enum sync_mark mark,
                          struct vec *ids, struct error *err) ATTR_MUST_USE;

/*
 * All feeds of the account: one whose address is here is joined, others are subscribed to. What the
 * service has no longer stays as a feed of its own.
 *
 * now_ms   when the sync began
 */
bool store_synced_feeds(struct store *store, int64_t account_id, const struct vec *feeds,
                        int64_t now_ms, struct store_synced *sum, struct error *err);

/* Marks arrived. */
bool store_synced_sent(struct store *store, int64_t account_id, const struct sync_changes *changes,
                       struct store_synced *sum, struct error *err);

/*
 * The lists: what they say is set here. What they name and nobody knows is appended to `wanted` (of
 * int64_t), and so are those that were unread or starred and stand in no list: read, or gone.
 */
bool store_synced_compare(struct store *store, int64_t account_id,
                          const struct vec lists[SYNC_LISTS], struct vec *wanted,
                          struct store_synced *sum, struct error *err);

/*
 * Articles: one that is here (by its address, else by its title and day within the feed) is joined,
 * others are taken in as a document's are, rules and all. Those of a feed that was removed here are
 * only noted. Of the numbers that were asked for and have no article nothing is known any more.
 */
bool store_synced_take(struct store *store, int64_t account_id, const struct sync_changes *changes,
                       int64_t now_ms, struct store_synced *sum, struct error *err);

/* ---- for the files of store/ */

/* How the service last said that an article is marked. */
struct synced_row {
    int64_t remote_id;
    int64_t article_id; // 0: not kept
    bool is_unread;
    bool is_starred;
};
bool synced_find(struct store *store, int64_t account_id, int64_t remote_id, struct synced_row *row,
                 bool *is_known, struct error *err) ATTR_MUST_USE;

/* What the service says now is kept, and set here unless something else was done here. */
bool synced_merge(struct store *store, int64_t account_id, const struct synced_row *row,
                  bool is_unread, bool is_starred, struct store_synced *sum,
                  struct error *err) ATTR_MUST_USE;

/* The identity of an article that a service brought, until its feed tells its own; in the arena. */
const char *synced_guid(const char *link, struct arena *arena);

/* Has the feed any such? */
bool synced_has_any(struct store *store, int64_t feed_id, int64_t *answer,
                    struct error *err) ATTR_MUST_USE;

#endif
