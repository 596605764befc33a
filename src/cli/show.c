/*
 * show: one article.
 */
#include "base/limits.h"
#include "cli/article_print.h"
#include "cli/commands.h"
#include "cli/print.h"
#include "cli/session.h"

static bool show_article(struct app *app, int64_t id, int width_cells, enum article_format format,
                         struct str *out, struct error *err)
{
    struct store_articles one = {0};
    struct store_text text = {0};
    if (!store_articles_get(app_store(app), id, &one, err))
        return false;
    const bool is_read = store_articles_text(app_store(app), id, &text, err);
    const bool is_shown =
        is_read && article_print(&one.items[0], &text, width_cells, format, out, err);
    if (is_read)
        store_text_release(&text);
    store_articles_release(&one);
    return is_shown;
}

/* The full page, unless it is stored already. */
static bool fetch_full(struct app *app, int64_t id, struct error *err)
{
    struct store_articles one = {0};
    if (!store_articles_get(app_store(app), id, &one, err))
        return false;
    const bool has_full = one.items[0].has_full;
    store_articles_release(&one);
    return has_full || cli_wait(app, app_fetch_full(app, id), NULL, NULL, NULL, err);
}

static int print_as(enum article_format format, const struct str *out)
{
    if (format == ARTICLE_TEXT)
        return cli_print(out);
    return format == ARTICLE_HTML ? cli_print_html(out) : cli_print_raw(out);
}

int cli_show(const struct cli_call *call)
{
    enum { WIDTH_CELLS = 80 };
    static const char *const formats[] = {"text", "ansi", "html", "json", NULL};
    struct error err = {0};
    int64_t id;
    int64_t width;
    int format;
    if (!cli_read_id(cli_operand(call, 0), "article", &id, &err) ||
        !cli_number(call, "width", 1, LIMIT_WIDTH_CELLS, WIDTH_CELLS, &width, &err) ||
        !cli_choice(call, "format", formats, &format, &err))
        return cli_fail(&err);
    struct app *const app = cli_open(call, &err);
    if (!app)
        return cli_fail(&err);
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    int status;
    if ((!cli_has(call, "full") || fetch_full(app, id, &err)) &&
        show_article(app, id, (int)width, (enum article_format)format, &out, &err))
        status = print_as((enum article_format)format, &out);
    else
        status = cli_fail(&err);
    str_release(&out);
    app_free(app);
    return status;
}
