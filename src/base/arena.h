/*
 * An arena: memory for everything that lives and dies with one document. Nothing in it is freed
 * alone; release it and all is gone. A struct that owns an arena holds it as its first member.
 *
 *     struct arena arena;
 *     arena_init(&arena);
 *     const char *name = arena_strndup(&arena, text, len);
 *     arena_release(&arena);
 *
 * Cost: a pointer bump; blocks double from 4 KiB to 1 MiB. Belongs to one thread at a time.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/attributes.h"

struct arena_block;

struct arena {
    struct arena_block *blocks; // newest first
    char *next;                 // where the next allocation starts
    char *end;                  // end of the newest block
    size_t size_bytes;          // of all blocks
};

void arena_init(struct arena *arena) ATTR_NONNULL;

/* Free everything; the arena is empty and usable afterwards. */
void arena_release(struct arena *arena) ATTR_NONNULL;

/* The same, but the newest block is kept for what comes: an arena that is filled again and again
 * stays in the same memory. */
void arena_clear(struct arena *arena) ATTR_NONNULL;

/* `size` bytes aligned for anything, uninitialised or zeroed. Valid until the arena is released. */
void *arena_alloc(struct arena *arena, size_t size) ATTR_MALLOC;
void *arena_zalloc(struct arena *arena, size_t size) ATTR_MALLOC;

/* A NUL-terminated copy of `len` bytes. */
char *arena_strndup(struct arena *arena, const char *text, size_t len) ATTR_MALLOC;

/* A copy of a C string; NULL gives NULL. */
char *arena_strdup(struct arena *arena, const char *text) ATTR_MUST_USE;

/* A formatted string. */
char *arena_printf(struct arena *arena, const char *format, ...) ATTR_MALLOC ATTR_FORMAT(2, 3);

#endif
