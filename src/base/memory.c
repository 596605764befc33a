#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"

static void *checked(void *block, size_t size)
{
    if (!block)
        fatal("out of memory (%zu bytes wanted)", size);
    return block;
}

void *mem_alloc(size_t size)
{
    return checked(malloc(size ? size : 1), size);
}

void *mem_zalloc(size_t size)
{
    return checked(calloc(1, size ? size : 1), size);
}

void *mem_realloc(void *old, size_t size)
{
    return checked(realloc(old, size ? size : 1), size);
}

char *mem_strndup(const char *text, size_t len)
{
    char *copy = mem_alloc(size_add(len, 1));
    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *mem_strdup(const char *text)
{
    return text ? mem_strndup(text, strlen(text)) : NULL;
}

size_t size_add(size_t a, size_t b)
{
    size_t sum;
    if (__builtin_add_overflow(a, b, &sum))
        fatal("a size is too large");
    return sum;
}

size_t size_mul(size_t a, size_t b)
{
    size_t product;
    if (__builtin_mul_overflow(a, b, &product))
        fatal("a size is too large");
    return product;
}
