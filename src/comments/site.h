/*
 * The address of a writer's own site, which people type without its scheme.
 */
#ifndef COMMENTS_SITE_H
#define COMMENTS_SITE_H

#include <stdbool.h>

#include "base/str.h"

/* Is it a web address, or one once `https://` stands before it? */
bool comments_site_is_fine(const char *text);

/* The address with a scheme, appended to `out`; what is no address stays as it is. */
void comments_site_write(const char *text, struct str *out);

#endif
