#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/memory.h"

enum { BLOCK_FIRST_BYTES = 4096, BLOCK_MOST_BYTES = 1 << 20, ALIGNMENT = 16 };

struct arena_block {
    struct arena_block *older;
    _Alignas(ALIGNMENT) char data[];
};

void arena_init(struct arena *arena)
{
    *arena = (struct arena){0};
}

static void free_blocks(struct arena_block *block)
{
    while (block) {
        struct arena_block *const older = block->older;
        free(block);
        block = older;
    }
}

void arena_release(struct arena *arena)
{
    free_blocks(arena->blocks);
    arena_init(arena);
}

void arena_clear(struct arena *arena)
{
    struct arena_block *const newest = arena->blocks;
    if (!newest)
        return;
    free_blocks(newest->older);
    newest->older = NULL;
    arena->next = newest->data;
    arena->size_bytes = (size_t)(arena->end - newest->data);
}

static void arena_grow(struct arena *arena, size_t size)
{
    size_t wanted = arena->size_bytes;
    if (wanted < BLOCK_FIRST_BYTES)
        wanted = BLOCK_FIRST_BYTES;
    if (wanted > BLOCK_MOST_BYTES)
        wanted = BLOCK_MOST_BYTES;
    if (wanted < size)
        wanted = size;
    struct arena_block *const block = mem_alloc(size_add(sizeof(*block), wanted));
    block->older = arena->blocks;
    arena->blocks = block;
    arena->next = block->data;
    arena->end = block->data + wanted;
    arena->size_bytes += wanted;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t rounded = size_add(size ? size : 1, ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (rounded > (size_t)(arena->end - arena->next))
        arena_grow(arena, rounded);
    void *const result = arena->next;
    arena->next += rounded;
    return result;
}

void *arena_zalloc(struct arena *arena, size_t size)
{
    return memset(arena_alloc(arena, size), 0, size);
}

char *arena_strndup(struct arena *arena, const char *text, size_t len)
{
    char *const copy = arena_alloc(arena, size_add(len, 1));
    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    const int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        fatal("a text cannot be formatted");
    char *const text = arena_alloc(arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return text;
}
