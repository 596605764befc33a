/*
 * Tags: attributes are quoted, and the end tags fit the start tags. An end tag closes what is open
 * inside its element; one that fits nothing is left out.
 */
#include <string.h>

#include "base/limits.h"
#include "codec/xml_internal.h"
#include "text/utf8.h"

/* What XML 1.0 (fifth edition, 2.3) lets start a name beyond ASCII. */
static const struct range {
    unsigned first, last;
} name_starts[] = {
    {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
    {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
    {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFC}, {0x10000, 0xEFFFF},
};

static bool is_name_start_beyond_ascii(unsigned code_point)
{
    for (size_t i = 0; i < COUNT_OF(name_starts); i++)
        if (code_point <= name_starts[i].last)
            return code_point >= name_starts[i].first;
    return false;
}

static bool is_name_char_beyond_ascii(unsigned code_point)
{
    return code_point == 0xB7 || (code_point >= 0x300 && code_point <= 0x36F) ||
           code_point == 0x203F || code_point == 0x2040 || is_name_start_beyond_ascii(code_point);
}

// 1: anywhere in a name, 2: at its start, too
// clang-format off
static const unsigned char ascii_name_chars[128] = {
    ['-'] = 1, ['.'] = 1, ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1,
    ['7'] = 1, ['8'] = 1, ['9'] = 1, ['_'] = 2, [':'] = 2,
    ['A'] = 2, ['B'] = 2, ['C'] = 2, ['D'] = 2, ['E'] = 2, ['F'] = 2, ['G'] = 2, ['H'] = 2, ['I'] = 2,
    ['J'] = 2, ['K'] = 2, ['L'] = 2, ['M'] = 2, ['N'] = 2, ['O'] = 2, ['P'] = 2, ['Q'] = 2, ['R'] = 2,
    ['S'] = 2, ['T'] = 2, ['U'] = 2, ['V'] = 2, ['W'] = 2, ['X'] = 2, ['Y'] = 2, ['Z'] = 2,
    ['a'] = 2, ['b'] = 2, ['c'] = 2, ['d'] = 2, ['e'] = 2, ['f'] = 2, ['g'] = 2, ['h'] = 2, ['i'] = 2,
    ['j'] = 2, ['k'] = 2, ['l'] = 2, ['m'] = 2, ['n'] = 2, ['o'] = 2, ['p'] = 2, ['q'] = 2, ['r'] = 2,
    ['s'] = 2, ['t'] = 2, ['u'] = 2, ['v'] = 2, ['w'] = 2, ['x'] = 2, ['y'] = 2, ['z'] = 2,
};
// clang-format on

bool xml_is_name_start(const char *text, size_t len)
{
    if (len == 0 || (unsigned char)text[0] < 0x80)
        return len && ascii_name_chars[(unsigned char)text[0]] == 2;
    unsigned code_point;
    text_next(text, len, &code_point);
    return is_name_start_beyond_ascii(code_point);
}

size_t xml_name_len(const char *text, size_t len)
{
    size_t i = 0;
    while (i < len) {
        const unsigned char byte = (unsigned char)text[i];
        if (byte < 0x80) {
            if (!ascii_name_chars[byte])
                break;
            i++;
            continue;
        }
        unsigned code_point;
        const size_t step = text_next(text + i, len - i, &code_point);
        if (!is_name_char_beyond_ascii(code_point))
            break;
        i += step;
    }
    return i;
}

static size_t skip_name(const char *text, size_t len, size_t i)
{
    return i + xml_name_len(text + i, len - i);
}

static size_t skip_space(const char *text, size_t len, size_t i)
{
    while (i < len && ascii_is_space(text[i]))
        i++;
    return i;
}

/* How a tag looks to somebody who wants to leave it alone. */
struct tag {
    size_t name_end;
    size_t end; // behind it
    bool is_empty;
    bool has_reference; // in a value, and not one of XML's own: it has to be written anew
    bool is_irregular;  // this, too, and it is not well-formed
};

static bool is_plain_reference(const char *text, size_t len)
{
    static const char *const references[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
    for (size_t i = 0; i < COUNT_OF(references); i++)
        if (slice_starts((struct slice){text, len}, references[i]))
            return true;
    return false;
}

/* The place behind the value whose quote is at `i`; 0 if it is not fine. */
static size_t check_value(const struct xml_repair *repair, size_t i, struct tag *tag)
{
    const char *const text = repair->text;
    const char quote = text[i++];
    for (; i < repair->len; i++) {
        const char c = text[i];
        if (c == quote)
            return i + 1;
        if (c == '<' || (repair->has_forbidden && ((unsigned char)c < 0x20 || c == '\xEF')))
            return 0;
        if (c == '&' && !is_plain_reference(text + i, repair->len - i))
            tag->has_reference = true;
    }
    return 0;
}

/* The place behind the attribute at `i`; 0 if it is not fine. */
static size_t check_attribute(const struct xml_repair *repair, size_t i, struct tag *tag)
{
    const char *const text = repair->text;
    const size_t len = repair->len;
    if (!xml_is_name_start(text + i, len - i))
        return 0;
    i = skip_space(text, len, skip_name(text, len, i));
    if (i == len || text[i] != '=')
        return 0;
    i = skip_space(text, len, i + 1);
    if (i == len || (text[i] != '"' && text[i] != '\''))
        return 0;
    return check_value(repair, i, tag);
}

enum { MOST_ATTRIBUTES = 64 }; // libxml2 compares each with each

/* Read the tag that starts at `at`. */
static void check_tag(const struct xml_repair *repair, size_t at, struct tag *tag)
{
    const char *const text = repair->text;
    const size_t len = repair->len;
    *tag = (struct tag){.name_end = skip_name(text, len, at + 1)};
    size_t i = tag->name_end;
    for (size_t count = 0; i && count <= MOST_ATTRIBUTES; count++) {
        const size_t gap = skip_space(text, len, i);
        tag->is_empty = gap + 1 < len && text[gap] == '/' && text[gap + 1] == '>';
        tag->end = gap + 1 + tag->is_empty;
        if (tag->is_empty || (gap < len && text[gap] == '>'))
            return;
        i = gap > i && gap < len ? check_attribute(repair, gap, tag) : 0;
    }
    tag->is_irregular = true;
}

/* An attribute, taken as HTML would. */
struct attribute {
    struct slice name;
    struct slice value;
};

/* Is a tag open behind the text, in whose front one was (or was not)? */
static bool leaves_tag_open(const char *text, size_t len, bool was_open)
{
    const char *const open = memrchr(text, '<', len);
    const char *const close = memrchr(text, '>', len);
    if (!open && !close)
        return was_open;
    return open && (!close || open > close);
}

/* A value may have a tag in it whose own quotes nobody escaped: those do not end it. */
static size_t find_quote_end(const char *text, size_t len, size_t i, char quote)
{
    bool is_in_tag = false;
    for (size_t from = i; from < len;) {
        const char *const end = memchr(text + from, quote, len - from);
        if (!end)
            break;
        const size_t at = (size_t)(end - text);
        is_in_tag = leaves_tag_open(text + from, at - from, is_in_tag);
        if (!is_in_tag || end[-1] != '=')
            return at;
        const char *const inner = memchr(end + 1, quote, len - at - 1);
        if (!inner)
            return at;
        from = (size_t)(inner - text) + 1;
    }
    // The quote is never closed: the tag's end has to do.
    const char *const tag_end = memchr(text + i, '>', len - i);
    return tag_end ? (size_t)(tag_end - text) : len;
}

static size_t read_value(const char *text, size_t len, size_t i, struct slice *value)
{
    if (i < len && (text[i] == '"' || text[i] == '\'')) {
        const size_t end = find_quote_end(text, len, i + 1, text[i]);
        *value = (struct slice){text + i + 1, end - i - 1};
        return end < len && text[end] == text[i] ? end + 1 : end;
    }
    size_t end = i;
    while (end < len && !ascii_is_space(text[end]) && text[end] != '>')
        end++;
    if (end > i && end < len && text[end] == '>' && text[end - 1] == '/')
        end--;
    *value = (struct slice){text + i, end - i};
    return end;
}

/* The attribute at `i`; the place behind it is returned. */
static size_t read_attribute(const char *text, size_t len, size_t i, struct attribute *attribute)
{
    const size_t start = i;
    while (i < len && !ascii_is_space(text[i]) && text[i] != '=' && text[i] != '>' &&
           !(text[i] == '/' && i + 1 < len && text[i + 1] == '>'))
        i++;
    if (i == start) // a sign that stands alone
        i++;
    attribute->name = (struct slice){text + start, i - start};
    attribute->value = attribute->name;
    const size_t sign = skip_space(text, len, i);
    if (sign == len || text[sign] != '=')
        return i;
    return read_value(text, len, skip_space(text, len, sign + 1), &attribute->value);
}

static bool is_name(struct slice name)
{
    return name.len && xml_is_name_start(name.data, name.len) &&
           skip_name(name.data, name.len, 0) == name.len;
}

static bool has_same_name(const struct attribute *a, const struct attribute *b)
{
    return a->name.len == b->name.len && memcmp(a->name.data, b->name.data, a->name.len) == 0;
}

static void add_attributes(struct xml_repair *repair, const struct attribute *attributes,
                           size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t twin = 0;
        while (twin < i && !has_same_name(&attributes[twin], &attributes[i]))
            twin++;
        if (twin < i)
            continue;
        str_add_char(&repair->edit, ' ');
        str_append(&repair->edit, attributes[i].name.data, attributes[i].name.len);
        str_add(&repair->edit, "=\"");
        xml_repair_add_value(repair, attributes[i].value.data, attributes[i].value.len);
        str_add_char(&repair->edit, '"');
    }
}

/* Write the tag anew into the edit. False when the text ends before the tag does. */
static bool rewrite_tag(struct xml_repair *repair, size_t at, struct tag *tag)
{
    const char *const text = repair->text;
    const size_t len = repair->len;
    struct attribute attributes[MOST_ATTRIBUTES];
    size_t count = 0;
    size_t i = skip_space(text, len, tag->name_end);
    tag->is_empty = false;
    while (i < len && text[i] != '>') {
        tag->is_empty = text[i] == '/' && i + 1 < len && text[i + 1] == '>';
        if (tag->is_empty)
            break;
        struct attribute *const attribute = &attributes[count];
        i = skip_space(text, len, read_attribute(text, len, i, attribute));
        if (is_name(attribute->name) && count + 1 < MOST_ATTRIBUTES)
            count++;
    }
    if (i >= len)
        return false;
    tag->end = i + 1 + tag->is_empty;
    str_append(&repair->edit, text + at, tag->name_end - at);
    add_attributes(repair, attributes, count);
    str_add(&repair->edit, tag->is_empty ? "/>" : ">");
    return true;
}

static void push(struct xml_repair *repair, const char *name, size_t len)
{
    if (repair->open.count == 0)
        repair->root_count++;
    if (repair->root_count > 1)
        repair->was_changed = true;
    if (repair->open.count == LIMIT_FEED_DEPTH) {
        repair->is_too_deep = true;
        return;
    }
    *(struct slice *)vec_push(&repair->open) = (struct slice){name, len};
}

static bool leave_out_rest(struct xml_repair *repair, size_t at, size_t *used)
{
    repair->was_truncated = true;
    repair->was_changed = true;
    *used = repair->len - at;
    return true;
}

bool xml_repair_start_tag(struct xml_repair *repair, size_t at, size_t *used)
{
    struct tag tag;
    check_tag(repair, at, &tag);
    const bool is_edit = tag.is_irregular || tag.has_reference;
    if (is_edit && !rewrite_tag(repair, at, &tag))
        return leave_out_rest(repair, at, used);
    repair->was_changed |= tag.is_irregular;
    push(repair, repair->text + at + 1, tag.name_end - at - 1);
    if (tag.is_empty && !repair->is_too_deep)
        vec_pop(&repair->open);
    *used = tag.end - at;
    return is_edit;
}

void xml_repair_close(struct xml_repair *repair, size_t keep)
{
    while (repair->open.count > keep) {
        const struct slice *const name = vec_at(&repair->open, repair->open.count - 1);
        str_add(&repair->edit, "</");
        str_append(&repair->edit, name->data, name->len);
        str_add_char(&repair->edit, '>');
        vec_pop(&repair->open);
    }
}

static bool is_same(struct slice a, struct slice b, bool is_nocase)
{
    if (a.len != b.len)
        return false;
    return (is_nocase ? strncasecmp(a.data, b.data, a.len) : memcmp(a.data, b.data, a.len)) == 0;
}

/* How many elements stay open around the innermost one of the name; DEPTH_NONE if there is none. */
static const size_t depth_none = (size_t)-1;

static size_t find_open(const struct xml_repair *repair, struct slice name)
{
    const struct slice *const open = repair->open.items;
    for (int is_nocase = 0; is_nocase <= 1; is_nocase++)
        for (size_t i = repair->open.count; i > 0; i--)
            if (is_same(open[i - 1], name, is_nocase))
                return i - 1;
    return depth_none;
}

bool xml_repair_end_tag(struct xml_repair *repair, size_t at, size_t *used)
{
    const char *const text = repair->text;
    const size_t name_end = skip_name(text, repair->len, at + 2);
    const struct slice name = {text + at + 2, name_end - at - 2};
    const char *const tag_end = memchr(text + name_end, '>', repair->len - name_end);
    if (!tag_end)
        return leave_out_rest(repair, at, used);
    const size_t end = (size_t)(tag_end - text);
    *used = end + 1 - at;
    const struct slice *const open = repair->open.items;
    const size_t count = repair->open.count;
    if (count && is_same(open[count - 1], name, false) &&
        skip_space(text, repair->len, name_end) == end) {
        vec_pop(&repair->open);
        return false;
    }
    repair->was_changed = true;
    const size_t keep = find_open(repair, name);
    if (keep != depth_none)
        xml_repair_close(repair, keep);
    return true;
}
