/*
 * What a page says about its article. Every statement has a rank, its source's trust: a lower one
 * wins, of equals the first.
 */
#ifndef EXTRACT_META_H
#define EXTRACT_META_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "html/html.h"

enum extract_field {
    EXTRACT_TITLE,
    EXTRACT_BYLINE,
    EXTRACT_SITE,
    EXTRACT_PUBLISHED,
    EXTRACT_LANGUAGE,
    EXTRACT_EXCERPT,
    EXTRACT_IMAGE,
    EXTRACT_CANONICAL,
    EXTRACT_BODY, // the whole text, plain
    EXTRACT_FIELD_COUNT
};

enum { EXTRACT_RANK_PAGE_TITLE = 80 }; // of <title>

struct extract_statement {
    const char *value; // NULL: nothing was said
    int rank;
};

struct extract_meta {
    const struct html_document *doc;
    struct arena *arena;
    struct extract_statement fields[EXTRACT_FIELD_COUNT];
    bool is_paywalled;      // the page says that it is not free
    const char *author_id;  // of a person in JSON-LD, whose name stands elsewhere
    const char *page_title; // of <title>, whole
    const char *heading;    // of the first h1
};

/* Read everything that the page says. Values are clean text in the arena; addresses are absolute.
 */
void extract_meta_read(struct extract_meta *meta, const struct html_document *doc,
                       struct arena *arena);

/* State something: HTML is taken to plain text; nothing happens when it is empty or trusted less.
 */
void extract_meta_state(struct extract_meta *meta, enum extract_field field, int rank,
                        const char *value);

/* jsonld.c: what the page's JSON-LD says. */
void extract_jsonld_read(struct extract_meta *meta);

/*
 * title.c: the text of <title> without the site's name, which is `site` where the page tells it.
 * `heading` is the page's first h1. All three may be NULL; NULL for no title. In the arena.
 */
const char *extract_title_without_site(const char *title, const char *heading, const char *site,
                                       struct arena *arena);

/* byline.c: what the page's own text says of author and date, once its blocks are known. */
struct extract_page;
void extract_meta_read_text(struct extract_meta *meta, const struct extract_page *page);

/* site.c: what the page says where a person says that it stands; the address of the next page, in
 * the arena, or NULL. */
struct extract_site;
void extract_site_state(struct extract_meta *meta, const struct extract_site *site);
const char *extract_site_next_page(const struct extract_meta *meta,
                                   const struct extract_site *site);

/* author.c: the name in a byline, appended; false when the text names nobody. */
bool extract_author_name(const char *byline, struct str *out);

/* The byline without an English "by". */
const char *extract_author_behind_by(const char *byline);

/* language.c: the language of a plain text, as a tag; NULL when it cannot be told. */
const char *extract_language_of(const char *text);

/* next_page.c: the address of the article's next page, in the arena; NULL when there is none. */
const char *extract_next_page(const struct extract_meta *meta);

/* paywall.c: does the page's markup say that it is for subscribers? */
bool extract_is_paywalled(const struct html_document *doc);

/* The value of a field, or NULL. */
static inline const char *extract_meta_get(const struct extract_meta *meta,
                                           enum extract_field field)
{
    return meta->fields[field].value;
}

#endif
