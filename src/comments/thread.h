/*
 * A thread of comments, from wherever it was read: parents before their replies, siblings by time,
 * each with its depth.
 *
 *     struct comments_thread thread;
 *     comments_thread_init(&thread);
 *     comments_from_feed(feed, &thread);           // or _from_wordpress(), _from_page()
 *     comments_thread_arrange(&thread);
 */
#ifndef COMMENTS_THREAD_H
#define COMMENTS_THREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/error.h"
#include "base/vec.h"
#include "feed/feed.h"
#include "html/html.h"

struct comment {
    const char *id;     // the source's own: WordPress's number as text, an Atom id; never NULL
    const char *parent; // id of the comment it answers; NULL at the top level
    int depth;          // 0 at the top level; set by comments_thread_arrange()
    const char *author; // clean; NULL when unknown
    const char *author_url;
    int64_t published_ms;
    const char *html;
    int64_t score;         // COMMENT_NO_SCORE when the source has none
    bool is_thread_author; // by the article's author
};

#define COMMENT_NO_SCORE INT64_MIN

struct comments_thread {
    struct arena arena;
    struct vec comments;  // of struct comment
    int64_t total;        // how many the source says there are; -1 when it does not say
    const char *more_url; // where those are read that could not be had here; NULL when all are here
};

void comments_thread_init(struct comments_thread *thread);
void comments_thread_release(struct comments_thread *thread);

/*
 * Order by parents and time and set the depths. A parent that is missing, or that would close a
 * circle, makes its reply a top-level comment. Duplicate ids are dropped.
 */
void comments_thread_arrange(struct comments_thread *thread);

/*
 * The comments of a comment feed (Atom with thr:in-reply-to, RSS), appended; `#comment-N` ids
 * become N. Set `total` before, when the article's feed entry says it: a feed that gives fewer
 * (WordPress gives the newest ten) sets more_url.
 */
void comments_from_feed(const struct feed *feed, struct comments_thread *thread);

/*
 * One page of WordPress's REST answer, appended. Pingbacks are left out. How many comments and
 * pages there are stands in the answer's headers: comments_wordpress_totals().
 *
 * errors   ERR_REFUSED with the site's words, ERR_SYNTAX when it is no such answer
 */
bool comments_from_wordpress(const char *json, size_t len, struct comments_thread *thread,
                             struct error *err);

/* The comments that stand in the page itself (WordPress's themes, schema.org, h-entry), appended;
 * how many. */
size_t comments_from_page(const struct html_document *page, struct comments_thread *thread);

#endif
