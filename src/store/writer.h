/*
 * The one writer: a thread with the only writing connection. Jobs run one after the other, in the
 * order in which they came.
 *
 * A job that is gathered shares its transaction with its neighbours: a reload of a thousand feeds
 * then waits for some commits and not for a thousand, and a page that ten of them change is written
 * once.
 */
#ifndef STORE_WRITER_H
#define STORE_WRITER_H

#include "base/attributes.h"
#include "base/error.h"
#include "store/store.h"

struct store_writer;

/*
 * Open the database for writing (made and migrated when needed) and start the thread. Where it
 * cannot be written and yet can be read, each job's changes fail with that reason.
 *
 * result   the caller frees with store_writer_free(); NULL with the reason
 */
struct store_writer *store_writer_new(const char *path, struct error *err) ATTR_MUST_USE;

/* Why nothing can be written; borrowed; NULL: it can. */
const struct error *store_writer_refusal(const struct store_writer *writer) ATTR_NONNULL;

/* Let the waiting jobs finish, close the connection, end the thread. NULL is fine. */
void store_writer_free(struct store_writer *writer);

/* What is done with articles when they come (store/rules.h); borrowed as long as the writer lives.
 * Before the first job. */
struct store_rules;
void store_writer_set_rules(struct store_writer *writer, const struct store_rules *rules);

/* Does reading an article read its copies, too? Before the first job, or within one. */
void store_writer_set_reads_copies(struct store_writer *writer, bool reads_copies);

/* What a job does with the writing connection; it owns `context`. */
typedef void (*store_job)(struct store *store, void *context);

/*
 * thread   any
 */
void store_writer_submit(struct store_writer *writer, store_job job, void *context) ATTR_NONNULL;

/* The same, and wait until it is done. Never on the UI thread. */
void store_writer_run(struct store_writer *writer, store_job job, void *context) ATTR_NONNULL;

/*
 * A change of what can be fetched again. It waits a tenth of a second for others like it, but never
 * longer than until the next submitted job.
 *
 * job      changes the database. Called again, alone, when the transaction that it shared was taken
 *          back: then only the last call counts
 * told     called when it is over, on the writer's thread; owns `context`
 * bytes    of memory that `context` holds: the caller sleeps while too much waits
 * thread   any but the writer's
 */
void store_writer_gather(struct store_writer *writer, store_job job, void (*told)(void *context),
                         void *context, size_t bytes) ATTR_NONNULL;

#endif
