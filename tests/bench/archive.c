/*
 * A large archive, made up: words as they are distributed in languages (Zipf), a part of them in
 * other scripts, feeds of many sizes, ten years. And how long the store takes with it.
 *
 *     archive make DATABASE COUNT     (nothing is in the index yet)
 *     archive index DATABASE
 *     archive measure DATABASE
 *     archive floor DATABASE          (plain.c)
 *     archive mark DATABASE QUERY
 *     archive words                   (the rare one and the common one that are searched)
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/attributes.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/time.h"
#include "bench/plain.h"
#include "bench/stopwatch.h"
#include "bench/words.h"
#include "query/query.h"
#include "store/articles.h"
#include "store/feeds.h"
#include "store/indexing.h"
#include "store/search.h"
#include "store/undo.h"

enum {
    FEED_ARTICLES = 1000,
    LARGE_FEED_ARTICLES = 10000, // of the first feed
    DOCUMENT_ARTICLES = 500,
    ARTICLE_WORDS = 150,
    LATEST_S = 1790000000,
    YEARS_S = 10 * 365 * 86400,
    ROUNDS = 21,
    LEAST_ROUNDS = 3,
    ENOUGH_MS = 500,
    TEXT_BYTES = 160,   // of a query
    RARE_RANK = 150000, // of words that are searched
    COMMON_RANK = 3,
};

static uint64_t seed = 1;

static const char *make_text(struct arena *arena, int words, bool is_html)
{
    struct str text;
    str_init(&text, LIMIT_STR_BYTES);
    str_add(&text, is_html ? "<p>" : "");
    for (int i = 0; i < words; i++) {
        words_add(words_rank(&seed), &text);
        str_add(&text, !is_html || i % 40 != 39 ? " " : "</p>\n<p>");
    }
    str_add(&text, is_html ? "</p>" : "");
    const char *const kept = arena_strndup(arena, text.data, text.len);
    str_release(&text);
    return kept;
}

static void check(bool is_good, const struct error *err)
{
    if (is_good)
        return;
    fprintf(stderr, "archive: %s\n", err->text);
    exit(1);
}

static struct feed *make_document(int64_t number, int64_t from, int64_t count)
{
    struct feed *const feed = mem_zalloc(sizeof(*feed));
    struct arena *const arena = &feed->arena;
    arena_init(arena);
    struct feed_entry **last = &feed->entries;
    for (int64_t i = from; i < from + count; i++) {
        struct feed_entry *const entry = arena_zalloc(arena, sizeof(*entry));
        entry->id = arena_printf(arena, "%lld", (long long)i);
        entry->title = make_text(arena, 8, false);
        entry->author = make_text(arena, 2, false);
        entry->link = arena_printf(arena, "https://example.org/%lld", (long long)i);
        entry->content = make_text(arena, ARTICLE_WORDS, true);
        entry->published_ms = (LATEST_S - (int64_t)(words_share(&seed) * YEARS_S)) * 1000;
        entry->updated_ms = TIME_NONE;
        entry->comments_count = -1;
        entry->duration_seconds = -1;
        entry->episode = -1;
        *last = entry;
        last = &entry->next;
        feed->entry_count++;
    }
    feed->title = arena_printf(arena, "Feed %05lld", (long long)number);
    return feed;
}

static void fill_feed(struct store *store, int64_t number, int64_t count)
{
    struct error err = {0};
    char url[64];
    int64_t id;
    snprintf(url, sizeof(url), "https://feed%lld.example/", (long long)number);
    check(store_feeds_add(store, url, NULL, NULL, 0, &id, NULL, &err), &err);
    for (int64_t done = 0; done < count; done += DOCUMENT_ARTICLES) {
        const int64_t left = count - done;
        int64_t new_count;
        int64_t updated_count;
        struct feed *const feed =
            make_document(number, done, left < DOCUMENT_ARTICLES ? left : DOCUMENT_ARTICLES);
        const struct store_fetch fetch = {.status = STORE_FETCH_OK,
                                          .fetched_ms = LATEST_S * INT64_C(1000),
                                          .next_due_ms = LATEST_S * INT64_C(1000)};
        check(store_articles_take(store, id, feed, &fetch, &new_count, &updated_count, &err), &err);
        feed_free(feed);
    }
}

static void archive_make(struct store *store, int64_t count)
{
    const double start = stopwatch_wall_ms();
    int64_t number = 0;
    for (int64_t done = 0; done < count; number++) {
        int64_t articles = number == 0 ? LARGE_FEED_ARTICLES : FEED_ARTICLES;
        if (articles > count - done)
            articles = count - done;
        fill_feed(store, number, articles);
        done += articles;
    }
    printf("%lld articles in %lld feeds: %.0f s\n", (long long)count, (long long)number,
           (stopwatch_wall_ms() - start) / 1000);
}

static void archive_index(struct store *store)
{
    struct error err = {0};
    const double start = stopwatch_wall_ms();
    const double cpu = stopwatch_cpu_ms();
    check(store_index_all(store, &err), &err);
    printf("index: %.1f s, of it CPU %.1f s\n", (stopwatch_wall_ms() - start) / 1000,
           (stopwatch_cpu_ms() - cpu) / 1000);
}

/* ---- what is measured: each returns how many rows */

