/*
 * The part of a query that the full-text index answers, in FTS5's own language. Of the conditions
 * that must all hold, words, phrases, alternatives of those, and what must not be there go into one
 * expression that leads the search; the others are checked on each article that it finds.
 */
#ifndef STORE_MATCH_SQL_H
#define STORE_MATCH_SQL_H

#include "base/str.h"
#include "base/vec.h"
#include "query/query.h"

struct match {
    struct str text;   // "" when the index cannot lead
    struct vec others; // const struct query_node *: what is left
};

void match_init(struct match *match, const struct query *query); // NULL: none
void match_release(struct match *match);

/* One word or phrase as an expression. */
void match_add_word(const struct query_node *node, struct str *text);

/* Does the node look into texts (and not at a feed, a tag, a link)? */
bool match_is_word(const struct query_node *node);

#endif
