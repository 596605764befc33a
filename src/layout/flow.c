/*
 * The walk over the document: what each element means is a row of one table.
 */
#include <string.h>

#include "base/limits.h"
#include "layout/internal.h"

enum { NODES_A_LOOK = 1024, DEPTH_MOST = LIMIT_HTML_DEPTH + 8 };

typedef void flow_element(struct flow *flow, html_node node, const struct style *style, int depth);

struct element {
    flow_element *run; // NULL: its children
    uint8_t marks;
    uint8_t role;
    bool is_block;
    uint8_t gap; // of a block
};

void flow_break(struct flow *flow, int gap)
{
    flow_flush(flow);
    if (gap > flow->gap)
        flow->gap = (uint8_t)gap;
}

void flow_children(struct flow *flow, html_node node, const struct style *style, int depth)
{
    for (html_node child = html_first_child(flow->doc, node); child && !flow->is_ended;
         child = html_next(flow->doc, child))
        flow_node(flow, child, style, depth + 1);
}

static void flow_nothing(struct flow *flow, html_node node, const struct style *style, int depth)
{
    (void)flow, (void)node, (void)style, (void)depth;
}

/* Controls of a form: not read, but they part words. */
static void flow_control(struct flow *flow, html_node node, const struct style *style, int depth)
{
    (void)depth;
    flow_space(flow);
    const char *const type = html_attribute(flow->doc, node, "type");
    const bool is_task = html_tag(flow->doc, node) == HTML_INPUT && type &&
                         ascii_equal_nocase(type, "checkbox") &&
                         html_attribute(flow->doc, node, "disabled");
    if (is_task) {
        const bool is_done = html_attribute(flow->doc, node, "checked") != NULL;
        flow_text(flow, is_done ? "[x] " : "[ ] ", 4, style);
    }
}

static void flow_br(struct flow *flow, html_node node, const struct style *style, int depth)
{
    (void)node, (void)depth;
    flow_line_end(flow, style);
}

static void flow_wbr(struct flow *flow, html_node node, const struct style *style, int depth)
{
    (void)node, (void)depth;
    if (!flow_is_empty(flow) && !flow->wants_space)
        flow_text(flow, "\xE2\x80\x8B", 3, style);
}

static void flow_hr(struct flow *flow, html_node node, const struct style *style, int depth)
{
    (void)node, (void)depth;
    flow_rule(flow, style);
}

static void flow_heading(struct flow *flow, html_node node, const struct style *style, int depth)
{
    const int level = html_tag(flow->doc, node) - HTML_H1 + 1;
    struct style inner = *style;
    inner.heading = (uint8_t)level;
    inner.role = (uint8_t)(level >= 3 ? LAYOUT_HEADING_3 : LAYOUT_HEADING_1 + level - 1);
    flow_children(flow, node, &inner, depth);
}

static void flow_quote(struct flow *flow, html_node node, const struct style *style, int depth)
{
    struct style inner = *style;
    inner.margin = flow_margin(flow, style->margin, NULL, 2);
    inner.margin->is_bar = true;
    if (style->role == LAYOUT_TEXT)
        inner.role = LAYOUT_QUOTE;
    flow_children(flow, node, &inner, depth);
}

static void flow_definition(struct flow *flow, html_node node, const struct style *style, int depth)
{
    struct style inner = *style;
    inner.margin = flow_margin(flow, style->margin, NULL, 4);
    flow_children(flow, node, &inner, depth);
}

static void flow_pre(struct flow *flow, html_node node, const struct style *style, int depth)
{
    struct style inner = *style;
    inner.is_pre = true;
    inner.role = LAYOUT_PRE;
    flow_children(flow, node, &inner, depth);
}

static void flow_figure(struct flow *flow, html_node node, const struct style *style, int depth)
{
    struct style inner = *style;
    inner.is_in_figure = true;
    flow_children(flow, node, &inner, depth);
}

static void flow_code(struct flow *flow, html_node node, const struct style *style, int depth)
{
    struct style inner = *style;
    if (style->role == LAYOUT_TEXT || style->role == LAYOUT_QUOTE || style->role == LAYOUT_DIM)
        inner.role = LAYOUT_CODE;
    flow_children(flow, node, &inner, depth);
}

