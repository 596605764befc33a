#include "extract/meta.h"

#include <string.h>

#include "base/limits.h"
#include "extract/extract.h"
#include "text/clean.h"
#include "web/url.h"

struct meta_name {
    const char *name; // of <meta name>, <meta property> or itemprop; lower case
    enum extract_field field;
    int rank;
};

// clang-format off
static const struct meta_name meta_names[] = {
    {"dc.title", EXTRACT_TITLE, 4},            {"dcterms.title", EXTRACT_TITLE, 4},
    {"dc:title", EXTRACT_TITLE, 4},            {"dcterm:title", EXTRACT_TITLE, 4},
    {"og:title", EXTRACT_TITLE, 20},           {"weibo:article:title", EXTRACT_TITLE, 22},
    {"parsely-title", EXTRACT_TITLE, 24},      {"sailthru.title", EXTRACT_TITLE, 25},
    {"twitter:title", EXTRACT_TITLE, 26},      {"title", EXTRACT_TITLE, 28},
    {"headline", EXTRACT_TITLE, 23},
    {"dc.creator", EXTRACT_BYLINE, 4},         {"dcterms.creator", EXTRACT_BYLINE, 4},
    {"dc:creator", EXTRACT_BYLINE, 4},         {"dcterm:creator", EXTRACT_BYLINE, 4},
    {"author", EXTRACT_BYLINE, 20},            {"parsely-author", EXTRACT_BYLINE, 21},
    {"article:author", EXTRACT_BYLINE, 24},    {"og:article:author", EXTRACT_BYLINE, 24},
    {"sailthru.author", EXTRACT_BYLINE, 23},
    {"citation_author", EXTRACT_BYLINE, 23},   {"cxenseparse:author", EXTRACT_BYLINE, 23},
    {"og:site_name", EXTRACT_SITE, 10},        {"application-name", EXTRACT_SITE, 32},
    {"cre", EXTRACT_SITE, 40},                 {"dc.publisher", EXTRACT_SITE, 31},
    {"publisher", EXTRACT_SITE, 36},           {"apple-mobile-web-app-title", EXTRACT_SITE, 38},
    {"article:published_time", EXTRACT_PUBLISHED, 5}, {"og:article:published_time", EXTRACT_PUBLISHED, 6},
    {"parsely-pub-date", EXTRACT_PUBLISHED, 12}, {"datepublished", EXTRACT_PUBLISHED, 14},
    {"dc.date.issued", EXTRACT_PUBLISHED, 15}, {"dcterms.created", EXTRACT_PUBLISHED, 16},
    {"dc.date.created", EXTRACT_PUBLISHED, 16}, {"dc.date", EXTRACT_PUBLISHED, 18},
    {"dcterms.date", EXTRACT_PUBLISHED, 18},   {"sailthru.date", EXTRACT_PUBLISHED, 19},
    {"pubdate", EXTRACT_PUBLISHED, 19},        {"publishdate", EXTRACT_PUBLISHED, 19},
    {"publish-date", EXTRACT_PUBLISHED, 19},   {"published_time", EXTRACT_PUBLISHED, 19},
    {"date", EXTRACT_PUBLISHED, 20},           {"article.published", EXTRACT_PUBLISHED, 19},
    {"citation_publication_date", EXTRACT_PUBLISHED, 21}, {"ptime", EXTRACT_PUBLISHED, 21},
    {"cxenseparse:recs:publishtime", EXTRACT_PUBLISHED, 21}, {"created", EXTRACT_PUBLISHED, 23},
    {"og:published_time", EXTRACT_PUBLISHED, 20}, {"datecreated", EXTRACT_PUBLISHED, 24},
    {"uploaddate", EXTRACT_PUBLISHED, 25},     {"last-modified", EXTRACT_PUBLISHED, 70},
    {"article:modified_time", EXTRACT_PUBLISHED, 75}, {"og:updated_time", EXTRACT_PUBLISHED, 76},
    {"content-language", EXTRACT_LANGUAGE, 30}, {"og:locale", EXTRACT_LANGUAGE, 60},
    {"language", EXTRACT_LANGUAGE, 40},        {"dc.language", EXTRACT_LANGUAGE, 35},
    {"inlanguage", EXTRACT_LANGUAGE, 45},
    {"og:description", EXTRACT_EXCERPT, 20},   {"description", EXTRACT_EXCERPT, 22},
    {"twitter:description", EXTRACT_EXCERPT, 24}, {"dc.description", EXTRACT_EXCERPT, 18},
    {"og:image", EXTRACT_IMAGE, 10},           {"og:image:url", EXTRACT_IMAGE, 11},
    {"og:image:secure_url", EXTRACT_IMAGE, 12}, {"twitter:image", EXTRACT_IMAGE, 20},
    {"twitter:image:src", EXTRACT_IMAGE, 20},  {"thumbnailurl", EXTRACT_IMAGE, 30},
    {"og:url", EXTRACT_CANONICAL, 20},
};
// clang-format on

