/*
 * The end of the program when going on makes no sense: no memory, a broken assumption of ours.
 * Never for input.
 */
#ifndef BASE_FATAL_H
#define BASE_FATAL_H

#include "base/attributes.h"

/*
 * Say one sentence on stderr and exit with status 1, after the terminal was given back.
 *
 * thread   any
 */
void fatal(const char *format, ...) ATTR_NORETURN ATTR_FORMAT(1, 2);

/*
 * Name the function that gives the terminal back; it runs before anything is said. NULL: none.
 *
 * restore  async-signal-safe
 * thread   main
 */
void fatal_set_restore(void (*restore)(void));

#endif