static void flow_small(struct flow *flow, html_node node, const struct style *style, int depth)
{
    struct style inner = *style;
    if (style->role == LAYOUT_TEXT)
        inner.role = LAYOUT_DIM;
    flow_children(flow, node, &inner, depth);
}

static bool begins_quoted(struct flow *flow, html_node node)
{
    const struct slice text = html_text(flow->doc, html_first_child(flow->doc, node));
    return text.len && (text.data[0] == '"' || slice_starts(text, "\u201C") ||
                        slice_starts(text, "\u00AB") || slice_starts(text, "\u201E"));
}

static void flow_q(struct flow *flow, html_node node, const struct style *style, int depth)
{
    static const char *const marks[2][2] = {{"\u201C", "\u201D"}, {"\u2018", "\u2019"}};
    const char *const *const pair = marks[style->quote_depth % 2];
    if (begins_quoted(flow, node)) {
        flow_children(flow, node, style, depth);
        return;
    }
    struct style inner = *style;
    inner.quote_depth++;
    flow_text(flow, pair[0], strlen(pair[0]), style);
    flow_children(flow, node, &inner, depth);
    flow_text(flow, pair[1], strlen(pair[1]), style);
}

/* An abbreviation's meaning stands behind its first use. */
static void flow_abbr(struct flow *flow, html_node node, const struct style *style, int depth)
{
    enum { TITLE_MOST = 120 };
    flow_children(flow, node, style, depth);
    const char *const title = html_attribute(flow->doc, node, "title");
    if (!title || !*title || strlen(title) > TITLE_MOST || flow_is_empty(flow))
        return;
    bool is_new;
    map_add(&flow->titles, title, strlen(title), &is_new);
    if (!is_new)
        return;
    flow_text(flow, " (", 2, style);
    flow_text(flow, title, strlen(title), style);
    flow_text(flow, ")", 1, style);
}

static void flow_reading(struct flow *flow, html_node node, const struct style *style, int depth)
{
    if (!html_first_child(flow->doc, node))
        return;
    flow_text(flow, "(", 1, style);
    flow_children(flow, node, style, depth);
    flow_text(flow, ")", 1, style);
}

static void flow_nobr(struct flow *flow, html_node node, const struct style *style, int depth)
{
    struct style inner = *style;
    inner.flags |= SPAN_NO_BREAK;
    flow_children(flow, node, &inner, depth);
}

