/*
 * Many at once: the writer's thread, several connections, several processes, and their sudden end.
 */
#include "store/indexing.h"
#include "store/writer.h"
#include "unit/store/world.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ARTICLES = 200 };

static void fill(struct world *world)
{
    const int64_t feed_id = world_add_feed(world, "https://a.example/");
    struct feed *const feed = world_document(world);
    for (int i = 0; i < ARTICLES; i++)
        world_entry(world, feed, arena_printf(&world->arena, "%d", i), "x");
    world_take(world, feed_id, feed, world_ms(0), ARTICLES);
}

static int64_t unread(struct world *world)
{
    struct error err = {0};
    int64_t count = -1;
    assert_true(store_articles_count(world->store, &(struct store_selection){.only_unread = true},
                                     &count, &err));
    return count;
}

struct counting {
    int64_t *order; // what the jobs wrote down
    int64_t *count;
    int64_t number;
};

static void job_count(struct store *store, void *context)
{
    struct counting *const counting = context;
    struct error err = {0};
    sigset_t blocked;
    pthread_sigmask(SIG_SETMASK, NULL, &blocked);
    if (store_state_set(store, "number", "1", &err) && sigismember(&blocked, SIGTERM))
        counting->order[(*counting->count)++] = counting->number;
}

static void the_writer_does_jobs_in_order_and_finishes_what_waits(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    int64_t order[50] = {0};
    int64_t count = 0;
    struct counting jobs[50];
    struct store_writer *writer = store_writer_new(world->path, &err);
    assert_string_equal(err.text, "");
    for (int64_t i = 0; i < 50; i++) {
        jobs[i] = (struct counting){order, &count, i};
        if (i == 20)
            store_writer_run(writer, job_count, &jobs[i]);
        else
            store_writer_submit(writer, job_count, &jobs[i]);
        if (i == 20)
            assert_int_equal(count, 21);
    }
    store_writer_free(writer);
    store_writer_free(NULL);
    assert_int_equal(count, 50);
    for (int64_t i = 0; i < 50; i++)
        assert_int_equal(order[i], i);
    assert_null(store_writer_new("/nonexistent/x.db", &err));
    assert_int_equal(err.kind, ERR_DATABASE);
}

/* A gathered change: counts a feed's fetches by its failures, or fails when there is no such feed.
 */
struct gathered {
    struct world *world;
    int64_t feed_id;
    int calls;
    bool was_written;
    bool was_seen; // by others, before it was told
    int *told_count;
};

static void gathered_write(struct store *store, void *context)
{
    struct gathered *const gathered = context;
    const struct store_fetch failed = {.status = STORE_FETCH_FAILED, .error = "no"};
    struct error err = {0};
    gathered->calls++;
    gathered->was_written = store_feeds_fetched(store, gathered->feed_id, &failed, &err);
}

static void gathered_told(void *context)
{
    struct gathered *const gathered = context;
    struct error err = {0};
    struct store *const reader = store_open(gathered->world->path, STORE_READ, &err);
    struct store_feeds one = {0};
    gathered->was_seen =
        store_feeds_get(reader, gathered->feed_id, &one, &err) && one.items[0].failures == 1;
    store_feeds_release(&one);
    store_close(reader);
    ++*gathered->told_count;
}

static void job_note(struct store *store, void *context)
{
    (void)store;
    struct gathered *const gathered = context;
    gathered->calls = *gathered->told_count;
}

static void gathered_changes_are_written_before_the_next_job(void **state)
{
    enum { COUNT = 30, ABSENT = 99 };
    struct world *const world = *state;
    struct error err = {0};
    for (int with_fault = 0; with_fault < 2; with_fault++) {
        int told_count = 0;
        struct gathered all[COUNT];
        struct store_writer *const writer = store_writer_new(world->path, &err);
        for (int i = 0; i < COUNT; i++) {
            char url[64];
            snprintf(url, sizeof(url), "https://%d.example/%d", i, with_fault);
            int64_t id = world_add_feed(world, url);
            if (with_fault && i == COUNT / 2)
                id = ABSENT;
            all[i] = (struct gathered){.world = world, .feed_id = id, .told_count = &told_count};
        }
        for (int i = 0; i < COUNT; i++)
            store_writer_gather(writer, gathered_write, gathered_told, &all[i], 1);
        struct gathered after = {.told_count = &told_count};
        store_writer_run(writer, job_note, &after);
        assert_int_equal(after.calls, COUNT);
        for (int i = 0; i < COUNT; i++) {
            const bool is_absent = all[i].feed_id == ABSENT;
            assert_int_equal(all[i].was_written, !is_absent);
            assert_int_equal(all[i].was_seen, !is_absent);
            assert_in_range(all[i].calls, 1, with_fault ? 2 : 1);
        }
        store_writer_free(writer);
    }
}

static void a_gathered_change_is_written_though_nothing_follows(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    int told_count = 0;
    struct gathered one = {.world = world,
                           .feed_id = world_add_feed(world, "https://a.example/"),
                           .told_count = &told_count};
    struct store_writer *const writer = store_writer_new(world->path, &err);
    // More than may wait: the third sleeps until the first are written.
    for (int i = 0; i < 3; i++)
        store_writer_gather(writer, gathered_write, gathered_told, &one, 8 << 20);
    store_writer_free(writer);
    assert_int_equal(told_count, 3);
    assert_int_equal(one.calls, 3);
}

