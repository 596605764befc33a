#include "unit/ui/stage.h"

static const char *const titles[] = {"Newest of all", "A second one", "The third"};
static const char *const contents[] = {
    "<h1>Newest of all</h1><p>It says <a href='https://x.example/a'>something</a> of weight.</p>",
    "<p>Words of the second.</p>", "<p>And of the third: Café.</p>"};

static void open_paper(struct stage *stage, int width, int height)
{
    struct store *const store = stage_home(stage);
    stage_feed(store, "wire", "News", titles, contents, 3);
    stage_open(stage, store, width, height);
}

static void each_shape_shows_what_it_promises(void **state)
{
    (void)state;
    // clang-format off
    static const struct { int width; int height; const char *shown[4]; const char *hidden[3]; } rows[] = {
        {200, 60, {"FEEDS", "ARTICLES", "ARTICLE\n", "COMMENTS"}, {NULL}},
        {150, 40, {"FEEDS", "ARTICLES", "COMMENTS"}, {NULL}},
        {149, 40, {"FEEDS", "ARTICLES", "It says something"}, {"COMMENTS"}},
        {100, 24, {"FEEDS", "ARTICLES", "It says something"}, {"COMMENTS"}},
        {99, 24,  {"FEEDS", "wire"}, {"ARTICLES", "COMMENTS"}},
        {40, 10,  {"FEEDS", "wire"}, {"ARTICLES", "COMMENTS"}},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct stage stage;
        open_paper(&stage, rows[i].width, rows[i].height);
        for (size_t k = 0; k < COUNT_OF(rows[i].shown) && rows[i].shown[k]; k++)
            stage_shows(&stage, rows[i].shown[k]);
        for (size_t k = 0; k < COUNT_OF(rows[i].hidden) && rows[i].hidden[k]; k++)
            stage_lacks(&stage, rows[i].hidden[k]);
        stage_settle(&stage);
        stage_close(&stage);
    }
}

static void any_size_is_drawn(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 80, 24);
    stage_type(&stage, "\n\n");
    static const int sizes[][2] = {{1, 1},   {2, 2},   {5, 3},     {20, 4}, {40, 10},
                                   {100, 3}, {150, 5}, {300, 100}, {80, 24}};
    static const enum pane_id panes[] = {PANE_FEEDS,    PANE_ARTICLES, PANE_ARTICLE,
                                         PANE_COMMENTS, PANE_HELP,     PANE_LOG};
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        for (size_t k = 0; k < COUNT_OF(panes); k++) {
            ui_focus(stage.ui, panes[k]);
            ui_resize(stage.ui, sizes[i][0], sizes[i][1]);
            stage_screen(&stage);
        }
    }
    ui_focus(stage.ui, PANE_ARTICLE);
    stage_shows(&stage, "It says something[1] of weight.");
    stage_settle(&stage);
    stage_close(&stage);
}

static size_t occurrences(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
        count++;
    return count;
}

static void the_headline_stands_once_in_the_narrow_shape(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 80, 24);
    stage_type(&stage, "\n\n");
    assert_int_equal(occurrences(stage_screen(&stage), "Newest of all"), 1);
    stage_shows(&stage, "wire · 23 Dec 2023 11:00 · 1 min");
    stage_shows(&stage, "All unread › wire");
    stage_settle(&stage);
    stage_close(&stage);
}

static void opening_marks_read_and_the_row_stays(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 120, 30);
    stage_shows(&stage, "All unread           3");
    stage_type(&stage, "\n\n");
    stage_shows(&stage, "All unread           2");
    stage_lacks(&stage, "● 11:00");
    stage_settle(&stage);
    stage_shows(&stage, "All unread           2");
    stage_shows(&stage, "11:00  Newest of all");
    stage_type(&stage, "u");
    stage_settle(&stage);
    stage_shows(&stage, "unread again: Newest of all");
    stage_shows(&stage, "● 11:00  Newest of all");
    stage_shows(&stage, "All unread           3");
    stage_type(&stage, "\x12"); // Ctrl-r
    stage_settle(&stage);
    stage_shows(&stage, "All unread           2");
    stage_close(&stage);
}

