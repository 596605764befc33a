/*
 * Changes that can be taken back: removed feeds, marks and deletions, each with the articles that
 * it really changed, in one transaction with the change itself. They are kept for a day, over
 * restarts, in one line for all that use the database: a new change ends what could be done again.
 */
#ifndef STORE_UNDO_H
#define STORE_UNDO_H

#include "store/articles.h"

/*
 * As store_articles_mark(), and it can be taken back. What changes nothing is not remembered.
 */
bool store_undo_mark(struct store *store, enum store_mark mark, const char *tag, const int64_t *ids,
                     size_t id_count, const struct store_selection *selection, int64_t now_ms,
                     int64_t *changed, struct error *err);

/* End a subscription: its articles go with it. After a day both are deleted. */
bool store_undo_remove_feed(struct store *store, int64_t feed_id, int64_t now_ms,
                            struct error *err);

/* What was taken back, or done again. */
struct store_undone {
    enum store_mark mark; // that was set now
    int64_t article_id;   // the one, or the first
    int64_t feed_id;      // of a removal; else 0
    int64_t count;
};

/*
 * Take the last change back, or (is_redo) do again what was taken back last.
 *
 * errors   ERR_NOT_FOUND: nothing is left
 */
bool store_undo_step(struct store *store, bool is_redo, int64_t now_ms, struct store_undone *undone,
                     struct error *err);

#endif
