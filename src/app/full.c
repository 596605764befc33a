/*
 * The full page instead of the feed's summary.
 */
#include "app/full.h"

#include <stdlib.h>

#include "app/discuss.h"
#include "app/visit.h"
#include "base/intl.h"
#include "base/memory.h"
#include "extract/extract.h"

struct full {
    struct visit visit;
    struct extract_article *article;
    bool with_comments;
    full_done done;
    void *context;
    struct full_outcome outcome;
};

static void full_end(struct full *full)
{
    full->done(full->context, &full->outcome);
    extract_article_free(full->article);
    visit_release(&full->visit);
    free(full);
}

static void full_discussed(void *context, const struct error *err)
{
    struct full *const full = context;
    if (err)
        full->outcome.comments = *err;
    full_end(full);
}

/* The text is dealt with. The page goes on to the discussion. */
static void full_go_on(struct full *full, const struct error *err)
{
    full->outcome.text = *err;
    if (!full->with_comments) {
        full_end(full);
        return;
    }
    struct visit visit = full->visit;
    visit_init(&full->visit, visit.app, visit.ticket, visit.article_id);
    discuss_go_on(&visit, err, full_discussed, full);
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
    full_go_on(full, &err);
}

static void full_arrived(struct visit *visit, const struct error *reason)
{
    struct full *const full = (struct full *)visit;
    struct error err = *reason;
    full->outcome.bytes = visit->response ? visit->response->wire_bytes : 0;
    if (visit->page)
        full->article = extract_article(visit->page, visit->ticket, &err);
    if (full->article && full->article->html[0] == '\0')
        error_set(&err, ERR_UNSUPPORTED, _("no article was found in %s"), visit->page_url);
    if (err.kind != ERR_NONE)
        full_go_on(full, &err);
    else
        store_writer_submit(visit->app->writer, full_write, full);
}

static void full_look_up(void *context)
{
    struct full *const full = context;
    struct store *const store = app_open_reader(full->visit.app, &full->outcome.text);
    const bool is_known = store && visit_look_up(&full->visit, store, &full->outcome.text);
    store_close(store);
    if (is_known)
        visit_go(&full->visit, full->visit.page_url, full_arrived);
    else
        full_end(full);
}

void full_start(struct app *app, struct ticket *ticket, int64_t article_id, bool with_comments,
                full_done done, void *context)
{
    struct full *const full = mem_zalloc(sizeof(*full));
    visit_init(&full->visit, app, ticket, article_id);
    full->with_comments = with_comments;
    full->done = done;
    full->context = context;
    pool_submit(app->pool, full_look_up, full);
}

/* ---- app_fetch_full(): one page for its own sake */

struct asked {
    struct app *app;
    struct ticket *ticket;
    int64_t article_id;
};

static void asked_done(void *context, const struct full_outcome *outcome)
{
    struct asked *const asked = context;
    const struct app_message about = {.article_id = asked->article_id};
    app_post_end(asked->app, asked->ticket, &about, &outcome->text);
    ticket_unref(asked->ticket);
    free(asked);
}

struct ticket *app_fetch_full(struct app *app, int64_t article_id)
{
    struct asked *const asked = mem_zalloc(sizeof(*asked));
    *asked = (struct asked){app, app_begin(app), article_id};
    struct ticket *const ticket = ticket_ref(asked->ticket);
    full_start(app, asked->ticket, article_id, false, asked_done, asked);
    return ticket;
}
