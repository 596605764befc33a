/*
 * Milliseconds that go by, of the processor and on the wall: two readings, and their difference.
 */
#ifndef BENCH_STOPWATCH_H
#define BENCH_STOPWATCH_H

double stopwatch_wall_ms(void);

/* Of the processor, for all threads of this process. */
double stopwatch_cpu_ms(void);

#endif
