/*
 * What a person says of one site's pages: where the article is, and what the page says about it.
 * What is not said, or is not in the page, is found as in any other page.
 */
#ifndef EXTRACT_SITE_H
#define EXTRACT_SITE_H

#include "html/select.h"

enum extract_site_part {
    EXTRACT_SITE_ARTICLE, // all that fit, in document order
    EXTRACT_SITE_DROP,    // never part of the article
    EXTRACT_SITE_TITLE,   // the first that fits, as are date and next
    EXTRACT_SITE_AUTHOR,  // all that fit
    EXTRACT_SITE_DATE,
    EXTRACT_SITE_NEXT, // the link to the article's next page
    EXTRACT_SITE_PART_COUNT
};

struct extract_site {
    const struct html_selector *parts[EXTRACT_SITE_PART_COUNT]; // NULL: nothing is said
};

#endif
