/*
 * A text's sketch: small, and alike for texts that are alike, so that the near copies of a text are
 * found without reading the others. It is made of the words as searches see them (query/words.h):
 * of every three in a row, in scripts without blanks of every three overlapping pairs of
 * characters.
 *
 * The hashes of these shingles fall into bins by some of their bits; what counts is the smallest of
 * each bin. The share of bins in which two texts agree is about the share of their shingles that
 * they have in common.
 *
 * source   one permutation hashing, and its empty bins filled by rotation: P. Li, A. Owen, C.-H.
 *          Zhang (2012); A. Shrivastava, P. Li (2014)
 */
#ifndef QUERY_SKETCH_H
#define QUERY_SKETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"

enum { QUERY_SKETCH_BINS = 64, QUERY_SKETCH_BANDS = 8 };

struct query_sketch {
    unsigned char bins[QUERY_SKETCH_BINS]; // a byte of each smallest; kept in databases
    uint32_t bands[QUERY_SKETCH_BANDS];    // all of some: texts that are alike share one of them
    size_t shingle_count;
};

/* False for a text that is too short to say anything. */
bool query_sketch_make(const char *text, size_t len, struct query_sketch *sketch) ATTR_NONNULL;

/* In how many bins two agree. */
int query_sketch_alike(const unsigned char a[QUERY_SKETCH_BINS],
                       const unsigned char b[QUERY_SKETCH_BINS]);

/* Is that enough for a copy? Short texts have to agree in more. */
bool query_sketch_is_copy(int alike, size_t shingle_count);

#endif
