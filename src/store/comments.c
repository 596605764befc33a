#include "base/map.h"
#include "base/vec.h"
#include "store/discussion.h"
#include "store/indexing.h"
#include "store/internal.h"

/* ---- taking a thread in */

/* Our id of a comment, by the site's; 0: none. */
static int64_t known_id(const struct map *known, const char *source_id)
{
    if (!source_id)
        return 0;
    const struct map_entry *const entry = map_find(known, source_id, slice_of(source_id).len);
    return entry ? entry->value.number : 0;
}

static bool comment_find(struct store *store, int64_t article_id, const char *source_id,
                         int64_t *id, struct error *err)
{
    const struct store_value values[] = {value_integer(article_id), value_text(source_id)};
    return store_ask(store, SQL_COMMENTS_FIND, values, COUNT_OF(values), 0, id, err);
}

static bool comment_write(struct store *store, int64_t article_id, const struct comment *comment,
                          int64_t position, int64_t parent_id, int64_t *id, struct error *err)
{
    const struct store_value values[] = {
        value_integer(article_id),
        value_text(comment->id),
        value_integer(parent_id),
        value_text(comment->parent),
        value_integer(position),
        value_time(comment->published_ms),
        value_unless(comment->score, COMMENT_NO_SCORE),
        value_integer(comment->is_thread_author),
        value_text(comment->author),
        value_text(comment->author_url),
        value_text(comment->html),
        value_integer(*id),
    };
    if (*id) // the columns behind the identity, then the id
        return store_run(store, SQL_COMMENTS_UPDATE, &values[2], COUNT_OF(values) - 2, err);
    if (!store_run(store, SQL_COMMENTS_INSERT, values, COUNT_OF(values) - 1, err))
        return false;
    *id = sqlite3_last_insert_rowid(store->db);
    return true;
}

static bool comments_write_all(struct store *store, int64_t article_id, const struct vec *comments,
                               struct map *known, struct error *err)
{
    for (size_t i = 0; i < comments->count; i++) {
        const struct comment *const comment = vec_at(comments, i);
        int64_t id;
        if (!comment_find(store, article_id, comment->id, &id, err) ||
            !comment_write(store, article_id, comment, (int64_t)i, known_id(known, comment->parent),
                           &id, err))
            return false;
        map_add(known, comment->id, slice_of(comment->id).len, NULL)->value.number = id;
    }
    return true;
}

static bool comments_write_head(struct store *store, int64_t article_id,
                                const struct comments_thread *thread, int64_t fetched_ms,
                                struct error *err)
{
    const struct store_value head[] = {
        value_integer(article_id),
        value_integer(thread->total),
        value_time(fetched_ms),
        value_text(thread->more_url),
    };
    const struct store_value count[] = {value_integer(article_id), value_integer(thread->total),
                                        value_integer(thread->more_url == NULL)};
    return store_run(store, SQL_COMMENTS_THREAD, head, COUNT_OF(head), err) &&
           store_run(store, SQL_COMMENTS_COUNT, count, COUNT_OF(count), err);
}

/* A thread that is as it was is not read anew by the index. */
static bool comments_index(struct store *store, int64_t article_id, int64_t size_before,
                           struct error *err)
{
    const struct store_value values[] = {value_integer(article_id)};
    int64_t size;
    if (!store_ask(store, SQL_COMMENTS_SIZE, values, COUNT_OF(values), 0, &size, err))
        return false;
    return size == size_before || store_index_changed(store, article_id, err);
}

/* A comment that is not met again has the place -1; it goes when the thread is whole. */
static bool comments_take(struct store *store, int64_t article_id,
                          const struct comments_thread *thread, int64_t fetched_ms,
                          struct map *known, struct error *err)
{
    const struct store_value values[] = {value_integer(article_id)};
    int64_t size_before;
    if (!store_articles_has(store, article_id, err) ||
        !store_ask(store, SQL_COMMENTS_SIZE, values, 1, 0, &size_before, err))
        return false;
    if (!thread->more_url && !store_run(store, SQL_COMMENTS_UNPLACE, values, 1, err))
        return false;
    if (!comments_write_all(store, article_id, &thread->comments, known, err))
        return false;
    if (!thread->more_url && !store_run(store, SQL_COMMENTS_DROP_UNPLACED, values, 1, err))
        return false;
    return comments_write_head(store, article_id, thread, fetched_ms, err) &&
           comments_index(store, article_id, size_before, err);
}

bool store_comments_take(struct store *store, int64_t article_id,
                         const struct comments_thread *thread, int64_t fetched_ms,
                         struct error *err)
{
    if (!store_begin(store, STORE_LAZY, err))
        return false;
    struct map known;
    map_init(&known);
    const bool is_good = comments_take(store, article_id, thread, fetched_ms, &known, err);
    map_release(&known);
    return store_end(store, is_good, err);
}

/* ---- listing */

static void comments_read_row(const struct store_rows *rows, struct arena *arena,
                              struct store_comment *comment)
{
    comment->id = row_integer(rows, 0, 0);
    comment->comment.id = row_text(rows, 1, arena);
    comment->parent_id = row_integer(rows, 2, 0);
    comment->comment.parent = row_text(rows, 3, arena);
    comment->comment.published_ms = row_time(rows, 4);
    comment->comment.score = row_integer(rows, 5, COMMENT_NO_SCORE);
    comment->is_unread = row_integer(rows, 6, 0);
    comment->comment.is_thread_author = row_integer(rows, 7, 0);
    comment->comment.author = row_text(rows, 8, arena);
    comment->comment.author_url = row_text(rows, 9, arena);
    comment->comment.html = row_text(rows, 10, arena);
}

