/*
 * References: to characters (&#233; &#xE9;), to the five entities of XML, to HTML's, to those that
 * the document type declares, and the ampersands that are none of these.
 */
#include <stdlib.h>
#include <string.h>

#include "codec/xml.h"
#include "codec/xml_internal.h"
#include "text/reference.h"
#include "text/utf8.h"

enum {
    NAME_BYTES = 64,            // no reference of HTML is longer
    EXPANDED_BYTES = 256 << 10, // what the entities of a document type may add to it
};

bool xml_is_forbidden(unsigned code_point)
{
    if (code_point < 0x20)
        return code_point != '\t' && code_point != '\n' && code_point != '\r';
    return (code_point >= 0xD800 && code_point < 0xE000) || code_point == 0xFFFE ||
           code_point == 0xFFFF || code_point > 0x10FFFF;
}

struct number {
    unsigned value;
    size_t len; // with & and ;
    bool has_semicolon;
};

/* `&#233;` or `&#xE9;`, the semicolon may be missing. */
static bool read_number(const char *text, size_t len, struct number *number)
{
    if (len < 3 || text[0] != '&' || text[1] != '#')
        return false;
    const bool is_hex = text[2] == 'x' || text[2] == 'X';
    const int base = is_hex ? 16 : 10;
    const size_t first = is_hex ? 3 : 2;
    size_t i = first;
    number->value = 0;
    for (; i < len && ascii_digit_value(text[i], base) >= 0; i++)
        if (number->value <= 0x10FFFF)
            number->value =
                number->value * (unsigned)base + (unsigned)ascii_digit_value(text[i], base);
    if (i == first)
        return false;
    number->has_semicolon = i < len && text[i] == ';';
    number->len = i + number->has_semicolon;
    return true;
}

static void add_number(struct str *out, unsigned code_point)
{
    str_printf(out, "&#%u;", code_point);
}

/* Two references that are the halves of one character of UTF-16. */
static bool join_surrogates(const char *text, size_t len, struct number *number)
{
    struct number low;
    if (number->value < 0xD800 || number->value >= 0xDC00 ||
        !read_number(text + number->len, len - number->len, &low) || low.value < 0xDC00 ||
        low.value >= 0xE000)
        return false;
    number->value = 0x10000 + ((number->value - 0xD800) << 10) + (low.value - 0xDC00);
    number->len += low.len;
    return true;
}

static bool fix_number(struct xml_repair *repair, size_t at, struct number *number)
{
    const char *const text = repair->text + at;
    if (join_surrogates(text, repair->len - at, number)) {
        repair->was_changed = true;
        add_number(&repair->edit, number->value);
        return true;
    }
    const unsigned meant = text_numbered_reference(number->value);
    if (meant == number->value && number->has_semicolon && text[2] != 'X' &&
        !xml_is_forbidden(meant))
        return false;
    if (meant == number->value)
        repair->was_changed = true;
    // A control character is nothing, but what is no character at all was one once.
    if (!xml_is_forbidden(meant))
        add_number(&repair->edit, meant);
    else if (meant >= 0x20)
        add_number(&repair->edit, 0xFFFD);
    return true;
}

/* What one of the five entities of XML means; NUL for another name. */
static char of_xml(const char *name, size_t len)
{
    static const struct {
        const char *name;
        size_t len;
        char meaning;
    } entities[] = {
        {"lt", 2, '<'}, {"gt", 2, '>'}, {"amp", 3, '&'}, {"quot", 4, '"'}, {"apos", 4, '\''}};
    for (size_t i = 0; i < COUNT_OF(entities); i++)
        if (entities[i].len == len && memcmp(entities[i].name, name, len) == 0)
            return entities[i].meaning;
    return '\0';
}

/* The value of an entity of HTML as numeric references. */
static void add_value(struct str *out, const char *value)
{
    size_t len = strlen(value);
    while (len) {
        unsigned code_point;
        const size_t step = text_next(value, len, &code_point);
        add_number(out, code_point);
        value += step;
        len -= step;
    }
}

/* An entity that the document declared. Its value was made harmless then. */
static bool add_declared(struct xml_repair *repair, const char *name, size_t len)
{
    const struct map_entry *const entry = map_find(&repair->entities, name, len);
    if (!entry)
        return false;
    const struct slice *const value = vec_at(&repair->values, (size_t)entry->value.number);
    repair->expanded_bytes += value->len;
    if (repair->expanded_bytes > EXPANDED_BYTES) {
        repair->was_changed = repair->was_bomb = true;
        return true; // nothing: somebody builds a bomb
    }
    str_append(&repair->edit, value->data, value->len);
    return true;
}

bool xml_repair_reference(struct xml_repair *repair, size_t at, size_t *used)
{
    const char *const text = repair->text + at;
    const size_t len = repair->len - at;
    struct number number;
    if (read_number(text, len, &number)) {
        const bool is_edit = fix_number(repair, at, &number);
        *used = number.len;
        return is_edit;
    }
    const size_t name = xml_name_len(text + 1, len - 1 < NAME_BYTES ? len - 1 : NAME_BYTES);
    if (name && 1 + name < len && text[1 + name] == ';') {
        *used = name + 2;
        if (of_xml(text + 1, name))
            return false;
        if (add_declared(repair, text + 1, name))
            return true;
        const char *const value = text_named_reference(text + 1, name);
        if (value) {
            // RSS 0.91's document type declares those of Latin-1.
            repair->was_changed |= !repair->has_doctype;
            add_value(&repair->edit, value);
            return true;
        }
    }
    repair->was_changed = true;
    *used = 1;
    str_add(&repair->edit, "&amp;");
    return true;
}

/* One reference that is right, as the character that it means; how long it was. */
static size_t add_meaning(const char *text, size_t len, struct str *out)
{
    struct number number;
    if (read_number(text, len, &number)) {
        str_add_code_point(out, number.value);
        return number.len;
    }
    const size_t name = xml_name_len(text + 1, len - 1 < NAME_BYTES ? len - 1 : NAME_BYTES);
    str_add_char(out, of_xml(text + 1, name));
    return name + 2;
}

/* References in the edit from `start` on become what they mean, which is never longer. */
static void resolve_edit(struct str *edit, size_t start)
{
    struct str plain;
    str_init(&plain, edit->limit);
    for (size_t i = start; i < edit->len;) {
        if (edit->data[i] == '&')
            i += add_meaning(edit->data + i, edit->len - i, &plain);
        else
            str_add_char(&plain, edit->data[i++]);
    }
    str_cut(edit, start);
    str_append(edit, plain.data, plain.len);
    str_release(&plain);
}

/* What escaped HTML is full of; 0 for all else. */
static size_t add_frequent(const char *text, size_t len, struct str *out)
{
    static const struct {
        char text[6];
        char meaning;
    } frequent[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}};
    for (size_t i = 0; i < COUNT_OF(frequent); i++)
        if (text[1] == frequent[i].text[1] &&
            slice_starts((struct slice){text, len}, frequent[i].text)) {
            str_add_char(out, frequent[i].meaning);
            return strlen(frequent[i].text);
        }
    return 0;
}

size_t xml_repair_add_meaning(struct xml_repair *repair, size_t at)
{
    size_t used = 0;
    if (repair->len - at > 1)
        used = add_frequent(repair->text + at, repair->len - at, &repair->edit);
    if (used)
        return used;
    const size_t start = repair->edit.len;
    if (xml_repair_reference(repair, at, &used))
        resolve_edit(&repair->edit, start);
    else
        add_meaning(repair->text + at, used, &repair->edit);
    return used;
}
