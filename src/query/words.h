/*
 * How words are found in a text, in memory and in the database alike. A text is brought to its
 * words: folded (text/fold.h), everything between words one blank. A word is found where it stands
 * whole; in scripts that put no blanks between words (Chinese, Japanese, Thai ...) anywhere.
 */
#ifndef QUERY_WORDS_H
#define QUERY_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Append the words of `text`; nothing when it holds none. `words` is initialised and empty. */
void query_words(const char *text, size_t len, struct str *words);

/*
 * Do the words hold the words of `needle` one after the other?
 *
 * needle      from query_words(), too; an empty one is found everywhere
 * is_prefix   the last word may go on
 */
bool query_words_hold(struct slice words, struct slice needle, bool is_prefix);

#endif
