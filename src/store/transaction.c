#include <time.h>

#include "base/intl.h"
#include "store/internal.h"
#include "store/smart.h"

enum {
    WAIT_FIRST_MS = 1,
    WAIT_LONGEST_MS = 25,
    WAIT_TRIES = 4000, // about 100 seconds
    LOG_PAGES = 1000,  // that are worth to be brought into the file
};

/*
 * Other processes write in short transactions, so patience always wins: sleep a little longer each
 * time, and give up only when someone holds the database for more than a minute, or the user does
 * not want to wait any more.
 */
int store_wait(void *context, int tries)
{
    const struct store *const store = context;
    if (tries >= WAIT_TRIES || ticket_is_cancelled(store->ticket))
        return 0;
    long wait_ms = WAIT_FIRST_MS + tries / 2;
    if (wait_ms > WAIT_LONGEST_MS)
        wait_ms = WAIT_LONGEST_MS;
    const struct timespec pause = {.tv_nsec = wait_ms * 1000000L};
    nanosleep(&pause, NULL);
    return 1;
}

/* ---- the log */

/* After each commit: SQLite tells how long the log is. */
static int log_grew(void *context, sqlite3 *db, const char *name, int pages)
{
    (void)db;
    (void)name;
    struct store *const store = context;
    store->log_pages = pages;
    return SQLITE_OK;
}

void store_bring_in_log(struct store *store)
{
    if (store->log_pages < LOG_PAGES)
        return;
    store->log_pages = 0;
    // Nothing is lost when it fails: the log stays, and the next one tries again.
    sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

/* ---- transactions */

/* SQLite syncs the log at a commit only under FULL; the setting is a word to the connection and
 * costs nothing. */
static bool transaction_set_care(struct store *store, enum store_care care, struct error *err)
{
    const bool is_synced = care == STORE_SYNCED;
    if (store->has_care && store->is_synced == is_synced)
        return true;
    if (!store->has_care) {
        sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
        sqlite3_wal_hook(store->db, log_grew, store);
        if (!store_run(store, SQL_PRAGMA_CACHE_SIZE, NULL, 0, err))
            return false;
    }
    if (!store_run(store, is_synced ? SQL_PRAGMA_SYNCHRONOUS_FULL : SQL_PRAGMA_SYNCHRONOUS_NORMAL,
                   NULL, 0, err))
        return false;
    store->has_care = true;
    store->is_synced = is_synced;
    return true;
}

/* Some failures (a full disk) take the whole transaction back by themselves. */
static bool transaction_is_open(const struct store *store)
{
    return !sqlite3_get_autocommit(store->db);
}

/* Whoever mends the database, or puts a copy back, moves another file to its name; what is written
 * into the old one after that would be lost. */
static bool transaction_has_file(struct store *store, struct error *err)
{
    int has_moved = 0;
    sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
    if (!has_moved)
        return true;
    store_run(store, SQL_ROLLBACK, NULL, 0, NULL);
    return error_set(err, ERR_DATABASE,
                     _("%s was moved or replaced while it was open; nothing was changed: start "
                       "courant anew"),
                     store->path);
}

bool store_begin(struct store *store, enum store_care care, struct error *err)
{
    if (store->refusal)
        return error_set(err, store->refusal->kind, "%s", store->refusal->text);
    if (store->mode != STORE_WRITE)
        return error_set(err, ERR_DATABASE, _("%s is open for reading only"), store->path);
    store->has_news |= care != STORE_QUIET;
    if (store->is_group)
        return true;
    if (store->is_batch)
        return store_run(store, SQL_SAVEPOINT, NULL, 0, err);
    store->has_news = care != STORE_QUIET;
    return transaction_set_care(store, care, err) && store_run(store, SQL_BEGIN, NULL, 0, err) &&
           transaction_has_file(store, err);
}

static bool savepoint_end(struct store *store, bool is_good, struct error *err)
{
    if (is_good)
        return store_run(store, SQL_SAVEPOINT_KEEP, NULL, 0, err);
    if (transaction_is_open(store) && store_run(store, SQL_SAVEPOINT_UNDO, NULL, 0, NULL))
        store_run(store, SQL_SAVEPOINT_KEEP, NULL, 0, NULL);
    return false;
}

bool store_end(struct store *store, bool is_good, struct error *err)
{
    is_good = is_good && (store->is_migrating || store_counts_write(store, err));
    if (store->is_group) {
        store->has_failed |= !is_good;
        return is_good;
    }
    if (store->is_batch)
        return savepoint_end(store, is_good, err);
    const bool has_news = store->has_news && !store->is_migrating;
    if (is_good && (!has_news || store_smart_touch(store, err)) &&
        store_run(store, SQL_COMMIT, NULL, 0, err)) {
        // Whoever did something is not to wait for more than that it is on the disk.
        if (!store->is_synced)
            store_bring_in_log(store);
        return true;
    }
    if (transaction_is_open(store))
        store_run(store, SQL_ROLLBACK, NULL, 0, NULL);
    return false;
}

bool store_batch_begin(struct store *store, struct error *err)
{
    store->is_batch = store_begin(store, STORE_SYNCED, err);
    return store->is_batch;
}

bool store_batch_end(struct store *store, bool is_good, struct error *err)
{
    store->is_batch = false;
    if (is_good && !transaction_is_open(store))
        return error_set(err, ERR_DATABASE,
                         _("%s: the changes were taken back; the disk may be full"), store->path);
    return store_end(store, is_good, err);
}

bool store_group_begin(struct store *store, struct error *err)
{
    store->has_failed = false;
    store->is_group = store_begin(store, STORE_QUIET, err);
    return store->is_group;
}

bool store_group_end(struct store *store, struct error *err)
{
    store->is_group = false;
    return store_end(store, !store->has_failed, err);
}

bool store_change(struct store *store, enum store_care care, enum store_sql sql,
                  const struct store_value *values, size_t count, struct error *err)
{
    if (!store_begin(store, care, err))
        return false;
    return store_end(store, store_run(store, sql, values, count, err), err);
}
