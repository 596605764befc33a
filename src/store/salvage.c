#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/str.h"
#include "base/vec.h"
#include "store/doctor.h"
#include "store/internal.h"

/* How rows are read, of a range of numbers (of the rows, or of what they belong to), and written.
 */
static const struct table {
    enum store_sql read;
    enum store_sql write;
} tables[] = {
    {SQL_SALVAGE_FEEDS, SQL_RESTORE_FEEDS},
    {SQL_SALVAGE_FEED_TAGS, SQL_RESTORE_FEED_TAGS},
    {SQL_SALVAGE_ARTICLES, SQL_RESTORE_ARTICLES},
    {SQL_SALVAGE_ARTICLE_TAGS, SQL_RESTORE_ARTICLE_TAGS},
    {SQL_SALVAGE_CONTENTS, SQL_RESTORE_CONTENTS},
    {SQL_SALVAGE_ENCLOSURES, SQL_RESTORE_ENCLOSURES},
    {SQL_SALVAGE_REVISIONS, SQL_RESTORE_REVISIONS},
    {SQL_SALVAGE_THREADS, SQL_RESTORE_THREADS},
    {SQL_SALVAGE_COMMENTS, SQL_RESTORE_COMMENTS},
    {SQL_SALVAGE_DRAFTS, SQL_RESTORE_DRAFTS},
    {SQL_SALVAGE_OUTBOX, SQL_RESTORE_OUTBOX},
    {SQL_SALVAGE_ACCOUNTS, SQL_RESTORE_ACCOUNTS},
    {SQL_SALVAGE_SYNCED_FEEDS, SQL_RESTORE_SYNCED_FEEDS},
    {SQL_SALVAGE_SYNCED_ARTICLES, SQL_RESTORE_SYNCED_ARTICLES},
    {SQL_SALVAGE_STATE, SQL_RESTORE_STATE},
};

struct range {
    int64_t first;
    int64_t last;
};

enum { PIECE_ROWS = 1 << 20, MOST_FAULTS = 20000 };

/* From one file into the other. A statement that reads the damaged one never writes: its failure
 * would take the whole transaction with it. */
struct salvage {
    struct store *source;
    struct store *target;
    bool has_rows; // anything could be read
    bool is_whole; // everything could
};

static bool copy_row(struct salvage *salvage, enum store_sql write, sqlite3_stmt *row,
                     struct error *err)
{
    struct store_rows rows;
    if (!rows_open(&rows, salvage->target, write, NULL, 0, err))
        return false;
    for (int i = 0; i < sqlite3_column_count(row); i++)
        sqlite3_bind_value(rows.statement, i + 1, sqlite3_column_value(row, i));
    while (rows_next(&rows))
        continue;
    return rows_close(&rows, err);
}

/* Is the range whole? What came before a fault is written. */
static bool copy_range(struct salvage *salvage, const struct table *table, struct range range,
                       bool *has_table, struct error *err)
{
    const struct store_value values[] = {value_integer(range.first), value_integer(range.last)};
    struct store_rows rows;
    *has_table = rows_open(&rows, salvage->source, table->read, values, COUNT_OF(values), NULL);
    if (!*has_table)
        return false;
    bool is_written = true;
    while (is_written && rows_next(&rows)) {
        is_written = copy_row(salvage, table->write, rows.statement, err);
        salvage->has_rows = true;
    }
    return rows_close(&rows, NULL) && is_written;
}

/* All of a table but what lies on pages that cannot be read: a range that fails is halved. */
static bool copy_table(struct salvage *salvage, const struct table *table, int64_t last,
                       struct error *err)
{
    int faults = 0;
    bool has_table = true;
    struct vec stack;
    vec_init(&stack, sizeof(struct range));
    for (int64_t first = last - last % PIECE_ROWS; first >= 0; first -= PIECE_ROWS)
        *(struct range *)vec_push(&stack) = (struct range){first, first + PIECE_ROWS - 1};
    while (stack.count && has_table && err->kind == ERR_NONE) {
        const struct range range = *(struct range *)vec_at(&stack, stack.count - 1);
        vec_pop(&stack);
        if (copy_range(salvage, table, range, &has_table, err))
            continue;
        salvage->is_whole = false;
        if (range.first == range.last || ++faults > MOST_FAULTS)
            continue;
        const int64_t middle = range.first + (range.last - range.first) / 2;
        *(struct range *)vec_push(&stack) = (struct range){middle + 1, range.last};
        *(struct range *)vec_push(&stack) = (struct range){range.first, middle};
    }
    vec_release(&stack);
    return err->kind == ERR_NONE;
}

/* Rows that belong to what was lost, and counts. */
static bool mend_rows(struct store *store, struct error *err)
{
    static const enum store_sql cures[] = {
        SQL_ORPHAN_ARTICLES, SQL_ORPHAN_CONTENTS, SQL_ORPHAN_COMMENTS, SQL_ORPHAN_PLACES,
        SQL_ORPHAN_FULL,     SQL_EXAMINE_RECOUNT, SQL_TOTALS_CLEAR,    SQL_TOTALS_ADD};
    for (size_t i = 0; i < COUNT_OF(cures); i++)
        if (!store_run(store, cures[i], NULL, 0, err))
            return false;
    return true;
}

