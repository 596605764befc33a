/*
 * What the files of store/ share: the connection, and the one way in which statements are run.
 *
 * A statement is known by its name in statements.sql. Values are given as an array in the order of
 * its question marks; strings are borrowed until the statement ends.
 *
 *     const struct store_value values[] = {value_integer(id)};
 *     struct store_rows rows;
 *     if (!rows_open(&rows, store, SQL_FEEDS_GET, values, COUNT_OF(values), err))
 *         return false;
 *     while (rows_next(&rows))
 *         … row_text(&rows, 1, arena) …
 *     return rows_close(&rows, err);
 */
#ifndef STORE_INTERNAL_H
#define STORE_INTERNAL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/embedded.h"
#include "base/error.h"
#include "base/ticket.h"
#include "base/time.h"
#include "base/vec.h"
#include "store/statements.gen.h"
#include "store/store.h"

struct store_rules;

struct store {
    sqlite3 *db;
    char *path;
    enum store_mode mode;
    sqlite3_stmt *statements[SQL_COUNT]; // prepared on first use
    const struct ticket *ticket;         // borrowed; NULL: none
    int64_t data_version;                // as last seen
    const struct error *refusal;         // why nothing can be written; borrowed; NULL: it can
    bool has_care;                       // the connection was told `is_synced`
    bool is_synced;                      // synchronous = FULL holds
    int log_pages;                       // of SQLite's log, not in the file yet
    bool is_batch;                       // between store_batch_begin() and _end()
    bool is_group;                       // between store_group_begin() and _end()
    bool has_failed;                     // a change of the group
    bool is_migrating;                   // tables may not be there yet
    bool has_news;                       // the transaction changes what lists and counts say
    const struct store_rules *rules;     // borrowed; NULL: none
    bool reads_copies;                   // reading an article reads its copies
};

/* A file that is there, and that may not be written; or nothing may be beside it. */
bool store_is_unwritable(const char *path) ATTR_NONNULL;

/* What is_hidden of an article is made of. */
enum { STORE_IS_HIDDEN = 1, STORE_IS_DELETED = 2, STORE_IS_REMOVED = 4 };

/* ---- values and rows (statement.c) */

enum store_value_kind { VALUE_NULL, VALUE_INTEGER, VALUE_TEXT, VALUE_BLOB };

struct store_value {
    enum store_value_kind kind;
    int64_t integer; // of a blob: its length
    const char *text;
};

static inline struct store_value value_integer(int64_t integer)
{
    return (struct store_value){.kind = VALUE_INTEGER, .integer = integer};
}

/* NULL is NULL. */
static inline struct store_value value_text(const char *text)
{
    return (struct store_value){.kind = text ? VALUE_TEXT : VALUE_NULL, .text = text};
}

static inline struct store_value value_blob(const void *bytes, size_t len)
{
    return (struct store_value){.kind = VALUE_BLOB, .integer = (int64_t)len, .text = bytes};
}

/* `none` is NULL. */
static inline struct store_value value_unless(int64_t integer, int64_t none)
{
    return integer == none ? (struct store_value){0} : value_integer(integer);
}

static inline struct store_value value_time(int64_t time_ms)
{
    return value_unless(time_ms, TIME_NONE);
}

struct store_rows {
    struct store *store;
    sqlite3_stmt *statement;
    int code;      // of the last step
    bool is_owned; // finalised at the end, not kept
};

/* Start a statement; no row is there before rows_next(). */
bool rows_open(struct store_rows *rows, struct store *store, enum store_sql sql,
               const struct store_value *values, size_t count, struct error *err) ATTR_MUST_USE;

/* The same for a text that store/query_sql.c made. */
bool rows_open_text(struct store_rows *rows, struct store *store, const char *sql,
                    const struct store_value *values, size_t count,
                    struct error *err) ATTR_MUST_USE;
bool rows_next(struct store_rows *rows);

/* End it; false when a step failed. */
bool rows_close(struct store_rows *rows, struct error *err);

