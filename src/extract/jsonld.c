/*
 * JSON-LD with schema.org's types. Pages put it into the head as an object, an array or a @graph;
 * of several objects the one that is an article speaks, others only about the site.
 */
#include "extract/jsonld.h"

#include <string.h>

#include "base/limits.h"
#include "extract/extract.h"
#include "extract/meta.h"

enum {
    RANK_ARTICLE = 3,
    RANK_PERSON = 28,     // somewhere in the graph, where the article gives its number alone
    RANK_OTHER = 60,      // a WebPage or VideoObject that knows some of it
    JSONLD_DEPTH = 6,     // of arrays and graphs
    JSONLD_OBJECTS = 200, // of one page
};

bool extract_jsonld_is(const struct json_value *object, const char *word)
{
    const struct json_value *const type = json_member(object, "@type");
    const char *const text = json_text(type, NULL);
    if (text)
        return strcasestr(text, word) != NULL;
    for (size_t i = 0; i < json_count(type); i++) {
        const char *const item = json_text(json_item(type, i), NULL);
        if (item && strcasestr(item, word))
            return true;
    }
    return false;
}

static bool is_article(const struct json_value *object)
{
    static const char *const types[] = {"Article", "BlogPosting", "Report",      "LiveBlog",
                                        "Recipe",  "Review",      "SocialMedia", "DiscussionForum"};
    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (extract_jsonld_is(object, types[i]))
            return true;
    return false;
}

static bool is_page(const struct json_value *object)
{
    return extract_jsonld_is(object, "WebPage") || extract_jsonld_is(object, "VideoObject") ||
           extract_jsonld_is(object, "CreativeWork") || extract_jsonld_is(object, "Product");
}

const char *extract_jsonld_text(const struct json_value *value, const char *key)
{
    for (int i = 0; i < JSONLD_DEPTH && json_is_array(value); i++)
        value = json_item(value, 0);
    const char *const text = json_text(value, NULL);
    return text ? text : json_text(json_member(value, key), NULL);
}

/* All names of an author list, apart by commas. */
static void read_authors(struct extract_meta *meta, const struct json_value *author, int rank)
{
    const char *const id = json_text(json_member(author, "@id"), NULL);
    if (id && !json_member(author, "name") && !meta->author_id)
        meta->author_id = arena_strdup(meta->arena, id);
    if (!json_is_array(author)) {
        extract_meta_state(meta, EXTRACT_BYLINE, rank, extract_jsonld_text(author, "name"));
        return;
    }
    struct str names;
    str_init(&names, LIMIT_TITLE_BYTES);
    for (size_t i = 0; i < json_count(author); i++) {
        const char *const name = extract_jsonld_text(json_item(author, i), "name");
        if (!name || !*name || strstr(names.data, name))
            continue;
        if (names.len)
            str_add(&names, ", ");
        str_add(&names, name);
    }
    extract_meta_state(meta, EXTRACT_BYLINE, rank, names.data);
    str_release(&names);
}

/*
 * Where name and headline differ, the name is the title; but the headline when only that is what
 * <title> repeats, or when the name is the site's.
 */
static void read_title(struct extract_meta *meta, const struct json_value *object, int rank)
{
    const char *const name = extract_jsonld_text(json_member(object, "name"), "@value");
    const char *const headline = extract_jsonld_text(json_member(object, "headline"), "@value");
    const char *const site = extract_jsonld_text(json_member(object, "publisher"), "name");
    const bool is_headline = headline && (!name || extract_same_headline(site, name) ||
                                          (extract_same_headline(meta->page_title, headline) &&
                                           !extract_same_headline(meta->page_title, name)));
    extract_meta_state(meta, EXTRACT_TITLE, rank, is_headline ? headline : name);
}

/* `false`, or the word in any of the ways that pages write it. */
static bool is_not_free(const struct json_value *object)
{
    const struct json_value *const value = json_member(object, "isAccessibleForFree");
    const char *const text = json_text(value, NULL);
    if (text)
        return strcasestr(text, "false") != NULL;
    return !json_bool(value, true);
}

static void read_article(struct extract_meta *meta, const struct json_value *object, int rank)
{
    meta->is_paywalled |= is_not_free(object);
    read_title(meta, object, rank);
    read_authors(meta, json_member(object, "author"), rank);
    read_authors(meta, json_member(object, "creator"), rank + 1);
    extract_meta_state(meta, EXTRACT_PUBLISHED, rank,
                       extract_jsonld_text(json_member(object, "datePublished"), "@value"));
    extract_meta_state(meta, EXTRACT_PUBLISHED, rank + 1,
                       extract_jsonld_text(json_member(object, "uploadDate"), "@value"));
    extract_meta_state(meta, EXTRACT_PUBLISHED, rank + 2,
                       extract_jsonld_text(json_member(object, "dateCreated"), "@value"));
    extract_meta_state(meta, EXTRACT_LANGUAGE, rank + 40,
                       extract_jsonld_text(json_member(object, "inLanguage"), "alternateName"));
    extract_meta_state(meta, EXTRACT_EXCERPT, rank + 15,
                       extract_jsonld_text(json_member(object, "description"), "@value"));
    extract_meta_state(meta, EXTRACT_IMAGE, rank + 5,
                       extract_jsonld_text(json_member(object, "image"), "url"));
    extract_meta_state(meta, EXTRACT_SITE, rank,
                       extract_jsonld_text(json_member(object, "publisher"), "name"));
    const char *const body = extract_jsonld_text(json_member(object, "articleBody"), "@value");
    if (body && strlen(body) > 200)
        extract_meta_state(meta, EXTRACT_BODY, rank, body);
}

