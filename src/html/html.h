/*
 * An HTML document or fragment as a compact tree: arrays of nodes and attributes, and two texts
 * that hold their strings. Built from libxml2's SAX events (html/build.c), with HTML5's ways where
 * that parser knows HTML4 (html/mend.c). Read-only once it is built.
 *
 *     struct html_document *doc = html_parse(text, len, "https://example.org/", NULL, &err);
 *     for (html_node node = html_first_child(doc, HTML_ROOT); node; node = html_next(doc, node))
 *         if (html_tag(doc, node) == HTML_P) …
 *     html_free(doc);
 *
 * A node is a 32-bit index; 0 is "none". Node HTML_ROOT holds everything (html, head and body are
 * no nodes). Walking never needs recursion: html_walk() gives the next node in document order
 * within a subtree.
 */
#ifndef HTML_HTML_H
#define HTML_HTML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/error.h"
#include "base/str.h"
#include "base/ticket.h"
#include "html/tags.h"

typedef uint32_t html_node;

enum { HTML_NONE = 0, HTML_ROOT = 1 };

struct html_document;

/*
 * Parse a document or a fragment.
 *
 * text     UTF-8 (text/decode.h)
 * base     address that relative links are seen from, or NULL; a <base href> in the document
 *          changes it
 * result   the caller frees with html_free(); NULL only for ERR_LIMIT and ERR_CANCELLED
 * thread   any
 * source   HTML 13.2 for what HTML5 does otherwise than HTML4
 */
struct html_document *html_parse(const char *text, size_t len, const char *base,
                                 const struct ticket *ticket, struct error *err) ATTR_MUST_USE;

/* The same from bytes: charset by byte order mark, protocol, <meta>, validity. */
struct html_document *html_parse_bytes(const char *bytes, size_t len, const char *protocol_charset,
                                       const char *base, const struct ticket *ticket,
                                       struct error *err) ATTR_MUST_USE;
void html_free(struct html_document *doc); // NULL is fine

/* The address that links are resolved against, or "". */
const char *html_base(const struct html_document *doc) ATTR_NONNULL;

/* Was something left out because the document is past a limit (LIMIT_HTML_NODES, LIMIT_HTML_BYTES)?
 */
bool html_is_truncated(const struct html_document *doc) ATTR_NONNULL;

/* The tree. Text nodes have the tag HTML_TEXT; unknown elements HTML_UNKNOWN. */
enum html_tag html_tag(const struct html_document *doc, html_node node);
const char *html_name(const struct html_document *doc,
                      html_node node); // element name in lower case; "" for text
html_node html_parent(const struct html_document *doc, html_node node);
html_node html_first_child(const struct html_document *doc, html_node node);
html_node html_next(const struct html_document *doc, html_node node); // sibling
size_t html_node_count(const struct html_document *doc); // indexes are 1 to this number

/* The node after `node` in document order within the subtree of `top`; HTML_NONE at the end. Start
 * with top itself. */
html_node html_walk(const struct html_document *doc, html_node top, html_node node);
/* The same, but past everything inside `node`. */
html_node html_walk_over(const struct html_document *doc, html_node top, html_node node);
bool html_is_inside(const struct html_document *doc, html_node node, html_node ancestor);

/* The text of a text node, whitespace as it stands. */
struct slice html_text(const struct html_document *doc, html_node node);

/*
 * The value of an attribute (name in lower case), "" for a bare one, NULL when absent. HTML_ROOT
 * has those of <html> and <body> (lang, dir, class). Event handlers are never kept.
 */
const char *html_attribute(const struct html_document *doc, html_node node, const char *name);

/* Has the class attribute that word (ASCII case counts)? */
bool html_has_class(const struct html_document *doc, html_node node, const char *word);

/* An attribute that is an address, absolute, appended to `out`; false when absent, or javascript:
 * and the like. */
bool html_attribute_url(const struct html_document *doc, html_node node, const char *name,
                        struct str *out);

/* The same for an address from anywhere in the document (a srcset, JSON-LD). */
bool html_resolve(const struct html_document *doc, const char *reference, size_t len,
                  struct str *out);

/* Where the picture of an <img> is, absolute, also when the page loads it late (data-src, the
 * largest of a srcset, a <source> beside it). */
bool html_image_url(const struct html_document *doc, html_node node, struct str *out);

/* The character that the picture of an emoji stands for; NULL for other nodes. */
const char *html_emoji(const struct html_document *doc, html_node node);

/* The first element within `top` with that tag or attribute value; HTML_NONE when there is
 * none. */
html_node html_find_tag(const struct html_document *doc, html_node top, enum html_tag tag);
html_node html_find_attribute(const struct html_document *doc, html_node top, const char *name,
                              const char *value);

/*
 * Is it, by itself, never shown: script, style, template, noscript, head's elements, hidden
 * attribute, display:none, closed dialog, aria-hidden? (Ancestors are not looked at.)
 */
bool html_is_hidden(const struct html_document *doc, html_node node);
bool html_is_block(enum html_tag tag);
bool html_is_heading(enum html_tag tag); // h1 to h6

/*
 * The visible text within `node` on one line (white space collapsed, blocks apart by a blank),
 * clean for a terminal, appended to `out`.
 */
void html_plain_text(const struct html_document *doc, html_node node, struct str *out);

/*
 * The subtree as clean HTML, appended to `out`: only elements and attributes that mean something
 * for reading, no scripts, no styles, no event handlers, addresses absolute, text escaped. Parsing
 * it again gives the same text.
 */
void html_serialise(const struct html_document *doc, html_node node, struct str *out);

/* The same, but a node whose byte in `kept` (by node, html_node_count() + 1 of them) is 0 is left
 * out with all it holds. */
void html_serialise_kept(const struct html_document *doc, html_node node, const unsigned char *kept,
                         struct str *out);

/* Text as HTML writes it: & < > " escaped, appended to `out`. */
void html_escape(const char *text, size_t len, struct str *out);

/* A fragment of HTML (a title, a name) to one clean line of plain text, appended to `out`. */
void html_fragment_text(const char *text, size_t len, struct str *out);

#endif
