#include <string.h>

#include "base/str.h"
#include "web/http.h"
#include "web/internal.h"

enum { WORD_BYTES = 64 };

static void word_copy(char out[WORD_BYTES], struct slice word)
{
    size_t len = 0;
    for (; len < word.len && len < WORD_BYTES - 1 && (unsigned char)word.data[len] > ' '; len++)
        out[len] = ascii_lower(word.data[len]);
    out[len] = '\0';
}

/* Without the quotes around it; ' is no quote in the specification, but is found. */
static struct slice slice_unquote(struct slice value)
{
    if (!value.len || (value.data[0] != '"' && value.data[0] != '\''))
        return value;
    const char quote = value.data[0];
    slice_take(&value, 1);
    const char *const end = memchr(value.data, quote, value.len);
    if (end)
        value.len = (size_t)(end - value.data);
    return value;
}

void web_content_type(const char *value, char type[WORD_BYTES], char charset[WORD_BYTES])
{
    type[0] = charset[0] = '\0';
    struct slice rest = slice_of(value);
    struct slice piece;
    // Two headers of the name were joined with a comma by somebody on the way: the first counts.
    if (!slice_next(&rest, ',', &piece))
        return;
    rest = piece;
    if (slice_next(&rest, ';', &piece))
        word_copy(type, slice_trim(piece));
    while (!charset[0] && slice_next(&rest, ';', &piece)) {
        struct slice name;
        if (slice_next(&piece, '=', &name) && slice_is_nocase(slice_trim(name), "charset"))
            word_copy(charset, slice_trim(slice_unquote(slice_trim(piece))));
    }
}
