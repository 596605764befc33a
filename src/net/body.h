/*
 * The body of an answer while it comes: in memory, or, when it is large or memory is short, in a
 * file without a name. Whoever gets the response sees no difference.
 */
#ifndef NET_BODY_H
#define NET_BODY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/str.h"
#include "net/budget.h"
#include "web/http.h"

struct body {
    struct str memory;    // all of it, or what is not in the file yet
    size_t limit;         // most bytes
    size_t len;           // so far
    size_t counted_bytes; // of memory, in the budget
    int file;             // -1: none
    struct budget *budget;
    const char *folder; // of the file
};

enum body_outcome {
    BODY_GOOD,
    BODY_TOO_LARGE,
    BODY_NO_ROOM, // the file cannot be written: errno
};

/* `folder` is borrowed. */
void body_init(struct body *body, size_t limit, struct budget *budget,
               const char *folder) ATTR_NONNULL;
void body_release(struct body *body) ATTR_NONNULL;

/* Forget what has come. */
void body_clear(struct body *body) ATTR_NONNULL;

/* So many bytes are said to come. */
void body_expect(struct body *body, size_t len) ATTR_NONNULL;

enum body_outcome body_append(struct body *body, const char *bytes, size_t len) ATTR_MUST_USE;

/* Make it the body of the response; it is empty afterwards. */
enum body_outcome body_give(struct body *body, struct web_response *response) ATTR_MUST_USE;

#endif
