#include "bench/plain.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/str.h"
#include "bench/stopwatch.h"
#include "store/strip.h"

enum { ROUNDS = 21, TRANSACTION_ROWS = 20000 };

static bool run(sqlite3 *db, const char *sql)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* A plain table as lists want it. */
static bool copy_rows(sqlite3 *db)
{
    return run(db,
               "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
               "CREATE TABLE items (number INTEGER PRIMARY KEY, id, feed, published, is_unread, "
               "title, link);"
               "INSERT INTO items (id, feed, published, is_unread, title, link) SELECT id, "
               "feed_id, published_ms, is_unread, title, link"
               " FROM archive.articles ORDER BY published_ms;"
               "CREATE INDEX items_by_feed ON items (feed, published)");
}

static bool add_words(sqlite3_stmt *out, sqlite3_stmt *in, const struct str *text)
{
    sqlite3_bind_int64(out, 1, sqlite3_column_int64(in, 0));
    sqlite3_bind_value(out, 2, sqlite3_column_value(in, 1));
    sqlite3_bind_value(out, 3, sqlite3_column_value(in, 2));
    sqlite3_bind_text64(out, 4, text->data, text->len, SQLITE_STATIC, SQLITE_UTF8);
    return sqlite3_step(out) == SQLITE_DONE && sqlite3_reset(out) == SQLITE_OK;
}

/* The time of the insertions alone, not that of reading what is inserted. */
static double index_rows(sqlite3 *db, sqlite3_stmt *in, sqlite3_stmt *out, double *text_bytes)
{
    double spent_ms = 0;
    struct str text;
    str_init(&text, LIMIT_STR_BYTES);
    for (long rows = 1; sqlite3_step(in) == SQLITE_ROW; rows++) {
        str_clear(&text);
        store_strip((const char *)sqlite3_column_text(in, 3), (size_t)sqlite3_column_bytes(in, 3),
                    &text);
        *text_bytes += (double)text.len + sqlite3_column_bytes(in, 1) + sqlite3_column_bytes(in, 2);
        const double start_ms = stopwatch_cpu_ms();
        if (!add_words(out, in, &text) ||
            (rows % TRANSACTION_ROWS == 0 && !run(db, "COMMIT; BEGIN")))
            return -1;
        spent_ms += stopwatch_cpu_ms() - start_ms;
    }
    str_release(&text);
    const double start_ms = stopwatch_cpu_ms();
    return run(db, "COMMIT") ? spent_ms + stopwatch_cpu_ms() - start_ms : -1;
}

/* In the order of time, so that the newest have the greatest numbers. */
static bool index_all(sqlite3 *db)
{
    sqlite3_stmt *in = NULL;
    sqlite3_stmt *out = NULL;
    double bytes = 0;
    double spent_ms = -1;
    if (run(db, "CREATE VIRTUAL TABLE words USING fts5 (title, author, text, content='');"
                "INSERT INTO words (words, rank) VALUES ('hashsize', 67108864), ('automerge', 0);"
                "BEGIN") &&
        sqlite3_prepare_v2(db,
                           "SELECT number, a.title, author, content FROM items AS i"
                           " JOIN archive.articles AS a ON a.id = i.id"
                           " JOIN archive.contents ON article_id = a.id ORDER BY number",
                           -1, &in, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, "INSERT INTO words (rowid, title, author, text) VALUES (?, ?, ?, ?)",
                           -1, &out, NULL) == SQLITE_OK)
        spent_ms = index_rows(db, in, out, &bytes);
    sqlite3_finalize(in);
    sqlite3_finalize(out);
    printf("%-44s %9.2f ms  %.1f MB\n", "index all", spent_ms, bytes / 1e6);
    return spent_ms >= 0 && run(db, "INSERT INTO words (words) VALUES ('optimize')");
}

/* The least of several. */
static bool measure(sqlite3 *db, const char *name, const char *sql, const char *value)
{
    double least_ms = 1e9;
    long rows = 0;
    for (int i = 0; i < ROUNDS; i++) {
        const double start_ms = stopwatch_cpu_ms();
        sqlite3_stmt *statement = NULL;
        if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
            return false;
        if (value)
            sqlite3_bind_text(statement, 1, value, -1, SQLITE_STATIC);
        for (rows = 0; sqlite3_step(statement) == SQLITE_ROW; rows++)
            continue;
        sqlite3_finalize(statement);
        const double spent_ms = stopwatch_cpu_ms() - start_ms;
        least_ms = spent_ms < least_ms ? spent_ms : least_ms;
    }
    printf("%-44s %9.2f ms  %ld\n", name, least_ms, rows);
    return true;
}

#define NEWEST "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT 50"
#define BEST   "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 50"
#define OPEN   "SELECT id, title, link FROM items WHERE feed = 1 ORDER BY published DESC LIMIT 50"
#define MARK   "UPDATE items SET is_unread = 0 WHERE number <= 100000"

static bool measure_all(sqlite3 *db, const char *rare, const char *common)
{
    return copy_rows(db) && index_all(db) && measure(db, "open the feed of 10,000", OPEN, NULL) &&
           measure(db, "rare word, newest 50", NEWEST, rare) &&
           measure(db, "rare word, best 50", BEST, rare) &&
           measure(db, "common word, newest 50", NEWEST, common) &&
           measure(db, "common word, best 50", BEST, common) &&
           measure(db, "mark read, to be taken back", MARK, NULL);
}

int plain_measure(const char *path, const char *rare, const char *common)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    char floor_path[4096];
    sqlite3 *db = NULL;
    sqlite3_stmt *attach = NULL;
    snprintf(floor_path, sizeof(floor_path), "%s.floor", path);
    bool is_good = sqlite3_open(floor_path, &db) == SQLITE_OK &&
                   sqlite3_prepare_v2(db, "ATTACH ? AS archive", -1, &attach, NULL) == SQLITE_OK &&
                   sqlite3_bind_text(attach, 1, path, -1, SQLITE_STATIC) == SQLITE_OK &&
                   sqlite3_step(attach) == SQLITE_DONE;
    sqlite3_finalize(attach);
    is_good = is_good && measure_all(db, rare, common);
    if (!is_good)
        fprintf(stderr, "archive: %s: %s\n", floor_path, sqlite3_errmsg(db));
    sqlite3_close(db);
    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        snprintf(floor_path, sizeof(floor_path), "%s.floor%s", path, ends[i]);
        unlink(floor_path);
    }
    return !is_good;
}