static bool is_address(enum extract_field field)
{
    return field == EXTRACT_IMAGE || field == EXTRACT_CANONICAL;
}

static void state_address(struct extract_meta *meta, enum extract_field field, int rank,
                          const char *value)
{
    struct str url;
    str_init(&url, LIMIT_URL_BYTES);
    url_resolve(html_base(meta->doc), value, strlen(value), &url);
    if (url_is_web(url.data))
        meta->fields[field] =
            (struct extract_statement){arena_strndup(meta->arena, url.data, url.len), rank};
    str_release(&url);
}

void extract_meta_state(struct extract_meta *meta, enum extract_field field, int rank,
                        const char *value)
{
    struct extract_statement *const statement = &meta->fields[field];
    if (!value || !*value || (statement->value && statement->rank <= rank))
        return;
    if (is_address(field)) {
        state_address(meta, field, rank, value);
        return;
    }
    // An author's page or profile is no name.
    if (field == EXTRACT_BYLINE && (strstr(value, "://") || value[0] == '@'))
        return;
    struct str text;
    str_init(&text, field == EXTRACT_BODY ? (size_t)LIMIT_HTML_BYTES : (size_t)LIMIT_TITLE_BYTES);
    html_fragment_text(value, strlen(value), &text);
    if (text.len)
        *statement =
            (struct extract_statement){arena_strndup(meta->arena, text.data, text.len), rank};
    str_release(&text);
}

static void state_named(struct extract_meta *meta, const char *name, const char *value)
{
    for (size_t i = 0; i < COUNT_OF(meta_names); i++)
        if (ascii_equal_nocase(name, meta_names[i].name))
            extract_meta_state(meta, meta_names[i].field, meta_names[i].rank, value);
}

/* `name` and `property` may hold several names. */
static void read_names(struct extract_meta *meta, const char *names, const char *value)
{
    struct slice rest = slice_of(names);
    struct slice piece = {NULL, 0};
    while (slice_next(&rest, ' ', &piece)) {
        char name[64];
        if (piece.len == 0 || piece.len >= sizeof(name))
            continue;
        memcpy(name, piece.data, piece.len);
        name[piece.len] = '\0';
        state_named(meta, name, value);
    }
}

/* Of two with the same name, RDFa's and microdata's are meant for machines. */
static void read_metas(struct extract_meta *meta)
{
    static const char *const keys[] = {"property", "itemprop", "name", "http-equiv"};
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        for (html_node node = HTML_ROOT; node; node = html_walk(meta->doc, HTML_ROOT, node)) {
            if (html_tag(meta->doc, node) != HTML_META)
                continue;
            const char *const value = html_attribute(meta->doc, node, "content");
            const char *const names = html_attribute(meta->doc, node, keys[i]);
            if (value && names)
                read_names(meta, names, value);
        }
    }
}

/* Cards for sharing have a caption and a value each; one of them may name the writer. */
static void read_card(struct extract_meta *meta)
{
    enum { RANK_CARD = 26, CARDS = 2 };
    static const char *const captions[] = {
        "written by", "verfasst von",    "geschrieben von", "escrito por", "écrit par", "Écrit par",
        "scritto da", "geschreven door", "napisane przez",  "автор",       "Автор"};
    static const char *const labels[CARDS] = {"twitter:label1", "twitter:label2"};
    static const char *const data[CARDS] = {"twitter:data1", "twitter:data2"};
    for (size_t i = 0; i < CARDS; i++) {
        const html_node label = html_find_attribute(meta->doc, HTML_ROOT, "name", labels[i]);
        const html_node node = html_find_attribute(meta->doc, HTML_ROOT, "name", data[i]);
        const char *const caption = label ? html_attribute(meta->doc, label, "content") : NULL;
        for (size_t j = 0; caption && node && j < COUNT_OF(captions); j++)
            if (strcasecmp(caption, captions[j]) == 0)
                extract_meta_state(meta, EXTRACT_BYLINE, RANK_CARD,
                                   html_attribute(meta->doc, node, "content"));
    }
}

