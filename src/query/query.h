/*
 * The query language, as it is typed in searches, lists and `courant articles`, as a tree.
 *
 *     struct query *query = query_parse("ports OR tag:news -\"quiet week\"", now_ms, &err);
 *
 * Words are all required; OR, parentheses, -not; a word with * at its end is a prefix; fields
 * and their values as in the tables of query/terms.c. The same tree is turned into SQL by store/
 * and matched in memory by query_match().
 */
#ifndef QUERY_QUERY_H
#define QUERY_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/error.h"

enum query_kind {
    QUERY_ALL, // matches everything (an empty query)
    QUERY_AND, // of first and second
    QUERY_OR,
    QUERY_NOT,   // of first
    QUERY_TEXT,  // field, text, is_phrase, is_prefix
    QUERY_STATE, // state
    QUERY_TIME,  // published at or after since_ms and before until_ms
};

enum query_field {
    QUERY_ANY, // title, author, text and comments
    QUERY_TITLE,
    QUERY_AUTHOR,
    QUERY_FEED, // the feed's title or address holds the text, or the number is its id
    QUERY_TAG,  // of the article or of its feed, exactly (case folded)
    QUERY_LINK,
};

enum query_state {
    QUERY_UNREAD,
    QUERY_READ,
    QUERY_STARRED,
    QUERY_HIDDEN,
    QUERY_CHANGED,
    QUERY_HAS_COMMENTS,
    QUERY_HAS_ENCLOSURE,
    QUERY_HAS_FULL,
};

struct query_node {
    enum query_kind kind;
    enum query_field field;
    enum query_state state;
    bool is_phrase;
    bool is_prefix;
    const char *text; // as written; fold before comparing
    int column;       // of a field's value, in characters from 1; 0: it has none
    int64_t since_ms; // INT64_MIN: open
    int64_t until_ms; // INT64_MAX: open
    struct query_node *first;
    struct query_node *second;
};

enum { QUERY_TERMS = 256 }; // most words, phrases and fields of one query

struct query {
    struct arena arena;
    struct query_node *root;
    bool sees_hidden; // it asks for what is hidden; else that matches nothing
};

/*
 * An empty text matches everything; so does a word without a letter or digit in it. OR binds less
 * than standing side by side. A date counts from its first moment, in UTC.
 *
 * now_ms   what newer: and older: count from
 * result   the caller frees with query_free()
 * errors   ERR_SYNTAX with the column; ERR_LIMIT
 */
struct query *query_parse(const char *text, int64_t now_ms, struct error *err) ATTR_MUST_USE;
void query_free(struct query *query);

/* What a query is matched against in memory; strings may be NULL. */
struct query_subject {
    const char *title;
    const char *author;
    const char *text;     // plain
    const char *comments; // plain
    const char *link;
    const char *feed_title;
    const char *feed_url;
    int64_t feed_id;
    const char *const *tags; // of the article and of its feed
    size_t tag_count;
    int64_t published_ms;
    bool is_unread;
    bool is_starred;
    bool is_hidden;
    bool has_changed;
    bool has_comments;
    bool has_enclosure;
    bool has_full;
};

bool query_match(const struct query *query, const struct query_subject *subject);

#endif
