#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/path.h"
#include "store/doctor.h"
#include "store/internal.h"

enum { STEP_PAGES = 256 };

static bool copy_pages(struct store *store, sqlite3 *copy, const char *path, struct error *err)
{
    sqlite3_backup *const backup = sqlite3_backup_init(copy, "main", store->db, "main");
    if (!backup)
        return store_fail_code(path, sqlite3_errcode(copy), sqlite3_errmsg(copy), err);
    int code = SQLITE_OK;
    while (code == SQLITE_OK && !ticket_is_cancelled(store->ticket))
        code = sqlite3_backup_step(backup, STEP_PAGES);
    sqlite3_backup_finish(backup);
    if (code == SQLITE_OK)
        return error_set(err, ERR_CANCELLED, _("the copy was cancelled"));
    return code == SQLITE_DONE || store_fail_code(path, code, sqlite3_errmsg(copy), err);
}

/* As long as this connection reads, it sees one moment, and the copy is not begun anew when others
 * write. */
static bool copy_moment(struct store *store, sqlite3 *copy, const char *path, struct error *err)
{
    int64_t version;
    if (!store_run(store, SQL_BEGIN_READING, NULL, 0, err))
        return false;
    const bool is_good = store_ask(store, SQL_SCHEMA_LOOK, NULL, 0, 0, &version, err) &&
                         copy_pages(store, copy, path, err);
    store_run(store, SQL_COMMIT, NULL, 0, NULL);
    return is_good;
}

static bool sync_file(const char *part, const char *path, struct error *err)
{
    const int fd = open(part, O_RDONLY | O_CLOEXEC);
    const bool is_good = fd >= 0 && fsync(fd) == 0;
    const int reason = errno;
    if (fd >= 0)
        close(fd);
    return is_good || error_set(err, ERR_DATABASE, "%s: %s", path, strerror(reason));
}

/* Into a file beside the one that it will be; errors name that one. */
static bool copy_to(struct store *store, const char *part, const char *path, struct error *err)
{
    sqlite3 *copy = NULL;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int code = sqlite3_open_v2(part, &copy, flags, NULL);
    const bool is_good = code == SQLITE_OK ? copy_moment(store, copy, path, err)
                                           : store_fail_code(path, code, "", err);
    sqlite3_close(copy);
    return is_good && sync_file(part, path, err);
}

bool store_backup(struct store *store, const char *path, struct error *err)
{
    char part[PATH_BYTES];
    if (access(path, F_OK) == 0)
        return error_set(err, ERR_IO, _("%s is there already; give a name that is not there yet"),
                         path);
    const int len = snprintf(part, sizeof(part), "%s.part", path);
    if (len < 0 || (size_t)len >= sizeof(part))
        return error_set(err, ERR_LIMIT, _("%s: the name is too long"), path);
    unlink(part);
    // Under its name the copy is whole or not there.
    if (copy_to(store, part, path, err)) {
        // Not every file system has links; where one has, nobody's file is overwritten.
        if (link(part, path) == 0 || (errno != EEXIST && rename(part, path) == 0)) {
            unlink(part);
            return true;
        }
        error_set(err, ERR_DATABASE, "%s: %s", path, strerror(errno));
    }
    unlink(part);
    return false;
}
