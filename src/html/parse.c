/*
 * The one file that knows libxml2's HTML parser: one call over the whole text, as SAX events. The
 * parser's stack of open elements is mirrored by our nodes; where it grows past STACK_MOST, both
 * forget its middle, since the parser looks through all of it for every end tag.
 */
#include <libxml/HTMLparser.h>
#include <limits.h>
#include <stdlib.h>
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
    const struct html_skeleton *skeleton;
    size_t next;                    // the first token that the parser has not come to
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

/* The parser's stack. libxml2 2.14 calls it deprecated, and has nothing in its place. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

static int *stack_depth(htmlParserCtxtPtr context)
{
    return &context->nameNr;
}

static const xmlChar **stack_names(htmlParserCtxtPtr context)
{
    return context->nameTab;
}

#pragma GCC diagnostic pop

static void forget_middle(struct parse *parse)
{
    int *const depth = stack_depth(parse->context);
    const xmlChar **const names = stack_names(parse->context);
    const int from = *depth - STACK_KEPT_TOP;
    memmove(names + STACK_KEPT_BOTTOM, names + from, STACK_KEPT_TOP * sizeof(names[0]));
    memmove(parse->open + STACK_KEPT_BOTTOM, parse->open + from,
            STACK_KEPT_TOP * sizeof(parse->open[0]));
    *depth = STACK_KEPT_BOTTOM + STACK_KEPT_TOP;
}

/*
 * The last token before the parser's place, of tags or of text. The parser says where it is; what
 * it left out is passed over.
 */
static const struct html_token *find_token(struct parse *parse, bool is_text)
{
    const htmlParserInputPtr input = parse->context->input;
    const size_t place = (size_t)input->consumed + (size_t)(input->cur - input->base);
    const struct html_token *const tokens = parse->skeleton->tokens.items;
    const size_t count = parse->skeleton->tokens.count;
    const struct html_token *found = NULL;
    for (; parse->next < count && tokens[parse->next].at < place; parse->next++)
        if (tokens[parse->next].is_text == is_text)
            found = &tokens[parse->next];
    return found;
}

/* Does the token stand where a tag of that name is? If not, the parser made the element up. */
static bool is_named(const struct parse *parse, const struct html_token *token, const char *name)
{
    const size_t len = strlen(name);
    const struct str *const text = &parse->skeleton->text;
    const char *const tag = text->data + token->at + 1;
    return text->len - token->at > len + 1 && memcmp(tag, name, len) == 0 &&
           (tag[len] == '>' || tag[len] == '/');
}

static html_node start_element(struct parse *parse, const char *name)
{
    const size_t before = parse->next;
    const struct html_token *const token = find_token(parse, false);
    if (token && is_named(parse, token, name))
        return html_build_start(&parse->builder, token);
    parse->next = before; // the tag that made the parser do so is still to come
    return HTML_NONE;
}

static void on_start(void *data, const xmlChar *name, const xmlChar **attributes)
{
    (void)attributes;
    struct parse *const parse = data;
    look_up(parse);
    const html_node node = start_element(parse, (const char *)name);
    const int depth = *stack_depth(parse->context);
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
    const int depth = *stack_depth(parse->context);
    if (depth < 1 || depth > STACK_MOST)
        return;
    const html_node node = parse->open[depth - 1];
    parse->open[depth - 1] = HTML_NONE;
    if (node)
        html_build_end(&parse->builder, node);
}

/* Text is one byte, of which only the place counts. */
static void on_text(void *data, const xmlChar *text, int len)
{
    (void)text, (void)len;
    struct parse *const parse = data;
    const struct html_token *const token = find_token(parse, true);
    if (token)
        html_build_text(&parse->builder, token);
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
        htmlCtxtReadMemory(context, text->data, (int)text->len, NULL, NULL, options);
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
    struct parse *const parse = mem_zalloc(sizeof(*parse));
    parse->ticket = ticket;
    html_build_begin(&parse->builder, doc);
    struct html_skeleton skeleton;
    html_skeleton_init(&skeleton, doc);
    str_expect(&doc->text, len);
    html_mend(text, len, &skeleton);
    str_fit(&doc->text);
    parse->skeleton = &skeleton;
    run_parser(parse, &skeleton.text);
    html_build_finish(&parse->builder);
    doc->is_truncated = html_build_is_full(&parse->builder) || html_skeleton_is_full(&skeleton) ||
                        skeleton.text.is_truncated;
    const bool is_cancelled = parse->is_cancelled;
    free(parse);
    html_skeleton_release(&skeleton);
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

struct html_document *html_parse_valid(const char *text, size_t len, const char *base,
                                       const struct ticket *ticket, struct error *err)
{
    struct html_document *const doc = new_document(base);
    if (parse_into(doc, text, len, ticket))
        return doc;
    html_free(doc);
    error_set(err, ERR_CANCELLED, _("the reading of a page was cancelled"));
    return NULL;
}

struct html_document *html_parse(const char *text, size_t len, const char *base,
                                 const struct ticket *ticket, struct error *err)
{
    if (len > LIMIT_HTML_BYTES) {
        error_set(err, ERR_LIMIT, _("the page is larger than %d MiB"), LIMIT_HTML_BYTES >> 20);
        return NULL;
    }
    if (text_is_utf8(text, len))
        return html_parse_valid(text, len, base, ticket, err);
    struct str repaired;
    str_init(&repaired, LIMIT_STR_BYTES);
    repair(text, len, &repaired);
    struct html_document *const doc =
        html_parse_valid(repaired.data, repaired.len, base, ticket, err);
    str_release(&repaired);
    return doc;
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
