#include "comments/internal.h"

#include <string.h>

#include "base/limits.h"
#include "base/str.h"
#include "base/time.h"
#include "web/url.h"

struct comment *comments_add(struct comments_thread *thread)
{
    if (thread->comments.count >= LIMIT_COMMENTS)
        return NULL;
    struct comment *const comment = vec_push(&thread->comments);
    comment->id = "";
    comment->html = "";
    comment->published_ms = TIME_NONE;
    comment->score = COMMENT_NO_SCORE;
    return comment;
}

const char *comments_wordpress_id(struct arena *arena, const char *text)
{
    static const char mark[] = "comment-";
    if (!text)
        return NULL;
    const char *last = NULL;
    for (const char *at = strstr(text, mark); at; at = strstr(at + 1, mark))
        last = at;
    // `comment-page-2` and `wp-comment-7-x` are something else.
    if (!last || (last > text && !strchr("#-_", last[-1])))
        return NULL;
    const char *const number = last + sizeof(mark) - 1;
    const size_t len = strspn(number, "0123456789");
    if (len == 0 || len > 18 || number[len])
        return NULL;
    return arena_strndup(arena, number, len);
}

static const char *keep(struct arena *arena, const struct str *text)
{
    return text->len ? arena_strndup(arena, text->data, text->len) : NULL;
}

const char *comments_plain(struct arena *arena, const char *html)
{
    if (!html)
        return NULL;
    struct str text;
    str_init(&text, LIMIT_TITLE_BYTES);
    html_fragment_text(html, strlen(html), &text);
    const char *const plain = keep(arena, &text);
    str_release(&text);
    return plain;
}

const char *comments_node_text(struct arena *arena, const struct html_document *doc, html_node node)
{
    if (node == HTML_NONE)
        return NULL;
    struct str text;
    str_init(&text, LIMIT_TITLE_BYTES);
    html_plain_text(doc, node, &text);
    const char *const plain = keep(arena, &text);
    str_release(&text);
    return plain;
}

const char *comments_node_url(struct arena *arena, const struct html_document *doc, html_node node,
                              const char *name)
{
    struct str url;
    str_init(&url, LIMIT_URL_BYTES);
    const bool is_there = html_attribute_url(doc, node, name, &url) && url_is_web(url.data);
    const char *const kept = is_there ? keep(arena, &url) : NULL;
    str_release(&url);
    return kept;
}

bool comments_holds(const char *text, const char *word)
{
    return text && strcasestr(text, word);
}

bool comments_has_property(const struct html_document *doc, html_node node, const char *name)
{
    static const char *const attributes[] = {"itemprop", "property", "rel"};
    for (size_t i = 0; i < COUNT_OF(attributes); i++) {
        const char *const value = html_attribute(doc, node, attributes[i]);
        struct slice rest = slice_of(value ? value : "");
        struct slice word = {NULL, 0};
        // A link's `rel` has other meanings without a prefix.
        while (slice_next(&rest, ' ', &word)) {
            const bool has_prefix = slice_starts(word, "schema:");
            if ((has_prefix || i < 2 || strchr(name, ':')) &&
                slice_is(has_prefix ? (struct slice){word.data + 7, word.len - 7} : word, name))
                return true;
        }
    }
    return false;
}

bool comments_is_called(const struct html_document *doc, html_node node, const char *word)
{
    return comments_holds(html_attribute(doc, node, "class"), word) ||
           comments_holds(html_attribute(doc, node, "id"), word);
}
