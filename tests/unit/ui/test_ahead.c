/*
 * Articles beside the one that is shown are made ready while no key comes. What is shown in the end
 * is what would be shown without that, whatever changes meanwhile.
 */
#include "unit/ui/stage.h"

static const char *const titles[] = {"The first", "The second", "The third"};
static const char *const contents[] = {
    "<p>Words of the first.</p>",
    "<p>Words of the second, more of them than find room on a narrow line of text.</p><ul><li>a "
    "point</li></ul>",
    "<p>Words of the third.</p>"};

/* The list, its cursor on the first, and the second ready. */
static void open_ready(struct stage *stage)
{
    struct store *const store = stage_home(stage);
    stage_feed(store, "wire", NULL, titles, contents, 3);
    stage_open(stage, store, 120, 40);
    stage_type(stage, "\n");
    stage_shows(stage, "Words of the first.");
    while (ui_get_ahead(stage->ui))
        ;
}

static struct store *open_again(const struct stage *stage)
{
    struct path_home paths;
    struct error err = {0};
    char path[PATH_BYTES];
    assert_true(path_home_init(&paths, stage->folder, &err));
    assert_true(path_join(path, paths.data, "courant.db", &err));
    struct store *const store = store_open(path, STORE_WRITE, &err);
    assert_string_equal(err.text, "");
    return store;
}

static int64_t second_id(const struct stage *stage)
{
    const int64_t id = articles_beside(stage->ui->panes[PANE_ARTICLES], 1);
    assert_int_not_equal(id, 0);
    return id;
}

/* What another program writes meanwhile. */
static void full_page_comes(struct stage *stage)
{
    struct store *const store = open_again(stage);
    assert_true(
        store_articles_set_full(store, second_id(stage), "<p>All of the second.</p>", NULL, NULL));
    store_close(store);
    stage->ui->asked_ms = 0;
}

static void star_comes(struct stage *stage)
{
    const int64_t id = second_id(stage);
    struct store *const store = open_again(stage);
    assert_true(store_articles_mark(store, STORE_MARK_STAR, NULL, &id, 1, NULL, NULL, NULL));
    store_close(store);
    stage->ui->asked_ms = 0;
}

static void star_is_set_here(struct stage *stage)
{
    stage_type(stage, "jsk");
    stage_settle(stage);
}

static void room_becomes_narrow(struct stage *stage)
{
    ui_resize(stage->ui, 100, 40);
}

static void room_becomes_wide(struct stage *stage)
{
    ui_resize(stage->ui, 200, 40);
}

static void measure_is_set(struct stage *stage)
{
    assert_true(ui_set(stage->ui, "measure", "30", NULL));
}

static void signs_are_ascii(struct stage *stage)
{
    assert_true(ui_set(stage->ui, "ascii", "yes", NULL));
}

static void theme_is_another(struct stage *stage)
{
    assert_true(ui_set(stage->ui, "theme", "mono", NULL));
}

/* The screen in words and looks, as one text. */
static void add_cells(const struct canvas *canvas, struct str *out)
{
    char cluster[CANVAS_CLUSTER_BYTES];
    for (int y = 0; y < canvas->height; y++)
        for (int x = 0; x < canvas->width; x++) {
            const struct canvas_cell *const cell = canvas_cell_at(canvas, x, y);
            str_printf(out, "%s/%d/%d ", canvas_cluster(canvas, x, y, cluster), cell->role,
                       cell->marks);
        }
}

static void leaf(struct stage *stage, void (*change)(struct stage *stage), bool is_ahead,
                 struct str *out)
{
    open_ready(stage);
    if (change)
        change(stage);
    stage_screen(stage);
    // Without anything ready: every article is read once its turn comes.
    if (!is_ahead)
        stage->ui->panes[PANE_ARTICLE]->class->changed(stage->ui->panes[PANE_ARTICLE]);
    stage_type(stage, "j");
    add_cells(&stage->ui->canvas, out);
}

