#include "base/intl.h"
#include "store/internal.h"

enum { APPLICATION_ID = 0x636F7572 }; // as 0001-first.sql writes it

static int64_t schema_newest(void)
{
    int64_t count = 0;
    while (store_schema[count].name)
        count++;
    return count;
}

/* A file that is not ours yet: perhaps another process is making it ours just now. */
static bool schema_look_at_other(struct store *store, int64_t *version, struct error *err)
{
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_SCHEMA_LOOK, NULL, 0, err))
        return false;
    const bool is_there = rows_next(&rows);
    *version = is_there ? row_integer(&rows, 0, 0) : 0;
    const int64_t application = is_there ? row_integer(&rows, 1, 0) : 0;
    const int64_t objects = is_there ? row_integer(&rows, 2, 0) : 0;
    if (!rows_close(&rows, err))
        return false;
    const bool is_fresh = application == 0 && *version == 0 && objects == 0;
    if (!is_fresh && application != APPLICATION_ID)
        return error_set(err, ERR_DATABASE,
                         _("%s is the database of another program; nothing was changed"),
                         store->path);
    return true;
}

/* What kind of file this is; nothing is changed by looking. A file that is ours stays ours, and the
 * number of its format is read without its schema. */
static bool schema_look(struct store *store, int64_t *version, struct error *err)
{
    int64_t application;
    if (!store_ask(store, SQL_PRAGMA_APPLICATION_ID, NULL, 0, 0, &application, err) ||
        !(application == APPLICATION_ID
              ? store_ask(store, SQL_PRAGMA_USER_VERSION, NULL, 0, 0, version, err)
              : schema_look_at_other(store, version, err)))
        return false;
    if (*version > schema_newest())
        return error_set(err, ERR_DATABASE,
                         _("%s was written by a newer courant (its format is %lld, this one knows "
                           "%lld); nothing was changed: use the newer one"),
                         store->path, (long long)*version, (long long)schema_newest());
    return true;
}

/* What has to be said before the first table. Another process may be doing the same just now, and
 * SQLite does not ask the busy handler when the journal's kind changes. */
static bool schema_begin_file(struct store *store, struct error *err)
{
    if (!store_run(store, SQL_PRAGMA_PAGE_SIZE, NULL, 0, err))
        return false;
    int tries = 0;
    while (!store_run(store, SQL_PRAGMA_WAL, NULL, 0, err))
        if (sqlite3_errcode(store->db) != SQLITE_BUSY || !store_wait(store, tries++))
            return false;
    return true;
}

static bool schema_run(struct store *store, const struct embedded_file *script, struct error *err)
{
    const int code = sqlite3_exec(store->db, script->data, NULL, NULL, NULL);
    if (code == SQLITE_OK)
        return true;
    if (code == SQLITE_ERROR)
        return error_set(err, ERR_DATABASE,
                         _("%s is half way to a newer form (%s: %s); nothing was changed: 'courant "
                           "doctor --mend' mends that"),
                         store->path, script->name, sqlite3_errmsg(store->db));
    store_fail(store, err);
    error_prefix(err, "%s", script->name);
    return false;
}

/* Each step is a transaction of its own, and looks first whether another process has done it. */
static bool schema_step(struct store *store, int64_t step, struct error *err)
{
    int64_t version;
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    store->is_migrating = true;
    bool is_good = schema_look(store, &version, err);
    if (is_good && version == step)
        is_good = schema_run(store, &store_schema[step], err);
    is_good = store_end(store, is_good, err);
    store->is_migrating = false;
    return is_good;
}

bool store_migrate(struct store *store, struct error *err)
{
    int64_t version;
    if (!schema_look(store, &version, err))
        return false;
    if (version < schema_newest() && store->mode == STORE_READ)
        return error_set(err, version ? ERR_DATABASE : ERR_NOT_FOUND,
                         _("%s was not brought up to date yet; start courant once"), store->path);
    if (version == 0 && !schema_begin_file(store, err))
        return false;
    for (; version < schema_newest(); version++)
        if (!schema_step(store, version, err))
            return false;
    return true;
}
