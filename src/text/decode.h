/*
 * Bytes from outside to valid UTF-8. The order of trust: byte order mark, the protocol's word (HTTP
 * charset), the document's declaration, validity as UTF-8, then a guess, which mostly is
 * windows-1252. Labels mean what WHATWG's Encoding Standard says (latin1 is windows-1252, gb2312 is
 * gb18030, shift_jis is windows-31j ...). A declaration that the bytes contradict does not count.
 */
#ifndef TEXT_DECODE_H
#define TEXT_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/str.h"

enum { TEXT_CHARSET_BYTES = 40 };

struct text_charset {
    char name[TEXT_CHARSET_BYTES]; // iconv's name of what was used
    bool is_from_protocol;         // the protocol's word decided
    bool had_errors;               // something became U+FFFD, or a label was wrong
};

/*
 * Append the text to `out`, without its byte order mark; what is broken becomes U+FFFD. NUL bytes
 * are kept out.
 *
 * protocol charset label of the transport, or NULL
 * declared charset label that the document itself names, or NULL
 * out      initialised; its limit cuts (is_truncated)
 * found    may be NULL
 * thread   any
 * source   WHATWG Encoding 4.2 (labels), Unicode 3.9 (U+FFFD)
 */
void text_decode(const char *bytes, size_t len, const char *protocol, const char *declared,
                 struct str *out, struct text_charset *found);

/*
 * The same without a copy where none is needed: the text is a piece of `bytes` when those are UTF-8
 * as they are, else it is in `out` (cleared first).
 */
struct slice text_decode_borrow(const char *bytes, size_t len, const char *protocol,
                                const char *declared, struct str *out, struct text_charset *found);

#endif