static void what_is_ready_is_what_would_be_read(void **state)
{
    (void)state;
    // clang-format off
    static const struct { void (*change)(struct stage *stage); const char *shown; } rows[] = {
        {NULL,                "Words of the second"},
        {full_page_comes,     "All of the second."},
        {star_comes,          "min · ★"},
        {star_is_set_here,    "min · ★"},
        {room_becomes_narrow, "Words of the second"},
        {room_becomes_wide,   "Words of the second"},
        {measure_is_set,      "Words of the second, more of\n"},
        {signs_are_ascii,     "* a point"},
        {theme_is_another,    "Words of the second"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str ready;
        struct str fresh;
        str_init(&ready, 1 << 20);
        str_init(&fresh, 1 << 20);
        for (int is_ahead = 0; is_ahead < 2; is_ahead++) {
            struct stage stage;
            leaf(&stage, rows[i].change, is_ahead, is_ahead ? &ready : &fresh);
            stage_shows(&stage, rows[i].shown);
            stage_settle(&stage);
            stage_close(&stage);
        }
        assert_string_equal(ready.data, fresh.data);
        str_release(&ready);
        str_release(&fresh);
    }
}

/* Between two looks at the database the article beside is shown as it was read; then anew. */
static void what_is_ready_is_shown_without_reading(void **state)
{
    (void)state;
    struct stage stage;
    open_ready(&stage);
    full_page_comes(&stage);
    ui_handle_event(stage.ui, &(struct event){.kind = EVENT_KEY, .key = 'j'});
    ui_update(stage.ui);
    ui_draw(stage.ui);
    str_clear(&stage.shown);
    dump_canvas(&stage.ui->canvas, &stage.shown);
    assert_non_null(strstr(stage.shown.data, "Words of the second"));
    stage_shows(&stage, "All of the second.");
    stage_settle(&stage);
    stage_close(&stage);
}

/* Coming back shows the beginning, and the full page although the summary was looked at. */
static void coming_back_begins_anew(void **state)
{
    (void)state;
    struct stage stage;
    open_ready(&stage);
    full_page_comes(&stage);
    stage_type(&stage, "j");
    stage_shows(&stage, "All of the second.");
    reader_toggle_full(stage.ui->panes[PANE_ARTICLE]);
    stage_shows(&stage, "Words of the second");
    stage_type(&stage, "jk");
    stage_shows(&stage, "All of the second.");
    stage_settle(&stage);
    stage_close(&stage);
}

static void both_sides_are_ready_and_then_nothing_is_left(void **state)
{
    (void)state;
    struct stage stage;
    open_ready(&stage);
    assert_false(ui_get_ahead(stage.ui));
    stage_type(&stage, "j");
    assert_true(ui_get_ahead(stage.ui));  // the third
    assert_false(ui_get_ahead(stage.ui)); // the first is there still
    stage_type(&stage, "j");
    assert_false(ui_get_ahead(stage.ui)); // behind the last there is none
    stage_settle(&stage);
    stage_close(&stage);
}

/* Rows are read before the cursor comes to the end of those that are there. */
static void rows_are_read_ahead(void **state)
{
    (void)state;
    enum { COUNT = 300, HEIGHT = 30 };
    const char *names[COUNT];
    char words[COUNT][16];
    struct stage stage;
    struct store *const store = stage_home(&stage);
    for (int i = 0; i < COUNT; i++) {
        snprintf(words[i], sizeof(words[i]), "Title %d", i);
        names[i] = words[i];
    }
    stage_feed(store, "wire", NULL, names, NULL, COUNT);
    stage_open(&stage, store, 80, HEIGHT);
    stage_type(&stage, "\n");
    struct pane *const list = stage.ui->panes[PANE_ARTICLES];
    // More than a screenful is always left, so that no key waits for rows.
    for (int i = 0; i + HEIGHT + 10 < COUNT; i++) {
        assert_int_not_equal(articles_beside(list, HEIGHT + 10), 0);
        list->class->move(list, MOTION_DOWN, 1);
        while (articles_get_ahead(list))
            ;
    }
    assert_int_equal(articles_beside(list, COUNT), 0);
    stage_settle(&stage);
    stage_close(&stage);
}

/* Of many feeds some are asked for a turn; a key in between is served, and the end is right. */
static void many_feeds_are_read_some_a_turn(void **state)
{
    (void)state;
    enum { FEEDS = 700 };
    struct stage stage;
    char name[16];
    struct store *store = stage_home(&stage);
    struct error err = {0};
    assert_true(store_batch_begin(store, &err));
    for (int i = 0; i < FEEDS; i++) {
        snprintf(name, sizeof(name), "feed-%03d", i);
        stage_feed(store, name, NULL, titles, contents, 1);
    }
    assert_true(store_batch_end(store, true, &err));
    stage_open(&stage, store, 120, 30);
    stage_type(&stage, "G");
    stage_shows(&stage, "feed-699             1");
    store = open_again(&stage);
    stage_feed(store, "one-more", NULL, titles, contents, 3);
    store_close(store);
    stage.ui->asked_ms = 0;
    int turns = 0;
    do {
        ui_tick(stage.ui);
        turns += stage.ui->stale_panes & 1u << PANE_FEEDS ? 1 : 0;
        if (turns == 1)
            ui_handle_event(stage.ui, &(struct event){.kind = EVENT_KEY, .key = 'k'});
        ui_update(stage.ui);
        ui_draw(stage.ui);
    } while (stage.ui->stale_panes);
    assert_true(turns >= 3);
    stage_shows(&stage, " courant   feed-698\n");
    stage_shows(&stage, "feed-699             1");
    stage_type(&stage, "G");
    stage_shows(&stage, "one-more             3");
    stage_settle(&stage);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_ready_is_what_would_be_read),
        cmocka_unit_test(what_is_ready_is_shown_without_reading),
        cmocka_unit_test(coming_back_begins_anew),
        cmocka_unit_test(both_sides_are_ready_and_then_nothing_is_left),
        cmocka_unit_test(rows_are_read_ahead),
        cmocka_unit_test(many_feeds_are_read_some_a_turn),
    };
    return cmocka_run_group_tests_name("ahead", tests, NULL, NULL);
}
