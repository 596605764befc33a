/*
 * The feeds that a web page offers.
 */
#ifndef FEED_DISCOVER_H
#define FEED_DISCOVER_H

#include <stddef.h>

#include "base/arena.h"
#include "html/html.h"

enum feed_offer_kind {
    FEED_OFFER_ARTICLES,
    FEED_OFFER_COMMENTS, // the site's or a post's comments: never taken without being asked for
};

struct feed_offer {
    const char *url;
    const char *title; // clean; NULL when the page gives none
    enum feed_offer_kind kind;
};

struct feed_offers {
    struct arena arena;
    struct feed_offer *offers; // best first: articles before comments, the page's order otherwise
    size_t count;
};

/* Fills `offers`, which the caller releases. Nothing found: count 0. */
void feed_discover(const struct html_document *page, struct feed_offers *offers);
void feed_offers_release(struct feed_offers *offers);

#endif
