/*
 * Feeds, as they are subscribed to. Counts (unread, total) live in the feed's row and are kept with
 * every change.
 */
#ifndef STORE_FEEDS_H
#define STORE_FEEDS_H

#include "feed/feed.h"
#include "store/store.h"

/* How the last fetch ended. */
enum store_fetch_status {
    STORE_FETCH_NEVER,
    STORE_FETCH_OK,
    STORE_FETCH_UNCHANGED, // 304, or the same bytes
    STORE_FETCH_FAILED,
    STORE_FETCH_GONE, // 410: not asked any more
    STORE_FETCH_OFF,  // never asked at all: what a list had for an address is a command
};

struct store_feed {
    int64_t id;
    const char *url;       // without the user and the password that may stand in it
    const char *title;     // the user's, else the feed's, else its address; never NULL
    const char *own_title; // the user's; NULL
    const char *link;
    const char *description;
    const char *const *tags; // in the user's order
    size_t tag_count;
    int64_t unread;
    int64_t total;
    int64_t copies_unread;   // of the unread: told before by another feed
    int64_t last_fetched_ms; // TIME_NONE: never
    enum store_fetch_status last_status;
    int last_http;       // status code; 0: none
    const char *error;   // NULL when the last fetch worked, else one sentence
    int64_t failures;    // in a row
    int64_t next_due_ms; // not asked before, unless forced
    const char *etag;    // validators of the last whole body
    const char *last_modified;
};

struct store_feeds {
    struct arena arena;
    struct store_feed *items;
    size_t count;
};

/* All feeds: by first tag (untagged last), then title. */
bool store_feeds_list(struct store *store, struct store_feeds *feeds,
                      struct error *err) ATTR_MUST_USE;

/* What has to be known to ask for a feed: of thousands, so it is small. */
struct store_due {
    int64_t id;
    const char *url; // as it is asked, with a user and a password in it
    const char *etag;
    const char *last_modified;
    int64_t next_due_ms;
    int failures;
    enum store_fetch_status last_status;
    struct feed_pace pace; // of the last document
};

struct store_dues {
    struct arena arena;
    struct store_due *items;
    size_t count;
};

/* All feeds, by id. */
bool store_feeds_due(struct store *store, struct store_dues *dues, struct error *err) ATTR_MUST_USE;
void store_dues_release(struct store_dues *dues);

/* The address of one as it is asked, in the arena; NULL with ERR_NOT_FOUND. */
const char *store_feeds_address(struct store *store, int64_t id, struct arena *arena,
                                struct error *err) ATTR_MUST_USE;

/* The tags of one, in the user's order, in the arena. */
const char *const *store_feeds_tags(struct store *store, int64_t id, struct arena *arena,
                                    size_t *count) ATTR_MUST_USE;

enum { STORE_RHYTHM_WEEKS = 8 };

/* How many articles each of the last weeks brought, the present one last. */
bool store_feeds_rhythm(struct store *store, int64_t id, int64_t now_ms,
                        int64_t counts[STORE_RHYTHM_WEEKS], struct error *err) ATTR_MUST_USE;

/* One feed, by id. ERR_NOT_FOUND. */
bool store_feeds_get(struct store *store, int64_t id, struct store_feeds *one,
                     struct error *err) ATTR_MUST_USE;

/* The id of the feed that `name` means: an id in digits or a URL (as it is, then normalised).
 * ERR_NOT_FOUND. */
bool store_feeds_find(struct store *store, const char *name, int64_t *id,
                      struct error *err) ATTR_MUST_USE;
void store_feeds_release(struct store_feeds *feeds);

/*
 * Subscribe. A URL that is there already keeps its id; the tags are added, the title is set.
 *
 * title    the user's, or NULL
 * is_new   may be NULL
 */
bool store_feeds_add(struct store *store, const char *url, const char *title,
                     const char *const *tags, size_t tag_count, int64_t *id, bool *is_new,
                     struct error *err);

/* What a list tells of a feed, until a document of its own does; NULL where it tells nothing. */
bool store_feeds_describe(struct store *store, int64_t id, const char *link,
                          const char *description, struct error *err);

/* A feed that is only kept, and never asked; `reason` is one sentence. */
bool store_feeds_turn_off(struct store *store, int64_t id, const char *reason, struct error *err);
bool store_feeds_remove(struct store *store, int64_t id, struct error *err);
bool store_feeds_rename(struct store *store, int64_t id, const char *title,
                        struct error *err); // NULL: the feed's own
bool store_feeds_tag(struct store *store, int64_t id, const char *tag, bool is_set,
                     struct error *err);

/* Write down how a fetch that brought no new body ended (304, failure, 410). */
struct store_fetch {
    enum store_fetch_status status;
    int http;
    const char *error; // NULL: none
    int64_t fetched_ms;
    int64_t next_due_ms;
    const char *etag; // NULL with status OK: the answer had none
    const char *last_modified;
    const char *moved_to; // new address after 301/308, NULL: none
};
bool store_feeds_fetched(struct store *store, int64_t id, const struct store_fetch *fetch,
                         struct error *err);

/* An answer that changed nothing but the time of it. */
struct store_same {
    int64_t id;
    int64_t fetched_ms;
    int64_t next_due_ms;
};

/* Write down many of those, in one transaction; a feed that is gone is left out. */
bool store_feeds_same(struct store *store, const struct store_same *sames, size_t count,
                      struct error *err);

#endif
