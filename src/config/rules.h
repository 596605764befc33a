/*
 * The file `rules`: queries that have a name, and what is done with articles when they come.
 *
 *     # A feed of what the query finds:
 *     smart "Long reads" = has:full newer:7d
 *     # Done with every new article that the query matches: read, star, hide, notify, +TAG:
 *     rule "Ports" {
 *         query = title:port* -author:press
 *         actions = star, +harbour, notify
 *     }
 *     # Hidden when they come, until that day or for ever:
 *     mute "election" until 2026-12-01
 *     mute feed "sport"
 *     # What is kept of all feeds, and of those whose title or address holds a text: all, a time, a
 *     # number of articles:
 *     keep = 90d
 *     keep "sport" = 1000
 */
#ifndef CONFIG_RULES_H
#define CONFIG_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/error.h"
#include "base/str.h"
#include "base/vec.h"
#include "query/query.h"

struct rules_smart {
    const char *name;
    const char *query; // as it is written
};

enum rules_action_kind { RULES_READ, RULES_STAR, RULES_TAG, RULES_HIDE, RULES_NOTIFY };

struct rules_action {
    enum rules_action_kind kind;
    const char *tag; // of RULES_TAG
};

struct rules_rule {
    const char *name;
    const char *text; // of the query
    struct query *query;
    struct vec actions; // of struct rules_action
    int64_t until_ms;   // not done any more from then on; INT64_MAX: for ever
};

struct rules_keep {
    const char *feed; // part of its title or address; NULL: all feeds
    int64_t days;     // 0: any age
    int64_t count;    // 0: any number
};

/* A feed that the file speaks of: whose title or address holds a text, or whose number it is. */
struct rules_feed {
    const char *text;
    int line; // where it stands
    int column;
};

struct rules {
    struct arena arena;
    struct vec smarts; // of struct rules_smart
    struct vec rules;  // of struct rules_rule, mutes among them, in the order of the file
    struct vec keeps;  // of struct rules_keep; of several that fit the last counts
    struct vec feeds;  // of struct rules_feed: all that are named
};

/*
 * now_ms   what ages in queries count from
 * result   the caller frees with rules_free(); NULL: ERR_SYNTAX with line and column
 */
struct rules *rules_parse(const char *text, size_t len, int64_t now_ms,
                          struct error *err) ATTR_MUST_USE;
void rules_free(struct rules *rules);

/* `star`, `+harbour` … as it is written, appended. */
void rules_write_action(const struct rules_action *action, struct str *out);

#endif
