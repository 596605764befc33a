#include "store/indexing.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/str.h"
#include "base/vec.h"
#include "store/copies.h"
#include "store/internal.h"
#include "store/strip.h"
#include "store/tokenizer.h"

enum {
    ARTICLE_BYTES = 2048, // of text at least, else a batch has more than it can do
    LEAST_ARTICLES = 64,
    MANY_ARTICLES = 5000,  // a large import
    BULK_BYTES = 24 << 20, // of a batch when everything is to be done
    BULK_MS = 3000,
};

/* An article of the batch. FTS5 wants the numbers of its documents in order. */
struct document {
    int64_t docid;
    int64_t article_id;
    int64_t published_ms;
};

int64_t store_document_base(int64_t published_ms)
{
    enum { MINUTE_MS = 60000 };
    const int64_t part = published_ms % MINUTE_MS;
    const int64_t minute = (published_ms - part) / MINUTE_MS - (part < 0);
    return minute * DOCUMENT_SLOTS;
}

static bool is_taken(struct store *store, int64_t docid, bool *answer, struct error *err)
{
    const struct store_value values[] = {value_integer(docid)};
    int64_t found;
    if (!store_ask(store, SQL_DOCUMENTS_HAS, values, COUNT_OF(values), 0, &found, err))
        return false;
    *answer = found != 0;
    return true;
}

/*
 * A free number: one of its minute's, or, where thousands have the same date, one not far behind.
 * Any will do that is not smaller; the further they lie, the longer is the walk of a search.
 */
static bool find_docid(struct store *store, int64_t article_id, int64_t base, int64_t *docid,
                       struct error *err)
{
    uint64_t random = (uint64_t)article_id;
    int64_t span = DOCUMENT_SLOTS;
    bool taken = true;
    for (int tries = 0; taken; tries++) {
        random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        *docid = base + (int64_t)((random >> 33) % (uint64_t)span);
        if (!is_taken(store, *docid, &taken, err))
            return false;
        if (tries % 4 == 3)
            span *= 2;
    }
    return true;
}

static bool document_number(struct store *store, int64_t article_id, int64_t published_ms,
                            struct document *document, struct error *err)
{
    const int64_t base = store_document_base(published_ms);
    document->article_id = article_id;
    document->published_ms = published_ms;
    if (!find_docid(store, article_id, base, &document->docid, err))
        return false;
    const struct store_value values[] = {value_integer(document->docid), value_integer(article_id),
                                         value_integer(document->docid - base)};
    return store_run(store, SQL_DOCUMENTS_ADD, values, COUNT_OF(values), err);
}

struct waiting {
    int64_t article_id;
    int64_t published_ms;
};

static bool batch_choose(struct store *store, size_t bytes, struct vec *chosen, struct error *err)
{
    const struct store_value values[] = {
        value_integer((int64_t)(bytes / ARTICLE_BYTES) + LEAST_ARTICLES)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_WAITING_SOME, values, COUNT_OF(values), err))
        return false;
    while (rows_next(&rows)) {
        struct waiting *const waiting = vec_push(chosen);
        waiting->article_id = row_integer(&rows, 0, 0);
        waiting->published_ms = row_integer(&rows, 1, 0);
    }
    return rows_close(&rows, err);
}

static int compare_documents(const void *a, const void *b)
{
    const int64_t first = ((const struct document *)a)->docid;
    const int64_t second = ((const struct document *)b)->docid;
    return first < second ? -1 : first > second;
}

/* The next articles with their numbers, in order. */
static bool batch_begin(struct store *store, size_t bytes, struct vec *documents, struct error *err)
{
    struct vec chosen;
    vec_init(&chosen, sizeof(struct waiting));
    bool is_good = batch_choose(store, bytes, &chosen, err);
    for (size_t i = 0; is_good && i < chosen.count; i++) {
        const struct waiting *const waiting = vec_at(&chosen, i);
        is_good = document_number(store, waiting->article_id, waiting->published_ms,
                                  vec_push(documents), err);
    }
    vec_release(&chosen);
    if (documents->count)
        qsort(documents->items, documents->count, sizeof(struct document), compare_documents);
    return is_good;
}

/* ---- the texts of one article */

struct texts {
    struct arena arena;
    const char *title;
    const char *author;
    struct str text;
    struct str comments;
};

static void add_html(const char *html, struct str *text)
{
    if (!html || !*html)
        return;
    if (text->len)
        str_add_char(text, STORE_TEXT_GAP);
    store_strip(html, slice_of(html).len, text);
}

