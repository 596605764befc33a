/*
 * The same story told by several feeds: found when an article is brought into the full-text index,
 * by its link, by an id that is the world's, or because its text is nearly the same.
 */
#ifndef STORE_COPIES_H
#define STORE_COPIES_H

#include "base/str.h"
#include "store/store.h"

/* An article with its plain text: find what it is a copy of, and remember it for those that come.
 * Within a transaction. */
bool store_copies_note(struct store *store, int64_t article_id, struct slice text,
                       struct error *err) ATTR_MUST_USE;

#endif
