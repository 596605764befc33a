/*
 * A comment within a page: the element that holds it (an item) and what is read from it.
 */
#ifndef COMMENTS_PAGE_H
#define COMMENTS_PAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vec.h"
#include "comments/thread.h"
#include "html/html.h"
#include "html/select.h"

struct page_item {
    html_node node;
    const char *id;
    const char *parent;
    int depth; // as a class `depth-N` says it; 0: not said
    bool is_ping;
};

/* What each node of the page is to the comments; one byte a node. */
enum page_mark {
    PAGE_MARK_NONE,
    PAGE_MARK_ITEM,   // begins a comment
    PAGE_MARK_DROP,   // no part of a comment's text
    PAGE_MARK_BROKEN, // holds something dropped
};

/* page_signs.c: where the page says who and when. */
struct page_signs {
    uint32_t *before;     // by node: how many signs stand before it
    unsigned char *apart; // by node: in a menu, a form, a list of comments from elsewhere
    html_node last_h1;
};

void page_signs_init(struct page_signs *signs, const struct html_document *page);
void page_signs_release(struct page_signs *signs);

/* Does the node hold a sign, and no headline? */
bool page_holds_sign(const struct html_document *page, const struct page_signs *signs,
                     html_node node);

/* page_forum.c: where the software of a forum puts what. */
struct page_forum {
    const struct html_selector *item; // NULL: the page is no thread of a forum
    const struct html_selector *author;
    const struct html_selector *time;
    const struct html_selector *text;
    html_node opening; // the post that is the article; HTML_NONE
};

/* Never NULL; in the arena. */
const struct page_forum *page_forum_find(const struct html_document *page, struct arena *arena);

/* How deep a post is set in, 1 and up; 0: not said. */
int page_forum_depth(const struct html_document *page, html_node item);

/* The first element within `top` that fits; HTML_NONE when there is none. */
html_node page_select_within(const struct html_document *page, html_node top,
                             const struct html_selector *selector);

struct page_reader {
    const struct html_document *page;
    struct comments_thread *thread;
    unsigned char *marks;           // enum page_mark, by node
    unsigned char *chosen;          // by page_alike_find(), by node; NULL before
    const struct page_forum *forum; // while its posts are read; NULL
    struct page_signs signs;        // empty before a way needs them
};

/*
 * Append the items of the page (struct page_item) in its order and mark them, by way number `way`;
 * false when there is no such way.
 */
bool page_items_find(struct page_reader *reader, size_t way, struct vec *items);

/* page_alike.c: set the bytes of the nodes that are comments by their looks. */
void page_alike_find(const struct html_document *page, const struct page_signs *signs,
                     unsigned char *chosen);

/* Read one item into the thread. False when it holds no comment. */
bool page_item_read(struct page_reader *reader, const struct page_item *item);

#endif
