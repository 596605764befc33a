/*
 * A subtree as clean HTML. What an element may keep is in one table; elements that are not in it
 * leave their content behind, hidden ones nothing.
 */
#include <string.h>

#include "base/limits.h"
#include "html/html.h"
#include "html/internal.h"

/* How an element is written. */
enum rule {
    RULE_UNWRAP, // only its content
    RULE_KEEP,
    RULE_DROP, // with its content
    RULE_IMAGE,
    RULE_MEDIA,
    RULE_MATH, // elements within it keep their names
};

struct policy {
    enum rule rule;
    const char *attributes[4]; // besides those of every element
    const char *address;       // an attribute that is made absolute
};

static const char *const common_attributes[] = {"id", "dir", "lang", "title"};

// clang-format off
#define KEEP {.rule = RULE_KEEP}
#define DROP {.rule = RULE_DROP}
static const struct policy policies[HTML_TAG_COUNT] = {
    [HTML_A] = {.rule = RULE_KEEP, .attributes = {"name"}, .address = "href"}, [HTML_ABBR] = KEEP,
    [HTML_ACRONYM] = KEEP, [HTML_ADDRESS] = KEEP, [HTML_ARTICLE] = KEEP, [HTML_ASIDE] = KEEP,
    [HTML_AUDIO] = {.rule = RULE_MEDIA, .attributes = {"controls"}, .address = "src"},
    [HTML_B] = KEEP, [HTML_BDI] = KEEP, [HTML_BDO] = KEEP,
    [HTML_BLOCKQUOTE] = {.rule = RULE_KEEP, .address = "cite"}, [HTML_BR] = KEEP,
    [HTML_BUTTON] = DROP, [HTML_CANVAS] = DROP, [HTML_CAPTION] = KEEP, [HTML_CITE] = KEEP,
    [HTML_CODE] = {.rule = RULE_KEEP, .attributes = {"class"}}, [HTML_DD] = KEEP,
    [HTML_DEL] = {.rule = RULE_KEEP, .attributes = {"datetime"}},
    [HTML_DETAILS] = {.rule = RULE_KEEP, .attributes = {"open"}}, [HTML_DFN] = KEEP,
    [HTML_DIR] = KEEP, [HTML_DIV] = KEEP, [HTML_DL] = KEEP, [HTML_DT] = KEEP, [HTML_EM] = KEEP,
    [HTML_EMBED] = {.rule = RULE_MEDIA, .attributes = {"type"}, .address = "src"},
    [HTML_FIGCAPTION] = KEEP, [HTML_FIGURE] = KEEP, [HTML_FOOTER] = KEEP, [HTML_H1] = KEEP,
    [HTML_H2] = KEEP, [HTML_H3] = KEEP, [HTML_H4] = KEEP, [HTML_H5] = KEEP, [HTML_H6] = KEEP,
    [HTML_HEADER] = KEEP, [HTML_HGROUP] = KEEP, [HTML_HR] = KEEP, [HTML_I] = KEEP,
    [HTML_IFRAME] = {.rule = RULE_MEDIA, .address = "src"},
    [HTML_IMG] = {.rule = RULE_IMAGE, .attributes = {"alt", "width", "height", "class"}},
    [HTML_INPUT] = DROP, [HTML_INS] = {.rule = RULE_KEEP, .attributes = {"datetime"}},
    [HTML_KBD] = KEEP, [HTML_LI] = {.rule = RULE_KEEP, .attributes = {"value"}}, [HTML_MAIN] = KEEP,
    [HTML_MARK] = KEEP, [HTML_MATH] = {.rule = RULE_MATH, .attributes = {"alttext", "display"}},
    [HTML_MENU] = KEEP, [HTML_NAV] = KEEP,
    [HTML_OL] = {.rule = RULE_KEEP, .attributes = {"start", "reversed", "type"}}, [HTML_P] = KEEP,
    [HTML_PRE] = KEEP, [HTML_Q] = {.rule = RULE_KEEP, .address = "cite"}, [HTML_RB] = KEEP,
    [HTML_RT] = KEEP, [HTML_RTC] = KEEP, [HTML_RUBY] = KEEP, [HTML_S] = KEEP, [HTML_SAMP] = KEEP,
    [HTML_SECTION] = KEEP, [HTML_SELECT] = DROP, [HTML_SMALL] = KEEP, [HTML_STRIKE] = KEEP,
    [HTML_STRONG] = KEEP, [HTML_SUB] = KEEP, [HTML_SUMMARY] = KEEP, [HTML_SUP] = KEEP,
    [HTML_SVG] = DROP, [HTML_TABLE] = KEEP, [HTML_TBODY] = KEEP,
    [HTML_TD] = {.rule = RULE_KEEP, .attributes = {"colspan", "rowspan"}}, [HTML_TEXTAREA] = DROP,
    [HTML_TFOOT] = KEEP,
    [HTML_TH] = {.rule = RULE_KEEP, .attributes = {"colspan", "rowspan", "scope"}},
    [HTML_THEAD] = KEEP, [HTML_TIME] = {.rule = RULE_KEEP, .attributes = {"datetime"}},
    [HTML_TR] = KEEP, [HTML_TT] = KEEP, [HTML_U] = KEEP, [HTML_UL] = KEEP, [HTML_VAR] = KEEP,
    [HTML_VIDEO] = {.rule = RULE_MEDIA, .attributes = {"controls"}, .address = "src"},
    [HTML_WBR] = KEEP,
};
#undef DROP
#undef KEEP
// clang-format on

