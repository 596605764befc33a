/*
 * Start another program: an editor, a browser. Never through a shell: the command is split into
 * words here (quotes and backslashes as people expect them, no variables, no expansion), and text
 * from outside is always one argument of its own.
 */
#ifndef BASE_SPAWN_H
#define BASE_SPAWN_H

#include <stdbool.h>

#include "base/error.h"
#include "base/str.h"
#include "base/ticket.h"

enum spawn_how {
    SPAWN_WAIT,     // it has the terminal; wait until it ends
    SPAWN_DETACHED, // its own session, no terminal, not waited for
};

/*
 * Run `command` with `argument` behind its words (or in place of a word that is %u).
 *
 * command  e.g. `firefox --new-tab`, from the user's environment or settings
 * argument borrowed; may start with anything
 * status   exit status of the program when waited for; may be NULL
 * errors   ERR_SYNTAX for an open quote, ERR_NOT_FOUND when it cannot be started
 */
bool spawn_command(const char *command, const char *argument, enum spawn_how how, int *status,
                   struct error *err) ATTR_MUST_USE;

/*
 * Run `command` with these bytes as its input, and wait until it ends; it has the terminal
 * otherwise.
 *
 * errors   as above; ERR_IO when the bytes find no room
 */
bool spawn_with_input(const char *command, const char *bytes, size_t len, int *status,
                      struct error *err) ATTR_MUST_USE;

/*
 * Run `command` without terminal and input, and take the first line that it writes.
 *
 * ticket   cancelled: the program is ended; NULL: it cannot be
 * line     appended to, without the line feed
 * errors   as above; ERR_IO when it fails, writes nothing, or takes longer than a minute (then it
 *          is ended)
 * thread   any that may wait
 */
bool spawn_read_line(const char *command, const struct ticket *ticket, struct str *line,
                     struct error *err) ATTR_MUST_USE;

#endif
