/*
 * OPML 1.0 and 2.0 (opml.org/spec2.opml) in and out. Folders and `category` become tags.
 */
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/memory.h"
#include "codec/xml.h"
#include "feed/subscriptions_internal.h"
#include "text/clean.h"

struct opml_reader {
    struct feed_list_builder *builder;
    struct vec folders; // const char *, one an open outline; NULL where it is a feed
    struct str url;
    bool is_opml;
    char root_name[32];
};

struct outline {
    const char *text;
    const char *title;
    const char *url; // xmlUrl, or url where the type says that it is a feed
    const char *link;
    const char *category;
    const char *description;
};

static const char *attribute(const struct xml_attribute *attributes, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (ascii_equal_nocase(attributes[i].name, name))
            return attributes[i].value;
    return NULL;
}

static struct outline outline_of(const struct xml_attribute *attributes, size_t count)
{
    struct outline outline = {
        .text = attribute(attributes, count, "text"),
        .title = attribute(attributes, count, "title"),
        .url = attribute(attributes, count, "xmlUrl"),
        .link = attribute(attributes, count, "htmlUrl"),
        .category = attribute(attributes, count, "category"),
        .description = attribute(attributes, count, "description"),
    };
    const char *const type = attribute(attributes, count, "type");
    if (!outline.url && type &&
        (ascii_equal_nocase(type, "rss") || ascii_equal_nocase(type, "atom")))
        outline.url = attribute(attributes, count, "url");
    return outline;
}

/* Commas part categories; the first slash of `/Science/Physics` says nothing. */
static void add_categories(struct opml_reader *reader, size_t index, const char *category)
{
    struct slice rest = slice_of(category);
    struct slice piece;
    struct str tag;
    str_init(&tag, LIMIT_TITLE_BYTES);
    while (slice_next(&rest, ',', &piece)) {
        piece = slice_trim(piece);
        if (piece.len && piece.data[0] == '/')
            piece = (struct slice){piece.data + 1, piece.len - 1};
        str_clear(&tag);
        for (size_t i = 0; i < piece.len; i++) {
            const struct slice left = {piece.data + i, piece.len - i};
            const bool is_comma = slice_starts(left, "%2C");
            const bool is_percent = slice_starts(left, "%25");
            str_add_char(&tag, is_comma ? ',' : is_percent ? '%' : piece.data[i]);
            i += is_comma || is_percent ? 2 : 0;
        }
        feed_list_tag(reader->builder, index, tag.data, tag.len);
    }
    str_release(&tag);
}

static void add_feed(struct opml_reader *reader, const struct outline *outline)
{
    struct feed_list_builder *const builder = reader->builder;
    const struct slice said = slice_trim(slice_of(outline->url));
    str_clear(&reader->url);
    feed_address_write(said.data, said.len, &reader->url);
    const ptrdiff_t taken = said.len ? feed_list_take(builder, 0, reader->url.data) : -1;
    if (taken < 0)
        return;
    const size_t index = (size_t)taken;
    const char *const title = outline->title && *outline->title ? outline->title : outline->text;
    if (title && !slice_is(said, title))
        feed_list_title(builder, index, title);
    if (outline->link)
        feed_list_link(builder, index, outline->link);
    if (outline->description)
        feed_list_description(builder, index, outline->description);
    for (size_t i = 0; i < reader->folders.count; i++) {
        const char *const folder = ((const char **)reader->folders.items)[i];
        if (folder)
            feed_list_tag(builder, index, folder, strlen(folder));
    }
    if (outline->category)
        add_categories(reader, index, outline->category);
}

static void remember_root(struct opml_reader *reader, const char *name)
{
    struct str line;
    str_init(&line, sizeof(reader->root_name) - 1);
    text_clean_line(name, strlen(name), &line);
    memcpy(reader->root_name, line.data, line.len + 1);
    str_release(&line);
    reader->is_opml = ascii_equal_nocase(name, "opml");
}

static void on_start(void *context, const char *uri, const char *name,
                     const struct xml_attribute *attributes, size_t attribute_count)
{
    (void)uri;
    struct opml_reader *const reader = context;
    if (!reader->root_name[0])
        remember_root(reader, name);
    if (!reader->is_opml || !ascii_equal_nocase(name, "outline"))
        return;
    const struct outline outline = outline_of(attributes, attribute_count);
    const char *const folder = outline.text ? outline.text : outline.title;
    if (outline.url)
        add_feed(reader, &outline);
    *(const char **)vec_push(&reader->folders) =
        outline.url ? NULL : arena_strdup(&reader->builder->list->arena, folder);
}

static void on_end(void *context, const char *uri, const char *name)
{
    (void)uri;
    struct opml_reader *const reader = context;
    if (reader->is_opml && ascii_equal_nocase(name, "outline"))
        vec_pop(&reader->folders);
}

