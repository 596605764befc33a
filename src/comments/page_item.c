/*
 * Who wrote a comment, when, and what: by the properties and classes that sites use, within the
 * item and outside of the items that it holds.
 */
#include <string.h>

#include "base/limits.h"
#include "base/time.h"
#include "codec/date.h"
#include "comments/internal.h"
#include "comments/names.h"
#include "comments/page.h"

enum { NAME_BYTES = 120, LEADING_NAME_BYTES = 60 };

/* How an element is known: by a whole class, by the value of itemprop, or by its tag. */
struct page_sign {
    const char *class_word;
    const char *property;
    enum html_tag tag;
};

// clang-format off
static const struct page_sign author_signs[] = {
    {.property = "author"},            {.class_word = "p-author"},
    {.property = "sioc:has_creator"},
    {.class_word = "fn"},              {.property = "creator"},
    {.class_word = "wp-block-comment-author-name"}, {.class_word = "comment-author-name"},
    {.class_word = "comment-author"},  {.class_word = "comment_author"},
    {.class_word = "comment-name"},    {.tag = HTML_CITE},
    {.class_word = "author"},          {.class_word = "username"},
    {.class_word = "user-name"},       {.class_word = "user"},
    {.class_word = "nickname"},        {.class_word = "benutzer"},
    {.class_word = "w-comments-item-author"}, {.class_word = "name"},
    {.class_word = "url"},
};
static const struct page_sign text_signs[] = {
    {.property = "text"},              {.property = "commentText"},
    {.property = "content:encoded"},
    {.property = "description"},       {.class_word = "e-content"},
    {.class_word = "wp-block-comment-content"}, {.class_word = "comment-text"},
    {.class_word = "comment_text"},    {.class_word = "comment-content"},
    {.class_word = "comment_content"}, {.class_word = "comment-message"},
    {.class_word = "commentText"},     {.class_word = "comment__text"},
    {.class_word = "comment__content"}, {.class_word = "comment__body"},
    {.class_word = "contenttext"},     {.class_word = "comment-copy"},
    {.class_word = "kommentar-text"},  {.class_word = "comment-entry-content"},
    {.class_word = "commentcontent"},  {.class_word = "comment-desc"},
    {.class_word = "p-name"},
};
static const struct page_sign time_signs[] = {
    {.property = "dateCreated"},       {.property = "datePublished"},
    {.property = "dc:created"},
    {.property = "commentTime"},       {.class_word = "dt-published"},
    {.tag = HTML_TIME},                {.class_word = "published"},
    {.class_word = "comment-date"},    {.class_word = "comment-time"},
    {.class_word = "commentmetadata"}, {.class_word = "datetime"},
    {.class_word = "date"},            {.class_word = "datum"},
};
// Pieces of a class or id that name something beside the text.
static const char *const aside_words[] = {
    "comment-author", "comment_author", "comment-meta", "commentmetadata", "comment_meta", "avatar",
    "vcard", "comment-info", "comment_info", "comment-date", "comment-time", "comment_time",
    "comment-number", "comment-edit", "comment-action", "comment-header", "comment-footer",
    "awaiting-moderation", "screen-reader", "comment-reply", "comment_reply", "comment-like",
    "reply-link", "report", "voting", "vote", "likes", "comment-form", "respond", "permalink",
};
static const char *const aside_classes[] = {
    "reply", "says", "meta", "author", "date", "datum", "user", "benutzer", "info", "children",
    "btn", "gravatar", "time", "published",
};
// clang-format on

/* The next node of an item: items within it are passed over. */
static html_node walk_item(const struct page_reader *reader, html_node top, html_node node)
{
    html_node next = html_walk(reader->page, top, node);
    while (next && reader->marks[next] == PAGE_MARK_ITEM)
        next = html_walk_over(reader->page, top, next);
    return next;
}

static bool has_sign(const struct html_document *page, html_node node, const struct page_sign *sign)
{
    if (sign->class_word)
        return html_has_class(page, node, sign->class_word);
    if (sign->tag)
        return html_tag(page, node) == sign->tag;
    return comments_has_property(page, node, sign->property);
}

static html_node find_sign(const struct page_reader *reader, html_node top,
                           const struct page_sign *signs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (html_node node = walk_item(reader, top, top); node;
             node = walk_item(reader, top, node))
            if (html_tag(reader->page, node) != HTML_TEXT &&
                has_sign(reader->page, node, &signs[i]))
                return node;
    return HTML_NONE;
}

