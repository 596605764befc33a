/*
 * Words as they are distributed in languages (Zipf), a part of them in other scripts: the same at
 * every run.
 */
#ifndef BENCH_WORDS_H
#define BENCH_WORDS_H

#include <stdint.h>

#include "base/str.h"

/* 0 to 1; the state is the caller's. */
double words_share(uint64_t *state);

/* A rank: r comes about as often as 1/r says. */
unsigned words_rank(uint64_t *state);

/* The word of a rank, appended: always the same. */
void words_add(unsigned rank, struct str *text);

#endif
