/*
 * Where a line may end (UAX #14, by libunistring).
 */
#ifndef TEXT_BREAKS_H
#define TEXT_BREAKS_H

#include <stdbool.h>
#include <stddef.h>

enum text_break {
    TEXT_BREAK_NONE,
    TEXT_BREAK_ALLOWED, // a line may end before this byte
    TEXT_BREAK_MUST,    // a line must end before this byte
};

/*
 * For each byte of `text` whether a line may end before it.
 *
 * breaks   `len` items, filled with enum text_break
 */
void text_breaks(const char *text, size_t len, unsigned char *breaks);

/*
 * Is it printable ASCII, letters of Latin, Greek and Cyrillic, and ideographs? Two characters tell
 * there whether a line may end between them. (The text is UTF-8.)
 */
bool text_is_simple(const char *text, size_t len);

/*
 * What text_breaks() says for one byte of such text: may a line end before it? Blanks before it are
 * looked through.
 */
bool text_may_break(const char *text, size_t at);

#endif
