/*
 * MathML as a line of text: a/b, √(x), x², ∑ᵢ₌₁ⁿ aᵢ, x̄. Presentation elements of MathML Core and,
 * as old pages have them, of MathML 3 (mfenced); the annotations beside them are not read.
 */
#include <string.h>

#include "base/limits.h"
#include "layout/internal.h"
#include "layout/math_sign.h"
#include "text/cells.h"
#include "text/clean.h"
#include "text/utf8.h"

struct math {
    const struct html_document *doc;
    struct str *out;
    size_t start;    // of the group in `out`: signs there have no left side
    bool is_script;  // no blanks around signs
    bool after_word; // a function or a sum: a letter or digit needs a blank before it
};

enum math_kind {
    MATH_ROW,
    MATH_FRACTION,
    MATH_ROOT,
    MATH_SUB,
    MATH_SUP,
    MATH_SUBSUP,
    MATH_MULTI,
    MATH_FENCED,
    MATH_FIRST, // of its children one is shown
    MATH_DROP,
};

static enum math_kind kind_of(const char *name)
{
    static const struct {
        const char *name;
        enum math_kind kind;
    } kinds[] = {
        {"mfrac", MATH_FRACTION},      {"msqrt", MATH_ROOT},
        {"mroot", MATH_ROOT},          {"msub", MATH_SUB},
        {"munder", MATH_SUB},          {"msup", MATH_SUP},
        {"mover", MATH_SUP},           {"msubsup", MATH_SUBSUP},
        {"munderover", MATH_SUBSUP},   {"annotation", MATH_DROP},
        {"mphantom", MATH_DROP},       {"annotation-xml", MATH_DROP},
        {"mmultiscripts", MATH_MULTI}, {"mfenced", MATH_FENCED},
        {"maction", MATH_FIRST},       {"semantics", MATH_FIRST},
    };
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (strcmp(name, kinds[i].name) == 0)
            return kinds[i].kind;
    return MATH_ROW;
}

static void write_node(struct math *math, html_node node, int depth);

/* The first element at or behind `node` among its siblings. */
static html_node element_at(const struct math *math, html_node node)
{
    while (node && html_tag(math->doc, node) == HTML_TEXT)
        node = html_next(math->doc, node);
    return node;
}

static html_node first_element(const struct math *math, html_node node)
{
    return element_at(math, html_first_child(math->doc, node));
}

static html_node next_element(const struct math *math, html_node node)
{
    return node ? element_at(math, html_next(math->doc, node)) : HTML_NONE;
}

static void write_children(struct math *math, html_node node, int depth)
{
    for (html_node child = html_first_child(math->doc, node); child;
         child = html_next(math->doc, child))
        write_node(math, child, depth + 1);
}

/* ---- tokens */

/* The last character written of the group; 0 at its start. */
static unsigned last_character(const struct math *math)
{
    const char *const text = math->out->data;
    size_t at = math->out->len;
    if (at <= math->start)
        return 0;
    do
        at--;
    while (at > math->start && ((unsigned char)text[at] & 0xC0) == 0x80);
    unsigned code_point;
    text_next(text + at, math->out->len - at, &code_point);
    return code_point;
}

static void add_blank(struct math *math)
{
    const unsigned last = last_character(math);
    if (last && last != ' ')
        str_add_char(math->out, ' ');
}

static void write_operator(struct math *math, struct slice text, unsigned first)
{
    const bool is_sign = math_sign_is_between(first) && !math->is_script;
    const bool has_side = math_sign_ends_side(last_character(math));
    if (is_sign && has_side)
        add_blank(math);
    str_append(math->out, text.data, text.len);
    const bool is_prefix = !has_side && (first == '-' || first == '+' || first == 0x2212 ||
                                         first == 0xB1 || first == 0x2213);
    const bool is_comma = (first == ',' || first == ';') && !math->is_script;
    if ((is_sign && !is_prefix) || is_comma)
        str_add_char(math->out, ' ');
    math->after_word = math_sign_is_large(first);
}

/* A name of several letters, or text, is kept apart from what is beside it. */
static bool is_word(const char *name, struct slice text)
{
    const bool is_text = strcmp(name, "mtext") == 0;
    size_t letters = 0;
    for (size_t i = 0; i < text.len; i++)
        letters += ascii_is_alpha(text.data[i]) || (unsigned char)text.data[i] >= 0xC3;
    return is_text ? letters > 0 : letters > 1 && (strcmp(name, "mi") == 0 || letters == text.len);
}

static bool is_blank_at(struct slice text, size_t at)
{
    return at < text.len &&
           (strchr(" \t\r\n", text.data[at]) || text.data[at] == '\xA0' || text.data[at] == '\xC2');
}

