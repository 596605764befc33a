#include "text/reference.h"

#include <stdlib.h>
#include <string.h>

#include "text/references.h"

struct key {
    const char *name;
    size_t len;
};

static int compare_reference(const void *key, const void *reference)
{
    const struct key *const sought = key;
    const char *const name = ((const struct text_reference *)reference)->name;
    const int order = strncmp(sought->name, name, sought->len);
    return order ? order : -(name[sought->len] != '\0');
}

const char *text_named_reference(const char *name, size_t len)
{
    const struct key key = {name, len};
    if (len == 0 || len > TEXT_REFERENCE_LONGEST || memchr(name, '\0', len))
        return NULL;
    const struct text_reference *const found = bsearch(
        &key, text_references, text_reference_count, sizeof(text_references[0]), compare_reference);
    return found ? found->value : NULL;
}

unsigned text_numbered_reference(unsigned code_point)
{
    static const unsigned short table[32] = {
        0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
        0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178,
    };
    return code_point >= 0x80 && code_point < 0xA0 ? table[code_point - 0x80] : code_point;
}
