/*
 * The use cases. A front (ui/ or cli/) makes one `struct app`, asks for things, and takes messages
 * out of its mailbox. A request gives a ticket; exactly one of APP_DONE, APP_FAILED, APP_CANCELLED
 * carries its number in the end, any number of others may come before.
 *
 *     struct app *app = app_new(&options, &err);
 *     struct ticket *ticket = app_reload(app, NULL, 0, false);
 *     struct message *message = mailbox_take(app_mailbox(app), -1);   // or poll() on mailbox_fd()
 */
#ifndef APP_APP_H
#define APP_APP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/error.h"
#include "base/mailbox.h"
#include "base/path.h"
#include "base/ticket.h"
#include "comments/reply.h"
#include "feed/subscriptions.h"
#include "store/accounts.h"
#include "store/articles.h"
#include "store/discussion.h"
#include "store/feeds.h"
#include "store/search.h"
#include "store/store.h"
#include "store/synced.h"
#include "store/undo.h"

struct app;
struct rules;

struct app_options {
    const char *home; // --home DIR, or NULL
    bool is_demo;     // no network: the sample newspaper in this home
    int transfers;    // at once; 0: the default
};

/*
 * Open the home (made when it is not there) and start the threads.
 *
 * result   the caller frees with app_free(); NULL with one sentence in err
 */
struct app *app_new(const struct app_options *options, struct error *err) ATTR_MUST_USE;

/* Cancel what is under way, write what waits, end the threads. NULL is fine. */
void app_free(struct app *app);

/* Does reading an article read its copies in other feeds, too? The settings say so unless told. */
void app_set_reads_copies(struct app *app, bool reads_copies) ATTR_NONNULL;

/* Downloads at once, 0: the default; counts until the first request is sent. */
void app_set_transfers(struct app *app, int transfers) ATTR_NONNULL;

/* Where the database of a home is, without opening it. */
bool app_database_path(const char *home, char path[PATH_BYTES], struct error *err) ATTR_MUST_USE;

const struct path_home *app_paths(const struct app *app) ATTR_NONNULL;

/* The front's own read-only connection. Front thread only. */
struct store *app_store(struct app *app) ATTR_NONNULL;

/* Why nothing of this home can be changed: it can only be read then. NULL: it can. */
const struct error *app_refusal(const struct app *app) ATTR_NONNULL;

/* Where the messages come. Front thread only. */
struct mailbox *app_mailbox(struct app *app) ATTR_NONNULL;

/* What a message is about: its kind is one of these and its payload a struct app_message, freed
 * with it. */
enum app_message_kind {
    APP_PROGRESS,  // done of total, new, failed; of app_fetch_full(): pages done
    APP_FEED,      // a feed was fetched: feed_id, fetch, new, updated, error when it failed
    APP_CHANGED,   // something in the database changed: ask again
    APP_REPLIED,   // answer of a reply: sent; the site's words are error.text, of the kind ERR_NONE
    APP_FOUND,     // what a search found: found
    APP_PAGE,      // of app_fetch_pages(): article_id, bytes, page; error when a part failed
    APP_OFFER,     // of app_subscribe(): the page names this feed, too: its address is error.text
    APP_SKIPPED,   // of app_import_file(): a line of the list is no feed: error.text says which
    APP_NOTICE,    // a rule wants it to be told that an article came: article_id, error.text
    APP_DONE,      // the last word on a ticket
    APP_FAILED,    // the last word: error says why
    APP_CANCELLED, // the last word
};

enum app_sent {
    APP_SENT_POSTED,
    APP_SENT_HELD,
    APP_SENT_QUEUED,  // no network: it is in the outbox
    APP_SENT_REFUSED, // words hold the site's own; kept as a draft or in the outbox
};

/* What was fetched for an article. */
struct app_page {
    bool has_full;             // its full text is there now
    bool has_comments;         // its thread was read
    int64_t pictures;          // that are there now
    int64_t pictures_total;    // of its text
    int64_t pictures_left_out; // not fetched: the budget of the settings is used up
    int64_t gone;              // not asked for: their sites said lately that they are gone
};

struct app_message {
    uint64_t ticket; // number; 0: nobody asked
    int64_t feed_id;
    int64_t article_id;
    int64_t outgoing_id;
    int64_t account_id;
    int64_t done;
    int64_t total;
    int64_t new_count;
    int64_t updated_count;
    int64_t failed_count;
    int64_t bytes;
    int64_t elapsed_ms;
    int http;
    bool was_there; // of app_subscribe(): nothing was added
    enum store_fetch_status fetch;
    enum app_sent sent;
    struct store_undone undone; // of app_undo()
    struct app_page page;       // of APP_PAGE
    struct store_synced synced; // of app_sync(), also when it failed
    struct store_hits *found;   // of APP_FOUND: freed with the message
    struct error error;         // kind ERR_NONE: none
};

