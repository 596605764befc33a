#include "ui/panes/sheet.h"

#include <string.h>

#include "base/intl.h"
#include "base/time.h"
#include "html/html.h"
#include "ui/internal.h"

enum { HEAD_BYTES = 8 << 10, BYTES_A_MINUTE = 1300 };

void sheet_init(struct sheet *sheet)
{
    *sheet = (struct sheet){0};
    plain_init(&sheet->head);
    plain_init(&sheet->tail);
}

void sheet_release(struct sheet *sheet)
{
    sheet_clear(sheet);
    plain_release(&sheet->head);
    plain_release(&sheet->tail);
}

/* ---- reading */

static void layout_drop(struct sheet *sheet)
{
    layout_free(sheet->layout);
    html_free(sheet->doc);
    sheet->layout = NULL;
    sheet->doc = NULL;
    sheet->width = 0;
    sheet->is_part = false;
}

static void text_drop(struct sheet *sheet)
{
    layout_drop(sheet);
    if (sheet->has_text)
        store_text_release(&sheet->text);
    sheet->has_text = false;
}

void sheet_clear(struct sheet *sheet)
{
    text_drop(sheet);
    if (sheet->id)
        store_articles_release(&sheet->one);
    sheet->id = 0;
    sheet->prefers_summary = false;
}

static bool article_read(struct sheet *sheet, const struct ui *ui, int64_t id, struct error *err)
{
    struct store_articles one = {0};
    if (!store_articles_get(ui->store, id, &one, err))
        return false;
    if (sheet->id)
        store_articles_release(&sheet->one);
    sheet->one = one;
    sheet->id = id;
    ui_overlay_marks(ui, &sheet->one.items[0]);
    return true;
}

bool sheet_read(struct sheet *sheet, const struct ui *ui, int64_t id, struct error *err)
{
    if (!article_read(sheet, ui, id, err))
        return false;
    sheet->has_changed = sheet->one.items[0].has_changed;
    sheet->has_text = store_articles_text(ui->store, id, &sheet->text, err);
    if (!sheet->has_text)
        sheet_clear(sheet);
    return sheet->has_text;
}

void sheet_turn(struct sheet *sheet)
{
    sheet->prefers_summary = !sheet->prefers_summary;
    layout_drop(sheet);
}

/* Of a text, the HTML that the sheet shows. */
static const char *html_of(const struct sheet *sheet, const struct store_text *text)
{
    return sheet->prefers_summary ? store_text_brought(text) : store_text_best(text);
}

/* ---- head and tail */

size_t sheet_text_lines(const struct sheet *sheet)
{
    return sheet->layout ? layout_line_count(sheet->layout) : 0;
}

size_t sheet_lines(const struct sheet *sheet)
{
    return sheet->head.lines.count + sheet_text_lines(sheet) +
           (sheet->is_part ? 1 : sheet->tail.lines.count);
}

int sheet_minutes(uint32_t bytes)
{
    return (int)(bytes / BYTES_A_MINUTE) + 1;
}

/* The visible text's bytes by the last line's place; a reading speed makes minutes of it. */
static int reading_minutes(const struct sheet *sheet)
{
    const size_t count = sheet_text_lines(sheet);
    return sheet_minutes(count ? layout_line(sheet->layout, count - 1)->place : 0);
}

static void add_source_line(const struct sheet *sheet, const struct ui *ui, struct str *out)
{
    const struct store_article *const article = &sheet->one.items[0];
    char date[64];
    time_format_local(article->published_ms, "%-d %b %Y %H:%M", date, sizeof(date));
    str_add(out, article->feed_title);
    if (article->author && article->author[0] && strcmp(article->author, article->feed_title) != 0)
        str_printf(out, " · %s", article->author);
    str_printf(out, " · %s", date);
    if (!sheet->is_part)
        str_printf(out, _(" · %d min"), reading_minutes(sheet));
    if (sheet->has_changed)
        str_add(out, _(" · changed since you read it"));
    const char *const star = ui_star_sign(ui, article);
    if (star[0])
        str_printf(out, " · %s", star);
    for (size_t i = 0; i < article->tag_count; i++)
        str_printf(out, " #%s", article->tags[i]);
}

static void head_build(struct sheet *sheet, const struct ui *ui)
{
    const struct store_article *const article = &sheet->one.items[0];
    plain_clear(&sheet->head);
    plain_add(&sheet->head, THEME_ARTICLE_TITLE,
              article->title[0] ? article->title : _("(without a title)"), sheet->width);
    sheet->title_lines = sheet->head.lines.count;
    struct str source;
    str_init(&source, HEAD_BYTES);
    add_source_line(sheet, ui, &source);
    plain_add(&sheet->head, THEME_ARTICLE_META, source.data, sheet->width);
    plain_add(&sheet->head, THEME_TEXT, "", sheet->width);
    str_release(&source);
}

