#include <string.h>

#include "base/lanes.h"
#include "base/limits.h"
#include "codec/xml_internal.h"
#include "text/utf8.h"

/* The length of the forbidden character at the start, 0 when it is allowed. */
static size_t forbidden_len(const char *text, size_t len)
{
    const unsigned char byte = (unsigned char)text[0];
    if (byte < 0x20)
        return byte != '\t' && byte != '\n' && byte != '\r';
    const bool is_forbidden =
        byte == 0xEF && len >= 3 && text[1] == '\xBF' && (text[2] == '\xBE' || text[2] == '\xBF');
    return is_forbidden ? 3 : 0;
}

/* The lanes where a forbidden character starts. Looks at two bytes more. */
static inline lanes forbidden_lanes(const char *text)
{
    const lanes bytes = lanes_at(text);
    const lanes is_control = (lanes)(bytes < 0x20) & (lanes)(bytes != '\t') &
                             (lanes)(bytes != '\n') & (lanes)(bytes != '\r');
    const lanes is_last = (lanes)(bytes == 0xEF) & (lanes)(lanes_at(text + 1) == 0xBF) &
                          (lanes)(lanes_at(text + 2) >= 0xBE);
    return is_control | is_last;
}

enum { SEEN_BYTES = LANES + 2, AHEAD_BYTES = 1024 };

/* Where the first forbidden character is; `len` when there is none. */
static size_t find_forbidden(const char *text, size_t len)
{
    size_t i = 0;
    while (len - i >= SEEN_BYTES && !lanes_any(forbidden_lanes(text + i)))
        i += LANES;
    while (i < len && !forbidden_len(text + i, len - i))
        i++;
    return i;
}

/* What is rare in `text`? */
static void look_at(struct xml_repair *repair, const char *text, size_t len)
{
    lanes forbidden = {0};
    lanes returns = {0};
    size_t i = 0;
    for (; len - i >= SEEN_BYTES; i += LANES) {
        // Much is done with each byte, so that the processor would see what comes too late.
        __builtin_prefetch(text + i + AHEAD_BYTES);
        forbidden |= forbidden_lanes(text + i);
        returns |= (lanes)(lanes_at(text + i) == '\r');
    }
    repair->has_forbidden |= lanes_any(forbidden) || find_forbidden(text + i, len - i) < len - i;
    repair->has_returns |= lanes_any(returns) || memchr(text + i, '\r', len - i);
}

/* Look through all of it once for what is rare, so that nobody has to look for it later. */
static void look_through(struct xml_repair *repair, void (*pass)(void *context, size_t offset),
                         void *context)
{
    enum { STRETCH_BYTES = 1 << 20, OVERLAP_BYTES = 2 };
    for (size_t at = 0; at < repair->len; at += STRETCH_BYTES) {
        const size_t rest = repair->len - at;
        const size_t most = STRETCH_BYTES + OVERLAP_BYTES;
        const size_t stretch = rest < most ? rest : most;
        look_at(repair, repair->text + at, stretch);
        if (pass)
            pass(context, at);
    }
}

void xml_repair_init(struct xml_repair *repair, const char *text, size_t len,
                     void (*pass)(void *context, size_t offset), void *context)
{
    *repair = (struct xml_repair){.text = text, .len = len};
    str_init(&repair->edit, LIMIT_STR_BYTES);
    vec_init(&repair->open, sizeof(struct slice));
    vec_init(&repair->values, sizeof(struct slice));
    map_init(&repair->entities);
    look_through(repair, pass, context);
}

void xml_repair_release(struct xml_repair *repair)
{
    str_release(&repair->edit);
    vec_release(&repair->open);
    vec_release(&repair->values);
    map_release(&repair->entities);
}

/* Append to the edit what XML allows of the text. */
static void add_allowed(struct xml_repair *repair, const char *text, size_t len)
{
    while (len) {
        const size_t good = find_forbidden(text, len);
        str_append(&repair->edit, text, good);
        if (good == len)
            break;
        repair->was_changed = true;
        const size_t used = good + forbidden_len(text + good, len - good);
        text += used;
        len -= used;
    }
}

