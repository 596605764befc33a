#include "unit/ui/stage.h"

#include "comments/source.h"

static const char *const titles[] = {"A quiet article", "Another"};

struct said {
    const char *id;
    const char *parent;
    const char *author;
    const char *html;
};

static void take_thread(struct store *store, int64_t article_id, const struct said *said,
                        size_t count)
{
    struct comments_thread thread;
    comments_thread_init(&thread);
    for (size_t i = 0; i < count; i++) {
        struct comment *const comment = vec_push(&thread.comments);
        comment->id = said[i].id;
        comment->parent = said[i].parent;
        comment->author = said[i].author;
        comment->html = said[i].html;
        comment->published_ms = time_now_ms() - (int64_t)(count - i) * 3600000;
        comment->score = COMMENT_NO_SCORE;
    }
    comments_thread_arrange(&thread);
    struct error err = {0};
    assert_true(store_comments_take(store, article_id, &thread, time_now_ms(), &err));
    comments_thread_release(&thread);
}

static int64_t first_article(struct store *store)
{
    struct store_articles page = {0};
    assert_true(
        store_articles_list(store, &(struct store_selection){0}, NULL, false, 1, &page, NULL));
    const int64_t id = page.items[0].id;
    store_articles_release(&page);
    return id;
}

// clang-format off
static const struct said thread_said[] = {
    {"1", NULL, "ada", "<p>First point.</p>"},
    {"2", "1", "lin", "<p>An answer.</p>"},
    {"3", "2", "ada", "<p>And one to that.</p>"},
    {"4", "1", "kim", "<p>A second answer.</p>"},
    {"5", NULL, "zoe", "<p>Another thread.</p>"},
};
// clang-format on

static void open_thread(struct stage *stage, int width, int height)
{
    struct store *const store = stage_home(stage);
    stage_feed(store, "wire", "News", titles, NULL, 2);
    take_thread(store, first_article(store), thread_said, COUNT_OF(thread_said));
    stage_open(stage, store, width, height);
    stage_type(stage, "\n\nc");
}

static void a_thread_is_drawn_as_a_tree(void **state)
{
    (void)state;
    struct stage stage;
    open_thread(&stage, 60, 30);
    stage_shows(&stage, "COMMENTS 5 · 5 new");
    stage_shows(&stage, " ada · 5 h · new\n"
                        "   First point.\n"
                        "\n"
                        "   ├ lin · 4 h · new\n"
                        "   │ An answer.\n"
                        "   │\n"
                        "   │ └ ada · 3 h · new\n"
                        "   │   And one to that.\n"
                        "   │\n"
                        "   └ kim · 2 h · new\n"
                        "     A second answer.\n"
                        "\n"
                        " zoe · 1 h · new\n"
                        "   Another thread.\n");
    stage_close(&stage);
}

static const char *author_here(const struct stage *stage)
{
    const struct store_comment *const comment = comments_current(stage->ui->panes[PANE_COMMENTS]);
    return comment ? comment->comment.author : "";
}

