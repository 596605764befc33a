/*
 * JSON Feed 1.0 and 1.1 (jsonfeed.org), through the same fields as the XML dialects.
 */
#include <string.h>

#include "base/intl.h"
#include "base/time.h"
#include "codec/json.h"
#include "feed/internal.h"

/* How a member is written. */
enum member_kind {
    MEMBER_TEXT,  // plain text
    MEMBER_LINES, // plain text whose lines count
    MEMBER_HTML,
    MEMBER_PLAIN, // an address, a date, an id
};

struct member {
    const char *key;
    enum member_kind kind;
    enum feed_field field;
    int rank;
};

static const struct member feed_members[] = {
    {"title", MEMBER_TEXT, FIELD_TITLE, RANK_OWN},
    {"home_page_url", MEMBER_PLAIN, FIELD_LINK, RANK_OWN},
    {"description", MEMBER_LINES, FIELD_SUMMARY, RANK_OWN},
    {"icon", MEMBER_PLAIN, FIELD_IMAGE, RANK_OWN},
    {"favicon", MEMBER_PLAIN, FIELD_IMAGE, RANK_GUESS},
    {"language", MEMBER_PLAIN, FIELD_LANGUAGE, RANK_OWN},
    {"next_url", MEMBER_PLAIN, FIELD_NEXT, RANK_OWN},
};

static const struct member entry_members[] = {
    {"id", MEMBER_PLAIN, FIELD_ID, RANK_OWN},
    {"url", MEMBER_PLAIN, FIELD_LINK, RANK_OWN},
    {"external_url", MEMBER_PLAIN, FIELD_LINK, RANK_GUESS},
    {"title", MEMBER_TEXT, FIELD_TITLE, RANK_OWN},
    {"content_html", MEMBER_HTML, FIELD_CONTENT, RANK_OWN},
    {"content_text", MEMBER_LINES, FIELD_CONTENT, RANK_GUESS},
    {"summary", MEMBER_LINES, FIELD_SUMMARY, RANK_OWN},
    {"image", MEMBER_PLAIN, FIELD_IMAGE, RANK_OWN},
    {"banner_image", MEMBER_PLAIN, FIELD_IMAGE, RANK_GUESS},
    {"date_published", MEMBER_PLAIN, FIELD_PUBLISHED, RANK_OWN},
    {"date_modified", MEMBER_PLAIN, FIELD_UPDATED, RANK_OWN},
};

/* Lines of text as HTML. */
static void add_lines(const char *text, size_t len, struct str *out)
{
    struct slice rest = slice_trim((struct slice){text, len});
    struct slice line;
    while (slice_next(&rest, '\n', &line)) {
        feed_escape(line.data, line.len, out);
        if (rest.len)
            str_add(out, "<br>\n");
    }
}

static void store_text(struct feed_parser *parser, const struct member *member, const char *text,
                       size_t len)
{
    struct feed_value value = {text, len, FORM_PLAIN, parser->base};
    if (member->kind == MEMBER_TEXT)
        value.form = FORM_TEXT;
    if (member->kind == MEMBER_HTML || member->kind == MEMBER_LINES)
        value.form = FORM_HTML;
    if (member->kind == MEMBER_LINES) {
        str_clear(&parser->text);
        add_lines(text, len, &parser->text);
        value.text = parser->text.data;
        value.len = parser->text.len;
    }
    feed_field_store(parser, member->field, member->rank, &value);
}

static void store_members(struct feed_parser *parser, const struct json_value *object,
                          const struct member *members, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct json_value *const value = json_member(object, members[i].key);
        size_t len;
        const char *const text = json_text(value, &len);
        char digits[JSON_NUMBER_BYTES];
        if (text)
            store_text(parser, &members[i], text, len);
        else if (members[i].field == FIELD_ID && json_number_text(value, digits))
            // 1.1: an id that is a number is to be taken as text.
            store_text(parser, &members[i], digits, strlen(digits));
    }
}

/* An object, or what some write instead: the name alone. */
static void store_author(struct feed_parser *parser, const struct json_value *author)
{
    size_t len;
    const char *name = json_text(json_member(author, "name"), &len);
    if (!name)
        name = json_text(author, &len);
    const char *const url = json_text(json_member(author, "url"), NULL);
    if (name) {
        const struct feed_value value = {name, len, FORM_TEXT, NULL};
        feed_field_store(parser, FIELD_AUTHOR, RANK_OWN, &value);
    }
    if (url && feed_field_accepts(parser, FIELD_AUTHOR_URL, 0))
        feed_field_store_plain(parser, FIELD_AUTHOR_URL, RANK_OWN, url, parser->base);
}

