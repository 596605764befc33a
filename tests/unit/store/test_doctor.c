#include "store/doctor.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "store/accounts.h"
#include "store/articles.h"
#include "store/indexing.h"
#include "store/synced.h"
#include "unit/store/world.h"

enum { ARTICLES = 400 };

static void fill(struct world *world)
{
    struct error err = {0};
    const int64_t feed_id = world_add_feed(world, "https://f.example/");
    struct feed *const feed = world_document(world);
    const char *content = "";
    for (int i = 0; i < 300; i++)
        content = arena_printf(&world->arena, "%s text%d", content, i);
    for (int i = 0; i < ARTICLES; i++)
        world_entry(world, feed, arena_printf(&world->arena, "%d", i), "ports")->content = content;
    world_take(world, feed_id, feed, world_ms(0), ARTICLES);
    assert_true(store_index_all(world->store, &err));
}

/* Past the store, as an accident would. */
static void spoil(struct world *world, const char *sql)
{
    sqlite3 *db;
    char *message = NULL;
    assert_int_equal(sqlite3_open(world->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
    sqlite3_close(db);
}

struct told {
    int counts[4];
    char sentences[8192];
};

static void hear(void *context, enum store_finding finding, const char *sentence)
{
    struct told *const told = context;
    told->counts[finding]++;
    const size_t len = strlen(told->sentences);
    snprintf(told->sentences + len, sizeof(told->sentences) - len, "%s\n", sentence);
}

static void what_is_wrong_is_said_and_mended(void **state)
{
    static const struct {
        const char *sql;
        const char *sentence; // NULL: all is well
    } rows[] = {
        {"SELECT 1", NULL},
        {"UPDATE feeds SET unread = 3", "the counts of 1 feeds are wrong"},
        {"UPDATE articles SET is_unread = 0", "the counts of 1 feeds are wrong"},
        {"UPDATE totals SET unread = 3", "the sum of the feeds' counts is wrong"},
        {"DELETE FROM totals", "the sum of the feeds' counts is wrong"},
        {"DELETE FROM documents WHERE article_id < 10", "the full-text index has lost 9 articles"},
        {"DELETE FROM words_data WHERE id > 10", "the full-text index is damaged"},
        {"DELETE FROM words_docsize WHERE rowid IN (SELECT docid FROM documents WHERE article_id = "
         "5)",
         "the full-text index has lost 1 articles"},
        {"DELETE FROM feeds", "400 rows belong to something that is not there"},
    };
    struct world *const world = *state;
    fill(world);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        spoil(world, rows[i].sql);
        struct told told = {0};
        const bool is_wrong = rows[i].sentence != NULL;
        if (store_examine(world->path, false, hear, &told) == is_wrong)
            fail_msg("%s: %s", rows[i].sql, told.sentences);
        if (is_wrong && !strstr(told.sentences, rows[i].sentence))
            fail_msg("%s: %s", rows[i].sql, told.sentences);
        told = (struct told){0};
        if (!store_examine(world->path, true, hear, &told) ||
            (told.counts[STORE_MENDED] > 0) != is_wrong)
            fail_msg("%s: %s", rows[i].sql, told.sentences);
        told = (struct told){0};
        assert_true(store_examine(world->path, false, hear, &told));
        struct error err = {0};
        assert_true(store_index_all(world->store, &err));
    }
}

/* An account that has every article, of which it says that they were read; and that it is there. */
static void add_account(struct world *world)
{
    const struct store_account account = {
        .service = "greader", .server = "https://s.example", .user = "ann"};
    int64_t id = 0;
    assert_true(store_accounts_add(world->store, &account, &id, NULL));
    spoil(world, "INSERT INTO synced_feeds VALUES (1, 'feed/1', 1, 0);"
                 "INSERT INTO synced_articles SELECT 1, id + 1000, id, 0, 0 FROM articles");
}

static void check_account(struct world *world)
{
    struct store_accounts accounts;
    struct vec ids;
    vec_init(&ids, sizeof(int64_t));
    assert_true(store_accounts_list(world->store, &accounts, NULL));
    assert_int_equal(accounts.count, 1);
    assert_string_equal(accounts.items[0].server, "https://s.example");
    assert_true(store_synced_waiting(world->store, 1, SYNC_UNREAD, &ids, NULL));
    assert_in_range(ids.count, ARTICLES / 2, ARTICLES);
    vec_release(&ids);
    store_accounts_release(&accounts);
}

static void of_a_damaged_file_is_kept_what_can_be_read(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    fill(world);
    add_account(world);
    const int64_t starred[] = {1, 200, ARTICLES};
    assert_true(
        store_articles_mark(world->store, STORE_MARK_STAR, NULL, starred, 3, NULL, NULL, &err));
    store_close(world->store);
    world->store = NULL;
    // Pages in the middle of the file become noise.
    struct str bytes;
    str_init(&bytes, 64 << 20);
    assert_true(file_read(world->path, 64 << 20, &bytes, &err));
    assert_true(bytes.len > 50 * 16384);
    memset(bytes.data + 37 * 16384, 'x', 16384);
    memset(bytes.data + 41 * 16384, 'x', 16384);
    assert_true(file_write(world->path, bytes.data, bytes.len, &err));
    struct told told = {0};
    assert_false(store_examine(world->path, false, hear, &told));
    told = (struct told){0};
    if (!store_examine(world->path, true, hear, &told))
        fail_msg("%s", told.sentences);
    assert_non_null(strstr(told.sentences, "is kept as"));
    char kept[256];
    snprintf(kept, sizeof(kept), "%s.damaged-1", world->path);
    struct str old;
    str_init(&old, 64 << 20);
    assert_true(file_read(kept, 64 << 20, &old, &err));
    assert_int_equal(old.len, bytes.len);
    assert_memory_equal(old.data, bytes.data, bytes.len);
    str_release(&old);
    str_release(&bytes);
    told = (struct told){0};
    if (!store_examine(world->path, false, hear, &told))
        fail_msg("%s", told.sentences);
    world->store = store_open(world->path, STORE_WRITE, &err);
    assert_non_null(world->store);
    check_account(world);
    int64_t count;
    assert_true(store_articles_count(world->store, NULL, &count, &err));
    assert_in_range(count, ARTICLES / 2, ARTICLES);
}

static void spoil_page(const struct world *world, int page)
{
    char noise[16384];
    memset(noise, 'x', sizeof(noise));
    const int fd = open(world->path, O_WRONLY | O_CLOEXEC);
    assert_int_equal(pwrite(fd, noise, sizeof(noise), (off_t)page * sizeof(noise)), sizeof(noise));
    close(fd);
}

static bool star(struct store *store, struct error *err)
{
    const int64_t starred[] = {1, ARTICLES};
    return store_articles_mark(store, STORE_MARK_STAR, NULL, starred, 2, NULL, NULL, err);
}

static void nothing_is_written_into_a_file_that_was_mended_meanwhile(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    fill(world);
    world_reopen(world);
    spoil_page(world, 37);
    assert_true(star(world->store, &err));
    struct told told = {0};
    if (!store_examine(world->path, true, hear, &told) || !strstr(told.sentences, "is kept as"))
        fail_msg("%s", told.sentences);
    assert_false(star(world->store, &err));
    assert_non_null(strstr(err.text, "was moved or replaced while it was open"));
    world_reopen(world);
    struct error none = {0};
    assert_true(star(world->store, &none));
}

static void a_copy_is_whole_and_overwrites_nothing(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    char path[256];
    fill(world);
    struct store *const reader = store_open(world->path, STORE_READ, &err);
    snprintf(path, sizeof(path), "%s/copy.db", world->folder);
    assert_true(store_backup(reader, path, &err));
    assert_false(store_backup(reader, path, &err));
    assert_int_equal(err.kind, ERR_IO);
    struct store *const copy = store_open(path, STORE_WRITE, &err);
    assert_non_null(copy);
    int64_t count;
    assert_true(store_articles_count(copy, NULL, &count, &err));
    assert_int_equal(count, ARTICLES);
    store_close(copy);
    struct told told = {0};
    assert_true(store_examine(path, false, hear, &told));
    assert_false(store_backup(reader, "/nowhere/at/all.db", &(struct error){0}));
    store_close(reader);
}

/* What lies beside the database under a name that begins with `start`. */
static int count_files(const struct world *world, const char *start)
{
    int count = 0;
    DIR *const folder = opendir(world->folder);
    assert_non_null(folder);
    for (const struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
        count += strncmp(entry->d_name, start, strlen(start)) == 0;
    closedir(folder);
    return count;
}

static void copies_to_one_name_share_no_file(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    char path[256];
    char part[300];
    fill(world);
    snprintf(path, sizeof(path), "%s/copy.db", world->folder);
    snprintf(part, sizeof(part), "%s.part", path);
    FILE *const other = fopen(part, "w"); // as if somebody were at it
    assert_non_null(other);
    fputs("half", other);
    fclose(other);
    assert_true(store_backup(world->store, path, &err));
    struct stat stat_of;
    assert_int_equal(stat(part, &stat_of), 0);
    assert_int_equal(stat_of.st_size, 4);
    assert_int_equal(count_files(world, "copy.db"), 2);
}

/* The signal waits, as one does that comes while pages are copied. */
static void a_copy_that_is_ended_leaves_nothing(void **state)
{
    struct world *const world = *state;
    char path[256];
    fill(world);
    snprintf(path, sizeof(path), "%s/copy.db", world->folder);
    static const int endings[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        struct error err = {0};
        sigset_t ending;
        int came;
        sigemptyset(&ending);
        sigaddset(&ending, endings[i]);
        pthread_sigmask(SIG_BLOCK, &ending, NULL);
        raise(endings[i]);
        assert_false(store_backup(world->store, path, &err));
        assert_int_equal(err.kind, ERR_CANCELLED);
        assert_int_equal(count_files(world, "copy.db"), 0);
        assert_int_equal(sigwait(&ending, &came), 0); // it is for the caller still
        pthread_sigmask(SIG_UNBLOCK, &ending, NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_wrong_is_said_and_mended, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(of_a_damaged_file_is_kept_what_can_be_read, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_written_into_a_file_that_was_mended_meanwhile,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(copies_to_one_name_share_no_file, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(a_copy_that_is_ended_leaves_nothing, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(a_copy_is_whole_and_overwrites_nothing, world_set_up,
                                        world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
