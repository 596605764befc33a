/*
 * What a character is in a formula: math.c puts blanks and accents by it.
 */
#ifndef LAYOUT_MATH_SIGN_H
#define LAYOUT_MATH_SIGN_H

#include <stdbool.h>

#include "base/str.h"

/* A letter, a digit, or a mark on one. */
bool math_sign_is_word_part(unsigned code_point);

/* Can a side of a sign end so? What follows `(` or another sign is no sign between two sides. */
bool math_sign_ends_side(unsigned code_point);

/* Signs between two sides: relations, arrows, and those of sums and sets. */
bool math_sign_is_between(unsigned code_point);

/* Sums, products, integrals and the like. */
bool math_sign_is_large(unsigned code_point);

/* Function application, invisible times, separator and plus. */
bool math_sign_is_invisible(unsigned code_point);

/* The combining mark of an accent, "" for a brace, which is not shown; NULL for what is none. */
const char *math_sign_accent(struct slice text, bool is_over);

#endif