/* The rows as they came, by the site's ids. */
static bool comments_read(struct store *store, int64_t article_id, struct arena *arena,
                          struct vec *items, struct error *err)
{
    const struct store_value values[] = {value_integer(article_id)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_COMMENTS_LIST, values, COUNT_OF(values), err))
        return false;
    while (rows_next(&rows))
        comments_read_row(&rows, arena, vec_push(items));
    return rows_close(&rows, err);
}

/* Parents before replies. What is stored may come from several fetches, so the order is made
 * here, by the same rule as for a fetched thread. */
static void comments_arrange(const struct vec *read, struct store_comments *comments)
{
    struct comments_thread thread;
    struct map by_id;
    comments_thread_init(&thread);
    map_init(&by_id);
    for (size_t i = 0; i < read->count; i++) {
        const struct store_comment *const item = vec_at(read, i);
        const char *const id = item->comment.id;
        struct comment *const comment = vec_push(&thread.comments);
        *comment = item->comment;
        map_add(&by_id, id, slice_of(id).len, NULL)->value.number = (int64_t)i;
    }
    comments_thread_arrange(&thread);
    comments->count = thread.comments.count;
    comments->items = arena_alloc(&comments->arena, comments->count * sizeof(*comments->items));
    for (size_t i = 0; i < comments->count; i++) {
        const struct comment *const comment = vec_at(&thread.comments, i);
        const struct map_entry *const found =
            map_find(&by_id, comment->id, slice_of(comment->id).len);
        struct store_comment *const item = &comments->items[i];
        *item = *(const struct store_comment *)vec_at(read, (size_t)found->value.number);
        item->comment.depth = comment->depth;
        if (comment->depth == 0)
            item->parent_id = 0;
    }
    map_release(&by_id);
    comments_thread_release(&thread);
}

static bool comments_read_head(struct store *store, int64_t article_id,
                               struct store_comments *comments, struct error *err)
{
    const struct store_value values[] = {value_integer(article_id)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_COMMENTS_HEAD, values, COUNT_OF(values), err))
        return false;
    comments->total = -1;
    comments->fetched_ms = TIME_NONE;
    if (rows_next(&rows)) {
        comments->total = row_integer(&rows, 0, -1);
        comments->fetched_ms = row_time(&rows, 1);
        comments->more_url = row_text(&rows, 2, &comments->arena);
    }
    return rows_close(&rows, err);
}

bool store_comments_list(struct store *store, int64_t article_id, struct store_comments *comments,
                         struct error *err)
{
    struct vec read;
    *comments = (struct store_comments){0};
    arena_init(&comments->arena);
    vec_init(&read, sizeof(struct store_comment));
    const bool is_good = comments_read_head(store, article_id, comments, err) &&
                         comments_read(store, article_id, &comments->arena, &read, err);
    if (is_good)
        comments_arrange(&read, comments);
    else
        store_comments_release(comments);
    vec_release(&read);
    return is_good;
}

void store_comments_release(struct store_comments *comments)
{
    arena_release(&comments->arena);
    *comments = (struct store_comments){0};
}

/* ---- marks and the form */

bool store_comments_mark_read(struct store *store, int64_t article_id, struct error *err)
{
    const struct store_value values[] = {value_integer(article_id)};
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    const bool is_good = store_articles_has(store, article_id, err) &&
                         store_run(store, SQL_COMMENTS_MARK_READ, values, 1, err) &&
                         store_run(store, SQL_COMMENTS_MARK_ARTICLE, values, 1, err);
    return store_end(store, is_good, err);
}

bool store_comments_mark_own(struct store *store, int64_t article_id, const char *author,
                             struct error *err)
{
    const struct store_value values[] = {value_integer(article_id), value_text(author)};
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    const bool is_good = store_run(store, SQL_COMMENTS_MARK_OWN, values, 2, err) &&
                         store_run(store, SQL_COMMENTS_COUNT_UNREAD, values, 1, err);
    return store_end(store, is_good, err);
}

bool store_comments_set_form(struct store *store, int64_t article_id, const char *form_json,
                             int comments_state, struct error *err)
{
    const struct store_value values[] = {value_integer(article_id), value_text(form_json),
                                         value_integer(comments_state)};
    if (!store_begin(store, STORE_LAZY, err))
        return false;
    const bool is_good = store_articles_has(store, article_id, err) &&
                         store_run(store, SQL_COMMENTS_FORM, values, COUNT_OF(values), err);
    return store_end(store, is_good, err);
}

bool store_comments_site_form(struct store *store, int64_t article_id, struct str *form,
                              struct error *err)
{
    const struct store_value values[] = {value_integer(article_id)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_COMMENTS_SITE_FORM, values, COUNT_OF(values), err))
        return false;
    struct arena arena;
    arena_init(&arena);
    if (rows_next(&rows))
        str_add(form, row_text(&rows, 0, &arena));
    arena_release(&arena);
    return rows_close(&rows, err);
}

bool store_comments_fetched(struct store *store, int64_t article_id, int64_t *fetched_ms,
                            struct error *err)
{
    const struct store_value values[] = {value_integer(article_id)};
    return store_ask(store, SQL_COMMENTS_FETCHED, values, COUNT_OF(values), TIME_NONE, fetched_ms,
                     err);
}
