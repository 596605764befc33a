/*
 * Memory that is always there: running out of it ends the program through fatal(), so no caller
 * checks for NULL. Sizes that are sums or products of numbers from outside go through size_add()
 * and size_mul().
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

#include "base/attributes.h"

/* `size` bytes, uninitialised. The caller frees with free(). */
void *mem_alloc(size_t size) ATTR_MALLOC;

/* `size` bytes, zeroed. The caller frees with free(). */
void *mem_zalloc(size_t size) ATTR_MALLOC;

/* As realloc(), never NULL; `old` may be NULL. */
void *mem_realloc(void *old, size_t size) __attribute__((returns_nonnull, warn_unused_result));

/* A copy of `len` bytes with a NUL behind them. The caller frees. */
char *mem_strndup(const char *text, size_t len) ATTR_MALLOC;

/* A copy of a C string; NULL gives NULL. The caller frees. */
char *mem_strdup(const char *text) ATTR_MUST_USE;

/* The sum, the product; fatal() when it does not fit. */
size_t size_add(size_t a, size_t b) ATTR_MUST_USE;
size_t size_mul(size_t a, size_t b) ATTR_MUST_USE;

#endif
