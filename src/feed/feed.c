#include "feed/feed.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/time.h"
#include "codec/xml.h"
#include "feed/discover.h"
#include "feed/internal.h"
#include "html/html.h"
#include "text/decode.h"
#include "text/utf8.h"
#include "web/http.h"

static const char *const format_names[] = {
    [FEED_RSS_0_90] = "rss-0.90",
    [FEED_RSS_0_91] = "rss-0.91",
    [FEED_RSS_0_92] = "rss-0.92",
    [FEED_RSS_0_93] = "rss-0.93",
    [FEED_RSS_0_94] = "rss-0.94",
    [FEED_RSS_1_0] = "rss-1.0",
    [FEED_RSS_1_1] = "rss-1.1",
    [FEED_RSS_2_0] = "rss-2.0",
    [FEED_ATOM_0_3] = "atom-0.3",
    [FEED_ATOM_1_0] = "atom-1.0",
    [FEED_CDF] = "cdf",
    [FEED_JSON_1_0] = "json-feed-1.0",
    [FEED_JSON_1_1] = "json-feed-1.1",
};

const char *feed_day_name(unsigned day)
{
    static const char *const names[FEED_DAYS] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                 "Thursday", "Friday", "Saturday"};
    return names[day];
}

const char *feed_format_name(enum feed_format format)
{
    return format_names[format];
}

static bool is_utf8_label(const char *label)
{
    return ascii_equal_nocase(label, "utf-8") || ascii_equal_nocase(label, "utf8");
}

static void pass(const struct feed_parts *parts, size_t offset)
{
    if (parts && parts->pass)
        parts->pass(parts->context, offset);
}

/* Is there nothing to decode? Most feeds are large enough that a copy of them counts. */
static bool is_clean_utf8(const char *bytes, size_t len, const struct feed_parts *parts)
{
    enum { STRETCH_BYTES = 1 << 20, CHARACTER_BYTES = 4 };
    if (!len || bytes[0] == '\xEF')
        return false;
    size_t at = 0;
    while (at < len) {
        const bool is_last = len - at <= STRETCH_BYTES;
        const size_t stretch = is_last ? len - at : STRETCH_BYTES;
        const size_t good = text_valid_run(bytes + at, stretch);
        // A stretch may end within a character.
        if (memchr(bytes + at, '\0', good) || good + (is_last ? 0 : CHARACTER_BYTES) < stretch)
            return false;
        at += good;
        pass(parts, at);
    }
    return true;
}

/* The document as UTF-8: the bytes themselves where they are that, else decoded into `buffer`. */
static struct slice decode(const char *bytes, size_t len, const char *content_type,
                           const struct feed_parts *parts, struct str *buffer)
{
    char type[64] = "";
    char charset[64] = "";
    if (content_type)
        web_content_type(content_type, type, charset);
    struct str declared;
    str_init(&declared, 128);
    const bool is_declared = xml_declared_charset(bytes, len, &declared);
    const char *const label = charset[0] ? charset : is_declared ? declared.data : "utf-8";
    struct slice text = {bytes, len};
    if (!is_utf8_label(label) || !is_clean_utf8(bytes, len, parts)) {
        text_decode(bytes, len, charset[0] ? charset : NULL, is_declared ? declared.data : NULL,
                    buffer, NULL);
        pass(parts, len);
        text = (struct slice){buffer->data, buffer->len};
    }
    str_release(&declared);
    return text;
}

/* A place for a page that comes without an address. */
static const char nowhere[] = "https://page.invalid";

/* The addresses of the first feeds that a page names, with commas between; relative ones as they
 * are where nobody knows what to. */
static void add_offers(const struct feed_offers *offers, struct str *out)
{
    enum { MOST = 3 };
    for (size_t i = 0; i < offers->count && i < MOST; i++) {
        const char *const url = offers->offers[i].url;
        const bool is_relative = slice_starts(slice_of(url), nowhere);
        str_printf(out, "%s%s", i ? ", " : "", url + (is_relative ? strlen(nowhere) : 0));
    }
}

/* A page is no broken feed: what it offers is told. */
static bool refuse_page(const struct feed_parser *parser, struct slice text, struct error *err)
{
    struct str urls;
    str_init(&urls, LIMIT_TITLE_BYTES);
    struct html_document *const page =
        html_parse(text.data, text.len, parser->base ? parser->base : nowhere, NULL, NULL);
    if (page) {
        struct feed_offers offers;
        feed_discover(page, &offers);
        add_offers(&offers, &urls);
        feed_offers_release(&offers);
    }
    html_free(page);
    if (urls.len)
        error_set(err, ERR_UNSUPPORTED, _("this is a web page and not a feed: it names %s"),
                  urls.data);
    else
        error_set(err, ERR_UNSUPPORTED, _("this is a web page and not a feed"));
    str_release(&urls);
    return false;
}

static bool refuse(const struct feed_parser *parser, struct slice text, struct error *err)
{
    if (parser->is_page)
        return refuse_page(parser, text, err);
    if (parser->root_name[0])
        return error_set(err, ERR_UNSUPPORTED, _("this is no feed: the document begins with <%s>"),
                         parser->root_name);
    return error_set(err, ERR_UNSUPPORTED, _("this is no feed"));
}

/*
 * Where a feed begins in a document that begins with something else: a warning of the server's,
 * say. NULL when there is none.
 */
