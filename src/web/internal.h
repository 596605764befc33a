/*
 * What the files of web/ share.
 */
#ifndef WEB_INTERNAL_H
#define WEB_INTERNAL_H

#include <stdbool.h>

#include "base/str.h"
#include "web/url.h"

bool slice_equal_nocase(struct slice a, struct slice b); // ASCII case

/* Is the scheme http or https? */
bool url_scheme_is_web(struct slice scheme);

/* The port that the scheme means when none is written; "" when there is none. */
const char *url_default_port(struct slice scheme);

/*
 * Append one part of a URL as RFC 3986 allows it: what may not stand in a URL is percent-encoded.
 *
 * is_normal also undo needless percent-encoding, hexadecimal digits in upper case
 */
void url_add_part(struct str *out, struct slice part, bool is_normal);

#endif
