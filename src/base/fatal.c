#include "base/fatal.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

// A mutable global by necessity: whoever calls fatal() has no context at hand.
static void (*_Atomic fatal_restore)(void);

void fatal_set_restore(void (*restore)(void))
{
    atomic_store(&fatal_restore, restore);
}

void fatal(const char *format, ...)
{
    void (*const restore)(void) = atomic_exchange(&fatal_restore, NULL);
    if (restore)
        restore();
    va_list args;
    va_start(args, format);
    fputs("courant: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(EXIT_FAILURE);
}
