#include "fuzz/fuzz.h"

#include "ui/input.h"

const char fuzz_seeds[] = "tests/data/input";

/* Whatever a terminal sends, in two pieces: events come, and an end, where nothing
 * waits any more. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input;
    input_init(&input);
    struct event event;
    input_feed(&input, (const char *)data, size / 2, 0);
    while (input_next(&input, false, &event))
        continue;
    input_feed(&input, (const char *)data + size / 2, size - size / 2, 0);
    while (input_next(&input, false, &event))
        continue;
    size_t left = size + 1;
    while (input_next(&input, true, &event) && left > 0)
        left--;
    if (left == 0 || input_wait_ms(&input, 0) >= 0)
        __builtin_trap();
    input_release(&input);
    return 0;
}
