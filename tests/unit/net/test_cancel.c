#include "world.h"

#include <string.h>

#include "base/attributes.h"
#include "base/time.h"

/* Ask, cancel, and wait for the answer; milliseconds from the cancelling to it. */
static int64_t cancel_request(struct world *world, int slow_count)
{
    struct waiter waiter;
    waiter_init(&waiter);
    struct ticket *const ticket = ticket_new();
    net_send(world->net, world_request(world, "GET", "/never"), ticket, waiter_answer, &waiter);
    world_wait_slow(world, slow_count);
    const int64_t before_ms = time_monotonic_ms();
    ticket_cancel(ticket);
    net_wake(world->net);
    ticket_unref(ticket);
    waiter_wait(&waiter);
    assert_null(waiter.response);
    assert_int_equal(waiter.err.kind, ERR_CANCELLED);
    waiter_release(&waiter);
    return time_monotonic_ms() - before_ms;
}

static void a_cancelled_ticket_ends_its_request_at_once(void **state)
{
    struct world *const world = *state;
    // The engine looks once a second; woken, it may be late on a busy machine, but not each time.
    enum { ATTEMPTS = 10, UNWOKEN_MS = 900 };
    int attempt = 1;
    while (cancel_request(world, attempt) >= UNWOKEN_MS)
        assert_true(++attempt <= ATTEMPTS);
}

static void those_that_wait_in_line_can_be_cancelled(void **state)
{
    struct world *const world = *state;
    struct waiter waiters[6];
    struct ticket *const ticket = ticket_new();
    for (size_t i = 0; i < COUNT_OF(waiters); i++) {
        waiter_init(&waiters[i]);
        net_send(world->net, world_request(world, "GET", "/never"), ticket, waiter_answer,
                 &waiters[i]);
    }
    world_wait_slow(world, 4);
    ticket_cancel(ticket);
    net_wake(world->net);
    for (size_t i = 0; i < COUNT_OF(waiters); i++) {
        waiter_wait(&waiters[i]);
        assert_int_equal(waiters[i].err.kind, ERR_CANCELLED);
        waiter_release(&waiters[i]);
    }
    struct waiter late;
    waiter_init(&late);
    net_send(world->net, world_request(world, "GET", "/plain"), ticket, waiter_answer, &late);
    waiter_wait(&late);
    assert_int_equal(late.err.kind, ERR_CANCELLED);
    waiter_release(&late);
    ticket_unref(ticket);
    assert_int_equal(server_count(world->server), 4);
}

static void a_form_that_is_cancelled_may_have_arrived(void **state)
{
    struct world *const world = *state;
    struct waiter waiters[2];
    struct ticket *const ticket = ticket_new();
    for (size_t i = 0; i < COUNT_OF(waiters); i++) {
        waiter_init(&waiters[i]);
        struct web_request *const request = world_request(world, "POST", "/never");
        web_request_form(request, "a=b", 3);
        net_send(world->net, request, i == 0 ? ticket : NULL, waiter_answer, &waiters[i]);
    }
    world_wait_slow(world, 2);
    ticket_cancel(ticket);
    ticket_unref(ticket);
    net_free(world->net); // cancels the other one
    world->net = NULL;
    for (size_t i = 0; i < COUNT_OF(waiters); i++) {
        waiter_wait(&waiters[i]);
        assert_int_equal(waiters[i].err.kind, ERR_IO);
        assert_has(waiters[i].err.text, ": what you wrote may have arrived");
        waiter_release(&waiters[i]);
    }
}

static void a_request_may_have_its_own_patience(void **state)
{
    struct world *const world = *state;
    struct waiter waiter;
    waiter_init(&waiter);
    struct web_request *const request = world_request(world, "GET", "/never");
    request->timeout_ms = 100;
    waiter_ask(&waiter, world->net, request);
    assert_int_equal(waiter.err.kind, ERR_NETWORK);
    // A machine that is busy may not be connected yet.
    assert_has(waiter.err.text, strstr(waiter.err.text, "finish")
                                    ? "127.0.0.1 did not finish its answer in time"
                                    : "127.0.0.1 does not answer");
    waiter_release(&waiter);
}

struct repeater {
    struct net *net;
    struct waiter *waiter;
    char url[4096];
};

/* Asks once more from within the callback. */
static void repeat(void *context, struct web_response *response, const struct error *err)
{
    struct repeater *const repeater = context;
    assert_null(response);
    assert_int_equal(err->kind, ERR_CANCELLED);
    net_send(repeater->net, web_request_new("GET", repeater->url), NULL, waiter_answer,
             repeater->waiter);
}

static void the_end_of_the_engine_answers_everybody(void **state)
{
    struct world *const world = *state;
    struct waiter waiters[7];
    struct repeater repeater = {.net = world->net, .waiter = &waiters[6]};
    world_address(world, "/never", repeater.url);
    for (size_t i = 0; i < COUNT_OF(waiters); i++)
        waiter_init(&waiters[i]);
    for (size_t i = 0; i < 6; i++)
        net_send(world->net, world_request(world, "GET", "/never"), NULL, waiter_answer,
                 &waiters[i]);
    world_wait_slow(world, 4);
    net_send(world->net, world_request(world, "GET", "/never"), NULL, repeat, &repeater);
    net_free(world->net);
    world->net = NULL;
    for (size_t i = 0; i < COUNT_OF(waiters); i++) {
        assert_int_equal(waiters[i].answers, 1);
        assert_int_equal(waiters[i].err.kind, ERR_CANCELLED);
        waiter_release(&waiters[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(a_cancelled_ticket_ends_its_request_at_once),
        WORLD_TEST(those_that_wait_in_line_can_be_cancelled),
        WORLD_TEST(a_form_that_is_cancelled_may_have_arrived),
        WORLD_TEST(a_request_may_have_its_own_patience),
        WORLD_TEST(the_end_of_the_engine_answers_everybody),
    };
    return cmocka_run_group_tests_name("cancel", tests, NULL, NULL);
}
