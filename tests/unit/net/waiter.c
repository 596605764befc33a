#include "waiter.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { PATIENCE_SECONDS = 120 };

void waiter_init(struct waiter *waiter)
{
    *waiter = (struct waiter){0};
    pthread_mutex_init(&waiter->mutex, NULL);
    pthread_cond_init(&waiter->has_answer, NULL);
}

void waiter_release(struct waiter *waiter)
{
    web_response_free(waiter->response);
    pthread_cond_destroy(&waiter->has_answer);
    pthread_mutex_destroy(&waiter->mutex);
}

static void fail(const char *what)
{
    fprintf(stderr, "%s\n", what);
    abort();
}

void waiter_answer(void *context, struct web_response *response, const struct error *err)
{
    struct waiter *const waiter = context;
    pthread_mutex_lock(&waiter->mutex);
    if (waiter->answers++ > 0)
        fail("a second answer came");
    if (!response == !err)
        fail("neither an answer nor an error, or both");
    waiter->response = response;
    if (err)
        waiter->err = *err;
    pthread_cond_signal(&waiter->has_answer);
    pthread_mutex_unlock(&waiter->mutex);
}

void waiter_wait(struct waiter *waiter)
{
    struct timespec deadline;
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_sec += PATIENCE_SECONDS;
    pthread_mutex_lock(&waiter->mutex);
    while (!waiter->answers)
        if (pthread_cond_timedwait(&waiter->has_answer, &waiter->mutex, &deadline) != 0)
            fail("no answer came");
    pthread_mutex_unlock(&waiter->mutex);
}

void waiter_ask(struct waiter *waiter, struct net *net, struct web_request *request)
{
    request->spent = &waiter->spent;
    net_send(net, request, NULL, waiter_answer, waiter);
    waiter_wait(waiter);
}
