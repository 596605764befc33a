/*
 * The named character references of HTML, generated (src/gen/references).
 */
#ifndef TEXT_REFERENCES_H
#define TEXT_REFERENCES_H

#include <stddef.h>

enum { TEXT_REFERENCE_LONGEST = 31, TEXT_REFERENCE_VALUE = 7 };

/* Arrays, not pointers, which each start would have to relocate. */
struct text_reference {
    char name[TEXT_REFERENCE_LONGEST + 1]; // without & and ;
    char value[TEXT_REFERENCE_VALUE + 1];  // UTF-8, one or two code points
};

extern const struct text_reference text_references[]; // sorted by name, bytewise
extern const size_t text_reference_count;

#endif
