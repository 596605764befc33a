/*
 * How layout/ works, in two stages.
 *
 * Flow (flow.c, text.c, link.c, list.c, picture.c, math.c, table.c) walks the document once and
 * makes blocks of it: paragraphs, preformatted text, rules, tables. Blocks know nothing of a width.
 * Wrap (wrap.c, plain.c, margin.c, grid.c, rows.c, records.c) cuts blocks into lines of runs.
 *
 *     span    a stretch of a block's text that looks the same
 *     margin  what stands left of a block's lines: a bullet, a quote's bar, blanks. Margins form a
 *             tree: the innermost names its parent
 *     gap     empty lines before a block; of two that meet, the larger counts
 *     sink    where lines go: the layout itself, or a cell of a table
 */
#ifndef LAYOUT_INTERNAL_H
#define LAYOUT_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "layout/layout.h"

enum {
    SPAN_GLUED = 1u << 0,    // no break before it
    SPAN_NO_BREAK = 1u << 1, // no break inside it
};

struct span {
    uint32_t start; // in the block's text; it ends where the next one starts
    uint32_t link;
    uint8_t role;
    uint8_t marks;
    uint8_t flags;
};

struct margin {
    struct margin *parent;
    const char *first; // on the first line; NULL: as on the others
    int first_cells;
    int cells;        // of each line
    uint8_t role;     // of `first`
    bool is_bar;      // a quote's bar instead of blanks
    bool is_shown;    // `first` was written (or is not there)
    bool is_squeezed; // there is no room for it: only `first` is written
    bool is_measured; // the following are known
    int total_cells;  // with all parents
    const char *text; // of each line, with all parents; total_cells wide
    size_t text_len;
    bool has_bar;
};

enum block_kind { BLOCK_TEXT, BLOCK_PRE, BLOCK_RULE, BLOCK_TABLE };

enum raise { RAISE_NONE, RAISE_SUPER, RAISE_SUB };

enum direction { DIRECTION_AUTO, DIRECTION_LTR, DIRECTION_RTL };

struct block {
    uint8_t kind;
    uint8_t gap;
    uint8_t direction;
    uint8_t heading; // 1 to 6; 0: none
    bool is_plain;   // printable ASCII, no flags: a byte is a cell (preformatted: with line feeds)
    bool is_simple;  // a paragraph of text_is_simple(), no flags
    bool is_even;    // a paragraph of text_is_even(), no flags
    bool is_label;   // made, not of the document: all its lines have its place
    uint32_t place;
    struct margin *margin; // NULL: none
    const char *text;
    uint32_t len;
    uint32_t span_count;
    const struct span *spans;
    const struct table *table;
};

struct cell {
    uint32_t row;
    uint32_t column;
    uint32_t columns; // how many it spans
    uint32_t rows;
    bool is_head;
    bool is_right; // align=right
    bool is_centred;
    const struct block *blocks;
    size_t block_count;
    uint32_t place;
    int least_cells; // the longest word
    int most_cells;  // the longest line, unwrapped
};

struct table {
    struct cell *cells; // in document order
    size_t cell_count;
    uint32_t row_count;
    uint32_t column_count;
    uint32_t head_count; // rows at the top that are heads
    uint32_t foot_row;   // the first of the feet; row_count: there are none
    uint32_t end_place;
};

/* ---- flow */

/* A link that is open while its content is read. */
struct open_link {
    const char *url;
    uint32_t number; // 0 until something visible stands in it
    bool is_marked;
    bool is_address; // its text is the address
};

struct style {
    uint8_t role;
    uint8_t marks;
    uint8_t flags; // of spans
    uint8_t direction;
    uint8_t heading;
    uint8_t raise;
    bool is_pre;
    bool is_in_figure;
    bool is_in_cell; // of a grid
    uint8_t list_depth;
    uint8_t quote_depth; // of <q>
    struct open_link *link;
    struct margin *margin;
};

struct link_target {
    const char *url;
    bool is_listed; // in the list at the end
};

struct flow {
    struct layout *layout;
    struct arena *arena; // the layout's
    struct making *making;
    const struct html_document *doc;
    const struct layout_options *options;
    const struct ticket *ticket;
    struct vec *blocks; // struct block; of the document or of a cell
    struct map link_numbers;
    struct map pictures; // that were shown, by address and words
    struct map titles;   // of abbreviations, to the node that showed them
    struct str last_image;
    uint32_t place;
    unsigned node_count;
    bool is_ended; // go no further

    // the paragraph at hand
    struct str text;
    struct vec spans;
    struct style start; // as it was at the first character
    bool wants_space;
    uint8_t gap;
    int column;               // in preformatted text
    struct open_link *open;   // the link that is being read
    struct open_link pending; // a link whose mark is still to be written
    bool has_pending;
};

/* The document's blocks, at the end of making->blocks. */
void layout_flow(struct making *making, const struct html_document *doc);

void flow_node(struct flow *flow, html_node node, const struct style *style, int depth);
void flow_children(struct flow *flow, html_node node, const struct style *style, int depth);

/* End the paragraph at hand; at least `gap` empty lines come before the next. */
void flow_break(struct flow *flow, int gap);

/* text.c */
void flow_text(struct flow *flow, const char *text, size_t len, const struct style *style);
void flow_space(struct flow *flow);
void flow_line_end(struct flow *flow, const struct style *style);
void flow_flush(struct flow *flow);
void flow_rule(struct flow *flow, const struct style *style);
struct block *flow_add_block(struct flow *flow, enum block_kind kind, const struct style *style);
struct margin *flow_margin(struct flow *flow, struct margin *parent, const char *first, int cells);
bool flow_is_empty(const struct flow *flow); // nothing in the paragraph at hand

