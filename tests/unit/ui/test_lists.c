/* Getting about in the lists of feeds and articles: what is unread, what comes next. */
#include "unit/ui/stage.h"

static const char *const titles[] = {"Alpha", "Beta", "Gamma"};

static const char *feed_here(struct stage *stage)
{
    struct feeds_choice choice;
    stage_screen(stage);
    assert_true(feeds_chosen(stage->ui->panes[PANE_FEEDS], &choice));
    return choice.label;
}

static const char *article_here(struct stage *stage)
{
    stage_screen(stage);
    return articles_current(stage->ui->panes[PANE_ARTICLES])->title;
}

/* Three feeds in two folders; of the second everything is read. */
static void open_three(struct stage *stage)
{
    struct store *const store = stage_home(stage);
    stage_feed(store, "ant", "Garden", titles, NULL, 1);
    const int64_t read = stage_feed(store, "bee", "Garden", titles, NULL, 2);
    stage_feed(store, "cod", "Sea", titles, NULL, 3);
    const struct store_selection all_of = {.feed_id = read};
    assert_true(store_articles_mark(store, STORE_MARK_READ, NULL, NULL, 0, &all_of, NULL, NULL));
    stage_open(stage, store, 80, 24);
}

enum { CTRL_N = 14, CTRL_P = 16 };

static void the_next_unread_feed_is_found_around_the_end_and_behind_a_fold(void **state)
{
    (void)state;
    struct stage stage;
    open_three(&stage);
    stage_key(&stage, CTRL_N);
    assert_string_equal(feed_here(&stage), "ant");
    stage_key(&stage, CTRL_N);
    assert_string_equal(feed_here(&stage), "cod");
    stage_key(&stage, CTRL_N);
    assert_string_equal(feed_here(&stage), "ant");
    stage_key(&stage, CTRL_P);
    assert_string_equal(feed_here(&stage), "cod");
    stage_type(&stage, "kz");
    assert_string_equal(feed_here(&stage), "Sea");
    stage_key(&stage, CTRL_N);
    assert_string_equal(feed_here(&stage), "ant");
    stage_key(&stage, CTRL_N);
    assert_string_equal(feed_here(&stage), "Sea");
    stage_close(&stage);
}

static void a_feed_that_comes_back_is_under_the_cursor(void **state)
{
    (void)state;
    struct stage stage;
    open_three(&stage);
    stage_type(&stage, "G");
    while (strcmp(feed_here(&stage), "bee") != 0)
        stage_type(&stage, "k");
    assert_string_equal(feed_here(&stage), "bee");
    stage_type(&stage, ":remove-feed\ny");
    stage_settle(&stage);
    stage_lacks(&stage, "bee");
    stage_type(&stage, "gg");
    assert_string_equal(feed_here(&stage), "All unread");
    stage_type(&stage, "u");
    stage_settle(&stage);
    assert_string_equal(feed_here(&stage), "bee");
    stage_type(&stage, "gg");
    stage_settle(&stage);
    assert_string_equal(feed_here(&stage), "All unread");
    stage_close(&stage);
}

static void from_an_article_the_next_unread_feed_is_shown_as_a_list(void **state)
{
    (void)state;
    struct stage stage;
    open_three(&stage);
    stage_key(&stage, CTRL_N);
    stage_type(&stage, "\n\n");
    assert_int_equal(stage.ui->focus, PANE_ARTICLE);
    stage_settle(&stage);
    stage_key(&stage, CTRL_N);
    assert_int_equal(stage.ui->focus, PANE_ARTICLES);
    assert_string_equal(articles_label(stage.ui->panes[PANE_ARTICLES]), "cod");
    stage_key(&stage, CTRL_N);
    stage_shows(&stage, "no other feed has unread articles");
    stage_close(&stage);
}

static void feeds_without_anything_unread_can_be_hidden(void **state)
{
    (void)state;
    struct stage stage;
    open_three(&stage);
    stage_shows(&stage, "    bee");
    stage_type(&stage, "V");
    stage_lacks(&stage, "    bee");
    stage_shows(&stage, "    ant");
    stage_settle(&stage);
    stage_restart(&stage, 80, 24);
    stage_lacks(&stage, "    bee");
    // The one under the cursor stays, although everything in it was read now.
    stage_key(&stage, CTRL_N);
    stage_type(&stage, "M");
    stage_settle(&stage);
    assert_string_equal(feed_here(&stage), "ant");
    stage_key(&stage, CTRL_N);
    stage.ui->is_stale = true;
    stage.ui->asked_ms = 0;
    stage_lacks(&stage, "    ant");
    stage_lacks(&stage, "Garden");
    stage_type(&stage, "V");
    stage_shows(&stage, "    bee");
    stage_settle(&stage);
    stage_close(&stage);
}

