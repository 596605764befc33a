#include "cli/front.h"

#include "base/intl.h"
#include "base/limits.h"
#include "cli/article_print.h"
#include "cli/command.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "cli/session.h"

enum { FRONT_ARTICLES = 20, WIDTH_CELLS = 80 };

static void print_rule(const char *title, struct str *out)
{
    str_printf(out, "%s── %s ──\n\n", out->len ? "\n" : "", title);
}

/* The article that is shown: the newest with comments, else the newest. */
static const struct store_article *choose(const struct store_articles *page)
{
    for (size_t i = 0; i < page->count; i++)
        if (page->items[i].comments_count > 0)
            return &page->items[i];
    return page->count ? &page->items[0] : NULL;
}

static bool print_comments(struct app *app, int64_t id, struct str *out, struct error *err)
{
    struct store_comments comments = {0};
    if (!store_comments_list(app_store(app), id, &comments, err))
        return false;
    print_rule(_("COMMENTS"), out);
    for (size_t i = 0; i < comments.count; i++)
        row_comment_text(&comments.items[i], WIDTH_CELLS, out);
    if (comments.count == 0)
        str_printf(out, "%s\n", _("No comments yet."));
    store_comments_release(&comments);
    return true;
}

static bool print_front(struct app *app, struct str *out, struct error *err)
{
    struct store_feeds feeds = {0};
    struct store_articles page = {0};
    const struct store_selection all = {0};
    if (!store_feeds_list(app_store(app), &feeds, err))
        return false;
    if (!store_articles_list(app_store(app), &all, NULL, false, FRONT_ARTICLES, &page, err)) {
        store_feeds_release(&feeds);
        return false;
    }
    print_rule(_("FEEDS"), out);
    for (size_t i = 0; i < feeds.count; i++)
        row_feed_text(&feeds.items[i], out);
    if (feeds.count == 0)
        str_add(out,
                _("No feeds yet. 'courant add URL' subscribes to one, 'courant import FILE' takes\n"
                  "an OPML list or newsboat's urls, 'courant demo' shows the sample newspaper.\n"));
    if (page.count)
        print_rule(_("ARTICLES"), out);
    for (size_t i = 0; i < page.count; i++)
        row_article_text(&page.items[i], out);
    const struct store_article *const article = choose(&page);
    struct store_text text = {0};
    bool is_printed = true;
    if (article && store_articles_text(app_store(app), article->id, &text, err)) {
        print_rule(_("ARTICLE"), out);
        is_printed =
            article_print(article, &text, NULL, WIDTH_CELLS, ARTICLE_TEXT, NULL, out, err) &&
            print_comments(app, article->id, out, err);
        store_text_release(&text);
    }
    store_articles_release(&page);
    store_feeds_release(&feeds);
    return is_printed;
}

int cli_front(const char *home, bool is_demo)
{
    struct error err = {0};
    const struct app_options options = {.home = home, .is_demo = is_demo};
    struct app *const app = app_new(&options, &err);
    if (!app)
        return cli_fail(&err);
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    const int status = print_front(app, &out, &err) ? cli_print(&out) : cli_fail(&err);
    str_release(&out);
    app_free(app);
    return status;
}
