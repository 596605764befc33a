#include "feed/discover.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/vec.h"
#include "feed/internal.h"
#include "text/clean.h"
#include "web/url.h"

enum { OFFER_LIMIT = 64 }; // a page that lists hundreds is a directory

struct discovery {
    const struct html_document *page;
    struct feed_offers *offers;
    struct vec found; // struct feed_offer
    struct map seen;  // addresses
    bool is_post;
    struct str address; // of the page, with a slash at its end
};

/* Is one of the words in `list` (blanks between, any case) this one? */
static bool contains_nocase(const char *text, const char *needle)
{
    return text && strcasestr(text, needle) != NULL;
}

/* ---- which addresses look like feeds */

static bool looks_like_feed(const char *url)
{
    static const char *const ends[] = {
        ".rss",     ".atom",     ".rdf",      "/rss",       "/atom",     "/feed",
        "feed.xml", "/rss.xml",  "/atom.xml", "/index.xml", "feed.json", "/feeds/posts/default",
        "/rss2",    "/rss2.xml", "/feed/rss", "/feed/atom",
    };
    struct url parts;
    if (!url_split(url, strlen(url), &parts))
        return false;
    struct slice path = parts.path;
    if (path.len && path.data[path.len - 1] == '/')
        path.len--;
    for (size_t i = 0; i < COUNT_OF(ends); i++)
        if (slice_ends_nocase(path, ends[i]))
            return true;
    const char *const query = parts.query.data;
    return query && (strncmp(query, "feed=", 5) == 0 || strstr(query, "&feed="));
}

/* A site's interface for programs says JSON as well, and so do oEmbed's answers. */
static bool is_json_feed(const char *type, const char *url)
{
    if (contains_nocase(type, "feed+json"))
        return true;
    return contains_nocase(type, "application/json") && !contains_nocase(type, "oembed") &&
           !strstr(url, "/wp-json/") && !strstr(url, "rest_route=") && !strstr(url, "oembed") &&
           (contains_nocase(url, "feed") || slice_ends_nocase(slice_of(url), ".json"));
}

static bool is_xml_feed(const char *type)
{
    static const char *const types[] = {"rss+xml",  "atom+xml",        "rdf+xml",
                                        "text/xml", "text/rss",        "application/xml",
                                        "x-rss",    "application/rss", "application/atom"};
    if (contains_nocase(type, "oembed"))
        return false;
    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (contains_nocase(type, types[i]))
            return true;
    return false;
}

/* ---- whose comments */

/* `https://example.org/post/feed/` is the comments of `https://example.org/post/`. */
static bool is_feed_of_page(const struct discovery *discovery, const char *url)
{
    const size_t len = discovery->address.len;
    return len && strncmp(url, discovery->address.data, len) == 0 &&
           strncmp(url + len, "feed", 4) == 0;
}

static bool is_comments(const struct discovery *discovery, const char *url, const char *title)
{
    const struct slice name = slice_trim(slice_of(title ? title : ""));
    if (slice_ends_nocase(name, "comments feed") || slice_starts(name, "Comments on"))
        return true;
    if (strstr(url, "/comments/feed") || strstr(url, "/comments/default") ||
        strstr(url, "feed=comments-"))
        return true;
    const bool names_post =
        strstr(url, "feed=") && (strstr(url, "?p=") || strstr(url, "&p=") ||
                                 strstr(url, "?page_id=") || strstr(url, "&page_id="));
    return names_post || (discovery->is_post && is_feed_of_page(discovery, url));
}

/* `href` is the address of the page with `tail` behind it. */
static bool is_below_page(const struct discovery *discovery, html_node node, const char *tail)
{
    struct str url;
    str_init(&url, LIMIT_URL_BYTES);
    const size_t len = discovery->address.len;
    const bool is_below = html_attribute_url(discovery->page, node, "href", &url) && len &&
                          strncmp(url.data, discovery->address.data, len) == 0 &&
                          strncmp(url.data + len, tail, strlen(tail)) == 0;
    str_release(&url);
    return is_below;
}

/* Is this a link that only the front page of a site has right below its own address? */
static bool is_of_front_page(const struct discovery *discovery, html_node node)
{
    return is_below_page(discovery, node, "comments/feed") ||
           is_below_page(discovery, node, "wp-json/");
}

static bool link_names_post(const struct html_document *page, html_node node)
{
    const char *const rel = html_attribute(page, node, "rel");
    const char *const href = html_attribute(page, node, "href");
    if (!rel || !href)
        return false;
    if (slice_has_word(slice_of(rel), "shortlink") &&
        (strstr(href, "?p=") || strstr(href, "?page_id=")))
        return true;
    return strstr(href, "/wp/v2/posts/") || strstr(href, "/wp/v2/pages/");
}

/*
 * Does the page say that it is one article? (A list's own feed is at the same kind of address, and
 * the front page may be an article, too.)
 */
