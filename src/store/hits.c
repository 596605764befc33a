#include "store/hits.h"

#include "store/indexing.h"
#include "store/query_sql.h"

enum {
    FEW = 200,    // articles that are sooner asked for one by one than found among all hits
    SOME = 20000, // that are sooner gathered before than looked up for each hit
};

/* A condition that may leave few articles, which an index knows at once. */
struct narrow {
    enum store_sql count; // of the feed, or up to a number
    enum store_sql part;
    int64_t feed_id; // 0: it asks for no feed
};

/* A search under way. */
struct walk {
    const struct hits_request *request;
    struct vec *hits;
    size_t first;    // of ours in the vec
    int64_t shift;   // how far a document may lie behind its minute
    bool is_waiting; // reading what is not in the index
    struct narrow narrow;
    bool is_narrow;   // it leads, and the index is asked for each of the few
    bool is_gathered; // what it leaves is compared with each hit
};

static bool comes_before(const struct walk *walk, const struct hit *a, const struct hit *b)
{
    const bool is_newer =
        a->published_ms != b->published_ms ? a->published_ms > b->published_ms : a->id > b->id;
    return walk->request->backwards ? !is_newer && a->id != b->id : is_newer;
}

/* Put it into its place; what is too much falls off the end. Most come nearly in order. */
static void walk_add(struct walk *walk, const struct hit *hit)
{
    struct vec *const hits = walk->hits;
    const size_t most = (size_t)walk->request->limit;
    if (hits->count - walk->first == most &&
        !comes_before(walk, hit, vec_at(hits, hits->count - 1)))
        return;
    if (hits->count - walk->first < most)
        vec_push(hits);
    struct hit *const items = hits->items;
    size_t at = hits->count - 1;
    for (; at > walk->first && comes_before(walk, hit, &items[at - 1]); at--)
        items[at] = items[at - 1];
    items[at] = *hit;
}

/* Is everything that the index has from here on behind the last that is wanted? */
static bool walk_is_over(const struct walk *walk, int64_t docid)
{
    const struct vec *const hits = walk->hits;
    if (walk->is_waiting || hits->count - walk->first < (size_t)walk->request->limit)
        return false;
    const struct hit *const last = vec_at(hits, hits->count - 1);
    const int64_t base = store_document_base(last->published_ms);
    return walk->request->backwards ? base < docid - walk->shift - DOCUMENT_SLOTS : docid < base;
}

static void walk_add_key(const struct walk *walk, struct sql *sql)
{
    const struct hits_request *const request = walk->request;
    sql_add_key(sql, request->after, request->backwards);
    if (walk->is_waiting || !request->after || !request->after->id)
        return;
    const int64_t base = store_document_base(request->after->published_ms);
    sql_add(sql, SQL_PART_AND);
    sql_add_number(sql, request->backwards ? SQL_PART_DOCUMENT_SINCE : SQL_PART_DOCUMENT_UNTIL,
                   request->backwards ? base : base + walk->shift);
}

static void walk_add_selection(const struct walk *walk, struct sql *sql)
{
    const struct store_selection *const selection = walk->request->selection;
    const bool is_kept = selection->only_unread && selection->keep_id;
    sql_add_frame(sql, selection, !is_kept);
    if (!is_kept)
        return;
    sql_add(sql, SQL_PART_AND);
    sql_add_number(sql, SQL_PART_UNREAD_OR_ID, selection->keep_id);
}

static void walk_add_narrow(const struct walk *walk, struct sql *sql)
{
    if (!walk->is_narrow && !walk->is_gathered)
        return;
    sql_add(sql, SQL_PART_AND);
    if (!walk->is_narrow)
        sql_add(sql, SQL_PART_PLUS);
    sql_add(sql, walk->narrow.part);
    if (walk->narrow.feed_id)
        sql_bind(sql, value_integer(walk->narrow.feed_id));
}

static void walk_add_indexed(const struct walk *walk, struct sql *sql)
{
    const struct match *const match = walk->request->match;
    sql->words = SQL_WORDS_INDEXED;
    sql_add(sql, walk->request->with_scores ? SQL_PART_HITS_SCORED : SQL_PART_HITS);
    sql_bind(sql, value_text(match->text.data));
    sql_add(sql, SQL_PART_AND);
    walk_add_selection(walk, sql);
    for (size_t i = 0; i < match->others.count; i++)
        sql_add_node(sql, *(const struct query_node *const *)vec_at(&match->others, i));
    walk_add_narrow(walk, sql);
    walk_add_key(walk, sql);
    sql_add(sql,
            walk->request->backwards ? SQL_PART_EARLIEST_DOCUMENTS : SQL_PART_LATEST_DOCUMENTS);
}

