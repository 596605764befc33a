#include "base/intl.h"
#include "store/internal.h"

/* What SQLite's result codes mean for a person. */
static const struct {
    int code;
    enum error_kind kind;
    const char *text;
} failures[] = {
    {SQLITE_INTERRUPT, ERR_CANCELLED, N_("cancelled")},
    {SQLITE_FULL, ERR_DATABASE,
     N_("the disk is full, so nothing was changed; make room and try again")},
    {SQLITE_READONLY, ERR_DATABASE,
     N_("it cannot be written to; check who owns it and its folder")},
    {SQLITE_PERM, ERR_DATABASE, N_("it cannot be written to; check who owns it and its folder")},
    {SQLITE_AUTH, ERR_DATABASE, N_("it cannot be written to; check who owns it and its folder")},
    {SQLITE_CANTOPEN, ERR_DATABASE,
     N_("it cannot be opened; check that its folder is there and can be written to")},
    {SQLITE_NOTADB, ERR_DATABASE,
     N_("it is damaged or is no database; nothing was changed: move it away, or put a copy back")},
    {SQLITE_CORRUPT, ERR_DATABASE,
     N_("it is damaged: 'courant doctor --mend' saves what can be read of it")},
    {SQLITE_BUSY, ERR_DATABASE,
     N_("another program has been writing to it for a minute; try again later")},
    {SQLITE_IOERR, ERR_DATABASE,
     N_("it cannot be read or written: the disk may be full, then make room, or failing")},
};

bool store_fail_code(const char *path, int code, const char *message, struct error *err)
{
    for (size_t i = 0; i < COUNT_OF(failures); i++)
        if (failures[i].code == (code & 0xFF))
            return error_set(err, failures[i].kind, "%s: %s", path, _(failures[i].text));
    return error_set(err, ERR_DATABASE, _("%s: the database says: %s"), path, message);
}

bool store_fail(struct store *store, struct error *err)
{
    const int code = sqlite3_extended_errcode(store->db);
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
        return error_set(err, ERR_DATABASE, _("%s: the database is not usable"), store->path);
    return store_fail_code(store->path, code, sqlite3_errmsg(store->db), err);
}
