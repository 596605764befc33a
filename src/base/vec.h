/*
 * A growing array of items of one size.
 *
 *     struct vec ids;
 *     vec_init(&ids, sizeof(int64_t));
 *     *(int64_t *)vec_push(&ids) = 7;
 *     const int64_t *all = ids.items;       // ids.count of them; moves when the vec grows
 *     vec_release(&ids);
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>

#include "base/attributes.h"

struct vec {
    void *items;
    size_t count;
    size_t cap;
    size_t item_bytes;
};

void vec_init(struct vec *vec, size_t item_bytes) ATTR_NONNULL;
void vec_release(struct vec *vec) ATTR_NONNULL;
void vec_clear(struct vec *vec) ATTR_NONNULL;

/* A new zeroed item at the end; valid until the next push. */
void *vec_push(struct vec *vec) ATTR_NONNULL;

/* The item at `index`; fatal() when there is none. */
void *vec_at(const struct vec *vec, size_t index) ATTR_NONNULL;

/* Take the last item away; nothing happens when there is none. */
void vec_pop(struct vec *vec) ATTR_NONNULL;

/* The items, which the caller frees; the vec is empty afterwards. */
void *vec_steal(struct vec *vec) ATTR_MUST_USE;

#endif
