/*
 * UTF-8, code point by code point. Everything inside courant is valid UTF-8 once it came through
 * text/decode.h; these functions still never read past `len` and never trust a sequence.
 */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"

/*
 * The code point at the start of `text`.
 *
 * len      1 and up
 * result   bytes it takes, 1 to 4; a broken sequence gives U+FFFD and the bytes to skip
 * (Unicode 3.9, maximal subpart)
 */
size_t text_next(const char *text, size_t len, unsigned *code_point) ATTR_NONNULL;

/* How many bytes at the start are well-formed UTF-8. */
size_t text_valid_run(const char *text, size_t len);

/* Is all of it well-formed UTF-8? */
bool text_is_utf8(const char *text, size_t len);

#endif
