/*
 * What a fuzz target offers: libFuzzer's entry, and the folder of its seeds (from the top of the
 * source tree).
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

extern const char fuzz_seeds[];

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
