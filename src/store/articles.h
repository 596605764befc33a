/*
 * Articles. Identity is (feed, guid). Lists hold what a list shows; the text comes with
 * store_articles_text().
 */
#ifndef STORE_ARTICLES_H
#define STORE_ARTICLES_H

#include "base/map.h"
#include "feed/feed.h"
#include "query/query.h"
#include "store/feeds.h"
#include "store/store.h"

struct store_article {
    int64_t id;
    int64_t feed_id;
    const char *feed_title;
    const char *title;     // may be "", never NULL
    const char *beginning; // HTML, cut anywhere: how an article begins that has no title; else NULL
    const char *link;      // NULL: none
    const char *author;
    int64_t published_ms; // published, else updated, else when it first came; never TIME_NONE
    bool is_dated;        // published_ms is the feed's word; else it is when the article came
    bool is_unread;
    bool is_starred;
    bool has_changed; // its words did, after it had been read
    bool has_full;    // the full page's text is stored
    bool has_enclosure;
    const char *const *tags;
    size_t tag_count;
    int64_t lead_id;           // of its story: its own id, unless another feed told it before
    const int64_t *duplicates; // other articles that tell the same story
    size_t duplicate_count;
    int64_t comments_count;  // what is known to exist; -1: unknown
    int64_t comments_unread; // of those stored
};

struct store_articles {
    struct arena arena;
    struct store_article *items;
    size_t count;
};

/* Which articles: everything that is set has to hold. Zero-initialised: all, newest first. */
struct store_selection {
    int64_t feed_id;           // 0: all feeds
    const char *tag;           // of the feed (a folder); NULL: any
    const struct query *query; // NULL: none; borrowed
    bool only_unread;
    int64_t keep_id; // with only_unread: this one all the same (it is being read); 0: none
};

/* Where a page begins: behind (or before) the article with this key. */
struct store_key {
    int64_t published_ms;
    int64_t id; // 0: from the start
};

/*
 * A page of articles, newest first (published, then id), behind `after`.
 *
 * backwards  the page that ends before `after` instead (still newest first)
 * limit      rows, 1 and up
 */
bool store_articles_list(struct store *store, const struct store_selection *selection,
                         const struct store_key *after, bool backwards, int limit,
                         struct store_articles *page, struct error *err) ATTR_MUST_USE;

/* How many; from the feeds' counters where that is enough. */
bool store_articles_count(struct store *store, const struct store_selection *selection,
                          int64_t *count, struct error *err) ATTR_MUST_USE;

/* One, by id. ERR_NOT_FOUND says so with the id. */
bool store_articles_get(struct store *store, int64_t id, struct store_articles *one,
                        struct error *err) ATTR_MUST_USE;

/* The next (or previous) unread article in list order after `from`, in any feed; ERR_NOT_FOUND when
 * all is read. */
bool store_articles_next_unread(struct store *store, const struct store_selection *selection,
                                const struct store_key *from, bool backwards,
                                struct store_articles *one, struct error *err) ATTR_MUST_USE;
void store_articles_release(struct store_articles *page);

/* The text of an article and all that belongs to it. */
struct store_text {
    struct arena arena;
    const char *summary; // HTML; NULL
    const char *content; // HTML; NULL
    const char *full;    // HTML of the fetched page's article; NULL
    const char *base;    // address that relative links are seen from
    const char *image;
    const char *comments_link;
    const char *comments_feed;
    const char *form;            // the reply form as JSON (comments/reply.h); NULL: none known
    int comments_state;          // enum comments_state
    int64_t comments_fetched_ms; // TIME_NONE: never
    struct feed_enclosure *enclosures;
};
bool store_articles_text(struct store *store, int64_t id, struct store_text *text,
                         struct error *err) ATTR_MUST_USE;
void store_text_release(struct store_text *text);

/* The HTML that the feed brought, the content before the summary; the page's own before both. ""
 * where there is none; borrowed. */
const char *store_text_brought(const struct store_text *text);
const char *store_text_best(const struct store_text *text);

/*
 * Take a feed document in: new articles are added, changed ones updated (marks stay), the feed's
 * title and link, counts and fetch result are written, all in one transaction.
 *
 * new_count, updated_count  filled
 */
bool store_articles_take(struct store *store, int64_t feed_id, const struct feed *feed,
                         const struct store_fetch *fetch, int64_t *new_count,
                         int64_t *updated_count, struct error *err);

/* What was taken of a document that comes in parts (feed_parse_parts()). */
struct store_intake {
    struct map seen; // guids: of two entries with one the first counts
    int64_t new_count;
    int64_t updated_count;
};
void store_intake_init(struct store_intake *intake) ATTR_NONNULL;
void store_intake_release(struct store_intake *intake) ATTR_NONNULL;

/*
 * Take a part in, as a transaction of its own; store_articles_take() with an empty feed and the
 * fetch's result ends the document. Among articles of one date the order of the document holds
 * within a part only.
 */
bool store_articles_take_part(struct store *store, int64_t feed_id, const struct feed *part,
                              int64_t now_ms, struct store_intake *intake, struct error *err);

/* What an article said before its words changed: the newest few, as long as they are not large. */
struct store_revision {
    int64_t replaced_ms;
    const char *title;
};

struct store_revisions {
    struct arena arena;
    struct store_revision *items; // the one that was replaced last is first
    size_t count;
};
bool store_articles_revisions(struct store *store, int64_t id, struct store_revisions *revisions,
                              struct error *err) ATTR_MUST_USE;
void store_revisions_release(struct store_revisions *revisions);

/* Put the older title and text in the place of those that were read; the last one has number 1. */
bool store_articles_revise(struct store *store, int64_t id, int64_t number,
                           struct store_articles *one, struct store_text *text,
                           struct error *err) ATTR_MUST_USE;

/* The reader has seen what changed. */
bool store_articles_see(struct store *store, int64_t id, struct error *err);

/* Marks. */
enum store_mark {
    STORE_MARK_READ,
    STORE_MARK_UNREAD,
    STORE_MARK_STAR,
    STORE_MARK_UNSTAR,
    STORE_MARK_TAG,
    STORE_MARK_UNTAG,
    STORE_MARK_HIDE, // out of every list and count that does not ask for it
    STORE_MARK_SHOW,
    STORE_MARK_DELETE, // out of everything; these two only by store_undo_mark()
    STORE_MARK_RESTORE,
    STORE_MARK_REMOVE_FEED, // no mark at all: store_undo_remove_feed()
    STORE_MARK_RESTORE_FEED
};

/*
 * Mark articles by id, or (ids NULL) all that a selection holds; neither: nothing happens.
 * `changed` (may be NULL) gets how many changed. ERR_NOT_FOUND when an id is none; nothing is
 * changed then.
 */
bool store_articles_mark(struct store *store, enum store_mark mark, const char *tag,
                         const int64_t *ids, size_t id_count,
                         const struct store_selection *selection, int64_t *changed,
                         struct error *err);

/* One of them, in the transaction of the caller. */
bool store_mark_one(struct store *store, enum store_mark mark, const char *tag, int64_t id,
                    struct error *err) ATTR_MUST_USE;

/* Keep the full text of the page, as extract/ found it. */
bool store_articles_set_full(struct store *store, int64_t id, const char *html, const char *image,
                             struct error *err);

/* The page is gone, says its site: until then, or until a full text is kept all the same. */
bool store_articles_set_gone(struct store *store, int64_t id, int64_t until_ms, struct error *err);
bool store_articles_is_gone(struct store *store, int64_t id, int64_t now_ms, bool *is_gone,
                            struct error *err) ATTR_MUST_USE;

#endif
