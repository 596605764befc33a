/*
 * courant extract: the article of a web page, with the comments and the reply form that stand in
 * it.
 */
#include <string.h>

#include "app/configuration.h"
#include "base/intl.h"
#include "base/limits.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "codec/json_write.h"
#include "comments/reply.h"
#include "comments/thread.h"
#include "extract/extract.h"
#include "html/html.h"

enum { FORMAT_TEXT, FORMAT_HTML, FORMAT_JSON };

static void write_comment(const struct comment *comment, struct json_writer *json)
{
    struct str text;
    str_init(&text, LIMIT_FIELD_BYTES);
    html_fragment_text(comment->html, strlen(comment->html), &text);
    json_begin_object(json);
    json_key_text(json, "id", comment->id);
    json_key_text(json, "parent", comment->parent);
    row_said_json(comment, text.data, json);
    json_end_object(json);
    str_release(&text);
}

static void write_comments(const struct html_document *page, struct json_writer *json)
{
    struct comments_thread thread;
    comments_thread_init(&thread);
    comments_from_page(page, &thread);
    comments_thread_arrange(&thread);
    json_key(json, "comments");
    json_begin_array(json);
    const struct comment *const comments = thread.comments.items;
    for (size_t i = 0; i < thread.comments.count; i++)
        write_comment(&comments[i], json);
    json_end_array(json);
    comments_thread_release(&thread);
}

static void write_form(const struct html_document *page, struct json_writer *json)
{
    struct comments_form *const form = comments_form_find(page);
    json_key(json, "comment_form");
    if (form)
        comments_form_write(form, json);
    else
        json_write_null(json);
    comments_form_free(form);
}

static void write_json(const struct extract_article *article, const struct html_document *page,
                       struct str *out)
{
    struct json_writer json;
    json_writer_init(&json, out);
    json_begin_object(&json);
    json_key_text(&json, "title", article->title);
    json_key_text(&json, "byline", article->byline);
    json_key_text(&json, "site_name", article->site_name);
    json_key_time(&json, "published", article->published_ms);
    json_key_text(&json, "language", article->language);
    json_key_text(&json, "excerpt", article->excerpt);
    json_key_text(&json, "image", article->image);
    json_key_text(&json, "canonical", article->canonical);
    json_key_text(&json, "next_page", article->next_page);
    json_key_bool(&json, "paywall", article->is_paywalled);
    json_key_bool(&json, "truncated", article->is_truncated);
    json_key_text(&json, "html", article->html);
    json_key_text(&json, "text", article->text);
    write_comments(page, &json);
    write_form(page, &json);
    json_end_object(&json);
    str_add_char(out, '\n');
}

/* What a reader has to know of the text above. */
static void write_notes(const struct extract_article *article, struct str *out)
{
    if (article->is_paywalled)
        str_printf(out, "\n[%s]\n", _("The site says that this article is for subscribers."));
    if (article->is_truncated)
        str_printf(out, "\n[%s]\n",
                   _("The page is longer than is read of one: its end is missing."));
    if (article->next_page)
        str_printf(out, "\n[%s %s]\n", _("The article goes on at"), article->next_page);
}

static int print_article(const struct extract_article *article, const struct html_document *page,
                         int format)
{
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    if (format == FORMAT_JSON) {
        write_json(article, page, &out);
    } else if (format == FORMAT_HTML) {
        str_printf(&out, "%s\n", article->html);
    } else {
        if (article->title)
            str_printf(&out, "%s\n\n", article->title);
        str_printf(&out, "%s\n", article->text);
        write_notes(article, &out);
    }
    static int (*const printers[])(const struct str *) = {cli_print, cli_print_html, cli_print_raw};
    const int status = printers[format](&out);
    str_release(&out);
    return status;
}

/* The user's file `sites`. A filter needs no home: without one there is nothing to read. */
static bool read_sites(const struct cli_call *call, struct sites **sites, struct error *err)
{
    struct path_home paths;
    *sites = NULL;
    if (!cli_value(call, "base") || !path_home_init(&paths, call->home, NULL))
        return true;
    *sites = configuration_sites(&paths, err);
    return *sites != NULL;
}

static struct extract_article *read_article(const struct cli_call *call,
                                            const struct html_document *page, struct error *err)
{
    struct sites *sites = NULL;
    if (!read_sites(call, &sites, err))
        return NULL;
    const struct extract_site *const site =
        sites ? sites_find(sites, cli_value(call, "base")) : NULL;
    struct extract_article *const article = extract_article(page, site, NULL, err);
    sites_free(sites);
    return article;
}

int cli_extract(const struct cli_call *call)
{
    static const char *const formats[] = {"text", "html", "json", NULL};
    struct error err = {0};
    int format = FORMAT_TEXT;
    if (!cli_choice(call, "format", formats, &format, &err))
        return cli_fail(&err);
    struct cli_document file;
    struct html_document *page = NULL;
    struct extract_article *article = NULL;
    if (cli_document_open(&file, cli_operand(call, 0), LIMIT_HTML_BYTES, &err))
        page = html_parse_bytes(file.bytes, file.len, NULL, cli_value(call, "base"), NULL, &err);
    if (page)
        article = read_article(call, page, &err);
    const int status = article ? print_article(article, page, format) : cli_fail(&err);
    extract_article_free(article);
    html_free(page);
    cli_document_close(&file);
    return status;
}
