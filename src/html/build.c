/*
 * The tree grows here. The parser that sends the events knows HTML4; what HTML5 does otherwise is
 * in the tables of this file (HTML 13.2.6.4.7, "in body"). Only the nesting matters for reading, so
 * formatting elements are not reopened and text in tables stays where it is.
 */
#include <string.h>

#include "base/attributes.h"
#include "base/limits.h"
#include "html/internal.h"
#include "web/url.h"

/* What a start tag ends: open elements, looked for upwards as far as one of the fences. */
struct closing {
    enum html_tag ends[3];
    enum html_tag fences[4]; // besides elements with TAG_FENCE
};

// clang-format off
static const struct closing closings[HTML_TAG_COUNT] = {
    [HTML_LI] = {{HTML_LI}, {HTML_UL, HTML_OL, HTML_MENU, HTML_DIR}},
    [HTML_DT] = {{HTML_DT, HTML_DD}, {HTML_DL}},
    [HTML_DD] = {{HTML_DT, HTML_DD}, {HTML_DL}},
    [HTML_OPTION] = {{HTML_OPTION}, {HTML_SELECT, HTML_DATALIST}},
    [HTML_OPTGROUP] = {{HTML_OPTION, HTML_OPTGROUP}, {HTML_SELECT}},
    [HTML_TD] = {{HTML_TD, HTML_TH}, {HTML_TABLE}},
    [HTML_TH] = {{HTML_TD, HTML_TH}, {HTML_TABLE}},
    [HTML_TR] = {{HTML_TR, HTML_CAPTION}, {HTML_TABLE}},
    [HTML_TBODY] = {{HTML_TBODY, HTML_THEAD, HTML_TFOOT}, {HTML_TABLE}},
    [HTML_TFOOT] = {{HTML_TBODY, HTML_THEAD, HTML_TFOOT}, {HTML_TABLE}},
    [HTML_THEAD] = {{HTML_TBODY, HTML_THEAD, HTML_TFOOT}, {HTML_TABLE}},
    [HTML_RT] = {{HTML_RT, HTML_RP, HTML_RB}, {HTML_RUBY, HTML_RTC}},
    [HTML_RP] = {{HTML_RT, HTML_RP, HTML_RB}, {HTML_RUBY}},
    [HTML_RB] = {{HTML_RT, HTML_RP, HTML_RB}, {HTML_RUBY}},
};
// clang-format on

static struct html_node_data *node_at(const struct html_document *doc, html_node node)
{
    return (struct html_node_data *)doc->nodes.items + node;
}

static bool is_among(enum html_tag tag, const enum html_tag *tags, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (tag == tags[i])
            return tag != HTML_UNKNOWN;
    return false;
}

static void enter(struct html_builder *builder, html_node node)
{
    builder->current = node;
    builder->depth++;
    builder->open_counts[node_at(builder->doc, node)->tag]++;
}

/* Go on behind `node`, which is open. */
static void leave(struct html_builder *builder, html_node node)
{
    const html_node outside = node_at(builder->doc, node)->parent;
    while (builder->current != outside) {
        const struct html_node_data *const open = node_at(builder->doc, builder->current);
        builder->current = open->parent;
        builder->depth--;
        builder->open_counts[open->tag]--;
    }
}

/* Is one of the elements open, if only outside of a fence? Mostly none is. */
static bool is_one_open(const struct html_builder *builder, const enum html_tag *tags, size_t count)
{
    for (size_t i = 0; i < count && tags[i] != HTML_UNKNOWN; i++)
        if (builder->open_counts[tags[i]])
            return true;
    return false;
}

static bool is_fence(const struct closing *closing, enum html_tag tag, bool is_cell_rule)
{
    if (is_among(tag, closing->fences, COUNT_OF(closing->fences)))
        return true;
    // Parts of a table end cells; only the table itself is in their way.
    return !is_cell_rule && html_tag_properties(tag) & TAG_FENCE;
}

