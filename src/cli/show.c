/*
 * show: one article.
 */
#include "base/limits.h"
#include "cli/article_print.h"
#include "cli/commands.h"
#include "cli/print.h"
#include "cli/session.h"

/* How it is to be shown. */
struct showing {
    int64_t id;
    int64_t width_cells;
    int64_t revision; // 0: as it is today
    enum article_format format;
    struct cli_looks looks; // of ARTICLE_ANSI
};

static bool show_text(struct store *store, const struct showing *showing,
                      struct store_articles *one, struct store_text *text, struct str *out,
                      struct error *err)
{
    struct store_revisions revisions = {0};
    if (showing->revision &&
        !store_articles_revise(store, showing->id, showing->revision, one, text, err))
        return false;
    if (!store_articles_revisions(store, showing->id, &revisions, err))
        return false;
    const bool is_shown = article_print(&one->items[0], text, &revisions, (int)showing->width_cells,
                                        showing->format, &showing->looks, out, err);
    store_revisions_release(&revisions);
    return is_shown;
}

static bool show_article(struct store *store, const struct showing *showing, struct str *out,
                         struct error *err)
{
    struct store_articles one = {0};
    struct store_text text = {0};
    if (!store_articles_get(store, showing->id, &one, err))
        return false;
    const bool is_read = store_articles_text(store, showing->id, &text, err);
    const bool is_shown = is_read && show_text(store, showing, &one, &text, out, err);
    if (is_read)
        store_text_release(&text);
    store_articles_release(&one);
    return is_shown;
}

/* The full page, unless it is stored already; several are asked for again. */
static bool fetch_full(struct app *app, int64_t id, bool with_pages, struct error *err)
{
    struct store_articles one = {0};
    if (!store_articles_get(app_store(app), id, &one, err))
        return false;
    const bool has_full = one.items[0].has_full;
    store_articles_release(&one);
    return (has_full && !with_pages) ||
           cli_wait(app, app_fetch_full(app, id, with_pages), NULL, NULL, NULL, err);
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
    struct showing showing = {0};
    int format;
    if (!cli_read_id(cli_operand(call, 0), "article", &showing.id, &err) ||
        !cli_number(call, "width", 1, LIMIT_WIDTH_CELLS, WIDTH_CELLS, &showing.width_cells, &err) ||
        !cli_number(call, "revision", 1, INT64_MAX, 0, &showing.revision, &err) ||
        !cli_choice(call, "format", formats, &format, &err))
        return cli_fail(&err);
    struct app *const app = cli_open(call, &err);
    if (!app)
        return cli_fail(&err);
    showing.format = (enum article_format)format;
    if (showing.format == ARTICLE_ANSI)
        cli_looks_init(&showing.looks, call->home);
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    int status;
    const bool with_pages = cli_has(call, "pages");
    if (((!cli_has(call, "full") && !with_pages) ||
         fetch_full(app, showing.id, with_pages, &err)) &&
        show_article(app_store(app), &showing, &out, &err))
        status = print_as((enum article_format)format, &out);
    else
        status = cli_fail(&err);
    str_release(&out);
    app_free(app);
    return status;
}