static void add_plain(const char *plain, struct str *text)
{
    if (!plain || !*plain)
        return;
    if (text->len)
        str_add_char(text, STORE_TEXT_GAP);
    str_add(text, plain);
}

static bool texts_read(struct store *store, int64_t article_id, struct texts *texts,
                       struct error *err)
{
    const struct store_value values[] = {value_integer(article_id)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_INDEX_TEXTS, values, COUNT_OF(values), err))
        return false;
    if (rows_next(&rows)) {
        texts->title = row_text(&rows, 0, &texts->arena);
        texts->author = row_text(&rows, 1, &texts->arena);
        for (int column = 2; column < 5; column++)
            add_html(row_text(&rows, column, &texts->arena), &texts->text);
    }
    if (!rows_close(&rows, err) ||
        !rows_open(&rows, store, SQL_INDEX_COMMENTS, values, COUNT_OF(values), err))
        return false;
    while (rows_next(&rows)) {
        add_plain(row_text(&rows, 0, &texts->arena), &texts->comments);
        add_html(row_text(&rows, 1, &texts->arena), &texts->comments);
    }
    return rows_close(&rows, err);
}

static bool texts_write(struct store *store, const struct document *document,
                        const struct texts *texts, struct error *err)
{
    const struct store_value values[] = {value_integer(document->docid), value_text(texts->title),
                                         value_text(texts->author), value_text(texts->text.data),
                                         value_text(texts->comments.data)};
    const struct store_value id[] = {value_integer(document->article_id)};
    return store_run(store, SQL_WORDS_ADD, values, COUNT_OF(values), err) &&
           store_run(store, SQL_UNINDEXED_DROP, id, COUNT_OF(id), err);
}

static bool index_one(struct store *store, const struct document *document, int64_t oldest_story_ms,
                      size_t *bytes, struct error *err)
{
    struct texts texts = {0};
    arena_init(&texts.arena);
    str_init(&texts.text, LIMIT_STR_BYTES);
    str_init(&texts.comments, LIMIT_STR_BYTES);
    const bool is_good = texts_read(store, document->article_id, &texts, err) &&
                         texts_write(store, document, &texts, err) &&
                         (document->published_ms < oldest_story_ms ||
                          store_copies_note(store, document->article_id, &texts.text, err));
    *bytes += texts.text.len + texts.comments.len;
    str_release(&texts.comments);
    str_release(&texts.text);
    arena_release(&texts.arena);
    return is_good;
}

/* ---- batches */

static bool batch_is_over(const struct store_batch_limits *limits, size_t bytes, int64_t since_ms)
{
    return bytes >= limits->bytes || time_monotonic_ms() - since_ms >= limits->ms ||
           (limits->must_stop && limits->must_stop(limits->context));
}

/* Who was not reached gives the number back, and waits on. */
static bool batch_give_back(struct store *store, const struct vec *documents, size_t from,
                            struct error *err)
{
    for (size_t i = from; i < documents->count; i++) {
        const struct document *const document = vec_at(documents, i);
        const struct store_value docid[] = {value_integer(document->docid)};
        const struct store_value id[] = {value_integer(document->article_id)};
        if (!store_run(store, SQL_DOCUMENTS_DROP, docid, COUNT_OF(docid), err) ||
            !store_run(store, SQL_UNINDEXED_ADD, id, COUNT_OF(id), err))
            return false;
    }
    return true;
}

/* All up to the last of the batch are in the index, or among those that changed. */
static bool batch_move_mark(struct store *store, const struct vec *documents, struct error *err)
{
    int64_t last = 0;
    for (size_t i = 0; i < documents->count; i++) {
        const struct document *const document = vec_at(documents, i);
        if (document->article_id > last)
            last = document->article_id;
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

static bool batch_run(struct store *store, const struct store_batch_limits *limits, int64_t *done,
                      struct error *err)
{
    const int64_t since_ms = time_monotonic_ms();
    int64_t oldest_ms = INT64_MIN;
    struct vec documents;
    vec_init(&documents, sizeof(struct document));
    bool is_good =
        oldest_story(store, &oldest_ms, err) && batch_begin(store, limits->bytes, &documents, err);
    size_t bytes = 0;
    size_t i = 0;
    while (is_good && i < documents.count && (i == 0 || !batch_is_over(limits, bytes, since_ms)))
        is_good = index_one(store, vec_at(&documents, i++), oldest_ms, &bytes, err);
    is_good = is_good && batch_move_mark(store, &documents, err) &&
              batch_give_back(store, &documents, i, err);
    *done = (int64_t)i;
    vec_release(&documents);
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
