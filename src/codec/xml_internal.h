/*
 * Between the files that repair XML. The repair is a stream: it gives the document piece by piece,
 * long stretches as they stand in the text, and in between what stands in for something broken.
 * Nothing is copied where nothing is wrong.
 *
 * What comes out is well-formed, but for names and namespaces: one root element (XML_REPAIR_ROOT,
 * around whatever roots the document has), tags balanced, attributes quoted, references numeric or
 * one of the five of XML, no character that XML forbids, no declaration, instruction, comment or
 * document type.
 */
#ifndef CODEC_XML_INTERNAL_H
#define CODEC_XML_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"

#define XML_REPAIR_ROOT "document"

enum xml_repair_stage { XML_REPAIR_START, XML_REPAIR_INSIDE, XML_REPAIR_DONE };

struct xml_repair {
    const char *text;
    size_t len;
    size_t pos;           // what stands before was given or left out
    struct str edit;      // stands in for something
    struct slice literal; // so does this: character data as it is, without any markup
    bool has_edit;        // one of the two comes next
    enum xml_repair_stage stage;
    struct vec open;       // struct slice: the names of the open elements
    struct map entities;   // of the document type: name to an index into `values`
    struct vec values;     // struct slice: what they stand for
    size_t expanded_bytes; // by those
    bool was_bomb;         // more of it was left out
    bool has_forbidden;    // somewhere is a character that XML forbids
    bool has_returns;      // somewhere is a carriage return
    bool has_doctype;
    bool lacks_comment_end;     // no --> comes any more, so nobody has to look for one again
    bool lacks_instruction_end; // no ?> either
    bool was_changed;           // it was not well-formed
    bool was_truncated;         // the end came too early
    bool is_too_deep; // more than LIMIT_FEED_DEPTH elements are open: nothing comes after that
    size_t root_count;
};

/* A stretch of the document. Literal text has no markup: what stood in a CDATA section, or a long
 * text whose references were resolved. */
struct xml_piece {
    const char *data;
    size_t len;
    bool is_literal;
};

/* `pass` as in struct xml_handler; may be NULL. */
void xml_repair_init(struct xml_repair *repair, const char *text, size_t len,
                     void (*pass)(void *context, size_t offset), void *context);
void xml_repair_release(struct xml_repair *repair);

/* The next piece, valid until the next call. False when there is no more. */
bool xml_repair_next(struct xml_repair *repair, struct xml_piece *piece);

/*
 * The parts of it. Each looks at what starts at `at` and says in *used how many bytes that takes;
 * true means that repair->edit (or ->literal) stands in for them, false that they are right as they
 * are.
 */
bool xml_repair_reference(struct xml_repair *repair, size_t at, size_t *used);
bool xml_repair_markup(struct xml_repair *repair, size_t at, size_t *used);
bool xml_repair_start_tag(struct xml_repair *repair, size_t at, size_t *used);
bool xml_repair_end_tag(struct xml_repair *repair, size_t at, size_t *used);
bool xml_repair_doctype(struct xml_repair *repair, size_t at, size_t *used);

/* What the reference at `at` means, as plain text at the end of the edit; how long it was. */
size_t xml_repair_add_meaning(struct xml_repair *repair, size_t at);

/* End tags for all but the `keep` outermost elements, into the edit. */
void xml_repair_close(struct xml_repair *repair, size_t keep);

/* Append character data to the edit: references resolved or escaped, `<` and quotes escaped. */
void xml_repair_add_value(struct xml_repair *repair, const char *text, size_t len);

/* Does XML forbid the character? (XML 1.0 2.2) */
bool xml_is_forbidden(unsigned code_point);

/* Does a name start here, and how long is what may stand in a name? (XML 1.0 2.3) */
bool xml_is_name_start(const char *text, size_t len);
size_t xml_name_len(const char *text, size_t len);

#endif
