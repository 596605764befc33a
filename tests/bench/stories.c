/*
 * The same story told by several feeds: how many of them are found, how many are right, and what it
 * costs an article in archives of two sizes.
 *
 *     stories found DATABASE COUNT        so many stories, each told by one to four of forty feeds
 *                                         with 0 to 30 of 100 words changed, under titles of their
 *                                         own and above a foot that is the feed's
 *     stories arrive DATABASE COUNT       so many articles in ten years, each when it was written;
 *                                         the time of the last 20,000
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/time.h"
#include "bench/stopwatch.h"
#include "bench/words.h"
#include "store/articles.h"
#include "store/feeds.h"
#include "store/indexing.h"

enum { FEEDS = 40, FOOT_WORDS = 25, STORY_WORDS = 200, TELLERS = 4, MEASURED = 20000, BATCH = 500 };

static uint64_t state = 1;

static void check(bool is_good, const struct error *err)
{
    if (is_good)
        return;
    fprintf(stderr, "stories: %s\n", err->text);
    exit(1);
}

static void add_words(uint64_t *from, int count, struct str *text)
{
    for (int i = 0; i < count; i++) {
        words_add(words_rank(from) % 60000, text); // rarer ones have numbers in them
        str_add_char(text, ' ');
    }
}

/* A story's words, some of them changed, left out or put in. */
static void tell(uint64_t story, double share, struct str *text)
{
    const int words = STORY_WORDS / 2 + (int)(words_share(&story) * STORY_WORDS);
    for (int i = 0; i < words; i++) {
        const unsigned rank = words_rank(&story);
        const bool is_kept = words_share(&state) >= share;
        const double how = words_share(&state);
        if (is_kept || how < 0.2)
            words_add(rank, text);
        if (!is_kept)
            str_add_char(text, ' ');
        if (!is_kept && how < 0.8)
            words_add(words_rank(&state), text);
        str_add_char(text, ' ');
    }
}

static const char *keep(struct arena *arena, struct str *text)
{
    const char *const kept = arena_strndup(arena, text->data, text->len);
    str_release(text);
    return kept;
}

static void entry_add(struct feed *feed, int64_t story, double share, bool is_original,
                      int64_t published_ms)
{
    static int64_t number;
    struct arena *const arena = &feed->arena;
    struct feed_entry *const entry = arena_zalloc(arena, sizeof(*entry));
    struct str text;
    entry->id = arena_printf(arena, "%lld.%lld", (long long)story, (long long)number);
    entry->author = arena_printf(arena, "%lld%s", (long long)story, is_original ? "*" : "");
    entry->link = arena_printf(arena, "https://example.org/%lld", (long long)number++);
    str_init(&text, LIMIT_TITLE_BYTES);
    add_words(&state, 7, &text);
    entry->title = keep(arena, &text);
    str_init(&text, LIMIT_STR_BYTES);
    str_add(&text, "<p>");
    tell((uint64_t)story * 977 + 5, share, &text);
    str_add(&text, "</p><p>");
    uint64_t foot = (uint64_t)atoll(feed->title) + 1000;
    add_words(&foot, FOOT_WORDS, &text);
    str_add(&text, "</p>");
    entry->content = keep(arena, &text);
    entry->published_ms = published_ms;
    entry->updated_ms = TIME_NONE;
    entry->comments_count = entry->duration_seconds = entry->episode = -1;
    entry->next = feed->entries;
    feed->entries = entry;
    feed->entry_count++;
}

struct desk {
    struct store *store;
    int64_t ids[FEEDS];
    struct feed *feeds[FEEDS]; // what waits to be taken in
    int64_t waiting;
};

static struct feed *feed_new(int number)
{
    struct feed *const feed = mem_zalloc(sizeof(*feed));
    arena_init(&feed->arena);
    feed->title = arena_printf(&feed->arena, "%d", number); // tells whose foot it is
    return feed;
}

static void desk_init(struct desk *desk, struct store *store)
{
    desk->store = store;
    desk->waiting = 0;
    for (int i = 0; i < FEEDS; i++) {
        struct error err = {0};
        char url[64];
        snprintf(url, sizeof(url), "https://feed%d.example/", i);
        check(store_feeds_add(store, url, NULL, NULL, 0, &desk->ids[i], NULL, &err), &err);
        desk->feeds[i] = feed_new(i);
    }
}

static void desk_take(struct desk *desk)
{
    for (int i = 0; i < FEEDS; i++) {
        struct error err = {0};
        int64_t new_count;
        int64_t updated_count;
        check(store_articles_take(desk->store, desk->ids[i], desk->feeds[i], NULL, &new_count,
                                  &updated_count, &err),
              &err);
        feed_free(desk->feeds[i]);
        desk->feeds[i] = feed_new(i);
    }
    desk->waiting = 0;
}

