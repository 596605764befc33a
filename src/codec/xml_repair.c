#include <string.h>

#include "base/limits.h"
#include "codec/xml_internal.h"
#include "text/utf8.h"

enum { CDATA_BYTES = 1 << 20 }; // libxml2 refuses sections of 10 MB

/* Is there a control character in `len` bytes? No early way out, so that the loop can be
 * vectorised. */
static bool has_control(const unsigned char *text, size_t len)
{
    unsigned char found = 0;
    for (size_t i = 0; i < len; i++)
        found |= text[i] < 0x20 && text[i] != '\t' && text[i] != '\n' && text[i] != '\r';
    return found;
}

/* Does a byte stand in the text that XML forbids, or may it start a character that XML forbids? */
static bool find_forbidden(const char *text, size_t len)
{
    enum { BLOCK_BYTES = 4096 };
    for (size_t at = 0; at < len; at += BLOCK_BYTES) {
        const size_t left = len - at;
        if (has_control((const unsigned char *)text + at, left < BLOCK_BYTES ? left : BLOCK_BYTES))
            return true;
    }
    const char *const end = text + len;
    const char *found = memchr(text, 0xEF, len);
    for (; found && found + 2 < end; found = memchr(found + 1, 0xEF, (size_t)(end - found) - 1))
        if (memcmp(found + 1, "\xBF\xBE", 2) == 0 || memcmp(found + 1, "\xBF\xBF", 2) == 0)
            return true;
    return false;
}

void xml_repair_init(struct xml_repair *repair, const char *text, size_t len)
{
    *repair = (struct xml_repair){.text = text, .len = len};
    str_init(&repair->edit, LIMIT_STR_BYTES);
    vec_init(&repair->open, sizeof(struct slice));
    vec_init(&repair->values, sizeof(struct slice));
    map_init(&repair->entities);
    repair->has_forbidden = find_forbidden(text, len);
}

void xml_repair_release(struct xml_repair *repair)
{
    str_release(&repair->edit);
    vec_release(&repair->open);
    vec_release(&repair->values);
    map_release(&repair->entities);
}

/* The length of the forbidden character at `at`, 0 when it is allowed. */
static size_t forbidden_len(const struct xml_repair *repair, size_t at)
{
    unsigned code_point;
    const size_t len = text_next(repair->text + at, repair->len - at, &code_point);
    return xml_is_forbidden(code_point) ? len : 0;
}

/* Append to the edit what XML allows of the bytes from `at` to `end`. */
static void add_allowed(struct xml_repair *repair, size_t at, size_t end)
{
    size_t start = at;
    while (at < end) {
        const unsigned char byte = (unsigned char)repair->text[at];
        const size_t len = byte < 0x20 || byte == 0xEF ? forbidden_len(repair, at) : 0;
        if (len) {
            repair->was_changed = true;
            str_append(&repair->edit, repair->text + start, at - start);
            start = at + len;
        }
        at += len ? len : 1;
    }
    if (start < end)
        str_append(&repair->edit, repair->text + start, end - start);
}

static bool fix_cdata(struct xml_repair *repair, size_t at, size_t *used)
{
    enum { OPEN_BYTES = 9, CLOSE_BYTES = 3 };
    const size_t start = at + OPEN_BYTES;
    const char *const close = memmem(repair->text + start, repair->len - start, "]]>", CLOSE_BYTES);
    const size_t end = close ? (size_t)(close - repair->text) : repair->len;
    *used = end - at + (close ? CLOSE_BYTES : 0);
    if (close && !repair->has_forbidden && end - start < CDATA_BYTES && repair->open.count)
        return false;
    if (!close)
        repair->was_changed = repair->was_truncated = true;
    if (repair->open.count == 0) {
        repair->was_changed = true;
        return true; // text outside of the root
    }
    for (size_t piece = start; piece < end;) {
        size_t piece_end = end - piece > CDATA_BYTES ? piece + CDATA_BYTES : end;
        while (piece_end < end && ((unsigned char)repair->text[piece_end] & 0xC0) == 0x80)
            piece_end++;
        str_add(&repair->edit, "<![CDATA[");
        add_allowed(repair, piece, piece_end);
        str_add(&repair->edit, "]]>");
        piece = piece_end;
    }
    return true;
}

/* Leave out what goes from `at` to the next `close`, or else to the next `>`, or else all. */
static bool leave_out(struct xml_repair *repair, size_t at, const char *close, size_t *used)
{
    const char *const text = repair->text + at;
    const size_t len = repair->len - at;
    const char *end = memmem(text, len, close, strlen(close));
    if (end) {
        *used = (size_t)(end - text) + strlen(close);
        return true;
    }
    repair->was_changed = true;
    end = memchr(text, '>', len);
    *used = end ? (size_t)(end - text) + 1 : len;
    return true;
}

static bool starts_with(const struct xml_repair *repair, size_t at, const char *word)
{
    const size_t len = strlen(word);
    return repair->len - at >= len && strncasecmp(repair->text + at, word, len) == 0;
}

/* Is it a name, and does a tag go on behind it as tags do? `<me@example.org>` is text. */
static bool is_tag(const struct xml_repair *repair, size_t at)
{
    if (at >= repair->len || !xml_is_name_start(repair->text + at, repair->len - at))
        return false;
    const size_t i = at + xml_name_len(repair->text + at, repair->len - at);
    if (i == repair->len)
        return true; // cut off
    const char c = repair->text[i];
    return ascii_is_space(c) || c == '>' || c == '/';
}

