#include "store/store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/memory.h"
#include "base/path.h"
#include "store/internal.h"

enum { PROGRESS_STEPS = 4000 }; // instructions of SQLite between two looks at the ticket

static int store_progress(void *context)
{
    const struct store *const store = context;
    return ticket_is_cancelled(store->ticket);
}

static bool store_open_file(struct store *store, const char *name, int flags, struct error *err)
{
    const int code = sqlite3_open_v2(name, &store->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (!store->db)
        return store_fail_code(store->path, SQLITE_NOMEM, "no memory", err);
    if (code != SQLITE_OK)
        return store_fail(store, err);
    if (store->mode == STORE_WRITE && sqlite3_db_readonly(store->db, "main") == 1)
        return store_fail_code(store->path, SQLITE_READONLY, "", err);
    sqlite3_busy_handler(store->db, store_wait, store);
    // A file that is refused stays as it is, its log beside it; so it does for a writer that has
    // written nothing.
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
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
    sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
}

static void store_close_file(struct store *store)
{
    for (size_t i = 0; i < SQL_COUNT; i++) {
        sqlite3_finalize(store->statements[i]);
        store->statements[i] = NULL;
    }
    sqlite3_close(store->db);
    store->db = NULL;
}

/* Both kinds open the file for writing: also a reader may have to bring a log to its end after a
 * crash. PRAGMA query_only keeps it from more. */
static bool store_open_live(struct store *store, struct error *err)
{
    const int flags = SQLITE_OPEN_READWRITE | (store->mode == STORE_WRITE ? SQLITE_OPEN_CREATE : 0);
    return store_open_file(store, store->path, flags, err) && store_set_up(store, err);
}

/* Is there no place for SQLite's log, and nothing in one that would be left out? */
static bool store_is_still(const struct store *store)
{
    const int code = store->db ? sqlite3_errcode(store->db) : SQLITE_OK;
    if (store->mode != STORE_READ || (code != SQLITE_CANTOPEN && code != SQLITE_READONLY))
        return false;
    char log[PATH_BYTES];
    struct stat found;
    const int len = snprintf(log, sizeof(log), "%s-wal", store->path);
    return len > 0 && len < PATH_BYTES && (stat(log, &found) != 0 || found.st_size == 0);
}

/* The file as it stands, where nobody can change it: on a medium that cannot be written. */
static bool store_open_still(struct store *store, struct error *err)
{
    struct str name;
    str_init(&name, PATH_BYTES * 4);
    // With a host that is empty no part of a path that begins with two strokes is taken for one.
    str_add(&name, *store->path == '/' ? "file://" : "file:");
    for (const char *c = store->path; *c; c++)
        str_printf(&name, strchr("%?#", *c) ? "%%%02X" : "%c", (unsigned char)*c);
    str_add(&name, "?immutable=1");
    store_close_file(store);
    const bool is_open =
        store_open_file(store, name.data, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err) &&
        store_set_up(store, err);
    str_release(&name);
    return is_open;
}

bool store_is_unwritable(const char *path)
{
    char folder[PATH_BYTES];
    snprintf(folder, sizeof(folder), "%s", path);
    char *const slash = strrchr(folder, '/');
    if (slash)
        *slash = '\0';
    return access(path, F_OK) == 0 &&
           (access(path, W_OK) != 0 || access(slash ? folder : ".", W_OK) != 0);
}

struct store *store_open(const char *path, enum store_mode mode, struct error *err)
{
    if (mode == STORE_READ && access(path, F_OK) != 0 && errno == ENOENT) {
        error_set(err, ERR_NOT_FOUND, _("%s: there is no database yet"), path);
        return NULL;
    }
    struct store *const store = mem_zalloc(sizeof(*store));
    store->path = mem_strdup(path);
    store->mode = mode;
    struct error why = {0};
    if (!store_open_live(store, &why) &&
        !(store_is_still(store) && store_open_still(store, &why))) {
        store_close(store);
        error_set(err, why.kind, "%s", why.text);
        return NULL;
    }
    if (mode == STORE_READ)
        sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    return store;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    store_close_file(store);
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
