#include "store/discussion.h"
#include "unit/store/world.h"

#include <string.h>

static int64_t add_article(struct world *world)
{
    const int64_t feed_id = world_add_feed(world, "https://a.example/");
    struct feed *const feed = world_document(world);
    world_entry(world, feed, "1", "Article");
    world_take(world, feed_id, feed, world_ms(0), 1);
    return world_article(world, "Article");
}

/* A thread of `id<parent` words, each a second later: "1 2<1 3". */
static void take(struct world *world, int64_t article_id, const char *words, int64_t total,
                 const char *more_url)
{
    struct comments_thread thread;
    struct error err = {0};
    comments_thread_init(&thread);
    struct slice rest = slice_of(words);
    struct slice word;
    while (*words && slice_next(&rest, ' ', &word)) {
        struct slice id;
        struct comment *const comment = vec_push(&thread.comments);
        slice_next(&word, '<', &id);
        comment->id = arena_strndup(&world->arena, id.data, id.len);
        comment->parent = word.data ? arena_strndup(&world->arena, word.data, word.len) : NULL;
        comment->author = "Ada";
        comment->html = arena_printf(&world->arena, "<p>%s</p>", comment->id);
        comment->published_ms = world_ms((int64_t)thread.comments.count);
        comment->score = COMMENT_NO_SCORE;
    }
    thread.total = total;
    thread.more_url = more_url;
    if (!store_comments_take(world->store, article_id, &thread, world_ms(9), &err))
        fail_msg("%s", err.text);
    comments_thread_release(&thread);
}

/* `depth:id` of all, unread ones with a star. */
static const char *list(struct world *world, int64_t article_id)
{
    struct store_comments comments;
    struct error err = {0};
    const char *line = "";
    assert_true(store_comments_list(world->store, article_id, &comments, &err));
    for (size_t i = 0; i < comments.count; i++) {
        const struct store_comment *const item = &comments.items[i];
        line = arena_printf(&world->arena, "%s%s%d:%s%s", line, *line ? " " : "",
                            item->comment.depth, item->comment.id, item->is_unread ? "*" : "");
        assert_int_equal(item->parent_id != 0, item->comment.depth > 0);
    }
    store_comments_release(&comments);
    return line;
}

static void check_counts(struct world *world, int64_t article_id, int64_t count, int64_t unread)
{
    struct store_articles one;
    struct error err = {0};
    assert_true(store_articles_get(world->store, article_id, &one, &err));
    assert_int_equal(one.items[0].comments_count, count);
    assert_int_equal(one.items[0].comments_unread, unread);
    store_articles_release(&one);
}

static void a_thread_keeps_its_marks_from_fetch_to_fetch(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    const int64_t id = add_article(world);
    check_counts(world, id, -1, 0);
    assert_string_equal(list(world, id), "");
    take(world, id, "1 2<1 3", 3, NULL);
    assert_string_equal(list(world, id), "0:1* 1:2* 0:3*");
    check_counts(world, id, 3, 3);
    assert_true(store_comments_mark_read(world->store, id, &err));
    check_counts(world, id, 3, 0);
    take(world, id, "1 2<1 4<2 3", -1, NULL);
    assert_string_equal(list(world, id), "0:1 1:2 2:4* 0:3");
    check_counts(world, id, 4, 1);
    take(world, id, "1 3", 2, NULL); // deleted on the site
    assert_string_equal(list(world, id), "0:1 0:3");
    check_counts(world, id, 2, 0);
}

static void ones_own_words_are_no_news(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    const int64_t id = add_article(world);
    take(world, id, "1 2", 2, NULL);
    assert_true(store_comments_mark_own(world->store, id, "Lin", &err));
    assert_true(store_comments_mark_own(world->store, id, NULL, &err));
    check_counts(world, id, 2, 2);
    assert_true(store_comments_mark_own(world->store, id, "ADA", &err));
    assert_string_equal(list(world, id), "0:1 0:2");
    check_counts(world, id, 2, 0);
}

static void a_thread_that_is_not_whole_loses_nothing(void **state)
{
    struct world *const world = *state;
    const int64_t id = add_article(world);
    take(world, id, "1 2<1 3", 3, NULL);
    take(world, id, "3 4 5<4", 60, "https://a.example/more");
    assert_string_equal(list(world, id), "0:1* 1:2* 0:3* 0:4* 1:5*");
    check_counts(world, id, 60, 5);
    struct store_comments comments;
    struct error err = {0};
    assert_true(store_comments_list(world->store, id, &comments, &err));
    assert_string_equal(comments.more_url, "https://a.example/more");
    assert_int_equal(comments.total, 60);
    assert_int_equal(comments.fetched_ms, world_ms(9));
    assert_string_equal(comments.items[1].comment.html, "<p>2</p>");
    assert_int_equal(comments.items[1].parent_id, comments.items[0].id);
    assert_true(comments.items[1].comment.score == COMMENT_NO_SCORE);
    store_comments_release(&comments);
    take(world, id, "1", -1, "https://a.example/more");
    check_counts(world, id, 60, 5);
}