static void walk_add_waiting(const struct walk *walk, struct sql *sql)
{
    sql->words = SQL_WORDS_WAITING;
    sql_add(sql, SQL_PART_WAITING);
    walk_add_selection(walk, sql);
    sql_add_node(sql, walk->request->selection->query->root);
    walk_add_key(walk, sql);
    sql_add_number(sql, walk->request->backwards ? SQL_PART_OLDEST_FIRST : SQL_PART_NEWEST_FIRST,
                   walk->request->limit);
}

static bool walk_run(struct walk *walk, struct store *store, struct error *err)
{
    struct sql sql;
    struct store_rows rows;
    sql_init(&sql);
    if (walk->is_waiting)
        walk_add_waiting(walk, &sql);
    else
        walk_add_indexed(walk, &sql);
    bool is_good = sql_open(&sql, store, &rows, err);
    if (is_good) {
        while (rows_next(&rows) && !walk_is_over(walk, row_integer(&rows, 2, 0))) {
            const struct hit hit = {.id = row_integer(&rows, 0, 0),
                                    .published_ms = row_integer(&rows, 1, 0),
                                    .score = row_real(&rows, 3),
                                    .lead_id = row_integer(&rows, 4, 0),
                                    .is_waiting = walk->is_waiting};
            walk_add(walk, &hit);
        }
        is_good = rows_close(&rows, err);
    }
    sql_release(&sql);
    return is_good;
}

/* Use the condition if it leaves few. */
static bool walk_try(struct walk *walk, struct store *store, struct narrow narrow,
                     struct error *err)
{
    const struct store_value value = value_integer(narrow.feed_id ? narrow.feed_id : FEW + 1);
    int64_t count;
    if (walk->is_narrow)
        return true;
    if (!store_ask(store, narrow.count, &value, 1, 0, &count, err))
        return false;
    walk->is_narrow = count <= FEW;
    const bool is_gathered = !walk->is_narrow && narrow.feed_id && count <= SOME;
    walk->is_gathered |= is_gathered;
    if (walk->is_narrow || is_gathered)
        walk->narrow = narrow;
    return true;
}

/* A common word in a small feed, or among the few that are starred: not all articles with that word
 * are looked at. */
static bool walk_narrow(struct walk *walk, struct store *store, struct error *err)
{
    static const struct narrow starred = {SQL_FEW_STARRED, SQL_PART_FEW_STARRED, 0};
    static const struct narrow unread = {SQL_FEW_UNREAD, SQL_PART_FEW_UNREAD, 0};
    const struct store_selection *const selection = walk->request->selection;
    const struct narrow feed = {SQL_FEW_OF_FEED, SQL_PART_FEW_OF_FEED, selection->feed_id};
    if (feed.feed_id && !walk_try(walk, store, feed, err))
        return false;
    if (selection->only_unread && !selection->keep_id && !walk_try(walk, store, unread, err))
        return false;
    const struct vec *const others = &walk->request->match->others;
    for (size_t i = 0; i < others->count; i++) {
        const struct query_node *const node = *(const struct query_node *const *)vec_at(others, i);
        const bool is_state = node->kind == QUERY_STATE;
        if (is_state && node->state == QUERY_STARRED && !walk_try(walk, store, starred, err))
            return false;
        if (is_state && node->state == QUERY_UNREAD && !walk_try(walk, store, unread, err))
            return false;
    }
    return true;
}

bool hits_find(struct store *store, const struct hits_request *request, struct vec *hits,
               struct error *err)
{
    struct walk walk = {.request = request, .hits = hits, .first = hits->count};
    if (!store_ask(store, SQL_DOCUMENTS_SHIFT, NULL, 0, DOCUMENT_SLOTS, &walk.shift, err))
        return false;
    walk.is_waiting = true;
    if (!walk_run(&walk, store, err))
        return false;
    walk.is_waiting = false;
    return walk_narrow(&walk, store, err) && walk_run(&walk, store, err);
}
