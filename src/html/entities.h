/*
 * Character references of HTML: `&amp;`, `&#8217;`, `&eacute` without its semicolon.
 */
#ifndef HTML_ENTITIES_H
#define HTML_ENTITIES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/str.h"

/*
 * Resolve the reference at the start of `text`, which is an ampersand, and append what it stands
 * for to `out`.
 *
 * is_attribute  in attribute values an old name without semicolon before `=` or a letter is text
 *               (`?a=1&copy=2`)
 * result        bytes of `text` that the reference takes; 0 when it is just an ampersand (nothing
 *               is appended)
 * source        HTML 13.2.5.72 to 13.2.5.80; numbers 0x80 to 0x9F mean windows-1252
 */
size_t html_reference(const char *text, size_t len, bool is_attribute, struct str *out);

#endif