/* The columns of the row. NULL gives NULL, `none`, TIME_NONE. */
const char *row_text(const struct store_rows *rows, int column, struct arena *arena);
int64_t row_integer(const struct store_rows *rows, int column, int64_t none);
int64_t row_time(const struct store_rows *rows, int column);
double row_real(const struct store_rows *rows, int column);

/* A text of several, apart by U+001F, as an array. */
const char *const *row_texts(const struct store_rows *rows, int column, struct arena *arena,
                             size_t *count);

/* The items of a vec as an array in the arena; the vec is released. */
void *items_take(struct vec *items, struct arena *arena);

/* A tag is a name on one line, not empty; ERR_USAGE. (Tags come out of SQL apart by U+001F.) */
bool store_tag_is_good(const char *tag, struct error *err) ATTR_MUST_USE;

/* Run to the end. */
bool store_run(struct store *store, enum store_sql sql, const struct store_value *values,
               size_t count, struct error *err);

/* Run a question for one number; `none` when there is no row. */
bool store_ask(struct store *store, enum store_sql sql, const struct store_value *values,
               size_t count, int64_t none, int64_t *answer, struct error *err);

/* ---- transactions (transaction.c) */

enum store_care {
    STORE_QUIET,  // as lazy, and no list or count is other than before
    STORE_LAZY,   // may be lost with the power, never torn: what can be fetched again
    STORE_SYNCED, // on the disk before it is said: what a person did
};

/* Waits while another process writes. */
bool store_begin(struct store *store, enum store_care care, struct error *err) ATTR_MUST_USE;

/* Commit when `is_good`, else take everything back. Returns whether it is kept. */
bool store_end(struct store *store, bool is_good, struct error *err) ATTR_MUST_USE;

/*
 * Changes that are kept together or not at all, without the price of being able to take back one of
 * them: the end is false, and nothing is kept, when one of them has failed (store->has_failed).
 */
bool store_group_begin(struct store *store, struct error *err) ATTR_MUST_USE;
bool store_group_end(struct store *store, struct error *err) ATTR_MUST_USE;

/* A change that is one statement. */
bool store_change(struct store *store, enum store_care care, enum store_sql sql,
                  const struct store_value *values, size_t count, struct error *err);

/* Write into the file what has gathered in the log beside it, once that is much: after a
 * transaction that is not STORE_SYNCED by itself, after the others when nobody waits. */
void store_bring_in_log(struct store *store);

/* Wait for another process: the busy handler of the connection. */
int store_wait(void *store, int tries);

/* ---- the feeds' counts (counts.c) */

/* Triggers write down what articles were and are instead (uncounted); here the feeds learn of it,
 * before the transaction ends. */
bool store_counts_write(struct store *store, struct error *err) ATTR_MUST_USE;

/* ---- errors (failure.c) */

/* One sentence for what SQLite says now. Returns false. */
bool store_fail(struct store *store, struct error *err);
bool store_fail_code(const char *path, int code, const char *message, struct error *err);

/* ---- pieces of larger transactions (feeds.c, articles.c) */

struct feed;
struct store_fetch;

/* ERR_NOT_FOUND when there is no such feed. */
bool store_feeds_has(struct store *store, int64_t id, struct error *err) ATTR_MUST_USE;
bool store_feeds_write_fetch(struct store *store, int64_t id, const struct store_fetch *fetch,
                             struct error *err) ATTR_MUST_USE;
bool store_feeds_write_document(struct store *store, int64_t id, const struct feed *feed,
                                int64_t new_count, struct error *err) ATTR_MUST_USE;

/* ERR_NOT_FOUND with the id; store_articles_has() looks first. */
bool store_articles_missing(int64_t id, struct error *err);
bool store_articles_has(struct store *store, int64_t id, struct error *err) ATTR_MUST_USE;

/* ---- opening (migrate.c, functions.c) */

extern const struct embedded_file store_schema[];

/* Bring the schema up to date; or, reading only, say that it is not. */
bool store_migrate(struct store *store, struct error *err) ATTR_MUST_USE;

/* fold(), shown(), contains(), holds(), holds_html() and the tokenizer for this connection. */
bool store_add_functions(struct store *store, struct error *err) ATTR_MUST_USE;

#endif
