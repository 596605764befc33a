/*
 * Headlines repeat: in <title> with the site's name behind a bar, in the first heading, in the
 * feed. They are compared as letters and digits only, case folded.
 */
#include <string.h>

#include "base/limits.h"
#include "base/str.h"
#include "extract/extract.h"
#include "extract/internal.h"
#include "text/fold.h"
#include "text/utf8.h"

enum {
    PART_BYTES = 12,        // a shorter piece of a title ("News") says too little
    BARS_MOST = 24,         // of a title; more are not looked at
    HEADLINE_BYTES = 1000,  // a longer block is no headline
    HEADLINE_ELEMENTS = 12, // how far into a text a headline is looked for
};

static bool is_part_of_word(unsigned c)
{
    if (c < 0x80)
        return ascii_is_alpha((char)c) || ascii_is_digit((char)c);
    return !(c >= 0x2000 && c <= 0x206f) && !(c >= 0x3000 && c <= 0x303f) && c != 0xa0 &&
           c != 0xab && c != 0xbb && c != 0xb7 && c != 0xad && c != 0xff5c &&
           !(c >= 0xff01 && c <= 0xff0f) && c != 0xff1a;
}

/* Letters and digits of the folded text, appended to `out`. */
static void reduce(const char *text, size_t len, struct str *out)
{
    struct str folded;
    str_init(&folded, LIMIT_TITLE_BYTES);
    text_fold(text, len, &folded);
    for (size_t at = 0; at < folded.len;) {
        unsigned c = 0;
        const size_t used = text_next(folded.data + at, folded.len - at, &c);
        if (is_part_of_word(c))
            str_append(out, folded.data + at, used);
        at += used;
    }
    str_release(&folded);
}

/* Where the next piece of a title begins and where the one before it ends; false at the end. */
static bool next_bar(const char *text, size_t from, size_t *end, size_t *start)
{
    static const char *const bars[] = {" | ", " - ", " – ", " — ", " » ", " :: ", " · ",
                                       " • ", " / ", " < ", " > ", " ‹ ", " › ",  " « ",
                                       " ~ ", "｜",  " @ ", ": ",  "_",   "-"};
    const char *found = NULL;
    size_t found_len = 0;
    for (size_t i = 0; i < COUNT_OF(bars); i++) {
        const char *const at = strstr(text + from, bars[i]);
        if (at && (!found || at < found)) {
            found = at;
            found_len = strlen(bars[i]);
        }
    }
    if (!found)
        return false;
    *end = (size_t)(found - text);
    *start = *end + found_len;
    return true;
}

static bool is_same_bytes(const char *bytes, size_t len, const struct str *other)
{
    return len == other->len && memcmp(bytes, other->data, len) == 0;
}

/* Is `heading` what stands before or behind one of the title's bars? Both reduced. */
static bool is_piece(const char *title, const struct str *reduced, const struct str *heading)
{
    if (heading->len < PART_BYTES)
        return false;
    struct str before;
    str_init(&before, LIMIT_TITLE_BYTES);
    bool is_same = false;
    size_t from = 0;
    size_t end = 0;
    size_t start = 0;
    // The bars hold nothing of what is compared, so that a piece is a part of the whole.
    for (int i = 0; i < BARS_MOST && !is_same && next_bar(title, from, &end, &start); i++) {
        reduce(title + from, end - from, &before);
        if (before.len > reduced->len)
            break;
        is_same = is_same_bytes(reduced->data, before.len, heading) ||
                  is_same_bytes(reduced->data + before.len, reduced->len - before.len, heading);
        from = start;
    }
    str_release(&before);
    return is_same;
}

bool extract_same_headline(const char *title, const char *heading)
{
    if (!title || !heading || strlen(heading) > HEADLINE_BYTES || strlen(title) > HEADLINE_BYTES)
        return false;
    struct str left;
    struct str right;
    str_init(&left, LIMIT_TITLE_BYTES);
    str_init(&right, LIMIT_TITLE_BYTES);
    reduce(title, strlen(title), &left);
    reduce(heading, strlen(heading), &right);
    const bool is_same = left.len && right.len &&
                         (strcmp(left.data, right.data) == 0 || is_piece(title, &left, &right) ||
                          is_piece(heading, &right, &left));
    str_release(&right);
    str_release(&left);
    return is_same;
}

static bool can_be_headline(enum html_tag tag)
{
    return html_is_heading(tag) || tag == HTML_P || tag == HTML_STRONG || tag == HTML_B ||
           tag == HTML_DIV || tag == HTML_HEADER || tag == HTML_HGROUP;
}

static bool has_text(const struct html_document *doc, html_node node)
{
    return slice_trim(html_text(doc, node)).len > 0;
}

html_node extract_repeated_headline(const struct html_document *doc, const char *title)
{
    int seen = 0;
    for (html_node node = html_walk(doc, HTML_ROOT, HTML_ROOT); node && seen < HEADLINE_ELEMENTS;
         node = html_walk(doc, HTML_ROOT, node)) {
        if (html_tag(doc, node) == HTML_TEXT && has_text(doc, node))
            break; // the text has begun with something else
        if (!can_be_headline(html_tag(doc, node)) || html_is_hidden(doc, node))
            continue;
        seen++;
        struct str text;
        str_init(&text, HEADLINE_BYTES);
        html_plain_text(doc, node, &text);
        const bool is_same = !text.is_truncated && extract_same_headline(title, text.data);
        str_release(&text);
        if (is_same)
            return node;
    }
    return HTML_NONE;
}
