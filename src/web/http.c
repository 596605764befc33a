#include "web/http.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct web_request *web_request_new(const char *method, const char *url)
{
    struct web_request *const request = mem_zalloc(sizeof(*request));
    arena_init(&request->arena);
    request->method = arena_strdup(&request->arena, method);
    request->url = arena_strdup(&request->arena, url);
    request->follows_redirects = true;
    return request;
}

void web_request_free(struct web_request *request)
{
    if (!request)
        return;
    arena_release(&request->arena);
    free(request);
}

/* RFC 9110 5.6.2 */
static bool is_token_char(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || (c && strchr("!#$%&'*+-.^_`|~", c));
}

bool web_is_token(struct slice text)
{
    size_t len = 0;
    while (len < text.len && is_token_char(text.data[len]))
        len++;
    return len > 0 && len == text.len;
}

/* Entity tags without W/: servers that compress on the fly weaken the tag they compare bytewise. */
static void etags_strengthen(char *value)
{
    char *out = value;
    bool is_quoted = false;
    for (const char *in = value; *in; in++) {
        if (!is_quoted && in[0] == 'W' && in[1] == '/' && in[2] == '"')
            in += 2;
        if (*in == '"')
            is_quoted = !is_quoted;
        *out++ = *in;
    }
    *out = '\0';
}

void web_request_header(struct web_request *request, const char *name, const char *value)
{
    if (!web_is_token(slice_of(name)))
        return;
    char *const copy = arena_strdup(&request->arena, value);
    // A line feed would begin another header.
    for (char *c = copy; *c; c++)
        if (((unsigned char)*c < ' ' && *c != '\t') || *c == 0x7F)
            *c = ' ';
    if (ascii_equal_nocase(name, "If-None-Match"))
        etags_strengthen(copy);
    web_header_add(&request->headers, &request->arena, name, copy);
}

void web_request_form(struct web_request *request, const char *body, size_t len)
{
    request->body = arena_strndup(&request->arena, body, len);
    request->body_len = len;
    web_request_header(request, "Content-Type", "application/x-www-form-urlencoded");
}

struct web_response *web_response_new(void)
{
    struct web_response *const response = mem_zalloc(sizeof(*response));
    arena_init(&response->arena);
    response->body = mem_strndup("", 0);
    return response;
}

void web_response_free(struct web_response *response)
{
    if (!response)
        return;
    if (response->keeper)
        response->keeper->free(response);
    else
        free(response->body);
    arena_release(&response->arena);
    free(response);
}

void web_response_pass(struct web_response *response, size_t offset)
{
    if (response->keeper)
        response->keeper->pass(response, offset);
}

static const struct web_header *web_header_next(const struct web_header *header, const char *name)
{
    while (header && !ascii_equal_nocase(header->name, name))
        header = header->next;
    return header;
}

const char *web_header_find(const struct web_header *headers, const char *name)
{
    const struct web_header *const header = web_header_next(headers, name);
    return header ? header->value : NULL;
}

void web_header_add(struct web_header **headers, struct arena *arena, const char *name,
                    const char *value)
{
    struct web_header *const header = arena_zalloc(arena, sizeof(*header));
    header->name = arena_strdup(arena, name);
    header->value = arena_strdup(arena, value);
    while (*headers)
        headers = &(*headers)->next;
    *headers = header;
}
