#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "feed/internal.h"
#include "html/tags.h"
#include "text/reference.h"
#include "text/twice.h"
#include "web/url.h"

static const char xml_namespace[] = "http://www.w3.org/XML/1998/namespace";

/* A short reference seen from a long base grows; a document of those must not grow without end. */
enum { BUDGET_FACTOR = 3, BUDGET_EXTRA_BYTES = 24 << 20, BASE_BUDGET_BYTES = 16 << 20 };

void feed_parser_init(struct feed_parser *parser, const struct feed_parts *parts, const char *base,
                      size_t document_len)
{
    struct feed *const feed = feed_new();
    *parser =
        (struct feed_parser){.feed = feed,
                             .parts = parts,
                             .tail = &feed->entries,
                             .base = base,
                             .format = -1,
                             .budget_bytes = BUDGET_FACTOR * document_len + BUDGET_EXTRA_BYTES,
                             .is_permalink = true};
    vec_init(&parser->frames, sizeof(struct feed_frame));
    str_init(&parser->text, LIMIT_FIELD_BYTES);
    str_init(&parser->scratch, LIMIT_FIELD_BYTES);
    str_init(&parser->markup, LIMIT_FIELD_BYTES);
}

void feed_parser_release(struct feed_parser *parser)
{
    feed_free(parser->feed);
    free(parser->root_uri);
    for (size_t i = 0; i < parser->frames.count; i++)
        free(((struct feed_frame *)vec_at(&parser->frames, i))->own_base);
    vec_release(&parser->frames);
    str_release(&parser->text);
    str_release(&parser->scratch);
    str_release(&parser->markup);
}

const char *feed_attribute(const struct feed_element *element, const char *name)
{
    for (size_t i = 0; i < element->attribute_count; i++)
        if (ascii_equal_nocase(element->attributes[i].name, name) &&
            strcmp(element->attributes[i].uri, xml_namespace) != 0)
            return element->attributes[i].value;
    return NULL;
}

static const char *xml_attribute(const struct feed_element *element, const char *name)
{
    for (size_t i = 0; i < element->attribute_count; i++)
        if (strcmp(element->attributes[i].name, name) == 0 &&
            strcmp(element->attributes[i].uri, xml_namespace) == 0)
            return element->attributes[i].value;
    return NULL;
}

/* The base inside an element: that of its parent, changed by its xml:base (XML Base 4). */
static void set_base(struct feed_parser *parser, struct feed_frame *frame, const char *outer,
                     const struct feed_element *element)
{
    frame->base = outer;
    const char *const own = xml_attribute(element, "base");
    const struct slice reference = slice_trim(slice_of(own ? own : ""));
    if (!reference.len || reference.len > LIMIT_URL_BYTES || parser->base_bytes > BASE_BUDGET_BYTES)
        return;
    parser->base_bytes += reference.len + (outer ? strlen(outer) : 0);
    str_clear(&parser->scratch);
    url_resolve(outer, reference.data, reference.len, &parser->scratch);
    if (parser->scratch.len > LIMIT_URL_BYTES)
        return;
    frame->base = frame->own_base = mem_strndup(parser->scratch.data, parser->scratch.len);
}

static const struct feed_vocabulary *vocabulary_find(struct feed_parser *parser, const char *uri)
{
    // The root's namespace is the dialect's, however it is spelled.
    if (!*uri || strcmp(uri, parser->root_uri) == 0)
        return parser->native;
    const struct feed_namespace *const known = feed_namespace_find(uri);
    if (!known)
        return NULL;
    if (parser->format < 0 && known->vocabulary == parser->native)
        parser->format = known->format;
    return known->vocabulary;
}

/* The vocabulary of a namespace, which has been looked up before. */
static const struct feed_vocabulary *vocabulary_of(struct feed_parser *parser, const char *uri)
{
    for (size_t i = 0; i < COUNT_OF(parser->known) && i < parser->known_count; i++)
        if (parser->known[i].uri == uri) {
            parser->vocabulary = parser->known[i].vocabulary;
            return parser->vocabulary;
        }
    parser->vocabulary = vocabulary_find(parser, uri);
    parser->known[parser->known_count++ % COUNT_OF(parser->known)] =
        (struct feed_known){uri, parser->vocabulary};
    return parser->vocabulary;
}

static void entry_start(struct feed_parser *parser, struct feed_frame *frame,
                        const struct feed_element *element)
{
    parser->entry = feed_entry_add(parser);
    if (!parser->entry) {
        frame->scope = SCOPE_NONE;
        frame->form = FORM_NONE;
        return;
    }
    frame->is_entry = true;
    // RSS 1.0 names its items in an attribute, mostly by where they are; other dialects never have
    // it.
    const char *const about = feed_attribute(element, "about");
    if (about)
        feed_field_store_plain(parser, FIELD_ID, RANK_MODULE, about, NULL);
    if (about && url_is_web(about))
        feed_field_store_plain(parser, FIELD_LINK, RANK_GUESS, about, NULL);
    if (frame->rule->start)
        frame->rule->start(parser, frame, element);
}

