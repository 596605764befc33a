#include "store/search.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/map.h"
#include "store/hits.h"
#include "store/rank.h"
#include "store/snippet.h"
#include "store/strip.h"

enum { WITHOUT_INDEX = 200 }; // newest of a query that no word leads

/* ---- the texts of one article, in the order in which a snippet is taken from them */

enum { FULL, CONTENT, SUMMARY, COMMENTS, TEXTS };

struct article_texts {
    struct arena arena;
    const char *title;
    const char *author;
    struct str texts[TEXTS];
};

static void texts_add_html(const char *html, struct str *text)
{
    if (!html)
        return;
    if (text->len)
        str_add_char(text, ' ');
    store_strip(html, slice_of(html).len, text);
}

static bool texts_read(struct store *store, int64_t id, struct article_texts *texts,
                       struct error *err)
{
    const struct store_value values[] = {value_integer(id)};
    struct store_rows rows;
    arena_init(&texts->arena);
    for (int i = 0; i < TEXTS; i++)
        str_init(&texts->texts[i], LIMIT_STR_BYTES);
    if (!rows_open(&rows, store, SQL_INDEX_TEXTS, values, COUNT_OF(values), err))
        return false;
    if (rows_next(&rows)) {
        texts->title = row_text(&rows, 0, &texts->arena);
        texts->author = row_text(&rows, 1, &texts->arena);
        texts_add_html(row_text(&rows, 2, &texts->arena), &texts->texts[SUMMARY]);
        texts_add_html(row_text(&rows, 3, &texts->arena), &texts->texts[CONTENT]);
        texts_add_html(row_text(&rows, 4, &texts->arena), &texts->texts[FULL]);
    }
    if (!rows_close(&rows, err) ||
        !rows_open(&rows, store, SQL_INDEX_COMMENTS, values, COUNT_OF(values), err))
        return false;
    while (rows_next(&rows)) {
        texts_add_html(row_text(&rows, 0, &texts->arena), &texts->texts[COMMENTS]);
        texts_add_html(row_text(&rows, 1, &texts->arena), &texts->texts[COMMENTS]);
    }
    return rows_close(&rows, err);
}

static void texts_release(struct article_texts *texts)
{
    for (int i = 0; i < TEXTS; i++)
        str_release(&texts->texts[i]);
    arena_release(&texts->arena);
}

/* ---- ranks of what the index does not know */

static unsigned count_in(struct haystack *haystack, const char *text, size_t len,
                         const struct needle *needle)
{
    if (!text || !len)
        return 0;
    haystack_set(haystack, text, len);
    return haystack_count(haystack, needle);
}

static double score_needle(const struct article_texts *texts, const struct needle *needle,
                           struct haystack *haystack)
{
    unsigned hits[RANK_COLUMNS] = {0};
    size_t words = 0;
    const enum query_field field = needle->node->field;
    if (field != QUERY_AUTHOR)
        hits[RANK_TITLE] = count_in(haystack, texts->title, slice_of(texts->title).len, needle);
    if (field != QUERY_TITLE)
        hits[RANK_AUTHOR] = count_in(haystack, texts->author, slice_of(texts->author).len, needle);
    for (int i = 0; field == QUERY_ANY && i < TEXTS; i++) {
        const struct str *const text = &texts->texts[i];
        hits[i == COMMENTS ? RANK_COMMENTS : RANK_TEXT] +=
            count_in(haystack, text->data, text->len, needle);
        words += i == COMMENTS || !text->len ? 0 : haystack->words.count;
    }
    return rank_phrase(hits, words);
}

static bool score_by_reading(struct store *store, const struct needles *needles,
                             struct vec *candidates, struct error *err)
{
    struct haystack haystack;
    haystack_init(&haystack);
    bool is_good = true;
    for (size_t i = 0; is_good && needles->items.count && i < candidates->count; i++) {
        struct hit *const hit = vec_at(candidates, i);
        if (!hit->is_waiting)
            continue;
        struct article_texts texts = {0};
        is_good = texts_read(store, hit->id, &texts, err);
        for (size_t n = 0; is_good && n < needles->items.count; n++)
            hit->score += score_needle(&texts, vec_at(&needles->items, n), &haystack);
        texts_release(&texts);
    }
    haystack_release(&haystack);
    return is_good;
}

/* ---- snippets */

static void snippet_of(const struct article_texts *texts, const struct needles *needles,
                       struct haystack *haystack, struct arena *arena,
                       struct store_snippet *snippet)
{
    int best = -1;
    for (int i = 0; i < TEXTS; i++) {
        const struct str *const text = &texts->texts[i];
        if (!text->len)
            continue;
        haystack_set(haystack, text->data, text->len);
        if (haystack_look(haystack, needles)) {
            haystack_snippet(haystack, arena, snippet);
            return;
        }
        best = best < 0 ? i : best;
    }
    *snippet = (struct store_snippet){.text = ""};
    if (best < 0)
        return;
    haystack_set(haystack, texts->texts[best].data, texts->texts[best].len);
    haystack_snippet(haystack, arena, snippet);
}

