/*
 * One field of a reply form: what it is for, what it is called, whether it must be filled in.
 */
#ifndef COMMENTS_FIELD_H
#define COMMENTS_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/vec.h"
#include "comments/reply.h"
#include "html/html.h"

/* Every field of the form that would be sent, and captchas, appended as struct comments_field. */
void comments_fields_read(const struct html_document *page, html_node node,
                          struct comments_form *form, struct vec *fields);

/* Is it a field that people do not see, there to catch robots? It stays empty. */
bool comments_field_is_bait(const struct html_document *page, html_node node, html_node form);

/*
 * A label without its star, "(required)" and colon, appended to `out`; *is_required (may be NULL)
 * is set when one of the first two was there, and left alone otherwise.
 */
void comments_clean_label(const char *text, size_t len, struct str *out, bool *is_required);

#endif