/* The first element within `top` with a class or id that ends in a word of the kind. */
static html_node find_word(const struct page_reader *reader, html_node top, enum comments_word kind,
                           unsigned others)
{
    const struct html_document *const page = reader->page;
    for (html_node node = walk_item(reader, top, top); node; node = walk_item(reader, top, node)) {
        unsigned kinds = 0;
        if (html_tag(page, node) != HTML_TEXT)
            comments_node_words(page, node, &kinds);
        if (!(kinds & 1u << kind) || kinds & others || html_tag(page, node) == HTML_INPUT)
            continue;
        struct str text;
        str_init(&text, NAME_BYTES);
        html_plain_text(page, node, &text);
        const bool fits = text.len && (kind != COMMENTS_WORD_NAME || !text.is_truncated);
        str_release(&text);
        if (fits)
            return node;
    }
    return HTML_NONE;
}

static html_node find_author(const struct page_reader *reader, html_node top)
{
    const html_node known = find_sign(reader, top, author_signs, COUNT_OF(author_signs));
    return known ? known
                 : find_word(reader, top, COMMENTS_WORD_NAME,
                             1u << COMMENTS_WORD_TIME | 1u << COMMENTS_WORD_TEXT);
}

static html_node find_time(const struct page_reader *reader, html_node top)
{
    const html_node known = find_sign(reader, top, time_signs, COUNT_OF(time_signs));
    return known ? known
                 : find_word(reader, top, COMMENTS_WORD_TIME,
                             1u << COMMENTS_WORD_NAME | 1u << COMMENTS_WORD_TEXT);
}

/* The longest of the elements that call themselves text and hold neither author nor time. */
static html_node find_text(const struct page_reader *reader, html_node top, html_node author,
                           html_node time)
{
    const struct html_document *const page = reader->page;
    html_node best = find_sign(reader, top, text_signs, COUNT_OF(text_signs));
    size_t best_len = 0;
    if (best)
        return best;
    for (html_node node = walk_item(reader, top, top); node; node = walk_item(reader, top, node)) {
        unsigned last = 0;
        if (html_tag(page, node) != HTML_TEXT)
            comments_node_words(page, node, &last);
        if (!(last & 1u << COMMENTS_WORD_TEXT) || html_is_inside(page, author, node) ||
            html_is_inside(page, time, node))
            continue;
        struct str text;
        str_init(&text, LIMIT_FIELD_BYTES);
        html_plain_text(page, node, &text);
        if (text.len > best_len) {
            best = node;
            best_len = text.len;
        }
        str_release(&text);
    }
    return best;
}

/* Within an author's element the name itself: a cite, a link, the property `name`. */
static html_node name_within(const struct html_document *page, html_node author)
{
    const html_node named = html_find_attribute(page, author, "itemprop", "name");
    if (named)
        return named;
    static const enum html_tag tags[] = {HTML_CITE, HTML_STRONG, HTML_B, HTML_A};
    for (size_t i = 0; i < COUNT_OF(tags); i++) {
        const html_node node = html_find_tag(page, author, tags[i]);
        struct str text;
        str_init(&text, NAME_BYTES);
        if (node)
            html_plain_text(page, node, &text);
        const bool has_text = text.len > 0;
        str_release(&text);
        if (has_text)
            return node;
    }
    return author;
}

static const char *read_name(struct page_reader *reader, html_node author)
{
    struct arena *const arena = &reader->thread->arena;
    const char *const content = html_attribute(reader->page, author, "content");
    if (content && *content)
        return comments_plain(arena, content);
    const char *const name =
        comments_node_text(arena, reader->page, name_within(reader->page, author));
    if (!name || strlen(name) > NAME_BYTES)
        return NULL;
    size_t len = strlen(name);
    while (len && strchr(":, ", name[len - 1]))
        len--;
    return len ? arena_strndup(arena, name, len) : NULL;
}

static const char *read_site(struct page_reader *reader, html_node author)
{
    html_node link = html_tag(reader->page, author) == HTML_A
                         ? author
                         : html_find_tag(reader->page, author, HTML_A);
    const html_node parent = html_parent(reader->page, author);
    if (!link && parent && html_tag(reader->page, parent) == HTML_A)
        link = parent;
    const char *const url =
        link ? comments_node_url(&reader->thread->arena, reader->page, link, "href") : NULL;
    // A link to the comment itself is no site.
    return url && !strchr(url, '#') && !strstr(url, "replytocom") ? url : NULL;
}

