/*
 * The sample newspaper of `courant demo`: embedded files that take the ordinary road into a home of
 * their own.
 */
#ifndef APP_SAMPLE_H
#define APP_SAMPLE_H

#include "base/error.h"
#include "base/path.h"
#include "store/writer.h"

/* A home that is thrown away; path is "" where there is none. */
struct sample_home {
    char path[PATH_BYTES];
    int lock; // held while the demo lives; -1: none
};

/* A new folder under TMPDIR; those of demos that were killed go. And away with it. */
bool sample_make_home(struct sample_home *home, struct error *err) ATTR_MUST_USE;
void sample_remove_home(struct sample_home *home);

/*
 * Subscribe to the four feeds and take in their articles and comments, unless the database has
 * feeds already. Dates are moved by whole days so that the newspaper is today's.
 */
bool sample_load(struct store_writer *writer, struct error *err) ATTR_MUST_USE;

#endif
