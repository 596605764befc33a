/*
 * Base64 (RFC 4648 4), as it is found in documents: white space anywhere, padding optional, the URL
 * alphabet understood too.
 */
#ifndef CODEC_BASE64_H
#define CODEC_BASE64_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Append the decoded bytes to `out`. False when the text is no base64; `out` is as before then. */
bool base64_decode(const char *text, size_t len, struct str *out);

#endif
