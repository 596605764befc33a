#include "store/store.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/memory.h"
#include "store/internal.h"

enum { PROGRESS_STEPS = 4000 }; // instructions of SQLite between two looks at the ticket

static int store_progress(void *context)
{
    const struct store *const store = context;
    return ticket_is_cancelled(store->ticket);
}

static bool store_open_file(struct store *store, struct error *err)
{
    // Both kinds open the file for writing: also a reader may have to bring a log to its end after
    // a crash. PRAGMA query_only keeps it from more.
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                      (store->mode == STORE_WRITE ? SQLITE_OPEN_CREATE : 0);
    const int code = sqlite3_open_v2(store->path, &store->db, flags, NULL);
    if (!store->db)
        return store_fail_code(store->path, SQLITE_NOMEM, "no memory", err);
    if (code != SQLITE_OK)
        return store_fail(store, err);
    if (store->mode == STORE_WRITE && sqlite3_db_readonly(store->db, "main") == 1)
        return store_fail_code(store->path, SQLITE_READONLY, "", err);
    sqlite3_busy_handler(store->db, store_wait, store);
    return true;
}

static bool store_set_up_reading(struct store *store, struct error *err)
{
    return store_run(store, SQL_PRAGMA_CACHE_SIZE, NULL, 0, err) &&
           store_run(store, SQL_PRAGMA_QUERY_ONLY, NULL, 0, err);
}

/* Of the words for writing those that read the schema wait for the first transaction. */
static bool store_set_up(struct store *store, struct error *err)
{
    return store_add_functions(store, err) && store_migrate(store, err) &&
           store_run(store, SQL_PRAGMA_FOREIGN_KEYS, NULL, 0, err) &&
           store_run(store, SQL_PRAGMA_TEMP_STORE_MEMORY, NULL, 0, err) &&
           store_run(store, SQL_PRAGMA_SECURE_DELETE_OFF, NULL, 0, err) &&
           (store->mode == STORE_WRITE || store_set_up_reading(store, err)) &&
           store_ask(store, SQL_PRAGMA_DATA_VERSION, NULL, 0, 0, &store->data_version, err);
}

void store_prepare(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

struct store *store_open(const char *path, enum store_mode mode, struct error *err)
{
    if (mode == STORE_READ && access(path, F_OK) != 0) {
        error_set(err, ERR_NOT_FOUND, _("%s: there is no database yet"), path);
        return NULL;
    }
    struct store *const store = mem_zalloc(sizeof(*store));
    store->path = mem_strdup(path);
    store->mode = mode;
    if (store_open_file(store, err) && store_set_up(store, err))
        return store;
    // A file that is refused stays as it is, its log beside it.
    if (store->db)
        sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    store_close(store);
    return NULL;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    for (size_t i = 0; i < SQL_COUNT; i++)
        sqlite3_finalize(store->statements[i]);
    sqlite3_close(store->db);
    free(store->path);
    free(store);
}

bool store_has_changed(struct store *store)
{
    int64_t version;
    if (!store_ask(store, SQL_PRAGMA_DATA_VERSION, NULL, 0, 0, &version, NULL))
        return true; // whoever asks again gets the reason
    const bool has_changed = version != store->data_version;
    store->data_version = version;
    return has_changed;
}

void store_set_ticket(struct store *store, const struct ticket *ticket)
{
    store->ticket = ticket;
    sqlite3_progress_handler(store->db, ticket ? PROGRESS_STEPS : 0, ticket ? store_progress : NULL,
                             store);
}

bool store_state_get(struct store *store, const char *key, struct str *value, struct error *err)
{
    const struct store_value values[] = {value_text(key)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_STATE_GET, values, COUNT_OF(values), err))
        return false;
    if (!rows_next(&rows))
        return rows_close(&rows, err) &&
               error_set(err, ERR_NOT_FOUND, _("nothing is kept under %s"), key);
    struct arena arena;
    arena_init(&arena);
    str_add(value, row_text(&rows, 0, &arena));
    arena_release(&arena);
    return rows_close(&rows, err);
}

bool store_state_set(struct store *store, const char *key, const char *value, struct error *err)
{
    const struct store_value values[] = {value_text(key), value_text(value)};
    return store_change(store, STORE_QUIET, SQL_STATE_SET, values, COUNT_OF(values), err);
}
