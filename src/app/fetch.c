#include "app/fetch.h"

#include <stdlib.h>
#include <string.h>

#include "app/holds.h"
#include "app/schedule.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/time.h"
#include "store/holds.h"
#include "web/url.h"

struct fetch *fetch_new(struct app *app, const struct store_due *due, const struct manners *manners)
{
    struct fetch *const fetch = mem_zalloc(sizeof(*fetch));
    arena_init(&fetch->arena);
    fetch->app = app;
    fetch->feed_id = due->id;
    fetch->url = arena_strdup(&fetch->arena, due->url);
    fetch->etag = arena_strdup(&fetch->arena, due->etag);
    fetch->last_modified = arena_strdup(&fetch->arena, due->last_modified);
    fetch->failures = due->failures;
    fetch->pace = due->pace;
    fetch->manners = *manners;
    store_intake_init(&fetch->intake);
    return fetch;
}

void fetch_free(struct fetch *fetch)
{
    if (!fetch)
        return;
    feed_free(fetch->feed);
    store_intake_release(&fetch->intake);
    arena_release(&fetch->arena);
    free(fetch);
}

static struct web_request *fetch_request(struct fetch *fetch)
{
    enum { PATIENCE_MS = 40000 };
    struct web_request *const request = web_request_new("GET", fetch->url);
    request->timeout_ms = PATIENCE_MS;
    request->limit_bytes = LIMIT_FEED_BYTES;
    request->spent = &fetch->spent;
    web_request_header(request, "Accept",
                       "application/atom+xml, application/rss+xml, application/feed+json, "
                       "application/rdf+xml;q=0.9, "
                       "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.5");
    if (fetch->etag)
        web_request_header(request, "If-None-Match", fetch->etag);
    if (fetch->last_modified)
        web_request_header(request, "If-Modified-Since", fetch->last_modified);
    return request;
}

void fetch_send(struct fetch *fetch, struct ticket *ticket, app_answered answered, void *context)
{
    manners_send(fetch->app, fetch_request(fetch), &fetch->manners, ticket, answered, context);
}

static void fetch_failed(struct fetch *fetch, const struct web_response *response,
                         const struct error *err)
{
    struct store_fetch *const result = &fetch->result;
    const bool is_gone = response && response->status == 410;
    result->status = is_gone ? STORE_FETCH_GONE : STORE_FETCH_FAILED;
    result->error = arena_strdup(&fetch->arena, err->text);
    result->next_due_ms =
        schedule_after_failure(response, fetch->failures + 1, fetch->feed_id, result->fetched_ms);
    // The validators are those of the last good body; they stay.
    result->etag = fetch->etag;
    result->last_modified = fetch->last_modified;
    fetch->message.error = *err;
}

static const char *moved_url(struct fetch *fetch, const char *url)
{
    struct str kept;
    str_init(&kept, LIMIT_URL_BYTES);
    url_keep_user(fetch->url, url, &kept);
    const char *const moved = arena_strndup(&fetch->arena, kept.data, kept.len);
    str_release(&kept);
    return moved;
}

static void fetch_worked(struct fetch *fetch, const struct web_response *response,
                         enum store_fetch_status status)
{
    struct store_fetch *const result = &fetch->result;
    const char *etag = web_header_find(response->headers, "ETag");
    const char *last_modified = web_header_find(response->headers, "Last-Modified");
    const bool has_body = status == STORE_FETCH_OK;
    result->status = status;
    // A document that was cut short must come again as a whole.
    if (fetch->feed && fetch->feed->is_unfinished)
        etag = last_modified = NULL;
    result->etag = arena_strdup(&fetch->arena, etag || has_body ? etag : fetch->etag);
    result->last_modified = arena_strdup(
        &fetch->arena, last_modified || has_body ? last_modified : fetch->last_modified);
    result->next_due_ms =
        schedule_after_answer(response, fetch->feed ? &fetch->feed->pace : &fetch->pace,
                              fetch->manners.interval_ms, fetch->feed_id, result->fetched_ms);
    // A moved feed is followed for good only when a good feed came from there.
    if (has_body && response->permanent_url && strcmp(response->permanent_url, fetch->url) != 0)
        result->moved_to = moved_url(fetch, response->permanent_url);
}

/* ---- documents that come in parts */

enum { PART_BYTES = 4 << 20 };

/* A document on its way to the database. */
struct intake {
    struct fetch *fetch;
    struct web_response *response;
    struct feed *part;
};

static void write_part(struct store *store, void *context)
{
    const struct intake *const intake = context;
    struct fetch *const fetch = intake->fetch;
    store_articles_take_part(store, fetch->feed_id, intake->part, fetch->result.fetched_ms,
                             &fetch->intake, &fetch->store_error);
}

/* The worker waits until it is written: so there is never more than one part. */
static void take_part(void *context, struct feed *part)
{
    struct intake *const intake = context;
    struct fetch *const fetch = intake->fetch;
    intake->part = part;
    fetch->has_parts = true;
    if (fetch->store_error.kind == ERR_NONE)
        store_writer_run(fetch->app->writer, write_part, intake);
    feed_free(part);
}

static void pass_body(void *context, size_t offset)
{
    const struct intake *const intake = context;
    web_response_pass(intake->response, offset);
}