static bool copy_all(struct salvage *salvage, struct error *err)
{
    struct error failed = {0};
    int64_t last = PIECE_ROWS - 1;
    if (!store_run(salvage->target, SQL_PRAGMA_FOREIGN_KEYS_OFF, NULL, 0, err) ||
        !store_begin(salvage->target, STORE_SYNCED, err))
        return false;
    store_run(salvage->source, SQL_SALVAGE_LENIENTLY, NULL, 0, NULL);
    store_ask(salvage->source, SQL_SALVAGE_LAST, NULL, 0, last, &last, NULL);
    bool is_good = true;
    for (size_t i = 0; is_good && i < COUNT_OF(tables); i++)
        is_good = copy_table(salvage, &tables[i], last, &failed);
    // A file in which nobody has kept anything yet is whole without a row.
    if (is_good && !salvage->has_rows && !salvage->is_whole)
        is_good = error_set(&failed, ERR_DATABASE,
                            _("%s: nothing in it can be read, and nothing was changed: move it "
                              "away, or put a copy back"),
                            salvage->source->path);
    if (!is_good)
        *err = failed;
    return store_end(salvage->target, is_good && mend_rows(salvage->target, err), err);
}

/* A connection and no more: what store_open() asks of a file a damaged one may not have. */
static bool source_open(struct store *source, const char *path, struct error *err)
{
    *source = (struct store){.path = mem_strdup(path), .mode = STORE_WRITE};
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    const int code = sqlite3_open_v2(path, &source->db, flags, NULL);
    if (code != SQLITE_OK)
        return store_fail_code(path, code, "", err);
    sqlite3_busy_handler(source->db, store_wait, source);
    return true;
}

static void source_close(struct store *source)
{
    for (size_t i = 0; i < SQL_COUNT; i++)
        sqlite3_finalize(source->statements[i]);
    sqlite3_close(source->db);
    free(source->path);
}

/* From here on nobody else writes into the file: whoever waits for that finds another one under its
 * name, and says so. Where damage keeps us from writing it keeps everybody. */
static bool source_hold(struct store *source, struct error *err)
{
    struct error why = {0};
    if (store_begin(source, STORE_QUIET, &why))
        return true;
    switch (sqlite3_errcode(source->db)) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_IOERR:
        return true;
    default:
        return error_set(err, why.kind, "%s", why.text);
    }
}

/* All that can be read, into a file of this name. */
static bool salvage_into(struct store *source, const char *fresh, bool *is_whole, struct error *err)
{
    unlink(fresh);
    struct salvage salvage = {source, store_open(fresh, STORE_WRITE, err), false, true};
    const bool is_good = salvage.target && copy_all(&salvage, err);
    store_close(salvage.target);
    *is_whole = salvage.is_whole;
    return is_good;
}

static bool fail(const char *path, struct error *err)
{
    return error_set(err, ERR_DATABASE, "%s: %s", path, strerror(errno));
}

/* The old file gets its second name, and its log goes along; then the new one takes the first. At
 * no moment is there no database. */
static bool put_in_place(const char *fresh, const char *path, const char *kept, struct error *err)
{
    static const char *const ends[] = {"-wal", "-shm"};
    char source[PATH_BYTES + 8];
    char target[PATH_BYTES + 8];
    snprintf(source, sizeof(source), "%s-wal", fresh);
    if (access(source, F_OK) == 0) // it could not be brought to its end
        return store_fail_code(fresh, SQLITE_IOERR, "", err);
    if (link(path, kept) != 0 && rename(path, kept) != 0) // not every file system has links
        return fail(path, err);
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        snprintf(source, sizeof(source), "%s%s", path, ends[i]);
        snprintf(target, sizeof(target), "%s%s", kept, ends[i]);
        if (rename(source, target) != 0 && errno != ENOENT)
            return fail(source, err);
    }
    return rename(fresh, path) == 0 || fail(fresh, err);
}

/* A name beside it that is free. */
static void name_kept(const char *path, struct str *kept)
{
    for (int i = 1;; i++) {
        str_clear(kept);
        str_printf(kept, "%s.damaged-%d", path, i);
        if (access(kept->data, F_OK) != 0)
            return;
    }
}

bool store_salvage(const char *path, struct str *kept, bool *is_whole, struct error *err)
{
    struct store source;
    struct str fresh;
    str_init(&fresh, PATH_BYTES);
    str_printf(&fresh, "%s.mended", path);
    bool is_good = source_open(&source, path, err) && source_hold(&source, err);
    if (is_good) {
        name_kept(path, kept);
        is_good = salvage_into(&source, fresh.data, is_whole, err) &&
                  put_in_place(fresh.data, path, kept->data, err);
        if (!is_good)
            unlink(fresh.data);
    }
    source_close(&source);
    str_release(&fresh);
    return is_good;
}
