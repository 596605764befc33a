/*
 * What the files of feed/ share. The nouns: a *vocabulary* is the elements of one namespace; a
 * *rule* says what one of its elements means in a *scope* (inside a feed, an entry, an image ...);
 * a *frame* is an element that is open; a *value* is what stood in it; a *field* is where it goes.
 * A field holds the value of the highest *rank* that came: what the dialect itself says beats its
 * modules, and they beat what is only guessed.
 */
#ifndef FEED_INTERNAL_H
#define FEED_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/vec.h"
#include "codec/xml.h"
#include "feed/feed.h"

enum feed_scope {
    SCOPE_NONE, // nothing in here means anything
    SCOPE_FEED,
    SCOPE_PART, // of a feed: only entries count
    SCOPE_ENTRY,
    SCOPE_SOURCE, // the feed an entry came from
    SCOPE_IMAGE,
    SCOPE_PERSON,
    SCOPE_SKIP, // hours and days when the feed is not to be asked
};

enum {
    IN_FEED = 1u << SCOPE_FEED,
    IN_PART = 1u << SCOPE_PART,
    IN_ENTRY = 1u << SCOPE_ENTRY,
    IN_SOURCE = 1u << SCOPE_SOURCE,
    IN_IMAGE = 1u << SCOPE_IMAGE,
    IN_PERSON = 1u << SCOPE_PERSON,
    IN_SKIP = 1u << SCOPE_SKIP,
};

/* How what stands in an element is written. */
enum feed_form {
    FORM_NONE,      // there is nothing to collect
    FORM_PLAIN,     // a word, an address, a date; elements inside have rules of their own
    FORM_TEXT,      // text, literally
    FORM_HTML,      // HTML, escaped once by XML; elements inside are HTML too
    FORM_XHTML,     // elements and text
    FORM_CONSTRUCT, // one of the three above: its attributes say which (RFC 4287 3.1)
};

enum feed_field {
    FIELD_NONE,
    FIELD_ID,
    FIELD_TITLE,
    FIELD_LINK,
    FIELD_SUMMARY, // the description of a feed
    FIELD_CONTENT,
    FIELD_PUBLISHED,
    FIELD_UPDATED,
    FIELD_AUTHOR,
    FIELD_AUTHOR_URL,
    FIELD_LANGUAGE,
    FIELD_IMAGE,
    FIELD_TTL,
    FIELD_UPDATE_BASE,
    FIELD_HUB,
    FIELD_NEXT,
    FIELD_CATEGORY,
    FIELD_COMMENTS_LINK,
    FIELD_COMMENTS_FEED,
    FIELD_COMMENTS_COUNT,
    FIELD_SOURCE,
    FIELD_SOURCE_LINK,
    FIELD_IN_REPLY_TO,
    FIELD_DURATION,
    FIELD_EPISODE,
    FIELD_TRANSCRIPT,
    FIELD_CHAPTERS,
    FIELD_LOCATION,
    FIELD_COUNT,
};

/* Ranks that handlers use; the tables have their own in between. */
enum {
    RANK_GUESS = 1,   // from something near it
    RANK_MODULE = 4,  // from a module
    RANK_OWN = 8,     // from the dialect's own element
    RANK_NATIVE = 10, // added for the vocabulary that the document is written in
};

struct feed_parser;
struct feed_frame;

struct feed_element {
    const char *uri;
    const char *name;
    const struct xml_attribute *attributes;
    size_t attribute_count;
};

struct feed_value {
    const char *text;
    size_t len;
    enum feed_form form; // PLAIN, TEXT or HTML
    const char *base;    // what addresses in it are relative to; may be NULL
};

struct feed_rule {
    const char *name; // any ASCII case
    unsigned scopes;
    enum feed_form form;
    enum feed_field field;
    int rank;
    enum feed_scope opens; // the scope of its children
    /* Called when the element starts; may change the frame. */
    void (*start)(struct feed_parser *parser, struct feed_frame *frame,
                  const struct feed_element *element);
    /* Called when it ends, instead of storing the value in `field`. */
    void (*end)(struct feed_parser *parser, const struct feed_frame *frame,
                const struct feed_value *value);
};

struct feed_vocabulary {
    const struct feed_rule *rules;
    size_t count;
};

struct feed_namespace {
    const char *uri; // any ASCII case; "prefix:" for one that was never bound
    const struct feed_vocabulary *vocabulary;
    int format; // enum feed_format that it gives away; -1: none
};

struct feed_frame {
    const struct feed_rule *rule; // NULL: none applies, or it is markup
    const char *base;             // may be NULL
    char *own_base;               // on the heap: what `base` is when the element has an xml:base
    size_t text_start;            // of what stands in it, in the parser's text
    enum feed_scope scope;        // of its children
    enum feed_form form;
    int rank;
    bool has_markup;    // elements inside, which are markup
    bool is_rebased;    // markup whose base is another than that of the whole
    bool is_markup;     // a piece of the HTML of the frame that holds it
    bool is_hidden_tag; // its tags are not written: the div of an XHTML construct
    bool is_base64;
    bool is_entry;
};

/* What a <link> said in its attributes. */
struct feed_link {
    const char *rel;
    const char *type;
    const char *href;
    int64_t length;
    int64_t count; // thr:count
};

struct feed_person {
    const char *name;
    const char *email;
    const char *url;
};

