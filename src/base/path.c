#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/intl.h"

static bool path_fits(int len, struct error *err)
{
    if (len >= 0 && len < PATH_BYTES)
        return true;
    return error_set(err, ERR_LIMIT, _("a path is longer than %d bytes"), PATH_BYTES - 1);
}

bool path_join(char out[PATH_BYTES], const char *folder, const char *name, struct error *err)
{
    return path_fits(snprintf(out, PATH_BYTES, "%s/%s", folder, name), err);
}

/* One XDG folder: the variable when it is absolute, else HOME with the usual tail. */
static bool path_xdg(char out[PATH_BYTES], const char *variable, const char *tail,
                     struct error *err)
{
    const char *const folder = getenv(variable);
    if (folder && folder[0] == '/')
        return path_join(out, folder, "courant", err);
    const char *const home = getenv("HOME");
    if (!home || home[0] != '/')
        return error_set(err, ERR_NOT_FOUND,
                         _("HOME is not set: set it, or say where with --home DIR"));
    return path_fits(snprintf(out, PATH_BYTES, "%s/%s/courant", home, tail), err);
}

bool path_home_init(struct path_home *paths, const char *home, struct error *err)
{
    if (!home)
        return path_xdg(paths->config, "XDG_CONFIG_HOME", ".config", err) &&
               path_xdg(paths->data, "XDG_DATA_HOME", ".local/share", err) &&
               path_xdg(paths->cache, "XDG_CACHE_HOME", ".cache", err) &&
               path_xdg(paths->state, "XDG_STATE_HOME", ".local/state", err);
    return path_join(paths->config, home, "config", err) &&
           path_join(paths->data, home, "data", err) &&
           path_join(paths->cache, home, "cache", err) &&
           path_join(paths->state, home, "state", err);
}

static bool is_folder(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

bool path_make_folder(const char *path, struct error *err)
{
    if (is_folder(path))
        return true;
    char partial[PATH_BYTES];
    if (!path_fits(snprintf(partial, sizeof(partial), "%s", path), err))
        return false;
    for (char *slash = partial + 1;; slash++) {
        if (*slash != '/' && *slash != '\0')
            continue;
        const char kept = *slash;
        *slash = '\0';
        if (mkdir(partial, 0700) != 0 && errno != EEXIST)
            return error_set(err, ERR_IO, _("the folder %s cannot be made: %s"), partial,
                             strerror(errno));
        *slash = kept;
        if (kept == '\0')
            break;
    }
    if (!is_folder(path))
        return error_set(err, ERR_IO, _("%s is not a folder: move it away, or choose another"),
                         path);
    return true;
}

static bool file_read_all(int fd, const char *name, size_t limit, struct str *out,
                          struct error *err)
{
    char chunk[64 << 10];
    for (;;) {
        const ssize_t got = read(fd, chunk, sizeof(chunk));
        if (got == 0)
            return true;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_set(err, ERR_IO, _("%s cannot be read: %s"), name, strerror(errno));
        if (out->len + (size_t)got > limit)
            return error_set(err, ERR_LIMIT,
                             _("%s is larger than %zu MiB, which is the most that is read"), name,
                             limit >> 20 ? limit >> 20 : 1);
        str_append(out, chunk, (size_t)got);
    }
}

bool file_read(const char *path, size_t limit, struct str *out, struct error *err)
{
    if (strcmp(path, "-") == 0)
        return file_read_all(STDIN_FILENO, _("standard input"), limit, out, err);
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT)
        return error_set(err, ERR_NOT_FOUND, _("there is no file %s"), path);
    if (fd < 0)
        return error_set(err, ERR_IO, _("%s cannot be opened: %s"), path, strerror(errno));
    struct stat found;
    bool done;
    if (fstat(fd, &found) == 0 && S_ISDIR(found.st_mode))
        done = error_set(err, ERR_IO, _("%s is a folder, not a file"), path);
    else
        done = file_read_all(fd, path, limit, out, err);
    close(fd);
    return done;
}

bool file_write_all(int fd, const char *bytes, size_t len)
{
    while (len) {
        const ssize_t wrote = write(fd, bytes, len);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return false;
        bytes += wrote;
        len -= (size_t)wrote;
    }
    return true;
}

bool file_write(const char *path, const char *bytes, size_t len, struct error *err)
{
    char beside[PATH_BYTES];
    if (!path_fits(snprintf(beside, sizeof(beside), "%s.XXXXXX", path), err))
        return false;
    const int fd = mkostemp(beside, O_CLOEXEC);
    if (fd < 0)
        return error_set(err, ERR_IO, _("%s cannot be written: %s"), path, strerror(errno));
    const bool is_written = file_write_all(fd, bytes, len) && fsync(fd) == 0;
    const bool is_closed = close(fd) == 0;
    if (is_written && is_closed && rename(beside, path) == 0)
        return true;
    error_set(err, ERR_IO, _("%s cannot be written: %s"), path, strerror(errno));
    unlink(beside);
    return false;
}
