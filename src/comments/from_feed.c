/*
 * Comment feeds: Atom with RFC 4685's in-reply-to, and WordPress's RSS, which tells the parent only
 * in words: a first paragraph "In reply to <a href="…#comment-138">Ivy</a>." (translated on other
 * sites, so it is known by its shape).
 */
#include <string.h>

#include "base/limits.h"
#include "base/time.h"
#include "comments/internal.h"
#include "feed/identity.h"

enum {
    WORDPRESS_FEED_ENTRIES = 10, // WordPress gives the newest 10 and no more
    PARENT_WORDS_BYTES = 60,     // what stands around the link of "In reply to …"
};

/* An id as it is compared: WordPress's number where there is one. */
static const char *read_id(struct arena *arena, const char *id)
{
    const char *const number = id ? comments_wordpress_id(arena, id) : NULL;
    return number || !id ? number : arena_strdup(arena, id);
}

/* The name in `By: Ada` or `Comment on TITLE by Ada`. */
static const char *name_in_title(struct arena *arena, const char *title)
{
    if (!title)
        return NULL;
    const char *const colon = strstr(title, ": ");
    if (colon && colon - title <= 12)
        return arena_strdup(arena, colon + 2);
    const char *by = NULL;
    for (const char *at = strstr(title, " by "); at; at = strstr(at + 1, " by "))
        by = at + 4;
    return by && *by ? arena_strdup(arena, by) : NULL;
}

/* WordPress's `dc:creator` keeps one layer of entities below the one that XML undoes. */
static const char *read_author(struct arena *arena, const struct feed_entry *entry)
{
    const char *const name = entry->author ? entry->author : name_in_title(arena, entry->title);
    if (!name || !*name)
        return NULL;
    const char *const reference = strchr(name, '&');
    if (reference && strchr(reference, ';') && !strchr(name, '<'))
        return comments_plain(arena, name);
    return arena_strdup(arena, name);
}

/* How many bytes of text within `top` stand outside of the element `link`. */
static size_t text_beside(const struct html_document *doc, html_node top, html_node link)
{
    size_t len = 0;
    for (html_node node = top; node; node = html_walk(doc, top, node))
        if (html_tag(doc, node) == HTML_TEXT && !html_is_inside(doc, node, link))
            len += slice_trim(html_text(doc, node)).len;
    return len;
}

/* The id that a first paragraph of the shape "In reply to LINK." names; NULL for any other text. */
static const char *parent_in_paragraph(struct arena *arena, const struct html_document *doc)
{
    html_node first = html_first_child(doc, HTML_ROOT);
    while (first && html_tag(doc, first) == HTML_TEXT && slice_trim(html_text(doc, first)).len == 0)
        first = html_next(doc, first);
    if (!first || html_tag(doc, first) != HTML_P)
        return NULL;
    const html_node link = html_find_tag(doc, first, HTML_A);
    const char *const href = link ? html_attribute(doc, link, "href") : NULL;
    if (!href || !strchr(href, '#') || text_beside(doc, first, link) > PARENT_WORDS_BYTES)
        return NULL;
    return comments_wordpress_id(arena, href);
}

/* Take the parent out of the words when the feed has it nowhere else, and the words with it. */
static void read_body(struct comments_thread *thread, struct comment *comment, const char *html)
{
    comment->html = arena_strdup(&thread->arena, html);
    const char *const end = strcasestr(html, "</p>");
    if (!end)
        return;
    struct html_document *const doc = html_parse(html, strlen(html), NULL, NULL, NULL);
    if (!doc)
        return;
    const char *const parent = parent_in_paragraph(&thread->arena, doc);
    html_free(doc);
    if (!parent || (comment->parent && strcmp(comment->parent, parent) != 0))
        return;
    comment->parent = parent;
    comment->html = arena_strdup(&thread->arena, end + 4 + strspn(end + 4, " \t\r\n"));
}

static void read_entry(const struct feed_entry *entry, struct comments_thread *thread)
{
    struct arena *const arena = &thread->arena;
    const char *const html = entry->content ? entry->content : entry->summary;
    struct comment *const comment = html ? comments_add(thread) : NULL;
    if (!comment)
        return;
    const char *id = read_id(arena, entry->id);
    if (!id)
        id = read_id(arena, entry->link);
    comment->id = id ? id : feed_entry_identity(entry, arena);
    comment->parent = read_id(arena, entry->in_reply_to);
    comment->author = read_author(arena, entry);
    comment->author_url = arena_strdup(arena, entry->author_url);
    comment->published_ms =
        entry->published_ms != TIME_NONE ? entry->published_ms : entry->updated_ms;
    read_body(thread, comment, html);
}

/* Are there comments that the feed does not give? */
static bool is_cut(const struct feed *feed, const struct comments_thread *thread)
{
    if (thread->total >= 0)
        return (int64_t)thread->comments.count < thread->total;
    return feed->entry_count == WORDPRESS_FEED_ENTRIES && feed->entries->id &&
           strstr(feed->entries->id, "#comment-");
}

void comments_from_feed(const struct feed *feed, struct comments_thread *thread)
{
    for (const struct feed_entry *entry = feed->entries; entry; entry = entry->next)
        read_entry(entry, thread);
    if (is_cut(feed, thread) && !thread->more_url)
        thread->more_url = arena_strdup(&thread->arena, feed->next ? feed->next : feed->link);
}