static void write_token(struct math *math, const char *name, struct slice text, unsigned first)
{
    const bool word = is_word(name, text);
    const bool has_side = math_sign_ends_side(last_character(math));
    if ((word && has_side) || (math->after_word && (math_sign_is_word_part(first) || word)))
        add_blank(math);
    str_append(math->out, text.data, text.len);
    math->after_word = word;
}

static void write_text(struct math *math, html_node node)
{
    const struct slice raw = html_text(math->doc, node);
    const char *const name = html_name(math->doc, html_parent(math->doc, node));
    const bool is_text = strcmp(name, "mtext") == 0;
    struct str clean;
    str_init(&clean, LIMIT_TITLE_BYTES);
    text_clean_line(raw.data, raw.len, &clean);
    const struct slice text = slice_trim((struct slice){clean.data, clean.len});
    unsigned first = 0;
    if (text.len)
        text_next(text.data, text.len, &first);
    if (is_text && is_blank_at(raw, 0))
        add_blank(math);
    if (text.len && !math_sign_is_invisible(first)) {
        if (strcmp(name, "mo") == 0 && !is_word(name, text))
            write_operator(math, text, first);
        else
            write_token(math, name, text, first);
    }
    if (is_text && text.len && is_blank_at(raw, raw.len - 1))
        add_blank(math);
    str_release(&clean);
}

/* ---- parts */

/* Write a node by itself, and take it off again. */
static void take_part(struct math *math, html_node node, bool is_script, int depth,
                      struct str *part)
{
    const struct math outer = *math;
    math->start = math->out->len;
    math->is_script = math->is_script || is_script;
    math->after_word = false;
    write_node(math, node, depth + 1);
    str_init(part, LIMIT_STR_BYTES);
    str_append(part, math->out->data + math->start, math->out->len - math->start);
    str_cut(math->out, math->start);
    *math = outer;
}

/* Is it one character, a number, or in brackets of its own? */
static bool is_one(const struct str *part)
{
    if (text_cells(part->data, part->len) <= 1 || strspn(part->data, "0123456789.,") == part->len)
        return true;
    if (part->data[0] != '(')
        return false;
    int open = 0;
    for (size_t i = 0; i < part->len; i++) {
        open += (part->data[i] == '(') - (part->data[i] == ')');
        if (open == 0)
            return i + 1 == part->len;
    }
    return false;
}

static void add_grouped(struct str *out, const struct str *part)
{
    str_printf(out, is_one(part) ? "%s" : "(%s)", part->data);
}

static void write_group(struct math *math, html_node node, int depth)
{
    struct str part;
    take_part(math, node, false, depth, &part);
    if (math->after_word && is_one(&part))
        add_blank(math);
    add_grouped(math->out, &part);
    math->after_word = false;
    str_release(&part);
}

/* A part that stands high or low; primes do so by themselves. */
static void add_script(struct str *out, const struct str *part, bool is_super)
{
    const char *const prime = "\u2032";
    if (part->len == 0 || layout_raise(part->data, part->len, is_super, out))
        return;
    if (!is_super || strncmp(part->data, prime, strlen(prime)) != 0)
        str_add_char(out, is_super ? '^' : '_');
    add_grouped(out, part);
}

static void write_script(struct math *math, html_node node, bool is_super, int depth)
{
    struct str part;
    take_part(math, node, true, depth, &part);
    add_script(math->out, &part, is_super);
    str_release(&part);
}

/* Put what was written since `before` in brackets if it is more than one thing. */
static void group_written(struct str *out, size_t before)
{
    struct str part;
    str_init(&part, LIMIT_STR_BYTES);
    str_append(&part, out->data + before, out->len - before);
    str_cut(out, before);
    add_grouped(out, &part);
    str_release(&part);
}

/*
 * What is above or below the base, which begins at `before`: over one character, an accent. What
 * has a brace is held together by brackets.
 */
static void write_limit(struct math *math, html_node node, bool is_over, size_t before, int depth)
{
    struct str part;
    take_part(math, node, true, depth, &part);
    const char *const mark = math_sign_accent((struct slice){part.data, part.len}, is_over);
    const char *const base = math->out->data + before;
    const bool is_accent = mark && (!*mark || text_cells(base, math->out->len - before) == 1);
    if (is_accent && !*mark)
        group_written(math->out, before);
    else if (is_accent)
        str_add(math->out, mark);
    else
        add_script(math->out, &part, is_over);
    str_release(&part);
}

static void write_scripted(struct math *math, html_node node, enum math_kind kind, int depth)
{
    const html_node base = first_element(math, node);
    const html_node second = next_element(math, base);
    const char *const name = html_name(math->doc, node);
    const size_t before = math->out->len;
    write_node(math, base, depth + 1);
    if (strcmp(name, "mover") == 0 || strcmp(name, "munder") == 0)
        write_limit(math, second, kind == MATH_SUP, before, depth);
    else
        write_script(math, second, kind == MATH_SUP, depth);
    if (kind == MATH_SUBSUP)
        write_script(math, next_element(math, second), true, depth);
}

