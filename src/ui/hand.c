/*
 * An article handed on as plain text: into a file, or to the input of another program. Nothing of
 * the article names the file or is part of a command.
 */
#include "ui/internal.h"

#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/spawn.h"
#include "base/time.h"
#include "ui/panes/render.h"

static void add_head(const struct store_article *article, struct str *out)
{
    char date[64];
    const bool has_author = article->author && article->author[0];
    time_format_local(article->published_ms, "%-d %b %Y %H:%M", date, sizeof(date));
    str_printf(out, "%s\n%s%s%s · %s\n",
               article->title[0] ? article->title : _("(without a title)"), article->feed_title,
               has_author ? " · " : "", has_author ? article->author : "", date);
    if (article->link)
        str_printf(out, "%s\n", article->link);
    str_add_char(out, '\n');
}

static void add_lines(const struct layout *layout, struct str *out)
{
    for (size_t i = 0; i < layout_line_count(layout); i++) {
        const struct layout_line *const line = layout_line(layout, i);
        for (uint32_t k = 0; k < line->count; k++)
            str_append(out, line->runs[k].text, line->runs[k].len);
        while (out->len > 0 && out->data[out->len - 1] == ' ')
            str_cut(out, out->len - 1);
        str_add_char(out, '\n');
    }
}

static bool add_text(const struct ui *ui, const struct store_article *article,
                     const struct store_text *text, struct str *out, struct error *err)
{
    const char *const html = store_text_best(text);
    struct render *const render =
        render_new(&(struct render_wish){.html = html,
                                         .html_len = strlen(html),
                                         .base = text->base,
                                         .title = article->title,
                                         .width = (int)ui->settings.measure_cells,
                                         .uses_ascii = ui->uses_ascii});
    render_run(render);
    struct layout *const layout = render_steal_layout(render, err);
    render_free(render);
    if (!layout)
        return false;
    add_head(article, out);
    add_lines(layout, out);
    layout_free(layout);
    return true;
}

/* The article as text; what is wrong is said. */
static bool text_of(struct ui *ui, const struct store_article *article, struct str *out)
{
    struct store_text text = {0};
    struct error err = {0};
    if (!store_articles_text(ui->store, article->id, &text, &err)) {
        ui_say_error(ui, &err);
        return false;
    }
    const bool is_made = add_text(ui, article, &text, out, &err);
    store_text_release(&text);
    if (!is_made)
        ui_say_error(ui, &err);
    return is_made;
}

void hand_save(struct ui *ui, const struct store_article *article, const char *path)
{
    struct str text;
    str_init(&text, LIMIT_STR_BYTES);
    if (text_of(ui, article, &text))
        ui_await(ui, app_save_text(ui->app, path, text.data), ERRAND_SAVE, article->id);
    str_release(&text);
}

void hand_pipe(struct ui *ui, const struct store_article *article, const char *command)
{
    struct str text;
    struct error err = {0};
    int status = 0;
    str_init(&text, LIMIT_STR_BYTES);
    if (text_of(ui, article, &text)) {
        lend_page(ui);
        const bool is_run = spawn_with_input(command, text.data, text.len, &status, &err);
        lend_reclaim(ui);
        if (!is_run)
            ui_say_error(ui, &err);
        else if (status != 0)
            ui_say(ui, THEME_STATUS_ERROR, _("%s ended with %d"), command, status);
        else
            ui_say(ui, THEME_STATUS_GOOD, _("given to %s"), command);
    }
    str_release(&text);
}
