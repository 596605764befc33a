#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/time.h"
#include "html/entities.h"
#include "sync/internal.h"
#include "text/clean.h"
#include "web/url.h"

static const struct sync_service *const services[] = {&sync_greader, &sync_miniflux, &sync_fever,
                                                      &sync_ttrss, &sync_nextcloud};

enum { SERVICES = sizeof(services) / sizeof(services[0]) };

const char *sync_service_name(size_t index)
{
    return index < SERVICES ? services[index]->name : NULL;
}

const char *sync_service_title(size_t index)
{
    return index < SERVICES ? _(services[index]->title) : NULL;
}

static const struct sync_service *service_of(const char *name)
{
    for (size_t i = 0; i < SERVICES; i++)
        if (strcmp(services[i]->name, name) == 0)
            return services[i];
    return NULL;
}

static bool service_unknown(const char *name, struct error *err)
{
    struct str names;
    str_init(&names, LIMIT_TITLE_BYTES);
    for (size_t i = 0; i < SERVICES; i++)
        str_printf(&names, "%s%s", i == 0 ? "" : ", ", services[i]->name);
    error_set(err, ERR_USAGE, _("'%s' is no service that courant knows: those are %s"), name,
              names.data);
    str_release(&names);
    return false;
}

static void cut_tail(struct slice *server, const char *tail)
{
    while (server->len && server->data[server->len - 1] == '/')
        server->len--;
    if (tail && slice_ends_nocase(*server, tail))
        server->len -= strlen(tail);
}

bool sync_server(const char *service, const char *text, struct str *server, struct error *err)
{
    const struct sync_service *const known = service_of(service);
    struct slice address = slice_trim(slice_of(text));
    struct url url;
    if (!known)
        return service_unknown(service, err);
    if (!url_is_web(text) || !url_split(address.data, address.len, &url))
        return error_set(err, ERR_USAGE,
                         _("'%s' is no address of a server: it begins with https://"), text);
    if (url.userinfo.data)
        return error_set(err, ERR_USAGE,
                         _("the address holds a name or a password: say --user, and give the "
                           "password when you are asked, or with --password-command"));
    cut_tail(&address, known->tail);
    cut_tail(&address, NULL);
    // The path of each request is put behind it.
    if (!url_split(address.data, address.len, &url) || url.query.data || url.fragment.data)
        return error_set(err, ERR_USAGE,
                         _("'%s' goes on behind its path: give the address up to the ? or #"),
                         text);
    return str_append(server, address.data, address.len);
}

struct sync_session *sync_new(const struct sync_account *account)
{
    struct sync_session *const session = mem_zalloc(sizeof(*session));
    arena_init(&session->arena);
    arena_init(&session->answer);
    map_init(&session->folders);
    session->service = service_of(account->service);
    session->password = mem_strdup(account->password);
    session->account = *account;
    session->account.server = arena_strdup(&session->arena, account->server);
    session->account.user = arena_strdup(&session->arena, account->user);
    session->account.password = session->password;
    for (int i = 0; i < SYNC_MARKS; i++)
        vec_init(&session->marks[i], sizeof(int64_t));
    for (int i = 0; i < SYNC_LISTS; i++)
        vec_init(&session->changes.lists[i], sizeof(int64_t));
    vec_init(&session->wanted, sizeof(int64_t));
    vec_init(&session->changes.feeds, sizeof(struct sync_feed));
    vec_init(&session->changes.articles, sizeof(struct sync_article));
    return session;
}

void sync_free(struct sync_session *session)
{
    if (!session)
        return;
    explicit_bzero(session->password, strlen(session->password));
    free(session->password);
    json_document_free(session->document);
    for (int i = 0; i < SYNC_MARKS; i++)
        vec_release(&session->marks[i]);
    for (int i = 0; i < SYNC_LISTS; i++)
        vec_release(&session->changes.lists[i]);
    vec_release(&session->wanted);
    vec_release(&session->changes.feeds);
    vec_release(&session->changes.articles);
    map_release(&session->folders);
    arena_release(&session->answer);
    arena_release(&session->arena);
    free(session);
}

static void add_ids(struct vec *vec, const int64_t *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        *(int64_t *)vec_push(vec) = ids[i];
}

void sync_send(struct sync_session *session, enum sync_mark mark, const int64_t *ids, size_t count)
{
    add_ids(&session->marks[mark], ids, count);
}

void sync_want(struct sync_session *session, const int64_t *ids, size_t count)
{
    add_ids(&session->wanted, ids, count);
}

const struct sync_changes *sync_changes(const struct sync_session *session)
{
    return &session->changes;
}

struct web_request *sync_ask(struct sync_session *session)
{
    for (const struct sync_step *step = session->service->steps; step->ask; step++) {
        struct web_request *const request = step->ask(session);
        if (request) {
            session->step = step;
            return request;
        }
    }
    return NULL;
}

