/*
 * One reply on its way to the site: the page is visited, the form in it filled in, the answer read.
 * Before it is sent the reply stands in the outbox, claimed by this process, so that a crash loses
 * nothing and nobody posts it twice.
 */
#ifndef APP_POSTING_H
#define APP_POSTING_H

#include "app/visit.h"

struct posting;

/* It is over: `sent` says how (err is ERR_NONE), or nothing was sent and `err` says why. On any
 * thread of the app's. */
typedef void (*posting_done)(void *context, const struct posting *posting, const struct error *err);

struct posting {
    struct visit visit;
    int64_t parent_id;   // ours; 0: the article
    int64_t outgoing_id; // its row in the outbox; 0: none yet
    bool is_drafted;     // it is a draft, too: that one goes with it, or stays when it is refused
    bool is_retry;       // an earlier try may have arrived
    bool is_in_doubt;    // no answer came, yet it may have arrived: only the user can tell
    struct comments_reply reply; // in the visit's arena
    enum app_sent sent;
    char words[ERROR_TEXT_BYTES]; // of the site, or why it waits
    struct error reason;          // why nothing was sent
    posting_done done;
    void *context;
};

/*
 * A new reply (outgoing_id 0), or one that waits in the outbox. Strings of `reply` are copied.
 */
struct posting *posting_new(struct app *app, struct ticket *ticket, int64_t article_id,
                            int64_t parent_id, const struct comments_reply *reply,
                            posting_done done, void *context) ATTR_MALLOC;

/* Go. `done` is called once; the posting is freed afterwards. */
void posting_start(struct posting *posting);

#endif
