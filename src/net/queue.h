/*
 * Who may start next: transfers wait in line for their host; hosts with a free place take turns.
 * So one slow host with a hundred feeds holds up nobody else.
 *
 * An item is the first member of what waits and is in one of three states: outside, waiting,
 * running. No curl here, and no lock: a queue belongs to one thread (the engine's) or to who holds
 * its lock (app/reload.c, where feeds wait for their turn).
 */
#ifndef NET_QUEUE_H
#define NET_QUEUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/map.h"

struct queue_host;

struct queue_item {
    struct queue_host *host; // NULL: outside
    struct queue_item *next; // of those that wait for the host
    struct queue_item *prev;
    bool is_running;
};

struct queue {
    struct map hosts;
    struct queue_host *first_ready; // hosts with somebody waiting and a free place
    struct queue_host *last_ready;
    int running;
    int most;
    int most_per_host;
};

void queue_init(struct queue *queue, int most, int most_per_host) ATTR_NONNULL;
void queue_release(struct queue *queue) ATTR_NONNULL;

/* Wait in line for `host`; `is_first`: in front of the others (a redirect has waited already). */
void queue_add(struct queue *queue, struct queue_item *item, const char *host, size_t host_len,
               bool is_first) ATTR_NONNULL;

/* The one that may start now, which then runs; NULL when nobody may. */
struct queue_item *queue_start(struct queue *queue) ATTR_NONNULL;

/* Waiting or running: be outside, and give the place to the next. */
void queue_leave(struct queue *queue, struct queue_item *item) ATTR_NONNULL;

#endif