struct measured {
    const char *name;
    const char *query;
    int64_t feed_id;
    size_t (*run)(struct store *store, const struct store_selection *selection);
};

static size_t run_list(struct store *store, const struct store_selection *selection)
{
    struct error err = {0};
    struct store_articles page;
    check(store_articles_list(store, selection, NULL, false, 50, &page, &err), &err);
    const size_t count = page.count;
    store_articles_release(&page);
    return count;
}

/* Somewhere in the middle of the archive. */
static size_t run_page(struct store *store, const struct store_selection *selection)
{
    struct error err = {0};
    const struct store_key after = {(LATEST_S - YEARS_S / 2) * INT64_C(1000), 1};
    struct store_articles page;
    check(store_articles_list(store, selection, &after, false, 50, &page, &err), &err);
    const size_t count = page.count;
    store_articles_release(&page);
    return count;
}

static size_t run_count(struct store *store, const struct store_selection *selection)
{
    struct error err = {0};
    int64_t count;
    check(store_articles_count(store, selection, &count, &err), &err);
    return (size_t)count;
}

static size_t run_open(struct store *store, const struct store_selection *selection)
{
    run_count(store, selection);
    return run_list(store, selection);
}

static size_t run_search(struct store *store, const struct store_selection *selection)
{
    struct error err = {0};
    struct store_hits hits;
    check(store_search_list(store, selection, 50, &hits, &err), &err);
    const size_t count = hits.articles.count;
    store_hits_release(&hits);
    return count;
}

static size_t run_feeds(struct store *store, const struct store_selection *selection)
{
    (void)selection;
    struct error err = {0};
    struct store_feeds feeds;
    check(store_feeds_list(store, &feeds, &err), &err);
    const size_t count = feeds.count;
    store_feeds_release(&feeds);
    return count;
}

/* The least of as many rounds as there is time for. */
static void measure(struct store *store, const struct measured *what)
{
    double least_ms = 1e9;
    double spent_ms = 0;
    size_t rows = 0;
    struct query *const query = what->query ? query_parse(what->query, 0, NULL) : NULL;
    const struct store_selection selection = {.feed_id = what->feed_id, .query = query};
    for (int i = 0; i < ROUNDS && (i < LEAST_ROUNDS || spent_ms < ENOUGH_MS); i++) {
        const double start = stopwatch_cpu_ms();
        rows = what->run(store, &selection);
        const double round_ms = stopwatch_cpu_ms() - start;
        least_ms = round_ms < least_ms ? round_ms : least_ms;
        spent_ms += round_ms;
    }
    printf("%-44s %9.2f ms  %zu\n", what->name, least_ms, rows);
    query_free(query);
}

/* As a person does it, and takes it back. */
static void measure_mark(struct store *store, const char *text)
{
    struct error err = {0};
    struct query *const query = query_parse(text, 0, &err);
    check(query != NULL, &err);
    const struct store_selection selection = {.query = query};
    struct store_undone undone = {0};
    int64_t changed;
    double start = stopwatch_cpu_ms();
    check(store_undo_mark(store, STORE_MARK_READ, NULL, NULL, 0, &selection, time_now_ms(),
                          &changed, &err),
          &err);
    printf("%-44s %9.2f ms  %lld\n", "mark read, to be taken back", stopwatch_cpu_ms() - start,
           (long long)changed);
    start = stopwatch_cpu_ms();
    check(store_undo_step(store, false, time_now_ms(), &undone, &err), &err);
    printf("%-44s %9.2f ms  %lld\n", "take it back", stopwatch_cpu_ms() - start,
           (long long)undone.count);
    query_free(query);
}

static const char *word_of(unsigned rank)
{
    static char words[8][64];
    static int next;
    char *const word = words[next++ % 8];
    struct str text;
    str_init(&text, sizeof(words[0]) - 1);
    words_add(rank, &text);
    memcpy(word, text.data, text.len + 1);
    str_release(&text);
    return word;
}

static const char *text_of(char text[TEXT_BYTES], const char *format, ...) ATTR_FORMAT(2, 3);

static const char *text_of(char text[TEXT_BYTES], const char *format, ...)
{
    va_list values;
    va_start(values, format);
    vsnprintf(text, TEXT_BYTES, format, values);
    va_end(values);
    return text;
}

