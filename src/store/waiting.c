#include "store/waiting.h"

#include "base/limits.h"
#include "store/internal.h"
#include "store/strip.h"
#include "store/tokenizer.h"

enum {
    ARTICLE_BYTES = 2048, // of text at least, else a batch has more than it can do
    LEAST_ARTICLES = 64,
};

/* What the texts of one article are gathered in. */
struct texts {
    struct str text;
    struct str comments;
};

static void add_gap(struct str *text)
{
    if (text->len)
        str_add_char(text, STORE_TEXT_GAP);
}

static void add_column(const struct store_rows *rows, int column, bool is_html, struct str *text)
{
    const char *const found = (const char *)sqlite3_column_text(rows->statement, column);
    if (!found || !*found)
        return;
    add_gap(text);
    if (is_html)
        store_strip(found, slice_of(found).len, text);
    else
        str_add(text, found);
}

static bool comments_read(struct store *store, int64_t id, struct str *comments, struct error *err)
{
    const struct store_value values[] = {value_integer(id)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_INDEX_COMMENTS, values, COUNT_OF(values), err))
        return false;
    while (rows_next(&rows)) {
        add_column(&rows, 0, false, comments);
        add_column(&rows, 1, true, comments);
    }
    return rows_close(&rows, err);
}

static bool article_read(const struct store_rows *rows, struct texts *texts, struct arena *arena,
                         struct waiting_article *article, struct error *err)
{
    article->id = row_integer(rows, 0, 0);
    article->published_ms = row_integer(rows, 1, 0);
    article->docid = 0;
    article->title = row_text(rows, 2, arena);
    article->author = row_text(rows, 3, arena);
    str_clear(&texts->text);
    str_clear(&texts->comments);
    for (int column = 4; column < 7; column++)
        add_column(rows, column, true, &texts->text);
    if (!comments_read(rows->store, article->id, &texts->comments, err))
        return false;
    article->text =
        (struct slice){arena_strndup(arena, texts->text.data, texts->text.len), texts->text.len};
    article->comments = arena_strndup(arena, texts->comments.data, texts->comments.len);
    article->bytes = texts->text.len + texts->comments.len;
    return true;
}

/* Most of the time goes into writing; what is read and not written is read again. */
static bool is_enough(const struct store_batch_limits *limits, size_t bytes, int64_t since_ms)
{
    return bytes >= limits->bytes || time_monotonic_ms() - since_ms >= limits->ms / 8 ||
           (limits->must_stop && limits->must_stop(limits->context));
}

static bool articles_read(struct store_rows *rows, const struct store_batch_limits *limits,
                          struct texts *texts, struct waiting *waiting, struct error *err)
{
    const int64_t since_ms = time_monotonic_ms();
    size_t bytes = 0;
    bool is_good = true;
    while (is_good && (bytes == 0 || !is_enough(limits, bytes, since_ms)) && rows_next(rows)) {
        struct waiting_article *const article = vec_push(&waiting->articles);
        is_good = article_read(rows, texts, &waiting->arena, article, err);
        bytes += article->bytes;
    }
    return is_good;
}

bool waiting_read(struct store *store, const struct store_batch_limits *limits,
                  struct waiting *waiting, struct error *err)
{
    const struct store_value values[] = {
        value_integer((int64_t)(limits->bytes / ARTICLE_BYTES) + LEAST_ARTICLES)};
    struct texts texts;
    struct store_rows rows;
    arena_init(&waiting->arena);
    vec_init(&waiting->articles, sizeof(struct waiting_article));
    if (!rows_open(&rows, store, SQL_WAITING_SOME, values, COUNT_OF(values), err))
        return false;
    str_init(&texts.text, LIMIT_STR_BYTES);
    str_init(&texts.comments, LIMIT_STR_BYTES);
    const bool is_good = articles_read(&rows, limits, &texts, waiting, err);
    str_release(&texts.comments);
    str_release(&texts.text);
    return rows_close(&rows, is_good ? err : NULL) && is_good;
}

void waiting_release(struct waiting *waiting)
{
    vec_release(&waiting->articles);
    arena_release(&waiting->arena);
}