/* Pairs of a sub- and a superscript from `node` on, up to the mark between them. */
static html_node write_pairs(struct math *math, html_node node, int depth)
{
    while (node && strcmp(html_name(math->doc, node), "mprescripts") != 0) {
        const html_node super = next_element(math, node);
        write_script(math, node, false, depth);
        write_script(math, super, true, depth);
        node = next_element(math, super);
    }
    return node;
}

/* Those before the base come behind those after it in the markup. */
static void write_multi(struct math *math, html_node node, int depth)
{
    const html_node base = first_element(math, node);
    html_node mark = next_element(math, base);
    while (mark && strcmp(html_name(math->doc, mark), "mprescripts") != 0)
        mark = next_element(math, mark);
    for (html_node sub = next_element(math, mark); sub;) {
        const html_node super = next_element(math, sub);
        write_script(math, super, true, depth);
        write_script(math, sub, false, depth);
        sub = next_element(math, super);
    }
    write_node(math, base, depth + 1);
    write_pairs(math, next_element(math, base), depth);
}

static const char *attribute_or(const struct math *math, html_node node, const char *name,
                                const char *otherwise)
{
    const char *const value = html_attribute(math->doc, node, name);
    return value ? value : otherwise;
}

static void write_fenced(struct math *math, html_node node, int depth)
{
    const char *separators = attribute_or(math, node, "separators", ",");
    str_add(math->out, attribute_or(math, node, "open", "("));
    for (html_node child = first_element(math, node); child; child = next_element(math, child)) {
        write_node(math, child, depth + 1);
        separators += strspn(separators, " ");
        if (!next_element(math, child) || !*separators)
            continue;
        unsigned code_point;
        const size_t len = text_next(separators, strlen(separators), &code_point);
        str_printf(math->out, "%.*s ", (int)len, separators);
        if (separators[len + strspn(separators + len, " ")])
            separators += len; // the last one stands for all that follow
    }
    str_add(math->out, attribute_or(math, node, "close", ")"));
    math->after_word = false;
}

static void write_fraction(struct math *math, html_node node, int depth)
{
    const html_node above = first_element(math, node);
    // Without a line it is a binomial coefficient, a column in brackets.
    const bool has_line = attribute_or(math, node, "linethickness", "1")[0] != '0';
    if (!has_line) {
        write_node(math, above, depth + 1);
        str_add(math->out, "; ");
        write_node(math, next_element(math, above), depth + 1);
        return;
    }
    write_group(math, above, depth);
    str_add_char(math->out, '/');
    write_group(math, next_element(math, above), depth);
    math->after_word = true; // 1/2 x is not 1/(2x)
}

static void write_root(struct math *math, html_node node, int depth)
{
    const html_node base = first_element(math, node);
    const bool has_degree = strcmp(html_name(math->doc, node), "mroot") == 0;
    if (math->after_word)
        add_blank(math);
    math->after_word = false;
    if (has_degree)
        write_script(math, next_element(math, base), true, depth);
    str_add(math->out, "\u221A(");
    if (has_degree)
        write_node(math, base, depth + 1);
    else
        write_children(math, node, depth);
    str_add_char(math->out, ')');
    math->after_word = false;
}

static void write_kind(struct math *math, html_node node, enum math_kind kind, int depth)
{
    switch (kind) {
    case MATH_DROP:
        break;
    case MATH_FRACTION:
        write_fraction(math, node, depth);
        break;
    case MATH_ROOT:
        write_root(math, node, depth);
        break;
    case MATH_SUB:
    case MATH_SUP:
    case MATH_SUBSUP:
        write_scripted(math, node, kind, depth);
        break;
    case MATH_MULTI:
        write_multi(math, node, depth);
        break;
    case MATH_FENCED:
        write_fenced(math, node, depth);
        break;
    case MATH_FIRST:
        write_node(math, first_element(math, node), depth + 1);
        break;
    case MATH_ROW:
        write_children(math, node, depth);
        break;
    }
}

static void write_node(struct math *math, html_node node, int depth)
{
    if (!node || depth > LIMIT_HTML_DEPTH || math->out->is_truncated)
        return;
    if (html_tag(math->doc, node) == HTML_TEXT)
        return write_text(math, node);
    const char *const name = html_name(math->doc, node);
    write_kind(math, node, kind_of(name), depth);
    const bool is_last = !next_element(math, node);
    if ((strcmp(name, "mtd") == 0 && !is_last) || strcmp(name, "mspace") == 0)
        add_blank(math);
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
