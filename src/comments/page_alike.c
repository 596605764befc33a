/*
 * Comments of software that no table knows: boxes whose name has "comment" in it, in whatever way,
 * and that hold a name or a time. A page has boxes around boxes; of the names that fit, the one
 * that most boxes have is a comment's. Failing that, the boxes that look alike under a heading that
 * counts comments.
 */
#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "comments/internal.h"
#include "comments/names.h"
#include "comments/page.h"

struct candidate {
    html_node node;
    size_t name; // which of the names
};

struct alike {
    const struct html_document *page;
    const struct page_signs *signs;
    struct map names;  // "tag.class" to a number
    struct vec counts; // of size_t, by that number
    struct vec candidates;
};

static bool can_be_item(enum html_tag tag)
{
    return tag == HTML_LI || tag == HTML_DIV || tag == HTML_ARTICLE || tag == HTML_SECTION ||
           tag == HTML_TR || tag == HTML_TABLE || tag == HTML_DL || tag == HTML_DT ||
           tag == HTML_UNKNOWN;
}

// Classes that only a single comment has.
static const char *const item_classes[] = {
    "comment",        "comment-item",  "comment_item",    "comment-entry",   "commentItem",
    "single-comment", "commententry",  "comment-single",  "comment_default", "comment-list-item",
    "user-comment",   "comment-block", "comment-wrapper", "comment-box",     "kommentar-item",
    "kommentar",      "commentaire",   "comentario",      "commento",        "c-comment",
    "jdgm-rev",
};

static bool is_item_name(struct slice name)
{
    for (size_t i = 0; i < COUNT_OF(item_classes); i++)
        if (slice_is_nocase(name, item_classes[i]))
            return true;
    return comments_name_is_item(name);
}

/* The class or, with its digits cut off, the id that says the node is a comment. */
static struct slice item_name(const struct html_document *page, html_node node)
{
    const char *const classes = html_attribute(page, node, "class");
    struct slice rest = slice_of(classes ? classes : "");
    struct slice name = {NULL, 0};
    // Blogger's list of definitions: the name in dt, the text in the dd behind it.
    if (html_tag(page, node) == HTML_DT && html_has_class(page, node, "comment-author"))
        return slice_of("comment-author");
    while (slice_next(&rest, ' ', &name))
        if (name.len && is_item_name(name))
            return name;
    const char *const id = html_attribute(page, node, "id");
    name = (struct slice){id, id ? strcspn(id, "0123456789") : 0};
    const bool has_number = id && id[name.len];
    return has_number && comments_name_is_item(name) ? name : (struct slice){NULL, 0};
}

static void take_candidate(struct alike *alike, html_node node)
{
    const struct slice name = item_name(alike->page, node);
    if (!name.len || !page_holds_sign(alike->page, alike->signs, node))
        return;
    char key[160];
    const int len = snprintf(key, sizeof(key), "%s.%.*s", html_name(alike->page, node),
                             name.len < 120 ? (int)name.len : 120, name.data);
    bool is_new = false;
    struct map_entry *const entry = map_add(&alike->names, key, (size_t)len, &is_new);
    if (is_new) {
        entry->value.number = (int64_t)alike->counts.count;
        *(size_t *)vec_push(&alike->counts) = 0;
    }
    const size_t number = (size_t)entry->value.number;
    ++*(size_t *)vec_at(&alike->counts, number);
    *(struct candidate *)vec_push(&alike->candidates) = (struct candidate){node, number};
}

static void choose_named(struct alike *alike, unsigned char *chosen)
{
    for (html_node node = HTML_ROOT; node <= html_node_count(alike->page); node++)
        if (!alike->signs->apart[node] && can_be_item(html_tag(alike->page, node)))
            take_candidate(alike, node);
    size_t best = 0;
    const size_t *const counts = alike->counts.items;
    for (size_t i = 1; i < alike->counts.count; i++)
        best = counts[i] > counts[best] ? i : best;
    const struct candidate *const candidates = alike->candidates.items;
    for (size_t i = 0; i < alike->candidates.count; i++)
        if (candidates[i].name == best)
            chosen[candidates[i].node] = 1;
}

/* ---- under a heading */