static void marking_all_asks_nothing_and_comes_back_after_a_restart(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 120, 30);
    stage_type(&stage, "M");
    stage_settle(&stage);
    stage_shows(&stage, "3 articles marked as read; u takes it back");
    stage_shows(&stage, "Nothing unread.");
    stage_type(&stage, "M");
    stage_settle(&stage);
    stage_shows(&stage, "nothing was unread here");
    stage_restart(&stage, 120, 30);
    stage_type(&stage, "u");
    stage_settle(&stage);
    stage_shows(&stage, "unread again: 3 articles");
    stage_shows(&stage, "All unread           3");
    stage_type(&stage, "u");
    stage_settle(&stage);
    stage_shows(&stage, "nothing to take back");
    stage_type(&stage, "\x12");
    stage_settle(&stage);
    stage_shows(&stage, "read again: 3 articles");
    stage_close(&stage);
}

static void links_and_headings_are_lists(void **state)
{
    (void)state;
    static const char *const title[] = {"Parts"};
    static const char *const content[] = {
        "<h2>One</h2><p>See <a href=\"https://a.example/x\">this</a>.</p><h3>Two</h3>"
        "<p>And <a href=\"https://b.example/y\">that</a>.</p>"};
    struct stage stage;
    struct store *const store = stage_home(&stage);
    stage_feed(store, "wire", "News", title, content, 1);
    stage_open(&stage, store, 80, 10);
    stage_type(&stage, "\n\nL");
    stage_shows(&stage, "LINKS");
    stage_shows(&stage, "  1  https://a.example/x\n    2  https://b.example/y\n");
    stage_type(&stage, "jy");
    stage_shows(&stage, "copied: https://b.example/y");
    stage_type(&stage, "\x1bT");
    stage_shows(&stage, "HEADINGS");
    stage_shows(&stage, "One\n");
    stage_type(&stage, "j\n");
    assert_int_equal(stage.ui->focus, PANE_ARTICLE);
    stage_lacks(&stage, "See this");
    stage_type(&stage, "e");
    stage_shows(&stage, "Nothing is attached to this article.");
    stage_settle(&stage);
    stage_close(&stage);
}

static void what_is_attached_is_listed_and_copied(void **state)
{
    (void)state;
    static const char *const title[] = {"Older"};
    struct stage stage;
    struct store *const store = stage_home(&stage);
    const int64_t id = stage_feed(store, "wire", "News", title, NULL, 1);
    struct feed_enclosure talk = {
        .url = "https://a.example/talk.ogg", .type = "audio/ogg", .length_bytes = 2500};
    struct feed_entry entry = {.title = "A talk",
                               .id = "talk",
                               .link = "https://a.example/talk",
                               .enclosures = &talk,
                               .published_ms = time_now_ms(),
                               .updated_ms = TIME_NONE,
                               .comments_count = -1,
                               .duration_seconds = -1,
                               .episode = -1};
    struct feed feed = {.title = "wire", .entries = &entry, .entry_count = 1};
    feed.updated_ms = TIME_NONE;
    const struct store_fetch fetch = {.status = STORE_FETCH_OK, .next_due_ms = INT64_MAX};
    int64_t fresh = 0;
    int64_t updated = 0;
    assert_true(store_articles_take(store, id, &feed, &fetch, &fresh, &updated, NULL));
    assert_int_equal(fresh, 1);
    stage_open(&stage, store, 80, 24);
    stage_type(&stage, "\ne");
    stage_shows(&stage, "ATTACHED");
    stage_shows(&stage, "audio/ogg · 3 kB · https://a.example/talk.ogg");
    stage_type(&stage, "y");
    stage_shows(&stage, "copied: https://a.example/talk.ogg");
    stage_type(&stage, "q");
    stage_settle(&stage);
    stage_close(&stage);
}

