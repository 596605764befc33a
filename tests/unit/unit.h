/*
 * What every unit test includes: cmocka with what it needs, and where the data is.
 */
#ifndef TESTS_UNIT_UNIT_H
#define TESTS_UNIT_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* cmocka 2 has a name for each kind of number, and warns of the one for all. */
#ifdef assert_uint_in_range
#undef assert_in_range
#define assert_in_range assert_uint_in_range
#endif

/* The path of a file of the source tree: unit_path(buffer, "tests/data/feed/x.xml"). */
static inline const char *unit_path(char buffer[4096], const char *name)
{
    const char *const top = getenv("top_srcdir");
    snprintf(buffer, 4096, "%s/%s", top ? top : ".", name);
    return buffer;
}

#endif
