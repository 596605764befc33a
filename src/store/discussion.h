/*
 * What is said about an article and what the user says: comments, drafts, the outbox.
 */
#ifndef STORE_DISCUSSION_H
#define STORE_DISCUSSION_H

#include "comments/reply.h"
#include "comments/thread.h"
#include "store/store.h"

struct store_comment {
    int64_t id;             // ours
    struct comment comment; // parent is the source's id; depth is set
    int64_t parent_id;      // ours; 0: top level
    bool is_unread;
};

struct store_comments {
    struct arena arena;
    struct store_comment *items; // parents before replies
    size_t count;
    const char *more_url; // where more are read than could be had; NULL
    int64_t total;        // what the source said; -1
    int64_t fetched_ms;   // TIME_NONE: never
};

/*
 * Replace what is stored of an article's thread: comments that are there keep their ids and marks,
 * new ones are unread, those that the source no longer shows go, unless the thread is not whole
 * (more_url). Counts follow.
 */
bool store_comments_take(struct store *store, int64_t article_id,
                         const struct comments_thread *thread, int64_t fetched_ms,
                         struct error *err);
bool store_comments_list(struct store *store, int64_t article_id, struct store_comments *comments,
                         struct error *err) ATTR_MUST_USE;
void store_comments_release(struct store_comments *comments);

/* When the thread was read last; TIME_NONE: never. */
bool store_comments_fetched(struct store *store, int64_t article_id, int64_t *fetched_ms,
                            struct error *err) ATTR_MUST_USE;
bool store_comments_mark_read(struct store *store, int64_t article_id, struct error *err);

/* The same for those of one author: nobody's own words are news to them. */
bool store_comments_mark_own(struct store *store, int64_t article_id, const char *author,
                             struct error *err);

/* Keep the reply form (JSON, NULL: none) and whether replies are taken. */
bool store_comments_set_form(struct store *store, int64_t article_id, const char *form_json,
                             int comments_state, struct error *err);

/*
 * The reply form of another article of the same feed: what a site asks for hardly differs between
 * its pages. Not for sending, only for checking ahead while the page itself cannot be had. `form`
 * stays empty when there is none.
 */
bool store_comments_site_form(struct store *store, int64_t article_id, struct str *form,
                              struct error *err);

/* ---- drafts: one an article and parent comment, saved as it is typed */
struct store_draft {
    struct arena arena;
    int64_t article_id;
    int64_t parent_id; // our comment id; 0: the article
    const char *name;
    const char *email;
    const char *url;
    const char *body;
    int64_t saved_ms;
};
bool store_drafts_save(struct store *store, const struct store_draft *draft, struct error *err);
bool store_drafts_get(struct store *store, int64_t article_id, int64_t parent_id,
                      struct store_draft *draft,
                      struct error *err) ATTR_MUST_USE; // ERR_NOT_FOUND: none
bool store_drafts_drop(struct store *store, int64_t article_id, int64_t parent_id,
                       struct error *err);
void store_drafts_release(struct store_draft *draft);

/* ---- the outbox: replies that wait to be sent. Each is claimed by one sender, so nothing is
 * posted twice. */
struct store_outgoing {
    int64_t id;
    int64_t article_id;
    const char *article_title;
    int64_t parent_id;
    const char *parent; // the source's id of the comment that is answered; NULL
    const char *name;
    const char *email;
    const char *url;
    const char *body;
    int64_t queued_ms;
    int64_t tries;
    const char *error; // of the last try; NULL
    bool is_refused;   // the site said no: it waits for the user, not for the network
};
struct store_outbox {
    struct arena arena;
    struct store_outgoing *items;
    size_t count;
};
bool store_outbox_add(struct store *store, const struct store_outgoing *outgoing, int64_t *id,
                      struct error *err);
bool store_outbox_list(struct store *store, struct store_outbox *outbox,
                       struct error *err) ATTR_MUST_USE;
void store_outbox_release(struct store_outbox *outbox);

/*
 * Take hold of one for `lease_ms` so that no other process sends it meanwhile; *is_mine says
 * whether that worked. A sender that dies leaves it claimed until the lease ends.
 */
bool store_outbox_claim(struct store *store, int64_t id, int64_t now_ms, int64_t lease_ms,
                        bool *is_mine, struct error *err);
bool store_outbox_failed(struct store *store, int64_t id, const char *error, bool is_refused,
                         struct error *err);
bool store_outbox_drop(struct store *store, int64_t id, struct error *err); // ERR_NOT_FOUND

#endif
