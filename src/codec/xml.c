#include "codec/xml.h"

#include <libxml/parser.h>
#include <string.h>

#include "base/fatal.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/vec.h"
#include "codec/xml_internal.h"
#include "text/decode.h"

enum {
    CHUNK_BYTES = 32 << 10,
    MOST_NAMES = 50000, // different ones; libxml2's dictionary grows slow beyond
};

/* What travels through libxml2's callbacks. */
struct reading {
    const struct xml_handler *handler;
    void *context;
    const struct ticket *ticket;
    xmlParserCtxt *parser;
    struct xml_repair repair;
    struct str chunk; // of the repaired document, what libxml2 has not been given yet
    int depth;        // open elements, the one of the repair included
    bool is_cancelled;
    bool has_too_many_names;
    struct vec attributes;    // struct xml_attribute
    struct str values;        // theirs, each with a NUL behind it
    const xmlChar *clean_uri; // the last namespace that was found to be trimmed
};

static bool is_stopped(struct reading *reading)
{
    if (reading->is_cancelled || reading->has_too_many_names)
        return true;
    reading->is_cancelled = ticket_is_cancelled(reading->ticket);
    reading->has_too_many_names = xmlDictSize(reading->parser->dict) > MOST_NAMES;
    if (!reading->is_cancelled && !reading->has_too_many_names)
        return false;
    xmlStopParser(reading->parser);
    return true;
}

/*
 * A namespace, without the white space that some write around it; one that nobody declared is told
 * by its prefix. Lives in the parser's dictionary.
 */
static const char *uri_of(struct reading *reading, const xmlChar *prefix, const xmlChar *uri)
{
    if (!uri && !prefix)
        return "";
    if (!uri)
        return (const char *)xmlDictQLookup(reading->parser->dict, prefix, BAD_CAST "");
    if (uri == reading->clean_uri)
        return (const char *)uri;
    const struct slice whole = slice_of((const char *)uri);
    const struct slice trimmed = slice_trim(whole);
    if (trimmed.len == 0)
        return "";
    if (trimmed.len != whole.len)
        uri = xmlDictLookup(reading->parser->dict, BAD_CAST trimmed.data, (int)trimmed.len);
    reading->clean_uri = uri;
    return (const char *)uri;
}

enum { PARTS = 5 }; // libxml2 gives five pointers an attribute
enum { PART_NAME, PART_PREFIX, PART_URI, PART_VALUE, PART_END };

/* Their values get a NUL, one behind the other in `values`, which moves while it grows. */
static void read_attributes(struct reading *reading, size_t count, const xmlChar **parts)
{
    vec_clear(&reading->attributes);
    str_clear(&reading->values);
    for (size_t i = 0; i < count; i++, parts += PARTS) {
        struct xml_attribute *const attribute = vec_push(&reading->attributes);
        attribute->name = (const char *)parts[PART_NAME];
        attribute->uri = uri_of(reading, parts[PART_PREFIX], parts[PART_URI]);
        const size_t len = (size_t)(parts[PART_END] - parts[PART_VALUE]);
        str_append(&reading->values, parts[PART_VALUE], len);
        str_add_char(&reading->values, '\0');
    }
    const char *value = reading->values.data;
    struct xml_attribute *const attributes = reading->attributes.items;
    for (size_t i = 0; i < count; i++) {
        attributes[i].value = value;
        value += strlen(value) + 1;
    }
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count,
                     int defaulted_count, const xmlChar **attributes)
{
    (void)namespace_count;
    (void)namespaces;
    (void)defaulted_count;
    struct reading *const reading = context;
    if (is_stopped(reading) || reading->depth++ == 0 || !reading->handler->start)
        return;
    read_attributes(reading, (size_t)attribute_count, attributes);
    reading->handler->start(reading->context, uri_of(reading, prefix, uri), (const char *)name,
                            reading->attributes.items, reading->attributes.count);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct reading *const reading = context;
    if (is_stopped(reading) || --reading->depth == 0 || !reading->handler->end)
        return;
    reading->handler->end(reading->context, uri_of(reading, prefix, uri), (const char *)name);
}

static void on_text(void *context, const xmlChar *text, int len)
{
    struct reading *const reading = context;
    // Outside of the document's own root there is no text.
    if (reading->depth <= 1 || len <= 0 || is_stopped(reading) || !reading->handler->text)
        return;
    reading->handler->text(reading->context, (const char *)text, (size_t)len);
}

static void reading_init(struct reading *reading, const char *text, size_t len)
{
    xml_repair_init(&reading->repair, text, len, reading->handler->pass, reading->context);
    vec_init(&reading->attributes, sizeof(struct xml_attribute));
    str_init(&reading->values, LIMIT_STR_BYTES);
    str_init(&reading->chunk, LIMIT_STR_BYTES);
}

static void reading_release(struct reading *reading)
{
    xml_repair_release(&reading->repair);
    vec_release(&reading->attributes);
    str_release(&reading->values);
    str_release(&reading->chunk);
}

static void give_chunk(struct reading *reading)
{
    xmlParseChunk(reading->parser, reading->chunk.data, (int)reading->chunk.len, 0);
    str_clear(&reading->chunk);
}

/* Large pieces go in portions, which end between characters. */
static void give_piece(struct reading *reading, const char *data, size_t len)
{
    while (len) {
        size_t portion = len < CHUNK_BYTES ? len : CHUNK_BYTES;
        while (portion < len && ((unsigned char)data[portion] & 0xC0) == 0x80)
            portion++;
        str_append(&reading->chunk, data, portion);
        if (reading->chunk.len >= CHUNK_BYTES)
            give_chunk(reading);
        data += portion;
        len -= portion;
    }
}

