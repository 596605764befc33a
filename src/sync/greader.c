/*
 * The Google Reader API as FreshRSS, Miniflux and BazQux speak it.
 *
 * A number of an article is 64 bits with a sign, written in decimal in lists and as 16 digits of
 * hexadecimal at the end of a long id in articles. The Old Reader's have 24 digits: with it no step
 * can be kept.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/time.h"
#include "sync/internal.h"
#include "web/url.h"

#define STATE "user/-/state/com.google/"

enum { PAGE_IDS = 1000, BATCH = 200 };

static struct web_request *ask(const struct sync_session *session, const char *method,
                               const char *path)
{
    struct web_request *const request = sync_request(session, method, path);
    struct str header;
    str_init(&header, LIMIT_TITLE_BYTES);
    str_printf(&header, "GoogleLogin auth=%s", session->key);
    web_request_header(request, "Authorization", header.data);
    str_release(&header);
    return request;
}

/* ---- log in */

static struct web_request *ask_login(struct sync_session *session)
{
    if (session->key)
        return NULL;
    struct web_request *const request = sync_request(session, "POST", "/accounts/ClientLogin");
    struct str form;
    str_init(&form, LIMIT_TITLE_BYTES);
    sync_form_add(&form, "Email", session->account.user);
    sync_form_add(&form, "Passwd", session->account.password);
    sync_form_add(&form, "client", "courant");
    sync_form_take(&form, request);
    return request;
}

static bool read_login(struct sync_session *session, const struct sync_answer *answer,
                       struct error *err)
{
    struct slice rest = {answer->response->body, answer->response->body_len};
    struct slice line;
    while (slice_next(&rest, '\n', &line)) {
        if (!slice_starts(line, "Auth="))
            continue;
        slice_take(&line, strlen("Auth="));
        line = slice_trim(line);
        session->key = arena_strndup(&session->arena, line.data, line.len);
        return true;
    }
    return sync_is_strange(session, err);
}

static bool has_to_send(const struct sync_session *session)
{
    for (int i = 0; i < SYNC_MARKS; i++)
        if (session->sent[i] < session->marks[i].count)
            return true;
    return session->wanted_asked < session->wanted.count;
}

static struct web_request *ask_token(struct sync_session *session)
{
    const bool is_needed = !session->token && has_to_send(session);
    return is_needed ? ask(session, "GET", "/reader/api/0/token") : NULL;
}

static bool read_token(struct sync_session *session, const struct sync_answer *answer,
                       struct error *err)
{
    enum { TOKEN_MOST = 1000 };
    const struct slice token =
        slice_trim((struct slice){answer->response->body, answer->response->body_len});
    if (!token.len || token.len > TOKEN_MOST)
        return sync_is_strange(session, err);
    session->token = arena_strndup(&session->arena, token.data, token.len);
    return true;
}

/* A key or a token that ended: the step is asked again behind the log-in. */
static bool renew(struct sync_session *session, const struct sync_answer *answer)
{
    const int status = answer->response->status;
    const bool is_bad_token =
        web_header_find(answer->response->headers, "X-Reader-Google-Bad-Token") != NULL;
    if (!session->key || (status != 401 && !(status == 400 && is_bad_token)))
        return false;
    if (!is_bad_token)
        session->key = NULL;
    session->token = NULL;
    return true;
}

/* ---- feeds */

static struct web_request *ask_feeds(struct sync_session *session)
{
    if (session->has_feeds)
        return NULL;
    return ask(session, "GET", "/reader/api/0/subscription/list?output=json&client=courant");
}

/* The name of the first category; FreshRSS has one for feeds of none. */
static const char *read_folder(struct sync_session *session, const struct json_value *feed)
{
    const struct json_value *const category = json_item(json_member(feed, "categories"), 0);
    const char *const name = sync_line(session, json_member(category, "label"));
    return name && strcmp(name, "Uncategorized") != 0 ? name : NULL;
}

static bool read_feeds(struct sync_session *session, const struct sync_answer *answer,
                       struct error *err)
{
    const struct json_value *const feeds = json_member(answer->root, "subscriptions");
    if (!json_is_array(feeds))
        return sync_is_strange(session, err);
    for (size_t i = 0; i < json_count(feeds); i++) {
        const struct json_value *const item = json_item(feeds, i);
        const char *const id = json_text(json_member(item, "id"), NULL);
        const char *url = sync_url(json_member(item, "url"));
        if (!url && id && strncmp(id, "feed/", strlen("feed/")) == 0 &&
            url_is_web(id + strlen("feed/")))
            url = id + strlen("feed/");
        if (!id || !url)
            continue;
        *sync_add_feed(session) = (struct sync_feed){
            .id = id,
            .url = url,
            .title = sync_line(session, json_member(item, "title")),
            .link = sync_url(json_member(item, "htmlUrl")),
            .folder = read_folder(session, item),
        };
    }
    session->has_feeds = true;
    session->changes.news = SYNC_FEEDS;
    return true;
}

