/*
 * The News app of Nextcloud, API v1-3. The first time it is asked for everything, newest first,
 * then for what changed since the last time, with how it is marked now.
 *
 * source   nextcloud.github.io/news/api/api-v1-3
 */
#include <stdio.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/time.h"
#include "codec/json_write.h"
#include "sync/internal.h"

#define API "/index.php/apps/news/api/v1-3"

enum { PAGE = 250, BATCH = 500, MARGIN_SECONDS = 300 };

static struct web_request *ask(const struct sync_session *session, const char *method,
                               const char *path)
{
    struct web_request *const request = sync_request(session, method, path);
    sync_basic(session, request);
    return request;
}

static bool renew(struct sync_session *session, const struct sync_answer *answer)
{
    (void)session;
    (void)answer;
    return false;
}

/* ---- feeds */

static struct web_request *ask_folders(struct sync_session *session)
{
    return session->has_folders ? NULL : ask(session, "GET", API "/folders");
}

static bool read_folders(struct sync_session *session, const struct sync_answer *answer,
                         struct error *err)
{
    const struct json_value *const folders = json_member(answer->root, "folders");
    if (!json_is_array(folders))
        return sync_is_strange(session, err);
    for (size_t i = 0; i < json_count(folders); i++) {
        const struct json_value *const item = json_item(folders, i);
        int64_t id;
        if (json_int(json_member(item, "id"), &id))
            sync_add_folder(session, id, json_member(item, "name"));
    }
    session->has_folders = true;
    return true;
}

static struct web_request *ask_feeds(struct sync_session *session)
{
    return session->has_feeds ? NULL : ask(session, "GET", API "/feeds");
}

static bool read_feeds(struct sync_session *session, const struct sync_answer *answer,
                       struct error *err)
{
    static const struct sync_feed_names names = {
        .id = "id", .url = "url", .title = "title", .link = "link", .folder = "folderId"};
    return sync_read_feeds(session, json_member(answer->root, "feeds"), &names, err);
}

/* ---- marks */

static struct web_request *ask_marks(struct sync_session *session)
{
    static const char *const paths[] = {
        [SYNC_READ] = API "/items/read/multiple",
        [SYNC_UNREAD] = API "/items/unread/multiple",
        [SYNC_STAR] = API "/items/star/multiple",
        [SYNC_UNSTAR] = API "/items/unstar/multiple",
    };
    enum sync_mark mark;
    const int64_t *ids;
    const size_t count = sync_next_marks(session, BATCH, &mark, &ids);
    if (!count)
        return NULL;
    struct web_request *const request = ask(session, "POST", paths[mark]);
    struct json_writer json;
    struct str out;
    str_init(&out, LIMIT_FIELD_BYTES);
    json_writer_init(&json, &out);
    json_begin_object(&json);
    sync_json_array(&json, "itemIds", ids, count);
    json_end_object(&json);
    sync_json_take(&out, request);
    return request;
}

static bool read_marks(struct sync_session *session, const struct sync_answer *answer,
                       struct error *err)
{
    (void)answer;
    (void)err;
    sync_marks_sent(session);
    return true;
}

/* ---- articles */

static struct web_request *ask_items(struct sync_session *session)
{
    char path[160];
    const int64_t synced_ms = session->account.synced_ms;
    if (!sync_next_page(session, &session->items))
        return NULL;
    if (synced_ms != TIME_NONE)
        snprintf(path, sizeof(path), API "/items/updated?type=3&id=0&lastModified=%lld",
                 (long long)(synced_ms / 1000 - MARGIN_SECONDS));
    else
        snprintf(path, sizeof(path), API "/items?type=3&id=0&getRead=true&batchSize=%d&offset=%lld",
                 PAGE, (long long)session->items.offset);
    return ask(session, "GET", path);
}

static void read_item(struct sync_session *session, const struct json_value *item)
{
    struct sync_article *const article = sync_read_article(session, item, "feedId");
    if (!article)
        return;
    article->is_unread = json_bool(json_member(item, "unread"), false);
    article->is_starred = json_bool(json_member(item, "starred"), false);
    article->entry.link = sync_url(json_member(item, "url"));
    article->entry.content = sync_html(json_member(item, "body"));
    article->entry.published_ms = sync_seconds(json_member(item, "pubDate"));
    sync_add_enclosure(session, article, sync_url(json_member(item, "enclosureLink")),
                       json_text(json_member(item, "enclosureMime"), NULL), -1);
}

/* The next page begins at the smallest number of this one, which may come again. */
static void turn_page(struct sync_session *session)
{
    struct sync_listing *const items = &session->items;
    const struct vec *const articles = &session->changes.articles;
    int64_t least = items->offset;
    for (size_t i = 0; i < articles->count; i++) {
        const struct sync_article *const article = vec_at(articles, i);
        if (least == 0 || article->id < least)
            least = article->id;
    }
    items->is_done = session->account.synced_ms != TIME_NONE || least == items->offset ||
                     ++items->pages >= SYNC_PAGES_MOST;
    items->offset = least;
}

static bool read_items(struct sync_session *session, const struct sync_answer *answer,
                       struct error *err)
{
    const struct json_value *const items = json_member(answer->root, "items");
    if (!json_is_array(items))
        return sync_is_strange(session, err);
    for (size_t i = 0; i < json_count(items); i++)
        read_item(session, json_item(items, i));
    session->changes.news = SYNC_ARTICLES;
    turn_page(session);
    return true;
}

static const struct sync_step steps[] = {
    {N_("the list of folders"), ask_folders, read_folders, false},
    {N_("the list of feeds"), ask_feeds, read_feeds, false},
    {N_("an answer to marks"), ask_marks, read_marks, false},
    {N_("articles"), ask_items, read_items, false},
    {NULL, NULL, NULL, false},
};

const struct sync_service sync_nextcloud = {
    .name = "nextcloud",
    .title = N_("the News app of Nextcloud"),
    .steps = steps,
    .last_list = SYNC_LISTS,
    .renew = renew,
    .tail = API,
    .password = N_("with two factors it wants an app password"),
    .address = N_("it is that of Nextcloud, where the News app has to be installed"),
};
