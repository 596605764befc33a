/*
 * The tokenizer of the full-text index: what query/words.h calls a word is one token; in scripts
 * without blanks each character and the next are a token, and the last of a run one by itself. So
 * any characters in a row are found as a phrase of pairs, and a single one as the beginning of a
 * pair.
 *
 * STORE_TEXT_GAP stands between texts of one column: no phrase goes across.
 */
#ifndef STORE_TOKENIZER_H
#define STORE_TOKENIZER_H

#include "store/internal.h"

#define STORE_TEXT_GAP '\x1e'

/* Make `courant` known as a tokenizer and score() as a function of FTS5 on this connection. */
bool store_add_words(struct store *store, struct error *err) ATTR_MUST_USE;

#endif