/* Cancel what was asked for, and let the network see it at once. */
void app_cancel(struct app *app, struct ticket *ticket) ATTR_NONNULL;

/* ---- feeds */

/* Fetch feeds: all that are due, or those given (ids NULL: all). `is_forced` asks also those that
 * are not due. */
struct ticket *app_reload(struct app *app, const int64_t *ids, size_t count,
                          bool is_forced) ATTR_MUST_USE;

/*
 * Fetch one feed with its older pages, LIMIT_ARCHIVE_PAGES at most; APP_FEED tells what all of them
 * brought. When the feed is due does not change.
 */
struct ticket *app_reload_archive(struct app *app, int64_t feed_id) ATTR_MUST_USE;

/*
 * Subscribe to an address: a feed's, or a page's whose feeds are discovered; the best is taken, and
 * APP_OFFER tells the others. APP_FEED tells feed_id, then APP_DONE, which tells was_there, too.
 * With `may_wait` an address that cannot be reached now is subscribed to all the same: APP_FEED
 * says STORE_FETCH_NEVER, and error why. APP_FAILED: nothing there, no feed offered, nonsense.
 */
struct ticket *app_subscribe(struct app *app, const char *url, const char *title,
                             const char *const *tags, size_t tag_count,
                             bool may_wait) ATTR_MUST_USE;

/*
 * Subscribe to a whole list without asking the network. APP_DONE tells new_count; total is the
 * list's.
 *
 * list     borrowed until the ticket's last word
 */
struct ticket *app_import(struct app *app, const struct feed_subscriptions *list) ATTR_MUST_USE;

/* The same from a file (`~/` is the user's home). APP_SKIPPED tells each line that is no feed;
 * APP_DONE new_count, as updated_count how many were there already, and as failed_count how many
 * of those lines there are. */
struct ticket *app_import_file(struct app *app, const char *path) ATTR_MUST_USE;

/* Where the user's newsboat list is; false: nowhere. */
bool app_newsboat_list(char path[PATH_BYTES]);

/* Short changes: written by the writer, then APP_CHANGED. The ticket's last word says whether it
 * worked. */
struct ticket *app_unsubscribe(struct app *app, int64_t feed_id) ATTR_MUST_USE;
struct ticket *app_tag_feed(struct app *app, int64_t feed_id, const char *tag,
                            bool is_set) ATTR_MUST_USE;
struct ticket *app_rename_feed(struct app *app, int64_t feed_id, const char *title) ATTR_MUST_USE;

/* ---- articles */
/*
 * Mark the articles of `ids`, or (NULL) of a selection, which is copied; it can be taken back
 * (store/undo.h). APP_DONE tells updated_count.
 */
struct ticket *app_mark(struct app *app, enum store_mark mark, const char *tag, const int64_t *ids,
                        size_t count, const struct store_selection *selection) ATTR_MUST_USE;

/* The reader has seen that its words changed. */
struct ticket *app_see(struct app *app, int64_t article_id) ATTR_MUST_USE;

/* Take the last such change back, or do it again. APP_DONE tells undone; ERR_NOT_FOUND: none is
 * left. */
struct ticket *app_undo(struct app *app, bool is_redo) ATTR_MUST_USE;

/* What became of it, for a person: `unread again`. */
const char *app_undone_words(const struct store_undone *undone);

/* Write a text into a new file (`~/` is the user's home); one that is there stays as it is and is
 * an error. APP_DONE tells its path as error.text. */
struct ticket *app_save_text(struct app *app, const char *path, const char *text) ATTR_MUST_USE;

/* Fetch the whole page: full text, comments in it, reply form; `with_pages`: and the next pages of
 * an article in several, joined. */
struct ticket *app_fetch_full(struct app *app, int64_t article_id, bool with_pages) ATTR_MUST_USE;

/* What app_fetch_pages() brings, beside the full text. */
struct app_pages_options {
    bool with_comments;
    bool with_pictures;
    bool is_forced; // also those that are gone
    int64_t limit;  // newest articles of the selection that are looked at
};

/*
 * Fetch the pages of all articles of a selection for reading without a network. What is there is
 * not asked for again: called anew, it goes on where it was interrupted. APP_PAGE tells of each
 * article that something was missing of, APP_PROGRESS how far it is; the last word is APP_DONE also
 * when pages failed: total, failed_count, the sum of pictures_left_out, and gone: pages that their
 * sites did not have (404, 410) within the week. The newest articles' pictures come first, as many
 * as the settings keep.
 *
 * selection  copied
 */
