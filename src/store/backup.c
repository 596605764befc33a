#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/path.h"
#include "store/doctor.h"
#include "store/internal.h"

enum { STEP_PAGES = 256 };

/* ---- signals that end the program wait until nothing half is left behind */

/* Those that are not ignored; every other thread has them blocked. */
static void endings_hold(sigset_t *before)
{
    static const int endings[] = {SIGINT, SIGTERM, SIGHUP};
    sigset_t held;
    sigemptyset(&held);
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        struct sigaction action;
        if (sigaction(endings[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            sigaddset(&held, endings[i]);
    }
    pthread_sigmask(SIG_BLOCK, &held, before);
}

/* One that is ignored is pending only if somebody blocked it. */
static bool endings_came(void)
{
    sigset_t pending;
    sigpending(&pending);
    return sigismember(&pending, SIGINT) || sigismember(&pending, SIGTERM) ||
           sigismember(&pending, SIGHUP);
}

/* ---- the copy */

static bool copy_pages(struct store *store, sqlite3 *copy, const char *path, struct error *err)
{
    sqlite3_backup *const backup = sqlite3_backup_init(copy, "main", store->db, "main");
    if (!backup)
        return store_fail_code(path, sqlite3_errcode(copy), sqlite3_errmsg(copy), err);
    int code = SQLITE_OK;
    while (code == SQLITE_OK && !ticket_is_cancelled(store->ticket) && !endings_came())
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

/* Into an empty file beside the one that it will be; errors name that one. */
static bool copy_to(struct store *store, const char *part, const char *path, struct error *err)
{
    sqlite3 *copy = NULL;
    const int code =
        sqlite3_open_v2(part, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    const bool is_good = code == SQLITE_OK ? copy_moment(store, copy, path, err)
                                           : store_fail_code(path, code, "", err);
    sqlite3_close(copy);
    return is_good;
}

/* Who may read the database may read its copy. */
static void take_mode(const struct store *store, int part)
{
    struct stat stat_of;
    if (stat(store->path, &stat_of) == 0)
        (void)!fchmod(part, stat_of.st_mode & 0777);
}

static bool fail_there(const char *path, struct error *err)
{
    return error_set(err, ERR_IO, _("%s is there already; give a name that is not there yet"),
                     path);
}

/* Under its name the copy is whole or not there. Not every file system has links; where one has,
 * nobody's file is overwritten. */
static bool put_in_place(int file, const char *part, const char *path, struct error *err)
{
    if (fsync(file) == 0 && (link(part, path) == 0 || (errno != EEXIST && rename(part, path) == 0)))
        return true;
    return errno == EEXIST ? fail_there(path, err)
                           : error_set(err, ERR_DATABASE, "%s: %s", path, strerror(errno));
}

bool store_backup(struct store *store, const char *path, struct error *err)
{
    char part[PATH_BYTES];
    if (access(path, F_OK) == 0)
        return fail_there(path, err);
    const int len = snprintf(part, sizeof(part), "%s.part-XXXXXX", path);
    if (len < 0 || (size_t)len >= sizeof(part))
        return error_set(err, ERR_LIMIT, _("%s: the name is too long"), path);
    sigset_t before;
    endings_hold(&before);
    const int file = mkostemp(part, O_CLOEXEC);
    bool is_kept = false;
    if (file < 0) {
        error_set(err, ERR_DATABASE, "%s: %s", path, strerror(errno));
    } else {
        take_mode(store, file);
        is_kept = copy_to(store, part, path, err) && put_in_place(file, part, path, err);
        unlink(part);
        close(file);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return is_kept;
}
