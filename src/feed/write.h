/*
 * A feed as JSON, in the form and order that `courant parse` promises.
 */
#ifndef FEED_WRITE_H
#define FEED_WRITE_H

#include "base/attributes.h"
#include "base/str.h"
#include "feed/feed.h"

/* Append one object on one line, without a line feed. */
void feed_write_json(const struct feed *feed, struct str *out) ATTR_NONNULL;

#endif