// What stands behind or before the number in "12 comments", "Kommentare (3)"; lower case.
static const char *const heading_words[] = {
    "comment",      "comments",   "kommentar",   "kommentare",      "kommentarer",  "commentaire",
    "commentaires", "comentario", "comentarios", "comentários",     "commenti",     "commento",
    "reacties",     "reactie",    "komentarze",  "komentarzy",      "komentáře",    "komentářů",
    "kommentit",    "yorum",      "yorumlar",    "комментарии",     "комментариев", "comentarii",
    "responses",    "replies",    "leserbriefe", "leserkommentare", "评论",         "コメント",
};

/* Does a short line say no more than that word and perhaps a number? */
static bool counts_comments(const char *text)
{
    char word[64];
    size_t len = 0;
    for (const char *at = text; *at; at++) {
        const bool is_mark = ascii_is_digit(*at) || ascii_is_space(*at) || strchr("().:,-", *at);
        if (is_mark && len == 0)
            continue;
        if (len + 1 >= sizeof(word))
            return false;
        word[len++] = ascii_lower(*at);
    }
    while (len && (ascii_is_digit(word[len - 1]) || ascii_is_space(word[len - 1]) ||
                   strchr("().:,-", word[len - 1])))
        len--;
    word[len] = '\0';
    for (size_t i = 0; i < COUNT_OF(heading_words); i++)
        if (strcmp(word, heading_words[i]) == 0)
            return true;
    return false;
}

static bool is_comments_heading(const struct html_document *page, html_node node)
{
    if (!html_is_heading(html_tag(page, node)))
        return false;
    struct str text;
    str_init(&text, 80);
    html_plain_text(page, node, &text);
    const bool is_heading = !text.is_truncated && counts_comments(text.data);
    str_release(&text);
    return is_heading;
}

static bool same_look(const struct html_document *page, html_node a, html_node b)
{
    const char *const left = html_attribute(page, a, "class");
    const char *const right = html_attribute(page, b, "class");
    return html_tag(page, a) == html_tag(page, b) && (left != NULL) == (right != NULL) &&
           (!left || strcmp(left, right) == 0);
}

static html_node next_element(const struct html_document *page, html_node node)
{
    while (node && html_tag(page, node) == HTML_TEXT)
        node = html_next(page, node);
    return node;
}

/* How many of the children behind `first` look like it and hold a sign. */
static size_t count_alike(const struct alike *alike, html_node first)
{
    size_t count = 0;
    for (html_node node = first; node; node = html_next(alike->page, node))
        count += html_tag(alike->page, node) != HTML_TEXT &&
                 can_be_item(html_tag(alike->page, node)) && same_look(alike->page, first, node) &&
                 page_holds_sign(alike->page, alike->signs, node);
    return count;
}

/* In the box that the heading stands in, or in the one around it. */
static void choose_below(const struct alike *alike, html_node heading, unsigned char *chosen)
{
    enum { REACH = 200 };
    const html_node around = html_parent(alike->page, html_parent(alike->page, heading));
    const html_node top = around ? around : HTML_ROOT;
    html_node node = heading;
    for (int i = 0; i < REACH && node; i++) {
        node = html_walk(alike->page, top, node);
        if (!node || html_tag(alike->page, node) == HTML_TEXT ||
            html_tag(alike->page, node) == HTML_FORM)
            continue;
        if (!can_be_item(html_tag(alike->page, node)) || count_alike(alike, node) < 2)
            continue;
        for (html_node each = node; each;
             each = next_element(alike->page, html_next(alike->page, each)))
            chosen[each] = same_look(alike->page, node, each) &&
                           page_holds_sign(alike->page, alike->signs, each);
        return;
    }
}

static void choose_under_heading(const struct alike *alike, unsigned char *chosen)
{
    for (html_node node = html_node_count(alike->page); node > HTML_ROOT; node--) {
        if (alike->signs->apart[node] || !is_comments_heading(alike->page, node))
            continue;
        choose_below(alike, node, chosen);
        return;
    }
}

void page_alike_find(const struct html_document *page, const struct page_signs *signs,
                     unsigned char *chosen)
{
    struct alike alike = {.page = page, .signs = signs};
    map_init(&alike.names);
    vec_init(&alike.counts, sizeof(size_t));
    vec_init(&alike.candidates, sizeof(struct candidate));
    choose_named(&alike, chosen);
    if (alike.candidates.count == 0)
        choose_under_heading(&alike, chosen);
    vec_release(&alike.candidates);
    vec_release(&alike.counts);
    map_release(&alike.names);
}