/* The same with the ends of lines as XML counts them (2.11). */
static void add_lines(struct xml_repair *repair, const char *text, size_t len)
{
    while (len) {
        const char *const end = memchr(text, '\r', len);
        const size_t line = end ? (size_t)(end - text) : len;
        add_allowed(repair, text, line);
        if (!end)
            break;
        str_add_char(&repair->edit, '\n');
        const size_t used = line + 1 + (line + 1 < len && end[1] == '\n');
        text += used;
        len -= used;
    }
}

/* Where the section's `]]>` is; NULL if it is nowhere. */
static const char *find_section_end(const char *text, size_t len)
{
    const char *const end = text + len;
    while (text < end) {
        const char *const found = memchr(text, ']', (size_t)(end - text));
        if (!found || end - found < 3)
            return NULL;
        if (found[1] == ']' && found[2] == '>')
            return found;
        text = found + 1;
    }
    return NULL;
}

static bool fix_section(struct xml_repair *repair, size_t at, size_t *used)
{
    const char *const text = repair->text + at + strlen("<![CDATA[");
    const char *const close = find_section_end(text, (size_t)(repair->text + repair->len - text));
    const size_t len = (size_t)((close ? close : repair->text + repair->len) - text);
    *used = strlen("<![CDATA[") + len + (close ? strlen("]]>") : 0);
    if (!close)
        repair->was_changed = repair->was_truncated = true;
    if (repair->open.count == 0) { // outside of the root is no text
        repair->was_changed = true;
        return true;
    }
    repair->literal = (struct slice){text, len};
    if (repair->has_forbidden || repair->has_returns) {
        add_lines(repair, text, len);
        repair->literal = (struct slice){repair->edit.data, repair->edit.len};
    }
    return true;
}

/*
 * Leave out what goes from `at` to the next `close`, or else to the next `>`, or else all. `lacks`
 * remembers that there is none.
 */
static bool leave_out(struct xml_repair *repair, size_t at, const char *close, bool *lacks,
                      size_t *used)
{
    const char *const text = repair->text + at;
    const size_t len = repair->len - at;
    const char *end = *lacks ? NULL : memmem(text, len, close, strlen(close));
    if (end) {
        *used = (size_t)(end - text) + strlen(close);
        return true;
    }
    *lacks = true;
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
        return fix_section(repair, at, used);
    if (starts_with(repair, at, "<!--"))
        return leave_out(repair, at, "-->", &repair->lacks_comment_end, used);
    if (starts_with(repair, at, "<!DOCTYPE"))
        return xml_repair_doctype(repair, at, used);
    if (next == '?')
        return leave_out(repair, at, "?>", &repair->lacks_instruction_end, used);
    repair->was_changed = true;
    if (next == '!') {
        bool lacks_end = false;
        return leave_out(repair, at, ">", &lacks_end, used);
    }
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
            add_allowed(&inner, text + i, used);
        }
        i += used;
    }
    repair->edit = inner.edit;
    repair->expanded_bytes = inner.expanded_bytes;
    repair->was_bomb = inner.was_bomb;
    repair->was_changed |= inner.was_changed;
}

/* Does a long text without any tag start here? */
static bool is_long_text(const struct xml_repair *repair, size_t at)
{
    enum { LONG_BYTES = 512 };
    return repair->open.count && repair->len - at > LONG_BYTES &&
           !memchr(repair->text + at, '<', LONG_BYTES);
}

/* A portion of text up to the next tag, whole characters and whole ends of lines. */
static size_t text_portion(const char *text, size_t len)
{
    enum { PORTION_BYTES = 64 << 10 };
    const size_t most = len < PORTION_BYTES ? len : PORTION_BYTES;
    const char *const tag = memchr(text, '<', most);
    if (tag)
        return (size_t)(tag - text);
    size_t portion = most;
    while (portion < len && portion > 1 &&
           (((unsigned char)text[portion] & 0xC0) == 0x80 || text[portion - 1] == '\r'))
        portion--;
    return portion;
}