static void the_end_of_an_article_is_found_again(void **state)
{
    (void)state;
    static const char *const title[] = {"Long"};
    struct str html;
    str_init(&html, 1 << 16);
    for (int i = 0; i < 60; i++)
        str_printf(&html, "<p>Paragraph %d.</p>", i);
    const char *const content[] = {html.data};
    struct stage stage;
    struct store *const store = stage_home(&stage);
    stage_feed(store, "wire", "News", title, content, 1);
    stage_open(&stage, store, 80, 24);
    stage_type(&stage, "\n\nG");
    stage_shows(&stage, "Paragraph 59.");
    stage_restart(&stage, 80, 24);
    stage_type(&stage, "\n\n");
    stage_shows(&stage, "Paragraph 59.");
    stage_settle(&stage);
    stage_close(&stage);
    str_release(&html);
}

static void next_unread_goes_on_until_all_is_read(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 80, 24);
    stage_type(&stage, "\n\n");
    stage_settle(&stage);
    stage_type(&stage, "n");
    stage_shows(&stage, "Words of the second.");
    stage_settle(&stage);
    stage_type(&stage, "n");
    stage_settle(&stage);
    stage_type(&stage, "n");
    stage_shows(&stage, "nothing unread is left");
    stage_type(&stage, "qq");
    stage_type(&stage, "j"); // another choice: what was read goes
    stage_type(&stage, "k\n");
    stage_shows(&stage, "Nothing unread. Press v to see all articles");
    stage_type(&stage, "v");
    stage_shows(&stage, "The third");
    stage_settle(&stage);
    stage_close(&stage);
}

static void next_unread_begins_with_the_first_of_the_list(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct stage stage;
        open_paper(&stage, 80, 24);
        stage_type(&stage, i == 0 ? "n" : "\nn");
        stage_shows(&stage, "It says something");
        stage_settle(&stage);
        stage_type(&stage, "n");
        stage_shows(&stage, "Words of the second.");
        stage_settle(&stage);
        stage_close(&stage);
    }
}

static void stars_show_in_their_own_list(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 120, 30);
    stage_type(&stage, "\njs");
    stage_settle(&stage);
    stage_shows(&stage, "●★10:00  A second one");
    stage_type(&stage, "qjj\n"); // Starred
    stage_shows(&stage, "●★10:00  A second one");
    stage_lacks(&stage, "The third");
    stage_close(&stage);
}

static void words_are_searched_in_the_text(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 80, 24);
    stage_type(&stage, "\njj\n/cafe\n");
    stage_screen(&stage);
    int hits = 0;
    for (int y = 0; y < 24; y++)
        for (int x = 0; x < 80; x++)
            hits += canvas_cell_at(&stage.ui->canvas, x, y)->role == THEME_CURSOR;
    assert_int_equal(hits, 4);
    stage_type(&stage, "/nowhere\n");
    stage_shows(&stage, "\"nowhere\" is not in this article");
    stage_settle(&stage);
    stage_close(&stage);
}

static void a_feed_stands_in_each_of_its_folders(void **state)
{
    (void)state;
    struct stage stage;
    struct store *const store = stage_home(&stage);
    const int64_t wire = stage_feed(store, "wire", "News", titles, contents, 3);
    stage_feed(store, "sky", "News", titles, contents, 2);
    assert_true(store_feeds_tag(store, wire, "Daily", true, NULL));
    stage_open(&stage, store, 80, 24);
    const char *const screen = stage_screen(&stage);
    assert_int_equal(occurrences(screen, "    wire "), 2);
    assert_int_equal(occurrences(screen, "    sky "), 1);
    stage_type(&stage, "jjjj");
    struct feeds_choice choice;
    assert_true(feeds_chosen(stage.ui->panes[PANE_FEEDS], &choice));
    assert_string_equal(choice.folder, "Daily");
    assert_int_equal(choice.feed_id, wire);
    stage.ui->is_stale = true;
    stage.ui->asked_ms = 0;
    stage_screen(&stage);
    assert_true(feeds_chosen(stage.ui->panes[PANE_FEEDS], &choice));
    assert_string_equal(choice.folder, "Daily");
    stage_type(&stage, "k");
    assert_true(feeds_chosen(stage.ui->panes[PANE_FEEDS], &choice));
    assert_string_equal(choice.tag, "Daily");
    stage_close(&stage);
}