struct ticket *app_fetch_pages(struct app *app, const struct store_selection *selection,
                               const struct app_pages_options *options) ATTR_MUST_USE;

/* The file with the picture of this address, if it was fetched with an article's page. */
bool app_picture_path(struct app *app, const char *url, char path[PATH_BYTES]) ATTR_NONNULL;

/*
 * Search on a worker: APP_FOUND with the hits, then APP_DONE; APP_FAILED with ERR_SYNTAX and the
 * column when the query cannot be read. As one types, cancel the ticket of the letter before.
 *
 * limit    1 to STORE_SEARCH_NEWEST
 */
struct ticket *app_search(struct app *app, const char *text, int limit) ATTR_MUST_USE;

/* Bring all that waits into the full-text index now, and not when the writer idles. */
struct ticket *app_index(struct app *app) ATTR_MUST_USE;

/*
 * Read the file `rules` again: from now on what it says is done with what comes, and its smart
 * feeds are there (APP_CHANGED tells). False: it cannot be read, and those from before go on.
 */
bool app_read_rules(struct app *app, struct error *err) ATTR_MUST_USE;

/*
 * The rules (config/rules.h) as they were read when the app was made; borrowed, until it is freed.
 * NULL: the file cannot be read, no rule is run and no smart feed changed.
 */
const struct rules *app_rules(const struct app *app, struct error *err) ATTR_MUST_USE;

/*
 * Write a search down in the file `rules` as a smart feed, and have it among them.
 *
 * result   NULL when it cannot be: a name with a quote, a query or a file that cannot be read
 */
struct ticket *app_keep_search(struct app *app, const char *name, const char *query,
                               struct error *err) ATTR_MUST_USE;

/* Count what is not right any more of the smart feeds (store/smart.h). APP_DONE tells elapsed_ms.
 */
struct ticket *app_count_smart(struct app *app) ATTR_MUST_USE;

/* ---- comments */

/* Fetch the thread anew and the reply form with it. APP_DONE when both are stored. */
struct ticket *app_fetch_comments(struct app *app, int64_t article_id) ATTR_MUST_USE;
struct ticket *app_mark_comments_read(struct app *app, int64_t article_id) ATTR_MUST_USE;

/*
 * Send a reply: checked against the form (fetched first when it is not known), posted, or queued
 * when no answer came. APP_REPLIED tells the outcome, then APP_DONE; a field that is wrong or
 * missing is APP_FAILED with ERR_USAGE before anything was sent. Of what was not sent and is kept
 * in the outbox both tell outgoing_id.
 *
 * parent_id   our id of the comment that is answered; 0: the article
 * reply       copied; its `parent` is ignored
 * is_drafted  it is the article's draft as well: dropped when the reply is away, and what stays of
 *             one that is refused; any other then stays in the outbox
 */
struct ticket *app_reply(struct app *app, int64_t article_id, int64_t parent_id,
                         const struct comments_reply *reply, bool is_drafted) ATTR_MUST_USE;
struct ticket *app_save_draft(struct app *app,
                              const struct store_draft *draft) ATTR_MUST_USE; // copied
struct ticket *app_drop_draft(struct app *app, int64_t article_id, int64_t parent_id) ATTR_MUST_USE;

/* Try everything in the outbox that is not refused, or one of it whatever it is (0: all);
 * APP_REPLIED for each. Drop one. */
struct ticket *app_outbox_send(struct app *app, int64_t outgoing_id) ATTR_MUST_USE;
struct ticket *app_outbox_drop(struct app *app, int64_t outgoing_id) ATTR_MUST_USE;

/* ---- accounts */

/* Keep an account (store/accounts.h), copied. APP_DONE tells account_id. Nothing is asked yet. */
struct ticket *app_add_account(struct app *app, const struct store_account *account) ATTR_MUST_USE;

/* Forget it; its feeds and articles stay. */
struct ticket *app_remove_account(struct app *app, int64_t account_id) ATTR_MUST_USE;

/*
 * Bring an account in step with its service: what was marked here is sent, what is new there comes
 * here. The last word tells `synced`; when it is APP_FAILED, too, since what went through stays.
 *
 * password  copied; NULL: the account's command gives it
 */
struct ticket *app_sync(struct app *app, int64_t account_id, const char *password) ATTR_MUST_USE;

/* ---- state */
struct ticket *app_set_state(struct app *app, const char *key, const char *value) ATTR_MUST_USE;

/* Since when nothing could be reached (every request since then failed for the network); TIME_NONE:
 * online. */
int64_t app_offline_since(const struct app *app) ATTR_NONNULL;

#endif
