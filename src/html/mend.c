/*
 * The parser behind html/parse.c reads HTML4, loses its way on some of what HTML5 and feeds write,
 * and is slow with text. One linear pass puts text and attributes aside and writes the tags so that
 * it reads them as HTML5 does:
 *
 * - references: all of HTML5's are resolved here; a stray `&` or `<` is text
 * - `<![CDATA[` and its end are taken away; comments, doctypes and instructions go
 * - raw text (script, style, title, textarea, iframe …) ends where HTML5 says; scripts keep their
 *   text only when it is data (JSON)
 * - attributes: names that no parser of HTML4 reads (`@click`, `[class]`), event handlers, and more
 *   than ATTRIBUTES_MOST a tag are left out
 * - inline and list elements get a prefix, so that the parser's table of HTML4 does not end them
 *   where HTML5 does not (a <p> inside <b>, a <ul> in <ol>), and so do those with raw text, whose
 *   end newer parsers look for themselves; html/build.c takes it off again
 * - <html>, <head> and <body> become empty elements, whose attributes go to HTML_ROOT
 * - `<john@example.org>` and `<https://example.org>` are text
 *
 * source: HTML 13.2.5
 */
#include <string.h>

#include "base/attributes.h"
#include "base/limits.h"
#include "html/internal.h"

enum { ATTRIBUTES_MOST = 128 };

/* How the content of an element with raw text is treated. */
enum raw_kind {
    RAW_TEXT,   // shown or known as text, references resolved
    RAW_PLAIN,  // as text, references are not resolved
    RAW_DROP,   // not read
    RAW_SCRIPT, // kept for JSON, else not read
    RAW_IMAGES, // only its images and frames are read: markup in it need not be whole
};

struct raw_element {
    const char *name;
    enum raw_kind kind;
    const char *becomes; // the name in the output
    bool may_be_open;    // without an end tag its content is ordinary markup
};

static const struct raw_element raw_elements[] = {
    {"script", RAW_SCRIPT, "script", false},    {"style", RAW_DROP, "style", false},
    {"title", RAW_TEXT, "title", true},         {"textarea", RAW_TEXT, "textarea", true},
    {"iframe", RAW_DROP, "iframe", true},       {"noembed", RAW_DROP, "noembed", true},
    {"noframes", RAW_DROP, "noframes", true},   {"xmp", RAW_PLAIN, "pre", true},
    {"noscript", RAW_IMAGES, "noscript", true},
};

/* Elements that the parser would end too early. */
// clang-format off
static const bool is_prefixed[HTML_TAG_COUNT] = {
    [HTML_A] = true, [HTML_ADDRESS] = true, [HTML_B] = true, [HTML_BIG] = true,
    [HTML_CENTER] = true, [HTML_DIR] = true, [HTML_DL] = true, [HTML_FIELDSET] = true,
    [HTML_FONT] = true, [HTML_FORM] = true, [HTML_H1] = true, [HTML_H2] = true, [HTML_H3] = true,
    [HTML_H4] = true, [HTML_H5] = true, [HTML_H6] = true, [HTML_I] = true, [HTML_IFRAME] = true,
    [HTML_LEGEND] = true, [HTML_MENU] = true, [HTML_NOSCRIPT] = true, [HTML_OL] = true,
    [HTML_PRE] = true, [HTML_S] = true, [HTML_SMALL] = true, [HTML_SPAN] = true,
    [HTML_STRIKE] = true, [HTML_TEXTAREA] = true, [HTML_TITLE] = true, [HTML_TT] = true,
    [HTML_U] = true, [HTML_UL] = true,
};
// clang-format on

/* Frames of the page: they repeat, and text follows them. One <body> is open from the start. */
static bool is_page_frame(struct slice name)
{
    return name.len == 4 && (slice_is_nocase(name, "html") || slice_is_nocase(name, "head") ||
                             slice_is_nocase(name, "body"));
}

struct mend {
    const char *text;
    size_t len;
    size_t at;
    struct html_skeleton *skeleton;
    struct str *out; // the skeleton's text
    bool is_in_cdata;
    bool has_slash;                          // the tag ends with one
    bool is_unended[COUNT_OF(raw_elements)]; // no end tag follows: do not look again
};

static char peek(const struct mend *mend, size_t ahead)
{
    return mend->len - mend->at > ahead ? mend->text[mend->at + ahead] : '\0';
}

static bool stands(const struct mend *mend, const char *word)
{
    const size_t len = strlen(word);
    return mend->len - mend->at >= len && strncasecmp(mend->text + mend->at, word, len) == 0;
}

