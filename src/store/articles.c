#include "store/articles.h"

#include "base/intl.h"
#include "base/memory.h"
#include "base/str.h"
#include "base/vec.h"
#include "store/hits.h"
#include "store/indexing.h"
#include "store/internal.h"
#include "store/query_sql.h"

/* The others of the story: its lead, and the lead's copies. */
static void articles_read_copies(const struct store_rows *rows, struct arena *arena,
                                 struct store_article *article)
{
    article->lead_id = row_integer(rows, 16, article->id);
    size_t count;
    const char *const *const copies = row_texts(rows, 17, arena, &count);
    if (count == 0)
        return;
    int64_t *const ids = arena_alloc(arena, size_mul(count + 1, sizeof(*ids)));
    if (article->lead_id != article->id)
        ids[article->duplicate_count++] = article->lead_id;
    for (size_t i = 0; i < count; i++) {
        long long id;
        if (slice_to_int64(slice_of(copies[i]), &id) && id != article->id)
            ids[article->duplicate_count++] = id;
    }
    article->duplicates = ids;
}

static void articles_read_row(const struct store_rows *rows, struct arena *arena,
                              struct store_article *article)
{
    article->id = row_integer(rows, 0, 0);
    article->feed_id = row_integer(rows, 1, 0);
    article->feed_title = row_text(rows, 2, arena);
    article->title = row_text(rows, 3, arena);
    article->link = row_text(rows, 4, arena);
    article->author = row_text(rows, 5, arena);
    article->published_ms = row_integer(rows, 6, 0);
    article->is_dated = row_integer(rows, 7, 0);
    article->is_unread = row_integer(rows, 8, 0);
    article->is_starred = row_integer(rows, 9, 0);
    article->has_full = row_integer(rows, 10, 0);
    article->has_enclosure = row_integer(rows, 11, 0);
    article->comments_count = row_integer(rows, 12, -1);
    article->comments_unread = row_integer(rows, 13, 0);
    article->tags = row_texts(rows, 14, arena, &article->tag_count);
    article->has_changed = row_time(rows, 15) != TIME_NONE;
    articles_read_copies(rows, arena, article);
    article->beginning = row_text(rows, 18, arena);
}

/* All rows, then the end of the statement. */
static bool articles_read(struct store_rows *rows, struct store_articles *page, struct error *err)
{
    arena_init(&page->arena);
    struct vec items;
    vec_init(&items, sizeof(struct store_article));
    while (rows_next(rows))
        articles_read_row(rows, &page->arena, vec_push(&items));
    page->count = items.count;
    page->items = items_take(&items, &page->arena);
    if (rows_close(rows, err))
        return true;
    store_articles_release(page);
    return false;
}

bool hits_read(struct store *store, const struct vec *hits, struct store_articles *page,
               struct error *err)
{
    arena_init(&page->arena);
    struct vec items;
    vec_init(&items, sizeof(struct store_article));
    bool is_good = true;
    for (size_t i = 0; is_good && i < hits->count; i++) {
        const struct store_value values[] = {
            value_integer(((const struct hit *)vec_at(hits, i))->id)};
        struct store_rows rows;
        is_good = rows_open(&rows, store, SQL_ARTICLES_GET, values, COUNT_OF(values), err);
        if (is_good && rows_next(&rows))
            articles_read_row(&rows, &page->arena, vec_push(&items));
        is_good = is_good && rows_close(&rows, err);
    }
    page->count = items.count;
    page->items = items_take(&items, &page->arena);
    if (is_good)
        return true;
    store_articles_release(page);
    return false;
}

static void articles_turn(struct store_articles *page)
{
    for (size_t i = 0; i < page->count / 2; i++) {
        const struct store_article item = page->items[i];
        page->items[i] = page->items[page->count - 1 - i];
        page->items[page->count - 1 - i] = item;
    }
}

/* A page that is asked for. */
struct page_request {
    const struct store_selection *selection;
    const struct store_key *after;
    bool backwards;
    int limit;
};

static void page_add_order(struct sql *sql, const struct page_request *request)
{
    sql_add_number(sql, request->backwards ? SQL_PART_OLDEST_FIRST : SQL_PART_NEWEST_FIRST,
                   request->limit);
}

static bool selection_has_query(const struct store_selection *selection)
{
    return selection && selection->query && selection->query->root->kind != QUERY_ALL;
}

/* Everything at once shows each story once; whoever looks at one feed or for something sees what
 * there is. */
static void page_add_story(struct sql *sql, const struct store_selection *selection)
{
    if (selection && (selection->feed_id || selection->tag || selection_has_query(selection)))
        return;
    sql_add(sql, SQL_PART_AND);
    sql_add(sql, SQL_PART_FIRST_OF_STORY);
}

static void page_add_plain(struct sql *sql, const struct page_request *request)
{
    sql_add_selection(sql, request->selection, true);
    page_add_story(sql, request->selection);
    sql_add_key(sql, request->after, request->backwards);
    page_add_order(sql, request);
}

/* The page of unread ones, and the one that is kept although it was read: two walks, since either
 * alone is one step in an index and both in one condition are a walk through everything. */