/*
 * Text of a CDATA section goes straight to the handler, since libxml2 only copies it. Everything in
 * front of it has to be told first, and libxml2 holds text back until it sees what ends it.
 */
static void give_literal(struct reading *reading, const struct xml_piece *piece)
{
    str_add(&reading->chunk, "<![CDATA[]]>");
    give_chunk(reading);
    on_text(reading, (const xmlChar *)piece->data, (int)piece->len);
}

static void give_all(struct reading *reading)
{
    struct xml_piece piece;
    while (!is_stopped(reading) && xml_repair_next(&reading->repair, &piece)) {
        if (piece.is_literal)
            give_literal(reading, &piece);
        else
            give_piece(reading, piece.data, piece.len);
        if (reading->handler->pass)
            reading->handler->pass(reading->context, reading->repair.pos);
    }
    xmlParseChunk(reading->parser, reading->chunk.data, (int)reading->chunk.len, 1);
}

/* Let libxml2 read it all. False when it found something that the repair had not. */
static bool run_parser(struct reading *reading)
{
    xmlSAXHandler sax = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .cdataBlock = on_text,
        .ignorableWhitespace = on_text,
    };
    reading->parser = xmlCreatePushParserCtxt(&sax, reading, NULL, 0, NULL);
    if (!reading->parser)
        fatal("out of memory");
    // NOENT has no entity to expand, the repair saw to that; without it `&amp;` in a value would
    // arrive as `&#38;`, meant for a second reading.
    xmlCtxtUseOptions(reading->parser, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR |
                                           XML_PARSE_NOWARNING | XML_PARSE_NOENT);
    give_all(reading);
    const bool is_fine = reading->parser->wellFormed && reading->parser->nsWellFormed;
    xmlFreeParserCtxt(reading->parser);
    return is_fine;
}

static bool judge(const struct reading *reading, struct error *err)
{
    if (reading->is_cancelled)
        return error_set(err, ERR_CANCELLED, _("reading the XML was cancelled"));
    if (reading->has_too_many_names)
        return error_set(err, ERR_LIMIT, _("the XML uses more than %d different names"),
                         MOST_NAMES);
    if (reading->repair.is_too_deep)
        return error_set(err, ERR_LIMIT, _("the XML is nested more than %d levels deep"),
                         LIMIT_FEED_DEPTH);
    if (reading->repair.root_count == 0)
        return error_set(err, ERR_SYNTAX, _("this is not XML: there is no element in it"));
    return true;
}

void xml_prepare(void)
{
    xmlInitParser();
}

bool xml_parse(const char *text, size_t len, const struct xml_handler *handler, void *context,
               const struct ticket *ticket, struct xml_report *report, struct error *err)
{
    struct reading reading = {.handler = handler, .context = context, .ticket = ticket};
    reading_init(&reading, text, len);
    const bool is_fine = run_parser(&reading);
    if (report) {
        report->is_well_formed =
            is_fine && !reading.repair.was_changed && reading.repair.root_count == 1;
        report->was_truncated = reading.repair.was_truncated;
        report->was_bomb = reading.repair.was_bomb;
    }
    const bool is_read = judge(&reading, err);
    reading_release(&reading);
    return is_read;
}

enum { DECLARATION_BYTES = 1024 };

/* The first bytes as ASCII, whatever wide or IBM form they have. */
static void add_narrow(const char *bytes, size_t len, struct str *out)
{
    if (len > DECLARATION_BYTES)
        len = DECLARATION_BYTES;
    if (len >= 4 && memcmp(bytes, "\x4C\x6F\xA7\x94", 4) == 0) { // `<?xm` in EBCDIC
        text_decode(bytes, len, NULL, "cp037", out, NULL);
        return;
    }
    for (size_t i = 0; i < len; i++)
        if (bytes[i] != '\0')
            str_add_char(out, bytes[i]);
}

/* The quoted value behind `encoding=`. */
static bool find_encoding(struct slice declaration, struct slice *name)
{
    static const char word[] = "encoding";
    const char *const found = memmem(declaration.data, declaration.len, word, strlen(word));
    if (!found)
        return false;
    const char *const end = declaration.data + declaration.len;
    struct slice rest = {found + strlen(word), (size_t)(end - found) - strlen(word)};
    rest = slice_trim(rest);
    if (!slice_starts(rest, "="))
        return false;
    rest = slice_trim((struct slice){rest.data + 1, rest.len - 1});
    if (rest.len == 0 || (rest.data[0] != '"' && rest.data[0] != '\''))
        return false;
    const char *const close = memchr(rest.data + 1, rest.data[0], rest.len - 1);
    if (!close)
        return false;
    *name = (struct slice){rest.data + 1, (size_t)(close - rest.data) - 1};
    return name->len > 0;
}

bool xml_declared_charset(const char *bytes, size_t len, struct str *name)
{
    str_clear(name);
    struct str narrow;
    str_init(&narrow, DECLARATION_BYTES);
    add_narrow(bytes, len, &narrow);
    const char *const start = memmem(narrow.data, narrow.len, "<?xml", 5);
    const char *const end = start ? strstr(start, "?>") : NULL;
    struct slice found;
    const bool is_found =
        end && find_encoding((struct slice){start, (size_t)(end - start)}, &found);
    if (is_found)
        str_append(name, found.data, found.len);
    str_release(&narrow);
    return is_found;
}