/* The place of `needle` from `from` on; the end of the text when it is not there. */
static size_t find(const struct mend *mend, size_t from, const char *needle)
{
    const char *const found = memmem(mend->text + from, mend->len - from, needle, strlen(needle));
    return found ? (size_t)(found - mend->text) : mend->len;
}

static void skip_behind(struct mend *mend, const char *needle)
{
    mend->at = find(mend, mend->at, needle);
    mend->at = mend->at == mend->len ? mend->len : mend->at + strlen(needle);
}

/* ---- text */

static void copy_text(struct mend *mend)
{
    const size_t start = mend->at;
    const char *const tag = memchr(mend->text + start, '<', mend->len - start);
    mend->at = tag ? (size_t)(tag - mend->text) : mend->len;
    bool ends_cdata = false;
    if (mend->is_in_cdata) {
        const char *const end = memmem(mend->text + start, mend->at - start, "]]>", 3);
        ends_cdata = end != NULL;
        mend->at = end ? (size_t)(end - mend->text) : mend->at;
    }
    html_skeleton_resolved(mend->skeleton, mend->text + start, mend->at - start);
    if (ends_cdata) {
        mend->at += strlen("]]>");
        mend->is_in_cdata = false;
    }
}

/* ---- tags */

static bool is_name_char(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || c == '-' || c == '_' || c == ':' || c == '.';
}

static bool ends_name(char c)
{
    return ascii_is_space(c) || c == '/' || c == '>';
}

/* The length of the element's name that begins at `text`; 0 when this is no tag. */
static size_t name_len(const char *text, size_t len)
{
    if (len == 0 || !ascii_is_alpha(text[0]))
        return 0;
    size_t n = 1;
    while (n < len && is_name_char(text[n]))
        n++;
    if (n < len && !ends_name(text[n]))
        return 0; // <john@example.org>
    if (text[n - 1] == ':' && n < len && text[n] == '/')
        return 0; // <https://example.org>
    return n;
}

bool html_is_markup(const char *text, size_t len)
{
    if (len < 2)
        return false;
    if (text[1] == '!' || text[1] == '?')
        return true;
    if (text[1] == '/')
        return len > 2 && name_len(text + 2, len - 2);
    return name_len(text + 1, len - 1);
}

/* Names of the page's own that look as if they had a prefix get another. */
static bool needs_prefix(struct slice name)
{
    const size_t len = strlen(HTML_MEND_PREFIX);
    return is_page_frame(name) || slice_is_nocase(name, "noembed") ||
           slice_is_nocase(name, "noframes") || slice_is_nocase(name, "plaintext") ||
           (name.len > len && strncasecmp(name.data, HTML_MEND_PREFIX, len) == 0);
}

/* The name as the parser shall read it: in lower case, not longer than it likes. */
static enum html_tag add_tag_name(struct mend *mend, struct slice name)
{
    enum html_tag tag = html_tag_of(name.data, name.len);
    if (tag == HTML_UNKNOWN && slice_is_nocase(name, "image"))
        tag = HTML_IMG;
    if (is_prefixed[tag] || (tag == HTML_UNKNOWN && needs_prefix(name)))
        str_add(mend->out, HTML_MEND_PREFIX);
    if (tag != HTML_UNKNOWN) {
        str_add(mend->out, html_tag_name(tag));
        return tag;
    }
    for (size_t i = 0; i < name.len && i < HTML_NAME_MOST; i++)
        str_add_char(mend->out, ascii_lower(name.data[i]));
    return tag;
}

struct attribute {
    struct slice name;
    struct slice value;
    bool has_value;
};

static void skip_space(struct mend *mend)
{
    while (mend->at < mend->len && ascii_is_space(mend->text[mend->at]))
        mend->at++;
}

static struct slice read_value(struct mend *mend)
{
    const char quote = peek(mend, 0);
    size_t start = mend->at;
    if (quote == '"' || quote == '\'') {
        start = ++mend->at;
        const char *const end = memchr(mend->text + start, quote, mend->len - start);
        mend->at = end ? (size_t)(end - mend->text) + 1 : mend->len;
        return (struct slice){mend->text + start, (end ? mend->at - 1 : mend->len) - start};
    }
    while (mend->at < mend->len && !ascii_is_space(mend->text[mend->at]) &&
           mend->text[mend->at] != '>')
        mend->at++;
    return (struct slice){mend->text + start, mend->at - start};
}

