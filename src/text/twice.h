/*
 * Text that was encoded twice: UTF-8 that somebody took for windows-1252 and encoded again, so that
 * `é` reads `Ã©`.
 */
#ifndef TEXT_TWICE_H
#define TEXT_TWICE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * Undo it. True only when all of the text was encoded twice: every character is one of windows-1252
 * and their bytes are UTF-8, which hardly happens by chance. Otherwise nothing is done.
 *
 * out      appended to when the result is true
 */
bool text_undo_twice(const char *text, size_t len, struct str *out);

#endif
