/*
 * The Fever API, as FreshRSS, Miniflux and a plugin of tt-rss speak it: one address, a key made of
 * name and password with every request, status 200 whatever happens, no more than 50 articles an
 * answer, one mark a request.
 */
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "sync/internal.h"
#include "sync/md5.h"

enum { BATCH = 50 };

static const char *key_of(struct sync_session *session)
{
    if (!session->key) {
        char hex[MD5_HEX_BYTES];
        struct str pair;
        str_init(&pair, LIMIT_TITLE_BYTES);
        str_printf(&pair, "%s:%s", session->account.user, session->account.password);
        md5_hex(pair.data, pair.len, hex);
        explicit_bzero(pair.data, pair.len);
        str_release(&pair);
        session->key = arena_strdup(&session->arena, hex);
    }
    return session->key;
}

/* A folder ends in a slash, and a script does not. */
static const char *before_query(const struct sync_session *session)
{
    const char *const last = strrchr(session->account.server, '/');
    return last && strstr(last, ".php") ? "?api" : "/?api";
}

static struct web_request *ask(struct sync_session *session, const char *what, struct str *form)
{
    struct str path;
    str_init(&path, LIMIT_FIELD_BYTES);
    str_printf(&path, "%s%s", before_query(session), what);
    struct web_request *const request = sync_request(session, "POST", path.data);
    str_release(&path);
    sync_form_add(form, "api_key", key_of(session));
    sync_form_take(form, request);
    return request;
}

static struct web_request *ask_for(struct sync_session *session, const char *what)
{
    struct str form;
    str_init(&form, LIMIT_TITLE_BYTES);
    return ask(session, what, &form);
}

static bool is_let_in(const struct sync_session *session, const struct sync_answer *answer,
                      struct error *err)
{
    int64_t auth;
    if (!json_int(json_member(answer->root, "auth"), &auth))
        return sync_is_strange(session, err);
    return auth == 1 || sync_refuse(session, err);
}

/* ---- feeds */

static struct web_request *ask_groups(struct sync_session *session)
{
    return session->has_folders ? NULL : ask_for(session, "&groups");
}

static bool read_groups(struct sync_session *session, const struct sync_answer *answer,
                        struct error *err)
{
    const struct json_value *const groups = json_member(answer->root, "groups");
    if (!is_let_in(session, answer, err))
        return false;
    for (size_t i = 0; i < json_count(groups); i++) {
        const struct json_value *const item = json_item(groups, i);
        int64_t id;
        if (json_int(json_member(item, "id"), &id))
            sync_add_folder(session, id, json_member(item, "title"));
    }
    session->has_folders = true;
    return true;
}

static struct web_request *ask_feeds(struct sync_session *session)
{
    return session->has_feeds ? NULL : ask_for(session, "&feeds");
}

static bool has_number(const char *list, const char *number)
{
    struct slice rest = slice_of(list);
    struct slice piece;
    while (slice_next(&rest, ',', &piece))
        if (slice_is(slice_trim(piece), number))
            return true;
    return false;
}

static const char *group_of(struct sync_session *session, const struct json_value *groups,
                            const char *feed)
{
    for (size_t i = 0; i < json_count(groups); i++) {
        const struct json_value *const item = json_item(groups, i);
        const char *const ids = json_text(json_member(item, "feed_ids"), NULL);
        if (ids && has_number(ids, feed))
            return sync_folder(session, json_member(item, "group_id"));
    }
    return NULL;
}

static bool read_feeds(struct sync_session *session, const struct sync_answer *answer,
                       struct error *err)
{
    static const struct sync_feed_names names = {
        .id = "id", .url = "url", .title = "title", .link = "site_url"};
    if (!is_let_in(session, answer, err) ||
        !sync_read_feeds(session, json_member(answer->root, "feeds"), &names, err))
        return false;
    for (size_t i = 0; i < session->changes.feeds.count; i++) {
        struct sync_feed *const feed = vec_at(&session->changes.feeds, i);
        feed->folder = group_of(session, json_member(answer->root, "feeds_groups"), feed->id);
    }
    return true;
}

/* ---- marks */

static struct web_request *ask_mark(struct sync_session *session)
{
    static const char *const words[] = {
        [SYNC_READ] = "read",
        [SYNC_UNREAD] = "unread",
        [SYNC_STAR] = "saved",
        [SYNC_UNSTAR] = "unsaved",
    };
    enum sync_mark mark;
    const int64_t *ids;
    if (!sync_next_marks(session, 1, &mark, &ids))
        return NULL;
    struct str form;
    str_init(&form, LIMIT_TITLE_BYTES);
    str_printf(&form, "mark=item&as=%s&id=%lld", words[mark], (long long)ids[0]);
    return ask(session, "", &form);
}

static bool read_mark(struct sync_session *session, const struct sync_answer *answer,
                      struct error *err)
{
    if (!is_let_in(session, answer, err))
        return false;
    sync_marks_sent(session);
    return true;
}

