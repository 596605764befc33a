/*
 * Strings to values. Keys are copied into the map; values are whatever the caller says (never freed
 * here). A lookup costs one hash; iteration is in the order of insertion. The hash is seeded once a
 * process, so that keys chosen from outside cannot make it slow.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"

struct map_entry {
    const char *key; // NUL-terminated, in the map's arena
    size_t key_len;
    union {
        void *pointer;
        int64_t number;
    } value;
    uint64_t hash;
};

struct map {
    struct arena arena;
    struct map_entry *entries; // in order of insertion
    size_t count;
    size_t cap;
    uint32_t *slots; // index into entries + 1; 0 is free
    size_t slot_count;
};

void map_init(struct map *map) ATTR_NONNULL;
void map_release(struct map *map) ATTR_NONNULL;

/* The entry of the key, or NULL. Valid until the next map_add. */
struct map_entry *map_find(const struct map *map, const char *key, size_t key_len);

/* The entry of the key, made with a zero value when it was not there; `is_new` (may be NULL) says
 * which. */
struct map_entry *map_add(struct map *map, const char *key, size_t key_len, bool *is_new);

#endif
