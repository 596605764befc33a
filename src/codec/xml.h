/*
 * XML as events, read as far as it goes. One linear pass first rewrites named references (HTML's
 * too) as numeric ones, escapes stray `&`, drops characters that XML forbids and what stands before
 * the first `<` (codec/xml_repair.c); then libxml2's SAX2 reads it. No DTD is loaded, no entity is
 * expanded, nothing is fetched.
 */
#ifndef CODEC_XML_H
#define CODEC_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/error.h"
#include "base/str.h"
#include "base/ticket.h"

struct xml_attribute {
    const char *uri;  // namespace, "" for none
    const char *name; // local name
    const char *value;
};

/*
 * What happens to `context` as the document is read. All pointers are borrowed for the call; names
 * and values are NUL-terminated UTF-8. `uri` is "" where there is no namespace; a prefix that was
 * never bound comes as uri "prefix:". Any member may be NULL.
 */
struct xml_handler {
    void (*start)(void *context, const char *uri, const char *name,
                  const struct xml_attribute *attributes, size_t attribute_count);
    void (*end)(void *context, const char *uri, const char *name);
    void (*text)(void *context, const char *text, size_t len); // CDATA too; may come in pieces
    /* What stands before `offset` is not read for a while: its memory may be given back. */
    void (*pass)(void *context, size_t offset);
};

struct xml_report {
    bool is_well_formed; // nothing had to be repaired, no error was met
    bool was_truncated;  // a limit or the end came too early
    bool was_bomb;       // its entities would have made it many times larger; they were left out
};

/*
 * Read a document. A document with errors is read to its end as far as that is possible, with
 * missing end tags made up.
 *
 * text     UTF-8 (text/decode.h), whatever its XML declaration says
 * report   filled; may be NULL
 * errors   ERR_SYNTAX when there is no element at all, ERR_LIMIT, ERR_CANCELLED
 * thread   any, after xml_prepare()
 */
bool xml_parse(const char *text, size_t len, const struct xml_handler *handler, void *context,
               const struct ticket *ticket, struct xml_report *report,
               struct error *err) ATTR_MUST_USE;

/*
 * Make libxml2 ready, HTML's parser included. Whoever has several threads calls this before the
 * second one parses: the library does it by itself at first use, but not for two at once.
 */
void xml_prepare(void);

/*
 * The encoding that an XML declaration names in the first bytes of a document (any ASCII-like or
 * UTF-16 form). False when there is none. `name` is cleared first.
 */
bool xml_declared_charset(const char *bytes, size_t len, struct str *name);

#endif
