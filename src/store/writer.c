#include "store/writer.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/fatal.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/time.h"
#include "store/indexing.h"
#include "store/internal.h"
#include "store/rules.h"

enum {
    GATHER_MS = 100,
    GATHER_BYTES = 3 << 20,  // so much is worth a transaction
    WAITING_BYTES = 5 << 20, // whoever brings more than that waits
    START_MS = 2000,         // before the first look at the index: a command is over by then
    IDLE_MS = 300,           // without work, until the index is brought up
    PAUSE_MS = 20,           // between two batches of that: other processes write, too
    INDEX_BYTES = 2 << 20,   // of a batch
    INDEX_MS = 200
};

struct writer_job {
    store_job job;
    void (*told)(void *context); // of a gathered job
    void *context;
    size_t bytes;
    int64_t since_ms;
    bool *is_done; // NULL: nobody waits
    struct writer_job *next;
};

struct store_writer {
    struct store *store;  // the thread's
    struct error refusal; // why it cannot write, if it cannot
    pthread_t thread;
    pthread_mutex_t mutex; // for all below
    pthread_cond_t has_work;
    pthread_cond_t is_over; // a job that is waited for is done, or there is room again
    struct writer_job *first;
    struct writer_job **last;
    size_t urgent_count;  // of those that wait: the submitted ones
    size_t waiting_bytes; // of the gathered ones
    bool is_ending;
    bool has_index_work; // as far as is known
    int64_t idle_ms;     // before the next batch of it
};

static void jobs_append(struct writer_job ***last, struct writer_job *job)
{
    job->next = NULL;
    **last = job;
    *last = &job->next;
}

static struct writer_job *writer_pop(struct store_writer *writer)
{
    struct writer_job *const job = writer->first;
    writer->first = job->next;
    if (!writer->first)
        writer->last = &writer->first;
    if (!job->told)
        writer->urgent_count--;
    return job;
}

/* ---- on the writer's thread */

static void writer_wait_until(struct store_writer *writer, int64_t until_ms)
{
    const struct timespec until = {.tv_sec = until_ms / 1000, .tv_nsec = until_ms % 1000 * 1000000};
    pthread_cond_timedwait(&writer->has_work, &writer->mutex, &until);
}

/* Does somebody want to write? Asked between two articles. */
static bool writer_is_wanted(void *context)
{
    struct store_writer *const writer = context;
    pthread_mutex_lock(&writer->mutex);
    const bool is_wanted = writer->first || writer->is_ending;
    pthread_mutex_unlock(&writer->mutex);
    return is_wanted;
}

/* Nothing to do for a while: a batch of what the full-text index does not know yet. */
static void writer_index(struct store_writer *writer)
{
    const int64_t until_ms = time_monotonic_ms() + writer->idle_ms;
    while (!writer->first && !writer->is_ending && time_monotonic_ms() < until_ms)
        writer_wait_until(writer, until_ms);
    if (writer->first || writer->is_ending)
        return;
    pthread_mutex_unlock(&writer->mutex);
    const struct store_batch_limits limits = {INDEX_BYTES, INDEX_MS, writer_is_wanted, writer};
    struct error err = {0};
    int64_t done = 0;
    if (!store_index_some(writer->store, &limits, &done, &err))
        log_write(LOG_WARNING, "index: %s", err.text);
    pthread_mutex_lock(&writer->mutex);
    writer->has_index_work = done > 0;
    writer->idle_ms = PAUSE_MS;
}

/* Sleep until there is something to do; false when all is done and the end is near. */
static bool writer_wait(struct store_writer *writer)
{
    for (;;) {
        if (writer->is_ending || writer->urgent_count || writer->waiting_bytes >= GATHER_BYTES)
            return writer->first != NULL;
        if (!writer->first && writer->has_index_work) {
            writer_index(writer);
            continue;
        }
        if (!writer->first) {
            pthread_cond_wait(&writer->has_work, &writer->mutex);
            continue;
        }
        const int64_t until_ms = writer->first->since_ms + GATHER_MS;
        if (time_monotonic_ms() >= until_ms)
            return true;
        writer_wait_until(writer, until_ms);
    }
}

/* One submitted job, or all gathered ones that wait in front. */
static struct writer_job *writer_take(struct store_writer *writer)
{
    struct writer_job *jobs = NULL;
    struct writer_job **last = &jobs;
    if (!writer->first->told) {
        jobs_append(&last, writer_pop(writer));
        return jobs;
    }
    while (writer->first && writer->first->told)
        jobs_append(&last, writer_pop(writer));
    return jobs;
}

static void jobs_run(struct writer_job *jobs, struct store *store)
{
    struct error err = {0};
    bool is_kept = store_group_begin(store, &err);
    for (struct writer_job *job = jobs; is_kept && job && !store->has_failed; job = job->next)
        job->job(store, job->context);
    is_kept = is_kept && store_group_end(store, &err);
    if (is_kept)
        return;
    // One of them may be at fault; the others are not to suffer.
    for (struct writer_job *job = jobs; job; job = job->next)
        job->job(store, job->context);
}

static size_t jobs_finish(struct writer_job *jobs)
{
    size_t bytes = 0;
    while (jobs) {
        struct writer_job *const next = jobs->next;
        bytes += jobs->bytes;
        if (jobs->told)
            jobs->told(jobs->context);
        free(jobs);
        jobs = next;
    }
    return bytes;
}

