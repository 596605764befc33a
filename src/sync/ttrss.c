/*
 * The API of Tiny Tiny RSS, level 15 and up: every request is a POST of one object to one address,
 * every status is 200, and errors are words.
 */
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/time.h"
#include "codec/json_write.h"
#include "sync/internal.h"

enum {
    PAGE = 200, // it gives no more
    BATCH = 100,
    ALL_FEEDS = -3,
    ALL_ARTICLES = -4,
    STARRED = -1,
};

/* An object that is open, with what each has. */
static void begin(struct json_writer *json, struct str *out, const struct sync_session *session,
                  const char *op)
{
    str_init(out, LIMIT_FIELD_BYTES);
    json_writer_init(json, out);
    json_begin_object(json);
    json_key_text(json, "op", op);
    if (session->key)
        json_key_text(json, "sid", session->key);
}

static struct web_request *end(struct json_writer *json, const struct sync_session *session)
{
    json_end_object(json);
    struct web_request *const request = sync_request(session, "POST", "/api/");
    sync_json_take(json->out, request);
    return request;
}

/* What the answer holds; NULL with the reason. */
static const struct json_value *content_of(const struct sync_session *session,
                                           const struct sync_answer *answer, struct error *err)
{
    int64_t status;
    const struct json_value *const content = json_member(answer->root, "content");
    const char *const error = json_text(json_member(content, "error"), NULL);
    if (error && strcmp(error, "LOGIN_ERROR") == 0)
        return sync_refuse(session, err), NULL;
    if (error && strcmp(error, "API_DISABLED") == 0)
        return error_set(err, ERR_REFUSED,
                         _("%s: its API is switched off: the preferences of %s have a switch"),
                         session->account.server, session->account.user),
               NULL;
    if (!json_int(json_member(answer->root, "status"), &status) || status != 0 || !content)
        return sync_is_strange(session, err), NULL;
    return content;
}

static bool renew(struct sync_session *session, const struct sync_answer *answer)
{
    const char *const error =
        json_text(json_member(json_member(answer->root, "content"), "error"), NULL);
    if (!session->key || !error || strcmp(error, "NOT_LOGGED_IN") != 0)
        return false;
    session->key = NULL;
    return true;
}

/* ---- log in */

static struct web_request *ask_login(struct sync_session *session)
{
    struct json_writer json;
    struct str out;
    if (session->key)
        return NULL;
    begin(&json, &out, session, "login");
    json_key_text(&json, "user", session->account.user);
    json_key_text(&json, "password", session->account.password);
    return end(&json, session);
}

static bool read_login(struct sync_session *session, const struct sync_answer *answer,
                       struct error *err)
{
    const struct json_value *const content = content_of(session, answer, err);
    const char *const key = json_text(json_member(content, "session_id"), NULL);
    if (!content || !key)
        return content ? sync_is_strange(session, err) : false;
    session->key = arena_strdup(&session->arena, key);
    return true;
}

/* ---- feeds */

static struct web_request *ask_categories(struct sync_session *session)
{
    struct json_writer json;
    struct str out;
    if (session->has_folders)
        return NULL;
    begin(&json, &out, session, "getCategories");
    return end(&json, session);
}

static bool read_categories(struct sync_session *session, const struct sync_answer *answer,
                            struct error *err)
{
    const struct json_value *const content = content_of(session, answer, err);
    for (size_t i = 0; i < json_count(content); i++) {
        const struct json_value *const item = json_item(content, i);
        int64_t id;
        // Those below are the server's own: what is special, and what has no category.
        if (json_int(json_member(item, "id"), &id) && id > 0)
            sync_add_folder(session, id, json_member(item, "title"));
    }
    session->has_folders = content != NULL;
    return content != NULL;
}

static struct web_request *ask_feeds(struct sync_session *session)
{
    struct json_writer json;
    struct str out;
    if (session->has_feeds)
        return NULL;
    begin(&json, &out, session, "getFeeds");
    json_key_int(&json, "cat_id", ALL_FEEDS);
    return end(&json, session);
}

static bool read_feeds(struct sync_session *session, const struct sync_answer *answer,
                       struct error *err)
{
    static const struct sync_feed_names names = {
        .id = "id", .url = "feed_url", .title = "title", .folder = "cat_id"};
    const struct json_value *const content = content_of(session, answer, err);
    return content && sync_read_feeds(session, content, &names, err);
}

/* ---- marks */

static struct web_request *ask_marks(struct sync_session *session)
{
    enum { FIELD_STARRED = 0, FIELD_UNREAD = 2 };
    static const struct {
        int field;
        int mode;
    } ways[] = {
        [SYNC_READ] = {FIELD_UNREAD, 0},
        [SYNC_UNREAD] = {FIELD_UNREAD, 1},
        [SYNC_STAR] = {FIELD_STARRED, 1},
        [SYNC_UNSTAR] = {FIELD_STARRED, 0},
    };
    struct json_writer json;
    struct str out;
    enum sync_mark mark;
    const int64_t *ids;
    const size_t count = sync_next_marks(session, BATCH, &mark, &ids);
    if (!count)
        return NULL;
    begin(&json, &out, session, "updateArticle");
    sync_json_ids(&json, "article_ids", ids, count);
    json_key_int(&json, "mode", ways[mark].mode);
    json_key_int(&json, "field", ways[mark].field);
    return end(&json, session);
}

static bool read_marks(struct sync_session *session, const struct sync_answer *answer,
                       struct error *err)
{
    if (!content_of(session, answer, err))
        return false;
    sync_marks_sent(session);
    return true;
}

