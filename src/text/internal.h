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

/* How many bytes at the start of `text` are ASCII: 32 at a time. */
static inline size_t text_ascii_run(const char *text, size_t len)
{
    size_t i = 0;
    for (uint64_t words[4]; i + sizeof(words) <= len; i += sizeof(words)) {
        memcpy(words, text + i, sizeof(words));
        if ((words[0] | words[1] | words[2] | words[3]) & 0x8080808080808080u)
            break;
    }
    while (i < len && (unsigned char)text[i] < 0x80)
        i++;
    return i;
}

/* Append valid UTF-8; where the limit cuts, it cuts between code points. */
void text_append_whole(struct str *out, const char *text, size_t len);

/*
 * The charset that a label means, as iconv calls it (or as the label says, where only iconv knows
 * it). False when nobody knows it. Case, white space and quotes around the label do not count.
 */
bool text_charset_find(const char *label, char name[TEXT_CHARSET_BYTES]);

#endif
