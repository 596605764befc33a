/*
 * The text of an HTML fragment, well enough for finding words in it and for nothing else: tags go,
 * the usual references are resolved. For reading, html/ parses.
 */
#ifndef STORE_STRIP_H
#define STORE_STRIP_H

#include <stddef.h>

#include "base/str.h"

void store_strip(const char *html, size_t len, struct str *out);

#endif