/*
 * A long text is read here: libxml2 is slow where many references are, and escaped HTML is full of
 * them.
 */
static bool fix_long_text(struct xml_repair *repair, size_t at, size_t *used)
{
    const char *const text = repair->text + at;
    const size_t len = text_portion(text, repair->len - at);
    repair->was_changed |= find_section_end(text, len) != NULL; // XML 1.0 2.4
    const bool is_plain = !repair->has_forbidden && !repair->has_returns;
    size_t i = 0;
    while (i < len) {
        const char *const reference = memchr(text + i, '&', len - i);
        const size_t run = (reference ? (size_t)(reference - text) : len) - i;
        if (is_plain)
            str_append(&repair->edit, text + i, run);
        else
            add_lines(repair, text + i, run);
        i += run;
        if (reference) // it may reach over the portion's end
            i += xml_repair_add_meaning(repair, at + i);
    }
    repair->literal = (struct slice){repair->edit.data, repair->edit.len};
    *used = i;
    return true;
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
    const size_t len = forbidden_len(repair->text + at, repair->len - at);
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

static void start(struct xml_repair *repair)
{
    repair->stage = XML_REPAIR_INSIDE;
    repair->has_edit = true;
    str_add(&repair->edit, "<" XML_REPAIR_ROOT ">");
    // What stands before the first tag is junk, but for white space.
    const char *const first = memchr(repair->text, '<', repair->len);
    repair->pos = first ? (size_t)(first - repair->text) : repair->len;
    for (size_t i = 0; i < repair->pos; i++)
        repair->was_changed |= !ascii_is_space(repair->text[i]);
}

/* Everything that is still open ends here. */
static void finish(struct xml_repair *repair)
{
    repair->stage = XML_REPAIR_DONE;
    repair->has_edit = true;
    if (repair->open.count)
        repair->was_changed = repair->was_truncated = true;
    xml_repair_close(repair, 0);
    str_add(&repair->edit, "</" XML_REPAIR_ROOT ">");
}

static void take_edit(struct xml_repair *repair, struct xml_piece *piece)
{
    repair->has_edit = false;
    if (repair->literal.data)
        *piece = (struct xml_piece){repair->literal.data, repair->literal.len, true};
    else
        *piece = (struct xml_piece){repair->edit.data, repair->edit.len, false};
}

bool xml_repair_next(struct xml_repair *repair, struct xml_piece *piece)
{
    if (repair->has_edit) {
        take_edit(repair, piece);
        return true;
    }
    str_clear(&repair->edit);
    repair->literal = (struct slice){0};
    if (repair->stage == XML_REPAIR_DONE)
        return false;
    if (repair->stage == XML_REPAIR_START) {
        start(repair);
        return xml_repair_next(repair, piece);
    }
    enum { MOST_BYTES = 256 << 10 }; // of a piece: the reader gives back memory between two
    const size_t first = repair->pos;
    size_t i = first;
    bool is_behind_tag = true;
    while (i < repair->len && !repair->has_edit && !repair->is_too_deep && i - first < MOST_BYTES) {
        size_t used = 0;
        if (is_behind_tag && is_long_text(repair, i)) {
            repair->has_edit = fix_long_text(repair, i, &used);
        } else {
            i = scan(repair, i);
            repair->has_edit = i < repair->len && fix(repair, i, &used);
        }
        if (repair->is_too_deep && !repair->has_edit)
            used = 0; // what stands before the tag that is one too many counts
        repair->pos = i + used;
        is_behind_tag = used && repair->text[i] == '<';
        i = repair->has_edit ? i : i + used;
    }
    if (!repair->has_edit && (i == first || repair->is_too_deep))
        finish(repair);
    *piece = (struct xml_piece){repair->text + first, i - first, false};
    return true;
}
