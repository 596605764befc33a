#include "base/pool.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include "base/fatal.h"
#include "base/memory.h"

struct pool_item {
    pool_job job;
    void *context;
    struct pool_item *next;
};

struct pool {
    pthread_mutex_t mutex;
    pthread_cond_t has_work;
    struct pool_item *first;
    struct pool_item **last;
    size_t waiting_count; // jobs in the line
    int idle_count;       // threads that sleep
    bool is_ending;
    int thread_count; // started so far
    int thread_most;
    pthread_t threads[];
};

static void *pool_work(void *argument)
{
    struct pool *const pool = argument;
    pthread_mutex_lock(&pool->mutex);
    for (;;) {
        while (!pool->first && !pool->is_ending) {
            pool->idle_count++;
            pthread_cond_wait(&pool->has_work, &pool->mutex);
            pool->idle_count--;
        }
        struct pool_item *const item = pool->first;
        if (!item)
            break;
        pool->first = item->next;
        if (!pool->first)
            pool->last = &pool->first;
        pool->waiting_count--;
        pthread_mutex_unlock(&pool->mutex);
        item->job(item->context);
        free(item);
        pthread_mutex_lock(&pool->mutex);
    }
    pthread_mutex_unlock(&pool->mutex);
    return NULL;
}

struct pool *pool_new(int threads)
{
    struct pool *const pool = mem_zalloc(sizeof(*pool) + (size_t)threads * sizeof(pthread_t));
    pthread_mutex_init(&pool->mutex, NULL);
    pthread_cond_init(&pool->has_work, NULL);
    pool->last = &pool->first;
    pool->thread_most = threads;
    return pool;
}

/* Under the mutex: one more, unless those that sleep are enough for what waits. */
static void pool_start_thread(struct pool *pool)
{
    if (pool->is_ending || pool->thread_count == pool->thread_most ||
        (size_t)pool->idle_count >= pool->waiting_count)
        return;
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    if (pthread_create(&pool->threads[pool->thread_count++], NULL, pool_work, pool) != 0)
        fatal("a thread cannot be started");
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void pool_free(struct pool *pool)
{
    if (!pool)
        return;
    pthread_mutex_lock(&pool->mutex);
    pool->is_ending = true;
    pthread_cond_broadcast(&pool->has_work);
    pthread_mutex_unlock(&pool->mutex);
    for (int i = 0; i < pool->thread_count; i++)
        pthread_join(pool->threads[i], NULL);
    pthread_cond_destroy(&pool->has_work);
    pthread_mutex_destroy(&pool->mutex);
    free(pool);
}

void pool_submit(struct pool *pool, pool_job job, void *context)
{
    struct pool_item *const item = mem_zalloc(sizeof(*item));
    *item = (struct pool_item){.job = job, .context = context};
    pthread_mutex_lock(&pool->mutex);
    *pool->last = item;
    pool->last = &item->next;
    pool->waiting_count++;
    pool_start_thread(pool);
    pthread_cond_signal(&pool->has_work);
    pthread_mutex_unlock(&pool->mutex);
}
