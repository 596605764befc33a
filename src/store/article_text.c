#include "store/articles.h"
#include "store/indexing.h"
#include "store/internal.h"

static bool text_read_enclosures(struct store *store, int64_t id, struct store_text *text,
                                 struct error *err)
{
    const struct store_value values[] = {value_integer(id)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_ARTICLES_ENCLOSURES, values, COUNT_OF(values), err))
        return false;
    struct feed_enclosure **last = &text->enclosures;
    while (rows_next(&rows)) {
        struct feed_enclosure *const enclosure = arena_zalloc(&text->arena, sizeof(*enclosure));
        enclosure->url = row_text(&rows, 0, &text->arena);
        enclosure->type = row_text(&rows, 1, &text->arena);
        enclosure->length_bytes = row_integer(&rows, 2, -1);
        *last = enclosure;
        last = &enclosure->next;
    }
    return rows_close(&rows, err);
}

static void text_read_row(const struct store_rows *rows, struct store_text *text)
{
    text->summary = row_text(rows, 0, &text->arena);
    text->content = row_text(rows, 1, &text->arena);
    text->full = row_text(rows, 2, &text->arena);
    text->base = row_text(rows, 3, &text->arena);
    text->image = row_text(rows, 4, &text->arena);
    text->comments_link = row_text(rows, 5, &text->arena);
    text->comments_feed = row_text(rows, 6, &text->arena);
    text->form = row_text(rows, 7, &text->arena);
    text->comments_state = (int)row_integer(rows, 8, 0);
    text->comments_fetched_ms = row_time(rows, 9);
}

bool store_articles_text(struct store *store, int64_t id, struct store_text *text,
                         struct error *err)
{
    const struct store_value values[] = {value_integer(id)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_ARTICLES_TEXT, values, COUNT_OF(values), err))
        return false;
    *text = (struct store_text){0};
    arena_init(&text->arena);
    const bool is_there = rows_next(&rows);
    if (is_there)
        text_read_row(&rows, text);
    if (rows_close(&rows, err) && (is_there || store_articles_missing(id, err)) &&
        text_read_enclosures(store, id, text, err))
        return true;
    store_text_release(text);
    return false;
}

void store_text_release(struct store_text *text)
{
    arena_release(&text->arena);
    *text = (struct store_text){0};
}

const char *store_text_brought(const struct store_text *text)
{
    if (text->content && text->content[0])
        return text->content;
    return text->summary ? text->summary : "";
}

const char *store_text_best(const struct store_text *text)
{
    return text->full ? text->full : store_text_brought(text);
}

static bool text_set_full(struct store *store, int64_t id, const char *html, const char *image,
                          struct error *err)
{
    const struct store_value texts[] = {value_integer(id), value_text(html), value_text(image)};
    const struct store_value has_full[] = {value_integer(html != NULL), value_integer(id)};
    return store_articles_has(store, id, err) &&
           store_run(store, SQL_ARTICLES_SET_FULL, texts, COUNT_OF(texts), err) &&
           store_run(store, SQL_ARTICLES_SET_HAS_FULL, has_full, COUNT_OF(has_full), err) &&
           store_run(store, SQL_GONE_PAGES_REMOVE, texts, 1, err) &&
           store_index_changed(store, id, err);
}

bool store_articles_set_full(struct store *store, int64_t id, const char *html, const char *image,
                             struct error *err)
{
    if (!store_begin(store, STORE_LAZY, err))
        return false;
    return store_end(store, text_set_full(store, id, html, image, err), err);
}

bool store_articles_set_gone(struct store *store, int64_t id, int64_t until_ms, struct error *err)
{
    const struct store_value values[] = {value_integer(id), value_integer(until_ms)};
    return store_begin(store, STORE_QUIET, err) &&
           store_end(store,
                     store_articles_has(store, id, err) &&
                         store_run(store, SQL_GONE_PAGES_ADD, values, COUNT_OF(values), err),
                     err);
}

bool store_articles_is_gone(struct store *store, int64_t id, int64_t now_ms, bool *is_gone,
                            struct error *err)
{
    const struct store_value values[] = {value_integer(id), value_integer(now_ms)};
    int64_t count;
    if (!store_ask(store, SQL_GONE_PAGES_HAS, values, COUNT_OF(values), 0, &count, err))
        return false;
    *is_gone = count > 0;
    return true;
}
