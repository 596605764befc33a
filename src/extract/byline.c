/*
 * Author and date as they stand in the page, for pages whose head says nothing of them. The byline
 * is given as the page writes it ("By Nathan Willis").
 */
#include <string.h>

#include "base/limits.h"
#include "base/time.h"
#include "codec/date.h"
#include "extract/internal.h"
#include "extract/meta.h"
#include "text/clean.h"

enum {
    BYLINE_BYTES = 160, // a longer text is no name
    BYLINE_CHARACTERS = 100,
    DATE_BYTES = 120,
    MOST_WORDS = 40, // an element with more is neither
};

/* Ranks of what text says; what the head says is trusted more. */
enum {
    RANK_BEHIND_TITLE = 30, // below the headline
    RANK_BEFORE_TITLE = 45,
    RANK_MACHINE_DATE = 13, // itemprop, time pubdate
};

// A class or id that holds one of these, in any case, is a byline's.
static const char *const byline_words[] = {"byline", "author", "dateline", "writtenby", "autor"};
// And one of these, as a whole word, a date's; the surest first.
static const char *const date_words[] = {
    "dt-published", "published",    "entry-date", "post-date",     "article-date", "date-published",
    "publish-date", "pubdate",      "posted-on",  "article__date", "meta-date",    "date",
    "datum",        "timestamp",    "time",       "created",       "byline",       "entry-meta",
    "post-meta",    "article-meta", "meta",       "info",
};

struct reader {
    struct extract_meta *meta;
    const struct extract_page *page;
    html_node title; // the block that shows the headline; HTML_NONE
};

static const char *attribute(const struct reader *reader, html_node node, const char *name)
{
    const char *const value = html_attribute(reader->page->doc, node, name);
    return value ? value : "";
}

/* Is it said of something else: a comment, a teaser, the site's own frame? */
static bool is_beside(const struct reader *reader, html_node node)
{
    const struct extract_element *const element = &reader->page->elements[node];
    const uint32_t hints = 1u << EXTRACT_HINT_COMMENT | 1u << EXTRACT_HINT_RELATED;
    const uint32_t places = 1u << EXTRACT_PLACE_NAV | 1u << EXTRACT_PLACE_BUTTON;
    // The words "read", "more" and "top" are in too many classes to count far up.
    const html_node parent = html_parent(reader->page->doc, node);
    const bool is_teaser = (element->hints | reader->page->elements[parent].hints) & hints;
    return is_teaser || element->hints_all & (1u << EXTRACT_HINT_COMMENT) ||
           element->tags_all & places;
}

static int rank_at(const struct reader *reader, html_node node)
{
    return reader->title && node < reader->title ? RANK_BEFORE_TITLE : RANK_BEHIND_TITLE;
}

/* ---- dates */

/* A date in ISO form, in the arena; NULL when the text is none. */
static const char *read_date(struct reader *reader, const char *text)
{
    int64_t time_ms = 0;
    char buffer[TIME_TEXT_BYTES];
    if (!*text || !date_parse(text, strlen(text), &time_ms))
        return NULL;
    return arena_strdup(reader->meta->arena, time_format(time_ms, buffer));
}

static void state_date(struct reader *reader, html_node node, int rank)
{
    const struct extract_statement *const field = &reader->meta->fields[EXTRACT_PUBLISHED];
    if (field->value && field->rank <= rank)
        return;
    static const char *const names[] = {"datetime", "content", "title"};
    const char *date = NULL;
    for (size_t i = 0; i < COUNT_OF(names) && !date; i++)
        date = read_date(reader, attribute(reader, node, names[i]));
    struct str text;
    str_init(&text, DATE_BYTES);
    if (!date) {
        html_plain_text(reader->page->doc, node, &text);
        date = text.is_truncated ? NULL : read_date(reader, text.data);
    }
    extract_meta_state(reader->meta, EXTRACT_PUBLISHED, rank, date);
    str_release(&text);
}

static void look_for_date(struct reader *reader, html_node node)
{
    if (slice_has_word(slice_of(attribute(reader, node, "itemprop")), "datePublished")) {
        state_date(reader, node, RANK_MACHINE_DATE);
        return;
    }
    const int rank = rank_at(reader, node);
    if (html_tag(reader->page->doc, node) == HTML_TIME) {
        state_date(reader, node, *attribute(reader, node, "pubdate") ? rank - 2 : rank);
        return;
    }
    const char *const class = attribute(reader, node, "class");
    const char *const id = attribute(reader, node, "id");
    for (size_t i = 0; i < COUNT_OF(date_words); i++) {
        if (!slice_has_word(slice_of(class), date_words[i]) && strcasecmp(id, date_words[i]) != 0)
            continue;
        state_date(reader, node, rank + 1 + (int)i / 8);
        return;
    }
}

/* ---- names */

