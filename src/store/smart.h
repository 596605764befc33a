/*
 * Smart feeds: queries that have a name. Their counts are kept in the database, so that none is
 * counted to be shown; a change of the archive says that they are not right any more, and they are
 * counted anew behind it (app/rules.c).
 */
#ifndef STORE_SMART_H
#define STORE_SMART_H

#include "store/store.h"

struct store_smart {
    int64_t id;
    const char *name;
    const char *query;
    int64_t unread;
    int64_t total;
    bool is_right; // the counts are those of now
};

struct store_smarts {
    struct arena arena;
    struct store_smart *items; // as the user has them
    size_t count;
};

bool store_smart_list(struct store *store, struct store_smarts *smarts,
                      struct error *err) ATTR_MUST_USE;
void store_smart_release(struct store_smarts *smarts);

/* Be these, in this order (name and query of each count). What is the same keeps its counts. */
bool store_smart_set(struct store *store, const struct store_smart *items, size_t count,
                     struct error *err);

/* Those that are not right are being counted from now on: a change that comes meanwhile is noticed.
 */
bool store_smart_begin_count(struct store *store, struct error *err);

/* What was counted. */
bool store_smart_end_count(struct store *store, const struct store_smart *counted,
                           struct error *err);

/* ---- for the files of store/ */

/* The archive changed: within the transaction that changes it. */
bool store_smart_touch(struct store *store, struct error *err) ATTR_MUST_USE;

#endif
