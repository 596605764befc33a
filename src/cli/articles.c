/*
 * The commands around articles: articles, mark, delete, undo.
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

static bool read_ids(const struct cli_call *call, size_t first, struct vec *ids, struct error *err)
{
    for (size_t i = first; i < cli_operand_count(call); i++)
        if (!cli_read_id(cli_operand(call, i), _("article"), vec_push(ids), err))
            return false;
    if ((ids->count > 0) == cli_has(call, "query"))
        return error_set(err, ERR_USAGE, _("'%s' takes the ids of articles, or --query QUERY"),
                         call->command->name);
    return true;
}

/* What was asked of some articles. */
struct marking {
    enum store_mark mark;
    const char *tag;
    struct vec ids;
    struct query *query; // NULL: the ids
};

static bool run_marking(struct app *app, const struct marking *marking, struct error *err)
{
    const struct store_selection selection = {.query = marking->query};
    const int64_t *const ids = marking->query ? NULL : marking->ids.items;
    struct ticket *const ticket =
        app_mark(app, marking->mark, marking->tag, ids, marking->ids.count, &selection);
    return cli_wait(app, ticket, NULL, NULL, NULL, err);
}

/* `first`: the operand where the ids begin. */
static int mark_articles(const struct cli_call *call, size_t first, struct marking *marking)
{
    struct error err = {0};
    struct app *app = NULL;
    vec_init(&marking->ids, sizeof(int64_t));
    bool is_fine = read_ids(call, first, &marking->ids, &err);
    if (is_fine && marking->ids.count == 0) {
        marking->query = cli_read_query(cli_value(call, "query"), &err);
        is_fine = marking->query != NULL;
    }
    if (is_fine) {
        app = cli_open(call, &err);
        is_fine = app != NULL && run_marking(app, marking, &err);
    }
    app_free(app);
    query_free(marking->query);
    vec_release(&marking->ids);
    return is_fine ? CLI_OK : cli_fail(&err);
}

int cli_mark(const struct cli_call *call)
{
    struct error err = {0};
    struct marking marking = {0};
    if (!read_mark(cli_operand(call, 0), &marking.mark, &marking.tag, &err))
        return cli_fail(&err);
    return mark_articles(call, 1, &marking);
}

int cli_delete(const struct cli_call *call)
{
    struct marking marking = {.mark = STORE_MARK_DELETE};
    return mark_articles(call, 0, &marking);
}

int cli_undo(const struct cli_call *call)
{
    struct error err = {0};
    struct app_message last = {0};
    struct app *const app = cli_open(call, &err);
    const bool is_fine =
        app && cli_wait(app, app_undo(app, cli_has(call, "redo")), NULL, NULL, &last, &err);
    app_free(app);
    if (!is_fine)
        return cli_fail(&err);
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    str_printf(&out, "%s: %lld\n", app_undone_words(&last.undone), (long long)last.undone.count);
    const int status = cli_print(&out);
    str_release(&out);
    return status;
}