static void store_authors(struct feed_parser *parser, const struct json_value *object)
{
    const struct json_value *const authors = json_member(object, "authors");
    const size_t count = json_count(authors);
    for (size_t i = 0; i < count && i < 64; i++)
        store_author(parser, json_item(authors, i));
    if (count == 0)
        store_author(parser, json_member(object, "author"));
}

static int64_t number_of(const struct json_value *value)
{
    int64_t number;
    return json_int(value, &number) && number >= 0 ? number : -1;
}

static void store_attachment(struct feed_parser *parser, const struct json_value *attachment)
{
    const char *const url = json_text(json_member(attachment, "url"), NULL);
    const char *const type = json_text(json_member(attachment, "mime_type"), NULL);
    feed_enclosure_add(parser, url, type, number_of(json_member(attachment, "size_in_bytes")),
                       parser->base);
    const int64_t duration = number_of(json_member(attachment, "duration_in_seconds"));
    if (duration >= 0 && feed_field_accepts(parser, FIELD_DURATION, 0))
        feed_field_store_number(parser, FIELD_DURATION, RANK_OWN, duration);
}

static void store_entry(struct feed_parser *parser, const struct json_value *item)
{
    parser->entry = feed_entry_add(parser);
    if (!parser->entry)
        return;
    store_members(parser, item, entry_members, COUNT_OF(entry_members));
    store_authors(parser, item);
    const struct json_value *const tags = json_member(item, "tags");
    for (size_t i = 0; i < json_count(tags); i++) {
        size_t len;
        const char *const tag = json_text(json_item(tags, i), &len);
        if (tag)
            feed_category_add(parser, tag, len);
    }
    const struct json_value *const attachments = json_member(item, "attachments");
    for (size_t i = 0; i < json_count(attachments); i++)
        store_attachment(parser, json_item(attachments, i));
    parser->entry = NULL;
}

/* The format has no date of its own: the newest of its entries stands for it. */
static int64_t newest_of(const struct feed *feed)
{
    int64_t newest = TIME_NONE;
    for (const struct feed_entry *entry = feed->entries; entry; entry = entry->next) {
        if (entry->published_ms > newest)
            newest = entry->published_ms;
        if (entry->updated_ms > newest)
            newest = entry->updated_ms;
    }
    return newest;
}

/* The version is an address; some write the bare number, and many kinds of JSON have a version. */
static int format_of(const struct json_value *root)
{
    const struct json_value *const version = json_member(root, "version");
    const char *const said = json_text(version, NULL);
    const bool has_items = json_is_array(json_member(root, "items"));
    if (said && strstr(said, "jsonfeed.org/version/1"))
        return strstr(said, "version/1.1") ? FEED_JSON_1_1 : FEED_JSON_1_0;
    if (!has_items || (said && said[0] != '1'))
        return -1;
    return said && strncmp(said, "1.1", 3) == 0 ? FEED_JSON_1_1 : FEED_JSON_1_0;
}

static void store_feed(struct feed_parser *parser, const struct json_value *root)
{
    store_members(parser, root, feed_members, COUNT_OF(feed_members));
    store_authors(parser, root);
    const struct json_value *const hub = json_item(json_member(root, "hubs"), 0);
    const char *const hub_url = json_text(json_member(hub, "url"), NULL);
    if (hub_url)
        feed_field_store_plain(parser, FIELD_HUB, RANK_OWN, hub_url, parser->base);
    const struct json_value *const items = json_member(root, "items");
    const size_t count = json_count(items);
    for (size_t i = 0; i < count; i++)
        if (json_is_object(json_item(items, i)))
            store_entry(parser, json_item(items, i));
    parser->feed->updated_ms = newest_of(parser->feed);
}

bool feed_json_parse(struct feed_parser *parser, const char *text, size_t len, struct error *err)
{
    bool is_cut;
    struct json_document *const document = json_document_parse_cut(text, len, &is_cut, err);
    if (!document)
        return false;
    const struct json_value *const root = json_document_root(document);
    parser->format = format_of(root);
    const bool is_feed = parser->format >= 0;
    if (is_feed)
        store_feed(parser, root);
    parser->feed->is_well_formed = is_feed && !is_cut;
    parser->feed->is_unfinished = is_cut;
    json_document_free(document);
    return is_feed ||
           error_set(err, ERR_UNSUPPORTED, _("this is JSON, but no feed: it has no `items`"));
}
