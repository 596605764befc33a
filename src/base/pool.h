/*
 * Worker threads and the jobs that wait for them, first in, first out.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "base/attributes.h"

struct pool;

/* What a job does; it owns `context`. */
typedef void (*pool_job)(void *context);

/*
 * At most `threads` workers (1 and up), each started when there is a job that none is free for; all
 * signals are blocked in them. The caller frees with pool_free().
 */
struct pool *pool_new(int threads) ATTR_MALLOC;

/* Let the waiting jobs finish, then end the workers. NULL is fine. */
void pool_free(struct pool *pool);

/*
 * thread   any
 */
void pool_submit(struct pool *pool, pool_job job, void *context) ATTR_NONNULL;

#endif
