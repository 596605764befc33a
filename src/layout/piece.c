/*
 * A block's text as it is shown, piece by piece. Measuring and writing both go through here, so
 * that they agree about every cell.
 */
#include <string.h>

#include "layout/internal.h"

/* Characters that only say where lines may end. */
static size_t silent_len(const char *text, size_t len)
{
    if (len >= 2 && memcmp(text, "\xC2\xAD", 2) == 0)
        return 2;
    if (len >= 3 && (memcmp(text, "\xE2\x80\x8B", 3) == 0 || memcmp(text, "\xE2\x81\xA0", 3) == 0))
        return 3;
    return text[0] == '\n' ? 1 : 0;
}

static bool may_be_silent(char c)
{
    return c == '\n' || c == '\xC2' || c == '\xE2';
}

static uint32_t span_end(const struct block *block, uint32_t span)
{
    return span + 1 < block->span_count ? block->spans[span + 1].start : block->len;
}

bool piece_next(struct cursor *cursor, uint32_t end, struct piece *piece)
{
    const struct block *const block = cursor->block;
    const char *const text = block->text;
    while (cursor->at < end) {
        const size_t silent = silent_len(text + cursor->at, end - cursor->at);
        if (silent == 0)
            break;
        cursor->at += (uint32_t)silent;
    }
    if (cursor->at >= end)
        return false;
    while (span_end(block, cursor->span) <= cursor->at && cursor->span + 1 < block->span_count)
        cursor->span++;
    uint32_t stop = span_end(block, cursor->span);
    if (stop > end)
        stop = end;
    uint32_t at = cursor->at + 1;
    while (at < stop && !(may_be_silent(text[at]) && silent_len(text + at, stop - at)))
        at++;
    *piece = (struct piece){text + cursor->at, at - cursor->at, &block->spans[cursor->span]};
    cursor->at = at;
    return true;
}
