#include "unit/unit.h"

#include "net/queue.h"

static void add(struct queue *queue, struct queue_item *item, const char *host)
{
    queue_add(queue, item, host, 1, false);
}

static void hosts_take_turns(void **state)
{
    (void)state;
    struct queue queue;
    queue_init(&queue, 10, 2);
    struct queue_item a[3] = {0};
    struct queue_item b[2] = {0};
    for (int i = 0; i < 3; i++)
        add(&queue, &a[i], "a");
    for (int i = 0; i < 2; i++)
        add(&queue, &b[i], "b");
    assert_ptr_equal(queue_start(&queue), &a[0]);
    assert_ptr_equal(queue_start(&queue), &b[0]);
    assert_ptr_equal(queue_start(&queue), &a[1]);
    assert_ptr_equal(queue_start(&queue), &b[1]);
    assert_null(queue_start(&queue)); // a has two running, b has none left
    queue_leave(&queue, &b[0]);
    assert_null(queue_start(&queue));
    queue_leave(&queue, &a[0]);
    assert_ptr_equal(queue_start(&queue), &a[2]);
    queue_release(&queue);
}

static void no_more_than_all_together_run(void **state)
{
    (void)state;
    struct queue queue;
    queue_init(&queue, 2, 2);
    struct queue_item items[3] = {0};
    add(&queue, &items[0], "a");
    add(&queue, &items[1], "b");
    add(&queue, &items[2], "c");
    assert_ptr_equal(queue_start(&queue), &items[0]);
    assert_ptr_equal(queue_start(&queue), &items[1]);
    assert_null(queue_start(&queue));
    queue_leave(&queue, &items[1]);
    assert_ptr_equal(queue_start(&queue), &items[2]);
    assert_int_equal(queue.running, 2);
    queue_release(&queue);
}

static void who_waits_may_leave(void **state)
{
    (void)state;
    struct queue queue;
    queue_init(&queue, 10, 10);
    struct queue_item items[4] = {0};
    for (int i = 0; i < 4; i++)
        add(&queue, &items[i], "a");
    queue_leave(&queue, &items[1]);
    queue_leave(&queue, &items[3]);
    queue_leave(&queue, &items[3]); // outside already
    assert_ptr_equal(queue_start(&queue), &items[0]);
    assert_ptr_equal(queue_start(&queue), &items[2]);
    assert_null(queue_start(&queue));
    add(&queue, &items[1], "b");
    queue_leave(&queue, &items[1]);
    assert_null(queue_start(&queue));
    add(&queue, &items[1], "b");
    assert_ptr_equal(queue_start(&queue), &items[1]);
    queue_release(&queue);
}

static void a_redirect_goes_to_the_front(void **state)
{
    (void)state;
    struct queue queue;
    queue_init(&queue, 10, 10);
    struct queue_item items[3] = {0};
    add(&queue, &items[0], "a");
    add(&queue, &items[1], "a");
    queue_add(&queue, &items[2], "a", 1, true);
    assert_ptr_equal(queue_start(&queue), &items[2]);
    assert_ptr_equal(queue_start(&queue), &items[0]);
    assert_ptr_equal(queue_start(&queue), &items[1]);
    queue_release(&queue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hosts_take_turns),
        cmocka_unit_test(no_more_than_all_together_run),
        cmocka_unit_test(who_waits_may_leave),
        cmocka_unit_test(a_redirect_goes_to_the_front),
    };
    return cmocka_run_group_tests_name("queue", tests, NULL, NULL);
}
