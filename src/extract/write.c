/*
 * What is kept, written in the page's own structure. An element is there when something kept is
 * within it; an image, when it stands between kept blocks and not in something that was cut.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "extract/internal.h"
#include "text/clean.h"

/* Keep a node and everything around it. */
static void keep_up(const struct extract_page *page, unsigned char *kept, html_node node)
{
    for (; node && !kept[node]; node = html_parent(page->doc, node))
        kept[node] = 1;
}

static bool is_picture(enum html_tag tag)
{
    return tag == HTML_IMG || tag == HTML_VIDEO || tag == HTML_AUDIO || tag == HTML_MATH ||
           tag == HTML_IFRAME;
}

/* Has the nearest box with text of its own lost all of it? Then the picture goes with it. */
static bool is_in_cut_box(const struct extract_page *page, const unsigned char *kept,
                          html_node node)
{
    for (html_node up = html_parent(page->doc, node); up; up = html_parent(page->doc, up)) {
        if (kept[up])
            return false;
        if (page->elements[up].words > 3)
            return true;
    }
    return true;
}

/* Is it drawn for decoration: a pixel, an icon, an avatar? */
static bool is_decoration(const struct html_document *doc, html_node node)
{
    static const char *const names[] = {"width", "height"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const char *const size = html_attribute(doc, node, names[i]);
        if (size && ascii_is_digit(size[0]) && strlen(size) <= 2)
            return true;
    }
    const char *const class = html_attribute(doc, node, "class");
    return class && (strstr(class, "avatar") || strstr(class, "icon") || strstr(class, "logo"));
}

/* Are all words of the figure those of a link? Then it leads to another page. */
static bool is_teaser(const struct extract_page *page, html_node figure)
{
    const struct extract_element *const element = &page->elements[figure];
    return element->words && element->link_words * 2 > element->words;
}

/* A figure within the article comes with its caption. */
static void keep_figure(const struct extract_page *page, unsigned char *kept, html_node figure)
{
    enum { CAPTION_WORDS = 120 };
    const struct html_document *const doc = page->doc;
    if (page->elements[figure].words > CAPTION_WORDS || is_teaser(page, figure) ||
        !html_find_tag(doc, figure, HTML_IMG))
        return;
    for (html_node node = figure; node; node = html_walk(doc, figure, node))
        if ((page->block_of[node] || html_tag(doc, node) == HTML_IMG) && !html_is_hidden(doc, node))
            keep_up(page, kept, node);
}

static void keep_text(const struct extract_page *page, unsigned char *kept, html_node *first,
                      html_node *last)
{
    for (html_node node = HTML_ROOT; node <= html_node_count(page->doc); node++) {
        const uint32_t number = page->block_of[node];
        if (!number || !extract_block_at(page, number - 1)->is_kept)
            continue;
        keep_up(page, kept, node);
        *first = *first ? *first : node;
        *last = node;
    }
}

/* Rows of data keep their empty cells, or the columns behind them would move. */
static void keep_cells(const struct html_document *doc, unsigned char *kept, html_node row)
{
    int count = 0;
    for (html_node cell = html_first_child(doc, row); cell; cell = html_next(doc, cell))
        count += kept[cell] && html_tag(doc, cell) != HTML_TEXT;
    for (html_node cell = html_first_child(doc, row); cell && count > 1;
         cell = html_next(doc, cell))
        if (html_tag(doc, cell) == HTML_TD || html_tag(doc, cell) == HTML_TH)
            kept[cell] = 1;
}

static void keep_rows(const struct extract_page *page, unsigned char *kept)
{
    for (html_node node = HTML_ROOT; node <= html_node_count(page->doc); node++)
        if (kept[node] && html_tag(page->doc, node) == HTML_TR)
            keep_cells(page->doc, kept, node);
}

/* Figures stand before the first paragraph, too, in the box that holds the article. */
static void keep_figures(const struct extract_page *page, unsigned char *kept, html_node last)
{
    for (html_node node = page->main; node && node <= last; node++) {
        const bool is_inside =
            html_tag(page->doc, node) == HTML_FIGURE && html_is_inside(page->doc, node, page->main);
        if (is_inside && !is_in_cut_box(page, kept, node))
            keep_figure(page, kept, node);
    }
}

