/*
 * Where things live, and whole files. With `--home DIR` all four folders are under DIR; without it
 * they follow the XDG base directories. Names come from the program alone: nothing from outside
 * ever names a file.
 */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/str.h"

enum { PATH_BYTES = 4096 };

struct path_home {
    char config[PATH_BYTES]; // config, keys, themes/
    char data[PATH_BYTES];   // courant.db
    char cache[PATH_BYTES];
    char state[PATH_BYTES]; // log
};

/*
 * Find the four folders; none is made.
 *
 * home     DIR of --home, or NULL
 * errors   ERR_NOT_FOUND without HOME, ERR_LIMIT when a path is too long
 */
bool path_home_init(struct path_home *paths, const char *home, struct error *err) ATTR_MUST_USE;

/* Make the folder and those above it (mode 0700). One that is there is fine. */
bool path_make_folder(const char *path, struct error *err) ATTR_MUST_USE;

/* `folder`/`name` into `out`; ERR_LIMIT when it does not fit. */
bool path_join(char out[PATH_BYTES], const char *folder, const char *name,
               struct error *err) ATTR_MUST_USE;

/*
 * Read a whole file (`-`: standard input) into `out`, which is initialised.
 *
 * limit    most bytes; a larger file is ERR_LIMIT and is not read further
 * errors   ERR_NOT_FOUND, ERR_IO (also for a folder), ERR_LIMIT; each sentence names the file
 */
bool file_read(const char *path, size_t limit, struct str *out, struct error *err) ATTR_MUST_USE;

/* All of it to a descriptor, whatever interrupts; false with errno. */
bool file_write_all(int fd, const char *bytes, size_t len) ATTR_MUST_USE;

/* Replace a file at once: written beside it, synced, renamed over it. Mode 0600. */
bool file_write(const char *path, const char *bytes, size_t len, struct error *err) ATTR_MUST_USE;

#endif
