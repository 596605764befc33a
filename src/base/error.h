/*
 * What went wrong, for a person. A function that can fail returns false (or NULL) and fills the
 * `struct error` that came as its last argument; on success it leaves it alone. `err` may be NULL
 * where the caller does not want to know. The text is one sentence: what failed, on what, what to
 * do. It never holds a control character or a line feed.
 *
 *     struct error err = {0};
 *     if (!file_read(path, LIMIT_FILE_BYTES, &text, &err))
 *         return error_prefix(&err, "the key map cannot be read"), false;
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"

enum error_kind {
    ERR_NONE,
    ERR_SYNTAX,      // the input does not say what it should; line and column may be set
    ERR_NOT_FOUND,   // no such file, feed, article, field
    ERR_IO,          // a file or pipe could not be read or written
    ERR_NETWORK,     // no answer came: DNS, connection, TLS, timeout
    ERR_HTTP,        // an answer came that is not the thing: 404, 500
    ERR_LIMIT,       // larger or deeper than base/limits.h allows
    ERR_DATABASE,    // SQLite said no
    ERR_CANCELLED,   // somebody cancelled the ticket
    ERR_USAGE,       // the caller's words are off (exit status 2)
    ERR_REFUSED,     // the other side understood and refused; the text holds its words
    ERR_UNSUPPORTED, // courant cannot do this
};

enum { ERROR_TEXT_BYTES = 512 };

struct error {
    enum error_kind kind;
    int line;          // 1 and up; 0 when there is none
    int column;        // 1 and up, in characters; 0 when there is none
    bool is_unreached; // with ERR_NETWORK: no other computer was reached at all
    char text[ERROR_TEXT_BYTES];
};

/* Fill `err` (NULL: nothing happens). Returns false, so that `return error_set(…);` reads well. */
bool error_set(struct error *err, enum error_kind kind, const char *format, ...) ATTR_FORMAT(3, 4);

/* The same with a place in the input. */
bool error_set_at(struct error *err, enum error_kind kind, int line, int column, const char *format,
                  ...) ATTR_FORMAT(5, 6);

/* Make what snprintf wrote into `text_bytes` bytes a line that is fit for a terminal: blanks for
 * control characters, and none torn at the end. Every error's text is made so; it may quote what
 * came from outside. */
void error_clean(char *text, size_t text_bytes) ATTR_NONNULL;

/* Put what the caller was doing in front: "`prefix`: text". */
void error_prefix(struct error *err, const char *format, ...) ATTR_FORMAT(2, 3);

/* The sentence without `subject: ` in front, for where the subject stands beside it; borrowed. */
const char *error_beside(const char *subject, const char *text) ATTR_NONNULL;

#endif
