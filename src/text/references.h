/*
 * The named character references of HTML, generated (src/gen/references).
 */
#ifndef TEXT_REFERENCES_H
#define TEXT_REFERENCES_H

#include <stddef.h>

struct text_reference {
    const char *name;  // without & and ;
    const char *value; // UTF-8, one or two code points
};

extern const struct text_reference text_references[]; // sorted by name, bytewise
extern const size_t text_reference_count;

#endif
