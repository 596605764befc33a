#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/memory.h"

enum { FIRST_COUNT = 8 };

void vec_init(struct vec *vec, size_t item_bytes)
{
    *vec = (struct vec){.item_bytes = item_bytes};
}

void vec_release(struct vec *vec)
{
    free(vec->items);
    vec_init(vec, vec->item_bytes);
}

void vec_clear(struct vec *vec)
{
    vec->count = 0;
}

void *vec_push(struct vec *vec)
{
    if (vec->count == vec->cap) {
        vec->cap = vec->cap ? size_mul(vec->cap, 2) : FIRST_COUNT;
        vec->items = mem_realloc(vec->items, size_mul(vec->cap, vec->item_bytes));
    }
    void *const item = (char *)vec->items + vec->count * vec->item_bytes;
    vec->count++;
    return memset(item, 0, vec->item_bytes);
}

void *vec_at(const struct vec *vec, size_t index)
{
    if (index >= vec->count)
        fatal("item %zu of %zu was asked for", index, vec->count);
    return (char *)vec->items + index * vec->item_bytes;
}

void vec_pop(struct vec *vec)
{
    if (vec->count)
        vec->count--;
}

void *vec_steal(struct vec *vec)
{
    void *const items = vec->items;
    vec_init(vec, vec->item_bytes);
    return items;
}
