/*
 * The front page for a pipe: what is new, one article, its comments.
 */
#ifndef CLI_FRONT_H
#define CLI_FRONT_H

#include <stdbool.h>

/* Print it; the exit status. */
int cli_front(const char *home, bool is_demo);

#endif
