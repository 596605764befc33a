/*
 * WordPress's REST answer: an array of comments, or an object with `code` and `message`.
 * Source: the REST API handbook, "Comments"; what 6.1 really answers.
 */
#include <string.h>

#include "base/intl.h"
#include "base/time.h"
#include "codec/date.h"
#include "codec/json.h"
#include "comments/internal.h"
#include "web/url.h"

static bool refuse(const struct json_value *root, struct error *err)
{
    const char *const message = json_text(json_member(root, "message"), NULL);
    if (!message)
        return error_set(err, ERR_SYNTAX, _("the site's answer is not a list of comments"));
    struct str words;
    str_init(&words, ERROR_TEXT_BYTES - 1);
    html_fragment_text(message, strlen(message), &words);
    error_set(err, ERR_REFUSED, "%s", words.data);
    str_release(&words);
    return false;
}

static const char *number_text(struct arena *arena, const struct json_value *value)
{
    int64_t number = 0;
    if (!json_int(value, &number) || number <= 0)
        return NULL;
    return arena_printf(arena, "%lld", (long long)number);
}

/* `date_gmt` names no zone and is UTC, which is how date_parse() reads a date without one. */
static int64_t read_time(const struct json_value *item)
{
    size_t len = 0;
    const char *const date = json_text(json_member(item, "date_gmt"), &len);
    int64_t time_ms = TIME_NONE;
    if (date && !date_parse(date, len, &time_ms))
        return TIME_NONE;
    return time_ms;
}

static void read_item(const struct json_value *item, struct comments_thread *thread)
{
    struct arena *const arena = &thread->arena;
    const char *const type = json_text(json_member(item, "type"), NULL);
    const char *const id = number_text(arena, json_member(item, "id"));
    // Pingbacks and trackbacks say that somebody linked here; they are no part of the talk.
    if (!id || (type && strcmp(type, "comment") != 0))
        return;
    struct comment *const comment = comments_add(thread);
    if (!comment)
        return;
    const char *const html = json_text(json_member(json_member(item, "content"), "rendered"), NULL);
    const char *const url = json_text(json_member(item, "author_url"), NULL);
    comment->id = id;
    comment->parent = number_text(arena, json_member(item, "parent"));
    comment->author = comments_plain(arena, json_text(json_member(item, "author_name"), NULL));
    comment->author_url = url && url_is_web(url) ? arena_strdup(arena, url) : NULL;
    comment->published_ms = read_time(item);
    comment->html = html ? arena_strdup(arena, html) : "";
}

bool comments_from_wordpress(const char *json, size_t len, struct comments_thread *thread,
                             struct error *err)
{
    struct json_document *const document = json_document_parse(json, len, err);
    if (!document) {
        error_prefix(err, _("the site's answer is not a list of comments"));
        return false;
    }
    const struct json_value *const root = json_document_root(document);
    const bool is_list = json_is_array(root);
    if (!is_list)
        refuse(root, err);
    for (size_t i = 0; is_list && i < json_count(root); i++)
        read_item(json_item(root, i), thread);
    json_document_free(document);
    return is_list;
}
