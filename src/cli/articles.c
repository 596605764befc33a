/*
 * The commands around articles: articles, mark.
 */
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "cli/commands.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "cli/session.h"
#include "query/query.h"

enum { PAGE_ARTICLES = 500 };

static int print_page(const struct store_articles *page, bool is_json)
{
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    for (size_t i = 0; i < page->count; i++) {
        if (!is_json) {
            row_article_text(&page->items[i], &out);
            continue;
        }
        struct json_writer json;
        json_writer_init(&json, &out);
        json_begin_object(&json);
        row_article_json(&page->items[i], &json);
        json_end_object(&json);
        str_add_char(&out, '\n');
    }
    const int status = is_json ? cli_print_raw(&out) : cli_print(&out);
    str_release(&out);
    return status;
}

/* Page after page, so that a long list needs no more memory than a short one. */
static int print_articles(struct app *app, const struct store_selection *selection, int64_t limit,
                          bool is_json)
{
    struct error err = {0};
    struct store_key after = {0};
    int status = CLI_OK;
    while (limit > 0 && status == CLI_OK) {
        struct store_articles page = {0};
        const int wanted = limit < PAGE_ARTICLES ? (int)limit : PAGE_ARTICLES;
        if (!store_articles_list(app_store(app), selection, &after, false, wanted, &page, &err))
            return cli_fail(&err);
        status = print_page(&page, is_json);
        limit = page.count == (size_t)wanted ? limit - wanted : 0;
        if (page.count)
            after = (struct store_key){page.items[page.count - 1].published_ms,
                                       page.items[page.count - 1].id};
        store_articles_release(&page);
    }
    return status;
}

int cli_articles(const struct cli_call *call)
{
    struct error err = {0};
    int64_t limit;
    if (!cli_number(call, "limit", 0, INT64_MAX, INT64_MAX, &limit, &err))
        return cli_fail(&err);
    struct query *const query = cli_read_operands(call, &err);
    struct app *const app = query ? cli_open(call, &err) : NULL;
    const struct store_selection selection = {.query = query};
    const int status =
        app ? print_articles(app, &selection, limit, cli_has(call, "json")) : cli_fail(&err);
    app_free(app);
    query_free(query);
    return status;
}

/* The word of `mark`: what it does, and with which tag. */
static bool read_mark(const char *word, enum store_mark *mark, const char **tag, struct error *err)
{
    static const struct {
        const char *word;
        enum store_mark mark;
    } words[] = {
        {"read", STORE_MARK_READ},     {"unread", STORE_MARK_UNREAD}, {"star", STORE_MARK_STAR},
        {"unstar", STORE_MARK_UNSTAR}, {"hide", STORE_MARK_HIDE},     {"show", STORE_MARK_SHOW},
    };
    *tag = NULL;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strcmp(words[i].word, word) == 0) {
            *mark = words[i].mark;
            return true;
        }
    if ((word[0] != '+' && word[0] != '-') || word[1] == '\0')
        return error_set(err, ERR_USAGE,
                         _("'%s' is none of read, unread, star, unstar, hide, show, +TAG, -TAG"),
                         word);
    *mark = word[0] == '+' ? STORE_MARK_TAG : STORE_MARK_UNTAG;
    *tag = word + 1;
    return true;
}

static bool read_ids(const struct cli_call *call, struct vec *ids, struct error *err)
{
    for (size_t i = 1; i < cli_operand_count(call); i++)
        if (!cli_read_id(cli_operand(call, i), _("article"), vec_push(ids), err))
            return false;
    if ((ids->count > 0) == cli_has(call, "query"))
        return error_set(err, ERR_USAGE, _("'mark' takes the ids of articles, or --query QUERY"));
    return true;
}

int cli_mark(const struct cli_call *call)
{
    struct error err = {0};
    enum store_mark mark = STORE_MARK_READ;
    const char *tag;
    struct query *query = NULL;
    struct app *app = NULL;
    struct vec ids;
    vec_init(&ids, sizeof(int64_t));
    bool is_fine = read_mark(cli_operand(call, 0), &mark, &tag, &err) && read_ids(call, &ids, &err);
    if (is_fine && ids.count == 0) {
        query = cli_read_query(cli_value(call, "query"), &err);
        is_fine = query != NULL;
    }
    if (is_fine) {
        app = cli_open(call, &err);
        is_fine = app != NULL;
    }
    if (is_fine) {
        const struct store_selection selection = {.query = query};
        struct ticket *const ticket = query ? app_mark_selection(app, mark, tag, &selection)
                                            : app_mark(app, mark, tag, ids.items, ids.count);
        is_fine = cli_wait(app, ticket, NULL, NULL, NULL, &err);
    }
    app_free(app);
    query_free(query);
    vec_release(&ids);
    return is_fine ? CLI_OK : cli_fail(&err);
}
