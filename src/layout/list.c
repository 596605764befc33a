/*
 * Lists with the page's own numbers: start, reversed, value, type.
 */
#include <stdio.h>
#include <string.h>

#include "layout/internal.h"
#include "text/cells.h"

enum { MARK_BYTES = 64, NUMBER_MOST = 999999999 };

/* The items' numbers of one list. */
struct numbering {
    long long next;
    int step;
    char type; // '1', 'a', 'A', 'i', 'I'; 0: bullets
    int cells; // of the widest mark
};

static bool read_number(const struct flow *flow, html_node node, const char *name,
                        long long *number)
{
    const char *const text = html_attribute(flow->doc, node, name);
    long long value;
    if (!text || !slice_to_int64(slice_trim(slice_of(text)), &value) || value > NUMBER_MOST ||
        value < -NUMBER_MOST)
        return false;
    *number = value;
    return true;
}

/* 1 a, 26 z, 27 aa. */
static void write_letters(long long number, char first, char mark[MARK_BYTES])
{
    char reversed[16];
    size_t len = 0;
    for (; number > 0 && len < sizeof(reversed); number = (number - 1) / 26)
        reversed[len++] = (char)(first + (number - 1) % 26);
    for (size_t i = 0; i < len; i++)
        mark[i] = reversed[len - 1 - i];
    mark[len] = '\0';
}

static void write_roman(long long number, bool is_upper, char mark[MARK_BYTES])
{
    static const struct {
        int value;
        const char *digits;
    } digits[] = {
        {1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
        {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"},
    };
    size_t len = 0;
    for (size_t i = 0; i < COUNT_OF(digits); i++)
        for (; number >= digits[i].value; number -= digits[i].value)
            for (const char *c = digits[i].digits; *c; c++)
                mark[len++] = is_upper ? (char)(*c - 'a' + 'A') : *c;
    mark[len] = '\0';
}

static void write_mark(long long number, char type, char mark[MARK_BYTES])
{
    enum { ROMAN_MOST = 3999 };
    if ((type == 'a' || type == 'A') && number > 0)
        write_letters(number, type, mark);
    else if ((type == 'i' || type == 'I') && number > 0 && number <= ROMAN_MOST)
        write_roman(number, type == 'I', mark);
    else
        snprintf(mark, MARK_BYTES, "%lld", number);
    const size_t len = strlen(mark);
    snprintf(mark + len, MARK_BYTES - len, ". ");
}

static const char *bullet(const struct flow *flow, int depth)
{
    static const char *const bullets[] = {"\u2022 ", "\u25E6 ", "\u25AA "};
    static const char *const ascii[] = {"* ", "- ", "+ "};
    return (flow->options->uses_ascii ? ascii : bullets)[depth % 3];
}

static long long count_items(const struct flow *flow, html_node list)
{
    long long count = 0;
    for (html_node node = html_first_child(flow->doc, list); node;
         node = html_next(flow->doc, node))
        count += html_tag(flow->doc, node) == HTML_LI;
    return count;
}

static struct numbering read_numbering(const struct flow *flow, html_node list)
{
    struct numbering numbering = {.next = 1, .step = 1, .type = '1', .cells = 0};
    if (html_attribute(flow->doc, list, "reversed")) {
        numbering.step = -1;
        numbering.next = count_items(flow, list);
    }
    read_number(flow, list, "start", &numbering.next);
    const char *const type = html_attribute(flow->doc, list, "type");
    if (type && strchr("1aAiI", type[0]) && type[0] && type[1] == '\0')
        numbering.type = type[0];
    return numbering;
}

/* The number of the item; the numbering goes on behind it. */
static void number_item(const struct flow *flow, html_node item, struct numbering *numbering,
                        char mark[MARK_BYTES])
{
    read_number(flow, item, "value", &numbering->next);
    write_mark(numbering->next, numbering->type, mark);
    numbering->next += numbering->step;
}

static int widest_mark(const struct flow *flow, html_node list, struct numbering numbering)
{
    size_t widest = 0;
    char mark[MARK_BYTES];
    for (html_node node = html_first_child(flow->doc, list); node;
         node = html_next(flow->doc, node)) {
        if (html_tag(flow->doc, node) != HTML_LI)
            continue;
        number_item(flow, node, &numbering, mark);
        if (strlen(mark) > widest)
            widest = strlen(mark);
    }
    return (int)widest;
}

static void flow_marked(struct flow *flow, html_node item, const char *mark, int cells,
                        const struct style *style, int depth)
{
    struct style inner = *style;
    inner.margin = flow_margin(flow, style->margin, mark, cells);
    inner.margin->role = LAYOUT_BULLET;
    inner.list_depth = (uint8_t)(style->list_depth < UINT8_MAX ? style->list_depth + 1 : UINT8_MAX);
    flow_break(flow, 0);
    flow_children(flow, item, &inner, depth);
    flow_break(flow, 0);
}

/* An item outside of any numbered list. */
void flow_item(struct flow *flow, html_node node, const struct style *style, int depth)
{
    flow_marked(flow, node, bullet(flow, style->list_depth), 2, style, depth);
}

static void flow_numbered(struct flow *flow, html_node list, const struct style *style, int depth)
{
    struct numbering numbering = read_numbering(flow, list);
    numbering.cells = widest_mark(flow, list, numbering);
    for (html_node node = html_first_child(flow->doc, list); node && !flow->is_ended;
         node = html_next(flow->doc, node)) {
        if (html_tag(flow->doc, node) != HTML_LI || html_is_hidden(flow->doc, node)) {
            flow_node(flow, node, style, depth + 1);
            continue;
        }
        char mark[MARK_BYTES];
        number_item(flow, node, &numbering, mark);
        flow_marked(flow, node, arena_printf(flow->arena, "%*s", numbering.cells, mark),
                    numbering.cells, style, depth + 1);
    }
}

void flow_list(struct flow *flow, html_node node, const struct style *style, int depth)
{
    const html_node parent = html_parent(flow->doc, node);
    const enum html_tag outer = html_tag(flow->doc, parent);
    struct style inner = *style;
    // A list straight within a list belongs to the item before.
    if (outer == HTML_UL || outer == HTML_OL)
        inner.margin = flow_margin(flow, style->margin, NULL, 2);
    if (html_tag(flow->doc, node) == HTML_OL)
        flow_numbered(flow, node, &inner, depth);
    else
        flow_children(flow, node, &inner, depth);
}
