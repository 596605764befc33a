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
    const bool has_link = html_find_tag(flow->doc, node, HTML_A) != HTML_NONE;
    if (is_short && !has_link && layout_raise(text.data, text.len, is_super, &changed)) {
        flow_text(flow, changed.data, changed.len, style);
    } else {
        // A reference in a link stays as it is; so does a text that is not a script of anything.
        const bool is_script = is_short && !has_link && !stands_alone(&text) &&
                               !flow_is_empty(flow) && !flow->wants_space;
        const bool is_grouped = is_script && !is_one_word(&text);
        if (is_script)
            flow_text(flow, is_super ? "^(" : "_(", is_grouped ? 2 : 1, style);
        flow_children(flow, node, style, depth);
        if (is_grouped)
            flow_text(flow, ")", 1, style);
    }
    str_release(&changed);
    str_release(&text);
}
