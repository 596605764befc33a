#include "unit/store/world.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/path.h"
#include "store/discussion.h"
#include "store/internal.h"

/* A statement on the file, past the store. */
static const char *ask(struct world *world, const char *path, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *statement;
    const char *answer = "";
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW)
        answer = arena_printf(&world->arena, "%s%s\n", answer, sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return answer;
}

static void a_fresh_database_is_made_as_decided(void **state)
{
    struct world *const world = *state;
    assert_string_equal(ask(world, world->path, "PRAGMA page_size"), "16384\n");
    assert_string_equal(ask(world, world->path, "PRAGMA journal_mode"), "wal\n");
    assert_string_equal(ask(world, world->path, "PRAGMA user_version"), "21\n");
    world_reopen(world);
    world_reopen(world);
}

static void the_saved_database_of_each_version_becomes_the_same_as_a_fresh_one(void **state)
{
    static const char *const saved[] = {"tests/data/store/v1.db"};
    static const char *const schema = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM "
                                      "sqlite_master ORDER BY type, name";
    struct world *const world = *state;
    for (size_t i = 0; i < COUNT_OF(saved); i++) {
        char from[4096];
        char path[128];
        struct str bytes;
        struct error err = {0};
        str_init(&bytes, 16 << 20);
        assert_true(file_read(unit_path(from, saved[i]), 16 << 20, &bytes, &err));
        snprintf(path, sizeof(path), "%s/saved.db", world->folder);
        assert_true(file_write(path, bytes.data, bytes.len, &err));
        str_release(&bytes);
        struct store *const store = store_open(path, STORE_WRITE, &err);
        assert_string_equal(err.text, "");
        struct store_articles page;
        assert_true(store_articles_list(store, NULL, NULL, false, 10, &page, &err));
        assert_int_equal(page.count, 2);
        assert_string_equal(page.items[0].title, "Second");
        assert_true(page.items[1].is_starred);
        store_articles_release(&page);
        int64_t count;
        assert_true(store_articles_count(store, NULL, &count, &err));
        assert_int_equal(count, 2);
        store_close(store);
        assert_string_equal(ask(world, path, schema), ask(world, world->path, schema));
    }
}

/* Makes the file that is to be refused, with what it holds. */
static void make_file(struct world *world, const char *path, const char *text)
{
    struct error err = {0};
    if (strncmp(text, "sql:", 4) != 0) {
        assert_true(file_write(path, text, strlen(text), &err));
        return;
    }
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, text + 4, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    (void)world;
}

static void a_file_that_is_not_ours_is_refused_in_a_sentence_and_left_alone(void **state)
{
    struct world *const world = *state;
    static const struct {
        const char *text;
        const char *sentence; // behind the path
    } rows[] = {
        {"this is a letter and no database at all, long enough to be looked at",
         ": it is damaged or is no database; nothing was changed: move it away, or put a copy "
         "back"},
        {"sql:CREATE TABLE mine (x); INSERT INTO mine VALUES (1);",
         " is the database of another program; nothing was changed"},
        {"sql:PRAGMA application_id = 1668248946; PRAGMA user_version = 99; CREATE TABLE feeds "
         "(x);",
         " was written by a newer courant (its format is 99, this one knows 21); nothing was "
         "changed: use the newer one"},
        {"sql:PRAGMA application_id = 1668248946; PRAGMA journal_mode = WAL; PRAGMA user_version = "
         "99; CREATE TABLE feeds (x);",
         " was written by a newer courant (its format is 99, this one knows 21); nothing was "
         "changed: use the newer one"},
    };
    for (size_t i = 0; i < COUNT_OF(rows) * 2; i++) {
        struct error err = {0};
        struct str before;
        struct str after;
        char path[128];
        snprintf(path, sizeof(path), "%s/%zu.db", world->folder, i);
        make_file(world, path, rows[i / 2].text);
        str_init(&before, 1 << 20);
        str_init(&after, 1 << 20);
        assert_true(file_read(path, 1 << 20, &before, &err));
        assert_null(store_open(path, i % 2 ? STORE_READ : STORE_WRITE, &err));
        assert_int_equal(err.kind, ERR_DATABASE);
        assert_int_equal(strncmp(err.text, path, strlen(path)), 0);
        assert_string_equal(err.text + strlen(path), rows[i / 2].sentence);
        assert_true(file_read(path, 1 << 20, &after, &(struct error){0}));
        assert_int_equal(after.len, before.len);
        assert_memory_equal(after.data, before.data, before.len);
        str_release(&before);
        str_release(&after);
    }
}

static void a_database_cut_short_is_refused_as_damaged(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    store_close(world->store);
    world->store = NULL;
    assert_int_equal(truncate(world->path, 5000), 0);
    assert_null(store_open(world->path, STORE_WRITE, &err));
    assert_int_equal(err.kind, ERR_DATABASE);
    assert_non_null(strstr(err.text, "damaged"));
}

