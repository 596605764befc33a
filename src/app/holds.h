/*
 * Hosts that are not to be asked for a while, by the addresses of their feeds.
 */
#ifndef APP_HOLDS_H
#define APP_HOLDS_H

#include <stdint.h>

#include "base/map.h"
#include "base/str.h"

/* The host of an address with its port, in lower case, appended to `host`. */
void holds_host(const char *url, struct str *host) ATTR_NONNULL;

/* A pause that is there already only grows. */
void holds_note(struct map *holds, const char *host, int64_t until_ms) ATTR_NONNULL;

/* Is the host of this address held at `now_ms`? */
bool holds_has(const struct map *holds, const char *url, int64_t now_ms) ATTR_NONNULL;

#endif
