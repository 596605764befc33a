/*
 * Miniflux's own API, 2.0.49 and up. It has no lists of numbers; instead it tells what changed
 * since a moment, with how it is marked now.
 */
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/time.h"
#include "codec/date.h"
#include "codec/json_write.h"
#include "sync/internal.h"

enum { PAGE = 250, BATCH = 500, MARGIN_SECONDS = 300 };

/* The password is an API key, or, where that is refused, the person's. */
static struct web_request *ask(const struct sync_session *session, const char *method,
                               const char *path)
{
    struct web_request *const request = sync_request(session, method, path);
    if (session->uses_name)
        sync_basic(session, request);
    else
        web_request_header(request, "X-Auth-Token", session->account.password);
    return request;
}

static bool renew(struct sync_session *session, const struct sync_answer *answer)
{
    if (answer->response->status != 401 || session->key || session->uses_name)
        return false;
    session->uses_name = true;
    return true;
}

static struct web_request *ask_login(struct sync_session *session)
{
    return session->key ? NULL : ask(session, "GET", "/v1/me");
}

static bool read_login(struct sync_session *session, const struct sync_answer *answer,
                       struct error *err)
{
    int64_t id;
    if (!json_int(json_member(answer->root, "id"), &id))
        return sync_is_strange(session, err);
    session->key = session->uses_name ? "name" : "token";
    return true;
}

/* ---- feeds */

static struct web_request *ask_feeds(struct sync_session *session)
{
    return session->has_feeds ? NULL : ask(session, "GET", "/v1/feeds");
}

static bool read_feeds(struct sync_session *session, const struct sync_answer *answer,
                       struct error *err)
{
    static const struct sync_feed_names names = {.id = "id",
                                                 .url = "feed_url",
                                                 .title = "title",
                                                 .link = "site_url",
                                                 .category = "category",
                                                 .nowhere = "All"};
    return sync_read_feeds(session, answer->root, &names, err);
}

/* ---- marks */

static struct web_request *ask_status(struct sync_session *session)
{
    enum sync_mark mark;
    const int64_t *ids;
    const size_t count = sync_next_marks(session, BATCH, &mark, &ids);
    if (!count || mark == SYNC_STAR || mark == SYNC_UNSTAR)
        return NULL;
    struct web_request *const request = ask(session, "PUT", "/v1/entries");
    struct json_writer json;
    struct str out;
    str_init(&out, LIMIT_FIELD_BYTES);
    json_writer_init(&json, &out);
    json_begin_object(&json);
    sync_json_array(&json, "entry_ids", ids, count);
    json_key_text(&json, "status", mark == SYNC_READ ? "read" : "unread");
    json_end_object(&json);
    sync_json_take(&out, request);
    return request;
}

static bool read_status(struct sync_session *session, const struct sync_answer *answer,
                        struct error *err)
{
    (void)answer;
    (void)err;
    sync_marks_sent(session);
    return true;
}

static struct web_request *ask_entry(struct sync_session *session, const char *method,
                                     const char *tail)
{
    enum sync_mark mark;
    const int64_t *ids;
    char path[64];
    if (!sync_next_marks(session, 1, &mark, &ids))
        return NULL;
    snprintf(path, sizeof(path), "/v1/entries/%lld%s", (long long)ids[0], tail);
    return ask(session, method, path);
}

/*
 * A star can only be turned: so it is looked at before, and behind it, too. Whoever turned it at
 * the same moment turned it back.
 */
static struct web_request *ask_turn(struct sync_session *session)
{
    return session->turns_star ? ask_entry(session, "PUT", "/bookmark") : NULL;
}

static bool read_turn(struct sync_session *session, const struct sync_answer *answer,
                      struct error *err)
{
    (void)answer;
    (void)err;
    session->turns_star = false;
    session->turn_count++;
    return true;
}

static struct web_request *ask_look(struct sync_session *session)
{
    return ask_entry(session, "GET", "");
}

static bool give_up(const struct sync_session *session, struct error *err)
{
    return error_set(err, ERR_HTTP,
                     _("%s: a star does not stay as it is set, perhaps since another sync runs at "
                       "the same moment; the next one tries again"),
                     session->account.server);
}

