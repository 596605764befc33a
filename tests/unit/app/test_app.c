#include "unit/unit.h"

#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "base/time.h"

/* The sample newspaper: everything but the network. */
static int open_sample(void **state)
{
    setenv("COURANT_NOW", "2023-12-23T12:00:00Z", 1);
    struct error err = {0};
    const struct app_options options = {.is_demo = true};
    *state = app_new(&options, &err);
    if (!*state)
        fprintf(stderr, "%s\n", err.text);
    return *state ? 0 : -1;
}

static int close_sample(void **state)
{
    app_free(*state);
    return 0;
}

/* Wait for the last word on the ticket; the last APP_REPLIED before it goes to `replied`. */
static enum app_message_kind wait_for(struct app *app, struct ticket *ticket,
                                      struct app_message *last, struct app_message *replied)
{
    const uint64_t number = ticket_number(ticket);
    ticket_unref(ticket);
    for (;;) {
        struct message *const message = mailbox_take(app_mailbox(app), -1);
        const struct app_message *const said = message->payload;
        const enum app_message_kind kind = (enum app_message_kind)message->kind;
        if (kind == APP_REPLIED && replied)
            *replied = *said;
        const bool is_over = kind >= APP_DONE && said->ticket == number;
        if (is_over && last)
            *last = *said;
        message_free(message);
        if (is_over)
            return kind;
    }
}

static int64_t find_article(struct app *app, const char *title)
{
    struct store_articles page = {0};
    struct error err = {0};
    const struct store_selection all = {0};
    assert_true(store_articles_list(app_store(app), &all, NULL, false, 100, &page, &err));
    int64_t id = 0;
    for (size_t i = 0; i < page.count; i++)
        if (strstr(page.items[i].title, title) == page.items[i].title)
            id = page.items[i].id;
    store_articles_release(&page);
    assert_int_not_equal(id, 0);
    return id;
}

static void the_sample_has_four_feeds_and_their_articles(void **state)
{
    struct app *const app = *state;
    struct store_feeds feeds = {0};
    struct error err = {0};
    assert_true(store_feeds_list(app_store(app), &feeds, &err));
    assert_int_equal(feeds.count, 4);
    int64_t total = 0;
    for (size_t i = 0; i < feeds.count; i++)
        total += feeds.items[i].total;
    assert_int_equal(total, 41);
    store_feeds_release(&feeds);
}

static void its_large_thread_is_four_levels_deep(void **state)
{
    struct app *const app = *state;
    struct store_comments thread = {0};
    struct error err = {0};
    assert_true(
        store_comments_list(app_store(app), find_article(app, "The night ferry"), &thread, &err));
    assert_int_equal(thread.count, 60);
    int deepest = 0;
    for (size_t i = 0; i < thread.count; i++)
        if (thread.items[i].comment.depth > deepest)
            deepest = thread.items[i].comment.depth;
    assert_int_equal(deepest, 3);
    store_comments_release(&thread);
}

static void a_mark_is_on_the_disk_before_it_is_told(void **state)
{
    struct app *const app = *state;
    struct error err = {0};
    const int64_t id = find_article(app, "How the parser");
    assert_int_equal(wait_for(app, app_mark(app, STORE_MARK_READ, NULL, &id, 1, NULL), NULL, NULL),
                     APP_DONE);
    struct store_articles one = {0};
    assert_true(store_articles_get(app_store(app), id, &one, &err));
    assert_false(one.items[0].is_unread);
    store_articles_release(&one);
}

static void a_mark_of_nothing_known_fails_and_says_so(void **state)
{
    struct app *const app = *state;
    struct app_message last = {0};
    const int64_t id = 4711;
    assert_int_equal(wait_for(app, app_mark(app, STORE_MARK_STAR, NULL, &id, 1, NULL), &last, NULL),
                     APP_FAILED);
    assert_int_equal(last.error.kind, ERR_NOT_FOUND);
    assert_non_null(strstr(last.error.text, "4711"));
}

static void a_reply_without_name_is_refused_before_sending(void **state)
{
    struct app *const app = *state;
    struct app_message last = {0};
    const int64_t id = find_article(app, "Coast services");
    const struct comments_reply reply = {.email = "ada@example.org", .body = "Good."};
    assert_int_equal(wait_for(app, app_reply(app, id, 0, &reply, false), &last, NULL), APP_FAILED);
    assert_int_equal(last.error.kind, ERR_USAGE);
    struct store_outbox outbox = {0};
    struct error err = {0};
    assert_true(store_outbox_list(app_store(app), &outbox, &err));
    assert_int_equal(outbox.count, 0);
    store_outbox_release(&outbox);
}

static void without_a_network_a_reply_waits_in_the_outbox(void **state)
{
    struct app *const app = *state;
    struct app_message replied = {0};
    struct error err = {0};
    const int64_t id = find_article(app, "Coast services");
    const struct comments_reply reply = {
        .name = "Ada", .email = "ada@example.org", .body = "Good."};
    assert_int_equal(wait_for(app, app_reply(app, id, 0, &reply, false), NULL, &replied), APP_DONE);
    assert_int_equal(replied.sent, APP_SENT_QUEUED);
    struct store_outbox outbox = {0};
    assert_true(store_outbox_list(app_store(app), &outbox, &err));
    assert_int_equal(outbox.count, 1);
    assert_string_equal(outbox.items[0].body, "Good.");
    const int64_t outgoing = outbox.items[0].id;
    store_outbox_release(&outbox);
    struct app_message last = {0};
    assert_int_equal(wait_for(app, app_outbox_send(app, 0), &last, &replied), APP_DONE);
    assert_int_equal(last.total, 1);
    assert_int_equal(last.failed_count, 1);
    assert_int_equal(replied.sent, APP_SENT_QUEUED);
    assert_int_equal(wait_for(app, app_outbox_drop(app, outgoing), NULL, NULL), APP_DONE);
}

static void a_reload_without_a_network_says_what_failed(void **state)
{
    struct app *const app = *state;
    struct app_message last = {0};
    assert_int_equal(wait_for(app, app_reload(app, NULL, 0, true), &last, NULL), APP_DONE);
    assert_int_equal(last.total, 4);
    assert_int_equal(last.failed_count, 4);
}

static void closing_ends_what_is_under_way(void **state)
{
    (void)state;
    void *own = NULL;
    assert_int_equal(open_sample(&own), 0);
    const struct comments_reply reply = {
        .name = "Ada", .email = "ada@example.org", .body = "Good."};
    const int64_t id = find_article(own, "Coast services");
    for (int i = 0; i < 20; i++) {
        ticket_unref(app_reload(own, NULL, 0, true));
        ticket_unref(app_reply(own, id, 0, &reply, false));
        ticket_unref(app_outbox_send(own, 0));
        ticket_unref(app_fetch_comments(own, id));
    }
    close_sample(&own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_has_four_feeds_and_their_articles),
        cmocka_unit_test(its_large_thread_is_four_levels_deep),
        cmocka_unit_test(a_mark_is_on_the_disk_before_it_is_told),
        cmocka_unit_test(a_mark_of_nothing_known_fails_and_says_so),
        cmocka_unit_test(a_reply_without_name_is_refused_before_sending),
        cmocka_unit_test(without_a_network_a_reply_waits_in_the_outbox),
        cmocka_unit_test(a_reload_without_a_network_says_what_failed),
        cmocka_unit_test(closing_ends_what_is_under_way),
    };
    return cmocka_run_group_tests_name("app", tests, open_sample, close_sample);
}
