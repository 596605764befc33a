/*
 * What the tests of the engine share: a server that answers by path, and an engine to ask it.
 */
#ifndef TESTS_UNIT_NET_WORLD_H
#define TESTS_UNIT_NET_WORLD_H

#include "unit/unit.h"

#include <pthread.h>

#include "net/net.h"
#include "server.h"
#include "waiter.h"

struct world {
    struct server *server;
    struct net *net;
    char gzip[64 << 10];
    size_t gzip_len;
    pthread_mutex_t mutex;
    pthread_cond_t has_changed;
    int slow_count; // requests that wait for their client to go away
};

/* Set-up and tear-down of each test; *state is the world. */
int world_open(void **state);
int world_close(void **state);

/* The address of a path on the server, at 127.0.0.1. */
const char *world_address(const struct world *world, const char *path, char out[4096]);
struct web_request *world_request(const struct world *world, const char *method, const char *path);

/* Sleep until so many requests wait at /never. */
void world_wait_slow(struct world *world, int count);

void assert_has(const char *text, const char *part);
void assert_has_not(const char *text, const char *part);

#define WORLD_TEST(function) cmocka_unit_test_setup_teardown(function, world_open, world_close)

#endif
