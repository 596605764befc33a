#include "base/intl.h"
#include "store/discussion.h"
#include "store/internal.h"

bool store_drafts_save(struct store *store, const struct store_draft *draft, struct error *err)
{
    const struct store_value values[] = {
        value_integer(draft->article_id), value_integer(draft->parent_id),
        value_integer(draft->saved_ms),   value_text(draft->name),
        value_text(draft->email),         value_text(draft->url),
        value_text(draft->body),
    };
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    const bool is_good = store_articles_has(store, draft->article_id, err) &&
                         store_run(store, SQL_DRAFTS_SAVE, values, COUNT_OF(values), err);
    return store_end(store, is_good, err);
}

static void draft_read_row(const struct store_rows *rows, struct store_draft *draft)
{
    draft->name = row_text(rows, 0, &draft->arena);
    draft->email = row_text(rows, 1, &draft->arena);
    draft->url = row_text(rows, 2, &draft->arena);
    draft->body = row_text(rows, 3, &draft->arena);
    draft->saved_ms = row_time(rows, 4);
}

bool store_drafts_get(struct store *store, int64_t article_id, int64_t parent_id,
                      struct store_draft *draft, struct error *err)
{
    const struct store_value values[] = {value_integer(article_id), value_integer(parent_id)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_DRAFTS_GET, values, COUNT_OF(values), err))
        return false;
    *draft = (struct store_draft){.article_id = article_id, .parent_id = parent_id};
    arena_init(&draft->arena);
    const bool is_there = rows_next(&rows);
    if (is_there)
        draft_read_row(&rows, draft);
    if (rows_close(&rows, err)) {
        if (is_there)
            return true;
        error_set(err, ERR_NOT_FOUND, _("there is no draft for article %lld"),
                  (long long)article_id);
    }
    store_drafts_release(draft);
    return false;
}

bool store_drafts_drop(struct store *store, int64_t article_id, int64_t parent_id,
                       struct error *err)
{
    const struct store_value values[] = {value_integer(article_id), value_integer(parent_id)};
    return store_change(store, STORE_SYNCED, SQL_DRAFTS_DROP, values, COUNT_OF(values), err);
}

void store_drafts_release(struct store_draft *draft)
{
    arena_release(&draft->arena);
    *draft = (struct store_draft){0};
}
