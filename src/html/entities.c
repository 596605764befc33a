#include "html/entities.h"

#include <stdlib.h>
#include <string.h>

#include "base/attributes.h"
#include "text/reference.h"

enum { NAME_BYTES = 32 }; // longer than any name

/* Names that browsers take without a semicolon, sorted. */
// clang-format off
static const char *const old_names[] = {
    "AElig", "AMP", "Aacute", "Acirc", "Agrave", "Aring", "Atilde", "Auml", "COPY", "Ccedil",
    "ETH", "Eacute", "Ecirc", "Egrave", "Euml", "GT", "Iacute", "Icirc", "Igrave", "Iuml", "LT",
    "Ntilde", "Oacute", "Ocirc", "Ograve", "Oslash", "Otilde", "Ouml", "QUOT", "REG", "THORN",
    "Uacute", "Ucirc", "Ugrave", "Uuml", "Yacute", "aacute", "acirc", "acute", "aelig", "agrave",
    "amp", "aring", "atilde", "auml", "brvbar", "ccedil", "cedil", "cent", "copy", "curren",
    "deg", "divide", "eacute", "ecirc", "egrave", "eth", "euml", "frac12", "frac14", "frac34",
    "gt", "iacute", "icirc", "iexcl", "igrave", "iquest", "iuml", "laquo", "lt", "macr", "micro",
    "middot", "nbsp", "not", "ntilde", "oacute", "ocirc", "ograve", "ordf", "ordm", "oslash",
    "otilde", "ouml", "para", "plusmn", "pound", "quot", "raquo", "reg", "sect", "shy", "sup1",
    "sup2", "sup3", "szlig", "thorn", "times", "uacute", "ucirc", "ugrave", "uml", "uuml",
    "yacute", "yen", "yuml",
};
// clang-format on

static int compare_name(const void *name, const void *item)
{
    return strcmp(name, *(const char *const *)item);
}

static bool is_old_name(const char *name)
{
    return bsearch(name, old_names, COUNT_OF(old_names), sizeof(old_names[0]), compare_name);
}

static bool is_name_char(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c);
}

static size_t named_reference(const char *text, size_t len, bool is_attribute, struct str *out)
{
    char name[NAME_BYTES];
    size_t n = 0;
    while (n + 1 < len && n + 1 < sizeof(name) && is_name_char(text[n + 1])) {
        name[n] = text[n + 1];
        n++;
    }
    name[n] = '\0';
    if (n + 1 < len && text[n + 1] == ';') {
        const char *const meaning = text_named_reference(name, n);
        if (meaning)
            return str_add(out, meaning), n + 2;
    }
    for (; n > 1; n--) { // the longest old name that it begins with
        name[n] = '\0';
        if (!is_old_name(name))
            continue;
        const char after = n + 1 < len ? text[n + 1] : '\0';
        if (is_attribute && (after == '=' || is_name_char(after)))
            return 0;
        return str_add(out, text_named_reference(name, n)), n + 1;
    }
    return 0;
}

static size_t numeric_reference(const char *text, size_t len, struct str *out)
{
    size_t at = 2;
    int base = 10;
    if (at < len && ascii_lower(text[at]) == 'x') {
        base = 16;
        at++;
    }
    const size_t first = at;
    unsigned number = 0;
    for (; at < len && ascii_digit_value(text[at], base) >= 0; at++)
        if (number <= 0x10FFFF)
            number = number * (unsigned)base + (unsigned)ascii_digit_value(text[at], base);
    if (at == first)
        return 0;
    str_add_code_point(out, number ? text_numbered_reference(number) : 0xFFFD);
    return at < len && text[at] == ';' ? at + 1 : at;
}

size_t html_reference(const char *text, size_t len, bool is_attribute, struct str *out)
{
    if (len > 2 && text[1] == '#')
        return numeric_reference(text, len, out);
    return named_reference(text, len, is_attribute, out);
}