static void a_failed_feed_says_why(void **state)
{
    (void)state;
    struct stage stage;
    struct store *const store = stage_home(&stage);
    const int64_t id = stage_feed(store, "wire", NULL, titles, contents, 0);
    const struct store_fetch fetch = {.status = STORE_FETCH_FAILED,
                                      .error = "the site does not answer",
                                      .fetched_ms = time_now_ms(),
                                      .next_due_ms = INT64_MAX};
    assert_true(store_feeds_fetched(store, id, &fetch, NULL));
    const int64_t full = stage_feed(store, "air", NULL, titles, contents, 1);
    assert_true(store_feeds_fetched(store, full, &fetch, NULL));
    stage_open(&stage, store, 80, 24);
    stage_shows(&stage, "!\n");
    stage_lacks(&stage, "the site does not answer");
    stage_type(&stage, "G");
    stage_shows(&stage, "\n the site does not answer");
    stage_type(&stage, "\n");
    stage_lacks(&stage, "ARTICLES  !"); // the empty pane says it
    stage_shows(&stage, "Press r to try again. :remove-feed takes the feed away.");
    stage_type(&stage, ":go air\n");
    stage_shows(&stage, "ARTICLES  ! the site does not answer");
    stage_close(&stage);
}

static void how_to_leave_is_always_told(void **state)
{
    (void)state;
    static const int sizes[][2] = {{80, 24}, {40, 10}};
    static const enum pane_id panes[] = {PANE_FEEDS, PANE_ARTICLES, PANE_ARTICLE, PANE_COMMENTS};
    for (size_t i = 0; i < COUNT_OF(sizes) * COUNT_OF(panes); i++) {
        struct stage stage;
        open_paper(&stage, sizes[i / 4][0], sizes[i / 4][1]);
        stage_type(&stage, "\n\n");
        ui_focus(stage.ui, panes[i % 4]);
        stage_shows(&stage, "? keys");
        stage_shows(&stage, panes[i % 4] == PANE_FEEDS ? "q quit" : "q back");
        stage_settle(&stage);
        stage_close(&stage);
    }
}

static void a_short_path_keeps_the_title(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 40, 10);
    stage_type(&stage, "\n\n");
    stage_settle(&stage);
    stage_type(&stage, "\x1b");
    ui_focus(stage.ui, PANE_COMMENTS);
    stage_shows(&stage, "courant   wire › Newest of all");
    stage_settle(&stage);
    stage_close(&stage);
}

static void marking_leaves_the_cursor(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 80, 24);
    stage_type(&stage, "\nm");
    assert_string_equal(ui_article(stage.ui)->title, "Newest of all");
    assert_false(ui_article(stage.ui)->is_unread);
    stage_type(&stage, "m");
    assert_true(ui_article(stage.ui)->is_unread);
    stage_settle(&stage);
    stage_close(&stage);
}

static void the_help_is_searched_and_paged(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 80, 24);
    stage_type(&stage, "?/outbox\n");
    stage_shows(&stage, ":outbox-send");
    stage_lacks(&stage, "Moving");
    stage_type(&stage, "\x1b");
    stage_shows(&stage, "Moving");
    stage_type(&stage, " ");
    stage_lacks(&stage, "Moving");
    stage_type(&stage, "/unread-feed\n"); // the longest names, and sentences below them
    stage_shows(&stage, ":previous-unread-feed\n                    To the previous feed");
    ui_resize(stage.ui, 120, 24);
    stage_shows(&stage, ":previous-unread-feed  To the previous feed");
    stage_type(&stage, "/nowhere\n");
    stage_shows(&stage, "no key or command is about \"nowhere\"");
    stage_type(&stage, "\x1b");
    stage_shows(&stage, "FEEDS");
    stage_close(&stage);
}