bool xml_repair_markup(struct xml_repair *repair, size_t at, size_t *used)
{
    if (is_tag(repair, at + 1))
        return xml_repair_start_tag(repair, at, used);
    const char next = at + 1 < repair->len ? repair->text[at + 1] : '\0';
    if (next == '/' && is_tag(repair, at + 2))
        return xml_repair_end_tag(repair, at, used);
    if (starts_with(repair, at, "<![CDATA["))
        return fix_cdata(repair, at, used);
    if (starts_with(repair, at, "<!--"))
        return leave_out(repair, at, "-->", used);
    if (starts_with(repair, at, "<!DOCTYPE"))
        return xml_repair_doctype(repair, at, used);
    if (next == '?')
        return leave_out(repair, at, "?>", used);
    repair->was_changed = true;
    if (next == '!')
        return leave_out(repair, at, ">", used);
    *used = 1;
    str_add(&repair->edit, "&lt;");
    return true;
}

void xml_repair_add_value(struct xml_repair *repair, const char *text, size_t len)
{
    struct xml_repair inner = *repair; // the same, for another text
    inner.text = text;
    inner.len = len;
    for (size_t i = 0; i < len;) {
        size_t used = 1;
        const unsigned char byte = (unsigned char)text[i];
        if (byte == '&') {
            if (!xml_repair_reference(&inner, i, &used))
                str_append(&inner.edit, text + i, used);
        } else if (byte == '<' || byte == '"') {
            inner.was_changed |= byte == '<';
            str_add(&inner.edit, byte == '<' ? "&lt;" : "&quot;");
        } else {
            while (i + used < len && !strchr("&<\"", text[i + used]))
                used++;
            add_allowed(&inner, i, i + used);
        }
        i += used;
    }
    repair->edit = inner.edit;
    repair->expanded_bytes = inner.expanded_bytes;
    repair->was_changed |= inner.was_changed;
}

/* The next byte at or behind `i` that has to be looked at. */
static size_t scan(const struct xml_repair *repair, size_t i)
{
    // 1: always, 2: where something forbidden is
    static const unsigned char kinds[256] = {
        [0] = 2,  [1] = 2,    [2] = 2,   [3] = 2,   [4] = 2,   [5] = 2,  [6] = 2,
        [7] = 2,  [8] = 2,    [11] = 2,  [12] = 2,  [14] = 2,  [15] = 2, [16] = 2,
        [17] = 2, [18] = 2,   [19] = 2,  [20] = 2,  [21] = 2,  [22] = 2, [23] = 2,
        [24] = 2, [25] = 2,   [26] = 2,  [27] = 2,  [28] = 2,  [29] = 2, [30] = 2,
        [31] = 2, [0xEF] = 2, ['<'] = 1, ['&'] = 1, [']'] = 1,
    };
    const unsigned char mask = repair->has_forbidden ? 3 : 1;
    while (i < repair->len && !(kinds[(unsigned char)repair->text[i]] & mask))
        i++;
    return i;
}

static bool fix_forbidden(struct xml_repair *repair, size_t at, size_t *used)
{
    const size_t len = forbidden_len(repair, at);
    *used = len ? len : 1;
    repair->was_changed |= len != 0;
    return len != 0;
}

static bool fix_bracket(struct xml_repair *repair, size_t at, size_t *used)
{
    *used = 1;
    if (!starts_with(repair, at, "]]>"))
        return false;
    *used = 3;
    repair->was_changed = true;
    str_add(&repair->edit, "]]&gt;");
    return true;
}

static bool fix(struct xml_repair *repair, size_t at, size_t *used)
{
    switch (repair->text[at]) {
    case '<':
        return xml_repair_markup(repair, at, used);
    case '&':
        return xml_repair_reference(repair, at, used);
    case ']':
        return fix_bracket(repair, at, used);
    default:
        return fix_forbidden(repair, at, used);
    }
}

static bool start(struct xml_repair *repair, struct slice *piece)
{
    static const char open[] = "<" XML_REPAIR_ROOT ">";
    repair->stage = XML_REPAIR_INSIDE;
    // Text before the first tag is junk, but for white space and the byte order mark.
    const char *const first = memchr(repair->text, '<', repair->len);
    if (first) {
        const size_t junk = (size_t)(first - repair->text);
        for (size_t i = 0; i < junk; i++)
            repair->was_changed |= !ascii_is_space(repair->text[i]);
        repair->pos = junk;
    } else {
        repair->pos = repair->len;
    }
    *piece = slice_of(open);
    return true;
}

/* Everything that is still open ends here. */
static bool finish(struct xml_repair *repair, struct slice *piece)
{
    repair->stage = XML_REPAIR_DONE;
    if (repair->open.count)
        repair->was_changed = repair->was_truncated = true;
    str_clear(&repair->edit);
    xml_repair_close(repair, 0);
    str_add(&repair->edit, "</" XML_REPAIR_ROOT ">");
    *piece = (struct slice){repair->edit.data, repair->edit.len};
    return true;
}

bool xml_repair_next(struct xml_repair *repair, struct slice *piece)
{
    if (repair->stage == XML_REPAIR_DONE)
        return false;
    if (repair->stage == XML_REPAIR_START)
        return start(repair, piece);
    if (repair->is_edit_next) {
        repair->is_edit_next = false;
        *piece = (struct slice){repair->edit.data, repair->edit.len};
        return true;
    }
    str_clear(&repair->edit);
    size_t i = scan(repair, repair->pos);
    while (i < repair->len && !repair->is_too_deep) {
        size_t used;
        if (fix(repair, i, &used)) {
            *piece = (struct slice){repair->text + repair->pos, i - repair->pos};
            repair->pos = i + used;
            repair->is_edit_next = true;
            return true;
        }
        i = scan(repair, i + used);
    }
    if (i > repair->pos && !repair->is_too_deep) {
        *piece = (struct slice){repair->text + repair->pos, i - repair->pos};
        repair->pos = i;
        return true;
    }
    return finish(repair, piece);
}
