/*
 * Replies: one that was just written, and those that wait in the outbox.
 */
#include <stdlib.h>
#include <string.h>

#include "app/discuss.h"
#include "app/posting.h"
#include "base/intl.h"
#include "base/memory.h"
#include "base/time.h"

/* What became of a posting, for the front. */
static void tell(const struct posting *posting)
{
    struct app_message message = {
        .ticket = ticket_number(posting->visit.ticket),
        .article_id = posting->visit.article_id,
        .outgoing_id = posting->outgoing_id,
        .sent = posting->sent,
    };
    error_set(&message.error, posting->sent == APP_SENT_REFUSED ? ERR_REFUSED : ERR_NONE, "%s",
              posting->words);
    app_post(posting->visit.app, APP_REPLIED, &message);
}

/* ---- the thread as it is once a reply was posted */

struct rereading {
    struct app *app;
    int64_t article_id;
    char *author;
    void (*done)(void *context);
    void *context;
};

static void rereading_end(struct rereading *rereading)
{
    rereading->done(rereading->context);
    free(rereading->author);
    free(rereading);
}

/* On the writer's thread. */
static void rereading_write(struct store *store, void *context)
{
    struct rereading *const rereading = context;
    const struct app_message about = {.article_id = rereading->article_id};
    if (store_comments_mark_own(store, rereading->article_id, rereading->author, NULL))
        app_post(rereading->app, APP_CHANGED, &about);
    rereading_end(rereading);
}

/* That it could not be read takes nothing away from the reply. */
static void rereading_read(void *context, const struct error *err)
{
    struct rereading *const rereading = context;
    if (err && err->kind != ERR_NONE)
        rereading_end(rereading);
    else
        store_writer_submit(rereading->app->writer, rereading_write, rereading);
}

/* Read the thread of what was posted, where the reply is not new to who wrote it. `done` is called
 * once, on a worker or the writer's thread. */
static void reread(const struct posting *posting, void (*done)(void *context), void *context)
{
    const struct visit *const visit = &posting->visit;
    struct rereading *const rereading = mem_zalloc(sizeof(*rereading));
    *rereading = (struct rereading){.app = visit->app,
                                    .article_id = visit->article_id,
                                    .author = mem_strdup(posting->reply.name),
                                    .done = done,
                                    .context = context};
    discuss_start(visit->app, visit->ticket, visit->article_id, rereading_read, rereading);
}

/* ---- app_reply() */

struct answering {
    struct app *app;
    struct ticket *ticket;
    int64_t article_id;
    int64_t outgoing_id; // where it is kept although it was not sent; 0: nowhere
};

static void answering_end(struct answering *answering, const struct error *err)
{
    const struct app_message about = {.article_id = answering->article_id,
                                      .outgoing_id = answering->outgoing_id};
    app_post_end(answering->app, answering->ticket, &about, err);
    ticket_unref(answering->ticket);
    free(answering);
}

static void answering_read(void *context)
{
    answering_end(context, NULL);
}

static void answering_sent(void *context, const struct posting *posting, const struct error *err)
{
    struct answering *const answering = context;
    if (err->kind != ERR_NONE) {
        answering->outgoing_id = posting->outgoing_id;
        answering_end(answering, err);
        return;
    }
    tell(posting);
    if (posting->sent == APP_SENT_POSTED)
        reread(posting, answering_read, answering);
    else
        answering_end(answering, NULL);
}

struct ticket *app_reply(struct app *app, int64_t article_id, int64_t parent_id,
                         const struct comments_reply *reply, bool is_drafted)
{
    struct answering *const answering = mem_zalloc(sizeof(*answering));
    *answering = (struct answering){app, app_begin(app), article_id, 0};
    struct ticket *const ticket = ticket_ref(answering->ticket);
    struct comments_reply own = *reply;
    own.parent = NULL;
    struct posting *const posting =
        posting_new(app, ticket, article_id, parent_id, &own, answering_sent, answering);
    posting->is_drafted = is_drafted;
    posting_start(posting);
    return ticket;
}

