/*
 * The FILE of a command.
 */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/error.h"
#include "base/str.h"

/*
 * Read the whole file (`-`: standard input) into `out`. One without a byte is refused: it is a
 * download or a pipe that failed, and silence would hide that.
 *
 * errors   ERR_NOT_FOUND, ERR_IO, ERR_LIMIT past `limit` bytes, ERR_SYNTAX for an empty file
 */
bool cli_read_file(const char *path, size_t limit, struct str *out, struct error *err) ATTR_NONNULL;

/* Put the file, and the place in it when the error has one, in front: "`path`:3:7: text". */
void cli_name_file(const char *path, struct error *err) ATTR_NONNULL;

#endif