/* The next attribute of the tag; false at its end. */
static bool read_attribute(struct mend *mend, struct attribute *attribute)
{
    mend->has_slash = false;
    while (ascii_is_space(peek(mend, 0)) || peek(mend, 0) == '/')
        mend->has_slash = mend->text[mend->at++] == '/';
    if (mend->at == mend->len || mend->text[mend->at] == '>')
        return false;
    const size_t start = mend->at++;
    while (mend->at < mend->len && !ends_name(mend->text[mend->at]) && mend->text[mend->at] != '=')
        mend->at++;
    *attribute = (struct attribute){.name = {mend->text + start, mend->at - start}};
    const size_t behind_name = mend->at;
    skip_space(mend);
    if (peek(mend, 0) != '=') {
        mend->at = behind_name;
        return true;
    }
    mend->at++;
    skip_space(mend);
    attribute->value = read_value(mend);
    attribute->has_value = true;
    return true;
}

static bool is_kept(const struct attribute *attribute)
{
    const struct slice name = attribute->name;
    if (!ascii_is_alpha(name.data[0]) || attribute->value.len > LIMIT_HTML_ATTRIBUTE_BYTES)
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (!is_name_char(name.data[i]))
            return false;
    return !(name.len > 2 && strncasecmp(name.data, "on", 2) == 0);
}

/* ---- raw text */

static const struct raw_element *raw_of(const char *name, size_t len)
{
    if (len == 0 || !strchr("stinxSTINX", name[0]))
        return NULL;
    for (size_t i = 0; i < COUNT_OF(raw_elements); i++)
        if (slice_is_nocase((struct slice){name, len}, raw_elements[i].name))
            return &raw_elements[i];
    return NULL;
}

/* Where the end tag of the raw element begins; the end of the text when there is none. */
static size_t find_end_tag(const struct mend *mend, const char *name)
{
    const size_t len = strlen(name);
    for (size_t at = mend->at;; at++) {
        at = find(mend, at, "</");
        if (mend->len - at < len + 2)
            return mend->len;
        const char *const word = mend->text + at + 2;
        if (strncasecmp(word, name, len) == 0 &&
            (at + 2 + len == mend->len || ends_name(word[len])))
            return at;
    }
}

static void copy_start_tag(struct mend *mend, size_t name_bytes);

/* The images and frames before `end`, as if the document ended there. */
static void copy_images(struct mend *mend, size_t end)
{
    const struct mend whole = *mend;
    mend->len = end;
    while (mend->at < end) {
        const char *const tag = memchr(mend->text + mend->at, '<', end - mend->at);
        if (!tag)
            break;
        mend->at = (size_t)(tag - mend->text);
        const size_t len = name_len(tag + 1, end - mend->at - 1);
        const struct slice name = {tag + 1, len};
        if (slice_is_nocase(name, "img") || slice_is_nocase(name, "iframe"))
            copy_start_tag(mend, len);
        else
            mend->at++;
    }
    mend->len = whole.len;
    memcpy(mend->is_unended, whole.is_unended, sizeof(mend->is_unended));
    mend->at = end;
}

static void write_end_tag(struct mend *mend, struct slice name)
{
    str_add(mend->out, "</");
    add_tag_name(mend, name);
    str_add_char(mend->out, '>');
}

static void copy_raw(struct mend *mend, const struct raw_element *raw, bool is_json)
{
    const size_t which = (size_t)(raw - raw_elements);
    const size_t end = mend->is_unended[which] ? mend->len : find_end_tag(mend, raw->name);
    if (end == mend->len) {
        mend->is_unended[which] = true;
        if (raw->may_be_open)
            return;
    }
    if (raw->kind == RAW_IMAGES)
        copy_images(mend, end);
    const char *const text = mend->text + mend->at;
    const size_t len = end - mend->at;
    if (raw->kind == RAW_TEXT)
        html_skeleton_resolved(mend->skeleton, text, len);
    else if (raw->kind == RAW_PLAIN || (raw->kind == RAW_SCRIPT && is_json))
        html_skeleton_text(mend->skeleton, text, len);
    mend->at = end;
    if (end == mend->len)
        write_end_tag(mend, slice_of(raw->becomes));
}

/* ---- markup */

static bool is_json_type(const struct attribute *attribute)
{
    return attribute->value.len &&
           memmem(attribute->value.data, attribute->value.len, "json", 4) != NULL;
}

/* The tag's attributes, up to its end. Does it say that it holds JSON? */
static bool take_attributes(struct mend *mend, size_t first)
{
    bool is_json = false;
    struct attribute attribute;
    for (int count = 0; read_attribute(mend, &attribute); count++) {
        if (count >= ATTRIBUTES_MOST || !is_kept(&attribute))
            continue;
        html_skeleton_attribute(mend->skeleton, first, attribute.name, attribute.value);
        if (slice_is_nocase(attribute.name, "type"))
            is_json = is_json_type(&attribute);
    }
    return is_json;
}