static void add_size(int64_t bytes, struct str *out)
{
    if (bytes >= 1000 * 1000)
        str_printf(out, _(" · %.1f MB"), (double)bytes / 1e6);
    else if (bytes > 0)
        str_printf(out, _(" · %lld kB"), (long long)(bytes + 999) / 1000);
}

static void add_enclosures(struct sheet *sheet)
{
    const struct feed_enclosure *attached = sheet->text.enclosures;
    for (; attached; attached = attached->next) {
        struct str line;
        str_init(&line, HEAD_BYTES);
        str_printf(&line, _("Attached: %s"), attached->type ? attached->type : _("a file"));
        add_size(attached->length_bytes, &line);
        str_printf(&line, " · %s", attached->url);
        plain_add(&sheet->tail, THEME_TEXT, "", sheet->width);
        plain_add(&sheet->tail, THEME_LINK_LIST, line.data, sheet->width);
        str_release(&line);
    }
}

/* Where the text is short of the page's, how to get that. */
static void add_advice(struct sheet *sheet, const struct ui *ui)
{
    const struct store_text *const text = &sheet->text;
    if (text->full || (text->content && text->content[0]))
        return;
    struct str words;
    str_init(&words, HEAD_BYTES);
    keys_fill(ui, "article",
              sheet_text_lines(sheet) == 0 ? _("The feed brought no text: {full} fetches the page.")
                                           : _("This is a summary: {full} fetches the full page."),
              &words);
    plain_add(&sheet->tail, THEME_TEXT, "", sheet->width);
    plain_add(&sheet->tail, THEME_EMPTY, words.data, sheet->width);
    str_release(&words);
}

/* What is attached, where the article is from, and how to get more of it. */
static void tail_build(struct sheet *sheet, const struct ui *ui)
{
    const char *const link = sheet->one.items[0].link;
    plain_clear(&sheet->tail);
    if (!sheet->has_text || sheet->is_part)
        return;
    add_enclosures(sheet);
    if (!link)
        return;
    if (sheet_text_lines(sheet) > 0)
        plain_add(&sheet->tail, THEME_TEXT, "", sheet->width);
    plain_add(&sheet->tail, THEME_ARTICLE_META, link, sheet->width);
    add_advice(sheet, ui);
}

/* What stands around the text, for its width. */
static void ends_build(struct sheet *sheet, const struct ui *ui)
{
    if (sheet->width == 0)
        return;
    head_build(sheet, ui);
    tail_build(sheet, ui);
}

/* ---- laying out */

bool sheet_fits(const struct sheet *sheet, const struct ui *ui, int width)
{
    return sheet->width == width && sheet->is_ascii == ui->uses_ascii;
}

bool sheet_is_small(const struct sheet *sheet)
{
    return strlen(html_of(sheet, &sheet->text)) <= RENDER_HERE_BYTES;
}

struct render_wish sheet_wish(struct sheet *sheet, const struct ui *ui, int width)
{
    const char *const html = html_of(sheet, &sheet->text);
    const struct render_wish wish = {.doc = sheet->doc,
                                     .html = html,
                                     .html_len = strlen(html),
                                     .base = sheet->has_text ? sheet->text.base : NULL,
                                     .title = sheet->one.items[0].title,
                                     .width = width,
                                     .uses_ascii = ui->uses_ascii};
    sheet->doc = NULL;
    return wish;
}

struct layout *sheet_lay_out(struct sheet *sheet, const struct ui *ui, int width, struct error *err)
{
    const struct render_wish wish = sheet_wish(sheet, ui, width);
    struct render *const render = render_new(&wish);
    render_run(render);
    struct layout *const layout = render_steal_layout(render, err);
    sheet->doc = render_steal_doc(render);
    render_free(render);
    return layout;
}

void sheet_take(struct sheet *sheet, const struct ui *ui, struct layout *layout, int width)
{
    layout_free(sheet->layout);
    sheet->layout = layout;
    sheet->width = width;
    sheet->is_ascii = ui->uses_ascii;
    ends_build(sheet, ui);
}

/* ---- what changes meanwhile */

void sheet_note_mark(struct sheet *sheet, enum store_mark mark, const struct ui *ui)
{
    ui_apply_mark(&sheet->one.items[0], mark);
    ends_build(sheet, ui);
}

bool sheet_refresh(struct sheet *sheet, const struct ui *ui, bool *is_fuller)
{
    struct store_text fresh = {0};
    if (!article_read(sheet, ui, sheet->id, NULL) ||
        !store_articles_text(ui->store, sheet->id, &fresh, NULL))
        return false;
    *is_fuller = fresh.full && !(sheet->has_text && sheet->text.full);
    const bool is_other =
        *is_fuller || strcmp(html_of(sheet, &sheet->text), html_of(sheet, &fresh)) != 0;
    if (is_other)
        text_drop(sheet);
    else if (sheet->has_text)
        store_text_release(&sheet->text);
    sheet->text = fresh;
    sheet->has_text = true;
    ends_build(sheet, ui);
    return is_other;
}
