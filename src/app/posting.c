#include "app/posting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/time.h"

enum { CLAIM_MS = 3 * 60 * 1000 };

struct posting *posting_new(struct app *app, struct ticket *ticket, int64_t article_id,
                            int64_t parent_id, const struct comments_reply *reply,
                            posting_done done, void *context)
{
    struct posting *const posting = mem_zalloc(sizeof(*posting));
    visit_init(&posting->visit, app, ticket, article_id);
    struct arena *const arena = &posting->visit.arena;
    posting->parent_id = parent_id;
    posting->reply = (struct comments_reply){
        .name = arena_strdup(arena, reply->name),
        .email = arena_strdup(arena, reply->email),
        .url = arena_strdup(arena, reply->url),
        .body = arena_strdup(arena, reply->body),
        .parent = arena_strdup(arena, reply->parent),
    };
    posting->done = done;
    posting->context = context;
    return posting;
}

static void posting_end(struct posting *posting, const struct error *err)
{
    posting->done(posting->context, posting, err);
    visit_release(&posting->visit);
    free(posting);
}

static void posting_say(struct posting *posting, enum app_sent sent, const char *words)
{
    posting->sent = sent;
    snprintf(posting->words, sizeof(posting->words), "%s", words);
}

/* ---- what happened is written down; all on the writer's thread */

static struct store_outgoing outgoing_of(const struct posting *posting)
{
    return (struct store_outgoing){
        .id = posting->outgoing_id,
        .article_id = posting->visit.article_id,
        .parent_id = posting->parent_id,
        .parent = posting->reply.parent,
        .name = posting->reply.name,
        .email = posting->reply.email,
        .url = posting->reply.url,
        .body = posting->reply.body,
        .queued_ms = time_now_ms(),
    };
}

/* What is written in the interface is a draft, which the user goes on with after a refusal. */
static bool keep_draft(const struct posting *posting, struct store *store, struct error *err)
{
    const struct store_draft draft = {
        .article_id = posting->visit.article_id,
        .parent_id = posting->parent_id,
        .name = posting->reply.name,
        .email = posting->reply.email,
        .url = posting->reply.url,
        .body = posting->reply.body,
        .saved_ms = time_now_ms(),
    };
    return store_drafts_save(store, &draft, err);
}

static bool drop_draft(const struct posting *posting, struct store *store, struct error *err)
{
    return !posting->is_drafted ||
           store_drafts_drop(store, posting->visit.article_id, posting->parent_id, err);
}

static bool write_arrived(const struct posting *posting, struct store *store, struct error *err)
{
    return store_outbox_drop(store, posting->outgoing_id, err) && drop_draft(posting, store, err);
}

/* A draft is mended and sent anew; anything else stays in the outbox until the user decides. */
static bool write_refused(const struct posting *posting, struct store *store, struct error *err)
{
    if (!posting->is_drafted)
        return store_outbox_failed(store, posting->outgoing_id, posting->words, true, err);
    return keep_draft(posting, store, err) && store_outbox_drop(store, posting->outgoing_id, err);
}

/* Into the outbox with the reason why it is not away, if it is not there yet. */
static bool write_why(struct posting *posting, struct store *store, const char *words,
                      bool is_refused, struct error *err)
{
    if (posting->outgoing_id == 0) {
        const struct store_outgoing outgoing = outgoing_of(posting);
        if (!store_outbox_add(store, &outgoing, &posting->outgoing_id, err))
            return false;
    }
    return store_outbox_failed(store, posting->outgoing_id, words, is_refused, err);
}

static bool write_waits(struct posting *posting, struct store *store, struct error *err)
{
    return write_why(posting, store, posting->words, posting->is_in_doubt, err) &&
           drop_draft(posting, store, err);
}

static void posting_write(struct store *store, void *context)
{
    struct posting *const posting = context;
    struct error err = {0};
    switch (posting->sent) {
    case APP_SENT_POSTED:
    case APP_SENT_HELD:
        write_arrived(posting, store, &err);
        break;
    case APP_SENT_REFUSED:
        write_refused(posting, store, &err);
        break;
    case APP_SENT_QUEUED:
        write_waits(posting, store, &err);
        break;
    }
    const struct app_message about = {.article_id = posting->visit.article_id};
    app_post(posting->visit.app, APP_CHANGED, &about);
    posting_end(posting, &err);
}

static void posting_settle(struct posting *posting, enum app_sent sent, const char *words)
{
    posting_say(posting, sent, words);
    store_writer_submit(posting->visit.app->writer, posting_write, posting);
}

/* ---- the answer; on a worker */

/* WordPress refuses what it has already, so a second try does no harm there. */
static bool refuses_duplicates(const struct comments_form *form)
{
    return strstr(form->action, "/wp-comments-post.php") != NULL;
}

static void posting_answered(void *context, struct web_response *response,
                             const struct error *reason)
{
    struct posting *const posting = context;
    if (!response) {
        posting->is_in_doubt = reason->kind == ERR_IO && !refuses_duplicates(posting->visit.form);
        posting_settle(posting, APP_SENT_QUEUED, reason->text);
        return;
    }
    struct comments_answer answer = {0};
    comments_reply_answer(response, &answer);
    const int status = response->status;
    web_response_free(response);
    const bool is_retry = posting->is_retry;
    // After an answer that was lost, a duplicate is the proof that the first try arrived.
    if (answer.outcome == COMMENTS_REFUSED && answer.is_duplicate && is_retry)
        answer.outcome = COMMENTS_ALREADY;
    switch (answer.outcome) {
    case COMMENTS_POSTED:
    case COMMENTS_ALREADY:
        posting_settle(posting, APP_SENT_POSTED, answer.words);
        break;
    case COMMENTS_HELD:
        posting_settle(posting, APP_SENT_HELD, answer.words);
        break;
    case COMMENTS_LATER:
        // The one who waits in the outbox tries again; the one who writes is told.
        posting_settle(posting, is_retry || status >= 500 ? APP_SENT_QUEUED : APP_SENT_REFUSED,
                       answer.words);
        break;
    case COMMENTS_REFUSED:
        posting_settle(posting, APP_SENT_REFUSED, answer.words);
        break;
    }
}

