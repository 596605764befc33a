/*
 * The forms in which text stands in a feed, and from one to the other.
 */
#include <string.h>

#include "base/limits.h"
#include "codec/base64.h"
#include "feed/internal.h"
#include "html/html.h"
#include "text/clean.h"
#include "text/utf8.h"
#include "web/url.h"

static bool is_html(struct slice type)
{
    return slice_is_nocase(type, "html") || slice_is_nocase(type, "text/html");
}

static bool is_xml(struct slice type)
{
    return slice_is_nocase(type, "xhtml") || slice_ends_nocase(type, "+xml") ||
           slice_ends_nocase(type, "/xml");
}

static bool is_text(struct slice type)
{
    // What is no media type at all is somebody's word for text.
    return slice_starts(type, "text/") || !memchr(type.data, '/', type.len);
}

/* RFC 4287 3.1.1 and 4.1.3.1. */
static void start_1_0(struct feed_frame *frame, struct slice type)
{
    frame->form = FORM_HTML;
    if (is_html(type))
        return;
    if (is_xml(type))
        frame->form = FORM_XHTML;
    else if (is_text(type))
        frame->form = FORM_TEXT;
    else
        frame->is_base64 = true;
}

/* Atom 0.3, 3.1: the mode says how it is written, the type what it is. */
static void start_0_3(struct feed_frame *frame, struct slice type, struct slice mode)
{
    const bool is_markup = is_html(type) || is_xml(type);
    frame->form = is_markup ? FORM_HTML : FORM_TEXT;
    if (slice_is_nocase(mode, "base64"))
        frame->is_base64 = true;
    else if (!slice_is_nocase(mode, "escaped") && is_markup)
        frame->form = FORM_XHTML;
}

void feed_construct_start(struct feed_frame *frame, const struct feed_element *element,
                          bool is_atom_0_3)
{
    const char *const type = feed_attribute(element, "type");
    const char *const mode = feed_attribute(element, "mode");
    struct slice said = slice_trim(slice_of(type ? type : ""));
    const char *const parameters = memchr(said.data, ';', said.len);
    if (parameters)
        said = slice_trim((struct slice){said.data, (size_t)(parameters - said.data)});
    if (is_atom_0_3 || mode)
        start_0_3(frame, said, slice_trim(slice_of(mode ? mode : "")));
    else
        start_1_0(frame, said);
}

bool feed_base64_text(const char *text, size_t len, struct str *out)
{
    return base64_decode(text, len, out) && text_is_utf8(out->data, out->len) &&
           !memchr(out->data, '\0', out->len);
}

static const char *escape_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    default:
        return NULL;
    }
}

void feed_escape(const char *text, size_t len, struct str *out)
{
    size_t start = 0;
    for (size_t i = 0; i < len; i++) {
        const char *const escape = escape_of(text[i]);
        if (!escape)
            continue;
        str_append(out, text + start, i - start);
        str_add(out, escape);
        start = i + 1;
    }
    str_append(out, text + start, len - start);
}

static void add_attribute(struct str *text, const char *name, const char *value)
{
    str_add_char(text, ' ');
    str_add(text, name);
    str_add(text, "=\"");
    for (const char *rest = value; *rest;) {
        const size_t run = strcspn(rest, "&<\"");
        str_append(text, rest, run);
        rest += run;
        if (*rest)
            str_add(text, *rest == '&' ? "&amp;" : *rest == '<' ? "&lt;" : "&quot;");
        rest += *rest != '\0';
    }
    str_add_char(text, '"');
}

static bool is_address(const char *name)
{
    return ascii_equal_nocase(name, "href") || ascii_equal_nocase(name, "src");
}

void feed_markup_start(struct feed_parser *parser, const struct feed_frame *frame,
                       const struct feed_element *element)
{
    struct str *const text = &parser->text;
    str_add_char(text, '<');
    str_add(text, element->name);
    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct xml_attribute *const attribute = &element->attributes[i];
        if (attribute->uri[0])
            continue; // xml:lang, xml:base and the like are nothing in HTML
        if (frame->is_rebased && is_address(attribute->name)) {
            // The element's own xml:base; that of the whole construct is applied at its end.
            str_clear(&parser->scratch);
            url_resolve(frame->base, attribute->value, strlen(attribute->value), &parser->scratch);
            add_attribute(text, attribute->name, parser->scratch.data);
        } else {
            add_attribute(text, attribute->name, attribute->value);
        }
    }
    str_add_char(text, '>');
}

/* HTML 13.1.2: they have no end tag. */
static const char *const void_elements[] = {
    "area",  "base", "br",   "col",   "embed",  "hr",    "img",
    "input", "link", "meta", "param", "source", "track", "wbr",
};

void feed_markup_end(struct feed_parser *parser, const char *name)
{
    for (size_t i = 0; i < COUNT_OF(void_elements); i++)
        if (ascii_equal_nocase(name, void_elements[i]))
            return;
    str_add(&parser->text, "</");
    str_add(&parser->text, name);
    str_add_char(&parser->text, '>');
}

enum { LINE_SOURCE_BYTES = 16 * LIMIT_TITLE_BYTES };

void feed_line(const struct feed_value *value, struct str *out)
{
    // What is far longer than a line is cut before it is looked at.
    const size_t len = value->len < LINE_SOURCE_BYTES ? value->len : LINE_SOURCE_BYTES;
    const bool has_markup = memchr(value->text, '<', len) || memchr(value->text, '&', len);
    if (value->form == FORM_HTML && has_markup)
        html_fragment_text(value->text, len, out);
    else
        text_clean_line(value->text, len, out);
}
