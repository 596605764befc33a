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

bool text_undo_twice(const char *text, size_t len, struct str *out)
{
    // The first character beyond ASCII would be a lead byte of UTF-8: most texts end here.
    const size_t ascii = text_ascii_run(text, len);
    if (ascii == len || (unsigned char)text[ascii] != 0xC3)
        return false;
    struct str bytes;
    str_init(&bytes, len);
    const bool was_twice = narrow(text, len, &bytes) && text_is_utf8(bytes.data, bytes.len);
    if (was_twice)
        text_append_whole(out, bytes.data, bytes.len);
    str_release(&bytes);
    return was_twice;
}