static void parse_body(struct fetch *fetch, struct web_response *response,
                       const struct ticket *ticket, struct error *err)
{
    struct intake intake = {.fetch = fetch, .response = response};
    const struct feed_parts parts = {PART_BYTES, take_part, pass_body, &intake};
    fetch->feed = feed_parse_parts(response->body, response->body_len,
                                   web_header_find(response->headers, "Content-Type"),
                                   response->url, fetch->feed_id ? &parts : NULL, ticket, err);
    if (!fetch->feed || !fetch->has_parts)
        return;
    // The last part goes the way of the others; what stays is the head.
    intake.part = fetch->feed;
    if (fetch->store_error.kind == ERR_NONE)
        store_writer_run(fetch->app->writer, write_part, &intake);
    fetch->feed->entries = NULL;
}

/*
 * A compressed answer that was cut passes for whole (libcurl takes the end of the answer for the
 * end of the stream), so a document that ends too early may be half of a good one. One that comes
 * so again and again is what the site has.
 */
static bool is_torn(const struct fetch *fetch, const struct web_response *response)
{
    enum { TORN_TRIES = 3 };
    return fetch->feed && fetch->feed->is_unfinished && fetch->feed_id &&
           fetch->failures < TORN_TRIES &&
           web_header_find(response->headers, "Content-Encoding") != NULL;
}

void fetch_answer(struct fetch *fetch, struct web_response *response, const struct ticket *ticket,
                  const struct error *reason)
{
    fetch->result.fetched_ms = time_now_ms();
    fetch->message.bytes = fetch->spent.bytes;
    fetch->message.elapsed_ms = fetch->spent.ms;
    struct error err = {0};
    if (!response) {
        fetch_failed(fetch, NULL, reason);
        return;
    }
    fetch->result.http = response->status;
    if (response->status == 401)
        passwords_forget(fetch->app->passwords, fetch->manners.password_command);
    // Without a condition there is nothing that could be unchanged.
    if (response->status == 304 && (fetch->etag || fetch->last_modified)) {
        fetch_worked(fetch, response, STORE_FETCH_UNCHANGED);
        return;
    }
    if (response->status != 200) {
        app_http_error(response, &err);
        fetch_failed(fetch, response, &err);
        return;
    }
    parse_body(fetch, response, ticket, &err);
    if (is_torn(fetch, response)) {
        error_set(&err, ERR_NETWORK,
                  _("%s: the compressed answer ends too early: what came of it was left out"),
                  response->url);
        feed_free(fetch->feed);
        fetch->feed = NULL;
        fetch_failed(fetch, response, &err);
        return;
    }
    if (fetch->feed && !fetch->feed->is_cut) {
        fetch_worked(fetch, response, STORE_FETCH_OK);
    } else if (fetch->feed) {
        // What was read is kept.
        error_set(&err, ERR_LIMIT,
                  _("%s holds more than is read of one feed: only the first of its articles were "
                    "kept"),
                  response->url);
        fetch_failed(fetch, response, &err);
    } else {
        error_prefix(&err, "%s", response->url);
        fetch_failed(fetch, response, &err);
    }
}

bool fetch_note_hold(struct fetch *fetch, const struct web_response *response)
{
    fetch->held_until_ms = schedule_hold(response, time_now_ms());
    if (fetch->held_until_ms == TIME_NONE)
        return false;
    struct str host;
    str_init(&host, LIMIT_URL_BYTES);
    holds_host(response->url, &host);
    fetch->held_host = arena_strndup(&fetch->arena, host.data, host.len);
    str_release(&host);
    return true;
}

static bool is_same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool fetch_is_same(const struct fetch *fetch, const struct store_due *due)
{
    const struct store_fetch *const result = &fetch->result;
    const bool was_good =
        due->last_status == STORE_FETCH_OK || due->last_status == STORE_FETCH_UNCHANGED;
    return result->status == STORE_FETCH_UNCHANGED && was_good && due->failures == 0 &&
           is_same_text(result->etag, due->etag) &&
           is_same_text(result->last_modified, due->last_modified);
}

size_t fetch_bytes(const struct fetch *fetch)
{
    return fetch->feed ? fetch->feed->arena.size_bytes : 0;
}

void fetch_store(struct fetch *fetch, struct store *store)
{
    struct app_message *const message = &fetch->message;
    if (fetch->has_parts && fetch->store_error.kind != ERR_NONE)
        return;
    fetch->store_error = (struct error){0};
    message->new_count = message->updated_count = 0; // of a try that was taken back
    if (fetch->feed)
        store_articles_take(store, fetch->feed_id, fetch->feed, &fetch->result, &message->new_count,
                            &message->updated_count, &fetch->store_error);
    else
        store_feeds_fetched(store, fetch->feed_id, &fetch->result, &fetch->store_error);
    if (fetch->held_host && fetch->store_error.kind == ERR_NONE)
        store_holds_add(store, fetch->held_host, fetch->held_until_ms, fetch->result.fetched_ms,
                        &fetch->store_error);
}

void fetch_tell(struct fetch *fetch)
{
    struct app_message *const message = &fetch->message;
    message->feed_id = fetch->feed_id;
    message->fetch = fetch->result.status;
    message->http = fetch->result.http;
    message->new_count += fetch->intake.new_count;
    message->updated_count += fetch->intake.updated_count;
    if (fetch->store_error.kind != ERR_NONE) {
        message->fetch = STORE_FETCH_FAILED;
        message->error = fetch->store_error;
    }
    if (message->error.kind != ERR_NONE)
        log_write(LOG_WARNING, "feed %lld: %s", (long long)fetch->feed_id, message->error.text);
}