bool feed_opml_read(struct feed_list_builder *builder, const char *text, size_t len,
                    struct error *err)
{
    static const struct xml_handler handler = {.start = on_start, .end = on_end};
    struct opml_reader reader = {.builder = builder};
    vec_init(&reader.folders, sizeof(const char *));
    str_init(&reader.url, LIMIT_URL_BYTES);
    bool is_good = xml_parse(text, len, &handler, &reader, NULL, NULL, err);
    if (is_good && !reader.is_opml)
        is_good = error_set_at(err, ERR_SYNTAX, 1, 1,
                               _("this is no list of subscriptions: it begins with <%s> where "
                                 "OPML has <opml>"),
                               reader.root_name);
    str_release(&reader.url);
    vec_release(&reader.folders);
    return is_good;
}

/* ---- writing */

static void add_attribute(struct str *out, const char *name, const char *value)
{
    str_add_char(out, ' ');
    str_add(out, name);
    str_add(out, "=\"");
    for (const char *at = value; *at; at++) {
        if (strchr("&<>\"", *at) || (unsigned char)*at < ' ')
            str_printf(out, "&#%d;", *at);
        else
            str_add_char(out, *at);
    }
    str_add_char(out, '"');
}

static void add_category(struct str *out, const struct feed_subscription *item)
{
    struct str category;
    str_init(&category, LIMIT_STR_BYTES);
    for (size_t i = 0; i < item->tag_count; i++) {
        if (i)
            str_add_char(&category, ',');
        if (item->tags[i][0] == '/')
            str_add_char(&category, '/'); // the first one is dropped when it is read
        for (const char *at = item->tags[i]; *at; at++) {
            if (*at == ',' || *at == '%')
                str_add(&category, *at == ',' ? "%2C" : "%25");
            else
                str_add_char(&category, *at);
        }
    }
    add_attribute(out, "category", category.data);
    str_release(&category);
}

static void add_outline(struct str *out, const struct feed_subscription *item, const char *indent)
{
    str_add(out, indent);
    str_add(out, "<outline type=\"rss\"");
    add_attribute(out, "text", item->title ? item->title : item->url);
    if (item->title)
        add_attribute(out, "title", item->title);
    add_attribute(out, "xmlUrl", item->url);
    if (item->link)
        add_attribute(out, "htmlUrl", item->link);
    if (item->description)
        add_attribute(out, "description", item->description);
    if (item->tag_count)
        add_category(out, item);
    str_add(out, "/>\n");
}

struct folder_chain {
    struct map folders; // first tag to its first item + 1
    size_t *next;       // from an item to the next of its folder + 1
    size_t *last;       // from the first item of a folder to its last
};

static void chain_add(struct folder_chain *chain, const struct feed_subscription *items, size_t i)
{
    const char *const tag = items[i].tags[0];
    bool is_new;
    struct map_entry *const folder = map_add(&chain->folders, tag, strlen(tag), &is_new);
    if (is_new)
        folder->value.number = (int64_t)i + 1;
    const size_t first = (size_t)folder->value.number - 1;
    if (!is_new)
        chain->next[chain->last[first]] = i + 1;
    chain->last[first] = i;
}

/* Those with the same first tag, in the order in which the tags come up. */
static void add_folders(struct str *out, const struct feed_subscription *items, size_t count)
{
    struct folder_chain chain;
    map_init(&chain.folders);
    chain.next = mem_zalloc(size_mul(count + 1, sizeof(size_t)));
    chain.last = mem_zalloc(size_mul(count + 1, sizeof(size_t)));
    for (size_t i = 0; i < count; i++)
        if (items[i].tag_count)
            chain_add(&chain, items, i);
    for (size_t i = 0; i < chain.folders.count; i++) {
        const struct map_entry *const folder = &chain.folders.entries[i];
        str_add(out, "    <outline");
        add_attribute(out, "text", folder->key);
        str_add(out, ">\n");
        for (size_t at = (size_t)folder->value.number; at; at = chain.next[at - 1])
            add_outline(out, &items[at - 1], "      ");
        str_add(out, "    </outline>\n");
    }
    free(chain.last);
    free(chain.next);
    map_release(&chain.folders);
}

void feed_subscriptions_opml(const struct feed_subscription *items, size_t count, struct str *out)
{
    str_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n"
                 "    <title>Subscriptions</title>\n  </head>\n  <body>\n");
    for (size_t i = 0; i < count; i++)
        if (!items[i].tag_count)
            add_outline(out, &items[i], "    ");
    add_folders(out, items, count);
    str_add(out, "  </body>\n</opml>\n");
}
