/*
 * The database: everything courant keeps. `struct store` is one connection; a thread has its own.
 * One connection writes (the writer's, store/writer.h), any number read. Other processes may use
 * the same file at the same time.
 *
 * Every function that changes something is one short transaction of its own. Lists come as pages:
 * an arena and an array in it; release them with the _release() of their kind.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/error.h"
#include "base/str.h"
#include "base/ticket.h"

struct store;

enum store_mode {
    STORE_READ,  // refuses to write
    STORE_WRITE, // makes the file and brings its schema up to date
};

/*
 * Tell SQLite not to count its own memory: nobody asks, and the count takes a lock for every piece;
 * and to take memory for pages as it reads them, since most connections read a few. Before the
 * first connection of the process; without it all is the same, but slower.
 */
void store_prepare(void);

/*
 * Open the database file. Reading a file that is not there yet is ERR_NOT_FOUND. Where it cannot be
 * written (another's, a medium that is read only) it can be read all the same.
 *
 * result   the caller closes with store_close()
 * errors   ERR_DATABASE: not writable, damaged, made by a newer courant (nothing is changed then)
 * thread   the connection belongs to the thread that uses it
 */
struct store *store_open(const char *path, enum store_mode mode, struct error *err) ATTR_MUST_USE;
void store_close(struct store *store); // NULL is fine

/* Has another connection changed the database since the last call? (PRAGMA data_version) */
bool store_has_changed(struct store *store) ATTR_NONNULL;

/* Long statements look at this ticket (SQLite's progress handler); NULL: none. Borrowed. */
void store_set_ticket(struct store *store, const struct ticket *ticket);

/*
 * Many changes as one transaction (an import of a thousand feeds waits once for the disk, not a
 * thousand times). Between the two calls each change still succeeds or fails alone; none is on the
 * disk before the end. A batch holds no other batch.
 *
 * is_good  false: take everything back
 */
bool store_batch_begin(struct store *store, struct error *err) ATTR_MUST_USE;
bool store_batch_end(struct store *store, bool is_good, struct error *err);

/* ---- small things that outlive a session: the place that was read, collapsed folders, ... */
bool store_state_get(struct store *store, const char *key, struct str *value, struct error *err);
bool store_state_set(struct store *store, const char *key, const char *value, struct error *err);

#endif
