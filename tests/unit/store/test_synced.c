#include "unit/store/world.h"

#include <string.h>

#include "store/accounts.h"
#include "store/synced.h"
#include "store/undo.h"

enum { NUMBER = 77 }; // of the service's article

static int64_t add_account(struct world *world)
{
    const struct store_account account = {
        .service = "greader", .server = "https://s.example", .user = "ann"};
    int64_t id = 0;
    assert_true(store_accounts_add(world->store, &account, &id, NULL));
    return id;
}

static void list_feed(struct world *world, int64_t account_id, const char *url)
{
    struct store_synced sum = {0};
    struct error err = {0};
    struct vec feeds;
    vec_init(&feeds, sizeof(struct sync_feed));
    *(struct sync_feed *)vec_push(&feeds) = (struct sync_feed){.id = "feed/1", .url = url};
    assert_true(store_synced_feeds(world->store, account_id, &feeds, world_ms(1), &sum, &err));
    assert_int_equal(sum.feeds, 1);
    vec_release(&feeds);
}

/* The service answers with one article, which was asked for beside `also` (0: none). */
static struct store_synced answer(struct world *world, int64_t account_id, int64_t number,
                                  const char *title, const char *link, bool is_unread,
                                  bool is_starred, int64_t also)
{
    const int64_t asked[] = {number, also};
    struct store_synced sum = {0};
    struct error err = {0};
    struct sync_changes changes = {.news = SYNC_ARTICLES, .ids = asked, .id_count = also ? 2 : 1};
    vec_init(&changes.articles, sizeof(struct sync_article));
    *(struct sync_article *)vec_push(&changes.articles) = (struct sync_article){
        .id = number,
        .feed = "feed/1",
        .is_unread = is_unread,
        .is_starred = is_starred,
        .entry = {.title = title,
                  .link = link,
                  .content = "<p>text</p>",
                  .published_ms = world_ms(0),
                  .updated_ms = TIME_NONE,
                  .comments_count = -1,
                  .duration_seconds = -1,
                  .episode = -1},
    };
    assert_true(store_synced_take(world->store, account_id, &changes, world_ms(100), &sum, &err));
    vec_release(&changes.articles);
    return sum;
}

static void mark(struct world *world, enum store_mark how, int64_t id)
{
    assert_true(store_articles_mark(world->store, how, NULL, &id, 1, NULL, NULL, NULL));
}

static struct store_article get(struct world *world, int64_t id)
{
    struct store_articles one;
    assert_true(store_articles_get(world->store, id, &one, NULL));
    const struct store_article article = one.items[0];
    store_articles_release(&one);
    return article;
}

static size_t waiting(struct world *world, int64_t account_id, enum sync_mark which)
{
    struct vec ids;
    vec_init(&ids, sizeof(int64_t));
    assert_true(store_synced_waiting(world->store, account_id, which, &ids, NULL));
    const size_t count = ids.count;
    vec_release(&ids);
    return count;
}

/* What the service said first, what it is here then, what the service says now: what it is here. */
static void what_was_done_here_wins_until_the_service_has_it(void **state)
{
    struct world *const world = *state;
    static const struct {
        bool said, here, says;
        bool is;
        bool waits;
    } rows[] = {
        {true, true, true, true, false},   {true, true, false, false, false},
        {true, false, true, false, true},  {true, false, false, false, false},
        {false, true, true, true, false},  {false, true, false, true, true},
        {false, false, true, true, false}, {false, false, false, false, false},
    };
    const int64_t account = add_account(world);
    list_feed(world, account, "https://a.example/");
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const int64_t number = NUMBER + (int64_t)i;
        char title[16];
        char link[64];
        snprintf(title, sizeof(title), "T%zu", i);
        snprintf(link, sizeof(link), "https://a.example/%zu", i);
        answer(world, account, number, title, link, rows[i].said, rows[i].said, 0);
        const int64_t id = world_article(world, title);
        mark(world, rows[i].here ? STORE_MARK_UNREAD : STORE_MARK_READ, id);
        mark(world, rows[i].here ? STORE_MARK_STAR : STORE_MARK_UNSTAR, id);
        const struct store_synced sum =
            answer(world, account, number, title, link, rows[i].says, rows[i].says, 0);
        assert_int_equal(sum.new_articles, 0);
        assert_int_equal(get(world, id).is_unread, rows[i].is);
        assert_int_equal(get(world, id).is_starred, rows[i].is);
        assert_int_equal(waiting(world, account, rows[i].is ? SYNC_UNREAD : SYNC_READ),
                         rows[i].waits);
        assert_int_equal(waiting(world, account, rows[i].is ? SYNC_STAR : SYNC_UNSTAR),
                         rows[i].waits);
        // What waits was sent.
        const struct sync_changes sent = {.news = SYNC_SENT,
                                          .mark = rows[i].is ? SYNC_UNREAD : SYNC_READ,
                                          .ids = &number,
                                          .id_count = 1};
        struct store_synced after = {0};
        assert_true(store_synced_sent(world->store, account, &sent, &after, NULL));
        assert_int_equal(waiting(world, account, sent.mark), 0);
        answer(world, account, number, title, link, rows[i].is, rows[i].is, 0);
    }
}