static bool snippets_make(struct store *store, const struct needles *needles,
                          struct store_articles *articles, const struct store_snippet **snippets,
                          struct error *err)
{
    struct store_snippet *const made =
        arena_zalloc(&articles->arena, articles->count * sizeof(*made));
    struct haystack haystack;
    haystack_init(&haystack);
    bool is_good = true;
    for (size_t i = 0; is_good && i < articles->count; i++) {
        struct article_texts texts = {0};
        is_good = texts_read(store, articles->items[i].id, &texts, err);
        if (is_good)
            snippet_of(&texts, needles, &haystack, &articles->arena, &made[i]);
        texts_release(&texts);
    }
    haystack_release(&haystack);
    *snippets = made;
    return is_good;
}

bool store_search_snippets(struct store *store, const struct query *query,
                           struct store_articles *articles, const struct store_snippet **snippets,
                           struct error *err)
{
    struct needles needles;
    needles_init(&needles, query);
    const bool is_good = snippets_make(store, &needles, articles, snippets, err);
    needles_release(&needles);
    return is_good;
}

/* ---- candidates */

static bool candidates_by_list(struct store *store, const struct store_selection *selection,
                               struct vec *candidates, struct error *err)
{
    struct store_articles page;
    if (!store_articles_list(store, selection, NULL, false, WITHOUT_INDEX, &page, err))
        return false;
    for (size_t i = 0; i < page.count; i++) {
        struct hit *const hit = vec_push(candidates);
        *hit = (struct hit){.id = page.items[i].id,
                            .published_ms = page.items[i].published_ms,
                            .lead_id = page.items[i].lead_id,
                            .is_waiting = true};
    }
    store_articles_release(&page);
    return true;
}

/* The newest hits; `most` tells how many were asked for. */
static bool candidates_find(struct store *store, const struct store_selection *selection,
                            struct vec *candidates, size_t *most, struct error *err)
{
    struct match match;
    match_init(&match, selection->query);
    const struct hits_request request = {
        .selection = selection, .match = &match, .with_scores = true, .limit = STORE_SEARCH_NEWEST};
    const bool is_led = match.text.len > 0;
    *most = is_led ? STORE_SEARCH_NEWEST : WITHOUT_INDEX;
    const bool is_good = is_led ? hits_find(store, &request, candidates, err)
                                : candidates_by_list(store, selection, candidates, err);
    match_release(&match);
    return is_good;
}

static int compare_hits(const void *a, const void *b)
{
    const struct hit *const first = a;
    const struct hit *const second = b;
    if (first->score != second->score)
        return first->score > second->score ? -1 : 1;
    if (first->published_ms != second->published_ms)
        return first->published_ms > second->published_ms ? -1 : 1;
    return first->id > second->id ? -1 : first->id < second->id;
}

/* Of the articles that tell one story the first of the list stays. */
static void candidates_fold(struct vec *candidates)
{
    struct map seen;
    size_t kept = 0;
    map_init(&seen);
    for (size_t i = 0; i < candidates->count; i++) {
        struct hit *const hits = candidates->items;
        bool is_new;
        map_add(&seen, (const char *)&hits[i].lead_id, sizeof(hits[i].lead_id), &is_new);
        if (is_new)
            hits[kept++] = hits[i];
    }
    while (candidates->count > kept)
        vec_pop(candidates);
    map_release(&seen);
}

/* Best first, cut to the limit. */
static void candidates_order(struct vec *candidates, int limit)
{
    if (candidates->count)
        qsort(candidates->items, candidates->count, sizeof(struct hit), compare_hits);
    candidates_fold(candidates);
    while (candidates->count > (size_t)limit)
        vec_pop(candidates);
}

static bool hits_fill(struct store *store, const struct needles *needles,
                      const struct vec *candidates, struct store_hits *hits, struct error *err)
{
    if (!hits_read(store, candidates, &hits->articles, err))
        return false;
    if (!snippets_make(store, needles, &hits->articles, &hits->snippets, err)) {
        store_articles_release(&hits->articles);
        return false;
    }
    // One that was removed just now is not among the articles.
    double *const ranks =
        arena_zalloc(&hits->articles.arena, hits->articles.count * sizeof(*ranks));
    size_t at = 0;
    for (size_t i = 0; i < candidates->count && at < hits->articles.count; i++) {
        const struct hit *const hit = vec_at(candidates, i);
        if (hit->id == hits->articles.items[at].id)
            ranks[at++] = hit->score;
    }
    hits->ranks = ranks;
    return true;
}

bool store_search_list(struct store *store, const struct store_selection *selection, int limit,
                       struct store_hits *hits, struct error *err)
{
    struct vec candidates;
    struct needles needles;
    size_t most;
    *hits = (struct store_hits){0};
    vec_init(&candidates, sizeof(struct hit));
    needles_init(&needles, selection->query);
    bool is_good = candidates_find(store, selection, &candidates, &most, err) &&
                   score_by_reading(store, &needles, &candidates, err);
    if (is_good) {
        hits->is_all = candidates.count < most;
        const struct hit *const last =
            candidates.count ? vec_at(&candidates, candidates.count - 1) : NULL;
        if (last)
            hits->oldest = (struct store_key){last->published_ms, last->id};
        candidates_order(&candidates, limit);
        is_good = hits_fill(store, &needles, &candidates, hits, err);
    }
    needles_release(&needles);
    vec_release(&candidates);
    return is_good;
}

void store_hits_release(struct store_hits *hits)
{
    store_articles_release(&hits->articles);
}