/* link.c */
uint32_t flow_link_number(struct flow *flow, struct open_link *link);
void flow_link(struct flow *flow, html_node node, const struct style *style, int depth);
void flow_write_mark(struct flow *flow);
void flow_link_list(struct flow *flow);

/* picture.c */
void flow_image(struct flow *flow, html_node node, const struct style *style, int depth);
void flow_media(struct flow *flow, html_node node, const struct style *style, int depth);
void flow_noscript(struct flow *flow, html_node node, const struct style *style, int depth);

/* list.c */
void flow_list(struct flow *flow, html_node node, const struct style *style, int depth);
void flow_item(struct flow *flow, html_node node, const struct style *style, int depth);

/* script.c: sub, sup; math.c */
void flow_script(struct flow *flow, html_node node, const struct style *style, int depth);
bool flow_raised(struct flow *flow, const char *text, size_t len, const struct style *style);
bool layout_raise(const char *text, size_t len, bool is_super, struct str *out);
void flow_math(struct flow *flow, html_node node, const struct style *style, int depth);

/* table.c */
void flow_flat_cell(struct flow *flow, html_node node, const struct style *style, int depth);
void flow_table(struct flow *flow, html_node node, const struct style *style, int depth);

/* ---- wrap */

struct raw_line {
    size_t run_start;
    uint32_t run_count;
    uint32_t place;
    int16_t fill_from; // cells; -1: not filled
    bool is_right_to_left;
};

struct sink {
    struct vec lines; // struct raw_line
    struct vec runs;  // struct layout_run
};

void sink_init(struct sink *sink);
void sink_clear(struct sink *sink);
void sink_release(struct sink *sink);

struct wrap {
    struct layout *layout;
    struct arena *arena;
    const struct layout_options *options;
    const struct ticket *ticket;
    struct sink *sink;
    size_t lines_before;     // those in the sink: of parts that were given away
    int width;               // of the sink
    struct margin *previous; // of the block before
    struct vec *breaks;      // unsigned char; of the paragraph at hand
    bool is_full;            // past LIMIT_LINES
    bool is_cancelled;
};

/* Cut blocks into lines at the end of wrap->sink. */
void wrap_blocks(struct wrap *wrap, const struct block *blocks, size_t count);
void wrap_table(struct wrap *wrap, const struct block *block);

/* The width of a block's longest unbreakable piece and of its longest line, without margins. */
void wrap_measure(struct wrap *wrap, const struct block *block, int *least, int *most);

/* Blocks that are plain or simple, and even ones with their `breaks` (text/breaks.h): plain.c */
void wrap_plain(struct wrap *wrap, const struct block *block);
void wrap_even(struct wrap *wrap, const struct block *block, const unsigned char *breaks,
               bool is_right_to_left);
void plain_measure(const struct block *block, int *least, int *most);

/* Where to cut a line in which `fits` bytes fit: rather behind a blank of its second half than
 * within a word. */
size_t wrap_cut_at_blank(const char *text, size_t fits);

/* Take blanks at the end of the line, from `run_start` on, away. */
void wrap_trim_blanks(struct sink *sink, size_t run_start);

/* Begin a line with its margins: the room that is left is returned. Then runs; then its end. */
int wrap_begin_line(struct wrap *wrap, struct margin *margin, uint32_t place);
void wrap_run(struct wrap *wrap, const char *text, size_t len, int cells, const struct span *look);
void wrap_end_line(struct wrap *wrap);
void wrap_fill_line(struct wrap *wrap, int room); // it is of a block of code, and has that room

/* The empty lines before a block, with the bars that both sides share. */
void wrap_gap(struct wrap *wrap, const struct block *block);

/* direction.c: set a right-to-left line's text, from `first_run` on, at the right: blanks before
 * it, its margins behind it. */
bool block_is_right_to_left(const struct block *block);
void wrap_push_right(struct wrap *wrap, size_t first_run);

/* margin.c */
void margin_measure(struct wrap *wrap, struct margin *margin);
int margin_write(struct wrap *wrap, struct margin *margin); // the cells it took

const char *layout_blanks(struct layout *layout); // LIMIT_WIDTH_CELLS of them

/* piece.c: a stretch of a block's text that is shown in one run. */
struct piece {
    const char *text;
    size_t len;
    const struct span *look;
};

/* A place in a block's text that only moves forward. */
struct cursor {
    const struct block *block;
    uint32_t at;
    uint32_t span;
};

/* The next piece before `end`; what takes no place (soft hyphens, zero-width spaces) is passed
 * over. */
bool piece_next(struct cursor *cursor, uint32_t end, struct piece *piece);

/* ---- the whole */

struct layout {
    struct arena arena;
    struct arena texts;            // of blocks and lines: of one part, where there are parts
    struct layout_options options; // as asked for, clipped
    struct layout_line *lines;
    size_t line_count;
    struct sink sink;
    struct vec links;    // struct link_target
    struct vec headings; // struct layout_heading
    struct vec pictures; // struct layout_picture
    const char *blanks;
    const char *rule;  // LIMIT_WIDTH_CELLS of its character
    size_t rule_bytes; // of one character
};

/* A layout on its way: both stages, all at once or part by part. */
struct making {
    struct layout *layout;
    struct vec blocks; // struct block; of the document, those that are no lines yet
    struct vec breaks; // see struct wrap
    struct wrap wrap;
    layout_part *take; // NULL: one part
    void *context;
    bool is_ended; // by it
};

/* Give the blocks so far as lines, when they are enough for a part; `is_ended` when it was the
 * last.
 */
void layout_go_on(struct making *making);

#endif
