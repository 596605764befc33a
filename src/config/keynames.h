/*
 * Keys as they are written in files and as a person reads them.
 */
#ifndef CONFIG_KEYNAMES_H
#define CONFIG_KEYNAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * The key at the start of `text` as files write it: a character, or a name in angle brackets.
 *
 * result   bytes it takes; 0: no such key
 */
size_t keyname_parse(struct slice text, int *key);

/* As a person reads it ("Ctrl-d", "PgDn", "j"), appended. */
void keyname_add(int key, struct str *out);

#endif
