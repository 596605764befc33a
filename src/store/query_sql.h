/*
 * Article lists as SQL: pieces of statements.sql put one behind the other, with every value bound.
 *
 *     struct sql sql;
 *     sql_init(&sql);
 *     sql_add(&sql, SQL_PART_LIST);
 *     sql_add_selection(&sql, selection, true);
 *     sql_add_number(&sql, SQL_PART_NEWEST_FIRST, limit);
 *     rows_open_text(&rows, store, sql.text.data, sql.values.items, sql.values.count, err);
 *     sql_release(&sql);                       // after rows_close(): it owns the texts
 */
#ifndef STORE_QUERY_SQL_H
#define STORE_QUERY_SQL_H

#include "base/str.h"
#include "base/vec.h"
#include "store/articles.h"
#include "store/internal.h"

/* How a word is looked for. */
enum sql_words {
    SQL_WORDS_ANYWHERE, // in the index, or in the texts of what is not in it yet
    SQL_WORDS_INDEXED,  // the articles at hand are in it
    SQL_WORDS_WAITING,  // they are not
};

struct sql {
    struct arena arena; // texts that are bound
    struct str text;
    struct vec values; // of struct store_value
    enum sql_words words;
    bool asks_index;        // for a word that does not lead
    int64_t first_document; // that such a word is looked for in: what the articles at hand have
    int64_t last_document;
};

void sql_init(struct sql *sql);
void sql_release(struct sql *sql);

/* A piece; then the value of its question mark. */
void sql_add(struct sql *sql, enum store_sql part);
void sql_add_number(struct sql *sql, enum store_sql part, int64_t number);
void sql_bind(struct sql *sql, struct store_value value);

/* The condition on `a` (articles) that a selection makes; NULL: none. `keep_id` is not looked at.
 *
 * with_unread  whether only_unread counts
 */
void sql_add_selection(struct sql *sql, const struct store_selection *selection, bool with_unread);

/* A whole statement for the ids of a selection's articles, led by the index where it can; `keep_id`
 * is not looked at.
 *
 * also     a condition more, with the value of its question mark (NULL: it has none)
 */
void sql_add_ids(struct sql *sql, const struct store_selection *selection, enum store_sql also,
                 const struct store_value *value);

/* What a selection asks for beside the query, as a condition. */
void sql_add_frame(struct sql *sql, const struct store_selection *selection, bool with_unread);

/* AND, and the condition of a query's node. */
void sql_add_node(struct sql *sql, const struct query_node *node);

/* `text` folded, in the statement's arena. */
const char *sql_fold(struct sql *sql, const char *text);

/* AND, and what stands behind (or before) a place in the lists; NULL and the start add nothing. */
void sql_add_key(struct sql *sql, const struct store_key *after, bool backwards);

bool sql_open(const struct sql *sql, struct store *store, struct store_rows *rows,
              struct error *err) ATTR_MUST_USE;

/* Run a statement whose rows nobody wants. */
bool sql_run(const struct sql *sql, struct store *store, struct error *err) ATTR_MUST_USE;

#endif
