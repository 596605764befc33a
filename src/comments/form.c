/*
 * The reply form of a page. Every form with a text area is scored by what it calls itself; the best
 * one is read field by field (comments/field.c).
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/vec.h"
#include "comments/field.h"
#include "comments/internal.h"
#include "comments/reply.h"

enum {
    FORM_ENOUGH = 10,       // less is no reply form
    FORM_ANCESTORS = 4,     // how far up names count
    FORM_WORDS_BYTES = 400, // a note is no longer than this
};

struct form_word {
    const char *word;
    int score;
};

// clang-format off
static const struct form_word action_words[] = {
    {"wp-comments-post", 50}, {"comment", 10}, {"kommentar", 10}, {"comentar", 10}, {"reply", 5},
    {"contact", -15}, {"kontakt", -15}, {"newsletter", -15}, {"login", -15}, {"search", -15},
    {"mailto:", -30},
};
static const struct form_word name_words[] = {
    {"comment", 10}, {"respond", 8}, {"reply", 6}, {"kommentar", 10}, {"coment", 10},
    {"guestbook", 6}, {"gaestebuch", 6},
    {"contact", -15}, {"kontakt", -15}, {"newsletter", -10}, {"subscribe", -5}, {"login", -10},
    {"feedback", -3}, {"report", -10}, {"abuse", -10}, {"review", -2},
};
static const struct form_word body_words[] = {
    {"comment", 10}, {"kommentar", 10}, {"coment", 10}, {"reply", 6}, {"message", 2}, {"body", 2},
    {"text", 2}, {"content", 2},
};
// clang-format on

static int score_words(const char *text, const struct form_word *words, size_t count)
{
    int score = 0;
    for (size_t i = 0; i < count; i++)
        if (comments_holds(text, words[i].word))
            score += words[i].score;
    return score;
}

static int score_names(const struct html_document *page, html_node node,
                       const struct form_word *words, size_t count)
{
    const int classes = score_words(html_attribute(page, node, "class"), words, count);
    const int id = score_words(html_attribute(page, node, "id"), words, count);
    const int name = score_words(html_attribute(page, node, "name"), words, count);
    int score = id > name ? id : name;
    if (classes > score)
        score = classes;
    return score < 0 || classes + id + name < 0 ? -10 : score;
}

/* The best text area of a form; what nobody sees is bait for robots. */
static int score_body(const struct html_document *page, html_node form)
{
    int best = -1;
    for (html_node node = form; node; node = html_walk(page, form, node)) {
        if (html_tag(page, node) != HTML_TEXTAREA || comments_field_is_bait(page, node, form))
            continue;
        const int score = 2 + score_names(page, node, body_words, COUNT_OF(body_words));
        best = score > best ? score : best;
    }
    return best;
}

static int score_form(const struct html_document *page, html_node form)
{
    int score = score_body(page, form);
    if (score < 0)
        return 0;
    const char *const method = html_attribute(page, form, "method");
    score +=
        score_words(html_attribute(page, form, "action"), action_words, COUNT_OF(action_words));
    html_node node = form;
    for (int i = 0; i < FORM_ANCESTORS && node && node != HTML_ROOT; i++) {
        score += score_names(page, node, name_words, COUNT_OF(name_words));
        node = html_parent(page, node);
    }
    if (html_find_attribute(page, form, "type", "password"))
        score -= 20;
    if (html_find_attribute(page, form, "type", "email"))
        score += 2;
    return !method || strcasecmp(method, "post") != 0 ? score - 8 : score;
}

static html_node best_form(const struct html_document *page)
{
    html_node best = HTML_NONE;
    int best_score = FORM_ENOUGH - 1;
    for (html_node node = HTML_ROOT; node; node = html_walk(page, HTML_ROOT, node)) {
        if (html_tag(page, node) != HTML_FORM)
            continue;
        const int score = score_form(page, node);
        if (score > best_score) {
            best_score = score;
            best = node;
        }
    }
    return best;
}

