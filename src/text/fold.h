/*
 * Text as it is compared when people search: case folded, marks removed (é is e), compatibility
 * forms resolved.
 */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

void text_fold(const char *text, size_t len, struct str *out);

/* How one character of the scripts that are read most folds, as UTF-8; NULL: text_fold() knows.
 * ASCII is in no table. */
const char *text_fold_known(unsigned code_point);

/* Does `text` hold `folded_needle` (already folded) when folded itself? */
bool text_contains_folded(const char *text, size_t len, const char *folded_needle);

#endif
