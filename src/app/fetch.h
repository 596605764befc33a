/*
 * One feed fetched: the conditional request, and what becomes of the answer. Used by reload and by
 * subscribing.
 */
#ifndef APP_FETCH_H
#define APP_FETCH_H

#include "app/manners.h"
#include "feed/feed.h"

/* One feed's turn. Made with fetch_new(), freed with fetch_free(); the strings are in its arena. */
struct fetch {
    struct arena arena;
    struct app *app;
    int64_t feed_id;
    const char *url;
    const char *etag;
    const char *last_modified;
    int64_t failures;
    struct feed_pace pace;  // of the last document
    struct manners manners; // strings of the book that it came from
    struct feed
        *feed; // of a good answer with a body; NULL. Without entries when they came in parts
    bool has_parts;
    struct store_intake intake; // of the parts
    struct web_spent spent;     // by the request
    struct store_fetch result;
    const char *held_host; // that wants no requests until held_until_ms; NULL: none
    int64_t held_until_ms;
    struct error store_error;   // why it could not be written down
    struct app_message message; // what is told about it
};

/* The strings of `due` are copied; the book of `manners` outlives it. */
struct fetch *fetch_new(struct app *app, const struct store_due *due,
                        const struct manners *manners) ATTR_MALLOC;
void fetch_free(struct fetch *fetch);

/* Ask: a GET with the validators of the last whole body (If-None-Match without W/), as the user
 * wants the feed asked. */
void fetch_send(struct fetch *fetch, struct ticket *ticket, app_answered answered, void *context);

/*
 * Read the answer (on a worker): fetch->feed and fetch->result are filled. `response` is borrowed;
 * NULL with the reason. A document of many megabytes is written down while it is read, if the feed
 * has an id.
 */
void fetch_answer(struct fetch *fetch, struct web_response *response, const struct ticket *ticket,
                  const struct error *reason);

/* Does the host of the answer want a pause? Then it is noted, here and with fetch_store(). */
bool fetch_note_hold(struct fetch *fetch, const struct web_response *response);

/* Did the answer leave everything as it was that is stored of the feed, but for its times? */
bool fetch_is_same(const struct fetch *fetch, const struct store_due *due);

/* Memory that waits for the writer. */
size_t fetch_bytes(const struct fetch *fetch);

/* Write it down (on the writer's thread; again when it was taken back). */
void fetch_store(struct fetch *fetch, struct store *store);

/* Fill fetch->message, once nothing more happens to it, and tell the log of a failure. */
void fetch_tell(struct fetch *fetch);

#endif
