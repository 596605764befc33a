/*
 * How much memory the bodies of answers take, from their first byte until somebody frees the
 * response. Any thread; lives as long as the last body.
 */
#ifndef NET_BUDGET_H
#define NET_BUDGET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"

enum {
    BUDGET_START_BYTES = 6 << 20,  // with more than that in sight no transfer is started
    BUDGET_SPOOL_BYTES = 12 << 20, // with more than that every larger body goes into a file
};

struct budget;

/* `has_room` is called (from any thread) when bodies were freed that kept transfers from starting.
 * One reference. */
struct budget *budget_new(void (*has_room)(void *context), void *context) ATTR_MALLOC;

/* The end of the engine: has_room is not called any more. Drops its reference. */
void budget_end(struct budget *budget);

struct budget *budget_ref(struct budget *budget);
void budget_unref(struct budget *budget);

/* Memory is taken; given back. */
void budget_take(struct budget *budget, size_t bytes);
void budget_give(struct budget *budget, size_t bytes);

size_t budget_bytes(struct budget *budget);

/* A whole body has come: the next ones will be as large. */
void budget_learn(struct budget *budget, size_t len);

/* May another transfer start, while so many run? If not, has_room is called later. */
bool budget_may_start(struct budget *budget, size_t running_count);

#endif
