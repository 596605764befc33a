#include "store/indexing.h"

#include <stdlib.h>

#include "store/copies.h"
#include "store/internal.h"
#include "store/waiting.h"

enum {
    MANY_ARTICLES = 5000,  // a large import
    BULK_BYTES = 24 << 20, // of a batch when everything is to be done
    BULK_MS = 3000,
};

int64_t store_document_base(int64_t published_ms)
{
    enum { MINUTE_MS = 60000 };
    const int64_t part = published_ms % MINUTE_MS;
    const int64_t minute = (published_ms - part) / MINUTE_MS - (part < 0);
    return minute * DOCUMENT_SLOTS;
}

/*
 * A free number: one of its minute's, or, where thousands have the same date, one not far behind.
 * Any will do that is not smaller; the further they lie, the longer is the walk of a search.
 */
static bool article_number(struct store *store, struct waiting_article *article, struct error *err)
{
    const int64_t base = store_document_base(article->published_ms);
    uint64_t random = (uint64_t)article->id;
    int64_t span = DOCUMENT_SLOTS;
    bool is_free = false;
    for (int tries = 0; !is_free; tries++) {
        random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        const int64_t shift = (int64_t)((random >> 33) % (uint64_t)span);
        article->docid = base + shift;
        const struct store_value values[] = {value_integer(article->docid),
                                             value_integer(article->id), value_integer(shift)};
        if (!store_run(store, SQL_DOCUMENTS_ADD, values, COUNT_OF(values), err))
            return false;
        is_free = sqlite3_changes(store->db) > 0;
        if (tries % 4 == 3)
            span *= 2;
    }
    return true;
}

static int compare_times(const void *a, const void *b)
{
    const int64_t first = ((const struct waiting_article *)a)->published_ms;
    const int64_t second = ((const struct waiting_article *)b)->published_ms;
    return first < second ? -1 : first > second;
}

static int compare_documents(const void *a, const void *b)
{
    const int64_t first = ((const struct waiting_article *)a)->docid;
    const int64_t second = ((const struct waiting_article *)b)->docid;
    return first < second ? -1 : first > second;
}

static void articles_sort(struct vec *articles, int (*compare)(const void *, const void *))
{
    if (articles->count)
        qsort(articles->items, articles->count, sizeof(struct waiting_article), compare);
}

/* FTS5 wants the numbers of its documents in order; given in that of time they are near it. */
static bool articles_number(struct store *store, struct vec *articles, struct error *err)
{
    articles_sort(articles, compare_times);
    for (size_t i = 0; i < articles->count; i++)
        if (!article_number(store, vec_at(articles, i), err))
            return false;
    articles_sort(articles, compare_documents);
    return true;
}

static bool index_one(struct store *store, const struct waiting_article *article,
                      int64_t oldest_story_ms, struct error *err)
{
    const struct store_value values[] = {
        value_integer(article->docid), value_text(article->title), value_text(article->author),
        value_text(article->text.data), value_text(article->comments)};
    const struct store_value id[] = {value_integer(article->id)};
    return store_run(store, SQL_WORDS_ADD, values, COUNT_OF(values), err) &&
           store_run(store, SQL_UNINDEXED_DROP, id, COUNT_OF(id), err) &&
           (article->published_ms < oldest_story_ms ||
            store_copies_note(store, article->id, article->text, err));
}

/* ---- batches */

static bool batch_is_over(const struct store_batch_limits *limits, int64_t since_ms)
{
    return time_monotonic_ms() - since_ms >= limits->ms ||
           (limits->must_stop && limits->must_stop(limits->context));
}

/* Who was not reached gives the number back, and waits on. */
static bool batch_give_back(struct store *store, const struct vec *articles, size_t from,
                            struct error *err)
{
    for (size_t i = from; i < articles->count; i++) {
        const struct waiting_article *const article = vec_at(articles, i);
        const struct store_value docid[] = {value_integer(article->docid)};
        const struct store_value id[] = {value_integer(article->id)};
        if (!store_run(store, SQL_DOCUMENTS_DROP, docid, COUNT_OF(docid), err) ||
            !store_run(store, SQL_UNINDEXED_ADD, id, COUNT_OF(id), err))
            return false;
    }
    return true;
}

/* All up to the last of the batch are in the index, or among those that changed. */
static bool batch_move_mark(struct store *store, const struct vec *articles, struct error *err)
{
    int64_t last = 0;
    for (size_t i = 0; i < articles->count; i++) {
        const struct waiting_article *const article = vec_at(articles, i);
        if (article->id > last)
            last = article->id;
    }
    const struct store_value values[] = {value_integer(last)};
    return store_run(store, SQL_INDEXED_UNTIL, values, COUNT_OF(values), err);
}

/* Since when stories are compared: in a large import only what is fresh, since the rest was told
 * long ago. */
static bool oldest_story(struct store *store, int64_t *oldest_ms, struct error *err)
{
    const int64_t fresh_ms = INT64_C(60) * 24 * 60 * 60 * 1000;
    int64_t waiting;
    if (!store_index_waiting(store, MANY_ARTICLES, &waiting, err))
        return false;
    if (waiting == MANY_ARTICLES)
        *oldest_ms = time_now_ms() - fresh_ms;
    return true;
}

static bool batch_write(struct store *store, const struct store_batch_limits *limits,
                        int64_t since_ms, const struct vec *articles, int64_t *done,
                        struct error *err)
{
    int64_t oldest_ms = INT64_MIN;
    if (!oldest_story(store, &oldest_ms, err))
        return false;
    bool is_good = true;
    size_t i = 0;
    while (is_good && i < articles->count && (i == 0 || !batch_is_over(limits, since_ms)))
        is_good = index_one(store, vec_at(articles, i++), oldest_ms, err);
    *done = (int64_t)i;
    return is_good && batch_move_mark(store, articles, err) &&
           batch_give_back(store, articles, i, err);
}

static bool batch_run(struct store *store, const struct store_batch_limits *limits, int64_t *done,
                      struct error *err)
{
    const int64_t since_ms = time_monotonic_ms();
    struct waiting waiting;
    const bool is_good = waiting_read(store, limits, &waiting, err) &&
                         articles_number(store, &waiting.articles, err) &&
                         batch_write(store, limits, since_ms, &waiting.articles, done, err);
    waiting_release(&waiting);
    return is_good;
}

bool store_index_some(struct store *store, const struct store_batch_limits *limits, int64_t *done,
                      struct error *err)
{
    int64_t waiting;
    *done = 0;
    if (!store_index_waiting(store, 1, &waiting, err))
        return false;
    if (waiting == 0)
        return true;
    if (!store_begin(store, STORE_QUIET, err))
        return false;
    return store_end(store, batch_run(store, limits, done, err), err);
}

bool store_index_all(struct store *store, struct error *err)
{
    const struct store_batch_limits limits = {.bytes = BULK_BYTES, .ms = BULK_MS};
    int64_t done = 1;
    while (done > 0)
        if (!store_index_some(store, &limits, &done, err))
            return false;
    return true;
}

bool store_index_waiting(struct store *store, int64_t most, int64_t *count, struct error *err)
{
    const struct store_value values[] = {value_integer(most)};
    return store_ask(store, SQL_WAITING_COUNT, values, COUNT_OF(values), 0, count, err);
}

bool store_index_changed(struct store *store, int64_t article_id, struct error *err)
{
    const struct store_value values[] = {value_integer(article_id)};
    return store_run(store, SQL_DOCUMENTS_FORGET, values, COUNT_OF(values), err) &&
           store_run(store, SQL_UNINDEXED_ADD, values, COUNT_OF(values), err);
}