/* ---- articles */

static void read_article(struct sync_session *session, const struct json_value *item)
{
    int64_t is_read = 1;
    int64_t is_saved = 0;
    struct sync_article *const article = sync_read_article(session, item, "feed_id");
    if (!article)
        return;
    json_int(json_member(item, "is_read"), &is_read);
    json_int(json_member(item, "is_saved"), &is_saved);
    article->is_unread = !is_read;
    article->is_starred = is_saved;
    article->entry.link = sync_url(json_member(item, "url"));
    article->entry.content = sync_html(json_member(item, "html"));
    article->entry.published_ms = sync_seconds(json_member(item, "created_on_time"));
    if (article->id > session->account.last_id)
        session->account.last_id = article->id;
}

static bool read_items(struct sync_session *session, const struct sync_answer *answer,
                       struct error *err)
{
    const struct json_value *const items = json_member(answer->root, "items");
    if (!is_let_in(session, answer, err))
        return false;
    if (!json_is_array(items))
        return sync_is_strange(session, err);
    for (size_t i = 0; i < json_count(items); i++)
        read_article(session, json_item(items, i));
    session->changes.news = SYNC_ARTICLES;
    return true;
}

static struct web_request *ask_new(struct sync_session *session)
{
    char what[64];
    if (!sync_next_page(session, &session->items))
        return NULL;
    snprintf(what, sizeof(what), "&items&since_id=%lld", (long long)session->account.last_id);
    return ask_for(session, what);
}

/* Each page begins behind the largest number of the one before; the last has no larger one. */
static bool read_new(struct sync_session *session, const struct sync_answer *answer,
                     struct error *err)
{
    const int64_t before = session->account.last_id;
    if (!read_items(session, answer, err))
        return false;
    return sync_page_read(&session->items, session->account.last_id > before, 1);
}

static struct web_request *ask_articles(struct sync_session *session)
{
    const int64_t *ids;
    const size_t count = sync_next_wanted(session, BATCH, &ids);
    if (!count)
        return NULL;
    struct str what;
    str_init(&what, LIMIT_URL_BYTES);
    str_add(&what, "&items&with_ids=");
    sync_add_ids(&what, ids, count);
    struct web_request *const request = ask_for(session, what.data);
    str_release(&what);
    return request;
}

static bool read_articles(struct sync_session *session, const struct sync_answer *answer,
                          struct error *err)
{
    session->wanted_asked += session->batch;
    return read_items(session, answer, err);
}

/* ---- lists */

static struct web_request *ask_list(struct sync_session *session, enum sync_list list,
                                    const char *what)
{
    if (session->listings[list].is_done)
        return NULL;
    session->list = list;
    return ask_for(session, what);
}

static struct web_request *ask_unread(struct sync_session *session)
{
    return ask_list(session, SYNC_LIST_UNREAD, "&unread_item_ids");
}

static struct web_request *ask_saved(struct sync_session *session)
{
    return ask_list(session, SYNC_LIST_STARRED, "&saved_item_ids");
}

static bool read_list(struct sync_session *session, const struct sync_answer *answer,
                      struct error *err)
{
    const char *const name =
        session->list == SYNC_LIST_UNREAD ? "unread_item_ids" : "saved_item_ids";
    const char *const list = json_text(json_member(answer->root, name), NULL);
    if (!is_let_in(session, answer, err))
        return false;
    if (!list)
        return sync_is_strange(session, err);
    struct slice rest = slice_of(list);
    struct slice piece;
    while (slice_next(&rest, ',', &piece)) {
        long long id;
        if (slice_to_int64(slice_trim(piece), &id))
            sync_add_id(session, session->list, id);
    }
    sync_list_end(session, session->list);
    return true;
}

static bool renew(struct sync_session *session, const struct sync_answer *answer)
{
    (void)session;
    (void)answer;
    return false;
}

static const struct sync_step steps[] = {
    {N_("the list of groups"), ask_groups, read_groups, false},
    {N_("the list of feeds"), ask_feeds, read_feeds, false},
    {N_("an answer to a mark"), ask_mark, read_mark, false},
    {N_("new articles"), ask_new, read_new, false},
    {N_("the list of unread articles"), ask_unread, read_list, false},
    {N_("the list of saved articles"), ask_saved, read_list, false},
    {N_("articles"), ask_articles, read_articles, false},
    {NULL, NULL, NULL, false},
};

const struct sync_service sync_fever = {
    .name = "fever",
    .title = N_("what speaks the Fever API: FreshRSS, Miniflux, tt-rss with a plugin"),
    .steps = steps,
    .last_list = SYNC_LIST_STARRED,
    .renew = renew,
    .tail = "?api",
    .password = N_("the Fever API often has a password of its own"),
    .address = N_("that of FreshRSS ends in /api/fever.php, that of Miniflux in /fever/"),
};