/* Marks a share of the articles one by one: every `step`th from `first` (ids from 1). Then says
 * how many failed. */
static int mark_share(const char *path, int64_t first, int64_t step)
{
    struct error err = {0};
    struct store *const store = store_open(path, STORE_WRITE, &err);
    int failed = store == NULL;
    for (int64_t id = first; store && id <= ARTICLES; id += step)
        if (!store_articles_mark(store, STORE_MARK_READ, NULL, &id, 1, NULL, NULL, &err))
            failed++;
    if (failed)
        fprintf(stderr, "%s\n", err.text);
    store_close(store);
    return failed;
}

static void processes_that_write_at_once_all_get_through(void **state)
{
    enum { PROCESSES = 4 };
    struct world *const world = *state;
    fill(world);
    pid_t children[PROCESSES];
    for (int i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        if (children[i] == 0)
            _exit(mark_share(world->path, i + 1, PROCESSES));
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status = -1;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    assert_int_equal(unread(world), 0);
}

static void processes_that_make_the_database_at_once_make_one(void **state)
{
    enum { PROCESSES = 6 };
    struct world *const world = *state;
    char path[128];
    snprintf(path, sizeof(path), "%s/new.db", world->folder);
    pid_t children[PROCESSES];
    for (int i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            struct error err = {0};
            struct store *const store = store_open(path, STORE_WRITE, &err);
            const bool is_good = store && store_state_set(store, "x", "y", &err);
            if (!is_good)
                fprintf(stderr, "%s\n", err.text);
            store_close(store);
            _exit(!is_good);
        }
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status = -1;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
}

struct share {
    const char *path;
    int64_t first;
    int failed;
};

static void *mark_in_thread(void *context)
{
    struct share *const share = context;
    share->failed = mark_share(share->path, share->first, 2);
    return NULL;
}

static void connections_in_threads_write_and_read_at_once(void **state)
{
    struct world *const world = *state;
    fill(world);
    struct share shares[2] = {{world->path, 1, 0}, {world->path, 2, 0}};
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, mark_in_thread, &shares[i]), 0);
    int64_t last = ARTICLES;
    while (last > ARTICLES / 2) {
        const int64_t now = unread(world);
        assert_in_range(now, 0, last); // never more than before
        last = now;
    }
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(shares[0].failed + shares[1].failed, 0);
    assert_int_equal(unread(world), 0);
}

/* Marks one after the other and writes a byte for each that was acknowledged. */
static void mark_and_tell(const char *path, int64_t first, int pipe_end)
{
    struct error err = {0};
    struct store *const store = store_open(path, STORE_WRITE, &err);
    for (int64_t id = first; store && id <= ARTICLES; id++)
        if (!store_articles_mark(store, STORE_MARK_READ, NULL, &id, 1, NULL, NULL, &err) ||
            write(pipe_end, "x", 1) != 1)
            _exit(1);
    _exit(0);
}

/* Kill the process after it has acknowledged that many; how many it had in the end. */
static int64_t kill_after(const char *path, int64_t first, int64_t told)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0)
        mark_and_tell(path, first, ends[1]);
    close(ends[1]);
    int64_t acknowledged = 0;
    char byte;
    while (acknowledged < told && read(ends[0], &byte, 1) == 1)
        acknowledged++;
    kill(child, SIGKILL);
    while (read(ends[0], &byte, 1) == 1)
        acknowledged++;
    close(ends[0]);
    int status;
    waitpid(child, &status, 0);
    return acknowledged;
}

static void a_mark_that_was_acknowledged_survives_a_sudden_end(void **state)
{
    struct world *const world = *state;
    fill(world);
    int64_t marked = 0;
    for (int64_t i = 0; marked < ARTICLES - 20; i++) {
        marked += kill_after(world->path, marked + 1, i % 9 + 1);
        const int64_t now = ARTICLES - unread(world);
        // The one that was under way may be there, too.
        assert_in_range(now, marked, marked + 1);
        marked = now;
        world_check_counts(world);
    }
}

static void the_index_is_brought_up_when_nothing_is_to_be_done(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    const int64_t feed_id = world_add_feed(world, "https://f.example/");
    struct feed *const feed = world_document(world);
    for (int i = 0; i < 100; i++)
        world_entry(world, feed, arena_printf(&world->arena, "%d", i), "one two three");
    world_take(world, feed_id, feed, world_ms(0), 100);
    struct store_writer *const writer = store_writer_new(world->path, &err);
    int64_t waiting = 100;
    const int64_t until_ms = time_monotonic_ms() + 120000;
    while (waiting && time_monotonic_ms() < until_ms) {
        nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
        assert_true(store_index_waiting(world->store, 1000, &waiting, &err));
    }
    assert_int_equal(waiting, 0);
    store_writer_free(writer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_writer_does_jobs_in_order_and_finishes_what_waits,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(gathered_changes_are_written_before_the_next_job,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(a_gathered_change_is_written_though_nothing_follows,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(processes_that_write_at_once_all_get_through, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(processes_that_make_the_database_at_once_make_one,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(connections_in_threads_write_and_read_at_once, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(a_mark_that_was_acknowledged_survives_a_sudden_end,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(the_index_is_brought_up_when_nothing_is_to_be_done,
                                        world_set_up, world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
