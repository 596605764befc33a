/*
 * A document cut into lines of runs. A run is a piece of text with a role (what it is, never a
 * colour), a link number, and the cells it takes. Themes map roles to looks; a theme change lays
 * nothing out again.
 *
 *     const struct layout_options options = {.width_cells = 76};
 *     struct layout *layout = layout_new(doc, &options, NULL, &err);
 *     const struct layout_line *line = layout_line(layout, 0);
 *     for (size_t i = 0; i < line->count; i++)
 *         draw(line->runs[i]);
 *     layout_free(layout);
 *
 * A place (layout_line.place) names a point of the document, not a line, so it survives a new
 * width.
 */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/error.h"
#include "base/ticket.h"
#include "html/html.h"

/* What a run is. One of the kinds, with any of the marks. */
enum layout_role {
    LAYOUT_TEXT,
    LAYOUT_HEADING_1,
    LAYOUT_HEADING_2,
    LAYOUT_HEADING_3, // and deeper
    LAYOUT_QUOTE,     // text within a quote
    LAYOUT_QUOTE_BAR, // the bar left of it
    LAYOUT_CODE,      // within a line
    LAYOUT_PRE,       // a block; the line is filled to its width
    LAYOUT_BULLET,    // bullets and numbers of lists
    LAYOUT_RULE,
    LAYOUT_TABLE_FRAME,
    LAYOUT_TABLE_HEAD,
    LAYOUT_CAPTION,
    LAYOUT_IMAGE,     // alternative text of a picture
    LAYOUT_LINK_MARK, // the [1] behind a link
    LAYOUT_LINK_LIST, // the list at the end
    LAYOUT_DIM,       // fine print
    LAYOUT_ROLE_COUNT,
};

enum {
    LAYOUT_BOLD = 1u << 0,
    LAYOUT_ITALIC = 1u << 1,
    LAYOUT_UNDERLINE = 1u << 2,
    LAYOUT_STRIKE = 1u << 3,
    LAYOUT_LINK = 1u << 4,
    LAYOUT_MARKED = 1u << 5, // <mark>
    LAYOUT_INSERTED = 1u << 6,
    LAYOUT_KEYBOARD = 1u << 7,
};

struct layout_run {
    const char *text; // valid as long as the layout
    uint32_t len;
    uint16_t cells;
    uint8_t role;  // enum layout_role
    uint8_t marks; // LAYOUT_BOLD …
    uint32_t link; // number of the link, 1 and up; 0: none
};

struct layout_line {
    const struct layout_run *runs;
    uint32_t count;
    uint32_t place;        // offset in the document's visible text where the line begins
    int fill_from;         // code: cells before its paper, which reaches to the width; else -1
    bool is_right_to_left; // the paragraph's direction: set at the right edge by leading blanks,
                           // with its margins behind the text, already in the runs
};

enum layout_links { LAYOUT_LINKS_FOOTNOTE, LAYOUT_LINKS_INLINE, LAYOUT_LINKS_NONE };

struct layout_options {
    int width_cells; // 1 to LIMIT_WIDTH_CELLS
    enum layout_links links;
    bool drops_addresses; // with LAYOUT_LINKS_NONE: runs have no link numbers either
    bool uses_ascii;      // bars, bullets and frames without box drawing
    html_node skip;       // a node to leave out (a repeated headline); HTML_NONE
};

struct layout;

/*
 * Cut the document into lines of at most width_cells cells. A cluster wider than that gets a line
 * of its own.
 *
 * doc      borrowed; may be freed before the layout (texts are copied)
 * result   the caller frees with layout_free(); NULL on failure
 * errors   ERR_LIMIT past LIMIT_LINES, ERR_CANCELLED
 * thread   any; pure
 * source   UAX #14 for chances, UAX #11 for widths
 */
struct layout *layout_new(const struct html_document *doc, const struct layout_options *options,
                          const struct ticket *ticket, struct error *err) ATTR_MUST_USE;
void layout_free(struct layout *layout); // NULL is fine

/*
 * The same for whoever needs each line once: the lines come in parts, in order, each as a layout
 * that ends with the call. Links are those of the document so far. A long document takes the memory
 * of a part.
 *
 * take     false from it ends the layout, which is no error
 * result   false with an error; parts may have been given before
 */
typedef bool layout_part(void *context, const struct layout *part);
bool layout_in_parts(const struct html_document *doc, const struct layout_options *options,
                     const struct ticket *ticket, layout_part *take, void *context,
                     struct error *err) ATTR_MUST_USE;

int layout_width(const struct layout *layout) ATTR_NONNULL; // as it was asked for, clipped
size_t layout_line_count(const struct layout *layout) ATTR_NONNULL;
const struct layout_line *layout_line(const struct layout *layout, size_t index) ATTR_NONNULL;

/* The line on which a place (layout_line.place of any other layout of the same document) is found.
 */
size_t layout_line_of(const struct layout *layout, uint32_t place) ATTR_NONNULL;

/* Links, numbered from 1 in the order of the text; the address of a number, or NULL. */
size_t layout_link_count(const struct layout *layout) ATTR_NONNULL;
const char *layout_link_url(const struct layout *layout, size_t number) ATTR_NONNULL;

/* Headings for a table of contents. */
struct layout_heading {
    const char *text;
    int level;
    size_t line;
};
size_t layout_heading_count(const struct layout *layout) ATTR_NONNULL;
const struct layout_heading *layout_heading(const struct layout *layout, size_t index) ATTR_NONNULL;

/* Pictures that the text shows the words of, those with an address. */
struct layout_picture {
    const char *words; // may be ""
    const char *url;
};
size_t layout_picture_count(const struct layout *layout) ATTR_NONNULL;
const struct layout_picture *layout_picture(const struct layout *layout, size_t index) ATTR_NONNULL;

#endif
