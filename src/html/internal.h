/*
 * What the files of html/ share: the tree in memory, the properties of elements, and the road from
 * text to tree: mend (html/mend.c) makes HTML5 readable for a parser of HTML4, parse (html/parse.c)
 * has it parsed, build (html/build.c) puts the events into the tree.
 */
#ifndef HTML_INTERNAL_H
#define HTML_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/vec.h"
#include "html/html.h"
#include "html/tags.h"

enum {
    TAG_VOID = 1u << 0,    // has no content and no end tag
    TAG_BLOCK = 1u << 1,   // stands on lines of its own
    TAG_HIDDEN = 1u << 2,  // never shown
    TAG_ENDS_P = 1u << 3,  // its start ends an open paragraph
    TAG_FENCE = 1u << 4,   // a start tag inside ends nothing outside of it ("scope" in HTML)
    TAG_HEADING = 1u << 5, // h1 to h6
};

unsigned html_tag_properties(enum html_tag tag);

enum { NODE_HIDDEN = 1u << 0 };

struct html_node_data {
    uint16_t tag;
    uint16_t flags;
    uint32_t parent;
    uint32_t first;
    uint32_t last;
    uint32_t next;
    uint32_t start; // text: offset in `text`; element: index in `attributes`
    uint32_t count; // text: bytes; element: attributes
    uint32_t name;  // of an unknown element: offset in `strings`
};
_Static_assert(sizeof(struct html_node_data) == 32, "a node is 32 bytes");

struct html_attribute {
    uint32_t name; // offsets in `strings`, NUL-terminated
    uint32_t value;
};

struct html_document {
    struct vec nodes;      // struct html_node_data; item 0 stands for "none"
    struct vec attributes; // struct html_attribute
    struct str text;       // of all text nodes
    struct str strings;    // names and values of attributes, names of unknown elements
    struct str base;
    bool is_truncated;
};

static inline const struct html_node_data *html_node_of(const struct html_document *doc,
                                                        html_node node)
{
    const struct html_node_data *const nodes = doc->nodes.items;
    return &nodes[node < doc->nodes.count ? node : HTML_NONE];
}

/*
 * HTML5 to what an HTML4 parser reads the same way: see html/mend.c. Appended to `out`.
 */
void html_mend(const char *text, size_t len, struct str *out);

/* Does a tag, a comment or the like begin at this `<`? */
bool html_is_markup(const char *text, size_t len);

/* ---- building */

/* Stands before names of elements that the parser shall have no opinion about. */
#define HTML_MEND_PREFIX "x-"

struct html_builder {
    struct html_document *doc;
    html_node current; // where the next node goes
    unsigned depth;    // of current; HTML_ROOT has 0
    bool has_base;
    struct vec root_attributes; // struct html_attribute of html and body
};

void html_build_begin(struct html_builder *builder, struct html_document *doc);
void html_build_finish(struct html_builder *builder);

/*
 * An element starts.
 *
 * attributes  names and values in turn, ended by a NULL name; a value may be NULL
 * result      its node, or HTML_NONE where none was made (too deep, too many; html, head, body)
 */
html_node html_build_start(struct html_builder *builder, const char *name,
                           const char *const *attributes);
void html_build_end(struct html_builder *builder, html_node node);
void html_build_text(struct html_builder *builder, const char *text, size_t len);

/* Is there room for more nodes? */
bool html_build_is_full(const struct html_builder *builder);

#endif
