/*
 * A service that keeps a person's feeds, and what is read of them, for several readers: what it is
 * to be asked, and what its answers say. Nothing is sent here.
 *
 *     struct sync_session *session = sync_new(&account);
 *     sync_send(session, SYNC_READ, ids, count);  // what the person did since the last time
 *     while ((request = sync_ask(session)))       // NULL: there is nothing more to ask
 *         if (sync_read(session, answer_to(request), &err))
 *             take_in(sync_changes(session));
 *     sync_free(session);
 *
 * Articles are known by the service's numbers, feeds by its names. A session belongs to one thread
 * at a time.
 */
#ifndef SYNC_SYNC_H
#define SYNC_SYNC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/error.h"
#include "base/vec.h"
#include "feed/feed.h"
#include "web/http.h"

struct sync_session;

struct sync_account {
    const char *service; // a sync_service_name()
    const char *server;  // its address, without a slash at the end
    const char *user;
    const char *password;
    int64_t synced_ms; // when the last sync began that went through; TIME_NONE: none did
    int64_t last_id;   // the largest number of an article that is known; 0: none
};

/* What a person does to an article. */
enum sync_mark { SYNC_READ, SYNC_UNREAD, SYNC_STAR, SYNC_UNSTAR, SYNC_MARKS };

/* Which articles a list has, by their numbers. */
enum sync_list {
    SYNC_LIST_UNREAD,  // all that are
    SYNC_LIST_STARRED, // all that are
    SYNC_LIST_RECENT,  // those that the service got lately, whatever they are
    SYNC_LISTS
};

struct sync_feed {
    const char *id; // opaque
    const char *url;
    const char *title;  // plain text; NULL
    const char *link;   // its website; NULL
    const char *folder; // NULL: none
};

struct sync_article {
    int64_t id;
    const char *feed; // its id
    bool is_unread;
    bool is_starred;
    struct feed_entry entry; // without an id, since no service tells the feed's own
};

/* What an answer brought. */
enum sync_news {
    SYNC_NOTHING,  // nothing to be written down
    SYNC_FEEDS,    // all feeds
    SYNC_SENT,     // marks arrived
    SYNC_LISTED,   // the lists are whole; sync_want() what is missing
    SYNC_ARTICLES, // articles, with how they are marked
};

/* The strings live until the next answer is read, the numbers as long as the session. */
struct sync_changes {
    enum sync_news news;
    struct vec feeds;             // struct sync_feed
    enum sync_mark mark;          // of SYNC_SENT
    struct vec lists[SYNC_LISTS]; // of int64_t
    struct vec articles;          // struct sync_article
    const int64_t *ids;           // that were sent, or asked for: those without an article are gone
    size_t id_count;
};

/* The services, by turns: what a person calls one, and whose it is. NULL past the end. */
const char *sync_service_name(size_t index);
const char *sync_service_title(size_t index);

/*
 * An address as a person gives it, as the account has it: without the path that the requests bring
 * along.
 *
 * errors   ERR_USAGE: no such service, no web address, one with a password in it
 */
bool sync_server(const char *service, const char *text, struct str *server,
                 struct error *err) ATTR_MUST_USE;

/*
 * account  copied
 * result   the caller frees with sync_free()
 */
struct sync_session *sync_new(const struct sync_account *account) ATTR_MUST_USE;
void sync_free(struct sync_session *session); // NULL is fine

/* Send a mark of these articles. */
void sync_send(struct sync_session *session, enum sync_mark mark, const int64_t *ids, size_t count);

/* Fetch these articles. */
void sync_want(struct sync_session *session, const int64_t *ids, size_t count);

/* The next request; the caller sends it, and gives the answer to sync_read(). NULL: all is done. */
struct web_request *sync_ask(struct sync_session *session) ATTR_MUST_USE;

/*
 * response  borrowed
 * errors    ERR_REFUSED: name or password; ERR_HTTP, ERR_SYNTAX: what answers is not the service
 */
bool sync_read(struct sync_session *session, const struct web_response *response,
               struct error *err) ATTR_MUST_USE;

/* What the last answer brought; borrowed. */
const struct sync_changes *sync_changes(const struct sync_session *session) ATTR_NONNULL;

#endif
