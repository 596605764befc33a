/*
 * Addresses in HTML made absolute without parsing it: tags are found as HTML 13.2.5 finds them, the
 * values of the attributes that hold addresses are replaced where they are relative, and every
 * other byte stays as it came. What is absolute already costs one look.
 *
 * `#part` stays: it points into the text itself.
 *
 * What is written in an <object> is only for those who cannot show it. One that is never closed
 * would hide everything behind it, so it is closed at once.
 */
#include <string.h>

#include "base/limits.h"
#include "feed/internal.h"
#include "html/entities.h"
#include "web/url.h"

static const char *const objects[] = {"object", "applet"};

enum { OBJECT_COUNT = COUNT_OF(objects) };

struct rewrite {
    const char *html;
    size_t len;
    size_t at;        // the next byte to look at
    size_t copied;    // what stands before it is in `out`
    const char *base; // NULL: addresses stay as they are
    struct str *out;
    bool has_changed;
    size_t ends[OBJECT_COUNT]; // behind which the end tag of each kind of object comes
};

enum address_kind { ADDRESS_NONE, ADDRESS_ONE, ADDRESS_SET };

static enum address_kind address_kind(struct slice name)
{
    static const char *const names[] = {"href", "src",      "poster", "cite",
                                        "data", "longdesc", "action", "background"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (slice_is_nocase(name, names[i]))
            return ADDRESS_ONE;
    return slice_is_nocase(name, "srcset") ? ADDRESS_SET : ADDRESS_NONE;
}

static void decode(struct slice value, struct str *out)
{
    for (size_t i = 0; i < value.len;) {
        if (value.data[i] == '&') {
            const size_t taken = html_reference(value.data + i, value.len - i, true, out);
            if (!taken)
                str_add_char(out, '&');
            i += taken ? taken : 1;
            continue;
        }
        const char *const next = memchr(value.data + i, '&', value.len - i);
        const size_t run = next ? (size_t)(next - value.data) - i : value.len - i;
        str_append(out, value.data + i, run);
        i += run;
    }
}

static void encode(const char *text, struct str *out)
{
    while (*text) {
        const size_t run = strcspn(text, "&\"'<>");
        str_append(out, text, run);
        text += run;
        if (*text)
            str_printf(out, "&#%d;", *text);
        text += *text != '\0';
    }
}

static bool is_relative(struct slice value)
{
    value = slice_trim(value);
    if (value.len == 0 || value.data[0] == '#')
        return false;
    for (size_t i = 0; i < value.len; i++) {
        const char c = value.data[i];
        if (c == ':')
            return i == 0;
        if (!ascii_is_alpha(c) && !ascii_is_digit(c) && c != '+' && c != '-' && c != '.')
            return true;
    }
    return true;
}

static void add_absolute(struct rewrite *rewrite, struct slice value)
{
    struct str decoded;
    struct str absolute;
    str_init(&decoded, LIMIT_URL_BYTES);
    str_init(&absolute, 2 * LIMIT_URL_BYTES);
    value = slice_trim(value);
    decode(value, &decoded);
    url_resolve(rewrite->base, decoded.data, decoded.len, &absolute);
    encode(absolute.data, rewrite->out);
    str_release(&absolute);
    str_release(&decoded);
}

/* HTML 4.8.4.2.1: addresses with a descriptor each, commas between. */
static bool set_is_relative(struct slice set)
{
    struct slice piece;
    while (slice_next(&set, ',', &piece))
        if (is_relative(piece) && slice_trim(piece).len && slice_trim(piece).data[0] == '/')
            return true;
    return false;
}

static void add_absolute_set(struct rewrite *rewrite, struct slice set)
{
    struct slice piece;
    while (slice_next(&set, ',', &piece)) {
        piece = slice_trim(piece);
        size_t end = 0;
        while (end < piece.len && !ascii_is_space(piece.data[end]))
            end++;
        const struct slice address = {piece.data, end};
        if (is_relative(address))
            add_absolute(rewrite, address);
        else
            str_append(rewrite->out, address.data, address.len);
        str_append(rewrite->out, piece.data + end, piece.len - end);
        if (set.len)
            str_add(rewrite->out, ", ");
    }
}

/* What stands from `start` to `end` is replaced by `value` made absolute. */
static void replace(struct rewrite *rewrite, enum address_kind kind, size_t start, size_t end,
                    bool is_quoted)
{
    const struct slice value = {rewrite->html + start, end - start};
    if (!rewrite->base)
        return;
    if (kind == ADDRESS_ONE ? !is_relative(value) : !set_is_relative(value))
        return;
    str_append(rewrite->out, rewrite->html + rewrite->copied, start - rewrite->copied);
    if (!is_quoted)
        str_add_char(rewrite->out, '"');
    if (kind == ADDRESS_ONE)
        add_absolute(rewrite, value);
    else
        add_absolute_set(rewrite, value);
    if (!is_quoted)
        str_add_char(rewrite->out, '"');
    rewrite->copied = end;
    rewrite->has_changed = true;
}

static bool is_blank_or_slash(char c)
{
    return ascii_is_space(c) || c == '/';
}

static void skip_blanks(struct rewrite *rewrite)
{
    while (rewrite->at < rewrite->len && ascii_is_space(rewrite->html[rewrite->at]))
        rewrite->at++;
}

static struct slice take_name(struct rewrite *rewrite)
{
    const size_t start = rewrite->at;
    while (rewrite->at < rewrite->len && !is_blank_or_slash(rewrite->html[rewrite->at]) &&
           rewrite->html[rewrite->at] != '>' &&
           (rewrite->html[rewrite->at] != '=' || rewrite->at == start))
        rewrite->at++;
    return (struct slice){rewrite->html + start, rewrite->at - start};
}

/* The value behind the = of an attribute. False when the tag never ends. */
static bool take_value(struct rewrite *rewrite, enum address_kind kind)
{
    skip_blanks(rewrite);
    if (rewrite->at == rewrite->len)
        return false;
    const char quote = rewrite->html[rewrite->at];
    if (quote == '"' || quote == '\'') {
        const size_t start = rewrite->at + 1;
        const char *const end = memchr(rewrite->html + start, quote, rewrite->len - start);
        if (!end)
            return false;
        rewrite->at = (size_t)(end - rewrite->html) + 1;
        if (kind != ADDRESS_NONE)
            replace(rewrite, kind, start, rewrite->at - 1, true);
        return true;
    }
    const size_t start = rewrite->at;
    while (rewrite->at < rewrite->len && !ascii_is_space(rewrite->html[rewrite->at]) &&
           rewrite->html[rewrite->at] != '>')
        rewrite->at++;
    if (kind != ADDRESS_NONE && rewrite->at < rewrite->len)
        replace(rewrite, kind, start, rewrite->at, false);
    return true;
}

/* The attributes of a start tag. False when it never ends. */
static bool take_attributes(struct rewrite *rewrite, bool is_base)
{
    while (rewrite->at < rewrite->len) {
        while (rewrite->at < rewrite->len && is_blank_or_slash(rewrite->html[rewrite->at]))
            rewrite->at++;
        if (rewrite->at == rewrite->len)
            return false;
        if (rewrite->html[rewrite->at] == '>')
            return true;
        const struct slice name = take_name(rewrite);
        skip_blanks(rewrite);
        if (rewrite->at == rewrite->len || rewrite->html[rewrite->at] != '=')
            continue;
        rewrite->at++;
        if (!take_value(rewrite, is_base ? ADDRESS_NONE : address_kind(name)))
            return false;
    }
    return false;
}

/* Where the next end tag of that name is; the end of the text if there is none. */
static size_t find_end_tag(const struct rewrite *rewrite, const char *name)
{
    const size_t len = strlen(name);
    for (size_t at = rewrite->at; at + len + 2 <= rewrite->len; at += 2) {
        const char *const found = memmem(rewrite->html + at, rewrite->len - at, "</", 2);
        if (!found)
            break;
        at = (size_t)(found - rewrite->html);
        if (rewrite->len - at - 2 >= len && slice_is_nocase((struct slice){found + 2, len}, name))
            return at;
    }
    return rewrite->len;
}

/* Close the object whose start tag ends here, if nothing else does. */
static void close_object(struct rewrite *rewrite, size_t kind)
{
    if (rewrite->ends[kind] < rewrite->at)
        rewrite->ends[kind] = find_end_tag(rewrite, objects[kind]);
    if (rewrite->ends[kind] < rewrite->len)
        return;
    const size_t behind = rewrite->at + 1;
    str_append(rewrite->out, rewrite->html + rewrite->copied, behind - rewrite->copied);
    str_printf(rewrite->out, "</%s>", objects[kind]);
    rewrite->copied = behind;
    rewrite->has_changed = true;
}

/* One start tag from behind its <. False when it never ends. */
static bool take_tag(struct rewrite *rewrite)
{
    const struct slice tag = take_name(rewrite);
    if (!take_attributes(rewrite, slice_is_nocase(tag, "base")))
        return false;
    for (size_t i = 0; i < COUNT_OF(objects); i++)
        if (slice_is_nocase(tag, objects[i]))
            close_object(rewrite, i);
    return true;
}

static void skip_comment(struct rewrite *rewrite)
{
    const char *const end =
        memmem(rewrite->html + rewrite->at, rewrite->len - rewrite->at, "-->", 3);
    rewrite->at = end ? (size_t)(end - rewrite->html) + 3 : rewrite->len;
}

bool feed_links_resolve(const char *html, size_t len, const char *base, struct str *out)
{
    struct rewrite rewrite = {.html = html, .len = len, .base = base, .out = out};
    while (rewrite.at < len) {
        const char *const open = memchr(html + rewrite.at, '<', len - rewrite.at);
        if (!open)
            break;
        rewrite.at = (size_t)(open - html) + 1;
        if (rewrite.at < len && ascii_is_alpha(html[rewrite.at])) {
            const struct rewrite before = rewrite;
            const size_t before_len = out->len;
            if (take_tag(&rewrite))
                continue;
            // A tag that never ends is none, and no other can follow it.
            rewrite = before;
            str_cut(out, before_len);
            break;
        } else if (len - rewrite.at >= 3 && memcmp(html + rewrite.at, "!--", 3) == 0) {
            skip_comment(&rewrite);
        }
    }
    if (rewrite.has_changed)
        str_append(out, html + rewrite.copied, len - rewrite.copied);
    return rewrite.has_changed;
}