/* What <geo:lat> and <geo:long> said. */
struct feed_point {
    const char *latitude; // NULL: nothing yet
    const char *longitude;
};

enum { FEED_COORDINATE_BYTES = 32 };

/* A namespace of the document; the codec gives each as one pointer. */
struct feed_known {
    const char *uri;
    const struct feed_vocabulary *vocabulary;
};

struct feed_parser {
    struct feed *feed;              // since the last part, if there are parts
    const struct feed_parts *parts; // NULL: the feed comes as a whole
    size_t handed_bytes;            // in parts
    size_t handed_count;
    struct feed_entry *entry; // the one being read, or NULL
    struct feed_entry **tail;
    struct feed_category **category_tail; // of the entry
    struct feed_enclosure **enclosure_tail;
    const char *base;  // the document's address, or NULL
    struct vec frames; // struct feed_frame
    struct str text;   // what the open frames hold, one behind the other
    struct str scratch;
    struct str markup;                        // HTML while its addresses are made absolute
    const struct feed_vocabulary *native;     // the dialect's own; NULL: no feed's root was seen
    const struct feed_vocabulary *vocabulary; // of the element
    char *root_uri;                           // on the heap: namespace of the root, whatever it is
    struct feed_known known[8];               // namespaces that were looked up, the last ones
    size_t known_count;                       // so far
    int format;                               // enum feed_format, -1 while it is not known
    struct feed_link link;                    // of the <link> that is open
    struct feed_person person;                // of the person that is open
    struct feed_point point;                  // of the entry
    bool is_permalink;                        // of the guid that is open
    bool has_content;                         // a channel, an entry or the like was seen
    bool is_page;                             // the root is that of a web page
    bool was_cut;                             // a limit was met
    size_t base_bytes;                        // read so far to find out bases
    size_t budget_bytes;   // the most that the feed may take; what comes then is left out
    size_t category_count; // of the entry
    size_t enclosure_count;
    char root_name[32];            // for the error
    int64_t update_period_minutes; // syndication module; 0: not said
    int64_t update_frequency;
    uint8_t feed_ranks[FIELD_COUNT];
    uint8_t entry_ranks[FIELD_COUNT];
};

/* ---- engine.c: XML events to frames and values */
extern const struct xml_handler feed_xml_handler;
void feed_parser_init(struct feed_parser *parser, const struct feed_parts *parts, const char *base,
                      size_t document_len);
void feed_parser_release(struct feed_parser *parser);
const char *feed_attribute(const struct feed_element *element, const char *name); // NULL: none

/* ---- vocabulary.c: the tables */
extern const struct feed_vocabulary feed_rss_vocabulary, feed_atom_vocabulary, feed_cdf_vocabulary;
const struct feed_namespace *feed_namespace_find(const char *uri);
const struct feed_rule *feed_rule_find(const struct feed_vocabulary *vocabulary, const char *name,
                                       enum feed_scope scope);

/* ---- part.c */
struct feed *feed_new(void) ATTR_MALLOC;

/* An entry has ended: hand on what there is, if it is enough for a part. */
void feed_part_end(struct feed_parser *parser);

/* What the feed says once for all of its entries goes to those that say nothing of it. */
void feed_entries_inherit(struct feed *feed);

/* ---- root.c: what the first element says */
void feed_root_start(struct feed_parser *parser, struct feed_frame *frame,
                     const struct feed_element *element);

/* ---- fields.c: values into the feed */
bool feed_field_accepts(struct feed_parser *parser, enum feed_field field, int rank);
void feed_field_store(struct feed_parser *parser, enum feed_field field, int rank,
                      const struct feed_value *value);
void feed_field_store_plain(struct feed_parser *parser, enum feed_field field, int rank,
                            const char *text, const char *base);
void feed_field_store_number(struct feed_parser *parser, enum feed_field field, int rank,
                             int64_t number);
struct feed_entry *feed_entry_add(struct feed_parser *parser); // NULL past the limit
void feed_category_add(struct feed_parser *parser, const char *text, size_t len);
void feed_enclosure_add(struct feed_parser *parser, const char *url, const char *type,
                        int64_t length, const char *base);
bool feed_is_image_type(const char *type);
bool feed_is_feed_type(const char *type);

/* ---- construct.c: forms */
void feed_construct_start(struct feed_frame *frame, const struct feed_element *element,
                          bool is_atom_0_3);
bool feed_base64_text(const char *text, size_t len, struct str *out); // false: it is no text
void feed_escape(const char *text, size_t len, struct str *out);
void feed_markup_start(struct feed_parser *parser, const struct feed_frame *frame,
                       const struct feed_element *element);
void feed_markup_end(struct feed_parser *parser, const char *name);

/* One clean line of plain text. */
void feed_line(const struct feed_value *value, struct str *out);

/* ---- links.c */

/*
 * HTML with the addresses in its attributes made absolute (if there is a base), and with every
 * object closed. False when there was nothing to do; `out` is untouched then.
 */
bool feed_links_resolve(const char *html, size_t len, const char *base, struct str *out);

/* ---- person.c */

/* `Ada (ada@example.org)` of any of the ways in which feeds write a person. */
void feed_person_write(const char *text, size_t len, struct str *out);
void feed_person_write_parts(const char *name, const char *email, struct str *out);

/* ---- json_feed.c */
bool feed_json_parse(struct feed_parser *parser, const char *text, size_t len, struct error *err);

#endif