static void the_form_is_kept_with_the_article(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    const int64_t id = add_article(world);
    assert_true(store_comments_set_form(world->store, id, "{\"action\":1}", 2, &err));
    take(world, id, "1", 1, NULL);
    struct store_text text;
    assert_true(store_articles_text(world->store, id, &text, &err));
    assert_string_equal(text.form, "{\"action\":1}");
    assert_int_equal(text.comments_state, 2);
    assert_int_equal(text.comments_fetched_ms, world_ms(9));
    store_text_release(&text);
    assert_false(store_comments_set_form(world->store, 99, NULL, 0, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_false(store_comments_mark_read(world->store, 99, &err));
}

static void a_draft_is_there_until_it_is_dropped(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    struct store_draft draft;
    const int64_t id = add_article(world);
    assert_false(store_drafts_get(world->store, id, 0, &draft, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    static const char *const bodies[] = {"I", "I think"};
    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        const struct store_draft typed = {
            .article_id = id, .name = "Ada", .body = bodies[i], .saved_ms = world_ms((int64_t)i)};
        assert_true(store_drafts_save(world->store, &typed, &err));
    }
    const struct store_draft answer = {
        .article_id = id, .parent_id = 4, .body = "other", .saved_ms = world_ms(0)};
    assert_true(store_drafts_save(world->store, &answer, &err));
    world_reopen(world);
    assert_true(store_drafts_get(world->store, id, 0, &draft, &err));
    assert_string_equal(draft.body, "I think");
    assert_string_equal(draft.name, "Ada");
    assert_null(draft.email);
    assert_int_equal(draft.saved_ms, world_ms(1));
    store_drafts_release(&draft);
    assert_true(store_drafts_drop(world->store, id, 0, &err));
    assert_true(store_drafts_drop(world->store, id, 0, &err)); // gone is gone
    assert_false(store_drafts_get(world->store, id, 0, &draft, &err));
    assert_true(store_drafts_get(world->store, id, 4, &draft, &err));
    store_drafts_release(&draft);
    assert_false(store_drafts_save(world->store, &(struct store_draft){.article_id = 99}, &err));
}

static int64_t queue(struct world *world, int64_t article_id, int64_t parent_id, const char *body)
{
    const struct store_outgoing outgoing = {.article_id = article_id,
                                            .parent_id = parent_id,
                                            .name = "Ada",
                                            .email = "ada@example.org",
                                            .body = body,
                                            .queued_ms = world_ms(1)};
    struct error err = {0};
    int64_t id = 0;
    if (!store_outbox_add(world->store, &outgoing, &id, &err))
        fail_msg("%s", err.text);
    return id;
}

static void the_outbox_keeps_replies_until_they_are_dropped(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    const int64_t article_id = add_article(world);
    take(world, article_id, "77", 1, NULL);
    struct store_comments comments;
    assert_true(store_comments_list(world->store, article_id, &comments, &err));
    const int64_t first = queue(world, article_id, 0, "one");
    const int64_t second = queue(world, article_id, comments.items[0].id, "two");
    store_comments_release(&comments);
    assert_true(store_outbox_failed(world->store, second, "no", true, &err));
    assert_true(store_feeds_remove(world->store, 1, &err)); // what a person wrote outlives the feed
    struct store_outbox outbox;
    assert_true(store_outbox_list(world->store, &outbox, &err));
    assert_int_equal(outbox.count, 2);
    assert_int_equal(outbox.items[0].id, first);
    assert_string_equal(outbox.items[0].article_title, "Article");
    assert_null(outbox.items[0].parent);
    assert_null(outbox.items[0].error);
    assert_false(outbox.items[0].is_refused);
    assert_string_equal(outbox.items[1].parent, "77");
    assert_string_equal(outbox.items[1].body, "two");
    assert_string_equal(outbox.items[1].error, "no");
    assert_int_equal(outbox.items[1].tries, 1);
    assert_true(outbox.items[1].is_refused);
    store_outbox_release(&outbox);
    assert_true(store_outbox_drop(world->store, first, &err));
    assert_false(store_outbox_drop(world->store, first, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_string_equal(err.text, "there is no reply 1 in the outbox");
    assert_false(store_outbox_failed(world->store, first, "x", false, &err));
}

static void one_sender_alone_gets_hold_of_a_reply(void **state)
{
    struct world *const world = *state;
    struct error err = {0};
    const int64_t id = queue(world, add_article(world), 0, "one");
    struct store *const other = store_open(world->path, STORE_WRITE, &err);
    const struct {
        struct store *store;
        int64_t now;
        bool is_mine;
    } rows[] = {{world->store, 100, true},
                {other, 101, false},
                {world->store, 102, false},
                {other, 161, true}, // the lease has ended
                {world->store, 162, false}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bool is_mine;
        assert_true(store_outbox_claim(rows[i].store, id, rows[i].now, 60, &is_mine, &err));
        assert_int_equal(is_mine, rows[i].is_mine);
    }
    bool is_mine;
    assert_true(store_outbox_failed(other, id, "no answer", false, &err)); // given back
    assert_true(store_outbox_claim(world->store, id, 163, 60, &is_mine, &err));
    assert_true(is_mine);
    assert_true(store_outbox_claim(world->store, 99, 163, 60, &is_mine, &err));
    assert_false(is_mine);
    store_close(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_thread_keeps_its_marks_from_fetch_to_fetch, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(ones_own_words_are_no_news, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(a_thread_that_is_not_whole_loses_nothing, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(the_form_is_kept_with_the_article, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(a_draft_is_there_until_it_is_dropped, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(the_outbox_keeps_replies_until_they_are_dropped,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(one_sender_alone_gets_hold_of_a_reply, world_set_up,
                                        world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
