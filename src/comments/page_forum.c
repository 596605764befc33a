/*
 * Threads of forums. Their software marks posts in ways of its own, which hold for all sites that
 * run it; a post is a comment, but the one that opens the thread is the article.
 */
#include "base/memory.h"
#include "comments/page.h"

struct forum_marks {
    const char *item; // selectors; the others within it
    const char *author;
    const char *time;
    const char *text;
    bool has_opening;
};

// clang-format off
static const struct forum_marks forums[] = {
    {"div.post[id]", ".author .username, .author .username-coloured, .postprofile .username",
     ".author time, .author", ".postbody .content", true}, // phpBB 3
    {"li.postbit, li.postbitlegacy, li.postcontainer", ".username", ".postdate .date, .postdate",
     ".postcontent", true}, // vBulletin 4
    {"li.b-post", ".author a, .author", "time", ".js-post__content-text", true}, // vBulletin 5
    {"article.message[data-content]", ".message-name .username, .message-name", "time",
     ".message-body .bbWrapper", true}, // XenForo 2
    {"li.message[id]", ".username", ".DateTime", ".messageText", true}, // XenForo 1
    {"div.crawler-post, div.topic-body[id]", ".creator", "time", ".post", true}, // Discourse
    {"div.windowbg[id]", ".poster h4", ".keyinfo .smalltext", ".post .inner", true}, // SMF 2
    {"tr.comtr", ".hnuser", ".age", ".commtext", false}, // Hacker News
};
// clang-format on

static const struct html_selector *selector(struct arena *arena, const char *text)
{
    const char *wrong = NULL;
    return html_selector_new(arena, slice_of(text), &wrong);
}

html_node page_select_within(const struct html_document *page, html_node top,
                             const struct html_selector *selector)
{
    html_node node = html_walk(page, top, top);
    while (node && !html_selector_fits(selector, page, node))
        node = html_walk(page, top, node);
    return node;
}

/* The first post of the page, and whose marks it bears; HTML_NONE when there is none. */
static html_node find_post(const struct html_document *page,
                           const struct html_selector *const *items, size_t *number)
{
    for (html_node node = HTML_ROOT; node; node = html_walk(page, HTML_ROOT, node)) {
        const bool has_class = html_attribute(page, node, "class") != NULL;
        for (size_t i = 0; has_class && i < COUNT_OF(forums); i++) {
            *number = i;
            if (html_selector_fits(items[i], page, node))
                return node;
        }
    }
    return HTML_NONE;
}

const struct page_forum *page_forum_find(const struct html_document *page, struct arena *arena)
{
    const struct html_selector *items[COUNT_OF(forums)];
    for (size_t i = 0; i < COUNT_OF(forums); i++)
        items[i] = selector(arena, forums[i].item);
    size_t number = 0;
    const html_node post = find_post(page, items, &number);
    struct page_forum *const forum = arena_zalloc(arena, sizeof(*forum));
    if (!post)
        return forum;
    const struct forum_marks *const marks = &forums[number];
    *forum = (struct page_forum){.item = items[number],
                                 .author = selector(arena, marks->author),
                                 .time = selector(arena, marks->time),
                                 .text = selector(arena, marks->text),
                                 .opening = marks->has_opening ? post : HTML_NONE};
    if (!page_select_within(page, post, forum->text))
        forum->item = NULL; // something else has the same name
    return forum;
}

int page_forum_depth(const struct html_document *page, html_node item)
{
    const html_node indented = html_find_attribute(page, item, "class", "ind");
    const char *const indent = indented ? html_attribute(page, indented, "indent") : NULL;
    int depth = 0;
    for (const char *at = indent ? indent : ""; ascii_is_digit(*at) && depth < 100; at++)
        depth = depth * 10 + (*at - '0');
    return indent ? depth + 1 : 0;
}
