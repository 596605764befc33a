#include "store/writer.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/pool.h"

/* A pool of one worker is what a writer needs: order, sleep, and no signals. */
struct store_writer {
    struct store *store;
    struct pool *pool;
};

struct writer_job {
    struct store *store;
    store_job job;
    void *context;
    struct writer_wait *wait; // NULL: nobody waits
};

struct writer_wait {
    pthread_mutex_t mutex;
    pthread_cond_t is_over;
    bool is_done;
};

struct store_writer *store_writer_new(const char *path, struct error *err)
{
    struct store *const store = store_open(path, STORE_WRITE, err);
    if (!store)
        return NULL;
    struct store_writer *const writer = mem_zalloc(sizeof(*writer));
    writer->store = store;
    writer->pool = pool_new(1);
    return writer;
}

void store_writer_free(struct store_writer *writer)
{
    if (!writer)
        return;
    pool_free(writer->pool);
    store_close(writer->store);
    free(writer);
}

static void writer_work(void *context)
{
    struct writer_job *const job = context;
    job->job(job->store, job->context);
    struct writer_wait *const wait = job->wait;
    free(job);
    if (!wait)
        return;
    pthread_mutex_lock(&wait->mutex);
    wait->is_done = true;
    pthread_cond_signal(&wait->is_over);
    pthread_mutex_unlock(&wait->mutex);
}

static void writer_submit(struct store_writer *writer, store_job job, void *context,
                          struct writer_wait *wait)
{
    struct writer_job *const waiting = mem_zalloc(sizeof(*waiting));
    *waiting = (struct writer_job){writer->store, job, context, wait};
    pool_submit(writer->pool, writer_work, waiting);
}

void store_writer_submit(struct store_writer *writer, store_job job, void *context)
{
    writer_submit(writer, job, context, NULL);
}

void store_writer_run(struct store_writer *writer, store_job job, void *context)
{
    struct writer_wait wait = {.is_done = false};
    pthread_mutex_init(&wait.mutex, NULL);
    pthread_cond_init(&wait.is_over, NULL);
    writer_submit(writer, job, context, &wait);
    pthread_mutex_lock(&wait.mutex);
    while (!wait.is_done)
        pthread_cond_wait(&wait.is_over, &wait.mutex);
    pthread_mutex_unlock(&wait.mutex);
    pthread_cond_destroy(&wait.is_over);
    pthread_mutex_destroy(&wait.mutex);
}
