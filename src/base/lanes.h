/*
 * Sixteen bytes that are looked at together. The compiler makes of it what the processor has; a
 * comparison gives all ones in the lanes where it holds.
 */
#ifndef BASE_LANES_H
#define BASE_LANES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { LANES = 16 };

typedef unsigned char lanes __attribute__((vector_size(LANES)));

static inline lanes lanes_at(const char *bytes)
{
    lanes result;
    memcpy(&result, bytes, sizeof(result));
    return result;
}

/* Is there a lane that is not zero? */
static inline bool lanes_any(lanes mask)
{
    uint64_t halves[2];
    memcpy(halves, &mask, sizeof(halves));
    return (halves[0] | halves[1]) != 0;
}

/* The sum of all lanes, which is below 256. */
static inline unsigned lanes_sum(lanes counts)
{
    uint64_t halves[2];
    memcpy(halves, &counts, sizeof(halves));
    return (unsigned)((halves[0] + halves[1]) * 0x0101010101010101u >> 56);
}

#endif
