/*
 * Which elements of a page are comments. There are five ways of saying it, the surest first.
 */
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "comments/internal.h"
#include "comments/names.h"
#include "comments/page.h"

enum {
    ITEM_DEPTHS = 64, // deeper classes `depth-N` are read as this
    ITEM_ID_BYTES = 64,
};

typedef const char *item_test(struct page_reader *reader, html_node node);

static const char *node_id(struct page_reader *reader, html_node node)
{
    const char *const id = html_attribute(reader->page, node, "id");
    struct arena *const arena = &reader->thread->arena;
    if (id && *id && strlen(id) < ITEM_ID_BYTES)
        return arena_strdup(arena, id);
    return arena_printf(arena, "node-%u", (unsigned)node);
}

/* WordPress: `comment-61`, `li-comment-61`, `div-comment-61`. */
static const char *wordpress_item(struct page_reader *reader, html_node node)
{
    const char *const id = html_attribute(reader->page, node, "id");
    const enum html_tag tag = html_tag(reader->page, node);
    if (!id || tag == HTML_A || tag == HTML_SPAN || tag == HTML_INPUT || tag == HTML_FORM)
        return NULL;
    if (strncmp(id, "comment-", 8) != 0 && strncmp(id, "li-comment-", 11) != 0 &&
        strncmp(id, "div-comment-", 12) != 0)
        return NULL;
    return comments_wordpress_id(&reader->thread->arena, id);
}

static const char *schema_item(struct page_reader *reader, html_node node)
{
    const char *const type = html_attribute(reader->page, node, "itemtype");
    const char *const rdfa = html_attribute(reader->page, node, "typeof");
    const char *const property = html_attribute(reader->page, node, "itemprop");
    const bool is_comment = comments_holds(type, "schema.org/Comment") ||
                            comments_holds(type, "schema.org/UserComments") ||
                            slice_has_word(slice_of(rdfa ? rdfa : ""), "schema:Comment") ||
                            slice_has_word(slice_of(rdfa ? rdfa : ""), "sioct:Comment") ||
                            slice_has_word(slice_of(rdfa ? rdfa : ""), "Comment") ||
                            (property && strcmp(property, "comment") == 0);
    return is_comment ? node_id(reader, node) : NULL;
}

/* h-entry: a reply is an h-cite in the property `comment`. */
static const char *microformat_item(struct page_reader *reader, html_node node)
{
    const bool is_comment = html_has_class(reader->page, node, "u-comment") ||
                            html_has_class(reader->page, node, "p-comment");
    return is_comment ? node_id(reader, node) : NULL;
}

/* A post of a forum. */
static const char *forum_item(struct page_reader *reader, html_node node)
{
    if (!reader->forum)
        reader->forum = page_forum_find(reader->page, &reader->thread->arena);
    const struct page_forum *const forum = reader->forum;
    const bool is_post = forum->item && node != forum->opening &&
                         html_selector_fits(forum->item, reader->page, node);
    return is_post ? node_id(reader, node) : NULL;
}

/* Chosen by their looks, of the whole page at once. */
static const char *alike_item(struct page_reader *reader, html_node node)
{
    if (!reader->chosen) {
        reader->chosen = mem_zalloc(html_node_count(reader->page) + 1);
        page_signs_init(&reader->signs, reader->page);
        page_alike_find(reader->page, &reader->signs, reader->chosen);
    }
    return reader->chosen[node] ? node_id(reader, node) : NULL;
}

static int class_depth(const struct html_document *page, html_node node)
{
    const char *const classes = html_attribute(page, node, "class");
    const char *const mark = classes ? strstr(classes, "depth-") : NULL;
    int depth = 0;
    for (const char *at = mark ? mark + 6 : ""; ascii_is_digit(*at) && depth < ITEM_DEPTHS; at++)
        depth = depth * 10 + (*at - '0');
    return depth < ITEM_DEPTHS ? depth : ITEM_DEPTHS - 1;
}

static bool is_ping(const struct html_document *page, html_node node)
{
    return html_has_class(page, node, "pingback") || html_has_class(page, node, "trackback");
}

/* The items that `node` lies in: the innermost that is still open. */
static size_t close_items(const struct html_document *page, html_node node,
                          const struct page_item *items, const size_t *open, size_t open_count)
{
    while (open_count && !html_is_inside(page, node, items[open[open_count - 1]].node))
        open_count--;
    return open_count;
}

/* A class `depth-N` hangs the item on the last one of depth N-1; else the element around it does.
 */
static const char *find_parent(const struct page_item *item, const struct page_item *around,
                               const char *const *last_ids)
{
    if (item->depth > 1 && last_ids[item->depth - 1])
        return last_ids[item->depth - 1];
    return around ? around->id : NULL;
}

/*
 * Replies may stand in a box of their own behind the comment that they answer. Then the parent is
 * the last item before that box.
 */
static const struct page_item *before_nest(const struct html_document *page, html_node node,
                                           const struct vec *items)
{
    enum { NEST_LEVELS = 3 };
    const struct page_item *const all = items->items;
    html_node up = html_parent(page, node);
    for (int i = 0; i < NEST_LEVELS && up > HTML_ROOT; i++) {
        if (comments_node_words(page, up, NULL) & 1u << COMMENTS_WORD_NEST) {
            for (size_t j = items->count; j > 0; j--)
                if (all[j - 1].node < up)
                    return &all[j - 1];
            return NULL;
        }
        up = html_parent(page, up);
    }
    return NULL;
}

static void find_by(struct page_reader *reader, item_test *test, struct vec *items)
{
    const struct html_document *const page = reader->page;
    const char *last_ids[ITEM_DEPTHS] = {NULL};
    size_t open[ITEM_DEPTHS];
    size_t open_count = 0;
    for (html_node node = HTML_ROOT; node; node = html_walk(page, HTML_ROOT, node)) {
        if (html_tag(page, node) == HTML_TEXT || items->count >= LIMIT_COMMENTS)
            continue;
        const char *const id = test(reader, node);
        if (!id)
            continue;
        open_count = close_items(page, node, items->items, open, open_count);
        const struct page_item *const around =
            open_count ? (const struct page_item *)items->items + open[open_count - 1]
                       : before_nest(page, node, items);
        if (around && strcmp(around->id, id) == 0)
            continue; // an element and its wrapper have the same number
        struct page_item item = {.node = node, .id = id, .is_ping = is_ping(page, node)};
        item.depth = reader->forum ? page_forum_depth(page, node) : class_depth(page, node);
        item.parent = find_parent(&item, around, last_ids);
        last_ids[item.depth] = id;
        reader->marks[node] = PAGE_MARK_ITEM;
        if (open_count < ITEM_DEPTHS)
            open[open_count++] = items->count;
        *(struct page_item *)vec_push(items) = item;
    }
}

bool page_items_find(struct page_reader *reader, size_t way, struct vec *items)
{
    static item_test *const tests[] = {wordpress_item, schema_item, microformat_item, forum_item,
                                       alike_item};
    if (way >= COUNT_OF(tests))
        return false;
    reader->forum = NULL;
    find_by(reader, tests[way], items);
    return true;
}