/* ---- articles */

static void headlines(struct json_writer *json, int64_t feed, const char *mode, bool has_content,
                      int64_t skip)
{
    json_key_int(json, "feed_id", feed);
    json_key_int(json, "limit", PAGE);
    json_key_int(json, "skip", skip);
    json_key_text(json, "view_mode", mode);
    json_key_bool(json, "show_excerpt", false);
    json_key_bool(json, "show_content", has_content);
    json_key_bool(json, "include_attachments", has_content);
}

/* It tells the newest first, so that what a sync brought before it failed says nothing of what is
 * older. */
static struct web_request *ask_new(struct sync_session *session)
{
    struct json_writer json;
    struct str out;
    const bool has_older = session->account.synced_ms != TIME_NONE;
    if (!sync_next_page(session, &session->items))
        return NULL;
    begin(&json, &out, session, "getHeadlines");
    headlines(&json, ALL_ARTICLES, "all_articles", true, session->items.offset);
    json_key_int(&json, "since_id", has_older ? session->account.last_id : 0);
    return end(&json, session);
}

static void read_article(struct sync_session *session, const struct json_value *item)
{
    struct sync_article *const article = sync_read_article(session, item, "feed_id");
    if (!article)
        return;
    const struct json_value *const attachments = json_member(item, "attachments");
    article->is_unread = json_bool(json_member(item, "unread"), false);
    article->is_starred = json_bool(json_member(item, "marked"), false);
    article->entry.link = sync_url(json_member(item, "link"));
    article->entry.content = sync_html(json_member(item, "content"));
    article->entry.published_ms = sync_seconds(json_member(item, "updated"));
    for (size_t i = 0; i < json_count(attachments); i++) {
        const struct json_value *const one = json_item(attachments, i);
        sync_add_enclosure(session, article, sync_url(json_member(one, "content_url")),
                           json_text(json_member(one, "content_type"), NULL), -1);
    }
}

static bool read_items(struct sync_session *session, const struct sync_answer *answer,
                       struct error *err)
{
    const struct json_value *const content = content_of(session, answer, err);
    if (!content)
        return false;
    if (!json_is_array(content))
        return sync_is_strange(session, err);
    for (size_t i = 0; i < json_count(content); i++)
        read_article(session, json_item(content, i));
    session->changes.news = SYNC_ARTICLES;
    return true;
}

static bool read_new(struct sync_session *session, const struct sync_answer *answer,
                     struct error *err)
{
    return read_items(session, answer, err) &&
           sync_page_read(&session->items, json_count(json_member(answer->root, "content")), PAGE);
}

static struct web_request *ask_articles(struct sync_session *session)
{
    struct json_writer json;
    struct str out;
    const int64_t *ids;
    const size_t count = sync_next_wanted(session, BATCH, &ids);
    if (!count)
        return NULL;
    begin(&json, &out, session, "getArticle");
    sync_json_ids(&json, "article_id", ids, count);
    return end(&json, session);
}

static bool read_articles(struct sync_session *session, const struct sync_answer *answer,
                          struct error *err)
{
    session->wanted_asked += session->batch;
    return read_items(session, answer, err);
}

/* ---- lists */

static struct web_request *ask_list(struct sync_session *session, enum sync_list list, int64_t feed,
                                    const char *mode)
{
    struct json_writer json;
    struct str out;
    if (!sync_next_page(session, &session->listings[list]))
        return NULL;
    session->list = list;
    begin(&json, &out, session, "getHeadlines");
    headlines(&json, feed, mode, false, session->listings[list].offset);
    return end(&json, session);
}

static struct web_request *ask_unread(struct sync_session *session)
{
    return ask_list(session, SYNC_LIST_UNREAD, ALL_ARTICLES, "unread");
}

static struct web_request *ask_starred(struct sync_session *session)
{
    return ask_list(session, SYNC_LIST_STARRED, STARRED, "all_articles");
}

static bool read_list(struct sync_session *session, const struct sync_answer *answer,
                      struct error *err)
{
    struct sync_listing *const listing = &session->listings[session->list];
    const struct json_value *const content = content_of(session, answer, err);
    if (!content)
        return false;
    if (!json_is_array(content))
        return sync_is_strange(session, err);
    for (size_t i = 0; i < json_count(content); i++) {
        int64_t id;
        if (json_int(json_member(json_item(content, i), "id"), &id))
            sync_add_id(session, session->list, id);
    }
    sync_page_read(listing, json_count(content), PAGE);
    if (listing->is_done)
        sync_list_end(session, session->list);
    return true;
}

static const struct sync_step steps[] = {
    {N_("a log-in"), ask_login, read_login, false},
    {N_("the list of categories"), ask_categories, read_categories, false},
    {N_("the list of feeds"), ask_feeds, read_feeds, false},
    {N_("an answer to marks"), ask_marks, read_marks, false},
    {N_("new articles"), ask_new, read_new, false},
    {N_("the list of unread articles"), ask_unread, read_list, false},
    {N_("the list of starred articles"), ask_starred, read_list, false},
    {N_("articles"), ask_articles, read_articles, false},
    {NULL, NULL, NULL, false},
};

const struct sync_service sync_ttrss = {
    .name = "ttrss",
    .title = N_("Tiny Tiny RSS"),
    .steps = steps,
    .last_list = SYNC_LIST_STARRED,
    .renew = renew,
    .tail = "/api",
    .address = N_("it is that of tt-rss, without /api/"),
};
