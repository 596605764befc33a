/*
 * A file seen as memory. Its pages come as they are read and can be given back, so that a document
 * of 50 MB, read from its start to its end, takes the memory of a small one.
 *
 * The file must not become shorter meanwhile: then reading it ends the process (SIGBUS).
 */
#ifndef BASE_MAPPING_H
#define BASE_MAPPING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/error.h"

struct mapping {
    char *data; // not NUL-terminated; NULL when `len` is 0
    size_t len;
    size_t given_back; // bytes before this one are in no memory of ours
};

/* The first `len` bytes of an open file, which may be closed afterwards. False with errno. */
bool mapping_init(struct mapping *mapping, int file, size_t len) ATTR_MUST_USE;
void mapping_release(struct mapping *mapping) ATTR_NONNULL;

/* Give back what stands before `offset`. It can still be read: then it comes again. */
void mapping_pass(struct mapping *mapping, size_t offset) ATTR_NONNULL;

/*
 * A file that has no name and is gone with its last descriptor, in `folder`. -1 with errno.
 */
int file_open_nameless(const char *folder) ATTR_MUST_USE;

#endif