struct writer {
    const struct html_document *doc;
    struct str *out;
    struct str last_image;     // the address of the image written last
    html_node math;            // the one we are in
    const unsigned char *kept; // by node; NULL: everything
};

void html_escape(const char *text, size_t len, struct str *out)
{
    size_t start = 0;
    for (size_t i = 0; i < len; i++) {
        const char *const escape = text[i] == '&'   ? "&amp;"
                                   : text[i] == '<' ? "&lt;"
                                   : text[i] == '>' ? "&gt;"
                                   : text[i] == '"' ? "&quot;"
                                                    : NULL;
        if (!escape)
            continue;
        str_append(out, text + start, i - start);
        str_add(out, escape);
        start = i + 1;
    }
    str_append(out, text + start, len - start);
}

static void write_attribute(struct writer *writer, const char *name, const char *value)
{
    str_printf(writer->out, " %s=\"", name);
    html_escape(value, strlen(value), writer->out);
    str_add_char(writer->out, '"');
}

static void write_attributes(struct writer *writer, html_node node, const char *const *names,
                             size_t count)
{
    for (size_t i = 0; i < count && names[i]; i++) {
        const char *const value = html_attribute(writer->doc, node, names[i]);
        if (value)
            write_attribute(writer, names[i], value);
    }
}

/* The address of a player: its own, or its first source's. */
static bool media_url(const struct html_document *doc, html_node node, struct str *url)
{
    if (html_attribute_url(doc, node, "src", url) || html_attribute_url(doc, node, "data-src", url))
        return true;
    const html_node source = html_find_tag(doc, node, HTML_SOURCE);
    return source && html_attribute_url(doc, source, "src", url);
}

static bool find_address(struct writer *writer, html_node node, const struct policy *policy,
                         struct str *url)
{
    switch (policy->rule) {
    case RULE_IMAGE:
        return html_image_url(writer->doc, node, url);
    case RULE_MEDIA:
        return media_url(writer->doc, node, url);
    default:
        return policy->address && html_attribute_url(writer->doc, node, policy->address, url);
    }
}