static void apply_closing(struct html_builder *builder, const struct closing *closing)
{
    if (!is_one_open(builder, closing->ends, COUNT_OF(closing->ends)))
        return;
    const bool is_cell_rule = closing->fences[0] == HTML_TABLE;
    html_node node = builder->current;
    while (node != HTML_ROOT) {
        const struct html_node_data *const open = node_at(builder->doc, node);
        if (is_among((enum html_tag)open->tag, closing->ends, COUNT_OF(closing->ends)))
            return leave(builder, node);
        if (is_fence(closing, (enum html_tag)open->tag, is_cell_rule))
            return;
        node = open->parent;
    }
}

/* A link does not stand in a link, unless a block lies between them: then the page lost its end. */
static void close_link(struct html_builder *builder)
{
    html_node node = builder->open_counts[HTML_A] ? builder->current : HTML_ROOT;
    while (node != HTML_ROOT) {
        const struct html_node_data *const open = node_at(builder->doc, node);
        if (open->tag == HTML_A)
            return leave(builder, node);
        if (html_is_block((enum html_tag)open->tag))
            return;
        node = open->parent;
    }
}

static void close_for(struct html_builder *builder, enum html_tag tag)
{
    static const struct closing paragraph = {{HTML_P}, {HTML_UNKNOWN}};
    const unsigned properties = html_tag_properties(tag);
    if (properties & TAG_ENDS_P)
        apply_closing(builder, &paragraph);
    if (properties & TAG_HEADING &&
        html_tag_properties((enum html_tag)node_at(builder->doc, builder->current)->tag) &
            TAG_HEADING)
        leave(builder, builder->current);
    if (tag == HTML_A)
        close_link(builder);
    apply_closing(builder, &closings[tag]);
}

/* ---- nodes */

static html_node add_node(struct html_builder *builder, enum html_tag tag)
{
    struct html_document *const doc = builder->doc;
    const html_node node = (html_node)doc->nodes.count;
    struct html_node_data *const data = vec_push(&doc->nodes);
    data->tag = (uint16_t)tag;
    data->parent = builder->current;
    struct html_node_data *const parent = node_at(doc, builder->current);
    if (parent->last)
        node_at(doc, parent->last)->next = node;
    else
        parent->first = node;
    parent->last = node;
    return node;
}

/* Does the style hold `property: value`, with any white space? */
static bool style_says(const char *style, const char *property, const char *value)
{
    const size_t property_len = strlen(property);
    for (const char *at = strcasestr(style, property); at; at = strcasestr(at + 1, property)) {
        const char *rest = at + property_len;
        rest += strspn(rest, " \t\r\n");
        if (*rest != ':' || (at > style && (at[-1] == '-' || ascii_is_alpha(at[-1]))))
            continue;
        rest++;
        rest += strspn(rest, " \t\r\n");
        if (strncasecmp(rest, value, strlen(value)) == 0)
            return true;
    }
    return false;
}

static bool is_hidden(const struct html_document *doc, html_node node, enum html_tag tag)
{
    if (html_tag_properties(tag) & TAG_HIDDEN || html_attribute(doc, node, "hidden"))
        return true;
    if (tag == HTML_DIALOG && !html_attribute(doc, node, "open"))
        return true;
    const char *const style = html_attribute(doc, node, "style");
    if (style &&
        (style_says(style, "display", "none") || style_says(style, "visibility", "hidden")))
        return true;
    // Decoration, second renderings, menus and dialogs that are not open. A page that puts its text
    // itself aside this way (behind a dialog) marks what holds it.
    const char *const aria = html_attribute(doc, node, "aria-hidden");
    if (!aria || !ascii_equal_nocase(aria, "true") || tag == HTML_MAIN || tag == HTML_ARTICLE)
        return false;
    // A picture with words is the formula beside markup that is not shown.
    const char *const alt = tag == HTML_IMG ? html_attribute(doc, node, "alt") : NULL;
    return !alt || !*alt;
}

static void take_base(struct html_builder *builder, html_node node)
{
    const char *const href = html_attribute(builder->doc, node, "href");
    if (builder->has_base || !href)
        return;
    builder->has_base = true;
    struct str base;
    str_init(&base, LIMIT_URL_BYTES);
    if (url_resolve(builder->doc->base.data, href, strlen(href), &base) && !base.is_truncated) {
        str_clear(&builder->doc->base);
        str_append(&builder->doc->base, base.data, base.len);
    }
    str_release(&base);
}

