/*
 * Looking after the database: what is wrong with it, said in sentences; mending what can be mended;
 * a copy while everything runs.
 */
#ifndef STORE_DOCTOR_H
#define STORE_DOCTOR_H

#include "store/store.h"

enum store_finding {
    STORE_FINE,
    STORE_MENDED,
    STORE_WRONG,    // mending helps, unless it was tried
    STORE_HOPELESS, // mending does not; the sentence says what does
};

/* The sentence is borrowed for the call. */
typedef void (*store_tell)(void *context, enum store_finding finding, const char *sentence);

/*
 * Examine the database file. Nothing is changed (but what every start brings up to date) unless
 * `is_mending`; then counters, indexes and the
 * full-text index are made anew where they are wrong, and of a damaged file everything that can
 * still be read is brought into a new one, with the old one kept beside it.
 *
 * result   whether all is well in the end
 */
bool store_examine(const char *path, bool is_mending, store_tell tell, void *context) ATTR_MUST_USE;

/*
 * Copy the database as it is at this moment into a new file. Nobody has to wait for it.
 *
 * errors   ERR_IO when there is a file of that name; ERR_DATABASE; ERR_CANCELLED by the ticket
 */
bool store_backup(struct store *store, const char *path, struct error *err) ATTR_MUST_USE;

/* Everything that can be read in the file, into a new one in its place; `kept` gets the name that
 * the old one has now, `is_whole` whether all could be read. For store_examine(). */
bool store_salvage(const char *path, struct str *kept, bool *is_whole, struct error *err);

#endif
