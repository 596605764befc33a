/*
 * Text and attributes are put into the document at once, as they will stay there; the parser of
 * HTML4 gets a skeleton that says only where they are. A token ties the two together.
 */
#include <string.h>

#include "base/lanes.h"
#include "base/limits.h"
#include "html/entities.h"
#include "html/internal.h"
#include "text/reference.h"
#include "text/utf8.h"

enum { TEXT_MARK = '.', BLANK_MARK = ' ' };

void html_skeleton_init(struct html_skeleton *skeleton, struct html_document *doc)
{
    *skeleton = (struct html_skeleton){.doc = doc};
    str_init(&skeleton->text, LIMIT_STR_BYTES);
    vec_init(&skeleton->tokens, sizeof(struct html_token));
}

void html_skeleton_release(struct html_skeleton *skeleton)
{
    str_release(&skeleton->text);
    vec_release(&skeleton->tokens);
}

bool html_skeleton_is_full(const struct html_skeleton *skeleton)
{
    return skeleton->tokens.count > 2 * LIMIT_HTML_NODES;
}

/* ---- strings */

uint32_t html_add_string(struct html_document *doc, const char *text, size_t len)
{
    const size_t at = doc->strings.len;
    if (doc->strings.limit - at <= len)
        return 0; // full: the empty string
    str_append(&doc->strings, text, len);
    str_add_char(&doc->strings, '\0');
    return (uint32_t)at;
}

/* A name in lower case. The few that pages use are kept once. */
uint32_t html_skeleton_name(struct html_skeleton *skeleton, const char *name, size_t len)
{
    char lower[HTML_NAME_MOST];
    if (len > sizeof(lower))
        len = sizeof(lower);
    unsigned sum = (unsigned)len;
    for (size_t i = 0; i < len; i++) {
        lower[i] = ascii_lower(name[i]);
        sum = sum * 31 + (unsigned char)lower[i];
    }
    uint32_t *const known = &skeleton->names[sum % COUNT_OF(skeleton->names)];
    const char *const text = skeleton->doc->strings.data + *known;
    if (*known && strncmp(text, lower, len) == 0 && text[len] == '\0')
        return *known;
    return *known = html_add_string(skeleton->doc, lower, len);
}

/* ---- text */

/* Is it a character that goes as it is, one of many? */
static bool is_plain_block(const char *text)
{
    const lanes bytes = lanes_at(text);
    return !lanes_any((lanes)(bytes < ' ') | (lanes)(bytes == 0xC2));
}

static size_t plain_run(const char *text, size_t len)
{
    size_t i = 0;
    while (len - i >= LANES && is_plain_block(text + i))
        i += LANES;
    while (i < len && (unsigned char)text[i] >= ' ' && (unsigned char)text[i] != 0xC2)
        i++;
    return i;
}

/* Append, without characters of control, and with those that only windows-1252 explains as that. */
static void append_clean(struct str *out, const char *text, size_t len)
{
    size_t i = 0;
    while (i < len) {
        const size_t plain = plain_run(text + i, len - i);
        str_append(out, text + i, plain);
        i += plain;
        if (i == len)
            return;
        const char c = text[i];
        if (c == '\n' || c == '\t' || c == '\r')
            str_add_char(out, c);
        else if (c == '\f')
            str_add_char(out, ' ');
        if ((unsigned char)c >= ' ' && len - i >= 2)
            str_add_code_point(out,
                               text_numbered_reference(0x80u | ((unsigned char)text[++i] & 0x3Fu)));
        i++;
    }
}

static bool is_blank(const char *text, size_t len)
{
    size_t i = 0;
    while (i < len && (text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r'))
        i++;
    return i == len;
}

/* The token of the text that goes on at the end of the skeleton; a new one where none does. */
static struct html_token *text_token(struct html_skeleton *skeleton)
{
    const size_t count = skeleton->tokens.count;
    struct html_token *const last = count ? vec_at(&skeleton->tokens, count - 1) : NULL;
    if (last && last->is_text && last->at + 1 == skeleton->text.len)
        return last;
    struct html_token *const token = vec_push(&skeleton->tokens);
    token->is_text = true;
    token->at = (uint32_t)skeleton->text.len;
    token->start = (uint32_t)skeleton->doc->text.len;
    str_add_char(&skeleton->text, BLANK_MARK);
    return token;
}

/* Count in what was appended to the document's text since it had `before` bytes. */
static void note_text(struct html_skeleton *skeleton, size_t before)
{
    struct str *const text = &skeleton->doc->text;
    const size_t len = text->len - before;
    if (len == 0)
        return;
    text->len = before; // a new token begins where this text does
    struct html_token *const token = text_token(skeleton);
    text->len = before + len;
    token->count += (uint32_t)len;
    if (!is_blank(text->data + before, len))
        skeleton->text.data[token->at] = TEXT_MARK;
}

void html_skeleton_text(struct html_skeleton *skeleton, const char *text, size_t len)
{
    const size_t before = skeleton->doc->text.len;
    append_clean(&skeleton->doc->text, text, len);
    note_text(skeleton, before);
}

/* Append with its references resolved. */
static void append_resolved(struct str *out, const char *text, size_t len, bool is_attribute)
{
    size_t at = 0;
    while (at < len) {
        const char *const amp = memchr(text + at, '&', len - at);
        const size_t plain = amp ? (size_t)(amp - text) - at : len - at;
        if (is_attribute)
            str_append(out, text + at, plain);
        else
            append_clean(out, text + at, plain);
        at += plain;
        if (!amp)
            return;
        const size_t before = out->len;
        const size_t used = html_reference(text + at, len - at, is_attribute, out);
        const char first = used && out->len > before ? out->data[before] : '&';
        if (used == 0)
            str_add_char(out, '&');
        else if ((unsigned char)first < ' ' && first != '\n' && first != '\t' && first != '\r')
            str_cut(out, before);
        at += used ? used : 1;
    }
}

void html_skeleton_resolved(struct html_skeleton *skeleton, const char *text, size_t len)
{
    const size_t before = skeleton->doc->text.len;
    append_resolved(&skeleton->doc->text, text, len, false);
    note_text(skeleton, before);
}

/* ---- tags */

/* Has the tag, whose attributes begin at `first`, one of that name? Then the first counts. */
static bool is_repeated(const struct html_document *doc, size_t first, uint32_t name)
{
    const struct html_attribute *const attributes = doc->attributes.items;
    for (size_t i = first; i < doc->attributes.count; i++)
        if (attributes[i].name == name ||
            strcmp(doc->strings.data + attributes[i].name, doc->strings.data + name) == 0)
            return true;
    return false;
}

void html_skeleton_attribute(struct html_skeleton *skeleton, size_t first, struct slice name,
                             struct slice value)
{
    struct html_document *const doc = skeleton->doc;
    const uint32_t name_at = html_skeleton_name(skeleton, name.data, name.len);
    if (is_repeated(doc, first, name_at))
        return;
    const size_t value_at = doc->strings.len;
    append_resolved(&doc->strings, value.data, value.len, true);
    const bool is_whole = str_add_char(&doc->strings, '\0');
    struct html_attribute *const attribute = vec_push(&doc->attributes);
    attribute->name = name_at;
    attribute->value = is_whole ? (uint32_t)value_at : 0;
}
