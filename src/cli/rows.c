#include "cli/rows.h"

#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/time.h"
#include "cli/lines.h"
#include "html/html.h"
#include "layout/layout.h"
#include "text/cells.h"

const char *row_status(enum store_fetch_status status)
{
    static const char *const words[] = {
        [STORE_FETCH_NEVER] = NULL,
        [STORE_FETCH_OK] = "ok",
        [STORE_FETCH_UNCHANGED] = "unchanged",
        [STORE_FETCH_FAILED] = "failed",
        [STORE_FETCH_GONE] = "gone",
        [STORE_FETCH_OFF] = "off",
    };
    return words[status];
}

static void tags_json(const char *const *tags, size_t count, struct json_writer *json)
{
    json_key(json, "tags");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++)
        json_write_string(json, tags[i]);
    json_end_array(json);
}

void row_feed_json(const struct store_feed *feed, struct json_writer *json)
{
    json_key_int(json, "id", feed->id);
    json_key_text(json, "url", feed->url);
    json_key_text(json, "title", feed->title);
    json_key_text(json, "link", feed->link);
    tags_json(feed->tags, feed->tag_count, json);
    json_key_int(json, "unread", feed->unread);
    json_key_int(json, "total", feed->total);
    json_key_time(json, "last_fetched", feed->last_fetched_ms);
    json_key_text(json, "last_status", row_status(feed->last_status));
    json_key_text(json, "error", feed->error);
    json_key_text(json, "query", NULL);
}

/* Its number is no feed's: what takes a FEED does not find it. */
void row_smart_json(const struct store_smart *smart, struct json_writer *json)
{
    json_key_int(json, "id", -smart->id);
    json_key_text(json, "url", "");
    json_key_text(json, "title", smart->name);
    json_key_text(json, "link", NULL);
    tags_json(NULL, 0, json);
    json_key_int(json, "unread", smart->unread);
    json_key_int(json, "total", smart->total);
    json_key_time(json, "last_fetched", TIME_NONE);
    json_key_text(json, "last_status", NULL);
    json_key_text(json, "error", NULL);
    json_key_text(json, "query", smart->query);
}

void row_smart_text(const struct store_smart *smart, struct str *out)
{
    str_printf(out, "%5s  %5lld unread of %-6lld %s  %s\n", "", (long long)smart->unread,
               (long long)smart->total, smart->name, smart->query);
}

void row_feed_text(const struct store_feed *feed, struct str *out)
{
    str_printf(out, "%5lld  %5lld unread of %-6lld %s", (long long)feed->id,
               (long long)feed->unread, (long long)feed->total, feed->title);
    for (size_t i = 0; i < feed->tag_count; i++)
        str_printf(out, "%s%s", i ? ", " : "  [", feed->tags[i]);
    const bool is_titled = strcmp(feed->title, feed->url) != 0;
    str_printf(out, "%s%s%s\n", feed->tag_count ? "]" : "", is_titled ? "  " : "",
               is_titled ? feed->url : "");
    if (feed->error)
        str_printf(out, "       %s\n", feed->error);
}

void row_article_json(const struct store_article *article, struct json_writer *json)
{
    json_key_int(json, "id", article->id);
    json_key_int(json, "feed", article->feed_id);
    json_key_text(json, "title", article->title);
    json_key_text(json, "link", article->link);
    json_key_text(json, "author", article->author);
    json_key_time(json, "published", article->is_dated ? article->published_ms : TIME_NONE);
    json_key_bool(json, "unread", article->is_unread);
    json_key_bool(json, "starred", article->is_starred);
    tags_json(article->tags, article->tag_count, json);
    json_key_int_or_null(json, "comments_count", article->comments_count >= 0,
                         article->comments_count);
    json_key(json, "duplicates");
    json_begin_array(json);
    for (size_t i = 0; i < article->duplicate_count; i++)
        json_write_int(json, article->duplicates[i]);
    json_end_array(json);
    json_key_bool(json, "full", article->has_full);
    json_key_bool(json, "changed", article->has_changed);
}

/* The title, or how the article begins that has none. */
static void add_words(const struct store_article *article, struct str *out)
{
    enum { WORDS_CELLS = 72 };
    struct str words;
    str_init(&words, LIMIT_TITLE_BYTES);
    if (!article->title[0] && article->beginning)
        html_fragment_text(article->beginning, strlen(article->beginning), &words);
    const size_t len = text_fit(words.data, words.len, WORDS_CELLS, NULL);
    if (len)
        str_printf(out, "%.*s%s", (int)len, words.data, len < words.len ? "…" : "");
    else
        str_add(out, article->title[0] ? article->title : _("(no title)"));
    str_release(&words);
}

