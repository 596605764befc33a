#include <string.h>

#include "web/internal.h"
#include "web/url.h"

static const char HEX[] = "0123456789ABCDEF";

/* The byte of the escape at the front of `text`, or -1. */
static int url_escape_value(const char *text, size_t len)
{
    if (len < 3 || text[0] != '%')
        return -1;
    const int high = ascii_digit_value(text[1], 16);
    const int low = ascii_digit_value(text[2], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
}

static void url_add_escape(struct str *out, unsigned char byte)
{
    const char escape[] = {'%', HEX[byte >> 4], HEX[byte & 15]};
    str_append(out, escape, sizeof(escape));
}

/* RFC 3986 2.3 */
static bool is_unreserved(int c)
{
    return c > 0 && c < 0x80 &&
           (ascii_is_alpha((char)c) || ascii_is_digit((char)c) || strchr("-._~", c));
}

static bool may_stand(unsigned char c)
{
    return c > ' ' && c < 0x7F && !strchr("\"<>\\^`{|}", c);
}

void url_add_part(struct str *out, struct slice part, bool is_normal)
{
    for (size_t i = 0; i < part.len; i++) {
        const char c = part.data[i];
        const int value = url_escape_value(part.data + i, part.len - i);
        if (value >= 0 && is_normal) {
            if (is_unreserved(value))
                str_add_char(out, (char)value);
            else
                url_add_escape(out, (unsigned char)value);
            i += 2;
        } else if (may_stand((unsigned char)c) && !(is_normal && c == '%')) {
            str_add_char(out, c); // a % without its digits, too: servers read it as it is
        } else {
            url_add_escape(out, (unsigned char)c);
        }
    }
}

void url_encode_form(const char *text, size_t len, struct str *out)
{
    for (size_t i = 0; i < len; i++) {
        const char c = text[i];
        if (c == ' ')
            str_add_char(out, '+');
        else if (ascii_is_alpha(c) || ascii_is_digit(c) || (c && strchr("*-._", c)))
            str_add_char(out, c);
        else
            url_add_escape(out, (unsigned char)c);
    }
}

void url_decode(const char *text, size_t len, struct str *out)
{
    for (size_t i = 0; i < len; i++) {
        const int value = url_escape_value(text + i, len - i);
        str_add_char(out, value >= 0 ? (char)value : text[i]);
        if (value >= 0)
            i += 2;
    }
}
