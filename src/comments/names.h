/*
 * What a class or an id calls an element, word by word: `kb-comment-item`,
 * `allCommentsListComment`.
 */
#ifndef COMMENTS_NAMES_H
#define COMMENTS_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "html/html.h"

enum comments_word {
    COMMENTS_WORD_TALK, // comment, kommentar, reply …
    COMMENTS_WORD_ITEM, // item, entry, card …: one of many
    COMMENTS_WORD_BOX,  // box, wrapper …: of one or of all
    COMMENTS_WORD_PART, // list, count, link …: never a comment by itself
    COMMENTS_WORD_FORM,
    COMMENTS_WORD_NAME, // author, user …
    COMMENTS_WORD_TIME,
    COMMENTS_WORD_TEXT,
    COMMENTS_WORD_NEST,   // replies, children: what holds the answers to the comment before
    COMMENTS_WORD_RECENT, // recent, latest …: a list of comments from elsewhere
    COMMENTS_WORD_COUNT
};

/* The kinds of the words in `name`, bits by enum comments_word; `last` (may be NULL) is the last
 * word's. */
unsigned comments_name_words(struct slice name, unsigned *last);

/* The same of all classes of a node and of its id; `last`: of the last words of each. */
unsigned comments_node_words(const struct html_document *doc, html_node node, unsigned *last);

/* Does the name say that its element is one comment: `comment-item`, `c-comment`, not `comments`?
 */
bool comments_name_is_item(struct slice name);

#endif
