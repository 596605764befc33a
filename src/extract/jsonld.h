/*
 * The JSON-LD of a page, object by object: what stands in arrays, graphs and main entities, too.
 */
#ifndef EXTRACT_JSONLD_H
#define EXTRACT_JSONLD_H

#include "codec/json.h"
#include "html/html.h"

/* Called with each object; it is gone when the call returns. */
typedef void extract_jsonld_visit(const struct json_value *object, void *context);

void extract_jsonld_each(const struct html_document *doc, extract_jsonld_visit *visit,
                         void *context);

/* Has the object a type that holds `word` (case aside)? */
bool extract_jsonld_is(const struct json_value *object, const char *word);

/* The words of a value that may be text, an object with `key`, or an array of such (the first). */
const char *extract_jsonld_text(const struct json_value *value, const char *key);

#endif
