#include "unit/unit.h"

#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>

#include "base/mailbox.h"
#include "base/memory.h"
#include "base/pool.h"
#include "base/ticket.h"

enum { POSTERS = 4, POSTS = 500 };

static bool is_readable(const struct mailbox *mailbox)
{
    struct pollfd watched = {.fd = mailbox_fd(mailbox), .events = POLLIN};
    return poll(&watched, 1, 0) == 1;
}

static void *post_many(void *mailbox)
{
    for (int i = 0; i < POSTS; i++)
        mailbox_post(mailbox, i, NULL, NULL);
    return NULL;
}

static void a_small_mailbox_delivers_everything_in_order(void **state)
{
    (void)state;
    struct mailbox *const mailbox = mailbox_new(3);
    pthread_t posters[POSTERS];
    for (int i = 0; i < POSTERS; i++)
        pthread_create(&posters[i], NULL, post_many, mailbox);
    int64_t sum = 0;
    for (int i = 0; i < POSTERS * POSTS; i++) {
        struct message *const message = mailbox_take(mailbox, -1);
        sum += message->kind;
        message_free(message);
    }
    assert_int_equal(sum, POSTERS * (POSTS * (POSTS - 1) / 2));
    for (int i = 0; i < POSTERS; i++)
        pthread_join(posters[i], NULL);
    assert_false(is_readable(mailbox));
    assert_null(mailbox_take(mailbox, 0));
    mailbox_free(mailbox);
}

static void a_mailbox_is_readable_while_something_is_in(void **state)
{
    (void)state;
    struct mailbox *const mailbox = mailbox_new(10);
    assert_false(is_readable(mailbox));
    mailbox_post(mailbox, 1, NULL, NULL);
    mailbox_post(mailbox, 2, NULL, NULL);
    message_free(mailbox_take(mailbox, 0));
    assert_true(is_readable(mailbox));
    message_free(mailbox_take(mailbox, 0));
    assert_false(is_readable(mailbox));
    mailbox_free(mailbox);
}

static void count_free(void *counter)
{
    ++*(int *)counter;
}

static void what_comes_too_late_is_freed(void **state)
{
    (void)state;
    int freed = 0;
    struct mailbox *const mailbox = mailbox_new(10);
    assert_true(mailbox_post(mailbox, 1, &freed, count_free));
    mailbox_close(mailbox);
    assert_false(mailbox_post(mailbox, 2, &freed, count_free));
    assert_int_equal(freed, 1);
    mailbox_free(mailbox);
    assert_int_equal(freed, 2);
}

static void count_job(void *counter)
{
    atomic_fetch_add((atomic_int *)counter, 1);
}

static void a_pool_does_all_jobs_before_it_ends(void **state)
{
    (void)state;
    atomic_int done = 0;
    struct pool *const pool = pool_new(3);
    for (int i = 0; i < 1000; i++)
        pool_submit(pool, count_job, &done);
    pool_free(pool);
    assert_int_equal(atomic_load(&done), 1000);
}

static void tickets_differ_and_can_be_cancelled(void **state)
{
    (void)state;
    struct ticket *const first = ticket_new();
    struct ticket *const second = ticket_new();
    assert_true(ticket_number(second) > ticket_number(first));
    assert_false(ticket_is_cancelled(first));
    ticket_cancel(first);
    assert_true(ticket_is_cancelled(first));
    assert_false(ticket_is_cancelled(second));
    assert_false(ticket_is_cancelled(NULL));
    ticket_unref(first);
    ticket_unref(second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_mailbox_delivers_everything_in_order),
        cmocka_unit_test(a_mailbox_is_readable_while_something_is_in),
        cmocka_unit_test(what_comes_too_late_is_freed),
        cmocka_unit_test(a_pool_does_all_jobs_before_it_ends),
        cmocka_unit_test(tickets_differ_and_can_be_cancelled),
    };
    return cmocka_run_group_tests_name("threads", tests, NULL, NULL);
}
