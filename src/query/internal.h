/*
 * What the files of query/ share while a text becomes a tree.
 */
#ifndef QUERY_INTERNAL_H
#define QUERY_INTERNAL_H

#include "base/str.h"
#include "query/query.h"

struct query_parser {
    const char *text;
    size_t len;
    size_t at; // byte that is read next
    int64_t now_ms;
    int depth;
    int term_count;
    struct query *query; // nodes are in its arena
    struct error *err;
};

struct query_node *query_node_new(struct query_parser *parser, enum query_kind kind);

/* The column of a byte, in characters from 1. */
int query_column(const struct query_parser *parser, size_t at);

/*
 * A word, a phrase or a field with its value (terms.c); the parser stands on its first byte.
 *
 * result   NULL with the error set
 */
struct query_node *query_parse_term(struct query_parser *parser);

/* `2026`, `2026-01` or `2026-01-31` to its first moment, UTC; false when it is none (times.c). */
bool query_parse_date(struct slice text, int64_t *time_ms);

/* `3d`: that long before `now_ms`; hours, days, weeks, months and years by the calendar. */
bool query_parse_age(struct slice text, int64_t now_ms, int64_t *time_ms);

#endif