static void keys_walk_threads_and_siblings(void **state)
{
    (void)state;
    // clang-format off
    static const struct { const char *keys; const char *author; } rows[] = {
        {"j", "lin"}, {"jj", "ada"}, {"j}", "kim"}, {"jjj{", "lin"}, {"]", "zoe"}, {"G[", "ada"}, {"3j", "kim"}, {"zj", "zoe"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct stage stage;
        open_thread(&stage, 60, 12);
        stage_type(&stage, rows[i].keys);
        assert_string_equal(author_here(&stage), rows[i].author);
        stage_close(&stage);
    }
}

/* Typed faster than it is drawn: the thread is there with the key that opens it. */
static void a_hidden_thread_is_read_when_it_is_opened(void **state)
{
    (void)state;
    struct stage stage;
    struct store *const store = stage_home(&stage);
    stage_feed(store, "wire", "News", titles, NULL, 2);
    take_thread(store, first_article(store), thread_said, COUNT_OF(thread_said));
    stage_open(&stage, store, 120, 40);
    stage_type(&stage, "\n\n");
    assert_string_equal(author_here(&stage), "");
    ui_handle_event(stage.ui, &(struct event){.kind = EVENT_KEY, .key = 'c'});
    ui_handle_event(stage.ui, &(struct event){.kind = EVENT_KEY, .key = 'j'});
    assert_string_equal(author_here(&stage), "lin");
    stage_shows(&stage, "COMMENTS 5 · 5 new");
    stage_close(&stage);
}

static void store_thread(const struct stage *stage, int64_t article_id, const struct said *said,
                         size_t count)
{
    struct error err = {0};
    char path[PATH_BYTES];
    assert_true(path_join(path, app_paths(stage->app)->data, "courant.db", &err));
    struct store *const store = store_open(path, STORE_WRITE, &err);
    assert_string_equal(err.text, "");
    take_thread(store, article_id, said, count);
    store_close(store);
}

static void a_folded_thread_hides_its_replies(void **state)
{
    (void)state;
    struct stage stage;
    open_thread(&stage, 60, 30);
    stage_type(&stage, "z");
    stage_shows(&stage, " · folded, 3 replies");
    stage_lacks(&stage, "An answer.");
    ui_resize(stage.ui, 120, 40);
    stage_lacks(&stage, "An answer.");
    store_thread(&stage, ui_article(stage.ui)->id, thread_said, COUNT_OF(thread_said));
    stage.ui->asked_ms = 0;
    stage_shows(&stage, " · folded, 3 replies");
    stage_type(&stage, "z");
    stage_shows(&stage, "An answer.");
    stage_close(&stage);
}

static void a_resize_keeps_the_chosen_comment_in_sight(void **state)
{
    (void)state;
    static const int sizes[][2] = {{60, 8}, {30, 6}, {120, 24}, {40, 10}, {200, 20}, {60, 30}};
    for (size_t from = 0; from < 5; from++) {
        struct stage stage;
        open_thread(&stage, 60, 30);
        for (size_t i = 0; i < from; i++)
            stage_type(&stage, "j");
        const char *const text = comments_current(stage.ui->panes[PANE_COMMENTS])->comment.html;
        char words[64];
        snprintf(words, sizeof(words), "%.*s", (int)strcspn(text + 3, "<"), text + 3);
        for (size_t i = 0; i < COUNT_OF(sizes); i++) {
            ui_resize(stage.ui, sizes[i][0], sizes[i][1]);
            stage_shows(&stage, words);
        }
        stage_close(&stage);
    }
}

static void words_are_searched_in_the_comments(void **state)
{
    (void)state;
    // clang-format off
    static const struct { const char *keys; const char *author; const char *says; } rows[] = {
        {"/ANSWER\n", "lin", "1 of 2"}, {"/answer\nn", "kim", "2 of 2"},
        {"/answer\nnn", "lin", "1 of 2; from the first again"}, {"/answer\nN", "kim", "2 of 2; from the last again"},
        {"j/ada\n", "ada", "2 of 2"}, {"G/first\n", "ada", "1 of 1; from the first again"},
        {"z/kim\n", "kim", "A second answer."}, {"/nowhere\n", "ada", "\"nowhere\" is in none of these comments"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct stage stage;
        open_thread(&stage, 60, 24);
        stage_type(&stage, rows[i].keys);
        assert_string_equal(author_here(&stage), rows[i].author);
        stage_shows(&stage, rows[i].says);
        stage_close(&stage);
    }
}

static void a_number_opens_the_link_of_the_chosen_comment(void **state)
{
    (void)state;
    static const struct said said[] = {
        {"1", NULL, "ada", "<p>None here.</p>"},
        {"2", NULL, "lin", "<p><a href='file:///etc/passwd'>there</a></p>"}};
    struct stage stage;
    struct store *const store = stage_home(&stage);
    stage_feed(store, "wire", "News", titles, NULL, 2);
    take_thread(store, first_article(store), said, 2);
    stage_open(&stage, store, 80, 24);
    stage_type(&stage, "\n\nc1\n");
    stage_shows(&stage, "this comment has no link 1");
    stage_type(&stage, "j");
    assert_string_equal(comments_link(stage.ui->panes[PANE_COMMENTS], 1), "file:///etc/passwd");
    stage_type(&stage, "1\n");
    stage_shows(&stage, "this is no address for a browser");
    stage_settle(&stage);
    stage_close(&stage);
}

static void a_second_click_on_a_link_of_a_comment_opens_it(void **state)
{
    (void)state;
    static const struct said said[] = {
        {"1", NULL, "ada", "<p>None here.</p>"},
        {"2", NULL, "lin", "<p><a href='file:///etc/passwd'>there</a></p>"}};
    struct stage stage;
    struct store *const store = stage_home(&stage);
    stage_feed(store, "wire", "News", titles, NULL, 2);
    take_thread(store, first_article(store), said, 2);
    stage_open(&stage, store, 80, 24);
    stage_type(&stage, "\n\nc");
    stage_screen(&stage);
    // Three lines a comment: its head, its text, an empty one.
    const struct rect body = stage.ui->panes[PANE_COMMENTS]->body;
    const struct event press = {
        .kind = EVENT_MOUSE, .mouse = EVENT_MOUSE_PRESS, .x = body.x + 4, .y = body.y + 4};
    ui_handle_event(stage.ui, &press);
    assert_int_equal(comments_current(stage.ui->panes[PANE_COMMENTS])->id, 2);
    ui_handle_event(stage.ui, &press);
    stage_shows(&stage, "this is no address for a browser: file:///etc/passwd");
    stage_settle(&stage);
    stage_close(&stage);
}

static void what_was_seen_is_new_no_more(void **state)
{
    (void)state;
    struct stage stage;
    open_thread(&stage, 60, 30);
    stage_type(&stage, "q");
    stage_settle(&stage);
    stage_type(&stage, "c");
    stage_shows(&stage, "COMMENTS 5\n");
    stage_close(&stage);
}

static void empty_threads_speak(void **state)
{
    (void)state;
    // clang-format off
    static const struct { int state; const char *says; } rows[] = {
        {COMMENTS_OPEN,    "No comments yet. Press a to start the discussion."},
        {COMMENTS_CLOSED,  "they are closed"},
        {COMMENTS_LOGIN,   "for those who are logged in"},
        {COMMENTS_NONE,    "This site offers no comments."},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct stage stage;
        struct store *const store = stage_home(&stage);
        stage_feed(store, "wire", "News", titles, NULL, 2);
        const int64_t id = first_article(store);
        take_thread(store, id, NULL, 0);
        assert_true(store_comments_set_form(store, id, NULL, rows[i].state, NULL));
        stage_open(&stage, store, 80, 24);
        stage_type(&stage, "\n\nc");
        stage_shows(&stage, rows[i].says);
        stage_close(&stage);
    }
}

static void a_missing_field_is_told_at_the_field(void **state)
{
    (void)state;
    struct stage stage;
    open_thread(&stage, 80, 24);
    stage_type(&stage, "ja");
    stage_shows(&stage, "Leave a reply");
    stage_shows(&stage, "to: lin, \"An answer.\"");
    stage_shows(&stage, "Name *");
    stage_shows(&stage, "E-mail *");
    stage_shows(&stage, "Website");
    stage_shows(&stage, "Comment *");
    stage_type(&stage, "Ann\t\t\tHello");
    stage_type(&stage, "\x13");
    stage_shows(&stage, "an e-mail address is required");
    stage_type(&stage, "nonsense\x13");
    stage_shows(&stage, "this is no e-mail address; name@example.org is needed\n");
    ui_resize(stage.ui, 40, 16);
    stage_shows(&stage, "this is no e-mail address;");
    stage_shows(&stage, "name@example.org is needed\n");
    stage_settle(&stage);
    stage_close(&stage);
}

static void a_draft_is_kept_and_found_again(void **state)
{
    (void)state;
    struct stage stage;
    open_thread(&stage, 80, 24);
    stage_type(&stage, "aAnn\t\t\tHalf a thought\x11");
    stage_lacks(&stage, "Leave a reply");
    stage_shows(&stage, "kept as a draft");
    stage_settle(&stage);
    stage_type(&stage, "a");
    stage_shows(&stage, "Half a thought");
    stage_shows(&stage, "Ann");
    stage_type(&stage, "\x1b");
    stage_shows(&stage, "Discard this reply? (y/n)");
    stage_type(&stage, "y");
    stage_settle(&stage);
    stage_type(&stage, "a");
    stage_shows(&stage, "Leave a reply");
    stage_lacks(&stage, "Half a thought");
    stage_type(&stage, "\x1b");
    stage_lacks(&stage, "Leave a reply");
    stage_close(&stage);
}

/* Nothing can be written to the database: what was kept or discarded a moment ago is so all the
 * same. */
static void a_form_opened_again_at_once_is_as_it_was_left(void **state)
{
    (void)state;
    struct stage stage;
    open_thread(&stage, 80, 24);
    char path[PATH_BYTES];
    assert_true(path_join(path, app_paths(stage.app)->data, "courant.db", NULL));
    struct store *const other = store_open(path, STORE_WRITE, NULL);
    assert_true(store_batch_begin(other, NULL));
    stage_type(&stage, "aAnn\t\t\tHalf a thought\x11");
    stage_lacks(&stage, "Leave a reply");
    stage_type(&stage, "a");
    stage_shows(&stage, "Half a thought");
    stage_type(&stage, "\x1by");
    stage_lacks(&stage, "Leave a reply");
    stage_type(&stage, "a");
    stage_shows(&stage, "Leave a reply");
    stage_lacks(&stage, "Half a thought");
    stage_type(&stage, "\x11ja");
    stage_lacks(&stage, "Half a thought");
    stage_type(&stage, "\t\t\tOther words\x11ka");
    stage_lacks(&stage, "Half a thought");
    stage_type(&stage, "\t\t\tMine\x11ja");
    stage_shows(&stage, "Other words");
    stage_type(&stage, " and more\x11ka");
    stage_shows(&stage, "Mine");
    stage_type(&stage, "\x11ja");
    stage_shows(&stage, "Other words and more");
    stage_type(&stage, "\x11");
    store_close(other);
    stage_settle(&stage);
    stage_type(&stage, "a");
    stage_shows(&stage, "Other words and more");
    stage_close(&stage);
}

/* Another courant has gone on with the draft. */
static void the_later_draft_counts(void **state)
{
    (void)state;
    struct stage stage;
    open_thread(&stage, 80, 24);
    stage_type(&stage, "aAnn\t\t\tHalf a thought\x11");
    stage_settle(&stage);
    char path[PATH_BYTES];
    assert_true(path_join(path, app_paths(stage.app)->data, "courant.db", NULL));
    struct store *const other = store_open(path, STORE_WRITE, NULL);
    const struct store_draft draft = {.article_id = ui_article(stage.ui)->id,
                                      .parent_id =
                                          comments_current(stage.ui->panes[PANE_COMMENTS])->id,
                                      .body = "A whole one",
                                      .saved_ms = time_now_ms() + 1};
    assert_true(store_drafts_save(other, &draft, NULL));
    store_close(other);
    stage_type(&stage, "a");
    stage_shows(&stage, "A whole one");
    stage_lacks(&stage, "Half a thought");
    stage_close(&stage);
}

/* While a reply is on its way another one is begun. */
static void an_answer_leaves_another_reply_alone(void **state)
{
    (void)state;
    static const struct {
        enum app_sent sent;
        const char *says;
        const char *draft; // of the reply that was sent
    } rows[] = {{APP_SENT_HELD, "held for moderation", ""},
                {APP_SENT_REFUSED, "too short", "Sent words"}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct stage stage;
        open_thread(&stage, 80, 24);
        struct ui *const ui = stage.ui;
        const int64_t id = ui_article(ui)->id;
        stage_type(&stage, "aAnn\tann@x.example\t\tSent words");
        const int64_t parent_id = comments_current(ui->panes[PANE_COMMENTS])->id;
        struct ticket *const ticket = ticket_new();
        ui_await_reply(ui, ticket_ref(ticket), id, parent_id);
        stage_shows(&stage, "sending…");
        stage_type(&stage, "\x11ja");
        stage_lacks(&stage, "sending…");
        stage_type(&stage, "\t\t\tOther words");
        struct app_message message = {
            .ticket = ticket_number(ticket), .article_id = id, .sent = rows[i].sent};
        if (rows[i].sent == APP_SENT_REFUSED)
            snprintf(message.error.text, sizeof(message.error.text), "too short");
        ui_handle_message(ui, APP_REPLIED, &message);
        stage_shows(&stage, rows[i].says);
        stage_shows(&stage, "Other words");
        ui_handle_message(ui, APP_DONE, &message);
        stage_type(&stage, "!\x11");
        stage_settle(&stage);
        stage_type(&stage, "a");
        stage_shows(&stage, "Other words!");
        stage_type(&stage, "\x11ka");
        stage_shows(&stage, "Leave a reply");
        stage_shows(&stage, rows[i].draft);
        if (!*rows[i].draft)
            stage_lacks(&stage, "Sent words");
        ticket_unref(ticket);
        stage_settle(&stage);
        stage_close(&stage);
    }
}

static void typing_is_saved_after_a_pause(void **state)
{
    (void)state;
    struct stage stage;
    open_thread(&stage, 80, 24);
    stage_type(&stage, "a\t\t\tWords");
    for (int due; (due = compose_tick(stage.ui->panes[PANE_COMPOSE])) > 0;) {
        assert_true(due <= 400);
        usleep((useconds_t)due * 1000);
    }
    stage_settle(&stage);
    struct store_draft draft = {0};
    const struct store_article *const article = ui_article(stage.ui);
    const struct store_comment *const parent = comments_current(stage.ui->panes[PANE_COMMENTS]);
    assert_true(store_drafts_get(stage.ui->store, article->id, parent->id, &draft, NULL));
    assert_string_equal(draft.body, "Words");
    store_drafts_release(&draft);
    stage_close(&stage);
}

static void a_posted_reply_is_gone_to_and_counted(void **state)
{
    (void)state;
    // clang-format off
    static const struct said after[] = {
        {"1", NULL, "ada", "<p>First point.</p>"}, {"2", "1", "lin", "<p>An answer.</p>"},
        {"3", "2", "ada", "<p>And one to that.</p>"}, {"6", "3", "Ann", "<p>Mine.</p>"},
        {"4", "1", "kim", "<p>A second answer.</p>"}, {"5", NULL, "zoe", "<p>Another thread.</p>"},
    };
    // clang-format on
    struct stage stage;
    open_thread(&stage, 200, 40);
    struct ui *const ui = stage.ui;
    const int64_t id = ui_article(ui)->id;
    stage_type(&stage, "zaAnn\tann@x.example\t\tMine.");
    struct ticket *const ticket = ticket_new();
    struct app_message message = {.ticket = ticket_number(ticket), .article_id = id};
    const int64_t parent_id = comments_current(ui->panes[PANE_COMMENTS])->id;
    ui_await_reply(ui, ticket_ref(ticket), id, parent_id);
    message.sent = APP_SENT_POSTED;
    ui_handle_message(ui, APP_REPLIED, &message);
    stage_lacks(&stage, "Leave a reply");
    ui->asked_ms = 0;
    stage_shows(&stage, "✎6");
    store_thread(&stage, id, after, COUNT_OF(after));
    ui_handle_message(ui, APP_DONE, &message);
    ui->asked_ms = 0;
    stage_shows(&stage, "COMMENTS 6");
    stage_shows(&stage, "✎6");
    assert_int_equal(ui->focus, PANE_COMMENTS);
    assert_string_equal(author_here(&stage), "Ann");
    ticket_unref(ticket);
    stage_settle(&stage);
    stage_lacks(&stage, "new");
    stage_close(&stage);
}

static void the_outbox_says_what_went_and_what_did_not(void **state)
{
    (void)state;
    // clang-format off
    static const struct { int64_t done; int64_t failed; const char *says; } rows[] = {
        {2, 1, "posted 1, 1 not sent: no way there"}, {1, 0, "posted 1"}, {0, 0, "nothing in the outbox waits"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct stage stage;
        open_thread(&stage, 80, 24);
        struct ticket *const ticket = ticket_new();
        ui_await(stage.ui, ticket_ref(ticket), ERRAND_OUTBOX, 0);
        struct app_message message = {.ticket = ticket_number(ticket), .sent = APP_SENT_QUEUED};
        snprintf(message.error.text, sizeof(message.error.text), "no way there");
        if (rows[i].failed > 0)
            ui_handle_message(stage.ui, APP_REPLIED, &message);
        message = (struct app_message){.ticket = ticket_number(ticket),
                                       .done = rows[i].done,
                                       .total = rows[i].done,
                                       .failed_count = rows[i].failed};
        ui_handle_message(stage.ui, APP_DONE, &message);
        stage_shows(&stage, rows[i].says);
        ticket_unref(ticket);
        stage_settle(&stage);
        stage_close(&stage);
    }
}

static void a_long_addressee_leaves_the_heading(void **state)
{
    (void)state;
    static const struct said said[] = {{"1", NULL,
                                        "a name that is as long as no name should be but some are",
                                        "<p>Of words.</p>"}};
    struct stage stage;
    struct store *const store = stage_home(&stage);
    stage_feed(store, "wire", "News", titles, NULL, 2);
    take_thread(store, first_article(store), said, 1);
    stage_open(&stage, store, 44, 20);
    stage_type(&stage, "\n\nca");
    stage_shows(&stage, "Leave a reply  to: a name that");
    stage_settle(&stage);
    stage_close(&stage);
}

static void closed_comments_open_no_form(void **state)
{
    (void)state;
    struct stage stage;
    struct store *const store = stage_home(&stage);
    stage_feed(store, "wire", "News", titles, NULL, 2);
    const int64_t id = first_article(store);
    take_thread(store, id, thread_said, 1);
    assert_true(store_comments_set_form(store, id, NULL, COMMENTS_CLOSED, NULL));
    stage_open(&stage, store, 80, 24);
    stage_type(&stage, "\n\na");
    stage_lacks(&stage, "Leave a reply");
    stage_shows(&stage, "comments are closed here");
    stage_settle(&stage);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_thread_is_drawn_as_a_tree),
        cmocka_unit_test(keys_walk_threads_and_siblings),
        cmocka_unit_test(a_hidden_thread_is_read_when_it_is_opened),
        cmocka_unit_test(a_folded_thread_hides_its_replies),
        cmocka_unit_test(a_resize_keeps_the_chosen_comment_in_sight),
        cmocka_unit_test(words_are_searched_in_the_comments),
        cmocka_unit_test(a_number_opens_the_link_of_the_chosen_comment),
        cmocka_unit_test(a_second_click_on_a_link_of_a_comment_opens_it),
        cmocka_unit_test(what_was_seen_is_new_no_more),
        cmocka_unit_test(empty_threads_speak),
        cmocka_unit_test(a_missing_field_is_told_at_the_field),
        cmocka_unit_test(a_draft_is_kept_and_found_again),
        cmocka_unit_test(a_form_opened_again_at_once_is_as_it_was_left),
        cmocka_unit_test(the_later_draft_counts),
        cmocka_unit_test(an_answer_leaves_another_reply_alone),
        cmocka_unit_test(typing_is_saved_after_a_pause),
        cmocka_unit_test(a_posted_reply_is_gone_to_and_counted),
        cmocka_unit_test(the_outbox_says_what_went_and_what_did_not),
        cmocka_unit_test(a_long_addressee_leaves_the_heading),
        cmocka_unit_test(closed_comments_open_no_form),
    };
    return cmocka_run_group_tests_name("discussion", tests, NULL, NULL);
}
