#include "codec/base64.h"

/* The six bits of a character, or -1. */
static int bits_of(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    if (c == '+' || c == '-')
        return 62;
    if (c == '/' || c == '_')
        return 63;
    return -1;
}

bool base64_decode(const char *text, size_t len, struct str *out)
{
    const size_t before = out->len;
    unsigned group = 0;
    int bit_count = 0;
    bool is_padded = false;
    for (size_t i = 0; i < len; i++) {
        if (ascii_is_space(text[i]))
            continue;
        const int bits = bits_of(text[i]);
        is_padded = is_padded || text[i] == '=';
        if (is_padded ? text[i] != '=' : bits < 0) {
            str_cut(out, before);
            return false;
        }
        if (is_padded)
            continue;
        group = group << 6 | (unsigned)bits;
        bit_count += 6;
        if (bit_count >= 8) {
            bit_count -= 8;
            str_add_char(out, (char)(group >> bit_count & 0xFF));
        }
    }
    return true;
}
