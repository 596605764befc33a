/*
 * All mistakes of a text at once. The parsers of this room end at the first one; here what it is in
 * is taken out, and the rest is read again: the line, or the section or block that the line opens.
 * So the same code says what is wrong that reads what is right.
 *
 * cost     the text once for each mistake
 */
#ifndef CONFIG_MISTAKES_H
#define CONFIG_MISTAKES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/error.h"
#include "base/vec.h"

enum { CONFIG_MISTAKES = 100 }; // that are told of one text

/* One of the parsers; what it read of the last text, which has no mistakes, is the context's. */
typedef bool (*config_parse)(void *context, const char *text, size_t len, struct error *err);

/*
 * Append the mistakes of a text to `mistakes` (struct error), by line. A complaint without a line
 * is about the whole text, and the last.
 */
void config_mistakes(const char *text, size_t len, config_parse parse, void *context,
                     struct vec *mistakes);

#endif