/* ---- marks */

static void add_items(struct str *form, const int64_t *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        str_printf(form, "%si=%lld", form->len ? "&" : "", (long long)ids[i]);
}

/* Of several marks a server may see the last only, so each request has one. */
static struct web_request *ask_marks(struct sync_session *session)
{
    static const struct {
        const char *field;
        const char *state;
    } ways[] = {
        [SYNC_READ] = {"a", STATE "read"},
        [SYNC_UNREAD] = {"r", STATE "read"},
        [SYNC_STAR] = {"a", STATE "starred"},
        [SYNC_UNSTAR] = {"r", STATE "starred"},
    };
    enum sync_mark mark;
    const int64_t *ids;
    const size_t count = sync_next_marks(session, BATCH, &mark, &ids);
    if (!count)
        return NULL;
    struct web_request *const request = ask(session, "POST", "/reader/api/0/edit-tag");
    struct str form;
    str_init(&form, LIMIT_FIELD_BYTES);
    add_items(&form, ids, count);
    sync_form_add(&form, ways[mark].field, ways[mark].state);
    if (mark == SYNC_UNREAD)
        sync_form_add(&form, "a", STATE "kept-unread");
    sync_form_add(&form, "T", session->token);
    sync_form_take(&form, request);
    return request;
}

static bool read_marks(struct sync_session *session, const struct sync_answer *answer,
                       struct error *err)
{
    const struct slice body =
        slice_trim((struct slice){answer->response->body, answer->response->body_len});
    if (!slice_is(body, "OK"))
        return sync_is_strange(session, err);
    sync_marks_sent(session);
    return true;
}

/* ---- lists of numbers */

static struct web_request *ask_list(struct sync_session *session, enum sync_list list,
                                    const char *stream, const char *more)
{
    const struct sync_listing *const listing = &session->listings[list];
    if (listing->is_done)
        return NULL;
    session->list = list;
    struct str path;
    str_init(&path, LIMIT_URL_BYTES);
    str_printf(&path, "/reader/api/0/stream/items/ids?output=json&client=courant&n=%d&s=%s%s",
               PAGE_IDS, stream, more);
    if (listing->more)
        sync_form_add(&path, "c", listing->more);
    struct web_request *const request = ask(session, "GET", path.data);
    str_release(&path);
    return request;
}

static struct web_request *ask_unread(struct sync_session *session)
{
    return ask_list(session, SYNC_LIST_UNREAD, STATE "reading-list", "&xt=" STATE "read");
}

static struct web_request *ask_starred(struct sync_session *session)
{
    return ask_list(session, SYNC_LIST_STARRED, STATE "starred", "");
}

/*
 * What arrived in the week before the last sync, too: what is in this list and not among the unread
 * was read elsewhere, and needs no question of its own.
 */
static struct web_request *ask_recent(struct sync_session *session)
{
    enum { WEEK_SECONDS = 7 * 24 * 60 * 60 };
    char since[48] = "";
    if (session->account.synced_ms != TIME_NONE)
        snprintf(since, sizeof(since), "&ot=%lld",
                 (long long)(session->account.synced_ms / 1000 - WEEK_SECONDS));
    return ask_list(session, SYNC_LIST_RECENT, STATE "reading-list", since);
}

/* The last page may name another, which is empty; and one that repeats itself has no end. */
static bool goes_on(const struct sync_listing *listing, const char *more, size_t count)
{
    const bool repeats = more && listing->more && strcmp(more, listing->more) == 0;
    return more && *more && count > 0 && !repeats && listing->pages < SYNC_PAGES_MOST;
}

static bool read_list(struct sync_session *session, const struct sync_answer *answer,
                      struct error *err)
{
    const struct json_value *const refs = json_member(answer->root, "itemRefs");
    if (!json_is_object(answer->root) || (refs && !json_is_array(refs)))
        return sync_is_strange(session, err);
    bool has_room = true;
    size_t count = 0;
    for (size_t i = 0; i < json_count(refs); i++) {
        int64_t id;
        if (!json_int(json_member(json_item(refs, i), "id"), &id))
            continue;
        count++;
        has_room = sync_add_id(session, session->list, id) && has_room;
    }
    // Without a number in it, it would say that everything is read.
    if (count == 0 && json_count(refs) > 0)
        return sync_is_strange(session, err);
    struct sync_listing *const listing = &session->listings[session->list];
    const char *const more = json_text(json_member(answer->root, "continuation"), NULL);
    listing->pages++;
    if (has_room && goes_on(listing, more, count))
        listing->more = arena_strdup(&session->arena, more);
    else
        sync_list_end(session, session->list);
    return true;
}