static int64_t read_time(const struct page_reader *reader, html_node node)
{
    int64_t time_ms = TIME_NONE;
    static const char *const names[] = {"datetime", "content", "title"};
    for (size_t i = 0; node && i < COUNT_OF(names); i++) {
        const char *const value = html_attribute(reader->page, node, names[i]);
        if (value && date_parse(value, strlen(value), &time_ms))
            return time_ms;
    }
    const html_node inner = node ? html_find_tag(reader->page, node, HTML_TIME) : HTML_NONE;
    const char *const value = inner ? html_attribute(reader->page, inner, "datetime") : NULL;
    if (value && date_parse(value, strlen(value), &time_ms))
        return time_ms;
    struct str text;
    str_init(&text, NAME_BYTES);
    if (node)
        html_plain_text(reader->page, node, &text);
    if (!text.len || !date_parse(text.data, text.len, &time_ms))
        time_ms = TIME_NONE;
    str_release(&text);
    return time_ms;
}

/* Is there a paragraph at its beginning? */
static bool begins_with_paragraph(const struct html_document *page, html_node top)
{
    enum { BEGINNING_NODES = 60 };
    html_node node = top;
    for (int i = 0; node && i < BEGINNING_NODES; i++) {
        if (html_tag(page, node) == HTML_P)
            return true;
        node = html_walk(page, top, node);
    }
    return false;
}

static bool is_aside(const struct html_document *page, html_node node)
{
    const enum html_tag tag = html_tag(page, node);
    if (tag == HTML_FORM || tag == HTML_BUTTON || tag == HTML_HEADER || tag == HTML_FOOTER ||
        tag == HTML_NAV || tag == HTML_SCRIPT || tag == HTML_STYLE || tag == HTML_TIME)
        return true;
    if (begins_with_paragraph(page, node))
        return false; // some themes put the text in there, too
    for (size_t i = 0; i < COUNT_OF(aside_words); i++)
        if (comments_is_called(page, node, aside_words[i]))
            return true;
    for (size_t i = 0; i < COUNT_OF(aside_classes); i++)
        if (html_has_class(page, node, aside_classes[i]))
            return true;
    return false;
}

static void drop(struct page_reader *reader, html_node top, html_node node)
{
    if (reader->marks[node] != PAGE_MARK_ITEM)
        reader->marks[node] = PAGE_MARK_DROP;
    for (html_node up = html_parent(reader->page, node); up && up != top;
         up = html_parent(reader->page, up))
        if (reader->marks[up] == PAGE_MARK_NONE)
            reader->marks[up] = PAGE_MARK_BROKEN;
}

/* Mark what is no text of the comment, and the elements that cannot be taken whole because of it.
 */
static void drop_asides(struct page_reader *reader, html_node top, bool is_text)
{
    const struct html_document *const page = reader->page;
    html_node node = html_walk(page, top, top);
    while (node) {
        const bool is_element = html_tag(page, node) != HTML_TEXT;
        const bool is_item = reader->marks[node] == PAGE_MARK_ITEM;
        const bool goes = is_item || reader->marks[node] == PAGE_MARK_DROP ||
                          (is_element && !is_text && is_aside(page, node));
        if (goes)
            drop(reader, top, node);
        node = goes ? html_walk_over(page, top, node) : html_walk(page, top, node);
    }
}

static const char *read_html(struct page_reader *reader, html_node top)
{
    struct str html;
    str_init(&html, LIMIT_FIELD_BYTES);
    html_node node = html_walk(reader->page, top, top);
    while (node) {
        const unsigned char mark = reader->marks[node];
        if (mark == PAGE_MARK_BROKEN) {
            node = html_walk(reader->page, top, node);
            continue;
        }
        if (mark == PAGE_MARK_NONE) {
            html_serialise(reader->page, node, &html);
            if (html_is_block(html_tag(reader->page, node)))
                str_add_char(&html, '\n');
        }
        node = html_walk_over(reader->page, top, node);
    }
    const struct slice trimmed = slice_trim((struct slice){html.data, html.len});
    const char *const kept = arena_strndup(&reader->thread->arena, trimmed.data, trimmed.len);
    str_release(&html);
    return kept;
}

static bool has_text(struct page_reader *reader, const char *html)
{
    return comments_plain(&reader->thread->arena, html) != NULL || strstr(html, "<img");
}