/* ---- before it is sent */

/* Into the outbox, claimed, then out; on the writer's thread. */
static void posting_claim(struct store *store, void *context)
{
    struct posting *const posting = context;
    struct error err = {0};
    bool is_mine = false;
    if (posting->outgoing_id == 0) {
        const struct store_outgoing outgoing = outgoing_of(posting);
        if (!store_outbox_add(store, &outgoing, &posting->outgoing_id, &err)) {
            posting_end(posting, &err);
            return;
        }
    }
    if (!visit_store_form(&posting->visit, store, &err) ||
        !store_outbox_claim(store, posting->outgoing_id, time_now_ms(), CLAIM_MS, &is_mine, &err)) {
        posting_end(posting, &err);
        return;
    }
    if (!is_mine) {
        error_set(&err, ERR_CANCELLED, _("another courant is sending this reply"));
        posting_end(posting, &err);
        return;
    }
    article_manners_send(posting->visit.app,
                         comments_reply_request(posting->visit.form, &posting->reply),
                         &posting->visit.manners, posting->visit.ticket, posting_answered, posting);
}

/* Is something missing? Told before anything is sent or queued. */
static bool posting_check(const struct posting *posting, const struct comments_form *form,
                          struct error *err)
{
    enum comments_field_role role;
    return comments_reply_check(form, &posting->reply, &role, err);
}

/* Nothing was sent: what was written is kept where it is found again, with the reason. */
static void posting_write_reason(struct store *store, void *context)
{
    struct posting *const posting = context;
    const struct error *const reason = &posting->reason;
    struct error err = {0};
    visit_store_form(&posting->visit, store, &err);
    // A page that is not there may come back; what the form asks for will not change by itself.
    const bool may_come = reason->kind == ERR_HTTP;
    if (posting->is_drafted)
        keep_draft(posting, store, &err);
    else if (posting->outgoing_id || may_come)
        write_why(posting, store, reason->text, !may_come, &err);
    posting_end(posting, err.kind == ERR_NONE ? reason : &err);
}

static void posting_give_up(struct posting *posting, const struct error *reason)
{
    posting->reason = *reason;
    store_writer_submit(posting->visit.app->writer, posting_write_reason, posting);
}

/* On a worker. */
static void posting_arrived(struct visit *visit, const struct error *reason)
{
    struct posting *const posting = (struct posting *)visit;
    struct error err = *reason;
    if (reason->kind == ERR_NETWORK) {
        posting_settle(posting, APP_SENT_QUEUED, reason->text);
        return;
    }
    if (visit->page && !visit->form)
        visit_explain_no_form(visit, &err);
    if (err.kind == ERR_NONE && posting_check(posting, visit->form, &err))
        store_writer_submit(visit->app->writer, posting_claim, posting);
    else
        posting_give_up(posting, &err);
}

/* Which comment is answered, in the source's words. */
static bool find_parent(struct posting *posting, struct store *store, struct error *err)
{
    struct store_comments comments = {0};
    if (posting->parent_id == 0 || posting->reply.parent)
        return true;
    if (!store_comments_list(store, posting->visit.article_id, &comments, err))
        return false;
    for (size_t i = 0; i < comments.count; i++)
        if (comments.items[i].id == posting->parent_id)
            posting->reply.parent =
                arena_strdup(&posting->visit.arena, comments.items[i].comment.id);
    store_comments_release(&comments);
    if (posting->reply.parent)
        return true;
    return error_set(err, ERR_NOT_FOUND, _("article %lld has no comment %lld"),
                     (long long)posting->visit.article_id, (long long)posting->parent_id);
}

/* What can be checked without a network: against the form as it was last seen, else what every form
 * asks for. */
static bool check_ahead(const struct posting *posting, struct error *err)
{
    const struct visit *const visit = &posting->visit;
    struct comments_form *const form =
        visit->form_json ? comments_form_read(visit->form_json, strlen(visit->form_json), NULL)
                         : NULL;
    const bool is_fine =
        form ? posting_check(posting, form, err) : comments_reply_check_alone(&posting->reply, err);
    comments_form_free(form);
    return is_fine;
}

/* On a worker. */
static void posting_look_up(void *context)
{
    struct posting *const posting = context;
    struct error err = {0};
    struct store *const store = app_open_reader(posting->visit.app, &err);
    const bool is_ready = store && visit_look_up(&posting->visit, store, &err) &&
                          find_parent(posting, store, &err) && check_ahead(posting, &err);
    store_close(store);
    if (is_ready)
        visit_go(&posting->visit, posting->visit.comments_url, posting_arrived);
    else if (posting->outgoing_id)
        posting_give_up(posting, &err);
    else
        posting_end(posting, &err);
}

void posting_start(struct posting *posting)
{
    pool_submit(posting->visit.app->pool, posting_look_up, posting);
}