static void the_next_article_is_the_list_s_whether_it_was_read_or_not(void **state)
{
    (void)state;
    struct stage stage;
    open_three(&stage);
    stage_type(&stage, ":go cod\nJ");
    assert_string_equal(article_here(&stage), "Beta");
    assert_int_equal(stage.ui->focus, PANE_ARTICLES);
    stage_type(&stage, "\nJ");
    assert_int_equal(stage.ui->focus, PANE_ARTICLE);
    assert_string_equal(reader_article(stage.ui->panes[PANE_ARTICLE])->title, "Gamma");
    stage_type(&stage, "J");
    stage_shows(&stage, "this is the last article of the list");
    stage_type(&stage, "2K");
    assert_string_equal(reader_article(stage.ui->panes[PANE_ARTICLE])->title, "Alpha");
    stage_type(&stage, "K");
    stage_shows(&stage, "this is the first article of the list");
    stage_settle(&stage);
    stage_close(&stage);
}

static void everything_is_marked_read_and_taken_back(void **state)
{
    (void)state;
    struct stage stage;
    open_three(&stage);
    const struct store_selection unread = {.only_unread = true};
    int64_t count = 0;
    stage_type(&stage, "C");
    stage_settle(&stage);
    stage_shows(&stage, "4 articles marked as read; u takes it back");
    assert_true(store_articles_count(stage.ui->store, &unread, &count, NULL));
    assert_int_equal(count, 0);
    stage_type(&stage, "u");
    stage_settle(&stage);
    assert_true(store_articles_count(stage.ui->store, &unread, &count, NULL));
    assert_int_equal(count, 4);
    stage_close(&stage);
}

/* A feed of `count` articles, three names in turn; number 0 is the newest. */
static void open_long(struct stage *stage, size_t count)
{
    enum { MOST = 1200 };
    static char names[MOST][16];
    static const char *long_titles[MOST];
    for (size_t i = 0; i < count; i++) {
        snprintf(names[i], sizeof(names[i]), "%s %04zu",
                 i % 3 == 0   ? "Émil"
                 : i % 3 == 1 ? "alma"
                              : "Bert",
                 i);
        long_titles[i] = names[i];
    }
    struct store *const store = stage_home(stage);
    stage_feed(store, "wire", NULL, long_titles, NULL, count);
    stage_open(stage, store, 80, 24);
    stage_type(stage, ":go wire\n");
}

static void the_oldest_first_is_walked_in_both_directions_and_kept(void **state)
{
    (void)state;
    struct stage stage;
    open_long(&stage, 300);
    stage_type(&stage, ":sort oldest\n");
    stage_shows(&stage, "ARTICLES  oldest first");
    assert_string_equal(article_here(&stage), "Bert 0299");
    stage_type(&stage, "j");
    assert_string_equal(article_here(&stage), "alma 0298");
    stage_type(&stage, "200j");
    assert_string_equal(article_here(&stage), "Bert 0098");
    stage_type(&stage, "G");
    assert_string_equal(article_here(&stage), "Émil 0000");
    stage_type(&stage, "250k");
    assert_string_equal(article_here(&stage), "alma 0250");
    stage_type(&stage, "g");
    assert_string_equal(article_here(&stage), "Bert 0299");
    // The next unread one is the newer one, and the previous the older.
    stage_type(&stage, "2n");
    assert_string_equal(reader_article(stage.ui->panes[PANE_ARTICLE])->title, "alma 0298");
    stage_settle(&stage);
    stage_type(&stage, "q");
    assert_string_equal(article_here(&stage), "alma 0298");
    stage_restart(&stage, 80, 24);
    stage_type(&stage, ":go wire\n");
    stage_shows(&stage, "ARTICLES  oldest first");
    stage_type(&stage, ":go All articles\n");
    stage_lacks(&stage, "oldest first");
    stage_type(&stage, ":go wire\n:sort newest\n");
    stage_lacks(&stage, "oldest first");
    assert_string_equal(article_here(&stage), "Émil 0000");
    stage_settle(&stage);
    stage_close(&stage);
}