static void read_object(const struct json_value *object, void *context)
{
    struct extract_meta *const meta = context;
    if (is_article(object))
        read_article(meta, object, RANK_ARTICLE);
    else if (is_page(object))
        read_article(meta, object, RANK_OTHER);
    else if (extract_jsonld_is(object, "WebSite"))
        extract_meta_state(meta, EXTRACT_SITE, RANK_ARTICLE + 18,
                           extract_jsonld_text(json_member(object, "name"), "@value"));
}

/* Objects, arrays of them and graphs, without recursion: a list of what is still to be read. */
static void visit_all(const struct json_value *root, extract_jsonld_visit *visit, void *context)
{
    const struct json_value *todo[JSONLD_OBJECTS];
    size_t count = 0;
    todo[count++] = root;
    for (size_t i = 0; i < count; i++) {
        const struct json_value *const value = todo[i];
        const struct json_value *const graph = json_member(value, "@graph");
        const struct json_value *const entity = json_member(value, "mainEntity");
        const struct json_value *const list = json_is_array(value) ? value : graph;
        if (json_is_object(value))
            visit(value, context);
        if (entity && !json_text(entity, NULL) && count < JSONLD_OBJECTS)
            todo[count++] = entity;
        for (size_t j = 0; j < json_count(list) && count < JSONLD_OBJECTS; j++)
            if (json_is_array(list))
                todo[count++] = json_item(list, j);
    }
}

/* What stands within a CDATA section, where a page has put one around it. */
static struct slice unwrap(struct slice text)
{
    const char *const mark = memmem(text.data, text.len, "CDATA[", 6);
    if (!mark)
        return text;
    const char *const start = mark + 6;
    const size_t len = text.len - (size_t)(start - text.data);
    const char *const end = memmem(start, len, "]]>", 3);
    return (struct slice){start, end ? (size_t)(end - start) : len};
}

static bool is_one_of(char c, const char *set)
{
    return c && strchr(set, c);
}

/* Pages break strings over lines and wrap the script in comments; JSON knows neither. */
static void repair(struct slice text, struct str *out)
{
    struct slice json = unwrap(text);
    while (json.len && !is_one_of(json.data[0], "{[")) {
        slice_take(&json, 1);
    }
    while (json.len && !is_one_of(json.data[json.len - 1], "}]"))
        json.len--;
    str_append(out, json.data, json.len);
    for (size_t i = 0; i < out->len; i++)
        if ((unsigned char)out->data[i] < ' ')
            out->data[i] = ' ';
}

static void read_script(const struct html_document *doc, html_node script,
                        extract_jsonld_visit *visit, void *context)
{
    const html_node text = html_first_child(doc, script);
    if (!text)
        return;
    struct str json;
    str_init(&json, LIMIT_HTML_BYTES);
    repair(html_text(doc, text), &json);
    struct json_document *const document =
        json.len ? json_document_parse(json.data, json.len, NULL) : NULL;
    if (document)
        visit_all(json_document_root(document), visit, context);
    json_document_free(document);
    str_release(&json);
}

void extract_jsonld_each(const struct html_document *doc, extract_jsonld_visit *visit,
                         void *context)
{
    for (html_node node = HTML_ROOT; node; node = html_walk(doc, HTML_ROOT, node)) {
        const char *const type =
            html_tag(doc, node) == HTML_SCRIPT ? html_attribute(doc, node, "type") : NULL;
        if (type && strcasestr(type, "ld+json"))
            read_script(doc, node, visit, context);
    }
}

/* The person whom an article named by number. */
static void read_person(const struct json_value *object, void *context)
{
    struct extract_meta *const meta = context;
    const char *const id = json_text(json_member(object, "@id"), NULL);
    if (id && strcmp(id, meta->author_id) == 0)
        extract_meta_state(meta, EXTRACT_BYLINE, RANK_PERSON,
                           extract_jsonld_text(json_member(object, "name"), "@value"));
}

void extract_jsonld_read(struct extract_meta *meta)
{
    extract_jsonld_each(meta->doc, read_object, meta);
    if (meta->author_id)
        extract_jsonld_each(meta->doc, read_person, meta);
}
