#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "sync/internal.h"

void sync_basic(const struct sync_session *session, struct web_request *request)
{
    request->way.user = arena_strdup(&request->arena, session->account.user);
    request->way.password = arena_strdup(&request->arena, session->account.password);
    request->way.auth = WEB_AUTH_BASIC;
}

void sync_json_take(struct str *json, struct web_request *request)
{
    request->body = arena_strndup(&request->arena, json->data, json->len);
    request->body_len = json->len;
    web_request_header(request, "Content-Type", "application/json");
    explicit_bzero(json->data, json->len);
    str_release(json);
}

void sync_add_ids(struct str *out, const int64_t *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        str_printf(out, "%s%lld", i ? "," : "", (long long)ids[i]);
}

void sync_json_ids(struct json_writer *json, const char *key, const int64_t *ids, size_t count)
{
    enum { DIGITS = 21 };
    struct str list;
    str_init(&list, count * DIGITS + 1);
    sync_add_ids(&list, ids, count);
    json_key_text(json, key, list.data);
    str_release(&list);
}

void sync_json_array(struct json_writer *json, const char *key, const int64_t *ids, size_t count)
{
    json_key(json, key);
    json_begin_array(json);
    for (size_t i = 0; i < count; i++)
        json_write_int(json, ids[i]);
    json_end_array(json);
}

/* ---- pages */

bool sync_next_page(struct sync_session *session, const struct sync_listing *listing)
{
    if (listing->is_done)
        return false;
    session->changes.id_count = 0;
    return true;
}

bool sync_page_read(struct sync_listing *listing, size_t count, size_t page)
{
    listing->offset += (int64_t)count;
    listing->is_done = count < page || ++listing->pages >= SYNC_PAGES_MOST;
    return true;
}

/* ---- feeds */

static const char *number_text(struct sync_session *session, const struct json_value *value)
{
    int64_t number;
    if (!json_int(value, &number))
        return NULL;
    return arena_printf(&session->answer, "%lld", (long long)number);
}

void sync_add_folder(struct sync_session *session, int64_t id, const struct json_value *name)
{
    const char *const line = sync_line(session, name);
    if (line)
        map_add(&session->folders, (const char *)&id, sizeof(id), NULL)->value.pointer =
            arena_strdup(&session->arena, line);
}

const char *sync_folder(const struct sync_session *session, const struct json_value *id)
{
    int64_t number;
    if (!json_int(id, &number))
        return NULL;
    const struct map_entry *const entry =
        map_find(&session->folders, (const char *)&number, sizeof(number));
    return entry ? entry->value.pointer : NULL;
}

static const char *folder_of(struct sync_session *session, const struct json_value *item,
                             const struct sync_feed_names *names)
{
    if (names->folder)
        return sync_folder(session, json_member(item, names->folder));
    if (!names->category)
        return NULL;
    const char *const name =
        sync_line(session, json_member(json_member(item, names->category), "title"));
    return name && strcmp(name, names->nowhere) != 0 ? name : NULL;
}

bool sync_read_feeds(struct sync_session *session, const struct json_value *list,
                     const struct sync_feed_names *names, struct error *err)
{
    if (!json_is_array(list))
        return sync_is_strange(session, err);
    for (size_t i = 0; i < json_count(list); i++) {
        const struct json_value *const item = json_item(list, i);
        const char *const id = number_text(session, json_member(item, names->id));
        const char *const url = sync_url(json_member(item, names->url));
        if (!id || !url)
            continue;
        *sync_add_feed(session) = (struct sync_feed){
            .id = id,
            .url = url,
            .title = sync_line(session, json_member(item, names->title)),
            .link = names->link ? sync_url(json_member(item, names->link)) : NULL,
            .folder = folder_of(session, item, names),
        };
    }
    session->has_feeds = true;
    session->changes.news = SYNC_FEEDS;
    return true;
}

/* ---- articles */

struct sync_article *sync_read_article(struct sync_session *session, const struct json_value *item,
                                       const char *feed)
{
    int64_t id;
    const char *const feed_id = number_text(session, json_member(item, feed));
    if (!feed_id || !json_int(json_member(item, "id"), &id))
        return NULL;
    struct sync_article *const article = sync_add_article(session, id);
    article->feed = feed_id;
    article->entry.title = sync_line(session, json_member(item, "title"));
    article->entry.author = sync_line(session, json_member(item, "author"));
    return article;
}
