/*
 * The input as what each service answers, one answer after another, written as in
 * tests/data/sync/README; of that, only the answers count.
 */
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/str.h"
#include "sync/sync.h"

const char fuzz_seeds[] = "tests/data/sync";

/* The next answer: its status, and the lines up to those of another part. */
static bool next_answer(struct slice *rest, int *status, struct slice *body)
{
    struct slice line;
    do {
        if (!slice_next(rest, '\n', &line))
            return false;
    } while (!slice_starts(line, "<"));
    long long number = 0;
    slice_take(&line, 1);
    *status = slice_to_int64(slice_trim(line), &number) ? (int)(number % 1000) : 200;
    *body = *rest;
    while (rest->len && !strchr("><=", rest->data[0]))
        slice_next(rest, '\n', &line);
    body->len -= rest->len;
    return true;
}

static void check_line(const char *text)
{
    for (; text && *text; text++)
        if ((unsigned char)*text < ' ')
            abort();
}

static void check_changes(const struct sync_changes *changes)
{
    for (size_t i = 0; i < changes->feeds.count; i++) {
        const struct sync_feed *const feed = vec_at(&changes->feeds, i);
        if (!feed->id || !feed->url)
            abort();
        check_line(feed->title);
        check_line(feed->folder);
    }
    for (size_t i = 0; i < changes->articles.count; i++) {
        const struct sync_article *const article = vec_at(&changes->articles, i);
        if (!article->feed)
            abort();
        check_line(article->entry.title);
        check_line(article->entry.author);
    }
}

static bool answer(struct sync_session *session, int status, struct slice body)
{
    struct error err = {0};
    struct web_response *const response = web_response_new();
    response->status = status;
    free(response->body);
    response->body = mem_strndup(body.data, body.len);
    response->body_len = body.len;
    const bool is_read = sync_read(session, response, &err);
    web_response_free(response);
    if (is_read != (err.kind == ERR_NONE))
        abort();
    if (is_read)
        check_changes(sync_changes(session));
    return is_read;
}

static void play(const char *service, struct slice answers)
{
    static const int64_t ids[] = {1, 2, INT64_MAX, INT64_MIN};
    const struct sync_account account = {service, "https://s.example", "ann", "pw", 0, 7};
    struct sync_session *const session = sync_new(&account);
    for (int mark = 0; mark < SYNC_MARKS; mark++)
        sync_send(session, (enum sync_mark)mark, ids, COUNT_OF(ids));
    sync_want(session, ids, COUNT_OF(ids));
    bool goes_on = true;
    while (goes_on) {
        int status;
        struct slice body;
        struct web_request *const request = sync_ask(session);
        goes_on = request && next_answer(&answers, &status, &body) && answer(session, status, body);
        web_request_free(request);
    }
    sync_free(session);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (size_t i = 0; sync_service_name(i); i++)
        play(sync_service_name(i), (struct slice){(const char *)data, size});
    return 0;
}
