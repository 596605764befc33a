#include "cli/article_print.h"

#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/time.h"
#include "cli/lines.h"
#include "cli/rows.h"
#include "codec/json_write.h"
#include "extract/extract.h"
#include "html/html.h"
#include "layout/layout.h"
#include "text/cells.h"

/* How much of the text one line takes: up to a blank, or up to the width where there is none. */
static size_t line_len(const char *text, size_t len, int width_cells)
{
    const size_t fits = text_fit(text, len, width_cells, NULL);
    if (fits == 0)
        return text_cluster(text, len, &(int){0});
    if (fits == len || text[fits] == ' ')
        return fits;
    for (size_t blank = fits; blank > 0; blank--)
        if (text[blank] == ' ')
            return blank;
    return fits;
}

static void print_wrapped(const char *text, int width_cells, const char *look, struct str *out)
{
    size_t len = strlen(text);
    while (len) {
        const size_t end = line_len(text, len, width_cells);
        str_printf(out, "%s%.*s%s\n", look, (int)end, text, *look ? "\033[0m" : "");
        text += end;
        len -= end;
        for (; len && *text == ' '; len--)
            text++;
    }
}

static void print_head(const struct store_article *article, int width_cells, bool is_ansi,
                       struct str *out)
{
    const char *const title = article->title[0] ? article->title : _("(no title)");
    print_wrapped(title, width_cells, is_ansi ? "\033[1m" : "", out);
    char when[32];
    time_format_local(article->published_ms, "%-d %b %Y %H:%M", when, sizeof(when));
    struct str from;
    str_init(&from, LIMIT_STR_BYTES);
    str_printf(&from, "%s%s%s · %s", article->feed_title, article->author ? " · " : "",
               article->author ? article->author : "", when);
    print_wrapped(from.data, width_cells, is_ansi ? "\033[2m" : "", out);
    str_release(&from);
    str_add_char(out, '\n');
}

static bool print_lines(const struct store_article *article, const struct store_text *text,
                        int width_cells, const struct cli_looks *looks, struct str *out,
                        struct error *err)
{
    const char *const markup = store_text_best(text);
    struct html_document *const doc = html_parse(markup, strlen(markup), text->base, NULL, err);
    if (!doc)
        return false;
    struct layout_options options = {.width_cells = width_cells, .links = LAYOUT_LINKS_FOOTNOTE};
    options.skip = extract_repeated_headline(doc, article->title);
    struct layout *const layout = layout_new(doc, &options, NULL, err);
    html_free(doc);
    if (!layout)
        return false;
    print_head(article, width_cells, looks != NULL, out);
    if (looks)
        cli_lines_ansi(layout, looks, out);
    else
        cli_lines_text(layout, out);
    if (article->link) {
        str_add_char(out, '\n');
        print_wrapped(article->link, width_cells, "", out);
    }
    layout_free(layout);
    return true;
}

static bool print_html(const struct store_article *article, const struct store_text *text,
                       struct str *out, struct error *err)
{
    const char *const markup = store_text_best(text);
    struct html_document *const doc = html_parse(markup, strlen(markup), text->base, NULL, err);
    if (!doc)
        return false;
    (void)article;
    html_serialise(doc, HTML_ROOT, out);
    str_add_char(out, '\n');
    html_free(doc);
    return true;
}

static void enclosures_json(const struct store_text *text, struct json_writer *json)
{
    json_key(json, "enclosures");
    json_begin_array(json);
    for (const struct feed_enclosure *enclosure = text->enclosures; enclosure;
         enclosure = enclosure->next) {
        json_begin_object(json);
        json_key_text(json, "url", enclosure->url);
        json_key_text(json, "type", enclosure->type);
        json_key_int_or_null(json, "length", enclosure->length_bytes >= 0, enclosure->length_bytes);
        json_end_object(json);
    }
    json_end_array(json);
}

static void revisions_json(const struct store_revisions *revisions, struct json_writer *json)
{
    json_key(json, "revisions");
    json_begin_array(json);
    for (size_t i = 0; revisions && i < revisions->count; i++) {
        json_begin_object(json);
        json_key_int(json, "revision", (int64_t)i + 1);
        json_key_time(json, "replaced", revisions->items[i].replaced_ms);
        json_key_text(json, "title", revisions->items[i].title);
        json_end_object(json);
    }
    json_end_array(json);
}

static bool print_json(const struct store_article *article, const struct store_text *text,
                       const struct store_revisions *revisions, struct str *out, struct error *err)
{
    const char *const markup = store_text_best(text);
    struct html_document *const doc = html_parse(markup, strlen(markup), text->base, NULL, err);
    if (!doc)
        return false;
    struct str html;
    struct str plain;
    str_init(&html, LIMIT_STR_BYTES);
    str_init(&plain, LIMIT_STR_BYTES);
    html_serialise(doc, HTML_ROOT, &html);
    html_plain_text(doc, HTML_ROOT, &plain);
    html_free(doc);
    struct json_writer json;
    json_writer_init(&json, out);
    json_begin_object(&json);
    row_article_json(article, &json);
    json_key_text(&json, "html", html.data);
    json_key_text(&json, "text", plain.data);
    json_key_bool(&json, "full", article->has_full);
    json_key_text(&json, "image", text->image);
    json_key_text(&json, "comments_link", text->comments_link);
    json_key_text(&json, "comments_feed", text->comments_feed);
    enclosures_json(text, &json);
    revisions_json(revisions, &json);
    json_end_object(&json);
    str_add_char(out, '\n');
    str_release(&html);
    str_release(&plain);
    return true;
}

bool article_print(const struct store_article *article, const struct store_text *text,
                   const struct store_revisions *revisions, int width_cells,
                   enum article_format format, const struct cli_looks *looks, struct str *out,
                   struct error *err)
{
    if (format == ARTICLE_JSON)
        return print_json(article, text, revisions, out, err);
    if (format == ARTICLE_HTML)
        return print_html(article, text, out, err);
    return print_lines(article, text, width_cells, format == ARTICLE_ANSI ? looks : NULL, out, err);
}