// clang-format off
#define BLOCK(gap) NULL, 0, 0, true, gap
static const struct element elements[HTML_TAG_COUNT] = {
    [HTML_A] = {flow_link, 0, 0, false, 0},        [HTML_ABBR] = {flow_abbr, 0, 0, false, 0},
    [HTML_ACRONYM] = {flow_abbr, 0, 0, false, 0},  [HTML_ADDRESS] = {NULL, LAYOUT_ITALIC, 0, true, 1},
    [HTML_ARTICLE] = {BLOCK(1)},                   [HTML_ASIDE] = {BLOCK(1)},
    [HTML_AUDIO] = {flow_media, 0, 0, false, 0},   [HTML_B] = {NULL, LAYOUT_BOLD, 0, false, 0},
    [HTML_BLOCKQUOTE] = {flow_quote, 0, 0, true, 1}, [HTML_BR] = {flow_br, 0, 0, false, 0},
    [HTML_BUTTON] = {flow_control, 0, 0, false, 0}, [HTML_CANVAS] = {flow_nothing, 0, 0, false, 0},
    [HTML_CAPTION] = {NULL, 0, LAYOUT_CAPTION, true, 0}, [HTML_CENTER] = {BLOCK(0)},
    [HTML_CITE] = {NULL, LAYOUT_ITALIC, 0, false, 0}, [HTML_CODE] = {flow_code, 0, 0, false, 0},
    [HTML_DD] = {flow_definition, 0, 0, true, 0},  [HTML_DEL] = {NULL, LAYOUT_STRIKE, 0, false, 0},
    [HTML_DETAILS] = {BLOCK(1)},                   [HTML_DFN] = {NULL, LAYOUT_ITALIC, 0, false, 0},
    [HTML_DIALOG] = {BLOCK(1)},                    [HTML_DIR] = {flow_list, 0, 0, true, 1},
    [HTML_DIV] = {BLOCK(0)},                       [HTML_DL] = {BLOCK(1)},
    [HTML_DT] = {NULL, LAYOUT_BOLD, 0, true, 0},   [HTML_EM] = {NULL, LAYOUT_ITALIC, 0, false, 0},
    [HTML_EMBED] = {flow_media, 0, 0, false, 0},   [HTML_FIELDSET] = {BLOCK(1)},
    [HTML_FIGCAPTION] = {NULL, 0, LAYOUT_CAPTION, true, 0}, [HTML_FIGURE] = {flow_figure, 0, 0, true, 1},
    [HTML_FOOTER] = {BLOCK(1)},                    [HTML_FORM] = {BLOCK(1)},
    [HTML_FRAME] = {flow_media, 0, 0, false, 0},   [HTML_FRAMESET] = {BLOCK(1)},
    [HTML_H1] = {flow_heading, 0, 0, true, 1},     [HTML_H2] = {flow_heading, 0, 0, true, 1},
    [HTML_H3] = {flow_heading, 0, 0, true, 1},     [HTML_H4] = {flow_heading, 0, 0, true, 1},
    [HTML_H5] = {flow_heading, 0, 0, true, 1},     [HTML_H6] = {flow_heading, 0, 0, true, 1},
    [HTML_HEADER] = {BLOCK(1)},                    [HTML_HGROUP] = {BLOCK(1)},
    [HTML_HR] = {flow_hr, 0, 0, true, 1},          [HTML_I] = {NULL, LAYOUT_ITALIC, 0, false, 0},
    [HTML_IFRAME] = {flow_media, 0, 0, false, 0},  [HTML_IMG] = {flow_image, 0, 0, false, 0},
    [HTML_INPUT] = {flow_control, 0, 0, false, 0}, [HTML_INS] = {NULL, LAYOUT_INSERTED, 0, false, 0},
    [HTML_KBD] = {NULL, LAYOUT_KEYBOARD, 0, false, 0}, [HTML_LEGEND] = {NULL, LAYOUT_BOLD, 0, true, 0},
    [HTML_LI] = {flow_item, 0, 0, true, 0},        [HTML_MAIN] = {BLOCK(1)},
    [HTML_MARK] = {NULL, LAYOUT_MARKED, 0, false, 0}, [HTML_MATH] = {flow_math, 0, 0, false, 0},
    [HTML_MENU] = {flow_list, 0, 0, true, 1},      [HTML_METER] = {flow_control, 0, 0, false, 0},
    [HTML_NAV] = {BLOCK(1)},                       [HTML_NOBR] = {flow_nobr, 0, 0, false, 0},
    [HTML_OL] = {flow_list, 0, 0, true, 1},        [HTML_OPTGROUP] = {flow_nothing, 0, 0, false, 0},
    [HTML_OPTION] = {flow_nothing, 0, 0, false, 0}, [HTML_P] = {BLOCK(1)},
    [HTML_PRE] = {flow_pre, 0, 0, true, 1},        [HTML_PROGRESS] = {flow_control, 0, 0, false, 0},
    [HTML_Q] = {flow_q, 0, 0, false, 0},           [HTML_RT] = {flow_reading, 0, 0, false, 0},
    [HTML_S] = {NULL, LAYOUT_STRIKE, 0, false, 0}, [HTML_SAMP] = {flow_code, 0, 0, false, 0},
    [HTML_SEARCH] = {BLOCK(1)},                    [HTML_SECTION] = {BLOCK(1)},
    [HTML_SELECT] = {flow_control, 0, 0, false, 0}, [HTML_SMALL] = {flow_small, 0, 0, false, 0},
    [HTML_STRIKE] = {NULL, LAYOUT_STRIKE, 0, false, 0}, [HTML_STRONG] = {NULL, LAYOUT_BOLD, 0, false, 0},
    [HTML_SUB] = {flow_script, 0, 0, false, 0},    [HTML_SUMMARY] = {NULL, LAYOUT_BOLD, 0, true, 0},
    [HTML_SUP] = {flow_script, 0, 0, false, 0},    [HTML_SVG] = {flow_nothing, 0, 0, false, 0},
    [HTML_TABLE] = {flow_table, 0, 0, true, 1},    [HTML_TBODY] = {BLOCK(0)},
    [HTML_TD] = {flow_flat_cell, 0, 0, false, 0},  [HTML_TEXTAREA] = {flow_control, 0, 0, false, 0},
    [HTML_TFOOT] = {BLOCK(0)},                     [HTML_TH] = {flow_flat_cell, LAYOUT_BOLD, 0, false, 0},
    [HTML_THEAD] = {BLOCK(0)},                     [HTML_TR] = {BLOCK(0)},
    [HTML_TT] = {flow_code, 0, 0, false, 0},       [HTML_U] = {NULL, LAYOUT_UNDERLINE, 0, false, 0},
    [HTML_UL] = {flow_list, 0, 0, true, 1},        [HTML_VAR] = {NULL, LAYOUT_ITALIC, 0, false, 0},
    [HTML_VIDEO] = {flow_media, 0, 0, false, 0},   [HTML_WBR] = {flow_wbr, 0, 0, false, 0},
};
#undef BLOCK
// clang-format on

