/*
 * The one writer: a thread with the only writing connection. Jobs run one after the other.
 */
#ifndef STORE_WRITER_H
#define STORE_WRITER_H

#include "base/attributes.h"
#include "base/error.h"
#include "store/store.h"

struct store_writer;

/*
 * Open the database for writing (made and migrated when needed) and start the thread.
 *
 * result   the caller frees with store_writer_free(); NULL with the reason
 */
struct store_writer *store_writer_new(const char *path, struct error *err) ATTR_MUST_USE;

/* Let the waiting jobs finish, close the connection, end the thread. NULL is fine. */
void store_writer_free(struct store_writer *writer);

/* What a job does with the writing connection; it owns `context`. */
typedef void (*store_job)(struct store *store, void *context);

/*
 * thread   any
 */
void store_writer_submit(struct store_writer *writer, store_job job, void *context) ATTR_NONNULL;

/* The same, and wait until it is done. Never on the UI thread. */
void store_writer_run(struct store_writer *writer, store_job job, void *context) ATTR_NONNULL;

#endif
