#include "net/budget.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/memory.h"

struct budget {
    pthread_mutex_t mutex;
    size_t bytes;
    size_t usual_bytes; // of a body, as the last ones were
    int reference_count;
    bool is_waited_for;
    void (*has_room)(void *context); // NULL after the end
    void *context;
};

struct budget *budget_new(void (*has_room)(void *context), void *context)
{
    struct budget *const budget = mem_zalloc(sizeof(*budget));
    pthread_mutex_init(&budget->mutex, NULL);
    budget->reference_count = 1;
    budget->has_room = has_room;
    budget->context = context;
    return budget;
}

void budget_end(struct budget *budget)
{
    pthread_mutex_lock(&budget->mutex);
    budget->has_room = NULL;
    pthread_mutex_unlock(&budget->mutex);
    budget_unref(budget);
}

struct budget *budget_ref(struct budget *budget)
{
    pthread_mutex_lock(&budget->mutex);
    budget->reference_count++;
    pthread_mutex_unlock(&budget->mutex);
    return budget;
}

void budget_unref(struct budget *budget)
{
    pthread_mutex_lock(&budget->mutex);
    const bool is_last = --budget->reference_count == 0;
    pthread_mutex_unlock(&budget->mutex);
    if (!is_last)
        return;
    pthread_mutex_destroy(&budget->mutex);
    free(budget);
}

void budget_take(struct budget *budget, size_t bytes)
{
    pthread_mutex_lock(&budget->mutex);
    budget->bytes += bytes;
    pthread_mutex_unlock(&budget->mutex);
}

void budget_give(struct budget *budget, size_t bytes)
{
    pthread_mutex_lock(&budget->mutex);
    budget->bytes -= bytes;
    // Under the mutex, so that the engine is there.
    if (bytes && budget->is_waited_for && budget->has_room) {
        budget->is_waited_for = false;
        budget->has_room(budget->context);
    }
    pthread_mutex_unlock(&budget->mutex);
}

size_t budget_bytes(struct budget *budget)
{
    pthread_mutex_lock(&budget->mutex);
    const size_t bytes = budget->bytes;
    pthread_mutex_unlock(&budget->mutex);
    return bytes;
}

void budget_learn(struct budget *budget, size_t len)
{
    enum { SHARE = 16 }; // of the newest in what is usual
    pthread_mutex_lock(&budget->mutex);
    budget->usual_bytes += len / SHARE;
    budget->usual_bytes -= budget->usual_bytes / SHARE;
    pthread_mutex_unlock(&budget->mutex);
}

bool budget_may_start(struct budget *budget, size_t running_count)
{
    pthread_mutex_lock(&budget->mutex);
    // What has come of those that run counts twice: rather too much than too little.
    const size_t in_sight = budget->bytes + running_count * budget->usual_bytes;
    const bool may_start = in_sight <= BUDGET_START_BYTES;
    budget->is_waited_for = !may_start;
    pthread_mutex_unlock(&budget->mutex);
    return may_start;
}