void row_article_text(const struct store_article *article, struct str *out)
{
    char when[32];
    time_format_local(article->published_ms, "%Y-%m-%d %H:%M", when, sizeof(when));
    str_printf(out, "%7lld %s%s %s  ", (long long)article->id, article->is_unread ? "●" : " ",
               article->is_starred ? "★" : " ", when);
    add_words(article, out);
    if (article->comments_count > 0)
        str_printf(out, "  ✎%lld", (long long)article->comments_count);
    str_printf(out, "  — %s", article->feed_title);
    if (article->duplicate_count)
        str_printf(out, _(" and %zu more"), article->duplicate_count);
    str_add_char(out, '\n');
}

void row_hit_json(double rank, const struct store_snippet *snippet, struct json_writer *json)
{
    struct str text;
    str_init(&text, LIMIT_FIELD_BYTES);
    size_t at = 0;
    for (size_t i = 0; i < snippet->mark_count; i++) {
        const struct store_span *const mark = &snippet->marks[i];
        str_append(&text, snippet->text + at, mark->start - at);
        str_printf(&text, "**%.*s**", (int)mark->len, snippet->text + mark->start);
        at = mark->start + mark->len;
    }
    str_add(&text, snippet->text + at);
    json_key_text(json, "snippet", text.data);
    json_key(json, "rank");
    json_write_thousandths(json, (int64_t)(rank * 1000 + 0.5));
    str_release(&text);
}

void row_snippet_text(const struct store_snippet *snippet, struct str *out)
{
    if (*snippet->text)
        str_printf(out, "            %s\n", snippet->text);
}

/* Markup to plain lines; an empty text when it cannot be read. */
static void markup_text(const char *markup, int width_cells, const char *indent, struct str *out)
{
    struct html_document *const doc = html_parse(markup, strlen(markup), NULL, NULL, NULL);
    const struct layout_options options = {.width_cells = width_cells,
                                           .links = LAYOUT_LINKS_INLINE};
    struct layout *const layout = doc ? layout_new(doc, &options, NULL, NULL) : NULL;
    struct str lines;
    str_init(&lines, LIMIT_FIELD_BYTES);
    if (layout)
        cli_lines_text(layout, &lines);
    struct slice rest = {lines.data, lines.len};
    struct slice line;
    while (rest.len && slice_next(&rest, '\n', &line)) {
        if (line.len)
            str_add(out, indent);
        str_append(out, line.data, line.len);
        str_add_char(out, '\n');
    }
    str_release(&lines);
    layout_free(layout);
    html_free(doc);
}

void row_said_json(const struct comment *comment, const char *text, struct json_writer *json)
{
    json_key_int(json, "depth", comment->depth);
    json_key_text(json, "author", comment->author);
    json_key_text(json, "author_url", comment->author_url);
    json_key_time(json, "published", comment->published_ms);
    json_key_text(json, "html", comment->html);
    json_key_text(json, "text", text);
    json_key_int_or_null(json, "score", comment->score != COMMENT_NO_SCORE, comment->score);
}

void row_comment_json(const struct store_comment *row, struct json_writer *json)
{
    const struct comment *const comment = &row->comment;
    struct str text;
    str_init(&text, LIMIT_FIELD_BYTES);
    struct html_document *const doc =
        html_parse(comment->html, strlen(comment->html), NULL, NULL, NULL);
    if (doc)
        html_plain_text(doc, HTML_ROOT, &text);
    html_free(doc);
    json_key_int(json, "id", row->id);
    json_key_int_or_null(json, "parent", row->parent_id != 0, row->parent_id);
    row_said_json(comment, text.data, json);
    json_key_bool(json, "unread", row->is_unread);
    json_key_text(json, "source_id", comment->id);
    str_release(&text);
}

void row_comment_text(const struct store_comment *row, int width_cells, struct str *out)
{
    enum { STEP_CELLS = 2, LEAST_CELLS = 20 };
    const struct comment *const comment = &row->comment;
    const int most = (width_cells - LEAST_CELLS) / STEP_CELLS;
    const int depth = comment->depth < most ? comment->depth : most;
    char indent[2 * LIMIT_COMMENT_DEPTH + 1] = "";
    for (int i = 0; i < depth && i < LIMIT_COMMENT_DEPTH; i++)
        memcpy(indent + (size_t)i * STEP_CELLS, "  ", STEP_CELLS + 1);
    char when[32] = "";
    if (comment->published_ms != TIME_NONE)
        time_format_local(comment->published_ms, " · %Y-%m-%d %H:%M", when, sizeof(when));
    str_printf(out, "%s%s%s%s  #%lld\n", indent, comment->author ? comment->author : _("somebody"),
               when, row->is_unread ? _(" · new") : "", (long long)row->id);
    markup_text(comment->html, width_cells - depth * STEP_CELLS, indent, out);
    str_add_char(out, '\n');
}
