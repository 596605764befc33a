/*
 * A layout as text, as text with colours (ANSI), or as JSON: shared by the commands that print
 * documents.
 */
#ifndef CLI_LINES_H
#define CLI_LINES_H

#include "base/str.h"
#include "layout/layout.h"

/* Each line with a line feed, appended to `out`. */
void cli_lines_text(const struct layout *layout, struct str *out);

/* The same to standard output, a piece at a time. The exit status is returned. */
int cli_lines_print(const struct layout *layout);

/* The lines with SGR and OSC 8 sequences. What came from outside has been cleaned by the layout. */
void cli_lines_ansi(const struct layout *layout, struct str *out);

/* {"lines":[{"runs":[{"text","role","marks","link"}]}],"links":[…]}, one line. */
void cli_lines_json(const struct layout *layout, struct str *out);

#endif
