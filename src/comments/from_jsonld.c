/*
 * Comments as pages give them to search engines: schema.org's Comment in the JSON-LD of an article,
 * with replies in each other's `comment`.
 */
#include <string.h>

#include "base/limits.h"
#include "base/time.h"
#include "codec/date.h"
#include "comments/internal.h"
#include "extract/jsonld.h"

enum { PENDING = 256 }; // lists that are still to be read

struct pending {
    const struct json_value *list; // a comment or an array of them
    const char *parent;
};

struct jsonld_reader {
    const struct html_document *page;
    struct comments_thread *thread;
    struct pending pending[PENDING];
    size_t count;
};

static const char *text_of(const struct json_value *object, const char *const *names)
{
    for (; *names; names++) {
        const char *const text = extract_jsonld_text(json_member(object, *names), "@value");
        if (text && *text)
            return text;
    }
    return NULL;
}

static void push(struct jsonld_reader *reader, const struct json_value *list, const char *parent)
{
    const bool is_list = json_is_array(list) || json_is_object(list);
    if (is_list && reader->count < PENDING)
        reader->pending[reader->count++] = (struct pending){list, parent};
}

static bool has_markup(const char *text)
{
    for (const char *at = strchr(text, '<'); at; at = strchr(at + 1, '<'))
        if (at[1] == '/' || ascii_is_alpha(at[1]))
            return true;
    return false;
}

/* Markup as clean markup, plain text with its line breaks. */
static const char *as_html(struct jsonld_reader *reader, const char *text)
{
    struct arena *const arena = &reader->thread->arena;
    struct str html;
    str_init(&html, LIMIT_FIELD_BYTES);
    if (has_markup(text)) {
        struct html_document *const doc =
            html_parse(text, strlen(text), html_base(reader->page), NULL, NULL);
        for (html_node node = doc ? html_first_child(doc, HTML_ROOT) : HTML_NONE; node;
             node = html_next(doc, node))
            html_serialise(doc, node, &html);
        html_free(doc);
    } else {
        struct slice rest = slice_of(text);
        struct slice line = {NULL, 0};
        while (slice_next(&rest, '\n', &line)) {
            if (html.len)
                str_add(&html, "<br>\n");
            html_escape(line.data, line.len, &html);
        }
    }
    const char *const kept = arena_strndup(arena, html.data, html.len);
    str_release(&html);
    return kept;
}

static const char *own_id(struct jsonld_reader *reader, const struct json_value *object)
{
    static const char *const names[] = {"@id", "identifier", "url", NULL};
    struct arena *const arena = &reader->thread->arena;
    const char *const id = text_of(object, names);
    const char *const number = comments_wordpress_id(arena, id);
    if (number)
        return number;
    if (id)
        return arena_strdup(arena, id);
    return arena_printf(arena, "comment-%zu", reader->thread->comments.count + 1);
}

static int64_t read_time(const struct json_value *object)
{
    static const char *const names[] = {"dateCreated", "datePublished", "commentTime", NULL};
    const char *const text = text_of(object, names);
    int64_t time_ms = TIME_NONE;
    return text && date_parse(text, strlen(text), &time_ms) ? time_ms : TIME_NONE;
}

static const char *author_url(struct jsonld_reader *reader, const struct json_value *author)
{
    const char *const url = json_text(json_member(author, "url"), NULL);
    struct str absolute;
    str_init(&absolute, LIMIT_URL_BYTES);
    const bool is_there = url && html_resolve(reader->page, url, strlen(url), &absolute);
    const char *const kept =
        is_there && strncmp(absolute.data, "http", 4) == 0
            ? arena_strndup(&reader->thread->arena, absolute.data, absolute.len)
            : NULL;
    str_release(&absolute);
    return kept;
}

/* A comment without text may still have replies. */
static void read_comment(struct jsonld_reader *reader, const struct json_value *object,
                         const char *parent)
{
    static const char *const texts[] = {"text", "commentText", "description", "articleBody", NULL};
    if (!extract_jsonld_is(object, "Comment"))
        return;
    const char *const text = text_of(object, texts);
    struct comment *const comment = text ? comments_add(reader->thread) : NULL;
    const char *id = parent;
    if (comment) {
        const struct json_value *author = json_member(object, "author");
        author = author ? author : json_member(object, "creator");
        comment->id = id = own_id(reader, object);
        comment->parent = parent;
        comment->author =
            comments_plain(&reader->thread->arena, extract_jsonld_text(author, "name"));
        comment->author_url = author_url(reader, author);
        comment->published_ms = read_time(object);
        comment->html = as_html(reader, text);
        if (!json_int(json_member(object, "upvoteCount"), &comment->score))
            comment->score = COMMENT_NO_SCORE;
    }
    push(reader, json_member(object, "comment"), id);
}

static void read_pending(struct jsonld_reader *reader)
{
    while (reader->count) {
        const struct pending next = reader->pending[--reader->count];
        if (json_is_object(next.list))
            read_comment(reader, next.list, next.parent);
        for (size_t i = 0; json_is_array(next.list) && i < json_count(next.list); i++)
            read_comment(reader, json_item(next.list, i), next.parent);
    }
}

static void visit(const struct json_value *object, void *context)
{
    struct jsonld_reader *const reader = context;
    if (extract_jsonld_is(object, "Comment")) {
        push(reader, object, NULL); // one of a graph
    } else {
        push(reader, json_member(object, "comment"), NULL);
    }
    read_pending(reader);
}

size_t comments_from_jsonld(const struct html_document *page, struct comments_thread *thread)
{
    struct jsonld_reader reader = {.page = page, .thread = thread};
    const size_t before = thread->comments.count;
    extract_jsonld_each(page, visit, &reader);
    return thread->comments.count - before;
}
