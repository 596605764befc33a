/*
 * The mistakes that writers of JSON make, put right: control characters and wrong escapes in
 * strings, halves of surrogate pairs, commas before a closing bracket, whole numbers of more than
 * 64 bits (as strings of digits), text behind the value.
 */
#ifndef CODEC_JSON_MEND_H
#define CODEC_JSON_MEND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Append `text` mended. It still need not be JSON. */
void json_mend(const char *text, size_t len, struct str *out);

/*
 * Append what is whole of `text`, whose end is missing: up to the last member of a list that was
 * closed, with what is open there closed. False when there is none, or nothing is missing.
 */
bool json_mend_cut(const char *text, size_t len, struct str *out);

#endif
