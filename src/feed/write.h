/*
 * A feed as JSON, in the form and order that `courant parse` promises.
 */
#ifndef FEED_WRITE_H
#define FEED_WRITE_H

#include "base/attributes.h"
#include "base/str.h"
#include "codec/json_write.h"
#include "feed/feed.h"

/* Append one object on one line, without a line feed. */
void feed_write_json(const struct feed *feed, struct str *out) ATTR_NONNULL;

/* Its pieces, for a feed that comes in parts: the members of the head, and an entry. */
void feed_write_head(const struct feed *feed, struct json_writer *json) ATTR_NONNULL;
void feed_write_entry(const struct feed_entry *entry, struct json_writer *json) ATTR_NONNULL;

#endif
