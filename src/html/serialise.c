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
static const struct policy policies[HTML_TAG_COUNT] = {
    [HTML_A] = {RULE_KEEP, {"name"}, "href"},    [HTML_ABBR] = {RULE_KEEP},
    [HTML_ACRONYM] = {RULE_KEEP},                [HTML_ADDRESS] = {RULE_KEEP},
    [HTML_ARTICLE] = {RULE_KEEP},                [HTML_ASIDE] = {RULE_KEEP},
    [HTML_AUDIO] = {RULE_MEDIA, {"controls"}, "src"}, [HTML_B] = {RULE_KEEP},
    [HTML_BDI] = {RULE_KEEP},                    [HTML_BDO] = {RULE_KEEP},
    [HTML_BLOCKQUOTE] = {RULE_KEEP, {NULL}, "cite"}, [HTML_BR] = {RULE_KEEP},
    [HTML_BUTTON] = {RULE_DROP},                 [HTML_CANVAS] = {RULE_DROP},
    [HTML_CAPTION] = {RULE_KEEP},                [HTML_CITE] = {RULE_KEEP},
    [HTML_CODE] = {RULE_KEEP, {"class"}},        [HTML_DD] = {RULE_KEEP},
    [HTML_DEL] = {RULE_KEEP, {"datetime"}},      [HTML_DETAILS] = {RULE_KEEP, {"open"}},
    [HTML_DFN] = {RULE_KEEP},                    [HTML_DIR] = {RULE_KEEP},
    [HTML_DIV] = {RULE_KEEP},                    [HTML_DL] = {RULE_KEEP},
    [HTML_DT] = {RULE_KEEP},                     [HTML_EM] = {RULE_KEEP},
    [HTML_EMBED] = {RULE_MEDIA, {"type"}, "src"}, [HTML_FIGCAPTION] = {RULE_KEEP},
    [HTML_FIGURE] = {RULE_KEEP},                 [HTML_FOOTER] = {RULE_KEEP},
    [HTML_H1] = {RULE_KEEP},                     [HTML_H2] = {RULE_KEEP},
    [HTML_H3] = {RULE_KEEP},                     [HTML_H4] = {RULE_KEEP},
    [HTML_H5] = {RULE_KEEP},                     [HTML_H6] = {RULE_KEEP},
    [HTML_HEADER] = {RULE_KEEP},                 [HTML_HGROUP] = {RULE_KEEP},
    [HTML_HR] = {RULE_KEEP},                     [HTML_I] = {RULE_KEEP},
    [HTML_IFRAME] = {RULE_MEDIA, {NULL}, "src"}, [HTML_IMG] = {RULE_IMAGE, {"alt", "width", "height", "class"}, NULL},
    [HTML_INPUT] = {RULE_DROP},                  [HTML_INS] = {RULE_KEEP, {"datetime"}},
    [HTML_KBD] = {RULE_KEEP},                    [HTML_LI] = {RULE_KEEP, {"value"}},
    [HTML_MAIN] = {RULE_KEEP},                   [HTML_MARK] = {RULE_KEEP},
    [HTML_MATH] = {RULE_MATH, {"alttext", "display"}}, [HTML_MENU] = {RULE_KEEP},
    [HTML_NAV] = {RULE_KEEP},                    [HTML_OL] = {RULE_KEEP, {"start", "reversed", "type"}},
    [HTML_P] = {RULE_KEEP},                      [HTML_PRE] = {RULE_KEEP},
    [HTML_Q] = {RULE_KEEP, {NULL}, "cite"},      [HTML_RB] = {RULE_KEEP},
    [HTML_RT] = {RULE_KEEP},                     [HTML_RTC] = {RULE_KEEP},
    [HTML_RUBY] = {RULE_KEEP},                   [HTML_S] = {RULE_KEEP},
    [HTML_SAMP] = {RULE_KEEP},                   [HTML_SECTION] = {RULE_KEEP},
    [HTML_SELECT] = {RULE_DROP},                 [HTML_SMALL] = {RULE_KEEP},
    [HTML_STRIKE] = {RULE_KEEP},                 [HTML_STRONG] = {RULE_KEEP},
    [HTML_SUB] = {RULE_KEEP},                    [HTML_SUMMARY] = {RULE_KEEP},
    [HTML_SUP] = {RULE_KEEP},                    [HTML_SVG] = {RULE_DROP},
    [HTML_TABLE] = {RULE_KEEP},                  [HTML_TBODY] = {RULE_KEEP},
    [HTML_TD] = {RULE_KEEP, {"colspan", "rowspan"}}, [HTML_TEXTAREA] = {RULE_DROP},
    [HTML_TFOOT] = {RULE_KEEP},                  [HTML_TH] = {RULE_KEEP, {"colspan", "rowspan", "scope"}},
    [HTML_THEAD] = {RULE_KEEP},                  [HTML_TIME] = {RULE_KEEP, {"datetime"}},
    [HTML_TR] = {RULE_KEEP},                     [HTML_TT] = {RULE_KEEP},
    [HTML_U] = {RULE_KEEP},                      [HTML_UL] = {RULE_KEEP},
    [HTML_VAR] = {RULE_KEEP},                    [HTML_VIDEO] = {RULE_MEDIA, {"controls"}, "src"},
    [HTML_WBR] = {RULE_KEEP},
};
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
