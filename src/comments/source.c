/*
 * Where a page's comments are. WordPress says the post's id in several places; they are asked in an
 * order of trust: the answer's Link headers, the head's links, the body's class, the reply form.
 */
#include "comments/source.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "comments/internal.h"
#include "comments/reply.h"
#include "web/url.h"

enum {
    REST_PAGE_COMMENTS = 100, // the most that WordPress gives at once
    REST_PAGES_MOST = LIMIT_COMMENTS / REST_PAGE_COMMENTS,
};

struct finder {
    const struct web_response *response;
    const struct html_document *page;
    struct comments_source *source;
};

static const char *keep(struct finder *finder, const struct str *text)
{
    return arena_strndup(&finder->source->arena, text->data, text->len);
}

/* The number that `text` begins with; 0 when it begins with none. */
static int64_t number_in(const char *text)
{
    const size_t len = strspn(text, "0123456789");
    long long number = 0;
    if (len == 0 || !slice_to_int64((struct slice){text, len}, &number))
        return 0;
    return number;
}

/* The number behind the last `mark` in `text`; 0 when there is none. */
static int64_t number_after(const char *text, const char *mark)
{
    const char *last = NULL;
    for (const char *at = text ? strstr(text, mark) : NULL; at; at = strstr(at + 1, mark))
        last = at + strlen(mark);
    return last ? number_in(last) : 0;
}

static int64_t id_in_rest_route(const char *url)
{
    const int64_t post = number_after(url, "/wp/v2/posts/");
    return post ? post : number_after(url, "/wp/v2/pages/");
}

static void look_at_headers(struct finder *finder)
{
    struct comments_source *const source = finder->source;
    struct str url;
    str_init(&url, LIMIT_URL_BYTES);
    if (web_link_find(finder->response, "https://api.w.org/", NULL, &url))
        source->rest_root = keep(finder, &url);
    str_clear(&url);
    if (web_link_find(finder->response, "alternate", "application/json", &url))
        source->post_id = id_in_rest_route(url.data);
    str_clear(&url);
    if (!source->post_id && web_link_find(finder->response, "shortlink", NULL, &url))
        source->post_id = number_after(url.data, "?p=");
    str_release(&url);
}

static const char *page_address(const struct finder *finder)
{
    const char *const url = finder->response ? finder->response->url : NULL;
    return url && *url ? url : html_base(finder->page);
}

/* The post's own comment feed lies below the post's address, or names the post's number. */
static bool is_own_feed(const struct finder *finder, const char *url)
{
    if (strstr(url, "/comments/default"))
        return number_after(url, "/feeds/") != 0; // Blogger: /feeds/POST/comments/default
    const int64_t id = finder->source->post_id;
    if (strstr(url, "feed=") && id && (number_after(url, "p=") == id))
        return true;
    const char *const page = page_address(finder);
    const char *const later = strstr(page, "comment-page-");
    const size_t len = later ? (size_t)(later - page) : strcspn(page, "?#");
    struct url parts;
    if (!url_split(page, len, &parts) || parts.path.len <= 1 || strncmp(url, page, len) != 0)
        return false;
    return strstr(url + len, "feed") || strstr(url + len, "comment");
}

/* WordPress serves the same comments as Atom, where the parents are; the head names RSS only. */
static const char *atom_beside_rss(struct finder *finder, const char *rss)
{
    struct arena *const arena = &finder->source->arena;
    const char *const query = strstr(rss, "feed=rss2");
    if (query)
        return arena_printf(arena, "%.*sfeed=atom%s", (int)(query - rss), rss,
                            query + strlen("feed=rss2"));
    const size_t len = strlen(rss);
    if (len > 6 && strcmp(rss + len - 6, "/feed/") == 0)
        return arena_printf(arena, "%satom/", rss);
    if (len > 5 && strcmp(rss + len - 5, "/feed") == 0)
        return arena_printf(arena, "%s/atom/", rss);
    return NULL;
}

static void look_at_feed_link(struct finder *finder, const char *type, const char *url)
{
    struct comments_source *const source = finder->source;
    const bool is_atom = comments_holds(type, "atom+xml");
    if ((!is_atom && !comments_holds(type, "rss+xml")) || !is_own_feed(finder, url))
        return;
    const char **const slot = is_atom ? &source->atom_feed : &source->rss_feed;
    if (!*slot)
        *slot = url;
}