static void add_token(struct mend *mend, size_t at, size_t first, struct slice name,
                      enum html_tag tag)
{
    struct html_skeleton *const skeleton = mend->skeleton;
    struct html_token *const token = vec_push(&skeleton->tokens);
    *token = (struct html_token){
        .at = (uint32_t)at,
        .start = (uint32_t)first,
        .count = (uint32_t)(skeleton->doc->attributes.count - first),
        .name = tag == HTML_UNKNOWN ? html_skeleton_name(skeleton, name.data, name.len) : 0,
        .tag = (uint16_t)tag,
    };
}

static void copy_start_tag(struct mend *mend, size_t name_bytes)
{
    const size_t before = mend->out->len;
    struct vec *const attributes = &mend->skeleton->doc->attributes;
    const size_t first = attributes->count;
    const struct slice name = {mend->text + mend->at + 1, name_bytes};
    const struct raw_element *const raw = raw_of(name.data, name_bytes);
    const struct slice written = raw ? slice_of(raw->becomes) : name;
    str_add_char(mend->out, '<');
    const enum html_tag tag = add_tag_name(mend, written);
    mend->at += 1 + name_bytes;
    const bool is_json = take_attributes(mend, first);
    if (mend->at == mend->len) { // never ended: no tag
        attributes->count = first;
        return str_cut(mend->out, before);
    }
    add_token(mend, before, first, written, tag);
    const bool is_empty = mend->has_slash || is_page_frame(name);
    mend->at++;
    const bool is_script = raw && raw->kind == RAW_SCRIPT;
    str_add(mend->out, is_empty && !is_script ? "/>" : ">");
    if (raw && (!is_empty || is_script))
        copy_raw(mend, raw, is_json);
}

static void copy_end_tag(struct mend *mend, size_t name_bytes)
{
    const char *const name = mend->text + mend->at + 2;
    const struct raw_element *const raw = raw_of(name, name_bytes);
    mend->at += 2 + name_bytes;
    struct attribute attribute;
    while (read_attribute(mend, &attribute))
        continue;
    if (mend->at == mend->len)
        return;
    mend->at++;
    if (is_page_frame((struct slice){name, name_bytes}))
        return;
    if (slice_is_nocase((struct slice){name, name_bytes}, "br")) {
        const size_t at = mend->out->len;
        str_add(mend->out, "<br>");
        add_token(mend, at, mend->skeleton->doc->attributes.count, slice_of("br"), HTML_BR);
        return;
    }
    write_end_tag(mend, raw ? slice_of(raw->becomes) : (struct slice){name, name_bytes});
}

static void skip_comment(struct mend *mend)
{
    mend->at += strlen("<!--");
    if (stands(mend, ">") || stands(mend, "->"))
        return skip_behind(mend, ">");
    do {
        skip_behind(mend, "--");
        while (peek(mend, 0) == '-')
            mend->at++;
    } while (mend->at < mend->len && !stands(mend, ">") && !stands(mend, "!>"));
    skip_behind(mend, ">");
}

static void read_markup(struct mend *mend)
{
    if (!html_is_markup(mend->text + mend->at, mend->len - mend->at)) {
        if (peek(mend, 1) == '/' && mend->len - mend->at > 2)
            return skip_behind(mend, ">");
        html_skeleton_text(mend->skeleton, "<", 1);
        mend->at++;
        return;
    }
    const char *const text = mend->text + mend->at;
    const size_t len = mend->len - mend->at;
    if (stands(mend, "<!--"))
        return skip_comment(mend);
    if (stands(mend, "<![CDATA[")) {
        mend->at += strlen("<![CDATA[");
        mend->is_in_cdata = true;
        return;
    }
    if (text[1] == '!' || text[1] == '?')
        return skip_behind(mend, ">");
    if (text[1] == '/')
        return copy_end_tag(mend, name_len(text + 2, len - 2));
    copy_start_tag(mend, name_len(text + 1, len - 1));
}

void html_mend(const char *text, size_t len, struct html_skeleton *skeleton)
{
    struct mend mend = {.text = text, .len = len, .skeleton = skeleton, .out = &skeleton->text};
    str_add(mend.out, "<html><body>");
    while (mend.at < len && !html_skeleton_is_full(skeleton)) {
        if (text[mend.at] == '<')
            read_markup(&mend);
        else
            copy_text(&mend);
    }
}