static html_node add_element(struct html_builder *builder, enum html_tag tag,
                             const struct html_token *token)
{
    struct html_document *const doc = builder->doc;
    const html_node node = add_node(builder, tag);
    struct html_node_data *const data = node_at(doc, node);
    data->start = token->start;
    data->count = token->count;
    data->name = tag == HTML_UNKNOWN ? token->name : 0;
    if (is_hidden(doc, node, tag))
        data->flags |= NODE_HIDDEN;
    if (tag == HTML_BASE)
        take_base(builder, node);
    return node;
}

/* ---- events */

void html_build_begin(struct html_builder *builder, struct html_document *doc)
{
    *builder = (struct html_builder){.doc = doc, .current = HTML_ROOT};
    vec_init(&builder->root_attributes, sizeof(struct html_attribute));
    vec_push(&doc->nodes); // "none"
    vec_push(&doc->nodes); // HTML_ROOT
    str_add_char(&doc->strings, '\0');
}

void html_build_finish(struct html_builder *builder)
{
    struct html_document *const doc = builder->doc;
    struct html_node_data *const root = node_at(doc, HTML_ROOT);
    root->start = (uint32_t)doc->attributes.count;
    root->count = (uint32_t)builder->root_attributes.count;
    const struct html_attribute *const attributes = builder->root_attributes.items;
    for (size_t i = 0; i < builder->root_attributes.count; i++)
        *(struct html_attribute *)vec_push(&doc->attributes) = attributes[i];
    vec_release(&builder->root_attributes);
}

bool html_build_is_full(const struct html_builder *builder)
{
    return builder->doc->nodes.count > LIMIT_HTML_NODES;
}

static bool is_frame_of_page(const char *name)
{
    return strcmp(name, "html") == 0 || strcmp(name, "head") == 0 || strcmp(name, "body") == 0;
}

static void take_root_attributes(struct html_builder *builder, const struct html_token *token)
{
    for (uint32_t i = 0; i < token->count; i++)
        *(struct html_attribute *)vec_push(&builder->root_attributes) =
            *(const struct html_attribute *)vec_at(&builder->doc->attributes, token->start + i);
}

/* Are the words that come apart from those before by a line break? */
static bool ends_in_break(const struct html_builder *builder)
{
    const html_node last = node_at(builder->doc, builder->current)->last;
    return node_at(builder->doc, last)->tag == HTML_BR;
}

html_node html_build_start(struct html_builder *builder, const struct html_token *token)
{
    enum html_tag tag = (enum html_tag)token->tag;
    if (tag == HTML_UNKNOWN && is_frame_of_page(builder->doc->strings.data + token->name)) {
        take_root_attributes(builder, token);
        return HTML_NONE;
    }
    if (html_build_is_full(builder))
        return HTML_NONE;
    close_for(builder, tag);
    if (builder->depth >= LIMIT_HTML_DEPTH && !(html_tag_properties(tag) & TAG_VOID)) {
        if (!html_is_block(tag) || ends_in_break(builder))
            return HTML_NONE;
        tag = HTML_BR; // keeps the words apart
    }
    const html_node node = add_element(builder, tag, token);
    if (html_tag_properties(tag) & TAG_VOID)
        return HTML_NONE;
    enter(builder, node);
    return node;
}

void html_build_end(struct html_builder *builder, html_node node)
{
    html_node open = builder->current;
    while (open != HTML_ROOT && open != node)
        open = node_at(builder->doc, open)->parent;
    if (open == node && node != HTML_ROOT)
        leave(builder, node);
}

void html_build_text(struct html_builder *builder, const struct html_token *token)
{
    struct html_document *const doc = builder->doc;
    if (token->count == 0 || html_build_is_full(builder))
        return;
    html_node node = node_at(doc, builder->current)->last;
    const struct html_node_data *const last = node_at(doc, node);
    const bool goes_on = last->tag == HTML_TEXT && last->start + last->count == token->start;
    if (!goes_on) {
        node = add_node(builder, HTML_TEXT);
        node_at(doc, node)->start = token->start;
    }
    node_at(doc, node)->count += token->count;
}