static void *writer_work(void *context)
{
    struct store_writer *const writer = context;
    pthread_mutex_lock(&writer->mutex);
    while (writer_wait(writer)) {
        struct writer_job *const jobs = writer_take(writer);
        pthread_mutex_unlock(&writer->mutex);
        bool *const is_done = jobs->is_done;
        if (jobs->told)
            jobs_run(jobs, writer->store);
        else
            jobs->job(writer->store, jobs->context);
        const size_t bytes = jobs_finish(jobs);
        pthread_mutex_lock(&writer->mutex);
        writer->waiting_bytes -= bytes;
        writer->has_index_work = !writer->store->refusal;
        writer->idle_ms = IDLE_MS;
        if (is_done)
            *is_done = true;
        pthread_cond_broadcast(&writer->is_over);
        pthread_mutex_unlock(&writer->mutex);
        store_bring_in_log(writer->store);
        pthread_mutex_lock(&writer->mutex);
    }
    pthread_mutex_unlock(&writer->mutex);
    return NULL;
}

/* ---- on any thread */

static void writer_start_thread(struct store_writer *writer)
{
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    if (pthread_create(&writer->thread, NULL, writer_work, writer) != 0)
        fatal("a thread cannot be started");
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* For writing; where nothing can be written, for reading, so that each change says why. */
static bool writer_open(struct store_writer *writer, const char *path, struct error *err)
{
    writer->store = store_open(path, STORE_WRITE, &writer->refusal);
    if (writer->store)
        return true;
    if (store_is_unwritable(path))
        writer->store = store_open(path, STORE_READ, &writer->refusal);
    if (!writer->store)
        return error_set(err, writer->refusal.kind, "%s", writer->refusal.text);
    store_fail_code(path, SQLITE_READONLY, "", &writer->refusal);
    writer->store->refusal = &writer->refusal;
    return true;
}

struct store_writer *store_writer_new(const char *path, struct error *err)
{
    struct store_writer *const writer = mem_zalloc(sizeof(*writer));
    if (!writer_open(writer, path, err)) {
        free(writer);
        return NULL;
    }
    writer->has_index_work = !writer->store->refusal;
    writer->idle_ms = START_MS;
    writer->last = &writer->first;
    pthread_mutex_init(&writer->mutex, NULL);
    pthread_cond_init(&writer->is_over, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&writer->has_work, &monotonic);
    pthread_condattr_destroy(&monotonic);
    writer_start_thread(writer);
    return writer;
}

const struct error *store_writer_refusal(const struct store_writer *writer)
{
    return writer->refusal.kind == ERR_NONE ? NULL : &writer->refusal;
}

void store_writer_free(struct store_writer *writer)
{
    if (!writer)
        return;
    pthread_mutex_lock(&writer->mutex);
    writer->is_ending = true;
    pthread_cond_signal(&writer->has_work);
    pthread_mutex_unlock(&writer->mutex);
    pthread_join(writer->thread, NULL);
    store_close(writer->store);
    pthread_cond_destroy(&writer->has_work);
    pthread_cond_destroy(&writer->is_over);
    pthread_mutex_destroy(&writer->mutex);
    free(writer);
}

void store_writer_set_rules(struct store_writer *writer, const struct store_rules *rules)
{
    pthread_mutex_lock(&writer->mutex);
    store_set_rules(writer->store, rules);
    pthread_mutex_unlock(&writer->mutex);
}

void store_writer_set_reads_copies(struct store_writer *writer, bool reads_copies)
{
    pthread_mutex_lock(&writer->mutex);
    writer->store->reads_copies = reads_copies;
    pthread_mutex_unlock(&writer->mutex);
}

/* Put it in line. Under the mutex. */
static void writer_add(struct store_writer *writer, const struct writer_job *model)
{
    struct writer_job *const job = mem_alloc(sizeof(*job));
    *job = *model;
    jobs_append(&writer->last, job);
    writer->urgent_count += !job->told;
    writer->waiting_bytes += job->bytes;
    pthread_cond_signal(&writer->has_work);
}

void store_writer_submit(struct store_writer *writer, store_job job, void *context)
{
    const struct writer_job model = {.job = job, .context = context};
    pthread_mutex_lock(&writer->mutex);
    writer_add(writer, &model);
    pthread_mutex_unlock(&writer->mutex);
}

void store_writer_run(struct store_writer *writer, store_job job, void *context)
{
    bool is_done = false;
    const struct writer_job model = {.job = job, .context = context, .is_done = &is_done};
    pthread_mutex_lock(&writer->mutex);
    writer_add(writer, &model);
    while (!is_done)
        pthread_cond_wait(&writer->is_over, &writer->mutex);
    pthread_mutex_unlock(&writer->mutex);
}

void store_writer_gather(struct store_writer *writer, store_job job, void (*told)(void *context),
                         void *context, size_t bytes)
{
    const struct writer_job model = {job, told, context, bytes, time_monotonic_ms(), NULL, NULL};
    pthread_mutex_lock(&writer->mutex);
    while (writer->waiting_bytes >= WAITING_BYTES)
        pthread_cond_wait(&writer->is_over, &writer->mutex);
    writer_add(writer, &model);
    pthread_mutex_unlock(&writer->mutex);
}
