/*
 * What a browser would send for the form. Source: HTML 4.10.21.4 and URL 5.2.
 */
#include <string.h>

#include "base/limits.h"
#include "comments/internal.h"
#include "comments/reply.h"
#include "comments/site.h"
#include "web/url.h"

static void add_pair(struct str *body, const char *name, const char *value, size_t value_len)
{
    if (body->len)
        str_add_char(body, '&');
    url_encode_form(name, strlen(name), body);
    str_add_char(body, '=');
    url_encode_form(value, value_len, body);
}

/* Text areas are sent with CR LF (HTML 4.10.11.3). */
static void add_text(struct str *body, const char *name, const char *text)
{
    struct str lines;
    str_init(&lines, LIMIT_FIELD_BYTES);
    for (const char *at = text; *at; at++) {
        if (*at == '\r')
            continue;
        if (*at == '\n')
            str_add_char(&lines, '\r');
        str_add_char(&lines, *at);
    }
    add_pair(body, name, lines.data, lines.len);
    str_release(&lines);
}

static void add_site(struct str *body, const char *name, const char *text)
{
    struct str site;
    str_init(&site, LIMIT_URL_BYTES);
    comments_site_write(text, &site);
    add_pair(body, name, site.data, site.len);
    str_release(&site);
}

static void add_line(struct str *body, const char *name, const char *text)
{
    const struct slice line = slice_trim(slice_of(text ? text : ""));
    add_pair(body, name, line.data, line.len);
}

static void add_field(struct str *body, const struct comments_field *field,
                      const struct comments_reply *reply)
{
    switch (field->role) {
    case COMMENTS_FIELD_NAME:
        add_line(body, field->name, reply->name);
        break;
    case COMMENTS_FIELD_EMAIL:
        add_line(body, field->name, reply->email);
        break;
    case COMMENTS_FIELD_URL:
        add_site(body, field->name, reply->url ? reply->url : "");
        break;
    case COMMENTS_FIELD_BODY:
        add_text(body, field->name, reply->body ? reply->body : "");
        break;
    case COMMENTS_FIELD_PARENT:
        add_line(body, field->name, reply->parent && *reply->parent ? reply->parent : field->value);
        break;
    case COMMENTS_FIELD_CONSENT: // a box that nobody ticked is not sent
    case COMMENTS_FIELD_CAPTCHA:
        break;
    case COMMENTS_FIELD_OTHER:
        add_pair(body, field->name, field->value, strlen(field->value));
        break;
    }
}

static bool has_parent_field(const struct comments_form *form)
{
    for (size_t i = 0; i < form->count; i++)
        if (form->fields[i].role == COMMENTS_FIELD_PARENT)
            return true;
    return false;
}

struct web_request *comments_reply_request(const struct comments_form *form,
                                           const struct comments_reply *reply)
{
    struct web_request *const request = web_request_new("POST", form->action);
    request->follows_redirects = false; // where it leads is the answer
    struct str body;
    str_init(&body, LIMIT_FIELD_BYTES);
    for (size_t i = 0; i < form->count; i++)
        add_field(&body, &form->fields[i], reply);
    if (reply->parent && *reply->parent && !has_parent_field(form) &&
        strstr(form->action, "wp-comments-post"))
        add_line(&body, "comment_parent", reply->parent);
    web_request_form(request, body.data, body.len);
    str_release(&body);
    const size_t page_len = form->page_url ? strcspn(form->page_url, "#") : 0;
    if (page_len)
        web_request_header(request, "Referer",
                           arena_strndup(&request->arena, form->page_url, page_len));
    return request;
}
