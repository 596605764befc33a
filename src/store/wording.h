/*
 * What a text says, apart from how it is marked up: two texts of one wording look the same to who
 * reads them.
 */
#ifndef STORE_WORDING_H
#define STORE_WORDING_H

#include <stdbool.h>
#include <stdint.h>

struct wording {
    uint64_t words;    // hash of the plain text, blanks folded; 0: there is none
    uint64_t pictures; // of the files' names: sites move them about; 0: there are none
};

/* `html` may be NULL. */
struct wording store_wording(const char *html);

/* The same for a line of plain text: a title. 0: empty. */
uint64_t store_wording_line(const char *text);

#endif
