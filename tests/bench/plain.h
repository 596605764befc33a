/*
 * The floor of the archive's benchmark: the same texts in plain tables, and in FTS5 as fast as it
 * goes by itself.
 */
#ifndef BENCH_PLAIN_H
#define BENCH_PLAIN_H

/* What it takes, printed as `archive measure` does; beside the database stands DATABASE.floor for
 * that time. */
int plain_measure(const char *path, const char *rare, const char *common);

#endif
