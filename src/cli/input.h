/*
 * The FILE of a command.
 */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/error.h"
#include "base/mapping.h"
#include "base/str.h"

/*
 * Read the whole file (`-`: standard input) into `out`. One without a byte is refused: it is a
 * download or a pipe that failed, and silence would hide that.
 *
 * errors   ERR_NOT_FOUND, ERR_IO, ERR_LIMIT past `limit` bytes, ERR_SYNTAX for an empty file
 */
bool cli_read_file(const char *path, size_t limit, struct str *out, struct error *err) ATTR_NONNULL;

/*
 * The bytes of a file. A large one is not read, but seen: its pages cost no memory of ours.
 *
 * errors   as cli_read_file()
 */
struct cli_document {
    const char *bytes;
    size_t len;
    struct mapping mapping; // of a large file
    struct str text;        // of any other
};

bool cli_document_open(struct cli_document *document, const char *path, size_t limit,
                       struct error *err) ATTR_NONNULL;
void cli_document_close(struct cli_document *document) ATTR_NONNULL; // also where that failed

/* Put the file, and the place in it when the error has one, in front: "`path`:3:7: text". */
void cli_name_file(const char *path, struct error *err) ATTR_NONNULL;

#endif
