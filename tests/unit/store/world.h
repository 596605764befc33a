/*
 * The world of the store's tests: a folder of their own, a database in it, gone afterwards.
 */
#ifndef TESTS_UNIT_STORE_WORLD_H
#define TESTS_UNIT_STORE_WORLD_H

#include "base/attributes.h"
#include "base/time.h"
#include "feed/feed.h"
#include "store/articles.h"
#include "store/feeds.h"
#include "store/store.h"
#include "unit/unit.h"

struct world {
    char folder[64];
    char path[96];
    struct store *store; // open for writing
    struct arena arena;
};

/* cmocka's setup and teardown: *state is a struct world. */
int world_set_up(void **state);
int world_tear_down(void **state);

/* A moment `seconds` after the world's beginning. */
int64_t world_ms(int64_t seconds);

/* Close and open anew. */
void world_reopen(struct world *world);

/* Asserts that it worked. */
int64_t world_add_feed(struct world *world, const char *url);

/* A feed document without entries, in the world's arena, and an entry at its end. */
struct feed *world_document(struct world *world);
struct feed_entry *world_entry(struct world *world, struct feed *feed, const char *id,
                               const char *title);

/* Take it in at that moment; asserts that it worked and how many were new. */
void world_take(struct world *world, int64_t feed_id, const struct feed *feed, int64_t now_ms,
                int64_t expected_new);

/* The id of the article with that title; 0 when there is none. */
int64_t world_article(struct world *world, const char *title);

/* Recount every counter by hand and compare (an invariant of every test). */
void world_check_counts(struct world *world);

#endif
