/*
 * Sets of three words in a row, to tell how much of one text stands in another.
 */
#ifndef EXTRACT_SHINGLES_H
#define EXTRACT_SHINGLES_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct extract_shingles {
    uint64_t *slots; // 0 is free
    size_t mask;
    size_t count;
};

/* The shingles of a text, in the arena. NULL for a text of fewer than three words. */
const struct extract_shingles *extract_shingles_new(const char *text, size_t len,
                                                    struct arena *arena);

/* The share of the shingles of `text` that are in the set, 0 to 1; 0 for a short text. */
float extract_shingles_share(const struct extract_shingles *set, const char *text, size_t len);

#endif
