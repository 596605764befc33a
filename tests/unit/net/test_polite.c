#include "world.h"

#include <string.h>
#include <time.h>

#include "base/attributes.h"

enum { HOSTS = 3, PER_HOST = 4, REQUESTS = 200 };

/* Who is being served at this moment, for each host. */
struct gate {
    pthread_mutex_t mutex;
    pthread_cond_t is_full;
    int inside[HOSTS];
    int most[HOSTS];
    int rounds[HOSTS]; // how often it was full
};

/*
 * Let nobody out before as many are inside as may be: then the most that were ever inside is not an
 * accident of speed. (Each host gets a multiple of PER_HOST requests.)
 */
static void gate_answer(struct server_exchange *x)
{
    struct gate *const gate = x->context;
    char name[256];
    server_header(x, "Host", name);
    const int host = name[strlen("127.0.0.")] - '1';
    pthread_mutex_lock(&gate->mutex);
    if (++gate->inside[host] > gate->most[host])
        gate->most[host] = gate->inside[host];
    const int round = gate->rounds[host];
    if (gate->inside[host] == PER_HOST) {
        gate->rounds[host]++;
        gate->inside[host] = 0;
        pthread_cond_broadcast(&gate->is_full);
    }
    while (gate->rounds[host] == round)
        pthread_cond_wait(&gate->is_full, &gate->mutex);
    pthread_mutex_unlock(&gate->mutex);
    server_answer(x, "200 OK", "", "ok", 2);
}

static void each_host_serves_no_more_than_its_limit_at_once(void **state)
{
    (void)state;
    struct gate gate = {.mutex = PTHREAD_MUTEX_INITIALIZER, .is_full = PTHREAD_COND_INITIALIZER};
    struct server *const server = server_new(gate_answer, &gate);
    struct error err;
    struct net *const net = net_new(NULL, &err);
    static struct waiter waiters[REQUESTS];
    for (int i = 0; i < REQUESTS; i++) {
        // 72, 64 and 64 of them
        const int host = i < 8 ? 0 : i % HOSTS;
        char url[256];
        snprintf(url, sizeof(url), "http://127.0.0.%d:%d/%d", host + 1, server_port(server), i);
        waiter_init(&waiters[i]);
        net_send(net, web_request_new("GET", url), NULL, waiter_answer, &waiters[i]);
    }
    for (int i = 0; i < REQUESTS; i++) {
        waiter_wait(&waiters[i]);
        assert_non_null(waiters[i].response);
        assert_int_equal(waiters[i].response->status, 200);
        waiter_release(&waiters[i]);
    }
    net_free(net);
    assert_int_equal(server_count(server), REQUESTS);
    server_free(server);
    for (int host = 0; host < HOSTS; host++)
        assert_int_equal(gate.most[host], PER_HOST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_host_serves_no_more_than_its_limit_at_once),
    };
    return cmocka_run_group_tests_name("polite", tests, NULL, NULL);
}
