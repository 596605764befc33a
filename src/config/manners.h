/*
 * How feeds are asked, as the user says it in sections behind the settings:
 *
 *     [feed https://example.org/blog*]
 *     user = ada
 *     password-command = pass show example.org
 *
 *     [tag slow]
 *     interval = 6h
 *
 * The first means every feed whose address fits, where a star stands for anything; the second every
 * feed with the tag. What several sections say of one feed is put together; of one thing the last
 * word counts. A star before the first slash of an address stays within the host, so that a
 * password meant for all of example.org never goes to another one.
 */
#ifndef CONFIG_MANNERS_H
#define CONFIG_MANNERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/error.h"
#include "base/vec.h"
#include "web/http.h"

enum { MANNERS_HEADERS = 16 }; // of one feed

/* What is said of one feed. NULL, -1 and false: nothing. */
struct manners {
    const char *user_agent;
    const char *proxy; // "": none
    const char *user;
    const char *password_command;
    int64_t auth; // enum web_auth
    bool uses_netrc;
    bool keeps_cookies;
    bool reads_full; // whole pages of its articles
    int64_t interval_ms;
    struct web_header headers[MANNERS_HEADERS]; // `next` is not used
    size_t header_count;
};

/* All sections of a file. */
struct manners_book {
    struct arena arena;
    struct vec lines;
    bool has_tags; // some section speaks of a tag
};

/* Read the sections of a settings file. The caller releases the book in any case. errors:
 * ERR_SYNTAX with line and column. */
bool manners_parse(struct manners_book *book, const char *text, size_t len,
                   struct error *err) ATTR_MUST_USE;
void manners_release(struct manners_book *book);

/*
 * What is said of a feed; strings are the book's.
 *
 * url      its address; a user in it does not count
 */
void manners_find(const struct manners_book *book, const char *url, const char *const *tags,
                  size_t tag_count, struct manners *manners);

/* The name of what can be said at `index` and what it does; NULL past the last. */
const char *manners_name(size_t index);
const char *manners_help(size_t index);

#endif
