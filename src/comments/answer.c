/*
 * WordPress says what became of a comment by status and Location alone; its words are translated.
 * Other software is judged by what browsers' users see.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "codec/date.h"
#include "comments/internal.h"
#include "comments/reply.h"

enum {
    FLOOD_SECONDS = 15, // WordPress's pause between two comments of one writer
    MOST_RETRY_SECONDS = 86400,
};

// Classes of the element that tells an error, the surest first.
static const char *const error_classes[] = {
    "wp-die-message", "errorlist",   "error-message",    "error_message", "form-error",
    "alert-danger",   "alert-error", "notice-error",     "message-error", "error",
    "errors",         "flash-error", "invalid-feedback", "fehler",
};
// And of one that says that the comment waits.
static const char *const held_classes[] = {"comment-awaiting-moderation", "awaiting-moderation",
                                           "moderation"};

static html_node find_class(const struct html_document *page, const char *const *classes,
                            size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (html_node node = HTML_ROOT; node; node = html_walk(page, HTML_ROOT, node))
            if (html_has_class(page, node, classes[i]) && !html_is_hidden(page, node))
                return node;
    return HTML_NONE;
}

static void copy_words(const char *text, struct comments_answer *answer)
{
    struct str words;
    str_init(&words, sizeof(answer->words) - 1);
    str_append_whole(&words, text, strlen(text));
    memcpy(answer->words, words.data, words.len + 1);
    str_release(&words);
}

static void node_words(const struct html_document *page, html_node node,
                       struct comments_answer *answer)
{
    struct str text;
    str_init(&text, LIMIT_TITLE_BYTES);
    html_plain_text(page, node, &text);
    copy_words(text.data, answer);
    str_release(&text);
}

/* The site's words about an error, if there are any; a page of its own without markup is one. */
static bool find_error(const struct html_document *page, struct comments_answer *answer)
{
    html_node node = find_class(page, error_classes, COUNT_OF(error_classes));
    if (!node)
        node = html_find_attribute(page, HTML_ROOT, "role", "alert");
    if (node)
        node_words(page, node, answer);
    return answer->words[0] != '\0';
}

static void heading_words(const struct html_document *page, struct comments_answer *answer)
{
    static const enum html_tag tags[] = {HTML_H1, HTML_H2, HTML_P};
    for (size_t i = 0; i < COUNT_OF(tags) && !answer->words[0]; i++) {
        const html_node node = html_find_tag(page, HTML_ROOT, tags[i]);
        if (node)
            node_words(page, node, answer);
    }
}

static struct html_document *parse_body(const struct web_response *response)
{
    char type[64];
    char charset[64];
    web_content_type(web_header_find(response->headers, "Content-Type"), type, charset);
    if (response->body_len == 0 || (*type && !strstr(type, "html")))
        return NULL;
    return html_parse_bytes(response->body, response->body_len, *charset ? charset : NULL,
                            response->url, NULL, NULL);
}

/* Read what the page says; true when it tells of an error. */
static bool read_page(const struct web_response *response, bool is_refusal,
                      struct comments_answer *answer)
{
    struct html_document *const page = parse_body(response);
    if (!page)
        return is_refusal;
    const bool has_error = find_error(page, answer);
    if (is_refusal && !has_error)
        heading_words(page, answer);
    if (!is_refusal && !has_error && find_class(page, held_classes, COUNT_OF(held_classes)))
        answer->outcome = COMMENTS_HELD;
    html_free(page);
    return is_refusal || has_error;
}

static bool copy_comment_id(const char *location, struct comments_answer *answer)
{
    const char *const mark = strstr(location, "#comment-");
    const char *const number = mark ? mark + strlen("#comment-") : "";
    const size_t len = strspn(number, "0123456789");
    if (len == 0 || len >= sizeof(answer->comment_id))
        return false;
    memcpy(answer->comment_id, number, len);
    answer->comment_id[len] = '\0';
    return true;
}

static void read_redirect(const struct web_response *response, bool is_wordpress,
                          struct comments_answer *answer)
{
    const char *const header = web_header_find(response->headers, "Location");
    const char *const location = header ? header : "";
    const bool has_id = copy_comment_id(location, answer);
    if (strstr(location, "unapproved="))
        answer->outcome = COMMENTS_HELD;
    else if (has_id)
        answer->outcome = COMMENTS_POSTED;
    else if (is_wordpress || comments_holds(location, "error") ||
             comments_holds(location, "login") || comments_holds(location, "signin"))
        answer->outcome = COMMENTS_REFUSED;
    else
        answer->outcome = COMMENTS_POSTED;
}

static int read_retry(const struct web_response *response)
{
    const char *const date = web_header_find(response->headers, "Date");
    int64_t now_ms = 0;
    if (date)
        date_parse(date, strlen(date), &now_ms);
    const int64_t seconds = web_retry_after_seconds(response, now_ms);
    if (seconds < 0)
        return FLOOD_SECONDS;
    return seconds > MOST_RETRY_SECONDS ? MOST_RETRY_SECONDS : (int)seconds;
}

static bool is_later(int status)
{
    return status == 0 || status == 408 || status == 429 || status == 502 || status == 503 ||
           status == 504;
}

void comments_reply_answer(const struct web_response *response, struct comments_answer *answer)
{
    memset(answer, 0, sizeof(*answer));
    const int status = response->status;
    const bool is_wordpress = response->url && strstr(response->url, "wp-comments-post");
    if (status >= 300 && status < 400) {
        read_redirect(response, is_wordpress, answer);
        return;
    }
    const bool is_refusal = status < 200 || status >= 400 || is_wordpress;
    if (read_page(response, is_refusal, answer))
        answer->outcome = COMMENTS_REFUSED;
    if (status == 202)
        answer->outcome = COMMENTS_HELD;
    answer->is_duplicate = status == 409;
    if (is_later(status)) {
        answer->outcome = COMMENTS_LATER;
        answer->retry_after_seconds = read_retry(response);
    }
}
