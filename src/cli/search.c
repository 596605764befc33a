/*
 * The command `search`: what `articles` finds, best first, with snippets.
 */
#include <unistd.h>

#include "base/intl.h"
#include "base/limits.h"
#include "cli/commands.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "cli/session.h"
#include "query/query.h"
#include "store/indexing.h"
#include "store/search.h"

enum { PAGE_HITS = 200 };

/* The rows of a page; `ranks` NULL: they were not ranked. */
static int print_hits(const struct store_articles *articles, const double *ranks,
                      const struct store_snippet *snippets, bool is_json)
{
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    for (size_t i = 0; i < articles->count; i++) {
        if (!is_json) {
            row_article_text(&articles->items[i], &out);
            row_snippet_text(&snippets[i], &out);
            continue;
        }
        struct json_writer json;
        json_writer_init(&json, &out);
        json_begin_object(&json);
        row_article_json(&articles->items[i], &json);
        row_hit_json(ranks ? ranks[i] : 0, &snippets[i], &json);
        json_end_object(&json);
        str_add_char(&out, '\n');
    }
    const int status = is_json ? cli_print_raw(&out) : cli_print(&out);
    str_release(&out);
    return status;
}

/* Behind those that were ranked come the older ones, newest first. */
static int print_others(struct store *store, const struct store_selection *selection,
                        struct store_key after, int64_t limit, bool is_json)
{
    struct error err = {0};
    int status = CLI_OK;
    while (limit > 0 && status == CLI_OK) {
        struct store_articles page = {0};
        const struct store_snippet *snippets;
        const int wanted = limit < PAGE_HITS ? (int)limit : PAGE_HITS;
        if (!store_articles_list(store, selection, &after, false, wanted, &page, &err))
            return cli_fail(&err);
        status = store_search_snippets(store, selection->query, &page, &snippets, &err)
                     ? print_hits(&page, NULL, snippets, is_json)
                     : cli_fail(&err);
        limit = page.count == (size_t)wanted ? limit - wanted : 0;
        if (page.count)
            after = (struct store_key){page.items[page.count - 1].published_ms,
                                       page.items[page.count - 1].id};
        store_articles_release(&page);
    }
    return status;
}

static int print_search(struct store *store, const struct query *query, int64_t limit, bool is_json)
{
    struct error err = {0};
    struct store_hits hits;
    const struct store_selection selection = {.query = query};
    const int most = limit < STORE_SEARCH_NEWEST ? (int)limit : STORE_SEARCH_NEWEST;
    if (!store_search_list(store, &selection, most, &hits, &err))
        return cli_fail(&err);
    int status = print_hits(&hits.articles, hits.ranks, hits.snippets, is_json);
    if (status == CLI_OK && !hits.is_all && limit > (int64_t)hits.articles.count)
        status = print_others(store, &selection, hits.oldest, limit - (int64_t)hits.articles.count,
                              is_json);
    store_hits_release(&hits);
    return status;
}

/*
 * After a large import most of it waits for the index, and each search would read it all. Where the
 * index cannot be brought up, as in a home that cannot be written, that is what is done.
 */
static bool index_first(struct app *app, struct error *err)
{
    enum { MANY = 1000 };
    int64_t waiting;
    if (!store_index_waiting(app_store(app), MANY, &waiting, err))
        return false;
    if (waiting < MANY)
        return true;
    if (isatty(STDERR_FILENO))
        cli_note(_("one moment: new articles are put into the index first"));
    struct error why = {0};
    if (cli_wait(app, app_index(app), NULL, NULL, NULL, &why) || why.kind != ERR_CANCELLED)
        return true;
    *err = why;
    return false;
}

int cli_search(const struct cli_call *call)
{
    struct error err = {0};
    int64_t limit;
    if (!cli_number(call, "limit", 0, INT64_MAX, INT64_MAX, &limit, &err))
        return cli_fail(&err);
    struct query *const query = cli_read_operands(call, &err);
    struct app *const app = query ? cli_open(call, &err) : NULL;
    int status = CLI_OK;
    if (!app || !index_first(app, &err))
        status = cli_fail(&err);
    else if (limit > 0)
        status = print_search(app_store(app), query, limit, cli_has(call, "json"));
    app_free(app);
    query_free(query);
    return status;
}
