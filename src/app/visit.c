#include "app/visit.h"

#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "store/articles.h"
#include "web/url.h"

void visit_init(struct visit *visit, struct app *app, struct ticket *ticket, int64_t article_id)
{
    *visit = (struct visit){.app = app, .ticket = ticket_ref(ticket), .article_id = article_id};
    arena_init(&visit->arena);
    article_manners_init(&visit->manners);
    visit->comments_count = -1;
}

void visit_leave_page(struct visit *visit)
{
    comments_form_free(visit->form);
    comments_source_release(&visit->source);
    html_free(visit->page);
    web_response_free(visit->response);
    visit->form = NULL;
    visit->source = (struct comments_source){0};
    visit->page = NULL;
    visit->response = NULL;
}

void visit_release(struct visit *visit)
{
    visit_leave_page(visit);
    ticket_unref(visit->ticket);
    article_manners_release(&visit->manners);
    arena_release(&visit->arena);
}

/* A page's address without its fragment, in the arena; NULL when it is none (mailto: is common). */
static const char *page_of(struct arena *arena, const char *url)
{
    return url && url_is_web(url) ? arena_strndup(arena, url, strcspn(url, "#")) : NULL;
}

/* The form as it was last seen, on this page or on another of the site. */
static bool look_up_form(struct visit *visit, struct store *store, const char *form_json,
                         struct error *err)
{
    visit->form_json = arena_strdup(&visit->arena, form_json);
    if (form_json)
        return true;
    struct str form;
    str_init(&form, LIMIT_CONFIG_BYTES);
    const bool is_read = store_comments_site_form(store, visit->article_id, &form, err);
    if (form.len)
        visit->form_json = arena_strdup(&visit->arena, form.data);
    str_release(&form);
    return is_read;
}

bool visit_look_up(struct visit *visit, struct store *store, struct error *err)
{
    struct store_articles one = {0};
    struct store_text text = {0};
    if (!store_articles_get(store, visit->article_id, &one, err))
        return false;
    bool is_good = store_articles_text(store, visit->article_id, &text, err);
    if (is_good) {
        const struct store_article *const article = &one.items[0];
        visit->title = arena_strdup(&visit->arena, article->title);
        visit->page_url = page_of(&visit->arena, article->link);
        visit->comments_url = page_of(&visit->arena, text.comments_link);
        if (!visit->page_url)
            visit->page_url = visit->comments_url;
        if (!visit->comments_url)
            visit->comments_url = visit->page_url;
        visit->comments_feed = arena_strdup(&visit->arena, text.comments_feed);
        visit->comments_count = article->comments_count;
        is_good = look_up_form(visit, store, text.form, err) &&
                  article_manners_find(&visit->manners, visit->app, store, article->feed_id,
                                       &visit->arena, err);
        store_text_release(&text);
    }
    store_articles_release(&one);
    return is_good;
}

static void visit_read(struct visit *visit, struct error *err)
{
    char type[64];
    char charset[64];
    const struct web_response *const response = visit->response;
    web_content_type(web_header_find(response->headers, "Content-Type"), type, charset);
    visit->page = html_parse_bytes(response->body, response->body_len, charset[0] ? charset : NULL,
                                   response->url, visit->ticket, err);
    if (!visit->page)
        return;
    comments_source_find(response, visit->page, &visit->source);
    visit->form = comments_form_find(visit->page);
}

/* On a worker. */
static void visit_answered(void *context, struct web_response *response, const struct error *reason)
{
    struct visit *const visit = context;
    struct error err = *reason;
    visit->response = response;
    if (response && response->status == 401)
        passwords_forget(visit->app->passwords,
                         article_manners_for(&visit->manners, response->url)->password_command);
    if (response && response->status != 200)
        app_http_error(response, &err);
    else if (response)
        visit_read(visit, &err);
    visit->arrived(visit, &err);
}

static void visit_without_page(void *context)
{
    struct visit *const visit = context;
    struct error err = {0};
    error_set(&err, ERR_NOT_FOUND, _("the article names no page of its own"));
    visit->arrived(visit, &err);
}

void visit_go(struct visit *visit, const char *url, visit_arrived arrived)
{
    visit->arrived = arrived;
    visit->is_discussion = url && strcmp(url, visit->comments_url) == 0;
    if (!url) {
        pool_submit(visit->app->pool, visit_without_page, visit);
        return;
    }
    struct web_request *const request = web_request_new("GET", url);
    request->limit_bytes = LIMIT_HTML_BYTES;
    request->spent = &visit->spent;
    web_request_header(request, "Accept", "text/html, application/xhtml+xml;q=0.9, */*;q=0.5");
    article_manners_send(visit->app, request, &visit->manners, visit->ticket, visit_answered,
                         visit);
}

bool visit_store_form(const struct visit *visit, struct store *store, struct error *err)
{
    if (!visit->page || !visit->is_discussion)
        return true;
    if (!visit->form)
        return store_comments_set_form(store, visit->article_id, NULL, (int)visit->source.state,
                                       err);
    struct str text;
    str_init(&text, LIMIT_CONFIG_BYTES);
    struct json_writer json;
    json_writer_init(&json, &text);
    comments_form_write(visit->form, &json);
    const bool is_stored =
        store_comments_set_form(store, visit->article_id, text.data, (int)visit->source.state, err);
    str_release(&text);
    return is_stored;
}

void visit_explain_no_form(const struct visit *visit, struct error *err)
{
    switch (visit->source.state) {
    case COMMENTS_CLOSED:
        error_set(err, ERR_REFUSED, _("comments are closed here"));
        break;
    case COMMENTS_LOGIN:
        error_set(err, ERR_REFUSED,
                  _("only readers who are logged in may comment here: use the browser"));
        break;
    default:
        if (visit->source.embed)
            error_set(err, ERR_UNSUPPORTED,
                      _("the comments are kept elsewhere (%s): use the browser"),
                      visit->source.embed);
        else
            error_set(err, ERR_REFUSED, _("the page offers no form for replies"));
    }
}