/* ---- requests */

struct web_request *sync_request(const struct sync_session *session, const char *method,
                                 const char *path)
{
    struct str url;
    str_init(&url, LIMIT_URL_BYTES);
    str_printf(&url, "%s%s", session->account.server, path);
    struct web_request *const request = web_request_new(method, url.data);
    str_release(&url);
    // A POST that is sent on becomes a GET, and what was marked would seem to have arrived.
    request->follows_redirects = false;
    web_request_header(request, "Accept", "application/json, text/plain;q=0.8, */*;q=0.5");
    return request;
}

void sync_form_add(struct str *form, const char *name, const char *value)
{
    str_printf(form, "%s%s=", form->len ? "&" : "", name);
    url_encode_form(value, strlen(value), form);
}

void sync_form_take(struct str *form, struct web_request *request)
{
    web_request_form(request, form->data, form->len);
    explicit_bzero(form->data, form->len);
    str_release(form);
}

size_t sync_next_marks(struct sync_session *session, size_t most, enum sync_mark *mark,
                       const int64_t **ids)
{
    struct sync_changes *const changes = &session->changes;
    for (int i = 0; i < SYNC_MARKS; i++) {
        const size_t left = session->marks[i].count - session->sent[i];
        if (left == 0)
            continue;
        changes->mark = *mark = (enum sync_mark)i;
        changes->ids = *ids = vec_at(&session->marks[i], session->sent[i]);
        changes->id_count = session->batch = left < most ? left : most;
        return session->batch;
    }
    return 0;
}

void sync_marks_sent(struct sync_session *session)
{
    session->changes.news = SYNC_SENT;
    session->sent[session->changes.mark] += session->batch;
}

size_t sync_next_wanted(struct sync_session *session, size_t most, const int64_t **ids)
{
    const size_t left = session->wanted.count - session->wanted_asked;
    if (left == 0)
        return 0;
    session->changes.ids = *ids = vec_at(&session->wanted, session->wanted_asked);
    session->changes.id_count = session->batch = left < most ? left : most;
    return session->batch;
}

/* ---- answers */

/* FreshRSS writes what is markup in full width, so that it never is. */
static size_t wide_sign(const char *text, char *sign)
{
    static const struct {
        const char *wide;
        char sign;
    } signs[] = {{"＆", '&'}, {"＜", '<'}, {"＞", '>'}};
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
        if (strncmp(text, signs[i].wide, strlen(signs[i].wide)) == 0) {
            *sign = signs[i].sign;
            return strlen(signs[i].wide);
        }
    return 0;
}

static void add_narrow(const char *text, struct str *out)
{
    while (*text) {
        char sign = *text;
        const size_t len = wide_sign(text, &sign);
        str_add_char(out, sign);
        text += len ? len : 1;
    }
}

static void add_resolved(const char *text, size_t len, struct str *out)
{
    for (size_t i = 0; i < len;) {
        const size_t taken = text[i] == '&' ? html_reference(text + i, len - i, false, out) : 0;
        if (!taken)
            str_add_char(out, text[i]);
        i += taken ? taken : 1;
    }
}

const char *sync_line(struct sync_session *session, const struct json_value *value)
{
    const char *const text = json_text(value, NULL);
    if (!text || !*text)
        return NULL;
    struct str narrow;
    struct str plain;
    struct str line;
    str_init(&narrow, LIMIT_TITLE_BYTES);
    str_init(&plain, LIMIT_TITLE_BYTES);
    str_init(&line, LIMIT_TITLE_BYTES);
    add_narrow(text, &narrow);
    add_resolved(narrow.data, narrow.len, &plain);
    text_clean_line(plain.data, plain.len, &line);
    const char *const copy = line.len ? arena_strndup(&session->answer, line.data, line.len) : NULL;
    str_release(&narrow);
    str_release(&plain);
    str_release(&line);
    return copy;
}

const char *sync_html(const struct json_value *value)
{
    const char *const text = json_text(value, NULL);
    return text && *text ? text : NULL;
}

const char *sync_url(const struct json_value *value)
{
    const char *const text = json_text(value, NULL);
    return text && url_is_web(text) ? text : NULL;
}

int64_t sync_seconds(const struct json_value *value)
{
    int64_t seconds = 0;
    const bool is_good =
        json_int(value, &seconds) && seconds > 0 && seconds < INT64_MAX / 1000 / 1000;
    return is_good ? seconds * 1000 : TIME_NONE;
}

struct sync_feed *sync_add_feed(struct sync_session *session)
{
    return vec_push(&session->changes.feeds);
}