static void where_nothing_can_be_written_one_sentence_says_so(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    assert_null(store_open("/nonexistent/folder/x.db", STORE_WRITE, &err));
    assert_string_equal(err.text,
                        "/nonexistent/folder/x.db: it cannot be opened; check that its folder is "
                        "there and can be written to");
    assert_null(store_open("/nonexistent/folder/x.db", STORE_READ, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_null(store_open("/proc/version", STORE_WRITE, &err));
    assert_int_equal(err.kind, ERR_DATABASE);
    assert_null(store_open(world->folder, STORE_WRITE, &err));
    assert_int_equal(err.kind, ERR_DATABASE);
}

static void a_reader_cannot_write_and_sees_what_others_change(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    struct store *const reader = store_open(world->path, STORE_READ, &err);
    assert_string_equal(err.text, "");
    assert_false(store_has_changed(reader));
    assert_false(store_state_set(reader, "place", "x", &err));
    assert_int_equal(err.kind, ERR_DATABASE);
    assert_true(store_state_set(world->store, "place", "7", &err));
    assert_true(store_has_changed(reader));
    assert_false(store_has_changed(reader));
    assert_false(store_has_changed(world->store)); // its own change
    struct str value;
    str_init(&value, 100);
    assert_true(store_state_get(reader, "place", &value, &err));
    assert_string_equal(value.data, "7");
    assert_false(store_state_get(reader, "else", &value, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    str_release(&value);
    store_close(reader);
}

static void a_cancelled_ticket_ends_a_long_statement(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    const int64_t feed_id = world_add_feed(world, "https://f.example/");
    struct feed *const feed = world_document(world);
    for (int i = 0; i < 300; i++)
        world_entry(world, feed, arena_printf(&world->arena, "%d", i), "one two three");
    world_take(world, feed_id, feed, world_ms(0), 300);
    struct ticket *const ticket = ticket_new();
    ticket_cancel(ticket);
    struct store *const reader = store_open(world->path, STORE_READ, &err);
    store_set_ticket(reader, ticket);
    struct query *const query = query_parse("four OR five OR six OR seven", 0, &err);
    const struct store_selection selection = {.query = query};
    struct store_articles page;
    assert_false(store_articles_list(reader, &selection, NULL, false, 10, &page, &err));
    assert_int_equal(err.kind, ERR_CANCELLED);
    store_set_ticket(reader, NULL);
    assert_true(store_articles_list(reader, &selection, NULL, false, 10, &page, &err));
    store_articles_release(&page);
    query_free(query);
    store_close(reader);
    ticket_unref(ticket);
}

/* As many bytes as a file may have; nothing at all for 0. */
static void limit_files(rlim_t bytes)
{
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = bytes ? bytes : limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void a_full_disk_is_told_and_what_was_there_stays(void **state)
{
    struct world *const world = *state;
    signal(SIGXFSZ, SIG_IGN);
    const int64_t feed_id = world_add_feed(world, "https://f.example/");
    struct feed *const feed = world_document(world);
    world_entry(world, feed, "1", "kept");
    world_take(world, feed_id, feed, world_ms(0), 1);
    char *const large = arena_alloc(&world->arena, 200001);
    memset(large, 'x', 200000);
    large[200000] = '\0';
    for (int i = 0; i < 50; i++)
        world_entry(world, feed, arena_printf(&world->arena, "large %d", i), "large")->content =
            large;
    for (rlim_t bytes = 400000; bytes < 4000000; bytes += 450000) {
        const struct store_fetch fetch = {.status = STORE_FETCH_OK, .fetched_ms = world_ms(1)};
        struct error err = {0};
        int64_t count;
        limit_files(bytes);
        const bool is_taken =
            store_articles_take(world->store, feed_id, feed, &fetch, &count, &count, &err);
        limit_files(0);
        assert_false(is_taken);
        assert_int_equal(err.kind, ERR_DATABASE);
        assert_non_null(strstr(err.text, "the disk"));
        assert_int_equal(world_article(world, "large"), 0);
        assert_true(world_article(world, "kept") > 0);
        world_check_counts(world);
    }
    world_take(world, feed_id, feed, world_ms(2), 50);
}

static int64_t file_bytes(const char *path)
{
    struct stat found;
    assert_int_equal(stat(path, &found), 0);
    return found.st_size;
}

/* A commit that somebody waits for ends when it is in the log; the file may follow later. */
static void the_log_is_brought_into_the_file_when_nobody_waits(void **state)
{
    enum { BYTES = 20 << 20 };
    struct world *const world = *state;
    struct error err = {0};
    const char *const log = arena_printf(&world->arena, "%s-wal", world->path);
    struct feed *const feed = world_document(world);
    world_entry(world, feed, "1", "x");
    world_take(world, world_add_feed(world, "https://a.example/"), feed, world_ms(0), 1);
    char *const body = mem_alloc(BYTES + 1);
    memset(body, 'x', BYTES);
    body[BYTES] = '\0';
    const struct store_draft draft = {.article_id = world_article(world, "x"), .body = body};
    const int64_t before = file_bytes(world->path);
    assert_true(store_drafts_save(world->store, &draft, &err));
    assert_int_equal(file_bytes(world->path), before);
    assert_true(file_bytes(log) > BYTES);
    store_bring_in_log(world->store);
    assert_true(file_bytes(world->path) > BYTES);
    // For what nobody waits for it follows at once.
    assert_true(store_state_set(world->store, "long", body, &err));
    assert_true(file_bytes(world->path) > BYTES + BYTES);
    free(body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_log_is_brought_into_the_file_when_nobody_waits,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(a_fresh_database_is_made_as_decided, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(
            the_saved_database_of_each_version_becomes_the_same_as_a_fresh_one, world_set_up,
            world_tear_down),
        cmocka_unit_test_setup_teardown(
            a_file_that_is_not_ours_is_refused_in_a_sentence_and_left_alone, world_set_up,
            world_tear_down),
        cmocka_unit_test_setup_teardown(a_database_cut_short_is_refused_as_damaged, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(where_nothing_can_be_written_one_sentence_says_so,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(a_reader_cannot_write_and_sees_what_others_change,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(a_full_disk_is_told_and_what_was_there_stays, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(a_cancelled_ticket_ends_a_long_statement, world_set_up,
                                        world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
