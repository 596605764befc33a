/*
 * MathML as a line of text: a/b, √(x), x², Σ_(i=1)^n. Presentation elements of MathML Core 3; the
 * annotations beside them are not read.
 */
#include <string.h>

#include "base/limits.h"
#include "layout/internal.h"

struct math {
    const struct html_document *doc;
    struct str *out;
};

enum math_kind { MATH_ROW, MATH_FRACTION, MATH_ROOT, MATH_SUB, MATH_SUP, MATH_SUBSUP, MATH_DROP };

static enum math_kind kind_of(const char *name)
{
    static const struct {
        const char *name;
        enum math_kind kind;
    } kinds[] = {
        {"mfrac", MATH_FRACTION},  {"msqrt", MATH_ROOT},     {"mroot", MATH_ROOT},
        {"msub", MATH_SUB},        {"munder", MATH_SUB},     {"msup", MATH_SUP},
        {"mover", MATH_SUP},       {"msubsup", MATH_SUBSUP}, {"munderover", MATH_SUBSUP},
        {"annotation", MATH_DROP}, {"mphantom", MATH_DROP},  {"annotation-xml", MATH_DROP},
    };
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (strcmp(name, kinds[i].name) == 0)
            return kinds[i].kind;
    return MATH_ROW;
}

static void write_node(struct math *math, html_node node, int depth);

static html_node element_child(const struct math *math, html_node node, int index)
{
    html_node child = html_first_child(math->doc, node);
    for (; child; child = html_next(math->doc, child))
        if (html_tag(math->doc, child) != HTML_TEXT && index-- == 0)
            return child;
    return HTML_NONE;
}

static void write_children(struct math *math, html_node node, int depth)
{
    for (html_node child = html_first_child(math->doc, node); child;
         child = html_next(math->doc, child))
        write_node(math, child, depth + 1);
}

/* Append a part; more than one character stands in brackets. */
static void add_grouped(struct str *out, const struct str *part)
{
    str_printf(out, utf8_count(part->data, part->len) > 1 ? "(%s)" : "%s", part->data);
}

/* Take what was written since `before` off the end again. */
static void cut_part(struct math *math, size_t before, struct str *part)
{
    str_init(part, LIMIT_STR_BYTES);
    str_append(part, math->out->data + before, math->out->len - before);
    str_cut(math->out, before);
}

static void write_group(struct math *math, html_node node, int depth)
{
    const size_t before = math->out->len;
    write_node(math, node, depth + 1);
    struct str part;
    cut_part(math, before, &part);
    add_grouped(math->out, &part);
    str_release(&part);
}

static void write_script(struct math *math, html_node node, bool is_super, int depth)
{
    const size_t before = math->out->len;
    write_node(math, node, depth + 1);
    struct str part;
    cut_part(math, before, &part);
    if (part.len && !layout_raise(part.data, part.len, is_super, math->out)) {
        str_add_char(math->out, is_super ? '^' : '_');
        add_grouped(math->out, &part);
    }
    str_release(&part);
}

static void write_parts(struct math *math, html_node node, enum math_kind kind, int depth)
{
    const html_node first = element_child(math, node, 0);
    const html_node second = element_child(math, node, 1);
    switch (kind) {
    case MATH_FRACTION:
        write_group(math, first, depth);
        str_add_char(math->out, '/');
        write_group(math, second, depth);
        break;
    case MATH_SUB:
    case MATH_SUP:
        write_node(math, first, depth + 1);
        write_script(math, second, kind == MATH_SUP, depth);
        break;
    case MATH_SUBSUP:
        write_node(math, first, depth + 1);
        write_script(math, second, false, depth);
        write_script(math, element_child(math, node, 2), true, depth);
        break;
    default:
        break;
    }
}

static void write_root(struct math *math, html_node node, int depth)
{
    const bool is_cube = strcmp(html_name(math->doc, node), "mroot") == 0;
    if (is_cube)
        write_script(math, element_child(math, node, 1), true, depth);
    str_add(math->out, "\u221A(");
    if (is_cube)
        write_node(math, element_child(math, node, 0), depth + 1);
    else
        write_children(math, node, depth);
    str_add_char(math->out, ')');
}

/* Text of an element; operators between two sides get blanks. */
static void write_text(struct math *math, html_node node)
{
    static const char *const spaced[] = {"=",      "+",      "\u2212", "<",      ">",
                                         "\u2264", "\u2265", "\u2260", "\u2248", "\u2192",
                                         "\u2261", "\u00D7", "\u00B1"};
    const struct slice text = slice_trim(html_text(math->doc, node));
    const bool is_operator = strcmp(html_name(math->doc, html_parent(math->doc, node)), "mo") == 0;
    bool is_spaced = false;
    for (size_t i = 0; i < COUNT_OF(spaced); i++)
        is_spaced = is_spaced || (is_operator && slice_is(text, spaced[i]));
    if (is_spaced)
        str_add_char(math->out, ' ');
    str_append(math->out, text.data, text.len);
    if (is_spaced)
        str_add_char(math->out, ' ');
}

static void write_node(struct math *math, html_node node, int depth)
{
    if (!node || depth > LIMIT_HTML_DEPTH || math->out->is_truncated)
        return;
    if (html_tag(math->doc, node) == HTML_TEXT)
        return write_text(math, node);
    const char *const name = html_name(math->doc, node);
    const enum math_kind kind = kind_of(name);
    if (kind == MATH_DROP)
        return;
    if (kind == MATH_ROOT)
        write_root(math, node, depth);
    else if (kind == MATH_ROW || !element_child(math, node, 1))
        write_children(math, node, depth);
    else
        write_parts(math, node, kind, depth);
    const bool is_last = !html_next(math->doc, node);
    if ((strcmp(name, "mtd") == 0 && !is_last) || strcmp(name, "mspace") == 0)
        str_add_char(math->out, ' ');
    else if (strcmp(name, "mtr") == 0 && !is_last)
        str_add(math->out, "; ");
}

void flow_math(struct flow *flow, html_node node, const struct style *style, int depth)
{
    (void)depth;
    struct str text;
    str_init(&text, LIMIT_TITLE_BYTES);
    struct math math = {.doc = flow->doc, .out = &text};
    write_children(&math, node, 0);
    if (text.len)
        flow_text(flow, text.data, text.len, style);
    str_release(&text);
}
