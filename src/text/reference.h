/*
 * What HTML's character references mean: names as in `&eacute;`, and the numbers that mean
 * windows-1252.
 */
#ifndef TEXT_REFERENCE_H
#define TEXT_REFERENCE_H

#include <stddef.h>

/*
 * The value of a named reference (`eacute`, without & and ;) as UTF-8, one or two code points; NULL
 * for no such name.
 *
 * source   HTML 13.5
 */
const char *text_named_reference(const char *name, size_t len);

/* U+0080 to U+009F as windows-1252, which is what writers of such numbers mean (HTML 13.2.5.80);
 * else as it is. */
unsigned text_numbered_reference(unsigned code_point);

#endif