/* Where the item's content is: in a definition list the name is in dt, the text in the next dd. */
static html_node content_top(const struct page_reader *reader, html_node node)
{
    if (html_tag(reader->page, node) != HTML_DT)
        return node;
    html_node next = html_next(reader->page, node);
    while (next && html_tag(reader->page, next) == HTML_TEXT)
        next = html_next(reader->page, next);
    return next && html_tag(reader->page, next) == HTML_DD ? next : node;
}

/*
 * Without any name for it, the author is what stands out at the beginning of the item, before its
 * first paragraph.
 */
static html_node leading_name(const struct page_reader *reader, html_node item)
{
    const struct html_document *const page = reader->page;
    for (html_node node = walk_item(reader, item, item); node;
         node = walk_item(reader, item, node)) {
        const enum html_tag tag = html_tag(page, node);
        if (tag == HTML_P || tag == HTML_BR || tag == HTML_BLOCKQUOTE)
            return HTML_NONE;
        if (tag != HTML_B && tag != HTML_STRONG && tag != HTML_A && !html_is_heading(tag))
            continue;
        struct str text;
        str_init(&text, LEADING_NAME_BYTES);
        html_plain_text(page, node, &text);
        const bool is_name = text.len && !text.is_truncated;
        str_release(&text);
        if (is_name)
            return node;
    }
    return HTML_NONE;
}

/* The date in the text right behind a leading name: `<b>Ida</b>, 3.3.2024 09:12`. */
static int64_t time_behind(struct page_reader *reader, html_node name)
{
    const html_node node = name ? html_next(reader->page, name) : HTML_NONE;
    if (!node || html_tag(reader->page, node) != HTML_TEXT)
        return TIME_NONE;
    struct slice text = slice_trim(html_text(reader->page, node));
    while (text.len && strchr(",|-:(", text.data[0]))
        slice_take(&text, 1);
    int64_t time_ms = TIME_NONE;
    if (text.len > NAME_BYTES || !date_parse(text.data, text.len, &time_ms))
        return TIME_NONE;
    drop(reader, html_parent(reader->page, node), node);
    return time_ms;
}

static html_node item_author(const struct page_reader *reader, html_node item)
{
    if (reader->forum)
        return page_select_within(reader->page, item, reader->forum->author);
    if (html_has_class(reader->page, item, "comment-author"))
        return item;
    const html_node author = find_author(reader, item);
    return author || !reader->chosen ? author : leading_name(reader, item);
}

/* Of a definition list, in one of the dd behind the dt. */
static html_node item_time(const struct page_reader *reader, html_node item)
{
    if (reader->forum)
        return page_select_within(reader->page, item, reader->forum->time);
    html_node time = find_time(reader, item);
    if (html_tag(reader->page, item) != HTML_DT)
        return time;
    for (html_node next = html_next(reader->page, item);
         !time && next && html_tag(reader->page, next) != HTML_DT;
         next = html_next(reader->page, next))
        if (html_tag(reader->page, next) == HTML_DD)
            time = find_time(reader, next);
    return time;
}

static html_node item_text(const struct page_reader *reader, html_node place, html_node author,
                           html_node time)
{
    return reader->forum ? page_select_within(reader->page, place, reader->forum->text)
                         : find_text(reader, place, author, time);
}

bool page_item_read(struct page_reader *reader, const struct page_item *item)
{
    const html_node author = item_author(reader, item->node);
    const html_node time = item_time(reader, item->node);
    const html_node place = content_top(reader, item->node);
    const html_node text = item_text(reader, place, author, time);
    const html_node top = text ? text : place;
    const char *const name = author ? read_name(reader, author) : NULL;
    if (author && !html_is_inside(reader->page, top, author))
        drop(reader, place, author);
    if (time && !html_is_inside(reader->page, top, time))
        drop(reader, place, time);
    int64_t time_ms = read_time(reader, time);
    if (time_ms == TIME_NONE && reader->chosen)
        time_ms = time_behind(reader, author);
    drop_asides(reader, top, text != HTML_NONE);
    const char *const html = read_html(reader, top);
    if (!has_text(reader, html))
        return false;
    struct comment *const comment = comments_add(reader->thread);
    if (!comment)
        return false;
    comment->id = item->id;
    comment->parent = item->parent;
    comment->author = name;
    comment->author_url = author ? read_site(reader, author) : NULL;
    comment->published_ms = time_ms;
    comment->html = html;
    comment->is_thread_author = html_has_class(reader->page, item->node, "bypostauthor");
    return true;
}