static void page_add_kept(struct sql *sql, const struct page_request *request)
{
    sql_add(sql, SQL_PART_LIST_OF_IDS);
    sql_add(sql, SQL_PART_IDS);
    page_add_plain(sql, request);
    sql_add(sql, SQL_PART_UNION);
    sql_add(sql, SQL_PART_IDS);
    sql_add_selection(sql, request->selection, false);
    sql_add_key(sql, request->after, request->backwards);
    sql_add(sql, SQL_PART_AND);
    sql_add_number(sql, SQL_PART_IS_ID, request->selection->keep_id);
    sql_add(sql, SQL_PART_CLOSE);
    page_add_order(sql, request);
}

static bool selection_keeps(const struct store_selection *selection)
{
    return selection && selection->only_unread && selection->keep_id;
}

/*
 * Of a word that leads no walk (`-word`, `word OR is:starred`) the index gives all documents before
 * the first article is looked at. So it is asked for the documents of the next articles alone; only
 * when these do not fill the page, for all.
 */
enum { STRETCH_ARTICLES = 2000 };

/* The articles of a stretch, as a condition on them, and the documents that they can have. */
static void stretch_add(struct sql *sql, const struct page_request *request, int64_t end_ms,
                        int64_t shift)
{
    const struct store_key *const after = request->after;
    const bool is_from_end = !after || !after->id;
    if (request->backwards) {
        sql->first_document = is_from_end ? INT64_MIN : store_document_base(after->published_ms);
        sql->last_document = store_document_base(end_ms) + shift + DOCUMENT_SLOTS;
        sql_add_number(sql, SQL_PART_UNTIL, end_ms + 1);
    } else {
        sql->first_document = store_document_base(end_ms);
        if (!is_from_end)
            sql->last_document = store_document_base(after->published_ms) + shift + DOCUMENT_SLOTS;
        sql_add_number(sql, SQL_PART_SINCE, end_ms);
    }
    sql_add(sql, SQL_PART_AND);
}

/* is_full  the page is; else there is none */
static bool page_by_stretch(struct store *store, const struct page_request *request,
                            struct store_articles *page, bool *is_full, struct error *err)
{
    const struct store_key *const after = request->after;
    const int64_t end = request->backwards ? INT64_MIN : INT64_MAX;
    const struct store_value from[] = {
        value_integer(after && after->id ? after->published_ms : end),
        value_integer(STRETCH_ARTICLES)};
    int64_t end_ms;
    int64_t shift;
    if (!store_ask(store, request->backwards ? SQL_STRETCH_BEFORE : SQL_STRETCH_BEHIND, from,
                   COUNT_OF(from), TIME_NONE, &end_ms, err) ||
        !store_ask(store, SQL_DOCUMENTS_SHIFT, NULL, 0, DOCUMENT_SLOTS, &shift, err))
        return false;
    if (end_ms == TIME_NONE)
        return true;
    struct sql sql;
    struct store_rows rows;
    sql_init(&sql);
    sql_add(&sql, SQL_PART_LIST);
    stretch_add(&sql, request, end_ms, shift);
    page_add_plain(&sql, request);
    const bool is_good =
        !sql.asks_index || (sql_open(&sql, store, &rows, err) && articles_read(&rows, page, err));
    *is_full = is_good && sql.asks_index && page->count == (size_t)request->limit;
    if (is_good && sql.asks_index && !*is_full)
        store_articles_release(page);
    sql_release(&sql);
    return is_good;
}

static bool page_by_walk(struct store *store, const struct page_request *request,
                         struct store_articles *page, struct error *err)
{
    bool is_full = false;
    if (selection_has_query(request->selection) && !selection_keeps(request->selection) &&
        !page_by_stretch(store, request, page, &is_full, err))
        return false;
    if (is_full)
        return true;
    struct sql sql;
    struct store_rows rows;
    sql_init(&sql);
    sql_add(&sql, SQL_PART_LIST);
    if (selection_keeps(request->selection))
        page_add_kept(&sql, request);
    else
        page_add_plain(&sql, request);
    const bool is_good = sql_open(&sql, store, &rows, err) && articles_read(&rows, page, err);
    sql_release(&sql);
    return is_good;
}

static bool page_by_index(struct store *store, const struct page_request *request,
                          const struct match *match, struct store_articles *page, struct error *err)
{
    const struct hits_request hits_request = {.selection = request->selection,
                                              .match = match,
                                              .after = request->after,
                                              .backwards = request->backwards,
                                              .limit = request->limit};
    struct vec hits;
    vec_init(&hits, sizeof(struct hit));
    const bool is_good =
        hits_find(store, &hits_request, &hits, err) && hits_read(store, &hits, page, err);
    vec_release(&hits);
    return is_good;
}

bool store_articles_list(struct store *store, const struct store_selection *selection,
                         const struct store_key *after, bool backwards, int limit,
                         struct store_articles *page, struct error *err)
{
    const struct page_request request = {selection, after, backwards, limit};
    struct match match;
    match_init(&match, selection ? selection->query : NULL);
    const bool is_good = match.text.len ? page_by_index(store, &request, &match, page, err)
                                        : page_by_walk(store, &request, page, err);
    match_release(&match);
    if (is_good && backwards)
        articles_turn(page);
    return is_good;
}