static void rule_start(struct feed_parser *parser, struct feed_frame *frame,
                       const struct feed_element *element)
{
    const struct feed_rule *const rule = frame->rule;
    frame->scope = rule->opens;
    frame->form = rule->form;
    frame->rank = rule->rank;
    if (parser->vocabulary == parser->native)
        frame->rank += RANK_NATIVE;
    if (rule->form == FORM_CONSTRUCT)
        feed_construct_start(frame, element, parser->format == FEED_ATOM_0_3);
    if (rule->opens == SCOPE_ENTRY && !(rule->scopes & IN_ENTRY))
        entry_start(parser, frame, element);
    else if (rule->start)
        rule->start(parser, frame, element);
}

/* Text that was taken literally turns out to hold elements: so it is XHTML. */
static void text_becomes_xhtml(struct feed_parser *parser, struct feed_frame *frame)
{
    struct str *const text = &parser->text;
    str_clear(&parser->scratch);
    feed_escape(text->data + frame->text_start, text->len - frame->text_start, &parser->scratch);
    str_cut(text, frame->text_start);
    str_append(text, parser->scratch.data, parser->scratch.len);
    frame->form = FORM_XHTML;
}

static void markup_start(struct feed_parser *parser, struct feed_frame *parent,
                         struct feed_frame *frame, const struct feed_element *element)
{
    if (parent->form == FORM_TEXT)
        text_becomes_xhtml(parser, parent);
    frame->is_markup = true;
    frame->is_rebased = parent->is_rebased || frame->base != parent->base;
    frame->form = FORM_XHTML;
    // RFC 4287 3.1.1.3: the div that holds the content is not part of it.
    const struct slice before = {parser->text.data + parent->text_start,
                                 parser->text.len - parent->text_start};
    frame->is_hidden_tag = !parent->is_markup && !parent->has_markup &&
                           parent->form == FORM_XHTML && slice_trim(before).len == 0 &&
                           ascii_equal_nocase(element->name, "div");
    parent->has_markup = true;
    if (!frame->is_hidden_tag)
        feed_markup_start(parser, frame, element);
}

/* What the document's way of writing hid: base64, or an encoding that was applied twice. */
static void value_uncover(const struct feed_frame *frame, struct feed_value *value,
                          struct str *text)
{
    if (frame->is_base64) {
        const bool is_text = feed_base64_text(value->text, value->len, text);
        value->text = text->data;
        value->len = is_text ? text->len : 0;
    } else if (text_undo_twice(value->text, value->len, text)) {
        value->text = text->data;
        value->len = text->len;
    }
}

static void value_end(struct feed_parser *parser, const struct feed_frame *frame)
{
    const struct feed_rule *const rule = frame->rule;
    struct feed_value value = {.text = parser->text.data + frame->text_start,
                               .len = parser->text.len - frame->text_start,
                               .form = frame->form == FORM_XHTML ? FORM_HTML : frame->form,
                               .base = frame->base};
    struct str uncovered;
    str_init(&uncovered, LIMIT_FIELD_BYTES);
    value_uncover(frame, &value, &uncovered);
    if (rule->end)
        rule->end(parser, frame, &value);
    else
        feed_field_store(parser, rule->field, frame->rank, &value);
    str_release(&uncovered);
}

static void frame_end(struct feed_parser *parser, const struct feed_frame *frame, const char *name)
{
    if (frame->is_markup) {
        if (!frame->is_hidden_tag)
            feed_markup_end(parser, name);
    } else if (frame->rule) {
        if (frame->form != FORM_NONE || frame->rule->end)
            value_end(parser, frame);
        str_cut(&parser->text, frame->text_start);
        if (frame->is_entry) {
            parser->entry = NULL;
            feed_part_end(parser);
        }
    }
}

/* ---- elements that were never closed */

/* Would HTML have an element of that name and form? (A bare title only inside a head.) */
static bool may_be_html(const struct feed_element *element, bool is_inside)
{
    if (!is_inside && element->attribute_count == 0 &&
        (ascii_equal_nocase(element->name, "link") || ascii_equal_nocase(element->name, "title")))
        return false;
    return html_tag_of(element->name, strlen(element->name)) != HTML_UNKNOWN;
}

/* The innermost open frame that may hold an entry; `if_none` when there is none. */
static size_t holder_of_entry(const struct feed_parser *parser, size_t if_none)
{
    const struct feed_frame *const frames = parser->frames.items;
    for (size_t i = if_none; i-- > 0;)
        if (frames[i].scope == SCOPE_FEED || frames[i].scope == SCOPE_PART)
            return i;
    return if_none;
}

/*
 * The open frame in which an element of the dialect must stand: its parent, unless an element
 * before it was never closed, so that it seems to be markup of a title, or an entry inside an
 * entry. In a construct of XHTML or XML everything is part of that.
 */