/* The site's own name, or its host's, is trusted less than a name that stands in the text. */
static void doubt_house(struct extract_meta *meta)
{
    enum { RANK_HOUSE = 55 };
    struct extract_statement *const byline = &meta->fields[EXTRACT_BYLINE];
    if (!byline->value)
        return;
    const char *const dot = strrchr(byline->value, '.');
    const bool is_host =
        dot && !strchr(byline->value, ' ') && strlen(dot) > 2 && dot > byline->value;
    if (is_host || extract_same_headline(byline->value, extract_meta_get(meta, EXTRACT_SITE)))
        byline->rank = RANK_HOUSE;
}

static const char *node_text(struct extract_meta *meta, html_node node)
{
    struct str text;
    str_init(&text, LIMIT_TITLE_BYTES);
    html_plain_text(meta->doc, node, &text);
    const char *const kept = text.len ? arena_strndup(meta->arena, text.data, text.len) : NULL;
    str_release(&text);
    return kept;
}

static void read_link(struct extract_meta *meta, html_node node)
{
    const char *const rel = html_attribute(meta->doc, node, "rel");
    const char *const href = html_attribute(meta->doc, node, "href");
    if (!rel || !href)
        return;
    if (ascii_equal_nocase(rel, "canonical"))
        extract_meta_state(meta, EXTRACT_CANONICAL, 10, href);
    else if (ascii_equal_nocase(rel, "image_src"))
        extract_meta_state(meta, EXTRACT_IMAGE, 25, href);
}

static void read_head(struct extract_meta *meta)
{
    for (html_node node = HTML_ROOT; node; node = html_walk(meta->doc, HTML_ROOT, node)) {
        switch (html_tag(meta->doc, node)) {
        case HTML_LINK:
            read_link(meta, node);
            break;
        case HTML_TITLE:
            if (!meta->page_title)
                meta->page_title = node_text(meta, node);
            break;
        case HTML_H1:
            if (!meta->heading && !html_is_hidden(meta->doc, node))
                meta->heading = node_text(meta, node);
            break;
        default:
            break;
        }
    }
}

/* `en_GB` as `en-GB`; anything that is no tag goes. */
static void tidy_language(struct extract_meta *meta)
{
    const char *const value = extract_meta_get(meta, EXTRACT_LANGUAGE);
    if (!value)
        return;
    char *const tag = arena_strdup(meta->arena, value);
    for (char *at = tag; *at; at++) {
        if (*at == '_')
            *at = '-';
        else if (*at == ',' || *at == ' ' || *at == ';')
            *at = '\0';
    }
    meta->fields[EXTRACT_LANGUAGE].value = *tag && strlen(tag) <= 35 ? tag : NULL;
}

/* A page's own <title> usually has the site's name behind a bar; titles made for sharing are whole.
 */
static void choose_title(struct extract_meta *meta)
{
    enum { RANK_HEADING = 90 };
    if (meta->fields[EXTRACT_TITLE].value)
        return;
    const char *const title = extract_title_without_site(
        meta->page_title, meta->heading, extract_meta_get(meta, EXTRACT_SITE), meta->arena);
    extract_meta_state(meta, EXTRACT_TITLE, EXTRACT_RANK_PAGE_TITLE, title);
    extract_meta_state(meta, EXTRACT_TITLE, RANK_HEADING, meta->heading);
}

void extract_meta_read(struct extract_meta *meta, const struct html_document *doc,
                       struct arena *arena)
{
    *meta = (struct extract_meta){.doc = doc, .arena = arena};
    extract_meta_state(meta, EXTRACT_LANGUAGE, 10, html_attribute(doc, HTML_ROOT, "lang"));
    extract_meta_state(meta, EXTRACT_LANGUAGE, 20, html_attribute(doc, HTML_ROOT, "xml:lang"));
    read_head(meta);
    read_metas(meta);
    read_card(meta);
    extract_jsonld_read(meta);
    doubt_house(meta);
    choose_title(meta);
    tidy_language(meta);
}