static void keep_pictures(const struct extract_page *page, unsigned char *kept, html_node first,
                          html_node last)
{
    const struct html_document *const doc = page->doc;
    for (html_node node = first; node && node <= last; node++) {
        const enum html_tag tag = html_tag(doc, node);
        const html_node parent = html_parent(doc, node);
        const bool is_blank = tag == HTML_TEXT && !page->block_of[node];
        const bool is_break = tag == HTML_BR || tag == HTML_HR || tag == HTML_WBR;
        if ((is_blank || is_break) && kept[parent])
            kept[node] = 1;
        if (is_picture(tag) && !is_decoration(doc, node) && !is_in_cut_box(page, kept, node))
            keep_up(page, kept, node);
    }
}

/* Marks of the nodes to be written. The caller frees. */
static unsigned char *mark_kept(const struct extract_page *page)
{
    unsigned char *const kept = mem_zalloc(html_node_count(page->doc) + 1);
    html_node first = HTML_NONE;
    html_node last = HTML_NONE;
    keep_text(page, kept, &first, &last);
    keep_figures(page, kept, last);
    keep_pictures(page, kept, first, last);
    keep_rows(page, kept);
    return kept;
}

/* The smallest element that holds everything kept. */
static html_node find_top(const struct html_document *doc, const unsigned char *kept)
{
    html_node top = HTML_ROOT;
    for (;;) {
        html_node only = HTML_NONE;
        bool is_alone = true;
        for (html_node child = html_first_child(doc, top); child; child = html_next(doc, child)) {
            const bool is_blank =
                html_tag(doc, child) == HTML_TEXT && slice_trim(html_text(doc, child)).len == 0;
            if (!kept[child] || is_blank)
                continue;
            is_alone = only == HTML_NONE;
            only = child;
            if (!is_alone)
                break;
        }
        const enum html_tag tag = only ? html_tag(doc, only) : HTML_TEXT;
        if (!is_alone || (tag != HTML_DIV && tag != HTML_SECTION && tag != HTML_ARTICLE &&
                          tag != HTML_MAIN && tag != HTML_FORM && tag != HTML_CENTER))
            return top;
        top = only;
    }
}

void extract_write_html(const struct extract_page *page, struct str *out)
{
    unsigned char *const kept = mark_kept(page);
    const html_node top = find_top(page->doc, kept);
    for (html_node child = html_first_child(page->doc, top); child;
         child = html_next(page->doc, child))
        if (kept[child])
            html_serialise_kept(page->doc, child, kept, out);
    free(kept);
}

/* ---- text */

static html_node ancestor_with(const struct html_document *doc, html_node node, enum html_tag tag)
{
    while (node && html_tag(doc, node) != tag)
        node = html_parent(doc, node);
    return node;
}

static bool is_list_item(const struct html_document *doc, html_node node)
{
    return ancestor_with(doc, node, HTML_LI) != HTML_NONE;
}

/* Does the block go on with a sentence that something empty has cut in two? */
static bool goes_on(const struct extract_block *block)
{
    return block->first_char && block->first_char < 0x80 &&
           strchr(".,;:!?)", (int)block->first_char);
}

/* What stands between two blocks: cells of a row and items of a list keep together. */
static const char *separator(const struct html_document *doc, const struct extract_block *before,
                             const struct extract_block *block)
{
    const html_node row = ancestor_with(doc, before->top, HTML_TR);
    if (before->top == block->top)
        return goes_on(block) ? "" : "\n\n"; // paragraphs made of line breaks
    if (row && row == ancestor_with(doc, block->top, HTML_TR))
        return "  ";
    if (row && ancestor_with(doc, block->top, HTML_TR) &&
        ancestor_with(doc, row, HTML_TABLE) == ancestor_with(doc, block->top, HTML_TABLE))
        return "\n";
    if (is_list_item(doc, before->top) && is_list_item(doc, block->top))
        return "\n";
    return "\n\n";
}

static void write_lines(const struct extract_page *page, const struct extract_block *block,
                        struct str *out)
{
    struct str raw;
    str_init(&raw, LIMIT_FIELD_BYTES);
    extract_block_text(page, block, &raw);
    if (ancestor_with(page->doc, block->top, HTML_PRE)) {
        text_clean_block(raw.data, raw.len, out);
    } else {
        text_clean_line(raw.data, raw.len, out);
    }
    str_release(&raw);
}

void extract_write_text(const struct extract_page *page, struct str *out)
{
    const struct extract_block *before = NULL;
    for (size_t i = 0; i < page->blocks.count; i++) {
        const struct extract_block *const block = extract_block_at(page, i);
        if (!block->is_kept)
            continue;
        if (before)
            str_add(out, separator(page->doc, before, block));
        write_lines(page, block, out);
        before = block;
    }
}