static void archive_measure(const char *path)
{
    struct error err = {0};
    double start = stopwatch_cpu_ms();
    struct store *const store = store_open(path, STORE_READ, &err);
    check(store != NULL, &err);
    printf("%-44s %9.2f ms\n", "open", stopwatch_cpu_ms() - start);
    const char *const rare = word_of(RARE_RANK);
    const char *const common = word_of(COMMON_RANK);
    const char *const middling = word_of(3001);
    const char *const other = word_of(30);
    char texts[8][TEXT_BYTES];
    const char *const phrase = text_of(texts[0], "\"%s %s\"", word_of(1), common);
    const char *const prefix = text_of(texts[1], "%s*", middling);
    const char *const unread = text_of(texts[2], "is:unread %s", common);
    const char *const starred = text_of(texts[3], "is:starred %s", common);
    const char *const either = text_of(texts[4], "%s OR %s", common, other);
    const char *const both = text_of(texts[5], "%s %s", common, other);
    const char *const without = text_of(texts[6], "%s -%s", common, other);
    const char *const all_without = text_of(texts[7], "-%s", other);
    const struct measured rows[] = {
        {"feeds", NULL, 0, run_feeds},
        {"newest 50 of all", NULL, 0, run_list},
        {"50 in the middle of all", NULL, 0, run_page},
        {"open the feed of 10,000", NULL, 1, run_open},
        {"rare word, newest 50", rare, 0, run_list},
        {"rare word, best 50", rare, 0, run_search},
        {"middling word, newest 50", middling, 0, run_list},
        {"middling word, best 50", middling, 0, run_search},
        {"common word, newest 50", common, 0, run_list},
        {"common word, 50 in the middle", common, 0, run_page},
        {"common word, best 50", common, 0, run_search},
        {"phrase of common words, newest 50", phrase, 0, run_list},
        {"phrase of common words, best 50", phrase, 0, run_search},
        {"prefix, best 50", prefix, 0, run_search},
        {"three letters and *, best 50", "gra*", 0, run_search},
        {"one letter and *, best 50", "g*", 0, run_search},
        {"two characters of Han, best 50", word_of(8 * 13 + 7), 0, run_search},
        {"common word in one feed, newest 50", common, 1, run_list},
        {"common word in one feed, best 50", common, 1, run_search},
        {"unread with a common word, newest 50", unread, 0, run_list},
        {"starred (none) with a common word, newest 50", starred, 0, run_list},
        {"two common words, best 50", both, 0, run_search},
        {"either of two common words, newest 50", either, 0, run_list},
        {"either of two common words, best 50", either, 0, run_search},
        {"a common word without another, newest 50", without, 0, run_list},
        {"without a common word, newest 50", all_without, 0, run_list},
        {"a word that is nowhere, newest 50", "zzyzzyx", 0, run_list},
        {"count of a rare word", rare, 0, run_count},
        {"count of a common word", common, 0, run_count},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        measure(store, &rows[i]);
    store_close(store);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("memory %ld MB\n", usage.ru_maxrss / 1024);
}

/* ---- the steps: each gets the words behind its name */

static struct store *open_to_write(const char *path)
{
    struct error err = {0};
    struct store *const store = store_open(path, STORE_WRITE, &err);
    check(store != NULL, &err);
    return store;
}

static int step_make(char **words)
{
    struct store *const store = open_to_write(words[0]);
    archive_make(store, atoll(words[1]));
    store_close(store);
    return 0;
}

static int step_index(char **words)
{
    struct store *const store = open_to_write(words[0]);
    archive_index(store);
    store_close(store);
    return 0;
}

static int step_measure(char **words)
{
    archive_measure(words[0]);
    return 0;
}

static int step_floor(char **words)
{
    return plain_measure(words[0], word_of(RARE_RANK), word_of(COMMON_RANK));
}

static int step_mark(char **words)
{
    struct store *const store = open_to_write(words[0]);
    measure_mark(store, words[1]);
    store_close(store);
    return 0;
}

static int step_words(char **words)
{
    (void)words;
    printf("%s %s\n", word_of(RARE_RANK), word_of(COMMON_RANK));
    return 0;
}

int main(int argc, char *argv[])
{
    static const struct {
        const char *name;
        int word_count;
        int (*run)(char **words);
    } steps[] = {
        {"make", 2, step_make},   {"index", 1, step_index}, {"measure", 1, step_measure},
        {"floor", 1, step_floor}, {"mark", 2, step_mark},   {"words", 0, step_words},
    };
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        if (argc == steps[i].word_count + 2 && strcmp(argv[1], steps[i].name) == 0)
            return steps[i].run(argv + 2);
    return 2;
}