static bool read_look(struct sync_session *session, const struct sync_answer *answer,
                      struct error *err)
{
    enum { TURNS_MOST = 4 };
    const struct json_value *const starred = json_member(answer->root, "starred");
    const bool is_gone = answer->response->status == 404;
    const bool is_wanted = session->changes.mark == SYNC_STAR;
    if (!is_gone && json_is_null(starred))
        return sync_is_strange(session, err);
    session->turns_star = !is_gone && json_bool(starred, !is_wanted) != is_wanted;
    if (session->turns_star)
        return session->turn_count < TURNS_MOST || give_up(session, err);
    session->turn_count = 0;
    sync_marks_sent(session);
    return true;
}

/* ---- articles */

static struct web_request *ask_entries(struct sync_session *session)
{
    if (!sync_next_page(session, &session->items))
        return NULL;
    struct str path;
    str_init(&path, LIMIT_URL_BYTES);
    str_printf(&path, "/v1/entries?order=id&direction=asc&limit=%d&offset=%lld", PAGE,
               (long long)session->items.offset);
    if (session->account.synced_ms != TIME_NONE)
        str_printf(&path, "&changed_after=%lld",
                   (long long)(session->account.synced_ms / 1000 - MARGIN_SECONDS));
    struct web_request *const request = ask(session, "GET", path.data);
    str_release(&path);
    return request;
}

static void read_enclosures(struct sync_session *session, const struct json_value *item,
                            struct sync_article *article)
{
    const struct json_value *const list = json_member(item, "enclosures");
    for (size_t i = 0; i < json_count(list); i++) {
        const struct json_value *const one = json_item(list, i);
        int64_t size = 0;
        json_int(json_member(one, "size"), &size);
        sync_add_enclosure(session, article, sync_url(json_member(one, "url")),
                           json_text(json_member(one, "mime_type"), NULL), size > 0 ? size : -1);
    }
}

static void read_entry(struct sync_session *session, const struct json_value *item)
{
    size_t len = 0;
    const char *const status = json_text(json_member(item, "status"), NULL);
    const char *const date = json_text(json_member(item, "published_at"), &len);
    if (!status || strcmp(status, "removed") == 0)
        return;
    struct sync_article *const article = sync_read_article(session, item, "feed_id");
    if (!article)
        return;
    article->is_unread = strcmp(status, "unread") == 0;
    article->is_starred = json_bool(json_member(item, "starred"), false);
    article->entry.link = sync_url(json_member(item, "url"));
    article->entry.content = sync_html(json_member(item, "content"));
    article->entry.comments_link = sync_url(json_member(item, "comments_url"));
    if (!date || !date_parse(date, len, &article->entry.published_ms))
        article->entry.published_ms = TIME_NONE;
    read_enclosures(session, item, article);
}

static bool read_entries(struct sync_session *session, const struct sync_answer *answer,
                         struct error *err)
{
    const struct json_value *const entries = json_member(answer->root, "entries");
    if (!json_is_object(answer->root) || (!json_is_null(entries) && !json_is_array(entries)))
        return sync_is_strange(session, err);
    for (size_t i = 0; i < json_count(entries); i++)
        read_entry(session, json_item(entries, i));
    session->changes.news = SYNC_ARTICLES;
    return sync_page_read(&session->items, json_count(entries), PAGE);
}

static const struct sync_step steps[] = {
    {N_("a log-in"), ask_login, read_login, false},
    {N_("the list of feeds"), ask_feeds, read_feeds, false},
    {N_("an answer to marks"), ask_status, read_status, false},
    {N_("an answer to a star"), ask_turn, read_turn, true},
    {N_("an article"), ask_look, read_look, true},
    {N_("articles"), ask_entries, read_entries, false},
    {NULL, NULL, NULL, false},
};

const struct sync_service sync_miniflux = {
    .name = "miniflux",
    .title = N_("Miniflux; the password is an API key, or yours"),
    .steps = steps,
    .last_list = SYNC_LISTS,
    .renew = renew,
    .tail = "/v1",
    .address = N_("it is that of Miniflux, without /v1"),
};
