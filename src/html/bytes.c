/*
 * Bytes to a document: the charset that the page itself declares, found as HTML 13.2.3.2 does it
 * ("prescan"), but with the parser's view of tags left aside: only <meta> counts.
 */
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "html/internal.h"
#include "text/decode.h"

enum { SCAN_BYTES = 4096, LABEL_BYTES = 64 };

static bool is_label_end(char c)
{
    return ascii_is_space(c) || c == ';' || c == '"' || c == '\'' || c == '>' || c == '/';
}

/* The label behind `charset` in the tag, if any: `charset=x`, `charset = "x"`. */
static bool label_in(struct slice tag, char label[LABEL_BYTES])
{
    static const char word[] = "charset";
    for (size_t i = 0; i + sizeof(word) <= tag.len; i++) {
        if (strncasecmp(tag.data + i, word, sizeof(word) - 1) != 0)
            continue;
        size_t at = i + sizeof(word) - 1;
        while (at < tag.len && ascii_is_space(tag.data[at]))
            at++;
        if (at == tag.len || tag.data[at] != '=')
            continue;
        at++;
        while (at < tag.len &&
               (ascii_is_space(tag.data[at]) || tag.data[at] == '"' || tag.data[at] == '\''))
            at++;
        size_t len = 0;
        while (at + len < tag.len && len + 1 < LABEL_BYTES && !is_label_end(tag.data[at + len]))
            len++;
        memcpy(label, tag.data + at, len);
        label[len] = '\0';
        return len > 0;
    }
    return false;
}

static struct slice until(struct slice text, const char *end)
{
    const char *const found = memmem(text.data, text.len, end, strlen(end));
    return (struct slice){text.data, found ? (size_t)(found - text.data) : text.len};
}

static bool find_declared(const char *bytes, size_t len, char label[LABEL_BYTES])
{
    struct slice rest = {bytes, len < SCAN_BYTES ? len : SCAN_BYTES};
    while (rest.len) {
        const char *const tag = memchr(rest.data, '<', rest.len);
        if (!tag)
            return false;
        rest.len -= (size_t)(tag - rest.data);
        rest.data = tag;
        const bool is_comment = slice_starts(rest, "<!--");
        const struct slice piece = until(rest, is_comment ? "-->" : ">");
        if (piece.len > 6 && strncasecmp(piece.data, "<meta", 5) == 0 && label_in(piece, label))
            return true;
        const size_t used = piece.len ? piece.len : 1;
        slice_take(&rest, used);
    }
    return false;
}

struct html_document *html_parse_bytes(const char *bytes, size_t len, const char *protocol_charset,
                                       const char *base, const struct ticket *ticket,
                                       struct error *err)
{
    if (len > LIMIT_HTML_BYTES) {
        error_set(err, ERR_LIMIT, _("the page is larger than %d MiB"), LIMIT_HTML_BYTES >> 20);
        return NULL;
    }
    char label[LABEL_BYTES];
    const bool is_declared = find_declared(bytes, len, label);
    struct str text;
    str_init(&text, LIMIT_HTML_BYTES);
    const struct slice decoded =
        text_decode_borrow(bytes, len, protocol_charset, is_declared ? label : NULL, &text, NULL);
    struct html_document *const doc =
        html_parse_valid(decoded.data, decoded.len, base, ticket, err);
    if (doc && text.is_truncated)
        doc->is_truncated = true;
    str_release(&text);
    return doc;
}