/* ---- app_outbox_send(): one after the other, gently */

struct mailing {
    struct app *app;
    struct ticket *ticket;
    int64_t wanted_id; // only this one, refused or not; 0: all that wait
    struct store_outbox outbox;
    size_t at;
    struct app_message sum;
    struct error error; // the last that went wrong
};

static void mailing_end(struct mailing *mailing, const struct error *err)
{
    app_post_end(mailing->app, mailing->ticket, &mailing->sum, err);
    store_outbox_release(&mailing->outbox);
    ticket_unref(mailing->ticket);
    free(mailing);
}

static bool is_wanted(const struct mailing *mailing, const struct store_outgoing *item)
{
    return mailing->wanted_id ? item->id == mailing->wanted_id : !item->is_refused;
}

static void mailing_next(struct mailing *mailing);

static void mailing_read(void *context)
{
    mailing_next(context);
}

static void mailing_sent(void *context, const struct posting *posting, const struct error *err)
{
    struct mailing *const mailing = context;
    const bool is_away = err->kind == ERR_NONE &&
                         (posting->sent == APP_SENT_POSTED || posting->sent == APP_SENT_HELD);
    mailing->sum.done++;
    mailing->sum.failed_count += !is_away;
    if (err->kind == ERR_NONE) {
        tell(posting);
    } else {
        struct app_message message = {
            .ticket = ticket_number(mailing->ticket),
            .article_id = posting->visit.article_id,
            .outgoing_id = posting->outgoing_id,
            .sent = APP_SENT_REFUSED,
            .error = *err,
        };
        app_post(mailing->app, APP_REPLIED, &message);
    }
    if (err->kind == ERR_NONE && posting->sent == APP_SENT_POSTED)
        reread(posting, mailing_read, mailing);
    else
        mailing_next(mailing);
}

static void mailing_next(struct mailing *mailing)
{
    const struct store_outgoing *next = NULL;
    while (mailing->at < mailing->outbox.count && !next) {
        const struct store_outgoing *const item = &mailing->outbox.items[mailing->at++];
        if (is_wanted(mailing, item))
            next = item;
    }
    if (!next) {
        mailing_end(mailing, NULL);
        return;
    }
    const struct comments_reply reply = {next->name, next->email, next->url, next->body,
                                         next->parent};
    struct posting *const posting = posting_new(mailing->app, mailing->ticket, next->article_id,
                                                next->parent_id, &reply, mailing_sent, mailing);
    posting->outgoing_id = next->id;
    posting->is_retry = !next->is_refused;
    posting_start(posting);
}

static void mailing_start(void *context)
{
    struct mailing *const mailing = context;
    struct error err = {0};
    struct store *const store = app_open_reader(mailing->app, &err);
    const bool is_read = store && store_outbox_list(store, &mailing->outbox, &err);
    store_close(store);
    for (size_t i = 0; is_read && i < mailing->outbox.count; i++)
        mailing->sum.total += is_wanted(mailing, &mailing->outbox.items[i]);
    if (is_read && mailing->wanted_id && mailing->sum.total == 0)
        error_set(&err, ERR_NOT_FOUND, _("there is no reply %lld in the outbox"),
                  (long long)mailing->wanted_id);
    if (err.kind == ERR_NONE)
        mailing_next(mailing);
    else
        mailing_end(mailing, &err);
}

struct ticket *app_outbox_send(struct app *app, int64_t outgoing_id)
{
    struct mailing *const mailing = mem_zalloc(sizeof(*mailing));
    mailing->app = app;
    mailing->wanted_id = outgoing_id;
    mailing->ticket = app_begin(app);
    struct ticket *const ticket = ticket_ref(mailing->ticket);
    pool_submit(app->pool, mailing_start, mailing);
    return ticket;
}