static void a_list_is_searched_by_a_query(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 80, 24);
    stage_type(&stage, "\n/title:second\n");
    stage_shows(&stage, "A second one");
    stage_lacks(&stage, "The third");
    stage_type(&stage, "\x1b");
    stage_shows(&stage, "The third");
    stage_type(&stage, "/(\n");
    stage_shows(&stage, "column ");
    stage_type(&stage, ":search \"\"\n");
    stage_shows(&stage, "there are no words in it to search for");
    stage_close(&stage);
}

static void the_place_is_kept_over_a_restart(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 120, 30);
    stage_type(&stage, "\nj\n");
    stage_settle(&stage);
    ui_save_place(stage.ui);
    stage_settle(&stage);
    ui_free(stage.ui);
    struct error err = {0};
    stage.ui = ui_new(&(struct ui_options){.app = stage.app}, &err);
    ui_resize(stage.ui, 120, 30);
    ui_restore_place(stage.ui);
    stage_shows(&stage, "Words of the second.");
    assert_int_equal(articles_current(stage.ui->panes[PANE_ARTICLES])->id,
                     reader_article(stage.ui->panes[PANE_ARTICLE])->id);
    // The article that is being read stays in the list, and is not counted as unread.
    struct pane *const list = stage.ui->panes[PANE_ARTICLES];
    struct str left;
    struct str right;
    str_init(&left, 100);
    str_init(&right, 100);
    list->class->title(list, &left, &right);
    assert_string_equal(right.data, "2");
    str_release(&left);
    str_release(&right);
    stage_settle(&stage);
    stage_close(&stage);
}

static void long_lists_are_walked_by_pages(void **state)
{
    (void)state;
    enum { MANY = 750 };
    static char names[MANY][24];
    static const char *pointers[MANY];
    for (int i = 0; i < MANY; i++) {
        snprintf(names[i], sizeof(names[i]), "Article number %d.", i);
        pointers[i] = names[i];
    }
    struct stage stage;
    struct store *const store = stage_home(&stage);
    stage_feed(store, "wire", NULL, pointers, NULL, MANY);
    stage_open(&stage, store, 80, 24);
    stage_type(&stage, "\n");
    stage_shows(&stage, "Article number 0.");
    stage_type(&stage, "G");
    stage_shows(&stage, "Article number 749.");
    stage_type(&stage, "400k");
    stage_shows(&stage, "Article number 349.");
    stage_type(&stage, "g");
    stage_shows(&stage, "Article number 0.");
    stage_type(&stage, "700j");
    stage_shows(&stage, "Article number 700.");
    stage_close(&stage);
}

static void without_feeds_it_says_what_to_press(void **state)
{
    (void)state;
    struct stage stage;
    struct store *const store = stage_home(&stage);
    stage_open(&stage, store, 80, 24);
    stage_shows(&stage, "No feeds yet.");
    stage_shows(&stage, "+  adds one: its address");
    stage_type(&stage, "+");
    stage_shows(&stage, "Address of a feed, or of its site:");
    stage_type(&stage, "\x1b");
    stage_close(&stage);
}

static void the_mouse_chooses_opens_and_scrolls(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 120, 30);
    stage_screen(&stage);
    const struct rect list = stage.ui->panes[PANE_ARTICLES]->body;
    const struct event press = {
        .kind = EVENT_MOUSE, .mouse = EVENT_MOUSE_PRESS, .x = list.x + 12, .y = list.y + 2};
    ui_handle_event(stage.ui, &press);
    stage_shows(&stage, "Words of the second.");
    assert_int_equal(stage.ui->focus, PANE_ARTICLES);
    ui_handle_event(stage.ui, &press);
    assert_int_equal(stage.ui->focus, PANE_ARTICLE);
    stage_settle(&stage);
    stage_close(&stage);
}