static void look_at_link(struct finder *finder, html_node node)
{
    struct comments_source *const source = finder->source;
    const char *const rel = html_attribute(finder->page, node, "rel");
    const char *const type = html_attribute(finder->page, node, "type");
    const char *const url = comments_node_url(&source->arena, finder->page, node, "href");
    if (!rel || !url)
        return;
    if (strcmp(rel, "https://api.w.org/") == 0 && !source->rest_root)
        source->rest_root = url;
    else if (strcasecmp(rel, "shortlink") == 0 && !source->post_id)
        source->post_id = number_after(url, "?p=");
    else if (strcasecmp(rel, "replies") == 0 && comments_holds(type, "atom+xml"))
        source->atom_feed = url;
    else if (comments_holds(rel, "alternate") && type && strcmp(type, "application/json") == 0 &&
             !source->post_id)
        source->post_id = id_in_rest_route(url);
    else if (comments_holds(rel, "alternate"))
        look_at_feed_link(finder, type, url);
}

static void look_at_links(struct finder *finder)
{
    for (html_node node = HTML_ROOT; node; node = html_walk(finder->page, HTML_ROOT, node))
        if (html_tag(finder->page, node) == HTML_LINK)
            look_at_link(finder, node);
    struct comments_source *const source = finder->source;
    if (!source->atom_feed && source->rss_feed && source->rest_root)
        source->atom_feed = atom_beside_rss(finder, source->rss_feed);
}

static void look_at_form(struct finder *finder, const struct comments_form *form)
{
    for (size_t i = 0; i < form->count && !finder->source->post_id; i++)
        if (strcmp(form->fields[i].name, "comment_post_ID") == 0)
            finder->source->post_id = number_in(form->fields[i].value);
}

/* What a page without a form says of the reason. */
static enum comments_state state_without_form(struct finder *finder)
{
    bool says_closed = false;
    const struct html_document *const page = finder->page;
    for (html_node node = HTML_ROOT; node; node = html_walk(page, HTML_ROOT, node)) {
        const char *const classes = html_attribute(page, node, "class");
        if (!classes)
            continue;
        if (comments_holds(classes, "must-log-in"))
            return COMMENTS_LOGIN;
        says_closed |= comments_holds(classes, "no-comments") ||
                       comments_holds(classes, "nocomments") ||
                       comments_holds(classes, "comments-closed");
    }
    if (says_closed)
        return COMMENTS_CLOSED;
    struct comments_thread thread;
    comments_thread_init(&thread);
    const bool has_comments = comments_from_page(page, &thread) > 0;
    comments_thread_release(&thread);
    if (has_comments)
        return COMMENTS_CLOSED;
    if (finder->source->embed)
        return COMMENTS_UNKNOWN;
    return finder->source->post_id ? COMMENTS_CLOSED : COMMENTS_NONE;
}

void comments_source_find(const struct web_response *response, const struct html_document *page,
                          struct comments_source *source)
{
    memset(source, 0, sizeof(*source));
    arena_init(&source->arena);
    struct finder finder = {response, page, source};
    if (response)
        look_at_headers(&finder);
    look_at_links(&finder);
    comments_embed_find(page, source);
    struct comments_form *const form = comments_form_find(page);
    if (form)
        look_at_form(&finder, form);
    source->state = form ? COMMENTS_OPEN : state_without_form(&finder);
    comments_form_free(form);
}

void comments_source_release(struct comments_source *source)
{
    arena_release(&source->arena);
}

void comments_wordpress_totals(const struct web_response *response, int64_t *total, int *pages)
{
    const char *const total_text = web_header_find(response->headers, "X-WP-Total");
    const char *const pages_text = web_header_find(response->headers, "X-WP-TotalPages");
    long long number = 0;
    const bool has_total = total_text && slice_to_int64(slice_trim(slice_of(total_text)), &number);
    *total = has_total && number >= 0 ? number : -1;
    *pages = 1;
    if (pages_text && slice_to_int64(slice_trim(slice_of(pages_text)), &number) && number > 1)
        *pages = number < REST_PAGES_MOST ? (int)number : REST_PAGES_MOST;
}

void comments_wordpress_url(const struct comments_source *source, int page, struct str *out)
{
    // The root may be `index.php?rest_route=/`: routes are appended to it as it is.
    const char start = strchr(source->rest_root, '?') ? '&' : '?';
    str_printf(out,
               "%swp/v2/comments%cpost=%lld&per_page=%d&order=asc&orderby=id&page=%d"
               "&_fields=id,parent,author_name,author_url,date_gmt,content,type",
               source->rest_root, start, (long long)source->post_id, REST_PAGE_COMMENTS, page);
}