/* A story of several feeds; each of them once. */
static void desk_tell(struct desk *desk, int64_t story, int tellers, int64_t published_ms)
{
    const int first = (int)(words_share(&state) * FEEDS);
    for (int i = 0; i < tellers; i++) {
        const int feed = (first + i * 7) % FEEDS;
        const double share = i ? words_share(&state) * 0.3 : 0;
        const int64_t later_ms = (int64_t)(i * words_share(&state) * 86400000);
        entry_add(desk->feeds[feed], story, share, i == 0, published_ms + later_ms);
        desk->waiting++;
    }
}

static double index_all(struct desk *desk)
{
    struct error err = {0};
    const double start = stopwatch_cpu_ms();
    check(store_index_all(desk->store, &err), &err);
    return stopwatch_cpu_ms() - start;
}

/* ---- found */

struct tally {
    int64_t articles;
    int64_t said;   // pairs that are said to be of one story
    int64_t right;  // and are
    int64_t copies; // that were made of an original
    int64_t found;  // and are known to be of it
};

/* The author of an article is its story; the original has a star behind it. */
static void tally_add(struct tally *tally, struct store *store, const struct store_article *article)
{
    const bool is_copy = !strchr(article->author, '*');
    bool is_found = false;
    tally->articles++;
    tally->copies += is_copy;
    for (size_t i = 0; i < article->duplicate_count; i++) {
        struct error err = {0};
        struct store_articles one;
        check(store_articles_get(store, article->duplicates[i], &one, &err), &err);
        const char *const author = one.items[0].author;
        const bool is_right = atoll(author) == atoll(article->author);
        tally->said++;
        tally->right += is_right;
        is_found |= is_right && strchr(author, '*');
        store_articles_release(&one);
    }
    tally->found += is_copy && is_found;
}

static void tally_stories(struct store *store)
{
    struct query *const all = query_parse("before:9999-01-01", 0, NULL);
    const struct store_selection selection = {.query = all};
    struct store_key after = {0};
    struct tally tally = {0};
    for (bool is_over = false; !is_over;) {
        struct error err = {0};
        struct store_articles page;
        check(store_articles_list(store, &selection, &after, false, 500, &page, &err), &err);
        for (size_t i = 0; i < page.count; i++) {
            tally_add(&tally, store, &page.items[i]);
            after = (struct store_key){page.items[i].published_ms, page.items[i].id};
        }
        is_over = page.count == 0;
        store_articles_release(&page);
    }
    printf("%lld articles, %lld copies of others: precision %.4f, recall %.4f\n",
           (long long)tally.articles, (long long)tally.copies,
           tally.said ? (double)tally.right / (double)tally.said : 1,
           tally.copies ? (double)tally.found / (double)tally.copies : 1);
    query_free(all);
}

static void stories_found(struct store *store, int64_t count)
{
    struct desk desk;
    desk_init(&desk, store);
    const int64_t now_ms = time_now_ms();
    for (int64_t story = 0; story < count; story++) {
        const int64_t age_ms = (int64_t)((4 + words_share(&state) * 40) * 86400000.0);
        desk_tell(&desk, story, 1 + (int)(words_share(&state) * TELLERS), now_ms - age_ms);
        if (desk.waiting < BATCH && story + 1 < count)
            continue;
        desk_take(&desk);
    }
    index_all(&desk);
    tally_stories(store);
}

/* ---- arrive */

static void stories_arrive(struct store *store, int64_t count)
{
    struct desk desk;
    const int64_t years_ms = INT64_C(10) * 365 * 86400000;
    const int64_t start_ms = time_now_ms() - years_ms;
    double last_ms = 0;
    int64_t measured = 0;
    desk_init(&desk, store);
    for (int64_t done = 0; done < count;) {
        const int tellers = words_share(&state) < 0.1 ? 2 : 1;
        desk_tell(&desk, done, tellers, start_ms + (int64_t)((double)years_ms * done / count));
        done += tellers;
        if (desk.waiting < BATCH && done < count)
            continue;
        const int64_t batch = desk.waiting;
        desk_take(&desk);
        const double took_ms = index_all(&desk);
        if (done < count - MEASURED)
            continue;
        last_ms += took_ms;
        measured += batch;
    }
    printf("%lld articles: the last %lld were brought into the index in %.1f us each\n",
           (long long)count, (long long)measured, last_ms * 1000 / (double)measured);
}

int main(int argc, char *argv[])
{
    struct error err = {0};
    if (argc < 4)
        return 2;
    struct store *const store = store_open(argv[2], STORE_WRITE, &err);
    check(store != NULL, &err);
    if (strcmp(argv[1], "found") == 0)
        stories_found(store, atoll(argv[3]));
    else if (strcmp(argv[1], "arrive") == 0)
        stories_arrive(store, atoll(argv[3]));
    store_close(store);
    return 0;
}
