#include "text/twice.h"

#include "text/internal.h"
#include "text/reference.h"
#include "text/utf8.h"

/* The byte of a character in windows-1252; false when it has none. */
static bool byte_of(unsigned code_point, char *byte)
{
    if (code_point < 0x100) {
        *byte = (char)code_point;
        return true;
    }
    for (unsigned i = 0x80; i < 0xA0; i++)
        if (text_numbered_reference(i) == code_point) {
            *byte = (char)i;
            return true;
        }
    return false;
}

static bool narrow(const char *text, size_t len, struct str *out)
{
    size_t i = 0;
    while (i < len) {
        const size_t ascii = text_ascii_run(text + i, len - i);
        str_append(out, text + i, ascii);
        i += ascii;
        if (i == len)
            break;
        unsigned code_point;
        char byte;
        i += text_next(text + i, len - i, &code_point);
        if (!byte_of(code_point, &byte))
            return false;
        str_add_char(out, byte);
    }
    return !out->is_truncated;
}

/* A lead byte of UTF-8 and the byte after it, each as a character of its own: where texts that were
 * encoded once end. */
static bool begins_twice(const char *text, size_t len)
{
    unsigned code_point;
    char lead;
    char next;
    const size_t first = text_next(text, len, &code_point);
    if (!byte_of(code_point, &lead) || (unsigned char)lead < 0xC2 || first == len)
        return false;
    text_next(text + first, len - first, &code_point);
    return byte_of(code_point, &next) && (unsigned char)next >= 0x80 && (unsigned char)next < 0xC0;
}

bool text_undo_twice(const char *text, size_t len, struct str *out)
{
    const size_t ascii = text_ascii_run(text, len);
    if (ascii == len || !begins_twice(text + ascii, len - ascii))
        return false;
    struct str bytes;
    str_init(&bytes, len);
    const bool was_twice = narrow(text, len, &bytes) && text_is_utf8(bytes.data, bytes.len);
    if (was_twice)
        str_append_whole(out, bytes.data, bytes.len);
    str_release(&bytes);
    return was_twice;
}
