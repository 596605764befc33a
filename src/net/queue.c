#include "net/queue.h"

#include <stdlib.h>

#include "base/memory.h"

struct queue_host {
    struct queue_item *first;
    struct queue_item *last;
    int running;
    struct queue_host *next_ready;
    bool is_ready; // in the line of hosts
};

void queue_init(struct queue *queue, int most, int most_per_host)
{
    *queue = (struct queue){.most = most, .most_per_host = most_per_host};
    map_init(&queue->hosts);
}

void queue_release(struct queue *queue)
{
    for (size_t i = 0; i < queue->hosts.count; i++)
        free(queue->hosts.entries[i].value.pointer);
    map_release(&queue->hosts);
}

static struct queue_host *queue_find_host(struct queue *queue, const char *name, size_t len)
{
    bool is_new;
    struct map_entry *const entry = map_add(&queue->hosts, name, len, &is_new);
    if (is_new)
        entry->value.pointer = mem_zalloc(sizeof(struct queue_host));
    return entry->value.pointer;
}

/* Put the host at the end of the line if it has a use for a place. */
static void queue_offer(struct queue *queue, struct queue_host *host)
{
    if (host->is_ready || !host->first || host->running >= queue->most_per_host)
        return;
    host->is_ready = true;
    host->next_ready = NULL;
    if (queue->last_ready)
        queue->last_ready->next_ready = host;
    else
        queue->first_ready = host;
    queue->last_ready = host;
}

static struct queue_host *queue_pop_host(struct queue *queue)
{
    struct queue_host *const host = queue->first_ready;
    if (!host)
        return NULL;
    queue->first_ready = host->next_ready;
    if (!queue->first_ready)
        queue->last_ready = NULL;
    host->is_ready = false;
    return host;
}

static void host_remove(struct queue_host *host, struct queue_item *item)
{
    if (item->prev)
        item->prev->next = item->next;
    else
        host->first = item->next;
    if (item->next)
        item->next->prev = item->prev;
    else
        host->last = item->prev;
    item->next = item->prev = NULL;
}

void queue_add(struct queue *queue, struct queue_item *item, const char *host_name, size_t host_len,
               bool is_first)
{
    struct queue_host *const host = queue_find_host(queue, host_name, host_len);
    *item = (struct queue_item){.host = host};
    if (!host->first) {
        host->first = host->last = item;
    } else if (is_first) {
        item->next = host->first;
        host->first->prev = item;
        host->first = item;
    } else {
        item->prev = host->last;
        host->last->next = item;
        host->last = item;
    }
    queue_offer(queue, host);
}

struct queue_item *queue_start(struct queue *queue)
{
    while (queue->running < queue->most) {
        struct queue_host *const host = queue_pop_host(queue);
        if (!host)
            return NULL;
        struct queue_item *const item = host->first;
        if (!item) // who waited has left
            continue;
        host_remove(host, item);
        item->is_running = true;
        host->running++;
        queue->running++;
        queue_offer(queue, host);
        return item;
    }
    return NULL;
}

void queue_leave(struct queue *queue, struct queue_item *item)
{
    struct queue_host *const host = item->host;
    if (!host)
        return;
    if (item->is_running) {
        host->running--;
        queue->running--;
    } else {
        host_remove(host, item);
    }
    *item = (struct queue_item){0};
    queue_offer(queue, host);
}
