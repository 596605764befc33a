#include "extract/extract.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/time.h"
#include "codec/date.h"
#include "extract/internal.h"
#include "extract/meta.h"

enum { EXCERPT_BYTES = 300 };

static const char *keep(struct extract_article *article, const struct str *text)
{
    return arena_strndup(&article->arena, text->data, text->len);
}

static int64_t read_time(const char *text)
{
    int64_t time_ms = TIME_NONE;
    if (text && !date_parse(text, strlen(text), &time_ms))
        return TIME_NONE;
    return time_ms;
}

static void take_meta(struct extract_article *article, const struct extract_meta *meta,
                      const struct extract_site *site)
{
    article->title = extract_meta_get(meta, EXTRACT_TITLE);
    article->byline = extract_meta_get(meta, EXTRACT_BYLINE);
    article->site_name = extract_meta_get(meta, EXTRACT_SITE);
    article->language = extract_meta_get(meta, EXTRACT_LANGUAGE);
    article->excerpt = extract_meta_get(meta, EXTRACT_EXCERPT);
    article->image = extract_meta_get(meta, EXTRACT_IMAGE);
    article->canonical = extract_meta_get(meta, EXTRACT_CANONICAL);
    article->next_page = site ? extract_site_next_page(meta, site) : NULL;
    if (!article->next_page)
        article->next_page = extract_next_page(meta);
    article->is_paywalled = meta->is_paywalled || extract_is_paywalled(meta->doc);
    article->is_truncated = html_is_truncated(meta->doc);
    article->published_ms = read_time(extract_meta_get(meta, EXTRACT_PUBLISHED));
}

/* The first paragraph, cut at a blank, when the page has no description of its own. */
static void make_excerpt(struct extract_article *article)
{
    if (article->excerpt || !*article->text)
        return;
    size_t len = strcspn(article->text, "\n");
    if (len > EXCERPT_BYTES) {
        len = EXCERPT_BYTES;
        while (len && article->text[len] != ' ')
            len--;
    }
    if (len)
        article->excerpt = arena_strndup(&article->arena, article->text, len);
}

static void write_article(struct extract_article *article, const struct extract_page *page)
{
    struct str out;
    str_init(&out, LIMIT_HTML_BYTES);
    extract_write_html(page, &out);
    article->html = keep(article, &out);
    str_clear(&out);
    extract_write_text(page, &out);
    article->text = keep(article, &out);
    str_release(&out);
    make_excerpt(article);
    if (!article->language)
        article->language = extract_language_of(article->text);
}

struct extract_article *extract_article(const struct html_document *doc,
                                        const struct extract_site *site,
                                        const struct ticket *ticket, struct error *err)
{
    struct extract_article *const article = mem_zalloc(sizeof(*article));
    arena_init(&article->arena);
    struct extract_meta meta;
    extract_meta_read(&meta, doc, &article->arena);
    if (site)
        extract_site_state(&meta, site);
    struct extract_page page;
    const bool is_read = extract_page_init(&page, doc, extract_meta_get(&meta, EXTRACT_TITLE),
                                           extract_meta_get(&meta, EXTRACT_BODY), ticket);
    if (is_read) {
        extract_choose(&page);
        if (site)
            extract_site_keep(&page, site);
        extract_meta_read_text(&meta, &page);
        take_meta(article, &meta, site);
        write_article(article, &page);
    }
    extract_page_release(&page);
    if (is_read)
        return article;
    error_set(err, ERR_CANCELLED, _("reading the page was cancelled"));
    extract_article_free(article);
    return NULL;
}

void extract_article_free(struct extract_article *article)
{
    if (!article)
        return;
    arena_release(&article->arena);
    free(article);
}
