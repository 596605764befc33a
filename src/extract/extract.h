/*
 * The main article of a web page, what the page says about it, and where its comments are.
 */
#ifndef EXTRACT_EXTRACT_H
#define EXTRACT_EXTRACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/error.h"
#include "base/ticket.h"
#include "extract/site.h"
#include "html/html.h"

struct extract_article {
    struct arena arena;
    const char *title; // once: not repeated at the top of html
    const char *byline;
    const char *site_name;
    int64_t published_ms; // TIME_NONE
    const char *language;
    const char *excerpt; // plain text
    const char *image;
    const char *canonical;
    const char *next_page; // address of the article's next page; NULL
    bool is_paywalled;     // the page says that it is for subscribers
    bool is_truncated;     // the page is longer than is read of one
    const char *html;      // clean, addresses absolute; never NULL, may be empty
    const char *text;      // plain, paragraphs apart by an empty line
};

/*
 * Find the article. A page without one gives the best there is: title and an html that may be
 * empty.
 *
 * doc      borrowed
 * site     what a person says of the page's site; NULL: nothing
 * result   the caller frees with extract_article_free()
 * errors   ERR_CANCELLED, ERR_LIMIT
 * thread   any; pure
 */
struct extract_article *extract_article(const struct html_document *doc,
                                        const struct extract_site *site,
                                        const struct ticket *ticket,
                                        struct error *err) ATTR_MUST_USE;
void extract_article_free(struct extract_article *article);

/*
 * Does `heading` say the same as `title` (case, punctuation, a site's name behind a bar aside)?
 */
bool extract_same_headline(const char *title, const char *heading);

/*
 * The node of the first heading or bold line of `doc` that only repeats `title`, so that a pane can
 * leave it out; HTML_NONE when the text does not begin with one.
 */
html_node extract_repeated_headline(const struct html_document *doc, const char *title);

#endif
