/*
 * Lists of subscriptions: OPML 1.0 and 2.0, and newsboat's `urls` file; told apart by content.
 */
#ifndef FEED_SUBSCRIPTIONS_H
#define FEED_SUBSCRIPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

struct feed_subscription {
    const char *url;
    const char *title;       // NULL: the feed's own
    const char *link;        // htmlUrl; may be NULL
    const char *const *tags; // folders of OPML, tags of urls
    size_t tag_count;
    const char *description; // may be NULL
    bool is_command; // `url` is no address but a command (exec:, filter:, |): kept, never run
};

struct feed_subscriptions {
    struct arena arena;
    struct feed_subscription *items;
    size_t count;
    const char *const
        *skipped; // lines that are not read as feeds (exec:, filter:, query:), one sentence each
    size_t skipped_count;
};

/*
 * Read a list; the same URL twice is one subscription with the tags of both.
 *
 * errors   ERR_SYNTAX when it is neither, with line and column; nothing is kept then
 */
bool feed_subscriptions_parse(const char *bytes, size_t len, struct feed_subscriptions *list,
                              struct error *err);
void feed_subscriptions_release(struct feed_subscriptions *list);

/* Write the list: OPML 2.0 with one folder a first tag (all tags in `category`), or newsboat's
 * urls. */
void feed_subscriptions_opml(const struct feed_subscription *items, size_t count, struct str *out);
void feed_subscriptions_urls(const struct feed_subscription *items, size_t count, struct str *out);

#endif
