/*
 * Where an article's comments are to be had: found from the answer to the article's page.
 */
#ifndef COMMENTS_SOURCE_H
#define COMMENTS_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "html/html.h"
#include "web/http.h"

enum comments_state {
    COMMENTS_UNKNOWN,
    COMMENTS_OPEN,   // a form is there
    COMMENTS_CLOSED, // the page says so, or has comments but no form
    COMMENTS_LOGIN,  // only for those who are logged in
    COMMENTS_NONE,   // the site offers none
};

struct comments_source {
    struct arena arena;
    const char *rest_root; // WordPress: what routes are appended to; NULL: no REST
    int64_t post_id;       // WordPress; 0: unknown
    const char *atom_feed; // the post's own comment feed; NULL
    const char *rss_feed;
    const char *embed;      // address of Disqus and the like; NULL
    const char *embed_name; // "Disqus"; NULL
    enum comments_state state;
};

/* Look at the page's headers and markup. `response` gives headers and address. The caller releases.
 */
void comments_source_find(const struct web_response *response, const struct html_document *page,
                          struct comments_source *source);
void comments_source_release(struct comments_source *source);

/* What X-WP-Total and X-WP-TotalPages of a REST answer say; -1 and 1 when they say nothing. No more
 * pages than LIMIT_COMMENTS needs. */
void comments_wordpress_totals(const struct web_response *response, int64_t *total, int *pages);

/* The address of page `page` (1 and up) of the comments by REST, appended to `out`. */
void comments_wordpress_url(const struct comments_source *source, int page, struct str *out);

#endif
