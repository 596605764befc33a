/*
 * A visit to an article's page: what is stored of the article is looked up, the page is fetched and
 * read. The jobs that begin this way (full text, comments, reply) hold a struct visit as their
 * first member.
 */
#ifndef APP_VISIT_H
#define APP_VISIT_H

#include "app/manners.h"
#include "comments/source.h"
#include "html/html.h"

struct visit;

/*
 * The page came, or did not: visit->page is NULL and `err` says why (ERR_NETWORK: no answer). On a
 * worker.
 */
typedef void (*visit_arrived)(struct visit *visit, const struct error *err);

struct visit {
    struct arena arena;
    struct app *app;
    struct ticket *ticket; // one reference
    int64_t article_id;
    struct article_manners manners; // for all that is asked
    visit_arrived arrived;
    // From the store; NULL where the feed said nothing:
    const char *title;
    const char *page_url;     // without a fragment
    const char *comments_url; // the page where it is discussed, often the same
    const char *comments_feed;
    const char *form_json;  // the form as it was last seen
    int64_t comments_count; // that the feed spoke of; -1
    // From the page:
    bool is_discussion; // it is the one where the article is discussed
    struct web_response *response;
    struct web_spent spent; // also when none came
    struct html_document *page;
    struct comments_source source;
    struct comments_form *form; // NULL: the page has none
};

void visit_init(struct visit *visit, struct app *app, struct ticket *ticket, int64_t article_id);
void visit_release(struct visit *visit);

/*
 * Look the article up; on a worker. ERR_NOT_FOUND when there is no such article.
 */
bool visit_look_up(struct visit *visit, struct store *store, struct error *err);

/* Fetch and read a page (NULL: there is none); `arrived` is called once, on a worker. Looked up
 * already. */
void visit_go(struct visit *visit, const char *url, visit_arrived arrived);

/* Forget the page that came, before another is asked for. */
void visit_leave_page(struct visit *visit);

/* Keep the form of the page where it is discussed, and whether replies are taken; on the writer's
 * thread. Nothing without that page. */
bool visit_store_form(const struct visit *visit, struct store *store, struct error *err);

/* Why no reply can be written, in one sentence. */
void visit_explain_no_form(const struct visit *visit, struct error *err);

#endif
