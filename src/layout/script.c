/*
 * Super- and subscripts: Unicode's own characters where all have one, else `^` and `_`.
 */
#include <string.h>

#include "base/limits.h"
#include "layout/internal.h"
#include "text/utf8.h"

struct raised {
    const char *from; // a character
    const char *super;
    const char *sub; // NULL: there is none
};

// clang-format off
static const struct raised raised[] = {
    {"0", "⁰", "₀"}, {"1", "¹", "₁"}, {"2", "²", "₂"}, {"3", "³", "₃"}, {"4", "⁴", "₄"},
    {"5", "⁵", "₅"}, {"6", "⁶", "₆"}, {"7", "⁷", "₇"}, {"8", "⁸", "₈"}, {"9", "⁹", "₉"},
    {"+", "⁺", "₊"}, {"-", "⁻", "₋"}, {"−", "⁻", "₋"}, {"=", "⁼", "₌"}, {"(", "⁽", "₍"},
    {")", "⁾", "₎"}, {"a", "ᵃ", "ₐ"}, {"b", "ᵇ", NULL}, {"c", "ᶜ", NULL}, {"d", "ᵈ", NULL},
    {"e", "ᵉ", "ₑ"}, {"f", "ᶠ", NULL}, {"g", "ᵍ", NULL}, {"h", "ʰ", "ₕ"}, {"i", "ⁱ", "ᵢ"},
    {"j", "ʲ", "ⱼ"}, {"k", "ᵏ", "ₖ"}, {"l", "ˡ", "ₗ"}, {"m", "ᵐ", "ₘ"}, {"n", "ⁿ", "ₙ"},
    {"o", "ᵒ", "ₒ"}, {"p", "ᵖ", "ₚ"}, {"r", "ʳ", "ᵣ"}, {"s", "ˢ", "ₛ"}, {"t", "ᵗ", "ₜ"},
    {"u", "ᵘ", "ᵤ"}, {"v", "ᵛ", "ᵥ"}, {"w", "ʷ", NULL}, {"x", "ˣ", "ₓ"}, {"y", "ʸ", NULL},
    {"z", "ᶻ", NULL},
};
// clang-format on

static const char *raise_one(const char *text, size_t len, bool is_super)
{
    for (size_t i = 0; i < COUNT_OF(raised); i++)
        if (slice_is((struct slice){text, len}, raised[i].from))
            return is_super ? raised[i].super : raised[i].sub;
    return NULL;
}

bool layout_raise(const char *text, size_t len, bool is_super, struct str *out)
{
    const size_t before = out->len;
    for (size_t at = 0; at < len;) {
        unsigned code_point;
        const size_t step = text_next(text + at, len - at, &code_point);
        const char *const found = raise_one(text + at, step, is_super);
        if (!found) {
            str_cut(out, before);
            return false;
        }
        str_add(out, found);
        at += step;
    }
    return out->len > before;
}

/* Marks that stand high by themselves, and references in brackets. */
static bool stands_alone(const struct str *text)
{
    static const char *const marks[] = {"[", "*", "\u2020", "\u2021", "\u00AE", "\u2122", "\u2120"};
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (strncmp(text->data, marks[i], strlen(marks[i])) == 0)
            return true;
    return false;
}

static bool is_one_word(const struct str *text)
{
    for (size_t i = 0; i < text->len; i++)
        if ((unsigned char)text->data[i] < 0x80 && !ascii_is_alpha(text->data[i]) &&
            !ascii_is_digit(text->data[i]))
            return false;
    return true;
}

bool flow_raised(struct flow *flow, const char *text, size_t len, const struct style *style)
{
    const struct slice solid = slice_trim((struct slice){text, len});
    struct str changed;
    str_init(&changed, LIMIT_TITLE_BYTES);
    const bool is_raised =
        layout_raise(solid.data, solid.len, style->raise == RAISE_SUPER, &changed);
    struct style inner = *style;
    inner.raise = RAISE_NONE;
    if (is_raised)
        flow_text(flow, changed.data, changed.len, &inner);
    str_release(&changed);
    return is_raised;
}

/* With `^` or `_` before it. A reference in a link has none; nor has what is no script of anything.
 */
static void write_marked(struct flow *flow, html_node node, const struct str *text, bool is_short,
                         const struct style *style, int depth)
{
    const bool has_link = html_find_tag(flow->doc, node, HTML_A) != HTML_NONE;
    const bool is_script =
        is_short && !has_link && !stands_alone(text) && !flow_is_empty(flow) && !flow->wants_space;
    const bool is_grouped = is_script && !is_one_word(text);
    const bool is_super = html_tag(flow->doc, node) == HTML_SUP;
    if (is_script)
        flow_text(flow, is_super ? "^(" : "_(", is_grouped ? 2 : 1, style);
    flow_children(flow, node, style, depth);
    if (is_grouped)
        flow_text(flow, ")", 1, style);
}

void flow_script(struct flow *flow, html_node node, const struct style *style, int depth)
{
    enum { RAISED_MOST = 16 };
    const bool is_super = html_tag(flow->doc, node) == HTML_SUP;
    struct str text;
    struct str changed;
    str_init(&text, LIMIT_TITLE_BYTES);
    str_init(&changed, LIMIT_TITLE_BYTES);
    html_plain_text(flow->doc, node, &text);
    const bool is_short = text.len && text.len <= RAISED_MOST;
    struct style inner = *style;
    if (is_short && layout_raise(text.data, text.len, is_super, &changed)) {
        inner.raise = is_super ? RAISE_SUPER : RAISE_SUB;
        flow_children(flow, node, &inner, depth);
    } else {
        inner.raise = RAISE_NONE;
        write_marked(flow, node, &text, is_short, &inner, depth);
    }
    str_release(&changed);
    str_release(&text);
}
