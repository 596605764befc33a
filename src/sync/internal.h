/*
 * What the adapters share. An adapter is a table of steps: the first step that has something to ask
 * makes the next request. So each step says by itself when it is through, a log-in that ended is
 * done again by forgetting the key, and no order stands anywhere but in the table.
 */
#ifndef SYNC_INTERNAL_H
#define SYNC_INTERNAL_H

#include "base/arena.h"
#include "base/map.h"
#include "codec/json.h"
#include "codec/json_write.h"
#include "sync/sync.h"

enum {
    SYNC_IDS_MOST = 100000,     // of one list
    SYNC_RECENT_MOST = 10000,   // of what is recent: a first sync brings no whole archive
    SYNC_PAGES_MOST = 1000,     // of one list, whatever the service says
    SYNC_ENCLOSURES_MOST = 256, // of one article, as of one entry of a feed
};

struct sync_answer {
    const struct web_response *response;
    const struct json_value *root; // NULL: it is no JSON
};

struct sync_step {
    const char *what; // it brings: "the list of feeds"; marked for translation
    struct web_request *(*ask)(struct sync_session *session);
    bool (*read)(struct sync_session *session, const struct sync_answer *answer, struct error *err);
    bool takes_404; // what is asked for may be gone
};

struct sync_service {
    const char *name;
    const char *title;             // whose it is, for a person
    const struct sync_step *steps; // a row without `ask` at the end
    enum sync_list last_list;      // with it the lists are whole
    // Is the answer a refusal that a new log-in can mend? Then it forgets what it knows.
    bool (*renew)(struct sync_session *session, const struct sync_answer *answer);
    const char *password; // which one it wants: said with a refusal; NULL: the user's
    const char *tail;     // what a person may write behind the address; NULL: nothing
    const char *address;  // how its address ends: said where it is not found; NULL: as it is
};

/* A list on its way, page by page. */
struct sync_listing {
    bool is_done;
    const char *more; // where the next page begins, in the service's words; NULL: at the start
    int64_t offset;
    int pages;
};

struct sync_session {
    struct arena arena;
    struct arena answer; // of the last one
    struct json_document *document;
    const struct sync_service *service;
    const struct sync_step *step; // that made the last request
    struct sync_account account;
    char *password;
    const char *key;   // of the log-in; NULL: it comes first
    const char *token; // for writing
    int renewals;
    bool uses_name;  // Miniflux: the password belongs to the name, and is no API key
    bool turns_star; // Miniflux: the star of the next mark is other than it should be
    int turn_count;  // how often it was turned
    bool has_feeds;
    bool has_folders;
    struct map folders;           // names by id
    struct vec marks[SYNC_MARKS]; // int64_t
    size_t sent[SYNC_MARKS];
    struct sync_listing listings[SYNC_LISTS];
    struct sync_listing items; // where articles come page by page
    struct vec wanted;         // int64_t
    size_t wanted_asked;
    size_t batch;        // numbers in the request on its way
    enum sync_list list; // that it is about
    struct sync_changes changes;
};

extern const struct sync_service sync_greader;
extern const struct sync_service sync_miniflux;
extern const struct sync_service sync_fever;
extern const struct sync_service sync_ttrss;
extern const struct sync_service sync_nextcloud;

/* ---- requests */

/* A request of `path` behind the server's address, with room for an answer of any list. */
struct web_request *sync_request(const struct sync_session *session, const char *method,
                                 const char *path) ATTR_MUST_USE;

/* Append `name=value` to a form, or to a query, encoded. */
void sync_form_add(struct str *form, const char *name, const char *value);

/* Take the form as the body, and release it. */
void sync_form_take(struct str *form, struct web_request *request);

/* The next marks to be sent, at most `most` of one kind; 0: none are left. The request on its way
 * is about them. */
size_t sync_next_marks(struct sync_session *session, size_t most, enum sync_mark *mark,
                       const int64_t **ids);

/* They arrived. */
void sync_marks_sent(struct sync_session *session);

/* The next articles to be fetched by number; 0: none are left. */
size_t sync_next_wanted(struct sync_session *session, size_t most, const int64_t **ids);

/* Name and password with the request. */
void sync_basic(const struct sync_session *session, struct web_request *request);

/* Take the JSON as the body, and release it. */
void sync_json_take(struct str *json, struct web_request *request);

/* Numbers as `1,2,3`; the same as a string of an object; as an array of one. */
void sync_add_ids(struct str *out, const int64_t *ids, size_t count);
void sync_json_ids(struct json_writer *json, const char *key, const int64_t *ids, size_t count);
void sync_json_array(struct json_writer *json, const char *key, const int64_t *ids, size_t count);

/* ---- pages, where a service counts them by their length */

/* Is there a next one to be asked for? It is not about numbers that were asked for. */
bool sync_next_page(struct sync_session *session, const struct sync_listing *listing);

/* It came with `count` of at most `page`: fewer, and it was the last. Always true. */
bool sync_page_read(struct sync_listing *listing, size_t count, size_t page);

/* ---- answers */

/* Keep the name of a folder, and find it by its number; NULL: there is none. */
void sync_add_folder(struct sync_session *session, int64_t id, const struct json_value *name);
const char *sync_folder(const struct sync_session *session, const struct json_value *id);

/* What the members of a feed are called, where a service lists feeds by numbers. */
struct sync_feed_names {
    const char *id;
    const char *url;
    const char *title;
    const char *link;     // NULL: none
    const char *folder;   // a folder's number; NULL: none
    const char *category; // an object with a title; NULL: none
    const char *nowhere;  // the category of feeds that are in none
};
bool sync_read_feeds(struct sync_session *session, const struct json_value *list,
                     const struct sync_feed_names *names, struct error *err) ATTR_MUST_USE;

/* What all services call the same of an article: its number, its title, its author, and by the name
 * `feed` its feed. NULL: it has no number, or no feed. */
struct sync_article *sync_read_article(struct sync_session *session, const struct json_value *item,
                                       const char *feed);

/* A text that is HTML, or that FreshRSS wrote, as one clean line; NULL for what is none. */
const char *sync_line(struct sync_session *session, const struct json_value *value);

/* HTML as it is; NULL for what is none, or empty. */
const char *sync_html(const struct json_value *value);

/* A web address; NULL for what is none. */
const char *sync_url(const struct json_value *value);

/* Seconds since 1970, in ms; TIME_NONE for what is none. */
int64_t sync_seconds(const struct json_value *value);

/* Another feed, or article, of the answer; nothing is said of it yet. */
struct sync_feed *sync_add_feed(struct sync_session *session);
struct sync_article *sync_add_article(struct sync_session *session, int64_t id);
void sync_add_enclosure(struct sync_session *session, struct sync_article *article, const char *url,
                        const char *type, int64_t length_bytes);

/* Another number of a list; false: it takes no more. */
bool sync_add_id(struct sync_session *session, enum sync_list list, int64_t id);

/* The list has all its pages. */
void sync_list_end(struct sync_session *session, enum sync_list list);

/* The answer is not what the step should bring. */
bool sync_is_strange(const struct sync_session *session, struct error *err);

/* The name or the password is refused. */
bool sync_refuse(const struct sync_session *session, struct error *err);

#endif
