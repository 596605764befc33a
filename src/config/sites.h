/*
 * The file `sites`: what a person says of single sites' pages where the article is not found by
 * itself. Places are selectors (html/select.h).
 *
 *     # The host, and those below it:
 *     site "herald.example" {
 *         article = div.story, .story-gallery
 *         drop    = .newsletter, #promo
 *         title   = h1.headline
 *         author  = .byline a
 *         date    = time.published
 *         next    = .pages a[rel=next]
 *     }
 */
#ifndef CONFIG_SITES_H
#define CONFIG_SITES_H

#include <stddef.h>

#include "base/attributes.h"
#include "base/error.h"
#include "extract/site.h"

struct sites;

/* result   the caller frees with sites_free(); NULL: ERR_SYNTAX with line and column */
struct sites *sites_parse(const char *text, size_t len, struct error *err) ATTR_MUST_USE;
void sites_free(struct sites *sites); // NULL is fine

/* What is said of the host of an address, the longest host that fits; borrowed, NULL: nothing. */
const struct extract_site *sites_find(const struct sites *sites, const char *url);

#endif
