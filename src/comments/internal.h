/*
 * What the files of comments/ share. Not for other rooms.
 */
#ifndef COMMENTS_INTERNAL_H
#define COMMENTS_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "comments/source.h"
#include "comments/thread.h"
#include "html/html.h"

/* A new comment at the end of the thread, with nothing known; NULL at LIMIT_COMMENTS. */
struct comment *comments_add(struct comments_thread *thread);

/*
 * The number in `…#comment-N`, in the arena; NULL when the address has none. Ids of the forms
 * `comment-N`, `li-comment-N`, `div-comment-N` are read, too.
 */
const char *comments_wordpress_id(struct arena *arena, const char *text);

/* One clean line of the plain text of an HTML fragment, in the arena; NULL when it is empty. */
const char *comments_plain(struct arena *arena, const char *html);

/* One clean line of the visible text of a node, in the arena; NULL when it is empty. */
const char *comments_node_text(struct arena *arena, const struct html_document *doc,
                               html_node node);

/* An attribute as an absolute web address, in the arena; NULL when it is none. */
const char *comments_node_url(struct arena *arena, const struct html_document *doc, html_node node,
                              const char *name);

/* The comments in the page's JSON-LD, appended; how many. */
size_t comments_from_jsonld(const struct html_document *page, struct comments_thread *thread);

/* Does `text` hold `word`, ASCII case aside? NULL holds nothing. */
bool comments_holds(const char *text, const char *word);

/* Has the node the property, by microdata's `itemprop` or RDFa's `property` and `rel`, there with
 * or without the prefix `schema:`? */
bool comments_has_property(const struct html_document *doc, html_node node, const char *name);

/* Does the class or the id of the node hold `word`? */
bool comments_is_called(const struct html_document *doc, html_node node, const char *word);

/* Find a discussion that another site keeps: fills embed and embed_name. */
void comments_embed_find(const struct html_document *page, struct comments_source *source);

#endif
