/*
 * What the full-text index finds, in the order of lists: a walk along the index from the newest
 * document on, which stops as soon as nothing newer can come.
 */
#ifndef STORE_HITS_H
#define STORE_HITS_H

#include "base/vec.h"
#include "store/articles.h"
#include "store/internal.h"
#include "store/match_sql.h"

struct hit {
    int64_t id;
    int64_t published_ms;
    int64_t lead_id; // of its story
    double score;    // 0 unless asked for
    bool is_waiting; // not in the index yet: it has no score
};

struct hits_request {
    const struct store_selection *selection; // with a query
    const struct match *match;               // of that query; its text is not empty
    const struct store_key *after;           // NULL: from the start
    bool backwards;                          // oldest first, from behind `after`
    bool with_scores;
    int limit;
};

/* Append to `hits` (of struct hit), in order. */
bool hits_find(struct store *store, const struct hits_request *request, struct vec *hits,
               struct error *err) ATTR_MUST_USE;

/* The articles of hits as a page (articles.c). */
bool hits_read(struct store *store, const struct vec *hits, struct store_articles *page,
               struct error *err) ATTR_MUST_USE;

#endif