static size_t holder_of(const struct feed_parser *parser, const struct feed_element *element)
{
    const struct feed_frame *const frames = parser->frames.items;
    const size_t parent = parser->frames.count - 2;
    size_t capture = parent;
    while (capture > 0 && frames[capture].is_markup)
        capture--;
    if (frames[capture].form >= FORM_TEXT) {
        if (frames[capture].form == FORM_XHTML || capture == 0 ||
            may_be_html(element, capture < parent))
            return parent;
        if (feed_rule_find(parser->native, element->name, frames[capture - 1].scope))
            return capture - 1;
    }
    const struct feed_rule *const rule = feed_rule_find(parser->native, element->name, SCOPE_FEED);
    const bool is_entry = rule && rule->opens == SCOPE_ENTRY;
    return is_entry ? holder_of_entry(parser, parent) : parent;
}

/* End the frames inside `holder` but for the newest; what follows in them belongs to `holder`. */
static void close_frames(struct feed_parser *parser, size_t holder)
{
    struct feed_frame *const frames = parser->frames.items;
    for (size_t i = parser->frames.count - 2; i > holder; i--) {
        if (!frames[i].is_markup)
            frame_end(parser, &frames[i], "");
        frames[i].rule = NULL;
        frames[i].is_markup = frames[i].is_entry = false;
        frames[i].form = FORM_NONE;
        frames[i].scope = frames[holder].scope;
    }
}

/* ---- events */

static void root_start(struct feed_parser *parser, const struct feed_element *element)
{
    struct feed_frame *const root = vec_push(&parser->frames);
    set_base(parser, root, parser->base, element);
    feed_root_start(parser, root, element);
    if (root->rule)
        rule_start(parser, root, element);
}

static void element_start(struct feed_parser *parser, struct feed_frame *frame,
                          const struct feed_element *element)
{
    struct feed_frame *const parent = frame - 1;
    const struct feed_vocabulary *const vocabulary = vocabulary_of(parser, element->uri);
    enum feed_scope scope = parent->scope;
    const bool is_markup = parent->form >= FORM_TEXT;
    const struct feed_rule *rule =
        is_markup || !vocabulary ? NULL : feed_rule_find(vocabulary, element->name, scope);
    if (!rule && vocabulary == parser->native) {
        const size_t holder = holder_of(parser, element);
        if (holder < parser->frames.count - 2) {
            close_frames(parser, holder);
            frame->text_start = parser->text.len;
            scope = parent->scope;
            rule = feed_rule_find(vocabulary, element->name, scope);
        }
    }
    if (parent->form >= FORM_TEXT) {
        markup_start(parser, parent, frame, element);
        return;
    }
    frame->rule = scope == SCOPE_ENTRY && !parser->entry ? NULL : rule;
    if (frame->rule)
        rule_start(parser, frame, element);
}

static void on_start(void *context, const char *uri, const char *name,
                     const struct xml_attribute *attributes, size_t attribute_count)
{
    struct feed_parser *const parser = context;
    const struct feed_element element = {uri, name, attributes, attribute_count};
    if (parser->frames.count == 0) {
        root_start(parser, &element);
        return;
    }
    struct feed_frame *const frame = vec_push(&parser->frames);
    if (!parser->native) // a document that is none of ours is only read to its end
        return;
    frame->text_start = parser->text.len;
    frame->base = frame[-1].base;
    if (attribute_count)
        set_base(parser, frame, frame->base, &element);
    element_start(parser, frame, &element);
}

static void on_end(void *context, const char *uri, const char *name)
{
    (void)uri;
    struct feed_parser *const parser = context;
    const struct feed_frame frame =
        *(const struct feed_frame *)vec_at(&parser->frames, parser->frames.count - 1);
    frame_end(parser, &frame, name);
    free(frame.own_base);
    vec_pop(&parser->frames);
}

/* Append, with C1 controls as the characters of windows-1252 that writers mean by them. */
static void append_meant(const char *text, size_t len, struct str *out)
{
    const char *rest = text;
    const char *const end = text + len;
    const char *found = memchr(rest, 0xC2, len);
    for (; found && found + 1 < end; found = memchr(found + 2, 0xC2, (size_t)(end - found) - 2)) {
        const unsigned char second = (unsigned char)found[1]; // is the code point, behind C2
        if (second >= 0xA0)
            continue;
        str_append(out, rest, (size_t)(found - rest));
        str_add_code_point(out, text_numbered_reference(second));
        rest = found + 2;
    }
    str_append(out, rest, (size_t)(end - rest));
}

static void on_pass(void *context, size_t offset)
{
    const struct feed_parser *const parser = context;
    if (parser->parts && parser->parts->pass)
        parser->parts->pass(parser->parts->context, offset);
}

static void on_text(void *context, const char *text, size_t len)
{
    struct feed_parser *const parser = context;
    if (!parser->native || parser->frames.count == 0)
        return;
    const struct feed_frame *const frame = vec_at(&parser->frames, parser->frames.count - 1);
    if (frame->form == FORM_XHTML)
        feed_escape(text, len, &parser->text);
    else if (frame->form != FORM_NONE)
        append_meant(text, len, &parser->text);
}

const struct xml_handler feed_xml_handler = {
    .start = on_start, .end = on_end, .text = on_text, .pass = on_pass};