/* ---- articles */

static struct web_request *ask_articles(struct sync_session *session)
{
    const int64_t *ids;
    const size_t count = sync_next_wanted(session, BATCH, &ids);
    if (!count)
        return NULL;
    struct web_request *const request =
        ask(session, "POST", "/reader/api/0/stream/items/contents?output=json&client=courant");
    struct str form;
    str_init(&form, LIMIT_FIELD_BYTES);
    add_items(&form, ids, count);
    sync_form_add(&form, "T", session->token);
    sync_form_take(&form, request);
    return request;
}

/* The long form, or one of the others. */
static bool read_id(const struct json_value *value, int64_t *id)
{
    const char *const text = json_text(value, NULL);
    const char *const slash = text ? strrchr(text, '/') : NULL;
    if (!slash)
        return json_int(value, id);
    enum { DIGITS = 16 };
    char *end;
    *id = (int64_t)strtoull(slash + 1, &end, 16);
    return end != slash + 1 && end - slash <= 1 + DIGITS && *end == '\0';
}

/* Some write the person's number in the place of the dash. */
static bool has_state(const struct json_value *item, const char *state)
{
    const struct json_value *const categories = json_member(item, "categories");
    for (size_t i = 0; i < json_count(categories); i++) {
        size_t len;
        const char *const name = json_text(json_item(categories, i), &len);
        if (name && strncmp(name, "user/", strlen("user/")) == 0 &&
            slice_ends_nocase((struct slice){name, len}, state))
            return true;
    }
    return false;
}

static const char *read_link(const struct json_value *item)
{
    const char *const link =
        sync_url(json_member(json_item(json_member(item, "canonical"), 0), "href"));
    return link ? link
                : sync_url(json_member(json_item(json_member(item, "alternate"), 0), "href"));
}

static void read_enclosures(struct sync_session *session, const struct json_value *item,
                            struct sync_article *article)
{
    const struct json_value *const list = json_member(item, "enclosure");
    for (size_t i = 0; i < json_count(list); i++) {
        const struct json_value *const one = json_item(list, i);
        int64_t length_bytes = -1;
        json_int(json_member(one, "length"), &length_bytes);
        sync_add_enclosure(session, article, sync_url(json_member(one, "href")),
                           json_text(json_member(one, "type"), NULL), length_bytes);
    }
}

static void read_article(struct sync_session *session, const struct json_value *item)
{
    int64_t id;
    const char *const feed = json_text(json_member(json_member(item, "origin"), "streamId"), NULL);
    if (!read_id(json_member(item, "id"), &id) || !feed)
        return;
    struct sync_article *const article = sync_add_article(session, id);
    const char *const content = sync_html(json_member(json_member(item, "content"), "content"));
    article->feed = feed;
    article->is_unread = !has_state(item, "/state/com.google/read");
    article->is_starred = has_state(item, "/state/com.google/starred");
    article->entry.link = read_link(item);
    article->entry.title = sync_line(session, json_member(item, "title"));
    article->entry.author = sync_line(session, json_member(item, "author"));
    article->entry.published_ms = sync_seconds(json_member(item, "published"));
    article->entry.content =
        content ? content : sync_html(json_member(json_member(item, "summary"), "content"));
    read_enclosures(session, item, article);
}

static bool read_articles(struct sync_session *session, const struct sync_answer *answer,
                          struct error *err)
{
    const struct json_value *const items = json_member(answer->root, "items");
    if (!json_is_array(items))
        return sync_is_strange(session, err);
    for (size_t i = 0; i < json_count(items); i++)
        read_article(session, json_item(items, i));
    session->wanted_asked += session->batch;
    session->changes.news = SYNC_ARTICLES;
    return true;
}

static const struct sync_step steps[] = {
    {N_("a log-in"), ask_login, read_login, false},
    {N_("the list of feeds"), ask_feeds, read_feeds, false},
    {N_("a token"), ask_token, read_token, false},
    {N_("an answer to marks"), ask_marks, read_marks, false},
    {N_("the list of unread articles"), ask_unread, read_list, false},
    {N_("the list of starred articles"), ask_starred, read_list, false},
    {N_("the list of recent articles"), ask_recent, read_list, false},
    {N_("articles"), ask_articles, read_articles, false},
    {NULL, NULL, NULL, false},
};

const struct sync_service sync_greader = {
    .name = "greader",
    .title = N_("FreshRSS, BazQux and others that speak the Google Reader API"),
    .steps = steps,
    .last_list = SYNC_LIST_RECENT,
    .renew = renew,
    .password = N_("FreshRSS wants the API password of the profile"),
    .tail = "/reader/api/0",
    .address = N_("that of FreshRSS ends in /api/greader.php"),
};
