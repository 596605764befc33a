/*
 * A request and its one answer, waited for by the test's thread. A second answer, or none within
 * two minutes, ends the test.
 */
#ifndef TESTS_UNIT_NET_WAITER_H
#define TESTS_UNIT_NET_WAITER_H

#include <pthread.h>

#include "base/error.h"
#include "net/net.h"

struct waiter {
    pthread_mutex_t mutex;
    pthread_cond_t has_answer;
    int answers;
    struct web_response *response; // NULL: err says why
    struct error err;
    struct web_spent spent; // of what waiter_ask() sent
};

void waiter_init(struct waiter *waiter);
void waiter_release(struct waiter *waiter);

/* The callback; its context is the waiter. */
void waiter_answer(void *context, struct web_response *response, const struct error *err);

/* Sleep until the answer is there. */
void waiter_wait(struct waiter *waiter);

/* Send and wait; the request is taken. */
void waiter_ask(struct waiter *waiter, struct net *net, struct web_request *request);

#endif
