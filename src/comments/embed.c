/*
 * Discussions that another site keeps and a script brings in. What is found is named, with the
 * address where a person can read it.
 */
#include <string.h>

#include "base/limits.h"
#include "comments/internal.h"
#include "web/url.h"

/*
 * How each is known: a piece of a script's or frame's address, or of an element's class or id. The
 * address is that script's, or what the attribute says, or the page's own.
 */
struct embed {
    const char *name;
    const char *address; // piece of src; NULL
    const char *called;  // class or id, whole; NULL
    const char *link;    // attribute that holds the discussion's address; NULL
};

// clang-format off
static const struct embed embeds[] = {
    {"Disqus",         ".disqus.com/embed",         "disqus_thread",       NULL},
    {"Disqus",         ".disqus.com/count",         NULL,                  NULL},
    {"giscus",         "giscus.app/client",         "giscus",              NULL},
    {"utterances",     "utteranc.es/client",        "utterances",          NULL},
    {"Facebook",       NULL,                        "fb-comments",         "data-href"},
    {"Discourse",      "/embed/comments",           "discourse-comments",  NULL},
    {"Discourse",      "/javascripts/embed.js",     NULL,                  NULL},
    {"Hyvor Talk",     "talk.hyvor.com",            "hyvor-talk-view",     NULL},
    {"Isso",           NULL,                        "isso-thread",         NULL},
    {"Remark42",       "/web/embed.js",             "remark42",            NULL},
    {"Commento",       "/js/commento.js",           "commento",            NULL},
    {"Coral",          NULL,                        "coral_thread",        NULL},
    {"Cusdis",         "cusdis.es.js",              "cusdis_thread",       NULL},
    {"OpenWeb",        "launcher.spot.im",          NULL,                  NULL},
    {"Viafoura",       "cdn.viafoura.net",          "viafoura",            NULL},
    {"VUUKLE",         "cdn.vuukle.com",            "vuukle-comments",     NULL},
    {"IntenseDebate",  "intensedebate.com/js",      "idc-container",       NULL},
    {"Livefyre",       "livefyre.com/",             "livefyre-comments",   NULL},
    {"FastComments",   "cdn.fastcomments.com",      "fastcomments-widget", NULL},
    {"GraphComment",   "graphcomment.com",          "graphcomment",        NULL},
    {"SolidOpinion",   "solidopinion.com",          "so_comments",         NULL},
    {"HyperComments",  "hypercomments.com",         "hypercomments_widget", NULL},
};
// clang-format on

static bool is_named(const struct html_document *page, html_node node, const char *name)
{
    const char *const id = html_attribute(page, node, "id");
    return html_has_class(page, node, name) || (id && strcmp(id, name) == 0);
}

static bool matches(const struct html_document *page, html_node node, const struct embed *embed)
{
    const enum html_tag tag = html_tag(page, node);
    if (embed->address && (tag == HTML_SCRIPT || tag == HTML_IFRAME)) {
        const char *const src = html_attribute(page, node, "src");
        return src && strstr(src, embed->address);
    }
    return embed->called && is_named(page, node, embed->called);
}

/* A Disqus thread by its forum and the page it belongs to, as the embed asks for it. */
static const char *disqus_address(struct arena *arena, const char *src, const char *page_url)
{
    const char *const host = strstr(src, "://");
    const char *const start = host ? host + 3 : src + strspn(src, "/");
    const size_t len = strcspn(start, ".");
    struct str url;
    str_init(&url, LIMIT_URL_BYTES);
    str_add(&url, "https://disqus.com/embed/comments/?base=default&f=");
    url_encode_form(start, len, &url);
    str_add(&url, "&t_u=");
    url_encode_form(page_url, strlen(page_url), &url);
    const char *const address = arena_strndup(arena, url.data, url.len);
    str_release(&url);
    return address;
}

static const char *embed_address(struct arena *arena, const struct html_document *page,
                                 html_node node, const struct embed *embed)
{
    const char *const page_url = html_base(page);
    const char *const link = embed->link ? comments_node_url(arena, page, node, embed->link) : NULL;
    if (link)
        return link;
    const char *const src = comments_node_url(arena, page, node, "src");
    if (src && strstr(src, ".disqus.com/"))
        return disqus_address(arena, src, page_url);
    if (src && html_tag(page, node) == HTML_IFRAME)
        return src;
    return arena_strdup(arena, page_url);
}

void comments_embed_find(const struct html_document *page, struct comments_source *source)
{
    for (html_node node = HTML_ROOT; node; node = html_walk(page, HTML_ROOT, node)) {
        if (html_tag(page, node) == HTML_TEXT)
            continue;
        for (size_t i = 0; i < COUNT_OF(embeds); i++) {
            if (!matches(page, node, &embeds[i]))
                continue;
            const bool is_script = html_tag(page, node) == HTML_SCRIPT;
            // A script knows the forum; an element only that there is one.
            if (source->embed && !is_script)
                continue;
            source->embed_name = embeds[i].name;
            source->embed = embed_address(&source->arena, page, node, &embeds[i]);
            if (is_script)
                return;
        }
    }
}
