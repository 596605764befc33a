/*
 * Output. Everything is collected in a str and written at once; text from outside is checked once
 * more on its way.
 */
#ifndef CLI_PRINT_H
#define CLI_PRINT_H

#include <stdbool.h>

#include "base/str.h"

/*
 * Write text for people: what is unsafe on a terminal (text/clean.h) is left out. Returns the exit
 * status: 0, or 1 (with a sentence on stderr) when standard output cannot be written; a closed pipe
 * is silent.
 */
int cli_print(const struct str *text);

/* Write bytes as they are: JSON, ANSI and HTML that were made safe where they were made. */
int cli_print_raw(const struct str *bytes);

/*
 * Write HTML: what is unsafe on a terminal, line feeds and tabs aside, becomes a numeric reference,
 * so that it is safe to look at and nothing is lost.
 */
int cli_print_html(const struct str *html);

#endif