static bool is_byline(const struct reader *reader, html_node node)
{
    if (slice_has_word(slice_of(attribute(reader, node, "rel")), "author") ||
        strstr(attribute(reader, node, "itemprop"), "author"))
        return true;
    for (size_t i = 0; i < COUNT_OF(byline_words); i++)
        if (strcasestr(attribute(reader, node, "class"), byline_words[i]) ||
            strcasestr(attribute(reader, node, "id"), byline_words[i]))
            return true;
    return false;
}

/* A link to a writer's page close below the headline. */
static bool is_writer_link(const struct reader *reader, html_node node)
{
    enum { NEAR_BLOCKS = 8 };
    static const char *const paths[] = {"/author/",  "/authors/", "/autor/",  "/autoren/",
                                        "/autores/", "/auteur/",  "/autore/", "/auteurs/"};
    const struct extract_page *const page = reader->page;
    const html_node text = html_first_child(page->doc, node);
    const uint32_t block = text ? page->block_of[text] : 0;
    if (html_tag(page->doc, node) != HTML_A || !block || page->title_index < 0 ||
        (ptrdiff_t)block > page->title_index + NEAR_BLOCKS || (ptrdiff_t)block <= page->title_index)
        return false;
    for (size_t i = 0; i < COUNT_OF(paths); i++)
        if (strstr(attribute(reader, node, "href"), paths[i]))
            return true;
    return false;
}

static void look_for_name(struct reader *reader, html_node node)
{
    const struct extract_statement *const field = &reader->meta->fields[EXTRACT_BYLINE];
    const bool is_link = is_writer_link(reader, node);
    const int rank = rank_at(reader, node) + is_link;
    if ((field->value && field->rank <= rank) || (!is_link && !is_byline(reader, node)))
        return;
    const struct html_document *const doc = reader->page->doc;
    const html_node named = html_find_attribute(doc, node, "itemprop", "name");
    struct str text;
    str_init(&text, BYLINE_BYTES);
    if (*attribute(reader, node, "content"))
        str_add(&text, attribute(reader, node, "content"));
    else
        html_plain_text(doc, named ? named : node, &text);
    struct str name;
    str_init(&name, BYLINE_BYTES);
    if (!text.is_truncated && utf8_count(text.data, text.len) < BYLINE_CHARACTERS &&
        extract_author_name(text.data, &name))
        extract_meta_state(reader->meta, EXTRACT_BYLINE, rank, name.data);
    str_release(&name);
    str_release(&text);
}

/* The last heading that shows the title; a menu or a crumb trail may have it before. */
static html_node find_title(const struct extract_page *page)
{
    const struct extract_block *const blocks = page->blocks.items;
    html_node title = HTML_NONE;
    for (size_t i = 0; i < page->blocks.count; i++) {
        const enum html_tag tag = html_tag(page->doc, blocks[i].top);
        if (blocks[i].is_title && (!title || tag == HTML_H1))
            title = blocks[i].top;
    }
    return title ? title : html_find_tag(page->doc, HTML_ROOT, HTML_H1);
}

/*
 * A <title> that holds the site's name, and no h1 to tell which piece it is: the longest block that
 * shows a piece of it tells. A few words say too little.
 */
static void read_shown_title(struct extract_meta *meta, const struct extract_page *page)
{
    enum { PIECE_WORDS = 4 };
    struct extract_statement *const title = &meta->fields[EXTRACT_TITLE];
    const struct extract_block *shown = NULL;
    if (!title->value || title->rank != EXTRACT_RANK_PAGE_TITLE || meta->heading)
        return;
    for (size_t i = 0; i < page->blocks.count; i++) {
        const struct extract_block *const block = extract_block_at(page, i);
        if (block->is_title && !block->link_words && block->words >= PIECE_WORDS &&
            (!shown || block->words > shown->words))
            shown = block;
    }
    if (!shown)
        return;
    struct str raw;
    struct str text;
    str_init(&raw, LIMIT_TITLE_BYTES);
    str_init(&text, LIMIT_TITLE_BYTES);
    extract_block_text(page, shown, &raw);
    text_clean_line(raw.data, raw.len, &text);
    if (text.len && text.len < strlen(title->value))
        title->value = arena_strndup(meta->arena, text.data, text.len);
    str_release(&text);
    str_release(&raw);
}

void extract_meta_read_text(struct extract_meta *meta, const struct extract_page *page)
{
    struct reader reader = {.meta = meta, .page = page, .title = find_title(page)};
    read_shown_title(meta, page);
    html_node node = html_walk(page->doc, HTML_ROOT, HTML_ROOT);
    while (node) {
        const bool is_text = html_tag(page->doc, node) == HTML_TEXT;
        if (!is_text && html_is_hidden(page->doc, node)) {
            node = html_walk_over(page->doc, HTML_ROOT, node);
            continue;
        }
        const bool is_small = page->elements[node].words <= MOST_WORDS;
        if (!is_text && is_small && !is_beside(&reader, node)) {
            look_for_name(&reader, node);
            look_for_date(&reader, node);
        }
        node = html_walk(page->doc, HTML_ROOT, node);
    }
}
