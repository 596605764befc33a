/*
 * A layout as text, as text with colours (ANSI), or as JSON: shared by the commands that print
 * documents.
 */
#ifndef CLI_LINES_H
#define CLI_LINES_H

#include "base/str.h"
#include "config/theme.h"
#include "layout/layout.h"

/* Each line with a line feed, appended to `out`. */
void cli_lines_text(const struct layout *layout, struct str *out);

/* The same to standard output, a piece at a time. The exit status is returned. */
int cli_lines_print(const struct layout *layout);

/* How text with colours looks. */
struct cli_looks {
    struct theme theme;
    int colours; // as theme_sgr() counts them
};

/* The user's theme (the one that ships, where it cannot be read) and the colours the environment
 * says. home: --home, or NULL */
void cli_looks_init(struct cli_looks *looks, const char *home);

/* The lines with SGR and OSC 8 sequences. What came from outside has been cleaned by the layout. */
void cli_lines_ansi(const struct layout *layout, const struct cli_looks *looks, struct str *out);

/* {"lines":[{"runs":[{"text","role","marks","link"}]}],"links":[…]}, one line. */
void cli_lines_json(const struct layout *layout, struct str *out);

#endif