static void a_pane_s_edge_is_dragged(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 120, 30);
    stage_screen(&stage);
    const int edge = stage.ui->panes[PANE_FEEDS]->area.width;
    const struct event steps[] = {
        {.kind = EVENT_MOUSE, .mouse = EVENT_MOUSE_PRESS, .x = edge, .y = 5},
        {.kind = EVENT_MOUSE, .mouse = EVENT_MOUSE_DRAG, .x = edge + 10, .y = 6},
        {.kind = EVENT_MOUSE, .mouse = EVENT_MOUSE_RELEASE, .x = edge + 10, .y = 6},
        {.kind = EVENT_MOUSE, .mouse = EVENT_MOUSE_DRAG, .x = edge + 20, .y = 6},
    };
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        ui_handle_event(stage.ui, &steps[i]);
    assert_int_equal(stage.ui->panes[PANE_FEEDS]->area.width, edge + 10);
    ui_handle_event(
        stage.ui,
        &(struct event){.kind = EVENT_MOUSE, .mouse = EVENT_MOUSE_PRESS, .x = edge + 10, .y = 5});
    ui_handle_event(
        stage.ui,
        &(struct event){.kind = EVENT_MOUSE, .mouse = EVENT_MOUSE_DRAG, .x = 119, .y = 5});
    assert_int_equal(stage.ui->panes[PANE_ARTICLES]->area.width, 40);
    stage_shows(&stage, "ARTICLES");
    stage_close(&stage);
}

static void a_pane_s_size_is_kept_over_a_restart(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 120, 30);
    stage_screen(&stage);
    const int feeds = stage.ui->panes[PANE_FEEDS]->area.width;
    stage_type(&stage, ">");
    stage_type(&stage, "3>");
    assert_int_equal(stage.ui->panes[PANE_FEEDS]->area.width, feeds + 8);
    stage_type(&stage, "<\n");
    const int list = stage.ui->panes[PANE_ARTICLES]->area.height;
    stage_type(&stage, "2<");
    assert_int_equal(stage.ui->panes[PANE_ARTICLES]->area.height, list - 2);
    stage_type(&stage, "\n<"); // the last of its column gives to the one in front
    assert_int_equal(stage.ui->panes[PANE_ARTICLES]->area.height, list - 1);
    stage_settle(&stage);
    stage_restart(&stage, 120, 30);
    stage_screen(&stage);
    assert_int_equal(stage.ui->panes[PANE_FEEDS]->area.width, feeds + 6);
    assert_int_equal(stage.ui->panes[PANE_ARTICLES]->area.height, list - 1);
    ui_resize(stage.ui, 200, 30); // another shape has its own
    stage_screen(&stage);
    assert_int_equal(stage.ui->panes[PANE_FEEDS]->area.width, 26);
    stage_type(&stage, "\nz<");
    stage_shows(&stage, "no other pane is beside this one: z shows the others");
    stage_type(&stage, "z500<");
    stage_type(&stage, "<");
    stage_shows(&stage, "the pane is as small as it can be");
    stage_settle(&stage);
    stage_close(&stage);
}

static void the_measure_stands_in_the_middle(void **state)
{
    (void)state;
    static const char *const title[] = {"Middle"};
    static const char *const content[] = {"<p>Words.</p>"};
    static const struct {
        int width;
        const char *line;
    } rows[] = {{40, "\n Words."}, {80, "\n   Words."}, {99, "\n           Words."}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct stage stage;
        struct store *const store = stage_home(&stage);
        stage_feed(store, "wire", "News", title, content, 1);
        stage_open(&stage, store, rows[i].width, 12);
        stage_type(&stage, "\n\n");
        stage_shows(&stage, rows[i].line);
        stage_settle(&stage);
        stage_close(&stage);
    }
}

static void letters_stand_in_place_of_the_marks(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 80, 24);
    stage_type(&stage, "\n\n;");
    stage_shows(&stage, "It says something a  of weight.");
    stage_shows(&stage, "[1] https://x.example/a"); // one letter a link
    stage_shows(&stage, "type a link's letters to open it");
    stage_type(&stage, "\x1b");
    stage_shows(&stage, "It says something[1] of weight.");
    stage_settle(&stage);
    stage_close(&stage);
}

