/*
 * The one file that knows libxml2's HTML parser: one call over the whole text, as SAX events. The
 * parser's stack of open elements is mirrored by our nodes; where it grows past STACK_MOST, both
 * forget its middle, since the parser looks through all of it for every end tag.
 */
#include <libxml/HTMLparser.h>
#include <limits.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/memory.h"
#include "html/internal.h"
#include "text/utf8.h"

enum { STACK_MOST = 400, STACK_KEPT_BOTTOM = 2, STACK_KEPT_TOP = 270, EVENTS_A_LOOK = 4096 };

struct parse {
    struct html_builder builder;
    htmlParserCtxtPtr context;
    const struct ticket *ticket;
    unsigned event_count;
    bool is_cancelled;
    html_node open[STACK_MOST + 1]; // the node of each element on the parser's stack
};

/* Stop when the ticket is cancelled or the document is full. */
static void look_up(struct parse *parse)
{
    if (++parse->event_count % EVENTS_A_LOOK != 0)
        return;
    parse->is_cancelled = ticket_is_cancelled(parse->ticket);
    if (parse->is_cancelled || html_build_is_full(&parse->builder))
        xmlStopParser(parse->context);
}

static void forget_middle(struct parse *parse)
{
    htmlParserCtxtPtr const context = parse->context;
    const int from = context->nameNr - STACK_KEPT_TOP;
    memmove(context->nameTab + STACK_KEPT_BOTTOM, context->nameTab + from,
            STACK_KEPT_TOP * sizeof(context->nameTab[0]));
    memmove(parse->open + STACK_KEPT_BOTTOM, parse->open + from,
            STACK_KEPT_TOP * sizeof(parse->open[0]));
    context->nameNr = STACK_KEPT_BOTTOM + STACK_KEPT_TOP;
}

static void on_start(void *data, const xmlChar *name, const xmlChar **attributes)
{
    struct parse *const parse = data;
    look_up(parse);
    const html_node node =
        html_build_start(&parse->builder, (const char *)name, (const char *const *)attributes);
    const int depth = parse->context->nameNr;
    if (depth < 1)
        return;
    parse->open[depth - 1] = node;
    if (depth >= STACK_MOST)
        forget_middle(parse);
}

static void on_end(void *data, const xmlChar *name)
{
    (void)name;
    struct parse *const parse = data;
    look_up(parse);
    const int depth = parse->context->nameNr;
    if (depth < 1 || depth > STACK_MOST)
        return;
    const html_node node = parse->open[depth - 1];
    parse->open[depth - 1] = HTML_NONE;
    if (node)
        html_build_end(&parse->builder, node);
}

static void on_text(void *data, const xmlChar *text, int len)
{
    struct parse *const parse = data;
    if (len > 0)
        html_build_text(&parse->builder, (const char *)text, (size_t)len);
}

static void run_parser(struct parse *parse, const struct str *text)
{
    htmlParserCtxtPtr const context = htmlNewParserCtxt();
    if (!context)
        return;
    *context->sax = (xmlSAXHandler){
        .startElement = on_start,
        .endElement = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
    };
    context->userData = parse;
    parse->context = context;
    // RECOVER makes a script end at its own end tag only.
    const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                        HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_NODEFDTD;
    htmlDocPtr const tree =
        htmlCtxtReadMemory(context, text->data, (int)text->len, NULL, "UTF-8", options);
    if (tree)
        xmlFreeDoc(tree);
    htmlFreeParserCtxt(context);
}

static struct html_document *new_document(const char *base)
{
    struct html_document *const doc = mem_zalloc(sizeof(*doc));
    vec_init(&doc->nodes, sizeof(struct html_node_data));
    vec_init(&doc->attributes, sizeof(struct html_attribute));
    str_init(&doc->text, LIMIT_STR_BYTES);
    str_init(&doc->strings, LIMIT_STR_BYTES);
    str_init(&doc->base, LIMIT_URL_BYTES);
    if (base)
        str_add(&doc->base, base);
    return doc;
}

static bool parse_into(struct html_document *doc, const char *text, size_t len,
                       const struct ticket *ticket)
{
    struct str mended;
    str_init(&mended, LIMIT_STR_BYTES);
    html_mend(text, len, &mended);
    struct parse *const parse = mem_zalloc(sizeof(*parse));
    parse->ticket = ticket;
    html_build_begin(&parse->builder, doc);
    if (mended.len)
        run_parser(parse, &mended);
    html_build_finish(&parse->builder);
    doc->is_truncated = html_build_is_full(&parse->builder) || mended.is_truncated;
    const bool is_cancelled = parse->is_cancelled;
    free(parse);
    str_release(&mended);
    return !is_cancelled;
}

/* What is not UTF-8 becomes U+FFFD. */
static void repair(const char *text, size_t len, struct str *out)
{
    for (size_t at = 0; at < len;) {
        unsigned code_point;
        at += text_next(text + at, len - at, &code_point);
        str_add_code_point(out, code_point);
    }
}

struct html_document *html_parse(const char *text, size_t len, const char *base,
                                 const struct ticket *ticket, struct error *err)
{
    if (len > LIMIT_HTML_BYTES) {
        error_set(err, ERR_LIMIT, _("the page is larger than %d MiB"), LIMIT_HTML_BYTES >> 20);
        return NULL;
    }
    struct html_document *const doc = new_document(base);
    // The parser takes one bad byte for a sign that all of the text is Latin-1.
    struct str repaired;
    str_init(&repaired, LIMIT_STR_BYTES);
    const bool is_fine = text_is_utf8(text, len);
    if (!is_fine)
        repair(text, len, &repaired);
    const bool is_done = is_fine ? parse_into(doc, text, len, ticket)
                                 : parse_into(doc, repaired.data, repaired.len, ticket);
    str_release(&repaired);
    if (is_done)
        return doc;
    html_free(doc);
    error_set(err, ERR_CANCELLED, _("the reading of a page was cancelled"));
    return NULL;
}

void html_free(struct html_document *doc)
{
    if (!doc)
        return;
    vec_release(&doc->nodes);
    vec_release(&doc->attributes);
    str_release(&doc->text);
    str_release(&doc->strings);
    str_release(&doc->base);
    free(doc);
}
