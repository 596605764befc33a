/*
 * The full page instead of the feed's summary.
 */
#include <stdlib.h>

#include "app/visit.h"
#include "base/intl.h"
#include "base/memory.h"
#include "extract/extract.h"

struct full {
    struct visit visit;
    struct extract_article *article;
};

static void full_end(struct full *full, const struct error *err)
{
    const struct app_message about = {.article_id = full->visit.article_id};
    app_post_end(full->visit.app, full->visit.ticket, &about, err);
    extract_article_free(full->article);
    visit_release(&full->visit);
    free(full);
}

static void full_write(struct store *store, void *context)
{
    struct full *const full = context;
    struct error err = {0};
    if (store_articles_set_full(store, full->visit.article_id, full->article->html,
                                full->article->image, &err) &&
        visit_store_form(&full->visit, store, &err)) {
        const struct app_message about = {.article_id = full->visit.article_id};
        app_post(full->visit.app, APP_CHANGED, &about);
    }
    full_end(full, &err);
}

static void full_arrived(struct visit *visit, const struct error *reason)
{
    struct full *const full = (struct full *)visit;
    struct error err = *reason;
    if (visit->page)
        full->article = extract_article(visit->page, visit->ticket, &err);
    if (full->article && full->article->html[0] == '\0')
        error_set(&err, ERR_UNSUPPORTED, _("no article was found in %s"), visit->page_url);
    if (err.kind != ERR_NONE)
        full_end(full, &err);
    else
        store_writer_submit(visit->app->writer, full_write, full);
}

static void full_start(void *context)
{
    struct full *const full = context;
    struct error err = {0};
    struct store *const store = app_open_reader(full->visit.app, &err);
    const bool is_known = store && visit_look_up(&full->visit, store, &err);
    store_close(store);
    if (is_known)
        visit_go(&full->visit, full->visit.page_url, full_arrived);
    else
        full_end(full, &err);
}

struct ticket *app_fetch_full(struct app *app, int64_t article_id)
{
    struct full *const full = mem_zalloc(sizeof(*full));
    struct ticket *const ticket = app_begin(app);
    visit_init(&full->visit, app, ticket, article_id);
    pool_submit(app->pool, full_start, full);
    return ticket;
}