/* What was read stays in the list of unread articles; rows that come in above leave the cursor. */
static void the_way_up_goes_from_one_row_to_the_next(void **state)
{
    (void)state;
    enum { STEPS = 60 };
    struct stage stage;
    open_long(&stage, 300);
    stage_type(&stage, ":go All unread\n");
    for (int i = 0; i < STEPS; i++)
        stage_type(&stage, "mjj");
    stage_settle(&stage);
    for (int i = 2 * STEPS; i >= 0; i--) {
        const char *const title = article_here(&stage);
        assert_int_equal(atoi(strchr(title, ' ')), i);
        stage_type(&stage, "k");
    }
    stage_close(&stage);
}

static void sorted_by_title_case_and_accents_do_not_count(void **state)
{
    (void)state;
    struct stage stage;
    open_long(&stage, 6);
    stage_type(&stage, ":sort title\n");
    static const char *const wanted[] = {"alma 0001", "alma 0004", "Bert 0002",
                                         "Bert 0005", "Émil 0000", "Émil 0003"};
    for (size_t i = 0; i < COUNT_OF(wanted); i++) {
        assert_string_equal(article_here(&stage), wanted[i]);
        stage_type(&stage, "j");
    }
    // What is read stays where it stands, and the next unread is the next in this order.
    stage_type(&stage, "gnn");
    stage_settle(&stage);
    assert_string_equal(reader_article(stage.ui->panes[PANE_ARTICLE])->title, "alma 0004");
    stage_type(&stage, "n");
    assert_string_equal(reader_article(stage.ui->panes[PANE_ARTICLE])->title, "Bert 0002");
    stage_settle(&stage);
    stage_type(&stage, ":sort sideways\n");
    assert_string_equal(
        stage.ui->shown.text,
        "there is no order `sideways`; there are newest, oldest, title, feed, author, comments");
    stage_close(&stage);
}

/* Of a line that finds no room nothing is left, so that those before it can be changed. */
static void orders_are_remembered_as_far_as_there_is_room(void **state)
{
    (void)state;
    struct str orders;
    str_init(&orders, strlen("oldest feed:1\noldest feed:2\n") - 1);
    order_remember(&orders, "feed:1", ORDER_OLDEST);
    order_remember(&orders, "feed:2", ORDER_OLDEST);
    assert_string_equal(orders.data, "oldest feed:1\n");
    assert_int_equal(order_of(&orders, "feed:1"), ORDER_OLDEST);
    assert_int_equal(order_of(&orders, "feed:2"), ORDER_NEWEST);
    order_remember(&orders, "feed:1", ORDER_TITLE);
    order_remember(&orders, "feed:2", ORDER_NEWEST);
    assert_string_equal(orders.data, "title feed:1\n");
    str_release(&orders);
}

static void of_a_long_list_the_newest_thousand_are_sorted(void **state)
{
    (void)state;
    struct stage stage;
    open_long(&stage, 1100);
    stage_type(&stage, ":sort title\n");
    stage_shows(&stage, "ARTICLES  by title, of the newest 1000");
    stage_type(&stage, "G");
    assert_string_equal(article_here(&stage), "Émil 0999");
    stage_type(&stage, "g");
    assert_string_equal(article_here(&stage), "alma 0001");
    stage_settle(&stage);
    stage_close(&stage);
}

/* Words that name keys name those of the map in use. */
static void advice_names_the_keys_that_are_there(void **state)
{
    (void)state;
    struct stage stage;
    static const char *const one[] = {"Alpha"};
    static const char *const none[] = {""};
    struct store *const store = stage_home(&stage);
    stage_feed(store, "ant", NULL, one, none, 1);
    stage_configure(&stage, "keys", "[all]\ns v = none\nX = view\n");
    stage_open(&stage, store, 80, 24);
    stage_type(&stage, ":go Starred\n");
    stage_shows(&stage, "No stars yet. Press :toggle-star on an article");
    stage_type(&stage, ":go All unread\nM");
    stage_settle(&stage);
    stage_restart(&stage, 80, 24);
    stage_type(&stage, ":go All unread\n");
    stage_shows(&stage, "Nothing unread. Press X to see all articles, R to look for");
    stage_type(&stage, "X\n");
    stage_shows(&stage, "https://ant.example/0");
    stage_shows(&stage, "The feed brought no text: f fetches the page.");
    stage_configure(&stage, "keys", "[all]\nf = none\nF = full\n");
    assert_true(ui_read_configuration(stage.ui));
    stage.ui->asked_ms = 0;
    stage_shows(&stage, "The feed brought no text: F fetches the page.");
    stage_settle(&stage);
    stage_close(&stage);
}

