/*
 * What the files of this room share.
 */
#ifndef TEXT_INTERNAL_H
#define TEXT_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "text/decode.h"

/* How many bytes at the start of `text` are ASCII, in whole blocks of 32. */
static inline size_t text_ascii_blocks(const char *text, size_t len)
{
    size_t i = 0;
    for (uint64_t words[4]; i + sizeof(words) <= len; i += sizeof(words)) {
        memcpy(words, text + i, sizeof(words));
        if ((words[0] | words[1] | words[2] | words[3]) & 0x8080808080808080u)
            break;
    }
    return i;
}

/* How many bytes at the start of `text` are ASCII. */
static inline size_t text_ascii_run(const char *text, size_t len)
{
    size_t i = text_ascii_blocks(text, len);
    while (i < len && (unsigned char)text[i] < 0x80)
        i++;
    return i;
}

/*
 * The width of a plain character: one that no neighbour but a mark joins in a cluster, and that is
 * no emoji. 0 when it is not known to be plain. These ranges hold most of the text of the world.
 */
static inline int text_plain_cells(unsigned code_point)
{
    if (code_point < 0x590)
        return code_point >= 0xC0 &&
               (code_point < 0x300 ||
                (code_point >= 0x370 && (code_point < 0x483 || code_point >= 0x48A)));
    if (code_point < 0x64B) // letters of Hebrew and Arabic
        return (code_point >= 0x5D0 && code_point < 0x5EB) || code_point >= 0x620;
    if (code_point < 0x3000)
        return code_point >= 0x2010 && code_point < 0x2028;
    const bool is_wide = (code_point >= 0x4E00 && code_point < 0xA000) ||
                         (code_point >= 0xAC00 && code_point < 0xD7A4) ||
                         (code_point >= 0x3041 && code_point < 0x3097) ||
                         (code_point >= 0x30A0 && code_point < 0x3100) ||
                         (code_point >= 0x3001 && code_point < 0x302A) ||
                         (code_point >= 0xFF01 && code_point < 0xFF61);
    return is_wide ? 2 : 0;
}

/*
 * The charset that a label means, as iconv calls it (or as the label says, where only iconv knows
 * it). False when nobody knows it. Case, white space and quotes around the label do not count.
 */
bool text_charset_find(const char *label, char name[TEXT_CHARSET_BYTES]);

/* The likeliest charset of bytes that are not UTF-8, as iconv calls it. */
const char *text_guess_charset(const char *bytes, size_t len);

#endif