struct sync_article *sync_add_article(struct sync_session *session, int64_t id)
{
    struct sync_article *const article = vec_push(&session->changes.articles);
    article->id = id;
    article->entry = (struct feed_entry){
        .published_ms = TIME_NONE,
        .updated_ms = TIME_NONE,
        .comments_count = -1,
        .duration_seconds = -1,
        .episode = -1,
    };
    return article;
}

void sync_add_enclosure(struct sync_session *session, struct sync_article *article, const char *url,
                        const char *type, int64_t length_bytes)
{
    struct feed_enclosure **last = &article->entry.enclosures;
    int count = 0;
    for (; *last; last = &(*last)->next)
        count++;
    if (!url || count >= SYNC_ENCLOSURES_MOST)
        return;
    struct feed_enclosure *const enclosure = arena_zalloc(&session->answer, sizeof(*enclosure));
    *enclosure = (struct feed_enclosure){url, type, length_bytes, NULL};
    *last = enclosure;
}

bool sync_add_id(struct sync_session *session, enum sync_list list, int64_t id)
{
    struct vec *const ids = &session->changes.lists[list];
    if (ids->count >= (list == SYNC_LIST_RECENT ? SYNC_RECENT_MOST : SYNC_IDS_MOST))
        return false;
    *(int64_t *)vec_push(ids) = id;
    return true;
}

void sync_list_end(struct sync_session *session, enum sync_list list)
{
    session->listings[list].is_done = true;
    if (list == session->service->last_list)
        session->changes.news = SYNC_LISTED;
}

bool sync_is_strange(const struct sync_session *session, struct error *err)
{
    return error_set(err, ERR_SYNTAX, _("%s: what the server answers is not %s"),
                     session->account.server, _(session->step->what));
}

bool sync_refuse(const struct sync_session *session, struct error *err)
{
    const char *const which = session->service->password;
    return error_set(err, ERR_REFUSED, _("%s refuses the name or the password of %s%s%s"),
                     session->account.server, session->account.user, which ? ": " : "",
                     which ? _(which) : "");
}

/* One sentence for an answer that is not the thing. */
static bool explain_status(const struct sync_session *session, const struct web_response *response,
                           struct error *err)
{
    const int status = response->status;
    const char *const server = session->account.server;
    const char *const address = session->service->address;
    const char *const elsewhere = web_header_find(response->headers, "Location");
    if (status < 400 && elsewhere)
        return error_set(err, ERR_HTTP,
                         _("%s sends on to %s: add an account with the address it has there"),
                         server, elsewhere);
    if (status == 401)
        return sync_refuse(session, err);
    if (status == 404)
        return error_set(err, ERR_HTTP, _("%s: there is no such service here (404)%s%s"), server,
                         address ? ": " : "", address ? _(address) : "");
    if (status == 503)
        return error_set(err, ERR_HTTP,
                         _("%s: the service is switched off or being worked on (503): try again "
                           "later, or ask whoever runs it"),
                         server);
    return error_set(err, ERR_HTTP, _("%s: the server answered %d where %s was asked for"), server,
                     status, _(session->step->what));
}

/* A log-in page, a proxy's word. */
static bool explain_page(const struct sync_session *session, struct error *err)
{
    const char *const address = session->service->address;
    return error_set(err, ERR_SYNTAX,
                     _("%s: what answers is a web page and not the service: look at the "
                       "address%s%s"),
                     session->account.server, address ? ": " : "", address ? _(address) : "");
}

static bool is_page(const struct web_response *response)
{
    const struct slice body = slice_trim((struct slice){response->body, response->body_len});
    return body.len && body.data[0] == '<';
}

static void forget_answer(struct sync_session *session)
{
    session->changes.news = SYNC_NOTHING;
    vec_clear(&session->changes.feeds);
    vec_clear(&session->changes.articles);
    json_document_free(session->document);
    session->document = NULL;
    arena_clear(&session->answer);
}

static struct sync_answer parse_answer(struct sync_session *session,
                                       const struct web_response *response)
{
    struct sync_answer answer = {.response = response};
    const struct slice body = slice_trim((struct slice){response->body, response->body_len});
    if (body.len && (body.data[0] == '{' || body.data[0] == '['))
        session->document = json_document_parse(body.data, body.len, NULL);
    if (session->document)
        answer.root = json_document_root(session->document);
    return answer;
}

bool sync_read(struct sync_session *session, const struct web_response *response, struct error *err)
{
    enum { RENEWALS_MOST = 2 };
    forget_answer(session);
    const struct sync_answer answer = parse_answer(session, response);
    if (session->renewals < RENEWALS_MOST && session->service->renew(session, &answer)) {
        session->renewals++;
        return true;
    }
    const bool is_gone = response->status == 404 && session->step->takes_404;
    if (!is_gone && (response->status < 200 || response->status > 299))
        return explain_status(session, response, err);
    if (!is_gone && is_page(response))
        return explain_page(session, err);
    return session->step->read(session, &answer, err);
}