static const char *find_feed(const char *text, size_t len)
{
    static const char *const beginnings[] = {"<?xml", "<rss", "<feed", "<rdf:RDF"};
    const char *first = NULL;
    for (size_t i = 0; i < COUNT_OF(beginnings); i++) {
        const char *const found = memmem(text, len, beginnings[i], strlen(beginnings[i]));
        if (found && (!first || found < first))
            first = found;
    }
    return first && first > text ? first : NULL;
}

static bool parse_xml(struct feed_parser *parser, const char *text, size_t len,
                      const struct ticket *ticket, struct error *err)
{
    struct xml_report report = {0};
    struct error why = {0};
    const bool is_read = xml_parse(text, len, &feed_xml_handler, parser, ticket, &report, &why);
    // A feed is read up to where it becomes too deep; some of it may have been handed on already.
    const bool is_over_limit =
        !is_read && why.kind == ERR_LIMIT && parser->native && parser->has_content;
    if (!is_read && !is_over_limit) {
        if (err)
            *err = why;
        return false;
    }
    parser->was_cut |= is_over_limit || parser->text.is_truncated || report.was_bomb;
    parser->feed->is_cut = parser->was_cut;
    parser->feed->is_unfinished = report.was_truncated;
    parser->feed->is_well_formed =
        report.is_well_formed && !report.was_truncated && !parser->was_cut;
    return true;
}

/*
 * RDF holds anything. Without a channel or an item it is an empty feed only where its root names
 * RSS; the events do not tell, but the bytes do.
 */
static bool is_empty_rss(struct feed_parser *parser, const char *text, size_t len)
{
    static const struct {
        const char *uri;
        enum feed_format format;
    } dialects[] = {{"http://purl.org/rss/1.0/\"", FEED_RSS_1_0},
                    {"http://purl.org/rss/1.0/'", FEED_RSS_1_0},
                    {"http://my.netscape.com/rdf/simple/0.9/", FEED_RSS_0_90},
                    {"http://channel.netscape.com/rdf/simple/0.9/", FEED_RSS_0_90}};
    for (size_t i = 0; i < COUNT_OF(dialects) && parser->native; i++)
        if (memmem(text, len, dialects[i].uri, strlen(dialects[i].uri))) {
            parser->format = (int)dialects[i].format;
            parser->has_content = true;
        }
    return parser->native && parser->has_content;
}

/* Once more from where the feed begins, if something stands before it. */
static bool parse_behind_junk(struct feed_parser *parser, const char *text, size_t len,
                              const struct ticket *ticket, struct error *err)
{
    const char *const start = parser->is_page ? NULL : find_feed(text, len);
    if (!start)
        return refuse(parser, (struct slice){text, len}, err);
    const struct feed_parts *const parts = parser->parts;
    const char *const base = parser->base;
    feed_parser_release(parser);
    feed_parser_init(parser, parts, base, len);
    if (!parse_xml(parser, start, len - (size_t)(start - text), ticket, err))
        return false;
    parser->feed->is_well_formed = false;
    return parser->native && parser->has_content ? true
                                                 : refuse(parser, (struct slice){text, len}, err);
}

static bool parse_text(struct feed_parser *parser, const char *text, size_t len,
                       const struct ticket *ticket, struct error *err)
{
    const struct slice trimmed = slice_trim((struct slice){text, len});
    if (trimmed.len == 0)
        return error_set(err, ERR_UNSUPPORTED, _("this is no feed: the document is empty"));
    if (trimmed.data[0] == '{')
        return feed_json_parse(parser, trimmed.data, trimmed.len, err);
    if (!memchr(trimmed.data, '<', trimmed.len))
        return error_set(err, ERR_UNSUPPORTED, _("this is no feed: it is neither XML nor JSON"));
    if (!parse_xml(parser, text, len, ticket, err))
        return false;
    if ((!parser->native || !parser->has_content) && !is_empty_rss(parser, text, len))
        return parse_behind_junk(parser, text, len, ticket, err);
    return true;
}

struct feed *feed_parse_parts(const char *bytes, size_t len, const char *content_type,
                              const char *base, const struct feed_parts *parts,
                              const struct ticket *ticket, struct error *err)
{
    struct str decoded;
    str_init(&decoded, LIMIT_FEED_BYTES);
    const struct slice text = decode(bytes, len, content_type, parts, &decoded);
    if (decoded.is_truncated || len > LIMIT_FEED_BYTES) {
        str_release(&decoded);
        error_set(err, ERR_LIMIT, _("the feed is larger than %d MiB"), LIMIT_FEED_BYTES >> 20);
        return NULL;
    }
    struct feed_parser parser;
    // Offsets into a decoded text mean nothing to the one who has the bytes.
    struct feed_parts decoded_parts = parts ? *parts : (struct feed_parts){0};
    decoded_parts.pass = text.data == bytes ? decoded_parts.pass : NULL;
    feed_parser_init(&parser, parts ? &decoded_parts : NULL, base && *base ? base : NULL, text.len);
    struct feed *feed = NULL;
    if (parse_text(&parser, text.data, text.len, ticket, err)) {
        feed = parser.feed;
        feed->format = parser.format >= 0 ? (enum feed_format)parser.format : FEED_RSS_1_0;
        feed_entries_inherit(feed);
        parser.feed = NULL;
    }
    feed_parser_release(&parser);
    str_release(&decoded);
    return feed;
}

struct feed *feed_parse(const char *bytes, size_t len, const char *content_type, const char *base,
                        const struct ticket *ticket, struct error *err)
{
    return feed_parse_parts(bytes, len, content_type, base, NULL, ticket, err);
}

void feed_free(struct feed *feed)
{
    if (!feed)
        return;
    arena_release(&feed->arena);
    free(feed);
}