static void lists_mark_what_is_known_and_want_what_is_not(void **state)
{
    struct world *const world = *state;
    const int64_t account = add_account(world);
    list_feed(world, account, "https://a.example/");
    static const char *const titles[] = {"Stays", "Read there", "Gone", "Unread again"};
    for (int i = 0; i < 4; i++)
        answer(world, account, 1 + i, titles[i], NULL, i < 3, false, 0);
    struct vec lists[SYNC_LISTS];
    for (int i = 0; i < SYNC_LISTS; i++)
        vec_init(&lists[i], sizeof(int64_t));
    static const int64_t unread[] = {1, 4, 50};
    static const int64_t recent[] = {2, 51};
    for (int i = 0; i < 3; i++)
        *(int64_t *)vec_push(&lists[SYNC_LIST_UNREAD]) = unread[i];
    for (int i = 0; i < 2; i++)
        *(int64_t *)vec_push(&lists[SYNC_LIST_RECENT]) = recent[i];
    *(int64_t *)vec_push(&lists[SYNC_LIST_STARRED]) = 1;
    struct vec wanted;
    struct store_synced sum = {0};
    vec_init(&wanted, sizeof(int64_t));
    assert_true(store_synced_compare(world->store, account, lists, &wanted, &sum, NULL));
    static const int64_t expected[] = {50, 51, 3};
    assert_int_equal(wanted.count, 3);
    assert_memory_equal(wanted.items, expected, sizeof(expected));
    assert_int_equal(sum.changed, 3);
    assert_true(get(world, world_article(world, "Stays")).is_starred);
    assert_false(get(world, world_article(world, "Read there")).is_unread);
    assert_true(get(world, world_article(world, "Gone")).is_unread);
    assert_true(get(world, world_article(world, "Unread again")).is_unread);
    // Of what was asked for and did not come nothing is known any more.
    answer(world, account, 1, "Stays", NULL, true, true, 3);
    vec_clear(&wanted);
    assert_true(store_synced_compare(world->store, account, lists, &wanted, &sum, NULL));
    assert_int_equal(wanted.count, 2);
    vec_release(&wanted);
    for (int i = 0; i < SYNC_LISTS; i++)
        vec_release(&lists[i]);
}

static void titles_join_only_what_the_service_does_not_tell_apart(void **state)
{
    struct world *const world = *state;
    const int64_t account = add_account(world);
    const int64_t feed_id = world_add_feed(world, "https://a.example/");
    struct feed *const feed = world_document(world);
    struct feed_entry *const entry = world_entry(world, feed, "g", "Daily thread");
    entry->link = "https://a.example/own";
    entry->published_ms = world_ms(3600);
    world_take(world, feed_id, feed, world_ms(7200), 1);
    list_feed(world, account, "https://a.example/");
    assert_int_equal(
        answer(world, account, 1, "Daily thread", "https://r.example/1", true, false, 0)
            .new_articles,
        0);
    assert_int_equal(
        answer(world, account, 2, "Daily thread", "https://r.example/2", true, false, 0)
            .new_articles,
        1);
    // The same address again, by another number: one article.
    assert_int_equal(
        answer(world, account, 3, "Renamed", "http://www.a.example/own/", true, false, 0)
            .new_articles,
        0);
}

static void what_is_deleted_here_does_not_come_back(void **state)
{
    struct world *const world = *state;
    const int64_t account = add_account(world);
    list_feed(world, account, "https://a.example/");
    answer(world, account, 1, "One", "https://a.example/1", true, false, 0);
    const int64_t id = world_article(world, "One");
    assert_true(store_undo_mark(world->store, STORE_MARK_DELETE, NULL, &id, 1, NULL, world_ms(200),
                                NULL, NULL));
    answer(world, account, 1, "One", "https://a.example/1", true, false, 0);
    answer(world, account, 9, "One", "https://a.example/1", true, false, 0);
    assert_int_equal(world_article(world, "One"), 0);
    assert_true(store_accounts_remove(world->store, account, NULL));
    assert_int_equal(waiting(world, account, SYNC_READ), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_done_here_wins_until_the_service_has_it,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(lists_mark_what_is_known_and_want_what_is_not, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(titles_join_only_what_the_service_does_not_tell_apart,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(what_is_deleted_here_does_not_come_back, world_set_up,
                                        world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
