/*
 * What the files of html/ share: the tree in memory, the properties of elements, and the road from
 * text to tree: mend (html/mend.c) puts text and attributes aside (html/token.c) and makes of the
 * tags a skeleton that a parser of HTML4 can read, parse (html/parse.c) has it parsed, build
 * (html/build.c) puts the events into the tree.
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

/* ---- from text to a skeleton */

enum { HTML_NAME_MOST = 64 }; // bytes of a name; the rest is cut off

/* A start tag or a stretch of text. */
struct html_token {
    uint32_t at;    // where it begins in the skeleton; text is one byte there
    uint32_t start; // text: offset in the document's text; tag: index of its first attribute
    uint32_t count; // bytes or attributes
    uint32_t name;  // of a tag that has no enum: offset in the document's strings
    uint16_t tag;
    bool is_text;
};

/* What the parser is given: tags without attributes, a byte for each stretch of text. */
struct html_skeleton {
    struct html_document *doc;
    struct str text;
    struct vec tokens; // struct html_token, in order
    uint32_t names[256];
};

/* token.c */
void html_skeleton_init(struct html_skeleton *skeleton, struct html_document *doc);
void html_skeleton_release(struct html_skeleton *skeleton);
bool html_skeleton_is_full(const struct html_skeleton *skeleton);

/* Text that goes on at the skeleton's end: as it is, or with its references resolved. */
void html_skeleton_text(struct html_skeleton *skeleton, const char *text, size_t len);
void html_skeleton_resolved(struct html_skeleton *skeleton, const char *text, size_t len);

/* A name in lower case in the document's strings. */
uint32_t html_skeleton_name(struct html_skeleton *skeleton, const char *name, size_t len);

/* One more attribute of the tag whose attributes begin at index `first`. */
void html_skeleton_attribute(struct html_skeleton *skeleton, size_t first, struct slice name,
                             struct slice value);

uint32_t html_add_string(struct html_document *doc, const char *text, size_t len);

/*
 * HTML5 to what an HTML4 parser reads the same way: see html/mend.c. Text and attributes go to the
 * document, the rest to the skeleton.
 */
void html_mend(const char *text, size_t len, struct html_skeleton *skeleton);

/* Does a tag, a comment or the like begin at this `<`? */
bool html_is_markup(const char *text, size_t len);

/* html_parse() of text that is known to be UTF-8 and not too long. */
struct html_document *html_parse_valid(const char *text, size_t len, const char *base,
                                       const struct ticket *ticket, struct error *err);

/* ---- building */

/* Stands before names of elements that the parser shall have no opinion about. */
#define HTML_MEND_PREFIX "x-"

struct html_builder {
    struct html_document *doc;
    html_node current;                          // where the next node goes
    unsigned depth;                             // of current; HTML_ROOT has 0
    unsigned short open_counts[HTML_TAG_COUNT]; // elements from current up to HTML_ROOT, by tag
    bool has_base;
    struct vec root_attributes; // struct html_attribute of html and body
};

void html_build_begin(struct html_builder *builder, struct html_document *doc);
void html_build_finish(struct html_builder *builder);

/*
 * An element starts.
 *
 * result      its node, or HTML_NONE where none was made (too deep, too many; html, head, body)
 */
html_node html_build_start(struct html_builder *builder, const struct html_token *token);
void html_build_end(struct html_builder *builder, html_node node);
void html_build_text(struct html_builder *builder, const struct html_token *token);

/* Is there room for more nodes? */
bool html_build_is_full(const struct html_builder *builder);

#endif