/* The start tag; false when the element is left out. */
static bool write_start(struct writer *writer, html_node node, const struct policy *policy)
{
    struct str url;
    str_init(&url, LIMIT_URL_BYTES);
    const bool has_url = find_address(writer, node, policy, &url);
    const bool is_image = policy->rule == RULE_IMAGE;
    const bool is_written = has_url || !(is_image || policy->rule == RULE_MEDIA);
    if (is_written) {
        str_printf(writer->out, "<%s", html_name(writer->doc, node));
        if (has_url)
            write_attribute(writer, policy->address ? policy->address : "src", url.data);
        write_attributes(writer, node, policy->attributes, COUNT_OF(policy->attributes));
        write_attributes(writer, node, common_attributes, COUNT_OF(common_attributes));
        str_add_char(writer->out, '>');
    }
    if (is_written && is_image) {
        str_clear(&writer->last_image);
        str_append(&writer->last_image, url.data, url.len);
    }
    str_release(&url);
    return is_written;
}

/* The pictures of a <noscript>, but not the one that stands before it. */
static void write_noscript(struct writer *writer, html_node top)
{
    struct str url;
    str_init(&url, LIMIT_URL_BYTES);
    const struct html_document *const doc = writer->doc;
    for (html_node node = html_walk(doc, top, top); node; node = html_walk(doc, top, node)) {
        str_clear(&url);
        if (html_tag(doc, node) != HTML_IMG || !html_image_url(doc, node, &url) ||
            strcmp(url.data, writer->last_image.data) == 0)
            continue;
        write_start(writer, node, &policies[HTML_IMG]);
    }
    str_release(&url);
}

static const struct policy *policy_of(const struct writer *writer, html_node node)
{
    static const struct policy drop = {.rule = RULE_DROP};
    static const struct policy keep = {.rule = RULE_KEEP};
    if (html_is_hidden(writer->doc, node))
        return &drop;
    const enum html_tag tag = html_tag(writer->doc, node);
    if (tag == HTML_UNKNOWN && writer->math)
        return &keep;
    return &policies[tag];
}

static bool has_end_tag(const struct writer *writer, html_node node, const struct policy *policy)
{
    return policy->rule != RULE_UNWRAP && policy->rule != RULE_DROP &&
           !(html_tag_properties(html_tag(writer->doc, node)) & TAG_VOID);
}

/* Write what begins with the node; true when its content follows. */
static bool enter(struct writer *writer, html_node node)
{
    const enum html_tag tag = html_tag(writer->doc, node);
    if (writer->kept && !writer->kept[node])
        return false;
    if (tag == HTML_TEXT) {
        const struct slice text = html_text(writer->doc, node);
        html_escape(text.data, text.len, writer->out);
        return true;
    }
    if (tag == HTML_NOSCRIPT) {
        write_noscript(writer, node);
        return false;
    }
    const struct policy *const policy = policy_of(writer, node);
    if (policy->rule == RULE_DROP)
        return false;
    if (policy->rule == RULE_UNWRAP)
        return true;
    if (policy->rule == RULE_MATH && !writer->math)
        writer->math = node;
    return write_start(writer, node, policy);
}

static void leave(struct writer *writer, html_node node)
{
    if (html_tag(writer->doc, node) == HTML_TEXT || html_tag(writer->doc, node) == HTML_NOSCRIPT)
        return;
    if (has_end_tag(writer, node, policy_of(writer, node)))
        str_printf(writer->out, "</%s>", html_name(writer->doc, node));
    if (node == writer->math)
        writer->math = HTML_NONE;
}

void html_serialise(const struct html_document *doc, html_node top, struct str *out)
{
    html_serialise_kept(doc, top, NULL, out);
}

void html_serialise_kept(const struct html_document *doc, html_node top, const unsigned char *kept,
                         struct str *out)
{
    struct writer writer = {.doc = doc, .out = out, .kept = kept};
    str_init(&writer.last_image, LIMIT_URL_BYTES);
    html_node node = top;
    while (node) {
        const bool is_entered = enter(&writer, node);
        const html_node first = is_entered ? html_first_child(doc, node) : HTML_NONE;
        if (first) {
            node = first;
            continue;
        }
        if (is_entered)
            leave(&writer, node);
        while (node != top && !html_next(doc, node)) {
            node = html_parent(doc, node);
            leave(&writer, node);
        }
        node = node == top ? HTML_NONE : html_next(doc, node);
    }
    str_release(&writer.last_image);
}
