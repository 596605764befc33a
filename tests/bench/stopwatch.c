#include "bench/stopwatch.h"

#include <time.h>

static double clock_ms(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

double stopwatch_wall_ms(void)
{
    return clock_ms(CLOCK_MONOTONIC);
}

double stopwatch_cpu_ms(void)
{
    return clock_ms(CLOCK_PROCESS_CPUTIME_ID);
}