/* Total and unread as they are kept with the feeds. */
static bool count_from_feeds(struct store *store, const struct store_selection *selection,
                             int64_t *count, struct error *err)
{
    const bool is_unread = selection && selection->only_unread;
    const bool has_feed = selection && selection->feed_id;
    const bool has_tag = selection && selection->tag;
    const struct store_value values[] = {has_feed ? value_integer(selection->feed_id)
                                                  : value_text(has_tag ? selection->tag : NULL)};
    struct store_rows rows;
    const enum store_sql sql = has_feed  ? SQL_COUNT_OF_FEED
                               : has_tag ? SQL_COUNT_OF_TAG
                                         : SQL_COUNT_OF_ALL;
    if (!rows_open(&rows, store, sql, values, has_feed || has_tag, err))
        return false;
    *count = rows_next(&rows) ? row_integer(&rows, is_unread, 0) : 0;
    return rows_close(&rows, err);
}

static bool sql_ask_count(const struct sql *sql, struct store *store, int64_t *count,
                          struct error *err)
{
    struct store_rows rows;
    if (!sql_open(sql, store, &rows, err))
        return false;
    *count = rows_next(&rows) ? row_integer(&rows, 0, 0) : 0;
    return rows_close(&rows, err);
}

static bool count_by_walk(struct store *store, const struct store_selection *selection,
                          int64_t *count, struct error *err)
{
    struct sql sql;
    sql_init(&sql);
    sql_add(&sql, SQL_PART_COUNT);
    sql_add_ids(&sql, selection, SQL_PART_TRUE, NULL);
    sql_add(&sql, SQL_PART_CLOSE);
    const bool is_good = sql_ask_count(&sql, store, count, err);
    sql_release(&sql);
    return is_good;
}

/* 1 when the article that is kept was read and would be in the list otherwise. */
static bool count_kept(struct store *store, const struct store_selection *selection, int64_t *count,
                       struct error *err)
{
    struct sql sql;
    sql_init(&sql);
    sql_add(&sql, SQL_PART_COUNT);
    sql_add(&sql, SQL_PART_IDS);
    sql_add_selection(&sql, selection, false);
    sql_add(&sql, SQL_PART_AND);
    sql_add(&sql, SQL_PART_READ);
    sql_add(&sql, SQL_PART_AND);
    sql_add_number(&sql, SQL_PART_IS_ID, selection->keep_id);
    sql_add(&sql, SQL_PART_CLOSE);
    const bool is_good = sql_ask_count(&sql, store, count, err);
    sql_release(&sql);
    return is_good;
}

bool store_articles_count(struct store *store, const struct store_selection *selection,
                          int64_t *count, struct error *err)
{
    const bool is_simple =
        !selection || (!selection_has_query(selection) && !(selection->feed_id && selection->tag));
    if (is_simple ? !count_from_feeds(store, selection, count, err)
                  : !count_by_walk(store, selection, count, err))
        return false;
    int64_t kept = 0;
    if (selection_keeps(selection) && !count_kept(store, selection, &kept, err))
        return false;
    *count += kept;
    return true;
}

bool store_articles_get(struct store *store, int64_t id, struct store_articles *one,
                        struct error *err)
{
    const struct store_value values[] = {value_integer(id)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_ARTICLES_GET, values, COUNT_OF(values), err) ||
        !articles_read(&rows, one, err))
        return false;
    if (one->count)
        return true;
    store_articles_release(one);
    return store_articles_missing(id, err);
}

/* From `from` to the end of the list, then, when nothing was there, from its other end. */
bool store_articles_next_unread(struct store *store, const struct store_selection *selection,
                                const struct store_key *from, bool backwards,
                                struct store_articles *one, struct error *err)
{
    struct store_selection unread = selection ? *selection : (struct store_selection){0};
    unread.only_unread = true;
    unread.keep_id = 0;
    if (!store_articles_list(store, &unread, from, backwards, 1, one, err))
        return false;
    if (one->count)
        return true;
    store_articles_release(one);
    if (!store_articles_list(store, &unread, NULL, backwards, 1, one, err))
        return false;
    if (one->count)
        return true;
    store_articles_release(one);
    return error_set(err, ERR_NOT_FOUND, _("everything is read"));
}

void store_articles_release(struct store_articles *page)
{
    arena_release(&page->arena);
    page->items = NULL;
    page->count = 0;
}

bool store_articles_missing(int64_t id, struct error *err)
{
    return error_set(err, ERR_NOT_FOUND, _("there is no article %lld"), (long long)id);
}

bool store_articles_has(struct store *store, int64_t id, struct error *err)
{
    const struct store_value values[] = {value_integer(id)};
    int64_t found;
    return store_ask(store, SQL_ARTICLES_HAS, values, COUNT_OF(values), 0, &found, err) &&
           (found || store_articles_missing(id, err));
}
