/*
 * What the use cases share: the struct app itself, and how a job reports.
 *
 * A use case is a chain of steps, each on the thread that may do it: the network's callback hands
 * on to a worker (parsing), the worker to the writer (the database), the writer posts the messages.
 * The struct of the job moves along; whoever holds it last calls app_post_end().
 */
#ifndef APP_INTERNAL_H
#define APP_INTERNAL_H

#include <pthread.h>
#include <stdatomic.h>

#include "app/app.h"
#include "app/sample.h"
#include "base/pool.h"
#include "net/net.h"
#include "store/writer.h"

struct app_rules;

struct passwords;

struct app {
    struct path_home paths;
    char database[PATH_BYTES];
    struct sample_home thrown_away; // the demo's own, removed at the end
    bool is_demo;
    int transfers;
    struct store *store; // the front's
    struct store_writer *writer;
    struct pool *pool;
    struct passwords *passwords;
    struct mailbox *mailbox;
    struct app_rules *rules;       // as they were read at the start
    struct app_rules *newer_rules; // the writer's: as they were read again; NULL: they were not
    pthread_mutex_t mutex;         // guards the four members below
    pthread_cond_t is_idle;
    int request_count; // without their last word
    struct net *net;   // started with the first request
    bool is_closing;
    int64_t heard_ms; // monotonic: when the network was last there; the engine's thread alone
    _Atomic int64_t offline_since_ms; // TIME_NONE: online, or nothing was tried
};

/* ---- requests */

/*
 * A new request: its ticket, one reference. Until app_post_end() was called for it the app is not
 * taken down, so a job may always hand on to the next thread.
 */
struct ticket *app_begin(struct app *app) ATTR_MUST_USE;

/* A copy of a selection; its texts in the arena, its query's tree in `query`. */
struct store_selection app_copy_selection(struct arena *arena, struct query *query,
                                          const struct store_selection *selection);

/* ---- messages */

/* Put a copy of `message` into the front's mailbox. */
void app_post(struct app *app, enum app_message_kind kind, const struct app_message *message);

/* The last word on a ticket: done, or (error set) failed or cancelled. The job hands nothing on
 * afterwards. */
void app_post_end(struct app *app, const struct ticket *ticket, const struct app_message *about,
                  const struct error *err);

/* ---- steps */

/* What an answer becomes; on a worker. `response` is taken; NULL when none came, with the reason in
 * `err`. */
typedef void (*app_answered)(void *context, struct web_response *response, const struct error *err);

/*
 * Send a request; `answered` runs on a worker. Keeps the books of being offline. In the demo, and
 * when the app is closing, no request is made: the answer is an error.
 */
void app_send(struct app *app, struct web_request *request, struct ticket *ticket,
              app_answered answered, void *context);

/* A reading connection for a worker's step; the caller closes it. NULL with the reason. */
struct store *app_open_reader(const struct app *app, struct error *err) ATTR_MUST_USE;

/*
 * So many ms, what was just fetched goes into the full-text index, where copies are found, too:
 * most of what came is there at once, and a command that ends now leaves little behind. On the
 * writer's thread.
 */
enum { APP_INDEX_MS = 30 }; // enough for what a feed brings that is looked after

void app_index_little(struct store *store, int64_t ms);

/* The same for so many articles, in a tenth of the time that they took to come; a few get the ms
 * above. */
void app_index_new(struct store *store, int64_t new_count, int64_t elapsed_ms);

/* A path as the user writes it: `~/` is the home. The caller frees it. */
char *app_user_path(const char *path) ATTR_MALLOC;

/* One sentence for an HTTP status that is not the thing that was asked for. */
void app_http_error(const struct web_response *response, struct error *err);

#endif
