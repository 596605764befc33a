/*
 * What is done with articles when they come. The rules are the caller's; the writer's connection
 * holds on to them.
 */
#ifndef STORE_RULES_H
#define STORE_RULES_H

#include "feed/feed.h"
#include "query/query.h"
#include "store/articles.h"

struct store_rule_mark {
    enum store_mark mark;
    const char *tag; // NULL: none
};

struct store_rule {
    const char *name;
    const struct query *query;
    const struct store_rule_mark *marks;
    size_t mark_count;
    bool notifies;
    int64_t until_ms; // not done any more from then on
};

struct store_rules {
    const struct store_rule *items;
    size_t count;
    // Told of an article that a rule with `notifies` matches; on the writer's thread, before it is
    // on the disk.
    void (*notify)(void *context, const struct store_rule *rule, int64_t article_id,
                   const char *title);
    void *context;
};

/* Be these from now on; borrowed as long as the store lives. NULL: none. */
void store_set_rules(struct store *store, const struct store_rules *rules);

/* ---- for the files of store/ */

struct take;

/* An article was added: within its transaction. */
bool store_rules_run(struct take *take, const struct feed_entry *entry, int64_t id,
                     int64_t published_ms, struct error *err) ATTR_MUST_USE;

#endif
