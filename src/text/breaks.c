#include "text/breaks.h"

#include <string.h>
#include <unigbrk.h>
#include <unilbrk.h>

#include "text/internal.h"
#include "text/utf8.h"

void text_breaks(const char *text, size_t len, unsigned char *breaks)
{
    u8_possible_linebreaks((const uint8_t *)text, len, "UTF-8", (char *)breaks);
    bool must = false;
    for (size_t i = 0; i < len; i++) {
        const unsigned char found = breaks[i];
        breaks[i] = must                         ? TEXT_BREAK_MUST
                    : found == UC_BREAK_POSSIBLE ? TEXT_BREAK_ALLOWED
                                                 : TEXT_BREAK_NONE;
        must = found == UC_BREAK_MANDATORY;
    }
}
