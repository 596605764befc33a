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

struct page_reader {
    const struct html_document *page;
    struct comments_thread *thread;
    unsigned char *marks; // enum page_mark, by node
};

/* Append the items of the page (struct page_item) in its order and mark them. */
void page_items_find(struct page_reader *reader, struct vec *items);

/* Read one item into the thread. False when it holds no comment. */
bool page_item_read(struct page_reader *reader, const struct page_item *item);

#endif
