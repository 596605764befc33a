/*
 * Search: the articles that a query selects, best first, each with the piece of its text that
 * answers it. What is best is decided among the newest hits (STORE_SEARCH_NEWEST), so that a word
 * that stands everywhere does not take longer in a larger archive.
 *
 *     struct store_hits hits;
 *     if (store_search_list(store, &selection, 50, &hits, &err)) … hits.articles.items[i] …
 *     store_hits_release(&hits);
 */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "store/articles.h"

enum { STORE_SEARCH_NEWEST = 1000 };

/* Bytes of a text. */
struct store_span {
    size_t start;
    size_t len;
};

/* One line, safe on a terminal; what was found in it is marked, in order, without overlap. */
struct store_snippet {
    const char *text; // "" when there is none
    const struct store_span *marks;
    size_t mark_count;
};

struct store_hits {
    struct store_articles articles; // best first
    const double *ranks;            // one each; the higher the better
    const struct store_snippet *snippets;
    struct store_key oldest; // of those that were ranked: all others lie behind it in lists
    bool is_all;             // there are no others
};

/*
 * limit    rows, 1 to STORE_SEARCH_NEWEST
 * errors   ERR_CANCELLED by the store's ticket
 * cost     a few milliseconds, and one more for every twenty articles that wait for the index
 */
bool store_search_list(struct store *store, const struct store_selection *selection, int limit,
                       struct store_hits *hits, struct error *err) ATTR_MUST_USE;
void store_hits_release(struct store_hits *hits);

/* The snippets of any page of articles, in its arena: an array of as many. */
bool store_search_snippets(struct store *store, const struct query *query,
                           struct store_articles *articles, const struct store_snippet **snippets,
                           struct error *err) ATTR_MUST_USE;

#endif
