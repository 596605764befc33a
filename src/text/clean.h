/*
 * Text that is safe on a terminal: no C0 (but what is allowed), no C1, no DEL, no bidi overrides or
 * isolates, no line or paragraph separators. Input is UTF-8; what is not becomes U+FFFD.
 */
#ifndef TEXT_CLEAN_H
#define TEXT_CLEAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/str.h"

/* Must this code point never reach a terminal? (C0 and DEL, C1, U+202A-202E, U+2066-2069,
 * U+2028-2029, U+FEFF) */
bool text_is_unsafe(unsigned code_point);

/* Is all of it printable ASCII, U+0020 to U+007E? */
bool text_is_printable(const char *text, size_t len);

/*
 * How many bytes at the start are words with single blanks between them, in which no character is
 * unsafe: text that needs no cleaning. It begins and ends with a word. Of the characters that are
 * not ASCII only those are taken that the first byte proves safe.
 *
 * text     UTF-8 that is known to be right
 */
size_t text_tidy_run(const char *text, size_t len);

/* Is it right UTF-8 without an unsafe code point, line feeds aside? */
bool text_is_clean_block(const char *text, size_t len);

/* One line: unsafe code points go, runs of white space (U+00A0 stays) become one blank, both ends
 * are trimmed. */
void text_clean_line(const char *text, size_t len, struct str *out);

/* Several lines: as above, but line feeds stay, CR LF and CR become line feeds, tabs become blanks,
 * runs stay. */
void text_clean_block(const char *text, size_t len, struct str *out);

#endif
