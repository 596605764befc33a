/*
 * Hosts that asked for a pause: until then none of their feeds is asked, whatever each of them said
 * itself. Kept beside the feeds, so that another courant keeps the pause as well.
 */
#ifndef STORE_HOLDS_H
#define STORE_HOLDS_H

#include "store/store.h"

struct store_hold {
    const char *host; // as url_place() gives it, in lower case
    int64_t until_ms;
};

struct store_holds {
    struct arena arena;
    struct store_hold *items;
    size_t count;
};

/* Those that last beyond `now_ms`. */
bool store_holds_list(struct store *store, int64_t now_ms, struct store_holds *holds,
                      struct error *err) ATTR_MUST_USE;
void store_holds_release(struct store_holds *holds);

/* Hold a host; a pause that is there already only grows. Those before `now_ms` are forgotten. */
bool store_holds_add(struct store *store, const char *host, int64_t until_ms, int64_t now_ms,
                     struct error *err);

#endif
