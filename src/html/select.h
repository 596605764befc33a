/*
 * Places in a page by name: the part of CSS's selectors that people write.
 *
 *     div.story .text, article[itemprop=articleBody], #main
 *
 * Alternatives stand apart by commas. Each is a row of elements, one inside the other, apart by
 * blanks. An element is a tag or `*`, and any of .class, #id, [attribute] and [attribute=value],
 * without blanks.
 */
#ifndef HTML_SELECT_H
#define HTML_SELECT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/str.h"
#include "html/html.h"

struct html_selector;

/*
 * result   in the arena; NULL when the text is no selector, then `*wrong` points to where it stops
 *          being one
 * source   Selectors Level 4, 5 to 6.7 and 14.1; of combinators only the descendant's
 */
struct html_selector *html_selector_new(struct arena *arena, struct slice text,
                                        const char **wrong) ATTR_MUST_USE;

bool html_selector_fits(const struct html_selector *selector, const struct html_document *doc,
                        html_node node);

/* The first element at or behind `node` that fits; HTML_NONE when there is none. */
html_node html_select(const struct html_document *doc, html_node node,
                      const struct html_selector *selector);

#endif