static bool page_is_post(const struct discovery *discovery)
{
    const struct html_document *const page = discovery->page;
    bool is_post = false;
    for (html_node node = HTML_ROOT; node; node = html_walk(page, HTML_ROOT, node)) {
        const enum html_tag tag = html_tag(page, node);
        if (tag == HTML_META) {
            const char *const property = html_attribute(page, node, "property");
            const char *const content = html_attribute(page, node, "content");
            is_post = is_post || (property && strcmp(property, "og:type") == 0 &&
                                  contains_nocase(content, "article"));
        }
        if (tag != HTML_LINK)
            continue;
        if (is_of_front_page(discovery, node))
            return false;
        is_post = is_post || link_names_post(page, node);
    }
    return is_post;
}

static void find_address(struct discovery *discovery)
{
    const struct html_document *const page = discovery->page;
    const html_node canonical = html_find_attribute(page, HTML_ROOT, "rel", "canonical");
    struct str *const address = &discovery->address;
    if (!canonical || !html_attribute_url(page, canonical, "href", address))
        str_add(address, html_base(page));
    str_cut(address, strcspn(address->data, "?#"));
    if (address->len && address->data[address->len - 1] != '/')
        str_add_char(address, '/');
}

/* ---- collecting */

static void add_offer(struct discovery *discovery, html_node node, const char *title)
{
    struct str url;
    str_init(&url, LIMIT_URL_BYTES);
    bool is_new = false;
    if (html_attribute_url(discovery->page, node, "href", &url) && url_is_web(url.data))
        map_add(&discovery->seen, url.data, url.len, &is_new);
    if (is_new && discovery->found.count < OFFER_LIMIT) {
        struct feed_offer *const offer = vec_push(&discovery->found);
        struct str line;
        str_init(&line, LIMIT_TITLE_BYTES);
        if (title)
            text_clean_line(title, strlen(title), &line);
        offer->url = arena_strndup(&discovery->offers->arena, url.data, url.len);
        offer->title =
            line.len ? arena_strndup(&discovery->offers->arena, line.data, line.len) : NULL;
        offer->kind =
            is_comments(discovery, url.data, title) ? FEED_OFFER_COMMENTS : FEED_OFFER_ARTICLES;
        str_release(&line);
    }
    str_release(&url);
}

static void look_at_link(struct discovery *discovery, html_node node)
{
    const char *const rel = html_attribute(discovery->page, node, "rel");
    const char *const href = html_attribute(discovery->page, node, "href");
    const char *const type = html_attribute(discovery->page, node, "type");
    if (!rel || !href)
        return;
    const bool is_alternate =
        slice_has_word(slice_of(rel), "alternate") && !slice_has_word(slice_of(rel), "stylesheet");
    const bool is_feed = slice_has_word(slice_of(rel), "feed") || is_xml_feed(type) ||
                         is_json_feed(type, href) || (!type && looks_like_feed(href));
    if ((is_alternate || slice_has_word(slice_of(rel), "feed")) && is_feed)
        add_offer(discovery, node, html_attribute(discovery->page, node, "title"));
}

static void look_at_anchor(struct discovery *discovery, html_node node)
{
    const char *const href = html_attribute(discovery->page, node, "href");
    if (!href)
        return;
    if (!looks_like_feed(href) && !is_xml_feed(html_attribute(discovery->page, node, "type")))
        return;
    struct str text;
    str_init(&text, LIMIT_TITLE_BYTES);
    html_plain_text(discovery->page, node, &text);
    add_offer(discovery, node, text.data);
    str_release(&text);
}

static void look_for(struct discovery *discovery, enum html_tag tag,
                     void (*look)(struct discovery *, html_node))
{
    const struct html_document *const page = discovery->page;
    for (html_node node = HTML_ROOT; node; node = html_walk(page, HTML_ROOT, node))
        if (html_tag(page, node) == tag)
            look(discovery, node);
}

/* Articles before comments, otherwise as they came. */
static void take_in_order(struct discovery *discovery)
{
    struct feed_offers *const offers = discovery->offers;
    const struct feed_offer *const found = discovery->found.items;
    const size_t count = discovery->found.count;
    offers->offers = arena_zalloc(&offers->arena, (count + 1) * sizeof(*offers->offers));
    for (int kind = FEED_OFFER_ARTICLES; kind <= FEED_OFFER_COMMENTS; kind++)
        for (size_t i = 0; i < count; i++)
            if ((int)found[i].kind == kind)
                offers->offers[offers->count++] = found[i];
}

void feed_discover(const struct html_document *page, struct feed_offers *offers)
{
    *offers = (struct feed_offers){0};
    arena_init(&offers->arena);
    struct discovery discovery = {.page = page, .offers = offers};
    vec_init(&discovery.found, sizeof(struct feed_offer));
    map_init(&discovery.seen);
    str_init(&discovery.address, LIMIT_URL_BYTES);
    find_address(&discovery);
    discovery.is_post = page_is_post(&discovery);
    look_for(&discovery, HTML_LINK, look_at_link);
    if (discovery.found.count == 0)
        look_for(&discovery, HTML_A, look_at_anchor);
    take_in_order(&discovery);
    str_release(&discovery.address);
    map_release(&discovery.seen);
    vec_release(&discovery.found);
}

void feed_offers_release(struct feed_offers *offers)
{
    arena_release(&offers->arena);
    *offers = (struct feed_offers){0};
}