static void pictures_are_listed_with_their_addresses(void **state)
{
    (void)state;
    static const char *const title[] = {"Pictures"};
    static const char *const content[] = {
        "<p>Look <a href=\"https://a.example/x\"><img src=\"https://a.example/1.png\" alt=\"A "
        "ferry at night\"></a></p><img src=\"https://a.example/2.png\" alt=\"The quay\">"};
    struct stage stage;
    struct store *const store = stage_home(&stage);
    stage_feed(store, "wire", "News", title, content, 1);
    stage_open(&stage, store, 80, 12);
    stage_type(&stage, "\n\ni");
    stage_shows(&stage, "PICTURES");
    stage_shows(&stage, "  A ferry at night · https://a.example/1.png\n");
    stage_type(&stage, "jy");
    stage_shows(&stage, "copied: https://a.example/2.png");
    stage_settle(&stage);
    stage_close(&stage);
}

static void a_row_tells_star_and_unread_and_its_feed_however_long_the_title(void **state)
{
    (void)state;
    static const char *const title[] = {
        "A title that is a good deal longer than the width of the list can ever hold in one line"};
    struct stage stage;
    struct store *const store = stage_home(&stage);
    stage_feed(store, "wire", "News", title, NULL, 1);
    stage_open(&stage, store, 80, 12);
    stage_type(&stage, "\ns");
    stage_settle(&stage);
    stage_shows(&stage, "●★11:00  A title that is a good deal longer than the w…  wire\n");
    stage_type(&stage, "m");
    stage_settle(&stage);
    stage_shows(&stage, " ★ 11:00  A title");
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_shape_shows_what_it_promises),
        cmocka_unit_test(any_size_is_drawn),
        cmocka_unit_test(the_headline_stands_once_in_the_narrow_shape),
        cmocka_unit_test(opening_marks_read_and_the_row_stays),
        cmocka_unit_test(marking_all_asks_nothing_and_comes_back_after_a_restart),
        cmocka_unit_test(links_and_headings_are_lists),
        cmocka_unit_test(what_is_attached_is_listed_and_copied),
        cmocka_unit_test(the_end_of_an_article_is_found_again),
        cmocka_unit_test(next_unread_goes_on_until_all_is_read),
        cmocka_unit_test(next_unread_begins_with_the_first_of_the_list),
        cmocka_unit_test(stars_show_in_their_own_list),
        cmocka_unit_test(words_are_searched_in_the_text),
        cmocka_unit_test(a_feed_stands_in_each_of_its_folders),
        cmocka_unit_test(a_failed_feed_says_why),
        cmocka_unit_test(how_to_leave_is_always_told),
        cmocka_unit_test(a_short_path_keeps_the_title),
        cmocka_unit_test(marking_leaves_the_cursor),
        cmocka_unit_test(the_help_is_searched_and_paged),
        cmocka_unit_test(a_list_is_searched_by_a_query),
        cmocka_unit_test(the_place_is_kept_over_a_restart),
        cmocka_unit_test(long_lists_are_walked_by_pages),
        cmocka_unit_test(without_feeds_it_says_what_to_press),
        cmocka_unit_test(the_mouse_chooses_opens_and_scrolls),
        cmocka_unit_test(a_pane_s_edge_is_dragged),
        cmocka_unit_test(a_pane_s_size_is_kept_over_a_restart),
        cmocka_unit_test(the_measure_stands_in_the_middle),
        cmocka_unit_test(letters_stand_in_place_of_the_marks),
        cmocka_unit_test(pictures_are_listed_with_their_addresses),
        cmocka_unit_test(a_row_tells_star_and_unread_and_its_feed_however_long_the_title),
    };
    return cmocka_run_group_tests_name("reading", tests, NULL, NULL);
}
