#include "html/tags.h"

#include "base/str.h"
#include "html/internal.h"

#define TAG_NAME(tag, name) [HTML_##tag] = name,
static const char *const names[HTML_TAG_COUNT] = {HTML_TAGS(TAG_NAME)};

/* Properties of elements; those without any are missing. */
// clang-format off
static const unsigned short properties[HTML_TAG_COUNT] = {
    [HTML_ADDRESS] = TAG_BLOCK | TAG_ENDS_P,      [HTML_AREA] = TAG_VOID,
    [HTML_ARTICLE] = TAG_BLOCK | TAG_ENDS_P,      [HTML_APPLET] = TAG_FENCE,
    [HTML_ASIDE] = TAG_BLOCK | TAG_ENDS_P,        [HTML_BASE] = TAG_VOID | TAG_HIDDEN,
    [HTML_BLOCKQUOTE] = TAG_BLOCK | TAG_ENDS_P,   [HTML_BR] = TAG_VOID,
    [HTML_BUTTON] = TAG_FENCE,                    [HTML_CAPTION] = TAG_BLOCK | TAG_FENCE,
    [HTML_CENTER] = TAG_BLOCK | TAG_ENDS_P,       [HTML_COL] = TAG_VOID | TAG_HIDDEN,
    [HTML_COLGROUP] = TAG_HIDDEN,                 [HTML_DATALIST] = TAG_HIDDEN,
    [HTML_DD] = TAG_BLOCK | TAG_ENDS_P,           [HTML_DETAILS] = TAG_BLOCK | TAG_ENDS_P,
    [HTML_DIALOG] = TAG_BLOCK | TAG_ENDS_P,       [HTML_DIR] = TAG_BLOCK | TAG_ENDS_P,
    [HTML_DIV] = TAG_BLOCK | TAG_ENDS_P,          [HTML_DL] = TAG_BLOCK | TAG_ENDS_P,
    [HTML_DT] = TAG_BLOCK | TAG_ENDS_P,           [HTML_EMBED] = TAG_VOID,
    [HTML_FIELDSET] = TAG_BLOCK | TAG_ENDS_P,     [HTML_FIGCAPTION] = TAG_BLOCK | TAG_ENDS_P,
    [HTML_FIGURE] = TAG_BLOCK | TAG_ENDS_P,       [HTML_FOOTER] = TAG_BLOCK | TAG_ENDS_P,
    [HTML_FORM] = TAG_BLOCK | TAG_ENDS_P,         [HTML_FRAME] = TAG_VOID,
    [HTML_FRAMESET] = TAG_BLOCK,                  [HTML_H1] = TAG_BLOCK | TAG_ENDS_P | TAG_HEADING,
    [HTML_H2] = TAG_BLOCK | TAG_ENDS_P | TAG_HEADING,
    [HTML_H3] = TAG_BLOCK | TAG_ENDS_P | TAG_HEADING,
    [HTML_H4] = TAG_BLOCK | TAG_ENDS_P | TAG_HEADING,
    [HTML_H5] = TAG_BLOCK | TAG_ENDS_P | TAG_HEADING,
    [HTML_H6] = TAG_BLOCK | TAG_ENDS_P | TAG_HEADING,
    [HTML_HEADER] = TAG_BLOCK | TAG_ENDS_P,       [HTML_HGROUP] = TAG_BLOCK | TAG_ENDS_P,
    [HTML_HR] = TAG_BLOCK | TAG_ENDS_P | TAG_VOID, [HTML_IMG] = TAG_VOID,
    [HTML_INPUT] = TAG_VOID,                      [HTML_LEGEND] = TAG_BLOCK,
    [HTML_LI] = TAG_BLOCK | TAG_ENDS_P,           [HTML_LINK] = TAG_VOID | TAG_HIDDEN,
    [HTML_MAIN] = TAG_BLOCK | TAG_ENDS_P,         [HTML_MARQUEE] = TAG_FENCE,
    [HTML_MENU] = TAG_BLOCK | TAG_ENDS_P,         [HTML_META] = TAG_VOID | TAG_HIDDEN,
    [HTML_NAV] = TAG_BLOCK | TAG_ENDS_P,          [HTML_NOSCRIPT] = TAG_HIDDEN,
    [HTML_OBJECT] = TAG_FENCE,                    [HTML_OL] = TAG_BLOCK | TAG_ENDS_P,
    [HTML_OPTGROUP] = TAG_BLOCK,                  [HTML_OPTION] = TAG_BLOCK,
    [HTML_P] = TAG_BLOCK | TAG_ENDS_P,            [HTML_PARAM] = TAG_VOID | TAG_HIDDEN,
    [HTML_PRE] = TAG_BLOCK | TAG_ENDS_P,          [HTML_RP] = TAG_HIDDEN,
    [HTML_SCRIPT] = TAG_HIDDEN,                   [HTML_SEARCH] = TAG_BLOCK | TAG_ENDS_P,
    [HTML_SECTION] = TAG_BLOCK | TAG_ENDS_P,      [HTML_SOURCE] = TAG_VOID | TAG_HIDDEN,
    [HTML_STYLE] = TAG_HIDDEN,                    [HTML_SUMMARY] = TAG_BLOCK | TAG_ENDS_P,
    [HTML_TABLE] = TAG_BLOCK | TAG_ENDS_P | TAG_FENCE,
    [HTML_TBODY] = TAG_BLOCK,                     [HTML_TD] = TAG_BLOCK | TAG_FENCE,
    [HTML_TEMPLATE] = TAG_HIDDEN | TAG_FENCE,     [HTML_TFOOT] = TAG_BLOCK,
    [HTML_TH] = TAG_BLOCK | TAG_FENCE,            [HTML_THEAD] = TAG_BLOCK,
    [HTML_TITLE] = TAG_HIDDEN,                    [HTML_TR] = TAG_BLOCK,
    [HTML_TRACK] = TAG_VOID | TAG_HIDDEN,         [HTML_UL] = TAG_BLOCK | TAG_ENDS_P,
    [HTML_WBR] = TAG_VOID,
};
// clang-format on

/* As strcmp, of a name of any case with one in lower case. */
static int compare_names(const char *name, size_t len, const char *lower)
{
    for (size_t i = 0; i < len; i++) {
        const char c = ascii_lower(name[i]);
        if (c != lower[i]) // also at the end of `lower`
            return (unsigned char)c < (unsigned char)lower[i] ? -1 : 1;
    }
    return lower[len] == '\0' ? 0 : -1;
}

enum html_tag html_tag_of(const char *name, size_t len)
{
    size_t low = HTML_TEXT + 1;
    size_t high = HTML_TAG_COUNT;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = compare_names(name, len, names[middle]);
        if (order == 0)
            return (enum html_tag)middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return HTML_UNKNOWN;
}

const char *html_tag_name(enum html_tag tag)
{
    return names[tag] ? names[tag] : "";
}

unsigned html_tag_properties(enum html_tag tag)
{
    return properties[tag];
}

bool html_is_heading(enum html_tag tag)
{
    return properties[tag] & TAG_HEADING;
}

bool html_is_block(enum html_tag tag)
{
    return properties[tag] & TAG_BLOCK;
}
