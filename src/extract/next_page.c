/*
 * Articles in several pages: which address is the next one's. Links that say so (rel=next, a word,
 * a number) lie often, because the next article is linked in the same way; so the address itself
 * must be this page's, with one number more.
 */
#include <string.h>

#include "base/limits.h"
#include "extract/meta.h"
#include "web/url.h"

enum { PAGES_MOST = 30 }; // a higher number is an article's

// What may stand between the address that two pages share and their numbers; lower case.
static const char *const page_words[] = {"page",    "pages",   "seite", "pagina", "p",    "s",
                                         "strona",  "part",    "teil",  "sida",   "side", "pg",
                                         "pagenum", "pageno",  "paged", "pag",    "sivu", "sayfa",
                                         "oldal",   "stranka", "index", "html",   "htm",  "php"};

static bool is_page_word(struct slice word)
{
    for (size_t i = 0; i < COUNT_OF(page_words); i++)
        if (slice_is_nocase(word, page_words[i]))
            return true;
    return false;
}

/* The only number in a piece of an address that holds nothing else but page words; 0: an empty
 * piece or one without number; -1: other words. */
static int page_number(struct slice piece)
{
    int number = 0;
    int numbers = 0;
    for (size_t i = 0; i < piece.len;) {
        const size_t start = i;
        while (i < piece.len && ascii_is_alpha(piece.data[i]))
            i++;
        if (i > start && !is_page_word((struct slice){piece.data + start, i - start}))
            return -1;
        const size_t digits = i;
        for (number = i < piece.len && ascii_is_digit(piece.data[i]) ? 0 : number;
             i < piece.len && ascii_is_digit(piece.data[i]) && i - digits < 3; i++)
            number = number * 10 + (piece.data[i] - '0');
        if (i - digits == 3)
            return -1;
        numbers += i > digits;
        i += i == start;
    }
    return numbers > 1 ? -1 : number;
}

/* Does the piece begin with a word for a page, as `pg2` and `seite-2` do? */
static bool names_page(struct slice piece)
{
    size_t len = 0;
    while (len < piece.len && ascii_is_alpha(piece.data[len]))
        len++;
    const struct slice word = {piece.data, len};
    return len && is_page_word(word) && !slice_is_nocase(word, "index");
}

static size_t same_at_start(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t len = 0;
    while (len < a_len && len < b_len && a[len] == b[len])
        len++;
    // Not within a number or a word.
    while (len && (ascii_is_digit(a[len - 1]) || ascii_is_alpha(a[len - 1])) &&
           ((len < a_len && (ascii_is_digit(a[len]) || ascii_is_alpha(a[len]))) ||
            (len < b_len && (ascii_is_digit(b[len]) || ascii_is_alpha(b[len])))))
        len--;
    return len;
}

static size_t same_at_end(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t len = 0;
    while (len < a_len && len < b_len && a[a_len - 1 - len] == b[b_len - 1 - len])
        len++;
    while (len && ascii_is_digit(a[a_len - len]))
        len--;
    return len;
}

/* The number of the page `to` when it is the one after `from`; 0 when it is not. */
static int page_step(const char *from, const char *to)
{
    const size_t from_len = strcspn(from, "#");
    const size_t to_len = strcspn(to, "#");
    const size_t start = same_at_start(from, from_len, to, to_len);
    const size_t end = same_at_end(from + start, from_len - start, to + start, to_len - start);
    const struct slice from_piece = {from + start, from_len - start - end};
    const struct slice to_piece = {to + start, to_len - start - end};
    const int here = page_number(from_piece);
    const int there = page_number(to_piece);
    struct url parts;
    const bool has_path =
        url_split(from, from_len, &parts) && parts.path.len > 1 && from + start > parts.path.data;
    if (!has_path || here < 0 || there < 2 || there > PAGES_MOST)
        return 0;
    // Right below the host a bare number is a year or an article's; both must say page.
    const bool is_below_host = from + start == parts.path.data + 1;
    if (is_below_host && (here == 0 || !names_page(from_piece) || !names_page(to_piece)))
        return 0;
    return there == (here ? here : 1) + 1 ? there : 0;
}

/* The page's own address: <base> may have taken it from the document, then its canonical one. */
static const char *own_address(const struct extract_meta *meta)
{
    const char *const base = html_base(meta->doc);
    const char *const canonical = extract_meta_get(meta, EXTRACT_CANONICAL);
    struct url parts;
    const bool has_path = url_split(base, strlen(base), &parts) && parts.path.len > 1;
    return has_path || !canonical ? base : canonical;
}

const char *extract_next_page(const struct extract_meta *meta)
{
    const char *const own = own_address(meta);
    const char *found = NULL;
    struct str url;
    str_init(&url, LIMIT_URL_BYTES);
    for (html_node node = HTML_ROOT; node && !found; node = html_walk(meta->doc, HTML_ROOT, node)) {
        const enum html_tag tag = html_tag(meta->doc, node);
        str_clear(&url);
        if ((tag == HTML_A || tag == HTML_LINK) && *own &&
            html_attribute_url(meta->doc, node, "href", &url) && page_step(own, url.data))
            found = arena_strndup(meta->arena, url.data, strcspn(url.data, "#"));
    }
    str_release(&url);
    return found;
}