static bool is_heading(enum html_tag tag)
{
    return html_is_heading(tag) || tag == HTML_LEGEND;
}

/* A heading's own words: links in it ("Cancel reply") are something to press. */
static const char *heading_words(struct arena *arena, const struct html_document *page,
                                 html_node heading)
{
    struct str text;
    str_init(&text, FORM_WORDS_BYTES);
    html_node node = heading;
    while (node) {
        const enum html_tag tag = html_tag(page, node);
        if (tag == HTML_TEXT) {
            const struct slice words = html_text(page, node);
            str_append(&text, words.data, words.len);
        }
        node = tag == HTML_A || tag == HTML_SMALL ? html_walk_over(page, heading, node)
                                                  : html_walk(page, heading, node);
    }
    struct str clean;
    str_init(&clean, FORM_WORDS_BYTES);
    comments_clean_label(text.data, text.len, &clean, NULL);
    const char *const words = clean.len ? arena_strndup(arena, clean.data, clean.len) : NULL;
    str_release(&clean);
    str_release(&text);
    return words;
}

/* The heading within the form, else the last one before it that its box holds. */
static const char *find_title(struct arena *arena, const struct html_document *page, html_node form)
{
    html_node top = form;
    for (int i = 0; i < FORM_ANCESTORS && top && top != HTML_ROOT; i++) {
        html_node last = HTML_NONE;
        for (html_node node = top; node; node = html_walk(page, top, node)) {
            if (is_heading(html_tag(page, node)))
                last = node;
            if (last && (node == form || html_is_inside(page, node, form)))
                break;
        }
        if (last)
            return heading_words(arena, page, last);
        top = html_parent(page, top);
    }
    return NULL;
}

static bool has_field(const struct html_document *page, html_node top)
{
    for (html_node node = top; node; node = html_walk(page, top, node)) {
        const enum html_tag tag = html_tag(page, node);
        if (tag == HTML_INPUT || tag == HTML_TEXTAREA || tag == HTML_SELECT || tag == HTML_LABEL ||
            tag == HTML_BUTTON)
            return true;
    }
    return false;
}

/* The first paragraph of the form that says something and asks nothing. */
static const char *find_note(struct arena *arena, const struct html_document *page, html_node form)
{
    for (html_node node = form; node; node = html_walk(page, form, node)) {
        const enum html_tag tag = html_tag(page, node);
        const bool is_note = html_has_class(page, node, "comment-notes") ||
                             (tag == HTML_P && !has_field(page, node));
        if (!is_note || html_is_hidden(page, node))
            continue;
        const char *const words = comments_node_text(arena, page, node);
        if (words && strlen(words) <= FORM_WORDS_BYTES)
            return words;
    }
    return NULL;
}

static void read_fields(const struct html_document *page, html_node node,
                        struct comments_form *form)
{
    struct vec fields;
    vec_init(&fields, sizeof(struct comments_field));
    comments_fields_read(page, node, form, &fields);
    form->count = fields.count;
    form->fields = arena_alloc(&form->arena, size_mul(fields.count + 1, sizeof(*form->fields)));
    if (fields.count)
        memcpy(form->fields, fields.items, fields.count * sizeof(*form->fields));
    vec_release(&fields);
}

struct comments_form *comments_form_find(const struct html_document *page)
{
    const html_node node = best_form(page);
    if (node == HTML_NONE)
        return NULL;
    struct comments_form *const form = mem_zalloc(sizeof(*form));
    struct arena *const arena = &form->arena;
    arena_init(arena);
    form->page_url = arena_strdup(arena, html_base(page));
    form->action = comments_node_url(arena, page, node, "action");
    if (!form->action)
        form->action = form->page_url; // HTML 4.10.21.3: no action means the page itself
    form->method = "post";
    form->title = find_title(arena, page, node);
    form->note = find_note(arena, page, node);
    read_fields(page, node, form);
    return form;
}

void comments_form_free(struct comments_form *form)
{
    if (!form)
        return;
    arena_release(&form->arena);
    free(form);
}