static void marks_are_hollow_until_they_are_written(void **state)
{
    (void)state;
    static const struct {
        const char *key, *asked, *written;
    } steps[] = {
        {"s", "●☆11:00  Alpha", "●★11:00  Alpha"},
        {"m", "○★11:00  Alpha", " ★ 11:00  Alpha"},
        {"s", " ☆ 11:00  Alpha", "   11:00  Alpha"},
        {"m", "○ 11:00  Alpha", "● 11:00  Alpha"},
    };
    struct stage stage;
    struct store *const store = stage_home(&stage);
    stage_feed(store, "ant", NULL, titles, NULL, 1);
    stage_open(&stage, store, 80, 24);
    stage_type(&stage, "\n");
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        ui_handle_event(stage.ui, &(struct event){.kind = EVENT_KEY, .key = steps[i].key[0]});
        assert_non_null(strstr(stage_glance(&stage), steps[i].asked));
        stage_settle(&stage);
        stage_shows(&stage, steps[i].written);
    }
    stage_close(&stage);
}

static void a_row_without_a_title_tells_how_its_article_begins(void **state)
{
    (void)state;
    static const char *const none[] = {"", "", "", "Titled"};
    static const char *const texts[] = {
        "<p>The ferry &amp; its captain</p><p>are back at the quay, and nobody knows why</p>",
        "<p><img src='x.png'></p>", "<p>Cut in its <a href='https://wire.exam", "<p>Text</p>"};
    struct stage stage;
    struct store *const store = stage_home(&stage);
    stage_feed(store, "wire", "News", none, texts, 4);
    stage_open(&stage, store, 60, 12);
    stage_type(&stage, "\n");
    stage_shows(&stage, " ● 11:00  The ferry & its captain are back at the quay, an…\n");
    stage_shows(&stage, " ● 10:00  (without a title)");
    stage_shows(&stage, " ● 09:00  Cut in its\n");
    stage_shows(&stage, " ● 08:00  Titled");
    stage_close(&stage);
}

/* Another courant on this home: its own connection, of which the interface is told nothing. */
static void mark_elsewhere(const struct stage *stage, int64_t id)
{
    char path[PATH_BYTES];
    struct error err = {0};
    snprintf(path, sizeof(path), "%s/data/courant.db", stage->folder);
    struct store *const store = store_open(path, STORE_WRITE, &err);
    assert_string_equal(err.text, "");
    assert_true(store_articles_mark(store, STORE_MARK_READ, NULL, &id, 1, NULL, NULL, &err));
    store_close(store);
}

static void shows_unread(struct stage *stage, int count)
{
    char row[81];
    snprintf(row, sizeof(row), " All unread%68d", count);
    stage_shows(stage, row);
}

/* The interface never sleeps longer than it says, so its clock is set forward by that. */
static void what_another_process_writes_is_there_after_half_a_second(void **state)
{
    (void)state;
    enum { HALF_A_SECOND_MS = 500 };
    static const int64_t marked[] = {1, 4, 5};
    struct stage stage;
    open_three(&stage);
    stage_settle(&stage);
    shows_unread(&stage, 4);
    for (int i = 0; i < (int)COUNT_OF(marked); i++) {
        stage.ui->asking_ms = 0; // however slow the machine is
        assert_in_range(ui_tick(stage.ui), 1, HALF_A_SECOND_MS);
        mark_elsewhere(&stage, marked[i]);
        stage.ui->asked_ms -= HALF_A_SECOND_MS;
        shows_unread(&stage, 3 - i);
    }
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_are_hollow_until_they_are_written),
        cmocka_unit_test(the_next_unread_feed_is_found_around_the_end_and_behind_a_fold),
        cmocka_unit_test(a_feed_that_comes_back_is_under_the_cursor),
        cmocka_unit_test(from_an_article_the_next_unread_feed_is_shown_as_a_list),
        cmocka_unit_test(feeds_without_anything_unread_can_be_hidden),
        cmocka_unit_test(the_next_article_is_the_list_s_whether_it_was_read_or_not),
        cmocka_unit_test(everything_is_marked_read_and_taken_back),
        cmocka_unit_test(the_oldest_first_is_walked_in_both_directions_and_kept),
        cmocka_unit_test(the_way_up_goes_from_one_row_to_the_next),
        cmocka_unit_test(sorted_by_title_case_and_accents_do_not_count),
        cmocka_unit_test(advice_names_the_keys_that_are_there),
        cmocka_unit_test(orders_are_remembered_as_far_as_there_is_room),
        cmocka_unit_test(of_a_long_list_the_newest_thousand_are_sorted),
        cmocka_unit_test(a_row_without_a_title_tells_how_its_article_begins),
        cmocka_unit_test(what_another_process_writes_is_there_after_half_a_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