static void read_direction(const struct flow *flow, html_node node, struct style *style)
{
    const char *const dir = html_attribute(flow->doc, node, "dir");
    if (!dir)
        return;
    if (ascii_equal_nocase(dir, "rtl"))
        style->direction = DIRECTION_RTL;
    else if (ascii_equal_nocase(dir, "ltr"))
        style->direction = DIRECTION_LTR;
    else
        style->direction = DIRECTION_AUTO;
}

static void flow_element_node(struct flow *flow, html_node node, const struct style *style,
                              int depth)
{
    const struct element *const element = &elements[html_tag(flow->doc, node)];
    // A list within a list stands close.
    const int gap = element->run == flow_list && style->list_depth ? 0 : element->gap;
    struct style inner = *style;
    inner.marks |= element->marks;
    if (element->role && style->role != LAYOUT_PRE)
        inner.role = element->role;
    read_direction(flow, node, &inner);
    if (element->is_block)
        flow_break(flow, gap);
    if (element->run)
        element->run(flow, node, &inner, depth);
    else
        flow_children(flow, node, &inner, depth);
    if (element->is_block)
        flow_break(flow, gap);
}

/* Between two nodes every block is whole. */
static void look_up(struct flow *flow)
{
    struct making *const making = flow->making;
    if (++flow->node_count % NODES_A_LOOK == 0 && ticket_is_cancelled(flow->ticket))
        making->wrap.is_cancelled = true;
    if (flow->blocks == &making->blocks)
        layout_go_on(making);
    flow->is_ended = making->wrap.is_cancelled || making->is_ended;
}

void flow_node(struct flow *flow, html_node node, const struct style *style, int depth)
{
    look_up(flow);
    if (depth > DEPTH_MOST || (node == flow->options->skip && node != HTML_NONE))
        return;
    const enum html_tag tag = html_tag(flow->doc, node);
    if (tag == HTML_TEXT) {
        const struct slice text = html_text(flow->doc, node);
        flow_text(flow, text.data, text.len, style);
        return;
    }
    if (tag == HTML_NOSCRIPT)
        flow_noscript(flow, node, style, depth);
    else if (!html_is_hidden(flow->doc, node))
        flow_element_node(flow, node, style, depth);
}

void layout_flow(struct making *making, const struct html_document *doc)
{
    struct flow flow = {
        .layout = making->layout,
        .arena = &making->layout->arena,
        .making = making,
        .doc = doc,
        .options = &making->layout->options,
        .ticket = making->wrap.ticket,
        .blocks = &making->blocks,
    };
    map_init(&flow.link_numbers);
    map_init(&flow.pictures);
    map_init(&flow.titles);
    str_init(&flow.text, LIMIT_STR_BYTES);
    str_init(&flow.last_image, LIMIT_URL_BYTES);
    vec_init(&flow.spans, sizeof(struct span));
    struct style style = {.role = LAYOUT_TEXT};
    read_direction(&flow, HTML_ROOT, &style);
    flow_children(&flow, HTML_ROOT, &style, 0);
    flow_flush(&flow);
    if (flow.options->links == LAYOUT_LINKS_FOOTNOTE && !flow.is_ended)
        flow_link_list(&flow);
    vec_release(&flow.spans);
    str_release(&flow.last_image);
    str_release(&flow.text);
    map_release(&flow.titles);
    map_release(&flow.pictures);
    map_release(&flow.link_numbers);
}
