/*
 * A list of subscriptions while it is read, for its two readers.
 */
#ifndef FEED_SUBSCRIPTIONS_INTERNAL_H
#define FEED_SUBSCRIPTIONS_INTERNAL_H

#include "base/map.h"
#include "base/vec.h"
#include "feed/subscriptions.h"

struct feed_list_builder {
    struct feed_subscriptions *list;
    struct vec items;   // struct feed_list_item
    struct vec skipped; // const char *
    struct map by_url;  // normalised address to index
};

/* What kind of address a list holds. */
enum feed_address_kind {
    FEED_ADDRESS_WEB,
    FEED_ADDRESS_COMMAND, // exec:, filter:, |
    FEED_ADDRESS_QUERY,
    FEED_ADDRESS_OTHER,
};

enum feed_address_kind feed_address_kind(const char *url);

/* An address as a list has it: `feed://` and `feed:https://` are what stands behind them. */
void feed_address_write(const char *text, size_t len, struct str *out);

/* A subscription, or one more mention of it: returns its index. `url` is a web address. */
size_t feed_list_add(struct feed_list_builder *builder, const char *url);
void feed_list_title(struct feed_list_builder *builder, size_t index, const char *title);
void feed_list_link(struct feed_list_builder *builder, size_t index, const char *link);
void feed_list_description(struct feed_list_builder *builder, size_t index,
                           const char *description);
void feed_list_tag(struct feed_list_builder *builder, size_t index, const char *tag, size_t len);

/*
 * What one line of a list, or one outline, has for an address: a subscription's index, or -1 where
 * it is none. Of a command it is told that it is not run, of anything else that it is not imported.
 */
ptrdiff_t feed_list_take(struct feed_list_builder *builder, int line, const char *url);

/* Say that something is no feed. `line` 0: it has none to name. */
void feed_list_skip(struct feed_list_builder *builder, int line, const char *what,
                    enum feed_address_kind kind);

bool feed_opml_read(struct feed_list_builder *builder, const char *text, size_t len,
                    struct error *err);
bool feed_urls_read(struct feed_list_builder *builder, const char *text, size_t len,
                    struct error *err);

#endif
